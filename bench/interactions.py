"""How many messages, taps and corrections lead to a confirmed order: pasted, and by the guided dialog.

Counted over the corpora from what the reader answers and what is right; tens of the messages are played in the real
chat, pasted and guided, to see that the counting is true.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from statistics import median, quantiles
from typing import Any

from bench.played import guided_in_chat, pasted_in_chat, shop
from bench.reading import CORPORA
from bench.report import Figure
from models.reading import Catalog, read
from tests.reading.scoring import CORPUS, LINE_FIELDS, TERMS, cases

MEDIAN, NINETIETH = 2, 3
PLAYED, GUIDED = 40, 12
PLAYED_FROM = "dev"
# What a correction on the card takes: open the lines, the line, what of it, the new value, back to the card.
CHANGE_LINE, DROP_LINE, ADD_LINE, CHANGE_TERM, FROM_THE_START = 5, 4, 6, 3, 1


@dataclass(frozen=True)
class Counted:
    """A message that orders something: the reader's answer, the right one, and the interactions of either way."""

    text: str
    given: dict[str, Any]
    wanted: dict[str, Any]

    @property
    def pasted(self) -> int:
        """The message, a question each, corrections, the confirming tap; an order that is not seen is taken guided."""
        if self.given["kind"] != "order":
            return FROM_THE_START + self.guided
        return 1 + questions(self.given) + corrections(self.given, self.wanted) + 1

    @property
    def guided(self) -> int:
        """The steps of the guided dialog for what is right."""
        return guided(self.wanted)


def questions(answer: dict[str, Any]) -> int:
    """How many questions the chat asks: the goods of a line are one, its quantity and unit another."""
    asked = {_question(name) for name in answer["ask"] if name != "lines"}
    return len(asked)


def _question(name: str) -> str:
    line, _dot, field = name.rpartition(".")
    return f"{line}.quantity" if field == "unit" else name


def corrections(given: dict[str, Any], wanted: dict[str, Any]) -> int:
    """What has to be put right on the card, since it is certain and wrong."""
    taken = CHANGE_TERM * sum(given[name] != wanted[name] for name in TERMS if name not in given["ask"])
    if given["customer"] != wanted["customer"] and "customer" not in given["ask"]:
        taken += CHANGE_TERM
    more = len(given["lines"]) - len(wanted["lines"])
    taken += DROP_LINE * max(more, 0) + ADD_LINE * max(-more, 0)
    if not more:
        taken += CHANGE_LINE * sum(_wrong(number, given, wanted) for number in range(len(given["lines"])))
    return taken


def _wrong(number: int, given: dict[str, Any], wanted: dict[str, Any]) -> bool:
    asked = {name for name in LINE_FIELDS if f"lines[{number}].{name}" in given["ask"]}
    mine, right = given["lines"][number], wanted["lines"][number]
    return any(mine[name] != right[name] for name in LINE_FIELDS if name not in asked)


def guided(answer: dict[str, Any]) -> int:
    """`/order`, the customer, for each line goods, quantity, price and one more, done, what goes otherwise, confirm."""
    lines = max(len(answer["lines"]), 1)
    via = answer["ship_via"] not in (None, "express")
    going = [via, answer["courier"], answer["freight"], answer["receipt_back"], answer["invoice"]]
    how = sum(map(bool, going)) + (answer["freight"] == "prepaid") + 2 * (answer["ship_on"] is not None)
    settled = 2 if answer["settlement"] else 0
    return 2 + 3 * lines + (lines - 1) + 1 + (how + 2 if how else 0) + settled + 1


def messages(name: str) -> Iterator[Counted]:
    """The messages of a corpus that order something."""
    catalog = Catalog.from_folder(CORPUS / name)
    for case in cases(name):
        if case["answer"]["kind"] == "order":
            given = read(case["text"], catalog, at=datetime.fromisoformat(case["at"]), by=case["by"]).to_json()
            yield Counted(case["text"], given, case["answer"])


def measure(*, small: bool) -> list[Figure]:
    """Every corpus counted, and some messages played."""
    figures = []
    for name in CORPORA[:1] if small else CORPORA:
        found = list(messages(name))
        pasted, by_hand = [one.pasted for one in found], [one.guided for one in found]
        figures += [
            Figure(f"{name}: pasted, median of {len(found)}", f"guided {median(by_hand):g}", median(pasted), MEDIAN),
            Figure(f"{name}: pasted, 90th percentile", f"guided {_high(by_hand):g}", _high(pasted), NINETIETH),
        ]
    return [*figures, *asyncio.run(_played(4 if small else PLAYED, 2 if small else GUIDED))]


def _high(counts: list[int]) -> float:
    return quantiles(counts, n=10, method="inclusive")[8]


async def _played(pasted: int, by_hand: int) -> list[Figure]:
    """Messages pasted and orders taken in the real chat; what it took, beside what was counted."""
    found = list(messages(PLAYED_FROM))
    plain = [one for one in found if one.given["kind"] == "order" and one.given["lines"]]
    step = max(len(plain) // pasted, 1)
    bare = [one for one in plain if not one.given["ask"] and not any(one.given[name] for name in TERMS)]
    async with shop(PLAYED_FROM) as chat:
        took = [(await pasted_in_chat(chat, one.text), 2 + questions(one.given)) for one in plain[::step][:pasted]]
        steps = [(await guided_in_chat(chat, one.given), one.guided) for one in bare[:by_hand]]
    return [_agreement("pasted", took), _agreement("guided", steps)]


def _agreement(way: str, took: list[tuple[int, int]]) -> Figure:
    other = sum(one != counted for one, counted in took)
    result = f"{sum(one for one, _counted in took)} interactions, {sum(counted for _one, counted in took)} counted"
    return Figure(f"{way} in the chat: {len(took)} orders, of them counted otherwise", result, other, 0)

"""Odd updates: real ones with fields dropped, retyped, nested and blown up. Each is answered, refused or put aside.

The chat server of these runs is inside the process, so that a hundred thousand updates take minutes.
"""

from __future__ import annotations

import asyncio
import copy
import itertools
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from sqlmodel import col, func, select

from bench.instant import said, tapped
from bench.product import Product
from bot.raw import number_of
from faults.checker import Finding
from faults.company import FIRST_ID, MORNING
from models.clock import MovableClock
from models.database import Database
from models.inbox import InboxUpdate

SOMEBODY, SOMEBODY_ELSE = FIRST_ID + 3, FIRST_ID + 4
AT_ONCE = 10  # odd updates that come in one answer of the chat server; more strangers at once would be passed over
CONTROL_EVERY = 50  # odd updates, after which an ordinary one of somebody else must be answered
LONGEST_S = 60.0  # for a batch: the first overview of a program loads the library that draws
DEEPEST = 6
NUMBERS = itertools.count(1)
DEEP: Any = []
for _ in range(200):
    DEEP = [DEEP]
JUNK: tuple[Any, ...] = (
    None, True, False, 0, -1, 1.5, 2**31, 2**63, 2**64, -(2**63) - 1, 10**30, 10**400, float("1e308"), "", " ", "\x00",
    "\ud800", "\u202e\u200b", "👪" * 40, "a" * 5000, "/start\x00", "<b>&amp;", "'; DROP TABLE orders; --", [], {}, [[]],
    [{}], {"id": []}, {"from": {"id": "x"}}, DEEP,
)  # fmt: skip


def real_updates() -> list[dict[str, Any]]:
    """Updates as the chat server sends them: words, commands, taps, a photo, a document, a contact, a blocked bot."""
    person = {"id": SOMEBODY, "is_bot": False, "first_name": "p", "language_code": "zh-hans"}
    chat = {"id": SOMEBODY, "type": "private", "first_name": "p"}
    head = {"message_id": 7, "date": 1764000000, "chat": chat, "from": person}
    photo = [{"file_id": "AA", "file_unique_id": "A", "width": 90, "height": 60, "file_size": 1000}]
    document = {"file_id": "BB", "file_unique_id": "B", "file_name": "../../customers.csv", "file_size": 10}
    members = [{"user": {"id": 1, "is_bot": True, "first_name": "b"}, "status": now} for now in ("member", "left")]
    kinds: list[dict[str, Any]] = [
        {"message": {**head, "photo": photo, "caption": "回单"}},
        {"message": {**head, "document": document}},
        {"message": {**head, "contact": {"phone_number": "138", "first_name": "x"}}},
        {"message": {**head, "forward_origin": {"type": "hidden_user", "sender_user_name": "x", "date": 1}}},
        {"my_chat_member": {"chat": chat, "from": person, "date": 1,
                            "old_chat_member": members[0], "new_chat_member": members[1]}},
    ]  # fmt: skip
    words = ["/start", "/order", "/payment", "今天怎么样", "Canary00A", "20", "DD20261123-001", "/start " + "a" * 22]
    taps = ["open:order:1", "ap:y:1", "x" * 64, "\x1dabc:confirm", "open:customer:999999999999999"]
    return [*(said(SOMEBODY, 1, word) for word in words), *(tapped(SOMEBODY, 1, data) for data in taps), *kinds]


REAL = real_updates()


def places_in(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every part of an update."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in parts:
        yield (*way, name)
        if len(way) < DEEPEST:
            yield from places_in(part, (*way, name))


@st.composite
def odd_updates(draw: st.DrawFn) -> dict[str, Any]:
    """A real update with one to five parts dropped, replaced by junk, wrapped, doubled or renamed."""
    update: dict[str, Any] = {**copy.deepcopy(draw(st.sampled_from(REAL))), "update_id": next(NUMBERS)}
    for _ in range(draw(st.sampled_from([1, 1, 1, 2, 2, 3, 5]))):
        ways = list(places_in(update))
        if not ways:
            break
        *way, last = draw(st.sampled_from(ways))
        holder: Any = update
        for name in way:
            holder = holder[name]
        _change(draw, holder, last)
    return update


def _change(draw: st.DrawFn, holder: Any, name: Any) -> None:
    how = draw(st.sampled_from(["drop", "junk", "junk", "wrap", "text", "rename"]))
    if how == "drop":
        del holder[name]
    elif how == "junk":
        holder[name] = copy.deepcopy(draw(st.sampled_from(JUNK)))
    elif how == "wrap":
        holder[name] = draw(st.sampled_from([[holder[name]], {"from": holder[name]}, {"message": holder[name]}]))
    elif how == "text":
        holder[name] = draw(st.text(max_size=40))
    elif isinstance(holder, dict):
        holder[draw(st.sampled_from(["message", "callback_query", "edited_message", "from", "\x00"]))] = holder[name]


@dataclass
class Told:
    """What became of the odd updates."""

    ends: Counter[str] = field(default_factory=Counter)
    controls: int = 0
    findings: list[Finding] = field(default_factory=list)


class Fuzz:
    """One product that is fed."""

    def __init__(self, db: Database) -> None:
        self.db, self.told = db, Told()
        self.product = Product(db, MovableClock(MORNING, running=False))
        self._count = 0

    async def feed(self, some: list[dict[str, Any]]) -> None:
        """Odd updates that come together, and now and then an ordinary one of somebody else."""
        try:
            await self._through(some)
        except Exception as error:
            self._found(f"{type(error).__name__} on the way in or out", some)
        for end in self._ends(some):
            self.told.ends[end] += 1
            self._count += 1
            if self._count % CONTROL_EVERY == 0:
                await self._control()

    async def _through(self, some: list[dict[str, Any]]) -> None:
        await self.product.app.intake.accept(some)
        async with asyncio.timeout(LONGEST_S):
            while running := self.product.app.intake.lanes.running:
                await asyncio.wait(running)

    def _ends(self, some: list[dict[str, Any]]) -> Iterator[str]:
        numbers = [number for raw in some if (number := number_of(raw)) is not None]
        query = select(InboxUpdate.update_id, InboxUpdate.state).where(col(InboxUpdate.update_id).in_(numbers))
        states = dict(self.db.read_now(lambda session: list(session.exec(query))))
        for raw in some:
            number = number_of(raw)
            if number is None:
                yield "passed over: it has no number"
                continue
            end = states.get(number)
            if end == "waiting":
                self._found("left undone", raw)
            yield end or "turned away: nobody of the company sent it"

    async def _control(self) -> None:
        calls = self.product.chats.calls
        await self._through([said(SOMEBODY_ELSE, next(NUMBERS), "/start")])
        self.told.controls += 1
        if self.product.chats.calls == calls:
            self._found("an ordinary update of somebody else was not answered after it", {})

    def _found(self, what: str, raw: Any) -> None:
        self.told.findings.append(Finding("an odd update is answered, refused or put aside", f"{what}: {_brief(raw)}"))


def _brief(raw: Any) -> str:
    return json.dumps(raw, default=str)[:600]


def run(db: Database, count: int, begin: int = 1) -> Told:
    """Feed that many odd updates; the same ones for the same `begin`."""
    with asyncio.Runner() as runner:
        fuzz = Fuzz(db)
        runner.run(fuzz.product.start())

        @seed(begin)
        @settings(
            max_examples=-(-count // AT_ONCE), deadline=None, database=None, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(st.lists(odd_updates(), min_size=AT_ONCE, max_size=AT_ONCE))
        def some(updates: list[dict[str, Any]]) -> None:
            runner.run(fuzz.feed(updates))

        some()
        waiting = select(func.count()).where(InboxUpdate.state == "waiting")
        left = db.read_now(lambda session: session.exec(waiting).one())
        if left:
            fuzz.told.findings.append(Finding("no update stays undone", f"{left} of them"))
        runner.run(fuzz.product.stop())
    return fuzz.told

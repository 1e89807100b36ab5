"""Every window of every dialog is drawn in both languages, by somebody who tries everything in the demo company."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from aiogram_dialog import Dialog
from sqlmodel import AutoString, Session, select

from locales.markup import units
from models.base import Record
from models.inbox import InboxUpdate
from tests.company import Company
from tests.crawler import Crawler, Shown
from tests.everything import each_by_role, who_does_all

STEPS = 600  # at most, of whoever may do everything
STEPS_OF_ROLE = 40
HAN = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff01-\uff5e]+")
BILINGUAL = {"中文", "用哪种语言？", "＋"}  # said to everybody
LEFT_OPEN = re.compile(r"[{}]|\bNone\b(?! of)|\bnull\b|Decimal\(|datetime\.|&(lt|gt|amp);|</?[bi]>|\u2068|\u2069")


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_every_window_is_drawn_as_it_should_be(running: Company, language: str) -> None:
    crawler = who_does_all(running, language)
    await crawler.walk(STEPS, windows_of(running))
    assert not crawler.trouble
    assert sorted(windows_of(running) - crawler.states) == [], "a window that nobody renders"
    assert complaints(running, crawler, language) == []
    assert left_undone(running) == []


async def test_nobody_gets_anywhere_that_breaks(running: Company) -> None:
    for crawler in each_by_role(running, "en"):
        await crawler.walk(STEPS_OF_ROLE)
        assert not crawler.trouble
        assert complaints(running, crawler, "en") == []
    assert left_undone(running) == []


def left_undone(company: Company) -> list[str]:
    """Updates that were put aside, or that nobody worked on to the end."""
    undone = select(InboxUpdate.raw).where(InboxUpdate.state != "done")
    return company.books(lambda s: list(s.exec(undone)))


def windows_of(company: Company) -> set[str]:
    """Every window of every dialog that the product has."""
    found, waiting = set(), list(company.app.dispatcher.sub_routers)
    while waiting:
        router = waiting.pop()
        waiting += router.sub_routers
        if isinstance(router, Dialog) and router.states_group().__module__.startswith("handlers."):
            found |= {str(state.state) for state in router.windows}
    return found


def complaints(company: Company, crawler: Crawler, language: str) -> list[str]:
    """What is wrong with anything that was shown."""
    typed = "\n".join(crawler.entries).replace("_", " ")
    written = words_of(company) + typed
    return sorted({f"{one.state}: {what}" for one in crawler.shown for what in wrong(one, language, written)})


def words_of(company: Company) -> str:
    """Everything written in the books: names, addresses, notes."""

    def look(session: Session) -> str:
        found = []
        for table in Record.metadata.tables.values():
            if table.name in ("inbox", "dialog_states", "letters"):
                continue
            texts = [column for column in table.columns if isinstance(column.type, AutoString)]
            if texts:
                found += [str(value) for row in session.execute(select(*texts)) for value in row if value]
        return "\n".join(found)

    return company.books(look)


def wrong(one: Shown, language: str, written: str) -> Iterator[str]:
    """What no message may have."""
    if not one.text.strip() and one.labels:
        yield "no text"
    if units(one.text) > 4096:
        yield f"{units(one.text)} units long"
    for words in (one.text, *one.labels):
        if LEFT_OPEN.search(words):
            yield f"something is left open in {words!r}"
        runs = HAN.findall(words) if language == "en" else []
        yield from (f"{run} in English, in {words!r}" for run in runs if run not in written and run not in BILINGUAL)
    yield from wrong_buttons(one)


def wrong_buttons(one: Shown) -> Iterator[str]:
    """What no keyboard may have."""
    if len(one.labels) > 100:
        yield "too many buttons"
    if not all(label.strip() for label in one.labels):
        yield "a button without words"
    if any(len(data.encode()) > 64 for data in one.data):
        yield "a button with too much behind it"

"""What cannot be done gets one clear sentence and a way on, whoever tries it however; and nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import select

from models.inbox import InboxUpdate
from tests.company import Chatter, Company
from tests.crawler import OF_DIALOG
from tests.everything import who_does_all

TRICKY = "<b>A&B</b> \"Ö'\u202e\u200f😀"
SHOWN = "<b>A&B</b> \"Ö'😀"
NO_TEXT: tuple[dict[str, Any], ...] = (
    {"sticker": "😀"},
    {"voice": True},
    {"location": {"latitude": 23.1, "longitude": 113.3}},
)
NOT_FOUND = "没找到"


def undone(company: Company) -> list[str]:
    """Updates that were put aside, or that nobody worked on to the end."""
    return company.books(lambda s: list(s.exec(select(InboxUpdate.raw).where(InboxUpdate.state != "done"))))


async def fault(company: Company, **what: Any) -> None:
    """Let the chat server fail."""
    async with company.http.post(f"{company.url}/sandbox/faults", json=what) as answer:
        assert answer.status < 300, await answer.text()


async def widget(who: Chatter) -> tuple[int, str]:
    """The newest message with buttons of a dialog, and what their data begins with."""
    for message in reversed(await who.messages()):
        for row in message["buttons"]:
            for button in row:
                if OF_DIALOG in (button["data"] or ""):
                    return message["message_id"], button["data"].split(OF_DIALOG)[0] + OF_DIALOG
    raise AssertionError("no dialog is open")


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_wherever_words_are_asked_for_anything_else_is_refused_and_asked_again(
    running: Company,
    language: str,
) -> None:
    crawler = who_does_all(running, language)
    asked, taken = set(), []
    for entry in crawler.entries:
        screen = await crawler._begin(entry)
        if not crawler._words(screen.state):
            continue
        asked.add(screen.state)
        for what in (*NO_TEXT, {"text": "长<&" * 3333}):
            again = await crawler._post("messages", json=what)
            kept = again.state == screen.state or screen.state.startswith("Find:")  # a long name is looked up too
            taken += [] if kept and again.messages else [f"{screen.state}: {[*what]}"]
    assert len(asked) > 20
    assert "\n".join(taken) == ""
    assert not crawler.trouble
    assert undone(running) == []

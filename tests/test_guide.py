"""The guide that the page suggests: every step can be taken, on any day on which somebody first tries the product."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.sandbox import Step
from models.clock import MovableClock
from tests.company import Chatter, Company
from tests.conftest import SHANGHAI
from tests.demo_running import demo_books, demo_running

BEGINNINGS = {
    "Monday at opening": (datetime(2026, 11, 23, 8, 30, tzinfo=SHANGHAI), "en"),
    "a Friday afternoon": (datetime(2026, 11, 27, 16, 20, tzinfo=SHANGHAI), "zh"),
}


@pytest.mark.parametrize("beginning", BEGINNINGS)
async def test_a_newcomer_who_follows_the_guide_sees_each_step_come_true(
    template: Path, tmp_path: Path, beginning: str
) -> None:
    moment, language = BEGINNINGS[beginning]
    clock = MovableClock(moment)
    books = demo_books(template, tmp_path / "books.db", clock)
    async with demo_running(books, tmp_path, clock, language) as (company, steps):
        by_id = {person.id: person for person in company.chatters.values()}
        for step in steps:
            await take(step, by_id[step.person_id], company, language)


async def take(step: Step, person: Chatter, company: Company, language: str) -> None:
    """Do what the step says; what it promises is new on the phone afterwards."""
    before = {message["message_id"]: message["text"] for message in await person.messages()}
    promised = step.done_when[language]
    if step.say:
        await person.says(step.say[language])
    elif step.tap:
        await person.taps(step.tap[language])
    else:
        await company.clock_to(morning_of(step.advance or "", company.clock.now()))
    news = [
        message["text"] or ""
        for message in await person.messages()
        if message["sender"] == "bot" and before.get(message["message_id"]) != message["text"]
    ]
    assert any(promised in text for text in news), f"{step.id}: {promised!r} is not in {news}"


def morning_of(advance: str, now: datetime) -> datetime:
    """Nine o'clock on the day that the step means."""
    days = 1 if advance == "tomorrow 09:00" else int(advance.removesuffix("d 09:00"))
    return (now.astimezone(SHANGHAI) + timedelta(days=days)).replace(hour=9, minute=0, second=0, microsecond=0)

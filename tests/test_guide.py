"""The guide that the page suggests: every step can be taken, and what it promises is seen.

Here before a weekend and with everybody's phone in English; in Chinese, on a Monday, the page's tests follow it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from bot.sandbox import Step
from models.clock import MovableClock
from tests.company import Chatter, Company
from tests.conftest import SHANGHAI
from tests.demo_running import demo_books, demo_running

FRIDAY = datetime(2026, 11, 27, 16, 20, tzinfo=SHANGHAI)  # late in the day, and tomorrow nobody works


async def test_on_a_friday_in_english_each_step_of_the_guide_comes_true(template: Path, tmp_path: Path) -> None:
    clock = MovableClock(FRIDAY)
    books = demo_books(template, tmp_path / "books.db", clock)
    async with demo_running(books, tmp_path, clock, "en") as (company, steps):
        by_id = {person.id: person for person in company.chatters.values()}
        for step in steps:
            await take(step, by_id[step.person_id], company, "en")


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

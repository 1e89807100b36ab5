"""The manager's evening: the day in five lines, and the orders that should have left (18:00)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from jobs.letters import Words, composes
from jobs.reminder import Cadence, calendar_note
from locales import join, text
from models.amounts import format_fen
from models.days import format_day
from models.due import Evening, Sum, evening
from models.letters import Letter
from models.people import Actor, Role, with_role
from models.rules import rules_of

RULE = "evening-digest"
NUMBERS_IN_ROW = 4


@dataclass(frozen=True)
class EveningDigest:
    """Every manager gets the evening of their team; a company without one, the boss."""

    rule: str = RULE
    at: tuple[Cadence, ...] = (Cadence("18"),)

    def who(self, session: Session, _day: date, _now: datetime) -> set[int]:
        """The managers."""
        readers = with_role(session, Role.MANAGER) or with_role(session, Role.BOSS)
        return {person.id for person in readers}

    def also(self, _session: Session, _now: datetime) -> None:
        """Nothing else is done."""


REMINDER = EveningDigest()


@composes(RULE)
def words(session: Session, letter: Letter, _facts: dict[str, Any], to: Actor, now: datetime) -> Words | None:
    """The day; nothing when it is over before it could be told, or nothing happened and nothing is open."""
    today = rules_of(session).today(now)
    if date.fromisoformat(letter.occasion[:10]) != today:
        return None
    seen = evening(session, by=to, day=today)
    if seen.is_empty:
        return None
    buttons = [(str(number), f"open:order:{one.order_id}") for number, one in enumerate(seen.left, start=1)]
    rows = tuple(tuple(buttons[at : at + NUMBERS_IN_ROW]) for at in range(0, len(buttons), NUMBERS_IN_ROW))
    return Words(join(_lines(seen, to.language, today)), rows)


def _lines(seen: Evening, language: str, today: date) -> list[str]:
    def summed(key: str, one: Sum) -> str:
        return text(language, key, count=one.count, amount=format_fen(one.amount_fen))

    lines = [
        text(language, "evening-title", day=format_day(today, today, language)),
        *calendar_note(language, today),
        summed("evening-ordered", seen.ordered),
        summed("evening-shipped", seen.shipped),
        summed("evening-received", seen.received),
    ]
    if seen.waiting:
        lines.append(text(language, "evening-waiting", count=seen.waiting))
    lines.append(text(language, "evening-not-shipped", count=seen.not_shipped))
    for number, one in enumerate(seen.left, start=1):
        day, key = format_day(one.due_on, today, language), "evening-left-passed" if one.passed else "evening-left"
        lines.append(text(language, key, n=number, customer=one.customer, number=one.number, day=day))
    return lines

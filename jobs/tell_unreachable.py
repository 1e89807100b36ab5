"""Nothing reaches a colleague: their manager is told, once a day, so that they can be spoken to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Session

from jobs.letters import Words, composes
from locales import text
from models import letters
from models.letters import Letter
from models.people import Actor, Person, Role, managers_of, with_role
from models.rules import rules_of

KIND = "unreachable"


def report(session: Session, letter: Letter, now: datetime) -> None:
    """Owe the manager of a letter's recipient the news that it cannot be delivered."""
    above = managers_of(session, letter.recipient_id) + with_role(session, Role.BOSS)
    told = next((person for person in above if person.id != letter.recipient_id), None)
    if told is not None:
        day = rules_of(session).today(now).isoformat()
        letters.post(session, KIND, f"person:{letter.recipient_id}", told.id, day, now=now)


@composes(KIND)
def unreachable(session: Session, letter: Letter, _facts: dict[str, Any], to: Actor, _now: datetime) -> Words | None:
    """Who it is; nothing when they have left meanwhile."""
    person = session.get(Person, int(letter.subject.partition(":")[2]))
    if person is None or not person.active:
        return None
    return Words(text(to.language, "letter-unreachable", name=person.name))

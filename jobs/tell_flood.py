"""Somebody sends faster than anybody could read: they are told once an hour that the rest was passed over."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Session

from jobs.letters import Words, composes
from locales import text
from models import letters
from models.letters import Letter
from models.people import Actor
from models.rules import rules_of

KIND = "flood"


def tell_flood(session: Session, to: Actor, now: datetime) -> None:
    """Owe somebody the one notice of this hour."""
    hour = f"{rules_of(session).local(now):%Y-%m-%d %H}"
    letters.post(session, KIND, f"person:{to.id}", to.id, hour, now=now)


@composes(KIND)
def flood(_session: Session, _letter: Letter, _facts: dict[str, Any], to: Actor, _now: datetime) -> Words:
    """That not everything was read, and what to do."""
    return Words(text(to.language, "letter-flood"))

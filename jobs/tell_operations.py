"""Letters to the boss about the program itself: letters that do not get out, a full disk, a backup that failed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Session

from jobs.letters import Words, composes
from locales import text
from models.health import BEGAN, OVER, Trouble
from models.letters import Letter
from models.people import Actor, Role
from models.rules import rules_of


@composes(BEGAN)
def trouble(session: Session, letter: Letter, facts: dict[str, Any], to: Actor, _now: datetime) -> Words | None:
    """What is the matter; nothing when it is over, for then the letter that says so says everything."""
    found = _found(session, letter, to)
    if found is None or found.until is not None:
        return None
    given = {"since": _hour(session, found.since), "free": 0, "why": "", **facts}
    return Words(text(to.language, f"trouble-{found.kind}", **given))


@composes(OVER)
def trouble_over(session: Session, letter: Letter, _facts: dict[str, Any], to: Actor, _now: datetime) -> Words | None:
    """It is well again, and from when to when it was not."""
    found = _found(session, letter, to)
    if found is None or found.until is None:
        return None
    since, until = _hour(session, found.since), _hour(session, found.until)
    return Words(text(to.language, f"trouble-{found.kind}-over", since=since, until=until))


def _found(session: Session, letter: Letter, to: Actor) -> Trouble | None:
    return session.get(Trouble, int(letter.subject.partition(":")[2])) if to.may(Role.BOSS) else None


def _hour(session: Session, moment: datetime) -> str:
    """As the company's clocks showed it."""
    return f"{rules_of(session).local(moment):%m-%d %H:%M}"

"""How the program itself fares: what is owed the longest, and troubles that the boss is told of, once each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlmodel import Field, Session, col, func, select

from models import letters
from models.base import Record, key, moment
from models.inbox import InboxUpdate
from models.letters import Letter, LetterState, Unsent
from models.paused import Pause, paused
from models.people import Role, with_role

BEGAN, OVER = "trouble", "trouble-over"  # kinds of letters


class TroubleKind(StrEnum):
    """What can be the matter."""

    LETTERS = "letters"  # the oldest letter has waited too long
    DISK = "disk"  # nearly full
    BACKUP = "backup"  # the daily one failed


class Trouble(Record, table=True):
    """Something that was the matter from `since` until `until`, or still is."""

    __tablename__ = "troubles"

    id: int = key()
    kind: str = Field(max_length=16)
    since: datetime = moment()
    until: datetime | None = moment(optional=True)


@dataclass(frozen=True)
class Vitals:
    """What waits, and since when: updates not worked off, letters not sent.

    `resumed_at` is when sending last went on after a pause, `paused_at` since when it is paused.
    """

    updates: int = 0
    oldest_update: datetime | None = None
    unsent: Unsent = field(default_factory=lambda: Unsent(0, None))
    paused_at: datetime | None = None
    resumed_at: datetime | None = None
    troubles: tuple[str, ...] = ()


def vitals(session: Session) -> Vitals:
    """How things stand."""
    undone = select(func.count(), func.min(InboxUpdate.received_at)).where(InboxUpdate.state == "waiting")
    updates, oldest = session.exec(undone).one()
    held = paused(session)
    return Vitals(
        updates=updates,
        oldest_update=oldest,
        unsent=letters.unsent(session),
        paused_at=held.since if held else None,
        resumed_at=session.exec(select(func.max(Pause.until))).one(),
        troubles=tuple(one.kind for one in _open(session)),
    )


def letters_by_state(session: Session) -> dict[str, int]:
    """How many letters there are in each state."""
    counted = select(Letter.state, func.count()).group_by(col(Letter.state))
    return {**dict.fromkeys((state.value for state in LetterState), 0), **dict(session.exec(counted).all())}


def begin(session: Session, kind: TroubleKind, *, now: datetime, **facts: Any) -> bool:
    """Something is the matter: every boss is told, unless they were told of it already. Gives whether it is new."""
    if any(one.kind == kind for one in _open(session)):
        return False
    made = Trouble(kind=kind.value, since=now)
    session.add(made)
    session.flush()
    _tell(session, BEGAN, made, now, facts)
    return True


def end(session: Session, kind: TroubleKind, *, now: datetime) -> bool:
    """It is well again, and whoever was told, or was to be, is told so. Gives whether anything was the matter."""
    found = [one for one in _open(session) if one.kind == kind]
    for one in found:
        one.until = now
        session.add(one)
        _tell(session, OVER, one, now, {})
    session.flush()
    return bool(found)


def _open(session: Session) -> list[Trouble]:
    return list(session.exec(select(Trouble).where(col(Trouble.until).is_(None)).order_by(col(Trouble.id))))


def _tell(session: Session, kind: str, trouble: Trouble, now: datetime, facts: dict[str, Any]) -> None:
    for boss in with_role(session, Role.BOSS):
        letters.post(session, kind, f"trouble:{trouble.id}", boss.id, trouble.kind, now=now, **facts)

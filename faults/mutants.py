"""Deliberately broken builds: each takes away one of the mechanisms, and the checker must notice.

A checker that has never failed has shown nothing. Each mutant is applied inside one life, before it starts.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col

import handlers.desk
from bot.intake import Intake
from models import letters
from models.letters import Letter, LetterState
from models.people import Actor


@dataclass(frozen=True)
class Noticed:
    """Which rule of the checker notices a mutant, and where the program must die for it to show."""

    rule: str
    points: tuple[str, ...]


NOTICED = {
    "commit moved": Noticed("nobody is left without an answer", ("before commit keep",)),
    "key dropped": Noticed("what is confirmed is recorded once", ("after commit operation", "before commit done")),
    "scope forgotten": Noticed("nobody reads what is not theirs", ("before commit done",)),
    "lease ignored": Noticed("a repeated letter is marked", ("after send letter",)),
}


def apply(name: str) -> None:
    """Break this process in the named way; nothing for an empty name."""
    if name:
        MUTANTS[name]()


def _commit_moved() -> None:
    """An update is confirmed to the chat server first and kept in the inbox a moment later."""
    accept = Intake.accept

    async def confirmed_first(self: Intake, updates: list[Any]) -> None:
        async def later() -> None:
            await asyncio.sleep(0.2)
            await accept(self, updates)

        self.later = asyncio.create_task(later())  # type: ignore[attr-defined]

    setattr(Intake, "accept", confirmed_first)  # noqa: B010


def _key_dropped() -> None:
    """An operation runs whenever it is asked for, whatever its key."""

    def whenever(_s: Session, _key: str, _asked: Any, _now: Any, work: Callable[[], Any]) -> tuple[Any, bool]:
        return work(), True

    setattr(handlers.desk, "once", whenever)  # noqa: B010


def _scope_forgotten() -> None:
    """Everybody sees every customer."""
    setattr(Actor, "sees_all", property(lambda _self: True))  # noqa: B010


def _lease_ignored() -> None:
    """Whoever looks for letters takes those that somebody else may be carrying, as if nothing had been tried."""
    lease_due = letters.lease_due

    def taken_from_others(session: Session, **how: Any) -> list[Letter]:
        carried = update(Letter).where(
            col(Letter.state) == LetterState.LEASED.value, col(Letter.recipient_id).not_in(list(how.get("busy", ())))
        )
        session.execute(carried.values(state=LetterState.WAITING.value).execution_options(synchronize_session=False))
        return lease_due(session, **how)

    setattr(letters, "lease_due", taken_from_others)  # noqa: B010


MUTANTS: dict[str, Callable[[], None]] = {
    "commit moved": _commit_moved,
    "key dropped": _key_dropped,
    "scope forgotten": _scope_forgotten,
    "lease ignored": _lease_ignored,
}

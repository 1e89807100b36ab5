"""What the page suggests to a newcomer."""

from __future__ import annotations

from sqlmodel import Session

from bot.sandbox import Step


def guide(session: Session) -> list[Step]:
    """The next things to try, in order."""
    return []

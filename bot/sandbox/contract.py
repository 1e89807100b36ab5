"""What whoever starts the sandbox hands in: the company's clock and the guide for newcomers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Step:
    """One thing for a newcomer to try next, shown beside the chat.

    ``say`` is a text to send and ``tap`` a label to press, each by language (``zh``, ``en``); ``advance``
    moves the clock (``"7d"``). The step is done once a message of the bot in that person's chat contains
    ``done_when``.
    """

    id: str
    person_id: int
    say: dict[str, str] | None
    tap: dict[str, str] | None
    advance: str | None
    hint: dict[str, str]
    done_when: dict[str, str]


class CompanyClock(Protocol):
    """The clock of the company that chats here: it can be read, and moved ahead."""

    def now(self) -> datetime:
        """The present moment, aware, in the company's zone."""

    async def move_to(self, moment: datetime) -> None:
        """Move ahead to ``moment`` and return once everything due on the way has run."""

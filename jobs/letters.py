"""How a letter of the outbox gets its words: one composer a kind, run when the letter is sent, for the person as
they are then.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from locales import Html
from models.letters import Letter
from models.people import Actor
from models.reminders import Said


@dataclass(frozen=True)
class Words:
    """What is sent: HTML within the limits, and rows of buttons (label, callback data of at most 64 bytes).

    `said` is what a reminder says of which documents; it is written down when the letter has gone out.
    """

    html: Html
    buttons: tuple[tuple[tuple[str, str], ...], ...] = ()
    said: tuple[Said, ...] = ()


# (session, letter, its facts, the recipient as they are now, this moment) -> words, or nothing when it is no
# longer true or no longer theirs to see.
Compose = Callable[[Session, Letter, dict[str, Any], Actor, datetime], Words | None]

COMPOSERS: dict[str, Compose] = {}


def composes(kind: str) -> Callable[[Compose], Compose]:
    """Register the composer of a kind of letter."""

    def register(compose: Compose) -> Compose:
        if kind in COMPOSERS:
            raise ValueError(f"two composers for {kind}")
        COMPOSERS[kind] = compose
        return compose

    return register

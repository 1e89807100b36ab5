"""The outbox: what is owed to somebody who did not ask. Written with the books, delivered after the commit.

A letter names its kind and the facts it rests on; its words are found when it is sent, for the person as they are then.
"""

from __future__ import annotations

import json
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Index, text
from sqlmodel import Field, Session, select

from models.base import Record, key, moment, refers


class LetterState(StrEnum):
    """Where a letter stands."""

    WAITING = "waiting"
    LEASED = "leased"
    SENT = "sent"
    UNKNOWN = "unknown"  # the answer was lost: resent once, marked as a repeat
    REFUSED = "refused"  # the chat server will not deliver it to this person
    DROPPED = "dropped"  # no longer true or no longer theirs when it was to be sent


class Letter(Record, table=True):
    """One letter to one person for one occasion: unique on (kind, subject, recipient, occasion)."""

    __tablename__ = "letters"
    __table_args__ = (
        Index("ix_letters_once", "kind", "subject", "recipient_id", "occasion", unique=True),
        Index(
            "ix_letters_due",
            "not_before",
            "id",
            sqlite_where=text("state IN ('waiting', 'leased', 'unknown')"),
            postgresql_where=text("state IN ('waiting', 'leased', 'unknown')"),
        ),
    )

    id: int = key()
    kind: str = Field(max_length=40)
    subject: str = Field(max_length=60)  # e.g. "order:12", or the rule's day for a digest
    recipient_id: int = refers("people.id")
    occasion: str = Field(max_length=60)
    facts: str = Field(default="{}")
    state: str = Field(default=LetterState.WAITING.value, max_length=16)
    not_before: datetime = moment()
    leased_until: datetime | None = moment(optional=True)
    lease: str = Field(default="", max_length=32)  # fencing token: only its holder may say how it ended
    attempts: int = Field(default=0)
    repeated: bool = Field(default=False)
    chat_id: int | None = Field(default=None)
    message_id: int | None = Field(default=None)
    stale: bool = Field(
        default=False, index=True
    )  # sent, but what it says has changed: to be edited in place
    error: str = Field(default="", max_length=300)
    created_at: datetime = moment()
    sent_at: datetime | None = moment(optional=True)


def post(
    session: Session,
    kind: str,
    subject: str,
    recipient_id: int,
    occasion: str,
    *,
    now: datetime,
    not_before: datetime | None = None,
    **facts: Any,
) -> Letter | None:
    """Owe somebody a letter; nothing when this occasion was written to them before."""
    known = select(Letter.id).where(
        Letter.kind == kind,
        Letter.subject == subject,
        Letter.recipient_id == recipient_id,
        Letter.occasion == occasion,
    )
    if session.exec(known).first() is not None:
        return None
    letter = Letter(
        kind=kind,
        subject=subject,
        recipient_id=recipient_id,
        occasion=occasion,
        facts=json.dumps(facts, ensure_ascii=False, default=str),
        not_before=not_before or now,
        created_at=now,
    )
    session.add(letter)
    session.flush()
    return letter

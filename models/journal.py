"""The journal: what happened to a document, when and by whom; append-only, written in the transaction it tells of."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, Session, col, select

from models.base import Record, key, moment, refers
from models.people import Actor, Person


class JournalEntry(Record, table=True):
    """One thing that happened: `action` is a text key suffix (`journal-…`), `facts` JSON of what it names."""

    __tablename__ = "journal"
    __table_args__ = (Index("ix_journal_subject", "subject", "subject_id", "id"),)

    id: int = key()
    subject: str = Field(
        max_length=16
    )  # order | shipment | receivable | payment | sample | customer | person | courier
    subject_id: int
    action: str = Field(max_length=40)
    facts: str = Field(default="{}")
    at: datetime = moment()
    by: int | None = refers("people.id", optional=True, index=False)


def note(
    session: Session,
    subject: str,
    subject_id: int,
    action: str,
    *,
    by: Actor | None,
    now: datetime,
    **facts: Any,
) -> None:
    """Write down that `action` happened to a document; `facts` are strings, numbers, days."""
    entry = JournalEntry(
        subject=subject,
        subject_id=subject_id,
        action=action,
        facts=json.dumps(facts, ensure_ascii=False, default=str),
        at=now,
        by=by.id if by else None,
    )
    session.add(entry)


def history(session: Session, subject: str, subject_id: int) -> list[tuple[JournalEntry, str]]:
    """What happened to a document, oldest first, with the name of who did it (empty for the program itself).

    The caller has checked that the reader may see the document.
    """
    query = (
        select(JournalEntry, Person.name)
        .join(Person, col(Person.id) == col(JournalEntry.by), isouter=True)
        .where(JournalEntry.subject == subject, JournalEntry.subject_id == subject_id)
        .order_by(col(JournalEntry.id))
    )
    return [(entry, name or "") for entry, name in session.exec(query)]

"""The journal, which is the audit trail: what happened to a document, when and by whom; only added to.

Every entry is written in the transaction it tells of, and carries the hash of the one before it and its own over all it
says, so that an entry that was changed, taken out or slipped in is found. What people are called and what they typed
may have to be forgotten one day: an entry covers such words only by a salted digest, and they lie apart.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Index, bindparam, insert
from sqlalchemy import select as sql_select
from sqlmodel import Field, Session

from models.base import Record, ask, key, moment, refers
from models.people import Actor, Role

REFUSED = "refused"  # the action of an entry that tells of an attempt
# Facts that are texts and yet no words of a person's: states, kinds and numbers of documents. All others lie apart.
PLAIN = frozenset({
    "code", "entries", "field", "kind", "means", "number", "operation", "payment", "refusal", "role", "roles", "rule",
    "terms", "tried", "waybill",
})  # fmt: skip
PERSONAL = frozenset({"telegram_id"})  # facts that are numbers and yet name a person
FORGOTTEN = "—"  # what is read in the place of erased words


class JournalEntry(Record, table=True):
    """One thing that happened: `action` is a text key suffix (`journal-…`), `facts` JSON of what it names.

    A fact that lies apart is null here; `words` is the salted digest of all such facts, empty where there are none.
    """

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
    words: str = Field(default="", max_length=64)
    before: str = Field(max_length=64)  # the hash of the entry before, empty for the first
    hash: str = Field(max_length=64)


class JournalWords(Record, table=True):
    """The words of an entry, as JSON, with the salt of their digest; these may be erased."""

    __tablename__ = "journal_words"

    entry_id: int = Field(primary_key=True, foreign_key="journal.id", sa_column_kwargs={"autoincrement": False})
    salt: str = Field(max_length=32)
    words: str


@dataclass(frozen=True)
class Happening:
    """An entry as it is read: `facts` with the words, `who` is empty for the program itself."""

    subject: str
    subject_id: int
    action: str
    at: datetime
    who: str
    facts: dict[str, Any]


ENTRIES, WORDS, PEOPLE = (Record.metadata.tables[name] for name in ("journal", "journal_words", "people"))
# Built once, and past the records: every operation adds entries, every card of a document shows them.
_NEW, _NEW_WORDS = insert(ENTRIES), insert(WORDS)
_LAST = sql_select(ENTRIES.c.id, ENTRIES.c.hash).order_by(ENTRIES.c.id.desc()).limit(1)
_WHOLE_STORY = (
    sql_select(ENTRIES.c.action, ENTRIES.c.facts, ENTRIES.c.at, ENTRIES.c.words, WORDS.c.words.label("said"))
    .add_columns(PEOPLE.c.name)
    .select_from(ENTRIES.outerjoin(WORDS, WORDS.c.entry_id == ENTRIES.c.id))
    .join(PEOPLE, PEOPLE.c.id == ENTRIES.c.by, isouter=True)
    .where(ENTRIES.c.subject == bindparam("subject"), ENTRIES.c.subject_id == bindparam("subject_id"))
    .order_by(ENTRIES.c.id)
)
_STORY = _WHOLE_STORY.where(ENTRIES.c.action != REFUSED)


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
    number, before = _last(session)
    number += 1
    words = {name: value for name, value in facts.items() if _lies_apart(name, value)}
    salt, said = (secrets.token_hex(16), _json(words)) if words else ("", "")
    entry = {
        "id": number,
        "subject": subject,
        "subject_id": subject_id,
        "action": action,
        "facts": _json({name: None if name in words else value for name, value in facts.items()}),
        "at": now,
        "by": by.id if by else None,
        "words": digest(salt, said) if words else "",
        "before": before,
    }
    hashed = sealed(SimpleNamespace(**entry))
    ask(session, _NEW, **entry, hash=hashed)
    if words:
        ask(session, _NEW_WORDS, entry_id=number, salt=salt, words=said)
    session.info["journal"] = (_transaction(session), number, hashed)


def _last(session: Session) -> tuple[int, str]:
    """Number and hash of the newest entry: as this transaction wrote it, else as the books have it.

    Writing transactions follow one another, so nobody else adds one meanwhile; and what was undone is no part of it.
    """
    connection = session.connection()
    transaction, number, hashed = session.info.get("journal", (None, 0, ""))
    if transaction is _transaction(session):
        return number, hashed
    found = connection.execute(_LAST).first()
    return (found.id, found.hash) if found is not None else (0, "")


def _transaction(session: Session) -> Any:
    return session.get_nested_transaction() or session.get_transaction()


def _lies_apart(name: str, value: Any) -> bool:
    return (isinstance(value, str) and bool(value) and name not in PLAIN) or (name in PERSONAL and value is not None)


def _json(facts: dict[str, Any]) -> str:
    return json.dumps(facts, ensure_ascii=False, default=str)


def digest(salt: str, words: str) -> str:
    """What an entry keeps of words that lie apart."""
    return hashlib.sha256(f"{salt}:{words}".encode()).hexdigest()


def sealed(entry: Any) -> str:
    """The hash of an entry (or a row like it): over all it says and the hash of the one before."""
    at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    said = [entry.id, entry.subject, entry.subject_id, entry.action, entry.facts, at, entry.by, entry.words]
    return hashlib.sha256(json.dumps([entry.before, *said], ensure_ascii=False).encode()).hexdigest()


def history(session: Session, subject: str, subject_id: int, *, by: Actor | None = None) -> list[Happening]:
    """What happened to a document, oldest first; what was tried and refused is for a boss (`by`) to read.

    The caller has checked that the reader may see the document.
    """
    query = _WHOLE_STORY if by is not None and by.may(Role.BOSS) else _STORY
    return [
        Happening(subject, subject_id, entry.action, entry.at, entry.name or "", _facts(entry))
        for entry in ask(session, query, subject=subject, subject_id=subject_id)
    ]


def _facts(entry: Any) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(entry.facts)
    if entry.words:
        apart = {name: FORGOTTEN for name, value in facts.items() if value is None}
        facts |= json.loads(entry.said) if entry.said is not None else apart
    return facts

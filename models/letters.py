"""The outbox: what is owed to somebody who did not ask. Written with the books, delivered after the commit.

A letter names its kind and the facts it rests on; its words are found when it is sent, for the person as they are then.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, CursorResult, Index, and_, func, or_, text, update
from sqlmodel import Field, Session, col, select

from models.base import Record, ask, key, moment, refers, unless_there
from models.paused import sending

LEASE = timedelta(minutes=2)  # far longer than one call may take
FLOOD = "429"  # how the error of a letter begins whose chat the server wants left alone for a while


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
    chat_id: int | None = Field(default=None, sa_type=BigInteger)
    message_id: int | None = Field(default=None)
    stale: bool = Field(default=False, index=True)  # sent, but what it says has changed: to be edited in place
    error: str = Field(default="", max_length=300)
    created_at: datetime = moment()
    sent_at: datetime | None = moment(optional=True)


# Run for every letter: built once, and past the records.
_NEW = unless_there(
    Record.metadata.tables["letters"],
    "kind", "subject", "recipient_id", "occasion",
    leaving=("id", "leased_until", "chat_id", "message_id", "sent_at"),
).returning(col(Letter.id))  # fmt: skip
_BEGINS = {
    "state": LetterState.WAITING.value,
    "lease": "",
    "attempts": 0,
    "repeated": False,
    "stale": False,
    "error": "",
}


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
) -> int | None:
    """Owe somebody a letter; gives its number, or nothing when this occasion was written to them before."""
    row = {
        "kind": kind,
        "subject": subject,
        "recipient_id": recipient_id,
        "occasion": occasion,
        "facts": json.dumps(facts, ensure_ascii=False, default=str),
        "not_before": not_before or now,
        "created_at": now,
    }
    number: int | None = ask(session, _NEW, **row, **_BEGINS).scalar()
    return number


@dataclass(frozen=True)
class Ending:
    """How a letter that was leased ended.

    `state` is what it is now (an edited one stays sent); `again_at` when it is tried again, `pause` that
    nothing goes to this person before then; `fresh` that the phone now shows what the letter says.
    """

    letter_id: int
    lease: str
    state: LetterState
    again_at: datetime | None = None
    pause: bool = False
    chat_id: int | None = None
    message_id: int | None = None
    fresh: bool = False
    error: str = ""


def lease_due(session: Session, *, now: datetime, lease: str, limit: int, busy: Collection[int] = ()) -> list[Letter]:
    """Take up to `limit` letters that are due, edits first and at most one a person, under the token `lease`.

    While sending is paused nothing is taken. Persons in `busy`, and those whose chat is to be left alone, get nothing.
    A letter whose lease ran out may have
    arrived or not; like one whose answer was lost it is taken once more, as a repeat, and then left.
    """
    lost = update(Letter).where(_is(LetterState.LEASED), col(Letter.leased_until) <= now)
    session.execute(lost.values(state=LetterState.UNKNOWN.value).execution_options(synchronize_session=False))
    taken = {letter.recipient_id: letter for letter in session.exec(_first(_outdated(now), now, busy, limit))}
    if len(taken) < limit:
        others = [*busy, *taken]
        for letter in session.exec(_first(_undelivered(), now, others, limit - len(taken))):
            taken[letter.recipient_id] = letter
    for letter in taken.values():
        letter.lease, letter.leased_until = lease, now + LEASE
        letter.attempts += 1
        if letter.state != LetterState.SENT:
            letter.repeated = letter.repeated or letter.state == LetterState.UNKNOWN
            letter.state, letter.stale = LetterState.LEASED.value, False
        session.add(letter)
    session.flush()
    return list(taken.values())


def is_due(session: Session, now: datetime) -> bool:
    """Whether `lease_due` would take anything now."""
    wanted = or_(_outdated(now), _undelivered(), and_(_is(LetterState.LEASED), col(Letter.leased_until) <= now))
    query = select(Letter.id).where(wanted, col(Letter.not_before) <= now, sending()).limit(1)
    return session.exec(query).first() is not None


def next_due_at(session: Session, now: datetime) -> datetime | None:
    """The moment after `now` at which a letter that waits is due, or nothing."""
    later = select(func.min(col(Letter.not_before))).where(
        or_(_undelivered(), and_(_is(LetterState.SENT), col(Letter.stale))), col(Letter.not_before) > now
    )
    lapse = select(func.min(col(Letter.leased_until))).where(_is(LetterState.LEASED), col(Letter.leased_until) > now)
    moments = [moment for moment in (session.exec(later).one(), session.exec(lapse).one()) if moment is not None]
    return min(moments, default=None)


def close(session: Session, ending: Ending, *, now: datetime) -> Letter | None:
    """Write down how a letter ended; nothing when the lease is no longer the one it was taken under."""
    letter = session.get(Letter, ending.letter_id)
    if letter is None or letter.lease != ending.lease:
        return None
    if ending.state == LetterState.SENT and letter.state != LetterState.SENT:
        letter.sent_at = now
    letter.state, letter.lease, letter.leased_until = ending.state.value, "", None
    letter.error = ending.error[:300]
    letter.attempts = letter.attempts if ending.again_at else 0
    letter.chat_id = ending.chat_id or letter.chat_id
    letter.message_id = ending.message_id or letter.message_id
    letter.stale = letter.stale and not ending.fresh
    letter.not_before = ending.again_at or letter.not_before
    session.add(letter)
    session.flush()
    if ending.pause and ending.again_at is not None:
        _pause(session, letter.recipient_id, ending.again_at)
    return letter


@dataclass(frozen=True)
class Unsent:
    """How many letters wait to be sent, and since when the oldest of them."""

    count: int
    oldest: datetime | None


def unsent(session: Session) -> Unsent:
    """What is still owed to people, under way or put off included."""
    owed = or_(_undelivered(), _is(LetterState.LEASED))
    count, oldest = session.exec(select(func.count(), func.min(Letter.created_at)).where(owed)).one()
    return Unsent(count, oldest)


def discard(session: Session, *, before: datetime) -> int:
    """Send no letter and no edit that was written before a moment; gives how many letters that are."""
    earlier = col(Letter.created_at) < before
    dropped = update(Letter).where(or_(_undelivered(), _is(LetterState.LEASED)), earlier)
    gone = {"state": LetterState.DROPPED.value, "lease": "", "leased_until": None, "error": "discarded"}
    result = session.execute(dropped.values(**gone).execution_options(synchronize_session=False))
    kept = update(Letter).where(_is(LetterState.SENT), col(Letter.stale), earlier).values(stale=False)
    session.execute(kept.execution_options(synchronize_session=False))
    assert isinstance(result, CursorResult)  # noqa: S101 - an update gives its row count
    return int(result.rowcount)


def _pause(session: Session, recipient_id: int, until: datetime) -> None:
    held = update(Letter).where(
        col(Letter.recipient_id) == recipient_id,
        or_(_undelivered(), col(Letter.stale)),
        col(Letter.not_before) < until,
    )
    session.execute(held.values(not_before=until).execution_options(synchronize_session="fetch"))


def _is(state: LetterState) -> ColumnElement[bool]:
    return col(Letter.state) == state.value


def _undelivered() -> ColumnElement[bool]:
    return or_(_is(LetterState.WAITING), and_(_is(LetterState.UNKNOWN), ~col(Letter.repeated)))


def _outdated(now: datetime) -> ColumnElement[bool]:
    free = or_(col(Letter.lease) == "", col(Letter.leased_until) <= now)
    return and_(col(Letter.stale), _is(LetterState.SENT), col(Letter.message_id).is_not(None), free)


def _first(wanted: ColumnElement[bool], now: datetime, busy: Collection[int], limit: int) -> Any:
    """The oldest such letter of each person who may get one now."""
    flooded = select(Letter.recipient_id).where(
        _is(LetterState.WAITING), col(Letter.not_before) > now, col(Letter.error).startswith(FLOOD)
    )
    oldest = (
        select(func.min(Letter.id))
        .where(
            wanted,
            col(Letter.not_before) <= now,
            col(Letter.recipient_id).not_in(list(busy)),
            col(Letter.recipient_id).not_in(flooded),
        )
        .group_by(col(Letter.recipient_id))
    )
    first = select(Letter).where(col(Letter.id).in_(oldest), sending())
    return first.order_by(col(Letter.not_before), col(Letter.id)).limit(limit)

"""What was told to whom about which occasion, and what they answered. The causes themselves are in the ledgers.

This module knows no other ledger, so that every ledger can say that what was told of a document has changed; what is
due to be told is asked of all of them in `models.due`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Index, Select, Update, bindparam, case, func, or_, update
from sqlmodel import Field, Session, col, select

from models.base import Record, ask, fen, key, moment, refers
from models.letters import Letter, LetterState


class Told(Record, table=True):
    """An occasion told to a person with a letter: once per rule, document, person and occasion (a local day)."""

    __tablename__ = "told"
    __table_args__ = (
        Index("ix_told_once", "rule", "subject", "subject_id", "person_id", "occasion", unique=True),
        Index("ix_told_subject", "subject", "subject_id"),
        Index("ix_told_letter_id", "letter_id"),
    )

    id: int = key()
    rule: str = Field(max_length=40)
    subject: str = Field(max_length=16)  # receivable | shipment | order | approval | sample
    subject_id: int
    person_id: int = refers("people.id", index=False)
    occasion: str = Field(max_length=40)
    letter_id: int = refers("letters.id", index=False)
    amount_fen: int | None = fen(optional=True)  # what was said to be owed when it was told
    since_on: date | None = Field(default=None)  # the day it rests on: due day, dispatch day
    told_at: datetime = moment()


class ReminderAnswer(Record, table=True):
    """What somebody answered: chased, again later, paid, promised, disputed, receipt back."""

    __tablename__ = "reminder_answers"
    __table_args__ = (Index("ix_reminder_answers_subject", "subject", "subject_id"),)

    id: int = key()
    rule: str = Field(max_length=40)
    subject: str = Field(max_length=16)
    subject_id: int
    answer: str = Field(max_length=16)  # chased | later | promised | disputed | paid | returned | sent
    until_on: date | None = Field(default=None)  # quiet for the one who answered until this day
    note: str = Field(default="", max_length=500)
    by: int = refers("people.id", index=False)
    at: datetime = moment()


class Sweep(Record, table=True):
    """A rule's occasion that was handled, whether or not anybody had to be told: a day is told once."""

    __tablename__ = "sweeps"

    rule: str = Field(primary_key=True, max_length=40)
    occasion: str = Field(primary_key=True, max_length=40)
    at: datetime = moment()


@dataclass(frozen=True)
class Said:
    """What a letter said of one document: how much was owed (fen), and the day it rests on."""

    subject: str
    subject_id: int
    amount_fen: int | None
    since_on: date | None


def keep(session: Session, letter: Letter, said: Iterable[Said], *, now: datetime) -> None:
    """Write down what a letter told its recipient, in that order; what is written down already stays as it is."""
    known = set(session.exec(select(Told.subject, Told.subject_id).where(Told.letter_id == letter.id)))
    rows = [
        Told(
            rule=letter.kind,
            subject=one.subject,
            subject_id=one.subject_id,
            person_id=letter.recipient_id,
            occasion=letter.occasion,
            letter_id=letter.id,
            amount_fen=one.amount_fen,
            since_on=one.since_on,
            told_at=now,
        )
        for one in said
        if (one.subject, one.subject_id) not in known
    ]
    session.add_all(rows)
    session.flush()


def told_of(session: Session, letter_id: int) -> list[Told]:
    """What a letter told, in its order."""
    return list(session.exec(select(Told).where(Told.letter_id == letter_id).order_by(col(Told.id))))


def mark_stale(session: Session, subject: str, subject_id: int) -> None:
    """What was told of a document has changed: each person's newest letter about it is to be brought up to date.

    `subject` as in `Told` and before the colon of a letter's subject: receivable, shipment, order, approval, sample…
    """
    ask(session, _STALE, document=subject, number=subject_id, about=f"{subject}:{subject_id}")


def mark_digests_stale(session: Session, subject: str, documents: Select[Any]) -> None:
    """These documents (a query of their ids) are somebody else's now: of each rule that told of them, each person's
    newest letter is to be brought up to date.
    """
    newest = (
        select(func.max(Told.letter_id))
        .where(Told.subject == subject, col(Told.subject_id).in_(documents))
        .group_by(col(Told.person_id), col(Told.rule))
    )
    session.flush()
    session.connection().execute(_outdated(col(Letter.id).in_(newest)))


def _stale() -> Update:
    about = col(Letter.subject) == bindparam("about")
    told = (
        select(func.max(Told.letter_id))
        .where(col(Told.subject) == bindparam("document"), col(Told.subject_id) == bindparam("number"))
        .group_by(col(Told.person_id), col(Told.rule))
    )
    return _outdated(or_(about, col(Letter.id).in_(told)))


def _outdated(which: ColumnElement[bool]) -> Update:
    shown = [LetterState.SENT.value, LetterState.LEASED.value, LetterState.UNKNOWN.value]
    # Taking the lease off a sent letter makes an edit under way count for nothing: it is done again.
    lease = case((col(Letter.state) == LetterState.SENT.value, ""), else_=col(Letter.lease))
    mark = update(Letter.metadata.tables["letters"]).where(which)
    return mark.where(col(Letter.state).in_(shown)).values(stale=True, lease=lease)


_STALE = _stale()  # run at every change of a document: built once

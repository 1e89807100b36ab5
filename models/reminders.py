"""What was told to whom about which occasion, and what they answered. The causes themselves are in the ledgers."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field

from models.base import Record, fen, key, moment, refers


class Told(Record, table=True):
    """An occasion that was told to a person with a letter: once per rule, document, person and occasion (a local day)."""

    __tablename__ = "told"
    __table_args__ = (
        Index("ix_told_once", "rule", "subject", "subject_id", "person_id", "occasion", unique=True),
        Index("ix_told_subject", "subject", "subject_id"),
    )

    id: int = key()
    rule: str = Field(max_length=40)
    subject: str = Field(max_length=16)  # receivable | shipment | order | approval | sample
    subject_id: int
    person_id: int = refers("people.id", index=False)
    occasion: str = Field(max_length=40)
    letter_id: int = refers("letters.id")
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

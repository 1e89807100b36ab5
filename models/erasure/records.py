"""The list of erasures: which record, never what it said; kept in the books and, as lines of a file, beside them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, col, select

from models import journal
from models.base import Record, key, moment
from models.customers import Customer
from models.people import Person

KINDS: dict[str, Any] = {"person": Person, "customer": Customer}


class Erasure(Record, table=True):
    """A record whose personal details were erased; `made_at` tells it from another one of the same number."""

    __tablename__ = "erasures"
    __table_args__ = (UniqueConstraint("subject", "subject_id"),)

    id: int = key()
    subject: str = Field(max_length=16)  # person | customer
    subject_id: int
    made_at: datetime = moment()  # when the record came into the books
    at: datetime = moment()


@dataclass(frozen=True)
class Listed:
    """An erasure as it is carried from one database to another."""

    subject: str
    subject_id: int
    made_at: datetime


@dataclass(frozen=True)
class Erased:
    """What an erasure took away: how many updates, letters, conversations and entries' words."""

    listed: Listed
    updates: int
    letters: int
    conversations: int
    words: int


def as_line(one: Listed) -> str:
    """An erasure as a line of the file beside the books."""
    return json.dumps({**asdict(one), "made_at": one.made_at.astimezone(UTC).isoformat()})


def from_line(line: str) -> Listed:
    """The erasure that a line tells of. Raises ValueError for a line that is none."""
    try:
        facts = json.loads(line)
        one = Listed(str(facts["subject"]), int(facts["subject_id"]), datetime.fromisoformat(facts["made_at"]))
    except (KeyError, TypeError) as error:
        raise ValueError(line) from error
    if one.subject not in KINDS:
        raise ValueError(line)
    return one


def listed(session: Session) -> list[Listed]:
    """Every erasure that these books know, oldest first."""
    rows = session.exec(select(Erasure).order_by(col(Erasure.id)))
    return [Listed(row.subject, row.subject_id, row.made_at) for row in rows]


def write_down(session: Session, one: Listed, *, now: datetime, entries: list[int]) -> None:
    """List an erasure and tell of it in the audit trail, with the numbers of the entries whose words are gone."""
    known = select(Erasure.id).where(Erasure.subject == one.subject, Erasure.subject_id == one.subject_id)
    if session.exec(known).first() is None:
        session.add(Erasure(subject=one.subject, subject_id=one.subject_id, made_at=one.made_at, at=now))
    journal.note(session, one.subject, one.subject_id, "erased", by=None, now=now, entries=entries)
    session.flush()


def reapply(session: Session, erasures: Iterable[Listed], *, now: datetime) -> int:
    """Erase again what an older state of the same books brought back; gives how many records that were.

    A number that meanwhile belongs to another record (its `made_at` differs: other books) is left alone.
    """
    from models.erasure.customers import erase_customer
    from models.erasure.people import erase_person

    known = set(listed(session))
    count = 0
    for one in dict.fromkeys(erasures):
        record = session.get(KINDS[one.subject], one.subject_id)
        if one in known or record is None or record.created_at != one.made_at:
            continue
        if one.subject == "person":
            erase_person(session, now=now, person_id=one.subject_id, even_last_boss=True)
        else:
            erase_customer(session, now=now, customer_id=one.subject_id)
        count += 1
    return count

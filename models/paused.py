"""Sending paused: after a restore nothing leaves the outbox until somebody says so, lest old letters go out again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, exists
from sqlmodel import Field, Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.base import Record, key, moment


class Pause(Record, table=True):
    """A time in which nothing is sent; one without an end holds now."""

    __tablename__ = "pauses"

    id: int = key()
    since: datetime = moment()
    books_of: datetime = moment()  # the moment from which the restored books are
    until: datetime | None = moment(optional=True)
    discarded: int = Field(default=0)  # letters that were not to be sent any more when it ended


def pause(session: Session, *, now: datetime, books_of: datetime) -> None:
    """From now on nothing is sent; a pause that the books brought along is this one's business no more."""
    for earlier in session.exec(_open()):
        earlier.until = now
        session.add(earlier)
    session.add(Pause(since=now, books_of=books_of))
    session.flush()


def paused(session: Session) -> Pause | None:
    """The pause that holds now, or nothing."""
    return session.exec(_open()).first()


def resume(session: Session, *, now: datetime, discarded: int = 0) -> None:
    """Sending goes on; `discarded` letters were taken out before."""
    for open_pause in session.exec(_open()):
        open_pause.until, open_pause.discarded = now, discarded
        session.add(open_pause)
    session.flush()


def sending() -> ColumnElement[bool]:
    """In SQL: whether letters may go out now."""
    return ~exists().where(col(Pause.until).is_(None))


def _open() -> SelectOfScalar[Pause]:
    return select(Pause).where(col(Pause.until).is_(None))

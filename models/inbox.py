"""The inbox of updates: raw, once each, kept before anything is done about them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CursorResult, Index, text, update
from sqlmodel import Field, Session, col

from models.base import Record, key, moment


class InboxUpdate(Record, table=True):
    """An update as the chat server gave it. States: waiting, done, quarantined."""

    __tablename__ = "inbox"
    __table_args__ = (
        Index("ix_inbox_once", "bot_id", "update_id", unique=True),
        Index(
            "ix_inbox_undone",
            "id",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )

    id: int = key()
    bot_id: int = Field(sa_type=BigInteger)
    update_id: int = Field(sa_type=BigInteger)
    person_key: int = Field(
        sa_type=BigInteger
    )  # whose turn it takes: the numeric id of who wrote or tapped, 0 if nobody
    raw: str
    state: str = Field(default="waiting", max_length=16)
    attempts: int = Field(default=0)
    error: str = Field(default="", max_length=500)
    received_at: datetime = moment()
    done_at: datetime | None = moment(optional=True)


class DialogState(Record, table=True):
    """The state of a conversation: one row per chat, person and destiny, as the dialog library keys it."""

    __tablename__ = "dialog_states"

    name: str = Field(primary_key=True, max_length=200)
    person_key: int = Field(sa_type=BigInteger, index=True)
    state: str | None = Field(default=None, max_length=200)
    data: str = Field(default="{}")
    changed_at: datetime = moment()


def set_aside(session: Session, *, why: str, now: datetime) -> int:
    """Work on nothing that is still undone; gives how many updates that are."""
    undone = update(InboxUpdate).where(col(InboxUpdate.state) == "waiting")
    closed = undone.values(state="quarantined", error=why, done_at=now)
    result = session.execute(closed.execution_options(synchronize_session=False))
    assert isinstance(result, CursorResult)  # noqa: S101 - an update gives its row count
    return int(result.rowcount)

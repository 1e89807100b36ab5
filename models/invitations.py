"""Invitations: one-time links by which people join."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field

from models.base import Record, key, moment, refers


class Invitation(Record, table=True):
    """A link for one person of the books. Only the hash of its 128-bit code is kept; single use; 24 hours.

    States: waiting → claimed → approved | refused; an invitation from the command line is approved when claimed.
    """

    __tablename__ = "invitations"

    id: int = key()
    code_hash: str = Field(unique=True, max_length=64)
    person_id: int = refers("people.id")
    invited_by: int | None = refers("people.id", optional=True, index=False)
    created_at: datetime = moment()
    expires_at: datetime = moment()
    state: str = Field(default="waiting", max_length=16)
    claimed_by: int | None = Field(default=None, sa_type=BigInteger)  # numeric id of who came
    claimed_name: str = Field(default="", max_length=200)
    claimed_at: datetime | None = moment(optional=True)
    decided_by: int | None = refers("people.id", optional=True, index=False)
    decided_at: datetime | None = moment(optional=True)

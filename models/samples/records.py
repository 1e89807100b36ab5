"""Samples (样品发放记录, S2 §3, S0): asked for, sent, and what the customer said."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from models.base import Record, exact, fen, key, moment, refers


class SampleState(StrEnum):
    """Where a sample stands."""

    REQUESTED = "requested"
    SENT = "sent"
    ANSWERED = "answered"  # the customer said what they think
    CANCELLED = "cancelled"


class WaiverState(StrEnum):
    """Whether the fee was asked to be waived, and what a manager said."""

    NONE = ""
    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"


class Sample(Record, table=True):
    """A sample request of one customer. States: requested → sent → answered; or cancelled.

    `feedback` is one answer a line, a ready one by its name (`VERDICTS`).
    """

    __tablename__ = "samples"

    id: int = key()
    number: str = Field(unique=True, max_length=32)  # YP20261122-001
    customer_id: int = refers("customers.id")
    state: str = Field(max_length=16, index=True)
    purpose: str = Field(max_length=500)
    address: str = Field(default="", max_length=500)
    ship_via: str = Field(max_length=16)
    courier: str = Field(default="", max_length=50)
    fee_fen: int = fen(default=0)
    fee_waived: bool = Field(default=False)
    waiver_state: str = Field(default="", max_length=16)  # empty | waiting | approved | refused
    waiver_by: int | None = refers("people.id", optional=True, index=False)
    send_on: date
    sent_on: date | None = Field(default=None)
    waybill: str = Field(default="", max_length=64)
    arrived_on: date | None = Field(default=None)
    feedback: str = Field(default="", max_length=2000)
    feedback_at: datetime | None = moment(optional=True)
    requested_at: datetime = moment()
    requested_by: int = refers("people.id", index=False)
    version: int = Field(default=1)

    @property
    def owed_fen(self) -> int:
        """The fee that the customer pays: nothing once it is waived."""
        return 0 if self.fee_waived else self.fee_fen

    @property
    def waits(self) -> bool:
        """Whether a manager has yet to say something about the fee."""
        return self.waiver_state == WaiverState.WAITING and self.state == SampleState.REQUESTED


class SampleLine(Record, table=True):
    """One product of a sample."""

    __tablename__ = "sample_lines"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity"),
        Index("ix_sample_lines_position", "sample_id", "position", unique=True),
    )

    id: int = key()
    sample_id: int = refers("samples.id", index=False)
    position: int
    product_id: int = refers("products.id")
    quantity: Decimal = exact()


VERDICTS = ("satisfied", "thinking", "unsuitable")  # the ready answers

"""The records of the receivables book (应收账款, S2 §4) and of money received (销售收款, S2 §8.3)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from models.base import Record, fen, key, moment, refers
from models.terms import parse_terms

OPEN = "settled_fen < amount_fen"
HELD = "courier_id IS NOT NULL"


class Receivable(Record, table=True):
    """A claim that arose when goods were posted, or was open at the start.

    `courier_id` set: the courier holds the money (COD, rule 13) and the customer is not asked for it.
    `settled_fen` is kept by the database (a trigger on `receivable_postings`), never written by the program.
    `disputed_at`, `promised_on` are why a reminder rests (rule 19). `terms` are those the due day was counted by (as
    `models.terms.to_text` writes them; empty where the day was simply given), `basis_on` the day of the invoice or
    statement that they count from, once it is known.
    """

    __tablename__ = "receivables"
    __table_args__ = (
        CheckConstraint("amount_fen > 0", name="amount"),
        CheckConstraint("settled_fen >= 0 AND settled_fen <= amount_fen", name="settled"),
        Index(
            "ix_receivables_open",
            "due_on",
            "customer_id",
            "amount_fen",
            "settled_fen",
            "courier_id",  # this and the next two: what makes a reminder rest is read without touching the rows
            "disputed_at",
            "promised_on",
            sqlite_where=text(OPEN),
            postgresql_where=text(OPEN),
        ),
        Index(
            "ix_receivables_open_of_customer",
            "customer_id",
            "due_on",
            sqlite_where=text(OPEN),
            postgresql_where=text(OPEN),
        ),
        # Nearly every claim is nobody's courier's: an index of those too would be chosen, and read in full.
        Index(
            "ix_receivables_courier_id",
            "courier_id",
            sqlite_where=text(HELD),
            postgresql_where=text(HELD),
        ),
    )

    id: int = key()
    number: str = Field(
        max_length=32, unique=True
    )  # the shipment's, with -D for the courier's part; QC… for opening items
    customer_id: int = refers("customers.id")
    shipment_id: int | None = refers("shipments.id", optional=True)
    courier_id: int | None = refers("couriers.id", optional=True, index=False)
    amount_fen: int = fen()
    settled_fen: int = fen(default=0)
    arose_on: date
    due_on: date
    terms: str = Field(default="", max_length=100)
    basis_on: date | None = Field(default=None)
    disputed_at: datetime | None = moment(optional=True)
    dispute_note: str = Field(default="", max_length=500)
    promised_on: date | None = Field(default=None)
    promise_note: str = Field(default="", max_length=500)
    created_at: datetime = moment()
    version: int = Field(default=1)

    @property
    def open_fen(self) -> int:
        """What is still owed (fen)."""
        return self.amount_fen - self.settled_fen

    @property
    def basis(self) -> str:
        """What the due day counts from: shipment, statement or invoice."""
        return parse_terms(self.terms).basis if self.terms else "shipment"

    @property
    def provisional(self) -> bool:
        """Whether the due day is counted from the shipment only until the day of invoice or statement is known."""
        return self.basis_on is None and self.basis != "shipment"


class ReceivablePosting(Record, table=True):
    """What reduces a receivable (positive) or is taken back (negative): money, goods returned, a write-off."""

    __tablename__ = "receivable_postings"
    __table_args__ = (CheckConstraint("amount_fen <> 0", name="amount"),)

    id: int = key()
    receivable_id: int = refers("receivables.id")
    kind: str = Field(max_length=16)  # payment | return | sample_fee | write_off | courier_fee
    amount_fen: int = fen()
    posted_on: date = Field(index=True)
    payment_id: int | None = refers("payments.id", optional=True)
    note: str = Field(default="", max_length=500)
    posted_at: datetime = moment()
    posted_by: int | None = refers("people.id", optional=True, index=False)


class Payment(Record, table=True):
    """Money received (销售收款, S2 §8.3). What is not posted to receivables is a prepayment, visible as such (rule
    17).
    """

    __tablename__ = "payments"
    __table_args__ = (CheckConstraint("amount_fen > 0", name="amount"),)

    id: int = key()
    number: str = Field(unique=True, max_length=32)  # SK20261122-001
    customer_id: int = refers("customers.id")
    courier_id: int | None = refers("couriers.id", optional=True)  # COD money handed over by a courier
    amount_fen: int = fen()
    received_on: date = Field(index=True)
    means: str = Field(max_length=16)  # transfer | cash | cheque | wechat | alipay | courier
    note: str = Field(default="", max_length=500)  # why it differs from what was due
    state: str = Field(default="recorded", max_length=16, index=True)  # recorded | confirmed | questioned | void
    reviewed_by: int | None = refers("people.id", optional=True, index=False)
    reviewed_at: datetime | None = moment(optional=True)
    question: str = Field(default="", max_length=500)
    recorded_at: datetime = moment(index=True)
    recorded_by: int | None = refers("people.id", optional=True, index=False)
    version: int = Field(default=1)

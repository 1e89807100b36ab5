"""Shipments, couriers and signed receipts (快递记录本 / 销售出库, S2 §2.4, §6)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from models.base import Record, exact, fen, key, moment, refers
from models.people import Role

VIAS = ("express", "freight", "delivery", "pickup")
CARRIED = ("express", "freight")  # a courier carries it, under a waybill number
SHIPPERS = (Role.ASSISTANT, Role.MANAGER, Role.BOSS)  # who keeps this book

OUT = text("receipt_wanted = 1 AND receipt_at IS NULL")
OUT_POSTGRES = text("receipt_wanted AND receipt_at IS NULL")


class Courier(Record, table=True):
    """An express company: where it goes, what it does for us, and whether new shipments with it are paused (rule
    12).
    """

    __tablename__ = "couriers"

    id: int = key()
    name: str = Field(unique=True, max_length=50)
    regions: str = Field(default="all", max_length=8)  # home | other | all
    collects_money: bool = Field(default=False)
    brings_receipts: bool = Field(default=False)
    paused_at: datetime | None = moment(optional=True)
    pause_reason: str = Field(default="", max_length=200)


class Shipment(Record, table=True):
    """Goods that left for a customer. Posting it makes the receivable; `order_id` is empty only for opening
    receipts.
    """

    __tablename__ = "shipments"
    __table_args__ = (
        CheckConstraint("cod_fen >= 0", name="cod"),
        # Receipts that are out, by day and by customer: few, however many shipments there have been.
        Index(
            "ix_shipments_receipts_out", "shipped_on", "customer_id", sqlite_where=OUT, postgresql_where=OUT_POSTGRES
        ),
        Index(
            "ix_shipments_out_of_customer", "customer_id", "shipped_on", sqlite_where=OUT, postgresql_where=OUT_POSTGRES
        ),
    )

    id: int = key()
    number: str = Field(unique=True, max_length=32)  # CK20261122-001
    order_id: int | None = refers("orders.id", optional=True)
    customer_id: int = refers("customers.id")
    amount_fen: int = fen()
    via: str = Field(max_length=16)  # express | freight | delivery | pickup
    courier_id: int | None = refers("couriers.id", optional=True)
    waybill: str = Field(default="", max_length=64, index=True)
    waybill_at: datetime | None = moment(optional=True)  # when the number was entered
    cod_fen: int = fen(default=0)
    receipt_wanted: bool = Field(default=False)
    receipt_at: datetime | None = moment(optional=True)  # when it came back
    receipt_by: int | None = refers("people.id", optional=True, index=False)
    receipt_file_id: int | None = refers("files.id", optional=True, index=False)
    shipped_on: date = Field(index=True)
    posted_at: datetime = moment()
    posted_by: int | None = refers("people.id", optional=True, index=False)
    note: str = Field(default="", max_length=500)
    version: int = Field(default=1)


class ShipmentLine(Record, table=True):
    """How much of an order line left with a shipment."""

    __tablename__ = "shipment_lines"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity"),
        Index("ix_shipment_lines_once", "shipment_id", "order_line_id", unique=True),
    )

    id: int = key()
    shipment_id: int = refers("shipments.id", index=False)
    order_line_id: int = refers("order_lines.id")
    quantity: Decimal = exact()
    amount_fen: int = fen()

"""Orders (销售记录本, S2 §2.3): every order the moment it is taken, its lines, its state."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import CheckConstraint, ColumnElement, Index, func
from sqlmodel import Field, col, or_

from models.base import Record, exact, fen, key, moment, refers


class OrderState(StrEnum):
    """Where an order stands."""

    WAITING = "waiting"  # an approval is missing
    OPEN = "open"  # may ship
    PART = "part"  # shipped in part
    SHIPPED = "shipped"
    REFUSED = "refused"  # an approval was refused; may be changed and asked again
    CANCELLED = "cancelled"


class ApprovalKind(StrEnum):
    """What somebody has to agree to."""

    FLOOR = "floor"  # a price under the floor: a manager
    CREDIT = "credit"  # credit that approved terms do not cover: the boss
    SIGN_OFF = "sign_off"  # a new rep's order: a manager


class Order(Record, table=True):
    """An order of one customer. `content` is the fingerprint that approvals are bound to."""

    __tablename__ = "orders"

    id: int = key()
    number: str = Field(unique=True, max_length=32)  # DD20261122-001
    customer_id: int = refers("customers.id")
    state: str = Field(max_length=16, index=True)
    total_fen: int = fen()
    settlement: str = Field(max_length=16)  # prepay | cod | monthly | cash
    ship_via: str = Field(max_length=16)  # express | freight | delivery | pickup
    courier: str = Field(default="", max_length=50)
    freight: str = Field(default="", max_length=16)  # collect | prepaid | empty
    ship_on: date = Field(index=True)  # the promised day
    arrive_by: date | None = Field(default=None)  # the last day on which the customer can use it
    day_reason: str = Field(default="", max_length=200)  # why another day than the usual was promised (rule 5)
    morning: bool = Field(default=False)  # leaves with the morning run (rule 5)
    receipt_back: bool = Field(default=False)
    invoice: bool | None = Field(default=None)
    address: str = Field(default="", max_length=500)
    instruction: str = Field(default="", max_length=500)  # why it ships before payment (rule 4)
    note: str = Field(default="", max_length=2000)
    said: str = Field(default="", max_length=4096)  # the message it was read from, as it was sent
    content: str = Field(max_length=64)
    cancel_asked_at: datetime | None = moment(optional=True)
    cancel_reason: str = Field(default="", max_length=500)
    placed_at: datetime = moment(index=True)
    placed_by: int = refers("people.id", index=False)
    released_at: datetime | None = moment(
        optional=True
    )  # the last agreement it waited for; none: it waited for nobody's
    ship_by: date | None = Field(default=None)  # the usual day from then on, where the promised one had passed
    confirmed_at: datetime | None = moment(optional=True)
    version: int = Field(default=1)

    @property
    def due_on(self) -> date:
        """The day by which it is to leave: the promised one, unless that passed while an agreement was waited for."""
        return self.ship_by or self.ship_on


class OrderLine(Record, table=True):
    """A line: product, quantity in the product's unit, price per unit; `shipped` is kept by the database from
    shipment lines.
    """

    __tablename__ = "order_lines"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("unit_price_fen >= 0", name="price"),
        CheckConstraint("shipped <= quantity", name="shipped"),
        Index("ix_order_lines_position", "order_id", "position", unique=True),
    )

    id: int = key()
    order_id: int = refers("orders.id", index=False)
    position: int
    product_id: int = refers("products.id")
    quantity: Decimal = exact()
    unit_price_fen: int = fen()
    price_from: str = Field(max_length=8)  # agreed | list | said
    amount_fen: int = fen()
    shipped: Decimal = exact()


class Approval(Record, table=True):
    """A decision asked for, bound to the exact content of the order; an edit voids it."""

    __tablename__ = "approvals"
    __table_args__ = (
        Index("ix_approvals_once", "order_id", "kind", "content", unique=True),
        CheckConstraint("decided_by IS NULL OR decided_by <> asked_by", name="four_eyes"),
    )

    id: int = key()
    order_id: int = refers("orders.id", index=False)
    kind: str = Field(max_length=16)
    content: str = Field(max_length=64)
    state: str = Field(max_length=16, index=True)  # waiting | approved | refused | void
    asked_by: int = refers("people.id", index=False)
    asked_at: datetime = moment()
    decided_by: int | None = refers("people.id", optional=True, index=False)
    decided_at: datetime | None = moment(optional=True)
    reason: str = Field(default="", max_length=500)


SHIPPABLE = (OrderState.OPEN, OrderState.PART)
DEMANDING = (OrderState.WAITING, OrderState.OPEN, OrderState.PART)  # goods are spoken for
# Written out for statements that are built once: a list of values is expanded anew at every run.
IS_DEMANDING = or_(*(col(Order.state) == state.value for state in DEMANDING))


def due_day() -> ColumnElement[date]:
    """`Order.due_on` in a statement."""
    return func.coalesce(col(Order.ship_by), col(Order.ship_on))


def may_ship_since() -> ColumnElement[datetime]:
    """In a statement, since when nothing more has to be agreed to of an order that may ship."""
    return func.coalesce(col(Order.released_at), col(Order.placed_at))

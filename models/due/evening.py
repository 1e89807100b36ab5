"""The day as it ends, for a manager: what was ordered, shipped and received, and what was not done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from models.customers import Customer, visible
from models.orders import Order, OrderState, due_day
from models.people import Actor
from models.receivables import Payment
from models.rules import rules_of
from models.shipments import Shipment

SHOWN = 8
NO_ORDER = (OrderState.REFUSED.value, OrderState.CANCELLED.value)
SHIPPABLE = (OrderState.OPEN.value, OrderState.PART.value)


@dataclass(frozen=True)
class Sum:
    """How many, and how much together (fen)."""

    count: int
    amount_fen: int


@dataclass(frozen=True)
class Left:
    """An order that should have left: its number and customer, and the day it is due since; that is not the one it was
    promised for where that had `passed` before the order was agreed to.
    """

    order_id: int
    number: str
    customer: str
    due_on: date
    passed: bool


@dataclass(frozen=True)
class Evening:
    """A day in one person's sight; `left` are the oldest few of the orders not shipped."""

    ordered: Sum
    shipped: Sum
    received: Sum
    waiting: int
    not_shipped: int
    left: tuple[Left, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        counts = (self.ordered.count, self.shipped.count, self.received.count, self.waiting, self.not_shipped)
        return not any(counts)


def evening(session: Session, *, by: Actor, day: date) -> Evening:
    """The day as `by` may see it."""
    start = datetime.combine(day, time(), rules_of(session).zone).astimezone(UTC)
    placed = (col(Order.placed_at) >= start, col(Order.placed_at) < start + timedelta(days=1))
    received = (Payment.received_on == day, Payment.state != "void")
    due = (col(Order.state).in_(SHIPPABLE), due_day() <= day)
    left = (
        select(Order, Customer)
        .join(Customer, col(Customer.id) == col(Order.customer_id))
        .where(visible(by), *due)
        .order_by(due_day(), col(Order.id))
        .limit(SHOWN)
    )
    return Evening(
        ordered=_sum(session, Order, Order.total_fen, by, *placed, col(Order.state).not_in(NO_ORDER)),
        shipped=_sum(session, Shipment, Shipment.amount_fen, by, col(Shipment.shipped_on) == day),
        received=_sum(session, Payment, Payment.amount_fen, by, *received),
        waiting=_sum(session, Order, Order.total_fen, by, col(Order.state) == OrderState.WAITING.value).count,
        not_shipped=_sum(session, Order, Order.total_fen, by, *due).count,
        left=tuple(
            Left(order.id, order.number, whose.shown, order.due_on, order.ship_by is not None)
            for order, whose in session.exec(left)
        ),
    )


def _sum(session: Session, record: Any, amount: Any, by: Actor, *conditions: ColumnElement[bool] | bool) -> Sum:
    query = (
        select(func.count(), func.coalesce(func.sum(amount), 0))
        .select_from(record)
        .join(Customer, col(Customer.id) == col(record.customer_id))
        .where(visible(by), *conditions)
    )
    count, amount_fen = session.exec(query).one()
    return Sum(int(count), int(amount_fen))

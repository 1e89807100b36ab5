"""What a question in a message is answered with: prices, what is free, what a customer took last, who records money."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from models import customers, orders
from models.customers import Customer, visible
from models.orders import LineView, Order, OrderLine, OrderRow, OrderState
from models.people import Actor, Role, assistants_of, with_role
from models.products import Product
from models.receivables import Payment
from models.rules import rules_of


@dataclass(frozen=True)
class Goods:
    """A product as it stands: its price (fen) and where from, what is free, and what the customer last paid for it."""

    product: Product
    price_fen: int
    price_from: str  # agreed | list
    free: Decimal
    last_fen: int | None = None
    last_on: date | None = None


@dataclass(frozen=True)
class LastOrder:
    """A customer's newest order with its lines."""

    order: Order
    lines: tuple[LineView, ...]


@dataclass(frozen=True)
class Paid:
    """What a customer paid: how many payments this month and what they come to (fen), and the last ones."""

    month_count: int
    month_fen: int
    last: tuple[Payment, ...]


def goods(
    session: Session, *, by: Actor, today: date, product_ids: Collection[int], customer_id: int | None = None
) -> list[Goods]:
    """Products on sale in the order in which they are asked for. Raises NotFound for a customer one may not see."""
    if customer_id is not None:
        customers.get(session, customer_id, by=by)
    found = orders.on_sale(session, customer_id or 0, product_ids, today)
    taken = _taken(session, customer_id, found.keys()) if customer_id is not None else {}
    return [
        Goods(one.product, one.price_fen, one.price_from, one.available, *taken.get(number, (None, None)))
        for number in product_ids
        if (one := found.get(number)) is not None and one.product.active
    ]


def _taken(session: Session, customer_id: int, product_ids: Collection[int]) -> dict[int, tuple[int, date]]:
    """The price of each product in the newest order that has it, and the day that order was promised for."""
    query: Any = (
        select(col(OrderLine.product_id), col(OrderLine.unit_price_fen), col(Order.ship_on))
        .join(Order, col(Order.id) == col(OrderLine.order_id))
        .where(Order.customer_id == customer_id, col(OrderLine.product_id).in_(product_ids))
        .where(Order.state != OrderState.CANCELLED)
        .order_by(col(OrderLine.id))
    )
    return {product_id: (price, on) for product_id, price, on in session.exec(query)}


def last_order(session: Session, *, by: Actor, customer_id: int) -> LastOrder | None:
    """The customer's newest order that was not cancelled, with its lines. Raises NotFound."""
    customers.get(session, customer_id, by=by)
    order = orders.last_of_customer(session, by=by, customer_id=customer_id)
    return None if order is None else LastOrder(order, tuple(orders.lines_of(session, order.id)))


def placed_on(session: Session, *, by: Actor, day: date) -> list[OrderRow]:
    """What this person's customers ordered on a day of the company, the newest first; nothing that was cancelled."""
    start = datetime.combine(day, time(), tzinfo=rules_of(session).zone)
    query = (
        select(Order, Customer)
        .join(Customer, col(Customer.id) == col(Order.customer_id))
        .where(col(Order.placed_at) >= start, col(Order.placed_at) < start + timedelta(days=1))
        .where(Order.state != OrderState.CANCELLED, visible(by))
        .order_by(col(Order.id).desc())
    )
    return [OrderRow(order, customer) for order, customer in session.exec(query)]


def paid(session: Session, *, by: Actor, customer_id: int, today: date, most: int = 3) -> Paid:
    """What a customer paid in the month of `today`, and their last payments; nothing that was taken back.

    Raises NotFound.
    """
    customers.get(session, customer_id, by=by)
    own = (Payment.customer_id == customer_id, Payment.state != "void")
    newest = select(Payment).where(*own).order_by(col(Payment.received_on).desc(), col(Payment.id).desc())
    sums = select(func.count(), func.coalesce(func.sum(col(Payment.amount_fen)), 0)).where(
        *own, col(Payment.received_on) >= today.replace(day=1), col(Payment.received_on) <= today
    )
    count, amount = session.exec(sums).one()
    return Paid(count, int(amount), tuple(session.exec(newest.limit(most))))


def recorders(session: Session, *, by: Actor) -> list[str]:
    """The names of those who record money for this person: who keeps their books, else finance."""
    people = assistants_of(session, by.id) or with_role(session, Role.FINANCE)
    return [person.name for person in people]

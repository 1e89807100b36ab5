"""What a question in a message is answered with: prices, what is free, what a customer took last, who records money."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlmodel import Session, col, select

from models import customers, orders
from models.orders import LineView, Order, OrderLine, OrderState
from models.people import Actor, Role, assistants_of, with_role
from models.products import Product


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


def recorders(session: Session, *, by: Actor) -> list[str]:
    """The names of those who record money for this person: who keeps their books, else finance."""
    people = assistants_of(session, by.id) or with_role(session, Role.FINANCE)
    return [person.name for person in people]

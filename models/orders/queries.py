"""What is asked of the orders: one, its lines, lists by state, what is still to ship, what is spoken for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from sqlalchemy import ColumnElement, bindparam, func
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models import customers
from models.base import ask
from models.customers import Customer, visible
from models.orders.records import DEMANDING, IS_DEMANDING, SHIPPABLE, Order, OrderLine, OrderState, due_day
from models.orders.sale import on_sale
from models.people import Actor
from models.products import Product, stock_on_hand
from models.refusals import NotFound

MOST_USUAL = 3
TABS: dict[str, tuple[OrderState, ...]] = {
    "waiting": (OrderState.WAITING,),
    "open": (OrderState.OPEN, OrderState.PART),
    "done": (OrderState.SHIPPED,),
    "refused": (OrderState.REFUSED,),
    "cancelled": (OrderState.CANCELLED,),
}


_MISSING = func.sum(OrderLine.quantity - OrderLine.shipped)
_OF_ORDER = col(Order.id) == col(OrderLine.order_id)
_DEMAND = (
    select(_MISSING)
    .join(Order, _OF_ORDER)
    .where(
        col(OrderLine.product_id) == bindparam("product_id"),
        IS_DEMANDING,
        col(Order.id) != bindparam("order_id"),
    )
)
_LINES = (
    select(OrderLine, Product)
    .join(Product, col(Product.id) == col(OrderLine.product_id))
    .where(OrderLine.order_id == bindparam("order_id"))
    .order_by(col(OrderLine.position))
)
_TAKEN = (
    select(col(OrderLine.quantity))
    .join(Order, _OF_ORDER)
    .where(col(Order.customer_id) == bindparam("customer_id"), col(OrderLine.product_id) == bindparam("product_id"))
    .order_by(col(OrderLine.id).desc())
    .limit(20)
)


@dataclass(frozen=True)
class LineView:
    """A line with its product."""

    line: OrderLine
    product: Product

    @property
    def missing(self) -> Decimal:
        """How much of it has not left yet."""
        return self.line.quantity - self.line.shipped


@dataclass(frozen=True)
class LineOffer:
    """What is known before a line is written: price (fen) and where from, what is free, the quantities taken lately."""

    product: Product
    price_fen: int
    price_from: str  # agreed | list
    available: Decimal
    usual: tuple[Decimal, ...]


@dataclass(frozen=True)
class OrderRow:
    """An order in a list, with its customer."""

    order: Order
    customer: Customer


@dataclass(frozen=True)
class OrderPage:
    """One page of a list of orders: `page` counts from 1, `total` is how many there are."""

    items: list[OrderRow]
    page: int
    pages: int
    total: int


@lru_cache(maxsize=500)
def _one_of(by: Actor) -> SelectOfScalar[Order]:
    """The query for one order that somebody may see: built once a person."""
    return _rows(by).where(Order.id == bindparam("order_id"))


def get(session: Session, order_id: int, *, by: Actor) -> Order:
    """The order, if this person may see its customer; else `NotFound`."""
    found = session.exec(_one_of(by), params={"order_id": order_id}).one_or_none()
    if found is None:
        raise NotFound()
    return found


def id_of_number(session: Session, *, by: Actor, number: str) -> int | None:
    """The order with this number (any case), or nothing when there is none that this person may see."""
    query = select(Order.id).join(Customer, col(Customer.id) == col(Order.customer_id))
    return session.exec(query.where(Order.number == number.strip().upper(), visible(by))).one_or_none()


def lines_of(session: Session, order_id: int) -> list[LineView]:
    """The lines of an order in their order. The caller has checked that the reader may see the order."""
    return [LineView(line, product) for line, product in session.exec(_LINES, params={"order_id": order_id})]


def open_of_customer(session: Session, *, by: Actor, customer_id: int) -> list[Order]:
    """What a customer ordered that has not wholly left, what is due first."""
    query = (
        select(Order)
        .join(Customer, col(Customer.id) == col(Order.customer_id))
        .where(Order.customer_id == customer_id, col(Order.state).in_(DEMANDING), visible(by))
        .order_by(due_day(), col(Order.id))
    )
    return list(session.exec(query))


def last_of_customer(session: Session, *, by: Actor, customer_id: int) -> Order | None:
    """The customer's newest order that was not cancelled: how it usually goes."""
    query = (
        select(Order)
        .join(Customer, col(Customer.id) == col(Order.customer_id))
        .where(Order.customer_id == customer_id, Order.state != OrderState.CANCELLED, visible(by))
        .order_by(col(Order.id).desc())
        .limit(1)
    )
    return session.exec(query).one_or_none()


def offer(session: Session, *, by: Actor, customer_id: int, product_id: int, on: date) -> LineOffer:
    """A product as it is offered to a customer: its price on a day, what is free, how much they usually take.

    Raises NotFound for a customer one may not see and for a product that is not sold.
    """
    customers.get(session, customer_id, by=by)
    found = on_sale(session, customer_id, [product_id], on).get(product_id)
    if found is None or not found.product.active:
        raise NotFound()
    taken = ask(session, _TAKEN, customer_id=customer_id, product_id=product_id).scalars()
    usual = tuple(dict.fromkeys(taken))[:MOST_USUAL]
    return LineOffer(found.product, found.price_fen, found.price_from, max(Decimal(0), found.available), usual)


def to_ship(session: Session, *, by: Actor, today: date, page: int = 1, size: int = 6, due: bool = False) -> OrderPage:
    """Orders that may ship, what is due first; with `due` only what should have left by the end of today."""
    query = _rows(by).where(col(Order.state).in_(SHIPPABLE))
    if due:
        query = query.where(due_day() <= today)
    return _page(session, query.order_by(due_day(), col(Order.morning).desc(), col(Order.id)), page, size)


def listed(
    session: Session,
    *,
    by: Actor,
    tab: str = "open",
    customer_id: int | None = None,
    rep_id: int | None = None,
    page: int = 1,
    size: int = 6,
) -> OrderPage:
    """Orders of a tab (see `TABS`), the newest first; of one customer or one rep where given."""
    query = _rows(by).where(col(Order.state).in_(TABS[tab]), *_of(customer_id, rep_id))
    return _page(session, query.order_by(col(Order.id).desc()), page, size)


def counts(session: Session, *, by: Actor, customer_id: int | None = None, rep_id: int | None = None) -> dict[str, int]:
    """How many orders each tab holds."""
    query = (
        select(Order.state, func.count())
        .join(Customer, col(Customer.id) == col(Order.customer_id))
        .where(visible(by), *_of(customer_id, rep_id))
        .group_by(col(Order.state))
    )
    found = {state: int(number) for state, number in session.exec(query)}
    return {tab: sum(found.get(state.value, 0) for state in states) for tab, states in TABS.items()}


def _of(customer_id: int | None, rep_id: int | None) -> list[ColumnElement[bool]]:
    """What narrows a list, where something does."""
    of_customer = [col(Order.customer_id) == customer_id] if customer_id is not None else []
    return of_customer + ([col(Customer.rep_id) == rep_id] if rep_id is not None else [])


def open_demand(session: Session, product_id: int, *, except_order: int | None = None) -> Decimal:
    """How much of a product is ordered and has not left."""
    return Decimal(ask(session, _DEMAND, product_id=product_id, order_id=except_order or 0).scalar() or 0)


def available(session: Session, product_id: int, *, except_order: int | None = None) -> Decimal:
    """What lies in the warehouse and is not spoken for by another order; below zero where too much is promised."""
    return stock_on_hand(session, product_id) - open_demand(session, product_id, except_order=except_order)


def _rows(by: Actor) -> SelectOfScalar[Order]:
    return select(Order).join(Customer, col(Customer.id) == col(Order.customer_id)).where(visible(by))


def _page(session: Session, query: SelectOfScalar[Order], page: int, size: int) -> OrderPage:
    total = int(session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0)
    pages = max(1, -(-total // size))
    page = min(max(1, page), pages)
    orders = list(session.exec(query.limit(size).offset((page - 1) * size)))
    known = select(Customer).where(col(Customer.id).in_([order.customer_id for order in orders]))
    customers = {customer.id: customer for customer in session.exec(known)}
    return OrderPage([OrderRow(order, customers[order.customer_id]) for order in orders], page, pages, total)

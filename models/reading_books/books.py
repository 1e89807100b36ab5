"""What the reader is told of the books: the customers that somebody may see, the products on sale, what is usual.

The books are asked for a stamp every time; names are read again only where it changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from models import customers
from models.base import Record
from models.customers import Customer, visible
from models.orders import Order, OrderLine, OrderState
from models.people import Actor, Role
from models.products import Product
from models.reading import CustomerEntry, Habits, ProductEntry

Stamp = tuple[int, ...]
EVERYBODY = 0  # the scope of those who see every customer

_CUSTOMERS, _PEOPLE, _PRODUCTS = (Record.metadata.tables[name] for name in ("customers", "people", "products"))
_NAMES = (
    sql_select(
        *(_CUSTOMERS.c[name] for name in ("code", "name", "short_name", "aliases", "province", "city", "address")),
        _CUSTOMERS.c.contact,
        _CUSTOMERS.c.phone,
        _PEOPLE.c.name,
    )
    .select_from(_CUSTOMERS.outerjoin(_PEOPLE, _PEOPLE.c.id == _CUSTOMERS.c.rep_id))
    .order_by(_CUSTOMERS.c.id)
)
_GOODS = (
    sql_select(*(_PRODUCTS.c[name] for name in ("sku", "name", "aliases", "unit", "list_price_fen")))
    .where(_PRODUCTS.c.active)
    .order_by(_PRODUCTS.c.id)
)


@dataclass(frozen=True)
class Look:
    """What somebody's message is read against. Customers and products are left out where nothing changed."""

    scope: int
    customer_stamp: Stamp
    product_stamp: Stamp
    customers: Sequence[CustomerEntry] | None
    products: Sequence[ProductEntry] | None
    own: frozenset[str]  # codes of their own customers, where they see others' too


def look(session: Session, *, by: Actor, customer_stamp: Stamp = (), product_stamp: Stamp = ()) -> Look:
    """Look whether the books changed since they had these stamps."""
    scope = EVERYBODY if by.sees_all else by.id
    now_customers, now_products = _customers_stamp(session, by), _products_stamp(session)
    return Look(
        scope,
        now_customers,
        now_products,
        _customers(session, by) if now_customers != customer_stamp else None,
        _products(session) if now_products != product_stamp else None,
        _own(session, by),
    )


def bought(session: Session, *, by: Actor, code: str, own: frozenset[str] = frozenset()) -> Habits:
    """What a customer ordered how often, by sku. Raises NotFound."""
    customer_id = session.exec(select(Customer.id).where(Customer.code == code)).one_or_none()
    customers.get(session, customer_id or 0, by=by)
    query = (
        select(Product.sku, func.count())
        .join(OrderLine, col(OrderLine.product_id) == col(Product.id))
        .join(Order, col(Order.id) == col(OrderLine.order_id))
        .where(Order.customer_id == customer_id, col(Order.state).not_in([OrderState.CANCELLED, OrderState.REFUSED]))
        .group_by(col(Product.sku))
    )
    return Habits(own, {code: {sku: int(times) for sku, times in session.exec(query)}})


def _customers_stamp(session: Session, by: Actor) -> Stamp:
    number = col(Customer.id)
    asked = select(func.count(), func.sum(number), func.sum(number * number), func.sum(Customer.version))
    return _whole(session.execute(asked.where(visible(by))).one())


def _products_stamp(session: Session) -> Stamp:
    asked = select(func.count(), func.max(Product.id), func.sum(Product.version)).where(col(Product.active))
    return _whole(session.execute(asked).one())


def _whole(found: Any) -> Stamp:
    return tuple(int(value or 0) for value in found)


def _own(session: Session, by: Actor) -> frozenset[str]:
    """Their own among others'; who sees nobody else's needs no such list."""
    if not by.may(Role.REP) or not by.may(Role.ASSISTANT, Role.MANAGER, Role.FINANCE, Role.BOSS):
        return frozenset()
    return frozenset(session.exec(select(Customer.code).where(Customer.rep_id == by.id)))


def _customers(session: Session, by: Actor) -> list[CustomerEntry]:
    found = session.execute(_NAMES.where(visible(by, _CUSTOMERS.c.rep_id)))
    return [
        CustomerEntry(code, name, short, _parted(aliases), province, city, address, contact, phone, rep or "")
        for code, name, short, aliases, province, city, address, contact, phone, rep in found
    ]


def _products(session: Session) -> list[ProductEntry]:
    found = session.execute(_GOODS)
    return [ProductEntry(sku, name, _parted(aliases), unit, price) for sku, name, aliases, unit, price in found]


def _parted(aliases: str) -> tuple[str, ...]:
    return tuple(filter(None, aliases.split("|")))

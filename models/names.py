"""Finding customers and products by whatever is remembered of their names, within what the person may see.

The names lie in memory, one index per database and ledger. Before each search the books are asked whether they changed;
only then are names read again. Whom a person may see is asked of the database every time, never of the index.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Select, bindparam, func
from sqlmodel import Session, col, select

from models import customers, products
from models.customers import Customer, visible
from models.orders import Offer, Order, OrderLine, OrderState, available, on_sale
from models.people import Actor
from models.products import Product, stock_on_hand
from models.search import Entry, NameIndex, Reason

T = TypeVar("T")

PAGE = 6  # rows that fit under a thumb
MOST_FOUND = 120  # hits kept of one search: nobody turns more pages than that
SURE = frozenset({Reason.EXACT, Reason.CODE})


@dataclass(frozen=True)
class Found(Generic[T]):
    """One page of what was found. `sole` is the one that was surely meant, where there is exactly one such."""

    items: list[T]
    page: int
    pages: int
    total: int
    sole: T | None = None


@dataclass
class _Names:
    """The index of one ledger, and what the books were when it was last brought up to date."""

    index: NameIndex = field(default_factory=NameIndex)
    lock: threading.Lock = field(default_factory=threading.Lock)
    ids: set[int] = field(default_factory=set)
    seen: tuple[Any, ...] = ()


_KEPT: WeakKeyDictionary[object, dict[str, _Names]] = WeakKeyDictionary()
_KEPT_LOCK = threading.Lock()


def find_customers(session: Session, *, by: Actor, text: str = "", page: int = 1, size: int = PAGE) -> Found[Customer]:
    """Customers this person may see that answer to `text`, best first; without it all, the most recently used first."""
    if not text.strip():
        return _paged(session, _recent(by), page, size)
    scope = visible(by)
    allowed = None if by.sees_all else set(session.exec(select(Customer.id).where(scope)))
    hits = _search(session, Customer, text, allowed)
    return _hits(session, select(Customer).where(scope), Customer, hits, page, size)


def customers_of_rep(session: Session, *, by: Actor, rep_id: int, page: int = 1, size: int = PAGE) -> Found[Customer]:
    """A rep's customers, as far as this person may see them, by code."""
    rows = select(Customer).where(visible(by), Customer.rep_id == rep_id)
    return _paged(session, _counted(rows, col(Customer.code)), page, size)


def find_products(
    session: Session, *, by: Actor, text: str = "", page: int = 1, size: int = PAGE, customer_id: int | None = None
) -> Found[Product]:
    """Products on sale that answer to `text`, best first; without it what the customer usually buys first."""
    if customer_id is not None:
        customers.get(session, customer_id, by=by)
    if text.strip():
        return _hits(session, _ON_SALE, Product, _search(session, Product, text, None), page, size)
    return _paged(session, _USUAL, page, size, customer_id=customer_id or 0)


def find_offers(
    session: Session,
    *,
    by: Actor,
    on: date,
    text: str = "",
    page: int = 1,
    size: int = PAGE,
    customer_id: int | None = None,
) -> Found[Offer]:
    """`find_products` with the price that holds for the customer (else the list price) on a day, and what is free."""
    found = find_products(session, by=by, text=text, page=page, size=size, customer_id=customer_id)
    listed = {product.id for product in [*found.items, *([found.sole] if found.sole else [])]}
    offers = on_sale(session, customer_id or 0, listed, on)
    items = [offers[product.id] for product in found.items]
    return Found(items, found.page, found.pages, found.total, offers[found.sole.id] if found.sole else None)


def stock_of(session: Session, *, by: Actor, product_id: int) -> tuple[Product, Decimal, Decimal]:
    """A product on sale, what lies in the warehouse of it, and what of that is free. Raises NotFound."""
    product = products.get(session, product_id, by=by)
    return product, stock_on_hand(session, product_id), available(session, product_id)


@lru_cache(maxsize=500)
def _recent(by: Actor) -> Select[Any]:
    """The customers that somebody may see, built once a person."""
    rows = select(Customer).where(visible(by))
    return _counted(rows, col(Customer.last_used_at).desc().nulls_last(), col(Customer.code))


def _counted(rows: Any, *order: Any, of: Any = None) -> Select[Any]:
    """A page of records in an order, and beside each how many there are in all (`of`: counted in less)."""
    counted = (rows if of is None else of).with_only_columns(func.count(), maintain_column_froms=True)
    page: Select[Any] = rows.add_columns(counted.correlate(None).scalar_subquery()).order_by(*order)
    return page.limit(bindparam("size")).offset(bindparam("skip"))


def _usual() -> Select[Any]:
    """The products on sale, what a customer ordered most often first."""
    bought = (
        select(col(OrderLine.product_id).label("product_id"), func.count().label("times"))
        .join(Order, col(Order.id) == col(OrderLine.order_id))
        .where(
            col(Order.customer_id) == bindparam("customer_id"),
            col(Order.state) != OrderState.CANCELLED,
            col(Order.state) != OrderState.REFUSED,
        )
        .group_by(col(OrderLine.product_id))
        .subquery()
    )
    times = func.coalesce(bought.c.times, 0).desc()
    rows = _ON_SALE.join(bought, bought.c.product_id == col(Product.id), isouter=True)
    return _counted(rows, times, col(Product.last_used_at).desc().nulls_last(), col(Product.sku), of=_ON_SALE)


_ON_SALE = select(Product).where(col(Product.active))
_USUAL = _usual()


def _paged(session: Session, rows: Select[Any], page: int, size: int, **facts: Any) -> Found[Any]:
    """A page of what `_counted` built; the last one where there are not so many."""
    page = max(1, page)
    found = session.execute(rows, {**facts, "size": size, "skip": (page - 1) * size}).all()
    if not found and page > 1:
        first = session.execute(rows, {**facts, "size": 1, "skip": 0}).first()
        return _paged(session, rows, -(-first[1] // size) if first else 1, size, **facts)
    total = found[0][1] if found else 0
    return Found([row[0] for row in found], page, max(1, -(-total // size)), total)


def _hits(
    session: Session,
    rows: Select[Any],
    record: type[Any],
    hits: list[tuple[int, Reason]],
    page: int,
    size: int,
) -> Found[Any]:
    pages = max(1, -(-len(hits) // size))
    page = min(max(1, page), pages)
    sure = [number for number, reason in hits if reason in SURE]
    if len(hits) == 1 and hits[0][1] is not Reason.MISSPELLED:
        sure = [hits[0][0]]
    wanted = [number for number, _reason in hits[(page - 1) * size : page * size]]
    shown = session.scalars(rows.where(record.id.in_({*wanted, *sure[:1]})))
    by_id = {row.id: row for row in shown}
    sole = by_id.get(sure[0]) if len(sure) == 1 else None
    return Found([by_id[number] for number in wanted if number in by_id], page, pages, len(hits), sole)


def _search(session: Session, record: type[Any], text: str, allowed: set[int] | None) -> list[tuple[int, Reason]]:
    names = _names(session, record)
    with names.lock:
        _refresh(session, record, names)
        may_see = None if allowed is None else allowed.__contains__
        return [(hit.id, hit.reason) for hit in names.index.find(text, MOST_FOUND, may_see)]


def _names(session: Session, record: type[Any]) -> _Names:
    """The index for this session's database. Sessions of one database share its connection pool."""
    with _KEPT_LOCK:
        return _KEPT.setdefault(session.get_bind().engine.pool, {}).setdefault(record.__tablename__, _Names())


def _refresh(session: Session, record: type[Any], names: _Names) -> None:
    """Bring the index up to date: all names when rows came, went or changed; else only how recent the used ones are."""
    stamp = select(func.count(), func.max(record.id), func.sum(record.version), func.max(record.last_used_at))
    state = tuple(session.execute(stamp).one())
    if state == names.seen:
        return
    live = _live(record)
    if names.seen[:3] == state[:3] and names.seen[3] is not None:
        live = live.where(record.last_used_at >= names.seen[3])
    else:
        ids = set(session.scalars(live.with_only_columns(record.id)))
        for number in names.ids - ids:
            names.index.remove(number)
        names.ids = ids
    for row in session.scalars(live):
        names.index.put(_entry(row))
    names.seen = state


def _live(record: type[Any]) -> Select[Any]:
    """What can be found at all: every customer, the products on sale."""
    rows: Select[Any] = select(record)
    return rows.where(col(Product.active)) if record is Product else rows


def _entry(row: Customer | Product) -> Entry:
    if isinstance(row, Customer):
        names = (row.name, row.short_name, row.code, row.contact, row.phone, *row.aliases.split("|"))
    else:
        names = (row.name, row.sku, *row.aliases.split("|"))
    recent = row.last_used_at.timestamp() if row.last_used_at else 0.0
    return Entry(row.id, tuple(name for name in names if name.strip()), recent)

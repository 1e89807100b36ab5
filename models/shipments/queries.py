"""What is asked of the shipments: one, those of an order, waybills to enter, signed receipts that are out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, case, func
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, or_, select

from models.customers import Customer, visible
from models.files import StoredFile
from models.journal import Happening, history
from models.numerals import half_width
from models.orders import Order, OrderLine
from models.people import Actor
from models.products import Product
from models.refusals import NotFound
from models.shipments.records import CARRIED, Courier, Shipment, ShipmentLine

PHOTO_FOLLOWS = timedelta(minutes=10)  # for so long a photo belongs to the receipt that was said to be back


@dataclass(frozen=True)
class ShipmentView:
    """A shipment as lists and cards show it; `order_number` is empty for receipts that were open at the start."""

    shipment: Shipment
    customer: Customer
    courier: Courier | None
    order_number: str

    def days_out(self, today: date) -> int:
        """How many days ago it left."""
        return (today - self.shipment.shipped_on).days


@dataclass(frozen=True)
class ShipmentPage:
    """One page of a list of shipments: `page` counts from 1, `total` is how many there are."""

    items: list[ShipmentView]
    page: int
    pages: int
    total: int


@dataclass(frozen=True)
class SentLine:
    """What left of one product, and what it is worth."""

    product: Product
    quantity: Decimal
    amount_fen: int


def get(session: Session, shipment_id: int, *, by: Actor) -> Shipment:
    """The shipment, if this person may see its customer; else `NotFound`."""
    return view(session, shipment_id=shipment_id, by=by).shipment


def view(session: Session, *, by: Actor, shipment_id: int) -> ShipmentView:
    """The shipment with its customer, courier and order; `NotFound` where this person may not see it."""
    found = _views(session, by, [col(Shipment.id) == shipment_id], limit=1)
    if not found:
        raise NotFound()
    return found[0]


def id_of_number(session: Session, *, by: Actor, number: str) -> int | None:
    """The shipment with this number (any case), or nothing when there is none that this person may see."""
    query = select(Shipment.id).join(Customer, col(Customer.id) == col(Shipment.customer_id))
    return session.exec(query.where(Shipment.number == number.strip().upper(), visible(by))).one_or_none()


def goods_of(session: Session, *, by: Actor, shipment_id: int) -> list[SentLine]:
    """What left with a shipment, in the order of the order's lines."""
    get(session, shipment_id, by=by)
    query = (
        select(Product, ShipmentLine)
        .join(OrderLine, col(OrderLine.product_id) == col(Product.id))
        .join(ShipmentLine, col(ShipmentLine.order_line_id) == col(OrderLine.id))
        .where(ShipmentLine.shipment_id == shipment_id)
        .order_by(col(OrderLine.position))
    )
    return [SentLine(product, line.quantity, line.amount_fen) for product, line in session.exec(query)]


def story(session: Session, *, by: Actor, shipment_id: int) -> list[Happening]:
    """What happened to the shipment, oldest first, and by whom."""
    get(session, shipment_id, by=by)
    return history(session, "shipment", shipment_id, by=by)


def kept_receipt(session: Session, *, by: Actor, shipment_id: int) -> StoredFile | None:
    """The photo of the signed receipt, where one was kept."""
    shipment = get(session, shipment_id, by=by)
    return session.get(StoredFile, shipment.receipt_file_id) if shipment.receipt_file_id else None


def of_order(session: Session, *, by: Actor, order_id: int) -> list[ShipmentView]:
    """What left of an order, the first first."""
    return _seen(session.execute(_of_order(by), {"order_id": order_id}))


@lru_cache(maxsize=500)
def _of_order(by: Actor) -> Select[*tuple[Any, ...]]:
    """Built once a person: asked whenever an order is looked at."""
    return _query(by, [col(Shipment.order_id) == bindparam("order_id")])


def of_customer(session: Session, *, by: Actor, customer_id: int, page: int = 1, size: int = 6) -> ShipmentPage:
    """What left for a customer, the newest first."""
    return _page(session, by, [col(Shipment.customer_id) == customer_id], page, size, newest=True)


def latest(session: Session, *, by: Actor, page: int = 1, size: int = 6) -> ShipmentPage:
    """Everything that left, the newest first."""
    return _page(session, by, [], page, size, newest=True)


def without_waybill(
    session: Session, *, by: Actor, couriers: Sequence[int] = (), page: int = 1, size: int = 6
) -> ShipmentPage:
    """What a courier carries under a number that nobody entered, the oldest first (rule 11); what these `couriers`
    carry before the rest, in their order.
    """
    missing = [col(Shipment.waybill) == "", col(Shipment.via).in_(CARRIED), col(Shipment.receipt_at).is_(None)]
    return _page(session, by, missing, page, size, couriers=couriers)


def receipts_out(
    session: Session,
    *,
    by: Actor,
    courier_id: int | None = None,
    until_on: date | None = None,
    page: int = 1,
    size: int = 6,
) -> ShipmentPage:
    """Signed receipts that did not come back, the oldest first; of one courier, of what left until a day."""
    out: list[ColumnElement[bool]] = [col(Shipment.receipt_wanted).is_(True), col(Shipment.receipt_at).is_(None)]
    if courier_id is not None:
        out.append(col(Shipment.courier_id) == courier_id)
    if until_on is not None:
        out.append(col(Shipment.shipped_on) <= until_on)
    return _page(session, by, out, page, size)


def just_back(session: Session, *, by: Actor, now: datetime) -> list[ShipmentView]:
    """Whose receipt this person said to be back within the last minutes, no photo of it filed yet; the newest first."""
    since = now - PHOTO_FOLLOWS
    answered = [col(Shipment.receipt_by) == by.id, col(Shipment.receipt_at) >= since]
    found = _views(session, by, [*answered, col(Shipment.receipt_file_id).is_(None)])
    return sorted(found, key=lambda one: (one.shipment.receipt_at or since, one.shipment.id), reverse=True)


def by_waybill(session: Session, *, by: Actor, text: str, most: int = 6) -> list[ShipmentView]:
    """The shipments meant by a typed waybill number, its last digits (five or more), or the shipment's own number;
    those whose receipt is out first, then the newest.
    """
    said = "".join(half_width(text).upper().split())
    if not said.replace("-", "").isalnum() or len(said) > 64:
        return []
    found = exactly(session, by=by, number=said, most=most)
    if not found and len(said) >= 5:
        found = _views(session, by, [col(Shipment.waybill).endswith(said, autoescape=True)], newest=True, limit=most)
    return sorted(found, key=lambda one: one.shipment.receipt_at is not None or not one.shipment.receipt_wanted)


def exactly(session: Session, *, by: Actor, number: str, most: int = 6) -> list[ShipmentView]:
    """The shipments under this whole waybill number, or of this number of ours (capitals); the newest first."""
    same = or_(col(Shipment.waybill) == number, func.upper(col(Shipment.number)) == number)
    return _views(session, by, [same], newest=True, limit=most)


def _views(session: Session, by: Actor, where: Sequence[ColumnElement[bool]], **how: Any) -> list[ShipmentView]:
    return _seen(session.execute(_query(by, where, **how)))


def _query(
    by: Actor,
    where: Sequence[ColumnElement[bool]],
    *,
    couriers: Sequence[int] = (),
    newest: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> Select[*tuple[Any, ...]]:
    order: tuple[Any, ...] = (col(Shipment.shipped_on), col(Shipment.id))
    places = {courier: place for place, courier in enumerate(couriers)}
    first = [case(places, value=col(Shipment.courier_id), else_=len(places))] if places else []
    query: Select[*tuple[Any, ...]] = (
        sql_select(Shipment, Customer, Courier, Order)
        .join(Customer, col(Customer.id) == col(Shipment.customer_id))
        .join(Courier, col(Courier.id) == col(Shipment.courier_id), isouter=True)
        .join(Order, col(Order.id) == col(Shipment.order_id), isouter=True)
        .where(visible(by), *where)
        .order_by(*first, *(column.desc() for column in order) if newest else order)
        .limit(limit)
        .offset(offset)
    )
    return query


def _seen(rows: Iterable[Any]) -> list[ShipmentView]:
    return [
        ShipmentView(shipment, customer, courier, order.number if order else "")
        for shipment, customer, courier, order in rows
    ]


def _page(
    session: Session,
    by: Actor,
    where: Sequence[ColumnElement[bool]],
    page: int,
    size: int,
    *,
    couriers: Sequence[int] = (),
    newest: bool = False,
) -> ShipmentPage:
    counted = select(func.count()).select_from(Shipment).join(Customer, col(Customer.id) == col(Shipment.customer_id))
    total = session.exec(counted.where(visible(by), *where)).one()
    pages = max(1, -(-total // size))
    page = min(max(1, page), pages)
    items = _views(session, by, where, couriers=couriers, newest=newest, limit=size, offset=(page - 1) * size)
    return ShipmentPage(items, page, pages, total)

"""What is checked before goods leave: how much is open, what lies in the warehouse, who carries it, what is overdue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlmodel import Session, col, select

from models import orders, products, receivables
from models.amounts import line_amount_fen, parse_quantity
from models.orders import Approval, ApprovalKind, LineView, Order
from models.people import Actor, Role
from models.products import Product
from models.refusals import NotFound, NotUnderstood, Refusal
from models.shipments.records import CARRIED, VIAS, Courier

AT_ONCE = ("cash", "cod")  # settlements that give no time to pay: the money is there when the goods leave
DAYS_BACK = 7  # goods issued are posted on the day, or at most so many days later

Quantities = Mapping[Any, str]  # number of the order line -> quantity in the product's unit


class NothingToShip(Refusal):
    """No line was given a quantity."""


class OverOpen(Refusal):
    """Of `name` (`sku`) only `open` have not left yet."""


class StockShort(Refusal):
    """Of `name` (`sku`) `missing` are not in the warehouse."""


class CourierMissing(Refusal):
    """Goods that a courier carries need to be given to one."""


class CourierPaused(Refusal):
    """New shipments with `name` are paused, for `reason`."""


class CannotCollect(Refusal):
    """`name` does not collect money."""


class NobodyCollects(Refusal):
    """Money was to be collected, but no courier carries the goods."""


class CodTooMuch(Refusal):
    """More was to be collected than the goods are worth (`amount_fen`)."""


class NotAShippingDay(Refusal):
    """Goods are posted from `earliest` to today; `day` is another."""


class WhyUnpaid(Refusal):
    """Of an order settled at once (`settlement`: cash or cod) `rest_fen` would leave unpaid: why has to be said."""


class WhyDespiteOverdue(Refusal):
    """The customer owes `overdue_fen` that is overdue: why the goods leave all the same has to be said."""


@dataclass(frozen=True)
class Finding:
    """Something to know before goods leave: `key` names it (`finding-…`), `facts` go into its text."""

    key: str
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """How much of a line leaves, and what that is worth."""

    view: LineView
    quantity: Decimal
    amount_fen: int


def parts_of(session: Session, order: Order, lines: Quantities) -> list[Part]:
    """What leaves of each line; the parts of a line add up to its amount to the fen, whatever their quantities."""
    wanted = {int(line_id): parse_quantity(str(quantity)) for line_id, quantity in lines.items()}
    known = {view.line.id: view for view in orders.lines_of(session, order.id)}
    if unknown := wanted.keys() - known.keys():
        raise NotFound(lines=len(unknown))
    if not wanted:
        raise NothingToShip()
    parts = []
    for line_id, view in known.items():
        if line_id not in wanted:
            continue
        quantity, line = wanted[line_id], view.line
        if quantity > view.missing:
            raise OverOpen(name=view.product.name, sku=view.product.sku, open=view.missing)
        after = line.shipped + quantity
        upto = line.amount_fen if after == line.quantity else line_amount_fen(after, line.unit_price_fen)
        before = line_amount_fen(line.shipped, line.unit_price_fen)
        parts.append(Part(view, quantity, upto - before))
    return parts


def in_stock(session: Session, parts: list[Part]) -> None:
    """Refuse with `StockShort` what does not lie in the warehouse; lines of the same product count together."""
    wanted: dict[int, Decimal] = defaultdict(Decimal)
    for part in parts:
        wanted[part.view.product.id] += part.quantity
    for product_id, quantity in wanted.items():
        missing = quantity - products.stock_on_hand(session, product_id)
        if missing > 0:
            product = session.get_one(Product, product_id)
            raise StockShort(name=product.name, sku=product.sku, missing=missing, unit=product.unit)


def carrier(
    session: Session, by: Actor, via: str, courier_id: int | None, *, cod_fen: int, amount_fen: int, reason: str
) -> Courier | None:
    """The courier that carries it, if it may; a manager's `reason` lets a paused one carry."""
    if via not in VIAS or cod_fen < 0:
        raise NotUnderstood()
    if via not in CARRIED:
        courier_id = None
    courier = session.get(Courier, courier_id) if courier_id is not None else None
    if courier is None and (courier_id is not None or via == "express"):
        raise CourierMissing()
    overridden = bool(reason) and by.may(Role.MANAGER, Role.BOSS)
    if courier is not None and courier.paused_at is not None and not overridden:
        raise CourierPaused(name=courier.name, reason=courier.pause_reason)
    if cod_fen > amount_fen:
        raise CodTooMuch(amount_fen=amount_fen)
    if cod_fen and courier is None:
        raise NobodyCollects()
    if cod_fen and courier is not None and not courier.collects_money:
        raise CannotCollect(name=courier.name)
    return courier


def shipping_day(day: date, today: date) -> date:
    """The day as given, today or at most a week ago; raises NotAShippingDay."""
    earliest = today - timedelta(days=DAYS_BACK)
    if not earliest <= day <= today:
        raise NotAShippingDay(day=day, earliest=earliest)
    return day


def overdue_fen(session: Session, order: Order, today: date) -> int:
    """What the customer owes past its day (rule 7); nothing where the boss agreed to this very order's credit."""
    agreed = select(Approval.id).where(
        Approval.order_id == order.id,
        Approval.kind == ApprovalKind.CREDIT,
        Approval.content == order.content,
        col(Approval.state) == "approved",
    )
    if session.exec(agreed).first() is not None:
        return 0
    return receivables.overdue_fen(session, order.customer_id, today)


def unpaid_fen(session: Session, order: Order, *, via: str, amount_fen: int, cod_fen: int) -> int:
    """What of an order settled at once leaves neither paid in advance nor to be collected: credit that nobody agreed to
    (rule 3). Nothing for other orders, and where our own people hand the goods over: they take the money there.
    """
    if order.settlement not in AT_ONCE or via not in CARRIED:
        return 0
    return max(0, amount_fen - cod_fen - receivables.prepaid_fen(session, order.customer_id))

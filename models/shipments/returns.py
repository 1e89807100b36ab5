"""Goods that came back (退货, S2 §8.4-5, rule 21): into stock again, and their worth off what the customer owes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy import func
from sqlmodel import Session, col, select

from models import journal, receivables
from models.amounts import format_quantity, parse_quantity
from models.orders import OrderLine
from models.people import Actor
from models.products import Product, StockPosting
from models.refusals import NotFound, Refusal
from models.shipments.records import Shipment, ShipmentLine

RETURN = "return"  # the reason of a stock posting


class MoreThanLeft(Refusal):
    """Of `name` only `left` (`unit`) of this shipment are still with the customer."""


@dataclass(frozen=True)
class Returnable:
    """A product of a shipment: how much left with it for how much (fen), and how much the customer still has."""

    product: Product
    sent: Decimal
    amount_fen: int
    left: Decimal

    def worth_fen(self, quantity: Decimal) -> int:
        """What so much of it was sold for (fen); all of it comes to exactly what was charged."""
        return int((quantity * self.amount_fen / self.sent).quantize(Decimal(1), ROUND_HALF_UP))


def returnable(session: Session, *, by: Actor, receivable_id: int) -> list[Returnable]:
    """What may come back of the goods that a claim is for; nothing for a claim that was open at the start."""
    claim = receivables.get(session, receivable_id, by=by)
    query = (
        select(Product, func.sum(ShipmentLine.quantity), func.sum(ShipmentLine.amount_fen))
        .join(OrderLine, col(OrderLine.product_id) == col(Product.id))
        .join(ShipmentLine, col(ShipmentLine.order_line_id) == col(OrderLine.id))
        .where(ShipmentLine.shipment_id == claim.shipment_id)
        .group_by(col(Product.id))
        .order_by(func.min(OrderLine.position))
    )
    back = _back(session, claim.shipment_id)
    return [
        Returnable(product, Decimal(sent), int(amount), Decimal(sent) - back.get(product.id, Decimal(0)))
        for product, sent, amount in session.exec(query)
    ]


def _back(session: Session, shipment_id: int | None) -> dict[int, Decimal]:
    """What of a shipment has come back already, by product."""
    query = (
        select(StockPosting.product_id, func.sum(StockPosting.quantity))
        .where(StockPosting.shipment_id == shipment_id, StockPosting.reason == RETURN)
        .group_by(col(StockPosting.product_id))
    )
    return {number: Decimal(quantity) for number, quantity in session.exec(query)}


def take_back_goods(
    session: Session,
    *,
    by: Actor,
    now: datetime,
    receivable_id: int,
    amount_fen: int,
    reason: str,
    goods: Mapping[str, str],
) -> int:
    """Take an amount off a claim for goods that came back, and put these into stock; gives the claim's id.

    `goods` are quantities by product number; none: nothing came back, the customer only pays less. Raises NotFound (no
    goods of this shipment), MoreThanLeft, what `parse_quantity` and what `receivables.credit` raise.
    """
    receivables.credit(
        session, by=by, now=now, receivable_id=receivable_id, kind="return", amount_fen=amount_fen, reason=reason
    )
    claim = receivables.get(session, receivable_id, by=by)
    if goods and claim.shipment_id is not None:
        came = _checked(session, by, receivable_id, goods)
        _put_back(session, session.get_one(Shipment, claim.shipment_id), came, by=by, now=now)
    elif goods:
        raise NotFound()
    return claim.id


Came = list[tuple[Product, Decimal]]


def _checked(session: Session, by: Actor, receivable_id: int, goods: Mapping[str, str]) -> Came:
    may = {str(one.product.id): one for one in returnable(session, by=by, receivable_id=receivable_id)}
    if not goods.keys() <= may.keys():
        raise NotFound()
    came = [(may[number], parse_quantity(said)) for number, said in goods.items()]
    for one, quantity in came:
        if quantity > one.left:
            raise MoreThanLeft(name=one.product.name, left=one.left, unit=one.product.unit)
    return [(one.product, quantity) for one, quantity in came]


def _put_back(session: Session, shipment: Shipment, came: Came, *, by: Actor, now: datetime) -> None:
    for product, quantity in came:
        session.add(
            StockPosting(
                product_id=product.id, quantity=quantity, reason=RETURN, shipment_id=shipment.id, posted_at=now,
                posted_by=by.id,
            )
        )  # fmt: skip
    named = ", ".join(f"{product.name} {format_quantity(quantity)} {product.unit}" for product, quantity in came)
    journal.note(session, "shipment", shipment.id, "goods-returned", by=by, now=now, goods=named)
    session.flush()

"""What was agreed to before an order was changed: an edit voids it (rule 3), and whoever is asked again is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from models import journal
from models.orders.queries import LineView, lines_of
from models.orders.records import Order
from models.products import Product


@dataclass(frozen=True)
class LineChange:
    """A product as it was agreed to and as it is now: how much at which price (fen), nothing where it was not there."""

    product: Product
    was: tuple[Decimal, int] | None
    now: tuple[Decimal, int] | None


@dataclass(frozen=True)
class AgreedBefore:
    """An agreement that is void since: by whom, when, to how much; `lines` are those that are others now."""

    who: str
    at: datetime
    total_fen: int
    lines: tuple[LineChange, ...]
    settlement: str  # how it was to be paid, where that is another now


def contents(session: Session, order: Order) -> dict[str, Any]:
    """What of an order is worth telling when it has become another: for the journal, before it is changed."""
    lines = [
        [view.product.id, f"{view.line.quantity:f}", view.line.unit_price_fen] for view in lines_of(session, order.id)
    ]
    return {"lines": lines, "settlement": order.settlement}


def agreed_before(session: Session, order: Order, kind: str) -> AgreedBefore | None:
    """The last agreement of this kind that a change of the order made void; nothing where there was none. The caller
    may see the order.
    """
    agreed: journal.Happening | None = None
    edited: journal.Happening | None = None
    for entry in journal.history(session, "order", order.id):
        if entry.action == "order-approved" and entry.facts.get("kind") == kind:
            agreed, edited = entry, None
        elif entry.action == "order-edited" and edited is None:
            edited = entry
    if agreed is None or edited is None:
        return None
    was: dict[str, Any] = edited.facts.get("was") or {}
    lines = _changes(session, order, was["lines"]) if was else ()
    settlement = str(was.get("settlement", order.settlement))
    return AgreedBefore(
        agreed.who, agreed.at, edited.facts["before_fen"], lines, settlement if settlement != order.settlement else ""
    )


def _changes(session: Session, order: Order, lines: list[Any]) -> tuple[LineChange, ...]:
    """Product by product; several lines of one count together, at the price of the last."""
    before: dict[int, tuple[Decimal, int]] = {}
    for product_id, quantity, price_fen in lines:
        before[product_id] = (_sum(before.get(product_id)) + Decimal(quantity), price_fen)
    after: dict[int, tuple[Decimal, int]] = {}
    views: dict[int, LineView] = {}
    for view in lines_of(session, order.id):
        number = view.product.id
        after[number] = (_sum(after.get(number)) + view.line.quantity, view.line.unit_price_fen)
        views[number] = view
    other = [number for number in {**before, **after} if before.get(number) != after.get(number)]
    return tuple(
        LineChange(_product(session, views, number), before.get(number), after.get(number)) for number in other
    )


def _product(session: Session, views: dict[int, LineView], number: int) -> Product:
    return views[number].product if number in views else session.get_one(Product, number)


def _sum(counted: tuple[Decimal, int] | None) -> Decimal:
    return counted[0] if counted else Decimal(0)

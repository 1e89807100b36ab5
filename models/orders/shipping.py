"""Whether an order may leave the house (rules 3, 4 and 7), and what becomes of it when goods left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import BigInteger, ColumnElement, case, cast, func, type_coerce
from sqlmodel import Session, col, select

from models import journal, receivables
from models.amounts import line_amount_fen
from models.customers import Customer, visible
from models.orders.queries import LineView, lines_of
from models.orders.records import Order, OrderLine, OrderState
from models.people import Actor
from models.refusals import Refusal
from models.reminders import mark_stale
from models.rules import Rules, rules_of
from models.types import THOUSANDTHS


def _open_fen() -> ColumnElement[int]:
    """As `left_of` reckons it: each line's rest rounded half up, in thousandths of its unit times the price."""
    missing = type_coerce(col(OrderLine.quantity) - col(OrderLine.shipped), BigInteger)
    rest = (missing * col(OrderLine.unit_price_fen) + THOUSANDTHS // 2) // THOUSANDTHS
    lines = select(cast(func.coalesce(func.sum(rest), 0), BigInteger)).where(col(OrderLine.order_id) == col(Order.id))
    return case((col(Order.state) == OrderState.PART.value, lines.scalar_subquery()), else_=col(Order.total_fen))


OPEN_FEN = _open_fen()  # what of an order is still to ship (fen), in a statement over orders


class ApprovalMissing(Refusal):
    """Somebody still has to agree to the order `number`, or refused it."""


class OrderCancelled(Refusal):
    """The order `number` was cancelled."""


class AlreadyShipped(Refusal):
    """Everything of the order `number` has left."""


class CancellationAsked(Refusal):
    """The rep asked to cancel the order `number`; that is decided before anything more leaves."""


class NotPaidYet(Refusal):
    """The order `number` goes only against payment, and `short_fen` of it is missing."""


def outside_home(customer: Customer, rules: Rules) -> bool:
    """Whether the customer sits in another province; one whose province nobody wrote down does not count as such."""
    return bool(customer.province) and _bare(customer.province) != _bare(rules.home_province)


def _bare(province: str) -> str:
    bare = province.strip().removesuffix("省").removesuffix("市").lower()
    return {"guangdong": "广东"}.get(bare, bare)


def paid_first(order: Order, customer: Customer, rules: Rules) -> bool:
    """Whether the goods go only against payment (rule 4)."""
    return not order.instruction and (order.settlement == "prepay" or outside_home(customer, rules))


def may_ship(session: Session, order: Order, *, today: date, amount_fen: int | None = None) -> None:
    """Refuse with the fact that keeps the order here; `amount_fen` is what is about to leave (default: all of it).

    Raises ApprovalMissing, OrderCancelled, AlreadyShipped, CancellationAsked, NotPaidYet.
    """
    stops = {
        OrderState.WAITING: ApprovalMissing,
        OrderState.REFUSED: ApprovalMissing,
        OrderState.CANCELLED: OrderCancelled,
        OrderState.SHIPPED: AlreadyShipped,
    }
    if stop := stops.get(OrderState(order.state)):
        raise stop(number=order.number)
    if order.cancel_asked_at is not None:
        raise CancellationAsked(number=order.number)
    short = short_of_payment_fen(session, order, amount_fen=amount_fen)
    if short > 0:
        raise NotPaidYet(number=order.number, short_fen=short)


def short_of_payment_fen(session: Session, order: Order, *, amount_fen: int | None = None) -> int:
    """What is missing of the prepayment before the goods may leave; zero where none is needed."""
    customer = session.get_one(Customer, order.customer_id)
    if not paid_first(order, customer, rules_of(session)):
        return 0
    wanted = left_fen(session, order.id) if amount_fen is None else amount_fen
    return max(0, wanted - receivables.prepaid_fen(session, customer.id))


def left_fen(session: Session, order_id: int) -> int:
    """What the goods that have not left are worth."""
    return sum(line_amount_fen(view.missing, view.line.unit_price_fen) for view in lines_of(session, order_id))


def left_of(session: Session, *, by: Actor, order_ids: Sequence[int]) -> dict[int, int]:
    """What of some orders has not left (fen), by order; those that one may not see are left out."""
    query = (
        select(OrderLine)
        .join(Order, col(Order.id) == col(OrderLine.order_id))
        .join(Customer, col(Customer.id) == col(Order.customer_id))
        .where(col(OrderLine.order_id).in_(order_ids), visible(by))
    )
    left: dict[int, int] = {}
    for line in session.exec(query):
        fen = line_amount_fen(line.quantity - line.shipped, line.unit_price_fen)
        left[line.order_id] = left.get(line.order_id, 0) + fen
    return left


def sent_fen(session: Session, order_id: int) -> int:
    """What the goods that have left are worth."""
    return sum(line_amount_fen(view.line.shipped, view.line.unit_price_fen) for view in lines_of(session, order_id))


def rest_cancelled(order: Order, lines: Iterable[LineView]) -> bool:
    """Whether the order is done because what had not left of it was cancelled."""
    return order.state == OrderState.SHIPPED and any(view.missing for view in lines)


def note_shipped(session: Session, order: Order, *, by: Actor, now: datetime) -> None:
    """After shipment lines were added: the order is shipped, or in part."""
    session.flush()
    fresh = select(OrderLine).where(OrderLine.order_id == order.id).execution_options(populate_existing=True)
    lines = list(session.exec(fresh))
    whole = all(line.shipped >= line.quantity for line in lines)
    order.state = OrderState.SHIPPED if whole else OrderState.PART
    order.version += 1
    session.add(order)
    left = sum((line.quantity - line.shipped for line in lines), Decimal(0))
    journal.note(session, "order", order.id, "order-shipped" if whole else "order-part", by=by, now=now, left=left)
    session.flush()
    mark_stale(session, "order", order.id)

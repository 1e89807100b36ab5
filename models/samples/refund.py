"""The fee for samples comes off the first bulk order (rule 9): a credit on what the customer owes for its goods."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from models import orders, receivables
from models.orders import DEMANDING, Order
from models.people import Actor, Role
from models.receivables import Receivable, ReceivablePosting
from models.refusals import Outdated, Refusal
from models.reminders import mark_stale
from models.samples.records import Sample, SampleState
from models.shipments import Shipment

REFUNDERS = (Role.ASSISTANT, Role.MANAGER, Role.BOSS)
FEE = "sample_fee"  # the kind of the posting
_GONE = (SampleState.SENT.value, SampleState.ANSWERED.value)


class FeeOverOrder(Refusal):
    """The fee of `fee_fen` is more than the `most_fen` that can come off what is owed for the order."""


@dataclass(frozen=True)
class Fee:
    """What a customer paid for samples and has not got back (fen), and the claim it can come off, once there is one."""

    fee_fen: int
    receivable_id: int | None


def fee_to_refund(session: Session, customer_id: int) -> int:
    """The fees (fen) for samples sent to a customer that no order has given back yet."""
    paid = select(func.sum(Sample.fee_fen)).where(*_paid(customer_id))
    given = (
        select(func.sum(ReceivablePosting.amount_fen))
        .join(Receivable, col(Receivable.id) == col(ReceivablePosting.receivable_id))
        .where(Receivable.customer_id == customer_id, ReceivablePosting.kind == FEE)
    )
    return max(0, int(session.scalar(paid) or 0) - int(session.scalar(given) or 0))


def _paid(customer_id: int) -> tuple[ColumnElement[bool], ...]:
    whose, sent = col(Sample.customer_id) == customer_id, col(Sample.state).in_(_GONE)
    return whose, sent, col(Sample.fee_waived).is_(False), col(Sample.fee_fen) > 0


def fee_on_order(session: Session, *, by: Actor, order_id: int) -> Fee | None:
    """What this order gives back; nothing unless it is the customer's first. Raises NotFound."""
    order = orders.get(session, order_id, by=by)
    fee = fee_to_refund(session, order.customer_id)
    if not fee or _first_order(session, order.customer_id) != order.id:
        return None
    claim = _claim(session, order)
    return Fee(fee, claim.id if claim else None)


def _first_order(session: Session, customer_id: int) -> int | None:
    """The order of which goods left first; while nothing has left, the first that is to leave."""
    left = select(Shipment.order_id).where(Shipment.customer_id == customer_id, col(Shipment.order_id).is_not(None))
    found = session.exec(left.order_by(col(Shipment.id)).limit(1)).first()
    waits = select(Order.id).where(Order.customer_id == customer_id, col(Order.state).in_(DEMANDING))
    return found or session.exec(waits.order_by(col(Order.id)).limit(1)).first()


def _claim(session: Session, order: Order) -> Receivable | None:
    """What the customer owes, or owed, for goods of the order: the claim with the most open; not a courier's."""
    query = (
        select(Receivable)
        .join(Shipment, col(Shipment.id) == col(Receivable.shipment_id))
        .where(Shipment.order_id == order.id, col(Receivable.courier_id).is_(None))
        .order_by((col(Receivable.amount_fen) - col(Receivable.settled_fen)).desc(), col(Receivable.amount_fen).desc())
    )
    return session.exec(query.limit(1)).first()


def refund_fee(session: Session, *, by: Actor, now: datetime, order_id: int) -> int:
    """Take the fee off what is owed for the customer's first order; gives the claim's id.

    Where that is paid already, the money becomes a prepayment. Raises NotAllowed, NotFound, FeeOverOrder, Outdated
    (given back before, another order came first, or nothing of it left yet).
    """
    by.require(*REFUNDERS)
    fee = fee_on_order(session, by=by, order_id=order_id)
    if fee is None or fee.receivable_id is None:
        raise Outdated()
    claim = receivables.get(session, fee.receivable_id, by=by)
    samples = list(session.exec(select(Sample).where(*_paid(claim.customer_id)).order_by(col(Sample.id))))
    named = ", ".join(sample.number for sample in samples)[: receivables.LONGEST_NOTE]
    try:
        receivables.credit(
            session, by=by, now=now, receivable_id=claim.id, kind=FEE, amount_fen=fee.fee_fen, reason=named
        )
    except receivables.MoreThanOpen as stopped:
        raise FeeOverOrder(fee_fen=fee.fee_fen, most_fen=stopped.facts["open_fen"]) from None
    for sample in samples:
        mark_stale(session, "sample", sample.id)
    mark_stale(session, "order", order_id)
    return claim.id

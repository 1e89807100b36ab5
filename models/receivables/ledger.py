"""Payments as finance sees them: found, listed, and what each was set against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from models.customers import Customer, visible
from models.people import Actor
from models.receivables.records import Payment, Receivable, ReceivablePosting
from models.refusals import NotFound
from models.rules import rules_of

PAGE = 6


@dataclass(frozen=True)
class Payments:
    """One page of payments with their customers; `total` counts them all, `sum_fen` is what they come to."""

    items: list[tuple[Payment, Customer]]
    page: int
    pages: int
    total: int
    sum_fen: int


def get_payment(session: Session, payment_id: int, *, by: Actor) -> Payment:
    """The payment, if this person may see its customer; else `NotFound`."""
    query = select(Payment).join(Customer, col(Customer.id) == col(Payment.customer_id))
    found = session.exec(query.where(Payment.id == payment_id, visible(by))).one_or_none()
    if found is None:
        raise NotFound()
    return found


def id_of_payment(session: Session, *, by: Actor, number: str) -> int | None:
    """The payment with this number (any case), or nothing when there is none that this person may see."""
    query = select(Payment.id).join(Customer, col(Customer.id) == col(Payment.customer_id))
    return session.exec(query.where(Payment.number == number.strip().upper(), visible(by))).one_or_none()


def settled_by(session: Session, payment_id: int) -> list[tuple[ReceivablePosting, Receivable]]:
    """What a payment was set against, in the order it was posted. The caller has checked the scope."""
    query = (
        select(ReceivablePosting, Receivable)
        .join(Receivable, col(Receivable.id) == col(ReceivablePosting.receivable_id))
        .where(ReceivablePosting.payment_id == payment_id)
        .order_by(col(ReceivablePosting.id))
    )
    return [(posting, receivable) for posting, receivable in session.exec(query)]


def list_payments(
    session: Session,
    *,
    by: Actor,
    today: date,
    waiting: bool = False,
    customer_id: int | None = None,
    page: int = 1,
    size: int = PAGE,
) -> Payments:
    """Payments recorded today, or, with `waiting`, all that finance has not confirmed; of a customer: all of theirs.

    Newest first, in one's scope.
    """
    which = _which(session, today, waiting, customer_id)
    joined = col(Customer.id) == col(Payment.customer_id)
    counting = select(func.count(), func.coalesce(func.sum(col(Payment.amount_fen)), 0)).select_from(Payment)
    total, sum_fen = session.exec(counting.join(Customer, joined).where(visible(by), *which)).one()
    pages = max(1, ceil(total / size))
    page = min(max(1, page), pages)
    query = select(Payment, Customer).join(Customer, joined).where(visible(by), *which)
    query = query.order_by(col(Payment.recorded_at).desc(), col(Payment.id).desc())
    items = session.exec(query.limit(size).offset((page - 1) * size))
    return Payments([(payment, customer) for payment, customer in items], page, pages, int(total), int(sum_fen))


def _which(session: Session, today: date, waiting: bool, customer_id: int | None) -> list[ColumnElement[bool]]:
    if customer_id is not None:
        return [col(Payment.customer_id) == customer_id]
    if waiting:
        return [col(Payment.state).in_(("recorded", "questioned"))]
    start = datetime(today.year, today.month, today.day, tzinfo=rules_of(session).zone)
    return [col(Payment.recorded_at) >= start, col(Payment.recorded_at) < start + timedelta(days=1)]

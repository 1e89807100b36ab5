"""How a posting is made: every change of a claim goes through here, so that no letter goes on telling the old one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from models import journal, reminders
from models.people import Actor
from models.receivables.records import Payment, Receivable, ReceivablePosting

LONGEST_NOTE = 500


@dataclass(frozen=True)
class Entry:
    """Who makes an entry and when, and the day it counts for."""

    by: Actor | None
    now: datetime
    on: date


def post(
    session: Session,
    entry: Entry,
    receivable: Receivable,
    kind: str,
    amount_fen: int,
    *,
    payment: Payment | None = None,
    note: str = "",
) -> None:
    """Reduce a claim by `amount_fen` (take back, where negative); the row is read anew from the database."""
    session.add(
        ReceivablePosting(
            receivable_id=receivable.id,
            kind=kind,
            amount_fen=amount_fen,
            posted_on=entry.on,
            payment_id=payment.id if payment else None,
            note=note[:LONGEST_NOTE],
            posted_at=entry.now,
            posted_by=entry.by.id if entry.by else None,
        )
    )
    changed(session, receivable)


def changed(session: Session, receivable: Receivable) -> None:
    """A claim is no longer what was told of it: its version moves on and the letters about it are stale."""
    receivable.version += 1
    session.add(receivable)
    session.flush()
    session.refresh(receivable, ["settled_fen"])
    reminders.mark_stale(session, "receivable", receivable.id)


def tell(session: Session, entry: Entry, receivable: Receivable, action: str, **facts: Any) -> None:
    """Write down what happened to a claim."""
    journal.note(session, "receivable", receivable.id, action, by=entry.by, now=entry.now, **facts)


def share(receivables: Iterable[Receivable], amount_fen: int) -> list[tuple[Receivable, int]]:
    """Money over claims in their order: each gets what it lacks until nothing is left; those that get nothing are
    left out.
    """
    shares: list[tuple[Receivable, int]] = []
    for receivable in receivables:
        part = min(receivable.open_fen, amount_fen)
        if part > 0:
            shares.append((receivable, part))
            amount_fen -= part
    return shares


def unposted_fen(session: Session, payment: Payment) -> int:
    """What of a payment stands against no claim."""
    posted = select(func.coalesce(func.sum(col(ReceivablePosting.amount_fen)), 0)).where(
        ReceivablePosting.payment_id == payment.id
    )
    return payment.amount_fen - int(session.exec(posted).one())


def use_prepayments(session: Session, entry: Entry, receivable: Receivable) -> int:
    """Set what the customer paid in advance against a claim, the earliest money first; gives how much (fen).

    It counts from the day of the entry, or from the day the money came where that is later.
    """
    used = 0
    for payment in _prepaying(session, receivable.customer_id):
        part = min(unposted_fen(session, payment), receivable.open_fen)
        if part > 0:
            dated = Entry(entry.by, entry.now, max(entry.on, payment.received_on))
            post(session, dated, receivable, "payment", part, payment=payment)
            tell(session, entry, receivable, "prepaid-used", amount_fen=part, payment=payment.number)
            used += part
    return used


def _prepaying(session: Session, customer_id: int) -> list[Payment]:
    posted = (
        select(func.coalesce(func.sum(col(ReceivablePosting.amount_fen)), 0))
        .where(col(ReceivablePosting.payment_id) == col(Payment.id))
        .scalar_subquery()
    )
    query = (
        select(Payment)
        .where(
            Payment.customer_id == customer_id,
            col(Payment.courier_id).is_(None),
            Payment.state != "void",
            col(Payment.amount_fen) > posted,
        )
        .order_by(col(Payment.received_on), col(Payment.id))
    )
    return list(session.exec(query))

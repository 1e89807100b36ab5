"""What is owed: now and as of any day, by customer, by age, and what couriers hold. Read only, in the reader's scope.

A balance as of a day is what had arisen by then less what was posted up to then. The database keeps the sum of all
postings on the row (`settled_fen`), so the balance of that day is the row's, with later postings added back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, case, func
from sqlalchemy import select as sql
from sqlmodel import Session, col, select

from models import customers
from models.base import ask
from models.customers import Customer, visible
from models.people import Actor
from models.receivables.records import Payment, Receivable, ReceivablePosting
from models.refusals import NotFound

PAGE = 8
OPEN = col(Receivable.settled_fen) < col(Receivable.amount_fen)
NOT_HELD = col(Receivable.courier_id).is_(None)
# Buckets by days overdue: the last day of each, in the order in which they are shown (rule 16).
BUCKETS = (("d30", 30), ("d60", 60), ("d90", 90), ("d120", 120))

_LEFT = col(Receivable.amount_fen) - col(Receivable.settled_fen)
_LATE = case((col(Receivable.due_on) < bindparam("today"), _LEFT), else_=0)
_OWED = sql(func.coalesce(func.sum(_LEFT), 0), func.coalesce(func.sum(_LATE), 0)).where(
    col(Receivable.customer_id) == bindparam("customer_id"), NOT_HELD, OPEN
)


@dataclass(frozen=True)
class Ages:
    """Outstanding amounts by days overdue as of a day (fen); the buckets always add up to `total_fen`."""

    not_due_fen: int
    d30_fen: int
    d60_fen: int
    d90_fen: int
    d120_fen: int
    older_fen: int

    @property
    def total_fen(self) -> int:
        """What is outstanding."""
        return self.not_due_fen + self.overdue_fen

    @property
    def overdue_fen(self) -> int:
        """What of it is past its due day."""
        return self.d30_fen + self.d60_fen + self.d90_fen + self.d120_fen + self.older_fen


@dataclass(frozen=True)
class Owed:
    """What a customer owes now (fen), and how much of that is past its due day."""

    open_fen: int
    overdue_fen: int


@dataclass(frozen=True)
class Claims:
    """One page of open claims with their customers; `total` counts them all, `open_fen` is what they come to."""

    items: list[tuple[Receivable, Customer]]
    page: int
    pages: int
    total: int
    open_fen: int


def get(session: Session, receivable_id: int, *, by: Actor) -> Receivable:
    """The claim, if this person may see its customer; else `NotFound`."""
    query = select(Receivable).join(Customer, col(Customer.id) == col(Receivable.customer_id))
    found = session.exec(query.where(Receivable.id == receivable_id, visible(by))).one_or_none()
    if found is None:
        raise NotFound()
    return found


def postings_of(session: Session, receivable_id: int) -> list[tuple[ReceivablePosting, Payment | None]]:
    """What was posted to a claim, oldest first, with the payment it came from. The caller has checked the scope."""
    query = (
        select(ReceivablePosting, Payment)
        .join(Payment, col(Payment.id) == col(ReceivablePosting.payment_id), isouter=True)
        .where(ReceivablePosting.receivable_id == receivable_id)
        .order_by(col(ReceivablePosting.posted_on), col(ReceivablePosting.id))
    )
    return [(posting, payment) for posting, payment in session.exec(query)]


def outstanding_fen(session: Session, customer_id: int, as_of: date | None = None) -> int:
    """What the customer owes (fen), without what couriers hold; now, or as of a day."""
    if as_of is None:
        return owed(session, customer_id, date.min).open_fen
    later = _later(as_of)
    summed = sql(func.coalesce(func.sum(_left(later)), 0)).select_from(Receivable)
    query = _on(summed, as_of, later).where(col(Receivable.customer_id) == customer_id, NOT_HELD)
    return int(session.execute(query).scalar_one())


def overdue_fen(session: Session, customer_id: int, today: date) -> int:
    """What the customer owes past its due day (fen), without what couriers hold. Due today is not overdue."""
    return owed(session, customer_id, today).overdue_fen


def owed(session: Session, customer_id: int, today: date) -> Owed:
    """What the customer owes, and how much of that is past its due day, without what couriers hold."""
    open_fen, overdue_fen = ask(session, _OWED, customer_id=customer_id, today=today).one()
    return Owed(int(open_fen), int(overdue_fen))


def prepaid_fen(session: Session, customer_id: int) -> int:
    """What the customer paid that stands against no claim (fen, rule 17). Money from couriers is not theirs."""
    theirs = (Payment.customer_id == customer_id, col(Payment.courier_id).is_(None), Payment.state != "void")
    paid = select(func.coalesce(func.sum(col(Payment.amount_fen)), 0)).where(*theirs)
    posted = (
        select(func.coalesce(func.sum(col(ReceivablePosting.amount_fen)), 0))
        .join(Payment, col(Payment.id) == col(ReceivablePosting.payment_id))
        .where(*theirs)
    )
    return int(session.exec(paid).one()) - int(session.exec(posted).one())


def open_of_customer(session: Session, *, by: Actor, customer_id: int) -> list[Receivable]:
    """What the customer still owes, earliest due first, without what couriers hold."""
    customers.get(session, customer_id, by=by)
    query = select(Receivable).where(Receivable.customer_id == customer_id, NOT_HELD, OPEN)
    return list(session.exec(query.order_by(col(Receivable.due_on), col(Receivable.id))))


def list_open(
    session: Session,
    *,
    by: Actor,
    today: date,
    customer_id: int | None = None,
    rep_id: int | None = None,
    bucket: str = "",
    page: int = 1,
    size: int = PAGE,
) -> Claims:
    """Open claims in one's scope, earliest due first. `bucket`: not_due, overdue, d30, d60, d90, d120, older; empty:
    all.
    """
    which = [OPEN, NOT_HELD, visible(by), *_narrowed(customer_id, rep_id), *_in_bucket(bucket, today)]
    joined = col(Customer.id) == col(Receivable.customer_id)
    counting = select(func.count(), func.coalesce(func.sum(_left()), 0)).select_from(Receivable)
    total, open_fen = session.exec(counting.join(Customer, joined).where(*which)).one()
    pages = max(1, ceil(total / size))
    page = min(max(1, page), pages)
    query = select(Receivable, Customer).join(Customer, joined).where(*which)
    query = query.order_by(col(Receivable.due_on), col(Receivable.id)).limit(size).offset((page - 1) * size)
    items = [(receivable, customer) for receivable, customer in session.exec(query)]
    return Claims(items, page, pages, int(total), int(open_fen))


def ages(
    session: Session, *, by: Actor, as_of: date, customer_id: int | None = None, rep_id: int | None = None
) -> Ages:
    """Outstanding by age as of a day, in one's scope, without what couriers hold. The buckets add up to the total."""
    later = _later(as_of)
    left = _left(later)
    names = ("not_due", *(name for name, _last in BUCKETS), "older")
    sums = [func.coalesce(func.sum(case((_due_between(*_due_days(name, as_of)), left), else_=0)), 0) for name in names]
    query = sql(*sums).select_from(Receivable).join(Customer, col(Customer.id) == col(Receivable.customer_id))
    which = [NOT_HELD, visible(by), *_narrowed(customer_id, rep_id)]
    row = session.execute(_on(query, as_of, later).where(*which)).one()
    return Ages(*(int(value) for value in row))


def _left(later: Any = None) -> ColumnElement[int]:
    """What is open on a claim now; or was on a day, with what was posted after it (`_later`) added back."""
    return _LEFT if later is None else _LEFT + func.coalesce(later.c.fen, 0)


def _later(as_of: date) -> Any:
    """What was posted after a day, by claim."""
    summed = sql(col(ReceivablePosting.receivable_id), func.sum(col(ReceivablePosting.amount_fen)).label("fen"))
    after = summed.where(col(ReceivablePosting.posted_on) > as_of)
    return after.group_by(col(ReceivablePosting.receivable_id)).subquery("later")


def _on(query: Select[Any], as_of: date, later: Any) -> Select[Any]:
    """Only claims that had arisen by a day, with what was posted after it beside them."""
    joined = query.join(later, later.c.receivable_id == col(Receivable.id), isouter=True)
    return joined.where(col(Receivable.arose_on) <= as_of)


def _narrowed(customer_id: int | None, rep_id: int | None) -> list[ColumnElement[bool]]:
    which: list[ColumnElement[bool]] = []
    if customer_id is not None:
        which.append(col(Receivable.customer_id) == customer_id)
    if rep_id is not None:
        which.append(col(Customer.rep_id) == rep_id)
    return which


def _in_bucket(bucket: str, today: date) -> Sequence[ColumnElement[bool]]:
    return [_due_between(*_due_days(bucket, today))] if bucket else []


def _due_days(bucket: str, day: date) -> tuple[date, date]:
    """The first and the last due day that belong to a bucket as of a day."""
    if bucket == "not_due":
        return day, date.max
    if bucket == "overdue":
        return date.min, day - timedelta(days=1)
    first = 1
    for name, last in BUCKETS:
        if name == bucket:
            return day - timedelta(days=last), day - timedelta(days=first)
        first = last + 1
    return date.min, day - timedelta(days=first)


def _due_between(first: date, last: date) -> ColumnElement[bool]:
    return col(Receivable.due_on).between(first, last)

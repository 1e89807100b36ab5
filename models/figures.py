"""Figures (近况): how the business stands, in one look; each number is the sum of rows that the same person may
open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import ColumnElement, func, true
from sqlalchemy import select as sa_select  # SQLModel's own is typed for four columns at most
from sqlmodel import Session, col, select

from models import receivables
from models.customers import Customer, visible
from models.orders import Order, OrderState, due_day
from models.people import Actor, Person, Role
from models.receivables import Ages, Payment, Receivable
from models.rules import rules_of
from models.samples import Sample
from models.shipments import Courier, Shipment

READERS = (Role.REP, Role.ASSISTANT, Role.FINANCE, Role.MANAGER, Role.BOSS)
TO_SHIP = (OrderState.OPEN.value, OrderState.PART.value)
PLACED = (*TO_SHIP, OrderState.WAITING.value, OrderState.SHIPPED.value)  # neither refused nor cancelled
TOP = 5


@dataclass(frozen=True)
class Sum:
    """How many, and how much together (fen)."""

    count: int
    amount_fen: int


@dataclass(frozen=True)
class Late:
    """A customer's overdue money: the sum (fen) and the days since the oldest fell due."""

    customer_id: int
    customer: str
    amount_fen: int
    days: int


@dataclass(frozen=True)
class Out:
    """What is still out with a courier (or our own people, `courier_id` 0): how many, how much (fen), the oldest
    in days.
    """

    courier_id: int
    courier: str
    count: int
    amount_fen: int
    days: int


@dataclass(frozen=True)
class Standing:
    """The whole picture for one reader, perhaps of one rep or one customer."""

    today: Sum
    month: Sum
    to_ship: int
    due_to_ship: int
    waiting: int
    refused: int
    received_today: Sum
    ages: Ages
    overdue: tuple[Late, ...]
    receipts: tuple[Out, ...]
    cod: tuple[Out, ...]
    samples: int


@dataclass(frozen=True)
class LatePage:
    """One page of the customers with overdue money."""

    items: tuple[Late, ...]
    page: int
    pages: int
    total: int


def standing(
    session: Session, *, by: Actor, now: datetime, customer_id: int | None = None, rep_id: int | None = None
) -> Standing:
    """How the business stands in the reader's scope; of one customer or one rep where asked."""
    by.require(*READERS)
    rules = rules_of(session)
    today = rules.today(now)
    scope = _scope(by, customer_id, rep_id)
    return Standing(
        today=_orders_since(session, scope, _start(session, today)),
        month=_orders_since(session, scope, _start(session, today.replace(day=1))),
        to_ship=_count_orders(session, scope, col(Order.state).in_(TO_SHIP)),
        due_to_ship=_count_orders(session, scope, col(Order.state).in_(TO_SHIP), due_day() <= today),
        waiting=_count_orders(session, scope, col(Order.state) == OrderState.WAITING.value),
        refused=_count_orders(session, scope, col(Order.state) == OrderState.REFUSED.value),
        received_today=_received(session, scope, today),
        ages=receivables.ages(session, by=by, as_of=today, customer_id=customer_id, rep_id=rep_id),
        overdue=tuple(_late(session, scope, today, TOP, 0)),
        receipts=tuple(_receipts_out(session, scope, today)),
        cod=tuple(_cod_out(session, scope, today)),
        samples=_samples_out(session, scope),
    )


def overdue_customers(
    session: Session, *, by: Actor, today: date, page: int = 1, size: int = 8, rep_id: int | None = None
) -> LatePage:
    """The customers with overdue money, most first."""
    by.require(*READERS)
    scope = _scope(by, None, rep_id)
    owing = select(Receivable.customer_id).join(Customer).where(*_overdue(today), *scope).distinct()
    total = session.scalar(select(func.count()).select_from(owing.subquery())) or 0
    pages = max(1, -(-total // size))
    shown = min(max(1, page), pages)
    return LatePage(tuple(_late(session, scope, today, size, (shown - 1) * size)), shown, pages, total)


def reps_in_scope(session: Session, *, by: Actor) -> list[Person]:
    """The reps whose customers the reader sees, by name."""
    owners = select(Customer.rep_id).where(visible(by), col(Customer.rep_id).is_not(None)).distinct()
    return list(session.exec(select(Person).where(col(Person.id).in_(owners)).order_by(col(Person.name))))


def _scope(by: Actor, customer_id: int | None, rep_id: int | None) -> list[ColumnElement[bool]]:
    """Conditions on Customer: the reader's scope, and what was asked for."""
    one = col(Customer.id) == customer_id if customer_id is not None else true()
    rep = col(Customer.rep_id) == rep_id if rep_id is not None else true()
    return [visible(by), one, rep]


def _start(session: Session, day: date) -> datetime:
    """The first moment of a company day."""
    return datetime.combine(day, time(), tzinfo=rules_of(session).zone)


def _orders_since(session: Session, scope: Sequence[ColumnElement[bool]], since: datetime) -> Sum:
    query = (
        select(func.count(col(Order.id)), func.coalesce(func.sum(col(Order.total_fen)), 0))
        .join(Customer, col(Customer.id) == col(Order.customer_id))
        .where(col(Order.placed_at) >= since, col(Order.state).in_(PLACED), *scope)
    )
    count, amount = session.exec(query).one()
    return Sum(count, int(amount))


def _count_orders(session: Session, scope: Sequence[ColumnElement[bool]], *where: ColumnElement[bool]) -> int:
    query = select(func.count(col(Order.id))).join(Customer, col(Customer.id) == col(Order.customer_id))
    return session.exec(query.where(*where, *scope)).one()


def _received(session: Session, scope: Sequence[ColumnElement[bool]], today: date) -> Sum:
    query = (
        select(func.count(col(Payment.id)), func.coalesce(func.sum(col(Payment.amount_fen)), 0))
        .join(Customer, col(Customer.id) == col(Payment.customer_id))
        .where(Payment.received_on == today, Payment.state != "void", *scope)
    )
    count, amount = session.exec(query).one()
    return Sum(count, int(amount))


def _overdue(today: date) -> list[ColumnElement[bool]]:
    """Open, past its day, and owed by the customer (not held by a courier)."""
    return [
        col(Receivable.settled_fen) < col(Receivable.amount_fen),
        col(Receivable.due_on) < today,
        col(Receivable.courier_id).is_(None),
    ]


def _late(session: Session, scope: Sequence[ColumnElement[bool]], today: date, limit: int, offset: int) -> list[Late]:
    owed = func.sum(col(Receivable.amount_fen) - col(Receivable.settled_fen))
    query = (
        select(Customer, owed, func.min(col(Receivable.due_on)))
        .join(Receivable, col(Receivable.customer_id) == col(Customer.id))
        .where(*_overdue(today), *scope)
        .group_by(*Customer.__table__.columns)  # type: ignore[attr-defined]
        .order_by(owed.desc(), col(Customer.id))
        .limit(limit)
        .offset(offset)
    )
    rows = session.exec(query).all()
    return [Late(one.id, one.shown, int(amount), (today - oldest).days) for one, amount, oldest in rows]


def _receipts_out(session: Session, scope: Sequence[ColumnElement[bool]], today: date) -> list[Out]:
    query = (
        sa_select(
            col(Shipment.courier_id),
            func.max(col(Courier.name)),
            func.count(col(Shipment.id)),
            func.min(col(Shipment.shipped_on)),
        )
        .join(Customer, col(Customer.id) == col(Shipment.customer_id))
        .join(Courier, col(Courier.id) == col(Shipment.courier_id), isouter=True)
        .where(col(Shipment.receipt_wanted).is_(True), col(Shipment.receipt_at).is_(None), *scope)
        .group_by(col(Shipment.courier_id))
        .order_by(func.count(col(Shipment.id)).desc())
    )
    rows = session.execute(query).all()
    return [Out(number or 0, name or "", count, 0, (today - oldest).days) for number, name, count, oldest in rows]


def _cod_out(session: Session, scope: Sequence[ColumnElement[bool]], today: date) -> list[Out]:
    owed = func.sum(col(Receivable.amount_fen) - col(Receivable.settled_fen))
    query = (
        sa_select(
            col(Receivable.courier_id),
            func.max(col(Courier.name)),
            func.count(col(Receivable.id)),
            owed,
            func.min(col(Receivable.arose_on)),
        )
        .join(Customer, col(Customer.id) == col(Receivable.customer_id))
        .join(Courier, col(Courier.id) == col(Receivable.courier_id))
        .where(col(Receivable.settled_fen) < col(Receivable.amount_fen), *scope)
        .group_by(col(Receivable.courier_id))
        .order_by(owed.desc())
    )
    rows = session.execute(query).all()
    return [
        Out(int(number or 0), name, count, int(amount), (today - oldest).days)
        for number, name, count, amount, oldest in rows
    ]


def _samples_out(session: Session, scope: Sequence[ColumnElement[bool]]) -> int:
    query = select(func.count(col(Sample.id))).join(Customer, col(Customer.id) == col(Sample.customer_id))
    return session.exec(query.where(Sample.state == "sent", *scope)).one()

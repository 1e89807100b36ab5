"""What is to be done today (待办): how much waits in each book for one person, counted where it is listed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import and_, func, or_
from sqlmodel import Session, col, select

from models import learning, orders, receivables, samples, shipments
from models.customers import Customer, visible
from models.orders import Order, OrderState
from models.people import Actor, Role
from models.receivables import Receivable
from models.rules import rules_of
from models.samples import Sample, SampleState


@dataclass(frozen=True)
class Work:
    """What waits: how many, how many of them for today or overdue, and how much money (fen) where it is money."""

    to_ship: int
    ship_today: int
    ship_late: int
    waybills: int
    receipts: int
    receipts_late: int
    cod_fen: int
    cod_late_fen: int
    due: int
    due_fen: int
    overdue: int
    overdue_fen: int
    overdue_resting: int
    samples: int
    feedback: int
    approvals: int
    held: int
    refused: int
    payments: int
    words: int


def work_of(session: Session, *, by: Actor, today: date) -> Work:
    """What waits in this person's scope; `approvals` is what they are asked to decide, `held` their orders that wait
    for others, `refused` those that were not agreed to, `due` what customers owe for today or tomorrow,
    `overdue_resting` how many of what is overdue are disputed or promised for a later day and so in no digest, `words`
    the names that wait for their yes or no.
    """
    rules = rules_of(session)
    late = orders.to_ship(session, by=by, today=today - timedelta(days=1), due=True, size=1).total
    due_by_today = orders.to_ship(session, by=by, today=today, due=True, size=1).total
    couriers = receivables.cod_out(session, by=by, as_of=today)
    overdue = receivables.list_open(session, by=by, today=today, bucket="overdue", size=1)
    due = _due(session, by, today)
    week_ago = today - timedelta(days=rules.courier_days)
    return Work(
        to_ship=orders.to_ship(session, by=by, today=today, size=1).total,
        ship_today=due_by_today - late,
        ship_late=late,
        waybills=shipments.without_waybill(session, by=by, size=1).total,
        receipts=shipments.receipts_out(session, by=by, size=1).total,
        receipts_late=shipments.receipts_out(session, by=by, until_on=week_ago, size=1).total,
        cod_fen=sum(one.open_fen for one in couriers),
        cod_late_fen=sum(one.overdue_fen for one in couriers),
        due=due[0],
        due_fen=due[1],
        overdue=overdue.total,
        overdue_fen=overdue.open_fen,
        overdue_resting=_resting(session, by, today),
        samples=samples.counts(session, by=by)["requested"],
        feedback=_unanswered(session, by, today),
        approvals=orders.waiting_for(session, by=by, size=1).total if by.may(Role.MANAGER, Role.BOSS) else 0,
        held=_in_state(session, by, OrderState.WAITING),
        refused=_in_state(session, by, OrderState.REFUSED),
        payments=receivables.list_payments(session, by=by, today=today, waiting=True).total,
        words=learning.waiting(session, by=by),
    )


def _due(session: Session, by: Actor, today: date) -> tuple[int, int]:
    """What customers owe for today and tomorrow."""
    left = col(Receivable.amount_fen) - col(Receivable.settled_fen)
    query = (
        select(func.count(), func.coalesce(func.sum(left), 0))
        .select_from(Receivable)
        .join(Customer, col(Customer.id) == col(Receivable.customer_id))
        .where(visible(by), left > 0, col(Receivable.courier_id).is_(None))
        .where(col(Receivable.due_on).between(today, today + timedelta(days=1)))
    )
    count, total = session.exec(query).one()
    return int(count), int(total)


def _resting(session: Session, by: Actor, today: date) -> int:
    """What is overdue and nobody is reminded of (rule 19)."""
    query = select(func.count()).select_from(Receivable).join(Customer, col(Customer.id) == col(Receivable.customer_id))
    open_ = col(Receivable.settled_fen) < col(Receivable.amount_fen)
    rests = or_(col(Receivable.disputed_at).is_not(None), col(Receivable.promised_on) > today)
    late = (open_, col(Receivable.due_on) < today, col(Receivable.courier_id).is_(None))
    return session.exec(query.where(visible(by), *late, rests)).one()


def _unanswered(session: Session, by: Actor, today: date) -> int:
    """Samples whose feedback is to be asked for by now (rule 9)."""
    rules = rules_of(session)
    arrived = today - timedelta(days=rules.sample_feedback_days)
    sent = arrived - timedelta(days=rules.sample_arrival_days)
    query = select(func.count()).select_from(Sample).join(Customer, col(Customer.id) == col(Sample.customer_id))
    taken = and_(col(Sample.arrived_on).is_(None), col(Sample.sent_on) <= sent)
    due = or_(col(Sample.arrived_on) <= arrived, taken)
    return session.exec(query.where(visible(by), Sample.state == SampleState.SENT.value, due)).one()


def _in_state(session: Session, by: Actor, state: OrderState) -> int:
    query = select(func.count()).select_from(Order).join(Customer, col(Customer.id) == col(Order.customer_id))
    return session.exec(query.where(visible(by), Order.state == state.value)).one()

"""How a customer stands, across the ledgers: what the card shows of money, orders, samples and reminders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, or_
from sqlmodel import Session, col, select

from models import customers, orders, receivables, samples
from models.customers import Customer, LimitRequest
from models.journal import Happening, history
from models.orders import Order
from models.people import Actor, Person
from models.receivables import Receivable
from models.reminders import ReminderAnswer, Told
from models.samples import Sample
from models.shipments import Shipment

# What reminders are about, by the name under which they are written down.
DOCUMENTS: tuple[tuple[str, Any], ...] = (
    ("receivable", Receivable),
    ("shipment", Shipment),
    ("order", Order),
    ("sample", Sample),
)


@dataclass(frozen=True)
class Reminded:
    """The last reminder about a customer: its rule, the document's number, who was told when, and the last answer."""

    rule: str
    number: str
    told: str
    told_at: datetime
    answer: str = ""
    answered_by: str = ""
    answered_at: datetime | None = None
    until_on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class CustomerView:
    """A customer with its rep's name (empty: the house) and whether they left, money in fen, and how many orders and
    samples are open.
    """

    customer: Customer
    rep: str
    owed_fen: int
    overdue_fen: int
    prepaid_fen: int
    open_orders: int
    waiting_orders: int
    open_samples: int
    reminded: Reminded | None
    asked_limit: LimitRequest | None
    rep_left: bool


def view(session: Session, *, by: Actor, customer_id: int, today: date) -> CustomerView:
    """All that the card shows. Raises NotFound."""
    customer = customers.get(session, customer_id, by=by)
    rep = session.get(Person, customer.rep_id) if customer.rep_id else None
    ordered = orders.counts(session, by=by, customer_id=customer_id)
    asked = samples.counts(session, by=by, customer_id=customer_id)
    owed = receivables.owed(session, customer_id, today)
    return CustomerView(
        customer=customer,
        rep=rep.name if rep else "",
        owed_fen=owed.open_fen,
        overdue_fen=owed.overdue_fen,
        prepaid_fen=receivables.prepaid_fen(session, customer_id),
        open_orders=ordered["open"],
        waiting_orders=ordered["waiting"],
        open_samples=asked["requested"] + asked["sent"],
        reminded=_reminded(session, customer_id),
        asked_limit=customers.waiting_limit(session, customer_id),
        rep_left=rep is not None and not rep.active,
    )


def story(session: Session, *, by: Actor, customer_id: int) -> list[Happening]:
    """What happened to the customer's record, oldest first. Raises NotFound."""
    customers.get(session, customer_id, by=by)
    return history(session, "customer", customer_id, by=by)


def _reminded(session: Session, customer_id: int) -> Reminded | None:
    """The newest reminder about any document of the customer, with the newest answer to that document."""
    about = [
        and_(col(Told.subject) == name, col(Told.subject_id).in_(_ids(record, customer_id)))
        for name, record in DOCUMENTS
    ]
    newest = session.exec(select(Told).where(or_(*about)).order_by(col(Told.id).desc()).limit(1)).first()
    if newest is None:
        return None
    document = session.get_one(dict(DOCUMENTS)[newest.subject], newest.subject_id)
    told = session.get_one(Person, newest.person_id)
    answered = session.exec(
        select(ReminderAnswer, Person.name)
        .join(Person, col(Person.id) == col(ReminderAnswer.by))
        .where(ReminderAnswer.subject == newest.subject, ReminderAnswer.subject_id == newest.subject_id)
        .order_by(col(ReminderAnswer.id).desc())
        .limit(1)
    ).first()
    base = (newest.rule, document.number, told.name, newest.told_at)
    if answered is None:
        return Reminded(*base)
    answer, who = answered
    return Reminded(*base, answer.answer, who, answer.at, answer.until_on, answer.note)


def _ids(record: Any, customer_id: int) -> Any:
    return select(record.id).where(record.customer_id == customer_id)

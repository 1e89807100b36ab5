"""How what was told stands now: still open, or settled, by whom and when. Read for one person, in their scope."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.customers import Customer, visible
from models.days import next_working_day
from models.due.causes import DUE_NEXT, OVERDUE, UNCONFIRMED, Cause
from models.journal import JournalEntry
from models.orders import Order, OrderState, left_of
from models.people import Actor, Person
from models.receivables import Receivable, ReceivablePosting
from models.reminders import ReminderAnswer
from models.rules import rules_of
from models.samples import Sample
from models.shipments import Courier, Shipment

PROMISED, DISPUTED, MOVED = "receivable-promised", "receivable-disputed", "receivable-due-set"


@dataclass(frozen=True)
class Standing:
    """A document as it stands: `state` is `open` or why it is not asked for (`paid`, `disputed`, `back`, `shipped`, …).

    `amount_fen` is what is open: owed, or still to ship; `whole_fen` what it came to, where that may be more.
    `who` and `on` say who settled it and when, `note` what they wrote. `answer` is the newest thing answered today to a
    reminder of it (`chased`, `later`, `paid`), by `answered_by`. `said_by` and `said_on` are whose word that the money
    came still waits to be checked: nothing was posted, promised or disputed since. `basis` is what a due
    day that is only provisional would count from: `invoice` or `statement`.
    """

    id: int
    customer_id: int
    customer: str
    rep_id: int | None
    rep: str
    number: str
    since_on: date
    amount_fen: int | None = None
    whole_fen: int | None = None
    courier: str = ""
    shipment_id: int | None = None
    state: str = "open"
    who: str = ""
    on: date | None = None
    note: str = ""
    begun_on: date | None = None  # when the document arose: goods left, order or sample asked for
    answer: str = ""
    answered_by: str = ""
    basis: str = ""
    said_by: str = ""
    said_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still asked for."""
        return self.state == "open"


Load = Callable[[Session, Cause, Collection[int], Actor, date], dict[int, Standing]]


def standings(session: Session, cause: Cause, ids: Collection[int], *, by: Actor, now: datetime) -> dict[int, Standing]:
    """The documents of these ids that `by` may see, as they stand at `now`; the others are left out."""
    if not ids:
        return {}
    rules = rules_of(session)
    found = _LOADERS[cause.subject](session, cause, ids, by, rules.today(now))
    if cause.subject == "receivable":
        for number, (name, at) in _said_paid(session, found).items():
            found[number] = replace(found[number], said_by=name, said_on=rules.today(at))
    for answer, name in _answers(session, cause, found):
        if rules.today(answer.at) == rules.today(now):
            found[answer.subject_id] = replace(found[answer.subject_id], answer=answer.answer, answered_by=name)
    return found


def _answers(session: Session, cause: Cause, ids: Collection[int]) -> list[tuple[ReminderAnswer, str]]:
    """The newest answer to each, with the name of who gave it."""
    newest = (
        select(func.max(ReminderAnswer.id))
        .where(
            ReminderAnswer.rule == cause.rule,
            ReminderAnswer.subject == cause.subject,
            col(ReminderAnswer.subject_id).in_(ids),
        )
        .group_by(col(ReminderAnswer.subject_id))
    )
    query = select(ReminderAnswer, Person.name).join(Person, col(Person.id) == col(ReminderAnswer.by))
    return list(session.exec(query.where(col(ReminderAnswer.id).in_(newest))))


def _said_paid(session: Session, ids: Collection[int]) -> dict[int, tuple[str, datetime]]:
    """Who last said that a claim's money came, and when; not where the claim has been dealt with since then."""
    said = select(ReminderAnswer, Person.name).join(Person, col(Person.id) == col(ReminderAnswer.by)).where(
        ReminderAnswer.subject == "receivable",
        ReminderAnswer.answer == "paid",
        col(ReminderAnswer.subject_id).in_(ids),
    )  # fmt: skip
    last = {
        answer.subject_id: (name, answer.at) for answer, name in session.exec(said.order_by(col(ReminderAnswer.id)))
    }
    if not last:
        return {}
    posted = _last_postings(session, last)
    rested = _written_by(session, "receivable", last, PROMISED, DISPUTED)
    since = {number: [posting.posted_at] for number, (posting, _name) in posted.items()}
    for number, (_name, at) in rested.items():
        since.setdefault(number, []).append(at)
    return {number: word for number, word in last.items() if all(at < word[1] for at in since.get(number, ()))}


def _with_owner(record: Any, *others: Any) -> Any:
    """A record with its customer and the name of the customer's rep."""
    rep = aliased(Person)
    query = select(record, Customer, rep.name, *others).join(Customer, col(Customer.id) == col(record.customer_id))
    return query.join(rep, col(rep.id) == col(Customer.rep_id), isouter=True)


def _written_by(session: Session, subject: str, ids: Collection[int], *actions: str) -> dict[int, tuple[str, datetime]]:
    """Who last did one of these things to each document, and when."""
    newest = (
        select(func.max(JournalEntry.id))
        .where(
            JournalEntry.subject == subject,
            col(JournalEntry.subject_id).in_(ids),
            col(JournalEntry.action).in_(actions),
        )
        .group_by(col(JournalEntry.subject_id))
    )
    query = (
        select(JournalEntry.subject_id, Person.name, JournalEntry.at)
        .join(Person, col(Person.id) == col(JournalEntry.by))
        .where(col(JournalEntry.id).in_(newest))
    )
    return {number: (name, at) for number, name, at in session.exec(query)}


def _claims(session: Session, cause: Cause, ids: Collection[int], by: Actor, today: date) -> dict[int, Standing]:
    query = _with_owner(Receivable, Courier.name).join(
        Courier, col(Courier.id) == col(Receivable.courier_id), isouter=True
    )
    posted = _last_postings(session, ids)
    rested = _written_by(session, "receivable", ids, PROMISED, DISPUTED)
    moved = _written_by(session, "receivable", ids, MOVED)
    found = {}
    for claim, customer, rep, courier in session.exec(query.where(col(Receivable.id).in_(ids), visible(by))):
        standing = Standing(
            **_owned(claim, customer, rep),
            since_on=claim.arose_on if claim.courier_id else claim.due_on,
            amount_fen=claim.open_fen,
            whole_fen=claim.amount_fen,
            courier=courier or "",
            shipment_id=claim.shipment_id,
            begun_on=claim.arose_on,
            basis=claim.basis if claim.provisional else "",
        )
        if claim.open_fen and _not_yet_due(cause, claim, today):
            who = moved.get(claim.id, ("", None))[0]
            found[claim.id] = replace(standing, state="moved", who=who, on=claim.due_on)
        else:
            found[claim.id] = replace(standing, **_claim_state(session, claim, today, posted, rested))
    return found


def _not_yet_due(cause: Cause, claim: Receivable, today: date) -> bool:
    """Whether a claim that was told as overdue, or as due next, falls due later by now: its basis day was entered."""
    if cause is OVERDUE:
        return claim.due_on >= today
    return cause is DUE_NEXT and claim.due_on > next_working_day(today)


def _claim_state(
    session: Session,
    claim: Receivable,
    today: date,
    posted: dict[int, tuple[ReceivablePosting, str]],
    rested: dict[int, tuple[str, datetime]],
) -> dict[str, Any]:
    """Why a claim is not asked for; nothing where it is."""
    if claim.open_fen == 0:
        posting, name = posted[claim.id]
        state = "paid" if posting.kind == "payment" else posting.kind
        return {"state": state, "who": name, "on": rules_of(session).today(posting.posted_at)}
    who = rested.get(claim.id, ("", None))[0]
    if claim.disputed_at is not None:
        return {"state": "disputed", "who": who, "note": claim.dispute_note}
    if claim.promised_on is not None and claim.promised_on > today:
        return {"state": "promised", "who": who, "on": claim.promised_on, "note": claim.promise_note}
    if claim.promised_on is not None:
        return {"note": claim.promise_note, "on": claim.promised_on}
    return {}


def _last_postings(session: Session, ids: Collection[int]) -> dict[int, tuple[ReceivablePosting, str]]:
    newest = (
        select(func.max(ReceivablePosting.id))
        .where(col(ReceivablePosting.receivable_id).in_(ids))
        .group_by(col(ReceivablePosting.receivable_id))
    )
    query = (
        select(ReceivablePosting, Person.name)
        .join(Person, col(Person.id) == col(ReceivablePosting.posted_by), isouter=True)
        .where(col(ReceivablePosting.id).in_(newest))
    )
    return {posting.receivable_id: (posting, name or "") for posting, name in session.exec(query)}


def _shipments(session: Session, cause: Cause, ids: Collection[int], by: Actor, _today: date) -> dict[int, Standing]:
    query = _with_owner(Shipment, Courier.name).join(Courier, col(Courier.id) == col(Shipment.courier_id), isouter=True)
    waybills = cause.rule == "waybill-missing"
    actions = ("waybill-entered", "waybill-corrected") if waybills else ("receipt-back", "receipt-photo")
    done = _written_by(session, "shipment", ids, *actions)
    found = {}
    for shipment, customer, rep, courier in session.exec(query.where(col(Shipment.id).in_(ids), visible(by))):
        ended_at = shipment.waybill_at if waybills else shipment.receipt_at
        settled = bool(shipment.waybill) if waybills else ended_at is not None or not shipment.receipt_wanted
        found[shipment.id] = Standing(
            **_owned(shipment, customer, rep),
            since_on=shipment.shipped_on,
            amount_fen=shipment.amount_fen,
            courier=courier or "",
            shipment_id=shipment.id,
            state=("entered" if waybills else "back") if settled else "open",
            who=done.get(shipment.id, ("", None))[0],
            on=rules_of(session).today(ended_at) if ended_at else None,
            note=shipment.waybill,
            begun_on=shipment.shipped_on,
        )
    return found


def _orders(session: Session, cause: Cause, ids: Collection[int], by: Actor, _today: date) -> dict[int, Standing]:
    told = cause is UNCONFIRMED
    ends = ("order-confirmed",) if told else ()
    done = _written_by(session, "order", ids, "order-shipped", "order-cancelled", "order-rest-cancelled", *ends)
    query = _with_owner(Order).where(col(Order.id).in_(ids), visible(by))
    # Who has goods on the way knows that the order was taken.
    still = {OrderState.OPEN.value: "open", OrderState.PART.value: "part" if told else "open"}
    rules, found, rows = rules_of(session), {}, session.exec(query).all()
    parts = [order.id for order, _customer, _rep in rows if order.state == OrderState.PART]
    left = left_of(session, by=by, order_ids=parts) if parts else {}
    for order, customer, rep in rows:
        who, at = done.get(order.id, ("", None))
        found[order.id] = Standing(
            **_owned(order, customer, rep),
            since_on=order.ship_on,
            amount_fen=left.get(order.id, order.total_fen),
            whole_fen=order.total_fen if order.id in left else None,
            state="confirmed" if told and order.confirmed_at else still.get(order.state, order.state),
            who=who,
            on=rules.today(at) if at else None,
            begun_on=rules.today(order.placed_at),
        )
    return found


def _samples(session: Session, cause: Cause, ids: Collection[int], by: Actor, _today: date) -> dict[int, Standing]:
    query = _with_owner(Sample).where(col(Sample.id).in_(ids), visible(by))
    sending = cause.rule == "sample-not-sent"
    done = _written_by(session, "sample", ids, *SAMPLE_ENDS[cause.rule])
    asked, rules, found = ("requested" if sending else "sent"), rules_of(session), {}
    for sample, customer, rep in session.exec(query):
        who, at = done.get(sample.id, ("", None))
        found[sample.id] = Standing(
            **_owned(sample, customer, rep),
            since_on=sample.send_on if sending else sample.arrived_on or sample.sent_on or sample.send_on,
            state="open" if sample.state == asked else sample.state,
            who=who,
            on=rules.today(at) if at else None,
            note=sample.feedback,
            begun_on=rules.today(sample.requested_at),
        )
    return found


def _owned(record: Any, customer: Customer, rep: str | None) -> dict[str, Any]:
    return {
        "id": record.id,
        "customer_id": customer.id,
        "customer": customer.shown,
        "rep_id": customer.rep_id,
        "rep": rep or "",
        "number": record.number,
    }


SAMPLE_ENDS = {
    "sample-not-sent": ("sample-sent", "sample-cancelled"),
    "sample-feedback": ("sample-answered", "sample-cancelled"),
}
_LOADERS: dict[str, Load] = {"receivable": _claims, "shipment": _shipments, "order": _orders, "sample": _samples}

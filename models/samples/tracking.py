"""A sample on its way: sent, arrived, what the customer said; or not wanted any more."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Final

from sqlmodel import Session

from models import customers, journal, letters
from models.customers import Customer
from models.days import DayInThePast
from models.people import Actor, Role
from models.products import StockPosting
from models.receivables.refusals import DayInTheFuture
from models.refusals import Refusal
from models.reminders import mark_stale
from models.rules import rules_of
from models.samples.asking import ASKERS, SampleTextTooLong
from models.samples.queries import get, lines_of
from models.samples.records import Sample, SampleState
from models.samples.waiver import WaiverWaiting

SENDERS: Final = (Role.ASSISTANT,)
LONGEST_WAYBILL: Final = 64
LONGEST_COURIER: Final = 50
LONGEST_FEEDBACK: Final = 2000
LONGEST_REASON: Final = 500


class SampleAlreadySent(Refusal):
    """The sample `number` has left."""


class SampleNotSent(Refusal):
    """The sample `number` has not left yet."""


class SampleCancelled(Refusal):
    """The sample `number` was cancelled."""


class FeedbackMissing(Refusal):
    """Something has to be said."""


def send(
    session: Session,
    *,
    by: Actor,
    now: datetime,
    sample_id: int,
    sent_on: str,
    courier: str = "",
    waybill: str = "",
) -> int:
    """It left on `sent_on` (ISO day); the goods leave the stock, and the rep is told. Gives the sample.

    Raises NotAllowed, NotFound, SampleAlreadySent, SampleCancelled, WaiverWaiting, DayInThePast, DayInTheFuture.
    """
    by.require(*SENDERS)
    sample = get(session, sample_id, by=by)
    if sample.state == SampleState.CANCELLED:
        raise SampleCancelled(number=sample.number)
    if sample.state != SampleState.REQUESTED:
        raise SampleAlreadySent(number=sample.number)
    if sample.waits:
        raise WaiverWaiting(number=sample.number)
    rules = rules_of(session)
    sample.sent_on = _between(sent_on, rules.today(sample.requested_at), rules.today(now))
    sample.courier = _line(courier, LONGEST_COURIER) or sample.courier
    sample.waybill = _line(waybill, LONGEST_WAYBILL)
    sample.state = SampleState.SENT
    sample.version += 1
    for line in lines_of(session, sample.id):
        _take_from_stock(session, line.product.id, line.quantity, by=by, now=now)
    facts = {"courier": sample.courier, "waybill": sample.waybill}
    journal.note(session, "sample", sample.id, "sample-sent", by=by, now=now, **facts)
    customer = session.get_one(Customer, sample.customer_id)
    for person_id in sorted({sample.requested_by, customer.rep_id or sample.requested_by} - {by.id}):
        letters.post(session, "sample-sent", f"sample:{sample.id}", person_id, "sent", now=now)
    mark_stale(session, "sample", sample.id)
    session.flush()
    return sample.id


def _take_from_stock(session: Session, product_id: int, quantity: Decimal, *, by: Actor, now: datetime) -> None:
    posting = StockPosting(product_id=product_id, quantity=-quantity, reason="sample", posted_at=now, posted_by=by.id)
    session.add(posting)


def arrived(session: Session, *, by: Actor, now: datetime, sample_id: int, arrived_on: str) -> int:
    """It is with the customer since `arrived_on` (ISO day); feedback is asked for a week later. Gives the sample.

    Raises NotAllowed, NotFound, SampleNotSent, SampleCancelled, DayInThePast, DayInTheFuture.
    """
    by.require(*ASKERS)
    sample = get(session, sample_id, by=by)
    sent_on = _left(sample)
    sample.arrived_on = _between(arrived_on, sent_on, rules_of(session).today(now))
    sample.version += 1
    journal.note(session, "sample", sample.id, "sample-arrived", by=by, now=now, day=sample.arrived_on)
    mark_stale(session, "sample", sample.id)
    session.flush()
    return sample.id


def feedback(session: Session, *, by: Actor, now: datetime, sample_id: int, answer: str) -> int:
    """What the customer said: one of `VERDICTS` by name, or words; more is added below. Gives the sample.

    Raises NotAllowed, NotFound, SampleNotSent, SampleCancelled, FeedbackMissing, SampleTextTooLong.
    """
    by.require(*ASKERS)
    sample = get(session, sample_id, by=by)
    _left(sample)
    said = " ".join(answer.split())
    if not said:
        raise FeedbackMissing()
    whole = f"{sample.feedback}\n{said}" if sample.feedback else said
    if len(whole) > LONGEST_FEEDBACK:
        raise SampleTextTooLong(limit=LONGEST_FEEDBACK)
    sample.feedback, sample.feedback_at, sample.state = whole, now, SampleState.ANSWERED
    sample.version += 1
    journal.note(session, "sample", sample.id, "sample-answered", by=by, now=now)
    customers.touch(session, sample.customer_id, now)
    mark_stale(session, "sample", sample.id)
    session.flush()
    return sample.id


def cancel(session: Session, *, by: Actor, now: datetime, sample_id: int, reason: str = "") -> int:
    """It is not wanted any more; only before it left. Gives the sample.

    Raises NotAllowed, NotFound, SampleAlreadySent, SampleCancelled, SampleTextTooLong.
    """
    by.require(*ASKERS)
    sample = get(session, sample_id, by=by)
    if sample.state == SampleState.CANCELLED:
        raise SampleCancelled(number=sample.number)
    if sample.state != SampleState.REQUESTED:
        raise SampleAlreadySent(number=sample.number)
    reason = _line(reason, LONGEST_REASON)
    sample.state = SampleState.CANCELLED
    sample.version += 1
    journal.note(session, "sample", sample.id, "sample-cancelled", by=by, now=now, reason=reason)
    mark_stale(session, "sample", sample.id)
    session.flush()
    return sample.id


def _left(sample: Sample) -> date:
    """The day it left, for what can only be told of a sample that did."""
    if sample.state == SampleState.CANCELLED:
        raise SampleCancelled(number=sample.number)
    if sample.sent_on is None:
        raise SampleNotSent(number=sample.number)
    return sample.sent_on


def _between(said: str, earliest: date, latest: date) -> date:
    day = date.fromisoformat(said)
    if day < earliest:
        raise DayInThePast(day=day, earliest=earliest)
    if day > latest:
        raise DayInTheFuture(day=day)
    return day


def _line(said: str, limit: int) -> str:
    line = " ".join(said.split())
    if len(line) > limit:
        raise SampleTextTooLong(limit=limit)
    return line

"""Whether the fee of a sample is let go (rule 9): a manager says so, never for their own request."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from models import journal, letters
from models.customers import Customer
from models.people import Actor, Person, Role
from models.refusals import Denied, Refusal
from models.reminders import mark_stale
from models.samples.asking import tell_assistants
from models.samples.queries import get
from models.samples.records import Sample, SampleState, WaiverState


class OwnSample(Denied):
    """Nobody decides about their own request, or their own customer's fee."""


class WaiverDecided(Refusal):
    """Somebody (`who`) decided before; `answer` is approved, refused or cancelled."""


class WaiverWaiting(Refusal):
    """A manager has yet to decide about the fee of the sample `number`; it is not sent before."""


def may_decide(sample: Sample, customer: Customer, by: Actor) -> bool:
    """Whether this person's tap would count: for showing the buttons."""
    return sample.waits and by.may(Role.MANAGER, Role.BOSS) and by.id not in (sample.requested_by, customer.rep_id)


def decide_waiver(session: Session, *, by: Actor, now: datetime, sample_id: int, approve: bool) -> int:
    """Let the fee go, or insist on it; whoever asked and the assistants are told. Gives the sample.

    Raises NotAllowed, NotFound, OwnSample, WaiverDecided.
    """
    by.require(Role.MANAGER, Role.BOSS)
    sample = get(session, sample_id, by=by)
    customer = session.get_one(Customer, sample.customer_id)
    if by.id in (sample.requested_by, customer.rep_id):
        raise OwnSample()
    if not sample.waits:
        raise _decided(session, sample)
    sample.waiver_state = WaiverState.APPROVED if approve else WaiverState.REFUSED
    sample.fee_waived, sample.waiver_by = approve, by.id
    sample.version += 1
    action = "sample-waived" if approve else "sample-not-waived"
    journal.note(session, "sample", sample.id, action, by=by, now=now, fee_fen=sample.fee_fen)
    for person_id in sorted({sample.requested_by, customer.rep_id or sample.requested_by} - {by.id}):
        letters.post(session, "sample-decided", f"sample:{sample.id}", person_id, "waiver", now=now)
    tell_assistants(session, sample, customer, by=by, now=now)
    mark_stale(session, "sample", sample.id)
    session.flush()
    return sample.id


def _decided(session: Session, sample: Sample) -> WaiverDecided:
    who = session.get_one(Person, sample.waiver_by).name if sample.waiver_by else ""
    gone = sample.state == SampleState.CANCELLED
    return WaiverDecided(who=who, answer="cancelled" if gone else sample.waiver_state or WaiverState.REFUSED)

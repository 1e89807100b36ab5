"""How what was told stands now: still open, or settled, by whom and when. Read for one person, in their scope."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.customers import visible
from models.days import next_working_day
from models.due.causes import DUE_NEXT, OVERDUE, Cause
from models.due.document import Standing, owned, with_owner, written_by
from models.due.goods import orders_standing, samples_standing, shipments_standing
from models.due.recorded import recorded_since
from models.people import Actor, Person
from models.receivables import Receivable, ReceivablePosting
from models.reminders import ReminderAnswer
from models.rules import rules_of
from models.shipments import Courier

PROMISED, DISPUTED, MOVED = "receivable-promised", "receivable-disputed", "receivable-due-set"
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
    words: dict[int, datetime] = {}
    for answer, name in _answers(session, cause, found):
        if rules.today(answer.at) == rules.today(now):
            found[answer.subject_id] = replace(found[answer.subject_id], answer=answer.answer, answered_by=name)
            words |= {answer.subject_id: answer.at} if answer.answer == "paid" else {}
    for number, came in recorded_since(session, words).items():
        found[number] = replace(found[number], came=came)
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
    rested = written_by(session, "receivable", last, PROMISED, DISPUTED)
    since = {number: [posting.posted_at] for number, (posting, _name) in posted.items()}
    for number, (_name, at) in rested.items():
        since.setdefault(number, []).append(at)
    return {number: word for number, word in last.items() if all(at < word[1] for at in since.get(number, ()))}


def _claims(session: Session, cause: Cause, ids: Collection[int], by: Actor, today: date) -> dict[int, Standing]:
    query = with_owner(Receivable, Courier.name).join(
        Courier, col(Courier.id) == col(Receivable.courier_id), isouter=True
    )
    posted = _last_postings(session, ids)
    rested = written_by(session, "receivable", ids, PROMISED, DISPUTED)
    moved = written_by(session, "receivable", ids, MOVED)
    found = {}
    for claim, customer, rep, courier in session.exec(query.where(col(Receivable.id).in_(ids), visible(by))):
        standing = Standing(
            **owned(claim, customer, rep),
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


_LOADERS: dict[str, Load] = {
    "receivable": _claims,
    "shipment": shipments_standing,
    "order": orders_standing,
    "sample": samples_standing,
}

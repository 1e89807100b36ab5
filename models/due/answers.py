"""What people answer to a reminder: with one tap, checked again at the moment of the tap."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from models import journal, letters, orders, shipments
from models.days import next_working_day
from models.due.causes import CAUSES, Cause
from models.due.document import Standing
from models.due.standing import standings
from models.letters import Letter, LetterState
from models.people import Actor, Person, Role, assistants_of
from models.refusals import NotFound, Outdated
from models.reminders import ReminderAnswer, Told, mark_stale
from models.rules import rules_of


def look(
    session: Session,
    *,
    by: Actor,
    now: datetime,
    letter_id: int,
    page: int | None = None,
    subject_id: int | None = None,
    why: bool = False,
) -> int:
    """Turn a digest to a page, to one document (`subject_id`) or to why it is there; the message is edited in place."""
    letter, cause = _theirs(session, by, letter_id)
    view: dict[str, Any] = {"page": page or json.loads(letter.facts).get("page", 1)}
    if subject_id is not None:
        _told(session, cause, letter, subject_id, by=by, now=now)
        view |= {"item": subject_id, "why": why}
    _show(session, letter, view)
    return letter.id


def standing(session: Session, *, by: Actor, now: datetime, letter_id: int, subject_id: int) -> Standing:
    """One document of a letter as it stands now, for the person the letter is to."""
    letter, cause = _theirs(session, by, letter_id)
    return _told(session, cause, letter, subject_id, by=by, now=now)


def rest(session: Session, *, by: Actor, now: datetime, letter_id: int, subject_id: int, answer: str) -> int:
    """`chased` today, or `later`: whoever answers is not told of it again before the next working day's digest."""
    letter, cause = _theirs(session, by, letter_id)
    found = _told(session, cause, letter, subject_id, by=by, now=now)
    _still_open(found)
    until = next_working_day(rules_of(session).today(now))
    if answer == "chased":
        journal.note(session, cause.subject, subject_id, "reminder-chased", by=by, now=now, rule=cause.rule)
    _answered(session, cause, letter, subject_id, answer, by=by, now=now, until_on=until)
    return letter.id


def chase_courier(session: Session, *, by: Actor, now: datetime, letter_id: int, subject_id: int) -> int:
    """The courier was chased for money or a receipt."""
    letter, cause = _theirs(session, by, letter_id)
    found = _told(session, cause, letter, subject_id, by=by, now=now)
    _still_open(found)
    if found.shipment_id is not None:
        shipments.chase(session, by=by, now=now, shipment_id=found.shipment_id)
    until = next_working_day(rules_of(session).today(now))
    _answered(session, cause, letter, subject_id, "chased", by=by, now=now, until_on=until)
    return letter.id


def receipt_back(session: Session, *, by: Actor, now: datetime, letter_id: int, subject_id: int) -> int:
    """The signed receipt is back."""
    letter, cause = _theirs(session, by, letter_id)
    found = _told(session, cause, letter, subject_id, by=by, now=now)
    shipments.take_back_receipt(session, by=by, now=now, shipment_id=found.id)
    _answered(session, cause, letter, subject_id, "returned", by=by, now=now)
    return letter.id


def confirmed(session: Session, *, by: Actor, now: datetime, letter_id: int, subject_id: int) -> int:
    """The customer was told that the order is taken."""
    letter, cause = _theirs(session, by, letter_id)
    found = _told(session, cause, letter, subject_id, by=by, now=now)
    _still_open(found)
    orders.confirm(session, by=by, now=now, order_id=found.id)
    _answered(session, cause, letter, subject_id, "confirmed", by=by, now=now)
    return letter.id


def money_came(session: Session, *, by: Actor, now: datetime, letter_id: int, subject_id: int) -> int:
    """A rep says that the money came: those who keep their books are told, to check and record it."""
    by.require(Role.REP)
    letter, cause = _theirs(session, by, letter_id)
    found = _told(session, cause, letter, subject_id, by=by, now=now)
    _still_open(found)
    until = next_working_day(rules_of(session).today(now))
    for person in assistants_of(session, found.rep_id):
        occasion = f"{by.id}:{rules_of(session).today(now)}"
        subject = f"receivable:{found.id}"
        letters.post(session, "money-came", subject, person.id, occasion, now=now, by=by.id, since=found.amount_fen)
    _answered(session, cause, letter, subject_id, "paid", by=by, now=now, until_on=until)
    return letter.id


def last_answer(session: Session, subject: str, subject_id: int) -> tuple[ReminderAnswer, str] | None:
    """The newest answer to any reminder of a document, and who gave it. The caller may see the document."""
    query = (
        select(ReminderAnswer, Person.name)
        .join(Person, col(Person.id) == col(ReminderAnswer.by))
        .where(ReminderAnswer.subject == subject, ReminderAnswer.subject_id == subject_id)
        .order_by(col(ReminderAnswer.id).desc())
        .limit(1)
    )
    found = session.exec(query).first()
    return (found[0], found[1]) if found else None


def _theirs(session: Session, by: Actor, letter_id: int) -> tuple[Letter, Cause]:
    """A reminder letter, if it was written to this person."""
    letter = session.get(Letter, letter_id)
    if letter is None or letter.recipient_id != by.id or letter.kind not in CAUSES:
        raise NotFound()
    return letter, CAUSES[letter.kind]


def _told(session: Session, cause: Cause, letter: Letter, subject_id: int, *, by: Actor, now: datetime) -> Standing:
    """A document that this letter told of, if the person may still see it."""
    query = select(Told.id).where(Told.letter_id == letter.id, Told.subject_id == subject_id)
    if session.exec(query).first() is None:
        raise NotFound()
    found = standings(session, cause, [subject_id], by=by, now=now).get(subject_id)
    if found is None:
        raise NotFound()
    return found


def _still_open(found: Standing) -> None:
    if not found.is_open:
        raise Outdated()


def _answered(
    session: Session,
    cause: Cause,
    letter: Letter,
    subject_id: int,
    answer: str,
    *,
    by: Actor,
    now: datetime,
    until_on: date | None = None,
) -> None:
    """Write down the answer; every copy of the reminder shows it, the answerer's own turns back to its list."""
    session.add(
        ReminderAnswer(
            rule=cause.rule,
            subject=cause.subject,
            subject_id=subject_id,
            answer=answer,
            until_on=until_on,
            by=by.id,
            at=now,
        )
    )
    _show(session, letter, {"page": json.loads(letter.facts).get("page", 1)})
    mark_stale(session, cause.subject, subject_id)


def _show(session: Session, letter: Letter, view: dict[str, Any]) -> None:
    letter.facts = json.dumps(view)
    letter.stale = True
    if letter.state == LetterState.SENT:
        letter.lease = ""
    session.add(letter)
    session.flush()

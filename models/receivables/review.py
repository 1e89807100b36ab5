"""Finance looks at what was recorded: confirms it or asks, never at its own entries (four eyes, S2 §8.3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from models import journal, letters, reminders
from models.people import Actor, Role
from models.receivables.entries import LONGEST_NOTE
from models.receivables.ledger import get_payment
from models.receivables.payments import RECORDERS
from models.receivables.records import Payment
from models.receivables.refusals import AlreadyConfirmed, AlreadyVoid, NotQuestioned, OwnEntry, ReasonMissing
from models.refusals import within


def review(session: Session, *, by: Actor, now: datetime, payment_id: int, confirm: bool, question: str = "") -> int:
    """Confirm a payment, or ask who recorded it; a question reaches them at once.

    Raises OwnEntry, AlreadyVoid, AlreadyConfirmed, ReasonMissing (a question without words).
    """
    by.require(Role.FINANCE)
    payment = get_payment(session, payment_id, by=by)
    if payment.recorded_by == by.id:
        raise OwnEntry(number=payment.number)
    if payment.state == "void":
        raise AlreadyVoid(number=payment.number)
    if confirm:
        _confirm(session, by, now, payment)
    else:
        _ask(session, by, now, payment, within(question, LONGEST_NOTE))
    return payment.id


def confirm_all(session: Session, *, by: Actor, now: datetime, payment_ids: Sequence[int]) -> int:
    """Confirm those of some payments that nobody has looked at and that are not one's own; gives how many."""
    by.require(Role.FINANCE)
    payments = [get_payment(session, payment_id, by=by) for payment_id in payment_ids]
    mine = [payment for payment in payments if payment.state == "recorded" and payment.recorded_by != by.id]
    for payment in mine:
        _confirm(session, by, now, payment)
    return len(mine)


def answer_question(session: Session, *, by: Actor, now: datetime, payment_id: int, note: str) -> int:
    """Answer what finance asked; the payment waits to be confirmed again and whoever asked is told. Raises
    NotQuestioned.
    """
    by.require(*RECORDERS)
    payment = get_payment(session, payment_id, by=by)
    if payment.state != "questioned":
        raise NotQuestioned(number=payment.number)
    said = within(note, LONGEST_NOTE)
    if not said:
        raise ReasonMissing()
    _put(session, payment, "recorded")
    journal.note(session, "payment", payment.id, "payment-answered", by=by, now=now, note=said)
    if payment.reviewed_by is not None and payment.reviewed_by != by.id:
        letters.post(
            session, "payment-answered", f"payment:{payment.id}", payment.reviewed_by, str(payment.version),
            now=now, payment_id=payment.id, by=by.name, note=said,
        )  # fmt: skip
    return payment.id


def _confirm(session: Session, by: Actor, now: datetime, payment: Payment) -> None:
    if payment.state == "confirmed":
        raise AlreadyConfirmed(number=payment.number)
    payment.reviewed_by, payment.reviewed_at = by.id, now
    _put(session, payment, "confirmed")
    journal.note(session, "payment", payment.id, "payment-confirmed", by=by, now=now)


def _ask(session: Session, by: Actor, now: datetime, payment: Payment, question: str) -> None:
    if not question:
        raise ReasonMissing()
    payment.reviewed_by, payment.reviewed_at, payment.question = by.id, now, question
    _put(session, payment, "questioned")
    journal.note(session, "payment", payment.id, "payment-questioned", by=by, now=now, note=question)
    if payment.recorded_by is not None:
        letters.post(
            session, "payment-questioned", f"payment:{payment.id}", payment.recorded_by, str(payment.version),
            now=now, payment_id=payment.id, by=by.name, question=question,
        )  # fmt: skip


def _put(session: Session, payment: Payment, state: str) -> None:
    payment.state, payment.version = state, payment.version + 1
    session.add(payment)
    session.flush()
    reminders.mark_stale(session, "payment", payment.id)

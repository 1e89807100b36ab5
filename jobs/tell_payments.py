"""Letters about payments: a difference to finance, a question to who recorded it, the answer, one taken back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Session

from jobs.letters import Words, composes
from locales import Html, label, text
from models import customers, receivables
from models.amounts import format_fen
from models.days import format_day
from models.letters import Letter
from models.people import Actor, Person
from models.receivables import Payment
from models.refusals import NotFound
from models.rules import rules_of


def _about(session: Session, facts: dict[str, Any], to: Actor, now: datetime) -> tuple[Payment, dict[str, str]] | None:
    """The payment and what every letter says of it; nothing when it is no longer theirs to see."""
    try:
        payment = receivables.get_payment(session, int(facts["payment_id"]), by=to)
    except NotFound:
        return None
    today = rules_of(session).today(now)
    return payment, {
        "number": payment.number,
        "customer": customers.get(session, payment.customer_id, by=to).name,
        "amount": format_fen(payment.amount_fen),
        "received_on": format_day(payment.received_on, today, to.language),
    }


def _words(html: Html, payment: Payment, to: Actor) -> Words:
    return Words(html, (((label(to.language, "payment-open-letter"), f"open:payment:{payment.id}"),),))


@composes("payment-difference")
def difference(session: Session, _letter: Letter, facts: dict[str, Any], to: Actor, now: datetime) -> Words | None:
    """Money is not what was due: how far off, and the note."""
    about = _about(session, facts, to, now)
    if about is None:
        return None
    payment, said = about
    if payment.state == "void":
        return _words(text(to.language, "payment-difference-void", number=payment.number), payment, to)
    recorder = session.get(Person, payment.recorded_by) if payment.recorded_by else None
    gap_fen = int(facts["amount_fen"]) - int(facts["due_fen"])
    courier = receivables.courier_name(session, by=to, courier_id=payment.courier_id)
    html = text(
        to.language,
        "courier-difference-letter" if courier else "payment-difference-letter",
        number=said["number"],
        courier=courier,
        customers=int(facts.get("customers", 1)),
        customer=said["customer"],
        amount=format_fen(int(facts["amount_fen"])),
        due=format_fen(int(facts["due_fen"])),
        gap=format_fen(abs(gap_fen)),
        more=int(gap_fen > 0),
        by=recorder.name if recorder else "",
        note=payment.note,
    )
    return _words(html, payment, to)


@composes("payment-questioned")
def questioned(session: Session, _letter: Letter, facts: dict[str, Any], to: Actor, now: datetime) -> Words | None:
    """What finance asks; once it is answered or settled, that."""
    about = _about(session, facts, to, now)
    if about is None:
        return None
    payment, said = about
    if payment.state != "questioned" or payment.question != facts["question"]:
        return _words(text(to.language, "payment-questioned-over", number=payment.number), payment, to)
    asked = {"by": str(facts["by"]), "question": payment.question}
    return _words(text(to.language, "payment-questioned-letter", **said, **asked), payment, to)


@composes("payment-answered")
def answered(session: Session, _letter: Letter, facts: dict[str, Any], to: Actor, now: datetime) -> Words | None:
    """What the recorder answered."""
    return _reported(session, "payment-answered-letter", facts, to, now)


@composes("payment-void")
def taken_back(session: Session, _letter: Letter, facts: dict[str, Any], to: Actor, now: datetime) -> Words | None:
    """Somebody took back what one had recorded, and why."""
    return _reported(session, "payment-void-letter", facts, to, now)


def _reported(session: Session, key: str, facts: dict[str, Any], to: Actor, now: datetime) -> Words | None:
    about = _about(session, facts, to, now)
    if about is None:
        return None
    payment, said = about
    told = {"by": str(facts["by"]), "note": str(facts["note"])}
    named = {name: said[name] for name in ("number", "customer", "amount")}
    return _words(text(to.language, key, **named, **told), payment, to)

"""A rep says that a customer's money came: those who keep the books are told, and one tap opens the payment. Once some
of it is recorded, the letter says so instead.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Session

from jobs.letters import Words, composes
from locales import label, text
from models.amounts import format_fen
from models.due import OVERDUE, recorded_since, standings
from models.letters import Letter
from models.people import Actor, Person


@composes("money-came")
def money_came(session: Session, letter: Letter, facts: dict[str, Any], to: Actor, now: datetime) -> Words | None:
    """Whose money, for which document, who says so; nothing for one who may not see the customer."""
    number = int(letter.subject.partition(":")[2])
    claim = standings(session, OVERDUE, [number], by=to, now=now).get(number)
    teller = session.get(Person, facts["by"])
    if claim is None or teller is None:
        return None
    facts = {"who": teller.name, "customer": claim.customer, "number": claim.number}
    facts["amount"] = format_fen(claim.amount_fen or 0)
    came = recorded_since(session, {number: letter.created_at}).get(number)
    if came is not None:
        facts |= {"came": format_fen(came.amount_fen), "by": came.who, "rest": int(bool(claim.amount_fen))}
        return Words(text(to.language, "reminder-money-came-recorded", **facts), ())
    if not claim.is_open:
        return Words(text(to.language, "reminder-money-came-done", **facts), ())
    button = (label(to.language, "reminder-record-payment"), f"rm:m:{number}")
    return Words(text(to.language, "reminder-money-came", **facts), ((button,),))

"""What somebody tried who may not: written to the audit trail beside the document they tried it on.

The refused operation is undone whole, so this is a transaction of its own, after it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from models.invitations import Invitation
from models.journal import REFUSED, note
from models.letters import Letter
from models.orders import Approval
from models.people import Actor
from models.refusals import Denied

# Facts of an operation that name a document, the most particular first.
SUBJECTS = {
    "order_id": "order",
    "shipment_id": "shipment",
    "receivable_id": "receivable",
    "payment_id": "payment",
    "sample_id": "sample",
    "person_id": "person",
    "assistant_id": "person",
    "from_id": "person",
    "courier_id": "courier",
    "customer_id": "customer",
}
BY_LETTER = frozenset(SUBJECTS.values())
MOST = 2**31  # numbers of documents are smaller; greater ones are made up


def refused(
    session: Session,
    *,
    by: Actor,
    now: datetime,
    refusal: Denied,
    tried: str,
    operation: str,
    facts: Mapping[str, Any],
) -> None:
    """Write down an attempt: `tried` is do or read, `operation` its name in the program.

    Without a document it is written beside the person who tried.
    """
    subject, number = _document(session, facts) or ("person", by.id)
    why = refusal.key.removeprefix("refusal-")
    note(session, subject, number, REFUSED, by=by, now=now, refusal=why, tried=tried, operation=operation)
    session.flush()


def _document(session: Session, facts: Mapping[str, Any]) -> tuple[str, int] | None:
    for name, subject in SUBJECTS.items():
        if number := _number(facts.get(name)):
            return subject, number
    if approval := session.get(Approval, _number(facts.get("approval_id"))):
        return "order", approval.order_id
    if invitation := session.get(Invitation, _number(facts.get("invitation_id"))):
        return "person", invitation.person_id
    if letter := session.get(Letter, _number(facts.get("letter_id"))):
        subject, _colon, rest = letter.subject.partition(":")
        if subject in BY_LETTER and rest.isdigit():
            return subject, int(rest)
    return None


def _number(said: Any) -> int:
    return said if isinstance(said, int) and 0 < said < MOST else 0

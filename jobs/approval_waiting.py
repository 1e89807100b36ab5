"""Approvals that wait: the approver is told again after two hours and then once every working morning, until it is
decided; the one who asked after four hours.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Session

from jobs.letters import COMPOSERS, Words, composes
from locales import join, text
from models import letters, orders
from models.due import AGAIN, late_approvals
from models.letters import Letter
from models.orders import Approval
from models.people import Actor
from models.refusals import NotFound
from models.rules import rules_of

LATE, WANTED = "approval-late", "approval-wanted"


def remind(session: Session, now: datetime) -> int:
    """Owe everybody who waits, or lets wait, their letter, once; those who let wait also once a morning. Gives how many
    letters are new.
    """
    new, today = 0, rules_of(session).today(now)
    for late in late_approvals(session, now):
        subject, occasion = f"order:{late.order_id}", f"ap:{late.approval_id}"
        told = [(AGAIN, person) for person in late.again]
        told += [(LATE, late.asked_by)] if late.asked_by is not None else []
        for kind, person_id in told:
            post = letters.post(session, kind, subject, person_id, occasion, now=now, approval_id=late.approval_id)
            new += post is not None
            if kind == AGAIN and late.daily and post is None:
                each = f"{occasion}:{today}"
                post = letters.post(session, AGAIN, subject, person_id, each, now=now, approval_id=late.approval_id)
                new += post is not None
    return new


@composes(AGAIN)
def again(session: Session, letter: Letter, facts: dict[str, Any], to: Actor, now: datetime) -> Words | None:
    """The first letter once more, with how long it has waited."""
    approval = session.get(Approval, facts["approval_id"])
    if approval is None or (approval.state != "waiting" and letter.sent_at is None):
        return None
    words = COMPOSERS[WANTED](session, letter, facts, to, now)
    if words is None or approval.state != "waiting":
        return words
    waited = int((now - approval.asked_at).total_seconds() // 3600)
    return Words(
        join([text(to.language, "reminder-approval-again", hours=waited % 24, days=waited // 24), words.html]),
        words.buttons,
    )


@composes(LATE)
def late(session: Session, letter: Letter, facts: dict[str, Any], to: Actor, now: datetime) -> Words | None:
    """Nobody has decided yet: whom to ask."""
    approval = session.get(Approval, facts["approval_id"])
    if approval is None or approval.state != "waiting":
        return None
    try:
        order = orders.get(session, approval.order_id, by=to)
    except NotFound:
        return None
    names = "、".join(person.name for person in orders.approvers(session, order, approval.kind)) or "—"
    hours = rules_of(session).approval_late_hours
    kind = text(to.language, f"approval-{approval.kind}")
    said = text(to.language, "reminder-approval-late", number=order.number, kind=kind, names=names, hours=hours)
    label = text(to.language, "reminder-open")
    return Words(said, (((label, f"open:order:{order.id}"),),))

"""Approvals that wait too long: the approver is told again, then the one who asked is told that nobody decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models.orders import Approval, Order, approvers
from models.rules import rules_of


@dataclass(frozen=True)
class LateApproval:
    """An approval that waits: who has to be told again, and, when it is very late, who asked (else nobody)."""

    approval_id: int
    order_id: int
    again: tuple[int, ...]
    asked_by: int | None


def late_approvals(session: Session, now: datetime) -> list[LateApproval]:
    """What has waited for two hours and more at `now`."""
    rules, found = rules_of(session), []
    query = select(Approval, Order).join(Order, col(Order.id) == col(Approval.order_id))
    since = now - timedelta(hours=rules.approval_again_hours)
    for approval, order in session.exec(query.where(Approval.state == "waiting", col(Approval.asked_at) <= since)):
        again = tuple(person.id for person in approvers(session, order, approval.kind))
        late = approval.asked_at <= now - timedelta(hours=rules.approval_late_hours)
        found.append(LateApproval(approval.id, order.id, again, approval.asked_by if late else None))
    return found


def next_late_at(session: Session, now: datetime) -> datetime | None:
    """The next moment after `now` at which a waiting approval becomes late, or later still."""
    rules = rules_of(session)
    spans = [timedelta(hours=hours) for hours in (rules.approval_again_hours, rules.approval_late_hours)]
    asked = session.exec(
        select(Approval.asked_at).where(Approval.state == "waiting", col(Approval.asked_at) > now - max(spans))
    )
    moments = [at + span for at in asked for span in spans]
    return min((moment for moment in moments if moment > now), default=None)

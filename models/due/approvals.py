"""Approvals that wait too long: the approver is told again, then the one who asked is told that nobody decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from models.letters import Letter
from models.orders import Approval, Order, approvers
from models.rules import rules_of

AGAIN: Final = "approval-again"  # the kind of the letters that bring it up again

WAKING: Final = range(8, 22)  # hours in which an approval that waits is brought up again
MORNING: Final = 9  # from this hour on what was brought up on a day before is brought up once more


@dataclass(frozen=True)
class LateApproval:
    """An approval that waits: who has to be told again (`daily`: they were on a day
    before, and are this morning once more), and, when it is very
    late, who asked (else nobody).
    """

    approval_id: int
    order_id: int
    again: tuple[int, ...]
    asked_by: int | None
    daily: bool = False


def late_approvals(session: Session, now: datetime) -> list[LateApproval]:
    """What has waited for two hours and more at `now`."""
    rules, found = rules_of(session), []
    morning = rules.local(now).replace(hour=MORNING, minute=0, second=0, microsecond=0)
    query = select(Approval, Order).join(Order, col(Order.id) == col(Approval.order_id))
    since = now - timedelta(hours=rules.approval_again_hours)
    for approval, order in session.exec(query.where(Approval.state == "waiting", col(Approval.asked_at) <= since)):
        again = tuple(person.id for person in approvers(session, order, approval.kind))
        late = approval.asked_at <= now - timedelta(hours=rules.approval_late_hours)
        before = _brought_up_at(session, approval)
        daily = now >= morning and before is not None and rules.today(before) < rules.today(now)
        found.append(LateApproval(approval.id, order.id, again, approval.asked_by if late else None, daily))
    return found


def _brought_up_at(session: Session, approval: Approval) -> datetime | None:
    """When its approvers were last told again; nothing where they were not yet."""
    of_this = or_(col(Letter.occasion) == f"ap:{approval.id}", col(Letter.occasion).startswith(f"ap:{approval.id}:"))
    query = select(func.max(Letter.created_at)).where(
        Letter.kind == AGAIN, Letter.subject == f"order:{approval.order_id}", of_this
    )
    return session.exec(query).one()


def next_late_at(session: Session, now: datetime) -> datetime | None:
    """The next moment after `now` at which a waiting approval becomes late, or later still."""
    rules = rules_of(session)
    spans = [timedelta(hours=hours) for hours in (rules.approval_again_hours, rules.approval_late_hours)]
    asked = session.exec(
        select(Approval.asked_at).where(Approval.state == "waiting", col(Approval.asked_at) > now - max(spans))
    )
    moments = [at + span for at in asked for span in spans]
    return min((moment for moment in moments if moment > now), default=None)

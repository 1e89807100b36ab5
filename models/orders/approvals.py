"""Approvals (rule 3): who is asked, who decides, and what a decision is bound to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, func
from sqlmodel import Session, col, or_, select

from models import journal, letters
from models.customers import Customer, visible
from models.orders.promise import usual
from models.orders.queries import get
from models.orders.records import Approval, ApprovalKind, Order, OrderState
from models.people import Actor, Person, Role, actor_of, assistants_of, managers_of, with_role
from models.refusals import Denied, NotFound, Outdated, Refusal
from models.reminders import mark_stale
from models.rules import rules_of

REASON_LIMIT = 500
_OF_ORDER = (
    select(Approval, Person.name)
    .join(Order, col(Order.id) == col(Approval.order_id))
    .join(Person, col(Person.id) == col(Approval.decided_by), isouter=True)
    .where(Approval.order_id == bindparam("order_id"), Approval.content == Order.content, Approval.state != "void")
    .order_by(col(Approval.id))
)


class AlreadyDecided(Refusal):
    """`who` decided it before; `answer` is approved or refused."""


class OwnOrder(Denied):
    """Nobody decides on their own order."""


class RefusalNeedsReason(Refusal):
    """The one who asked has to know why."""


class OrderTextTooLong(Refusal):
    """More than `limit` characters."""


@dataclass(frozen=True)
class ApprovalRow:
    """An approval in a list, with its order and customer, and who asked."""

    approval: Approval
    order: Order
    customer: Customer
    asked_by: str


@dataclass(frozen=True)
class ApprovalPage:
    """One page of approvals: `page` counts from 1."""

    items: list[ApprovalRow]
    page: int
    pages: int
    total: int


def ask(session: Session, order: Order, kinds: tuple[ApprovalKind, ...], *, by: Actor, now: datetime) -> None:
    """Ask for the agreements that the order's present content needs, and write to whoever may give them."""
    for kind in kinds:
        approval = Approval(
            order_id=order.id, kind=kind, content=order.content, state="waiting", asked_by=by.id, asked_at=now
        )
        session.add(approval)
        session.flush()
        for person in approvers(session, order, kind):
            letters.post(
                session,
                "approval-wanted",
                f"order:{order.id}",
                person.id,
                f"ap:{approval.id}",
                now=now,
                approval_id=approval.id,
            )


def void(session: Session, order: Order) -> None:
    """What was asked or decided about the order's former content holds no more."""
    bound = select(Approval).where(Approval.order_id == order.id, Approval.state != "void")
    for approval in session.exec(bound):
        approval.state = "void"
        session.add(approval)
        mark_stale(session, "approval", approval.id)
    mark_stale(session, "order", order.id)


def approvers(session: Session, order: Order, kind: str) -> list[Person]:
    """Who may decide and is told: the rep's manager, the boss for credit; never whoever placed or owns the order."""
    customer = session.get_one(Customer, order.customer_id)
    own = {order.placed_by, customer.rep_id}
    if kind != ApprovalKind.CREDIT:
        managers = [person for person in managers_of(session, customer.rep_id) if person.id not in own]
        if found := [person for person in managers if _sees(session, person, customer)]:
            return found
    return [person for person in with_role(session, Role.BOSS) if person.id not in own]


def _sees(session: Session, person: Person, customer: Customer) -> bool:
    query = select(Customer.id).where(Customer.id == customer.id, visible(actor_of(session, person)))
    return session.exec(query).first() is not None


def decide(
    session: Session, *, by: Actor, now: datetime, approval_id: int, approve: bool, reason: str = ""
) -> dict[str, Any]:
    """Agree or refuse; gives {order_id, number, state, waiting}: `waiting` is how many agreements are still missing.

    Raises NotAllowed, NotFound, OwnOrder, AlreadyDecided, Outdated, RefusalNeedsReason, OrderTextTooLong.
    """
    approval, order = still_waits(session, by=by, approval_id=approval_id)
    reason = reason.strip()
    if not approve and not reason:
        raise RefusalNeedsReason()
    if len(reason) > REASON_LIMIT:
        raise OrderTextTooLong(limit=REASON_LIMIT)
    approval.state = "approved" if approve else "refused"
    approval.decided_by, approval.decided_at, approval.reason = by.id, now, reason
    session.add(approval)
    session.flush()
    waiting = _settle(session, order, approve=approve, by=by, now=now)
    action = "order-approved" if approve else "order-refused"
    journal.note(session, "order", order.id, action, by=by, now=now, kind=approval.kind, reason=reason)
    _tell(session, order, approval, waiting, by=by, now=now)
    session.flush()
    return {"order_id": order.id, "number": order.number, "state": str(order.state), "waiting": waiting}


def still_waits(session: Session, *, by: Actor, approval_id: int) -> tuple[Approval, Order]:
    """An approval that this person may decide now, with its order.

    Raises NotAllowed, NotFound, OwnOrder, AlreadyDecided, Outdated.
    """
    by.require(Role.MANAGER, Role.BOSS)
    approval = session.get(Approval, approval_id)
    if approval is None:
        raise NotFound()
    order = get(session, approval.order_id, by=by)
    if approval.kind == ApprovalKind.CREDIT:
        by.require(Role.BOSS)
    if by.id in _owners(session, approval, order):
        raise OwnOrder()
    if approval.decided_by is not None and approval.state != "void":
        who = session.get_one(Person, approval.decided_by).name
        raise AlreadyDecided(who=who, answer=approval.state)
    if approval.state != "waiting" or approval.content != order.content or order.state != OrderState.WAITING:
        raise Outdated()
    return approval, order


def _owners(session: Session, approval: Approval, order: Order) -> set[int | None]:
    """Those whose own order it is: nobody decides on their own."""
    return {order.placed_by, approval.asked_by, session.get_one(Customer, order.customer_id).rep_id}


def _settle(session: Session, order: Order, *, approve: bool, by: Actor, now: datetime) -> int:
    """The order after a decision: refused, still waiting, or free to ship."""
    query = select(Approval).where(Approval.order_id == order.id, Approval.state == "waiting")
    others = list(session.exec(query))
    if not approve:
        for other in others:
            other.state = "void"
            session.add(other)
            mark_stale(session, "approval", other.id)
        order.state, others = OrderState.REFUSED, []
    elif not others:
        release(session, order, by=by, now=now, waited=True)
    order.version += 1
    session.add(order)
    return len(others)


def release(session: Session, order: Order, *, by: Actor, now: datetime, waited: bool) -> None:
    """The order may go to the warehouse: the rep's assistants are told, but not of what they placed themselves.

    One that `waited` for somebody's agreement has its days to be confirmed and shipped from now on, and where the
    promised day is over by now, the usual one (rule 5).
    """
    order.state = OrderState.OPEN
    if waited:
        rules = rules_of(session)
        order.released_at = now
        order.ship_by = usual(order.ship_via, now, rules).ship_on if order.ship_on < rules.today(now) else None
    customer = session.get_one(Customer, order.customer_id)
    for person in assistants_of(session, customer.rep_id):
        if person.id not in (by.id, order.placed_by):
            letters.post(
                session, "order-placed", f"order:{order.id}", person.id, f"content:{order.content[-48:]}", now=now
            )


def _tell(session: Session, order: Order, approval: Approval, waiting: int, *, by: Actor, now: datetime) -> None:
    """Whoever asked learns the answer; the other approvers' copies show that it is settled."""
    facts: dict[str, Any] = {"approval_id": approval.id, "answer": approval.state, "waiting": waiting}
    for person_id in sorted({number for number in _owners(session, approval, order) if number} - {by.id}):
        letters.post(session, "order-decided", f"order:{order.id}", person_id, f"ap:{approval.id}", now=now, **facts)
    mark_stale(session, "order", order.id)
    mark_stale(session, "approval", approval.id)


def of_order(session: Session, order_id: int) -> list[tuple[Approval, str]]:
    """The approvals bound to the order's present content, with who decided. The caller may see the order."""
    found = session.exec(_OF_ORDER, params={"order_id": order_id})
    return [(approval, name or "") for approval, name in found]


def may_decide(session: Session, approval: Approval, order: Order, by: Actor) -> bool:
    """Whether this person's tap would count: for showing the buttons."""
    roles = (Role.BOSS,) if approval.kind == ApprovalKind.CREDIT else (Role.MANAGER, Role.BOSS)
    return approval.state == "waiting" and by.may(*roles) and by.id not in _owners(session, approval, order)


def waiting_for(session: Session, *, by: Actor, page: int = 1, size: int = 6) -> ApprovalPage:
    """What this person is asked to decide, the longest waiting first."""
    by.require(Role.MANAGER, Role.BOSS)
    query = (
        select(Approval, Order, Customer, Person.name)
        .join(Order, col(Order.id) == col(Approval.order_id))
        .join(Customer, col(Customer.id) == col(Order.customer_id))
        .join(Person, col(Person.id) == col(Approval.asked_by))
        .where(Approval.state == "waiting", visible(by), _decidable(by))
        .order_by(col(Approval.id))
    )
    total = int(session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0)
    pages = max(1, -(-total // size))
    page = min(max(1, page), pages)
    found = session.exec(query.limit(size).offset((page - 1) * size))
    return ApprovalPage([ApprovalRow(*row) for row in found], page, pages, total)


def _decidable(by: Actor) -> ColumnElement[bool]:
    kinds = list(ApprovalKind) if by.may(Role.BOSS) else [ApprovalKind.FLOOR, ApprovalKind.SIGN_OFF]
    return and_(
        col(Approval.kind).in_(kinds),
        col(Order.placed_by) != by.id,
        col(Approval.asked_by) != by.id,
        or_(col(Customer.rep_id).is_(None), col(Customer.rep_id) != by.id),
    )

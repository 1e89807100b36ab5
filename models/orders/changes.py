"""What happens to an order after it was taken: notes, a cancellation asked for and decided; and its story."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Session

from models import journal, letters
from models.customers import Customer
from models.journal import Happening
from models.orders.approvals import REASON_LIMIT, OrderTextTooLong, void
from models.orders.drafts import NOTE_LIMIT
from models.orders.queries import get
from models.orders.records import Order, OrderState
from models.orders.shipping import AlreadyShipped, CancellationAsked, OrderCancelled, sent_fen
from models.people import Actor, Role, assistants_of, managers_of
from models.refusals import NotUnderstood, Outdated
from models.reminders import mark_stale

CANCELLERS = (Role.ASSISTANT, Role.MANAGER, Role.BOSS)


def add_note(session: Session, *, by: Actor, now: datetime, order_id: int, text: str) -> int:
    """Write something down beside an order; approvals are not touched. Raises NotFound, OrderTextTooLong."""
    order = get(session, order_id, by=by)
    journal.note(session, "order", order.id, "order-note", by=by, now=now, note=_said(text, NOTE_LIMIT))
    session.flush()
    return order.id


def ask_cancel(session: Session, *, by: Actor, now: datetime, order_id: int, reason: str) -> int:
    """Ask the assistants to cancel what has not left.

    Raises NotAllowed, NotFound, OrderCancelled, AlreadyShipped, CancellationAsked, OrderTextTooLong.
    """
    by.require(Role.REP)
    order = _open(session, order_id, by)
    if order.cancel_asked_at is not None:
        raise CancellationAsked(number=order.number)
    order.cancel_asked_at, order.cancel_reason = now, _said(reason, REASON_LIMIT)
    _changed(session, order)
    journal.note(session, "order", order.id, "order-cancel-asked", by=by, now=now, reason=order.cancel_reason)
    _tell(session, order, "cancel-asked", f"asked:{now.timestamp():.0f}", by=by, now=now)
    return order.id


def take_back(session: Session, *, by: Actor, now: datetime, order_id: int) -> int:
    """Take back that a cancellation was asked for; the assistants, who were to wait, learn it. Gives the order's id.

    Raises NotAllowed, NotFound, OrderCancelled, AlreadyShipped, Outdated (nothing was asked, or it was decided).
    """
    by.require(Role.REP)
    order = _asked_no_more(session, order_id, by)
    journal.note(session, "order", order.id, "order-cancel-taken-back", by=by, now=now)
    _tell(session, order, "cancel-taken-back", f"v{order.version}", by=by, now=now)
    return order.id


def cancel(
    session: Session, *, by: Actor, now: datetime, order_id: int, reason: str = "", version: int | None = None
) -> int:
    """Cancel what has not left. An order of which some left is done then: it comes to what left, which stays owed and
    counted.

    Raises NotAllowed, NotFound, OrderCancelled, AlreadyShipped, Outdated, OrderTextTooLong.
    """
    by.require(*CANCELLERS)
    order = _open(session, order_id, by)
    if version is not None and version != order.version:
        raise Outdated()
    said = _said(reason, REASON_LIMIT) if reason.strip() else order.cancel_reason
    order.cancel_asked_at, order.cancel_reason = None, said
    if order.state == OrderState.PART:
        before, order.total_fen, order.state = order.total_fen, sent_fen(session, order.id), OrderState.SHIPPED
        action, facts = "order-rest-cancelled", {"before_fen": before, "total_fen": order.total_fen}
    else:
        order.state, action, facts = OrderState.CANCELLED, "order-cancelled", {}
    _changed(session, order)
    void(session, order)
    journal.note(session, "order", order.id, action, by=by, now=now, reason=said, **facts)
    _answer(session, order, by=by, now=now, cancelled=True)
    return order.id


def keep(session: Session, *, by: Actor, now: datetime, order_id: int) -> int:
    """Decide that an order goes on although its cancellation was asked for.

    Raises NotAllowed, NotFound, OrderCancelled, AlreadyShipped, Outdated (nothing was asked).
    """
    by.require(*CANCELLERS)
    order = _asked_no_more(session, order_id, by)
    journal.note(session, "order", order.id, "order-kept", by=by, now=now)
    _answer(session, order, by=by, now=now, cancelled=False)
    return order.id


def _asked_no_more(session: Session, order_id: int, by: Actor) -> Order:
    """The order, whose cancellation nobody asks for any more. Raises Outdated where nobody did."""
    order = _open(session, order_id, by)
    if order.cancel_asked_at is None:
        raise Outdated()
    order.cancel_asked_at, order.cancel_reason = None, ""
    _changed(session, order)
    return order


def timeline(session: Session, *, by: Actor, order_id: int) -> list[Happening]:
    """What happened to an order, oldest first, with who did it."""
    return journal.history(session, "order", get(session, order_id, by=by).id, by=by)


def _open(session: Session, order_id: int, by: Actor) -> Order:
    order = get(session, order_id, by=by)
    if order.state == OrderState.CANCELLED:
        raise OrderCancelled(number=order.number)
    if order.state == OrderState.SHIPPED:
        raise AlreadyShipped(number=order.number)
    return order


def _said(text: str, limit: int) -> str:
    said = text.strip()
    if not said:
        raise NotUnderstood()
    if len(said) > limit:
        raise OrderTextTooLong(limit=limit)
    return said


def _changed(session: Session, order: Order) -> None:
    order.version += 1
    session.add(order)
    session.flush()
    mark_stale(session, "order", order.id)


def _tell(session: Session, order: Order, rule: str, occasion: str, *, by: Actor, now: datetime) -> None:
    """The assistants who ship the order learn what its rep wants, where there are none the managers."""
    rep_id = session.get_one(Customer, order.customer_id).rep_id
    for person in assistants_of(session, rep_id) or managers_of(session, rep_id):
        if person.id != by.id:
            letters.post(session, rule, f"order:{order.id}", person.id, occasion, now=now, asked_by=by.id)
    session.flush()


def _answer(session: Session, order: Order, *, by: Actor, now: datetime, cancelled: bool) -> None:
    """Whoever placed the order and whose customer it is learn what was decided."""
    customer = session.get_one(Customer, order.customer_id)
    facts: dict[str, Any] = {"cancelled": cancelled, "reason": order.cancel_reason}
    facts |= {"rest": True} if order.state == OrderState.SHIPPED else {}
    for person_id in sorted({order.placed_by, customer.rep_id or order.placed_by} - {by.id}):
        letters.post(session, "cancel-answered", f"order:{order.id}", person_id, f"v{order.version}", now=now, **facts)
    session.flush()

"""That the customer was told: an order is confirmed to them within a day (rule 1), anew when it was changed."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from models import journal
from models.orders.queries import get
from models.orders.records import SHIPPABLE, Order, OrderState
from models.orders.shipping import OrderCancelled
from models.orders.taking import TAKERS
from models.people import Actor
from models.refusals import Outdated, Refusal
from models.reminders import mark_stale

CONFIRMERS = TAKERS


class NotAgreedYet(Refusal):
    """Somebody in the house has yet to agree to the order `number`: the customer is not told that it is taken."""


def may_confirm(order: Order, by: Actor) -> bool:
    """Whether there is something left to tell the customer, and this person may note it: for showing the button."""
    return order.confirmed_at is None and order.state in SHIPPABLE and by.may(*CONFIRMERS)


def confirm(session: Session, *, by: Actor, now: datetime, order_id: int) -> int:
    """Note that the customer was told that the order is taken as it stands; once is enough. Gives the order's id.

    Raises NotAllowed, NotFound, NotAgreedYet, OrderCancelled, Outdated (everything has left).
    """
    by.require(*CONFIRMERS)
    order = get(session, order_id, by=by)
    if order.confirmed_at is not None:
        return order.id
    if order.state in (OrderState.WAITING, OrderState.REFUSED):
        raise NotAgreedYet(number=order.number)
    if order.state == OrderState.CANCELLED:
        raise OrderCancelled(number=order.number)
    if order.state == OrderState.SHIPPED:
        raise Outdated()
    order.confirmed_at = now
    session.add(order)
    journal.note(session, "order", order.id, "order-confirmed", by=by, now=now)
    session.flush()
    mark_stale(session, "order", order.id)
    return order.id

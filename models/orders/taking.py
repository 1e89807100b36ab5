"""Taking an order and changing it (rules 1 to 5): recorded and numbered at once, agreement asked for where needed."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, select

from models import journal
from models.operations import next_number
from models.orders import approvals
from models.orders.agreed_before import contents
from models.orders.checks import Checks, check
from models.orders.drafts import edition, fingerprint
from models.orders.queries import get
from models.orders.records import SHIPPABLE, Order, OrderLine, OrderState
from models.orders.shipping import AlreadyShipped, OrderCancelled
from models.people import Actor, Role
from models.refusals import Outdated, Refusal
from models.rules import rules_of

_NEW_LINES = insert(OrderLine.metadata.tables["order_lines"])
TAKERS = (Role.REP, Role.ASSISTANT, Role.MANAGER, Role.BOSS)


class DayUnexplained(Refusal):
    """The order was promised for another day than `day`, and nobody said why that changes."""


class ShippedInPart(Refusal):
    """Part of the order `number` has left; what is on it stays as it is."""


def place(session: Session, *, by: Actor, now: datetime, draft: dict[str, Any]) -> int:
    """Record an order; gives its id. It is open at once, or waits for whoever must agree.

    Raises NotAllowed and what `check` raises.
    """
    by.require(*TAKERS)
    checks = check(session, by=by, now=now, draft=draft)
    number = next_number(session, "DD", rules_of(session).today(now))
    order = Order(number=number, placed_at=now, placed_by=by.id, **_content(checks, 1))
    session.add(order)
    session.flush()
    _put_lines(session, order, checks)
    journal.note(session, "order", order.id, "order-placed", by=by, now=now, total_fen=order.total_fen)
    _used(session, checks, now)
    _await_or_release(session, order, checks, by=by, now=now, waited=False)
    return order.id


def edit(
    session: Session, *, by: Actor, now: datetime, order_id: int, draft: dict[str, Any], version: int | None = None
) -> int:
    """Change an order before anything of it left; every approval is void and everything is checked again.

    `version` is the one the person saw. A draft that changes nothing leaves everything as it is. Gives the order's id.
    Raises NotAllowed, NotFound, OrderCancelled, AlreadyShipped, ShippedInPart, Outdated, DayUnexplained and what
    `check` raises.
    """
    by.require(*TAKERS)
    order = get(session, order_id, by=by)
    _may_change(order)
    if version is not None and version != order.version:
        raise Outdated()
    checks = check(session, by=by, now=now, draft=draft, order_id=order.id)
    if checks.day_unexplained:
        raise DayUnexplained(day=checks.promise.ship_on)
    digest, changes = edition(order.content)
    if fingerprint(checks.draft, checks.promise.ship_on) == digest:
        return order.id
    before, was = order.total_fen, contents(session, order)
    waited = order.state not in SHIPPABLE
    approvals.void(session, order)
    for name, value in _content(checks, changes + 1).items():
        setattr(order, name, value)
    order.version, order.confirmed_at = order.version + 1, None  # the customer knows of what it was, not of this
    for line in session.exec(select(OrderLine).where(OrderLine.order_id == order.id)):
        session.delete(line)
    session.flush()
    _put_lines(session, order, checks)
    facts = {"before_fen": before, "total_fen": order.total_fen, "was": was}
    journal.note(session, "order", order.id, "order-edited", by=by, now=now, **facts)
    _await_or_release(session, order, checks, by=by, now=now, waited=waited)
    return order.id


def _may_change(order: Order) -> None:
    stops: dict[str, type[Refusal]] = {
        OrderState.CANCELLED: OrderCancelled,
        OrderState.SHIPPED: AlreadyShipped,
        OrderState.PART: ShippedInPart,
    }
    if stop := stops.get(order.state):
        raise stop(number=order.number)


def _content(checks: Checks, changes: int) -> dict[str, Any]:
    """The columns that the draft decides."""
    draft = checks.draft
    said = draft.model_dump(exclude={"lines", "ship_on"})
    return {
        **said,
        "ship_on": checks.promise.ship_on,
        "ship_by": None,
        "day_reason": draft.day_reason if checks.promise.why == "chosen" else "",
        "morning": checks.promise.morning,
        "total_fen": checks.total_fen,
        "state": OrderState.WAITING if checks.approvals else OrderState.OPEN,
        "content": f"{fingerprint(draft, checks.promise.ship_on)}.{changes}",
    }


def _put_lines(session: Session, order: Order, checks: Checks) -> None:
    rows = [
        {
            "order_id": order.id,
            "position": position,
            "product_id": line.product.id,
            "quantity": line.quantity,
            "unit_price_fen": line.unit_price_fen,
            "price_from": line.price_from,
            "amount_fen": line.amount_fen,
            "shipped": Decimal(0),
        }
        for position, line in enumerate(checks.lines, start=1)
    ]
    session.connection().execute(_NEW_LINES, rows)


def _used(session: Session, checks: Checks, now: datetime) -> None:
    """Customer and products come first the next time something is looked for."""
    checks.customer.last_used_at = now
    session.add(checks.customer)
    for line in checks.lines:
        line.product.last_used_at = now
        session.add(line.product)


def _await_or_release(
    session: Session, order: Order, checks: Checks, *, by: Actor, now: datetime, waited: bool
) -> None:
    if checks.approvals:
        approvals.ask(session, order, checks.approvals, by=by, now=now)
    else:
        approvals.release(session, order, by=by, now=now, waited=waited)
    session.add(order)
    session.flush()

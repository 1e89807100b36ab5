"""Where is it? What answers for one order on one screen: its lines, what left, what it waits for and for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam
from sqlalchemy import select as sql_select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models import customers, orders, shipments
from models.customers import Customer, visible
from models.journal import Happening, history
from models.orders import Approval, Finding, LineView, Order, OrderState
from models.people import Actor, Person
from models.refusals import NotFound
from models.rules import rules_of
from models.shipments import Courier, ShipmentView


@dataclass(frozen=True)
class Look:
    """An agreement that is waited for or was given: who may give it, who did, whether this reader may."""

    approval: Approval
    asked: tuple[str, ...]
    decided_by: str
    mine: bool


@dataclass(frozen=True)
class Whereabouts:
    """An order with all that explains where it stands."""

    order: Order
    customer: Customer
    rep: str  # empty for the house's own customers
    placed_by: str
    lines: tuple[LineView, ...]
    approvals: tuple[Look, ...]
    findings: tuple[Finding, ...]  # why somebody has to agree, as the books are now; empty when nobody has to
    shipments: tuple[ShipmentView, ...]
    short_fen: int  # what is missing of a prepayment before the rest may leave
    story: tuple[Happening, ...]

    @property
    def nothing_left(self) -> bool:
        """Whether not a single thing has left yet."""
        return not any(view.line.shipped for view in self.lines)

    @property
    def rest_cancelled(self) -> bool:
        """Whether it is done because what had not left was cancelled."""
        return orders.rest_cancelled(self.order, self.lines)

    def days_late(self, today: date) -> int:
        """How many days its day is over while something is still here."""
        waits = self.order.state in (OrderState.WAITING, OrderState.OPEN, OrderState.PART)
        return max(0, (today - self.order.due_on).days) if waits else 0


def whereabouts(session: Session, *, by: Actor, now: datetime, order_id: int) -> Whereabouts:
    """Everything about an order that this person may see. Raises NotFound."""
    found = session.execute(_of(by), {"order_id": order_id}).one_or_none()
    if found is None:
        raise NotFound()
    order, customer, rep, placed_by = found
    open_still = order.state in (OrderState.OPEN, OrderState.PART)
    return Whereabouts(
        order=order,
        customer=customer,
        rep=rep or "",
        placed_by=placed_by,
        lines=tuple(orders.lines_of(session, order.id)),
        approvals=tuple(_looks(session, order, by)),
        findings=orders.recheck(session, order, now=now) if order.state == OrderState.WAITING else (),
        shipments=tuple(shipments.of_order(session, by=by, order_id=order.id)),
        short_fen=orders.short_of_payment_fen(session, order) if open_still else 0,
        story=tuple(history(session, "order", order.id, by=by)),
    )


@lru_cache(maxsize=500)
def _of(by: Actor) -> Select[*tuple[Any, ...]]:
    """An order that somebody may see, its customer, their rep and who placed it: built once a person."""
    rep, placer = aliased(Person), aliased(Person)
    query: Select[*tuple[Any, ...]] = (
        sql_select(Order, Customer, col(rep.name), col(placer.name))
        .join(Customer, col(Customer.id) == col(Order.customer_id))
        .join(rep, col(rep.id) == col(Customer.rep_id), isouter=True)
        .join(placer, col(placer.id) == col(Order.placed_by))
        .where(col(Order.id) == bindparam("order_id"), visible(by))
    )
    return query


def _looks(session: Session, order: Order, by: Actor) -> list[Look]:
    looks = []
    for approval, decided_by in orders.approvals_of(session, order.id):
        asked = tuple(person.name for person in orders.approvers(session, order, approval.kind))
        looks.append(Look(approval, asked, decided_by, orders.may_decide(session, approval, order, by)))
    return looks


def carriers(session: Session, *, by: Actor, customer_id: int) -> list[str]:
    """Names of the couriers that take new shipments and go where the customer is. Raises NotFound."""
    customer = customers.get(session, customer_id, by=by)
    region = "other" if orders.outside_home(customer, rules_of(session)) else "home"
    query = (
        select(Courier.name)
        .where(col(Courier.paused_at).is_(None), col(Courier.regions).in_(["all", region]))
        .order_by(col(Courier.name))
    )
    return list(session.exec(query))

"""What there is to know before goods are sent: what is open, what lies there, how the order is to go, what stops it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlmodel import Session, col, select

from models import orders, products, receivables
from models.customers import Customer
from models.numerals import half_width
from models.orders import LineView, Order, OrderState
from models.people import Actor
from models.receivables import Receivable
from models.refusals import Refusal
from models.shipments.couriers import couriers
from models.shipments.queries import get
from models.shipments.records import CARRIED, SHIPPERS, VIAS, Courier


@dataclass(frozen=True)
class PlanLine:
    """A line that is open, and how much of its product lies in the warehouse."""

    view: LineView
    stock: Decimal

    @property
    def at_hand(self) -> Decimal:
        """How much of what is open could leave now."""
        return max(Decimal(0), min(self.view.missing, self.stock))


@dataclass(frozen=True)
class Plan:
    """An order that is to be sent. `stopped` is the fact that keeps it here; `short_fen` what is missing of a
    prepayment for all that is open; `courier` the one that the order names, where we know it.
    """

    order: Order
    customer: Customer
    lines: tuple[PlanLine, ...]
    left_fen: int
    stopped: Refusal | None
    short_fen: int
    overdue_fen: int
    via: str
    courier: Courier | None
    receipt_wanted: bool

    @property
    def stock_short(self) -> bool:
        """Whether something that is open does not lie in the warehouse."""
        return any(line.at_hand < line.view.missing for line in self.lines)


def plan(session: Session, *, by: Actor, order_id: int, today: date) -> Plan:
    """How the order would be sent now."""
    by.require(*SHIPPERS)
    order = orders.get(session, order_id, by=by)
    customer = session.get_one(Customer, order.customer_id)
    left: dict[int, Decimal] = {}
    lines = []
    for view in orders.lines_of(session, order.id):
        lying = left.setdefault(view.product.id, products.stock_on_hand(session, view.product.id))
        if view.missing > 0 and order.state != OrderState.SHIPPED:  # else the rest was cancelled
            lines.append(PlanLine(view, lying))
            left[view.product.id] = max(Decimal(0), lying - view.missing)
    stopped = _stopped(session, order, today)
    return Plan(
        order=order,
        customer=customer,
        lines=tuple(lines),
        left_fen=orders.left_fen(session, order.id),
        stopped=stopped,
        short_fen=0 if stopped else orders.short_of_payment_fen(session, order),
        overdue_fen=receivables.overdue_fen(session, customer.id, today),
        via=order.ship_via if order.ship_via in VIAS else "express",
        courier=_named(session, by, order),
        receipt_wanted=order.receipt_back or customer.wants_receipt,
    )


def claims_of(session: Session, *, by: Actor, shipment_id: int) -> list[Receivable]:
    """What a shipment made somebody owe: the customer's part first, then what the courier collects."""
    get(session, shipment_id, by=by)
    query = select(Receivable).where(Receivable.shipment_id == shipment_id).order_by(col(Receivable.id))
    return list(session.exec(query))


def _stopped(session: Session, order: Order, today: date) -> Refusal | None:
    try:
        orders.may_ship(session, order, today=today, amount_fen=0)
    except Refusal as refusal:
        return refusal
    return None


def _named(session: Session, by: Actor, order: Order) -> Courier | None:
    """The courier that the order names, if it is one of ours and may carry."""
    wanted = " ".join(half_width(order.courier).split()).lower()
    if not wanted or order.ship_via not in CARRIED:
        return None
    for courier in couriers(session, by=by, first=wanted):
        name = courier.name.lower()
        if courier.paused_at is None and (name == wanted or name.startswith(wanted) or wanted.startswith(name)):
            return courier
    return None

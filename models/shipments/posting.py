"""Posting goods issued (销售出库): the goods leave the books of the warehouse, the customer owes, the rep is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from models import journal, letters, orders, people, receivables
from models.customers import Customer
from models.operations import next_number
from models.orders import Order
from models.people import Actor, Role
from models.products import StockPosting
from models.refusals import Outdated, within
from models.rules import rules_of
from models.shipments.checks import (
    AT_ONCE,
    Finding,
    Part,
    Quantities,
    WhyDespiteOverdue,
    WhyUnpaid,
    carrier,
    in_stock,
    overdue_fen,
    parts_of,
    shipping_day,
    unpaid_fen,
)
from models.shipments.records import CARRIED, SHIPPERS, Courier, Shipment, ShipmentLine
from models.shipments.tracking import clean_waybill, unique_waybill
from models.terms import parse_terms

NOTE_LIMIT = 500


@dataclass(frozen=True)
class Preview:
    """What a shipment would be: its worth, what the courier collects, what there is to know, and whether a reason has
    to be given.
    """

    amount_fen: int
    cod_fen: int
    findings: tuple[Finding, ...]
    reason_needed: bool


def preview(
    session: Session,
    *,
    by: Actor,
    order_id: int,
    lines: Quantities,
    today: date,
    via: str = "express",
    courier_id: int | None = None,
    cod_fen: int | None = None,
    receipt_wanted: bool = False,
) -> Preview:
    """Check what is to leave as `post` will, without posting; raises what would stop it, save what a reason mends.

    Without `cod_fen` all of it is collected where the order is settled so and the courier collects.
    """
    by.require(*SHIPPERS)
    order = orders.get(session, order_id, by=by)
    parts, amount = _allowed(session, order, lines, today)
    courier = session.get(Courier, courier_id) if courier_id is not None else None
    if cod_fen is None:
        collects = courier is not None and courier.collects_money
        cod_fen = amount if order.settlement == "cod" and collects else 0
    found = [Finding("instruction", {"text": order.instruction})] if order.instruction else []
    overdue = overdue_fen(session, order, today)
    if overdue:
        found.append(Finding("overdue", {"overdue_fen": overdue}))
    paused = courier is not None and courier.paused_at is not None
    if courier is not None and paused:
        found.append(Finding("paused", {"name": courier.name, "reason": courier.pause_reason}))
    if courier is not None and receipt_wanted and not courier.brings_receipts:
        found.append(Finding("no-receipts", {"name": courier.name}))
    unpaid = unpaid_fen(session, order, via=via, amount_fen=amount, cod_fen=cod_fen)
    if unpaid:
        found.append(Finding("unpaid", {"rest_fen": unpaid, "settlement": order.settlement}))
    open_lines = [view for view in orders.lines_of(session, order.id) if view.missing > 0]
    if len(parts) < len(open_lines) or any(part.quantity < part.view.missing for part in parts):
        found.append(Finding("part"))
    return Preview(amount, cod_fen, tuple(found), bool(overdue or unpaid) or paused)


def post(
    session: Session,
    *,
    by: Actor,
    now: datetime,
    order_id: int,
    lines: Quantities,
    via: str,
    courier_id: int | None = None,
    waybill: str = "",
    cod_fen: int = 0,
    receipt_wanted: bool = False,
    shipped_on: date | None = None,
    note: str = "",
    reason: str = "",
    version: int | None = None,
) -> int:
    """Goods left: gives the shipment's id, takes them from stock, makes the receivable and tells the rep.

    `lines`: a quantity per order line. `reason` is needed where the customer is overdue, where an order settled at
    once leaves unpaid (the boss is told too), and of a manager for a paused courier. `version` is the order's, as it
    was shown. Raises what `orders.may_ship` raises and the refusals of `models.shipments.checks`.
    """
    by.require(*SHIPPERS)
    order = orders.get(session, order_id, by=by)
    today = rules_of(session).today(now)
    day = shipping_day(shipped_on or today, today)
    orders.may_ship(session, order, today=today, amount_fen=0)
    if version is not None and order.version != version:
        raise Outdated()
    parts, amount = _allowed(session, order, lines, today)
    why = within(reason, NOTE_LIMIT)
    courier = carrier(session, by, via, courier_id, cod_fen=cod_fen, amount_fen=amount, reason=why)
    unpaid = unpaid_fen(session, order, via=via, amount_fen=amount, cod_fen=cod_fen)
    _explained(session, order, today, unpaid, why)
    shipment = Shipment(
        number=next_number(session, "CK", today), order_id=order.id, customer_id=order.customer_id,
        amount_fen=amount, via=via, courier_id=courier.id if courier else None, cod_fen=cod_fen,
        receipt_wanted=receipt_wanted, shipped_on=day, posted_at=now, posted_by=by.id, note=within(note, NOTE_LIMIT),
    )  # fmt: skip
    _number(session, shipment, waybill, now)
    session.add(shipment)
    session.flush()
    _issue(session, shipment, parts, order.settlement, by=by, now=now)
    orders.note_shipped(session, order, by=by, now=now)
    _tell(session, shipment, order, by=by, now=now, reason=why, unpaid=unpaid)
    return shipment.id


def _allowed(session: Session, order: Order, lines: Quantities, today: date) -> tuple[list[Part], int]:
    """What leaves and what it is worth, if the order and the warehouse let it."""
    parts = parts_of(session, order, lines)
    amount = sum(part.amount_fen for part in parts)
    orders.may_ship(session, order, today=today, amount_fen=amount)
    in_stock(session, parts)
    return parts, amount


def _explained(session: Session, order: Order, today: date, unpaid: int, why: str) -> None:
    """Refuse what leaves only for a reason, where none was given."""
    if why:
        return
    if overdue := overdue_fen(session, order, today):
        raise WhyDespiteOverdue(overdue_fen=overdue)
    if unpaid:
        raise WhyUnpaid(rest_fen=unpaid, settlement=order.settlement)


def _number(session: Session, shipment: Shipment, waybill: str, now: datetime) -> None:
    """The waybill number, where it is known already."""
    if shipment.via in CARRIED and waybill.strip():
        number = clean_waybill(waybill)
        unique_waybill(session, number, shipment.courier_id, now=now)
        shipment.waybill, shipment.waybill_at = number, now


def _issue(
    session: Session, shipment: Shipment, parts: list[Part], settlement: str, *, by: Actor, now: datetime
) -> None:
    """Take the goods from stock and make the claim; what was to be paid at once is due at once (rule 15)."""
    for part in parts:
        session.add(
            ShipmentLine(
                shipment_id=shipment.id,
                order_line_id=part.view.line.id,
                quantity=part.quantity,
                amount_fen=part.amount_fen,
            )
        )
        session.add(
            StockPosting(
                product_id=part.view.product.id,
                quantity=-part.quantity,
                reason="issue",
                shipment_id=shipment.id,
                posted_at=now,
                posted_by=by.id,
            )
        )
    session.flush()
    if shipment.amount_fen > 0:
        receivables.arise(
            session,
            customer=session.get_one(Customer, shipment.customer_id),
            shipment_id=shipment.id,
            number=shipment.number,
            amount_fen=shipment.amount_fen,
            cod_fen=shipment.cod_fen,
            courier_id=shipment.courier_id,
            shipped_on=shipment.shipped_on,
            by=by,
            now=now,
            terms=parse_terms(settlement) if settlement in AT_ONCE else None,
        )


def _tell(
    session: Session, shipment: Shipment, order: Order, *, by: Actor, now: datetime, reason: str, unpaid: int
) -> None:
    """The journal, the rep, and with an exception the rep's manager too (rule 7); of credit that nobody agreed to the
    boss (rule 3).
    """
    facts = {"number": shipment.number, "amount_fen": shipment.amount_fen, "waybill": shipment.waybill}
    journal.note(session, "shipment", shipment.id, "shipment-posted", by=by, now=now, reason=reason, **facts)
    rep_id = session.get_one(Customer, shipment.customer_id).rep_id
    told = {rep_id or order.placed_by}
    if reason:
        told |= {person.id for person in people.managers_of(session, rep_id)}
    if unpaid:
        told |= {person.id for person in people.with_role(session, Role.BOSS)}
    for person_id in sorted(told - {by.id}):
        letters.post(
            session, "order-shipped", f"shipment:{shipment.id}", person_id, "posted", now=now,
            shipment_id=shipment.id, reason=reason, unpaid_fen=unpaid,
        )  # fmt: skip
    session.flush()

"""Couriers: what they do for us, what they still hold, whether new shipments with them are paused (rules 10, 12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import case, func
from sqlmodel import Session, col, select

from models import journal
from models.customers import Customer, visible
from models.numerals import half_width
from models.people import Actor
from models.receivables import cod_out
from models.refusals import NotFound, Refusal, within
from models.rules import rules_of
from models.shipments.records import SHIPPERS, Courier, Shipment

REGIONS = ("all", "home", "other")
NAME_LIMIT = 50
LONGEST_REASON = 200


class CourierKnown(Refusal):
    """There is a courier called `name` already."""


class CourierNameMissing(Refusal):
    """What was typed is no name of a courier: empty, or longer than `limit` characters."""


@dataclass(frozen=True)
class CourierLoad:
    """What a courier has not brought back of one person's customers: receipts and money, and how much of it is late."""

    courier: Courier
    receipts: int
    receipts_late: int
    cod_fen: int
    cod_late_fen: int


def add_courier(
    session: Session,
    *,
    by: Actor,
    now: datetime,
    name: str,
    regions: str = "all",
    collects_money: bool = False,
    brings_receipts: bool = False,
) -> int:
    """Take a courier into the books; gives its id. Raises CourierNameMissing, CourierKnown."""
    by.require(*SHIPPERS)
    called = " ".join(half_width(name).split())
    if not called or len(called) > NAME_LIMIT:
        raise CourierNameMissing(limit=NAME_LIMIT)
    if session.exec(select(Courier.id).where(func.lower(Courier.name) == called.lower())).first() is not None:
        raise CourierKnown(name=called)
    made = Courier(
        name=called,
        regions=regions if regions in REGIONS else "all",
        collects_money=collects_money,
        brings_receipts=brings_receipts,
    )
    session.add(made)
    session.flush()
    journal.note(session, "courier", made.id, "courier-added", by=by, now=now, name=called)
    return made.id


def change_courier(
    session: Session,
    *,
    by: Actor,
    now: datetime,
    courier_id: int,
    collects_money: bool,
    brings_receipts: bool,
    regions: str = "",
) -> int:
    """Say anew what a courier does for us and where it goes (`REGIONS`; empty: as before).

    What it carries already stays as it is.
    """
    by.require(*SHIPPERS)
    courier = _courier(session, courier_id)
    courier.collects_money, courier.brings_receipts = collects_money, brings_receipts
    courier.regions = regions if regions in REGIONS else courier.regions
    session.add(courier)
    does = {"collects_money": collects_money, "brings_receipts": brings_receipts, "regions": courier.regions}
    journal.note(session, "courier", courier.id, "courier-changed", by=by, now=now, **does)
    return courier.id


def pause_courier(session: Session, *, by: Actor | None, now: datetime, courier_id: int, reason: str) -> int:
    """No new shipments with this courier (rule 12); `by` is empty where the program itself saw the reason."""
    if by is not None:
        by.require(*SHIPPERS)
    courier = _courier(session, courier_id)
    if courier.paused_at is None:
        courier.paused_at, courier.pause_reason = now, within(reason, LONGEST_REASON)
        session.add(courier)
        journal.note(session, "courier", courier.id, "courier-paused", by=by, now=now, reason=courier.pause_reason)
    return courier.id


def resume_courier(session: Session, *, by: Actor | None, now: datetime, courier_id: int) -> int:
    """The courier is normal again; `by` is empty where the program itself saw that."""
    if by is not None:
        by.require(*SHIPPERS)
    courier = _courier(session, courier_id)
    if courier.paused_at is not None:
        courier.paused_at, courier.pause_reason = None, ""
        session.add(courier)
        journal.note(session, "courier", courier.id, "courier-resumed", by=by, now=now)
    return courier.id


def couriers(session: Session, *, by: Actor, first: str = "") -> list[Courier]:
    """All couriers: the one called `first`, then those that may carry, by name."""
    by.require(*SHIPPERS)
    named = func.lower(Courier.name) == " ".join(half_width(first).split()).lower()
    order = (case((named, 0), else_=1), case((col(Courier.paused_at).is_(None), 0), else_=1), col(Courier.name))
    return list(session.exec(select(Courier).order_by(*order)))


def loads(session: Session, *, by: Actor, today: date) -> list[CourierLoad]:
    """What every courier still holds of this person's customers; late is what left a week ago or earlier (rule 12)."""
    latest = today - timedelta(days=rules_of(session).courier_days)
    receipts = _receipts(session, by, latest)
    money = {one.courier_id: (one.open_fen, one.overdue_fen) for one in cod_out(session, by=by, as_of=today)}
    return [
        CourierLoad(one, *receipts.get(one.id, (0, 0)), *money.get(one.id, (0, 0)))
        for one in session.exec(select(Courier).order_by(col(Courier.name)))
    ]


def _receipts(session: Session, by: Actor, latest: date) -> dict[int, tuple[int, int]]:
    late = func.sum(case((col(Shipment.shipped_on) <= latest, 1), else_=0))
    query = (
        select(Shipment.courier_id, func.count(), late)
        .join(Customer, col(Customer.id) == col(Shipment.customer_id))
        .where(visible(by), Shipment.receipt_wanted, col(Shipment.receipt_at).is_(None))
        .group_by(col(Shipment.courier_id))
    )
    return {courier: (int(count), int(late)) for courier, count, late in session.exec(query) if courier is not None}


def _courier(session: Session, courier_id: int) -> Courier:
    found = session.get(Courier, courier_id)
    if found is None:
        raise NotFound()
    return found

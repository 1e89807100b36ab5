"""Couriers that do not bring back what they should: new shipments with them are paused until they do (rule 12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, func, or_
from sqlmodel import Session, col, select

from models.journal import JournalEntry
from models.receivables import Receivable
from models.rules import rules_of
from models.shipments import Courier, Shipment


@dataclass(frozen=True)
class LateCourier:
    """A courier, not paused, and how many receipts and moneys (fen) it has kept too long."""

    courier_id: int
    name: str
    receipts: int
    cod_fen: int


def late_couriers(session: Session, now: datetime) -> list[LateCourier]:
    """Couriers to be paused now. What was late already when somebody resumed a courier does not pause it again."""
    rules = rules_of(session)
    span = timedelta(days=rules.courier_escalation_days)
    latest = rules.today(now) - span
    receipts, money, found = _receipts(session, latest), _money(session, latest), []
    for courier in session.exec(select(Courier).where(col(Courier.paused_at).is_(None)).order_by(col(Courier.id))):
        count, newest_receipt = receipts.get(courier.id, (0, None))
        cod_fen, newest_money = money.get(courier.id, (0, None))
        newest = max((day for day in (newest_receipt, newest_money) if day is not None), default=None)
        if newest is None:
            continue
        resumed_at = _resumed_at(session, courier.id)
        if resumed_at is None or newest + span > rules.today(resumed_at):
            found.append(LateCourier(courier.id, courier.name, count, cod_fen))
    return found


def normal_again(session: Session, now: datetime) -> list[int]:
    """Couriers that the program paused and that have brought back everything that was late (rule 12). Whom a person
    paused, a person lets go on.
    """
    rules = rules_of(session)
    latest = rules.today(now) - timedelta(days=rules.courier_days)
    late = _receipts(session, latest).keys() | _money(session, latest).keys()
    query = select(Courier.id).where(col(Courier.paused_at).is_not(None)).order_by(col(Courier.id))
    return [number for number in session.exec(query) if number not in late and _paused_by_itself(session, number)]


def _paused_by_itself(session: Session, courier_id: int) -> bool:
    query = select(JournalEntry.by).where(*_did(courier_id, "courier-paused")).order_by(col(JournalEntry.id).desc())
    return session.exec(query.limit(1)).first() is None


def paused(session: Session) -> list[str]:
    """The couriers that are paused, by name."""
    query = select(Courier.name).where(col(Courier.paused_at).is_not(None)).order_by(col(Courier.name))
    return list(session.exec(query))


def _receipts(session: Session, latest: date) -> dict[int | None, tuple[int, date]]:
    """Receipts that a courier was to bring: it does that, or the books began with one that it had."""
    query = (
        select(Shipment.courier_id, func.count(), func.max(Shipment.shipped_on))
        .join(Courier, col(Courier.id) == col(Shipment.courier_id))
        .where(
            or_(col(Courier.brings_receipts), col(Shipment.order_id).is_(None)),
            Shipment.receipt_wanted,
            col(Shipment.receipt_at).is_(None),
            col(Shipment.shipped_on) <= latest,
        )
        .group_by(col(Shipment.courier_id))
    )
    return {courier: (int(count), newest) for courier, count, newest in session.exec(query)}


def _money(session: Session, latest: date) -> dict[int | None, tuple[int, date]]:
    left = col(Receivable.amount_fen) - col(Receivable.settled_fen)
    query = (
        select(Receivable.courier_id, func.sum(left), func.max(Receivable.arose_on))
        .where(col(Receivable.courier_id).is_not(None), left > 0, col(Receivable.arose_on) <= latest)
        .where(col(Receivable.disputed_at).is_(None))
        .group_by(col(Receivable.courier_id))
    )
    return {courier: (int(fen), newest) for courier, fen, newest in session.exec(query)}


def _resumed_at(session: Session, courier_id: int) -> datetime | None:
    query = (
        select(JournalEntry.at)
        .where(*_did(courier_id, "courier-resumed"))
        .order_by(col(JournalEntry.id).desc())
        .limit(1)
    )
    return session.exec(query).first()


def _did(courier_id: int, action: str) -> tuple[ColumnElement[bool], ...]:
    """Entries of one kind about a courier."""
    return (
        col(JournalEntry.subject) == "courier",
        col(JournalEntry.subject_id) == courier_id,
        col(JournalEntry.action) == action,
    )

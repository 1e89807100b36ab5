"""After the goods left: the waybill number, the signed receipt on its way back, the courier chased (rules 10-12)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from models import journal, reminders
from models.files import StoredFile
from models.numerals import half_width
from models.people import Actor, Person, Role
from models.refusals import NotAllowed, Outdated, Refusal
from models.rules import rules_of
from models.shipments.queries import get
from models.shipments.records import CARRIED, SHIPPERS, Shipment

WAYBILL_AGAIN_DAYS = 180  # couriers begin their numbers anew; within half a year the same one is a slip
_WAYBILL = re.compile(r"[A-Z0-9](?:[A-Z0-9-]{3,38})[A-Z0-9]")


class NotAWaybill(Refusal):
    """`text` is no waybill number: 5 to 40 letters and digits."""


class DuplicateWaybill(Refusal):
    """The number `waybill` of this courier belongs to the shipment `number`."""


class NoWaybillNeeded(Refusal):
    """The shipment `number` went without a courier: there is no waybill."""


class ReceiptIsBack(Refusal):
    """The signed receipt of `number` is back; its waybill number is settled."""


class AlreadyBack(Refusal):
    """The signed receipt of `number` came back before: `name` took it on `day`."""


class NotBack(Refusal):
    """The signed receipt of `number` is not back, so there is nothing to take back."""


def clean_waybill(text: str) -> str:
    """The number as couriers write it, from what was typed or pasted; raises NotAWaybill."""
    said = "".join(half_width(text).upper().split()).replace("—", "-").replace("–", "-")
    if not said.isascii() or not _WAYBILL.fullmatch(said) or not any(char.isdigit() for char in said):
        raise NotAWaybill(text=text.strip()[:40])
    return said


def unique_waybill(
    session: Session, waybill: str, courier_id: int | None, *, now: datetime, except_id: int | None = None
) -> None:
    """Refuse a number that this courier gave to another shipment lately."""
    since = rules_of(session).today(now) - timedelta(days=WAYBILL_AGAIN_DAYS)
    query = select(Shipment.number).where(
        Shipment.waybill == waybill,
        col(Shipment.courier_id).is_not_distinct_from(courier_id),
        col(Shipment.shipped_on) >= since,
    )
    if except_id is not None:
        query = query.where(Shipment.id != except_id)
    if (number := session.exec(query.limit(1)).first()) is not None:
        raise DuplicateWaybill(waybill=waybill, number=number)


def free_waybill(session: Session, *, by: Actor, now: datetime, waybill: str, courier_id: int | None) -> str:
    """The number as it would be entered for goods that have not left yet; raises NotAWaybill, DuplicateWaybill."""
    by.require(*SHIPPERS)
    number = clean_waybill(waybill)
    unique_waybill(session, number, courier_id, now=now)
    return number


def enter_waybill(
    session: Session, *, by: Actor, now: datetime, shipment_id: int, waybill: str, version: int | None = None
) -> int:
    """Enter or correct the waybill number; gives the shipment's id.

    Raises NotAWaybill, DuplicateWaybill, NoWaybillNeeded, ReceiptIsBack, and Outdated when `version` is not current.
    """
    by.require(*SHIPPERS)
    shipment = _current(session, shipment_id, by, version)
    number = clean_waybill(waybill)
    if shipment.via not in CARRIED:
        raise NoWaybillNeeded(number=shipment.number)
    if shipment.receipt_at is not None:
        raise ReceiptIsBack(number=shipment.number)
    if number == shipment.waybill:
        return shipment.id
    unique_waybill(session, number, shipment.courier_id, now=now, except_id=shipment.id)
    before, shipment.waybill, shipment.waybill_at = shipment.waybill, number, now
    action = "waybill-corrected" if before else "waybill-entered"
    journal.note(session, "shipment", shipment.id, action, by=by, now=now, waybill=number, before=before)
    _changed(session, shipment)
    return shipment.id


def take_back_receipt(
    session: Session, *, by: Actor, now: datetime, shipment_id: int, file: dict[str, Any] | None = None
) -> int:
    """The signed receipt is back; gives the shipment's id.

    `file` is the kept photo: name, mime, size, sha256, telegram_file_id. A photo for a receipt that came back without
    one is added to it. Raises AlreadyBack.
    """
    by.require(*SHIPPERS)
    shipment = get(session, shipment_id, by=by)
    if shipment.receipt_at is not None and (file is None or shipment.receipt_file_id is not None):
        who = session.get(Person, shipment.receipt_by) if shipment.receipt_by else None
        day = rules_of(session).today(shipment.receipt_at)
        raise AlreadyBack(number=shipment.number, name=who.name if who else "—", day=day)
    action = "receipt-back" if shipment.receipt_at is None else "receipt-photo"
    if file is not None:
        shipment.receipt_file_id = _store(session, file, by, now)
    if shipment.receipt_at is None:
        shipment.receipt_at, shipment.receipt_by, shipment.receipt_wanted = now, by.id, True
    journal.note(session, "shipment", shipment.id, action, by=by, now=now, file_id=shipment.receipt_file_id)
    _changed(session, shipment)
    return shipment.id


def undo_receipt(session: Session, *, by: Actor, now: datetime, shipment_id: int, version: int | None = None) -> int:
    """It was another shipment's receipt: this one is out again. The photo stays with the journal.

    A manager may, and on the same day whoever took it back. Raises NotBack.
    """
    by.require(*SHIPPERS)
    shipment = _current(session, shipment_id, by, version)
    if shipment.receipt_at is None:
        raise NotBack(number=shipment.number)
    if not may_undo(session, by=by, shipment_id=shipment.id, now=now):
        raise NotAllowed()
    file_id = shipment.receipt_file_id
    shipment.receipt_at, shipment.receipt_by, shipment.receipt_file_id = None, None, None
    journal.note(session, "shipment", shipment.id, "receipt-undone", by=by, now=now, file_id=file_id)
    _changed(session, shipment)
    return shipment.id


def may_undo(session: Session, *, by: Actor, shipment_id: int, now: datetime) -> bool:
    """Whether this person may say that the receipt is not back after all."""
    shipment = get(session, shipment_id, by=by)
    if shipment.receipt_at is None:
        return False
    today = rules_of(session).today
    own = shipment.receipt_by == by.id and today(shipment.receipt_at) == today(now)
    return by.may(Role.MANAGER, Role.BOSS) or (own and by.may(*SHIPPERS))


def chase(session: Session, *, by: Actor, now: datetime, shipment_id: int) -> int:
    """Write down that the courier was chased for money or the receipt; gives the shipment's id."""
    by.require(*SHIPPERS, Role.FINANCE)
    shipment = get(session, shipment_id, by=by)
    journal.note(session, "shipment", shipment.id, "courier-chased", by=by, now=now)
    session.flush()
    return shipment.id


def _store(session: Session, file: dict[str, Any], by: Actor, now: datetime) -> int:
    kept = StoredFile(
        name=str(file["name"]),
        mime=str(file["mime"]),
        size=int(file["size"]),
        sha256=str(file["sha256"]),
        telegram_file_id=str(file["telegram_file_id"]),
        stored_at=now,
        stored_by=by.id,
    )
    session.add(kept)
    session.flush()
    return kept.id


def _current(session: Session, shipment_id: int, by: Actor, version: int | None) -> Shipment:
    shipment = get(session, shipment_id, by=by)
    if version is not None and shipment.version != version:
        raise Outdated()
    return shipment


def _changed(session: Session, shipment: Shipment) -> None:
    """What was said about this shipment, in reminders and in the letter that it left, is to be said anew."""
    shipment.version += 1
    session.add(shipment)
    session.flush()
    reminders.mark_stale(session, "shipment", shipment.id)

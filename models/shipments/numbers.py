"""Waybill numbers as they are found on parcels: what a bar code says, whose number it may be, which courier's it is."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, or_, select

from models.customers import Customer, visible
from models.numerals import half_width
from models.people import Actor
from models.rules import rules_of
from models.shipments.queries import ShipmentView, exactly
from models.shipments.records import Courier, Shipment
from models.shipments.tracking import WAYBILL_AGAIN_DAYS, NotAWaybill, clean_waybill

MOST_COMPARED = 1000  # numbers of the books that one is compared with
MOST_NUMBERS = 4  # that one code is taken to name; a longer list is no waybill's
_PART_OF_PARCELS = re.compile(r"(-\d{1,3}){2}-?$")  # JDVA01234567890-1-3-: the first of three parcels
_INSIDE = re.compile(r"(?<![A-Z0-9])[A-Z]{0,4}\d{8,20}(?:[A-Z]{2})?(?![A-Z0-9])")
_PHONE = re.compile(r"1[3-9]\d{9}")
_DIGIT = re.compile(r"\d")
# What the big couriers' numbers begin with, for a company whose books show none of them yet.
_KNOWN = {
    "SF": "顺丰",
    "YT": "圆通",
    "JT": "极兔",
    "JD": "京东",
    "DPK": "德邦",
    "STO": "申通",
    "ZTO": "中通",
    "E": "EMS",
}


@dataclass(frozen=True)
class Meant:
    """What a code on a parcel says: the number, and the shipments that go under it (none: it is not in the books)."""

    number: str
    shipments: list[ShipmentView]


def numbers_in(said: str) -> list[str]:
    """The numbers that the content of a bar code or QR code may mean, the most certain first; maybe none.

    A code of several parcels names each of them after the number; a QR code may be an address with the number inside.
    """
    upper = half_width(said).strip().upper()
    try:
        return [clean_waybill(_PART_OF_PARCELS.sub("", upper))]
    except NotAWaybill:
        found = dict.fromkeys(number for number in _INSIDE.findall(upper) if not _PHONE.fullmatch(number))
        return sorted(found, key=lambda number: number[0].isdigit())[:MOST_NUMBERS]


def meant_by(session: Session, *, by: Actor, code: str) -> Meant | None:
    """What the content of a code means, by the whole number only; nothing where it holds no number."""
    numbers = numbers_in(code)
    for number in numbers:
        if found := exactly(session, by=by, number=number):
            return Meant(number, found)
    return Meant(numbers[0], []) if numbers else None


def likely_couriers(session: Session, *, by: Actor, now: datetime, waybill: str) -> list[int]:
    """The couriers whose numbers look like this one, the likeliest first: the same letters and length, those with the
    same first two digits before the others; then the courier known for these letters.
    """
    head = _letters(waybill)
    since = rules_of(session).today(now) - timedelta(days=WAYBILL_AGAIN_DAYS)
    query = (
        select(Shipment.courier_id, Shipment.waybill)
        .join(Customer, col(Customer.id) == col(Shipment.customer_id))
        .where(visible(by), col(Shipment.courier_id).is_not(None), col(Shipment.shipped_on) >= since)
        .where(func.length(Shipment.waybill) == len(waybill))
        .order_by(col(Shipment.shipped_on).desc(), col(Shipment.id).desc())
        .limit(MOST_COMPARED)
    )
    alike: Counter[int] = Counter()
    for courier, other in session.exec(query):
        if courier is not None and _letters(other) == head:
            same = other[: len(head) + 2] == waybill[: len(head) + 2]
            alike[courier] += MOST_COMPARED if same else 1
    found = [courier for courier, _count in alike.most_common()]
    names = [name for begins, name in _KNOWN.items() if head.startswith(begins)]
    if names:
        called = or_(*(col(Courier.name).contains(name, autoescape=True) for name in names))
        found += session.exec(select(Courier.id).where(called).order_by(col(Courier.id))).all()
    return list(dict.fromkeys(found))


def _letters(waybill: str) -> str:
    """What stands before the first digit."""
    return _DIGIT.split(waybill, maxsplit=1)[0]

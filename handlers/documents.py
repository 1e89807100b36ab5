"""Documents by their numbers: which card shows what somebody named."""

from __future__ import annotations

import re
from typing import Any

from aiogram.fsm.state import State

from handlers.desk import Desk
from handlers.order_actions import OrderCard
from handlers.payment_card import PaymentCard
from handlers.sample_states import SampleCard
from handlers.shipping_states import ShipmentCard
from models import orders, receivables, samples, shipments
from models.numerals import half_width

NUMBER = re.compile(r"(?<![A-Z0-9])(DD|CK|SK|YP)\d{8}-\d{3,}", re.IGNORECASE)
LOOKUPS: dict[str, tuple[Any, State, str]] = {
    "DD": (orders.id_of_number, OrderCard.main, "order_id"),
    "CK": (shipments.id_of_number, ShipmentCard.main, "shipment_id"),
    "SK": (receivables.id_of_payment, PaymentCard.main, "payment_id"),
    "YP": (samples.id_of_number, SampleCard.main, "sample_id"),
}


async def document_named(desk: Desk, said: str) -> tuple[State, dict[str, Any]] | None:
    """The card of the one document that was named, alone or among words, and what to open it with; nothing where
    none was named or none is there that this person may see. A shipment's waybill number names the shipment.
    """
    plain = half_width(said).upper()
    numbers = {found.group() for found in NUMBER.finditer(plain)}
    if len(numbers) == 1:
        number = numbers.pop()
        find, state, name = LOOKUPS[number[:2]]
        found = await desk.read(find, number=number)
        return None if found is None else (state, {name: found})
    carried = await desk.read(shipments.by_waybill, text=plain) if plain and not numbers else []
    if len(carried) != 1:
        return None
    return ShipmentCard.main, {"shipment_id": carried[0].shipment.id}

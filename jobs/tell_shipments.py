"""Goods left: the rep reads what, how and under which number; with an exception the rep's manager reads why."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Session

from jobs.letters import Words, composes
from locales import join, label, text
from models import shipments
from models.amounts import format_fen, format_quantity
from models.letters import Letter
from models.people import Actor
from models.refusals import NotFound
from models.shipments import CARRIED

MOST_LINES = 8


@composes("order-shipped")
def order_shipped(session: Session, letter: Letter, facts: dict[str, Any], to: Actor, _now: datetime) -> Words | None:
    """The shipment as it is now, so that a number entered later is in it; nothing for one who may no longer see it."""
    shipment_id = int(letter.subject.partition(":")[2])
    try:
        seen = shipments.view(session, by=to, shipment_id=shipment_id)
    except NotFound:
        return None
    goods = shipments.goods_of(session, by=to, shipment_id=shipment_id)
    lines = [
        text(
            to.language, "ship-card-line", name=line.product.name, quantity=format_quantity(line.quantity),
            unit=line.product.unit,
        )
        for line in goods[:MOST_LINES]
    ]  # fmt: skip
    if len(goods) > MOST_LINES:
        lines.append(text(to.language, "letter-order-shipped-more", count=len(goods) - MOST_LINES))
    shipment = seen.shipment
    head = text(
        to.language, "letter-order-shipped", number=seen.order_number or shipment.number, customer=seen.customer.shown
    )
    reason, unpaid = str(facts.get("reason", "")), int(facts.get("unpaid_fen", 0))
    way = text(
        to.language, "letter-order-shipped-way", shipment=shipment.number, amount=format_fen(shipment.amount_fen),
        via=shipment.via, named=int(seen.courier is not None), courier=seen.courier.name if seen.courier else "",
        carried=int(shipment.via in CARRIED), numbered=int(bool(shipment.waybill)), waybill=shipment.waybill,
        collected=int(shipment.cod_fen > 0), cod=format_fen(shipment.cod_fen),
        reasoned=int(bool(reason)), reason=reason, lacks=int(unpaid > 0), unpaid=format_fen(unpaid),
    )  # fmt: skip
    button = (label(to.language, "ship-open-shipment"), f"open:shipment:{shipment.id}")
    return Words(join([head, *lines, way]), ((button,),))

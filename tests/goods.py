"""Orders for tests of what comes after them: put into the books as they stand once they were taken."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlmodel import Session, col, select

from models.amounts import line_amount_fen
from models.operations import next_number
from models.orders import Order, OrderLine
from models.products import Product
from models.shipments import Shipment


def put_order(
    session: Session, *, customer_id: int, by: int, now: datetime, lines: list[tuple[int, str]], **facts: Any
) -> int:
    """An order that may ship, at list prices; gives its id. `lines`: product and quantity."""
    given: dict[str, Any] = {
        "state": "open", "settlement": "monthly", "ship_via": "express", "courier": "顺丰", "ship_on": now.date(),
        "content": "c", **facts,
    }  # fmt: skip
    number = next_number(session, "DD", date(2026, 11, 23))
    order = Order(number=number, customer_id=customer_id, total_fen=0, placed_at=now, placed_by=by, **given)
    session.add(order)
    session.flush()
    for position, (product_id, quantity) in enumerate(lines, start=1):
        price = session.get_one(Product, product_id).list_price_fen
        amount = line_amount_fen(Decimal(quantity), price)
        order.total_fen += amount
        session.add(
            OrderLine(
                order_id=order.id, position=position, product_id=product_id, quantity=Decimal(quantity),
                unit_price_fen=price, price_from="list", amount_fen=amount, shipped=Decimal(0),
            )
        )  # fmt: skip
    session.add(order)
    session.flush()
    return order.id


def shipments_of(session: Session) -> list[Shipment]:
    """Everything that left, the first first."""
    return list(session.exec(select(Shipment).order_by(col(Shipment.id))))

"""What the database keeps by itself, reckoned again from the postings: for `doctor` and the tests."""

from __future__ import annotations

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.orders import Order, OrderLine
from models.people import Role, with_role
from models.receivables import Receivable, ReceivablePosting
from models.shipments import ShipmentLine


def unsettled(session: Session) -> list[str]:
    """Numbers of the receivables whose settled amount is not the sum of their postings."""
    posted = func.coalesce(func.sum(ReceivablePosting.amount_fen), 0)
    query = (
        select(Receivable.number)
        .join(ReceivablePosting, col(ReceivablePosting.receivable_id) == col(Receivable.id), isouter=True)
        .group_by(col(Receivable.id), col(Receivable.number), col(Receivable.settled_fen))
        .having(posted != col(Receivable.settled_fen))
        .order_by(col(Receivable.number))
    )
    return list(session.exec(query))


def misshipped(session: Session) -> list[str]:
    """Numbers of the orders with a line whose shipped quantity is not the sum of what left."""
    left = func.coalesce(func.sum(ShipmentLine.quantity), 0)
    query = (
        select(Order.number)
        .join(OrderLine, col(OrderLine.order_id) == col(Order.id))
        .join(ShipmentLine, col(ShipmentLine.order_line_id) == col(OrderLine.id), isouter=True)
        .group_by(col(Order.id), col(Order.number), col(OrderLine.id), col(OrderLine.shipped))
        .having(left != col(OrderLine.shipped))
        .order_by(col(Order.number))
    )
    return list(dict.fromkeys(session.exec(query)))


def has_boss(session: Session) -> bool:
    """Whether a boss has joined."""
    return any(person.telegram_id is not None for person in with_role(session, Role.BOSS))

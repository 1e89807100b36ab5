"""What is known of products before they are sold: what a customer pays for them, what lies there, what is spoken for.

Asked at every line of an order and for every list of products, so it is one statement, built once.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import bindparam, func
from sqlmodel import Session, col, select

from models.orders.records import IS_DEMANDING, Order, OrderLine
from models.products import AgreedPrice, Product, StockPosting


@dataclass(frozen=True)
class Offer:
    """A product, sold or not any more, as it is offered: price per unit (fen) and where it comes from, and what is
    free; below zero where too much is promised.
    """

    product: Product
    price_fen: int
    price_from: str  # agreed | list
    available: Decimal


_AGREED = (
    select(AgreedPrice.price_fen)
    .where(
        col(AgreedPrice.customer_id) == bindparam("customer_id"),
        col(AgreedPrice.product_id) == col(Product.id),
        col(AgreedPrice.from_on) <= bindparam("on"),
    )
    .order_by(col(AgreedPrice.from_on).desc())
    .limit(1)
    .scalar_subquery()
)
_STOCK = (
    select(func.sum(StockPosting.quantity)).where(col(StockPosting.product_id) == col(Product.id)).scalar_subquery()
)
_DEMAND = (
    select(func.sum(OrderLine.quantity - OrderLine.shipped))
    .join(Order, col(Order.id) == col(OrderLine.order_id))
    .where(
        col(OrderLine.product_id) == col(Product.id),
        IS_DEMANDING,
        col(Order.id) != bindparam("order_id"),
    )
    .scalar_subquery()
)
_ON_SALE = select(Product, _AGREED, _STOCK, _DEMAND).where(
    col(Product.id).in_(bindparam("product_ids", expanding=True))
)


def on_sale(
    session: Session, customer_id: int, product_ids: Collection[int], on: date, *, except_order: int | None = None
) -> dict[int, Offer]:
    """Products by their number as they are offered to a customer (0: to nobody in particular) on a day; what the order
    `except_order` wants of them is free. Unknown numbers are left out.
    """
    facts = {"customer_id": customer_id, "product_ids": list(product_ids), "on": on, "order_id": except_order or 0}
    return {
        product.id: Offer(
            product,
            product.list_price_fen if agreed is None else agreed,
            "list" if agreed is None else "agreed",
            (stock or Decimal(0)) - (demand or Decimal(0)),
        )
        for product, agreed, stock, demand in session.exec(_ON_SALE, params=facts)
    }

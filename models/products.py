"""Products, their prices (客户价格管理, S2 §8.7) and their stock, which is the sum of its postings."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, Index, bindparam, func
from sqlmodel import Field, Session, col, select

from models.base import Record, ask, exact, fen, key, moment, refers
from models.people import Actor
from models.refusals import NotFound


class Product(Record, table=True):
    """What is sold, by which unit, at which list and floor price per unit (fen)."""

    __tablename__ = "products"
    __table_args__ = (CheckConstraint("list_price_fen >= 0 AND floor_price_fen >= 0", name="prices"),)

    id: int = key()
    sku: str = Field(unique=True, max_length=64)
    name: str = Field(max_length=200)
    aliases: str = Field(default="", max_length=1000)  # parted by |
    unit: str = Field(max_length=16)
    list_price_fen: int = fen()
    floor_price_fen: int = fen()
    last_used_at: datetime | None = moment(optional=True)
    active: bool = Field(default=True)
    version: int = Field(default=1)


class StockPosting(Record, table=True):
    """A change of stock: counted (opening, import), issued with a shipment (negative), or returned."""

    __tablename__ = "stock_postings"

    id: int = key()
    product_id: int = refers("products.id")
    quantity: Decimal = exact()
    reason: str = Field(max_length=16)  # count | issue | return
    shipment_id: int | None = refers("shipments.id", optional=True, index=False)
    posted_at: datetime = moment()
    posted_by: int | None = refers("people.id", optional=True, index=False)


class AgreedPrice(Record, table=True):
    """The price agreed with a customer from a day on; the latest day not after today holds."""

    __tablename__ = "agreed_prices"
    __table_args__ = (
        Index("ix_agreed_prices_of", "customer_id", "product_id", "from_on", unique=True),
        CheckConstraint("price_fen >= 0", name="price"),
    )

    id: int = key()
    customer_id: int = refers("customers.id", index=False)
    product_id: int = refers("products.id")
    price_fen: int = fen()
    from_on: date
    set_by: int | None = refers("people.id", optional=True, index=False)
    set_at: datetime = moment()


_STOCK = select(func.sum(StockPosting.quantity)).where(col(StockPosting.product_id) == bindparam("product_id"))
_PRICES = (
    select(AgreedPrice.product_id, AgreedPrice.price_fen)
    .where(
        col(AgreedPrice.customer_id) == bindparam("customer_id"),
        col(AgreedPrice.product_id).in_(bindparam("product_ids", expanding=True)),
        col(AgreedPrice.from_on) <= bindparam("on"),
    )
    .order_by(col(AgreedPrice.from_on))
)


def get(session: Session, product_id: int, *, by: Actor) -> Product:
    """A product on sale, which everybody of the company may see. Raises NotFound."""
    product = session.get(Product, product_id) if by.roles else None
    if product is None or not product.active:
        raise NotFound()
    return product


def stock_on_hand(session: Session, product_id: int) -> Decimal:
    """What lies in the warehouse: the sum of the postings."""
    return Decimal(ask(session, _STOCK, product_id=product_id).scalar() or 0)


def prices_for(
    session: Session, customer_id: int, products: Collection[Product], on: date
) -> dict[int, tuple[int, str]]:
    """`price_for` of several products at once, by their id."""
    wanted = [product.id for product in products]
    found = ask(session, _PRICES, customer_id=customer_id, product_ids=wanted, on=on)
    agreed = {row[0]: row[1] for row in found}
    return {
        product.id: (agreed[product.id], "agreed") if product.id in agreed else (product.list_price_fen, "list")
        for product in products
    }


def price_for(session: Session, customer_id: int, product: Product, on: date) -> tuple[int, str]:
    """The price offered first (fen) and where it comes from: `agreed` or `list`."""
    return prices_for(session, customer_id, [product], on)[product.id]

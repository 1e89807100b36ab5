"""An order before it is one: the draft that a dialog or a text reader makes, read strictly, and its fingerprint.

A draft is a JSON object: customer_id, lines [{product_id, quantity "20", unit_price_fen, price_from}], ship_via,
courier, freight, ship_on (ISO day, or empty for the promised day), day_reason (why that day), arrive_by (ISO day or
empty), settlement, receipt_back, invoice, instruction, note, address, said (the message it was read from).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from sqlalchemy import bindparam
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from models import customers
from models.amounts import AMOUNT_LIMIT_FEN, QUANTITY_LIMIT, format_fen, line_amount_fen
from models.base import ask
from models.customers import Customer
from models.orders.queries import get, lines_of
from models.orders.records import Order, OrderLine, OrderState
from models.orders.shipping import outside_home
from models.people import Actor
from models.products import Product, price_for
from models.refusals import NotUnderstood, Refusal
from models.rules import Rules, rules_of

MOST_LINES = 50
ADDRESS_LIMIT = INSTRUCTION_LIMIT = 500
NOTE_LIMIT = 2000
DAY_REASON_LIMIT = 200
SAID_LIMIT = 4096
SETTLEMENTS = ("prepay", "cod", "monthly", "cash")
WAYS = ("express", "freight", "delivery", "pickup")
CHOICES = ("ship_via", "courier", "freight", "settlement", "receipt_back", "invoice")  # how an order goes and is paid
_STAYS = ("lines", "ship_on", "day_reason", "arrive_by", "note", "said")  # whoever the customer is
_LAST_WAY = (
    sql_select(col(Order.ship_via), col(Order.courier), col(Order.freight), col(Order.address))
    .where(col(Order.customer_id) == bindparam("customer_id"), col(Order.state) != OrderState.CANCELLED)
    .order_by(col(Order.id).desc())
    .limit(1)
)
_PRODUCTS = select(Product).where(col(Product.id).in_(bindparam("product_ids", expanding=True)))
USUAL = {"prepay": "prepay", "cod": "cod", "cash": "cash", "credit": "monthly"}  # terms -> settlement


class NoCustomer(Refusal):
    """The order does not say for whom it is."""


class NoLines(Refusal):
    """The order has nothing on it."""


class TooManyLines(Refusal):
    """More lines than `limit`."""


class OrderTooLarge(Refusal):
    """The order comes to more than `limit` (yuan, as read)."""


class WorthNothing(Refusal):
    """The line with `product` comes to less than a fen."""


class NotSoldAnyMore(Refusal):
    """`product` was taken out of the range."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, str_strip_whitespace=True)


class DraftLine(_Strict):
    """A line as drafted; where the price comes from is found out when it is checked."""

    product_id: int = Field(gt=0)
    quantity: Decimal = Field(gt=0, le=QUANTITY_LIMIT, decimal_places=3)
    unit_price_fen: int = Field(gt=0, le=AMOUNT_LIMIT_FEN)


class Draft(_Strict):
    """A whole draft. `ship_on` empty means the promised day."""

    customer_id: int = Field(gt=0)
    lines: tuple[DraftLine, ...]
    ship_via: Literal["express", "freight", "delivery", "pickup"] = "express"
    courier: str = Field(default="", max_length=50)
    freight: Literal["", "collect", "prepaid"] = ""
    ship_on: date | None = None
    day_reason: str = Field(default="", max_length=DAY_REASON_LIMIT)
    arrive_by: date | None = None
    settlement: Literal["prepay", "cod", "monthly", "cash"]
    receipt_back: bool = False
    invoice: bool | None = None
    instruction: str = Field(default="", max_length=INSTRUCTION_LIMIT)
    note: str = Field(default="", max_length=NOTE_LIMIT)
    address: str = Field(default="", max_length=ADDRESS_LIMIT)
    said: str = Field(default="", max_length=SAID_LIMIT)

    @field_validator("ship_on", "arrive_by", mode="before")
    @classmethod
    def _empty_is_none(cls, value: Any) -> Any:
        return value or None

    @property
    def total_fen(self) -> int:
        """What the order comes to; each line rounded once."""
        return sum(line_amount_fen(line.quantity, line.unit_price_fen) for line in self.lines)


def read_draft(given: dict[str, Any]) -> Draft:
    """The draft as data. Raises NoCustomer, NoLines, TooManyLines, OrderTooLarge, NotUnderstood."""
    if not given.get("customer_id"):
        raise NoCustomer()
    lines = given.get("lines")
    if not lines:
        raise NoLines()
    if len(lines) > MOST_LINES:
        raise TooManyLines(limit=MOST_LINES)
    try:
        draft = Draft.model_validate(given)
    except ValidationError as error:
        raise NotUnderstood() from error
    if draft.total_fen > AMOUNT_LIMIT_FEN:
        raise OrderTooLarge(limit=format_fen(AMOUNT_LIMIT_FEN))
    return draft


def named(
    session: Session, *, by: Actor, customer_id: int, product_ids: list[int]
) -> tuple[Customer, dict[int, Product]]:
    """The customer and the products of a draft that is not finished. Raises NotFound for a customer one may not see."""
    customer = customers.get(session, customer_id, by=by)
    found = session.exec(_PRODUCTS, params={"product_ids": product_ids})
    return customer, {product.id: product for product in found}


def fingerprint(draft: Draft, ship_on: date) -> str:
    """Everything that is agreed to with an order, as 56 letters; how it was said is nothing that is agreed to."""
    left_out = {"said", "day_reason"}
    left_out |= set() if draft.arrive_by else {"arrive_by"}  # as orders without it were always reckoned
    content = {**draft.model_dump(mode="json", exclude=left_out), "ship_on": ship_on.isoformat()}
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:56]


def edition(content: str) -> tuple[str, int]:
    """An order's `content` is its fingerprint and how often it was changed, so that going back asks anew."""
    digest, _dot, number = content.partition(".")
    return digest, int(number) if number.isdigit() else 1


def begun(session: Session, *, by: Actor, customer_id: int) -> dict[str, Any]:
    """A draft without lines as it usually goes for this customer: their last order's way, their terms' settlement."""
    customer = customers.get(session, customer_id, by=by)
    last = ask(session, _LAST_WAY, customer_id=customer.id).first()
    way, courier, freight, address = last or ("express", "", "", "")
    return {
        "customer_id": customer.id,
        "lines": [],
        "ship_via": way,
        "courier": courier,
        "freight": freight,
        "ship_on": "",
        "day_reason": "",
        "arrive_by": "",
        "settlement": "prepay" if outside_home(customer, rules_of(session)) else usual_settlement(customer),
        "receipt_back": customer.wants_receipt,
        "invoice": customer.wants_invoice,
        "instruction": "",
        "note": "",
        "address": address or customer.address,
    }


def moved(
    session: Session, *, by: Actor, customer_id: int, draft: dict[str, Any], chosen: Collection[str]
) -> dict[str, Any]:
    """A draft for another customer: goods, days and notes stay, and of how it goes and is paid what was `chosen` for
    this order, as far as it makes sense there; all else goes as usual for that customer. Raises NotFound.
    """
    usual = begun(session, by=by, customer_id=customer_id)
    own = {name: draft[name] for name in CHOICES if name in chosen and name in draft}
    if own.get("courier"):
        own["ship_via"] = "express"
    if own.get("settlement") == "monthly" != usual["settlement"]:
        del own["settlement"]  # credit is nothing that goes from one customer to another
    if own.get("ship_via", usual["ship_via"]) != usual["ship_via"]:
        usual |= {"courier": "", "freight": ""}
    return {**usual, **own, **{name: draft[name] for name in _STAYS if draft.get(name)}}


def usual_settlement(customer: Customer) -> str:
    """How this customer's terms settle an order."""
    return USUAL[customer.agreed_terms.kind]


def paid_how(customer: Customer, settlement: str, instruction: str, rules: Rules) -> str:
    """How an order is paid in truth: its settlement, but `outside` where the money comes first all the same (rule 4),
    and on account `terms` (by the customer's) or `no-terms` (none that give credit are agreed).
    """
    if settlement != "prepay" and not instruction and outside_home(customer, rules):
        return "outside"
    if settlement != "monthly":
        return settlement
    return "terms" if customer.agreed_terms.kind == "credit" else "no-terms"


def draft_of(session: Session, *, by: Actor, order_id: int) -> dict[str, Any]:
    """An order as a draft again, to change it: everything as it stands."""
    return drafted(session, get(session, order_id, by=by))


def drafted(session: Session, order: Order) -> dict[str, Any]:
    """`draft_of` an order that the caller may see."""
    return {**_head(order), "lines": [_line(view.line) for view in lines_of(session, order.id)]}


def copy(session: Session, *, by: Actor, order_id: int, today: date) -> dict[str, Any]:
    """An order as a new draft: no day, no exception for payment; today's agreed or list price where it had one."""
    draft = draft_of(session, by=by, order_id=order_id)
    draft |= {"ship_on": "", "day_reason": "", "arrive_by": "", "instruction": "", "said": ""}
    for line in draft["lines"]:
        product = session.get_one(Product, line["product_id"])
        price, source = price_for(session, draft["customer_id"], product, today)
        if line["price_from"] != "said":
            line |= {"unit_price_fen": price, "price_from": source}
    return draft


def _head(order: Order) -> dict[str, Any]:
    kept = ("customer_id", "ship_via", "courier", "freight", "settlement", "receipt_back", "invoice", "address")
    said = ("instruction", "note", "day_reason", "said")
    head: dict[str, Any] = {name: getattr(order, name) for name in (*kept, *said)}
    arrive_by = order.arrive_by.isoformat() if order.arrive_by else ""
    return {**head, "ship_on": order.ship_on.isoformat(), "arrive_by": arrive_by}


def _line(line: OrderLine) -> dict[str, Any]:
    return {
        "product_id": line.product_id,
        "quantity": f"{line.quantity:f}",
        "unit_price_fen": line.unit_price_fen,
        "price_from": line.price_from,
    }

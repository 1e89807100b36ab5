"""What a message was read as, in numbers of the books: plain JSON that a conversation can keep and go on with.

Whom and what it names is looked up in the books again, within what the person may see: the index is not trusted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, NotRequired, TypedDict

from sqlmodel import Session, col, select

from models.customers import Customer, visible
from models.orders import SAID_LIMIT
from models.people import Actor
from models.products import Product
from models.reading import SECOND, Field, Place, Reading, ReadLine

_NUMBERED = re.compile(r"[0-9０-９零〇一二两三四五六七八九十]{1,3}号$")  # 二号 of 二号粉, which may be read as a day

MOST_CHOICES = 6  # buttons that fit under a thumb
MOST_LOOKED_UP = 100  # of those who may be meant, the likely ones first
TERM_LIMIT = 60  # characters of what somebody called a product
TERMS = ("ship_on", "arrive_by", "ship_via", "courier", "freight", "settlement", "receipt_back", "invoice")


class Line(TypedDict):
    """One line: `product_id` and `quantity` are empty where they have to be asked; `ask` says what has to be."""

    product_id: int | None
    term: str  # what it was called in the message
    choices: list[int]
    quantity: str
    unit: str  # as the catalog writes it, or as it was said where that is asked
    price_fen: int | None
    ask: list[str]  # sku | quantity | unit
    tie: str  # how it was chosen of several: usual (what this customer usually buys), second (the second reader) or not
    taught: bool  # a person had to say what it means, and it is a word that the books do not have
    way: NotRequired[str]  # beside the last order: add, set or drop
    numbers: NotRequired[list[list[str]]]  # of a spreadsheet's row: headings and numbers that may be the quantity
    options: NotRequired[list[str]]  # how much it may be in all, where more is wanted of what the last order has


class Last(TypedDict):
    """The last order that is wanted again: what it had (by product), and what of it is left out."""

    order_id: int | None  # nothing where there was none
    had: dict[str, str]
    out: list[int]
    missing: list[str]  # was to be left out, and is not there


class Understood(TypedDict):
    """A message as a draft in the making."""

    kind: str  # order | sample
    said: str
    customer_id: int | None
    customer_term: str
    customer_choices: list[int]
    tie: str  # how it was chosen of several: own (the rep's own customer), second (the second reader) or not
    customer_taught: bool
    lines: list[Line]
    terms: dict[str, Any]  # only what was said
    ask: list[str]  # terms that were said in two ways
    unused: list[str]  # what was said and cannot be: a price of 37.999, a day gone by
    again: bool  # the customer's last order is wanted
    left_out: NotRequired[list[str]]  # of that order, in the words of the message
    not_applied: NotRequired[list[str]]  # said otherwise than that order, and not understood
    last: NotRequired[Last]
    notes: NotRequired[list[dict[str, Any]]]  # what the card says of the spreadsheet that it was read from
    address: NotRequired[str]  # where it goes, in the words of the message
    remarks: NotRequired[list[str]]  # for the note
    purpose: NotRequired[str]  # of a sample
    several: NotRequired[bool]  # customers are named, and whose the goods are is not clear
    others: NotRequired[list[str]]  # whom the message names beside this part of it
    strangers: NotRequired[list[str]]  # who may be another customer, whom nobody knows
    places: dict[str, list[list[int]]]  # where in `said` each field was read


def understood(session: Session, *, by: Actor, reading: Reading) -> Understood:
    """The reading in numbers of the books; what is not there any more, or not theirs to see, has to be asked."""
    customers = _customers(session, by, reading)
    products = _products(session, reading)
    choices = [customers[choice.key] for choice in reading.customer.choices if choice.key in customers]
    return {
        "kind": reading.kind,
        "said": reading.text[:SAID_LIMIT],
        "customer_id": customers.get(reading.customer.value or ""),
        "customer_term": _term(reading, reading.customer.places),
        "customer_choices": choices[:MOST_CHOICES],
        "tie": _tie(reading.customer, "own"),
        "customer_taught": False,
        "lines": [_line(reading, number, line, products) for number, line in enumerate(reading.lines)],
        "terms": dict(_terms(reading)),
        "ask": [name for name in TERMS if name in reading.ask],
        "unused": [reading.text[start:end].strip()[:TERM_LIMIT] for start, end in reading.unused],
        "again": reading.repeats,
        "left_out": [reading.text[start:end] for start, end in reading.left_out],
        "not_applied": [reading.text[start:end].strip()[:TERM_LIMIT] for start, end in reading.not_applied],
        "address": reading.address.value or "",
        "remarks": [" ".join(reading.text[start:end].split()) for start, end in reading.remarks],
        "purpose": reading.purpose.value or "",
        "several": reading.several,
        "strangers": [reading.text[start:end] for start, end in reading.strangers],
        "places": {name: [list(place) for place in places] for name, places in _places(reading)},
    }


def _customers(session: Session, by: Actor, reading: Reading) -> dict[str, int]:
    field = reading.customer
    wanted = {choice.key for choice in field.choices[:MOST_LOOKED_UP]} | ({field.value} if field.value else set())
    query = select(Customer.code, Customer.id).where(col(Customer.code).in_(wanted), visible(by))
    return dict(session.exec(query).all())


def _products(session: Session, reading: Reading) -> dict[str, int]:
    skus = {line.sku.value for line in reading.lines if line.sku.value}
    skus |= {choice.key for line in reading.lines for choice in line.sku.choices}
    query = select(Product.sku, Product.id).where(col(Product.sku).in_(skus), col(Product.active))
    return dict(session.exec(query).all())


def _line(reading: Reading, number: int, line: ReadLine, products: dict[str, int]) -> Line:
    asked = {name.partition(".")[2] for name in reading.ask if name.startswith(f"lines[{number}].")}
    product_id = products.get(line.sku.value or "")
    if product_id is None:
        asked.add("sku")
    if not line.quantity.value:
        asked.add("quantity")
    choices = [products[choice.key] for choice in line.sku.choices if choice.key in products]
    return {
        "product_id": product_id,
        "term": _term(reading, line.sku.places),
        "choices": list(dict.fromkeys(choices))[:MOST_CHOICES],
        "quantity": line.quantity.value or "",
        "unit": line.unit.value or "",
        "price_fen": line.unit_price_fen.value,
        "ask": [name for name in ("sku", "quantity", "unit") if name in asked],
        "tie": _tie(line.sku, "usual"),
        "taught": False,
        "way": line.way,
    }


def _tie(field: Field, habit: str) -> str:
    if not field.tie_broken:
        return ""
    return "second" if field.why == SECOND else habit


def _term(reading: Reading, places: tuple[tuple[int, int], ...]) -> str:
    """What something was called, where it was called so in one place; a number right before it belongs to it."""
    if len(set(places)) != 1:
        return ""
    start, end = places[0]
    numbered = _NUMBERED.search(reading.text[:start])
    term = " ".join(reading.text[numbered.start() if numbered else start : end].split())
    return term if len(term) <= TERM_LIMIT else ""


def _terms(reading: Reading) -> Iterable[tuple[str, Any]]:
    for name in TERMS:
        value = getattr(reading, name).value
        if value is None or (name == "receipt_back" and not value):
            continue
        yield name, value.isoformat() if name in ("ship_on", "arrive_by") else value


def _places(reading: Reading) -> Iterable[tuple[str, tuple[Place, ...]]]:
    for name, field in (*reading.fields(), ("address", reading.address)):
        if field.places:
            yield name, field.places
    if reading.remarks:
        yield "note", reading.remarks


def understood_parts(session: Session, *, by: Actor, parts: Sequence[Reading]) -> list[Understood]:
    """Each customer's part of one message; every one tells whom the others are for."""
    said = [understood(session, by=by, reading=part) for part in parts]
    named = [" ".join(part.text[start:end] for start, end in part.customer.places) for part in parts]
    for at, one in enumerate(said):
        one["others"] = named[:at] + named[at + 1 :]
    return said

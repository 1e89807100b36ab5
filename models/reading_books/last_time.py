"""老规矩，再加5支303: what a message says otherwise than the customer's last order, held against that order.

Vague words mean the goods of the order first; more of what it has is asked, since nobody knows whether that is all.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from models import orders
from models.amounts import format_quantity
from models.orders import LineView, Order
from models.people import Actor
from models.reading import ProductEntry
from models.reading.last_time import among, phrases_in
from models.reading.units import fits
from models.reading_books.drafting import drafted, with_said
from models.reading_books.understanding import Last, Line, Understood

MOST_SHOWN = 6  # of several that may be meant


def against_last(session: Session, *, by: Actor, said: Understood) -> Understood:
    """The message with what the customer's last order tells of it. Its customer must be known."""
    order = orders.last_of_customer(session, by=by, customer_id=said["customer_id"] or 0)
    lines = [line for line in said["lines"] if line.get("way") != "drop"]
    if order is None:
        return {**said, "lines": lines, "last": {"order_id": None, "had": {}, "out": [], "missing": []}}
    views = orders.lines_of(session, order.id)
    had: dict[str, Decimal] = {}
    for view in views:
        had[str(view.product.id)] = had.get(str(view.product.id), Decimal(0)) + view.line.quantity
    last: Last = {
        "order_id": order.id,
        "had": {number: format_quantity(quantity) for number, quantity in had.items()},
        "out": [],
        "missing": [],
    }
    for phrase in (one for words in said.get("left_out", []) for one in phrases_in(words)):
        found = _meant(phrase, None, views)
        last["out"] += found
        last["missing"] += [] if found else [phrase]
    lines = [_known(line, views) for line in lines]
    counted = {line["product_id"] for line in lines}
    last["out"] = [number for number in dict.fromkeys(last["out"]) if number not in counted]
    return {**said, "lines": lines, "last": last}


def ask_for_all(said: Understood) -> None:
    """再加5支 of what the last order has: five more, or five in all? That is asked, once."""
    had = said["last"]["had"] if "last" in said else {}
    for line in said["lines"]:
        before = had.get(str(line["product_id"]))
        if line.get("way") != "add" or before is None or "options" in line:
            continue
        more = Decimal(line["quantity"] or 0)
        line["options"] = [format_quantity(Decimal(before) + more), format_quantity(more)] if more else []
        line["quantity"] = ""
        line["ask"] = [*(name for name in line["ask"] if name != "quantity"), "quantity"]


def with_last_order(session: Session, *, by: Actor, said: Understood, today: date) -> tuple[dict[str, Any], Order]:
    """The customer's last order as a new draft with what was said beside it, and that order. Raises NotFound."""
    last = said["last"]
    order = orders.get(session, by=by, order_id=last["order_id"] or 0)
    draft = orders.copy(session, by=by, order_id=order.id, today=today)
    lines = [line for line in draft["lines"] if line["product_id"] not in last["out"]]
    for fresh in drafted(session, by=by, said=said, today=today)["lines"]:
        same = [line for line in lines if line["product_id"] == fresh["product_id"]]
        if same:
            price = ("unit_price_fen", "price_from") if fresh["price_from"] == "said" else ()
            same[0].update({name: fresh[name] for name in ("quantity", "term", "taught", *price)})
            lines = [line for line in lines if line not in same[1:]]
        else:
            lines.append(fresh)
    return with_said({**draft, "lines": lines}, said), order


def told(said: Understood) -> list[dict[str, Any]]:
    """What of the message became of the last order, each with the key of its sentence, and what could not."""
    last = said["last"]
    if last["order_id"] is None:
        return []
    notes: list[dict[str, Any]] = [_told_of(line, last["had"].get(str(line["product_id"]))) for line in said["lines"]]
    notes += [{"key": "read-last-out", "product_id": number} for number in last["out"]]
    return notes + [{"key": "read-last-missing", "words": words} for words in last["missing"]]


def _told_of(line: Line, was: str | None) -> dict[str, Any]:
    facts = {"product_id": line["product_id"], "quantity": line["quantity"]}
    if was is not None:
        return {"key": "read-last-set", **facts, "was": was}
    return {"key": "read-last-added" if line.get("way") == "add" else "read-last-lacks", **facts}


def _known(line: Line, views: list[LineView]) -> Line:
    """Goods that the whole catalog does not tell apart may be told apart by the order."""
    if line["product_id"] is not None or not line["term"]:
        return line
    found = _meant(line["term"], line["unit"] or None, views)
    if len(found) != 1:
        return {**line, "choices": (found or line["choices"])[:MOST_SHOWN]}
    product = next(view.product for view in views if view.product.id == found[0])
    clash = bool(line["unit"]) and not fits(line["unit"], product.unit)
    ask = [name for name in line["ask"] if name not in ("sku", "unit")] + (["unit"] if clash else [])
    return {**line, "product_id": found[0], "unit": line["unit"] if clash else product.unit, "ask": ask}


def _meant(phrase: str, unit: str | None, views: list[LineView]) -> list[int]:
    """Which products of an order a phrase means."""
    products = {view.product.sku: view.product for view in views}
    entries = [
        ProductEntry(one.sku, one.name, tuple(filter(None, one.aliases.split("|"))), one.unit)
        for one in products.values()
    ]
    return [products[sku].id for sku in among(phrase, unit, entries)]

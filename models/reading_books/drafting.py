"""From what was understood to a draft: which question is next, and once nothing is open, the order or the sample."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from models import orders
from models.orders import ADDRESS_LIMIT, NOTE_LIMIT
from models.people import Actor
from models.products import Product, prices_for
from models.reading_books.understanding import Understood
from models.refusals import NotFound
from models.samples.asking import LIMITS
from models.search.folding import compact

PURPOSE_LIMIT = LIMITS["purpose"]


@dataclass(frozen=True)
class Question:
    """What has to be asked next: `field` is customer, sku, quantity, unit or a term; `line` counts from 0."""

    field: str
    line: int = 0


def still_asked(said: Understood) -> Question | None:
    """The next question, in the order in which a clerk would ask; nothing when the draft is whole."""
    if said["customer_id"] is None:
        return Question("customer")
    for number, line in enumerate(said["lines"]):
        if line["ask"]:
            return Question(line["ask"][0], number)
    return Question(said["ask"][0]) if said["ask"] else None


def drafted(session: Session, *, by: Actor, said: Understood, today: date) -> dict[str, Any]:
    """The draft of an order as the guided dialog would make it: what was not said goes as it usually does.

    Nothing may be asked any more. Raises NotFound.
    """
    draft = orders.begun(session, by=by, customer_id=said["customer_id"] or 0)
    wanted = [line["product_id"] for line in said["lines"]]
    found = session.exec(select(Product).where(col(Product.id).in_(wanted), col(Product.active)))
    products = {product.id: product for product in found}
    prices = prices_for(session, draft["customer_id"], products.values(), today)
    for line in said["lines"]:
        product_id = line["product_id"] or 0
        if product_id not in products:
            raise NotFound()
        price, source = prices[product_id]
        if line["price_fen"] is not None:
            price, source = line["price_fen"], "said"
        draft["lines"].append(
            {
                "product_id": product_id,
                "quantity": line["quantity"],
                "unit_price_fen": price,
                "price_from": source,
                "term": line["term"],
                "taught": line["taught"],
            }
        )
    return with_said(draft, said)


def with_said(draft: dict[str, Any], said: Understood) -> dict[str, Any]:
    """A draft as it goes by what was said; another way than usual leaves the usual courier behind."""
    terms = said["terms"]
    usual = terms.get("ship_via", draft["ship_via"]) == draft["ship_via"]
    going = {**draft, **({} if usual else {"courier": "", "freight": ""}), **terms, "said": said["said"]}
    return {**going, **said_beside(going, said)}


def said_beside(draft: dict[str, Any], said: Understood) -> dict[str, str]:
    """What the message says beside goods and terms: another address than the draft's, and the rest as a note."""
    address = "" if "address" in said["terms"] else said.get("address", "")  # one typed later holds
    notes = said.get("remarks", [])
    other = bool(address) and not _same_place(address, str(draft.get("address") or ""))
    if other and (len(address) > ADDRESS_LIMIT or draft.get("ship_via") == "pickup"):
        notes, other = [address, *notes], False
    kept = str(draft.get("note") or "")
    note = "；".join([*filter(None, [kept]), *(one for one in notes if one not in kept)])
    return {**({"address": address} if other else {}), "note": note[:NOTE_LIMIT]}


def _same_place(one: str, other: str) -> bool:
    """Whether an address is the other one, or a part of it."""
    said, usual = compact(one), compact(other)
    return bool(usual) and said in usual


def sample_draft(said: Understood, usual: dict[str, Any]) -> dict[str, Any]:
    """The request of a sample, where the message says so for its purpose and to its address; `told` is what it said."""
    rest = "；".join(said.get("remarks", []))
    purpose = "；".join(filter(None, (said.get("purpose", ""), rest))) if said.get("purpose") else ""
    told = {"purpose": purpose[:PURPOSE_LIMIT], "address": said.get("address", "")[:ADDRESS_LIMIT]}
    going = {name: said["terms"].get(name, usual[name]) for name in ("ship_via", "courier")}
    address = said["terms"].get("address") or told["address"] or usual["address"]
    draft = {"customer_id": said["customer_id"], "lines": sample_lines(said), "address": address, **going}
    return {**draft, "purpose": told["purpose"], "told": told, "besides": rest}


def sample_lines(said: Understood) -> list[dict[str, Any]]:
    """The lines as the request of a sample keeps them."""
    return [{"product_id": line["product_id"], "quantity": line["quantity"]} for line in said["lines"]]

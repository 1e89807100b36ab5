"""From what was understood to a draft: which question is next, and once nothing is open, the order or the sample."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from models import orders
from models.people import Actor
from models.products import Product, prices_for
from models.reading_books.understanding import Understood
from models.refusals import NotFound


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
    return {**draft, **({} if usual else {"courier": "", "freight": ""}), **terms, "said": said["said"]}


def sample_lines(said: Understood) -> list[dict[str, Any]]:
    """The lines as the request of a sample keeps them."""
    return [{"product_id": line["product_id"], "quantity": line["quantity"]} for line in said["lines"]]

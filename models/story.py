"""The whole history of any document, for a boss: what happened, who did it, and what was tried and refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from models.customers import Customer
from models.journal import Happening, history
from models.orders import Order
from models.people import Actor, Person, Role
from models.receivables import Payment, Receivable
from models.refusals import NotFound
from models.samples import Sample
from models.shipments import Shipment

PAGE = 15
# What has a history, with the field that people call it by.
DOCUMENTS: dict[str, tuple[Any, str]] = {
    "order": (Order, "number"),
    "shipment": (Shipment, "number"),
    "receivable": (Receivable, "number"),
    "payment": (Payment, "number"),
    "sample": (Sample, "number"),
    "customer": (Customer, "shown"),
    "person": (Person, "name"),
}


@dataclass(frozen=True)
class Story:
    """One page of a history, the newest first; `name` is what the document is called."""

    name: str
    items: list[Happening]
    page: int
    pages: int
    total: int


def story(session: Session, *, by: Actor, subject: str, subject_id: int, page: int = 1, size: int = PAGE) -> Story:
    """What happened to a document. Raises NotAllowed for anybody but a boss, NotFound."""
    by.require(Role.BOSS)
    record, called = DOCUMENTS.get(subject, (None, ""))
    found = session.get(record, subject_id) if record is not None else None
    if found is None:
        raise NotFound()
    entries = history(session, subject, subject_id, by=by)[::-1]
    pages = max(1, -(-len(entries) // size))
    page = min(max(1, page), pages)
    return Story(getattr(found, called), entries[(page - 1) * size : page * size], page, pages, len(entries))

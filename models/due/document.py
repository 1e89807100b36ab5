"""One document that somebody was told of, as it stands; and what is read of every kind of document."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.customers import Customer
from models.due.recorded import Recorded
from models.journal import JournalEntry
from models.people import Person


@dataclass(frozen=True)
class Standing:
    """A document as it stands: `state` is `open` or why it is not asked for (`paid`, `disputed`, `back`, `shipped`, …).

    `amount_fen` is what is open: owed, or still to ship; `whole_fen` what it came to, where that may be more.
    `who` and `on` say who settled it and when, `note` what they wrote. `answer` is the newest thing answered today to a
    reminder of it (`chased`, `later`, `paid`), by `answered_by`. `said_by` and `said_on` are whose word that the money
    came still waits to be checked: nothing was posted, promised or disputed since; `came` is what was recorded after
    such an answer of today. `basis` is what a due day that is only provisional would count from: `invoice` or
    `statement`.
    """

    id: int
    customer_id: int
    customer: str
    rep_id: int | None
    rep: str
    number: str
    since_on: date
    amount_fen: int | None = None
    whole_fen: int | None = None
    courier: str = ""
    shipment_id: int | None = None
    state: str = "open"
    who: str = ""
    on: date | None = None
    note: str = ""
    begun_on: date | None = None  # when the document arose: goods left, order or sample asked for
    released_on: date | None = None  # when an order got the last agreement it waited for
    passed_on: date | None = None  # the promised day of an order that was over by then
    answer: str = ""
    answered_by: str = ""
    basis: str = ""
    said_by: str = ""
    said_on: date | None = None
    came: Recorded | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still asked for."""
        return self.state == "open"


def with_owner(record: Any, *others: Any) -> Any:
    """Of records, each with its customer and the name of the customer's rep."""
    rep = aliased(Person)
    query = select(record, Customer, rep.name, *others).join(Customer, col(Customer.id) == col(record.customer_id))
    return query.join(rep, col(rep.id) == col(Customer.rep_id), isouter=True)


def written_by(session: Session, subject: str, ids: Collection[int], *actions: str) -> dict[int, tuple[str, datetime]]:
    """Who last did one of these things to each document, and when."""
    newest = (
        select(func.max(JournalEntry.id))
        .where(
            JournalEntry.subject == subject,
            col(JournalEntry.subject_id).in_(ids),
            col(JournalEntry.action).in_(actions),
        )
        .group_by(col(JournalEntry.subject_id))
    )
    query = (
        select(JournalEntry.subject_id, Person.name, JournalEntry.at)
        .join(Person, col(Person.id) == col(JournalEntry.by))
        .where(col(JournalEntry.id).in_(newest))
    )
    return {number: (name, at) for number, name, at in session.exec(query)}


def owned(record: Any, customer: Customer, rep: str | None) -> dict[str, Any]:
    return {
        "id": record.id,
        "customer_id": customer.id,
        "customer": customer.shown,
        "rep_id": customer.rep_id,
        "rep": rep or "",
        "number": record.number,
    }

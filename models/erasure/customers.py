"""Erasing a customer's personal details: whom one talks to, by which phone, at which address.

The firm's name, its documents, quantities and sums stay. What people wrote on the customer's documents goes where it
names the contact, the phone or the address, as they are or as the audit trail remembers them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import AutoString, Session, col, select

from models.customers import Customer, LimitRequest
from models.erasure import traces
from models.erasure.records import Erased, Listed, write_down
from models.journal import JournalEntry, JournalWords
from models.letters import Letter
from models.orders import Approval, Order
from models.receivables import Payment, Receivable, ReceivablePosting
from models.refusals import NotFound
from models.reminders import ReminderAnswer
from models.samples import Sample
from models.shipments import Shipment

PERSONAL = ("contact", "phone", "address")
# A customer's documents, by the name that letters, answers and the audit trail call them.
DOCUMENTS: dict[str, Any] = {
    "order": Order, "shipment": Shipment, "receivable": Receivable, "payment": Payment, "sample": Sample,
    "limit": LimitRequest,
}  # fmt: skip
ADDRESSES = (Order, Sample)  # documents with an address of their own
FIXED = {"number", "content", "state"}  # texts in which nobody writes
# What else people write about a customer's documents: whose it is, and in which column.
OF_DOCUMENTS: tuple[tuple[Any, str, Any, str], ...] = (
    (Approval, "order_id", Order, "reason"),
    (ReceivablePosting, "receivable_id", Receivable, "note"),
)


def erase_customer(session: Session, *, now: datetime, customer_id: int) -> Erased:
    """Erase a customer's contact, phone and address, wherever they are known. Raises NotFound."""
    customer = session.get(Customer, customer_id)
    if customer is None:
        raise NotFound()
    said = traces.telling(_values(session, customer))
    leave_out = traces.without(said)
    for field in PERSONAL:
        setattr(customer, field, "")
    customer.version += 1
    session.add(customer)
    _erase_documents(session, customer_id, said)
    about = or_(col(Letter.subject) == f"customer:{customer_id}", traces.mentions(col(Letter.facts), said))
    sent = traces.clear_letters(session, about, leave_out)
    updates = traces.clear_updates(session, of=(), said=said, now=now)
    talks = traces.clear_dialogs(session, of=(), said=said)
    traces.clear_results(session, said, leave_out)
    entries = traces.clear_words(session, _its_words(customer_id, said))
    one = Listed("customer", customer_id, customer.created_at)
    write_down(session, one, now=now, entries=entries)
    return Erased(one, updates, sent, talks, len(entries))


def _values(session: Session, customer: Customer) -> set[str]:
    """What is to go: as it is now, what it was before, and other addresses that goods went to."""
    found = {getattr(customer, field) for field in PERSONAL}
    for record in ADDRESSES:
        found |= set(session.exec(select(record.address).where(record.customer_id == customer.id)))
    edited = (
        select(JournalEntry.facts, JournalWords.words)
        .join(JournalWords, col(JournalWords.entry_id) == col(JournalEntry.id))
        .where(
            JournalEntry.subject == "customer",
            JournalEntry.subject_id == customer.id,
            JournalEntry.action == "customer-edited",
        )
    )
    for facts, words in session.exec(edited):
        if json.loads(facts).get("field") in PERSONAL:
            found |= set(json.loads(words).values())
    return found


def _erase_documents(session: Session, customer_id: int, said: Sequence[str]) -> None:
    leave_out = traces.without(said)
    for record in DOCUMENTS.values():
        for document in session.exec(select(record).where(record.customer_id == customer_id)):
            if record in ADDRESSES:
                document.address = ""
            for field in _texts(record):
                setattr(document, field, leave_out(getattr(document, field)))
            session.add(document)
    for record, key, document, field in OF_DOCUMENTS:
        of_customer = select(document.id).where(document.customer_id == customer_id)
        for row in session.exec(select(record).where(getattr(record, key).in_(of_customer))):
            setattr(row, field, leave_out(getattr(row, field)))
            session.add(row)
    for answer in session.exec(select(ReminderAnswer).where(_of_documents(ReminderAnswer, customer_id))):
        answer.note = leave_out(answer.note)
        session.add(answer)


def _texts(record: Any) -> list[str]:
    """The columns of a document in which people may have written something."""
    columns = record.__table__.columns
    return [one.name for one in columns if isinstance(one.type, AutoString) and one.name not in FIXED]


def _of_documents(record: Any, customer_id: int) -> ColumnElement[bool]:
    """Rows about one of the customer's documents, or the customer."""
    parts = [
        and_(record.subject == name, record.subject_id.in_(select(of.id).where(of.customer_id == customer_id)))
        for name, of in DOCUMENTS.items()
    ]
    return or_(and_(record.subject == "customer", record.subject_id == customer_id), *parts)


def _its_words(customer_id: int, said: Sequence[str]) -> ColumnElement[bool]:
    """The words of the customer's own record, and those about its documents that name what goes."""
    own = select(JournalEntry.id).where(JournalEntry.subject == "customer", JournalEntry.subject_id == customer_id)
    about = select(JournalEntry.id).where(_of_documents(JournalEntry, customer_id))
    named = and_(col(JournalWords.entry_id).in_(about), traces.mentions(col(JournalWords.words), said))
    return or_(col(JournalWords.entry_id).in_(own), named)

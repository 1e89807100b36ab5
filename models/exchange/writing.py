"""Carrying out a plan: people first, then customers, products and what is open, all in the caller's transaction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlmodel import Session, col, delete

from models import journal
from models.customers import Customer
from models.exchange.books import Values
from models.exchange.plan import Change, Plan
from models.people import Actor, Assistance, Person, PersonRole, Role, add_person
from models.products import Product, StockPosting
from models.receivables import Receivable
from models.shipments import Courier, Shipment
from models.terms import parse_terms

_PLAIN = ("code", "name", "short_name", "aliases", "province", "city", "address", "contact", "phone", "terms")


class Writer:
    """Writes one plan into the books."""

    def __init__(self, session: Session, plan: Plan, *, by: Actor | None, now: datetime) -> None:
        self.session, self.plan, self.by, self.now = session, plan, by, now
        self.people = {name: self._chosen(name) for name in plan.books.by_name}
        self.customers = {code: customer.id for code, customer in plan.books.customers.items()}
        self.couriers = {name: courier.id for name, courier in plan.books.couriers.items()}

    def _chosen(self, name: str) -> int:
        return self.plan.books.named(name)[0].id

    def write(self) -> None:
        """All of it; flushes last."""
        changes = self.plan.changes
        self._people([change for change in changes.get("people", ()) if change.state != "same"])
        for name in self.plan.new_reps:
            self.people[name] = add_person(self.session, name=name, roles=[Role.REP], now=self.now).id
        for change, customer in self._all(changes.get("customers", []), self._customer):
            self.customers[change.key] = customer.id
            self._note("customer", customer)
        for change, product in self._all(changes.get("products", []), self._product):
            self._count(product.id, change.values.get("stock"))
        for change, item in self._all(changes.get("opening", []), self._opening):
            self._note("receivable" if change.key.startswith("receivable:") else "shipment", item)
        self.session.flush()

    def _all(self, changes: list[Change], make: Callable[[Change], Any]) -> list[tuple[Change, Any]]:
        """The records of what is new or changed, written in one go: a flush a row takes minutes for a full file."""
        made = [(change, make(change)) for change in changes if change.state != "same"]
        self.session.add_all(record for _change, record in made)
        self.session.flush()
        return made

    def _note(self, subject: str, record: Any) -> None:
        journal.note(self.session, subject, record.id, "imported", by=self.by, now=self.now)

    def _people(self, changes: list[Change]) -> None:
        made: list[tuple[Change, Person]] = []
        for change in changes:
            person = change.record or add_person(self.session, name=change.key, roles=[], now=self.now)
            self.people.setdefault(change.key, person.id)
            made.append((change, person))
        for change, person in made:
            self._person(person, change.values)

    def _person(self, person: Person, values: Values) -> None:
        for name in ("language", "telegram_id", "hired_on"):
            if name in values:
                setattr(person, name, values[name])
        if "active" in values:
            person.active = values["active"] == "yes"
        if "manager" in values:
            person.manager_id = self.people[values["manager"]] if values["manager"] else None
        if "roles" in values:
            self.session.exec(delete(PersonRole).where(col(PersonRole.person_id) == person.id))
            self.session.add_all(PersonRole(person_id=person.id, role=role) for role in values["roles"].split("|"))
        if "reps" in values:
            self.session.exec(delete(Assistance).where(col(Assistance.assistant_id) == person.id))
            reps = [self.people[name] for name in values["reps"].split("|") if name]
            self.session.add_all(Assistance(assistant_id=person.id, rep_id=rep) for rep in reps)
        person.version += 1
        self.session.add(person)
        journal.note(self.session, "person", person.id, "imported", by=self.by, now=self.now)

    def _customer(self, change: Change) -> Customer:
        values = {name: change.values[name] for name in _PLAIN if name in change.values}
        if "rep" in change.values:
            values["rep_id"] = self.people[change.values["rep"]] if change.values["rep"] else None
        if "terms" in values:
            # Credit in the company's own master data is credit that was granted.
            values["terms_approved"] = parse_terms(values["terms"]).kind == "credit"
        if change.record is None:
            return Customer(created_at=self.now, created_by=self.by.id if self.by else None, **values)
        customer: Customer = _changed(change.record, values)
        return customer

    def _product(self, change: Change) -> Product:
        renamed = {"list_price": "list_price_fen", "floor_price": "floor_price_fen"}
        values = {renamed.get(name, name): value for name, value in change.values.items() if name != "stock"}
        product: Product = Product(**values) if change.record is None else _changed(change.record, values)
        return product

    def _count(self, product_id: int, counted: Decimal | None) -> None:
        """Stock is the sum of its postings: a count posts what it differs by."""
        if counted is None:
            return
        difference = counted - self.plan.books.stock.get(product_id, Decimal(0))
        if difference:
            posting = StockPosting(
                product_id=product_id,
                quantity=difference,
                reason="count",
                posted_at=self.now,
                posted_by=self.by.id if self.by else None,
            )
            self.session.add(posting)

    def _courier(self, values: Values, what: str) -> int | None:
        """The courier's id; one that nobody knew is added, able to do what it is named for."""
        name = values.get("courier")
        if not name:
            return None
        if name not in self.couriers:
            courier = Courier(name=name, collects_money=what == "receivable", brings_receipts=what == "receipt")
            self.session.add(courier)
            self.session.flush()
            self.couriers[name] = courier.id
        return self.couriers[name]

    def _opening(self, change: Change) -> Receivable | Shipment:
        kind = change.key.partition(":")[0]
        values = {name: value for name, value in change.values.items() if name in ("number", "arose_on", "due_on")}
        if "customer" in change.values:
            values["customer_id"] = self.customers[change.values["customer"]]
        if "courier" in change.values:
            values["courier_id"] = self._courier(change.values, kind)
        if "amount" in change.values:
            values["amount_fen"] = change.values["amount"]
        return self._claim(change, values) if kind == "receivable" else self._receipt(change, values)

    def _claim(self, change: Change, values: Values) -> Receivable:
        if change.record is None:
            return Receivable(created_at=self.now, **values)
        claim: Receivable = _changed(change.record, values)
        return claim

    def _receipt(self, change: Change, values: Values) -> Shipment:
        values |= {name: change.values[name] for name in ("waybill", "shipped_on") if name in change.values}
        if change.record is None:
            values.setdefault("amount_fen", 0)
            receipt = Shipment(via="express", receipt_wanted=True, posted_at=self.now, **values)
        else:
            receipt = _changed(change.record, values)
        receipt.waybill_at = receipt.waybill_at or (self.now if receipt.waybill else None)
        return receipt


def _changed(record: Any, values: Values) -> Any:
    """A record of the books with new values, and a version that tells everybody so."""
    for name, value in values.items():
        setattr(record, name, value)
    record.version += 1
    return record

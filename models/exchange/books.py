"""What the books hold, as the sheets would say it: a dict of values by field for each row that would be written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from decimal import Decimal
from itertools import islice
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.customers import Customer
from models.people import Assistance, Person, PersonRole
from models.products import Product, StockPosting
from models.receivables import Receivable
from models.shipments import Courier, Shipment
from models.terms import Terms, UnknownTerms, parse_terms, to_text

Values = dict[str, Any]
_AT_ONCE = 500  # numbers asked for in one statement


class Books:
    """A snapshot of the master data; claims and receipts are looked up by the numbers that are asked for."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.people = list(session.exec(select(Person).order_by(col(Person.id))))
        self.by_id = {person.id: person for person in self.people}
        self.by_name: dict[str, list[Person]] = defaultdict(list)
        for person in self.people:
            self.by_name[person.name].append(person)
        self.roles: dict[int, set[str]] = defaultdict(set)
        for held in session.exec(select(PersonRole)):
            self.roles[held.person_id].add(held.role)
        self.serves: dict[int, set[int]] = defaultdict(set)
        for pair in session.exec(select(Assistance)):
            self.serves[pair.assistant_id].add(pair.rep_id)
        self.customers = {c.code: c for c in session.exec(select(Customer).order_by(col(Customer.code)))}
        self.codes = {customer.id: code for code, customer in self.customers.items()}
        self.products = {p.sku: p for p in session.exec(select(Product).order_by(col(Product.sku)))}
        counted = select(StockPosting.product_id, func.sum(StockPosting.quantity))
        totals = session.exec(counted.group_by(col(StockPosting.product_id)))
        self.stock = {product_id: Decimal(total) for product_id, total in totals}
        self.couriers = {courier.name: courier for courier in session.exec(select(Courier))}
        self.courier_names = {courier.id: name for name, courier in self.couriers.items()}

    def named(self, name: str) -> list[Person]:
        """Who is meant by a name: those at work before those who left."""
        known = self.by_name.get(name, [])
        return [person for person in known if person.active] or known

    def person(self, person: Person) -> Values:
        """A person as the sheet says it."""
        manager = self.by_id.get(person.manager_id) if person.manager_id else None
        reps = sorted(self.by_id[rep].name for rep in self.serves.get(person.id, ()))
        return {
            "name": person.name,
            "roles": "|".join(sorted(self.roles.get(person.id, ()))),
            "language": person.language,
            "manager": manager.name if manager else "",
            "reps": "|".join(reps),
            "telegram_id": person.telegram_id,
            "hired_on": person.hired_on,
            "active": "yes" if person.active else "no",
        }

    def customer(self, customer: Customer) -> Values:
        """A customer as the sheet says it."""
        plain = ("code", "name", "short_name", "aliases", "province", "city", "address", "contact", "phone")
        rep = self.by_id[customer.rep_id].name if customer.rep_id else ""
        return {**{name: getattr(customer, name) for name in plain}, "rep": rep, "terms": canonical(customer.terms)}

    def product(self, product: Product) -> Values:
        """A product as the sheet says it, with what lies in the warehouse."""
        return {
            "sku": product.sku,
            "name": product.name,
            "aliases": product.aliases,
            "unit": product.unit,
            "list_price": product.list_price_fen,
            "floor_price": product.floor_price_fen,
            "stock": self.stock.get(product.id, Decimal(0)),
        }

    def receivable(self, claim: Receivable) -> Values:
        """An open claim as the sheet says it: the amount is what is still owed."""
        return {
            "kind": "receivable",
            "number": claim.number,
            "customer": self.codes[claim.customer_id],
            "amount": claim.open_fen,
            "arose_on": claim.arose_on,
            "due_on": claim.due_on,
            "courier": self.courier_names.get(claim.courier_id or 0, ""),
        }

    def receipt(self, shipment: Shipment) -> Values:
        """A signed receipt that is out as the sheet says it."""
        return {
            "kind": "receipt",
            "number": shipment.number,
            "customer": self.codes[shipment.customer_id],
            "amount": shipment.amount_fen or None,
            "courier": self.courier_names.get(shipment.courier_id or 0, ""),
            "waybill": shipment.waybill,
            "shipped_on": shipment.shipped_on,
        }

    def receivables(self, numbers: Iterable[str]) -> dict[str, Receivable]:
        """The claims with these numbers."""
        found: dict[str, Receivable] = {}
        for some in _in_parts(numbers):
            rows = self.session.exec(select(Receivable).where(col(Receivable.number).in_(some)))
            found.update((row.number, row) for row in rows)
        return found

    def shipments(self, numbers: Iterable[str]) -> dict[str, Shipment]:
        """The shipments with these numbers."""
        found: dict[str, Shipment] = {}
        for some in _in_parts(numbers):
            rows = self.session.exec(select(Shipment).where(col(Shipment.number).in_(some)))
            found.update((row.number, row) for row in rows)
        return found


def _in_parts(numbers: Iterable[str]) -> Iterable[list[str]]:
    left = iter(numbers)
    while some := list(islice(left, _AT_ONCE)):
        yield some


def canonical(terms: str) -> str:
    """The one text of these payment terms; what nobody can read stays as it is."""
    with suppress(UnknownTerms):
        return to_text(parse_terms(terms))
    return terms


def spoken(terms: str) -> str:
    """Payment terms as people write them in a sheet, if it reads back as the same; else the canonical text."""
    with suppress(UnknownTerms):
        meant = parse_terms(terms)
        for words in _candidates(meant):
            with suppress(UnknownTerms):
                if parse_terms(words) == meant:
                    return words
    return canonical(terms)


def _candidates(terms: Terms) -> tuple[str, ...]:
    named = ("款到发货", "现结", "货到付款", "月结", "次月结")
    counted = (f"月结{terms.days}天", f"发货后{terms.days}天", f"票到{terms.days}天", f"对账后{terms.days}天")
    return (*named, *counted, f"次月{terms.extra_days}号", f"发货后{terms.months}个月")

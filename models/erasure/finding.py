"""Whom an operator means who types a name, a number, a code or a phone."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, col, or_, select

from models.customers import Customer
from models.people import Person


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be meant: `subject` person or customer, its number, and what tells it from others."""

    subject: str
    subject_id: int
    name: str
    about: str

    @property
    def reference(self) -> str:
        """What to type to mean exactly this one."""
        return f"{self.subject}:{self.subject_id}"


def find(session: Session, said: str) -> list[Candidate]:
    """Everybody whom these words may mean: `person:3`, `customer:12`, a person's number or name, a customer's code,
    name, contact or phone.
    """
    said = said.strip()
    subject, colon, number = said.partition(":")
    if colon and number.isascii() and number.isdigit() and len(number) < 10:
        return _numbered(session, subject, int(number))
    if said.isascii() and said.isdigit() and len(said) < 10 and (one := _numbered(session, "person", int(said))):
        return one
    people = session.exec(select(Person).where(Person.name == said).order_by(col(Person.id)))
    of_customer = (Customer.code, Customer.name, Customer.short_name, Customer.contact, Customer.phone)
    firms = session.exec(
        select(Customer).where(or_(*(col(field) == said for field in of_customer))).order_by(col(Customer.id))
    )
    return [*map(_person, people), *map(_customer, firms)] if said else []


def _numbered(session: Session, subject: str, number: int) -> list[Candidate]:
    if subject == "person" and (person := session.get(Person, number)):
        return [_person(person)]
    if subject == "customer" and (customer := session.get(Customer, number)):
        return [_customer(customer)]
    return []


def _person(person: Person) -> Candidate:
    return Candidate("person", person.id, person.name, "" if person.active else "left")


def _customer(customer: Customer) -> Candidate:
    return Candidate("customer", customer.id, customer.name, f"{customer.code} {customer.contact}".strip())

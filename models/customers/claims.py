"""One customer has one rep (rule 24): a second claim is refused, and both reps' managers are told.

Whoever claims learns that the customer is known, and nothing of whose it is or how it stands.
"""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, select

from models import letters
from models.customers.records import Customer, visible
from models.journal import note
from models.people import Actor, Role, managers_of
from models.refusals import Refusal
from models.rules import rules_of
from models.search import compact


class AlreadyACustomer(Refusal):
    """`name` is the customer of somebody else."""


class AlreadyYours(Refusal):
    """`name` is a customer whom this person may see, under `code`."""


def known(session: Session, name: str) -> Customer | None:
    """The customer that bears this name, however it is spaced or written (wide letters, capitals)."""
    wanted = compact(name)
    rows = session.execute(select(Customer.id, Customer.name, Customer.short_name, Customer.aliases))
    for number, full, short, aliases in rows:
        if wanted in {compact(called) for called in (full, short, *aliases.split("|"))}:
            return session.get(Customer, number)
    return None


def check_new(session: Session, *, by: Actor, name: str) -> None:
    """Refuse a name that is a customer's already. Raises AlreadyYours, AlreadyACustomer."""
    customer = known(session, name)
    if customer is None:
        return
    mine = select(Customer.id).where(Customer.id == customer.id, visible(by))
    if session.exec(mine).first() is not None:
        raise AlreadyYours(name=customer.shown, code=customer.code)
    raise AlreadyACustomer(name=name)


def report_claim(session: Session, *, by: Actor, now: datetime, name: str) -> int:
    """Tell the managers of both reps that somebody claims a known customer, once a day; gives how many are told."""
    by.require(Role.REP, Role.ASSISTANT, Role.MANAGER, Role.BOSS)
    customer = known(session, name)
    if customer is None:
        return 0
    note(session, "customer", customer.id, "customer-claimed", by=by, now=now)
    told = {person.id for rep in (customer.rep_id, by.id) for person in managers_of(session, rep)} - {by.id}
    day = rules_of(session).today(now).isoformat()
    for person_id in sorted(told):
        letters.post(
            session, "customer-claimed", f"customer:{customer.id}", person_id, f"{by.id}:{day}", now=now, claimant=by.id
        )
    return len(told)

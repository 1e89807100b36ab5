"""Adding a customer and keeping its record (rule 24: codes run on per kind)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.customers.claims import check_new
from models.customers.credit import ask_for
from models.customers.records import KINDS, Customer, get
from models.journal import note
from models.people import Actor, Assistance, Role, with_role
from models.refusals import NotAllowed, Refusal, TextTooLong
from models.terms import parse_terms, to_text

MAY_ADD = (Role.REP, Role.ASSISTANT, Role.MANAGER, Role.BOSS)
MAY_EDIT = MAY_ADD
EDITABLE = {"contact": 100, "phone": 50, "province": 50, "city": 50, "address": 500}
WISHES = ("receipt", "invoice")
LIMITS = {"name": 200, "short_name": 100, **EDITABLE}


class NameMissing(Refusal):
    """A customer or a person needs a name with something to read in it."""


def add(
    session: Session,
    *,
    by: Actor,
    now: datetime,
    name: str,
    contact: str = "",
    phone: str = "",
    province: str = "",
    city: str = "",
    address: str = "",
    terms: str = "prepay",
    rep_id: int | None = None,
    kind: str = "",
) -> int:
    """Put a new customer in the books and give its number.

    Without `rep_id` it is the own of the rep who adds it, else the house's; `kind`, one of `KINDS`, is for agents.
    Credit waits for the boss unless the boss adds it. Raises AlreadyYours, AlreadyACustomer, NameMissing, TextTooLong,
    UnknownTerms, NotAllowed.
    """
    by.require(*MAY_ADD)
    said = {"contact": contact, "phone": phone, "province": province, "city": city, "address": address}
    facts: dict[str, Any] = {field: one_line(value, LIMITS[field]) for field, value in said.items()}
    called = _new_name(session, name, by)
    rep_id = rep_id or (by.id if by.may(Role.REP) else None)
    if rep_id not in owners(session, by=by):
        raise NotAllowed()
    agreed = parse_terms(terms)
    kind = kind if kind in KINDS else "YW" if rep_id else "GS"
    stamp: dict[str, Any] = {"created_at": now, "created_by": by.id, "last_used_at": now}
    customer = Customer(code=next_code(session, kind), name=called, rep_id=rep_id, **facts, **stamp)
    customer.terms = to_text(agreed)
    customer.terms_approved = agreed.kind == "credit" and by.may(Role.BOSS)
    session.add(customer)
    session.flush()
    note(session, "customer", customer.id, "customer-added", by=by, now=now, code=customer.code)
    if agreed.kind == "credit" and not customer.terms_approved:
        ask_for(session, customer, agreed, by=by, now=now)
    return customer.id


def _new_name(session: Session, name: str, by: Actor) -> str:
    called = one_line(name, LIMITS["name"])
    if not any(char.isalnum() for char in called):
        raise NameMissing()
    check_new(session, by=by, name=called)
    return called


def edit(session: Session, *, by: Actor, now: datetime, customer_id: int, field: str, value: str) -> int:
    """Change one of `EDITABLE`; gives the customer's number. Raises NotFound, TextTooLong."""
    by.require(*MAY_EDIT)
    customer = get(session, customer_id, by=by)
    if field not in EDITABLE:
        raise NotAllowed()
    before, after = getattr(customer, field), one_line(value, EDITABLE[field])
    if before != after:
        setattr(customer, field, after)
        customer.version += 1
        note(
            session, "customer", customer.id, "customer-edited", by=by, now=now, field=field, before=before, after=after
        )
        session.flush()
    return customer.id


def set_wish(session: Session, *, by: Actor, now: datetime, customer_id: int, wish: str, wanted: bool) -> int:
    """What the customer always wants with the goods, one of `WISHES`: new orders begin with it. Raises NotFound."""
    by.require(*MAY_EDIT)
    customer = get(session, customer_id, by=by)
    if wish not in WISHES:
        raise NotAllowed()
    name = f"wants_{wish}"
    if getattr(customer, name) != wanted:
        setattr(customer, name, wanted)
        customer.version += 1
        note(session, "customer", customer.id, "customer-wish", by=by, now=now, field=wish, wanted=wanted)
        session.flush()
    return customer.id


def touch(session: Session, customer_id: int, now: datetime) -> None:
    """The customer was dealt with: it comes first among the recent ones."""
    customer = session.get_one(Customer, customer_id)
    if customer.last_used_at is None or customer.last_used_at < now:
        customer.last_used_at = now


def owners(session: Session, *, by: Actor) -> dict[int | None, str]:
    """Whose a customer may become when this person adds it: reps by number, and the house under None."""
    served = set(session.exec(select(Assistance.rep_id).where(Assistance.assistant_id == by.id)))
    allowed: dict[int | None, str] = {}
    for rep in with_role(session, Role.REP):
        team = by.may(Role.MANAGER) and rep.manager_id == by.id
        mine = rep.id == by.id or (by.may(Role.ASSISTANT) and rep.id in served)
        if by.may(Role.BOSS) or team or mine:
            allowed[rep.id] = rep.name
    if by.may(Role.ASSISTANT, Role.MANAGER, Role.BOSS):
        allowed[None] = ""
    return allowed


def next_code(session: Session, kind: str) -> str:
    """The code after the highest of its kind: `YW00-0013`."""
    prefix = f"{kind}00-"
    codes = session.exec(
        select(Customer.code)
        .where(col(Customer.code).startswith(prefix))
        .order_by(func.length(Customer.code).desc(), col(Customer.code).desc())
    )
    used = (code.removeprefix(prefix) for code in codes)
    last = next((int(number) for number in used if number.isascii() and number.isdigit()), 0)
    return f"{prefix}{last + 1:04d}"  # four digits, more when they run out


def one_line(text: str, limit: int) -> str:
    """Text as it is kept: one line without blanks at its ends. Raises TextTooLong."""
    line = " ".join(text.replace("\0", "").split())
    if len(line) > limit:
        raise TextTooLong(limit=limit)
    return line

"""Asking for a sample (rule 9): a customer to whom nothing was shipped yet pays a fee, unless a manager waives it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from sqlmodel import Session, col, select

from models import customers, journal, letters
from models.amounts import line_amount_fen, parse_quantity
from models.customers import Customer, visible
from models.operations import next_number
from models.people import Actor, Person, Role, actor_of, assistants_of, managers_of, with_role
from models.products import Product
from models.refusals import NotFound, Refusal
from models.rules import rules_of
from models.samples.queries import is_new_customer
from models.samples.records import Sample, SampleLine, SampleState, WaiverState

ASKERS: Final = (Role.REP, Role.ASSISTANT, Role.MANAGER, Role.BOSS)
VIAS: Final = ("express", "freight", "delivery", "pickup")
MOST_LINES: Final = 10
LIMITS: Final = {"purpose": 500, "address": 500, "courier": 50}

Lines = list[tuple[int, str]]  # (product id, quantity as typed)


class NoSampleLines(Refusal):
    """A sample needs one to `limit` products."""


class PurposeMissing(Refusal):
    """What the sample is for has to be known."""


class AddressMissing(Refusal):
    """What is sent needs an address."""


class SampleTextTooLong(Refusal):
    """More than `limit` characters."""


class FeeNeeded(Refusal):
    """A new customer pays for samples (`fee_fen` is usual), or a manager waives it."""


class NobodyToWaive(Refusal):
    """There is no manager or boss but the one who asks, and nobody approves their own."""


def usual_fee_fen(session: Session, *, by: Actor, customer_id: int, lines: Lines) -> int:
    """What is asked for these samples (fen): their list price from a new customer *(default)*, else nothing."""
    customers.get(session, customer_id, by=by)
    if not is_new_customer(session, customer_id):
        return 0
    products = _products(session, lines)
    return sum(line_amount_fen(Decimal(quantity), products[number].list_price_fen) for number, quantity in lines)


def request(
    session: Session,
    *,
    by: Actor,
    now: datetime,
    customer_id: int,
    lines: Lines,
    purpose: str,
    address: str,
    ship_via: str,
    courier: str = "",
    fee_fen: int = 0,
    waive: bool = False,
    send_on: str = "",
) -> int:
    """Write down a request and give its number in the books; `waive` asks a manager to let the fee go.

    `send_on` is the day to send it (ISO; default today). The assistants are told, after the manager where one is asked.
    Raises NotAllowed, NotFound, NoSampleLines, PurposeMissing, AddressMissing, SampleTextTooLong, FeeNeeded,
    NobodyToWaive.
    """
    by.require(*ASKERS)
    customer = customers.get(session, customer_id, by=by)
    _check(session, lines, purpose, address, courier, ship_via)
    usual = usual_fee_fen(session, by=by, customer_id=customer_id, lines=lines)
    if usual and not fee_fen and not waive:
        raise FeeNeeded(fee_fen=usual)
    today = rules_of(session).today(now)
    sample = _written(
        session,
        lines,
        number=next_number(session, "YP", today),
        customer_id=customer_id,
        state=SampleState.REQUESTED,
        purpose=purpose.strip(),
        address=address.strip(),
        ship_via=ship_via,
        courier=courier.strip(),
        fee_fen=max(fee_fen, usual if waive else 0),
        waiver_state=WaiverState.WAITING if waive and usual else WaiverState.NONE,
        send_on=date.fromisoformat(send_on) if send_on else today,
        requested_at=now,
        requested_by=by.id,
    )
    customers.touch(session, customer_id, now)
    journal.note(session, "sample", sample.id, "sample-requested", by=by, now=now, fee_fen=sample.fee_fen)
    if sample.waits:
        _ask_waiver(session, sample, customer, by=by, now=now)
    else:
        tell_assistants(session, sample, customer, by=by, now=now)
    session.flush()
    return sample.id


def _written(session: Session, lines: Lines, **columns: Any) -> Sample:
    sample = Sample(**columns)
    session.add(sample)
    session.flush()
    for position, (product_id, quantity) in enumerate(lines, 1):
        line = SampleLine(sample_id=sample.id, position=position, product_id=product_id, quantity=Decimal(quantity))
        session.add(line)
    return sample


def _check(session: Session, lines: Lines, purpose: str, address: str, courier: str, ship_via: str) -> None:
    if not 1 <= len(lines) <= MOST_LINES:
        raise NoSampleLines(limit=MOST_LINES)
    _products(session, lines)
    if not purpose.strip():
        raise PurposeMissing()
    if ship_via not in VIAS:
        raise NotFound()
    if ship_via != "pickup" and not address.strip():
        raise AddressMissing()
    for name, said in (("purpose", purpose), ("address", address), ("courier", courier)):
        if len(said.strip()) > LIMITS[name]:
            raise SampleTextTooLong(limit=LIMITS[name])


def _products(session: Session, lines: Lines) -> dict[int, Product]:
    """The products of the lines, all of them on sale; quantities more than nothing."""
    for _number, quantity in lines:
        parse_quantity(quantity)
    numbers = {number for number, _quantity in lines}
    query = select(Product).where(col(Product.id).in_(numbers), col(Product.active))
    found = {product.id: product for product in session.exec(query)}
    if numbers - found.keys():
        raise NotFound()
    return found


def _ask_waiver(session: Session, sample: Sample, customer: Customer, *, by: Actor, now: datetime) -> None:
    deciders = waivers(session, sample, customer)
    if not deciders:
        raise NobodyToWaive()
    for person in deciders:
        letters.post(session, "sample-waiver", f"sample:{sample.id}", person.id, "waiver", now=now)


def waivers(session: Session, sample: Sample, customer: Customer) -> list[Person]:
    """Who may waive the fee and is told: the rep's manager, else the boss; never whoever asked or owns the customer."""
    own = {sample.requested_by, customer.rep_id}
    chosen = [person for person in managers_of(session, customer.rep_id) if person.id not in own]
    chosen = [person for person in chosen if _sees(session, person, customer)]
    return chosen or [person for person in with_role(session, Role.BOSS) if person.id not in own]


def _sees(session: Session, person: Person, customer: Customer) -> bool:
    query = select(Customer.id).where(Customer.id == customer.id, visible(actor_of(session, person)))
    return session.exec(query).first() is not None


def tell_assistants(session: Session, sample: Sample, customer: Customer, *, by: Actor, now: datetime) -> None:
    """The rep's assistants are to send it; whoever asked for it knows."""
    for person in assistants_of(session, customer.rep_id):
        if person.id not in (by.id, sample.requested_by):
            letters.post(session, "sample-requested", f"sample:{sample.id}", person.id, "requested", now=now)

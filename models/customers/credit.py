"""Credit terms (数期申请表, S2 §2.2): asked for by those who keep the customer, agreed to by the boss.

What is stricter than credit holds at once. Credit that was asked for holds when the boss agreed to exactly these terms.
"""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from models import letters
from models.customers.records import Customer, get
from models.journal import note
from models.people import Actor, Role, with_role
from models.refusals import Refusal
from models.reminders import mark_stale
from models.terms import Terms, parse_terms, to_text

MAY_ASK = (Role.REP, Role.ASSISTANT, Role.MANAGER, Role.BOSS)


class NotAskedAnyMore(Refusal):
    """The terms were decided on, or others were asked for, since the button was shown."""


def set_terms(session: Session, *, by: Actor, now: datetime, customer_id: int, terms: str) -> bool:
    """Change the terms, or ask the boss for them; gives whether they hold already. Raises UnknownTerms, NotFound."""
    by.require(*MAY_ASK)
    customer = get(session, customer_id, by=by)
    wanted = parse_terms(terms)
    credit = wanted.kind == "credit"
    if credit and customer.terms_approved and to_text(wanted) == to_text(customer.agreed_terms):
        customer.asked_terms, customer.asked_by = "", None  # back to what holds: nothing is left to decide
    elif credit and not by.may(Role.BOSS):
        ask_for(session, customer, wanted, by=by, now=now)
        return False
    else:
        _agree(session, customer, wanted, by=by, now=now)
    session.flush()
    return True


def ask_for(session: Session, customer: Customer, wanted: Terms, *, by: Actor, now: datetime) -> None:
    """Ask every boss for credit terms; what was asked for before is void."""
    customer.asked_terms, customer.asked_by = to_text(wanted), by.id
    customer.version += 1
    note(session, "customer", customer.id, "terms-asked", by=by, now=now, terms=customer.asked_terms)
    for boss in with_role(session, Role.BOSS):
        occasion = f"{customer.asked_terms}:{customer.version}"
        letters.post(session, "terms-wanted", f"customer:{customer.id}", boss.id, occasion, now=now, by=by.id,
                     terms=customer.asked_terms)  # fmt: skip
    session.flush()


def decide_terms(session: Session, *, by: Actor, now: datetime, customer_id: int, terms: str, approve: bool) -> bool:
    """The boss agrees to exactly `terms`, or refuses them; gives `approve`. Raises NotAskedAnyMore."""
    by.require(Role.BOSS)
    customer = get(session, customer_id, by=by)
    if not customer.asked_terms or customer.asked_terms != terms:
        raise NotAskedAnyMore()
    asker = customer.asked_by
    if approve:
        _agree(session, customer, parse_terms(terms), by=by, now=now)
    else:
        _refuse(session, customer, by=by, now=now)
    if asker is not None and asker != by.id:
        occasion = f"{terms}:{customer.version}"
        letters.post(session, "terms-decided", f"customer:{customer.id}", asker, occasion, now=now, approved=approve,
                     terms=terms, by=by.id)  # fmt: skip
    session.flush()
    mark_stale(session, "customer", customer.id)
    return approve


def _agree(session: Session, customer: Customer, terms: Terms, *, by: Actor, now: datetime) -> None:
    before = customer.terms
    customer.terms, customer.terms_approved = to_text(terms), terms.kind == "credit"
    customer.asked_terms, customer.asked_by = "", None
    customer.version += 1
    note(session, "customer", customer.id, "terms-set", by=by, now=now, before=before, after=customer.terms)


def _refuse(session: Session, customer: Customer, *, by: Actor, now: datetime) -> None:
    """What held before goes on; a new customer, for whom nothing held, pays before shipment."""
    refused = customer.asked_terms
    if customer.agreed_terms.kind == "credit" and not customer.terms_approved:
        customer.terms = to_text(Terms("prepay"))
    customer.asked_terms, customer.asked_by = "", None
    customer.version += 1
    note(session, "customer", customer.id, "terms-refused", by=by, now=now, terms=refused)

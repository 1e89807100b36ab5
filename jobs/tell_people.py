"""Letters about people and customers: who came and waits, welcome, credit terms, a claim on a known customer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Session

from jobs.letters import Words, composes
from locales import Html, join, label, text
from models import customers, receivables
from models.amounts import format_fen
from models.customers import Customer, LimitRequest
from models.days import format_day
from models.invitations import MAY_INVITE, Invitation, roles_of
from models.journal import Happening, history
from models.letters import Letter
from models.people import Actor, Person, Role
from models.refusals import NotFound
from models.rules import rules_of
from models.terms import UnknownTerms, describe, due_on, parse_terms


@composes("joining")
def joining(session: Session, letter: Letter, _facts: dict[str, Any], to: Actor, _now: datetime) -> Words | None:
    """Somebody came with a link: name and numeric id, two buttons; later, how it ended."""
    found = session.get(Invitation, _number(letter))
    person = session.get(Person, found.person_id) if found else None
    if found is None or person is None or not to.may(*MAY_INVITE):
        return None
    roles = sorted(text(to.language, "role-name", role=role.value) for role in roles_of(session, person.id))
    facts: dict[str, str | int] = {
        "name": person.name,
        "came": found.claimed_name,
        "number": str(found.claimed_by),
        "roles": join(roles, "、" if to.language == "zh" else ", "),
    }
    asked = text(to.language, "join-asked", **facts)
    if found.state == "claimed":
        return Words(asked, (_pair(to, "join-let-in-button", "join-keep-out-button", "jn", str(found.id)),))
    decided = session.get(Person, found.decided_by) if found.decided_by else None
    ended = text(to.language, "join-ended", state=found.state, by=decided.name if decided else "")
    return Words(join([asked, ended]))


@composes("welcome")
def welcome(_session: Session, _letter: Letter, _facts: dict[str, Any], to: Actor, _now: datetime) -> Words | None:
    """They are in: what to type first."""
    return Words(text(to.language, "join-welcome", name=to.name))


@composes("terms-wanted")
def terms_wanted(session: Session, letter: Letter, facts: dict[str, Any], to: Actor, now: datetime) -> Words | None:
    """Credit is asked for: what exactly, when goods of today would be due, and two buttons; later, how it ended."""
    customer = session.get(Customer, _number(letter))
    asker = session.get(Person, facts["by"])
    if customer is None or asker is None or not to.may(Role.BOSS):
        return None
    terms, today = parse_terms(facts["terms"]), rules_of(session).today(now)
    waits = customer.asked_terms == facts["terms"]
    ended = None if waits else _decided_on(session, customer.id, facts["terms"])
    held = str(ended.facts.get("before") or "") if ended is not None else ""
    asked = text(
        to.language,
        "terms-asked",
        customer=customer.shown,
        code=customer.code,
        by=asker.name,
        now=_held(held or customer.terms, facts["terms"], to.language),
        terms=describe(terms, to.language),
        due=format_day(due_on(terms, today), today, to.language),
        basis=terms.basis,
    )
    if waits:
        target = f"{customer.id}:{facts['terms']}"
        return Words(
            asked, (_pair(to, "terms-approve-button", "terms-refuse-button", "ct", target), _card(to, customer))
        )
    return Words(join([asked, _ended(session, ended, to)]), (_card(to, customer),))


def _decided_on(session: Session, customer_id: int, terms: str) -> Happening | None:
    """What was decided last about exactly these terms; nothing where other terms came before that."""
    decided = [
        entry
        for entry in history(session, "customer", customer_id)
        if (entry.action == "terms-set" and entry.facts.get("after") == terms)
        or (entry.action == "terms-refused" and entry.facts.get("terms") == terms)
    ]
    return decided[-1] if decided else None


def _ended(session: Session, ended: Happening | None, to: Actor) -> Html:
    """Who agreed or refused, and when; else that nothing is left to decide."""
    if ended is None:
        return text(to.language, "terms-settled")
    at = f"{rules_of(session).local(ended.at):%m-%d %H:%M}"
    return text(to.language, "terms-ended", who=ended.who, at=at, agreed=int(ended.action == "terms-set"))


def _held(held: str, asked: str, language: str) -> str:
    """What holds without these terms; of a new customer nothing does but what is asked for."""
    try:
        return text(language, "terms-none") if held == asked else describe(parse_terms(held), language)
    except UnknownTerms:  # forgotten since
        return "—"


@composes("terms-decided")
def terms_decided(session: Session, letter: Letter, facts: dict[str, Any], to: Actor, _now: datetime) -> Words | None:
    """What the boss said to the terms."""
    customer = _seen(session, letter, to)
    boss = session.get(Person, facts["by"])
    if customer is None or boss is None:
        return None
    key = "terms-approved" if facts["approved"] else "terms-refused"
    terms = describe(parse_terms(facts["terms"]), to.language)
    said = text(to.language, key, customer=customer.shown, code=customer.code, terms=terms, by=boss.name)
    return Words(said, (_card(to, customer),))


@composes("limit-wanted")
def limit_wanted(session: Session, letter: Letter, facts: dict[str, Any], to: Actor, now: datetime) -> Words | None:
    """A credit limit is asked for: how much, why, how the customer stands; later, that it is settled."""
    customer, asked = _seen(session, letter, to), session.get(LimitRequest, facts["request_id"])
    if customer is None or asked is None or not to.may(Role.BOSS):
        return None
    overdue = receivables.overdue_fen(session, customer.id, rules_of(session).today(now))
    said = text(
        to.language,
        "limit-asked",
        customer=customer.shown,
        code=customer.code,
        by=session.get_one(Person, asked.asked_by).name,
        limit=format_fen(asked.limit_fen),
        reason=asked.reason,
        held=int(customer.credit_limit_fen is not None),
        now=format_fen(customer.credit_limit_fen or 0),
        owed=format_fen(receivables.outstanding_fen(session, customer.id)),
        late=int(overdue > 0),
        overdue=format_fen(overdue),
    )
    if asked.state == "waiting":
        pair = _pair(to, "limit-approve-button", "limit-refuse-button", "cl", str(asked.id))
        return Words(said, (pair, _card(to, customer)))
    return Words(join([said, text(to.language, "limit-settled")]), (_card(to, customer),))


@composes("limit-decided")
def limit_decided(session: Session, letter: Letter, facts: dict[str, Any], to: Actor, _now: datetime) -> Words | None:
    """What the boss said to the limit."""
    customer, asked = _seen(session, letter, to), session.get(LimitRequest, facts["request_id"])
    boss = session.get(Person, asked.decided_by) if asked and asked.decided_by else None
    if customer is None or asked is None or boss is None:
        return None
    said = text(
        to.language,
        "limit-answered",
        approved=int(asked.state == "approved"),
        customer=customer.shown,
        code=customer.code,
        limit=format_fen(asked.limit_fen),
        by=boss.name,
    )
    return Words(said, (_card(to, customer),))


@composes("customer-claimed")
def customer_claimed(
    session: Session, letter: Letter, facts: dict[str, Any], to: Actor, _now: datetime
) -> Words | None:
    """A second claim on a customer. The manager of the claimant is told of the claim, and no more than they may see."""
    customer, claimant = session.get(Customer, _number(letter)), session.get(Person, facts["claimant"])
    if customer is None or claimant is None or not to.may(*MAY_INVITE):
        return None
    owner = session.get(Person, customer.rep_id) if customer.rep_id else None
    said: Html = text(
        to.language,
        "customer-claimed",
        customer=customer.name,
        claimant=claimant.name,
        house=int(owner is None),
        owner=owner.name if owner else "",
    )
    return Words(said, (_card(to, customer),) if _seen(session, letter, to) else ())


@composes("customers-handed")
def customers_handed(
    _session: Session, _letter: Letter, facts: dict[str, Any], to: Actor, _now: datetime
) -> Words | None:
    """Customers of a colleague are theirs now."""
    return Words(text(to.language, "customers-handed", **{name: facts[name] for name in ("giver", "count", "names")}))


def _number(letter: Letter) -> int:
    return int(letter.subject.partition(":")[2])


def _seen(session: Session, letter: Letter, to: Actor) -> Customer | None:
    """The customer of the letter, if its reader may see it now."""
    try:
        return customers.get(session, _number(letter), by=to)
    except NotFound:
        return None


def _pair(to: Actor, yes: str, no: str, tag: str, target: str) -> tuple[tuple[str, str], ...]:
    return ((label(to.language, yes), f"{tag}:y:{target}"), (label(to.language, no), f"{tag}:n:{target}"))


def _card(to: Actor, customer: Customer) -> tuple[tuple[str, str], ...]:
    return ((label(to.language, "customer-open-button"), f"open:customer:{customer.id}"),)

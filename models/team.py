"""Who works here and as what: roles, teams, whose books an assistant keeps, who left, whose customers go to whom.

A boss looks after everybody, a manager after the own team. What is changed holds from the next tap on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from models import letters
from models.customer_view import DOCUMENTS
from models.customers import Customer
from models.invitations import MAY_INVITE, TEAM_ROLES, Invitation, NoRole, roles_of
from models.journal import note
from models.people import Actor, Assistance, Person, PersonRole, Role, with_role
from models.refusals import NotAllowed, NotFound, Refusal
from models.reminders import mark_digests_stale

LANGUAGES = ("zh", "en")


class LastBoss(Refusal):
    """Without this person nobody would be boss."""


class NotARep(Refusal):
    """Customers go to reps only."""


@dataclass(frozen=True)
class Member:
    """A person with what they are here; `customers` is how many are theirs."""

    person: Person
    roles: frozenset[Role]
    manager: str
    reps: tuple[str, ...]
    customers: int


@dataclass(frozen=True)
class Team:
    """One page of people."""

    items: list[Person]
    page: int
    pages: int
    total: int


def listed(session: Session, *, by: Actor, page: int = 1, size: int = 8) -> Team:
    """Everybody whom this person looks after, by name: those at work, and those who left customers behind."""
    by.require(*MAY_INVITE)
    behind = select(Customer.rep_id).where(col(Customer.rep_id).is_not(None))
    rows = select(Person).where(or_(col(Person.active), col(Person.id).in_(behind)))
    if not by.may(Role.BOSS):
        rows = rows.where(or_(col(Person.manager_id) == by.id, col(Person.id) == by.id))
    total = int(session.scalar(select(func.count()).select_from(rows.subquery())) or 0)
    pages = max(1, -(-total // size))
    page = min(max(1, page), pages)
    items = list(session.exec(rows.order_by(col(Person.name)).limit(size).offset((page - 1) * size)))
    return Team(items, page, pages, total)


def member(session: Session, *, by: Actor, person_id: int) -> Member:
    """One person, if this one looks after them; those who left as well. Raises NotFound."""
    person = _person(session, person_id, by=by)
    manager = session.get(Person, person.manager_id) if person.manager_id else None
    reps = session.exec(
        select(Person.name)
        .join(Assistance, col(Assistance.rep_id) == col(Person.id))
        .where(Assistance.assistant_id == person.id)
        .order_by(col(Person.name))
    )
    owned = session.scalar(select(func.count()).where(col(Customer.rep_id) == person.id)) or 0
    roles = frozenset(roles_of(session, person.id))
    return Member(person, roles, manager.name if manager else "", tuple(reps), owned)


def reps(session: Session, *, by: Actor) -> list[Person]:
    """The reps at work whom this person looks after."""
    by.require(*MAY_INVITE)
    return [rep for rep in with_role(session, Role.REP) if by.may(Role.BOSS) or by.id in (rep.manager_id, rep.id)]


def not_joined(session: Session, *, by: Actor) -> list[Person]:
    """People of the books whom this person looks after and who have not joined yet, at most eight."""
    by.require(*MAY_INVITE)
    rows = select(Person).where(col(Person.active), col(Person.telegram_id).is_(None))
    if not by.may(Role.BOSS):
        rows = rows.where(col(Person.manager_id) == by.id)
    return list(session.exec(rows.order_by(col(Person.name)).limit(8)))


def served_by(session: Session, *, by: Actor, assistant_id: int) -> list[int]:
    """The reps whose books an assistant keeps, by number."""
    assistant = _person(session, assistant_id, by=by)
    return list(session.exec(select(Assistance.rep_id).where(Assistance.assistant_id == assistant.id)))


def managers(session: Session, *, by: Actor) -> list[Person]:
    """Whose team somebody may join: any manager for the boss, only the own one for a manager."""
    by.require(*MAY_INVITE)
    return [person for person in with_role(session, Role.MANAGER) if by.may(Role.BOSS) or person.id == by.id]


def grantable(by: Actor) -> list[Role]:
    """The roles that this person may give and take."""
    by.require(*MAY_INVITE)
    return [role for role in Role if by.may(Role.BOSS) or role in TEAM_ROLES]


def set_role(session: Session, *, by: Actor, now: datetime, person_id: int, role: str, held: bool) -> int:
    """Give or take one role. Raises NotAllowed, NoRole, LastBoss."""
    person, wanted = _person(session, person_id, by=by), Role(role)
    if wanted not in grantable(by):
        raise NotAllowed()
    roles = roles_of(session, person.id)
    if held == (wanted in roles):
        return person.id
    if held:
        session.add(PersonRole(person_id=person.id, role=wanted.value))
    else:
        if len(roles) == 1:
            raise NoRole()
        check_not_last_boss(session, person, wanted)
        session.delete(session.get_one(PersonRole, (person.id, wanted.value)))
    _changed(session, person, "role-given" if held else "role-taken", by=by, now=now, role=wanted.value)
    return person.id


def set_manager(session: Session, *, by: Actor, now: datetime, person_id: int, manager_id: int) -> int:
    """Put somebody in a manager's team. Only the boss moves people between teams."""
    by.require(Role.BOSS)
    person = _person(session, person_id, by=by)
    if manager_id == person_id or manager_id not in {manager.id for manager in managers(session, by=by)}:
        raise NotFound()
    person.manager_id = manager_id
    _changed(session, person, "team-set", by=by, now=now, manager=manager_id)
    return person.id


def set_service(session: Session, *, by: Actor, now: datetime, assistant_id: int, rep_id: int, served: bool) -> int:
    """Say whether an assistant keeps a rep's books. Raises NotFound."""
    assistant, rep = _person(session, assistant_id, by=by), _person(session, rep_id, by=by)
    known = session.exec(
        select(Assistance).where(Assistance.assistant_id == assistant.id, Assistance.rep_id == rep.id)
    ).one_or_none()
    if served and known is None:
        session.add(Assistance(assistant_id=assistant.id, rep_id=rep.id))
    elif not served and known is not None:
        session.delete(known)
    _changed(session, assistant, "serves" if served else "serves-not", by=by, now=now, rep=rep.name)
    return assistant.id


def hand_over(
    session: Session, *, by: Actor, now: datetime, from_id: int, to_id: int, customer_ids: Iterable[int] | None = None
) -> int:
    """Hand a rep's customers, or some of them, to another rep; gives how many. Raises NotFound, NotARep.

    Open documents and reminders go with the customer: whose they are follows from the customer alone. The last digests
    that told of them are brought up to date.
    """
    giver, taker = _person(session, from_id, by=by), _person(session, to_id, by=by)
    if giver.id == taker.id or not taker.active or Role.REP not in roles_of(session, taker.id):
        raise NotARep()
    rows = select(Customer).where(Customer.rep_id == giver.id)
    if customer_ids is not None:
        rows = rows.where(col(Customer.id).in_(list(customer_ids)))
    moved = list(session.exec(rows))
    if not moved:
        raise NotFound()
    for customer in moved:
        customer.rep_id = taker.id
        customer.version += 1
        note(
            session, "customer", customer.id, "customer-handed-over", by=by, now=now, giver=giver.name, taker=taker.name
        )
    names = "、".join(customer.shown for customer in moved[:5])
    letters.post(session, "customers-handed", f"person:{giver.id}", taker.id, now.isoformat(), now=now,
                 count=len(moved), names=names, giver=giver.name)  # fmt: skip
    session.flush()
    for subject, record in DOCUMENTS:
        theirs = sql_select(record.id).where(record.customer_id.in_([customer.id for customer in moved]))
        mark_digests_stale(session, subject, theirs)
    return len(moved)


def leave(session: Session, *, by: Actor, now: datetime, person_id: int) -> int:
    """They left: access ends with this transaction, open invitations with it; gives how many customers are left behind.

    Raises NotAllowed for oneself, LastBoss.
    """
    person = _person(session, person_id, by=by)
    if person.id == by.id or (not by.may(Role.BOSS) and not roles_of(session, person.id) <= TEAM_ROLES):
        raise NotAllowed()
    check_not_last_boss(session, person, Role.BOSS)
    gone, person.telegram_id, person.active = person.telegram_id, None, False
    for open_one in session.exec(select(Invitation).where(Invitation.person_id == person.id)):
        if open_one.state in ("waiting", "claimed"):
            open_one.state = "void"
    _changed(session, person, "left", by=by, now=now, telegram_id=gone)
    return int(session.scalar(select(func.count()).where(col(Customer.rep_id) == person.id)) or 0)


def myself(_session: Session, *, by: Actor) -> Actor:
    """Whoever asks, as the books know them now."""
    return by


def set_language(session: Session, *, by: Actor, now: datetime, language: str) -> str:
    """The language to be spoken to."""
    if language not in LANGUAGES:
        raise NotFound()
    person = session.get_one(Person, by.id)
    person.language = language
    session.flush()
    return language


def _person(session: Session, person_id: int, *, by: Actor) -> Person:
    """Somebody whom this person looks after. Raises NotAllowed, NotFound."""
    by.require(*MAY_INVITE)
    person = session.get(Person, person_id)
    if person is None or not (by.may(Role.BOSS) or by.id in (person.manager_id, person.id)):
        raise NotFound()
    return person


def check_not_last_boss(session: Session, person: Person, role: Role) -> None:
    """Refuse what would take `role` from this person and leave no boss who has joined. Raises LastBoss."""
    bosses = {boss.id for boss in with_role(session, Role.BOSS) if boss.telegram_id is not None}
    if role is Role.BOSS and bosses == {person.id}:
        raise LastBoss()


def _changed(session: Session, person: Person, action: str, *, by: Actor, now: datetime, **facts: object) -> None:
    person.version += 1
    note(session, "person", person.id, action, by=by, now=now, **facts)
    session.flush()

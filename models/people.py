"""People, their roles and teams, and who may see whose customers (S2 §8.10, S4 §8).

Identity is the numeric id of whoever wrote or tapped, never a name or a chat.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import Field, Session, col, select

from models.base import Record, key, moment, refers
from models.refusals import NotAllowed


class Role(StrEnum):
    """What a person may be; one may be several."""

    REP = "rep"
    ASSISTANT = "assistant"
    WAREHOUSE = "warehouse"
    PRODUCTION = "production"
    FINANCE = "finance"
    MANAGER = "manager"
    BOSS = "boss"


class Person(Record, table=True):
    """One of the team. `telegram_id` is empty until they joined; `active` ends when they leave."""

    __tablename__ = "people"

    id: int = key()
    name: str = Field(max_length=100)
    language: str = Field(default="zh", max_length=8)
    telegram_id: int | None = Field(default=None, sa_type=BigInteger, unique=True)
    manager_id: int | None = refers("people.id", optional=True)
    hired_on: date | None = Field(default=None)
    active: bool = Field(default=True)
    created_at: datetime = moment()
    version: int = Field(default=1)


class PersonRole(Record, table=True):
    """One role of one person."""

    __tablename__ = "person_roles"

    person_id: int = Field(foreign_key="people.id", primary_key=True)
    role: str = Field(primary_key=True, max_length=16)


class Assistance(Record, table=True):
    """Which assistant keeps the books of which rep."""

    __tablename__ = "assistances"
    __table_args__ = (UniqueConstraint("assistant_id", "rep_id"),)

    id: int = key()
    assistant_id: int = refers("people.id")
    rep_id: int = refers("people.id")


@dataclass(frozen=True)
class Actor:
    """Who acts, as the books know them at this moment."""

    id: int
    name: str
    language: str
    roles: frozenset[Role]
    telegram_id: int | None = None

    def may(self, *roles: Role) -> bool:
        """Whether they hold one of these roles."""
        return not self.roles.isdisjoint(roles)

    def require(self, *roles: Role) -> None:
        """Refuse with `NotAllowed` unless they hold one of these roles."""
        if not self.may(*roles):
            raise NotAllowed()

    @property
    def sees_all(self) -> bool:
        """Finance and boss see every customer."""
        return self.may(Role.FINANCE, Role.BOSS)


def actor_of(session: Session, person: Person) -> Actor:
    """The person with their roles as they are now."""
    roles = session.exec(select(PersonRole.role).where(PersonRole.person_id == person.id)).all()
    return Actor(
        person.id, person.name, person.language, frozenset(Role(r) for r in roles), person.telegram_id
    )


def actor_by_id(session: Session, person_id: int) -> Actor | None:
    """The actor with this number, or nothing when unknown or gone."""
    person = session.get(Person, person_id)
    return actor_of(session, person) if person and person.active else None


def actor_by_telegram(session: Session, telegram_id: int) -> Actor | None:
    """Who wrote or tapped, or nothing for a stranger or one who left."""
    person = session.exec(select(Person).where(Person.telegram_id == telegram_id)).one_or_none()
    return actor_of(session, person) if person and person.active else None


def with_role(session: Session, *roles: Role) -> list[Person]:
    """Everybody active who holds one of these roles, by name."""
    holders = select(PersonRole.person_id).where(col(PersonRole.role).in_([r.value for r in roles]))
    query = select(Person).where(col(Person.id).in_(holders), Person.active).order_by(col(Person.name))
    return list(session.exec(query))


def assistants_of(session: Session, rep_id: int | None) -> list[Person]:
    """The assistants who keep this rep's books; for the house's own customers, or a rep without one, all of them."""
    if rep_id is not None:
        query = (
            select(Person)
            .join(Assistance, col(Assistance.assistant_id) == col(Person.id))
            .where(Assistance.rep_id == rep_id, Person.active)
            .order_by(col(Person.name))
        )
        if found := list(session.exec(query)):
            return found
    return with_role(session, Role.ASSISTANT)


def managers_of(session: Session, rep_id: int | None) -> list[Person]:
    """The rep's manager; without one, every manager, and without any, the boss."""
    rep = session.get(Person, rep_id) if rep_id is not None else None
    manager = session.get(Person, rep.manager_id) if rep and rep.manager_id else None
    if manager and manager.active:
        return [manager]
    return with_role(session, Role.MANAGER) or with_role(session, Role.BOSS)


def add_person(
    session: Session, *, name: str, roles: Iterable[Role], now: datetime, language: str = "zh"
) -> Person:
    """Put a person in the books; they can do nothing in the chat until they joined by invitation."""
    person = Person(name=name, language=language, created_at=now)
    session.add(person)
    session.flush()
    for role in sorted(set(roles)):
        session.add(PersonRole(person_id=person.id, role=role.value))
    session.flush()
    return person

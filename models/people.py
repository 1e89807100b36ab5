"""People, their roles and teams, and who may see whose customers (S2 §8.10, S4 §8).

Identity is the numeric id of whoever wrote or tapped, never a name or a chat.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, UniqueConstraint, and_, bindparam, case, or_
from sqlalchemy import select as sql_select
from sqlmodel import Field, Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.base import Record, ask, key, moment, refers
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


# Asked at every update, so it is built once, and past the records.
_PEOPLE, _ROLES = Record.metadata.tables["people"], Record.metadata.tables["person_roles"]
_WHO = (
    sql_select(_PEOPLE.c.id, _PEOPLE.c.name, _PEOPLE.c.language, _ROLES.c.role)
    .select_from(_PEOPLE.outerjoin(_ROLES, _ROLES.c.person_id == _PEOPLE.c.id))
    .where(_PEOPLE.c.telegram_id == bindparam("telegram_id"), _PEOPLE.c.active)
)


def actor_of(session: Session, person: Person) -> Actor:
    """The person with their roles as they are now."""
    roles = session.exec(select(PersonRole.role).where(PersonRole.person_id == person.id)).all()
    return Actor(person.id, person.name, person.language, frozenset(Role(r) for r in roles), person.telegram_id)


def actor_by_id(session: Session, person_id: int) -> Actor | None:
    """The actor with this number, or nothing when unknown or gone."""
    person = session.get(Person, person_id)
    return actor_of(session, person) if person and person.active else None


def actor_by_telegram(session: Session, telegram_id: int) -> Actor | None:
    """Who wrote or tapped, or nothing for a stranger or one who left."""
    found = ask(session, _WHO, telegram_id=telegram_id).all()
    if not found:
        return None
    number, name, language, _role = found[0]
    return Actor(number, name, language, frozenset(Role(role) for *_who, role in found if role), telegram_id)


def with_role(session: Session, *roles: Role) -> list[Person]:
    """Everybody active who holds one of these roles, by name."""
    return list(session.exec(_WITH_ROLE, params={"roles": [role.value for role in roles]}))


def holders(role: Role) -> SelectOfScalar[int]:
    """The numbers of everybody active who holds a role, as a subquery."""
    held = select(PersonRole.person_id).join(Person, col(Person.id) == col(PersonRole.person_id))
    return held.where(PersonRole.role == role.value, col(Person.active).is_(True))


def _with_role() -> SelectOfScalar[Person]:
    held = select(PersonRole.person_id).where(col(PersonRole.role).in_(bindparam("roles", expanding=True)))
    return select(Person).where(col(Person.id).in_(held), Person.active).order_by(col(Person.name))


def _nearest(*steps: ColumnElement[bool]) -> Select[Any]:
    """Whoever stands on one of these steps, those on the first step first."""
    step = case(*((stands, number) for number, stands in enumerate(steps)))
    return sql_select(Person, step).where(or_(*steps)).order_by(step, col(Person.name))


_PERSON = col(Person.id)
_SERVES = _PERSON.in_(select(Assistance.assistant_id).where(col(Assistance.rep_id) == bindparam("rep")))
_LEADS = _PERSON.in_(select(Person.manager_id).where(col(Person.id) == bindparam("rep")))
_ASSISTANT, _MANAGER, _BOSS = (_PERSON.in_(holders(role)) for role in (Role.ASSISTANT, Role.MANAGER, Role.BOSS))
# Asked whenever somebody is to be told of something: built once.
_WITH_ROLE = _with_role()
_ASSISTANTS = _nearest(and_(_SERVES, _ASSISTANT), and_(_LEADS, _MANAGER), _BOSS)
_MANAGERS = _nearest(and_(_LEADS, _MANAGER), _BOSS)
_HOUSE_ASSISTANTS, _HOUSE_MANAGERS = _nearest(_ASSISTANT, _MANAGER, _BOSS), _nearest(_MANAGER, _BOSS)


def assistants_of(session: Session, rep_id: int | None) -> list[Person]:
    """The assistants who keep this rep's books; of the house all; where there is none, who leads the rep."""
    return _first_step(session, _HOUSE_ASSISTANTS if rep_id is None else _ASSISTANTS, rep_id)


def managers_of(session: Session, rep_id: int | None) -> list[Person]:
    """The rep's manager; of the house all; where there is none, the boss: nobody is told of what they may not see."""
    return _first_step(session, _HOUSE_MANAGERS if rep_id is None else _MANAGERS, rep_id)


def _first_step(session: Session, steps: Select[Any], rep_id: int | None) -> list[Person]:
    found = session.execute(steps, {"rep": rep_id}).all()
    return [person for person, step in found if step == found[0][1]]


def add_person(session: Session, *, name: str, roles: Iterable[Role], now: datetime, language: str = "zh") -> Person:
    """Put a person in the books; they can do nothing in the chat until they joined by invitation."""
    person = Person(name=name, language=language, created_at=now)
    session.add(person)
    session.flush()
    for role in sorted(set(roles)):
        session.add(PersonRole(person_id=person.id, role=role.value))
    session.flush()
    return person

"""People and customers for the ledgers' tests: builders that name only what matters."""

from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session, col, select

from models.customers import Customer
from models.letters import Letter
from models.people import Actor, Person, Role, actor_of, add_person

NOW = datetime(2026, 11, 23, 1, 5, tzinfo=UTC)


def person(session: Session, name: str, *roles: Role, manager: Actor | None = None, joined: bool = True) -> Actor:
    """Somebody of the company; joined under a number that follows from their place in the books."""
    made = add_person(session, name=name, roles=roles, now=NOW)
    made.telegram_id = 7000 + made.id if joined else None
    made.manager_id = manager.id if manager else None
    session.flush()
    return actor_of(session, made)


def customer(session: Session, name: str, rep: Actor | None = None, **facts: Any) -> Customer:
    """A customer of a rep, or of the house."""
    code = facts.pop("code", f"X-{name}")
    made = Customer(code=code, name=name, rep_id=rep.id if rep else None, created_at=NOW, **facts)
    session.add(made)
    session.flush()
    return made


def told(session: Session, kind: str) -> list[str]:
    """Who is owed a letter of this kind, by name."""
    rows = session.exec(
        select(Person.name).join(Letter, col(Letter.recipient_id) == col(Person.id)).where(Letter.kind == kind)
    )
    return sorted(rows)

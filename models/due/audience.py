"""Who is told about whose customers, as the people are at this moment.

Somebody who left is not told; their manager is. Nobody is told of a customer they may not see (`customers.visible`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, select

from models.people import Assistance, Person, PersonRole, Role

Owner = int | None  # a rep, or the house itself


@dataclass(frozen=True)
class Addressee:
    """Who is told in which capacity: from how many days on (`None`: always), or so many working days after those who
    are told at once could be (`days_later`).
    """

    role: Role
    from_days: int | None = None
    days_later: int = 0


@dataclass(frozen=True)
class Reach:
    """Customers of these owners, from so many days on, or so many working days later than others are told."""

    owners: frozenset[Owner]
    from_days: int | None
    days_later: int = 0


class Directory:
    """The people and how they belong together, read once for many questions."""

    def __init__(self, session: Session) -> None:
        people = session.exec(select(Person.id, Person.manager_id, Person.active)).all()
        self._manager = {person: manager for person, manager, _active in people}
        self._active = frozenset(person for person, _manager, active in people if active)
        self._holders: dict[str, set[int]] = {}
        for person, role in session.exec(select(PersonRole.person_id, PersonRole.role)):
            if person in self._active:
                self._holders.setdefault(role, set()).add(person)
        self._assistants: dict[int, set[int]] = {}
        for assistant, rep in session.exec(select(Assistance.assistant_id, Assistance.rep_id)):
            if assistant in self._holding(Role.ASSISTANT):
                self._assistants.setdefault(rep, set()).add(assistant)

    @property
    def owners(self) -> frozenset[Owner]:
        """Everybody who may own a customer, those who left too, and the house."""
        return frozenset([*self._manager, None])

    def told(self, owner: Owner, role: Role) -> frozenset[int]:
        """Who is told about this owner's customers in this capacity."""
        if role is Role.REP:
            if owner is None:
                return frozenset()
            return frozenset([owner]) if owner in self._active else self.told(owner, Role.MANAGER)
        if role is Role.ASSISTANT:
            if owner is None:
                return frozenset(self._holding(Role.ASSISTANT))
            return frozenset(self._assistants.get(owner, ())) or self.told(owner, Role.MANAGER)
        if role is Role.MANAGER:
            return self._managers(owner)
        return frozenset(self._holding(role))

    def reaches(self, person_id: int, audience: Iterable[Addressee]) -> list[Reach]:
        """Which owners' customers a person is told about, and from when on, in all their capacities."""
        found = []
        for addressee in audience:
            owners = frozenset(owner for owner in self.owners if person_id in self.told(owner, addressee.role))
            if owners:
                found.append(Reach(owners, addressee.from_days, addressee.days_later))
        return found

    def _managers(self, owner: Owner) -> frozenset[int]:
        """The rep's manager; for the house all managers; where there is none, the boss."""
        managers = self._holding(Role.MANAGER)
        own = managers if owner is None else managers & {self._manager.get(owner)}
        return frozenset(own or self._holding(Role.BOSS))

    def _holding(self, role: Role) -> set[int]:
        return self._holders.get(role.value, set())

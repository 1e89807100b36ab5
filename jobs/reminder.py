"""What a reminder is: a cause, when it is looked for, who is told, what can be answered with one tap."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from sqlmodel import Session

from locales import Html, text
from models.days import calendar_known
from models.due import Addressee, Cause, Directory, Standing, listed, owners
from models.people import Actor, Role, actor_by_id

SALES = frozenset({Role.REP, Role.ASSISTANT, Role.FINANCE, Role.MANAGER, Role.BOSS})
BOOKS = frozenset({Role.ASSISTANT, Role.MANAGER, Role.BOSS})
MONEY = BOOKS | {Role.FINANCE}


@dataclass(frozen=True)
class Cadence:
    """When a rule is looked for on a working day, as the fields of a cron trigger."""

    hour: str
    minute: str = "0"


def always(_standing: Standing) -> bool:
    """Under every document."""
    return True


@dataclass(frozen=True)
class Answer:
    """A button under one document: its verb in the callback data, the key of its label, who may use it, and where."""

    verb: str
    label: str
    roles: frozenset[Role] = SALES
    fits: Callable[[Standing], bool] = always


MONEY_CAME = Answer("m", "reminder-money", MONEY)
MONEY_SAID = Answer("y", "reminder-money-said", frozenset({Role.REP}))
PROMISED = Answer("s", "reminder-promised")
DISPUTED = Answer("d", "reminder-disputed")
CHASED = Answer("c", "reminder-chased")
LATER = Answer("t", "reminder-later")
RECEIPT_BACK = Answer("r", "reminder-receipt-back", BOOKS)
COURIER_CHASED = Answer("k", "reminder-courier-chased", MONEY)
COD_SETTLED = Answer("q", "reminder-cod-settled", MONEY)
ENTER_WAYBILL = Answer("b", "reminder-enter-waybill", BOOKS)
CONFIRMED = Answer("v", "reminder-confirmed", SALES - {Role.FINANCE})
BASIS_DAY = Answer("f", "reminder-basis-day", MONEY, lambda standing: bool(standing.basis))
OPEN = Answer("o", "reminder-open")


def calendar_note(language: str, day: date) -> list[Html]:
    """That nobody knows yet which days of this year are worked, where nobody does (rule 26)."""
    return [] if calendar_known(day.year) else [text(language, "reminder-calendar", year=str(day.year))]


class Routine(Protocol):
    """Something that is looked for at its times and ends in at most one letter a person."""

    @property
    def rule(self) -> str:
        """Its name: the kind of its letters."""
        ...

    @property
    def at(self) -> tuple[Cadence, ...]:
        """When it is looked for on a working day."""
        ...

    def who(self, session: Session, day: date, now: datetime) -> set[int]:
        """The persons who are owed a letter; what it says is found when it is sent."""
        ...

    def also(self, session: Session, now: datetime) -> None:
        """What else is done in the same transaction."""
        ...


def nothing(_session: Session, _now: datetime) -> None:
    """Nothing else is done."""


@dataclass(frozen=True)
class Reminder:
    """A digest of one cause: each person told gets one letter an occasion, most urgent first."""

    cause: Cause
    at: tuple[Cadence, ...]
    audience: tuple[Addressee, ...]
    answers: tuple[Answer, ...]
    does: Callable[[Session, datetime], None] = nothing
    quiet: str = ""  # the text that says what ends it, where it is not that of all its documents
    names_paused: bool = field(default=False)  # whether its head names the couriers that are paused

    @property
    def rule(self) -> str:
        """The cause's name."""
        return self.cause.rule

    def who(self, session: Session, day: date, now: datetime) -> set[int]:
        """Everybody in whose reach something is due."""
        directory, found = Directory(session), set[int]()
        for owner, oldest in owners(session, self.cause, day, now).items():
            for one in self.audience:
                if one.from_days is None or (day - oldest).days >= one.from_days:
                    found |= directory.told(owner, one.role)
        if not self.cause.once:
            return found
        return {person for person in found if self._anything(session, directory, person, day, now)}

    def also(self, session: Session, now: datetime) -> None:
        """What the rule does besides telling."""
        self.does(session, now)

    def may(self, to: Actor) -> list[Answer]:
        """The answers this person may give."""
        return [answer for answer in self.answers if to.roles & answer.roles]

    def _anything(self, session: Session, directory: Directory, person_id: int, day: date, now: datetime) -> bool:
        to = actor_by_id(session, person_id)
        reaches = directory.reaches(person_id, self.audience)
        if to is None:
            return False
        return bool(listed(session, self.cause, to=to, reaches=reaches, day=day, now=now, limit=1).items)

"""The sweep: everything that was due today until now and has not been handled is handled, once, however often it runs.

When a rule is due is said by cron triggers in the company's zone; that an occasion was handled is a row. So a morning
missed is made up the same day, and after days off there is one digest, not one for each day.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from importlib import import_module

from apscheduler.triggers.cron import CronTrigger
from sqlmodel import Session

import jobs
from jobs import approval_waiting
from jobs.reminder import Routine
from models import letters
from models.clock import Clock
from models.database import DATABASE_TROUBLE, Database, SupersededError
from models.days import is_working_day
from models.due import WAKING, late_approvals, next_late_at
from models.reminders import Sweep

DIGEST = "digest"
TICK = timedelta(microseconds=1)
DAYS_KEPT = 3  # whose occasions are remembered: the scheduling library takes milliseconds to name those of a day
Occasion = tuple[Routine, str]

log = logging.getLogger(__name__)


def routines() -> list[Routine]:
    """Every rule that is looked for at its times."""
    return [import_module(f"jobs.{name}").REMINDER for name in jobs.REMINDERS]


class Sweeper:
    """Looks for what is due by `clock` and owes people their letters."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self.db, self.clock = db, clock
        self.zone = db.rules.zone
        self.triggers = [
            (routine, CronTrigger(hour=at.hour, minute=at.minute, timezone=self.zone))
            for routine in routines()
            for at in routine.at
        ]
        self._handled: set[tuple[str, str]] = set()
        self._days: dict[date, list[tuple[datetime, Routine]]] = {}

    async def sweep(self) -> None:
        """Handle what is due. Nobody is reminded on a day off."""
        now = self.clock.now()
        today = self.db.rules.today(now)
        if not is_working_day(today):
            return
        due = [
            (routine, occasion)
            for moment, routine in self._today(today)
            if moment <= now and (routine.rule, occasion := f"{moment:%Y-%m-%d %H:%M}") not in self._handled
        ]
        if due:
            await self._handle(due, today, now)
        awake = self.db.rules.local(now).hour in WAKING
        if awake and await self.db.read(lambda session: bool(late_approvals(session, now))):
            await self.db.write(lambda session: approval_waiting.remind(session, now))

    async def next_moment(self, after: datetime) -> datetime | None:
        """The first moment after `after` with something to do: a rule's time, a late approval, a letter put off."""
        moments = [self._next(after)]
        moments += await self.db.read(
            lambda session: [next_late_at(session, after), letters.next_due_at(session, after)]
        )
        return min((moment for moment in moments if moment is not None), default=None)

    def _next(self, after: datetime) -> datetime | None:
        """The first occasion of a rule behind a moment; nothing where no rule has a time."""
        day = self.db.rules.today(after)
        while self.triggers:
            later = [moment for moment, _routine in self._today(day) if moment > after] if is_working_day(day) else []
            if later:
                return later[0]
            day += timedelta(days=1)
        return None

    def _today(self, today: date) -> list[tuple[datetime, Routine]]:
        """Every occasion of a day, in order."""
        if today not in self._days:
            if len(self._days) >= DAYS_KEPT:
                self._days.clear()
            self._days[today] = sorted(self._planned(today), key=lambda one: one[0])
        return self._days[today]

    def _planned(self, today: date) -> Iterator[tuple[datetime, Routine]]:
        for routine, trigger in self.triggers:
            moment = trigger.get_next_fire_time(None, self._midnight(today))
            while moment.date() == today:
                yield moment, routine
                moment = trigger.get_next_fire_time(moment, moment + TICK)

    async def _handle(self, due: list[Occasion], day: date, now: datetime) -> None:
        """All in one transaction; where that fails each by itself, so that a broken rule holds up no other."""
        try:
            await self._owe(due, day, now)
        except (*DATABASE_TROUBLE, SupersededError):
            raise
        except Exception:
            if len(due) == 1:
                log.exception("%s cannot be told; it is tried again", due[0][0].rule)
                return
            for one in due:
                await self._handle([one], day, now)
            return
        self._handled.update((routine.rule, occasion) for routine, occasion in due)

    async def _owe(self, due: list[Occasion], day: date, now: datetime) -> None:
        """Owe people their letters: who they are is looked up without holding up those who write."""
        told = await self.db.read(
            lambda session: [(one, one[0].who(session, day, now)) for one in due if not _was_handled(session, one)]
        )

        def owe(session: Session) -> None:
            for one, people in told:
                if _was_handled(session, one):
                    continue
                routine, occasion = one
                session.add(Sweep(rule=routine.rule, occasion=occasion, at=now))
                routine.also(session, now)
                for person_id in sorted(people):
                    letters.post(session, routine.rule, DIGEST, person_id, occasion, now=now)

        if told:
            await self.db.write(owe)

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), self.zone)


def _was_handled(session: Session, one: Occasion) -> bool:
    routine, occasion = one
    return session.get(Sweep, (routine.rule, occasion)) is not None

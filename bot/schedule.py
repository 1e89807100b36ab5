"""The clock's jobs, driven: APScheduler ticks in memory, the sweep decides; nothing about time is stored here."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable
from datetime import datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from jobs.delivery import Delivery
from jobs.sweep import Sweeper
from models.clock import Clock, MovableClock
from models.database import Database
from models.trace import working_on

HEARTBEAT_S = 30  # also looks for what no rule's own time tells: approvals that wait, a clock that was moved

log = logging.getLogger(__name__)


class Schedule:
    """Sweeps at every rule's time and now and then, and at once when the program starts."""

    def __init__(self, db: Database, clock: Clock, delivery: Delivery) -> None:
        self.clock, self.delivery = clock, delivery
        self.sweeper = Sweeper(db, clock)
        self.also: list[Callable[[], Awaitable[None]]] = []  # done at every beat, after the sweep
        self.swept: float | None = None  # when the last sweep was done, on the machine's monotonic clock
        self.swept_at: datetime | None = None  # the same by the company's clock
        self.scheduler = AsyncIOScheduler(
            timezone=db.rules.zone, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )

    async def start(self) -> None:
        """Make up for what was missed today, then tick."""
        await self._tick()
        for _routine, trigger in self.sweeper.triggers:
            self.scheduler.add_job(self._tick, trigger)
        self.scheduler.add_job(self._tick, IntervalTrigger(seconds=HEARTBEAT_S))
        self.scheduler.start()

    async def stop(self) -> None:
        """Tick no more."""
        if self.scheduler.running:
            self.scheduler.shutdown(wait=False)

    async def run_until(self, moment: datetime) -> None:
        """Move a movable clock to `moment`, stopping wherever something is due: it is done, and delivered, at its time.

        Raises TypeError for a clock that cannot be moved, ClockRunsForwardsOnly for a moment that has passed.
        """
        clock = self.clock
        if not isinstance(clock, MovableClock):
            raise TypeError("this clock cannot be moved")
        if moment < clock.now():
            clock.move_to(moment)  # refuses
        await self.delivery.flush()
        while (due := await self.sweeper.next_moment(clock.now())) is not None and due < moment:
            clock.move_to(max(due, clock.now()))
            await self._tick()
            await self.delivery.flush()
        clock.move_to(max(moment, clock.now()))  # what was delivered on the way took its time
        await self._tick()
        await self.delivery.flush()

    async def _tick(self) -> None:
        try:
            with working_on(operation="sweep"):
                await self.sweeper.sweep()
            self.swept, self.swept_at = time.monotonic(), self.clock.now()
        except Exception:
            log.exception("the sweep is interrupted; the next one goes on")
        for work in self.also:
            try:
                await work()
            except Exception:
                log.exception("a part of the beat is interrupted; the next one goes on")
        self.delivery.wake.set()

"""The clock: what time it is, passed in and never asked of the machine.

Moments are aware UTC. The company's days come from its own time zone. In the sandbox the clock can be moved
ahead, to see the reminders of the days in between arrive.
"""

import time
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Protocol

from models.refusals import Refusal


class ClockRunsForwardsOnly(Refusal):
    """Asked to go back to `asked` from `now`: what was done since cannot be undone."""


class Clock(Protocol):
    """Whatever knows what time it is."""

    def now(self) -> datetime:
        """This moment, aware, in UTC."""
        ...


class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        """This moment, aware, in UTC."""
        return datetime.now(UTC)


class MovableClock:
    """Starts at `start`, runs on with real time, can be moved ahead; with `running=False` it stands still."""

    def __init__(self, start: datetime, *, running: bool = True) -> None:
        self._running = running
        # One value, swapped whole: a reader in another thread never sees half a move.
        self._set = (_utc(start), time.monotonic())

    def now(self) -> datetime:
        """This moment by this clock, aware, in UTC."""
        moment, since = self._set
        return moment + timedelta(seconds=time.monotonic() - since) if self._running else moment

    def move_to(self, moment: datetime) -> None:
        """Go ahead to `moment`. Raises ClockRunsForwardsOnly if it has passed, ValueError if it is naive."""
        target, now = _utc(moment), self.now()
        if target < now:
            raise ClockRunsForwardsOnly(asked=target, now=now)
        self._set = (target, time.monotonic())


def local(moment: datetime, zone: tzinfo) -> datetime:
    """`moment` as the company's wall clock shows it. Raises ValueError if it is naive."""
    return _utc(moment).astimezone(zone)


def today(clock: Clock, zone: tzinfo) -> date:
    """The company's date now."""
    return local(clock.now(), zone).date()


def _utc(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise ValueError(f"a moment needs its time zone: {moment.isoformat()}")
    return moment.astimezone(UTC)

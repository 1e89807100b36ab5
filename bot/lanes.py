"""Whose turn it is: one queue a person, their updates one by one; across people many at once, the waiting in turn.

Trouble that passes is waited out in the person's own queue, and their place is given to somebody else meanwhile.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from bot.storage import Row
from models.people import Actor

AT_ONCE = 16  # people served at the same time
MOST_WAITING = 100  # updates of one person that wait at most; whoever sends more is told, and asked again later
MOST_OF_STRANGERS = 5  # the same for somebody who does not belong to the company; they are not told
Known = tuple[Actor | None, dict[str, Row]]

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Kept:
    """An update that was taken in: its row (0: a stranger's, not written down), whose it is, and its raw form."""

    row_id: int
    key: int
    raw: str
    known: Known | None = None  # the person and their conversation, as they were when it was taken in
    found: bool = False  # it was found in the inbox, and may have been done meanwhile


# Works on an update for the n-th time; gives the seconds until it is tried again, or nothing when it is done with.
Work = Callable[[Kept, int], Awaitable[float | None]]


class Lanes:
    """The queues and who is being served."""

    def __init__(self, work: Work) -> None:
        self.lanes: dict[int, deque[Kept]] = {}
        self.running: set[asyncio.Task[None]] = set()
        self.places = asyncio.Semaphore(AT_ONCE)
        self.held: set[int] = set()  # rows of the inbox that are in a queue or worked on
        self._work = work
        self._stopped = asyncio.Event()

    def __len__(self) -> int:
        return sum(len(lane) for lane in self.lanes.values()) + len(self.running)

    @property
    def stopping(self) -> bool:
        """Whether nothing new is begun."""
        return self._stopped.is_set()

    def waiting(self, key: int) -> int:
        """How many updates of a person wait or are worked on."""
        lane = self.lanes.get(key)
        return len(lane) if lane else 0

    def add(self, kept: Kept) -> None:
        """Put an update at the end of its person's queue; one that is in it already is passed over."""
        if kept.row_id in self.held:
            return
        if kept.row_id:
            self.held.add(kept.row_id)
        lane = self.lanes.setdefault(kept.key, deque())
        lane.append(replace(kept, known=None) if lane or self.places.locked() else kept)
        if len(lane) == 1 and not self.stopping:
            task = asyncio.create_task(self._work_off(kept.key), name=f"lane {kept.key}")
            self.running.add(task)
            task.add_done_callback(self.running.discard)

    async def _work_off(self, key: int) -> None:
        lane, tries = self.lanes[key], 0
        while lane and not self.stopping:
            async with self.places:
                if self.stopping:
                    return
                tries += 1
                kept = lane[0] if tries == 1 else replace(lane[0], known=None)
                wait = await self._work(kept, tries)
            if wait is None:
                self.held.discard(lane.popleft().row_id)
                tries = 0
            else:
                await self._pause(wait)
        if not lane:
            del self.lanes[key]

    async def _pause(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stopped.wait()

    async def drain(self, seconds: float) -> None:
        """Let what runs come to its end; what waits stays in the inbox."""
        self._stopped.set()
        if self.running:
            await asyncio.wait(self.running, timeout=seconds)
        for task in list(self.running):
            task.cancel()
        if self.running:
            await asyncio.wait(self.running, timeout=1)

"""The watch over the program: at every beat of the schedule it looks whether letters get out, whether the disk has
room, whether today's backup is made; the boss is told when something begins to be the matter, and when it is over.
"""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from bot.backup.daily import Daily
from bot.backup.making import NoBooksError, StoppedError
from models import health
from models.clock import Clock
from models.database import Database
from models.health import TroubleKind, Vitals

LATE = timedelta(minutes=10)  # a letter that waits longer does not get out
GRACE = timedelta(minutes=1)  # after a start or a pause, old letters first get the time to go
LEAST_FREE = 200 * 1024 * 1024  # bytes; with less the disk is nearly full
ENOUGH_FREE = LEAST_FREE * 3 // 2  # bytes; with so much it is well again
log = logging.getLogger(__name__)


def free_bytes(folders: Sequence[Path]) -> int:
    """What is left on the fullest of the disks of these folders."""
    return min(shutil.disk_usage(_standing(folder)).free for folder in folders)


def _standing(folder: Path) -> Path:
    """The folder, or the nearest above it that exists."""
    return next(place for place in (folder, *folder.absolute().parents) if place.exists())


class Watch:
    """Looks, and tells. `folders` are those whose disks matter (none: not looked at); `daily` makes the backups."""

    def __init__(self, db: Database, clock: Clock, *, folders: Sequence[Path] = (), daily: Daily | None = None) -> None:
        self.db, self.clock, self.folders, self.daily = db, clock, folders, daily
        self._from = clock.now()
        self._said: set[TroubleKind] = set()
        self._backing_up: asyncio.Task[None] | None = None

    async def look(self) -> None:
        """One look at everything. Trouble with the database is logged, and the next look comes."""
        now = self.clock.now()
        try:
            found = await self.db.read(health.vitals)
            await self._letters(found, now)
            await self._disk(found, now)
        except SQLAlchemyError as error:
            log.error("the watch cannot look: %s", type(error).__name__)
        if self.daily is not None and self._backing_up is None and await asyncio.to_thread(self.daily.due, now):
            self._backing_up = asyncio.create_task(self._back_up(self.daily, now), name="backup")

    async def close(self) -> None:
        """Stop a backup that is being made, and wait for its end."""
        if self._backing_up is not None and self.daily is not None:
            self.daily.stopped.set()
            await asyncio.wait([self._backing_up])

    async def _letters(self, found: Vitals, now: datetime) -> None:
        oldest = found.unsent.oldest
        if found.paused_at is not None:
            return
        trying = max(self._from, found.resumed_at or self._from)
        late = oldest is not None and now - oldest > LATE
        if late and now - trying >= GRACE:
            age = int((now - oldest).total_seconds()) if oldest else 0
            log_at_once = f"letters do not get out: {found.unsent.count} wait, the oldest for {age} s"
            await self._begin(TroubleKind.LETTERS, found, now, log_at_once)
        elif not late:
            await self._end(TroubleKind.LETTERS, found, now)

    async def _disk(self, found: Vitals, now: datetime) -> None:
        if not self.folders:
            return
        free = await asyncio.to_thread(free_bytes, self.folders)
        if free < LEAST_FREE:
            megabytes = free // 1024 // 1024
            await self._begin(TroubleKind.DISK, found, now, f"the disk is nearly full: {megabytes} MB", free=megabytes)
        elif free >= ENOUGH_FREE:
            await self._end(TroubleKind.DISK, found, now)

    async def _back_up(self, daily: Daily, now: datetime) -> None:
        try:
            made = await asyncio.to_thread(daily.make, now)
            log.info("backup %s: %s rows, %s files", made.file.name, made.manifest.rows, len(made.manifest.files))
            found = await self.db.read(health.vitals)
            await self._end(TroubleKind.BACKUP, found, self.clock.now())
        except StoppedError:
            log.info("the backup is stopped with the program")
        except NoBooksError:
            log.info("there are no books to back up")
        except Exception as error:
            await self._failed(error, now)
        finally:
            self._backing_up = None

    async def _failed(self, error: Exception, now: datetime) -> None:
        why = error.strerror or "OSError" if isinstance(error, OSError) else type(error).__name__
        log.error("the backup failed: %s", why)
        try:
            await self.db.write(lambda session: health.begin(session, TroubleKind.BACKUP, now=now, why=why))
        except SQLAlchemyError as broken:
            log.error("nobody could be told of it: %s", type(broken).__name__)

    async def _begin(self, kind: TroubleKind, found: Vitals, now: datetime, said: str, **facts: int) -> None:
        """At once into the log; once into the books, from where it goes to the boss."""
        if kind not in self._said:
            self._said.add(kind)
            log.error("%s", said)
        if kind not in found.troubles:
            await self.db.write(lambda session: health.begin(session, kind, now=now, **facts))

    async def _end(self, kind: TroubleKind, found: Vitals, now: datetime) -> None:
        self._said.discard(kind)
        if kind in found.troubles:
            await self.db.write(lambda session: health.end(session, kind, now=now))
            log.warning("it is well again: %s", kind.value)

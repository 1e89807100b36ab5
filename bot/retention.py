"""What people wrote to the program is not kept for ever: the raw text of an update goes after thirty days."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from models import erasure
from models.clock import Clock
from models.database import Database

KEPT = timedelta(days=30)  # to find out what happened when somebody complains


class Retention:
    """Looks once a company day, a few hundred updates to a transaction."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self.db, self.clock = db, clock
        self.looked: date | None = None

    async def look(self) -> None:
        """Empty what is old enough; that it came stays known, so that it is never worked on twice."""
        now = self.clock.now()
        today = self.db.rules.today(now)
        if today == self.looked:
            return
        last = 0
        while old := await self._old(before=now - KEPT, after_id=last):
            await self._forget(old)
            last = old[-1]
        self.looked = today

    async def _old(self, *, before: datetime, after_id: int) -> list[int]:
        return await self.db.read(lambda session: erasure.old_updates(session, before=before, after_id=after_id))

    async def _forget(self, numbers: list[int]) -> None:
        """Nobody waits for the disk: were it undone, the next day would do it."""
        await self.db.write(lambda session: erasure.forget_updates(session, numbers), lasting=False)

"""Delivery of the outbox through python-telegram-bot."""

from __future__ import annotations

import asyncio

from models.clock import Clock
from models.database import Database


class Delivery:
    """Sends what is due; see `run`."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        *,
        token: str,
        api_url: str,
        wake: asyncio.Event,
        per_second: int = 25,
    ) -> None:
        self.db, self.clock, self.wake = db, clock, wake
        self.idle = True

    async def run(self) -> None:
        await asyncio.Event().wait()

    async def flush(self) -> None:
        """Send everything that is due now."""

    async def close(self) -> None:
        pass

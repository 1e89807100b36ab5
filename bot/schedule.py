"""The clock's jobs."""

from __future__ import annotations

from datetime import datetime

from jobs.delivery import Delivery
from models.clock import Clock
from models.database import Database


class Schedule:
    """Ticks."""

    def __init__(self, db: Database, clock: Clock, delivery: Delivery) -> None:
        pass

    async def start(self) -> None:
        pass

    async def stop(self) -> None:
        pass

    async def run_until(self, moment: datetime) -> None:
        pass

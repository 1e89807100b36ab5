"""The product for measuring: its dispatcher, inbox and database, with a chat server inside the process."""

from __future__ import annotations

import asyncio
import gc
from typing import Any

from bench.instant import TOKEN, Instant
from bot.app import App
from models.clock import MovableClock
from models.database import Database


class Product:
    """The product, fed with raw updates through its inbox."""

    def __init__(self, db: Database, clock: MovableClock) -> None:
        self.app = App(db, clock, token=TOKEN, api_url="http://127.0.0.1:1")
        self.chats = Instant()

    async def start(self) -> None:
        """Put the chat server in the process; nothing polls and nothing is delivered."""
        await self.app.bot.session.close()
        self.app.bot.session = self.chats
        await self.app.dispatcher.emit_startup(bot=self.app.bot)
        gc.collect()
        gc.freeze()  # as the running product does

    async def stop(self) -> None:
        """Let go of the delivery's connections; the database is the caller's."""
        await self.app.delivery.close()

    async def feed(self, raw: dict[str, Any]) -> None:
        """One update: kept, committed, worked off, its answer shown, its end committed."""
        intake = self.app.intake
        await intake.accept([raw])
        (lane,) = (task for task in intake.lanes.running if task.get_name() == f"lane {_person(raw)}")
        await asyncio.wait([lane])


def _person(raw: dict[str, Any]) -> int:
    event: dict[str, Any] = raw.get("message") or raw["callback_query"]
    number: int = event["from"]["id"]
    return number

"""What an operator gets around the running product: its health over HTTP, figures, the watch, the daily backup."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject
from aiohttp import web
from sqlalchemy.engine import make_url

from bot.app import App
from bot.backup.daily import Daily
from bot.config import Settings
from bot.health import Figures, Health, Watch
from models.database import Database
from models.refusals import Refusal


class Counting(BaseMiddleware):
    """Counts the updates that go through the conversations, and how long they take."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        began, end = time.perf_counter(), "failed"
        try:
            result = await handler(event, data)
            end = "done"
            return result
        except Refusal:
            end = "refused"
            raise
        finally:
            self.figures.update_ended(end, time.perf_counter() - began)


class Operations:
    """Made before the product and wrapped around it. In the sandbox (`live` is false) the disk is not watched and no
    backup made.
    """

    def __init__(self, settings: Settings, db: Database, data_dir: Path, *, live: bool) -> None:
        self.settings, self.db = settings, db
        self.daily = self._daily(data_dir) if live and settings.backup_keep_days else None
        self.folders = [data_dir, *_folder_of(db), *([self.daily.folder] if self.daily else [])]
        self.figures = Figures()
        self.health = Health(self.figures, self.folders, self.daily)
        self.watch: Watch | None = None
        self.live = live

    def routes(self) -> list[web.RouteDef]:
        """The addresses of the health page, for a server that is there anyway."""
        return self.health.routes()

    @asynccontextmanager
    async def around(self, app: App) -> AsyncIterator[Operations]:
        """Answer how this product fares, count and watch it; in the end stop it, after what is done around it."""
        self._attach(app)
        await self.health.start(self.settings.health_host, self.settings.health_port)
        try:
            yield self
        finally:
            self.health.at_work = False
            if self.watch is not None:
                await self.watch.close()
            await app.stop()
            await self.health.stop()

    def at_work(self) -> None:
        """The product has started."""
        self.health.at_work = True

    def _attach(self, app: App) -> None:
        self.health.attach(app)
        app.db.timed = self.figures.committed
        app.dispatcher.update.outer_middleware(Counting(self.figures))
        self.watch = Watch(app.db, app.clock, folders=self.folders if self.live else (), daily=self.daily)
        app.schedule.also.append(self.watch.look)

    def _daily(self, data_dir: Path) -> Daily:
        settings = self.settings
        folder = settings.backup_dir or data_dir / "backups"
        return Daily(self.db.url, settings.rules, data_dir, folder, settings.backup_at, settings.backup_keep_days)


def _folder_of(db: Database) -> list[Path]:
    """Where a SQLite file lies; a server's disk is the server's business."""
    file = make_url(db.url).database if db.is_sqlite else None
    return [Path(file).parent] if file else []

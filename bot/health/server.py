"""`GET /healthz` and `GET /metrics`: for a service manager and for Prometheus, on this machine unless set otherwise."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from bot.backup.daily import Daily
from bot.health.figures import Figures
from bot.health.watch import free_bytes
from models import health
from models.health import Vitals

if TYPE_CHECKING:
    from bot.app import App

ANSWERS_WITHIN_S = 2.0  # what the database is given
LONGEST_UNSWEPT_S = 300.0  # the sweep comes every half minute
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class State:
    """How the program fares at one moment; `why` says what keeps it from being ready."""

    why: tuple[str, ...]
    vitals: Vitals
    now: datetime
    swept_at: datetime | None
    free: int
    backup: float | None

    @property
    def oldest_update_s(self) -> float:
        """Seconds that the oldest update waits to be worked off; 0 when none does."""
        return self._age(self.vitals.oldest_update)

    @property
    def oldest_letter_s(self) -> float:
        """Seconds that the oldest letter waits to be sent; 0 when none does."""
        return self._age(self.vitals.unsent.oldest)

    def _age(self, moment: datetime | None) -> float:
        return max(0.0, (self.now - moment).total_seconds()) if moment else 0.0

    def as_json(self) -> dict[str, Any]:
        """What `/healthz` says."""
        found = self.vitals
        return {
            "ready": not self.why,
            "why": list(self.why),
            "last_sweep": self.swept_at.isoformat() if self.swept_at else None,
            "undone_updates": found.updates,
            "oldest_undone_update_s": round(self.oldest_update_s, 3),
            "unsent_letters": found.unsent.count,
            "oldest_unsent_letter_s": round(self.oldest_letter_s, 3),
            "paused": found.paused_at is not None,
            "paused_since": found.paused_at.isoformat() if found.paused_at else None,
            "disk_free_mb": self.free // 1024 // 1024,
            "last_backup_s": round(time.time() - self.backup) if self.backup else None,
            "troubles": list(found.troubles),
        }


class Health:
    """Answers how a running product fares: not ready until one is attached and said to be at work."""

    def __init__(self, figures: Figures, folders: Sequence[Path], daily: Daily | None = None) -> None:
        self.figures, self.folders, self.daily = figures, folders, daily
        self.at_work = False
        self._app: App | None = None
        self._runner: web.AppRunner | None = None

    def attach(self, app: App) -> None:
        """The product that is asked about."""
        self._app = app

    def routes(self) -> list[web.RouteDef]:
        """Both addresses, for any server."""
        return [web.get("/healthz", self.healthz), web.get("/metrics", self.metrics)]

    async def start(self, host: str, port: int) -> None:
        """Listen, unless the port is 0. That it is taken is no reason not to work: it is logged."""
        if not port:
            return
        server = web.Application()
        server.add_routes(self.routes())
        self._runner = web.AppRunner(server, access_log=None)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, host, port).start()
        except OSError as error:
            log.warning("no health page on %s:%s: %s", host, port, error.strerror)

    async def stop(self) -> None:
        """Listen no more."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def healthz(self, _request: web.Request) -> web.Response:
        """200 when ready, else 503; how things stand in either case."""
        found = await self.state()
        return web.json_response(found.as_json(), status=503 if found.why else 200)

    async def metrics(self, _request: web.Request) -> web.Response:
        """Everything that is counted and measured."""
        found, figures = await self.state(), self.figures
        if self._app is not None and "database" not in found.why:
            figures.letters(await self._app.db.read(health.letters_by_state))
        figures.measure("ready", "1 when the program is at work", not found.why)
        figures.measure("paused", "1 when nothing is sent until `gendan resume`", found.vitals.paused_at is not None)
        figures.measure("updates_waiting", "updates not yet worked off", found.vitals.updates)
        figures.measure("oldest_update_seconds", "how long the oldest of them waits", found.oldest_update_s)
        figures.measure("oldest_letter_seconds", "how long the oldest unsent letter waits", found.oldest_letter_s)
        figures.measure("disk_free_bytes", "what is left on the fullest disk", found.free)
        figures.measure("troubles", "what is the matter: letters, disk, backup", len(found.vitals.troubles))
        figures.measure("last_sweep_timestamp_seconds", "the last sweep, by the company's clock",
                        found.swept_at.timestamp() if found.swept_at else 0)  # fmt: skip
        figures.measure("last_backup_timestamp_seconds", "the newest daily backup", found.backup or 0)
        text = await asyncio.to_thread(figures.as_text)
        return web.Response(body=text, headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"})

    async def state(self) -> State:
        """Look at everything; a database that does not answer in time is what is wrong."""
        app, found, why = self._app, Vitals(), [] if self.at_work else ["not at work"]
        now, swept, swept_at = datetime.now(UTC), None, None
        if app is not None:
            now, swept, swept_at = app.clock.now(), app.schedule.swept, app.schedule.swept_at
            try:
                found = await asyncio.wait_for(app.db.read(health.vitals), ANSWERS_WITHIN_S)
            except (SQLAlchemyError, TimeoutError, RuntimeError) as error:
                log.warning("the database does not answer: %s", type(error).__name__)
                why.append("database")
            if app.poller.second_poller:
                why.append("another program asks for this bot's updates")
        if swept is not None and time.monotonic() - swept > LONGEST_UNSWEPT_S:
            why.append("no sweep")
        free = await asyncio.to_thread(free_bytes, self.folders)
        backup = await asyncio.to_thread(self.daily.newest) if self.daily else None
        return State(tuple(why), found, now, swept_at, free, backup)

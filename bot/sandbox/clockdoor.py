"""The door's clock: read it, and move it ahead."""

from __future__ import annotations

import asyncio
import re
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web

from bot.sandbox.contract import CompanyClock
from bot.sandbox.core import Core
from bot.sandbox.errors import DoorError
from bot.sandbox.guard import json_object

FURTHEST = timedelta(days=3660)
_ADVANCE = re.compile(r"(?:(\d{1,6})d)?(?:(\d{1,6})h)?(?:(\d{1,7})m)?(?:(\d{1,9})s)?", re.ASCII)
_NO_CLOCK = "This sandbox runs on real time; there is no company clock to read or move."


class ClockDoor:
    """``GET`` and ``POST /clock``; moves wait for each other."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._moving = asyncio.Lock()

    def routes(self) -> list[web.RouteDef]:
        """The address of the clock."""
        return [web.get("/clock", self._read), web.post("/clock", self._move)]

    async def _read(self, request: web.Request) -> web.Response:
        return web.json_response(_face(self._clock()))

    async def _move(self, request: web.Request) -> web.Response:
        clock = self._clock()
        body = await json_object(request)
        async with self._moving:
            moment = _destination(body, clock.now())
            try:
                await clock.move_to(moment)
            except ValueError as error:
                raise DoorError(400, str(error)) from None
        face = _face(clock)
        self._core.events.publish("clock", face)
        return web.json_response(face)

    def _clock(self) -> CompanyClock:
        if self._core.clock is None:
            raise DoorError(404, _NO_CLOCK)
        return self._core.clock


def _face(clock: CompanyClock) -> dict[str, Any]:
    now = clock.now()
    return {"now": now.isoformat(), "zone": str(now.tzinfo)}


def _destination(body: dict[str, Any], now: datetime) -> datetime:
    """Where the clock is to go; raises ``DoorError`` 400 when that is nowhere, in the past or too far."""
    advance, to = body.get("advance"), body.get("to")
    if (advance is None) == (to is None):
        raise DoorError(400, 'Say either {"advance": "7d"} or {"to": "2026-12-01T09:00:00+08:00"}.')
    moment = now + _span(advance) if to is None else _moment(to, now)
    if moment < now:
        raise DoorError(400, f"The clock moves ahead only: it is {now.isoformat(timespec='seconds')} already.")
    if moment - now > FURTHEST:
        raise DoorError(400, f"The clock moves at most {FURTHEST.days} days at once.")
    return moment


def _span(advance: Any) -> timedelta:
    match = _ADVANCE.fullmatch(advance) if isinstance(advance, str) and advance else None
    if match is None:
        raise DoorError(400, '"advance" is a time such as "7d", "2h", "30m", "90s" or "1d12h".')
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    span = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    if span > FURTHEST:
        raise DoorError(400, f"The clock moves at most {FURTHEST.days} days at once.")
    return span


def _moment(to: Any, now: datetime) -> datetime:
    """An ISO moment; without an offset it is meant in the company's zone."""
    try:
        moment = datetime.fromisoformat(to)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)
        return aware.astimezone(now.tzinfo)
    except (TypeError, ValueError, OverflowError):
        raise DoorError(400, '"to" is a moment such as "2026-12-01T09:00:00+08:00".') from None

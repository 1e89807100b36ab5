"""The rest of the control door: people, events, faults, ledger, files, and what the page wants to know."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict
from importlib import metadata
from typing import Any
from urllib.parse import quote

from aiohttp import web

from bot.sandbox.contract import Step
from bot.sandbox.core import Core
from bot.sandbox.errors import DoorError
from bot.sandbox.faults import fault_from
from bot.sandbox.guard import json_object, number_in
from bot.sandbox.state import Person
from bot.sandbox.views import door_person

_SHOWN = {"image/jpeg", "image/png", "image/gif"}


class Door:
    """Everything under ``/sandbox`` that is not a chat."""

    def __init__(self, core: Core, guide: Sequence[Step]) -> None:
        self._core = core
        self._guide = guide

    def routes(self) -> list[web.RouteDef]:
        """The addresses of this door."""
        return [
            web.get("/sandbox/people", self._people),
            web.post("/sandbox/people", self._add_person),
            web.get("/sandbox/events", self._events, allow_head=False),
            web.get("/sandbox/faults", self._faults),
            web.post("/sandbox/faults", self._add_fault),
            web.delete("/sandbox/faults", self._clear_faults),
            web.get("/sandbox/ledger", self._ledger),
            web.get("/sandbox/guide", self._steps),
            web.get("/sandbox/commands", self._commands),
            web.get("/sandbox/about", self._about),
            web.get("/sandbox/files/{key}/{name}", self._file),
        ]

    async def _people(self, request: web.Request) -> web.Response:
        return web.json_response([door_person(person) for person in self._core.chats.people.values()])

    async def _add_person(self, request: web.Request) -> web.Response:
        body = await json_object(request)
        person_id = body.get("id")
        if person_id is None:
            person_id = self._core.chats.free_id()
        if isinstance(person_id, bool) or not isinstance(person_id, int):
            raise DoorError(400, '"id" is a whole number.')
        person = checked_person(
            person_id,
            body.get("name"),
            body.get("language", "zh"),
            body.get("username"),
            body.get("about"),
        )
        if person_id in self._core.chats.people:
            raise DoorError(409, f"There is a person {person_id} already.")
        self._core.add_person(person)
        return web.json_response(door_person(person), status=201)

    async def _events(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(
            headers={
                "Content-Type": "text/event-stream",
                "Cache-Control": "no-store",
                "X-Accel-Buffering": "no",
            }
        )
        await response.prepare(request)
        async for frame in self._core.events.frames():
            try:
                await response.write(frame.encode())
            except ConnectionError:
                break
        return response

    async def _faults(self, request: web.Request) -> web.Response:
        return web.json_response(self._core.faults.listed())

    async def _add_fault(self, request: web.Request) -> web.Response:
        self._core.faults.add(fault_from(await json_object(request)))
        return web.json_response(self._core.faults.listed(), status=201)

    async def _clear_faults(self, request: web.Request) -> web.Response:
        self._core.faults.clear()
        return web.json_response([])

    async def _ledger(self, request: web.Request) -> web.Response:
        return web.json_response(self._core.ledger.entries())

    async def _steps(self, request: web.Request) -> web.Response:
        return web.json_response([asdict(step) for step in self._guide])

    async def _commands(self, request: web.Request) -> web.Response:
        person_id = number_in(request.query.get("chat", ""), "person")
        person = self._core.chats.people.get(person_id)
        if person is None:
            raise DoorError(404, f"There is no person {person_id}.")
        return web.json_response(self._core.bot.commands_for(person))

    async def _about(self, request: web.Request) -> web.Response:
        bot = self._core.bot
        return web.json_response({"title": bot.name, "username": bot.username, "version": _version()})

    async def _file(self, request: web.Request) -> web.Response:
        key = request.match_info["key"]
        file = self._core.files.find(key)
        if file is None or file.unique_id != key:
            raise DoorError(404, "There is no such file.")
        if file.data is None:
            raise DoorError(410, "This file had to make room for newer ones.")
        shown = file.mime in _SHOWN
        place = "inline" if shown else "attachment"
        headers = {
            "Content-Type": file.mime if shown else "application/octet-stream",
            "Content-Disposition": f"{place}; filename*=UTF-8''{quote(file.name, safe='')}",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        }
        return web.Response(body=file.data, headers=headers)


def checked_person(person_id: int, name: Any, language: Any, username: Any, about: Any) -> Person:
    """Someone to chat with the bot; raises ``DoorError`` 400 for a name, language or id that cannot be."""
    if not 0 < person_id < 2**52:
        raise DoorError(400, '"id" is a number from 1 to 2^52.')
    if not isinstance(name, str) or not 0 < len(name.strip()) <= 64:
        raise DoorError(400, '"name" is a text of 1 to 64 characters.')
    if not isinstance(language, str) or not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", language):
        raise DoorError(400, '"language" is a code such as "zh" or "en".')
    if username is not None and not (isinstance(username, str) and re.fullmatch(r"@?[A-Za-z0-9_]{2,32}", username)):
        raise DoorError(400, '"username" has 2 to 32 letters, digits or underscores.')
    labels = about.values() if isinstance(about, dict) else [about or ""]
    if not all(isinstance(label, str) for label in labels):
        raise DoorError(400, '"about" is a text, or one for each language.')
    return Person(person_id, name, language, username.removeprefix("@") if username else None, about)


def _version() -> str:
    try:
        return metadata.version("gendan")
    except metadata.PackageNotFoundError:
        return "0"

"""A running sandbox with one person, and a bare HTTP client on both sides of it: the bot's and the person's."""

from __future__ import annotations

import asyncio
import struct
import zlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from aiohttp import ClientSession

from bot.sandbox import Sandbox

TOKEN = "4242:AAbb-sandbox_test"
LI = 1001
"""小李, where chats are kept over several runs and so need the same id each time."""


class Wire:
    """The two ends of the sandbox."""

    def __init__(self, sandbox: Sandbox, http: ClientSession, li: int) -> None:
        self.sandbox, self.http, self.li = sandbox, http, li

    async def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Call the Bot API with JSON and give the whole answer."""
        async with self.http.post(f"/bot{TOKEN}/{method}", json=params) as answer:
            body: dict[str, Any] = await answer.json()
            assert answer.status == (200 if body["ok"] else body["error_code"])
            return body

    async def does(self, method: str, **params: Any) -> Any:
        """Call and give the result; a refusal fails the test."""
        body = await self.call(method, **params)
        assert body["ok"], body
        return body["result"]

    async def refused(self, method: str, **params: Any) -> str:
        """Call and give the description of the refusal; a success fails the test."""
        body = await self.call(method, **params)
        assert not body["ok"], body
        return str(body["description"])

    async def sends(self, text: str = "你好", **params: Any) -> dict[str, Any]:
        """The bot writes to the person."""
        message: dict[str, Any] = await self.does("sendMessage", chat_id=self.li, text=text, **params)
        return message

    async def door(self, method: str, path: str, **options: Any) -> tuple[int, Any]:
        """A request to the control door: its status and its JSON."""
        async with self.http.request(method, path, **options) as answer:
            return answer.status, await answer.json()

    async def says(self, text: str, query: str = "") -> dict[str, Any]:
        """The person writes to the bot."""
        status, body = await self.door("POST", f"/sandbox/chats/{self.li}/messages{query}", json={"text": text})
        assert status == 201, body
        answer: dict[str, Any] = body
        return answer

    async def taps(self, message_id: int, query: str = "", **what: Any) -> tuple[int, Any]:
        """The person presses a button."""
        path = f"/sandbox/chats/{self.li}/taps{query}"
        return await self.door("POST", path, json={"message_id": message_id, **what})

    async def phone(self) -> list[dict[str, Any]]:
        """What the person's phone shows."""
        _, messages = await self.door("GET", f"/sandbox/chats/{self.li}/messages")
        shown: list[dict[str, Any]] = messages
        return shown

    async def newest_update(self) -> dict[str, Any]:
        """The last update that waits; those before it are forgotten."""
        update: dict[str, Any] = (await self.does("getUpdates", offset=-1))[-1]
        return update

    async def fault(self, **fault: Any) -> None:
        """Let calls fail."""
        status, body = await self.door("POST", "/sandbox/faults", json=fault)
        assert status == 201, body


@asynccontextmanager
async def wired(**options: Any) -> AsyncIterator[Wire]:
    """A sandbox that runs, with 小李 in it."""
    sandbox = Sandbox(TOKEN, **options)
    li = sandbox.add_person(name="小李", language="zh", username="xiaoli", about="业务员 · Rep")
    await sandbox.start()
    try:
        async with ClientSession(sandbox.base_url) as http:
            yield Wire(sandbox, http, li)
    finally:
        await sandbox.stop()


@asynccontextmanager
async def dying(file: Path, name: str = "小李", **options: Any) -> AsyncIterator[Wire]:
    """A sandbox whose program is killed at the end of the block: it is dropped without a word to its file."""
    sandbox = Sandbox(TOKEN, keep=file, **options)
    sandbox.add_person(id=LI, name=name, about="业务员")
    await sandbox.start()
    async with ClientSession(sandbox.base_url) as http:
        yield Wire(sandbox, http, LI)
    assert sandbox._runner is not None
    await sandbox._runner.cleanup()  # the network alone: its port and its tasks


class HandClock:
    """A company clock that stands still until it is moved, and remembers the stops."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self.stops: list[datetime] = []
        self.moving = 0
        self.most_moving = 0

    def now(self) -> datetime:
        """The moment it shows."""
        return self._now

    async def move_to(self, moment: datetime) -> None:
        """Show a later moment after a little work."""
        self.moving += 1
        self.most_moving = max(self.most_moving, self.moving)
        await asyncio.sleep(0.01)
        self.stops.append(moment)
        self._now = moment
        self.moving -= 1


def png(width: int = 4, height: int = 3) -> bytes:
    """A red picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\xff\0\0" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def buttons(*labels: str) -> dict[str, Any]:
    """An inline keyboard, one button a row, whose data is its label."""
    return {"inline_keyboard": [[{"text": label, "callback_data": label}] for label in labels]}


async def echo_bot(wire: Wire, answer: Callable[[dict[str, Any]], Any], rounds: int = 1000) -> None:
    """A bot that polls and lets ``answer`` deal with each update, until cancelled."""
    offset = 0
    for _ in range(rounds):
        updates = await wire.does("getUpdates", offset=offset, timeout=5)
        for update in updates:
            offset = update["update_id"] + 1
            await answer(update)

"""Lives of the product as a run sees them: ordered from the nursery, killed, stopped, awaited."""

from __future__ import annotations

import asyncio
import json
import os
import signal as signals
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parents[1]


@dataclass
class Life:
    """One process of the product."""

    pid: int
    ended: asyncio.Future[int]  # its exit code, negative for a signal

    def signal(self, number: int) -> None:
        """Send it a signal, if it still lives."""
        if not self.ended.done():
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    async def end(self, number: int = signals.SIGTERM, seconds: float = 60) -> int:
        """End it by a signal and wait; gives the exit code. Raises `TimeoutError` when it does not end."""
        self.signal(number)
        async with asyncio.timeout(seconds):
            return await asyncio.shield(self.ended)


class Nursery:
    """The parent of the lives, a process of its own."""

    def __init__(self) -> None:
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self._ready = asyncio.Event()
        self._awaited: dict[int, asyncio.Future[Life]] = {}
        self._alive: dict[int, Life] = {}
        self._count = 0

    async def __aenter__(self) -> Nursery:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "faults.nursery", cwd=HERE,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        if self._process.stdout is not None:
            self._reading = asyncio.create_task(self._read(self._process.stdout))
        await self._ready.wait()
        return self

    async def __aexit__(self, *_error: object) -> None:
        for life in list(self._alive.values()):
            life.signal(signals.SIGCONT)
            await life.end(signals.SIGKILL)
        self._orders.close()
        if self._process is not None:
            await self._process.wait()
        if self._reading is not None:
            await self._reading

    async def bear(self, order: dict[str, Any]) -> Life:
        """A new life; `order` as `faults.nursery.live` takes it."""
        self._count += 1
        born: asyncio.Future[Life] = asyncio.get_running_loop().create_future()
        self._awaited[self._count] = born
        self._orders.write(json.dumps({**order, "life": self._count}).encode() + b"\n")
        await self._orders.drain()
        return await born

    @property
    def _orders(self) -> asyncio.StreamWriter:
        """Where the nursery is told what to bear."""
        if self._process is None or self._process.stdin is None:
            raise RuntimeError("the nursery is entered before it is used")
        return self._process.stdin

    async def _read(self, told: asyncio.StreamReader) -> None:
        while line := await told.readline():
            said = json.loads(line)
            if "ready" in said:
                self._ready.set()
            elif "born" in said:
                life = Life(said["born"], asyncio.get_running_loop().create_future())
                self._alive[life.pid] = life
                self._awaited.pop(said["life"]).set_result(life)
            else:
                self._alive.pop(said["died"]).ended.set_result(said["code"])

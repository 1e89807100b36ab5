"""Updates by webhook: delivered over HTTP in order per chat, repeated until the bot takes them."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import astuple, dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.sandbox.errors import bad_request
from bot.sandbox.kept import Kept
from bot.sandbox.updates import Update, Updates

FIRST_PAUSE_S = 0.1
LONGEST_PAUSE_S = 10.0
TIMEOUT_S = 60.0

Reply = Callable[[dict[str, Any]], Awaitable[None]]
"""Does the Bot API call that a webhook's answer may hold."""


@dataclass(frozen=True)
class Target:
    """Where updates go, with the secret sent along and how many may be under way at once."""

    url: str
    secret: str
    connections: int


def checked_url(url: str) -> str:
    """The address, https as on the real server; plain http is taken on this machine only."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        raise bad_request("bad webhook: invalid webhook URL specified") from None
    local = host in {"localhost", "::1"} or host.startswith("127.")
    if not host or parts.scheme not in ({"http", "https"} if local else {"https"}):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    return url


class Webhook:
    """The delivery of updates; idle while no target is set."""

    def __init__(self, updates: Updates, kept: Kept) -> None:
        self.reply: Reply | None = None
        self._kept = kept
        self._updates = updates
        self._target: Target | None = None
        self._feeder: asyncio.Task[None] | None = None
        self._busy: dict[int, asyncio.Task[None]] = {}
        self._error: tuple[int, str] | None = None

    async def set(self, target: Target | None) -> None:
        """Begin to deliver to a target, or stop with None."""
        if target == self._target:
            return
        await self.close()
        self._target = target
        self._error = None
        self._kept.put("state", "webhook", astuple(target) if target else None)
        if target is None:
            self._updates.webhook_active = False
            return
        self._updates.activate_webhook()
        self.resume()

    def restore(self, target: Target | None) -> None:
        """Take over the target of an earlier run; ``resume`` begins to deliver."""
        self._target = target
        self._updates.webhook_active = target is not None

    def resume(self) -> None:
        """Deliver to the target, if there is one, until ``close``."""
        if self._target is not None and self._feeder is None:
            self._updates.wake()
            self._feeder = asyncio.create_task(self._feed(self._target))

    async def close(self) -> None:
        """Stop delivering; what was not taken still waits."""
        tasks = [*self._busy.values(), *([self._feeder] if self._feeder else [])]
        others = [task for task in tasks if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        self._busy.clear()
        self._feeder = None

    def info(self) -> dict[str, Any]:
        """The ``WebhookInfo`` object."""
        info: dict[str, Any] = {
            "url": self._target.url if self._target else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates.pending),
        }
        if self._target:
            info["max_connections"] = self._target.connections
        if self._error:
            info["last_error_date"], info["last_error_message"] = self._error
        if self._updates.allowed is not None:
            info["allowed_updates"] = sorted(self._updates.allowed)
        return info

    async def _feed(self, target: Target) -> None:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT_S)) as session:
            while True:
                await self._updates.arrival()
                for update in list(self._updates.pending):
                    if update.chat_id not in self._busy and len(self._busy) < target.connections:
                        task = asyncio.create_task(self._deliver(session, target, update))
                        self._busy[update.chat_id] = task

    async def _deliver(self, session: aiohttp.ClientSession, target: Target, update: Update) -> None:
        """Send one update until it is taken, then let the chat's next one go."""
        pause = FIRST_PAUSE_S
        while not await self._taken(session, target, update):
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE_S)
        self._updates.done(update)
        self._busy.pop(update.chat_id, None)
        self._updates.wake()

    async def _taken(self, session: aiohttp.ClientSession, target: Target, update: Update) -> bool:
        headers = {"X-Telegram-Bot-Api-Secret-Token": target.secret} if target.secret else {}
        try:
            async with session.post(target.url, json=update.body, headers=headers) as answer:
                body = await answer.read()
                if 200 <= answer.status < 300:
                    await self._act_on(answer.content_type, body)
                    return True
                problem = f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except TimeoutError:
            problem = "Read timeout expired"
        except aiohttp.ClientConnectorError:
            problem = "Connection refused"
        except aiohttp.ClientError as error:
            problem = f"Connection failed: {type(error).__name__}"
        self._error = (int(time.time()), problem)
        return False

    async def _act_on(self, content_type: str, body: bytes) -> None:
        """A webhook may answer with a call to make; whatever else it says is not looked at."""
        if content_type != "application/json" or not body:
            return
        try:
            call = json.loads(body)
        except ValueError:
            return
        if self.reply and isinstance(call, dict) and isinstance(call.get("method"), str):
            await self.reply(call)

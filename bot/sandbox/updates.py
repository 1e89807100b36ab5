"""Updates waiting for the bot: the queue behind getUpdates and the webhook."""

from __future__ import annotations

import asyncio
import secrets
import time
from dataclasses import dataclass
from typing import Any

from bot.sandbox.errors import ApiError
from bot.sandbox.kept import Kept

MAX_TIMEOUT_S = 50
MAX_BATCH = 100

TERMINATED = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


@dataclass(frozen=True)
class Update:
    """One update: its id, the chat whose order it must keep, and its JSON."""

    id: int
    chat_id: int
    body: dict[str, Any]


class Updates:
    """Updates in order until the bot confirms them. Ids begin at random, as they do after an idle week."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self.pending: list[Update] = []
        self.allowed: set[str] | None = None
        self.webhook_active = False
        self.pushed_at = self.settled_at = time.monotonic()
        self._next_id = 100_000_000 + secrets.randbelow(900_000_000)
        self._poll: asyncio.Future[None] | None = None
        self._arrived = asyncio.Event()

    def push(self, kind: str, payload: dict[str, Any], chat_id: int) -> None:
        """Queue an update, unless the bot said that it does not want this kind."""
        if self.allowed is not None and kind not in self.allowed:
            return
        update = Update(self._next_id, chat_id, {"update_id": self._next_id, kind: payload})
        self._next_id += 1
        self.pending.append(update)
        self.pushed_at = time.monotonic()
        with self._kept.together():
            self._kept.put("update", update.id, [chat_id, update.body])
            self._kept.put("state", "next_update", self._next_id)
        self._arrived.set()
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)

    def allow(self, kinds: list[str] | None) -> None:
        """Take the bot's wish which kinds to send: None keeps the last one, an empty list means all."""
        if kinds is not None:
            before, self.allowed = self.allowed, set(kinds) if kinds else None
            if self.allowed != before:
                self._kept.put("state", "allowed", sorted(self.allowed or ()))

    def restore(self, pending: list[Update], state: dict[str, Any]) -> None:
        """Go on where an earlier run ended: what waited, the next id, and the kinds the bot wants."""
        self.pending = pending
        self._next_id = state.get("next_update", self._next_id)
        self.allowed = set(state.get("allowed", ())) or None

    async def poll(self, offset: int, limit: int, timeout_s: float) -> list[dict[str, Any]]:
        """What getUpdates answers. A second poller ends the first one with 409."""
        if self.webhook_active:
            raise ApiError(409, WEBHOOK_ACTIVE)
        self._end_poll(ApiError(409, TERMINATED))
        self._confirm(offset)
        if not self.pending and timeout_s > 0:
            await self._wait(min(timeout_s, MAX_TIMEOUT_S))
        return [update.body for update in self.pending[: min(max(limit, 1), MAX_BATCH)]]

    def done(self, update: Update) -> None:
        """The webhook took this one."""
        if update in self.pending:
            self.pending.remove(update)
            self._kept.drop("update", [update.id])
            self.settled_at = time.monotonic()

    def drop(self) -> None:
        """Forget everything that waits."""
        self._kept.drop("update", [update.id for update in self.pending])
        self.pending.clear()

    def activate_webhook(self) -> None:
        """From now on updates go out by webhook; a poller is ended."""
        self.webhook_active = True
        self._end_poll(ApiError(409, "Conflict: terminated by setWebhook request"))

    async def arrival(self) -> None:
        """Wait until something was queued since the last call."""
        await self._arrived.wait()
        self._arrived.clear()

    def wake(self) -> None:
        """End the waiting of ``arrival``."""
        self._arrived.set()

    def close(self) -> None:
        """Answer a waiting poll with nothing; the server stops."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)

    def _confirm(self, offset: int) -> None:
        count = len(self.pending) + offset if offset < 0 else sum(update.id < offset for update in self.pending)
        confirmed, self.pending = self.pending[: max(count, 0)], self.pending[max(count, 0) :]
        if confirmed:
            self._kept.drop("update", [update.id for update in confirmed])
            self.settled_at = time.monotonic()

    def _end_poll(self, error: ApiError) -> None:
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(error)

    async def _wait(self, timeout_s: float) -> None:
        poll: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._poll = poll
        try:
            await asyncio.wait_for(poll, timeout_s)
        except TimeoutError:
            return
        finally:
            if self._poll is poll:
                self._poll = None

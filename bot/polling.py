"""Long polling that confirms an update only when it is in the inbox."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.intake import Intake
from bot.raw import number_of
from models.database import DATABASE_TROUBLE

WAIT_S = 25
BATCH = 100
LONGEST_WAIT_S = 30.0
SEEN_OFTEN = 3  # an answer that arrives whole and the same so often, and cannot be read, is not the network's fault
NUMBER = re.compile(r'"update_id"\s*:\s*(-?\d{1,18})\b')
ALLOWED = ["message", "callback_query", "my_chat_member"]
TROUBLE = (ClientError, TimeoutError, ValueError, KeyError, TypeError, RecursionError, *DATABASE_TROUBLE)
log = logging.getLogger(__name__)


class InvalidTokenError(Exception):
    """The chat server does not know the token."""


class Poller:
    """Asks for updates until told to stop. `api_url` and `token` make the address; it is never logged."""

    def __init__(self, intake: Intake, api_url: str, token: str) -> None:
        self.intake = intake
        self._address = f"{api_url.rstrip('/')}/bot{token}/getUpdates"
        self.second_poller = False
        self._offset = 0
        self._limit = BATCH
        self._unreadable: list[str] = []  # the same answer, as often as it came

    async def run(self) -> None:
        """Poll for ever; trouble is waited out, longer each time."""
        trouble = 0
        async with ClientSession(timeout=ClientTimeout(total=WAIT_S + 15)) as http:
            while True:
                try:
                    answer = await self._ask(http)
                    if not answer.get("ok"):
                        trouble += 1
                        await self._complain(answer, trouble)
                        continue
                    await self._take(answer.get("result") or [])
                    trouble, self.second_poller = 0, False
                except TROUBLE as error:
                    trouble += 1
                    log.warning("no updates: %s", type(error).__name__)
                    await asyncio.sleep(min(0.2 * 2.0 ** min(trouble, 10), LONGEST_WAIT_S))

    async def _take(self, updates: list[Any]) -> None:
        """Keep a batch, then let the next question confirm it; one without a number is passed over like the rest."""
        if not updates:
            return
        await self.intake.accept(updates)
        numbers = [number for number in map(number_of, updates) if number is not None]
        if numbers:
            self._offset = max(numbers) + 1  # of this batch: after a quiet week numbers begin anew, perhaps lower
        self._limit, self._unreadable = BATCH, []

    async def _ask(self, http: ClientSession) -> dict[str, Any]:
        body = {"offset": self._offset, "limit": self._limit, "timeout": WAIT_S, "allowed_updates": ALLOWED}
        async with http.post(self._address, json=body) as response:
            said = await response.text()
        try:
            answer = json.loads(said)
        except (ValueError, RecursionError):
            self._puzzle_over(said)
            raise
        if not isinstance(answer, dict):
            raise TypeError("not an answer")
        return answer

    def _puzzle_over(self, said: str) -> None:
        """An answer cannot be read: ask for one update at a time, and step over the one that never can be.

        Half an answer is the network's fault and is asked for again.
        """
        self._limit = 1
        same = bool(self._unreadable) and self._unreadable[-1] == said
        self._unreadable = [*self._unreadable, said] if same else [said]
        numbers = NUMBER.findall(said)
        whole = said.rstrip().endswith("}")
        if whole and len(set(numbers)) == 1 and len(self._unreadable) >= SEEN_OFTEN:
            log.error("update %s cannot be read by anybody and is passed over", numbers[0])
            self._offset, self._limit, self._unreadable = int(numbers[0]) + 1, BATCH, []

    async def _complain(self, answer: dict[str, Any], trouble: int) -> None:
        code = answer.get("error_code")
        if code in (401, 404):
            raise InvalidTokenError
        if code == 409:
            self.second_poller = True
            log.error("another program asks for this bot's updates; stop one of the two")
        asked = (answer.get("parameters") or {}).get("retry_after")
        await asyncio.sleep(asked or min(2.0 ** min(trouble, 10), LONGEST_WAIT_S))

"""Long polling that confirms an update only when it is in the inbox."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout
from sqlalchemy.exc import DBAPIError

from bot.intake import Intake

WAIT_S = 25
ALLOWED = ["message", "callback_query", "my_chat_member"]
log = logging.getLogger(__name__)


class InvalidTokenError(Exception):
    """The chat server does not know the token."""


class Poller:
    """Asks for updates until told to stop. `api_url` and `token` make the address; it is never logged."""

    def __init__(self, intake: Intake, api_url: str, token: str) -> None:
        self.intake = intake
        self._address = f"{api_url.rstrip('/')}/bot{token}/getUpdates"
        self.second_poller = False

    async def run(self) -> None:
        """Poll for ever; trouble is waited out, longer each time."""
        offset, trouble = 0, 0
        async with ClientSession(timeout=ClientTimeout(total=WAIT_S + 15)) as http:
            while True:
                try:
                    answer = await self._ask(http, offset)
                    updates: list[Any] = answer.get("result") or [] if answer.get("ok") else []
                    if not answer.get("ok"):
                        trouble += 1
                        await self._complain(answer, trouble)
                        continue
                    if updates:
                        await self.intake.accept(updates)
                        offset = updates[-1]["update_id"] + 1
                    trouble, self.second_poller = 0, False
                except (ClientError, TimeoutError, DBAPIError, ValueError, KeyError, TypeError) as error:
                    trouble += 1
                    log.warning("no updates: %s", type(error).__name__)
                    await asyncio.sleep(min(0.2 * 2**trouble, 30))

    async def _ask(self, http: ClientSession, offset: int) -> dict[str, Any]:
        body = {"offset": offset, "timeout": WAIT_S, "allowed_updates": ALLOWED}
        async with http.post(self._address, json=body) as response:
            answer = json.loads(await response.text())
        if not isinstance(answer, dict):
            raise TypeError("not an answer")
        return answer

    async def _complain(self, answer: dict[str, Any], trouble: int) -> None:
        code = answer.get("error_code")
        if code in (401, 404):
            raise InvalidTokenError
        if code == 409:
            self.second_poller = True
            log.error("another program asks for this bot's updates; stop one of the two")
        wait = (answer.get("parameters") or {}).get("retry_after") or min(2**trouble, 30)
        await asyncio.sleep(wait)

"""Updates by webhook: answered only when they are in the inbox; nothing is accepted without the secret."""

from __future__ import annotations

import hmac
import json
import logging

from aiogram import Bot
from aiohttp import web
from sqlalchemy.exc import DBAPIError

from bot.intake import Intake
from bot.polling import ALLOWED

PATH = "/updates"
LARGEST = 1024 * 1024  # bytes of one update
HEADER = "X-Telegram-Bot-Api-Secret-Token"
log = logging.getLogger(__name__)


class SecretMissingError(Exception):
    """A webhook without a secret would take updates from anybody."""


class Webhook:
    """An HTTP server that takes updates from the chat server."""

    def __init__(self, intake: Intake, secret: str) -> None:
        if not secret:
            raise SecretMissingError
        self.intake = intake
        self._secret = secret
        self._runner: web.AppRunner | None = None

    async def start(self, bot: Bot, url: str, host: str, port: int) -> None:
        """Listen on `host:port` and tell the chat server to send updates to `url`."""
        app = web.Application(client_max_size=LARGEST)
        app.router.add_post(PATH, self.take)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        await bot.set_webhook(url.rstrip("/") + PATH, secret_token=self._secret, allowed_updates=ALLOWED)

    async def take(self, request: web.Request) -> web.Response:
        """One update: 401 without the secret, 200 once kept, 503 when it could not be kept (it will be sent again)."""
        given = request.headers.get(HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._secret.encode()):
            return web.Response(status=401)
        try:
            update = json.loads(await request.text())
        except (ValueError, RecursionError):
            return web.Response(status=400)
        try:
            await self.intake.accept([update])
        except DBAPIError:
            log.exception("an update could not be kept")
            return web.Response(status=503)
        return web.Response()

    async def stop(self) -> None:
        """Stop listening; the chat server keeps what comes meanwhile."""
        if self._runner is not None:
            await self._runner.cleanup()

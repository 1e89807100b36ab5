"""Updates by webhook: answered only when they are in the inbox; nothing is accepted without the secret."""

from __future__ import annotations

import hmac
import json
import logging
import re

from aiogram import Bot
from aiohttp import web

from bot.intake import Intake
from bot.logs import kind_of
from bot.polling import ALLOWED
from models.database import DATABASE_TROUBLE, SupersededError

PATH = "/updates"
LARGEST = 1024 * 1024  # bytes of one update
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")  # what the chat server takes
WEBHOOK_REFUSED = (
    "WEBHOOK_URL needs WEBHOOK_SECRET (letters, digits, _ and -): without it anybody could send updates. "
    "请设置 WEBHOOK_SECRET（只用字母、数字、_ 和 -）。"
)
HEADER = "X-Telegram-Bot-Api-Secret-Token"
log = logging.getLogger(__name__)


class SecretMissingError(Exception):
    """A webhook without a secret would take updates from anybody."""


class PortTakenError(Exception):
    """Nothing can listen there: another program does, or the address is not this machine's."""


def usable(secret: str) -> bool:
    """Whether the chat server takes it as a secret."""
    return SECRET.fullmatch(secret) is not None


def taken(setting: str, host: str, port: int) -> str:
    """In both languages: that nothing can listen where a setting says."""
    return f"{setting}: {host}:{port} is in use by another program; choose another. {host}:{port} 被占用，请换一个。"


class Webhook:
    """An HTTP server that takes updates from the chat server."""

    def __init__(self, intake: Intake, secret: str) -> None:
        if not usable(secret):
            raise SecretMissingError
        self.intake = intake
        self._secret = secret
        self._runner: web.AppRunner | None = None

    async def start(self, bot: Bot, url: str, host: str, port: int) -> None:
        """Listen on `host:port` and tell the chat server to send updates to `url`. Raises PortTakenError."""
        app = web.Application(client_max_size=LARGEST)
        app.router.add_post(PATH, self.take)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, host, port).start()
        except OSError as error:
            raise PortTakenError from error
        await bot.set_webhook(url.rstrip("/") + PATH, secret_token=self._secret, allowed_updates=ALLOWED)

    async def take(self, request: web.Request) -> web.Response:
        """One update: 401 without the secret, 200 once kept, 503 when it could not be kept (it will be sent again)."""
        given = request.headers.get(HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._secret.encode()):
            return web.Response(status=401)
        try:
            update = json.loads(await request.read())
        except (ValueError, RecursionError):
            return web.Response(status=400)
        try:
            await self.intake.accept([update])
        except (SupersededError, *DATABASE_TROUBLE) as error:
            log.error("an update could not be kept: %s", kind_of(error))
            return web.Response(status=503)
        return web.Response()

    async def stop(self) -> None:
        """Stop listening; the chat server keeps what comes meanwhile."""
        if self._runner is not None:
            await self._runner.cleanup()

"""The sandbox as one object: start it, add people, point a Bot API client at it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from aiohttp import web

from bot.sandbox import pages
from bot.sandbox.botapi import BotApi
from bot.sandbox.chatdoor import ChatDoor
from bot.sandbox.clockdoor import ClockDoor
from bot.sandbox.contract import CompanyClock, Step
from bot.sandbox.core import Core
from bot.sandbox.door import Door, checked_person
from bot.sandbox.errors import DoorError
from bot.sandbox.guard import guard

MAX_BODY = 72 * 1024 * 1024
"""Bytes of one request: a person may upload more than a bot, so that the bot's limits can be tried."""
GRACE_S = 1.0


class Sandbox:
    """A Bot API server for one bot, with a control door and a chat page.

    ``clock`` is the company's, which the door may move; without it messages carry real time. ``guide`` is
    what the page suggests to try. ``idle`` says whether the bot has nothing under way; without it the sandbox
    tells from the calls it sees. ``keep`` is a file from which everything but injected faults comes back after
    the program ended, even if it was killed; without it all is in memory alone. A file of another bot, and a
    damaged one, is set aside. Raises ``ValueError`` for a token that is none, ``OSError`` for a ``keep`` that
    cannot be written or that another program uses. ``also`` are addresses that the same server answers.
    """

    def __init__(
        self,
        token: str,
        *,
        clock: CompanyClock | None = None,
        guide: Sequence[Step] = (),
        idle: Callable[[], bool] | None = None,
        title: str = "Gendan",
        keep: Path | None = None,
        also: Sequence[web.RouteDef] = (),
    ) -> None:
        self._core = Core(token, title, clock, keep)
        self._routes = [
            *BotApi(self._core).routes(),
            *ChatDoor(self._core, idle).routes(),
            *ClockDoor(self._core).routes(),
            *Door(self._core, guide).routes(),
            *pages.routes(),
            *also,
        ]
        self._runner: web.AppRunner | None = None
        self._port = 0

    def add_person(
        self,
        *,
        name: str,
        language: str = "zh",
        username: str | None = None,
        id: int | None = None,
        about: str | dict[str, str] | None = None,
    ) -> int:
        """Let someone chat with the bot and return their id; ``about`` is a label such as their role.

        With ``keep``, someone already known by this id gets the new name, language and label. Raises
        ``ValueError`` for an id that is taken without it, or a name or language that cannot be.
        """
        person_id = self._core.chats.free_id() if id is None else id
        try:
            person = checked_person(person_id, name, language, username, about)
        except DoorError as error:
            raise ValueError(error.sentence) from None
        self._core.add_person(person)
        return person_id

    def forget(self) -> None:
        """Forget all people, chats, files and calls, in memory and on disk; a page sees it when it loads again."""
        self._core.forget()

    @property
    def port(self) -> int:
        """The port it listens on, once started."""
        return self._port

    @property
    def base_url(self) -> str:
        """Where Bot API clients, tests and browsers find it."""
        return f"http://127.0.0.1:{self._port}"

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen; port 0 takes a free one. Raises ``OSError`` when the port is taken."""
        application = web.Application(client_max_size=MAX_BODY, middlewares=[guard])
        application.add_routes(self._routes)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=GRACE_S)
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError:
            await runner.cleanup()
            raise
        self._core.webhook.resume()
        self._runner = runner
        self._port = runner.addresses[0][1]

    async def stop(self) -> None:
        """Stop listening; waiting polls and event streams end at once."""
        runner, self._runner = self._runner, None
        if runner is None:
            return
        await self._core.webhook.close()
        self._core.updates.close()
        self._core.events.close()
        await runner.cleanup()
        self._core.kept.close()

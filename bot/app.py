"""The product, wired: database, conversations, intake, delivery, the clock's jobs."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.middlewares.base import BaseRequestMiddleware
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import ClientDecodeError, TelegramAPIError, TelegramBadRequest
from aiogram.methods import AnswerCallbackQuery, TelegramMethod
from aiogram.methods.base import Response, TelegramType
from aiogram.types import LinkPreviewOptions

from bot.dispatch import make_dispatcher
from bot.intake import Intake
from bot.polling import Poller
from bot.retention import Retention
from bot.schedule import Schedule
from bot.storage import DialogStorage
from handlers.commands import register_commands
from handlers.file_store import FileStore
from jobs.delivery import Delivery
from models.clock import Clock
from models.database import DATABASE_TROUBLE, Database, SupersededError

DRAIN_S = 5.0  # with the delivery's last word less than the ten seconds that a stop may take
log = logging.getLogger(__name__)


@cache
def _held(returned: Any) -> type[Response[Any]]:
    """The shape of what a call gives. The library builds it at a call, for ten milliseconds, and would let it go."""
    return Response[returned]


class ServerSession(AiohttpSession):
    """The library's session; where there is no TLS to wind down, its close does not wait a quarter of a second."""

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        """What the chat server answered."""
        _held(method.__returning__)
        return super().check_response(bot, method, status_code, content)

    async def close(self) -> None:
        """Let go of the connections."""
        if self.api.base.startswith("https:"):
            await super().close()
        elif self._session is not None:
            await self._session.close()


class LateAnswers(BaseRequestMiddleware):
    """A tap is answered in time or not at all: the chat server forgets it after some minutes, and then the answer is
    false instead of an error that would stop what the tap asked for.
    """

    async def __call__(self, make_request: Any, bot: Bot, method: Any) -> Any:
        try:
            return await make_request(bot, method)
        except TelegramBadRequest as error:
            if isinstance(method, AnswerCallbackQuery) and "query is too old" in error.message:
                return False
            raise


class App:
    """Everything that runs in one process for one bot. `token` and `api_url` say which, on which server."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        *,
        token: str,
        api_url: str,
        letters_per_second: int = 25,
        data_dir: Path | None = None,
    ) -> None:
        self.db, self.clock = db, clock
        session = ServerSession(api=TelegramAPIServer.from_base(api_url))
        session.middleware(LateAnswers())
        default = DefaultBotProperties(parse_mode="HTML", link_preview=LinkPreviewOptions(is_disabled=True))
        self.bot = Bot(token, session=session, default=default)
        self.storage = DialogStorage()
        self.dispatcher = make_dispatcher(self.storage)
        self.dispatcher["files"] = FileStore(data_dir or Path("data"))
        self.intake = Intake(db, self.bot, self.dispatcher, self.storage, clock)
        self.delivery = Delivery(
            db,
            clock,
            token=token,
            api_url=api_url,
            wake=self.intake.wake_delivery,
            per_second=letters_per_second,
        )
        self.schedule = Schedule(db, clock, self.delivery)
        self.schedule.also.append(Retention(db, clock).look)
        self.poller = Poller(self.intake, api_url, token)
        self._tasks: list[asyncio.Task[Any]] = []

    @property
    def idle(self) -> bool:
        """Whether nothing is being worked on and no letter that is due waits (the sandbox asks before it answers)."""
        return self.intake.idle and self.delivery.idle

    async def until_idle(self) -> None:
        """Until nothing is being worked on. Asked often: to signal it, four parts would have to agree."""
        while not self.idle:  # noqa: ASYNC110 - see above
            await asyncio.sleep(0.01)

    async def start(self, *, poll: bool = True) -> None:
        """Begin to work: what was left undone first."""
        await self.dispatcher.emit_startup(bot=self.bot)
        await self._tell_commands()
        await self.intake.resume()
        self._tasks = [
            asyncio.create_task(self.delivery.run(), name="delivery"),
            asyncio.create_task(self.intake.watch(), name="watch"),
        ]
        if poll:
            self._tasks.append(asyncio.create_task(self.poller.run(), name="polling"))
        await self.schedule.start()

    async def _tell_commands(self) -> None:
        """The commands are a convenience: a chat server in trouble keeps them as they were, and us from nothing."""
        try:
            await register_commands(self.bot)
        except (TelegramAPIError, ClientDecodeError) as error:
            log.warning("the commands could not be told: %s", type(error).__name__)

    async def wait(self) -> None:
        """Until something that should run for ever ends, which is raised."""
        done, _pending = await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()

    async def stop(self) -> None:
        """Stop taking in, let what runs finish, let go of everything. What is undone stays in the inbox and the
        outbox.
        """
        await self.schedule.stop()
        polling = [task for task in self._tasks if task.get_name() == "polling"]
        for task in polling:
            task.cancel()
        await self.intake.drain(DRAIN_S)
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with suppress(asyncio.CancelledError, Exception):
                await task
        with suppress(SupersededError, *DATABASE_TROUBLE):
            await self.delivery.close()
        await self.bot.session.close()
        await self.db.close()

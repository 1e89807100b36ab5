"""The product as a running process: on Telegram with a token, in the local sandbox without one."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError
from sqlmodel import Session, select

from bot.config import OPEN_TO_OTHERS, Settings, open_to_others
from bot.lock import AlreadyRunningError, OneProgram
from bot.migrate import NewerSchemaError, current, migrate, newest
from models.database import Database, SupersededError
from models.people import Person

if TYPE_CHECKING:
    from aiohttp.web import RouteDef

    from bot.app import App
    from bot.clockwork import SandboxClock
    from bot.sandbox import Sandbox

SANDBOX_TOKEN = "10000001:local-sandbox-needs-no-secret"  # noqa: S105 - names the sandbox's bot, opens nothing
UNKNOWN_BOT = "Telegram does not know this BOT_TOKEN. 这个 BOT_TOKEN 不对，请向 @BotFather 核对。"
SANDBOX_DATABASE = "sqlite:///data/sandbox.db"


def say(text: str) -> None:
    """A line for the operator. Where nobody reads any more (`| head`), the work goes on all the same."""
    try:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def settings_or_complaint() -> Settings | None:
    """The settings, or nothing after saying what is wrong with them."""
    try:
        return Settings()
    except ValidationError as error:
        for part in error.errors():
            name = "_".join(str(piece) for piece in part["loc"]).upper()
            say(f"{name}: {part['msg']}")
        say("Please mend these settings (see .env.example). 请修改以上设置。")
        return None


def open_books(url: str, settings: Settings) -> Database | None:
    """The database at this program's schema, or nothing after saying what is in the way."""
    db = Database(url, settings.rules)
    try:
        if db.is_sqlite:
            migrate(db)
        elif current(db) != newest():
            say("The database needs `gendan migrate` first. 请先运行 gendan migrate。")
            return None
    except NewerSchemaError as error:
        say(f"The database belongs to a later version of the program ({error}). 数据库来自更新的版本。")
        return None
    return db


def run(port: int | None) -> int:
    """Start the product; returns when it was stopped."""
    from bot.logs import setup_logging

    settings = settings_or_complaint()
    if settings is None:
        return 2
    if open_to_others():
        say(OPEN_TO_OTHERS)
        return 2
    setup_logging(settings.log_level, settings.secrets, form=settings.log_format)
    sandboxed = not settings.bot_token.get_secret_value()
    url = settings.database_url
    if sandboxed and url == Settings.model_fields["database_url"].default:
        url = SANDBOX_DATABASE  # a newcomer's demo never lands in the real books
    db = open_books(url, settings)
    if db is None:
        return 1
    lock = OneProgram(db)
    try:
        lock.take()
    except AlreadyRunningError:
        say("Another Gendan is working on this database; this one stops. 已有一个程序在使用这个数据库，本程序退出。")
        return 1
    work = (
        _in_sandbox(db, settings, settings.sandbox_port if port is None else port) if sandboxed else _live(db, settings)
    )
    try:
        return asyncio.run(work)
    finally:
        lock.release()


@contextmanager
def _for_good() -> Iterator[None]:
    """While something is loaded that is kept until the end: looking for garbage in it takes a tenth of the start."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


async def _live(db: Database, settings: Settings) -> int:
    with _for_good():
        from bot.operating import Operations
        from bot.polling import InvalidTokenError
        from bot.webhook import WEBHOOK_REFUSED, PortTakenError, Webhook, taken, usable

    secret = settings.webhook_secret.get_secret_value()
    if settings.webhook_url and not usable(secret):
        say(WEBHOOK_REFUSED)
        return 2
    app = _app(db, settings)
    if app is None:
        return 1
    webhook = Webhook(app.intake, secret) if settings.webhook_url else None
    try:
        async with Operations(settings, db, settings.data_dir, live=True).around(app) as operations:
            name = await _introduce(app, settings)
            if name is None:
                return 1
            await app.start(poll=webhook is None)
            if webhook is not None:
                await webhook.start(app.bot, settings.webhook_url, settings.webhook_host, settings.webhook_port)
            operations.at_work()
            say(f"@{name} is at work. Invite people with `gendan invite`. 已开始工作。")
            await _until_stopped(app.wait)
    except InvalidTokenError:
        say(UNKNOWN_BOT)
        return 1
    except PortTakenError:
        say(taken("WEBHOOK_PORT", settings.webhook_host, settings.webhook_port))
        return 1
    except SupersededError:
        say("Another Gendan has taken over this database; this one stops. 另一个程序已接管这个数据库，本程序退出。")
        return 1
    finally:
        if webhook is not None:
            await webhook.stop()
    return 0


def _app(db: Database, settings: Settings) -> App | None:
    """The product, or nothing after saying that its token cannot be one."""
    from aiogram.utils.token import TokenValidationError

    from bot.app import App
    from models.clock import SystemClock

    try:
        with _for_good():
            app = App(
                db,
                SystemClock(),
                token=settings.bot_token.get_secret_value(),
                api_url=settings.api_url,
                letters_per_second=settings.letters_per_second,
                data_dir=settings.data_dir,
            )
        return _with_second_reader(app, settings)
    except TokenValidationError:
        say("BOT_TOKEN is no token; one looks like 12345:ABC. 这个 BOT_TOKEN 不对，请向 @BotFather 核对。")
        return None


def _with_second_reader(app: App, settings: Settings) -> App:
    """Off unless it is set: messages of customers go to nobody outside."""
    from handlers.read_message import SecondReader

    if settings.second_reader_url:
        key = settings.second_reader_key.get_secret_value()
        app.dispatcher["second_reader"] = SecondReader(settings.second_reader_url, key, settings.second_reader_model)
    return app


async def _introduce(app: App, settings: Settings) -> str | None:
    """The bot's name from the chat server; waits for a network that is away, gives nothing for a wrong token."""
    from aiogram.exceptions import (
        ClientDecodeError,
        TelegramAPIError,
        TelegramNotFound,
        TelegramUnauthorizedError,
    )

    wait = 1.0
    while True:
        try:
            me = await app.bot.get_me()
            if not settings.webhook_url:
                await app.bot.delete_webhook(drop_pending_updates=False)
            return me.username or me.first_name
        except (TelegramUnauthorizedError, TelegramNotFound):
            say(UNKNOWN_BOT)
            return None
        except (TelegramAPIError, ClientDecodeError):
            say(f"{settings.api_url} cannot be reached; trying again in {wait:.0f} s. 网络不通，稍后再试。")
            await asyncio.sleep(wait)
            wait = min(wait * 2, 60)


async def _in_sandbox(db: Database, settings: Settings, port: int) -> int:
    with _for_good():
        from bot.app import App
        from bot.clockwork import SandboxClock
        from bot.demo import start_moment
        from bot.operating import Operations
        from models.clock import MovableClock

    clock = MovableClock(await db.read(lambda session: start_moment(session, datetime.now(UTC))))
    door = SandboxClock(clock)
    operations = Operations(settings, db, settings.data_dir / "sandbox", live=False)
    try:
        sandbox = await _demo(db, door, settings.data_dir / "sandbox" / "chats.db", operations.routes())
    except OSError as error:
        say(f"The chats cannot be opened: {error}. 无法打开聊天记录文件。")
        return 1
    try:
        await sandbox.start(port=port)
    except OSError:
        say(f"Port {port} is in use; choose another: SANDBOX_PORT=0 takes any. 端口 {port} 被占用。")
        return 1
    with _for_good():
        app = App(db, clock, token=SANDBOX_TOKEN, api_url=sandbox.base_url, data_dir=settings.data_dir / "sandbox")
    door.attach(_with_second_reader(app, settings))
    try:
        async with operations.around(app):
            await app.start()
            operations.at_work()
            say(f"Gendan 跟单 sandbox: open {sandbox.base_url} in a browser. 请用浏览器打开上面的网址。")
            await _until_stopped(app.wait)
    finally:
        await sandbox.stop()
    return 0


async def _demo(db: Database, door: SandboxClock, chats: Path, also: Sequence[RouteDef]) -> Sandbox:
    """The demo company and its chats, as they were left; chats of other books are forgotten. The server answers `also`.

    Raises `OSError` when the file of chats cannot be opened.
    """
    from bot.demo import guide, load_demo, people
    from bot.sandbox import Sandbox, remove_kept

    chats.parent.mkdir(parents=True, exist_ok=True)
    if not await db.read(_holds_people):
        remove_kept(chats)
    await db.write(lambda session: load_demo(session, door.clock.now()))
    steps = await db.read(lambda session: guide(session, door.clock.now()))
    title = "Gendan 跟单"
    sandbox = Sandbox(SANDBOX_TOKEN, clock=door, guide=steps, idle=door.idle, title=title, keep=chats, also=also)
    for person in await db.read(people):
        sandbox.add_person(id=person.id, name=person.name, language=person.language, about=person.about)
    return sandbox


def _holds_people(session: Session) -> bool:
    return session.exec(select(Person.id).limit(1)).first() is not None


async def _until_stopped(wait: Callable[[], Awaitable[None]]) -> None:
    """Until SIGINT or SIGTERM, or until `wait` raises."""
    gc.collect()
    gc.freeze()
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stopped.set)
    works = asyncio.ensure_future(wait())
    stop = asyncio.create_task(stopped.wait())
    done, _pending = await asyncio.wait({works, stop}, return_when=asyncio.FIRST_COMPLETED)
    stop.cancel()
    if works in done:
        works.result()
    else:
        works.cancel()


def run_sandbox(port: int, token: str) -> int:
    """The sandbox alone, for any one bot."""
    from bot.sandbox.alone import serve

    try:
        asyncio.run(serve(port, token, say))
    except KeyboardInterrupt:
        return 0
    except OSError:
        say(f"Port {port} is in use; choose another with --port. 端口 {port} 被占用。")
        return 1
    return 0

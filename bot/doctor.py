"""`gendan doctor`: what is wrong with a configuration, one line each, in both languages."""

from __future__ import annotations

import asyncio
import socket
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy.exc import DBAPIError

from bot.backup.daily import newest_in
from bot.config import OPEN_TO_OTHERS, Settings, readable_by_others
from bot.health import LEAST_FREE, free_bytes
from bot.lock import AlreadyRunningError, OneProgram
from bot.migrate import NewerSchemaError, current, known, newest
from bot.office import ASK_S, books_url
from bot.running import say, settings_or_complaint
from bot.webhook import WEBHOOK_REFUSED, taken, usable
from models.consistency import has_boss, misshipped, unsettled
from models.database import Database
from models.letters import unsent
from models.paused import paused

LEAST_SECRET = 16
BACKUP_LATE_S = 2 * 86400  # a daily backup older than this was missed
MOST_NAMED = 5  # documents named in one line


def doctor() -> int:
    """Say what is wrong; gives 0 when nothing is."""
    settings = settings_or_complaint()
    if settings is None:
        return 1
    found = [*_secrets(settings), *_folder(settings), *_chat_server(settings), *_books(settings), *_ports(settings)]
    for problem in found:
        say(f"✗ {problem}")
    if found:
        return 1
    if not settings.bot_token.get_secret_value():
        say("No BOT_TOKEN: `gendan run` starts the local sandbox. 没有 BOT_TOKEN，运行的是本地沙盒。")
    say("✓ All is well. 一切正常。")
    return 0


def _secrets(settings: Settings) -> Iterator[str]:
    secret = settings.webhook_secret.get_secret_value()
    if settings.webhook_url and not usable(secret):
        yield WEBHOOK_REFUSED
    elif settings.webhook_url and len(secret) < LEAST_SECRET:
        yield f"WEBHOOK_SECRET is short; {LEAST_SECRET} characters are hard to guess. WEBHOOK_SECRET 太短，容易被猜到。"
    if settings.webhook_url and not settings.webhook_url.startswith("https://"):
        yield "WEBHOOK_URL must begin with https://. WEBHOOK_URL 要以 https:// 开头。"
    if settings.second_reader_url and not settings.second_reader_model:
        yield "SECOND_READER_URL needs SECOND_READER_MODEL. 设置了 SECOND_READER_URL，还要设置 SECOND_READER_MODEL。"
    if readable_by_others():
        yield OPEN_TO_OTHERS


def _ports(settings: Settings) -> list[str]:
    """Where another program listens already; the product itself, when it is at work, may."""
    wanted = []
    # The sandbox answers for its health on its own port too: there only a port that somebody chose matters.
    if settings.bot_token.get_secret_value() or "health_port" in settings.model_fields_set:
        wanted.append(("HEALTH_PORT", settings.health_host, settings.health_port))
    if settings.webhook_url:
        wanted.append(("WEBHOOK_PORT", settings.webhook_host, settings.webhook_port))
    found = [taken(*one) for one in wanted if not _free(*one[1:])]
    return found if found and not _at_work(settings) else []


def _free(host: str, port: int) -> bool:
    """Whether one can listen there; port 0 is none at all."""
    if not port:
        return True
    try:
        with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET):
            return True
    except OSError:
        return False


def _at_work(settings: Settings) -> bool:
    """Whether the product works on these books."""
    db = Database(books_url(settings), settings.rules)
    lock = OneProgram(db)
    try:
        lock.take()
    except AlreadyRunningError:
        return True
    except (DBAPIError, OSError):
        return False
    else:
        lock.release()
        return False
    finally:
        db.close_now()


def _folder(settings: Settings) -> Iterator[str]:
    folder = settings.data_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        yield f"Nothing can be written to DATA_DIR {folder}: {error.strerror}. DATA_DIR 写不进去。"
        return
    if (free := free_bytes([folder])) < LEAST_FREE:
        megabytes = free // 1024 // 1024
        yield f"Only {megabytes} MB are left on the disk of {folder}. 磁盘只剩 {megabytes} MB。"
    newest = newest_in(settings.backup_dir or folder / "backups") if settings.backup_keep_days else None
    if newest is not None and time.time() - newest > BACKUP_LATE_S:
        day = settings.rules.local(datetime.fromtimestamp(newest, UTC)).date()
        yield f"The newest daily backup is of {day}: see the log. 最近一次自动备份是 {day}，请看日志。"


def _chat_server(settings: Settings) -> list[str]:
    token = settings.bot_token.get_secret_value()
    return asyncio.run(_ask(token, settings.api_url)) if token else []


async def _ask(token: str, api_url: str) -> list[str]:
    from aiogram import Bot
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.exceptions import TelegramAPIError, TelegramNotFound, TelegramUnauthorizedError
    from aiogram.utils.token import TokenValidationError

    session = AiohttpSession(api=TelegramAPIServer.from_base(api_url))
    try:
        await Bot(token, session=session).get_me(request_timeout=ASK_S)
    except (TelegramUnauthorizedError, TelegramNotFound, TokenValidationError):
        return ["Telegram does not know this BOT_TOKEN. 这个 BOT_TOKEN 不对，请向 @BotFather 核对。"]
    except TelegramAPIError:
        return [f"{api_url} cannot be reached. 连不上 {api_url}，请检查网络。"]
    finally:
        await session.close()
    return []


def _books(settings: Settings) -> list[str]:
    """What is wrong with the database and in it. An empty or older SQLite file is brought up by `run` itself."""
    db = Database(books_url(settings), settings.rules)
    try:
        at = current(db)
        if at == newest():
            return _inside(db, boss_needed=bool(settings.bot_token.get_secret_value()))
        if db.is_sqlite and at is None:
            return _no_boss() if settings.bot_token.get_secret_value() else []
        return _schema(at)
    except DBAPIError as error:
        return [f"The database cannot be reached: {error.orig}. 数据库连不上。"]
    except OSError as error:
        return [f"The database cannot be opened: {error.strerror}. 数据库打不开。"]
    finally:
        db.close_now()


def _schema(at: str | None) -> list[str]:
    if not known(at):
        return [
            f"The database belongs to a later version of the program ({NewerSchemaError(at)}). 数据库来自更新的版本。"
        ]
    shown = at or "empty"
    return [f"The database is at schema {shown}: run `gendan migrate`. 数据库结构较旧，请运行 gendan migrate。"]


def _inside(db: Database, *, boss_needed: bool) -> list[str]:
    found: list[str] = []
    if wrong := db.read_now(unsettled):
        found.append(f"Settled amounts differ from their postings: {_named(wrong)}. 已收金额和明细对不上。")
    if wrong := db.read_now(misshipped):
        found.append(f"Shipped quantities differ from what left: {_named(wrong)}. 已发数量和出库对不上。")
    if (held := db.read_now(paused)) is not None:
        since, waiting = f"{db.rules.local(held.since):%Y-%m-%d %H:%M}", db.read_now(unsent).count
        found.append(
            f"Sending is paused since {since}, {waiting} letters wait: `gendan resume`. 发送已暂停，{waiting} 条未发。"
        )
    if boss_needed and not db.read_now(has_boss):
        found += _no_boss()
    return found


def _named(numbers: list[str]) -> str:
    return ", ".join(numbers[:MOST_NAMED]) + (" …" if len(numbers) > MOST_NAMED else "")


def _no_boss() -> list[str]:
    return ["No boss has joined yet: `gendan invite --role boss --name NAME`. 还没有老总加入，请先邀请。"]

"""`gendan doctor`: what is wrong with a configuration, one line each, in both languages."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from bot.config import Settings
from bot.migrate import NewerSchemaError, current, newest
from bot.office import ASK_S, books_url
from bot.running import say, settings_or_complaint
from models.consistency import has_boss, misshipped, unsettled
from models.database import Database

ENV_FILE = Path(".env")
LEAST_FREE_MB = 200  # less room than this on the disk and pictures may soon not be kept
MOST_NAMED = 5  # documents named in one line


def doctor() -> int:
    """Say what is wrong; gives 0 when nothing is."""
    settings = settings_or_complaint()
    if settings is None:
        return 1
    found = [*_secrets(settings), *_folder(settings), *_chat_server(settings), *_books(settings)]
    for problem in found:
        say(f"✗ {problem}")
    if found:
        return 1
    if not settings.bot_token.get_secret_value():
        say("No BOT_TOKEN: `gendan run` starts the local sandbox. 没有 BOT_TOKEN，运行的是本地沙盒。")
    say("✓ All is well. 一切正常。")
    return 0


def _secrets(settings: Settings) -> Iterator[str]:
    if settings.webhook_url and not settings.webhook_secret.get_secret_value():
        yield "WEBHOOK_URL is set without WEBHOOK_SECRET: anybody could send updates. 还要设 WEBHOOK_SECRET。"
    if settings.webhook_url and not settings.webhook_url.startswith("https://"):
        yield "WEBHOOK_URL must begin with https://. WEBHOOK_URL 要以 https:// 开头。"
    if ENV_FILE.exists() and ENV_FILE.stat().st_mode & 0o077:
        yield "Others on this machine can read .env: `chmod 600 .env`. 别的用户能读 .env，请执行 chmod 600 .env。"


def _folder(settings: Settings) -> Iterator[str]:
    folder = settings.data_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        yield f"Nothing can be written to DATA_DIR {folder}: {error.strerror}. DATA_DIR 写不进去。"
        return
    free = shutil.disk_usage(folder).free // 1024 // 1024
    if free < LEAST_FREE_MB:
        yield f"Only {free} MB are left on the disk of {folder}. 磁盘只剩 {free} MB。"


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
        return _schema(db, at)
    except DBAPIError as error:
        return [f"The database cannot be reached: {error.orig}. 数据库连不上。"]
    except OSError as error:
        return [f"The database cannot be opened: {error.strerror}. 数据库打不开。"]
    finally:
        db.close_now()


def _schema(db: Database, at: str | None) -> list[str]:
    from alembic.script import ScriptDirectory

    from bot.migrate import config_for

    known = {step.revision for step in ScriptDirectory.from_config(config_for(db)).walk_revisions()}
    if at is not None and at not in known:
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
    if boss_needed and not db.read_now(has_boss):
        found += _no_boss()
    return found


def _named(numbers: list[str]) -> str:
    return ", ".join(numbers[:MOST_NAMED]) + (" …" if len(numbers) > MOST_NAMED else "")


def _no_boss() -> list[str]:
    return ["No boss has joined yet: `gendan invite --role boss --name NAME`. 还没有老总加入，请先邀请。"]

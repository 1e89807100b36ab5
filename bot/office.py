"""What an operator does at the command line: invite, import, export, bring the database up."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from bot.config import Settings
from bot.migrate import NewerSchemaError, migrate
from bot.running import SANDBOX_DATABASE, open_books, say, settings_or_complaint
from handlers.exchange_words import bad_lines, changed_lines, counts, notes, terms_lines
from locales import Html, languages, plain, visible
from models import exchange
from models.database import Database
from models.exchange import MOST_BYTES, Outcome, Sheets, SheetTooLarge
from models.invitations import issue
from models.people import Role
from models.refusals import Refusal

ASK_S = 5  # seconds that the chat server has to tell the bot's name


def books_url(settings: Settings) -> str:
    """The database that `run` would work on: without a token and a setting of its own, the sandbox's."""
    sandboxed = not settings.bot_token.get_secret_value()
    default = Settings.model_fields["database_url"].default
    return SANDBOX_DATABASE if sandboxed and settings.database_url == default else settings.database_url


def kept_in(settings: Settings) -> Path:
    """The folder of what is kept beside these books; the sandbox has one of its own."""
    return settings.data_dir if settings.bot_token.get_secret_value() else settings.data_dir / "sandbox"


def open_for_office() -> tuple[Settings, Database] | None:
    """The settings and the database at this program's schema, or nothing after saying what is in the way."""
    settings = settings_or_complaint()
    if settings is None:
        return None
    try:
        db = open_books(books_url(settings), settings)
    except DBAPIError as error:
        say(f"The database cannot be reached: {error.orig}. 数据库连不上。")
        return None
    return None if db is None else (settings, db)


def said_in_both(refusal: Refusal) -> str:
    """A refusal in both languages."""
    facts = {name: fact if isinstance(fact, str | int) else str(fact) for name, fact in refusal.facts.items()}
    return "  ".join(plain(language, refusal.key, **facts) for language in languages())


def invite(name: str, roles: Sequence[str], language: str) -> int:
    """Print the one-time code by which a person joins, and the link where the bot's name can be known."""
    opened = open_for_office()
    if opened is None:
        return 1
    settings, db = opened
    wanted = [Role(role) for role in roles]
    try:
        now = moment_of(db, settings)
        code = db.write_now(lambda s: issue(s, name=name, roles=wanted, invited_by=None, now=now, language=language))
    except Refusal as refusal:
        say(said_in_both(refusal))
        return 1
    finally:
        db.close_now()
    say(f"/start {code}")
    if username := _username(settings):
        say(f"https://t.me/{username}?start={code}")
    say(f"For {name}, once, within 24 hours: open the link or send the line above to the bot.")
    say("24 小时内有效，只能用一次：打开链接，或把上面一行发给机器人。")
    return 0


def moment_of(db: Database, settings: Settings) -> datetime:
    """Now; where the sandbox's clock was moved ahead, what it shows."""
    real = datetime.now(UTC)
    if settings.bot_token.get_secret_value():
        return real
    from bot.demo import start_moment

    return db.read_now(lambda session: start_moment(session, real))


def _username(settings: Settings) -> str:
    """The bot's name from the chat server; empty where it cannot be asked."""
    token = settings.bot_token.get_secret_value()
    if not token:
        return ""

    async def ask() -> str:
        from aiogram import Bot
        from aiogram.client.session.aiohttp import AiohttpSession
        from aiogram.client.telegram import TelegramAPIServer

        session = AiohttpSession(api=TelegramAPIServer.from_base(settings.api_url))
        try:
            me = await Bot(token, session=session).get_me(request_timeout=ASK_S)
            return me.username or ""
        finally:
            await session.close()

    from aiogram.exceptions import TelegramAPIError
    from aiogram.utils.token import TokenValidationError

    with suppress(TelegramAPIError, TokenValidationError, TimeoutError):
        return asyncio.run(asyncio.wait_for(ask(), ASK_S * 2))
    return ""


def import_from(path: Path) -> int:
    """Check a folder of CSV files, or one file, and load all of it; or print every bad row and load nothing."""
    opened = open_for_office()
    if opened is None:
        return 1
    settings, db = opened
    try:
        now = moment_of(db, settings)
        sheets = _read(path)
        outcome = db.read_now(lambda s: exchange.look_over(s, now=now, sheets=sheets))
        if outcome.bad:
            _tell_bad(db, outcome, now)
            return 1
        db.write_now(lambda s: exchange.bring_in(s, now=now, sheets=sheets))
        for language in languages():
            read, changed = terms_lines(language, outcome, db.rules.today(now)), changed_lines(language, outcome)
            _tell(counts(language, outcome.counts), notes(language, outcome, done=True), *read, *changed)
    except Refusal as refusal:
        say(said_in_both(refusal))
        return 1
    except OSError as error:
        say(f"{path}: {error.strerror}. 读不了这个文件或文件夹。")
        return 1
    finally:
        db.close_now()
    return 0


def _read(path: Path) -> Sheets:
    if path.is_dir():
        return exchange.read_folder(path)
    if path.stat().st_size > MOST_BYTES:
        raise SheetTooLarge(limit=MOST_BYTES // 1024 // 1024)
    return exchange.read_file(path.name, path.read_bytes())


def _tell(*parts: Html) -> None:
    for line in "\n".join(visible(part) for part in parts if part).split("\n"):
        say(line)


def _tell_bad(db: Database, outcome: Outcome, now: datetime) -> None:
    """Each fault in both languages, then how many rows are bad."""
    today = db.rules.today(now)
    told = [bad_lines(language, outcome.bad, today) for language in languages()]
    for both in zip(*told, strict=True):
        say("  ".join(visible(line) for line in both))
    rows = len({(bad.sheet, bad.row) for bad in outcome.bad})
    say(f"{rows} bad row{'s' * (rows != 1)}; nothing was written. {rows} 行不对，一行都没有写入。")


def export_to(path: Path) -> int:
    """Write master data into a folder, or into one workbook where the name ends in .xlsx."""
    opened = open_for_office()
    if opened is None:
        return 1
    _settings, db = opened
    try:
        sheets = db.read_now(exchange.export)
        if path.suffix.lower() == ".xlsx":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(exchange.as_xlsx(sheets))
            written = [path]
        else:
            written = exchange.write_folder(path, sheets)
    except OSError as error:
        say(f"{path}: {error.strerror}. 写不进去。")
        return 1
    finally:
        db.close_now()
    for file in written:
        say(str(file))
    return 0


def bring_up() -> int:
    """Bring the database to this program's schema."""
    settings = settings_or_complaint()
    if settings is None:
        return 1
    db = Database(books_url(settings), settings.rules)
    try:
        migrate(db)
    except NewerSchemaError as error:
        say(f"The database belongs to a later version of the program ({error}). 数据库来自更新的版本。")
        return 1
    except DBAPIError as error:
        say(f"The database cannot be reached: {error.orig}. 数据库连不上。")
        return 1
    finally:
        db.close_now()
    say("The database is at this program's schema. 数据库已是最新结构。")
    return 0

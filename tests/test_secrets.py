"""Secrets: a canary token goes everywhere the program goes, with every library telling all it knows, and is seen
nowhere; nor are people's words and names in the log. Settings that others may read are refused.
"""

from __future__ import annotations

import asyncio
import io
import json
import logging
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import ClientSession
from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, select

from bot.__main__ import main
from bot.config import Settings, open_to_others
from bot.logs import HIDDEN, AsJson, Redacting, kind_of, setup_logging, way_of
from bot.webhook import HEADER, PATH, SecretMissingError, Webhook, usable
from handlers.desk import Desk
from models import dump, letters
from models.database import Database
from models.letters import Letter
from models.people import Role, add_person
from models.trace import working_on
from tests.company import TOKEN, Company
from tests.test_delivery import fault
from tests.test_operator import LOUD, PATIENCE_S, ROOT, _webhook, chat_server, started, until

NOW = datetime(2026, 11, 23, 1, 5, tzinfo=UTC)
CANARY = "98765:canary-in-the-coal-mine-0123456789"
SECRET = "canary_of-the-webhook-0123456789"
WORDS = "恒达要一百支碳粉"
# And whoever is answered makes the program stumble over an error that quotes the token.
LOUD_AND_BROKEN = (
    """
from aiogram import Bot
async def breaks(self, *given, **facts):
    raise ValueError(f"https://host/bot{self.token}/sendMessage failed: {given} {facts}")
Bot.send_message = breaks
"""
    + LOUD
)


@contextmanager
def logging_as_it_was() -> Iterator[None]:
    """The whole configuration of logging comes back."""
    root, hook, threads = logging.getLogger(), sys.excepthook, threading.excepthook
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in list(root.manager.loggerDict)}
    try:
        yield
    finally:
        root.handlers[:], root.level = handlers, level
        for name in list(root.manager.loggerDict):
            logging.getLogger(name).setLevel(levels.get(name, logging.NOTSET))
        sys.excepthook, threading.excepthook = hook, threads
        logging.captureWarnings(False)


@contextmanager
def telling_all(secrets: list[str], form: str = "text") -> Iterator[io.StringIO]:
    """The program's own logging, every library at DEBUG; gives what was written."""
    written = io.StringIO()
    with logging_as_it_was():
        setup_logging("DEBUG", secrets, form=form)
        handler = logging.getLogger().handlers[0]
        assert isinstance(handler, logging.StreamHandler)
        handler.setStream(written)
        for name in list(logging.getLogger().manager.loggerDict):
            logging.getLogger(name).setLevel(logging.DEBUG)
        yield written


def logged(form: str = "text") -> tuple[logging.Logger, io.StringIO]:
    """A logger of its own that writes as the program does."""
    written, logger = io.StringIO(), logging.Logger("test")
    handler = logging.StreamHandler(written)
    handler.setFormatter(AsJson([CANARY]) if form == "json" else Redacting([CANARY, ""]))
    logger.addHandler(handler)
    return logger, written


# --- a line of the log ---


@pytest.mark.parametrize("form", ["text", "json"])
def test_no_form_of_a_secret_is_written(form: str) -> None:
    logger, written = logged(form)
    try:
        raise ValueError(f"https://host/bot{CANARY}/sendMessage")
    except ValueError:
        logger.exception("call of %s failed, or %s", CANARY.replace(":", "%3A"), CANARY.partition(":")[2])
    assert written.getvalue().count(HIDDEN) == 2
    assert "canary-in" not in written.getvalue()


def test_a_line_names_the_update_and_the_operation_it_belongs_to() -> None:
    logger, written = logged("json")
    with working_on(update="7", operation="update:1:7:1"):
        logger.warning("within %s", 1)
    logger.warning("without")
    within, without = (json.loads(line) for line in written.getvalue().splitlines())
    assert (within["update"], within["operation"], within["message"]) == ("7", "update:1:7:1", "within 1")
    assert {"update", "operation"}.isdisjoint(without)
    logger, written = logged()
    with working_on(update="7"):
        logger.warning("two\nlines")
    assert "update=7: two\\nlines" in written.getvalue()


def test_an_error_is_told_by_its_way_and_kind_not_by_its_words() -> None:
    logger, written = logged("json")
    try:
        try:
            raise KeyError(WORDS)
        except KeyError as error:
            raise RuntimeError(WORDS) from error
    except RuntimeError as error:
        logger.exception("it failed: %s", error)
        logger.error("a message that does not fit %s %s", *[1])
        logger.error("a whole %(one)s", {"one": 1})
    found = [json.loads(line) for line in written.getvalue().splitlines()]
    assert WORDS not in written.getvalue()
    assert found[0]["message"] == "it failed: RuntimeError"
    assert "test_secrets.py" in found[0]["error"]
    assert found[0]["error"].index("KeyError") < found[0]["error"].index("RuntimeError")
    assert [line["message"] for line in found[1:]] == ["a message that does not fit %s %s", "a whole 1"]


def test_words_of_an_error_stand_in_the_log_only_where_they_are_the_programs(db: Database) -> None:
    assert kind_of(OSError(28, "No space left on device", WORDS)) == "OSError: No space left on device"
    assert kind_of(AttributeError("no attribute x")) == "AttributeError: no attribute x"
    assert kind_of(ValueError(WORDS)) == "ValueError"
    error = ValueError("a")
    error.__context__ = KeyError("b")
    error.__context__.__context__ = error  # a circle ends
    assert [line for line in way_of(error) if not line.startswith(" ")] == ["KeyError", "ValueError"]
    with pytest.raises(DBAPIError) as caught, db.engine.begin() as connection:
        connection.exec_driver_sql(f"SELECT '{WORDS}' FROM nowhere")  # noqa: S608 - fixed words
    assert WORDS not in kind_of(caught.value)


async def test_what_a_ledger_logs_in_its_thread_belongs_to_the_update(company: Company) -> None:
    logger, written = logged("json")
    with working_on(update="9"):
        await company.app.db.write(lambda _session: logger.warning("written"))
        await company.app.db.read(lambda _session: logger.warning("read"))
    assert [json.loads(line)["update"] for line in written.getvalue().splitlines()] == ["9", "9"]


def test_an_error_that_ends_the_program_goes_the_same_way() -> None:
    with telling_all([CANARY]) as written:
        try:
            raise ValueError(f"{CANARY} {WORDS}")
        except ValueError as error:
            sys.excepthook(type(error), error, error.__traceback__)
        thread = threading.Thread(target=lambda: int(WORDS))
        thread.start()
        thread.join()
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert written.getvalue().count("the program ends with an error") == 2
    assert "ValueError" in written.getvalue()
    assert "canary" not in written.getvalue()
    assert WORDS not in written.getvalue()


def test_libraries_that_would_log_addresses_are_quiet() -> None:
    with logging_as_it_was():
        setup_logging("debug", [TOKEN])
        for name in ("httpx", "alembic.runtime.migration", "aiogram.event"):
            assert not logging.getLogger(name).isEnabledFor(logging.INFO)
        assert logging.getLogger("jobs").isEnabledFor(logging.DEBUG)


# --- the program's real ways ---


def rows_of(db: Database) -> str:
    """Everything in the database, as text."""
    with dump.snapshot(db) as connection:
        return json.dumps([list(dump.rows(connection, one)) for one in dump.sheets(connection)], ensure_ascii=False)


def test_a_token_that_is_none_is_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOT_TOKEN", "canary")
    monkeypatch.setenv("LOG_LEVEL", "DEBUG")
    with logging_as_it_was():
        assert main(["run"]) == 1
    said = "".join(capsys.readouterr())
    assert "is no token" in said
    assert "canary" not in said


def _office(folder: Path, template: Path, person: int) -> Database:
    """Books with one person who has joined and is owed two letters."""
    (folder / "data").mkdir()
    (folder / "data" / "gendan.db").write_bytes(template.read_bytes())
    db = Database(f"sqlite:///{folder / 'data' / 'gendan.db'}")

    def fill(session: Session) -> None:
        made = add_person(session, name="李伟", roles=[Role.BOSS], now=NOW)
        made.telegram_id = person
        for occasion in ("1", "2"):
            letters.post(session, "welcome", f"person:{made.id}", made.id, occasion, now=NOW)

    db.write_now(fill)
    return db


async def test_a_day_full_of_trouble_shows_no_secret_in_log_and_books(tmp_path: Path, template: Path) -> None:
    """A webhook is set up, the chat server fails in every way, a conversation breaks; all libraries tell everything."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    async with chat_server(CANARY) as server, ClientSession() as http:
        li = server.add_person(name="李伟")
        db = _office(tmp_path, template, li)
        for how in ({"drop_answer": True}, {"status": 401}, {"status": 400, "description": f"bot{CANARY} “{WORDS}”"}):
            fault = {"method": "sendMessage", "times": 1, **how}
            await http.post(f"{server.base_url}/sandbox/faults", json=fault)
        given = {"BOT_TOKEN": CANARY, "WEBHOOK_SECRET": SECRET, "WEBHOOK_URL": "https://example.org"}
        with started(tmp_path, ["-c", LOUD_AND_BROKEN], LOG_LEVEL="DEBUG", LOG_FORMAT="json", WEBHOOK_PORT=port,
                     API_URL=server.base_url, **given) as process:  # fmt: skip
            said = await until(process, "is at work")
            sender = {"id": li, "is_bot": False, "first_name": "李伟"}
            chat = {"id": li, "type": "private"}
            message = {"message_id": 1, "date": 0, "chat": chat, "from": sender, "text": "/start"}
            for guess in (SECRET, SECRET + "x"):
                update = {"update_id": 7, "message": message}
                await http.post(f"http://127.0.0.1:{port}{PATH}", json=update, headers={HEADER: guess})
            said += await until(process, "could not be worked off")
            process.send_signal(signal.SIGTERM)
            rest, _nothing = await asyncio.to_thread(process.communicate, timeout=PATIENCE_S)
            said += rest
        async with http.get(f"{server.base_url}/sandbox/ledger") as answer:
            calls = await answer.json()
    books = rows_of(db)
    db.close_now()
    assert "ValueError" in said
    assert '"update": "1"' in said
    assert any(call["method"] == "setWebhook" for call in calls)
    for secret in (CANARY, CANARY.partition(":")[2], SECRET):
        assert secret not in said
        assert secret not in books
    assert HIDDEN in said


async def test_the_log_names_nobody_and_quotes_nobody(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    li = company.person("李伟", Role.REP)
    company.customer("恒达", rep="李伟")
    with logging_as_it_was():
        written = io.StringIO()
        setup_logging("DEBUG", [TOKEN])
        logging.getLogger().handlers[0].setStream(written)  # type: ignore[attr-defined]
        await li.says("恒达")

        async def breaks(self: Desk, _query: object, **_facts: object) -> None:
            raise ValueError(f"{WORDS} {self.who}")

        monkeypatch.setattr(Desk, "read", breaks)
        await li.says(WORDS)
        await fault(company, method="sendMessage", status=400, description=f'Bad Request: can\'t parse "{WORDS}"')
        company.write(lambda s: letters.post(s, "welcome", "person:1", 1, "1", now=NOW) and None)
        await company.app.delivery.flush()
    said = written.getvalue()
    assert "could not be worked off" in said
    assert "is refused" in said
    assert "operation=letter:1" in said
    for word in ("恒达", "李伟", "碳粉", TOKEN):
        assert word not in said
    assert WORDS not in company.books(lambda s: s.exec(select(Letter.error)).one())


# --- settings that others may read ---


def test_settings_that_others_may_read_are_refused_where_they_hold_a_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    file = tmp_path / ".env"
    assert not open_to_others(file)
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    for line, secret in (
        ("", False),
        ("DATABASE_URL=postgresql://gendan@host/books", False),
        ("DATABASE_URL=postgresql://gendan:sesame@host/books", True),
        (f"bot_token={CANARY}", True),
        ("WEBHOOK_SECRET=sesame", True),
    ):
        file.write_text(f"{example}\n{line}\n", encoding="utf-8")
        for mode, refused in ((0o644, secret), (0o640, secret), (0o600, False), (0o400, False)):
            file.chmod(mode)
            assert open_to_others(file) is refused
    file.chmod(0o644)
    assert main(["run"]) == 2
    said = capsys.readouterr().out
    assert "chmod 600 .env" in said
    assert "sesame" not in said


def test_the_password_of_the_database_is_a_secret() -> None:
    settings = Settings(_env_file=None, database_url="postgresql://gendan:pw@host/books", bot_token=CANARY)  # type: ignore[call-arg]
    assert settings.secrets == [CANARY, ":pw@", "password=pw"]
    with pytest.raises(ValidationError) as refused:
        Settings(_env_file=None, database_url="mysql://gendan:pw-of-books@host/books")  # type: ignore[call-arg]
    assert "pw-of-books" not in refused.value.errors()[0]["msg"]


# --- the webhook ---


@pytest.mark.parametrize("secret", ["", "with space", "é", "a" * 257, "a\n"])
def test_a_webhook_is_not_opened_with_a_secret_that_the_chat_server_would_not_send(
    company: Company, secret: str
) -> None:
    assert not usable(secret)
    with pytest.raises(SecretMissingError):
        Webhook(company.app.intake, secret)


async def test_whatever_comes_without_the_secret_is_refused_and_nothing_written(company: Company) -> None:
    li = company.person("李伟", Role.REP)
    sender = {"id": li.id, "is_bot": False, "first_name": "李伟"}
    message = {"message_id": 1, "date": 0, "chat": {"id": li.id, "type": "private"}, "from": sender, "text": "/start"}
    before = rows_of(company.app.db)
    async with _webhook(company.app.intake, SECRET) as address:
        port = int(address.split(":")[2].split("/")[0])
        body = json.dumps({"update_id": 777, "message": message}).encode()
        for given in (None, b"", b"x", SECRET.encode()[:-1], SECRET.encode() + b"x", SECRET.upper().encode(),
                      "ſésame".encode(), b"\xff\xfe", b"\x80" * 300):  # fmt: skip
            assert await _raw(port, given, body) == 401
        assert await _raw(port, SECRET.encode(), b"\xff{") == 400
        assert await _raw(port, SECRET.encode(), b"[" * 100_000) == 400
    await company.quiet()
    assert rows_of(company.app.db) == before


async def _raw(port: int, secret: bytes | None, body: bytes) -> int:
    """An update with a secret of any bytes; gives the status."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    given = b"" if secret is None else HEADER.encode() + b": " + secret + b"\r\n"
    head = f"POST {PATH} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {len(body)}\r\n".encode()
    writer.write(head + b"Content-Type: application/json; charset=nonsense\r\n" + given + b"\r\n" + body)
    answer = await reader.read()
    writer.close()
    return int(answer.split()[1])

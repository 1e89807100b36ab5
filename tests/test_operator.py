"""What an operator meets: settings, a second program, a wrong token, no network, a webhook, migrations."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession
from sqlalchemy import text
from sqlmodel import select

from bot.config import Settings
from bot.doctor import doctor
from bot.intake import Intake
from bot.lock import AlreadyRunningError, OneProgram
from bot.migrate import NewerSchemaError, config_for, current, migrate, newest, steps
from bot.running import run, say
from bot.sandbox import Sandbox
from bot.webhook import HEADER, PATH, SecretMissingError, Webhook
from models.database import Database
from models.inbox import InboxUpdate
from models.people import Role
from tests.company import TOKEN, Company
from tests.models.order_books import NOW, open_books

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_S = 60
# The program with every library telling all it knows: what it keeps quiet otherwise speaks here.
LOUD = """
import sys, bot.logs
bot.logs.TALKATIVE = ()
from bot.__main__ import main
sys.exit(main(["run"]))
"""


def test_the_example_settings_name_every_setting_with_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    given = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    assert list(given) == [name.upper() for name in Settings.model_fields]
    assert Settings(_env_file=ROOT / ".env.example") == Settings(_env_file=None)  # type: ignore[call-arg]
    for field in Settings.model_fields.values():
        assert f"# {field.description}" in lines


def test_every_migration_goes_up_and_down(db_url: str) -> None:
    db = Database(db_url)
    assert current(db) is None
    migrate(db)
    assert current(db) == newest()
    migrate(db, "head")  # again changes nothing
    from alembic import command

    command.downgrade(config_for(db), "base")
    assert current(db) is None
    command.upgrade(config_for(db), "head")
    command.check(config_for(db))  # the migrations and the records tell of the same tables
    db.close_now()


def test_books_that_knew_no_release_learn_when_the_last_agreement_was_given(db: Database) -> None:
    from alembic import command

    books = open_books(db)
    product, customer = books.product(), books.customer()
    agreed, waiting = (books.place(books.draft(customer, (product, "1", price))) for price in (700, 600))
    free = books.place(books.draft(customer, (product, "1", 1000)))
    books.decide("wang", books.approvals(agreed)[0].id)
    command.downgrade(config_for(db), "0009")
    command.upgrade(config_for(db), "head")
    assert [books.order(number).released_at for number in (agreed, waiting, free)] == [NOW, None, None]
    assert books.order(agreed).due_on == NOW.date()


def test_the_files_of_the_migrations_say_which_steps_there_are() -> None:
    from alembic.script import ScriptDirectory

    chain = [step.revision for step in ScriptDirectory.from_config(config_for()).walk_revisions()]
    assert steps() == chain[::-1]


def test_books_of_a_later_program_are_left_alone(db: Database) -> None:
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'from-the-future'"))
    with pytest.raises(NewerSchemaError):
        migrate(db)


def test_two_programs_on_one_database_one_works_the_other_is_told(db: Database) -> None:
    first, second = OneProgram(db), OneProgram(db)
    first.take()
    with pytest.raises(AlreadyRunningError):
        second.take()
    first.release()
    second.take()
    second.release()


@contextmanager
def started(
    folder: Path, program: Sequence[str] = ("-m", "bot", "run"), **environment: str
) -> Iterator[subprocess.Popen[str]]:
    """The program as an operator starts it, in a folder of its own; killed at the end if it still runs."""
    plain = {name: value for name, value in os.environ.items() if name.upper() not in dict.fromkeys(
        field.upper() for field in Settings.model_fields
    )}  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, *program],
        cwd=folder,
        env={**plain, "PYTHONPATH": str(ROOT), "HEALTH_PORT": "0", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


async def _output(process: subprocess.Popen[str]) -> str:
    said, _nothing = await asyncio.to_thread(process.communicate, timeout=PATIENCE_S)
    return said


async def until(process: subprocess.Popen[str], sign: str) -> str:
    """What was written up to the first line that contains `sign`."""
    assert process.stdout is not None
    lines: list[str] = []

    def read() -> str:
        for line in process.stdout or ():
            lines.append(line)
            if sign in line:
                return "".join(lines)
        raise AssertionError("".join(lines))

    return await asyncio.wait_for(asyncio.to_thread(read), PATIENCE_S)


@asynccontextmanager
async def chat_server(token: str = TOKEN) -> AsyncIterator[Sandbox]:
    """A chat server."""
    server = Sandbox(token)
    await server.start()
    try:
        yield server
    finally:
        await server.stop()


async def test_a_wrong_token_ends_in_one_clear_sentence_without_the_token(tmp_path: Path) -> None:
    wrong = "99999:wrong-token-wrong-token-wrong-token"
    async with chat_server() as server:
        with started(tmp_path, ["-c", LOUD], LOG_LEVEL="DEBUG", BOT_TOKEN=wrong, API_URL=server.base_url) as process:
            said = await _output(process)
    assert process.returncode == 1
    assert "does not know this BOT_TOKEN" in said
    assert "Traceback" not in said
    assert wrong not in said


async def test_without_a_network_it_says_so_and_goes_on_trying(tmp_path: Path) -> None:
    given = {"LOG_LEVEL": "DEBUG", "BOT_TOKEN": TOKEN, "API_URL": "http://127.0.0.1:9"}
    with started(tmp_path, ["-c", LOUD], **given) as process:
        said = await until(process, "cannot be reached")
        assert process.poll() is None
    assert TOKEN not in said


async def test_a_second_program_says_why_it_does_not_start(tmp_path: Path) -> None:
    async with chat_server() as server:
        with started(tmp_path, BOT_TOKEN=TOKEN, API_URL=server.base_url) as first:
            await until(first, "is at work")
            with started(tmp_path, BOT_TOKEN=TOKEN, API_URL=server.base_url) as second:
                said = await _output(second)
            assert second.returncode == 1
            assert "Another Gendan is working on this database" in said
            first.send_signal(signal.SIGTERM)
            await _output(first)
            assert first.returncode == 0


async def test_a_webhook_without_a_secret_is_refused(tmp_path: Path) -> None:
    async with chat_server() as server:
        environment = {"BOT_TOKEN": TOKEN, "API_URL": server.base_url, "WEBHOOK_URL": "https://example.org"}
        with started(tmp_path, **environment) as process:
            said = await _output(process)
    assert process.returncode == 2
    assert "WEBHOOK_SECRET" in said


def test_settings_that_make_no_sense_are_named(tmp_path: Path) -> None:
    with started(tmp_path, LETTERS_PER_SECOND="many") as process:
        said, _nothing = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 2
    assert "LETTERS_PER_SECOND" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    "given", [{"COMPANY_ZONE": "Mars/Base"}, {"DATABASE_URL": "mysql://x:secret@y"}, {"LOG_LEVEL": "LOUD"}]
)
def test_a_zone_a_database_and_a_log_level_that_do_not_exist_are_named_before_anything_is_done(
    given: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    [(name, value)] = given.items()
    monkeypatch.setenv(name, value)
    assert [doctor(), run(0)] == [1, 2]
    said = capsys.readouterr().out
    assert said.count(f"{name}: ") == 2
    assert "secret" not in said
    assert list(tmp_path.iterdir()) == []


def test_a_log_level_may_be_written_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOG_LEVEL", "warning")
    assert Settings(_env_file=None).log_level == "WARNING"  # type: ignore[call-arg]


async def test_a_port_that_another_program_holds_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        async with chat_server() as server:
            given = {"BOT_TOKEN": TOKEN, "API_URL": server.base_url, "WEBHOOK_URL": "https://example.org",
                     "WEBHOOK_SECRET": "a-long-enough-secret", "WEBHOOK_PORT": port}  # fmt: skip
            with started(tmp_path, **given) as process:
                said = await _output(process)
            assert process.returncode == 1
            assert f"WEBHOOK_PORT: 127.0.0.1:{port} is in use" in said
            assert "Traceback" not in said
            with started(tmp_path, ["-m", "bot", "doctor"], **given, HEALTH_PORT=port) as process:
                said = await _output(process)
    assert process.returncode == 1
    for name in ("WEBHOOK_PORT", "HEALTH_PORT"):
        assert f"✗ {name}: 127.0.0.1:{port} is in use" in said


async def test_the_port_of_the_running_product_is_no_fault(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    async with chat_server() as server:
        given = {"BOT_TOKEN": TOKEN, "API_URL": server.base_url, "HEALTH_PORT": port}
        with started(tmp_path, **given) as product:
            await until(product, "is at work")
            with started(tmp_path, ["-m", "bot", "doctor"], **given) as process:
                said = await _output(process)
    assert "No boss has joined" in said
    assert "HEALTH_PORT" not in said


def test_whoever_stops_reading_does_not_stop_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w", encoding="utf-8") as nobody:
        monkeypatch.setattr(sys, "stdout", nobody)
        for line in ("客户：新增 1", "产品：新增 1"):
            say(line)
        monkeypatch.undo()


def _kept(company: Company) -> list[int]:
    return list(company.books(lambda s: s.exec(select(InboxUpdate.update_id)).all()))


@asynccontextmanager
async def _webhook(intake: Intake, secret: str) -> AsyncIterator[str]:
    from aiohttp import web

    hook = Webhook(intake, secret)
    app = web.Application()
    app.router.add_post(PATH, hook.take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    try:
        yield f"http://127.0.0.1:{port}{PATH}"
    finally:
        await runner.cleanup()


async def test_the_webhook_keeps_an_update_once_and_only_with_the_secret(company: Company) -> None:
    li = company.person("李伟", Role.REP)
    sender = {"id": li.id, "is_bot": False, "first_name": "李伟"}
    message = {"message_id": 1, "date": 0, "chat": {"id": li.id, "type": "private"}, "from": sender, "text": "/start"}
    update = {"update_id": 777, "message": message}
    async with _webhook(company.app.intake, "sesame") as address, ClientSession() as http:
        for wrong in ({}, {HEADER: "open"}, {HEADER: "ſésame"}):
            assert (await http.post(address, json=update, headers=wrong)).status == 401
        assert _kept(company) == []
        right = {HEADER: "sesame"}
        answers = await asyncio.gather(*(http.post(address, json=update, headers=right) for _ in range(20)))
        assert {answer.status for answer in answers} == {200}
        assert (await http.post(address, data="{", headers=right)).status == 400
        assert (await http.post(address, json=["nonsense"], headers=right)).status == 200
    await company.quiet()
    assert _kept(company) == [777]
    greetings = re.findall("李伟", await li.sees_all())
    assert len(greetings) == 1


def test_a_webhook_object_without_a_secret_cannot_be_made(company: Company) -> None:
    with pytest.raises(SecretMissingError):
        Webhook(company.app.intake, "")

"""How the program fares: over HTTP, in figures, and in the boss's chat; and the daily backup."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from aiohttp import ClientSession, web

from bot.backup import making
from bot.backup.daily import Daily
from bot.backup.making import StoppedError
from bot.config import Settings
from bot.health import watch
from bot.health.server import Health
from bot.operating import Operations
from models import health, letters, paused
from models.clock import MovableClock
from models.inbox import InboxUpdate
from models.people import Role
from tests.company import Company
from tests.test_delivery import fault

SHANGHAI = ZoneInfo("Asia/Shanghai")


def operated(company: Company, folder: Path, *, live: bool = False, **given: object) -> Operations:
    """What an operator gets, around the running company."""
    settings = Settings(_env_file=None, **given)  # type: ignore[call-arg, arg-type]
    operations = Operations(settings, company.app.db, folder, live=live)
    operations._attach(company.app)
    operations.at_work()
    return operations


@asynccontextmanager
async def page(of: Health) -> AsyncIterator[ClientSession]:
    """The health page on a port of its own."""
    server = web.Application()
    server.add_routes(of.routes())
    runner = web.AppRunner(server)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    async with ClientSession(f"http://127.0.0.1:{runner.addresses[0][1]}") as http:
        yield http
    await runner.cleanup()


async def healthz(of: Health) -> tuple[int, dict[str, object]]:
    """What the health page says."""
    async with page(of) as http, http.get("/healthz") as answer:
        return answer.status, await answer.json()


# --- over HTTP ---


async def test_a_program_at_work_is_ready_and_says_what_waits(company: Company, tmp_path: Path) -> None:
    operations = operated(company, tmp_path)
    await company.app.schedule._tick()
    now = company.clock.now()
    waits = InboxUpdate(
        bot_id=1, update_id=1, person_key=1, raw="{}", state="waiting", received_at=now - timedelta(seconds=90)
    )
    company.write(lambda session: session.add(waits))
    company.write(lambda session: paused.pause(session, now=now, books_of=now))
    status, said = await healthz(operations.health)
    assert status == 200
    assert said["ready"] is True
    assert said["last_sweep"] == now.isoformat()
    assert (said["undone_updates"], said["oldest_undone_update_s"]) == (1, 90.0)
    assert (said["unsent_letters"], said["oldest_unsent_letter_s"]) == (0, 0.0)
    assert said["paused"] is True
    assert isinstance(said["disk_free_mb"], int)


async def test_a_program_that_cannot_work_is_not_ready_and_says_why(company: Company, tmp_path: Path) -> None:
    operations = operated(company, tmp_path)
    operations.health.at_work = False
    assert (await healthz(operations.health))[0] == 503
    operations.at_work()
    company.app.schedule.swept = 0.0
    company.app.poller.second_poller = True
    with company.app.db.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE pauses RENAME TO elsewhere")
    status, said = await healthz(operations.health)
    assert status == 503
    assert said["why"] == ["database", "another program asks for this bot's updates", "no sweep"]


async def test_the_figures_count_updates_letters_and_commits_and_name_nobody(company: Company, tmp_path: Path) -> None:
    operations = operated(company, tmp_path)
    li = company.person("李伟", Role.REP)
    company.write(lambda s: letters.post(s, "welcome", "person:1", 1, "1", now=company.clock.now()) and None)
    await company.app.delivery.flush()
    await li.says("/start")
    async with page(operations.health) as http, http.get("/metrics") as answer:
        said = await answer.text()
        assert answer.headers["Content-Type"].startswith("text/plain")
    figures = dict(line.rsplit(" ", 1) for line in said.splitlines() if not line.startswith("#"))
    assert figures['gendan_updates_total{end="done"}'] == "1.0"
    assert figures['gendan_letters{state="sent"}'] == "1.0"
    assert float(figures["gendan_commit_seconds_count"]) >= 3
    assert figures["gendan_ready"] == "1.0"
    assert figures["gendan_oldest_letter_seconds"] == "0.0"
    assert "李伟" not in said


async def test_a_port_that_is_taken_or_none_does_not_keep_the_program_from_working(
    company: Company, tmp_path: Path, unused_port: int, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = operated(company, tmp_path), operated(company, tmp_path)
    await first.health.start("127.0.0.1", unused_port)
    await second.health.start("127.0.0.1", unused_port)
    assert "no health page" in caplog.text
    async with ClientSession() as http, http.get(f"http://127.0.0.1:{unused_port}/healthz") as answer:
        assert answer.status == 200
    await second.health.stop()
    await first.health.stop()
    await operated(company, tmp_path).health.start("127.0.0.1", 0)


@pytest.fixture
def unused_port() -> int:
    """A port that nobody listens on."""
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


# --- in the boss's chat ---


async def test_letters_that_do_not_get_out_are_told_once_and_again_when_they_do(
    company: Company, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    operated(company, tmp_path)
    lu, li = company.person("陆总", Role.BOSS), company.person("李伟", Role.REP)
    await fault(company, method="sendMessage", status=502, times=60)
    company.write(lambda s: letters.post(s, "welcome", "person:2", 2, "1", now=company.clock.now()) and None)
    await company.advance("9m")
    assert company.books(health.vitals).troubles == ()
    await company.advance("30m")
    assert company.books(health.vitals).troubles == ("letters",)
    assert len([line for line in caplog.messages if "letters do not get out" in line]) == 1
    async with company.http.delete(f"{company.url}/sandbox/faults") as answer:
        assert answer.status < 300
    await company.advance("10m")
    await company.advance("1h")
    assert "李伟" in await li.sees()
    assert company.books(health.vitals).troubles == ()
    told = [line for line in (await lu.sees_all()).splitlines() if "消息" in line]
    assert 1 <= len(told) <= 2
    assert "又能发出去了" in told[-1]
    assert "09:1" in told[-1]


async def test_a_pause_and_a_start_are_no_trouble(company: Company, tmp_path: Path) -> None:
    operations = operated(company, tmp_path)
    company.person("陆总", Role.BOSS)
    now = company.clock.now()
    company.write(lambda s: paused.pause(s, now=now, books_of=now))
    company.write(lambda s: letters.post(s, "welcome", "person:1", 1, "1", now=now) and None)
    await company.advance("3h")
    assert company.books(health.vitals).troubles == ()
    company.write(lambda s: paused.resume(s, now=company.clock.now()))
    assert operations.watch is not None
    await operations.watch.look()  # the letters are three hours old, and have a minute to go
    assert company.books(health.vitals).troubles == ()


async def test_a_disk_that_fills_up_is_told_and_that_it_has_room_again(
    company: Company, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    operations = operated(company, tmp_path, live=True, backup_keep_days=0)
    lu = company.person("陆总", Role.BOSS, language="en")
    assert operations.watch is not None
    for free, troubles in ((10**12, ()), (150 * 2**20, ("disk",)), (250 * 2**20, ("disk",)), (10**12, ())):
        monkeypatch.setattr(watch, "free_bytes", lambda _folders, free=free: free)
        await operations.watch.look()
        await company.app.delivery.flush()
        assert company.books(health.vitals).troubles == troubles
    said = await lu.sees_all()
    assert said.count("150 MB are left") == 1
    assert said.count("has room again") == 1


async def test_a_look_at_a_broken_database_is_logged_and_the_next_one_comes(
    company: Company, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    operations = operated(company, tmp_path)
    with company.app.db.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE troubles RENAME TO elsewhere")
    assert operations.watch is not None
    await operations.watch.look()
    assert "the watch cannot look" in caplog.text


# --- the daily backup ---


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026."""
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


def test_a_backup_is_due_once_a_day_and_made_up_for_when_the_program_was_off(
    company_books: Daily,
) -> None:
    assert not company_books.due(at(23, 2, 29))
    assert company_books.due(at(23, 2, 30))
    made = company_books.make(at(23, 9, 5))
    assert made.file.name == "gendan-20261123-0905.zip"
    assert company_books.newest() is not None
    assert not company_books.due(at(23, 23))
    assert not company_books.due(at(24, 2))
    assert company_books.due(at(24, 18))


def test_old_backups_go_only_when_a_new_one_is_there_and_other_files_stay(company_books: Daily) -> None:
    folder = company_books.folder
    folder.mkdir()
    for name in ("gendan-20261101-0230.zip", "gendan-20261109-0230.zip", "gendan-20261110-0230.zip", "mine.zip",
                 "gendan-20269999-0230.zip", ".gendan-20261101-0230.zip.7.part"):  # fmt: skip
        (folder / name).write_bytes(b"")
    company_books.make(at(23, 2, 30))
    assert sorted(file.name for file in folder.iterdir()) == [
        "gendan-20261110-0230.zip", "gendan-20261123-0230.zip", "gendan-20269999-0230.zip", "mine.zip",
    ]  # fmt: skip


def test_a_backup_that_fails_is_tried_again_after_an_hour(
    company_books: Daily, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "_pack_table", _full)
    with pytest.raises(OSError, match="No space"):
        company_books.make(at(23, 2, 30))
    assert not company_books.due(at(23, 3, 29))
    assert company_books.due(at(23, 3, 30))
    assert company_books.due(at(22, 3, 30))  # and at once where the clock went back


def test_a_backup_stops_with_the_program(company_books: Daily) -> None:
    company_books.stopped.set()
    with pytest.raises(StoppedError):
        company_books.make(at(23, 2, 30))
    assert list(company_books.folder.iterdir()) == []


def _full(*_given: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.fixture
def company_books(tmp_path: Path, template: Path) -> Daily:
    """The daily backup of books with one person in them."""
    from models.database import Database
    from models.people import add_person

    (tmp_path / "books.db").write_bytes(template.read_bytes())
    db = Database(f"sqlite:///{tmp_path / 'books.db'}")
    db.write_now(lambda session: add_person(session, name="李伟", roles=[Role.REP], now=at(23, 1)) and None)
    db.close_now()
    return Daily(db.url, db.rules, tmp_path, tmp_path / "backups", time(2, 30), 14)


async def _backed_up(operations: Operations) -> None:
    assert operations.watch is not None
    await operations.watch.look()
    if (task := operations.watch._backing_up) is not None:
        await task


async def test_the_boss_is_told_of_a_failed_backup_and_that_the_next_one_worked(
    company: Company, tmp_path: Path, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    operations = operated(company, tmp_path, live=True)
    lu = company.person("陆总", Role.BOSS)
    monkeypatch.setattr(watch, "free_bytes", lambda _folders: 10**12)
    with monkeypatch.context() as broken:
        broken.setattr(making, "_pack_table", _full)
        await _backed_up(operations)
        await _backed_up(operations)  # not yet again
    await company.app.delivery.flush()
    assert (await lu.sees_all()).count("自动备份没有成功（No space left on device）") == 1
    clock.move_to(clock.now() + timedelta(hours=1))
    await _backed_up(operations)
    await company.app.delivery.flush()
    assert "备份恢复正常" in await lu.sees()
    assert len(list((tmp_path / "backups").glob("gendan-*.zip"))) == 1
    assert company.books(health.vitals).troubles == ()


async def test_a_backup_under_way_does_not_hold_up_the_end(company: Company, tmp_path: Path) -> None:
    operations = operated(company, tmp_path, live=True)
    assert operations.watch is not None
    await operations.watch.look()
    await asyncio.wait_for(operations.watch.close(), 5)
    assert company.books(health.vitals).troubles == ()
    assert list((tmp_path / "backups").glob(".*")) == []

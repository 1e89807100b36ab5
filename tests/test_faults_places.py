"""Full disks, lost connections, two programs, wrong clocks, bombs: on the books themselves, without a network."""

from __future__ import annotations

import asyncio
import struct
import zlib
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, func, select

from bot.lock import AlreadyRunningError, OneProgram
from faults.company import MORNING, staff, write_books
from handlers.file_store import PictureTooLarge, check_pixels
from jobs.delivery import Delivery
from jobs.sweep import Sweeper
from models import letters
from models.database import Database, SupersededError
from models.inbox import InboxUpdate
from models.letters import Letter, LetterState
from models.people import Role
from models.reminders import Sweep
from models.rules import Rules
from tests.company import Company
from tests.test_orders_taking import orders, to_card, trade

ZONES = (
    "Asia/Shanghai", "Europe/Berlin", "America/New_York", "Africa/Cairo", "America/Santiago",
    "Australia/Lord_Howe", "Pacific/Auckland", "Asia/Tehran", "Africa/Casablanca", "Pacific/Apia",
)  # fmt: skip


class HandClock:
    """A machine's clock that somebody sets, ahead or back."""

    def __init__(self, now: datetime) -> None:
        self.moment = now

    def now(self) -> datetime:
        """What it shows."""
        return self.moment.astimezone(UTC)


@pytest.mark.no_cover
async def test_thirty_thousand_occasions_in_ten_zones_over_ten_years_are_each_planned_once(template: Path) -> None:
    planned: Counter[tuple[str, str, str]] = Counter()
    for place, zone in enumerate(ZONES):
        db = Database(f"sqlite:///{template}", Rules(zone=ZoneInfo(zone)))
        sweeper = Sweeper(db, HandClock(MORNING))
        days = [date(2026 + place, 1, 1) + timedelta(days=number) for number in range(365)]
        for day in days:
            for moment, routine in sweeper._today(day):
                assert moment.date() == day
                planned[zone, routine.rule, f"{moment:%Y-%m-%d %H:%M}"] += 1
        each_day = Counter(occasion[:10] for of, _rule, occasion in planned if of == zone)
        assert len(set(each_day.values())) == 1, f"every day of {zone} has the same occasions"
        assert len(each_day) == len(days)
        await db.close()
    assert set(planned.values()) == {1}
    assert planned.total() >= 30_000


async def test_a_clock_that_jumps_and_a_program_that_slept_tell_each_occasion_once(db: Database) -> None:
    db.write_now(lambda session: write_books(session, staff()))
    clock = HandClock(MORNING)
    evening = MORNING.replace(hour=20)
    for days in (0, 1, 0, 1, 0, 4, 3, 4):  # a day ahead, back, ahead; three days asleep
        clock.moment = evening + timedelta(days=days)
        await Sweeper(db, clock).sweep()
        await Sweeper(db, clock).sweep()

    def owed(session: Session) -> list[tuple[str, int, str]]:
        return list(session.exec(select(Letter.kind, Letter.recipient_id, Letter.occasion)))

    told, swept = db.read_now(owed), db.read_now(lambda s: s.exec(select(func.count()).select_from(Sweep)).one())
    assert told
    assert len(told) == len(set(told))
    days = {occasion[:10] for _kind, _who, occasion in told}
    assert days <= {"2026-11-23", "2026-11-24", "2026-11-26", "2026-11-27"}, "what was slept through is not told later"
    assert swept % len(days) == 0


async def test_a_full_disk_shows_no_saved_and_the_work_goes_on_when_there_is_room(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`max_page_count` makes SQLite say that the disk is full: the same error, without being root to mount one."""
    monkeypatch.setattr("bot.intake.LONGEST_WAIT_S", 0.02)
    monkeypatch.setattr("bot.polling.LONGEST_WAIT_S", 0.02)
    li = trade(company)
    await to_card(li)
    button, data = await li._button("✅ 确认下单", None)
    room = {"pages": 0}

    def limit(connection: object, *_pool: object) -> None:
        pages = room["pages"] or 1_000_000
        connection.execute(f"PRAGMA max_page_count={pages}")  # type: ignore[attr-defined]

    event.listen(company.app.db.engine, "checkout", limit)
    room["pages"] = 1  # SQLite takes it for as many as there are
    fang, sent = company.chatters["小陈"], 12
    for number in range(sent):
        await _drop_in(company, fang.id, "messages", {"text": f"{number}" + "x" * 3000})
    await _drop_in(company, li.id, "taps", {"message_id": button, "data": data})
    await asyncio.sleep(0.5)

    def kept(session: Session) -> int:
        return session.exec(select(func.count()).where(InboxUpdate.person_key == fang.id)).one()

    assert company.books(kept) < sent, "the disk is full"
    assert "已下单" not in await li.sees_all()
    room["pages"] = 0
    await fang.says("/start")
    await company.quiet()
    assert company.books(kept) == sent + 1
    assert "已下单 DD20261123-001" in await li.sees_all()
    assert len(orders(company)) == 1
    undone = select(func.count()).where(InboxUpdate.state != "done")
    assert company.books(lambda s: s.exec(undone).one()) == 0


async def _drop_in(company: Company, person: int, what: str, body: dict[str, object]) -> None:
    """Somebody writes or taps, and nobody waits for what comes of it."""
    async with company.http.post(f"{company.url}/sandbox/chats/{person}/{what}", json=body) as answer:
        assert answer.status < 300


async def test_a_letter_that_could_not_be_read_from_the_books_is_put_off_and_not_given_up(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    li = company.person("李伟", Role.REP)
    delivery, who = company.app.delivery, li.actor.id

    def away(*_asked: object) -> None:
        raise OperationalError("SELECT 1", {}, Exception("server closed the connection unexpectedly"))

    def owe(session: Session) -> None:
        letters.post(session, "unreachable", f"person:{who}", who, "1", now=company.clock.now())

    with monkeypatch.context() as broken:
        broken.setattr(Delivery, "_compose", away)
        company.write(owe)
        await delivery.flush()
    assert company.books(lambda s: s.exec(select(Letter.state)).one()) == LetterState.WAITING
    await company.advance("1m")
    assert company.books(lambda s: s.exec(select(Letter.state)).one()) == LetterState.SENT


def _look(session: Session) -> int:
    return session.exec(select(func.count()).select_from(Letter)).one()


def _cut(db: Database) -> None:
    with db.engine.connect() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity "  # until they are gone
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


async def test_of_two_programs_one_works_and_one_that_was_replaced_writes_nothing_more(db: Database) -> None:
    first, second = OneProgram(db), Database(db.url)
    first.take()
    with pytest.raises(AlreadyRunningError):
        OneProgram(second).take()
    if not db.is_sqlite:
        await asyncio.gather(*(db.read(_look) for _ in "1234"))
        _cut(second)  # as a server cuts off whoever was frozen too long
        assert await db.read(_look) == 0
        await db.write(_look)  # nobody took the place meanwhile: it is taken again
        _cut(second)
        other = OneProgram(second)
        other.take()
        results = await asyncio.gather(*(db.write(_look) for _ in range(5)), return_exceptions=True)
        assert [type(result) for result in results] == [SupersededError] * 5
        other.release()
    first.release()
    await second.close()


def test_a_picture_of_360_megapixels_in_a_few_kilobytes_is_refused_before_it_is_unpacked() -> None:
    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 20_000, 18_000, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1_000_000), 9)
    bomb = b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", rows) + part(b"IEND", b"")
    assert len(bomb) < 50_000
    with pytest.raises(PictureTooLarge):
        check_pixels(bomb)
    check_pixels(b"\x89PNG\r\n\x1a\n torn off")

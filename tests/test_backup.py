"""Backups: made while people work, found damaged by a single bit, put back whole, and nothing old is sent again."""

from __future__ import annotations

import asyncio
import hashlib
import json
import random
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session, col, func, select

from bot.__main__ import main
from bot.app import App
from bot.backup import (
    DamagedError,
    HoldsBooksError,
    NewerBackupError,
    make_backup,
    making,
    opened,
    restore_backup,
    restoring,
    try_out,
)
from bot.lock import OneProgram
from bot.migrate import current, newest
from models import audit, dump, letters, orders, paused
from models.consistency import misshipped, unsettled
from models.database import Database
from models.files import StoredFile
from models.journal import JournalEntry
from models.letters import Letter
from models.orders import Order
from models.people import Role, add_person
from tests.company import TOKEN, Company

NOW = datetime(2026, 11, 23, 1, 5, tzinfo=UTC)
HOURS = timedelta(hours=2)
PICTURE = b"\xff\xd8\xff a signed receipt"
Books = dict[str, list[dump.Row]]


def everything(db: Database) -> Books:
    """Every row of the books."""
    with dump.snapshot(db) as connection:
        return {sheet.name: list(dump.rows(connection, sheet)) for sheet in dump.sheets(connection)}


def keep_file(db: Database, folder: Path, name: str) -> None:
    """A kept file, on the disk and in the books."""
    (folder / "files").mkdir(parents=True, exist_ok=True)
    (folder / "files" / name).write_bytes(PICTURE)
    digest = hashlib.sha256(PICTURE).hexdigest()
    row = StoredFile(name=name, mime="image/jpeg", size=len(PICTURE), sha256=digest, stored_at=NOW)
    db.write_now(lambda session: session.add(row))


@pytest.fixture
def books(db: Database, tmp_path: Path) -> Database:
    """Books with two people, a letter that waits and a kept file."""

    def fill(session: Session) -> None:
        li = add_person(session, name="李伟", roles=[Role.REP], now=NOW)
        add_person(session, name="陆总", roles=[Role.BOSS], now=NOW)
        letters.post(session, "welcome", "person:1", li.id, "1", now=NOW)

    db.write_now(fill)
    keep_file(db, tmp_path / "kept", "a.jpg")
    return db


@pytest.fixture
def backup(books: Database, tmp_path: Path) -> Path:
    """A backup of these books."""
    return make_backup(books, tmp_path / "kept", tmp_path / "books.zip", NOW).file


# --- the file ---


def test_a_backup_is_one_file_that_others_cannot_read(backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in backup.parent.iterdir() if "part" in path.name] == []
    with zipfile.ZipFile(backup) as packed:
        assert {"manifest.json", "tables/people.jsonl", "files/a.jpg"} <= set(packed.namelist())
    found = try_out(backup).manifest
    assert found.tables["people"].rows == 2
    assert found.missing == []


def test_a_flipped_bit_anywhere_is_found(backup: Path, tmp_path: Path) -> None:
    whole = backup.read_bytes()
    damaged = tmp_path / "damaged.zip"
    chance = random.Random(7)  # noqa: S311 - which bits are tried
    places = {*range(60), *range(len(whole) - 200, len(whole)), *chance.sample(range(len(whole)), 500)}
    for place in sorted(places):
        changed = bytearray(whole)
        changed[place] ^= 1 << chance.randrange(8)
        damaged.write_bytes(changed)
        with pytest.raises(DamagedError), opened(damaged):
            pass
    for shorter in (0, 10, 100, len(whole) - 1):
        damaged.write_bytes(whole[:shorter])
        with pytest.raises(DamagedError), opened(damaged):
            pass
    damaged.write_bytes(whole + b"\0")
    with pytest.raises(DamagedError), opened(damaged):
        pass


def _repacked(backup: Path, change: Callable[[dict[str, bytes]], None], target: Path) -> Path:
    """A backup sealed by somebody who knows how, with other contents."""
    from bot.backup.archive import blank_comment, seal

    with zipfile.ZipFile(backup) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    change(members)
    with target.open("w+b") as file:
        with zipfile.ZipFile(file, "w") as packed:
            packed.comment = blank_comment()
            for name, content in members.items():
                packed.writestr(name, content)
        seal(file)
    return target


def _manifest(members: dict[str, bytes], **other: object) -> None:
    members["manifest.json"] = json.dumps({**json.loads(members["manifest.json"]), **other}).encode()


def test_rows_files_and_tables_that_are_not_the_manifests_are_found(backup: Path, tmp_path: Path) -> None:
    people, picture = "tables/people.jsonl", "files/a.jpg"
    changes: list[Callable[[dict[str, bytes]], None]] = [
        lambda members: members.update({people: members[people].replace("李".encode(), "王".encode())}),
        lambda members: members.update({people: members[people].splitlines(keepends=True)[0]}),
        lambda members: members.update({people: b"[1]\n"}),
        lambda members: members.update({people: b"{\n"}),
        lambda members: members.update({picture: b"another"}),
        lambda members: members.pop(people) and None,  # type: ignore[func-returns-value]
        lambda members: members.pop("manifest.json") and None,  # type: ignore[func-returns-value]
        lambda members: _manifest(members, form=2),
        lambda members: _manifest(members, files={"../a.jpg": {"size": 1, "sha256": ""}}),
        lambda members: _manifest(members, tables={}),
        lambda members: _manifest(members, made_at="yesterday"),
        lambda members: _manifest(members, made_at="2026-11-23T10:00:00"),
    ]
    for change in changes:
        with pytest.raises(DamagedError):
            try_out(_repacked(backup, change, tmp_path / "changed.zip"))


def test_an_error_of_ours_while_restoring_is_not_called_damage(
    books: Database, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: object, **_named: object) -> int:
        raise ValueError("ours")

    monkeypatch.setattr(restoring, "reapply_erasures", broken)
    with pytest.raises(ValueError, match="ours"):
        restore_backup(backup, books, tmp_path / "kept", now=NOW, replace=True)


def test_a_backup_that_fails_leaves_the_last_one_and_no_draft(
    books: Database, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = backup.read_bytes()

    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(making, "_pack_files", full)
    with pytest.raises(OSError, match="No space"):
        make_backup(books, tmp_path / "kept", backup, NOW)
    assert backup.read_bytes() == before
    assert not list(tmp_path.glob(".*part"))


def test_a_file_that_the_folder_lacks_is_named(books: Database, tmp_path: Path) -> None:
    keep_file(books, tmp_path / "kept", "lost.jpg")
    (tmp_path / "kept" / "files" / "lost.jpg").unlink()
    made = make_backup(books, tmp_path / "kept", tmp_path / "books.zip", NOW)
    assert made.manifest.missing == ["lost.jpg"]
    assert list(made.manifest.files) == ["a.jpg"]


# --- the way back ---


def _elsewhere(tmp_path: Path) -> Database:
    return Database(f"sqlite:///{tmp_path / 'elsewhere.db'}")


def test_a_backup_goes_into_an_empty_database_and_from_either_kind_to_the_other(
    books: Database, backup: Path, tmp_path: Path
) -> None:
    other = _elsewhere(tmp_path)
    done = restore_backup(backup, other, tmp_path / "new", now=NOW)
    assert (done.made_at, done.files, done.letters.count) == (NOW, 1, 1)
    assert (tmp_path / "new" / "files" / "a.jpg").read_bytes() == PICTURE
    there = everything(other)
    assert there.pop("pauses") != []
    assert {**there, "pauses": []} == everything(books)
    assert current(other) == newest()
    back = make_backup(other, tmp_path / "new", tmp_path / "back.zip", NOW).file
    restore_backup(back, books, tmp_path / "kept", now=NOW, replace=True)
    assert everything(books)["people"] == there["people"]
    other.close_now()


def test_books_are_only_replaced_when_asked_to(books: Database, backup: Path, tmp_path: Path) -> None:
    books.write_now(lambda session: add_person(session, name="后来", roles=[Role.REP], now=NOW) and None)
    before = everything(books)
    with pytest.raises(HoldsBooksError):
        restore_backup(backup, books, tmp_path / "kept", now=NOW)
    assert everything(books) == before
    restore_backup(backup, books, tmp_path / "kept", now=NOW, replace=True)
    assert len(everything(books)["people"]) == 2


def test_a_restore_that_fails_on_its_way_changes_nothing(
    books: Database, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    books.write_now(lambda session: add_person(session, name="后来", roles=[Role.REP], now=NOW) and None)
    before = everything(books)

    def breaks(*_given: object, **_facts: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(paused, "pause", breaks)
    with pytest.raises(OSError, match="No space"):
        restore_backup(backup, books, tmp_path / "new", now=NOW, replace=True)
    assert everything(books) == before
    assert list((tmp_path / "new" / "files").iterdir()) == []


def test_a_backup_of_a_later_program_is_refused(books: Database, backup: Path, tmp_path: Path) -> None:
    later = _repacked(backup, lambda members: _manifest(members, schema="9999"), tmp_path / "later.zip")
    before = everything(books)
    with pytest.raises(NewerBackupError):
        restore_backup(later, books, tmp_path / "kept", now=NOW, replace=True)
    with pytest.raises(NewerBackupError):
        try_out(later)
    assert everything(books) == before


def test_a_backup_of_an_older_program_is_brought_up(db: Database, tmp_path: Path) -> None:
    from alembic import command

    from bot.migrate import config_for

    command.downgrade(config_for(db), "0001")
    with db.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO people (id, name, language, active, created_at, version)"
                " VALUES (7, '李伟', 'zh', true, '2026-11-23 01:05:00', 1)"
            )
        )
    old = make_backup(db, tmp_path, tmp_path / "old.zip", NOW)
    assert old.manifest.schema == "0001"
    other = _elsewhere(tmp_path)
    restore_backup(old.file, other, tmp_path, now=NOW)
    assert current(other) == newest()
    assert [row[0] for row in everything(other)["people"]] == [7]
    restore_backup(old.file, other, tmp_path, now=NOW, replace=True)  # over books at this program's schema
    assert current(other) == newest()
    other.close_now()


# --- the drill ---


async def _places_order(company: Company) -> None:
    """An order under the floor price, so that a letter asks for approval."""
    wang, now = company.chatters["王芳"].actor, company.clock.now()

    def place(session: Session) -> int:
        draft = orders.begun(session, by=wang, customer_id=1)
        draft["lines"] = [{"product_id": 1, "quantity": "1", "unit_price_fen": 500}]
        return orders.place(session, by=wang, now=now, draft=draft)

    await company.app.db.write(place)


async def _places_orders(company: Company, until: asyncio.Event) -> int:
    """Orders placed one after another until told to stop; gives how many."""
    count = 0
    while not until.is_set():
        await _places_order(company)
        count += 1
    return count


def _whole_orders(session: Session) -> tuple[int, int, int, int]:
    """Orders, entries that tell of them, the last number given, letters that ask for approval: all the same number."""
    told = select(func.count()).where(JournalEntry.action == "order-placed")
    asked = select(func.count()).where(Letter.kind == "approval-wanted")
    last = session.scalar(text("SELECT last FROM counters WHERE name LIKE 'DD%'"))
    return (
        session.exec(select(func.count(col(Order.id)))).one(),
        session.exec(told).one(),
        int(last or 0),
        session.exec(asked).one(),
    )


async def _sent(company: Company) -> int:
    return sum(call["method"] == "sendMessage" for call in await company.ledger())


async def _start_on(company: Company, db: Database) -> None:
    """The product on other books; the chat server goes on."""
    company.app = App(db, company.clock, token=TOKEN, api_url=company.url)
    company.door.attach(company.app)
    await company.app.start()


async def test_the_drill(company_on_both: Company, db_url: str, tmp_path: Path) -> None:
    """Backup while orders come in; the machine is lost; restore elsewhere; nothing is sent until it is resumed."""
    company, db = company_on_both, Database(db_url)
    wang, _zhao = company.person("王芳", Role.REP), company.person("赵刚", Role.MANAGER)
    company.person("陆总", Role.BOSS)
    company.customer("恒达", rep="王芳")
    company.product("P1", "碳粉")
    await _places_order(company)
    enough = asyncio.Event()
    placing = asyncio.create_task(_places_orders(company, enough))
    source = Database(company.app.db.url)
    made = await asyncio.to_thread(make_backup, source, tmp_path, tmp_path / "books.zip", NOW)
    source.close_now()
    enough.set()
    placed = await placing
    await company.app.stop()

    done = restore_backup(made.file, db, tmp_path / "new", now=company.clock.now())
    found = db.read_now(_whole_orders)
    assert len(set(found)) == 1
    assert 0 < found[0] <= placed + 1
    assert db.read_now(unsettled) == db.read_now(misshipped) == []
    assert db.read_now(audit.verify).broken == 0
    assert done.letters.count > 0

    before = await _sent(company)
    await _start_on(company, db)
    company.clock.move_to(company.clock.now() + HOURS)
    await company.app.delivery.flush()
    await company.quiet()
    assert await _sent(company) == before
    assert "王芳" in await wang.says("/start")  # people are answered all the same
    before = await _sent(company)
    await company.app.db.write(lambda session: letters.discard(session, before=company.clock.now()))
    await company.app.db.write(lambda session: paused.resume(session, now=company.clock.now()))
    await company.app.delivery.flush()
    assert await _sent(company) == before  # what was old is left out
    await _places_order(company)
    await company.app.delivery.flush()
    assert await _sent(company) == before + 1


async def test_letters_that_wait_go_out_when_sending_is_resumed(company: Company, tmp_path: Path) -> None:
    li = company.person("李伟", Role.REP)
    company.write(lambda s: letters.post(s, "welcome", "person:1", 1, "1", now=company.clock.now()) and None)
    made = make_backup(company.app.db, tmp_path, tmp_path / "books.zip", NOW)
    await company.app.delivery.flush()
    assert (await li.sees_all()).count("李伟") == 1
    await company.app.stop()
    db = Database(company.app.db.url)
    restore_backup(made.file, db, tmp_path, now=company.clock.now(), replace=True)
    await _start_on(company, db)
    await company.app.delivery.flush()
    assert (await li.sees_all()).count("李伟") == 1
    company.write(lambda session: paused.resume(session, now=company.clock.now()))
    await company.app.delivery.flush()
    assert (await li.sees_all()).count("李伟") == 2


# --- the command line ---


@pytest.fixture
def office(books: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An operator's folder with settings for these books."""
    monkeypatch.chdir(tmp_path)
    for name, value in {"BOT_TOKEN": TOKEN, "DATABASE_URL": books.url, "DATA_DIR": str(tmp_path / "kept")}.items():
        monkeypatch.setenv(name, value)
    return tmp_path


def test_an_operator_backs_up_verifies_restores_and_resumes(
    office: Path, books: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", "books.zip"]) == 0
    assert ", 1 file," in capsys.readouterr().out
    assert main(["verify", "books.zip"]) == 0
    assert "is whole" in capsys.readouterr().out
    assert main(["restore", "books.zip"]) == 1
    assert "--replace" in capsys.readouterr().out
    assert main(["restore", "books.zip", "--replace"]) == 0
    said = capsys.readouterr().out
    assert "PAUSED" in said
    assert "1 letter waits" in said
    assert "gendan resume" in said
    assert books.read_now(paused.paused) is not None
    assert main(["resume", "--discard-before", "yesterday"]) == 1
    assert books.read_now(paused.paused) is not None
    assert main(["resume", "--discard-before", "2026-11-23 09:06"]) == 0
    assert "no letter waits; 1 discarded" in capsys.readouterr().out
    assert books.read_now(paused.paused) is None
    assert main(["resume", "--discard-before", "now"]) == 0
    assert "not paused" in capsys.readouterr().out


def test_the_office_says_what_is_in_the_way(
    office: Path, books: Database, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["backup", "books.zip"]) == 0
    whole = (office / "books.zip").read_bytes()
    (office / "bad.zip").write_bytes(whole[:-1])
    capsys.readouterr()
    told = {
        ("verify", "bad.zip"): "damaged",
        ("restore", "bad.zip", "--replace"): "damaged",
        ("verify", "nowhere.zip"): "nowhere.zip",
        ("backup", "."): "is a folder",
        ("backup", "nowhere/books.zip"): "nowhere",
    }
    for command, sign in told.items():
        assert main(list(command)) == 1
        assert sign in capsys.readouterr().out
    lock = OneProgram(books)
    lock.take()
    assert main(["restore", "books.zip", "--replace"]) == 1
    assert "stop it first" in capsys.readouterr().out
    lock.release()
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{office / 'none.db'}")
    assert main(["backup", "none.zip"]) == 1
    assert "no books" in capsys.readouterr().out
    assert not (office / "none.db").exists()

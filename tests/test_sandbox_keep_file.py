"""The file that keeps the sandbox's chats: wiped, spoilt, of another bot, in use, and left by a killed program."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from aiohttp import ClientSession, FormData
from sqlmodel import Session

from bot import running
from bot.clockwork import SandboxClock
from bot.sandbox import Sandbox, remove_kept
from bot.sandbox.kept import Kept
from models.clock import MovableClock
from models.database import Database
from models.people import Role, add_person
from tests.sandboxed import LI, TOKEN, Wire, buttons, dying, wired

ALONE = """
import asyncio, sys
from pathlib import Path
from bot.sandbox.alone import serve
asyncio.run(serve(0, sys.argv[1], lambda line: print(line, flush=True), Path(sys.argv[2])))
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the chats are kept; the folder is not there yet."""
    return tmp_path / "sandbox" / "chats.db"


async def test_after_a_stop_the_file_is_whole_by_itself_and_the_chats_can_start_again(file: Path) -> None:
    async with wired(keep=file) as wire:
        await wire.sends("一")
    assert sorted(each.name for each in file.parent.iterdir()) == ["chats.db", "chats.db.lock"]
    await wire.sandbox.start()
    async with ClientSession(wire.sandbox.base_url) as http:
        again = Wire(wire.sandbox, http, wire.li)
        await again.sends("二")
        assert [each["text"] for each in await again.phone()] == ["一", "二"]
    await wire.sandbox.stop()


async def test_forgetting_leaves_nobody_and_nothing_but_ids_that_go_on(file: Path) -> None:
    async with dying(file) as wire:
        await wire.says("一")
        form = FormData()
        form.add_field("file", b"%PDF", filename="a.pdf", content_type="application/pdf")
        await wire.door("POST", f"/sandbox/chats/{LI}/messages", data=form)
        sent = await wire.sends("二")
        last = await wire.newest_update()
        wire.sandbox.forget()
        assert (await wire.door("GET", "/sandbox/people"))[1] == []
        wire.sandbox.add_person(id=LI, name="小李")
        assert await wire.phone() == []
        assert (await wire.sends("三"))["message_id"] > sent["message_id"]
    async with dying(file) as wire:
        assert [each["text"] for each in await wire.phone()] == ["三"]
        assert await wire.does("getUpdates") == []
        await wire.says("四")
        assert (await wire.newest_update())["update_id"] == last["update_id"] + 1
    with sqlite3.connect(file) as db:
        assert db.execute("SELECT count(*) FROM files").fetchone() == (0,)


def _other_version(file: Path) -> None:
    with sqlite3.connect(file) as db:
        db.execute("PRAGMA user_version = 99")


def _no_database(file: Path) -> None:
    file.write_bytes(b"these are no chats" * 1000)


def _overwritten(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    file.write_bytes(content)


def _strange_fact(file: Path) -> None:
    with sqlite3.connect(file) as db:
        db.execute("""UPDATE kept SET body = '{"chat": 7}' WHERE kind = 'message'""")


def _other_database(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as db:
        db.execute("CREATE TABLE orders (id INTEGER)")


def _bytes_after(spoil: Callable[[Path], None], file: Path) -> bytes:
    spoil(file)
    return file.read_bytes()


@pytest.mark.parametrize("spoil", [_other_version, _no_database, _overwritten, _strange_fact, _other_database])
async def test_a_file_that_cannot_be_used_is_set_aside_with_one_clear_line(
    file: Path, spoil: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    async with wired(keep=file) as wire:
        await wire.sends("一")
    spoilt = _bytes_after(spoil, file)
    with caplog.at_level(logging.WARNING, "bot.sandbox"):
        async with dying(file) as wire:
            assert await wire.phone() == []
            await wire.sends("二")
    [line] = caplog.messages
    assert "cannot be used" in line
    assert line.endswith("chats.db.bad")
    assert file.with_name("chats.db.bad").read_bytes() == spoilt
    async with dying(file) as wire:
        assert [each["text"] for each in await wire.phone()] == ["二"]


async def test_the_chats_of_another_bot_are_not_shown(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    async with wired(keep=file) as wire:
        await wire.sends("一")
    other = Sandbox("777:other", keep=file)
    assert other.add_person(id=LI, name="王") == LI
    assert "another bot" in caplog.text
    assert TOKEN.encode() not in file.with_name("chats.db.bad").read_bytes()


def test_a_removed_file_is_gone_and_none_is_no_trouble(file: Path) -> None:
    remove_kept(file)
    Kept(file).put("call", 1, {})
    remove_kept(file)
    assert Kept(file).facts().keys() == {"state"}


async def test_a_killed_program_loses_nothing_and_no_second_one_gets_in_meanwhile(file: Path) -> None:
    process, base = _alone(file)
    try:
        async with ClientSession(base) as http:
            async with http.get("/sandbox/people") as answer:
                li = (await answer.json())[0]["id"]
            wire = Wire(Sandbox(TOKEN), http, li)
            said = await wire.says("一")
            sent = await wire.sends("二", reply_markup=buttons("确认"))
        with pytest.raises(OSError, match="used by another program"):
            Sandbox(TOKEN, keep=file)
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
    process, base = _alone(file)
    try:
        async with ClientSession(base) as http:
            wire = Wire(Sandbox(TOKEN), http, li)
            _, people = await wire.door("GET", "/sandbox/people")
            assert [each["name"] for each in people] == ["小李", "Alice"]
            assert [each["text"] for each in await wire.phone()] == ["一", "二"]
            assert (await wire.taps(sent["message_id"], text="确认"))[0] == 200
            first, second = await wire.does("getUpdates")
            assert first["message"]["message_id"] == said["message"]["message_id"]
            assert second["callback_query"]["data"] == "确认"
    finally:
        process.kill()
        process.communicate()


async def test_empty_books_begin_with_empty_chats_and_full_ones_with_theirs(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    li = SimpleNamespace(id=LI, name="小李", language="zh", about=None)
    demo = {"guide": lambda _session, _now: [], "people": lambda _session: [li], "load_demo": lambda session, now: None}
    monkeypatch.setitem(sys.modules, "bot.demo", SimpleNamespace(**demo))
    chats = tmp_path / "sandbox" / "chats.db"
    db = Database(f"sqlite:///{shutil.copy(template, tmp_path / 'books.db')}")
    door = SandboxClock(MovableClock(datetime.now(UTC)))
    for full, shown in ((False, ["旧"]), (False, ["旧"]), (True, ["旧", "旧"])):
        if full:
            await db.write(_hire)
        sandbox = await running._demo(db, door, chats, [])
        await sandbox.start()
        async with ClientSession(sandbox.base_url) as http:
            wire = Wire(sandbox, http, LI)
            await wire.says("旧")
            assert [each["text"] for each in await wire.phone()] == shown
        await sandbox.stop()
    db.close_now()


def _hire(session: Session) -> None:
    add_person(session, name="李伟", roles=[Role.REP], now=datetime.now(UTC))


def _alone(file: Path) -> tuple[subprocess.Popen[str], str]:
    """The sandbox by itself in a process of its own, and its address."""
    command = [sys.executable, "-c", ALONE, TOKEN, str(file)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, process.stdout.readline().split()[-1]

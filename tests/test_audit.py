"""The audit trail and erasing, as the operator at the command line and the boss in the chat meet them."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from bot.__main__ import main
from bot.erase import FILE, listed, note_down, reapply_erasures
from bot.retention import Retention
from models.clock import MovableClock
from models.customers import Customer
from models.erasure import Listed
from models.inbox import InboxUpdate
from models.journal import JournalEntry
from models.people import Person, Role
from tests.company import Company
from tests.test_payments import owed


@pytest.fixture
async def desk(company: Company, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Company:
    """A boss, a rep who took an order, and the operator's settings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", company.app.db.url)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    company.person("周总", Role.BOSS)
    li = company.person("李伟", Role.REP)
    company.customer("恒达", rep="李伟", short_name="恒达", contact="Canary-Chen", phone="Canary-0001")
    company.product("P1", "中性笔")
    for step in ("/order", "恒达", "P1", "20", "标价", "完成", "✅ 确认下单"):
        await (li.says(step) if step in ("/order", "20") else li.taps(step))
    return company


def holding(folder: Path, files: str, word: bytes) -> list[str]:
    """The files in which a word stands."""
    return [file.name for file in folder.glob(files) if word in file.read_bytes()]


async def gendan(*words: str) -> int:
    """The command line, beside the running program."""
    return await asyncio.to_thread(main, list(words))


async def test_the_trail_is_verified_and_what_was_changed_is_named(
    desk: Company, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await gendan("audit", "verify") == 0
    said = capsys.readouterr().out
    count = len(desk.books(lambda s: s.exec(select(JournalEntry.id)).all()))
    assert f"✓ {count} entries, unbroken." in said
    head = said.split("Head ")[1].split(";")[0]
    assert await gendan("audit", "verify", "--noted", head) == 0
    assert await gendan("audit", "verify", "--noted", f"99:{head.split(':')[1]}") == 1
    assert "Broken at entry 99" in capsys.readouterr().out
    assert await gendan("audit", "verify", "--noted", "nonsense") == 1
    assert "NUMBER:HASH" in capsys.readouterr().out

    def tamper(session: Session) -> None:
        session.execute(text("DROP TRIGGER journal_keep"))
        session.execute(text("UPDATE journal SET facts = '{\"total_fen\": 1}' WHERE action = 'order-placed'"))

    number = desk.books(lambda s: s.exec(select(JournalEntry.id).where(JournalEntry.action == "order-placed")).one())
    desk.write(tamper)
    assert await gendan("audit", "verify") == 1
    assert f"✗ Broken at entry {number}: it is not what was written." in capsys.readouterr().out


async def test_an_empty_trail_has_no_head(
    company: Company, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", company.app.db.url)
    assert await gendan("audit", "verify") == 0
    assert capsys.readouterr().out == "✓ 0 entries, unbroken. 共 0 条，完整。\n"


async def test_a_person_is_erased_by_name_beside_the_running_program(
    desk: Company, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    li = desk.chatters["李伟"]
    await li.says("/order")  # a conversation is open
    assert await gendan("erase", "李伟") == 0
    said = capsys.readouterr().out
    assert "✓ Erased person:2: personal details, " in said
    assert desk.books(lambda s: [one.name for one in s.exec(select(Person).order_by(Person.id))]) == [
        "周总",
        "已删除 #2",
    ]  # type: ignore[arg-type]
    assert not holding(tmp_path, "company.db*", "李伟".encode())
    assert await gendan("audit", "verify") == 0
    await li.says("/menu")
    assert "李伟" not in await li.sees()  # a stranger now
    boss = desk.chatters["周总"]
    await boss.says("/orders")
    assert "已删除 #2" in await boss.taps("恒达")


async def test_a_customers_contact_is_erased_by_phone(desk: Company, capsys: pytest.CaptureFixture[str]) -> None:
    assert await gendan("erase", "Canary-0001") == 0
    assert "✓ Erased customer:1" in capsys.readouterr().out
    whose = desk.books(lambda s: s.exec(select(Customer)).one())
    assert (whose.name, whose.contact, whose.phone, whose.address) == ("恒达", "", "", "")


async def test_who_is_meant_must_be_clear_and_somebody_stays_boss(
    desk: Company, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.customer("联华", contact="Canary-Chen")
    assert await gendan("erase", "Canary-Chen") == 1
    said = capsys.readouterr().out
    assert "gendan erase customer:1" in said
    assert "gendan erase customer:2" in said
    assert await gendan("erase", "nobody") == 1
    assert "Nobody is called nobody" in capsys.readouterr().out
    assert await gendan("erase", "周总") == 1
    assert "boss" in capsys.readouterr().out
    assert not (tmp_path / FILE).exists()


async def test_an_erasure_is_listed_beside_the_books_and_done_again_after_a_restore(
    desk: Company, tmp_path: Path
) -> None:
    made_at = desk.books(lambda s: s.get_one(Person, 2).created_at)
    folder = tmp_path / "beside"
    assert listed(folder) == []
    for _again in range(2):
        note_down(folder, Listed("person", 2, made_at))
    assert listed(folder) == [Listed("person", 2, made_at)]
    assert desk.write(lambda s: reapply_erasures(s, folder, now=desk.clock.now())) == 1
    assert desk.books(lambda s: s.get_one(Person, 2).name) == "已删除 #2"
    assert desk.write(lambda s: reapply_erasures(s, folder, now=desk.clock.now())) == 0
    (folder / FILE).write_text("half a li")
    with pytest.raises(OSError, match="line 1 is no erasure"):
        listed(folder)


async def test_the_boss_reads_who_tried_what(desk: Company) -> None:
    boss, zhang = desk.chatters["周总"], desk.person("张敏", Role.REP)
    claim = owed(desk, 1, "QC-1", 5000, due=desk.clock.now().date())
    await zhang.says("/menu")
    number = (await zhang.messages())[-1]["message_id"]
    for data in (f"open:receivable:{claim}", "open:order:1", "open:customer:1"):
        said = await zhang.forges(number, data)
        assert "恒达" not in said
    await zhang.forges(number, "ap:y:77")
    await boss.says("/menu")
    await boss.forges((await boss.messages())[-1]["message_id"], f"open:receivable:{claim}")
    seen = await boss.taps("经过")
    assert "<b>" not in seen
    assert "张敏 想看，被拒绝（不归他管）" in seen
    assert "张敏 想看，被拒绝" in await boss.forges((await boss.messages())[-1]["message_id"], "open:order:1")
    await boss.says("/menu")
    await boss.taps("同事")
    await boss.taps("张敏")
    assert "张敏 想操作，被拒绝（没有权限）" in await boss.taps("经过")
    li = desk.chatters["李伟"]
    await li.says("/menu")
    assert "张敏" not in await li.forges((await li.messages())[-1]["message_id"], "open:order:1")


async def test_somebody_without_the_role_is_written_down_once(desk: Company) -> None:
    ware = desk.person("库", Role.WAREHOUSE)
    await ware.says("/order")
    await ware.says("/status")

    def attempts(session: Session) -> list[str]:
        return [entry.facts for entry in session.exec(select(JournalEntry).where(JournalEntry.action == "refused"))]

    found = desk.books(attempts)
    assert len(found) == 2
    assert all('"refusal": "not-allowed"' in one for one in found)


async def test_a_restored_backup_is_erased_again_before_anybody_reads_it(
    desk: Company, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = tmp_path / "before.zip"
    assert await gendan("backup", str(backup)) == 0
    assert await gendan("erase", "Canary-Chen") == 0
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'restored.db'}")
    assert await gendan("restore", str(backup)) == 0
    assert not holding(tmp_path, "restored.db*", b"Canary-Chen")
    assert await gendan("audit", "verify") == 0
    assert await gendan("erase", "Canary-Chen") == 1  # nobody is called so any more


async def test_what_people_wrote_is_kept_thirty_days(desk: Company) -> None:
    def kept(session: Session) -> int:
        return len(session.exec(select(InboxUpdate.raw).where(InboxUpdate.raw != "")).all())

    written = desk.books(kept)
    assert written > 5
    clock = MovableClock(desk.clock.now() + timedelta(days=29), running=False)
    retention = Retention(desk.app.db, clock)
    await retention.look()
    assert desk.books(kept) == written
    clock.move_to(clock.now() + timedelta(hours=1))
    assert await counted_reads(desk, retention) == 0  # once a day is enough
    clock.move_to(clock.now() + timedelta(days=1))
    assert await counted_reads(desk, retention) > 0
    assert desk.books(kept) == 0


async def counted_reads(company: Company, retention: Retention) -> int:
    """How often the books are asked meanwhile."""
    before = company.app.db.hops
    await retention.look()
    return company.app.db.hops - before

"""Master data in and out, in the chat and at the command line; and what the doctor says."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from sqlmodel import select

from bot import office
from bot.doctor import doctor
from bot.office import bring_up, export_to, import_from, invite
from bot.sandbox import Sandbox
from models.consistency import misshipped, unsettled
from models.customers import Customer
from models.database import Database
from models.invitations import Invitation
from models.people import Person, Role, add_person
from models.products import Product
from models.receivables import Receivable
from tests.company import TOKEN, Company

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CUSTOMERS = "code,name,rep,terms\nYW00-0001,恒达办公,李伟,月结30天\n"


def workbook(**pages: list[list[Any]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in pages.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


PRODUCTS = workbook(
    产品=[["型号", "品名", "单位", "标价", "颜色"], ["0071", "碳粉", "瓶", 12.5, "黑"], ["P2", "纸", "包", 3, ""]]
)


# --- in the chat ---


async def test_a_boss_sends_a_workbook_sees_what_it_would_do_and_imports_it(company: Company) -> None:
    boss = company.person("老总", Role.BOSS)
    told = await boss.sends_file(PRODUCTS, "产品.xlsx", XLSX)
    assert "新增 2" in told
    assert "颜色" in told
    assert company.books(lambda s: s.exec(select(Product)).all()) == []
    done = await boss.taps("✅ 导入")
    assert "已导入" in done
    assert company.books(lambda s: s.exec(select(Product.list_price_fen).where(Product.sku == "0071")).one()) == 1250
    again = await boss.sends_file(PRODUCTS, "产品.xlsx", XLSX)
    assert "不用导入" in again
    assert "✅ 导入" not in await boss.buttons()


async def test_a_boss_sees_how_terms_are_read_with_a_due_day_and_what_the_file_overwrites(company: Company) -> None:
    boss = company.person("老总", Role.BOSS)
    head = "客户编码,客户名称,业务员,账期\n"
    first = f"{head}A1,恒达办公,李伟,月结30天\nA2,粤丰,李伟,月结30天\nA3,华宁,李伟,票到15天\nA4,乙,,现结\n"
    told = await boss.sends_file(first.encode(), "客户.csv", "text/csv")
    assert (
        "账期“月结30天”（2 个客户）按“月结 30 天（发货当月月底起）”算，视为老总已批：今天发货的，12月30日 周三 到期"
        in told
    )
    assert "账期“票到15天”（1 个客户）" in told
    assert "今天开票的，12月8日 周二 到期" in told
    assert "现结" not in told
    assert "会改" not in told
    await boss.taps("✅ 导入")
    second = f"{head}A1,恒达办公用品,公司,次月10号\nA2,粤丰,李伟,月结30天\n"
    told = await boss.sends_file(second.encode(), "客户.csv", "text/csv")
    assert "账上会改 3 处" in told
    assert "客户 A1 恒达办公“客户名称”：恒达办公 → 恒达办公用品" in told
    assert "客户 A1 恒达办公“业务员”：李伟 → 公司" in told
    assert "客户 A1 恒达办公“账期”：月结30天 → 次月10号" in told
    assert "账期“次月10号”（1 个客户）" in told
    assert "月结30天”（" not in told


async def test_of_many_changes_and_many_wordings_some_are_shown_and_all_changes_come_as_a_file(
    company: Company,
) -> None:
    boss = company.person("Ann", Role.BOSS, language="en")
    for number in range(12):
        company.customer(f"客户{number}", code=f"A{number:02d}", phone="")
    rows = [f"A{number:02d},客户{number},139{number:08d},{number + 1} days\n" for number in range(12)]
    told = await boss.sends_file(("code,name,phone,terms\n" + "".join(rows)).encode(), "customers.csv", "text/csv")
    assert "24 fields of the books change" in told
    assert "customers A00 客户0, phone: (nothing) → 13900000000" in told
    assert "and 2 more wordings of terms" in told
    assert "14 more" in told
    files = [message["document"] for message in await boss.messages() if message["document"]]
    assert files[-1]["file_name"] == "what-changes.txt"


async def test_a_fault_names_the_column_as_the_file_does(company: Company) -> None:
    boss = company.person("老总", Role.BOSS)
    company.customer("恒达", code="A1")
    bad = "类别,单号,客户,金额,日期\n应收,QC1,A1,12,没有\n应收,QC2,X9,12,2026-06-01\n"
    told = await boss.sends_file(bad.encode(), "期初.csv", "text/csv")
    assert "期初 第 2 行“日期”：" in told
    assert "期初 第 3 行“客户”：没有编码为“X9”的客户" in told


async def test_bad_rows_are_told_with_their_numbers_many_of_them_as_a_file(company: Company) -> None:
    boss = company.person("Ann", Role.BOSS, language="en")
    bad = workbook(products=[["sku", "name", "unit", "list_price"], ["P1", "", "box", 1], ["P2", "ink", "box", "abc"]])
    told = await boss.sends_file(bad, "p.xlsx", XLSX)
    assert "row 2, name: must not be empty." in told
    assert "row 3, list_price" in told
    assert "2 bad rows" in told
    many = workbook(products=[["sku", "name", "unit", "list_price"], *[[f"P{i}", "", "box", 1] for i in range(30)]])
    told = await boss.sends_file(many, "p.xlsx", XLSX)
    assert "and 20 more" in told
    documents = [message["document"] for message in await boss.messages() if message["document"]]
    assert documents[-1]["file_name"] == "bad-rows.txt"
    assert company.books(lambda s: s.exec(select(Product)).all()) == []


async def test_others_are_told_who_imports(company: Company) -> None:
    li = company.person("李伟", Role.REP)
    assert "还没有老总" in await li.sends_file(PRODUCTS, "产品.xlsx", XLSX)
    company.person("周总", Role.BOSS)
    assert "周总" in await li.sends_file(PRODUCTS, "产品.xlsx", XLSX)
    assert "没有权限" in await li.says("/export")


async def test_what_is_no_spreadsheet_or_a_bomb_gets_one_clear_sentence(company: Company) -> None:
    boss = company.person("老总", Role.BOSS)
    assert "不是能读的表格" in await boss.sends_file(b"hello", "a.xlsx", XLSX)
    assert "不是能读的表格" in await boss.sends_file(b"\xd0\xcf\x11\xe0 old", "a.xls", "application/vnd.ms-excel")
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"0" * (101 * 1024 * 1024))
    assert "100 MB" in await boss.sends_file(bomb.getvalue(), "b.xlsx", XLSX)
    assert "没有认识的表" in await boss.sends_file(workbook(x=[["a"]]), "c.xlsx", XLSX)


async def test_a_boss_gets_everything_as_a_workbook_and_may_send_it_back(company: Company) -> None:
    boss = company.person("老总", Role.BOSS)
    company.customer("恒达办公")
    company.product("007", "12A 硒鼓")
    await boss.says("/export")
    document = [message["document"] for message in await boss.messages() if message["document"]][-1]
    assert document["file_name"] == "gendan-2026-11-23.xlsx"
    async with company.http.get(company.url + document["url"]) as answer:
        content = await answer.read()
    assert load_workbook(io.BytesIO(content))["products"]["A2"].value == "007"
    assert "不用导入" in await boss.sends_file(content, "gendan.xlsx", XLSX)
    await boss.says("/start")
    await boss.taps("导出资料")
    assert (
        len([message for message in await boss.messages() if message["document"] and message["sender"] == "bot"]) == 2
    )


async def test_a_csv_is_taken_too_and_a_file_that_no_longer_fits_is_not_half_written(company: Company) -> None:
    boss = company.person("老总", Role.BOSS)
    assert "孙悦" in await boss.sends_file("code,name,rep\nA1,甲,孙悦\n".encode("gb18030"), "客户.csv", "text/csv")
    company.write(lambda s: add_person(s, name="孙悦", roles=[Role.FINANCE], now=company.clock.now()).id)
    assert "1 行不对" in await boss.taps("✅ 导入")
    assert company.books(lambda s: s.exec(select(Customer)).all()) == []


# --- at the command line ---


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An operator's folder, with settings of its own and no token."""
    monkeypatch.chdir(tmp_path)
    for name in ("BOT_TOKEN", "WEBHOOK_URL", "WEBHOOK_SECRET", "DATA_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/books.db")
    return tmp_path


def opened(place: Path) -> Database:
    return Database(f"sqlite:///{place}/books.db")


def test_a_folder_is_imported_and_exported_from_the_command_line(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "in").mkdir()
    (place / "in" / "customers.csv").write_text(CUSTOMERS, encoding="utf-8")
    assert import_from(place / "in") == 0
    said = capsys.readouterr().out
    assert "1 new" in said
    assert "Terms “月结30天” (1 customer) are read as" in said
    assert "were added, for you to invite: 李伟" in said
    assert export_to(place / "out") == 0
    exported = (place / "out" / "customers.csv").read_text(encoding="utf-8-sig")
    assert "YW00-0001,恒达办公,,,,,,,,李伟,月结30天" in exported
    (place / "in" / "customers.csv").write_text(CUSTOMERS.replace("恒达办公", "恒达"), encoding="utf-8")
    assert import_from(place / "in") == 0
    assert "customers YW00-0001 恒达办公, name: 恒达办公 → 恒达" in capsys.readouterr().out
    assert export_to(place / "all.xlsx") == 0
    assert import_from(place / "all.xlsx") == 0


def test_bad_rows_are_printed_and_the_exit_code_says_so(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "customers.csv").write_text("code,name\n,甲\nA2,\n", encoding="utf-8")
    assert import_from(place) == 1
    said = capsys.readouterr().out
    assert "第 2 行“code”：不能空着" in said
    assert "row 3, name: must not be empty" in said
    assert "2 bad rows;" in said
    (place / "customers.csv").write_text("code,name\n,甲\n", encoding="utf-8")
    assert import_from(place) == 1
    assert "1 bad row;" in capsys.readouterr().out
    db = opened(place)
    assert db.read_now(lambda s: s.exec(select(Customer)).all()) == []
    db.close_now()


def test_what_cannot_be_read_or_written_is_said(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert import_from(place / "nowhere") == 1
    (place / "old.xls").write_bytes(b"\xd0\xcf")
    assert import_from(place / "old.xls") == 1
    assert "no spreadsheet" in capsys.readouterr().out
    assert export_to(place / "old.xls" / "below") == 1
    monkeypatch.setattr(office, "MOST_BYTES", 1)
    assert import_from(place / "old.xls") == 1
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    assert [import_from(place), export_to(place), bring_up(), invite("老总", ["boss"], "zh")] == [1, 1, 1, 1]
    assert "cannot be reached" in capsys.readouterr().out
    monkeypatch.setenv("SANDBOX_PORT", "many")
    assert [import_from(place), bring_up(), doctor()] == [1, 1, 1]


def test_an_invitation_prints_a_line_to_send(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bring_up() == 0
    assert invite("老总", ["boss"], "en") == 0
    said = capsys.readouterr().out
    assert "/start " in said
    assert "t.me" not in said
    db = opened(place)
    assert db.read_now(lambda s: s.exec(select(Person.language)).one()) == "en"
    assert len(db.read_now(lambda s: s.exec(select(Invitation)).all())) == 1
    assert invite("老总", [], "zh") == 1
    db.close_now()


async def test_with_a_token_the_link_is_printed_and_a_wrong_one_leaves_the_code(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import asyncio

    sandbox = Sandbox(TOKEN)
    await sandbox.start()
    monkeypatch.setenv("API_URL", sandbox.base_url)
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    assert await asyncio.to_thread(invite, "老总", ["boss"], "zh") == 0
    assert "https://t.me/" in capsys.readouterr().out
    assert await asyncio.to_thread(doctor) == 1
    assert "--role boss" in capsys.readouterr().out
    monkeypatch.setenv("BOT_TOKEN", "1:wrong")
    assert await asyncio.to_thread(invite, "周总", ["boss"], "zh") == 0
    assert "t.me" not in capsys.readouterr().out
    assert await asyncio.to_thread(doctor) == 1
    assert "does not know this BOT_TOKEN" in capsys.readouterr().out
    await sandbox.stop()
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    assert await asyncio.to_thread(doctor) == 1
    assert "cannot be reached" in capsys.readouterr().out


def test_without_a_setting_of_its_own_the_sandboxes_books_are_worked_on(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL")
    assert bring_up() == 0
    assert (place / "data" / "sandbox.db").exists()


# --- the doctor ---


def test_the_doctor_is_content_with_what_is_in_order(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert doctor() == 0
    assert bring_up() == 0
    assert doctor() == 0
    assert "一切正常" in capsys.readouterr().out


def test_the_doctor_names_what_is_wrong_with_the_settings(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / ".env").write_text("LOG_LEVEL=INFO\n", encoding="utf-8")
    (place / ".env").chmod(0o644)
    monkeypatch.setenv("WEBHOOK_URL", "http://example.org")
    (place / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("DATA_DIR", str(place / "file"))
    assert doctor() == 1
    said = capsys.readouterr().out
    for part in ("WEBHOOK_SECRET", "https://", "chmod 600 .env", "DATA_DIR"):
        assert part in said
    monkeypatch.setenv("DATA_DIR", str(place / "data"))
    monkeypatch.setattr("bot.doctor.LEAST_FREE", 10**18)
    assert doctor() == 1
    assert "MB are left" in capsys.readouterr().out


def test_the_doctor_names_a_database_out_of_reach_or_out_of_step(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bring_up()
    db = opened(place)
    with db.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'from-the-future'")
    assert doctor() == 1
    assert "later version" in capsys.readouterr().out
    assert bring_up() == 1
    db.close_now()
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    assert doctor() == 1
    assert "cannot be reached" in capsys.readouterr().out


def test_the_doctor_reckons_again_what_the_database_keeps(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bring_up()
    db = opened(place)

    def spoil(s: Any) -> None:
        from models.orders import Order, OrderLine

        when = datetime(2026, 11, 23, 1, tzinfo=UTC)
        person = add_person(s, name="李伟", roles=[Role.REP], now=when)
        customer = Customer(code="A1", name="甲", created_at=when)
        product = Product(sku="P", name="纸", unit="包", list_price_fen=1, floor_price_fen=1)
        s.add_all([customer, product])
        s.flush()
        day = date(2026, 11, 23)
        s.add(
            Receivable(
                number="Q1", customer_id=customer.id, amount_fen=10, settled_fen=5, arose_on=day, due_on=day,
                created_at=when,
            )
        )  # fmt: skip
        order = Order(
            number="DD1", customer_id=customer.id, state="part", total_fen=1, settlement="cash", ship_via="express",
            ship_on=day, content="x", placed_at=when, placed_by=person.id,
        )  # fmt: skip
        s.add(order)
        s.flush()
        s.add(
            OrderLine(
                order_id=order.id, position=1, product_id=product.id, quantity=Decimal(2), unit_price_fen=1,
                price_from="list", amount_fen=2, shipped=Decimal(1),
            )
        )  # fmt: skip

    db.write_now(spoil)
    assert db.read_now(unsettled) == ["Q1"]
    assert db.read_now(misshipped) == ["DD1"]
    assert doctor() == 1
    said = capsys.readouterr().out
    assert "Q1" in said
    assert "DD1" in said
    db.close_now()

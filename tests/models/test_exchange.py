"""Master data in and out: everything checked first, all or nothing, and what goes out comes in again as it was."""

import io
import struct
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import pytest
from openpyxl import Workbook, load_workbook
from sqlmodel import Session, col, select

from models import exchange
from models.customers import Customer
from models.database import Database
from models.exchange import BadRow, Outcome, Sheets
from models.exchange.books import spoken
from models.exchange.reading import read_file, read_folder, read_xlsx
from models.people import Actor, Assistance, Person, Role, actor_of, add_person, assistants_of
from models.products import Product, StockPosting, stock_on_hand
from models.receivables import Receivable, ReceivablePosting
from models.refusals import NotAllowed, Refusal
from models.shipments import Courier, Shipment
from models.terms import due_on, parse_terms

NOW = datetime(2026, 11, 23, 1, 5, tzinfo=UTC)
T = TypeVar("T")
CUSTOMERS = (
    "code,name,short_name,aliases,province,city,address,contact,phone,rep,terms\n"
    "YW00-0001,广州恒达办公设备有限公司,恒达,恒达办公|HD,广东,广州,天河路1号,陈小姐,13800000001,李伟,月结30天\n"
    'GS00-0002,"Smith, Jones & <b>Co</b>",,,,,,,,公司,\n'
)
PRODUCTS = (
    "sku,name,aliases,unit,list_price,floor_price,stock\nTN-12A,12A 硒鼓,12A,支,12.00,9.5,200\n0071,碳粉,,瓶,0,0,0\n"
)
PEOPLE = (
    "name,roles,language,manager,reps,telegram_id,hired_on\n"
    "王芳,assistant,zh,,李伟|赵敏,7001,2020-03-01\n"
    "李伟,rep,,张总,,,2025-09-01\n"
    "赵敏,业务员,en,张总,,,\n"
    "张总,业务经理|老总,,,,,\n"
)
OPENING = (
    "kind,number,customer,amount,arose_on,due_on,courier,waybill,shipped_on\n"
    'receivable,QC-1,YW00-0001,"1,200.50",2026-10-08,,,,\n'
    "应收,QC-2,GS00-0002,80,2026-11-20,,德邦,,\n"
    "receipt,HD-1,YW00-0001,,,,顺丰,SF123,2026-11-10\n"
    "回单,HD-2,GS00-0002,300,,,,,2026-11-11\n"
)


def csv(**sheets: str) -> Sheets:
    """The sheets as files that somebody sends one by one."""
    read = [read_file(f"{name}.csv", text.encode()) for name, text in sheets.items()]
    together = {name: sheet for one in read for name, sheet in one.by_name.items()}
    bad, ignored = sum((one.bad for one in read), ()), sum((one.ignored for one in read), ())
    return Sheets(together, bad, ignored, "digest")


def xlsx(**pages: list[list[Any]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in pages.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def bring_in(db: Database, sheets: Sheets, by: Actor | None = None) -> dict[str, Any]:
    return db.write_now(lambda s: exchange.bring_in(s, by=by, now=NOW, sheets=sheets))


def look_over(db: Database, sheets: Sheets, by: Actor | None = None) -> Outcome:
    return db.read_now(lambda s: exchange.look_over(s, by=by, now=NOW, sheets=sheets))


def books(db: Database, look: Callable[[Session], T]) -> T:
    return db.read_now(look)


def everything() -> Sheets:
    return csv(people=PEOPLE, customers=CUSTOMERS, products=PRODUCTS, opening=OPENING)


def faults(outcome: Outcome) -> list[tuple[int, str, str]]:
    return [(bad.row, bad.column, bad.reason) for bad in outcome.bad]


def by_code(db: Database, code: str) -> Customer:
    return books(db, lambda s: s.exec(select(Customer).where(Customer.code == code)).one())


def person_named(db: Database, name: str) -> Person:
    return books(db, lambda s: s.exec(select(Person).where(Person.name == name)).one())


# --- the whole way ---


def test_a_company_comes_in_from_four_sheets(db: Database) -> None:
    counts = bring_in(db, everything())["counts"]
    assert counts["customers"] == {"new": 2, "changed": 0, "same": 0}
    assert counts["opening"] == {"new": 4, "changed": 0, "same": 0}
    hengda, smith = by_code(db, "YW00-0001"), by_code(db, "GS00-0002")
    assert (hengda.short_name, hengda.terms, hengda.terms_approved) == ("恒达", "shipment+eom+30d", True)
    assert (smith.name, smith.rep_id, smith.terms, smith.terms_approved) == (
        "Smith, Jones & <b>Co</b>", None, "prepay", False,
    )  # fmt: skip
    assert hengda.rep_id == person_named(db, "李伟").id
    assert person_named(db, "李伟").manager_id == person_named(db, "张总").id
    wang = person_named(db, "王芳")
    assert (wang.telegram_id, wang.hired_on) == (7001, date(2020, 3, 1))
    assert books(db, lambda s: [p.name for p in assistants_of(s, hengda.rep_id)]) == ["王芳"]
    assert books(db, lambda s: actor_of(s, person_named(db, "张总")).roles) == {Role.MANAGER, Role.BOSS}
    assert person_named(db, "赵敏").language == "en"


def test_prices_are_exact_and_stock_is_a_posting(db: Database) -> None:
    bring_in(db, everything())
    drum = books(db, lambda s: s.exec(select(Product).where(Product.sku == "TN-12A")).one())
    assert (drum.list_price_fen, drum.floor_price_fen) == (1200, 950)
    assert books(db, lambda s: [(p.quantity, p.reason) for p in s.exec(select(StockPosting))]) == [
        (Decimal(200), "count")
    ]
    bring_in(db, csv(products="sku,stock\nTN-12A,150.5\n0071,\n"))
    assert books(db, lambda s: stock_on_hand(s, drum.id)) == Decimal("150.5")
    assert books(db, lambda s: [p.quantity for p in s.exec(select(StockPosting))]) == [Decimal(200), Decimal("-49.5")]


def test_what_was_open_is_due_by_the_customers_terms_or_the_couriers_time(db: Database) -> None:
    bring_in(db, everything())
    claims = books(db, lambda s: {r.number: r for r in s.exec(select(Receivable))})
    assert (claims["QC-1"].amount_fen, claims["QC-1"].due_on) == (120050, date(2026, 11, 30))
    assert claims["QC-1"].courier_id is None
    assert (claims["QC-2"].amount_fen, claims["QC-2"].due_on) == (8000, date(2026, 11, 27))
    couriers = books(db, lambda s: {c.name: c for c in s.exec(select(Courier))})
    assert claims["QC-2"].courier_id == couriers["德邦"].id
    assert (couriers["德邦"].collects_money, couriers["顺丰"].brings_receipts) == (True, True)
    receipts = books(db, lambda s: {r.number: r for r in s.exec(select(Shipment))})
    assert (receipts["HD-1"].waybill, receipts["HD-1"].waybill_at, receipts["HD-1"].receipt_wanted) == (
        "SF123",
        NOW,
        True,
    )
    assert (receipts["HD-2"].amount_fen, receipts["HD-2"].waybill_at, receipts["HD-2"].order_id) == (30000, None, None)


def test_the_same_files_again_change_nothing(db: Database) -> None:
    bring_in(db, everything())
    counts = look_over(db, everything()).counts
    assert {sheet: count["same"] for sheet, count in counts.items()} == {
        "people": 4, "customers": 2, "products": 2, "opening": 4,
    }  # fmt: skip


def test_what_goes_out_comes_in_again_as_it_was(db: Database, tmp_path: Path) -> None:
    bring_in(db, everything())
    out = books(db, exchange.export)
    assert out["customers"][1]["terms"] == "月结30天"
    assert [row["rep"] for row in out["customers"]] == ["公司", "李伟"]
    files = exchange.write_folder(tmp_path / "out", out)
    assert [file.name for file in files] == ["customers.csv", "products.csv", "people.csv", "opening.csv"]
    assert files[0].read_bytes().startswith(b"\xef\xbb\xbfcode,name,short_name,aliases,province,city,")
    for sheets in (read_folder(tmp_path / "out"), read_xlsx(exchange.as_xlsx(out))):
        again = look_over(db, sheets)
        assert again.bad == ()
        assert again.ignored == ()
        assert sum(count["new"] + count["changed"] for count in again.counts.values()) == 0
    bring_in(db, read_folder(tmp_path / "out"))
    assert books(db, exchange.export) == out


def test_an_export_fills_an_empty_company(db: Database, tmp_path: Path) -> None:
    bring_in(db, everything())
    exchange.write_folder(tmp_path, books(db, exchange.export))
    other = Database(f"sqlite:///{tmp_path}/other.db")
    from bot.migrate import migrate

    migrate(other)
    bring_in(other, read_folder(tmp_path))
    assert books(other, exchange.export) == books(db, exchange.export)
    other.close_now()


def test_an_update_touches_only_the_columns_that_are_there(db: Database) -> None:
    bring_in(db, everything())
    version = by_code(db, "YW00-0001").version
    bring_in(db, csv(customers="客户编码,电话,业务员,账期\nYW00-0001,020-1,,\n", products="型号,标价\nTN-12A,13\n"))
    hengda = by_code(db, "YW00-0001")
    assert (hengda.phone, hengda.rep_id, hengda.terms) == ("020-1", None, "shipment+eom+30d")
    assert (hengda.city, hengda.version) == ("广州", version + 1)


def test_what_would_be_overwritten_is_named_field_by_field_as_a_sheet_says_it(db: Database) -> None:
    assert look_over(db, everything()).overwritten == ()
    bring_in(db, everything())
    assert look_over(db, everything()).overwritten == ()
    sku = books(db, lambda s: s.exec(select(Product).order_by(col(Product.id))).first())
    assert sku is not None
    changed = csv(
        people="姓名,入职\n李伟,2025-10-01\n",
        customers="编码,业务员,账期\nYW00-0001,公司,次月10号\n",
        products=f"sku,标价,stock\n{sku.sku},99.5,7\n",
        opening="kind,number,customer,金额\nreceivable,QC-1,YW00-0001,1300\nreceipt,HD-1,YW00-0001,20\n",
    )
    found = look_over(db, changed)
    assert {(one.sheet, one.key, one.heading, one.new) for one in found.overwritten} == {
        ("people", "李伟", "入职", "2025-10-01"),
        ("customers", "YW00-0001", "业务员", "公司"),
        ("customers", "YW00-0001", "账期", "次月10号"),
        ("products", sku.sku, "标价", "99.50"),
        ("products", sku.sku, "stock", "7"),
        ("opening", "QC-1", "金额", "1300.00"),
        ("opening", "HD-1", "金额", "20.00"),
    }
    before = {one.key: one.old for one in found.overwritten if one.column in ("hired_on", "amount")}
    assert before == {"李伟": "2025-09-01", "QC-1": "1200.50", "HD-1": ""}
    assert {one.name for one in found.overwritten if one.sheet == "products"} == {sku.name}


def test_each_wording_of_credit_terms_is_read_once_with_a_due_day(db: Database) -> None:
    rows = "A1,甲,月结30天\nA2,乙,月结30天\nA3,丙,月结\nA4,丁,现结\nA5,戊,\n"
    read = look_over(db, csv(customers=f"code,name,terms\n{rows}")).terms
    today = db.rules.today(NOW)
    assert [(one.said, one.customers) for one in read] == [("月结30天", 2), ("月结", 1)]
    assert [one.due_on for one in read] == [due_on(parse_terms(one.said), today) for one in read]
    assert look_over(db, csv(customers=f"code,name,terms\n{rows}A6,,月结\n")).terms == ()
    assert look_over(db, csv(products=PRODUCTS)).terms == ()


def test_people_change_by_name_and_may_have_left(db: Database) -> None:
    bring_in(db, everything())
    changed = "姓名,角色,经理,负责的业务员,在职\n王芳,助理|财务,张总,赵敏,是\n李伟,,,,离职\n"
    bring_in(db, csv(people=changed))
    wang, li = person_named(db, "王芳"), person_named(db, "李伟")
    assert books(db, lambda s: actor_of(s, wang).roles) == {Role.ASSISTANT, Role.FINANCE}
    assert (wang.manager_id, wang.telegram_id) == (person_named(db, "张总").id, 7001)
    assert books(db, lambda s: [a.rep_id for a in s.exec(select(Assistance))]) == [person_named(db, "赵敏").id]
    assert (li.active, li.manager_id) == (False, None)
    assert books(db, lambda s: actor_of(s, li).roles) == {Role.REP}


def test_a_person_may_change_in_nothing_but_the_language(db: Database) -> None:
    bring_in(db, everything())
    bring_in(db, csv(people="name,language\n李伟,English\n"))
    li = person_named(db, "李伟")
    assert (li.language, li.manager_id) == ("en", person_named(db, "张总").id)


def test_a_rep_named_only_among_the_customers_is_added_and_yet_to_be_invited(db: Database) -> None:
    sheets = csv(customers="code,name,rep\nA1,甲,孙悦\nA2,乙,孙悦\nA3,丙,company\n")
    assert look_over(db, sheets).new_reps == ("孙悦",)
    bring_in(db, sheets)
    sun = person_named(db, "孙悦")
    assert (sun.telegram_id, books(db, lambda s: actor_of(s, sun).roles)) == (None, {Role.REP})
    assert [by_code(db, code).rep_id for code in ("A1", "A2", "A3")] == [sun.id, sun.id, None]


def test_the_default_terms_of_a_new_customer_are_counted(db: Database) -> None:
    assert look_over(db, csv(customers="code,name\nA1,甲\nA2,乙\n")).default_terms == 2


def test_only_the_operator_or_a_boss_may_import_and_export(db: Database) -> None:
    def add(s: Session) -> tuple[Actor, Actor]:
        rep = add_person(s, name="小李", roles=[Role.REP], now=NOW)
        return actor_of(s, rep), actor_of(s, add_person(s, name="老总", roles=[Role.BOSS], now=NOW))

    rep, boss = db.write_now(add)
    sheets = csv(products=PRODUCTS)
    for refused in (lambda: look_over(db, sheets, rep), lambda: bring_in(db, sheets, rep)):
        with pytest.raises(NotAllowed):
            refused()
    with pytest.raises(NotAllowed):
        books(db, lambda s: exchange.export(s, by=rep))
    bring_in(db, csv(products=PRODUCTS, customers=CUSTOMERS.replace("李伟", "小李"), opening=OPENING), boss)
    assert books(db, lambda s: s.exec(select(StockPosting)).one()).posted_by == boss.id
    assert by_code(db, "YW00-0001").created_by == boss.id
    assert len(books(db, lambda s: exchange.export(s, by=boss))["products"]) == 2


def test_somebody_who_may_not_import_is_told_who_may(db: Database) -> None:
    def add(s: Session) -> Actor:
        add_person(s, name="周总", roles=[Role.BOSS], now=NOW)
        return actor_of(s, add_person(s, name="小李", roles=[Role.REP], now=NOW))

    rep = db.write_now(add)
    assert books(db, lambda s: exchange.importers(s, by=rep)) == ["周总"]


def test_a_boss_in_the_chat_cannot_say_who_is_who_on_telegram(db: Database) -> None:
    boss = db.write_now(lambda s: actor_of(s, add_person(s, name="老总", roles=[Role.BOSS], now=NOW)))
    outcome = look_over(db, csv(people="name,roles,telegram_id\n新人,rep,7009\n"), boss)
    assert faults(outcome) == [(2, "telegram_id", "bad-row-invitation-only")]


# --- bad rows ---


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [
        ({"customers": "code,name\n,甲\n"}, (2, "code", "bad-row-empty")),
        ({"customers": "code,name\nA1,\n"}, (2, "name", "bad-row-empty")),
        ({"customers": "code,name\nA1,甲\nA1,乙\n"}, (3, "code", "bad-row-twice")),
        ({"customers": "code,name\nA1," + "长" * 201 + "\n"}, (2, "name", "bad-row-too-long")),
        ({"customers": "code,name,terms\nA1,甲,随便\n"}, (2, "terms", "refusal-unknown-terms")),
        ({"customers": "code,name\nA1,#REF!\n"}, (2, "name", "bad-row-cell-error")),
        ({"customers": "code,name,编码\nA1,甲,A2\n"}, (1, "code", "bad-row-heading-twice")),
        ({"customers": "name,phone\n甲,1\n"}, (1, "code", "bad-row-heading-missing")),
        ({"customers": 'code,name\nA1,"甲\n'}, (2, "", "bad-row-quotes")),
        ({"customers": "code,name,rep\nA1,甲,会计\n", "people": "name,roles\n会计,finance\n"},
         (2, "rep", "bad-row-not-a-rep")),
        ({"products": "sku,name,unit,list_price\nP1,纸,包,abc\n"}, (2, "list_price", "refusal-not-a-number")),
        ({"products": "sku,name,unit,list_price\nP1,纸,包,-1\n"}, (2, "list_price", "refusal-below-zero")),
        ({"products": "sku,name,unit,list_price\nP1,纸,包,1.005\n"}, (2, "list_price", "refusal-too-many-decimals")),
        ({"products": "sku,name,unit,list_price\nP1,纸,包,1000000000000\n"}, (2, "list_price", "refusal-too-large")),
        ({"products": "sku,name,unit,list_price\nP1,纸,包,\n"}, (2, "list_price", "bad-row-empty")),
        ({"products": "sku,name,unit,list_price,floor_price\nP1,纸,包,1,2\n"},
         (2, "floor_price", "bad-row-floor-above-list")),
        ({"products": "sku,name,unit,list_price,stock\nP1,纸,包,1,-3\n"}, (2, "stock", "refusal-below-zero")),
        ({"people": "name,roles\n甲,国王\n"}, (2, "roles", "refusal-unknown-word")),
        ({"people": "name,roles,telegram_id\n甲,rep,@jia\n"}, (2, "telegram_id", "refusal-unknown-word")),
        ({"people": "name,roles,manager\n甲,rep,无名\n"}, (2, "manager", "bad-row-unknown-person")),
        ({"people": "name,roles,manager\n甲,rep,甲\n"}, (2, "manager", "bad-row-own-manager")),
        ({"people": "name,roles,hired_on\n甲,rep,某天\n"}, (2, "hired_on", "refusal-not-a-day")),
        ({"people": "name,roles,telegram_id\n甲,rep,5\n乙,rep,5\n"}, (3, "telegram_id", "bad-row-telegram-taken")),
        ({"opening": "kind,number,customer,amount,arose_on\nreceivable,Q1,NN,5,2026-10-08\n"},
         (2, "customer", "bad-row-unknown-customer")),
    ],
)  # fmt: skip
def test_each_fault_is_named_with_its_row_and_column(
    db: Database, sheets: dict[str, str], expected: tuple[int, str, str]
) -> None:
    outcome = look_over(db, csv(**sheets))
    assert faults(outcome) == [expected]
    with pytest.raises(exchange.RowsRefused):
        bring_in(db, csv(**sheets))


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("receivable,Q1,YW00-0001,,2026-10-08,,,,", "amount", "bad-row-empty"),
        ("receivable,Q1,YW00-0001,5,,,,,", "arose_on", "bad-row-empty"),
        ("receivable,Q1,YW00-0001,0,2026-10-08,,,,", "amount", "refusal-not-positive"),
        ("receivable,Q1,YW00-0001,5,2026-11-24,,,,", "arose_on", "bad-row-in-future"),
        ("receivable,Q1,YW00-0001,5,2026-10-08,2026-10-07,,,", "due_on", "bad-row-due-before"),
        ("receipt,H1,YW00-0001,,,,,,", "shipped_on", "bad-row-empty"),
        ("receipt,H1,YW00-0001,,,,,,2026-11-24", "shipped_on", "bad-row-in-future"),
        ("gift,H1,YW00-0001,,,,,,", "kind", "refusal-unknown-word"),
    ],
)
def test_each_fault_of_an_open_item_is_named(db: Database, row: str, column: str, reason: str) -> None:
    heading = OPENING.partition("\n")[0]
    outcome = look_over(db, csv(people=PEOPLE, customers=CUSTOMERS, opening=f"{heading}\n{row}\n"))
    assert faults(outcome) == [(2, column, reason)]


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [
        ({"products": "sku,name,unit,list_price,stock\nP1,纸,,1,很多\n"}, ["stock", "unit"]),
        ({"products": "sku,name,unit,list_price,floor_price\nP1,,包,x,5\n"}, ["list_price", "name"]),
        ({"people": "name,roles,manager,hired_on\n甲,rep,无名,某天\n"}, ["hired_on", "manager"]),
        ({"people": "name,roles\n甲,国王\n", "customers": "code,name,rep\nA1,,甲\n"}, ["name", "roles"]),
        ({"customers": "code,name,terms\nA1,,随便\nA1,乙,\n"}, ["code", "name", "terms"]),
        ({"opening": "kind,number,customer,amount,arose_on\nreceivable,Q1,NN,abc,\n"},
         ["amount", "arose_on", "customer"]),
        ({"opening": "kind,number,customer,amount,arose_on\nreceivable,Q1,,5,\n"}, ["arose_on", "customer"]),
        ({"opening": "kind,number,customer,shipped_on\nreceipt,H1,NN,某天\n"}, ["customer", "shipped_on"]),
    ],
)  # fmt: skip
def test_all_that_is_wrong_with_a_row_is_told_at_once(
    db: Database, sheets: dict[str, str], expected: list[str]
) -> None:
    assert sorted(bad.column for bad in look_over(db, csv(**sheets)).bad) == expected


def test_what_cannot_be_read_makes_nothing_else_of_its_row_wrong(db: Database) -> None:
    bring_in(db, everything())
    sheets = csv(products="sku,list_price,floor_price\nTN-12A,x,50\n", opening="kind,number,customer,arose_on,due_on\n"
                 "receivable,QC-1,YW00-0001,某天,2026-01-01\n")  # fmt: skip
    assert [bad.column for bad in look_over(db, sheets).bad if bad.reason != "bad-row-has-postings"] == [
        "list_price",
        "arose_on",
    ]


def test_a_formula_that_was_never_reckoned_is_said_to_be_one(db: Database) -> None:
    pages = {"products": [["sku", "name", "unit", "list_price", "=A1"], ["P1", "纸", "包", "=1+1", "=2"]]}
    pages["products"] += [["", "", "", "=3", ""], ["P2", "墨", "瓶", 2, ""]]
    outcome = look_over(db, read_xlsx(xlsx(**pages)))
    assert faults(outcome) == [(2, "list_price", "bad-row-formula")]
    assert outcome.ignored == ()


def test_every_bad_row_is_told_and_not_one_row_is_written(db: Database) -> None:
    sheets = csv(products="sku,name,unit,list_price\nP1,纸,包,1\nP2,,包,x\n", customers="code,name\nA1,甲\n,乙\n,丙\n")
    outcome = look_over(db, sheets)
    assert [(bad.sheet, bad.row) for bad in outcome.bad] == [("customers", 3), ("customers", 4), *[("products", 3)] * 2]
    with pytest.raises(exchange.RowsRefused) as refused:
        bring_in(db, sheets)
    assert refused.value.facts == {"rows": 3}
    assert books(db, lambda s: s.exec(select(Customer)).all()) == []


def test_two_people_of_one_name_cannot_be_told_apart(db: Database) -> None:
    def add(s: Session) -> None:
        for _ in range(2):
            add_person(s, name="王芳", roles=[Role.REP], now=NOW)

    db.write_now(add)
    outcome = look_over(db, csv(people="name,roles\n王芳,rep\n", customers="code,name,rep\nA1,甲,王芳\n"))
    assert faults(outcome) == [(2, "rep", "bad-row-name-not-unique"), (2, "name", "bad-row-name-not-unique")]


def test_no_file_takes_the_last_boss_away(db: Database) -> None:
    bring_in(db, csv(people="name,roles,telegram_id\nBoss,boss,7001\nHeir,boss,\nRep,rep,7002\n"))
    for row, column in (("Boss,rep,yes", "roles"), ("Boss,boss,no", "active"), ("Boss,manager,no", "active")):
        seen = look_over(db, csv(people=f"name,roles,active\n{row}\nRep,rep,yes\n"))
        assert faults(seen) == [(2, column, "bad-row-last-boss")]
        with pytest.raises(exchange.RowsRefused):
            bring_in(db, csv(people=f"name,roles,active\n{row}\n"))
    bring_in(db, csv(people="name,roles,telegram_id,active\nBoss,rep,,yes\nNew,boss,7003,yes\nHeir,boss,,no\n"))
    assert not look_over(db, csv(people="name,roles\nHeir,rep\nRep,boss\n")).bad
    bring_in(db, csv(people="name,roles\nNew,rep\nRep,boss\n"))
    assert faults(look_over(db, csv(people="name,roles\nRep,rep\nNew,rep\n"))) == [(2, "roles", "bad-row-last-boss")]


def test_of_two_people_of_one_name_the_one_still_at_work_is_meant(db: Database) -> None:
    def add(s: Session) -> int:
        add_person(s, name="王芳", roles=[Role.REP], now=NOW).active = False
        return add_person(s, name="王芳", roles=[Role.REP], now=NOW).id

    stays = db.write_now(add)
    bring_in(db, csv(customers="code,name,rep\nA1,甲,王芳\n"))
    assert by_code(db, "A1").rep_id == stays


def test_somebody_of_the_books_who_is_no_rep_has_no_customers(db: Database) -> None:
    db.write_now(lambda s: add_person(s, name="会计", roles=[Role.FINANCE], now=NOW).id)
    outcome = look_over(db, csv(customers="code,name,rep\nA1,甲,会计\n"))
    assert faults(outcome) == [(2, "rep", "bad-row-not-a-rep")]


def test_a_telegram_account_of_somebody_else_is_not_given_away(db: Database) -> None:
    bring_in(db, everything())
    outcome = look_over(db, csv(people="name,telegram_id\n李伟,7001\n"))
    assert faults(outcome) == [(2, "telegram_id", "bad-row-telegram-taken")]


# --- open items a second time ---


def opening(row: str) -> Sheets:
    return csv(opening=OPENING.partition("\n")[0] + "\n" + row + "\n")


def paid(db: Database, number: str, fen: int) -> None:
    def post(s: Session) -> None:
        claim = s.exec(select(Receivable).where(Receivable.number == number)).one()
        posting = ReceivablePosting(
            receivable_id=claim.id, kind="payment", amount_fen=fen, posted_on=date(2026, 11, 23), posted_at=NOW
        )
        s.add(posting)

    db.write_now(post)


def test_an_open_claim_is_corrected_by_its_number(db: Database) -> None:
    bring_in(db, everything())
    bring_in(db, opening("receivable,QC-1,GS00-0002,90,2026-10-09,2026-12-01,,,"))
    claim = books(db, lambda s: s.exec(select(Receivable).where(Receivable.number == "QC-1")).one())
    assert (claim.amount_fen, claim.arose_on, claim.due_on) == (9000, date(2026, 10, 9), date(2026, 12, 1))
    assert claim.customer_id == by_code(db, "GS00-0002").id
    bring_in(db, csv(opening="kind,number,customer,due_on\nreceivable,QC-1,GS00-0002,2026-12-05\n"))
    claim = books(db, lambda s: s.exec(select(Receivable).where(Receivable.number == "QC-1")).one())
    assert (claim.amount_fen, claim.due_on) == (9000, date(2026, 12, 5))


def test_an_old_file_does_not_bring_back_a_debt_that_was_paid_in_part(db: Database) -> None:
    bring_in(db, everything())
    paid(db, "QC-1", 20050)
    assert look_over(db, everything()).counts["opening"]["same"] == 4
    out = books(db, exchange.export)["opening"]
    assert out[0]["amount"] == "1000.00"
    assert look_over(db, opening("receivable,QC-1,YW00-0001,1000,2026-10-08,,,,")).counts["opening"]["same"] == 1
    changed = look_over(db, opening("receivable,QC-1,YW00-0001,70,2026-10-08,,,,"))
    assert faults(changed) == [(2, "amount", "bad-row-has-postings")]


def test_a_receipt_that_came_back_meanwhile_stays_back_and_one_still_out_is_corrected(db: Database) -> None:
    bring_in(db, everything())

    def back(s: Session) -> None:
        s.exec(select(Shipment).where(Shipment.number == "HD-1")).one().receipt_at = NOW

    db.write_now(back)
    bring_in(
        db, opening("receipt,HD-1,YW00-0001,,,,德邦,SF999,2026-11-12\nreceipt,HD-2,GS00-0002,50,,,顺丰,SF5,2026-11-12")
    )
    receipts = books(db, lambda s: {r.number: r for r in s.exec(select(Shipment))})
    assert receipts["HD-1"].waybill == "SF123"
    assert (receipts["HD-2"].waybill, receipts["HD-2"].waybill_at, receipts["HD-2"].amount_fen) == ("SF5", NOW, 5000)
    assert receipts["HD-2"].shipped_on == date(2026, 11, 12)


def test_a_shipment_of_an_order_is_not_corrected_by_a_file(db: Database) -> None:
    bring_in(db, everything())

    def order(s: Session) -> None:
        from models.orders import Order

        wang = s.exec(select(Person).where(Person.name == "王芳")).one().id
        receipt = s.exec(select(Shipment).where(Shipment.number == "HD-1")).one()
        made = Order(
            number="DD-1", customer_id=receipt.customer_id, state="shipped", total_fen=1, settlement="cash",
            ship_via="express", ship_on=date(2026, 11, 10), content="x", placed_at=NOW, placed_by=wang,
        )  # fmt: skip
        s.add(made)
        s.flush()
        receipt.order_id = made.id

    db.write_now(order)
    changed = look_over(db, opening("receipt,HD-1,YW00-0001,,,,顺丰,SF999,2026-11-10"))
    assert faults(changed) == [(2, "number", "bad-row-from-order")]
    assert look_over(db, everything()).bad == ()


def test_an_open_item_of_a_customer_whose_row_is_bad_is_not_a_second_fault(db: Database) -> None:
    heading = OPENING.partition("\n")[0]
    sheets = csv(customers="code,name\nA1,\n", opening=f"{heading}\nreceivable,Q1,A1,5,2026-11-01,,,,\n")
    assert [bad.sheet for bad in look_over(db, sheets).bad] == ["customers"]


def test_an_open_claim_of_a_customer_of_the_books_is_due_by_their_terms(db: Database) -> None:
    bring_in(db, csv(people=PEOPLE, customers=CUSTOMERS))
    bring_in(db, opening("receivable,Q1,YW00-0001,5,2026-10-08,,,,"))
    assert books(db, lambda s: s.exec(select(Receivable)).one()).due_on == date(2026, 11, 30)


def test_a_stock_below_zero_goes_out_as_an_empty_cell(db: Database) -> None:
    bring_in(db, csv(products=PRODUCTS))

    def oversold(s: Session) -> None:
        item = s.exec(select(Product).where(Product.sku == "0071")).one()
        s.add(StockPosting(product_id=item.id, quantity=Decimal(-4), reason="issue", posted_at=NOW))

    db.write_now(oversold)
    assert books(db, exchange.export)["products"][0]["stock"] == ""


def test_terms_that_nobody_can_read_go_out_as_they_are() -> None:
    assert spoken("？？") == "？？"
    assert spoken("invoice+1m+10d") == "invoice+1m+10d"


# --- files ---


def test_headings_may_be_chinese_and_unknown_columns_are_told(db: Database) -> None:
    sheets = csv(customers="客户编码,客户名称,帐期,爱好\nA1,甲,月结,钓鱼\n")
    assert look_over(db, sheets).ignored == (("customers", "爱好"),)
    bring_in(db, sheets)
    assert by_code(db, "A1").terms == "shipment+eom"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_is_read_in_whatever_encoding_it_was_saved(encoding: str) -> None:
    sheets = read_file("客户.csv", "编码,名称\nA1,恒达𠮷\n".encode(encoding))
    assert [row.cells for row in sheets.by_name["customers"].rows] == [{"code": "A1", "name": "恒达𠮷"}]


@pytest.mark.parametrize("mark", ["\t", ";", "，"])
def test_a_csv_may_be_parted_by_something_else(mark: str) -> None:
    sheets = read_file("customers.csv", f"code{mark}name\r\nA1{mark}甲\r\n".encode())
    assert sheets.by_name["customers"].rows[0].cells == {"code": "A1", "name": "甲"}


def test_blank_rows_count_and_are_left_out_and_short_rows_are_filled() -> None:
    sheets = read_file("customers.csv", b"\n\ncode,name,phone\n\nA1,X\n,,\n")
    assert [(row.number, row.cells) for row in sheets.by_name["customers"].rows] == [
        (5, {"code": "A1", "name": "X", "phone": ""})
    ]


def test_a_file_is_known_by_its_content() -> None:
    first, again = (str(read_file("customers.csv", CUSTOMERS.encode())) for _ in range(2))
    assert first == again != str(read_file("customers.csv", CUSTOMERS.encode() + b"A,B\n"))


def test_a_folder_is_read_by_the_names_of_its_files(tmp_path: Path) -> None:
    (tmp_path / "客户.csv").write_text(CUSTOMERS, encoding="utf-8")
    (tmp_path / "products.CSV").write_text(PRODUCTS, encoding="utf-8")
    (tmp_path / "notes.csv").write_text("x", encoding="utf-8")
    assert set(read_folder(tmp_path).by_name) == {"customers", "products"}


def test_a_workbook_keeps_zeros_in_front_days_and_exact_prices(db: Database) -> None:
    book = Workbook()
    page = book.worksheets[0]
    page.title = "产品"
    page.append(["型号", "品名", "单位", "标价", "底价", "库存"])
    page.append([71, "碳粉", "瓶", 19.99, 10, 3.0])
    page["A2"].number_format = "0000"
    page.append(["007", True, "瓶", 1, 1, None])
    other = book.create_sheet("人员")
    other.append(["姓名", "岗位", "入职日期"])
    other.append(["李伟", "业务员", datetime(2025, 9, 1, 12, tzinfo=None)])  # noqa: DTZ001 - as a workbook has it
    made = io.BytesIO()
    book.save(made)
    sheets = read_xlsx(made.getvalue())
    assert [row.cells["sku"] for row in sheets.by_name["products"].rows] == ["0071", "007"]
    assert sheets.by_name["products"].rows[0].cells["list_price"] == "19.99"
    assert sheets.by_name["products"].rows[0].cells["stock"] == "3"
    assert sheets.by_name["products"].rows[1].cells["name"] == "True"
    assert sheets.by_name["people"].rows[0].cells["hired_on"] == "2025-09-01"


def test_a_sheet_without_a_telling_name_is_known_by_its_headings() -> None:
    sheets = read_xlsx(
        xlsx(Sheet1=[["sku", "name", "unit", "list_price"], ["P1", "纸", "包", 1]], Sheet2=[["x"]], Empty=[])
    )
    assert set(sheets.by_name) == {"products"}
    assert sheets.ignored == (("Sheet2", ""),)


def test_headings_that_fit_two_sheets_alike_name_neither() -> None:
    sheets = read_xlsx(
        xlsx(customers=[["code", "name"]], Sheet1=[["编码", "名称", "型号", "标价", "单位", "客户", "电话", "城市"]])
    )
    assert sheets.ignored == (("Sheet1", ""),)


def test_the_same_sheet_twice_is_a_fault() -> None:
    sheets = read_xlsx(xlsx(客户=[["code", "name"]], customers=[["code", "name"]]))
    assert sheets.bad == (BadRow("customers", 1, "bad-row-sheet-twice"),)


def test_text_that_looks_like_a_formula_stays_text(db: Database, tmp_path: Path) -> None:
    nasty = ["=1+1", "+8613800000000", "-1", "@SUM(A1)", "'=a", "''+b", "'quoted'"]
    rows = "".join(f'A{i},"{name}"\n' for i, name in enumerate(nasty))
    escaped = "code,name\n" + rows.replace('"\'=a"', "\"''=a\"").replace("\"''+b\"", "\"'''+b\"")
    bring_in(db, csv(customers=escaped))
    assert [by_code(db, f"A{i}").name for i in range(len(nasty))] == nasty
    out = books(db, exchange.export)
    exchange.write_folder(tmp_path, out)
    assert "A0,'=1+1," in (tmp_path / "customers.csv").read_text(encoding="utf-8-sig")
    page = load_workbook(io.BytesIO(exchange.as_xlsx(out)))["customers"]
    assert (page["B2"].value, page["B2"].data_type) == ("=1+1", "s")
    for sheets in (read_folder(tmp_path), read_xlsx(exchange.as_xlsx(out))):
        assert look_over(db, sheets).counts["customers"] == {"new": 0, "changed": 0, "same": len(nasty)}


# --- files that are none ---


def refused(read: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as caught:
        read()
    return type(caught.value).__name__


def zipped(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize(
    "content",
    [b"", b"\x89PNG\r\n", b"PK\x03\x04 torn off", zipped(a=b"hello"), zipped(a=b'<!DOCTYPE x [<!ENTITY y "z">]>')],
)
def test_what_is_no_workbook_is_refused_as_such(content: bytes) -> None:
    assert refused(lambda: read_xlsx(content)) == "NotASpreadsheet"


def test_what_is_neither_a_workbook_nor_text_is_refused_by_name() -> None:
    assert refused(lambda: read_file("old.xls", b"\xd0\xcf\x11\xe0")) == "NotASpreadsheet"
    assert refused(lambda: read_file("binary.csv", b"code,\0name\n")) == "NotASpreadsheet"
    assert refused(lambda: read_file("picture.csv", b"\x89PNG\x00\x00\xff\xfe")) == "NotASpreadsheet"


def test_a_file_of_nothing_known_is_nothing_to_import(tmp_path: Path) -> None:
    assert refused(lambda: read_folder(tmp_path)) == "NothingToImport"
    assert refused(lambda: read_file("x.csv", b"a,b\n1,2\n")) == "NothingToImport"


def test_a_file_of_twenty_megabytes_and_more_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.exchange.reading.MOST_BYTES", 10)
    (tmp_path / "customers.csv").write_text(CUSTOMERS, encoding="utf-8")
    assert refused(lambda: read_folder(tmp_path)) == "SheetTooLarge"
    assert refused(lambda: read_file("customers.csv", CUSTOMERS.encode())) == "SheetTooLarge"
    assert refused(lambda: read_xlsx(xlsx(customers=[["code"]]))) == "SheetTooLarge"


def test_a_zip_bomb_is_refused_by_its_directory() -> None:
    bomb = zipped(**{"xl/workbook.xml": b"0" * (101 * 1024 * 1024)})
    assert len(bomb) < 1_000_000
    assert refused(lambda: read_xlsx(bomb)) == "UnpacksTooLarge"


def test_a_bomb_whose_directory_lies_is_refused_while_it_is_read() -> None:
    bomb = bytearray(zipped(a=b"0" * 400_000))
    entry = bomb.rindex(b"PK\x01\x02")
    bomb[entry + 24 : entry + 28] = struct.pack("<I", 1000)
    assert refused(lambda: read_xlsx(bytes(bomb))) == "NotASpreadsheet"


def test_a_workbook_that_breaks_where_the_sheets_begin_is_refused() -> None:
    assert refused(lambda: read_file("a.xlsx", zipped(**{"[Content_Types].xml": b"<Types/>"}))) == "NotASpreadsheet"


def test_more_rows_than_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.exchange.reading.MOST_ROWS", 2)
    assert refused(lambda: read_file("customers.csv", b"code\nA\nB\nC\n")) == "TooManyRows"

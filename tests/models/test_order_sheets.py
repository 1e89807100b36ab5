"""Spreadsheets that order something: which column is which, under whatever headings; and what is no order."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from openpyxl import Workbook

from models import reading_books
from models.database import Database
from models.exchange import NotASpreadsheet, SheetTooLarge, TooManyRows, UnpacksTooLarge, read_cells
from models.orders import TooManyLines
from models.reading_books import NoOrderSheet, OrderSheet, Shelf, order_sheet, read_sheet, understood_sheet
from models.reading_books.understanding import Understood
from tests.models.order_books import NOW, Books, open_books


@pytest.fixture
def books(db: Database) -> Books:
    made = open_books(db)
    made.customer("广州恒达电子有限公司", short_name="恒达")
    made.product("HP-12A", name="HP 12A 硒鼓", aliases="12A")
    made.product("PP-70", name="A4复印纸 70克")
    return made


def of(*rows: list[str], caption: str = "") -> OrderSheet:
    return order_sheet([rows], caption)


def test_known_headings_say_what_a_column_is() -> None:
    sheet = of(["序号", "品名", "数量", "单位", "单价", "金额", "备注"], ["1", "12A", "20", "支", "45", "900", "急"])
    assert sheet.rows == ((("12A",), "20", "支", "45"),)


def test_unknown_headings_are_told_by_what_stands_below() -> None:
    sheet = of(
        ["#", "Ware", "Farbe", "Menge", "Preis"], ["1", "12A", "黑", "20", "4.5"], ["2", "88A", "黑", "5", "4.8"]
    )
    assert sheet.rows == ((("12A", "黑"), "20", "", ""), (("88A", "黑"), "5", "", ""))


def test_what_stands_above_is_kept_and_totals_are_left_out() -> None:
    sheet = of(
        ["恒达电子采购单"], [""], ["品名", "数量"], ["12A", "20"], ["备用"], ["合计", "20"], ["", "5"], caption=" 恒达 "
    )
    assert sheet.head == "恒达\n恒达电子采购单"
    assert len(sheet.rows) == 1
    assert sheet.said == "恒达\n恒达电子采购单\n12A 20"


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [["只有一列"], ["12A"]],
        [["姓名", "电话"], ["张三", "13800000000"]],
        [["甲", "乙"], ["1", "2"], ["2", "2"]],
        [["品名", "数量"]],
        [["1", "2"], ["3", "4"]],
        [["品名", "颜色"], ["12A", "黑"]],
    ],
)
def test_what_has_no_goods_or_no_quantities_is_no_order(rows: list[list[str]]) -> None:
    with pytest.raises(NoOrderSheet):
        order_sheet([rows])


def test_an_order_has_only_so_many_lines() -> None:
    with pytest.raises(TooManyLines):
        of(["品名", "数量"], *[["12A", "1"]] * 51)


def understand(books: Books, sheet: OrderSheet) -> Understood:
    li, shelf = books.who("li"), Shelf()
    seen = books.do(lambda session: reading_books.look(session, by=li))
    shelf.take_in(seen)
    while not shelf.step(seen.scope):
        pass
    found = read_sheet(sheet, lambda text: shelf.read(text, scope=seen.scope, at=NOW, by="li", habits=None))
    return books.do(lambda session: understood_sheet(session, by=li, sheet=sheet, found=found))


def test_a_sheet_is_understood_as_a_message_is(books: Books) -> None:
    rows = (["品名", "规格", "数量", "单位"], ["A4复印纸", "70克", "20", "支"], ["说不清", "12A", "5", ""])
    said = understand(books, of(*rows, caption="恒达 明天发"))
    assert said["customer_id"] == 1
    assert said["terms"] == {"ship_on": "2026-11-24"}
    assert [(line["product_id"], line["quantity"], line["ask"]) for line in said["lines"]] == [
        (2, "20", []),
        (1, "5", []),
    ]
    assert said["kind"] == "order"


def test_rows_that_nobody_understands_are_asked(books: Books) -> None:
    rows = (["品名", "数量"], ["12A", "20"], ["？？", "5"], ["！！", "若干"])
    said = understand(books, of(*rows))
    assert said["customer_id"] is None
    assert [(line["product_id"], line["quantity"], line["ask"]) for line in said["lines"]] == [
        (1, "20", []), (None, "5", ["sku"]), (None, "", ["sku", "quantity"]),
    ]  # fmt: skip


def test_a_sheet_that_names_none_of_our_goods_is_no_order(books: Books) -> None:
    with pytest.raises(NoOrderSheet):
        understand(books, of(["姓名", "年龄"], ["张三", "30"]))


def workbook(*rows: list[Any]) -> bytes:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def test_cells_are_read_as_they_stand() -> None:
    assert read_cells("x.xlsx", workbook(["品名", "数量"], [None, None], ["12A", 20.0])) == [
        [["品名", "数量"], ["12A", "20"]]
    ]
    assert read_cells("x.csv", "品名;数量\r\n12A;20\r\n".encode("gb18030")) == [[["品名", "数量"], ["12A", "20"]]]


def test_what_is_too_much_is_refused_before_it_is_read() -> None:
    with pytest.raises(SheetTooLarge):
        read_cells("x.csv", b"a" * (21 * 1024 * 1024))
    with pytest.raises(TooManyRows):
        read_cells("x.csv", b"a,b\n" * 2002)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (101 * 1024 * 1024))
    with pytest.raises(UnpacksTooLarge):
        read_cells("x.xlsx", bomb.getvalue())


def packed_text() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("letter.txt", "no workbook")
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content"), [("x.xls", b"\xd0\xcf\x11\xe0"), ("x.xlsx", b"PK nothing"), ("x.xlsx", packed_text())]
)
def test_what_is_no_spreadsheet_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(NotASpreadsheet):
        read_cells(name, content)

"""Spreadsheets that order something: which column is which, under whatever headings; and what is no order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import Workbook

from models import reading_books
from models.database import Database
from models.exchange import NotASpreadsheet, SheetTooLarge, TooManyRows, UnpacksTooLarge, read_cells
from models.exchange.records import UNCOUNTED
from models.orders import TooManyLines
from models.reading import Reading
from models.reading_books import NoOrderSheet, OrderSheet, Shelf, codes_in, order_sheet, read_sheet, understood_sheet
from models.reading_books.sheets import NoHeadings, SheetRow, TooManyCustomers
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
    assert sheet.rows == (SheetRow(("12A",), "20", "支", "45", codes=("12A",), remark="急"),)


def test_unknown_headings_are_told_by_what_stands_below() -> None:
    sheet = of(
        ["#", "Ware", "Farbe", "Menge", "Preis"], ["1", "12A", "黑", "20", "4.5"], ["2", "88A", "黑", "5", "4.8"]
    )
    assert [(row.goods, row.quantity) for row in sheet.rows] == [(("12A", "黑"), "20"), (("88A", "黑"), "5")]


def quantities(*rows: list[str]) -> list[tuple[str, list[str]]]:
    """Of each row the quantity, or the numbers that it may be."""
    return [(row.quantity, [number for _heading, number in row.numbers]) for row in of(*rows).rows]


@pytest.mark.parametrize(
    ("headings", "row", "quantity"),
    [
        (["产品", "最小起订量", "本次订购", "已订"], ["12A", "10", "25", "100"], "25"),
        (["品名规格", "库存", "需求数", "MOQ"], ["12A", "3", "12", "5"], "12"),
        (["商品名称", "件数", "每件", "总数"], ["12A", "2", "10", "20"], "20"),
        (["Item No.", "MOQ", "Qty ordered"], ["12A", "50", "24"], "24"),
        (["品名 Item", "数量 Qty（支）", "赠品数量"], ["12A", "7", "1"], "7"),
        (["产品/型号", "上次数量", "采购数量/支"], ["12A", "7", "9"], "9"),
        (["产品", "箱数"], ["12A", "4"], "4"),
        (["产品", "箱数", "每箱"], ["12A", "4", "1"], "4"),
        (["产品", "箱数", "每箱"], ["12A", "若干", "10"], "若干"),
        (["产品", "需求数", "采购数量"], ["12A", "12", "12支"], "12"),
        (["产品", "需求数", "采购数量"], ["12A", "", "10"], "10"),
        (["编号", "名字", "要的"], ["A1", "12A", "9"], "9"),
        (["编号", "数量"], ["12A", "9"], "9"),
    ],
)
def test_what_is_ordered_now_is_told_from_other_numbers(headings: list[str], row: list[str], quantity: str) -> None:
    assert quantities(headings, row) == [(quantity, [])]


@pytest.mark.parametrize(
    ("headings", "row", "numbers"),
    [
        (["产品", "需求数", "采购数量"], ["12A", "12", "10"], ["12", "10"]),
        (["产品", "需求数", "采购数量"], ["12A", "0", "10"], ["10"]),
        (["产品", "需求数", "采购数量"], ["12A", "若干", "10支"], ["10"]),
        (["产品", "需求数", "采购数量"], ["12A", UNCOUNTED, "10"], ["10"]),
        (["产品", "数量"], ["12A", UNCOUNTED], []),
        (["产品", "箱数", "每箱"], ["12A", "4", "5"], ["4", "20"]),
        (["Ware", "Eins", "Zwei"], ["12A", "4", "5"], ["4", "5"]),
    ],
)
def test_numbers_that_cannot_be_told_apart_are_all_kept(
    headings: list[str], row: list[str], numbers: list[str]
) -> None:
    assert quantities(headings, row) == [("", numbers)]


def test_numbers_of_rows_name_no_goods() -> None:
    sheet = of(["Item", "Part No.", "Qty"], ["1", "12A", "9"], ["2", "88A", "9"], ["Total", "", "18"])
    assert [row.goods for row in sheet.rows] == [("12A",), ("88A",)]


def test_headings_stand_below_a_title_which_names_no_day() -> None:
    sheet = of(
        ["广州恒达电子有限公司采购申请单"], ["日期", "2026-11-25", "", "制表", "周小姐"], ["下单日期：2026-11-25"],
        ["交货日期", "2026-11-27"], ["序号", "品名", "需求数", "库存"], ["1", "12A", "12", "3"],
        ["", "合计", "12", "3"], ["制表：周小姐", "", "第1页"], ["大写金额：拾贰"], caption=" 恒达 ",
    )  # fmt: skip
    assert sheet.head == "恒达\n广州恒达电子有限公司采购申请单\n制表 周小姐\n交货日期 2026-11-27"
    assert [row.quantity for row in sheet.rows] == ["12"]
    assert (sheet.taken, sheet.unused, sheet.left) == ("需求数", ("库存",), ())


def test_rows_that_order_nothing_are_kept_to_be_said() -> None:
    rows = (["备用"], ["HP-88A", "0"], ["88A", "-"], ["", "5"], ["送货地址：天河路1号"], [UNCOUNTED, ""])
    sheet = of(["品名", "数量"], ["12A", "20"], *rows, ["合计", "20"])
    assert len(sheet.rows) == 1
    assert sheet.left == ("备用", "HP-88A 0", "88A -", "5", "送货地址：天河路1号")
    assert sheet.said == "12A 20"
    assert of(["品名", "数量"], [UNCOUNTED, "5"]).rows == (SheetRow(("？",), "5", codes=(UNCOUNTED,)),)


def test_a_table_without_headings_is_read_where_nothing_can_be_mixed_up() -> None:
    assert [(row.goods, row.quantity, row.unit, row.price) for row in of(["12A", "10"], ["88A", "20"]).rows] == [
        (("12A",), "10", "", ""),
        (("88A",), "20", "", ""),
    ]
    sheet = of(["恒达的单"], ["1", "12A", "10", "支", "45.5"], ["2", "88A", "20", "支", "48.0"], caption="明天发")
    assert sheet.head == "明天发\n恒达的单"
    assert sheet.rows[1] == SheetRow(("88A",), "20", "支", "48.0", codes=("88A",))
    with pytest.raises(NoHeadings):
        of(["12A", "10", "3"], ["88A", "20", "3"])


def test_each_customer_of_a_sheet_has_an_order() -> None:
    rows = (["客户", "产品", "数量"], ["恒达", "12A", "10"], ["", "88A", "2"], ["一诺", "88A", "5"], ["", "", "7"])
    one, two = of(*rows, caption="明天发").parts()
    assert (one.above, [row.quantity for row in one.rows], one.customers) == (
        "明天发\n恒达",
        ["10", "2"],
        ("恒达", "一诺"),
    )
    assert (two.above, [row.quantity for row in two.rows], two.left) == ("明天发\n一诺", ["5"], ())
    assert one.left == ("7",)
    (alone,) = of(*rows[:3]).parts()
    assert (alone.above, alone.customers) == ("恒达", ())
    with pytest.raises(TooManyCustomers):
        of(rows[0], *([f"客户{number}", "12A", "1"] for number in range(11))).parts()


def test_further_sheets_that_look_like_orders_are_counted() -> None:
    order = [["产品", "数量"], ["12A", "3"]]
    assert order_sheet([[["说明"]], order, order, [["产品", "数量"]], [["说明"]]]).more == 1


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
        [["合计", "20"], ["总计", "20"]],
    ],
)
def test_what_has_no_goods_or_no_quantities_is_no_order(rows: list[list[str]]) -> None:
    with pytest.raises(NoOrderSheet):
        order_sheet([rows])


def test_an_order_has_only_so_many_lines() -> None:
    with pytest.raises(TooManyLines):
        of(["品名", "数量"], *[["12A", "1"]] * 51).parts()
    with pytest.raises(TooManyLines):
        of(["客户", "品名", "数量"], *[["恒达", "12A", "1"]] * 501)


def reader_of(books: Books) -> Callable[[str], Reading]:
    """How messages are read against the books as they are now."""
    li, shelf = books.who("li"), Shelf()
    seen = books.do(lambda session: reading_books.look(session, by=li))
    shelf.take_in(seen)
    while not shelf.step(seen.scope):
        pass
    return lambda text: shelf.read(text, scope=seen.scope, at=NOW, by="li", habits=None)


def orders_of(books: Books, sheet: OrderSheet, read: Callable[[str], Reading] | None = None) -> list[Understood]:
    """What the sheet is understood as, for each customer."""
    li, read = books.who("li"), read or reader_of(books)
    codes = books.do(lambda session: codes_in(session, by=li, sheet=sheet))
    parts = [(part, read_sheet(part, read, codes)) for part in sheet.parts()]
    return books.do(lambda session: understood_sheet(session, by=li, parts=parts))


def understand(books: Books, sheet: OrderSheet) -> Understood:
    """What the sheet of one customer is understood as."""
    (said,) = orders_of(books, sheet)
    return said


def asked(said: Understood) -> list[tuple[int | None, str, list[str]]]:
    """Of each line the product, the quantity, and what has to be asked."""
    return [(line["product_id"], line["quantity"], line["ask"]) for line in said["lines"]]


def test_a_sheet_is_understood_as_a_message_is(books: Books) -> None:
    rows = (["品名", "规格", "数量", "单位"], ["A4复印纸", "70克", "20", "支"], ["说不清", "12A", "5", ""])
    said = understand(books, of(*rows, caption="恒达 明天发"))
    assert said["customer_id"] == 1
    assert said["terms"] == {"ship_on": "2026-11-24"}
    assert asked(said) == [(2, "20", []), (1, "5", [])]
    assert said["kind"] == "order"


def test_rows_that_nobody_understands_are_asked(books: Books) -> None:
    rows = (["品名", "数量"], ["？？", "5"], ["12A", "20"], ["！！", "若干"], ["12A", "20（其中5支送）"])
    said = understand(books, of(*rows, caption="恒达"))
    assert said["customer_id"] == 1
    assert asked(said) == [
        (None, "5", ["sku"]), (1, "20", []), (None, "", ["sku", "quantity"]), (1, "", ["quantity"]),
    ]  # fmt: skip


def test_a_code_decides_before_names(books: Books) -> None:
    box = books.product("PP-70-BOX", name="A4复印纸 70克 整箱", unit="箱")
    rows = (["料", "商品名称", "数量", "单位"], ["pp-70-box", "A4复印纸 70克", "4", ""],
            ["PP-70", "HP 12A 硒鼓", "2", ""], ["XX-1", "HP 12A 硒鼓", "3", ""], ["HP-12A", "PP-70", "1", ""],
            ["PP-70", "A4复印纸", "9", "箱"], ["PP-70", "A4复印纸", "9", "吨"])  # fmt: skip
    said = understand(books, of(*rows))
    assert asked(said)[:3] == [(box, "4", []), (2, "2", []), (1, "3", [])]
    one, other, unit = said["lines"][3:]
    assert (one["product_id"], sorted(one["choices"]), one["ask"]) == (None, [1, 2], ["sku"])
    assert (other["product_id"], other["choices"], other["ask"]) == (None, [2, box], ["sku"])
    assert (unit["product_id"], unit["ask"]) == (2, ["unit"])


def test_a_code_that_came_into_the_books_just_now_decides_too(books: Books) -> None:
    read = reader_of(books)
    new = books.product("NEW-1", name="橡皮")
    (said,) = orders_of(books, of(["编码", "数量"], ["NEW-1", "4"], ["HP-12A", "1"]), read)
    assert asked(said) == [(new, "4", []), (1, "1", [])]


def test_goods_by_the_carton_may_be_counted_in_cartons(books: Books) -> None:
    books.product("PP-70-BOX", name="A4复印纸 70克 整箱", unit="箱")
    rows = (
        ["编码", "件数", "每件", "总数"],
        ["PP-70-BOX", "4", "5", "20"],
        ["HP-12A", "2", "10", "20"],
        ["HP-12A", "", "", "9"],
    )
    carton, drum, loose = understand(books, of(*rows))["lines"]
    assert (carton["quantity"], carton["ask"], carton["numbers"]) == ("", ["quantity"], [["总数", "20"], ["件数", "4"]])
    assert (drum["quantity"], loose["quantity"]) == ("20", "9")


def test_numbers_that_differ_are_asked_with_their_headings(books: Books) -> None:
    (line,) = understand(books, of(["产品", "需求数", "采购数量", "单位"], ["12A", "12", "10", "吨"]))["lines"]
    assert (line["product_id"], line["quantity"], line["ask"]) == (1, "", ["quantity", "unit"])
    assert line["numbers"] == [["需求数", "12"], ["采购数量", "10"]]


def test_two_names_of_one_customer_are_one_order(books: Books) -> None:
    other = books.customer("广州一诺办公用品有限公司", short_name="一诺")
    rows = (["客户", "产品", "数量"], ["恒达", "12A", "10"], ["一诺", "12A", "5"], ["广州恒达电子有限公司", "12A", "2"])
    said = orders_of(books, of(*rows))
    assert [(one["customer_id"], [line["quantity"] for line in one["lines"]]) for one in said] == [
        (1, ["10", "2"]), (other, ["5"]),
    ]  # fmt: skip
    assert [(note["rows"], note["others"]) for note in said[0]["notes"]] == [
        (1, "一诺；广州恒达电子有限公司"), (1, "恒达；一诺"),
    ]  # fmt: skip


def test_what_was_passed_over_is_noted(books: Books) -> None:
    rows = (["产品", "库存", "数量", "交货日期", "备注"], ["12A", "3", "5", "2026-11-28", "急"],
            *(["88A" * 20, "3", "", "", ""] for _ in range(4)))  # fmt: skip
    sheet = order_sheet([rows, [["产品", "数量"], ["12A", "3"]]])
    columns, remarks, left, more = understand(books, sheet)["notes"]
    assert columns == {"key": "read-sheet-columns", "taken": "数量", "unused": "库存"}
    assert remarks == {"key": "read-sheet-remarks", "words": "1. 2026-11-28 急"}
    assert (left["rows"], left["words"].count("…")) == (4, 4)
    assert more == {"key": "read-sheet-more", "sheets": 1}


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
    assert read_cells("x.xlsx", workbook(["品名", "数量"], ["12A", "=2+3"])) == [[["品名", "数量"], ["12A", UNCOUNTED]]]
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

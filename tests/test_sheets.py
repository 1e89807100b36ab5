"""A spreadsheet from a customer is an order: its columns are told apart, and nothing in it is passed over unsaid."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook
from sqlmodel import Session, col, select

from models.orders import Order, OrderLine
from models.people import Role
from models.products import Product
from tests.company import Chatter, Company

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def trade(company: Company, language: str = "zh") -> Chatter:
    """A rep with two customers, and a few products of a toner trade."""
    li = company.person("李伟", Role.REP, language=language)
    company.customer("广州恒达电子有限公司", rep="李伟", short_name="恒达")
    company.customer("佛山一诺办公用品有限公司", rep="李伟", short_name="一诺办公")
    company.product("HP-12A", "HP 12A 硒鼓", list_price=4500, floor=4000, aliases="12A|12A硒鼓")
    company.product("HP-88A", "HP 88A 硒鼓", list_price=4800, floor=4000, aliases="88A|88A硒鼓")
    company.product("TN-88A-80", "88A 碳粉 80克", unit="瓶", list_price=850, floor=700)
    company.product("TN-88A-140", "88A 碳粉 140克", unit="瓶", list_price=1350, floor=1100)
    company.product("PP-A4-70", "A4 复印纸 70克", unit="包", list_price=1750, floor=1500, aliases="70克A4")
    company.product("PP-A4-70-BOX", "A4 复印纸 70克 整箱5包", unit="箱", list_price=8500, floor=7500)
    return li


def placed(company: Company) -> list[tuple[int, list[tuple[str, str]]]]:
    """Every order in the books: the customer, and sku and quantity of each line."""

    def find(session: Session) -> list[tuple[int, list[tuple[str, str]]]]:
        found = []
        for order in session.exec(select(Order).order_by(col(Order.id))):
            query: Any = (
                select(Product.sku, OrderLine.quantity)
                .join(OrderLine, col(OrderLine.product_id) == col(Product.id))
                .where(OrderLine.order_id == order.id)
                .order_by(col(OrderLine.position))
            )
            found.append((order.customer_id, [(sku, f"{quantity:f}") for sku, quantity in session.exec(query)]))
        return found

    return company.books(find)


async def send(who: Chatter, *rows: list[Any], caption: str = "") -> str:
    """Send a workbook of one sheet."""
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    made = io.BytesIO()
    book.save(made)
    return await who.sends_file(made.getvalue(), "订单.xlsx", XLSX, caption)


async def test_the_column_of_what_is_ordered_now_counts_and_the_card_says_which(company: Company) -> None:
    li = trade(company)
    card = await send(li, ["产品", "最小起订量", "本次订购", "已订"], ["12A硒鼓", 10, 25, 100], ["88A硒鼓", 5, 30, 200],
                      caption="恒达")  # fmt: skip
    assert "数量按「本次订购」一列读，没有算：最小起订量；已订" in card
    await li.taps("✅ 确认下单")
    assert placed(company) == [(1, [("HP-12A", "25"), ("HP-88A", "30")])]


async def test_a_title_above_the_headings_names_the_customer(company: Company) -> None:
    li = trade(company)
    card = await send(
        li, ["佛山一诺办公用品有限公司采购申请单"], ["日期", "2026-11-27", "", "制表", "周小姐"], [],
        ["序号", "品名规格", "需求数", "库存", "含税单价", "小计", "备注"], [1, "HP 12A硒鼓", 12, 3, 46, 552, "急"],
        [2, "88A 80克碳粉", "30瓶", 0, 8.5, 255, ""], ["", "合计", "42", "", "", 807, ""],
        ["送货地址：季华五路22号二楼"],
    )  # fmt: skip
    assert "一诺办公" in card
    assert "备注没有照办，请看一下：1. 急" in card
    assert "1 行没写数量或产品，没有算进来：送货地址：季华五路22号二楼" in card
    assert "11月27日" not in card
    await li.taps("✅ 确认下单")
    assert placed(company) == [(2, [("HP-12A", "12"), ("TN-88A-80", "30")])]


async def test_an_exact_code_decides(company: Company) -> None:
    li = trade(company)
    await send(li, ["商品编码", "商品名称", "数量"], ["PP-A4-70-BOX", "70克A4", 4], ["TN-88A-140", "88A碳粉", 3],
               ["hp-12a", "12A", 2], caption="恒达")  # fmt: skip
    await li.taps("✅ 确认下单")
    assert placed(company) == [(1, [("PP-A4-70-BOX", "4"), ("TN-88A-140", "3"), ("HP-12A", "2")])]


async def test_where_two_numbers_differ_it_is_asked_with_both(company: Company) -> None:
    li = trade(company)
    question = await send(li, ["产品", "需求数", "采购数量"], ["12A硒鼓", 12, 10], caption="恒达")
    assert "表里有几个数：需求数 12、采购数量 10" in question
    assert {"12 支", "10 支"} <= set(await li.buttons())
    assert "HP 12A 硒鼓 10 支" in await li.taps("10 支")


async def test_cartons_or_what_is_in_them_is_asked_of_goods_by_the_carton(company: Company) -> None:
    li = trade(company)
    question = await send(li, ["商品编码", "商品名称", "件数", "每件", "总数"], ["PP-A4-70-BOX", "70克A4", 4, 5, 20],
                          ["HP-12A", "12A硒鼓", 2, 10, 20], caption="恒达")  # fmt: skip
    assert "总数 20、件数 4" in question
    card = await li.taps("4 箱")
    assert "整箱5包 4 箱" in card
    assert "HP 12A 硒鼓 20 支" in card


async def test_each_customer_of_a_sheet_gets_an_order_and_the_card_says_so(company: Company) -> None:
    li = trade(company)
    await send(li, ["客户", "产品", "数量"], ["恒达", "12A硒鼓", 10], ["一诺办公", "88A硒鼓", 5], ["", "12A硒鼓", 1])
    card = await li.sees()
    assert "表里不止一家客户：这张只有这家的 1 行，一诺办公 另开一张单" in card
    assert "88A" not in card.partition("📄")[0]
    await li.taps("✅ 确认下单")
    await li.taps("📝 还有 1 张没确认")
    assert "一诺办公" in await li.sees()
    await li.taps("✅ 确认下单")
    assert placed(company) == [(1, [("HP-12A", "10")]), (2, [("HP-88A", "5"), ("HP-12A", "1")])]


async def test_a_quantity_that_nobody_reckoned_is_asked(company: Company) -> None:
    li = trade(company)
    question = await send(li, ["产品", "数量"], ["12A硒鼓", 3], ["88A硒鼓", "=2+3"], caption="恒达")
    assert "HP 88A 硒鼓 要多少支" in question
    assert "HP 88A 硒鼓 5 支" in await li.says("5")


async def test_in_english_too(company: Company) -> None:
    li = trade(company, language="en")
    card = await send(li, ["Item No.", "Description", "MOQ", "Qty ordered"], ["HP-88A", "drum", 50, 24], caption="恒达")
    assert "Quantities are those under “Qty ordered”; not counted: MOQ" in card
    assert "HP 88A 硒鼓 24" in card


async def test_a_table_without_headings_is_an_order_or_is_told_what_is_missing(company: Company) -> None:
    li = trade(company)
    card = await send(li, ["HP-12A", 10], ["HP-88A", 20], caption="恒达")
    assert "HP 12A 硒鼓 10 支" in card
    assert "HP 88A 硒鼓 20 支" in card
    assert "上面没有标题行" in await send(li, ["HP-12A", 10, 3], ["HP-88A", 20, 4])


async def test_a_piece_and_a_half_is_asked_and_not_offered(company: Company) -> None:
    li = trade(company)
    question = await send(li, ["产品", "数量"], ["12A硒鼓", 1.5], caption="恒达")
    assert "12A硒鼓 1.5" in question
    assert "1.5 支" not in await li.buttons()
    assert "“很多”不是数字。请只写数字，例如 20。" in await li.says("很多")
    assert "HP 12A 硒鼓 2 支" in await li.says("2支")

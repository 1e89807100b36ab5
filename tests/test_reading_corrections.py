"""A word after the paste, or beside an order that is changed: it changes the card and adds nothing to it."""

from __future__ import annotations

import pytest

from tests.company import Chatter, Company
from tests.test_reading_chat import PASTE, lines, orders, trade


async def edited(li: Chatter, company: Company) -> None:
    """An order of one line at a price of its own, taken by taps, and opened again to be changed."""
    for step in ("/order", "恒达", "HP 12A", "20", "45.5", "88A 碳粉", "10"):
        await li.says(step)
    await li.taps("标价")
    await li.taps("完成")
    await li.taps("✅ 确认下单")
    await li.taps("看订单")
    await li.taps("改单")


async def test_a_correction_beside_an_order_that_is_changed_replaces_its_line_and_keeps_its_price(
    company: Company,
) -> None:
    li = trade(company)
    await edited(li, company)
    card = await li.says("12A硒鼓改成30支")
    assert "改单 DD20261123-001" in card
    assert "已按您说的改了 1 处" in card
    assert "HP 12A 硒鼓 30 支 × 45.50" in card
    await li.taps("✅ 确认改单")
    (order,) = orders(company)
    assert lines(company, order) == [("HP-12A", "30", 4550), ("TN-88A-80", "10", 850)]


@pytest.mark.parametrize(
    ("word", "left"),
    [
        ("碳粉改30瓶", [("HP-12A", "20", 4550), ("TN-88A-80", "30", 850)]),
        ("恒达的12A改成30支", [("HP-12A", "30", 4550), ("TN-88A-80", "10", 850)]),
        ("change HP 12A to 30", [("HP-12A", "30", 4550), ("TN-88A-80", "10", 850)]),
        ("第一个改成5支", [("HP-12A", "5", 4550), ("TN-88A-80", "10", 850)]),
        ("12A硒鼓改成40块", [("HP-12A", "20", 4000), ("TN-88A-80", "10", 850)]),
        ("88A碳粉不要了，12A硒鼓改成30支", [("HP-12A", "30", 4550)]),
        ("88A碳粉不要了，12A硒鼓改成40块", [("HP-12A", "20", 4000)]),
        ("12A硒鼓换成88A硒鼓", [("HP-88A", "20", 4800), ("TN-88A-80", "10", 850)]),
        ("硒鼓不要了", [("TN-88A-80", "10", 850)]),
        ("去掉碳粉，另外12A 5支", [("HP-12A", "20", 4550), ("HP-12A", "5", 4500)]),
    ],
)
async def test_what_is_said_of_an_order_that_is_changed_finds_its_own_lines(
    company: Company, word: str, left: list[tuple[str, str, int]]
) -> None:
    li = trade(company)
    await edited(li, company)
    assert "已按您说的改了" in await li.says(word)
    await li.taps("✅ 确认改单")
    assert lines(company, orders(company)[0]) == left


async def test_a_vague_word_asks_which_of_the_orders_own_lines_and_changes_that(company: Company) -> None:
    li = trade(company)
    company.product("TN-12A", "12A 碳粉", unit="瓶", list_price=1200, floor=950)
    company.product("TN-1035", "1035 碳粉", unit="瓶", list_price=980, floor=790)
    await li.says("恒达 12A碳粉 20瓶 88A碳粉80克 10瓶")
    asked = await li.says("碳粉改30瓶")
    assert "是哪个产品" in asked
    offered = [label.split(" ·")[0] for label in await li.buttons()]
    assert offered[:2] == ["12A 碳粉", "88A 碳粉 80克"]
    card = await li.taps("12A 碳粉")
    assert "12A 碳粉 30 瓶" in card
    assert "88A 碳粉 80克 10 瓶" in card
    await li.taps("✅ 确认下单")
    assert lines(company, orders(company)[0]) == [("TN-12A", "30", 1200), ("TN-88A-80", "10", 850)]


async def test_a_price_given_by_hand_stays_when_the_quantity_is_corrected(company: Company) -> None:
    li = trade(company)
    await li.says("恒达 12A 20支")
    for label in ("明细", "✏️ 1.", "改单价"):
        await li.taps(label)
    await li.says("43")
    await li.taps("完成")
    assert "HP 12A 硒鼓 30 支 × 43.00" in await li.says("12A不对，30支")


async def test_more_of_the_same_message_says_nothing_of_an_earlier_correction(company: Company) -> None:
    li = trade(company)
    await li.says(PASTE)
    assert "已按您说的改了 1 处" in await li.says("12A改成30支")
    await li.says("A4复印纸 70克 5包")
    card = await li.taps("加到这张单")
    assert "A4复印纸 70克 5 包" in card
    assert "已按您说的改了" not in card


async def test_goods_beside_an_order_that_is_changed_are_offered_to_that_order(company: Company) -> None:
    li = trade(company)
    await edited(li, company)
    asked = await li.says("88A硒鼓 5支")
    assert "正在改的 DD20261123-001" in asked
    assert "还没确认" not in asked
    await li.taps("加到这张单")
    await li.taps("✅ 确认改单")
    (order,) = orders(company)
    assert len(lines(company, order)) == 3


@pytest.mark.parametrize("word", ["单价改成40", "宏业改成30支"])
async def test_what_cannot_be_told_apart_changes_nothing(company: Company, word: str) -> None:
    li = trade(company)
    await edited(li, company)
    await li.says(word)
    assert "已按您说的改了" not in await li.sees_all()

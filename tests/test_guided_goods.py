"""Goods typed with how many of them, and at what price, where goods are chosen step by step."""

from __future__ import annotations

import pytest

from tests.company import Chatter, Company
from tests.test_reading_chat import lines, orders, trade


async def choosing(company: Company, command: str = "/order", language: str = "zh") -> Chatter:
    """A rep who is asked for the first product."""
    li = trade(company, language)
    company.product("TN-303", "303 硒鼓", list_price=6000, floor=4000, aliases="303")
    company.product("TN-88A-140", "88A 碳粉 140克", unit="瓶", list_price=1200, floor=700)
    await li.says(command)
    await li.taps("恒达")
    return li


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("303 十个 50块", ("TN-303", "10", 5000)),
        ("303 10支", ("TN-303", "10", 6000)),
        ("303 10", ("TN-303", "10", 6000)),
        ("HP 12A 二十支 44.5元", ("HP-12A", "20", 4450)),
        ("88A 碳粉 80克 2", ("TN-88A-80", "2", 850)),
    ],
)
async def test_one_line_with_its_number_is_taken_and_nothing_is_dropped(
    company: Company, said: str, line: tuple[str, str, int]
) -> None:
    li = await choosing(company)
    assert "加到 恒达" in await li.says(said)
    await li.taps("加到这张单")
    await li.taps("✅ 确认下单")
    (order,) = orders(company)
    assert lines(company, order) == [line]


async def test_a_line_typed_beside_the_lines_of_an_order_is_taken_too(company: Company) -> None:
    li = await choosing(company)
    await li.says("HP 12A")
    await li.says("20")
    await li.taps("标价")
    await li.says("303 十个 50块")
    card = await li.taps("加到这张单")
    assert "HP 12A 硒鼓 20 支" in card
    assert "303 硒鼓 10 支 × 50.00" in card


@pytest.mark.parametrize("said", ["303", "A4复印纸 70克", "88A 碳粉 80克", "HP-12A", "TN-88A-80"])
async def test_a_products_name_alone_is_still_looked_for(company: Company, said: str) -> None:
    li = await choosing(company)
    asked = await li.says(said)
    assert "要多少" in asked
    assert "加到" not in asked


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("303 十个 50块", ["303 硒鼓 10 支"]),
        ("88A toner 80g 2", ["88A 碳粉 80克 2 瓶"]),
        ("12A 2支 88A 1支", ["HP 12A 硒鼓 2 支", "HP 88A 硒鼓 1 支"]),
    ],
)
async def test_goods_typed_with_their_number_go_with_the_sample(company: Company, said: str, shown: list[str]) -> None:
    li = await choosing(company, "/sample")
    asked = await li.says(said)
    assert "申请样品" in asked
    assert [line for line in shown if line not in asked] == []
    more = await li.says("A4复印纸 70克 1包")
    assert "A4复印纸 70克 1 包" in more
    assert shown[0] in more
    await li.taps("下一步")
    assert "样品做什么用" in await li.sees()
    assert orders(company) == []


async def test_which_goods_are_meant_for_the_sample_is_asked_and_then_they_are_on_it(company: Company) -> None:
    li = await choosing(company, "/sample", language="en")
    assert "Which product is A4纸 3 包" in await li.says("A4纸 3包")
    asked = await li.taps("A4复印纸 80克")
    assert "A4复印纸 80克 3 包" in asked
    assert "Request a sample" in asked


async def test_a_sample_has_only_so_many_lines_also_typed(company: Company) -> None:
    li = await choosing(company, "/sample")
    for _ in range(10):
        await li.says("12A 1支 88A 1支 303 1支")
    assert "⚠️" in await li.sees()


async def test_another_customers_order_typed_there_is_read_by_itself(company: Company) -> None:
    li = await choosing(company, "/sample")
    card = await li.says("一诺办公 12A 20支")
    assert "核对订单" in card
    assert "一诺办公" in card

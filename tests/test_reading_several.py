"""A message for two customers: an order each, and never the goods of both on one card without a word."""

from __future__ import annotations

import pytest

from tests.company import Chatter, Company
from tests.test_reading_chat import lines, orders, trade


def two(company: Company, language: str = "zh") -> Chatter:
    li = trade(company, language)
    company.customer("北京文渊图书有限公司", rep="李伟", short_name="文渊")
    return li


@pytest.mark.parametrize(
    "said",
    [
        "恒达要12A硒鼓20支，文渊要88A硒鼓10支",
        "恒达 12A 20支\n文渊 88A 10支",
        "12A 20支给恒达，88A 10支给文渊",
        "恒达 12A 20支 文渊 88A 10支",
    ],
)
async def test_two_customers_are_two_orders(company: Company, said: str) -> None:
    li = two(company)
    card = await li.says(said)
    assert "恒达" in card
    assert "12A 硒鼓 20 支" in card
    assert "88A" not in card
    assert "这张只有 恒达 的货，文渊 的另有一张" in card
    await li.taps("✅ 确认下单")
    card = await li.taps("📝 还有 1 张没确认")
    assert "88A 硒鼓 10 支" in card
    assert "这张只有 文渊 的货，恒达 的另有一张" in card
    assert "12A" not in card
    await li.taps("✅ 确认下单")
    assert [lines(company, order) for order in orders(company)] == [[("HP-12A", "20", 4500)], [("HP-88A", "10", 4800)]]
    assert len({order.customer_id for order in orders(company)}) == 2


async def test_in_english_too(company: Company) -> None:
    li = two(company, "en")
    card = await li.says("20 pcs 12A for 恒达, 10 pcs 88A for 文渊, both tomorrow")
    assert "here are only the goods of 恒达" in card
    assert "88A" not in card


async def test_what_is_said_of_both_is_on_both(company: Company) -> None:
    li = two(company)
    assert "约定 11月24日" in await li.says("恒达 12A 20支\n文渊 88A 10支\n明天发")
    assert "约定 11月24日" in await li.taps("取消")


async def test_the_order_of_the_second_waits_where_the_first_is_given_up(company: Company) -> None:
    li = two(company)
    await li.says("恒达要12A硒鼓20支，文渊要88A硒鼓10支")
    assert "88A 硒鼓 10 支" in await li.taps("取消")


async def test_a_sample_for_the_second_is_a_form_of_its_own(company: Company) -> None:
    li = two(company)
    assert "核对订单" in await li.says("恒达 12A 20支；文渊要88A样品1支")
    await li.taps("✅ 确认下单")
    assert "样品" in await li.taps("📝 还有 1 张没确认")


async def test_each_part_has_its_own_questions(company: Company) -> None:
    li = two(company)
    assert "是哪一家" in await li.says("一诺 12A 20支\n文渊 88A 10支")
    card = await li.taps("一诺科技")
    assert "这张只有 一诺科技 的货，文渊 的另有一张" in card


async def test_goods_that_are_not_parted_are_asked_and_said_on_the_card(company: Company) -> None:
    li = two(company)
    assert "话里写了不止一家，分不清哪些货是谁的" in await li.says("恒达和文渊要12A 20支 88A 10支")
    assert [label.split(" ·")[0] for label in await li.buttons()][:2] == ["恒达", "文渊"]
    card = await li.taps("恒达")
    assert "请逐行核对，这张单上只留 恒达 的" in card


async def test_somebody_nobody_knows_may_be_another_customer(company: Company) -> None:
    li = two(company)
    assert "「宏图」没认出是谁" in await li.says("恒达要12A硒鼓20支，宏图要88A硒鼓10支")


async def test_the_customer_itself_wants_more_and_nobody_is_a_stranger(company: Company) -> None:
    li = two(company)
    assert "没认出是谁" not in await li.says("恒达要12A硒鼓20支，客户还要88A硒鼓10支")

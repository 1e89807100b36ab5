"""What is left half written is offered again, the card and the question that lies above it, and nothing is dropped."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.test_reading_chat import lines, orders, trade


@pytest.mark.parametrize("way_in", ["/order", "📝 下单"])
async def test_a_follow_up_hides_no_draft_from_the_menu(company: Company, way_in: str) -> None:
    li = trade(company)
    await li.says("恒达 12A 20支")
    assert "加到 恒达" in await li.says("88A 10支")
    await li.says("/start")
    assert "📝 还有 1 张没确认，接着看" in await li.buttons(), "the question is part of that order"
    asked = await (li.says(way_in) if way_in.startswith("/") else li.taps(way_in))
    assert "加到 恒达" in asked
    await li.taps("加到这张单")
    await li.taps("✅ 确认下单")
    (order,) = orders(company)
    assert [sku for sku, _quantity, _price in lines(company, order)] == ["HP-12A", "HP-88A"]


async def test_the_menu_leads_back_to_what_waits_and_says_nothing_where_nothing_does(company: Company) -> None:
    li = trade(company)
    await li.says("/order")
    await li.says("/start")
    assert not [label for label in await li.buttons() if "没确认" in label], "begun and empty"
    await li.says("恒达 12A 20支")
    await li.says("/start")
    assert "HP 12A 硒鼓 20 支" in await li.taps("📝 还有 1 张没确认")
    await li.taps("✅ 确认下单")
    await li.says("/start")
    assert not [label for label in await li.buttons() if "没确认" in label]


async def test_a_message_that_is_half_answered_is_gone_on_with(company: Company) -> None:
    li = trade(company)
    await li.says("一诺 12A 20支")
    await li.says("/start")
    assert "📝 还有 1 张没确认，接着看" in await li.buttons()
    assert "是哪一家" in await li.says("/order")
    assert "12A 硒鼓 20 支" in await li.taps("一诺科技")


async def test_a_question_about_a_sample_is_no_order_that_is_gone_on_with(company: Company) -> None:
    li = trade(company)
    assert "是哪一家" in await li.says("寄2支12A样品给一诺")
    assert "哪个客户" in await li.says("/order")


async def test_a_second_follow_up_is_asked_about_together_with_the_first(company: Company) -> None:
    li = trade(company)
    await li.says("恒达 12A 20支")
    await li.says("88A 10支")
    asked = await li.says("A4复印纸 70克 5包")
    assert "加到 恒达" in asked
    assert "88A 10支" in asked
    card = await li.taps("加到这张单")
    for line in ("HP 12A 硒鼓 20 支", "HP 88A 硒鼓 10 支", "A4复印纸 70克 5 包"):
        assert line in card
    await li.taps("✅ 确认下单")
    assert len(orders(company)) == 1
    assert not [label for label in await li.buttons() if "没确认" in label]


async def test_what_names_another_customer_is_an_order_of_its_own_while_a_follow_up_waits(company: Company) -> None:
    li = trade(company)
    await li.says("恒达 12A 20支")
    await li.says("88A 10支")
    assert "一诺办公" in await li.says("一诺办公 12A 3支")
    await li.taps("✅ 确认下单")
    assert "加到 恒达" in await li.taps("📝 还有 1 张没确认")


async def test_goods_said_while_a_product_is_asked_may_go_with_that_order(company: Company) -> None:
    li = trade(company)
    await li.says("恒达 12A 20支")
    await li.says("A4纸 5包")
    assert "是哪个" in await li.taps("加到这张单")
    assert "加到 恒达" in await li.says("88A 3支")
    assert "是哪个" in await li.taps("加到这张单"), "the question stays"
    card = await li.taps("A4复印纸 80克")
    for line in ("HP 12A 硒鼓 20 支", "A4复印纸 80克 5 包", "HP 88A 硒鼓 3 支"):
        assert line in card
    await li.taps("✅ 确认下单")
    assert len(orders(company)) == 1

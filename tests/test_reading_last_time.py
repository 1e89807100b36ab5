"""老规矩 and a word beside it: the last order with what is said otherwise this time."""

from __future__ import annotations

import pytest

from tests.company import Chatter, Company
from tests.test_reading_chat import lines, orders, trade


async def ordered(company: Company, language: str = "zh", said: str = "恒达 12A 20支 黑色墨水 5瓶") -> Chatter:
    """A rep whose customer 恒达 ordered a while ago."""
    li = trade(company, language)
    company.product("HP-36A", "HP 36A 硒鼓", list_price=4800, floor=4000, aliases="36A")
    company.product("INK-K", "黑色墨水 100ml", unit="瓶", list_price=1200, floor=900, aliases="black ink")
    company.product("INK-Y", "黄色墨水 100ml", unit="瓶", list_price=1200, floor=900, aliases="yellow ink")
    await li.says(said)
    await li.taps("✅ 确认下单" if language == "zh" else "✅ Place the order")
    await company.advance("3d")
    return li


async def placed(company: Company, li: Chatter, button: str = "✅ 确认下单") -> list[tuple[str, str, int]]:
    """The lines of the order that is confirmed now."""
    await li.taps(button)
    return lines(company, orders(company)[-1])


@pytest.mark.parametrize(
    ("said", "shown", "wanted"),
    [
        ("恒达 照上次，再加5支36A", "➕ 加了 HP 36A 硒鼓 5 支", {"HP-12A": "20", "INK-K": "5", "HP-36A": "5"}),
        ("恒达照旧，12A改30支", "12A 硒鼓 上次 20 支，这次 30 支", {"HP-12A": "30", "INK-K": "5"}),
        ("恒达 老规矩，墨水改成8瓶", "黑色墨水 100ml 上次 5 瓶，这次 8 瓶", {"HP-12A": "20", "INK-K": "8"}),
        ("恒达老样子 加10支88A", "➕ 加了 HP 88A 硒鼓 10 支", {"HP-12A": "20", "INK-K": "5", "HP-88A": "10"}),
        ("恒达 老规矩，不要墨水", "➖ 去掉了 黑色墨水 100ml", {"HP-12A": "20"}),
        ("恒达 照上次，12A不要，加5支36A", "➖ 去掉了 HP 12A 硒鼓", {"INK-K": "5", "HP-36A": "5"}),
        ("恒达 老规矩，36A改10支", "上次那单没有 HP 36A 硒鼓", {"HP-12A": "20", "INK-K": "5", "HP-36A": "10"}),
        ("恒达 老规矩，不要88A", "上次那单里没有「88A」", {"HP-12A": "20", "INK-K": "5"}),
        ("恒达 老规矩，都翻一倍", "「都翻一倍」没有照办", {"HP-12A": "20", "INK-K": "5"}),
        ("恒达 老规矩，12A要30支，单价44", "× 44.00 = 1,320.00", {"HP-12A": "30", "INK-K": "5"}),
    ],
)
async def test_what_is_said_beside_it_changes_the_last_order(
    company: Company, said: str, shown: str, wanted: dict[str, str]
) -> None:
    li = await ordered(company)
    card = await li.says(said)
    assert "照 11月23日 周一 的订单 DD20261123-001 再来一份" in card
    assert shown in card
    assert {sku: quantity for sku, quantity, _price in await placed(company, li)} == wanted


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("恒达 same as last time plus 10 pcs 36A", {"HP-12A": "20", "INK-K": "5", "HP-36A": "10"}),
        ("the usual for 恒达 but 50 black ink", {"HP-12A": "20", "INK-K": "50"}),
        ("恒达 same as last time without ink", {"HP-12A": "20"}),
        ("恒达 repeat last order, no 12A this time", {"INK-K": "5"}),
    ],
)
async def test_in_english_too(company: Company, said: str, wanted: dict[str, str]) -> None:
    li = await ordered(company, "en")
    assert "The same as order DD20261123-001 of" in await li.says(said)
    assert {sku: quantity for sku, quantity, _price in await placed(company, li, "✅ Place the order")} == wanted


async def test_more_of_what_it_has_is_five_more_or_five_in_all(company: Company) -> None:
    li = await ordered(company)
    asked = await li.says("恒达 照上次，12A再加5支")
    assert "HP 12A 硒鼓 上次是 20 支，这次要再加：一共要多少支" in asked
    assert (await li.buttons())[:2] == ["25 支", "5 支"]
    card = await li.taps("25 支")
    assert "12A 硒鼓 上次 20 支，这次 25 支" in card
    assert [one[:2] for one in await placed(company, li)] == [("HP-12A", "25"), ("INK-K", "5")]


async def test_more_of_it_without_a_number_is_asked_for_all_of_it(company: Company) -> None:
    li = await ordered(company)
    assert "上次是 20 支" in await li.says("恒达 照上次，再加几支12A")
    assert "这次 40 支" in await li.says("40")


async def test_of_two_inks_the_one_that_is_meant_is_asked(company: Company) -> None:
    li = await ordered(company, said="恒达 黑色墨水 5瓶 黄色墨水 3瓶")
    assert "是哪个产品" in await li.says("恒达 老规矩，墨水改8瓶")
    assert [label for label in await li.buttons() if "12A" in label] == []
    assert "黄色墨水 100ml 上次 3 瓶，这次 8 瓶" in await li.taps("黄色墨水")
    await li.says("恒达 老规矩，不要墨水，要12A 5支")
    assert [one[:2] for one in await placed(company, li)] == [("HP-12A", "5")]


async def test_for_whom_is_asked_first_and_then_held_against_their_order(company: Company) -> None:
    li = await ordered(company)
    assert "给哪个客户" in await li.says("照上次，不要墨水")
    card = await li.taps("恒达")
    assert "➖ 去掉了 黑色墨水 100ml" in card
    assert "墨水 100ml 5 瓶" not in card


async def test_beside_an_order_on_the_card_it_is_one_of_its_own(company: Company) -> None:
    li = await ordered(company)
    await li.says("一诺办公 12A 2支")
    assert "给哪个客户" in await li.says("照上次，再加5支36A")


async def test_who_never_ordered_gets_what_is_said(company: Company) -> None:
    li = await ordered(company)
    card = await li.says("一诺办公 老规矩，再加5支36A，不要墨水")
    assert "以前没有订过" in await li.sees_all()
    assert "HP 36A 硒鼓 5 支" in card
    assert [one[:2] for one in await placed(company, li)] == [("HP-36A", "5")]


async def test_goods_beside_it_without_a_word_of_change_stand_alone_and_it_is_said(company: Company) -> None:
    li = await ordered(company)
    card = await li.says("恒达老规矩 36A 20支")
    assert "「老规矩」没有照办" in card
    assert [one[:2] for one in await placed(company, li)] == [("HP-36A", "20")]

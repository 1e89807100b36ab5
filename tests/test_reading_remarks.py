"""What is typed beside the card of an order, or beside a question about it, and names no goods: it is not lost."""

from __future__ import annotations

import pytest

from handlers.read_message.remarks import noted, remark_of
from models.orders import OrderTextTooLong
from tests.company import Company
from tests.test_reading_chat import orders, trade


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("发德邦，运费到付", "发货：快递 德邦 · 运费到付"),
        ("明天再发", "约定 11月24日"),
        ("客户明天来拿", "发货：自提"),
        ("freight collect", "运费到付"),
        ("地址换一下，送到佛山桂城南海大道8号", "地址：佛山桂城南海大道8号"),
        ("收货地址：白云区3号仓库", "地址：白云区3号仓库"),
        ("备注：送货前打电话", "备注：送货前打电话"),
    ],
)
async def test_how_it_goes_is_typed_beside_the_card(company: Company, said: str, shown: str) -> None:
    li = trade(company)
    await li.says("恒达 12A 20支 88A 碳粉 10瓶")
    card = await li.says(said)
    assert shown in card
    assert "已按您说的改了" in card
    assert "HP 12A 硒鼓 20 支" in card
    await li.taps("✅ 确认下单")
    assert len(orders(company)) == 1


@pytest.mark.parametrize(
    "said", ["客户说价格太贵", "明天开会", "明天我休息", "地址换一下", "发票寄了", "德邦贵不贵", "发票怎么开？"]
)
async def test_what_says_nothing_of_the_order_leaves_it_as_it_is_and_points_to_the_buttons(
    company: Company, said: str
) -> None:
    li = trade(company)
    await li.says("恒达 12A 20支")
    answer = await li.says(said)
    assert "这张单没有动" in answer
    assert "「发货」" in answer
    await li.taps("✅ 确认下单")


async def test_a_question_about_a_price_beside_the_card_is_still_answered(company: Company) -> None:
    li = trade(company)
    await li.says("恒达 12A 20支")
    assert "标价 48.00 元/支" in await li.says("88A什么价")


async def test_a_note_typed_at_a_question_is_kept_and_the_question_stays(company: Company) -> None:
    li = trade(company)
    await li.says("一诺 12A 20支")
    asked = await li.says("备注：送货前打电话")
    assert "记在备注里了：送货前打电话" in asked
    assert "是哪一家" in asked
    await li.says("备注：要小票")
    await li.says("地址：中山三路21号")
    card = await li.taps("一诺科技")
    assert "备注：送货前打电话；要小票" in card
    assert "地址：中山三路21号" in card
    await li.taps("✅ 确认下单")
    assert orders(company)[0].note == "送货前打电话；要小票"


async def test_a_note_said_with_more_goods_stays_beside_the_orders_own(company: Company) -> None:
    li = trade(company)
    await li.says("恒达 12A 20支")
    await li.says("备注：要小票")
    await li.says("A4纸 5包")
    await li.taps("加到这张单")
    await li.says("note: call first")
    assert "备注：要小票；call first" in await li.taps("A4复印纸 80克")


def test_a_remark_that_is_too_long_is_refused_and_none_is_said_twice() -> None:
    assert remark_of("发了没有") is None
    assert noted("急；要小票", {"note": "要小票"}) == {"note": "急；要小票"}
    for said in ("备注：" + "长" * 2001, "地址：" + "长" * 500 + "路"):
        with pytest.raises(OrderTextTooLong):
            remark_of(said)

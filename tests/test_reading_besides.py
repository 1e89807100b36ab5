"""What a message says beside goods and terms: the address, papers, the customer's own number; what a sample is for."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.test_reading_chat import orders, trade


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("恒达 12A 20支\n送货地址：广州市天河区龙口西路11号3楼仓库", "广州市天河区龙口西路11号3楼仓库"),
        ("恒达 12A 20支 送到白云区石井仓库 附检测报告", "白云区石井仓库"),
        ("恒达 12A 20支，收货地址 龙口西路11号，张三 13800138000", "龙口西路11号，张三 13800138000"),
        (
            "恒达 20 pcs 12A, ship to our new warehouse: Unit 5, 88 Zhongshan Rd",
            "our new warehouse: Unit 5, 88 Zhongshan Rd",
        ),
    ],
)
async def test_the_address_that_is_said_is_the_orders_and_shown_as_such(
    company: Company, said: str, address: str
) -> None:
    li = trade(company)
    card = await li.says(said)
    assert f"📍 地址按原话写的「{address}」，平时是 天河路1号" in card
    assert f"地址：「{address}」" in await li.taps("📄 原文")
    await li.taps("返回")
    await li.taps("✅ 确认下单")
    assert orders(company)[0].address == address


async def test_papers_and_numbers_go_into_the_note(company: Company) -> None:
    li = trade(company)
    card = await li.says("恒达 12A 20支\n附送货单\n采购单号：PO-20261123-7\n备注：送货前打电话")
    assert "📝 原话里的「附送货单；采购单号：PO-20261123-7；送货前打电话」写进了备注" in card
    await li.taps("✅ 确认下单")
    assert orders(company)[0].note == "附送货单；采购单号：PO-20261123-7；送货前打电话"
    assert orders(company)[0].address == "天河路1号"


async def test_in_english_too(company: Company) -> None:
    li = trade(company, "en")
    card = await li.says("恒达 20 pcs 12A, deliver to 12 Canton Road, Kowloon, PO 45881, please include packing list")
    assert "The address is the one in the message, “12 Canton Road, Kowloon”" in card
    assert "“PO 45881；please include packing list” went into the note" in card


async def test_the_customers_own_address_needs_no_word(company: Company) -> None:
    li = trade(company)
    assert "📍" not in await li.says("恒达 12A 20支 送货地址：天河路1号")


async def test_what_is_no_address_yet_is_noted(company: Company) -> None:
    li = trade(company)
    assert "「送到仓库」写进了备注" in await li.says("恒达 12A 20支 送到仓库")
    assert "「天河区龙口西路11号」写进了备注" in await li.says("恒达 12A 20支 自提 天河区龙口西路11号")


async def test_what_goes_with_the_order_on_the_card_brings_its_own(company: Company) -> None:
    li = trade(company)
    await li.says("恒达 12A 20支 附送货单")
    await li.says("88A 10支 送到白云区石井路5号 PO 778812")
    await li.taps("加到这张单")
    await li.taps("✅ 确认下单")
    assert (orders(company)[0].address, orders(company)[0].note) == ("白云区石井路5号", "附送货单；PO 778812")


async def test_the_last_order_again_keeps_its_note_beside_the_new_one(company: Company) -> None:
    li = trade(company)
    await li.says("恒达 12A 20支 附送货单")
    await li.taps("✅ 确认下单")
    await li.says("恒达 老规矩 送到白云区石井路5号 PO 778812")
    await li.taps("✅ 确认下单")
    assert (orders(company)[1].address, orders(company)[1].note) == ("白云区石井路5号", "附送货单；PO 778812")


async def test_an_address_typed_at_a_question_holds(company: Company) -> None:
    li = trade(company)
    await li.says("一诺 12A 20支 送到白云区石井路5号")
    await li.says("地址改成龙口西路11号")
    assert "地址：龙口西路11号" in await li.taps("一诺办公")


async def test_a_sample_says_for_whom_and_what_while_it_asks_what_for(company: Company) -> None:
    li = trade(company)
    asked = await li.says("寄2支12A样品给恒达，附检测报告")
    assert "样品做什么用" in asked
    assert "恒达" in asked
    assert "HP 12A 硒鼓 2 支" in asked
    await li.taps("客户试用")
    await li.taps("收 90.00 元")
    assert "用途：客户试用；附检测报告" in await li.sees()


async def test_a_sample_goes_where_and_for_what_the_message_says(company: Company) -> None:
    li = trade(company)
    await li.says("恒达想要2支12A样品试试质量，寄到华强北")
    card = await li.taps("收 90.00 元")
    assert "用途：试试质量" in card
    assert "地址：华强北" in card
    assert "用途是原话里写的" in card
    assert "地址是原话里写的" in card
    await li.taps("用途")
    assert "用途是原话里写的" not in await li.taps("展示陈列")
    assert "样品申请" in await li.taps("✅ 提交申请")

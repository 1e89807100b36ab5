"""An order is taken by taps: the whole way, in both languages, and nothing is lost on it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session, col, select

from models.orders import Order, OrderState
from models.people import Role
from models.products import Product
from tests.company import Chatter, Company


def orders(company: Company) -> list[Order]:
    """Every order in the books, oldest first."""

    def find(session: Session) -> list[Order]:
        return list(session.exec(select(Order).order_by(col(Order.id))))

    return company.books(find)


def trade(company: Company, language: str = "zh", **customer: Any) -> Chatter:
    """A rep with a manager, an assistant, a customer and two products."""
    company.person("张总", Role.BOSS)
    company.person("王经理", Role.MANAGER)
    li = company.person("李伟", Role.REP, language=language, manager="王经理")
    company.person("小陈", Role.ASSISTANT, serves=("李伟",))
    company.customer("恒达文具", rep="李伟", **{"short_name": "恒达", **customer})
    company.product("P1", "中性笔", list_price=1000, floor=800, stock=500)
    company.product("P2", "笔记本", unit="本", list_price=2000, floor=1500, stock=10)
    company.courier("顺丰")
    return li


async def to_card(li: Chatter, quantity: str = "20", price: str = "") -> str:
    """An order of one line up to its card."""
    await li.says("/order")
    await li.taps("恒达")
    await li.taps("P1")
    await li.says(quantity)
    await (li.says(price) if price else li.taps("标价"))
    return await li.taps("完成")


async def test_an_order_is_taken_by_taps_in_chinese(company: Company) -> None:
    li = trade(company)
    await li.says("/order")
    await li.taps("恒达")
    await li.taps("P1")
    assert "可用 500 支" in await li.sees()
    await li.says("20")
    await li.taps("标价 10.00")
    await li.taps("＋ 再加一个")
    await li.taps("P2")
    await li.says("二十")
    await li.taps("标价")
    card = await li.taps("完成")
    assert "中性笔 20 支 × 10.00 = 200.00" in card
    assert "合计 600.00 元" in card
    assert "11:30 前下的快递单，今天上午发" in card
    assert "笔记本 缺 10 本（可用 10）" in card
    done = await li.taps("✅ 确认下单")
    (order,) = orders(company)
    assert f"已下单 {order.number}" in done
    assert "待发货，约定 11月23日 周一 上午发出" in done
    assert (order.number, order.state, order.total_fen) == ("DD20261123-001", OrderState.OPEN, 60000)
    letter = await company.chatters["小陈"].sees()
    assert "新订单 DD20261123-001 · 恒达（李伟）" in letter
    assert "笔记本 20 本" in letter
    shown = await li.taps("看订单")
    assert "DD20261123-001 · 恒达 · 李伟" in shown
    assert "李伟 下单，600.00 元" in shown


async def test_an_order_is_taken_by_taps_in_english(company: Company) -> None:
    li = trade(company, language="en")
    await li.says("/order")
    await li.taps("恒达")
    await li.taps("P1")
    await li.says("20")
    await li.taps("List ¥10.00")
    card = await li.taps("Done")
    assert "Total ¥200.00" in card
    assert "ships this morning" in card
    assert "Order DD20261123-001 is placed" in await li.taps("✅ Place the order")


async def test_a_usual_order_takes_six_taps(company: Company) -> None:
    li = trade(company)
    await to_card(li)
    await li.taps("✅ 确认下单")
    await li.taps("再下一单")
    for label in ("恒达", "P1", "20 支", "标价", "完成", "✅ 确认下单"):
        await li.taps(label)
    assert [order.number for order in orders(company)] == ["DD20261123-001", "DD20261123-002"]


async def test_a_double_tap_gives_one_order_and_the_same_number(company: Company) -> None:
    li = trade(company)
    await to_card(li)
    message, data = await li._button("✅ 确认下单", None)
    assert "DD20261123-001" in await li.forges(message, data)
    await li.forges(message, data)
    assert "DD20261123-001" in await li.sees()
    assert len(orders(company)) == 1


async def test_every_part_of_the_card_can_be_changed(company: Company) -> None:
    li = trade(company)
    company.customer("广源", rep="李伟", short_name="广源")
    await to_card(li)
    await li.taps("明细")
    await li.taps("✏️ 1.")
    await li.taps("改数量")
    await li.says("30")
    await li.taps("✏️ 1.")
    await li.taps("改单价")
    await li.says("9.5")
    await li.taps("完成")
    await li.taps("发货")
    await li.taps("物流")
    await li.taps("运费")
    await li.taps("要签回单")
    await li.taps("📅 改发货日")
    await li.says("明天")
    await li.taps("📍 改地址")
    await li.says("仓库后门")
    await li.taps("好了")
    await li.taps("结算")
    await li.taps("现结")
    await li.taps("备注")
    await li.says("先打电话")
    card = await li.taps("客户")
    card = await li.taps("广源")
    for said in ("广源", "中性笔 30 支 × 9.50 = 285.00", "备注：先打电话", "约定 11月24日 周二"):
        assert said in card
    assert "仓库后门" not in card, "another customer, another address"
    await li.taps("发货")
    await li.taps("快递")
    await li.taps("顺丰")
    await li.taps("好了")
    await li.taps("✅ 确认下单")
    (order,) = orders(company)
    assert (order.courier, order.note, order.total_fen) == ("顺丰", "先打电话", 28500)


async def test_a_line_can_be_taken_off(company: Company) -> None:
    li = trade(company)
    await to_card(li)
    await li.taps("明细")
    await li.taps("✏️ 1.")
    await li.taps("🗑")
    assert "还没有产品" in await li.sees()
    assert "完成" not in await li.buttons()


async def test_a_day_is_chosen_from_the_calendar_or_as_promised(company: Company) -> None:
    li = trade(company)
    await to_card(li)
    await li.taps("发货")
    await li.taps("📅 改发货日")
    await li.taps("📅 日历")
    await li.taps("27")
    assert "11月27日" in await li.sees()
    await li.taps("📅 改发货日")
    await li.taps("后天")
    assert "11月25日" in await li.sees()
    await li.taps("📅 改发货日")
    await li.taps("按规矩")
    assert "今天上午" in await li.sees()


async def test_the_calendar_opens_on_the_companys_month_and_not_on_the_machines(company: Company) -> None:
    li = trade(company)
    company.clock.move_to(datetime(2027, 12, 28, 9, 5, tzinfo=ZoneInfo("Asia/Shanghai")))
    await to_card(li)
    await li.taps("发货")
    await li.taps("📅 改发货日")
    assert "日历" in " ".join(await li.buttons())
    await li.taps("📅 日历")
    assert "2027年12月" in await li.buttons()
    assert "30" in await li.buttons()


async def test_outside_the_province_money_comes_first_unless_the_rep_says_why(company: Company) -> None:
    li = trade(company, province="浙江")
    card = await to_card(li)
    assert "外省客户（浙江）款到发货：收到 200.00 元才能发" in card
    await li.taps("特批先发")
    card = await li.says("王经理同意，周五付")
    assert "特批先发：王经理同意，周五付" in card
    await li.taps("改回先款后货")
    assert "款到发货：收到 200.00" in await li.sees()
    await li.taps("结算")
    card = await li.taps("月结")
    assert "结算：款到发货（外省客户，没写先发的原因）" in card
    assert "记账" not in card
    done = await li.taps("✅ 确认下单")
    assert "客户还差 200.00 元，到款才能发" in done


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("很多", "不是数字"),
        ("-5", "大于 0"),
        ("0", "大于 0"),
        ("1000000000000", "太大"),
        ("1.2345", "小数位太多"),
        ("20箱", "支"),
        ("长" * 10_000, "不是数字"),
    ],
)
async def test_a_quantity_that_cannot_be_is_refused_and_asked_again(company: Company, typed: str, answer: str) -> None:
    li = trade(company)
    await li.says("/order")
    await li.taps("恒达")
    await li.taps("P1")
    said = await li.says(typed[:4000])
    assert answer in said
    assert "要多少支" in said


async def test_quantities_and_prices_are_read_as_people_write_them(company: Company) -> None:
    li = trade(company)
    assert "中性笔 20 支 × 9.50 = 190.00" in await to_card(li, "２０", "9块5")
    await li.taps("明细")
    for typed, shown in (("二十", "20 支"), ("2.5", "2.5 支"), ("1,200支", "1200 支")):
        await li.taps("✏️ 1.")
        await li.taps("改数量")
        await li.says(typed)
        assert shown in await li.sees()


async def test_what_is_no_text_is_refused_where_text_is_expected(company: Company) -> None:
    li = trade(company)
    await li.says("/order")
    await li.taps("恒达")
    await li.taps("P1")
    for what in ({"sticker": "😀"}, {"voice": True}, {"location": {"latitude": 23.1, "longitude": 113.3}}):
        said = await li.sends(**what)
        assert "没看明白" in said
        assert "要多少支" in said


async def test_a_wrong_price_and_a_day_gone_by_are_refused(company: Company) -> None:
    li = trade(company)
    await li.says("/order")
    await li.taps("恒达")
    await li.taps("P1")
    await li.says("20")
    for typed in ("免费", "-1", "0", "1000000000000"):
        assert "什么价" in await li.says(typed)
    await li.taps("标价")
    await li.taps("完成")
    await li.taps("发货")
    await li.taps("📅 改发货日")
    assert "已经过了" in await li.says("昨天")
    assert "太远" in await li.says("2028-01-01")
    assert "看不出" in await li.says("猴年马月")


async def test_a_note_that_is_too_long_is_refused_and_the_draft_stays(company: Company) -> None:
    li = trade(company)
    await to_card(li)
    await li.taps("备注")
    assert "太长了，最多 2000 个字" in await li.says("长" * 2500)
    await li.taps("‹ 返回")
    assert "合计 200.00 元" in await li.sees()


async def test_an_unknown_customer_is_not_found_and_a_guessed_one_is_not_ones_own(company: Company) -> None:
    li = trade(company)
    company.person("孙丽", Role.REP)
    company.customer("别家", rep="孙丽", short_name="别家")
    await li.says("/order")
    assert "没有找到" in await li.says("不存在的公司")
    assert "没有找到" in await li.says("别家")


async def test_another_command_leaves_the_draft_where_it_was(company: Company) -> None:
    li = trade(company)
    await to_card(li)
    await li.says("/orders")
    assert "这里没有订单" in await li.sees()
    await li.says("/order")
    assert "合计 200.00 元" in await li.sees()
    await li.taps("✅ 确认下单")
    assert len(orders(company)) == 1
    await li.says("/order")
    assert "哪个客户" in await li.sees(), "what is done is not gone back to"


async def test_a_draft_survives_a_restart_and_a_week(company: Company) -> None:
    li = trade(company)
    await to_card(li)
    confirm = await li._button("✅ 确认下单", None)
    await company.restart()
    await company.advance("7d")
    card = await li.says("/order")
    assert "合计 200.00 元" in card
    assert "11月30日 周一" in card, "promised anew, from today"
    assert "DD20261130-001" in await li.taps("✅ 确认下单")
    await li.forges(*confirm)
    assert len(orders(company)) == 1


async def test_a_draft_whose_day_has_gone_by_says_so_and_can_be_mended(company: Company) -> None:
    li = trade(company)
    await to_card(li)
    await li.taps("发货")
    await li.taps("📅 改发货日")
    await li.says("明天")
    await li.taps("好了")
    await company.advance("3d")
    card = await li.says("/order")
    for said in ("核对订单", "恒达", "中性笔 20 支 × 10.00 = 200.00", "已经过了", "点「📅 改发货日」", "改好就能下单"):
        assert said in card
    assert "🚚" not in await li.sees(), "no day is promised"
    assert "✅ 确认下单" not in await li.buttons()
    await li.taps("📅 改发货日")
    await li.taps("按规矩")
    await li.taps("好了")
    await li.taps("✅ 确认下单")
    assert len(orders(company)) == 1


async def test_an_order_whose_day_has_gone_by_is_shown_whole_when_it_is_changed(company: Company) -> None:
    li = trade(company)
    await to_card(li)
    await li.taps("✅ 确认下单")
    await company.advance("3d")
    await li.says(orders(company)[0].number)
    card = await li.taps("改单")
    for said in ("改单 DD20261123-001", "恒达", "中性笔 20 支", "点「📅 改发货日」", "改好就能确认改单"):
        assert said in card
    assert "下单，写过" not in card
    await li.taps("📅 改发货日")
    await li.taps("按规矩")
    await li.taps("好了")
    assert "✅ 确认改单" in await li.buttons()


async def test_what_is_not_sold_any_more_is_named_among_the_lines(company: Company) -> None:
    li = trade(company, language="en")
    await li.says("/order")
    for label in ("恒达", "P1"):
        await li.taps(label)
    await li.says("20")
    await li.taps("List")

    def stop(session: Session) -> None:
        pen = session.exec(select(Product).where(Product.sku == "P1")).one()
        pen.active = False
        session.add(pen)

    company.write(stop)
    card = await li.taps("Done")
    for said in ("恒达", "中性笔 20", "Tap “Lines”"):
        assert said in card


async def test_before_the_first_product_there_is_a_way_back_to_the_customer(company: Company) -> None:
    li = trade(company)
    company.customer("广源", rep="李伟", short_name="广源")
    await li.says("/order")
    await li.taps("恒达")
    shown = await li.taps("‹ 返回")
    assert "还没有产品" in shown
    assert "还要别的" not in shown
    assert "合计" not in shown
    assert await li.buttons() == ["＋ 选产品", "换客户", "取消"]
    assert "哪个客户" in await li.taps("换客户")
    await li.taps("广源")
    await li.taps("P1")
    await li.says("5")
    shown = await li.taps("标价")
    assert "广源" in shown
    assert "还要别的" in shown
    assert "＋ 再加一个" in await li.buttons()
    assert "换客户" not in await li.buttons()


async def test_after_the_cut_off_it_ships_in_the_afternoon(company: Company) -> None:
    li = trade(company)
    await company.advance("3h")
    assert "过了 11:30，今天下午发" in await to_card(li)


async def test_names_with_markup_and_tricks_are_shown_as_they_are(company: Company) -> None:
    li = trade(company, short_name="<b>恒达</b> & \u202eCo 😀")
    await li.says("/order")
    await li.taps("<b>恒达")
    await li.taps("P1")
    await li.says("20")
    await li.taps("标价")
    assert "<b>恒达</b> & Co 😀" in await li.taps("完成")
    await li.taps("✅ 确认下单")
    assert len(orders(company)) == 1


async def test_an_assistant_who_changes_the_promised_day_says_why(company: Company) -> None:
    trade(company)
    chen = company.chatters["小陈"]
    await to_card(chen)
    await chen.taps("发货")
    await chen.taps("📅 改发货日")
    asked = await chen.taps("后天")
    assert "为什么" in asked
    assert "今天上午" in asked
    await chen.taps("客户要求")
    card = await chen.taps("好了，回到订单")
    assert "（客户要求）" in card
    done = await chen.taps("✅ 确认下单")
    assert "改日原因：客户要求" in done
    assert orders(company)[0].day_reason == "客户要求"
    await chen.taps("看订单")
    await chen.taps("改单")
    await chen.taps("发货")
    await chen.taps("📅 改发货日")
    await chen.says("12月1日")
    await chen.taps("返回")
    await chen.taps("返回")
    await chen.taps("好了，回到订单")
    assert "✅ 确认改单" not in await chen.buttons()
    await chen.taps("📅 写改日原因")
    await chen.says("仓库盘点")
    await chen.taps("好了，回到订单")
    assert "改日原因：仓库盘点" in await chen.taps("✅ 确认改单")

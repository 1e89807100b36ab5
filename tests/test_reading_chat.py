"""A message is pasted, and what it says is on the card: one message and one tap; what is left open is asked."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import Workbook
from sqlmodel import Session, col, select

from models.journal import JournalEntry
from models.orders import Order, OrderLine
from models.people import Role
from models.products import Product
from tests.company import Chatter, Company

PASTE = "恒达 12A 20支 88A 30支 明天发顺丰到付"


def trade(company: Company, language: str = "zh") -> Chatter:
    """A rep with an assistant and customers that can be mixed up, and a few products of a toner trade."""
    company.person("张总", Role.BOSS)
    company.person("王经理", Role.MANAGER)
    li = company.person("李伟", Role.REP, language=language, manager="王经理")
    company.person("孙丽", Role.REP, manager="王经理")
    company.person("小陈", Role.ASSISTANT, serves=("李伟",))
    company.customer("广州恒达电子有限公司", rep="李伟", short_name="恒达")
    company.customer("广州一诺办公用品有限公司", rep="李伟", short_name="一诺办公")
    company.customer("深圳市一诺科技有限公司", rep="李伟", short_name="一诺科技")
    company.customer("佛山宏图印刷有限公司", rep="孙丽", short_name="宏图")
    company.product("HP-12A", "HP 12A 硒鼓", list_price=4500, floor=4000, aliases="12A|Q2612A")
    company.product("HP-88A", "HP 88A 硒鼓", list_price=4800, floor=4000, aliases="88A")
    company.product("TN-88A-80", "88A 碳粉 80克", unit="瓶", list_price=850, floor=700)
    company.product("PP-70", "A4复印纸 70克", unit="包", list_price=1800, floor=1500)
    company.product("PP-80", "A4复印纸 80克", unit="包", list_price=2200, floor=1900)
    company.courier("顺丰")
    return li


def orders(company: Company) -> list[Order]:
    """Every order in the books, oldest first."""

    def find(session: Session) -> list[Order]:
        return list(session.exec(select(Order).order_by(col(Order.id))))

    return company.books(find)


def lines(company: Company, order: Order) -> list[tuple[str, str, int]]:
    """The lines of an order: sku, quantity, price in fen."""

    def find(session: Session) -> list[tuple[str, str, int]]:
        query: Any = (
            select(Product.sku, OrderLine.quantity, OrderLine.unit_price_fen)
            .join(OrderLine, col(OrderLine.product_id) == col(Product.id))
            .where(OrderLine.order_id == order.id)
            .order_by(col(OrderLine.position))
        )
        return [(sku, f"{quantity:f}", price) for sku, quantity, price in session.exec(query)]

    return company.books(find)


async def test_one_message_and_one_tap_are_an_order(company: Company) -> None:
    li = trade(company)
    card = await li.says(PASTE)
    assert "核对订单" in card
    assert "HP 12A 硒鼓 20 支 × 45.00 = 900.00" in card
    assert "快递 顺丰 · 运费到付" in card
    assert "约定 11月24日" in card
    done = await li.taps("✅ 确认下单")
    (order,) = orders(company)
    assert f"已下单 {order.number}" in done
    assert lines(company, order) == [("HP-12A", "20", 4500), ("HP-88A", "30", 4800)]
    assert (order.courier, order.freight, order.said) == ("顺丰", "collect", PASTE)


async def test_in_english_too(company: Company) -> None:
    li = trade(company, language="en")
    card = await li.says("pls send 20 pcs HP 12A to 恒达, ship tomorrow by SF, freight collect")
    assert "HP 12A 硒鼓 20 支" in card
    assert "Order DD20261123-001 is placed" in await li.taps("✅ Place the order")


async def test_the_menu_or_a_card_on_the_screen_does_not_swallow_a_message(company: Company) -> None:
    li = trade(company)
    await li.says("/start")
    assert "核对订单" in await li.says(PASTE)
    await li.taps("✅ 确认下单")
    await li.taps("看订单")
    assert "核对订单" in await li.says("一诺办公 88A 5支")


async def test_a_double_tap_is_one_order(company: Company) -> None:
    li = trade(company)
    await li.says(PASTE)
    confirm = await li._button("✅ 确认下单", None)
    await li.forges(*confirm)
    await li.forges(*confirm)
    assert len(orders(company)) == 1


async def test_a_restart_between_paste_and_tap_loses_nothing(company: Company) -> None:
    li = trade(company)
    await li.says(PASTE)
    await company.restart()
    assert "DD20261123-001" in await li.taps("✅ 确认下单")
    assert orders(company)[0].said == PASTE


async def test_a_restart_between_question_and_answer_loses_nothing(company: Company) -> None:
    li = trade(company)
    await li.says("一诺 12A 20支")
    await company.restart()
    assert "一诺科技" in await li.taps("一诺科技")
    await li.taps("✅ 确认下单")
    assert len(orders(company)) == 1


async def test_which_of_two_customers_is_asked_with_their_names(company: Company) -> None:
    li = trade(company)
    asked = await li.says("一诺 12A 20支")
    assert "一诺 是哪一家" in asked
    offered = [label.split(" ·")[0] for label in await li.buttons()]
    assert offered[:2] == ["一诺办公", "一诺科技"]
    assert "恒达" not in offered
    card = await li.taps("一诺科技")
    assert "一诺科技" in card
    assert "20 支" in card


async def test_what_is_asked_may_be_typed(company: Company) -> None:
    li = trade(company)
    await li.says("一诺 12A 20支")
    assert "核对订单" in await li.says("一诺办公")


async def test_a_name_that_nothing_bears_is_no_attempt_at_what_is_others(company: Company) -> None:
    li = trade(company)
    await li.says("一诺 12A 20支")
    assert "没有找到叫这个的" in await li.says("天边印务")
    assert (
        company.books(lambda session: session.exec(select(JournalEntry).where(JournalEntry.action == "refused")).all())
        == []
    )
    assert "一诺办公" in await li.says("一诺办公")


async def test_which_of_two_products_is_asked_and_then_how_much(company: Company) -> None:
    li = trade(company)
    asked = await li.says("恒达 A4纸几包")
    assert "A4" in asked
    assert any("70克" in label for label in await li.buttons())
    assert any("80克" in label for label in await li.buttons())
    asked = await li.taps("A4复印纸 80克")
    assert "要多少包" in asked
    card = await li.says("30")
    assert "A4复印纸 80克 30 包" in card


async def test_an_unknown_name_is_never_taken_for_another_customer(company: Company) -> None:
    li = trade(company)
    asked = await li.says("金湾纸业 12A 20支")
    assert "给哪个客户" in asked
    assert orders(company) == []


async def test_a_colleagues_customer_is_not_known_and_nothing_of_it_is_shown(company: Company) -> None:
    li = trade(company)
    asked = await li.says("宏图 12A 20支 送货")
    assert "给哪个客户" in asked
    assert not any("宏图" in label for label in await li.buttons())
    assert "YW00-0004" not in await li.sees_all()
    assert "没有" in await li.says("宏图")
    assert "佛山宏图" not in await li.sees_all()


async def test_a_second_message_does_not_lose_the_first(company: Company) -> None:
    li = trade(company)
    await li.says(PASTE)
    await li.says("一诺办公 12A 5支")
    done = await li.taps("✅ 确认下单")
    assert "一诺办公" in done
    back = await li.taps("📝 还有 1 张没确认")
    assert "HP 12A 硒鼓 20 支" in back
    await li.taps("✅ 确认下单")
    assert [order.said for order in orders(company)] == ["一诺办公 12A 5支", PASTE]


async def test_another_order_while_a_question_is_open_is_no_answer(company: Company) -> None:
    li = trade(company)
    await li.says("一诺 12A 20支")
    card = await li.says("恒达 88A 7支")
    assert "88A 硒鼓 7 支" in card
    await li.taps("✅ 确认下单")
    assert "是哪一家" in await li.taps("📝 还有 1 张没确认")


@pytest.mark.parametrize(
    ("order", "asked", "answer"),
    [
        ("恒达 A4纸 70克几包", "要多少包", "30"),
        ("恒达 A4复印纸 70克 3箱", "按包", "30"),
        ("一诺 12A 20支", "是哪一家", "一诺科技"),
        ("恒达 A4复印纸 30包", "是哪个", "A4复印纸 70克"),
    ],
)
async def test_a_question_typed_while_something_is_asked_is_answered_and_the_question_stays(
    company: Company, order: str, asked: str, answer: str
) -> None:
    li = trade(company)
    assert asked in await li.says(order)
    for question, told in (("恒达 欠多少", "📊 恒达"), ("恒达 owes?", "📊 恒达"), ("今天怎么样", "📊")):
        said = await li.says(question)
        assert told in said
        assert "⚠️" not in said
    card = await li.says(answer)
    assert "30 包" in card or "20 支" in card


async def test_a_question_typed_while_a_line_is_written_is_answered_and_the_line_stays(company: Company) -> None:
    li = trade(company)
    for step in ("/order", "恒达", "HP 12A"):
        await li.says(step)
    assert "📊 恒达" in await li.says("恒达 欠多少")
    await li.says("20")
    assert "📊" in await li.says("今天怎么样")
    await li.says("45")
    assert "HP 12A 硒鼓 20 支" in await li.taps("完成")


@pytest.mark.parametrize(
    ("said", "unused"),
    [
        ("恒达 12A 20支 每支37.999", "每支37.999"),
        ("恒达 12A 20支 单价0 明天发", "单价0"),
        ("恒达 12A 20支 昨天发", "昨天"),
        ("恒达 12A 20支 九折 2月30号发", "九折 / 2月30号"),
    ],
)
async def test_what_was_said_and_cannot_be_is_not_passed_over(company: Company, said: str, unused: str) -> None:
    li = trade(company)
    card = await li.says(said)
    assert f"「{unused}」没有算进这张单" in card
    assert "45.00" in card


async def test_a_window_that_asks_for_a_name_does_not_swallow_an_order(company: Company) -> None:
    li = trade(company)
    await li.says("/find")
    assert "HP 12A 硒鼓 20 支" in await li.says("恒达 12A 20支")
    await li.taps("✅ 确认下单")
    await li.says("/order")
    assert "HP 12A 硒鼓 7 支" in await li.says("恒达 12A 7支")
    await li.taps("✅ 确认下单")
    assert len(orders(company)) == 2
    assert not [label for label in await li.buttons() if "没确认" in label], "what was begun and empty waits for nobody"


async def test_a_product_typed_beside_the_lines_begins_a_line_and_the_draft_stays(company: Company) -> None:
    li = trade(company)
    await li.says("恒达 12A 20支")
    await li.taps("明细")
    assert "要多少支" in await li.says("HP 88A")
    await li.says("3")
    assert "HP 88A 硒鼓 3 支" in await li.taps("标价")
    found = await li.says("A4复印纸")
    assert "A4复印纸 70克" in found
    await li.taps("A4复印纸 80克")
    await li.says("7")
    await li.taps("标价")
    assert "没有" in await li.says("无此货品")
    assert "A4复印纸 80克 7 包" in await li.taps("返回"), "nothing so called leads back to the order"
    assert "📊 恒达" in await li.says("恒达 欠多少")
    assert "加到 恒达" in await li.says("88A 碳粉 4瓶")
    card = await li.taps("加到这张单")
    assert "HP 12A 硒鼓 20 支" in card
    assert "88A 碳粉 80克 4 瓶" in card
    await li.taps("✅ 确认下单")
    (order,) = orders(company)
    assert [sku for sku, _quantity, _price in lines(company, order)] == ["HP-12A", "HP-88A", "PP-80", "TN-88A-80"]


async def test_goods_and_a_number_typed_where_goods_are_chosen_go_with_the_order(company: Company) -> None:
    li = trade(company)
    await li.says("/order")
    await li.taps("恒达")
    assert "加到 恒达" in await li.says("12A 20支 88A 3支")
    card = await li.taps("加到这张单")
    assert "HP 12A 硒鼓 20 支" in card
    assert "HP 88A 硒鼓 3 支" in card
    await li.taps("✅ 确认下单")
    (order,) = orders(company)
    assert lines(company, order) == [("HP-12A", "20", 4500), ("HP-88A", "3", 4800)]


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        ("12A不对，30支", "12A 硒鼓 30 支"),
        ("88A不要了", "12A 硒鼓 20 支"),
        ("不要顺丰，走申通", "申通"),
        ("改成后天发", "11月25日"),
    ],
)
async def test_a_word_after_it_changes_the_card(company: Company, word: str, shown: str) -> None:
    li = trade(company)
    await li.says(PASTE)
    card = await li.says(word)
    assert "已按您说的改了 1 处" in card
    assert shown in card
    await li.taps("✅ 确认下单")
    assert len(orders(company)) == 1


async def test_a_message_without_a_customer_may_go_with_the_order_on_the_card(company: Company) -> None:
    li = trade(company)
    await li.says("恒达 12A 20支")
    assert "加到 恒达" in await li.says("88A 10支")
    card = await li.taps("加到这张单")
    assert "12A 硒鼓 20 支" in card
    assert "88A 硒鼓 10 支" in card
    await li.taps("✅ 确认下单")
    (order,) = orders(company)
    assert order.said == "恒达 12A 20支\n88A 10支"


async def test_or_be_an_order_of_its_own(company: Company) -> None:
    li = trade(company)
    await li.says("恒达 12A 20支")
    await li.says("88A 10支")
    assert "给哪个客户" in await li.taps("另开一单")
    await li.taps("一诺办公")
    await li.taps("✅ 确认下单")
    await li.taps("📝 还有 1 张没确认")
    await li.taps("✅ 确认下单")
    assert len(orders(company)) == 2


async def test_the_same_as_last_time(company: Company) -> None:
    li = trade(company)
    await li.says(PASTE)
    await li.taps("✅ 确认下单")
    await company.advance("3d")
    card = await li.says("恒达 老规矩")
    assert "照 11月23日 周一 的订单 DD20261123-001 再来一份" in card
    assert "12A 硒鼓 20 支" in card
    await li.taps("✅ 确认下单")
    assert lines(company, orders(company)[1]) == lines(company, orders(company)[0])


async def test_the_same_as_last_time_without_a_name_asks_for_whom(company: Company) -> None:
    li = trade(company)
    await li.says(PASTE)
    await li.taps("✅ 确认下单")
    assert "给哪个客户" in await li.says("照旧")
    assert "再来一份" in await li.taps("恒达")


async def test_who_never_ordered_has_no_last_order(company: Company) -> None:
    li = trade(company)
    asked = await li.says("恒达 照上次来一单")
    assert "以前没有订过" in asked
    assert "哪个产品" in asked


async def test_the_card_shows_where_each_part_was_read(company: Company) -> None:
    li = trade(company)
    await li.says(PASTE)
    shown = await li.taps("📄 原文")
    assert PASTE in shown
    assert "客户：「恒达」" in shown
    assert "1. 「12A … 20支」" in shown
    assert "快递：「顺丰」" in shown


async def test_the_order_keeps_the_message_and_when_it_must_be_there(company: Company) -> None:
    li = trade(company)
    card = await li.says("恒达 12A 20支 今天发 28号前到")
    assert "最晚 11月28日" in card
    await li.taps("✅ 确认下单")
    shown = await li.taps("看订单")
    assert "最晚 11月28日" in shown
    assert "恒达 12A 20支 今天发 28号前到" in await li.taps("全部经过")


async def test_goods_that_leave_too_late_are_said(company: Company) -> None:
    li = trade(company)
    assert "客户要 11月26日 周四 前到" in await li.says("恒达 12A 20支 30号发 26号要到")


async def test_a_sample_becomes_a_request(company: Company) -> None:
    li = trade(company)
    asked = await li.says("寄2支12A样品给恒达")
    assert "样品做什么用" in asked
    await li.taps("客户试用")
    shown = await li.sees()
    if "样品费" in shown and "提交" not in " ".join(await li.buttons()):
        await li.taps("收 90.00 元")
    assert "12A 硒鼓 2 支" in await li.sees()
    assert "样品申请" in await li.taps("✅ 提交申请")


async def test_a_question_about_a_product_is_answered_from_the_books(company: Company) -> None:
    li = trade(company)
    assert "可用 1000 支" in await li.says("12A还有多少")
    assert "标价 45.00 元/支" in await li.says("12A什么价")
    await li.says(PASTE)
    await li.taps("✅ 确认下单")
    assert "可用 980 支" in await li.says("12A还有货吗？")
    answer = await li.says("恒达上次拿的什么价")
    assert "DD20261123-001" in answer
    assert "× 45.00" in answer
    assert "上次 45.00 元" in await li.says("恒达12A什么价")
    assert "DD20261123-001" in await li.says("恒达的货到哪了")
    assert "DD20261123-001" in await li.says("DD20261123-001到哪了")
    assert len(orders(company)) == 1


async def test_a_question_about_a_colleagues_customer_says_nothing(company: Company) -> None:
    li = trade(company)
    sun = company.chatters["孙丽"]
    await sun.says("宏图 12A 20支 7块发货")
    for question in ("宏图上次拿的什么价", "宏图的货到哪了", "宏图 欠多少"):
        await li.says(question)
    assert "佛山" not in await li.sees_all()


async def test_a_payment_opens_the_form_for_those_who_record_it(company: Company) -> None:
    li = trade(company)
    chen = company.chatters["小陈"]
    card = await chen.says("恒达昨天转了5000")
    assert "5,000.00" in card
    assert "恒达" in card
    assert "11月22日" in card
    told = await li.says("恒达昨天转了5000")
    assert "小陈" in told
    assert orders(company) == []


@pytest.mark.parametrize(
    ("said", "means", "on"),
    [
        ("恒达微信付了5950", "微信", "11月23日"),
        ("收到恒达货款5950元，现金", "现金", "11月23日"),
        ("恒达付了五千九百五，支付宝", "支付宝", "11月23日"),
        ("恒达昨天付了5950元现金", "现金", "11月22日"),
        ("恒达开了张支票，付了5950元", "支票", "11月23日"),
        ("恒达银行转账5950元", "银行转账", "11月23日"),
        ("恒达的钱到了，5950，微信", "微信", "11月23日"),
        ("恒达微信付了5950，老板刚打电话说的，你记一下", "微信", "11月23日"),
        ("恒达 转来5950元 微信", "微信", "11月23日"),
        ("Hengda paid 5950 by WeChat", "微信", "11月23日"),
        ("收到Hengda货款5950元，微信", "微信", "11月23日"),
    ],
)
async def test_how_money_came_is_taken_from_what_was_said(company: Company, said: str, means: str, on: str) -> None:
    trade(company)
    card = await company.chatters["小陈"].says(said)
    assert "恒达" in card
    assert "5,950.00" in card
    [came] = [line for line in card.splitlines() if line.startswith("到账：")]
    assert came.startswith(f"到账：{on}")
    assert came.endswith(f" · {means}")


async def test_how_money_came_is_an_assumption_where_nobody_said_it(company: Company) -> None:
    trade(company)
    chen = company.chatters["小陈"]
    assert "银行转账（没说怎么付，先按这个）" in await chen.says("恒达昨天转了5000")
    await chen.taps("改方式")
    assert "没说怎么付" not in await chen.taps("银行转账")


async def test_who_paid_is_asked_with_the_money_that_was_told_of(company: Company) -> None:
    trade(company)
    chen = company.chatters["小陈"]
    asked = await chen.says("一诺昨天微信付了2000元")
    assert "2,000.00 元" in asked
    assert "收款" in asked
    assert any("一诺科技" in label for label in await chen.buttons())
    assert "收款 300.00 元" in await company.chatters["张总"].says("收到300元现金")


@pytest.mark.parametrize(
    "said", ["你好", "谢谢", "这批货质量太差了，客户很不满意", "恒达说12A有两支是坏的，要退", "今天下班早点", "12A"]
)
async def test_what_is_no_order_never_becomes_one(company: Company, said: str) -> None:
    li = trade(company)
    answer = await li.says(said)
    assert "核对订单" not in answer
    assert "✅ 确认下单" not in await li.buttons()


async def test_a_question_window_waiting_for_text_gets_the_text(company: Company) -> None:
    li = trade(company)
    await li.says(PASTE)
    await li.taps("备注")
    card = await li.says("恒达 12A 20支")
    assert "备注：恒达 12A 20支" in card


async def test_who_takes_no_orders_gets_no_card(company: Company) -> None:
    trade(company)
    store = company.person("老何", Role.WAREHOUSE)
    await store.says(PASTE)
    assert "核对订单" not in await store.sees_all()


async def test_a_corrected_word_is_known_after_the_assistant_agreed(company: Company) -> None:
    li, chen = trade(company), company.chatters["小陈"]
    asked = await li.says("恒达 二号粉 30瓶")
    assert "二号粉" in asked
    await li.says("TN-88A-80")
    assert "88A 碳粉 80克 30 瓶" in await li.sees()
    assert "您改过的叫法已记下" in await li.taps("✅ 确认下单")
    assert "二号粉" in await li.says("恒达 二号粉 5瓶"), "nothing is learned before somebody agrees"
    assert "✅ 确认下单" not in await li.buttons()
    assert "新叫法 1" in " ".join([await chen.says("/todo"), *await chen.buttons()])
    await chen.says("/words")
    one = await chen.taps("「二号粉」")
    assert "李伟" in one
    assert "DD20261123-001" in one
    await chen.taps("✅ 同意")
    assert "88A 碳粉 80克 7 瓶" in await li.says("恒达 二号粉 7瓶")
    await chen.taps("看已认得的")
    await chen.taps("「二号粉」")
    await chen.taps("🗑 去掉")
    await li.says("恒达 二号粉 8瓶")
    assert "8 瓶" not in (await li.sees()).split("合计")[0] or "没对上" in await li.sees()


async def test_another_product_chosen_on_the_card_is_proposed(company: Company) -> None:
    li, chen = trade(company), company.chatters["小陈"]
    await li.says("恒达 12A 20支")
    await li.taps("明细")
    await li.taps("✏️ 1.")
    await li.taps("换产品")
    await li.says("HP-88A")
    await li.taps("完成")
    assert "88A 硒鼓 20 支 × 48.00" in await li.sees()
    await li.taps("✅ 确认下单")
    await chen.says("/words")
    assert "「12A」→ HP 88A 硒鼓" in await chen.buttons()
    await chen.taps("「12A」")
    assert "已经是别的名字" in await chen.taps("✅ 同意")
    await chen.taps("✖️ 不对")
    assert "没有新叫法" in await chen.sees()


def sheet(*rows: list[Any]) -> bytes:
    """A workbook of one sheet."""
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def test_a_spreadsheet_from_a_rep_is_an_order(company: Company) -> None:
    li = trade(company)
    content = sheet(["采购清单"], [], ["序号", "品名规格", "需要多少", "单位"], [1, "HP 12A 硒鼓", 20, "支"],
                    [2, "88A 碳粉 80克", 30, "瓶"], ["合计", "", 50, ""])  # fmt: skip
    card = await li.sends_file(content, "订单.xlsx", XLSX, "恒达 明天发顺丰到付")
    assert "HP 12A 硒鼓 20 支" in card
    assert "88A 碳粉 80克 30 瓶" in card
    assert "快递 顺丰 · 运费到付" in card
    await li.taps("✅ 确认下单")
    (order,) = orders(company)
    assert lines(company, order) == [("HP-12A", "20", 4500), ("TN-88A-80", "30", 850)]
    assert order.said.startswith("恒达 明天发顺丰到付\n采购清单\nHP 12A 硒鼓 20 支")


async def test_whatever_its_headings_are_and_without_a_caption(company: Company) -> None:
    li = trade(company)
    content = "Artikel;Menge\r\nHP-12A;20\r\n不知道什么;5\r\n".encode("gb18030")
    assert "给哪个客户" in await li.sends_file(content, "order.csv", "text/csv")
    asked = await li.taps("恒达")
    assert "不知道什么" in asked
    await li.taps("🗑 不要这一行")
    assert "HP 12A 硒鼓 20 支" in await li.sees()


async def test_a_boss_imports_as_before_and_may_send_an_order_too(company: Company) -> None:
    trade(company)
    boss = company.chatters["张总"]
    goods = b"sku,name,unit,list_price,floor_price,stock\nNEW-1,Drum 77,pcs,12.50,10.00,5\n"
    assert "NEW-1" not in await boss.sends_file(goods, "products.csv", "text/csv")
    assert "导入" in " ".join(await boss.buttons())
    card = await boss.sends_file("品名,数量\nHP-12A,20\n".encode(), "x.csv", "text/csv", "恒达")
    assert "HP 12A 硒鼓 20 支" in card
    await boss.sends_file(b"a,b\nx,y\n", "x.csv", "text/csv")
    assert "没有认识的表" in await boss.sees()


async def test_a_file_that_is_no_order_says_what_one_needs(company: Company) -> None:
    li = trade(company)
    store = company.person("老何", Role.WAREHOUSE)
    assert "要有产品和数量两列" in await li.sends_file("姓名,年龄\n张三,30\n".encode(), "x.csv", "text/csv")
    assert "要有产品和数量两列" in await li.sends_file("姓名,电话\n张三,13800000000\n".encode(), "x.csv", "text/csv")
    assert "太大" in await li.sends_file(b"PK" + b"0" * 6_000_000, "x.xlsx", XLSX)
    assert "不是" in await li.sends_file(b"PK no workbook", "x.xlsx", XLSX)
    assert "张总" in await store.sends_file("品名,数量\nHP-12A,20\n".encode(), "x.csv", "text/csv")
    many = "品名,数量\n" + "HP-12A,1\n" * 60
    assert "50" in await li.sends_file(many.encode(), "x.csv", "text/csv")

"""Goods leave: whole, in part, twice at once, not yet; in both languages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlmodel import Session, col, select

from models.letters import Letter
from models.orders import Order
from models.people import Actor, Role
from models.products import stock_on_hand
from models.receivables import Receivable, record_payment, settle_cod
from models.shipments import Shipment, pause_courier
from tests.company import Chatter, Company
from tests.goods import put_order, shipments_of


class Trade:
    """A rep, an assistant, a customer, two products, a courier."""

    def __init__(self, company: Company, language: str = "zh", **customer: Any) -> None:
        self.company = company
        self.manager = company.person("王经理", Role.MANAGER)
        self.rep = company.person("李伟", Role.REP, manager="王经理")
        self.chen = company.person("小陈", Role.ASSISTANT, language=language, serves=("李伟",))
        self.customer = company.customer("恒达文具", rep="李伟", short_name="恒达", **customer)
        self.pen = company.product("P1", "中性笔", list_price=1000, stock=500)
        self.book = company.product("P2", "笔记本", unit="本", list_price=2000, stock=30)
        self.courier = company.courier("顺丰")

    def order(self, *lines: tuple[int, str], **facts: Any) -> int:
        """An order that may ship."""
        rep = self.rep.actor.id
        given = list(lines) or [(self.pen, "20"), (self.book, "10")]
        return self.company.write(
            lambda s: put_order(
                s, customer_id=self.customer, by=rep, now=self.company.clock.now(), lines=given, **facts
            )
        )

    def order_state(self, order_id: int) -> str:
        """Where the order stands."""
        return self.company.books(lambda s: s.get_one(Order, order_id).state)

    def shipments(self) -> list[Shipment]:
        """Everything that left."""
        return self.company.books(shipments_of)

    async def at(self, who: Chatter | None = None) -> str:
        """The assistant looks at the only order in the list."""
        chen = who or self.chen
        await chen.says("/start")
        await chen.taps("📦 发货" if chen.name != "Amy" else "📦 Ship")
        return await chen.taps("📦 恒达")


async def test_a_plain_order_leaves_with_two_taps_and_its_number(company: Company) -> None:
    trade = Trade(company)
    order_id = trade.order()
    seen = await trade.at()
    assert "中性笔 20 支（库存 500）" in seen
    assert "把快递单号打过来" in await trade.chen.taps("全部发出（400.00 元）")
    card = await trade.chen.says("sf 1234 5678 90")
    assert "货款 400.00 元" in card
    assert "顺丰 SF1234567890" in card
    done = await trade.chen.taps("✅ 确认发货")
    assert "CK20261123-001 已发出：恒达 · 顺丰 SF1234567890" in done
    assert "应收 400.00 元，12月" in done
    assert trade.order_state(order_id) == "shipped"
    assert company.books(lambda s: stock_on_hand(s, trade.pen)) == 480
    claim = company.books(lambda s: s.exec(select(Receivable)).one())
    assert (claim.amount_fen, claim.courier_id) == (40000, None)


async def test_the_rep_is_told_what_left_and_reads_a_number_entered_later(company: Company) -> None:
    trade = Trade(company)
    trade.order()
    await trade.at()
    await trade.chen.taps("全部发出")
    await trade.chen.taps("单号稍后再填")
    done = await trade.chen.taps("✅ 确认发货")
    assert "单号还没填" in done
    told = await trade.rep.sees_all()
    assert "恒达 的货已发出" in told
    assert "单号稍后填" in told
    await trade.chen.taps("填单号")
    await trade.chen.says("YT99887766")
    assert "YT99887766" in await trade.rep.sees_all()
    assert "YT99887766" in await trade.rep.taps("看发货单")


async def test_an_english_assistant_sends_goods_in_english(company: Company) -> None:
    trade = Trade(company)
    amy = company.person("Amy", Role.ASSISTANT, language="en", serves=("李伟",))
    trade.order()
    assert "中性笔 20 支 (stock 500)" in await trade.at(amy)
    assert "Type or paste the waybill number" in await amy.taps("Send everything")
    assert "Goods worth ¥400.00" in await amy.taps("Enter the number later")
    done = await amy.taps("✅ Confirm shipment")
    assert "has left: 恒达" in done
    assert "Receivable ¥400.00, due" in done


async def test_a_part_leaves_and_the_rest_follows(company: Company) -> None:
    trade = Trade(company)
    order_id = trade.order()
    await trade.at()
    assert "这次发多少" in await trade.chen.taps("只发一部分")
    await trade.chen.taps("中性笔：20 / 20 支")
    await trade.chen.says("５")
    await trade.chen.taps("笔记本")
    assert "笔记本：0 / 10 本" in " ".join(await trade.chen.buttons()) or await trade.chen.taps("这次不发")
    await trade.chen.taps("就发这些")
    card = await trade.chen.taps("单号稍后再填")
    assert "货款 50.00 元" in card
    assert "这次只发一部分" in card
    assert "这单还有货没发完" in await trade.chen.taps("✅ 确认发货")
    assert trade.order_state(order_id) == "part"
    await trade.at()
    await trade.chen.taps("全部发出（350.00 元）")
    await trade.chen.taps("单号稍后再填")
    await trade.chen.taps("✅ 确认发货")
    assert trade.order_state(order_id) == "shipped"
    assert [one.amount_fen for one in trade.shipments()] == [5000, 35000]


async def test_more_than_open_and_no_number_are_refused_and_nothing_is_lost(company: Company) -> None:
    trade = Trade(company)
    trade.order((trade.pen, "20"))
    await trade.at()
    await trade.chen.taps("只发一部分")
    assert "中性笔 只剩 20 没发" in await trade.chen.says("21")
    assert "不是数字" in await trade.chen.says("很多")
    assert "大于 0" in await trade.chen.says("-3")
    assert "货款" not in await trade.chen.sees()
    await trade.chen.says("二十")
    assert "货款 200.00 元" in await trade.chen.taps("单号稍后再填")


async def test_two_assistants_at_once_send_the_order_once(company: Company) -> None:
    trade = Trade(company)
    wu = company.person("小吴", Role.ASSISTANT, serves=("李伟",))
    order_id = trade.order()
    for one in (trade.chen, wu):
        await trade.at(one)
        await one.taps("全部发出")
        await one.taps("单号稍后再填")
    await trade.chen.taps("✅ 确认发货")
    late = await wu.taps("✅ 确认发货")
    assert "已全部发出，不用再发" in late
    assert len(trade.shipments()) == 1
    assert trade.order_state(order_id) == "shipped"


async def test_another_part_sent_meanwhile_shows_the_order_as_it_is_now(company: Company) -> None:
    trade = Trade(company)
    wu = company.person("小吴", Role.ASSISTANT, serves=("李伟",))
    trade.order((trade.pen, "20"))
    await trade.at(wu)
    await wu.taps("全部发出")
    await wu.taps("单号稍后再填")
    await trade.at()
    await trade.chen.taps("只发一部分")
    await trade.chen.says("5")
    await trade.chen.taps("单号稍后再填")
    await trade.chen.taps("✅ 确认发货")
    seen = await wu.taps("✅ 确认发货")
    assert "中性笔 15 支" in seen
    assert len(trade.shipments()) == 1


async def test_a_second_tap_on_confirm_posts_nothing_more(company: Company) -> None:
    trade = Trade(company)
    trade.order()
    await trade.at()
    await trade.chen.taps("全部发出")
    await trade.chen.taps("单号稍后再填")
    message, data = await trade.chen._button("✅ 确认发货", None)
    await trade.chen.forges(message, data)
    await trade.chen.forges(message, data)
    assert len(trade.shipments()) == 1


async def test_a_button_pressed_after_the_order_left_says_so(company: Company) -> None:
    trade = Trade(company)
    trade.order()
    await trade.at()
    message, data = await trade.chen._button("全部发出", None)
    wu = company.person("小吴", Role.ASSISTANT, serves=("李伟",))
    await trade.at(wu)
    await wu.taps("全部发出")
    await wu.taps("单号稍后再填")
    await wu.taps("✅ 确认发货")
    assert "已全部发出，不用再发" in await trade.chen.forges(message, data)
    assert len(trade.shipments()) == 1


async def test_an_order_that_waits_for_approval_does_not_leave(company: Company) -> None:
    trade = Trade(company)
    order_id = trade.order()
    await trade.at()
    company.write(lambda s: _state(s, order_id, "waiting"))
    assert "批" in await trade.chen.taps("全部发出")
    assert not any(label.startswith("全部发出") for label in await trade.chen.buttons())
    assert trade.shipments() == []


def _state(session: Session, order_id: int, state: str) -> None:
    order = session.get_one(Order, order_id)
    order.state = state
    session.add(order)


async def test_goods_that_are_paid_first_leave_once_the_money_is_there(company: Company) -> None:
    trade = Trade(company, terms="prepay")
    order_id = trade.order(settlement="prepay")
    seen = await trade.at()
    assert "400.00" in seen
    assert "全部发出" not in " ".join(await trade.chen.buttons())
    assert any("登记收款（差 400.00 元）" in label for label in await trade.chen.buttons())
    chen = trade.chen.actor
    company.write(lambda s: _pay(s, chen, trade.customer, 40000, company))
    await trade.at()
    await trade.chen.taps("全部发出")
    await trade.chen.taps("单号稍后再填")
    assert "已付清" in await trade.chen.taps("✅ 确认发货")
    assert trade.order_state(order_id) == "shipped"


def _pay(session: Session, by: Actor, customer_id: int, fen: int, company: Company) -> None:
    now = company.clock.now()
    record_payment(
        session, by=by, now=now, customer_id=customer_id, amount_fen=fen, received_on=now.date(), means="transfer",
        against=None, note="预付",
    )  # fmt: skip


async def test_the_missing_prepayment_is_recorded_from_the_order(company: Company) -> None:
    trade = Trade(company, terms="prepay")
    trade.order(settlement="prepay")
    await trade.at()
    assert "400.00" in await trade.chen.taps("登记收款")


async def test_what_is_not_in_stock_stays_and_the_rest_may_leave(company: Company) -> None:
    trade = Trade(company)
    order_id = trade.order((trade.pen, "20"), (trade.book, "50"))
    seen = await trade.at()
    assert "笔记本 50 本 ⚠️ 库存 30，差 20" in seen
    assert not any(label.startswith("全部发出") for label in await trade.chen.buttons())
    await trade.chen.taps("先发有货的")
    card = await trade.chen.taps("单号稍后再填")
    assert "笔记本 × 30 本" in card
    await trade.chen.taps("✅ 确认发货")
    assert trade.order_state(order_id) == "part"


async def test_money_on_delivery_is_proposed_changed_and_never_more_than_the_goods(company: Company) -> None:
    trade = Trade(company)
    trade.order(settlement="cod", receipt_back=True)
    await trade.at()
    await trade.chen.taps("全部发出")
    card = await trade.chen.says("SF0000001")
    assert "代收 400.00 元 · 要签回单" in card
    await trade.chen.taps("代收金额")
    assert "不能超过" in await trade.chen.says("401")
    assert "还有 100.00 元没安排代收" in await trade.chen.says("300")
    assert "✅ 确认发货" not in await trade.chen.buttons()
    await trade.chen.taps("✍️ 写明原因")
    await trade.chen.says("余款客户自己转")
    done = await trade.chen.taps("✅ 确认发货")
    assert "快递代收 300.00 元" in done
    assert "应收 100.00 元" in done
    claims = company.books(lambda s: s.exec(select(Receivable).order_by(col(Receivable.number))).all())
    assert [(one.amount_fen, one.courier_id) for one in claims] == [(10000, None), (30000, trade.courier)]
    fin, now, on = company.person("钱会计", Role.FINANCE).actor, company.clock.now(), claims[0].arose_on
    paid: dict[str, Any] = {"receivable_ids": [claims[1].id], "received_on": on, "note": "扣了手续费"}
    company.write(lambda s: settle_cod(s, by=trade.chen.actor, now=now, amount_fen=28000, **paid))
    assert "快递代收 300.00 元，已交回 280.00 元，还差 20.00 元" in await trade.chen.taps("看发货单")
    company.write(lambda s: settle_cod(s, by=fin, now=now, amount_fen=1900, fee=True, **paid))
    await trade.chen.taps("经过")
    assert "快递代收 300.00 元，交回 299.00 元，扣手续费 1.00 元" in await trade.chen.taps("返回")


async def test_of_an_order_sent_in_part_the_list_shows_the_rest_and_cancelling_it_finishes_the_order(
    company: Company,
) -> None:
    trade = Trade(company)
    order_id = trade.order((trade.pen, "20"))
    await trade.at()
    await trade.chen.taps("只发一部分")
    await trade.chen.says("5")
    await trade.chen.taps("单号稍后再填")
    await trade.chen.taps("✅ 确认发货")
    await trade.chen.taps("其他待发")
    assert "150.00" in " ".join(await trade.chen.buttons())
    await trade.rep.says("/orders")
    assert "恒达 · 150.00 · 发了一部分" in " ".join(await trade.rep.buttons())
    await trade.rep.taps("恒达 · 150.00")
    await trade.rep.taps("申请取消")
    await trade.rep.taps("客户不要了")
    assert "150.00 元" in await trade.chen.sees()
    await company.clock_to("2026-11-23T17:31:00+08:00")
    due = await trade.chen.sees()
    assert "1 单，共 150.00 元" in due
    assert "已发 50.00 元，金额是没发的" in due
    await trade.chen.taps("看订单")
    await trade.chen.taps("取消订单")
    card = await trade.chen.says("客户够用了")
    assert "✅ 已发完，余下的取消了：客户够用了" in card
    assert "· 取消 15 支" in card
    assert "已发合计 50.00 元" in card
    assert trade.order_state(order_id) == "shipped"
    assert "没发的部分已取消：客户够用了" in await trade.rep.sees_all()
    await trade.manager.says("/status")
    assert "今日接单 1 单，50.00 元" in await trade.manager.sees()


async def test_cash_that_did_not_come_is_due_the_same_day_and_the_boss_reads_why_it_left(company: Company) -> None:
    boss = company.person("张总", Role.BOSS)
    trade = Trade(company)
    trade.order((trade.pen, "1"), settlement="cash")
    await trade.at()
    await trade.chen.taps("全部发出")
    card = await trade.chen.taps("单号稍后再填")
    assert "订单是现结，还有 10.00 元没收到：这是没批过的赊账，发货当天就到期" in card
    assert "✅ 确认发货" not in await trade.chen.buttons()
    await trade.chen.taps("✍️ 写明原因")
    await trade.chen.says("老客户，送到就付")
    done = await trade.chen.taps("✅ 确认发货")
    assert "应收 10.00 元，11月23日 周一 到期" in done
    for reader in (boss, trade.manager):
        told = await reader.sees_all()
        assert "该当时收的 10.00 元没收" in told
        assert "照样发了：老客户，送到就付" in told


async def test_a_customer_overdue_since_needs_a_reason_that_the_manager_reads(company: Company) -> None:
    trade = Trade(company)
    trade.order((trade.pen, "1"), settlement="monthly")
    await trade.at()
    await trade.chen.taps("全部发出")
    await trade.chen.taps("单号稍后再填")
    await trade.chen.taps("✅ 确认发货")
    company.clock.move_to(company.clock.now() + timedelta(days=70))  # nobody needs the letters of these days
    now = company.clock.now()
    trade.order((trade.pen, "2"), ship_on=company.app.db.rules.today(now))
    await trade.at()
    await trade.chen.taps("全部发出")
    card = await trade.chen.taps("单号稍后再填")
    assert "逾期 10.00 元" in card
    assert "✅ 确认发货" not in await trade.chen.buttons()
    await trade.chen.taps("✍️ 写明原因")
    assert "原因：老客户，明天付" in await trade.chen.says("老客户，明天付")
    await trade.chen.taps("✅ 确认发货")
    assert "老客户，明天付" in await trade.manager.sees_all()


async def test_a_paused_courier_is_shown_as_such_and_another_is_taken(company: Company) -> None:
    trade = Trade(company)
    company.courier("德邦", brings_receipts=False)
    boss = trade.manager.actor
    company.write(
        lambda s: pause_courier(s, by=boss, now=company.clock.now(), courier_id=trade.courier, reason="回单拖延")
    )
    trade.order()
    await trade.at()
    assert "订单上写的是 顺丰" in await trade.chen.taps("全部发出")
    assert "已暂停发货：回单拖延" in await trade.chen.taps("⏸ 顺丰")
    await trade.chen.taps("德邦")
    await trade.chen.taps("单号稍后再填")
    assert "⚠️ 德邦 不带签回单" in await trade.chen.taps("签回单：不要")
    await trade.chen.taps("✅ 确认发货")
    assert len(trade.shipments()) == 1


async def test_a_waybill_number_is_used_once_and_the_other_shipment_is_named(company: Company) -> None:
    trade = Trade(company)
    for _ in range(2):
        trade.order((trade.pen, "1"))
    await trade.at()
    await trade.chen.taps("全部发出")
    await trade.chen.says("SF77777")
    await trade.chen.taps("✅ 确认发货")
    await trade.at()
    await trade.chen.taps("全部发出")
    assert "已经用在 CK20261123-001 上" in await trade.chen.says("ｓｆ７７７７７")
    assert "不像快递单号" in await trade.chen.says("???")
    assert "SF77778" in await trade.chen.says("SF77778")


async def test_every_choice_can_be_changed_from_the_card(company: Company) -> None:
    trade = Trade(company)
    company.courier("德邦")
    trade.order()
    await trade.at()
    await trade.chen.taps("全部发出")
    await trade.chen.says("SF123456")
    await trade.chen.taps("改单号")
    assert "SF123456" in await trade.chen.taps("‹ 返回")
    await trade.chen.taps("换快递")
    assert "德邦" in await trade.chen.taps("德邦")
    await trade.chen.taps("改日期")
    assert "发货日期只能是" in await trade.chen.says("11-01")
    assert "11月22日" in await trade.chen.says("昨天")
    await trade.chen.taps("改数量")
    await trade.chen.taps("中性笔")
    await trade.chen.says("7")
    assert "中性笔 × 7 支" in await trade.chen.taps("就发这些")
    await trade.chen.taps("改发货方式")
    assert "客户自提" in await trade.chen.taps("客户自提")
    await trade.chen.taps("✅ 确认发货")
    [one] = trade.shipments()
    assert (one.via, one.courier_id, one.waybill, one.shipped_on.isoformat()) == ("pickup", None, "", "2026-11-22")


async def test_a_new_courier_is_added_on_the_way(company: Company) -> None:
    trade = Trade(company)
    trade.order(courier="跨越")
    await trade.at()
    await trade.chen.taps("全部发出")
    await trade.chen.taps("＋ 添加一家")
    await trade.chen.says("跨越速运")
    await trade.chen.taps("✅ 保存")
    assert "跨越速运" in await trade.chen.taps("单号稍后再填")


async def test_an_assistant_of_other_reps_sees_nothing_of_it(company: Company) -> None:
    trade = Trade(company)
    trade.order()
    company.person("赵敏", Role.REP)
    other = company.person("小吴", Role.ASSISTANT, serves=("赵敏",))
    await other.says("/start")
    assert "没有等着发的货" in await other.taps("📦 发货")


async def test_the_rep_is_told_once(company: Company) -> None:
    trade = Trade(company)
    trade.order((trade.pen, "1"))
    await trade.at()
    await trade.chen.taps("全部发出")
    await trade.chen.taps("单号稍后再填")
    await trade.chen.taps("✅ 确认发货")
    rep = trade.rep.actor.id
    told = company.books(lambda s: s.exec(select(Letter).where(Letter.kind == "order-shipped")).all())
    assert [letter.recipient_id for letter in told] == [rep]

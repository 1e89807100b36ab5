"""Money that comes from customers: recorded by chat, set against what is owed, looked at by finance."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlmodel import Session, col, select

from jobs.letters import COMPOSERS
from models import orders, receivables, shipments
from models.customers import Customer
from models.letters import Letter
from models.people import Role
from models.products import stock_on_hand
from models.receivables import Payment, Receivable, ReceivablePosting
from tests.company import Chatter, Company
from tests.goods import put_order

TODAY = date(2026, 11, 23)


@pytest.fixture
def zhao(company: Company) -> Chatter:
    """The assistant of rep 李伟; 钱会计 is finance, 王经理 the manager, 周总 the boss."""
    company.person("王经理", Role.MANAGER)
    company.person("李伟", Role.REP, manager="王经理")
    company.person("孙燕", Role.REP)
    company.person("钱会计", Role.FINANCE)
    company.person("周总", Role.BOSS)
    return company.person("赵敏", Role.ASSISTANT, serves=("李伟",))


def owed(
    company: Company, customer_id: int, number: str, amount_fen: int, *, due: date = TODAY, **facts: object
) -> int:
    """An open claim; gives its id."""

    def add(session: Session) -> int:
        made = Receivable(
            number=number,
            customer_id=customer_id,
            amount_fen=amount_fen,
            arose_on=due - timedelta(days=30),
            due_on=due,
            created_at=company.clock.now(),
            **facts,
        )
        session.add(made)
        session.flush()
        return made.id

    return company.write(add)


def open_fen(company: Company, number: str) -> int:
    return company.books(lambda s: s.exec(select(Receivable).where(Receivable.number == number)).one().open_fen)


def payments(company: Company) -> list[Payment]:
    return company.books(lambda s: list(s.exec(select(Payment).order_by(col(Payment.id)))))


async def up_to_the_card(who: Chatter, customer: str, amount: str) -> str:
    """Say who paid, how much, today, by transfer; gives the card or the question before it."""
    await who.says("/payment")
    await who.says(customer)
    await who.says(amount)
    await who.taps("今天")
    return await who.taps("银行转账")


async def test_what_is_due_first_is_paid_in_six_touches(company: Company, zhao: Chatter) -> None:
    customer = company.customer("恒达电子", "李伟")
    owed(company, customer, "CK1", 123450, due=TODAY - timedelta(days=10))
    owed(company, customer, "CK2", 50000)
    assert "谁" in await zhao.says("/payment") or "客户" in await zhao.sees()
    shown = await zhao.says("恒达")
    assert "欠款 1,734.50 元" in shown
    assert "逾期 1,234.50 元（1 笔）" in shown
    await zhao.taps("最早到期 1,234.50")
    await zhao.taps("昨天")
    card = await zhao.taps("微信")
    assert "恒达电子" in card
    assert "11月22日" in card
    assert "CK1（11月13日 周五 到期）1,234.50 元，结清" in card
    assert "CK2" not in card
    done = await zhao.taps("确认登记")
    assert "SK20261123-001" in done
    assert "还欠 500.00 元" in done
    assert open_fen(company, "CK1") == 0
    assert open_fen(company, "CK2") == 50000


async def test_everything_owed_is_one_tap(company: Company, zhao: Chatter) -> None:
    customer = company.customer("恒达电子", "李伟")
    owed(company, customer, "CK1", 100)
    owed(company, customer, "CK2", 200)
    await zhao.says("/payment")
    await zhao.says("恒达")
    await zhao.taps("全部欠款 3.00")
    await zhao.taps("今天")
    await zhao.taps("现金")
    assert "欠款已结清" in await zhao.taps("确认登记")


async def test_a_part_payment_needs_a_note_leaves_the_rest_open_and_finance_is_told(
    company: Company, zhao: Chatter
) -> None:
    customer = company.customer("恒达电子", "李伟")
    owed(company, customer, "CK1", 100000)
    asked = await up_to_the_card(zhao, "恒达", "400")
    assert "恒达电子 到账 400.00 元，应收 1,000.00 元，少 600.00 元" in asked
    card = await zhao.taps("先付一部分")
    assert "CK1" in card
    assert "还欠 600.00 元" in card
    assert "备注：先付一部分，余款后付" in card
    assert "还欠 600.00 元" in await zhao.taps("确认登记")
    assert open_fen(company, "CK1") == 60000
    told = await company.chatters["钱会计"].sees_all()
    assert "收款有差额" in told
    assert "少 600.00 元" in told
    assert "赵敏 备注：先付一部分" in told


async def test_an_overpayment_is_visible_as_a_prepayment(company: Company, zhao: Chatter) -> None:
    customer = company.customer("恒达电子", "李伟")
    owed(company, customer, "CK1", 100000)
    assert "多 200.00 元" in await up_to_the_card(zhao, "恒达", "1200")
    card = await zhao.says("货款加定金")
    assert "预收款 200.00 元" in card
    assert "预收款 200.00 元" in await zhao.taps("确认登记")
    assert company.books(lambda s: receivables.prepaid_fen(s, customer)) == 20000


async def test_a_prepayment_without_any_debt_needs_no_note_and_is_used_by_the_next_shipment(
    company: Company, zhao: Chatter
) -> None:
    customer = company.customer("恒达电子", "李伟", terms="prepay")
    card = await up_to_the_card(zhao, "恒达", "1200")
    assert "没有可冲的欠款" in card
    assert "预收款 1,200.00 元" in card
    done = await zhao.taps("确认登记")
    assert "没有欠款。 预收款 1,200.00 元" in done
    assert "结清" not in done

    def ship(session: Session) -> None:
        receivables.arise(
            session,
            customer=session.get_one(Customer, customer),
            shipment_id=None,
            number="CK9",
            amount_fen=100000,
            cod_fen=0,
            courier_id=None,
            shipped_on=TODAY,
            by=zhao.actor,
            now=company.clock.now(),
        )

    company.write(ship)
    assert open_fen(company, "CK9") == 0
    assert company.books(lambda s: receivables.prepaid_fen(s, customer)) == 20000


async def test_the_payer_says_where_the_money_goes(company: Company, zhao: Chatter) -> None:
    customer = company.customer("恒达电子", "李伟")
    owed(company, customer, "CK1", 30000, due=TODAY - timedelta(days=9))
    owed(company, customer, "CK2", 50000)
    await up_to_the_card(zhao, "恒达", "500")
    await zhao.taps("先付一部分")
    await zhao.taps("指定付哪笔")
    assert "已选 1 笔，共 500.00 元" in await zhao.taps("▫️ 500.00 · CK2")
    card = await zhao.taps("选好了")
    assert "按客户指明的冲抵" in card
    assert "CK1" not in card
    await zhao.taps("确认登记")
    assert (open_fen(company, "CK1"), open_fen(company, "CK2")) == (30000, 0)


async def test_more_than_what_was_named_goes_to_what_else_is_owed_and_a_note_of_another_difference_is_asked_anew(
    company: Company, zhao: Chatter
) -> None:
    customer = company.customer("恒达电子", "李伟")
    owed(company, customer, "CK1", 17500, due=TODAY - timedelta(days=9))
    owed(company, customer, "CK2", 40945)
    await up_to_the_card(zhao, "恒达", "500")
    await zhao.taps("先付一部分")
    await zhao.taps("指定付哪笔")
    assert "已选 1 笔，共 409.45 元" in await zhao.taps("▫️ 409.45 · CK2")
    card = await zhao.taps("选好了")
    assert "按客户指明的冲抵，多的冲最早到期的" in card
    assert "CK1（11月14日 周六 到期）90.55 元，还欠 84.45 元" in card
    assert "预收款" not in card
    await zhao.taps("改金额")
    assert "多 15.55 元" in await zhao.says("600")
    card = await zhao.taps("多付的作预收款")
    assert "预收款 15.55 元" in card
    assert "先付一部分" not in card
    await zhao.taps("改金额")
    assert "备注" not in await zhao.says("584.45")
    await zhao.taps("确认登记")
    assert (open_fen(company, "CK1"), open_fen(company, "CK2")) == (0, 0)


async def test_a_choice_can_be_taken_back_to_the_earliest_due(company: Company, zhao: Chatter) -> None:
    customer = company.customer("恒达电子", "李伟")
    owed(company, customer, "CK1", 30000, due=TODAY - timedelta(days=9))
    owed(company, customer, "CK2", 30000)
    await up_to_the_card(zhao, "恒达", "300")
    await zhao.taps("指定付哪笔")
    await zhao.taps("▫️ 300.00 · CK2")
    assert "已选 0 笔" in await zhao.taps("✅ 300.00 · CK2")
    assert "CK1" in await zhao.taps("没指明")


async def test_a_double_tap_records_once(company: Company, zhao: Chatter) -> None:
    customer = company.customer("恒达电子", "李伟")
    owed(company, customer, "CK1", 100000)
    await up_to_the_card(zhao, "恒达", "1000")
    message, data = await zhao._button("确认登记", None)
    await zhao.forges(message, data)
    await zhao.forges(message, data)
    assert len(payments(company)) == 1
    assert open_fen(company, "CK1") == 0


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("1000000000000", "数字太大"),
        ("-5", "大于 0"),
        ("0", "大于 0"),
        ("1.234", "小数位太多"),
        ("很多", "不是数字"),
        ("<b>&", "不是数字"),
    ],
)
async def test_what_is_no_amount_is_refused_in_words(company: Company, zhao: Chatter, said: str, answer: str) -> None:
    owed(company, company.customer("恒达电子", "李伟"), "CK1", 100000)
    await zhao.says("/payment")
    await zhao.says("恒达")
    refused = await zhao.says(said)
    assert answer in refused
    assert "欠款 1,000.00 元" in refused
    assert payments(company) == []


@pytest.mark.parametrize(("said", "fen"), [("１２００", 120000), ("一千二", 120000), ("1,200.50元", 120050)])
async def test_amounts_are_read_as_people_write_them(company: Company, zhao: Chatter, said: str, fen: int) -> None:
    owed(company, company.customer("恒达电子", "李伟"), "CK1", fen)
    await up_to_the_card(zhao, "恒达", said)
    await zhao.taps("确认登记")
    assert [payment.amount_fen for payment in payments(company)] == [fen]


async def test_a_day_ahead_or_long_ago_is_refused_and_a_typed_or_tapped_one_taken(
    company: Company, zhao: Chatter
) -> None:
    owed(company, company.customer("恒达电子", "李伟"), "CK1", 100000)
    await zhao.says("/payment")
    await zhao.says("恒达")
    await zhao.says("1000")
    assert "还没到" in await zhao.says("明天")
    assert "还没到" in await zhao.says("11月24日"), "tomorrow's date is not last year's"
    assert "太久了" in await zhao.says("2024-01-05")
    assert "怎么付的" in await zhao.says("11月20日")
    await zhao.taps("支票")
    await zhao.taps("改日期")
    assert "11月3日" in await zhao.taps("3")
    await zhao.taps("确认登记")
    assert payments(company)[0].received_on == date(2026, 11, 3)


async def test_every_step_can_be_changed_from_the_card(company: Company, zhao: Chatter) -> None:
    owed(company, company.customer("恒达电子", "李伟"), "CK1", 100000)
    owed(company, company.customer("宏图五金", "李伟"), "CK2", 90000)
    await up_to_the_card(zhao, "恒达", "1000")
    await zhao.taps("改方式")
    assert "现金" in await zhao.taps("现金")
    await zhao.taps("改金额")
    await zhao.says("900")
    assert "少抹" not in await zhao.taps("扣了手续费")
    await zhao.taps("写备注")
    assert "备注：扣手续费 100" in await zhao.says("扣手续费 100")
    await zhao.taps("换客户")
    card = await zhao.says("宏图")
    assert "宏图五金" in card
    assert "CK2" in card
    await zhao.taps("确认登记")
    assert (payments(company)[0].means, payments(company)[0].amount_fen) == ("cash", 90000)


async def test_a_rep_cannot_record_money(company: Company, zhao: Chatter) -> None:
    li = company.chatters["李伟"]
    await li.says("/start")
    assert "💰 登记收款" not in await li.buttons()
    assert "没有权限" in await li.says("/payment")


async def test_an_assistant_cannot_reach_another_reps_customer(company: Company, zhao: Chatter) -> None:
    other = company.customer("南方贸易", "孙燕")
    claim = owed(company, other, "CK1", 100000)
    await zhao.says("/payment")
    assert "南方贸易" not in " ".join(await zhao.buttons())
    await zhao.says("南方")
    assert "CK1" not in await zhao.sees_all()
    message = (await zhao.messages())[-1]["message_id"]
    assert "没有找到" in await zhao.forges(message, f"open:receivable:{claim}")
    assert "没有找到" in await zhao.forges(message, "open:payment:1")


async def test_leaving_records_nothing(company: Company, zhao: Chatter) -> None:
    owed(company, company.customer("恒达电子", "李伟"), "CK1", 100000)
    await up_to_the_card(zhao, "恒达", "1000")
    await zhao.taps("取消")
    assert payments(company) == []
    await zhao.says("/payment")
    assert "要做什么" in await zhao.taps("返回")


async def test_a_claim_paid_meanwhile_is_refused_and_the_card_shows_what_is_left(
    company: Company, zhao: Chatter
) -> None:
    customer = company.customer("恒达电子", "李伟")
    claim = owed(company, customer, "CK1", 100000)
    await zhao.says("/start")
    message = (await zhao.messages())[-1]["message_id"]
    await zhao.forges(message, f"open:receivable:{claim}")
    await zhao.taps("收到钱了")
    assert "CK1" in await zhao.sees()
    by, now = zhao.actor, company.clock.now()
    company.write(
        lambda s: receivables.record_payment(
            s, by=by, now=now, customer_id=customer, amount_fen=100000, received_on=TODAY, means="cash"
        )
    )
    shown = await zhao.taps("确认登记")
    assert "已有变动" in shown
    assert "没有可冲的欠款" in shown
    assert len(payments(company)) == 1


async def test_money_for_one_claim_is_one_tap_on_its_card(company: Company, zhao: Chatter) -> None:
    customer = company.customer("恒达电子", "李伟")
    owed(company, customer, "CK0", 5000, due=TODAY - timedelta(days=40))
    owed(company, customer, "CK1", 100000, due=TODAY - timedelta(days=3))
    await zhao.says("/start")
    listed = await zhao.taps("应收款")
    assert "合计 1,050.00 元，逾期 1,050.00 元" in listed
    assert "1–30 天 1,000.00 · 31–60 天 50.00" in listed
    card = await zhao.taps("🔴 逾期3天 1,000.00 · 恒达")
    assert "逾期 3 天" in card
    assert "CK1" in await zhao.taps("收到钱了")
    await zhao.taps("改金额")
    assert (await zhao.buttons())[:3] == ["指定的 CK1 1,000.00", "全部欠款 1,050.00", "最早到期 50.00"]
    await zhao.taps("指定的 CK1")
    await zhao.taps("确认登记")
    assert (open_fen(company, "CK0"), open_fen(company, "CK1")) == (5000, 0)


async def test_a_promise_stands_on_the_card_and_a_dispute_is_lifted(company: Company, zhao: Chatter) -> None:
    owed(company, company.customer("恒达电子", "李伟"), "CK1", 100000, due=TODAY - timedelta(days=3))
    li = company.chatters["李伟"]
    await li.says("/start")
    await li.taps("应收款")
    await li.taps("🔴 逾期3天")
    await li.taps("答应付款")
    assert "已经过了" in await li.says("今天")
    assert "太远了" in await li.says("2027-12-01")
    assert "答应 11月27日 周五 付（李伟 11月23日 周一 记）" in await li.says("11月27日")
    await li.taps("答应付款")
    assert "答应 11月25日 周三 付：周三付，他说的（李伟" in await li.says("周三付，他说的")
    await li.taps("答应付款")
    assert "看不出“他说的”是哪一天" in await li.says("他说的")
    assert "答应 11月24日 周二 付" in await li.taps("明天")
    await li.taps("答应付款")
    assert "答应 11月25日 周三 付" in await li.taps("25")
    await li.taps("有争议")
    assert "有争议：数量不对" in await li.taps("数量不对")
    assert "有争议" not in await li.taps("争议已解决")
    await li.taps("有争议")
    assert "少发两箱" in await li.says("少发两箱")
    assert "退货" not in " ".join(await li.buttons())
    assert "收到钱了" not in " ".join(await li.buttons())


async def test_a_due_day_that_waits_for_the_invoice_is_entered_with_one_tap(company: Company, zhao: Chatter) -> None:
    customer = company.customer("恒达", rep="李伟")
    given = {"due": date(2026, 12, 1), "terms": "invoice+30d"}
    number = owed(company, customer, "CK9", 10000, **given)
    await zhao.says("/start")
    await zhao.taps("应收款")
    assert "暂 12" in (await zhao.buttons())[0]
    card = await zhao.taps("暂 12")
    assert "暂按发货日算（账期从开票日起，还没填）" in card
    asked = await zhao.taps("📄 填开票日")
    assert "开票后 30 天" in asked
    assert "12月23日" in asked
    await zhao.says("明年1月1日")
    assert "还没到" in await zhao.sees()
    done = await zhao.taps("今天")
    assert "（11月23日 周一 开票起算）" in done
    assert company.books(lambda s: s.get_one(Receivable, number).due_on) == date(2026, 12, 23)
    await zhao.taps("📄 改开票日")
    await zhao.taps("昨天")
    assert company.books(lambda s: s.get_one(Receivable, number).due_on) == date(2026, 12, 22)


async def test_goods_that_come_back_are_taken_off_and_a_write_off_is_the_bosss(company: Company, zhao: Chatter) -> None:
    owed(company, company.customer("恒达电子", "李伟"), "CK1", 100000)
    await zhao.says("/start")
    await zhao.taps("应收款")
    await zhao.taps("11月23日")
    assert "坏账" not in " ".join(await zhao.buttons())
    await zhao.taps("退货")
    await zhao.says("300")
    card = await zhao.says("两箱破损，王经理同意")
    assert "两箱破损" in card
    assert "金额：250.00 元" in await zhao.says("250")
    assert "金额：300.00 元" in await zhao.says("300元")
    assert "还欠 700.00 元" in await zhao.taps("确认入账")
    assert "退货 300.00 元：两箱破损" in await zhao.taps("返回")
    boss = company.chatters["周总"]
    await boss.says("/start")
    await boss.taps("应收款")
    await boss.taps("11月23日")
    await boss.taps("坏账")
    await boss.taps("全部 700.00")
    await boss.says("客户破产")
    await boss.taps("改原因")
    await boss.says("客户破产，我同意")
    await boss.taps("确认入账")
    assert "已结清" in await boss.taps("返回")
    assert open_fen(company, "CK1") == 0


async def test_goods_that_come_back_are_in_stock_again(company: Company, zhao: Chatter) -> None:
    customer, pen = company.customer("恒达电子", "李伟"), company.product("P1", "中性笔", list_price=1000, stock=50)
    li, now = company.chatters["李伟"].actor, company.clock.now()
    order = company.write(
        lambda s: put_order(s, customer_id=customer, by=li.id, now=now, lines=[(pen, "20")], ship_via="pickup")
    )
    line = company.books(lambda s: orders.lines_of(s, order)[0].line.id)
    company.write(
        lambda s: shipments.post(s, by=zhao.actor, now=now, order_id=order, lines={str(line): "20"}, via="pickup")
    )
    await zhao.says("/start")
    await zhao.taps("应收款")
    await zhao.taps("12月")
    assert "退回了哪些货" in await zhao.taps("退货")
    await zhao.taps("中性笔（发了 20 支）")
    assert "最多还有 20 支" in await zhao.says("21")
    assert "值 50.00 元" in await zhao.says("5支")
    await zhao.taps("好了，退 50.00 元")
    card = await zhao.says("破损，王经理同意")
    assert "退回入库：中性笔 5 支" in card
    assert "退回入库：中性笔 5 支" in await zhao.says("3"), "three yuan or three pens: the card stays as it is"
    assert "已入库：中性笔 5 支" in await zhao.taps("确认入账")
    assert company.books(lambda s: stock_on_hand(s, pen)) == 35
    await zhao.taps("返回")
    await zhao.taps("退货")
    assert "已退 5" in " ".join(await zhao.buttons())
    await zhao.taps("货没退，只减款")
    await zhao.says("10")
    assert "货没有退回，只减款" in await zhao.says("少发了配件，王经理同意")
    await zhao.taps("确认入账")
    assert company.books(lambda s: stock_on_hand(s, pen)) == 35


async def test_too_much_is_not_taken_off(company: Company, zhao: Chatter) -> None:
    owed(company, company.customer("恒达电子", "李伟"), "CK1", 100000)
    await zhao.says("/start")
    await zhao.taps("应收款")
    await zhao.taps("11月23日")
    await zhao.taps("退货")
    await zhao.says("3000")
    await zhao.says("质量")
    assert "最多只能减 1,000.00 元" in await zhao.taps("确认入账")
    assert open_fen(company, "CK1") == 100000


async def test_finance_confirms_asks_and_is_answered(company: Company, zhao: Chatter) -> None:
    customer = company.customer("恒达电子", "李伟")
    owed(company, customer, "CK1", 100000)
    owed(company, customer, "CK2", 200000)
    for amount in ("1000", "2000"):
        await up_to_the_card(zhao, "恒达", amount)
        await zhao.taps("确认登记")
    qian = company.chatters["钱会计"]
    await qian.says("/start")
    assert "共 2 笔，3,000.00 元" in await qian.taps("今日收款")
    await qian.taps("▫️ 1,000.00 · 恒达")
    await qian.taps("提问")
    assert "财务有疑问" in await qian.says("回单在哪？")
    assert "回单在哪？" in await zhao.sees()
    await zhao.taps("看收款单")
    await zhao.taps("回答财务")
    assert "待财务确认" in await zhao.says("在公司网盘")
    assert "在公司网盘" in await qian.sees_all()
    assert "疑问已处理" in await zhao.sees_all()
    await qian.says("/start")
    await qian.taps("今日收款")
    assert "已确认 2 笔" in await qian.taps("本页 2 笔全部确认")
    assert "都确认过了" in await qian.taps("继续看")
    assert "共 2 笔" in await qian.taps("今天登记的")
    assert "财务已确认" in await qian.taps("✅ 2,000.00")
    await qian.taps("返回")
    card = await qian.taps("✅ 1,000.00")
    assert "财务已确认" in card
    assert "钱会计 财务提问：回单在哪？" in card
    assert "赵敏 回答财务：在公司网盘" in card
    assert {payment.state for payment in payments(company)} == {"confirmed"}


async def test_finance_does_not_confirm_what_they_recorded(company: Company, zhao: Chatter) -> None:
    owed(company, company.customer("恒达电子", "李伟"), "CK1", 100000)
    qian = company.chatters["钱会计"]
    await up_to_the_card(qian, "恒达", "1000")
    await qian.taps("确认登记")
    await qian.taps("看这笔")
    assert "✅ 确认" not in await qian.buttons()


async def test_a_wrong_payment_is_taken_back_and_both_entries_stay_visible(company: Company, zhao: Chatter) -> None:
    owed(company, company.customer("恒达电子", "李伟"), "CK1", 100000)
    await up_to_the_card(zhao, "恒达", "1000")
    await zhao.taps("确认登记")
    await zhao.taps("看这笔")
    assert "撤销这笔" not in await zhao.buttons()
    qian = company.chatters["钱会计"]
    await qian.says("/start")
    await qian.taps("今日收款")
    await qian.taps("▫️ 1,000.00")
    await qian.taps("撤销这笔")
    card = await qian.says("记错客户了")
    assert "已撤销" in card
    assert "冲抵 CK1 1,000.00 元" in card
    assert "退回 CK1 1,000.00 元" in card
    assert "记错客户了" in card
    assert open_fen(company, "CK1") == 100000
    assert "收款被撤销" in await zhao.sees_all()
    amounts = company.books(lambda s: list(s.exec(select(ReceivablePosting.amount_fen))))
    assert sorted(amounts) == [-100000, 100000]


async def test_the_letter_of_a_difference_says_when_the_payment_was_taken_back(company: Company, zhao: Chatter) -> None:
    owed(company, company.customer("恒达电子", "李伟"), "CK1", 100000)
    await up_to_the_card(zhao, "恒达", "900")
    await zhao.taps("抹零")
    await zhao.taps("确认登记")
    boss, qian = company.chatters["周总"], company.chatters["钱会计"]
    assert "少 100.00 元" in await qian.sees()
    payment = payments(company)[0].id
    await boss.says("/start")
    message = (await boss.messages())[-1]["message_id"]
    await boss.forges(message, f"open:payment:{payment}")
    await boss.taps("撤销这笔")
    await boss.says("金额不对")
    assert "这笔差额不用管了" in await qian.sees_all()
    letters = company.books(lambda s: list(s.exec(select(Letter).where(Letter.kind == "payment-difference"))))
    assert len(letters) == 1


async def test_a_payment_begins_at_the_customer_it_is_opened_for(company: Company, zhao: Chatter) -> None:
    customer = company.customer("恒达电子", "李伟")
    owed(company, customer, "CK1", 100000)
    owed(company, company.customer("宏图五金", "李伟"), "CK2", 90000)
    await zhao.says("/start")
    message = (await zhao.messages())[-1]["message_id"]
    await zhao.forges(message, f"open:customer:{customer}")
    shown = await zhao.taps("收款")
    assert "恒达电子" in shown
    assert "欠款 1,000.00 元" in shown
    await zhao.taps("换客户")
    assert "恒达电子" in await zhao.taps("返回")
    await zhao.taps("全部欠款 1,000.00")
    await zhao.taps("今天")
    await zhao.taps("支付宝")
    await zhao.taps("确认登记")
    assert open_fen(company, "CK1") == 0
    await zhao.taps("再记一笔")
    await zhao.says("宏图")
    assert "欠款 900.00 元" in await zhao.sees()


async def test_a_letter_about_a_payment_is_dropped_once_its_customer_is_not_the_readers_to_see(
    company: Company, zhao: Chatter
) -> None:
    customer = company.customer("恒达电子", "李伟")
    by, now = zhao.actor, company.clock.now()
    paid = company.write(
        lambda s: receivables.record_payment(
            s, by=by, now=now, customer_id=customer, amount_fen=100, received_on=TODAY, means="cash"
        )
    )
    facts = {"payment_id": paid, "due_fen": 1, "amount_fen": 2, "by": "钱会计", "note": "x", "question": "x"}
    stranger, letter = company.chatters["孙燕"].actor, Letter(kind="x", subject="payment:1", occasion="1")
    for kind in ("payment-difference", "payment-questioned", "payment-answered", "payment-void"):
        compose = COMPOSERS[kind]
        assert company.books(lambda s, say=compose: say(s, letter, facts, stranger, now)) is None
        words = company.books(lambda s, say=compose: say(s, letter, facts, by, now))
        assert words is not None
        assert "SK20261123-001" in words.html
        assert words.buttons[0][0][1] == f"open:payment:{paid}"


async def test_an_english_speaker_records_a_payment_in_english(company: Company, zhao: Chatter) -> None:
    amy = company.person("Amy", Role.FINANCE, language="en")
    customer = company.customer("Hengda", "李伟")
    owed(company, customer, "CK1", 100000, due=TODAY - timedelta(days=1))
    await amy.says("/payment")
    assert "Owes ¥1,000.00, ¥1,000.00 of it overdue (1)." in await amy.says("Hengda")
    await amy.says("1,200")
    await amy.taps("Yesterday")
    assert "¥200.00 more" in await amy.taps("Bank transfer")
    card = await amy.taps("The surplus is a prepayment")
    assert "CK1 (due Sun 22 Nov) ¥1,000.00, settled" in card
    assert "prepayment ¥200.00" in card
    assert "Recorded as SK20261123-001" in await amy.taps("Record it")
    assert "Against CK1" in (await amy.taps("Open it")).replace("against", "Against")
    await amy.says("/start")
    await amy.taps("Receivables")
    assert "Nothing is open" in await amy.sees()


async def test_an_english_speaker_reads_a_claim_and_disputes_it(company: Company, zhao: Chatter) -> None:
    amy = company.person("Amy", Role.BOSS, language="en")
    owed(company, company.customer("Hengda", "李伟"), "CK1", 100000, due=TODAY - timedelta(days=1))
    await amy.says("/start")
    await amy.taps("Receivables")
    assert "1 day overdue" in await amy.taps("🔴 1d late")
    await amy.taps("Promised")
    assert "Promised for Tue 24 Nov" in await amy.taps("Tomorrow")
    await amy.taps("Disputed")
    assert "In dispute: The price is wrong" in await amy.taps("The price is wrong")
    await amy.taps("Write off")
    await amy.taps("All 1,000.00")
    await amy.says("bankrupt")
    assert "written off ¥1,000.00" in await amy.taps("Book it")

"""Money that couriers collect: what is out, and what they hand over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from models.people import Role
from models.receivables import Payment, Receivable, settle_cod
from tests.company import Chatter, Company

TODAY = date(2026, 11, 23)


@pytest.fixture
def zhao(company: Company) -> Chatter:
    """The assistant of rep 李伟; two couriers hold money, 顺丰 of two customers."""
    company.person("李伟", Role.REP)
    company.person("孙燕", Role.REP)
    company.person("钱会计", Role.FINANCE)
    heng, hong = company.customer("恒达电子", "李伟"), company.customer("宏图五金", "李伟")
    other = company.customer("南方贸易", "孙燕")
    sf, deppon = company.courier("顺丰"), company.courier("德邦")

    def add(session: Session) -> None:
        for number, customer, courier, fen, ago in (
            ("CK1-D", heng, sf, 30000, 12),
            ("CK2-D", hong, sf, 20000, 3),
            ("CK3-D", heng, deppon, 10000, 2),
            ("CK4-D", other, deppon, 99900, 20),
        ):
            session.add(
                Receivable(
                    number=number,
                    customer_id=customer,
                    courier_id=courier,
                    amount_fen=fen,
                    arose_on=TODAY - timedelta(days=ago),
                    due_on=TODAY - timedelta(days=ago - 7),
                    created_at=company.clock.now(),
                )
            )

    company.write(add)
    return company.person("赵敏", Role.ASSISTANT, serves=("李伟",))


def open_fen(company: Company, number: str) -> int:
    return company.books(lambda s: s.exec(select(Receivable).where(Receivable.number == number)).one().open_fen)


async def test_a_courier_settles_everything_in_five_touches(company: Company, zhao: Chatter) -> None:
    await zhao.says("/start")
    shown = await zhao.taps("代收货款")
    assert "共 600.00 元，其中超期 300.00 元" in shown
    assert "999" not in " ".join(await zhao.buttons())
    listed = await zhao.taps("🔴 顺丰 500.00（2 票，超 5 天）")
    assert "共 2 票 500.00 元" in listed
    await zhao.taps("全选")
    card = await zhao.taps("选好了，2 票 500.00 元")
    assert "顺丰 2 票，应结 500.00 元" in card
    assert "· 恒达电子 CK1-D" in card
    assert "CK1-D（11月11日 周三 发货）300.00 元" in card
    done = await zhao.taps("确认登记")
    assert "实收 500.00 元" in done
    assert "这家快递都结清了" in done
    assert (open_fen(company, "CK1-D"), open_fen(company, "CK2-D")) == (0, 0)
    made = company.books(lambda s: list(s.exec(select(Payment))))
    assert sorted((payment.amount_fen, payment.means) for payment in made) == [(20000, "courier"), (30000, "courier")]


async def test_less_than_the_sum_needs_a_note_and_the_newest_stays_open(company: Company, zhao: Chatter) -> None:
    await zhao.says("/start")
    await zhao.taps("代收货款")
    await zhao.taps("🔴 顺丰")
    await zhao.taps("全选")
    await zhao.taps("选好了")
    await zhao.taps("实收不同")
    assert "顺丰 到账 490.00 元，应收 500.00 元，少 10.00 元" in await zhao.says("490")
    assert "备注：快递扣了手续费" in await zhao.taps("快递扣了手续费")
    await zhao.taps("改日期")
    assert "11月20日" in await zhao.says("11月20日")
    assert "这家还有 1 票 10.00 元没结" in await zhao.taps("确认登记")
    assert (open_fen(company, "CK1-D"), open_fen(company, "CK2-D")) == (0, 1000)
    qian = company.chatters["钱会计"]
    assert (
        "顺丰 交回代收款 490.00 元，应结 500.00 元，少 10.00 元。代收的是 宏图五金 等 2 家的货款。"
        in await qian.sees_all()
    )
    assert "顺丰 代收交回" in await qian.taps("看收款单")


async def test_what_the_courier_keeps_back_is_closed_by_finance_and_shown_as_its_fee(
    company: Company, zhao: Chatter
) -> None:
    await zhao.says("/start")
    await zhao.taps("代收货款")
    await zhao.taps("🔴 顺丰")
    await zhao.taps("▫️ 300.00")
    await zhao.taps("选好了")
    await zhao.taps("实收不同")
    await zhao.says("295.90")
    assert "手续费，记完就结清" not in await zhao.taps("快递扣了手续费")
    await zhao.taps("确认登记")
    assert open_fen(company, "CK1-D") == 410
    qian = company.chatters["钱会计"]
    await qian.says("/start")
    await qian.taps("代收货款")
    await qian.taps("🔴 顺丰")
    await qian.taps("▫️ 4.10")
    await qian.taps("选好了")
    assert "快递扣了多少手续费" in await qian.taps("快递扣的手续费")
    await qian.taps("全部 4.10")
    assert "快递手续费 · CK1-D" in await qian.says("顺丰按 1% 收")
    assert "还欠 0.00 元" in await qian.taps("确认入账")
    assert open_fen(company, "CK1-D") == 0


async def test_finance_books_the_fee_with_the_money(company: Company, zhao: Chatter) -> None:
    qian = company.chatters["钱会计"]
    await qian.says("/start")
    await qian.taps("代收货款")
    await qian.taps("🔴 顺丰")
    await qian.taps("▫️ 300.00")
    await qian.taps("选好了")
    await qian.taps("实收不同")
    await qian.says("295.90")
    assert "差的 4.10 元记为快递手续费，记完就结清" in await qian.taps("快递扣了手续费")
    assert "记完就结清" not in await qian.taps("✔︎ 差额 4.10 记为快递手续费")
    await qian.taps("差额 4.10 记为快递手续费")
    await qian.taps("确认登记")
    assert open_fen(company, "CK1-D") == 0


async def test_more_than_the_sum_is_kept_with_the_payment(company: Company, zhao: Chatter) -> None:
    await zhao.says("/start")
    await zhao.taps("代收货款")
    await zhao.taps("德邦")
    await zhao.taps("▫️ 100.00 · 恒达")
    await zhao.taps("选好了")
    assert "多 5.00 元" in await zhao.says("105"), "an amount typed on the card is what came"
    await zhao.says("多结了五块")
    await zhao.taps("确认登记")
    qian = company.chatters["钱会计"]
    assert "多 5.00 元" in await qian.sees()
    assert "快递多结 5.00 元" in await qian.taps("看收款单")


async def test_a_double_tap_settles_once(company: Company, zhao: Chatter) -> None:
    await zhao.says("/start")
    await zhao.taps("代收货款")
    await zhao.taps("德邦")
    await zhao.taps("▫️ 100.00 · 恒达")
    await zhao.taps("选好了")
    message, data = await zhao._button("确认登记", None)
    await zhao.forges(message, data)
    await zhao.forges(message, data)
    assert len(company.books(lambda s: list(s.exec(select(Payment))))) == 1


async def test_a_tick_is_taken_back(company: Company, zhao: Chatter) -> None:
    await zhao.says("/start")
    await zhao.taps("代收货款")
    await zhao.taps("🔴 顺丰")
    assert "已选 1 票，300.00 元" in await zhao.taps("▫️ 300.00")
    assert "已选 0 票" in await zhao.taps("✅ 300.00")
    await zhao.taps("全选")
    assert "已选 0 票" in await zhao.taps("清空")
    assert "选好了" not in " ".join(await zhao.buttons())


async def test_what_a_courier_holds_is_not_asked_of_the_customer(company: Company, zhao: Chatter) -> None:
    await zhao.says("/start")
    assert "合计 0.00 元" in await zhao.taps("应收款")
    claim = company.books(lambda s: s.exec(select(Receivable.id).where(Receivable.number == "CK1-D")).one())
    message = (await zhao.messages())[-1]["message_id"]
    assert "快递代收，欠快递结款 300.00 元" in await zhao.forges(message, f"open:receivable:{claim}")
    assert "CK1-D" in await zhao.taps("快递已结款")
    await zhao.taps("确认登记")
    assert open_fen(company, "CK1-D") == 0
    assert "下一家" in " ".join(await zhao.buttons())
    assert "德邦" in " ".join([await zhao.taps("下一家快递"), *await zhao.buttons()])


async def test_a_claim_settled_meanwhile_leaves_the_card_empty(company: Company, zhao: Chatter) -> None:
    await zhao.says("/start")
    await zhao.taps("代收货款")
    await zhao.taps("德邦")
    await zhao.taps("▫️ 100.00 · 恒达")
    await zhao.taps("选好了")
    claim = company.books(lambda s: s.exec(select(Receivable.id).where(Receivable.number == "CK3-D")).one())
    by, now = zhao.actor, company.clock.now()
    company.write(lambda s: settle_cod(s, by=by, now=now, receivable_ids=[claim], amount_fen=10000, received_on=TODAY))
    shown = await zhao.taps("确认登记")
    assert "已有变动" in shown
    assert "刚才已经结了" in shown
    assert "确认登记" not in " ".join(await zhao.buttons())
    assert len(company.books(lambda s: list(s.exec(select(Payment))))) == 1


async def test_an_amount_that_is_none_is_refused(company: Company, zhao: Chatter) -> None:
    await zhao.says("/start")
    await zhao.taps("代收货款")
    await zhao.taps("德邦")
    await zhao.taps("▫️ 100.00 · 恒达")
    await zhao.taps("选好了")
    await zhao.taps("实收不同")
    assert "大于 0" in await zhao.says("-3")
    assert "应结 100.00 元" in await zhao.taps("正好 100.00")


async def test_an_english_speaker_settles_in_english(company: Company, zhao: Chatter) -> None:
    amy = company.person("Amy", Role.FINANCE, language="en")
    await amy.says("/start")
    assert "¥1,599.00 in all" in await amy.taps("COD money")
    await amy.taps("🔴 顺丰 500.00 (2, 5d late)")
    await amy.taps("Select all")
    assert "2 shipments, ¥500.00 due" in await amy.taps("That is it: 2, ¥500.00")
    assert "This courier holds nothing any more" in await amy.taps("Record it")


async def test_a_rep_does_not_settle(company: Company, zhao: Chatter) -> None:
    li = company.chatters["李伟"]
    await li.says("/start")
    assert "代收货款" not in await li.buttons()

"""One business day of a small trading company, told as it happens, on each kind of database."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlmodel import select

from models.orders import Order, OrderState
from models.people import Role
from models.products import stock_on_hand
from models.receivables import Payment, Receivable, outstanding_fen, overdue_fen
from models.shipments import Shipment
from tests.company import Chatter, Company


async def test_one_business_day(company_on_both: Company) -> None:
    """An order under the floor becomes goods, a receipt, a reminder, money, and one line of the manager's status."""
    company = company_on_both
    wang = company.person("王总", Role.BOSS)
    zhao = company.person("赵经理", Role.MANAGER)
    li = company.person("李伟", Role.REP, manager="赵经理")
    fang = company.person("方芳", Role.ASSISTANT, manager="赵经理", serves=("李伟",))
    qian = company.person("钱会计", Role.FINANCE)
    hengda = company.customer("恒达电子", rep="李伟", terms="15天")
    powder = company.product("TN-12A", "12A碳粉", list_price=1200, floor=950, stock=500)
    company.courier("顺丰")

    await _li_takes_an_order_under_the_floor(li)
    assert "低于底价" in await zhao.sees()
    assert "DD20261123-001" not in await fang.sees_all(), "what is not approved is not hers to ship"
    order = company.books(lambda s: s.exec(select(Order)).one())
    assert (order.total_fen, order.customer_id) == (90_000, hengda)

    await zhao.taps("同意")
    assert "赵经理 同意了 DD20261123-001" in await li.sees()
    assert "新订单 DD20261123-001" in await fang.sees()

    await _fang_ships_it(fang)
    assert "SF1234567890" in await li.sees()
    assert company.books(lambda s: s.get_one(Order, order.id).state) == OrderState.SHIPPED
    assert company.books(lambda s: stock_on_hand(s, powder)) == Decimal(400)
    claim = company.books(lambda s: s.exec(select(Receivable)).one())
    assert (claim.amount_fen, claim.due_on) == (90_000, date(2026, 12, 8))

    await company.clock_to("2026-11-26T10:00:00+08:00")
    await _the_receipt_comes_back(fang)
    assert company.books(lambda s: s.exec(select(Shipment)).one().receipt_at) is not None

    await company.clock_to("2026-12-07T16:05:00+08:00")
    assert "恒达电子" in await fang.sees()
    assert "明天到期" in await fang.sees()
    assert "明天到期" in await qian.sees()

    await company.clock_to("2026-12-09T09:05:00+08:00")
    assert "逾期应收" in await li.sees()
    assert "逾期 1 天" in await li.sees()
    assert "逾期" not in await wang.sees_all(), "the boss is told from day thirty"
    assert company.books(lambda s: overdue_fen(s, hengda, date(2026, 12, 9))) == 90_000

    await _the_money_came(li, fang)
    payment = company.books(lambda s: s.exec(select(Payment)).one())
    assert (payment.amount_fen, payment.customer_id) == (90_000, hengda)
    assert company.books(lambda s: outstanding_fen(s, hengda)) == 0
    assert "已收齐 · 方芳" in await li.sees_all(), "the reminder on his phone shows who settled it"

    status = await zhao.says("今天怎么样")
    assert "今日收款 1 笔，900.00 元" in status
    assert "应收 0.00 元" in status
    before = await li.sees_all()
    await company.clock_to("2026-12-10T09:05:00+08:00")
    assert await li.sees_all() == before, "nothing is due any more, and nobody is reminded"


async def _li_takes_an_order_under_the_floor(li: Chatter) -> None:
    await li.says("/start")
    await li.taps("📝 下单")
    await li.says("hengda")
    await li.says("12A碳粉")
    await li.says("一百")
    assert "900.00" in await li.says("9")
    card = await li.taps("完成")
    assert "低于底价 9.50 元" in card
    await li.taps("发货")
    await li.taps("要签回单")
    await li.taps("好了，回到订单")
    assert "已下单 DD20261123-001" in await li.taps("✅ 确认下单")


async def _fang_ships_it(fang: Chatter) -> None:
    await fang.taps("看订单")
    await fang.taps("📦 发货")
    assert "交给哪家" in await fang.taps("全部发出")
    await fang.taps("顺丰")
    card = await fang.says("SF1234567890")
    assert "要签回单" in card
    assert "CK20261123-001 已发出" in await fang.taps("✅ 确认发货")


async def _the_receipt_comes_back(fang: Chatter) -> None:
    await fang.says("/todo")
    await fang.taps("🧾 签回单在外 1")
    assert "恒达电子" in await fang.taps("恒达电子")


async def _the_money_came(li: Chatter, fang: Chatter) -> None:
    await li.taps("1")
    await li.taps("钱到了")
    assert "李伟 说 恒达电子 的钱到了" in await fang.sees()
    assert "900.00 元，结清" in await fang.taps("登记收款")
    assert "已登记 SK20261209-001" in await fang.taps("✅ 确认登记")

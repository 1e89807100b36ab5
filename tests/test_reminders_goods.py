"""Goods, receipts, courier money, samples and approvals: who is reminded, when, and what makes it quiet."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from models.orders import Approval, Order, decide, place
from models.people import Role
from models.samples import Sample
from models.shipments import Courier, Shipment, resume_courier
from tests.company import Chatter, Company
from tests.test_reminders_money import claim, morning

TODAY = date(2026, 11, 23)  # a Monday


@pytest.fixture
def team(company: Company) -> dict[str, Chatter]:
    """A manager, a rep, the rep's assistant, finance."""
    made = {"zhao": company.person("赵经理", Role.MANAGER)}
    made["li"] = company.person("李伟", Role.REP, manager="赵经理")
    made["fang"] = company.person("方芳", Role.ASSISTANT, serves=("李伟",))
    made["qian"] = company.person("钱会计", Role.FINANCE)
    return made


def put(company: Company, record: Any) -> int:
    """Put a record into the books."""

    def add(session: Session) -> int:
        session.add(record)
        session.flush()
        number: int = record.id
        return number

    return company.write(add)


def shipment(company: Company, customer_id: int, shipped_on: date, **facts: Any) -> int:
    """Goods that left by courier."""
    number = f"CK{company.books(lambda s: len(s.exec(select(Shipment.id)).all())) + 1:03d}"
    given = {
        "number": number, "customer_id": customer_id, "amount_fen": 100000, "via": "express", "waybill": "SF1001",
        "shipped_on": shipped_on, "posted_at": company.clock.now(), **facts,
    }  # fmt: skip
    return put(company, Shipment(**given))


def order(company: Company, customer_id: int, by: Chatter, ship_on: date, **facts: Any) -> int:
    """An order that may ship."""
    number = f"DD{company.books(lambda s: len(s.exec(select(Order.id)).all())) + 1:03d}"
    given = {
        "number": number, "customer_id": customer_id, "state": "open", "total_fen": 88800, "settlement": "monthly",
        "ship_via": "express", "ship_on": ship_on, "content": "x", "placed_at": company.clock.now(),
        "placed_by": by.actor.id, **facts,
    }  # fmt: skip
    return put(company, Order(**given))


def under_the_floor(company: Company) -> dict[str, Any]:
    """An order that a manager must approve."""
    return {
        "customer_id": company.customer("恒达五金", rep="李伟"),
        "lines": [{"product_id": company.product("P1", "护肩"), "quantity": "2", "unit_price_fen": 700}],
        "settlement": "monthly",
    }


async def test_a_receipt_is_chased_from_day_seven_and_the_courier_paused_from_day_ten(
    company: Company, team: dict[str, Chatter]
) -> None:
    courier = company.courier("顺丰")
    customer = company.customer("恒达五金", rep="李伟")
    one = shipment(company, customer, TODAY - timedelta(days=6), courier_id=courier, receipt_wanted=True)
    await morning(company, "2026-11-24")
    seen = await team["fang"].sees()
    assert "回单没回" in seen
    assert "发出 7 天" in seen
    assert await team["zhao"].sees() == ""
    assert not company.books(lambda s: s.get_one(Courier, courier).paused_at)
    await morning(company, "2026-11-27")
    assert "顺丰" in await team["zhao"].sees()
    assert "已暂停新发货：顺丰" in await team["zhao"].sees()
    paused = company.books(lambda s: s.get_one(Courier, courier))
    assert "1 张回单" in paused.pause_reason
    zhao = team["zhao"].actor
    company.write(lambda s: resume_courier(s, by=zhao, now=company.clock.now(), courier_id=courier))
    await morning(company, "2026-11-30")
    assert not company.books(lambda s: s.get_one(Courier, courier).paused_at)
    await team["fang"].taps("1")
    assert "记下了" in await team["fang"].taps("回单回来了")
    assert company.books(lambda s: s.get_one(Shipment, one).receipt_at) is not None
    assert "✓ 回单已回 · 方芳" in await team["zhao"].sees()
    before = len(await team["fang"].messages())
    await morning(company, "2026-12-01")
    assert len(await team["fang"].messages()) == before


async def test_a_courier_chased_for_a_receipt_is_written_down(company: Company, team: dict[str, Chatter]) -> None:
    courier = company.courier("顺丰")
    customer = company.customer("恒达五金", rep="李伟")
    shipment(company, customer, TODAY - timedelta(days=6), courier_id=courier, receipt_wanted=True)
    await morning(company)
    await team["fang"].taps("1")
    await team["fang"].taps("催了快递")
    assert "方芳 今天催过" in await team["fang"].sees()


async def test_courier_money_is_asked_of_assistant_and_finance_then_the_manager(
    company: Company, team: dict[str, Chatter]
) -> None:
    courier = company.courier("顺丰")
    customer = company.customer("恒达五金", rep="李伟")
    sent_on = TODAY - timedelta(days=6)
    claim(company, customer, 50000, TODAY + timedelta(days=1), courier_id=courier, arose_on=sent_on)
    await morning(company)
    for name in ("fang", "qian"):
        seen = await team[name].sees()
        assert "代收货款没交回" in seen
        assert "500.00" in seen
    assert await team["li"].sees() == ""
    assert await team["zhao"].sees() == ""
    await morning(company, "2026-11-27")
    assert "代收货款没交回" in await team["zhao"].sees()
    assert "500.00 元" in company.books(lambda s: s.get_one(Courier, courier).pause_reason)


async def test_a_missing_waybill_is_told_in_the_morning_and_again_in_the_afternoon(
    company: Company, team: dict[str, Chatter]
) -> None:
    customer = company.customer("恒达五金", rep="李伟")
    placed = order(company, customer, team["li"], TODAY, state="shipped")
    shipment(company, customer, TODAY, waybill="", courier_id=company.courier(), order_id=placed)
    shipment(company, customer, TODAY, waybill="", via="pickup", order_id=placed)
    shipment(company, customer, TODAY, waybill="")  # a receipt open at the start
    await company.clock_to("2026-11-24T09:31:00+08:00")
    assert "1 单" in await team["fang"].sees()
    await company.clock_to("2026-11-24T16:01:00+08:00")
    assert (await team["fang"].sees_all()).count("快递单号没填") == 2


async def test_what_should_have_left_is_told_the_assistant_and_summed_up_for_the_manager(
    company: Company, team: dict[str, Chatter]
) -> None:
    customer = company.customer("恒达五金", rep="李伟")
    order(company, customer, team["li"], TODAY)
    order(company, customer, team["li"], TODAY + timedelta(days=1))
    order(company, customer, team["li"], TODAY, state="waiting")
    shipment(company, customer, TODAY)
    await company.clock_to("2026-11-23T17:31:00+08:00")
    seen = await team["fang"].sees()
    assert "今天该发还没发" in seen
    assert "DD001" in seen
    assert "DD002" not in seen
    assert await team["zhao"].sees() == ""
    await company.clock_to("2026-11-23T18:01:00+08:00")
    summed = await team["zhao"].sees()
    assert "新订单 3 单" in summed
    assert "已发货 1 单" in summed
    assert "该发没发 1 单" in summed
    assert "等审批 1 单" in summed
    assert await team["zhao"].buttons() == ["1"]


async def test_a_quiet_day_has_no_evening_letter(company: Company, team: dict[str, Chatter]) -> None:
    await company.clock_to("2026-11-23T18:01:00+08:00")
    assert await team["zhao"].sees() == ""


async def test_an_order_late_by_three_days_is_told_once_and_the_manager_a_day_later(
    company: Company, team: dict[str, Chatter]
) -> None:
    customer = company.customer("恒达五金", rep="李伟")
    order(company, customer, team["li"], TODAY + timedelta(days=1))
    order(company, customer, team["li"], date(2026, 12, 20))  # the customer wants it later
    await company.clock_to("2026-11-26T09:01:00+08:00")
    assert (await team["fang"].sees_all()).count("超过 3 天没发") == 1
    assert "超过 3 天没发" not in await team["li"].sees_all()
    await company.clock_to("2026-11-30T20:00:00+08:00")
    assert (await team["fang"].sees_all()).count("超过 3 天没发") == 1
    assert (await team["zhao"].sees_all()).count("超过 3 天没发") == 1


async def test_an_order_not_confirmed_to_the_customer_in_a_day_is_told_and_one_tap_settles_it(
    company: Company, team: dict[str, Chatter]
) -> None:
    customer, later = company.customer("恒达五金", rep="李伟"), date(2026, 12, 20)
    order(company, customer, team["li"], later)  # at five past nine
    order(company, customer, team["li"], later)
    fang, zhao = team["fang"], team["zhao"]
    await company.clock_to("2026-11-24T09:01:00+08:00")
    assert "还没向客户确认" not in await fang.sees_all()
    await company.clock_to("2026-11-24T10:01:00+08:00")
    assert "DD001" in await fang.sees()
    assert "还没向客户确认" not in await team["li"].sees_all()
    await fang.taps("1")
    seen = await fang.taps("已向客户确认")
    assert "记下了" in seen
    assert "✓ 已向客户确认 · 方芳" in await fang.sees()
    await company.clock_to("2026-11-24T18:00:00+08:00")
    assert (await fang.sees_all()).count("还没向客户确认") == 1
    await company.clock_to("2026-11-25T10:01:00+08:00")
    told = await zhao.sees_all()
    assert "还没向客户确认" in told
    assert "DD002" in told
    assert "DD001" not in told


async def test_over_a_weekend_the_manager_is_told_a_working_day_after_the_assistant_could_be(
    company: Company, team: dict[str, Chatter]
) -> None:
    company.clock.move_to(datetime(2026, 11, 27, 1, 5, tzinfo=UTC))  # a Friday
    order(company, company.customer("恒达五金", rep="李伟"), team["li"], date(2026, 12, 20))
    order(company, company.customer("大成", rep="李伟"), team["li"], date(2026, 11, 27))
    await company.clock_to("2026-11-30T18:01:00+08:00")
    for told in ("还没向客户确认", "超过 3 天没发"):
        assert told in await team["fang"].sees_all()
        assert told not in await team["zhao"].sees_all()
    await company.clock_to("2026-12-01T09:01:00+08:00")
    for told in ("还没向客户确认", "超过 3 天没发"):
        assert told in await team["zhao"].sees_all()


async def test_an_approval_is_asked_again_after_two_hours_and_the_requester_told_after_four(
    company: Company, team: dict[str, Chatter]
) -> None:
    draft = under_the_floor(company)
    li = team["li"].actor
    company.write(lambda s: place(s, by=li, now=company.clock.now(), draft=draft))
    await company.app.delivery.flush()
    zhao = team["zhao"]
    assert len(await zhao.messages()) == 1
    await company.advance("1h59m")
    assert len(await zhao.messages()) == 1
    await company.advance("2m")
    assert "已等 2 小时" in await zhao.sees()
    assert "批准" in "".join(await zhao.buttons()) or "同意" in "".join(await zhao.buttons())
    assert await team["li"].sees() == ""
    await company.advance("2h")
    assert "4 小时还没人批" in await team["li"].sees()
    assert "的审批（低于底价）" in await team["li"].sees()
    assert "赵经理" in await team["li"].sees()
    assert len(await zhao.messages()) == 2
    await company.clock_to("2026-11-24T17:00:00+08:00")
    assert (await zhao.sees_all()).count("还在等您批") == 2
    await company.clock_to("2026-11-26T09:01:00+08:00")
    assert "已等 2 天，还在等您批" in await zhao.sees()
    assert (await zhao.sees_all()).count("还在等您批") == 4
    assert (await team["li"].sees_all()).count("还没人批") == 1
    await zhao.taps("同意")
    await company.clock_to("2026-11-27T10:00:00+08:00")
    assert "还在等您批" not in await zhao.sees_all()


async def test_an_approval_that_nobody_could_bring_up_before_today_is_brought_up_once_today(
    company: Company, team: dict[str, Chatter]
) -> None:
    draft = under_the_floor(company)
    li, friday = team["li"].actor, company.clock.now() - timedelta(days=3)
    company.write(lambda s: place(s, by=li, now=friday, draft=draft))
    await company.advance("10m")
    assert (await team["zhao"].sees_all()).count("还在等您批") == 1
    await company.clock_to("2026-11-23T18:30:00+08:00")
    assert (await team["zhao"].sees_all()).count("还在等您批") == 1
    await company.clock_to("2026-11-24T09:01:00+08:00")
    assert (await team["zhao"].sees_all()).count("还在等您批") == 2


async def test_an_order_agreed_to_after_its_day_is_late_only_from_then_and_everybody_reads_that_the_day_passed(
    company: Company, team: dict[str, Chatter]
) -> None:
    draft = {
        "customer_id": company.customer("恒达五金", rep="李伟"),
        "lines": [{"product_id": company.product("P1", "护肩"), "quantity": "2", "unit_price_fen": 700}],
        "settlement": "monthly", "ship_via": "freight", "ship_on": "2026-11-24",
    }  # fmt: skip
    li, zhao, fang = team["li"], team["zhao"], team["fang"]
    number = company.write(lambda s: place(s, by=li.actor, now=company.clock.now(), draft=draft))
    await company.clock_to("2026-11-27T09:01:00+08:00")
    assert "批了才发。约定的日子已过（11月24日 周二）" in await zhao.sees()
    assert await fang.sees_all() == ""
    await zhao.taps("同意")
    await company.quiet()
    seen = await fang.sees_all()
    assert seen.count("新订单") == seen.count("已批准，可以发货了") == 1
    assert "约定的日子（11月24日 周二）批下来前已过，按规矩 12月2日 周三 发出，请告诉客户" in seen
    assert "按规矩 12月2日 周三 发出" in await li.sees()
    assert "📦 可以发货。约定的日子（11月24日 周二）批下来前已过" in await fang.taps("看订单")
    await company.clock_to("2026-11-27T18:30:00+08:00")
    assert "还没向客户确认的订单" not in await fang.sees_all()
    assert "该发没发" not in await zhao.sees_all()
    await company.clock_to("2026-11-30T10:01:00+08:00")
    seen = await fang.sees_all()
    assert "还没向客户确认的订单" in seen
    assert "11月23日 周一下单，约定的 11月24日 周二 已过，11月27日 周五才批，应 12月2日 周三 发" in seen
    assert "超过 3 天没发的订单" not in seen
    assert "还没向客户确认的订单" not in await zhao.sees_all()
    assert company.books(lambda s: s.get_one(Order, number)).due_on == date(2026, 12, 2)
    await company.clock_to("2026-12-02T18:01:00+08:00")
    assert "今天该发还没发" in await fang.sees()
    assert "批下来晚了，应 12月2日 周三 发" in await zhao.sees()
    await company.clock_to("2026-12-03T10:01:00+08:00")
    assert "超过 3 天没发的订单" in await fang.sees_all()
    await fang.says("/orders")
    assert "⚠️ 已晚 1 天。约定的日子（11月24日 周二）批下来前已过" in await fang.taps("⚠️ 恒达五金")


async def test_an_approval_that_was_given_is_not_asked_for_again(company: Company, team: dict[str, Chatter]) -> None:
    draft = under_the_floor(company)
    li, zhao = team["li"].actor, team["zhao"].actor
    company.write(lambda s: place(s, by=li, now=company.clock.now(), draft=draft))
    one = company.books(lambda s: s.exec(select(Approval)).one()).id
    await company.advance("1h")
    company.write(lambda s: decide(s, by=zhao, now=company.clock.now(), approval_id=one, approve=True))
    await company.advance("5h")
    assert "小时" not in await team["zhao"].sees_all()
    assert "还没人批" not in await team["li"].sees_all()


async def test_samples_not_sent_and_not_answered(company: Company, team: dict[str, Chatter]) -> None:
    customer = company.customer("恒达五金", rep="李伟")
    base = {
        "customer_id": customer, "purpose": "测试", "ship_via": "express", "requested_by": team["li"].actor.id,
        "requested_at": datetime(2026, 11, 2, 1, 0, tzinfo=UTC),
    }  # fmt: skip
    put(company, Sample(number="YP1", state="requested", send_on=TODAY, **base))
    put(company, Sample(number="YP2", state="requested", send_on=TODAY + timedelta(days=9), **base))
    sent = {"state": "sent", "send_on": date(2026, 11, 2), "sent_on": date(2026, 11, 3), **base}
    put(company, Sample(number="YP3", arrived_on=TODAY - timedelta(days=6), **sent))
    put(company, Sample(number="YP4", arrived_on=TODAY - timedelta(days=5), **sent))
    put(company, Sample(number="YP5", **{**sent, "sent_on": TODAY - timedelta(days=9)}))
    await company.clock_to("2026-11-24T09:31:00+08:00")
    fang, li = await team["fang"].sees(), await team["li"].sees()
    assert "样品还没寄" in fang
    assert "YP1" in fang
    assert "YP2" not in fang
    assert "样品没有反馈" in li
    assert "YP3" in li
    assert "YP4" not in li
    assert "YP5" in li

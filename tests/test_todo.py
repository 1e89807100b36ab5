"""The list of the day: what waits, whose it is, and one tap to where it is done."""

from __future__ import annotations

from datetime import timedelta

from models.people import Role
from tests.company import Company
from tests.test_receipts import Trade


async def test_an_assistant_sees_what_waits_and_opens_it(company: Company) -> None:
    trade = Trade(company)
    trade.shipment("恒达", "", cod_fen=5000)
    seen = await trade.chen.says("/todo")
    assert "点一类开始办" in seen
    labels = await trade.chen.buttons()
    assert "🔢 待填单号 1" in labels
    assert "🧾 签回单在外 1" in labels
    assert any(label.startswith("🚚 代收款在外 50.00 元") for label in labels)
    assert "签回单在外 1 张" in await trade.chen.taps("🧾 签回单在外 1")


async def test_late_receipts_and_money_are_marked(company: Company) -> None:
    trade = Trade(company)
    trade.shipment("恒达", "SF11111", cod_fen=5000)
    await company.advance("9d")
    await trade.chen.says("待办")
    labels = await trade.chen.buttons()
    assert "🧾 签回单在外 1 · ⚠️ 超期 1" in labels
    assert "🚚 代收款在外 50.00 元 · ⚠️ 超期" in labels


async def test_a_day_without_work_says_so(company: Company) -> None:
    trade = Trade(company)
    assert "没有等着办的事" in await trade.chen.says("今日待办")


async def test_reps_and_finance_see_what_is_theirs(company: Company) -> None:
    trade = Trade(company)
    fin = company.person("周会计", Role.FINANCE)
    trade.shipment("恒达", "SF11111")
    company.clock.move_to(company.clock.now() + timedelta(days=70))  # nobody needs the letters of these days
    await trade.rep.says("/todo")
    assert any(label.startswith("⚠️ 逾期 1 笔 · 50.00 元") for label in await trade.rep.buttons())
    assert not any("签回单" in label for label in await trade.rep.buttons())
    await fin.says("/todo")
    assert "恒达" in await fin.taps("⚠️ 逾期 1 笔") or any("恒达" in label for label in await fin.buttons())


async def test_the_list_is_told_in_english(company: Company) -> None:
    trade = Trade(company, language="en")
    trade.shipment("恒达", "")
    assert "Tap one to begin" in await trade.chen.says("to do")
    assert "Waybill numbers to enter" in await trade.chen.taps("🔢 Waybills to enter: 1")


async def test_the_warehouse_has_no_such_list(company: Company) -> None:
    ware = company.person("老赵", Role.WAREHOUSE)
    assert "没有权限" in await ware.says("/todo")


async def test_the_word_typed_into_a_question_is_an_answer_to_it(company: Company) -> None:
    trade = Trade(company)
    trade.shipment("恒达", "")
    await trade.chen.says("/todo")
    await trade.chen.taps("🔢 待填单号 1")
    await trade.chen.taps("恒达")
    assert "不像快递单号" in await trade.chen.says("待办")


async def test_waybill_numbers_are_entered_from_the_menu_too(company: Company) -> None:
    trade = Trade(company)
    trade.shipment("恒达", "")
    await trade.chen.says("/start")
    assert "待填单号" in await trade.chen.taps("🔢 补单号")

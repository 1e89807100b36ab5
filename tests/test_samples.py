"""Samples from the request to what the customer said, as people live it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlmodel import Session, select

from models import orders, samples, shipments
from models.people import Role
from models.products import stock_on_hand
from models.receivables import Receivable
from models.samples import Sample
from tests.company import Chatter, Company
from tests.goods import put_order


def team(company: Company, language: str = "zh") -> tuple[Chatter, Chatter, Chatter]:
    """A rep, an assistant and a manager."""
    zhang = company.person("张总", Role.MANAGER, language=language)
    li = company.person("李伟", Role.REP, manager="张总", language=language)
    wang = company.person("王芳", Role.ASSISTANT, serves=("李伟",), language=language)
    return li, wang, zhang


def only(company: Company) -> Sample:
    return company.books(lambda s: s.exec(select(Sample)).one())


async def asked(li: Chatter) -> str:
    """A sample for 恒达, with the fee waived on request."""
    await li.says("/sample")
    await li.taps("恒达")
    await li.taps("TN-12A")
    await li.taps("2 支")
    await li.taps("下一步")
    await li.taps("客户试用")
    await li.taps("快递")
    await li.taps("📍")
    await li.taps("申请免费")
    return await li.taps("✅ 提交申请")


async def test_a_sample_goes_from_the_request_to_the_customers_answer(company: Company) -> None:
    li, wang, zhang = team(company)
    company.customer("恒达办公", rep="李伟")
    product = company.product("TN-12A", "12A 硒鼓", stock=10)
    company.courier("顺丰")

    assert "YP20261123-001" in await asked(li)
    sample = only(company)
    assert (sample.purpose, sample.ship_via, sample.fee_fen, sample.waiver_state) == (
        "客户试用",
        "express",
        2000,
        "waiting",
    )
    assert "天河路1号" in sample.address
    assert await wang.sees() == ""  # nothing to send before the manager decided

    assert "20.00" in await zhang.sees()
    assert "已同意免费" in await zhang.taps("✅ 同意免费")
    assert only(company).fee_waived
    assert "张总同意免收样品费" in await li.sees()
    assert "有样品要寄" in await wang.sees()

    opened = await wang.taps("打开样品")
    assert "YP20261123-001 · 恒达办公 · 李伟\n待寄" in opened.replace("<b>", "[b]")
    await wang.taps("📦 登记寄出")
    await wang.taps("顺丰")
    assert "SF1234567890" in await wang.says("SF1234567890")
    assert "已登记寄出" in await wang.taps("✅ 确认寄出")
    assert company.books(lambda s: stock_on_hand(s, product)) == Decimal(8)
    assert "SF1234567890" in await li.sees()

    await li.taps("打开样品")
    await li.taps("客户收到了")
    await li.taps("今天")
    assert only(company).arrived_on is not None
    await li.taps("💬 记反馈")
    assert "满意" in await li.taps("满意")
    await li.taps("再补充")
    assert "下月下单" in await li.says("下月下单")
    assert (only(company).state, only(company).feedback) == ("answered", "satisfied\n下月下单")


async def test_the_same_in_english(company: Company) -> None:
    li, wang, zhang = team(company, "en")
    company.customer("Hengda", rep="李伟")
    company.product("TN-12A", "12A toner", unit="pcs")
    await li.says("/sample")
    await li.taps("Heng")
    await li.taps("TN-12A")
    await li.says("3")
    await li.taps("Next")
    await li.says("they compare three makers")
    await li.taps("We deliver")
    await li.says("Room 5, 1 Tianhe Road")
    card = await li.taps("Charge ¥30.00")
    assert "Room 5" in card
    assert "they compare three makers" in card
    assert "The assistant has been told" in await li.taps("✅ Submit")
    assert "A sample to send" in await wang.sees()
    await wang.taps("Open the sample")
    await wang.taps("📦 Record")
    await wang.taps("Day")
    await wang.taps("Today")
    assert "is recorded as sent" in await wang.taps("✅ Sent")
    assert "Sample sent" in await li.sees()
    await li.says("/samples")
    assert "1 sample" in await li.sees()
    await li.taps("Heng ·")
    assert "Given back with the first bulk order" in await li.sees()
    await li.taps("💬 Feedback")
    assert "Not suitable" in await li.taps("Not suitable")
    assert await zhang.sees() == ""


async def test_a_confirm_button_pressed_twice_asks_for_one_sample(company: Company) -> None:
    li, _wang, _zhang = team(company)
    company.customer("恒达办公", rep="李伟")
    company.product("TN-12A", "12A 硒鼓")
    await li.says("/sample")
    for label in ("恒达", "TN-12A", "2 支", "下一步", "客户试用", "快递", "📍", "申请免费"):
        await li.taps(label)
    card = (await li.messages())[-1]
    confirm = next(b["data"] for row in card["buttons"] for b in row if b["text"].startswith("✅"))
    assert "YP20261123-001" in await li.forges(card["message_id"], confirm)
    await li.forges(card["message_id"], confirm)
    assert "YP20261123-001" in await li.sees()
    assert only(company).number == "YP20261123-001"


async def test_the_card_changes_each_part_and_picked_up_needs_no_address(company: Company) -> None:
    li, _wang, _zhang = team(company)
    company.customer("恒达办公", rep="李伟")
    company.product("TN-12A", "12A 硒鼓")
    await li.says("/sample")
    await li.taps("恒达")
    await li.taps("TN-12A")
    await li.taps("1 支")
    await li.taps("下一步")
    await li.says("试机")
    await li.taps("客户来拿")
    assert "样品费" in await li.says("15")
    assert "15.00" in await li.sees()
    await li.taps("改产品")
    await li.taps("✎ 12A 硒鼓")
    await li.taps("5 支")
    await li.taps("下一步")
    await li.taps("收 50.00 元")
    await li.taps("改方式")
    await li.says("顺丰")
    card = await li.says("天河路9号")
    assert "快递 顺丰" in card
    await li.taps("改用途")
    await li.taps("展示陈列")
    await li.taps("改地址")
    await li.says("中山路8号 刘先生")
    await li.taps("✅ 提交申请")
    sample = only(company)
    assert (sample.purpose, sample.courier, sample.address, sample.fee_fen) == (
        "展示陈列",
        "顺丰",
        "中山路8号 刘先生",
        5000,
    )


async def test_what_was_typed_wrong_is_told_and_asked_again(company: Company) -> None:
    li, _wang, _zhang = team(company)
    company.customer("恒达办公", rep="李伟")
    company.product("TN-12A", "12A 硒鼓")
    await li.says("/sample")
    await li.taps("恒达")
    await li.taps("TN-12A")
    for wrong in ("没有", "-1", "0", "1000000000000", "2箱"):
        assert "⚠️" in await li.says(wrong)
    assert "二十" not in await li.says("二十")
    assert "20" in await li.sees()
    await li.taps("✎ 12A")
    await li.taps("不要这个了")
    assert "还没有选产品" in await li.sees()
    await li.taps("取消")
    assert company.books(lambda s: s.exec(select(Sample)).all()) == []


async def test_nobody_waives_the_fee_of_their_own_request(company: Company) -> None:
    zhang = company.person("张总", Role.MANAGER, Role.REP)
    boss = company.person("老总", Role.BOSS)
    company.customer("恒达办公", rep="张总")
    company.product("TN-12A", "12A 硒鼓")
    await asked(zhang)
    number = only(company).id
    letter = next(m for m in await boss.messages() if m["buttons"])
    own = (await zhang.messages())[-1]["message_id"]
    assert "别人来批" in await zhang.forges(own, f"sw:y:{number}")
    assert not only(company).fee_waived
    await boss.taps("照收样品费")
    assert only(company).waiver_state == "refused"
    assert "没有同意免费" in await zhang.sees()
    assert "已经回复照收" in await boss.forges(letter["message_id"], f"sw:y:{number}")


async def test_an_assistant_sees_what_is_to_send_and_a_request_can_be_cancelled(company: Company) -> None:
    li, wang, zhang = team(company)
    company.customer("恒达办公", rep="李伟")
    company.product("TN-12A", "12A 硒鼓")
    await asked(li)
    await li.taps("打开样品")
    await li.taps("取消样品")
    assert "已取消" in await li.says("客户不要了")
    letter = next(m for m in await zhang.messages() if m["text"])
    assert "已经取消" in await zhang.forges(letter["message_id"], f"sw:y:{only(company).id}")
    await wang.says("/samples")
    assert "已取消" in (await wang.buttons())[3] + (await wang.buttons())[1]
    assert "取消 客户不要了" in await li.sees()


async def test_another_reps_sample_is_not_there_for_me(company: Company) -> None:
    li, _wang, _zhang = team(company)
    zhao = company.person("赵敏", Role.REP)
    company.customer("恒达办公", rep="李伟")
    company.product("TN-12A", "12A 硒鼓")
    await asked(li)
    greeting = await zhao.says("/start")
    message = (await zhao.messages())[-1]["message_id"]
    assert greeting
    for forged in (f"open:sample:{only(company).id}", "open:sample:99", f"sw:y:{only(company).id}", "sw:y:x"):
        said = await zhao.forges(message, forged)
        assert "恒达" not in said
    assert not only(company).fee_waived


@pytest.mark.parametrize("role", [Role.FINANCE, Role.WAREHOUSE])
async def test_who_does_not_sell_asks_for_no_samples(company: Company, role: Role) -> None:
    person = company.person("小陈", role)
    assert "没有权限" in await person.says("/sample")
    assert company.books(lambda s: samples.fee_to_refund(s, 1)) == 0


async def test_the_fee_comes_off_the_first_bulk_order_on_its_card(company: Company) -> None:
    li, wang, _zhang = team(company)
    company.customer("恒达办公", rep="李伟")
    pen = company.product("TN-12A", "12A 硒鼓")
    await asked(li)
    now, customer = company.clock.now(), only(company).customer_id

    def sent(session: Session) -> int:
        one = session.get_one(Sample, only(company).id)
        one.state, one.fee_fen, one.sent_on = "sent", 2000, now.date()
        session.add(one)
        return put_order(session, customer_id=customer, by=li.actor.id, now=now, lines=[(pen, "20")])

    order = company.write(sent)
    await wang.says("/orders")
    assert "发货后可以抵货款" in await wang.taps("恒达")
    line = company.books(lambda s: orders.lines_of(s, order)[0].line.id)
    company.write(
        lambda s: shipments.post(s, by=wang.actor, now=now, order_id=order, lines={str(line): "20"}, via="pickup")
    )
    await wang.says("/orders")
    await wang.taps("已发出")
    assert "可以抵这单货款" in await wang.taps("恒达")
    assert "样品费" not in await wang.taps("🎁 样品费 20.00 抵货款")
    assert company.books(lambda s: s.exec(select(Receivable.settled_fen)).one()) == 2000

"""A customer's life in the chat: added, found, changed, its terms approved, claimed twice."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from models.customers import Customer
from models.letters import Letter
from models.people import Person, Role
from models.receivables import Receivable, ReceivablePosting
from models.reminders import ReminderAnswer, Told
from tests.company import Chatter, Company


def the_customer(company: Company) -> Customer:
    return company.books(lambda s: s.exec(select(Customer)).one())


async def fill_in(who: Chatter, name: str = "佛山市恒达电子有限公司", terms: str = "月结 30 天") -> str:
    """Every step up to the confirm card."""
    await who.says("/start")
    await who.taps("+ 新客户")
    await who.says(name)
    await who.says("陈先生")
    await who.says("１３８００１３８０００")
    await who.taps("广东")
    await who.says("广东省佛山市顺德区容桂大道8号")
    return await who.taps(terms)


async def test_a_rep_adds_a_customer_and_sees_when_todays_goods_would_be_due(company: Company) -> None:
    company.person("周总", Role.BOSS)
    li = company.person("李伟", Role.REP)
    card = await fill_in(li)
    assert "今天发货，12月30日 周三 到期" in card
    assert "要老总批准" in card
    saved = await li.taps("✅ 建档")
    assert "YW00-0001" in saved
    assert "等老总批账期" in saved
    made = the_customer(company)
    assert (made.contact, made.phone, made.province, made.city) == ("陈先生", "13800138000", "广东", "佛山")
    assert (made.rep_id, made.terms_approved) == (li.actor.id, False)


async def test_the_boss_approves_the_terms_with_one_tap_and_the_rep_hears_it(company: Company) -> None:
    boss = company.person("周总", Role.BOSS)
    li = company.person("李伟", Role.REP)
    await fill_in(li)
    await li.taps("✅ 建档")
    assert "李伟 给" in await boss.sees()
    await boss.taps("✅ 同意")
    assert the_customer(company).terms_approved
    assert "周总 同意了" in await li.sees_all()
    assert "✅ 周总 11-23 09:05 已同意" in await boss.sees()
    assert "现在：还没定" in await boss.sees()


async def test_refused_terms_leave_a_new_customer_paying_first(company: Company) -> None:
    boss = company.person("周总", Role.BOSS)
    li = company.person("李伟", Role.REP)
    await fill_in(li)
    await li.taps("✅ 建档")
    message = (await boss.messages())[-1]
    await boss.taps("✖ 不同意")
    made = the_customer(company)
    assert (made.terms, made.terms_approved, made.asked_terms) == ("prepay", False, "")
    yes = message["buttons"][0][0]["data"]
    assert "已有结果" in await boss.forges(message["message_id"], yes)
    assert not the_customer(company).terms_approved


async def test_only_a_boss_decides_terms_even_with_the_right_button(company: Company) -> None:
    company.person("周总", Role.BOSS)
    li = company.person("李伟", Role.REP)
    await fill_in(li)
    await li.taps("✅ 建档")
    made = the_customer(company)
    shown = (await li.messages())[-1]["message_id"]
    assert "没有权限" in await li.forges(shown, f"ct:y:{made.id}:{made.asked_terms}")
    assert not the_customer(company).terms_approved


async def test_every_step_can_be_gone_back_to_and_changed_from_the_card(company: Company) -> None:
    li = company.person("李伟", Role.REP)
    await fill_in(li, terms="款到发货")
    await li.taps("改电话")
    card = await li.says("0757-22221111")
    assert "0757-22221111" in card
    assert "佛山市恒达电子" in card
    await li.taps("‹ 返回")
    await li.taps("‹ 返回")
    await li.taps("先不填")
    card = await li.taps("现结")
    assert "地址：—" in card


@pytest.mark.parametrize("name", ["<b>恒达</b>", "A & B 公司", '"引号"公司', "😀恒达", "恒\u202e达"])
async def test_a_customers_name_may_be_anything_and_is_shown_as_it_is(company: Company, name: str) -> None:
    li = company.person("李伟", Role.REP)
    card = await fill_in(li, name, "款到发货")
    assert name.replace("\u202e", "") in card
    assert name.replace("\u202e", "") in await li.taps("✅ 建档")


@pytest.mark.parametrize(
    ("step", "wrong", "said"),
    [
        (0, "……", "要有字"),
        (0, "长" * 201, "太长"),
        (1, "长" * 10_000, "太长"),
        (2, "打给小陈", "不像电话"),
        (2, "123", "不像电话"),
        (3, "火星", "没有叫“火星”的省"),
        (5, "随便", "看不懂账期"),
    ],
)
async def test_what_cannot_be_read_is_asked_again_and_nothing_is_lost(
    company: Company, step: int, wrong: str, said: str
) -> None:
    li = company.person("李伟", Role.REP)
    await li.says("/start")
    await li.taps("+ 新客户")
    right = ("恒达电子", "陈先生", "13800138000", "浙江省", "杭州市西湖区1号", "款到发货")
    for answer in right[:step]:
        await li.says(answer)
    assert said in await li.says(wrong)
    assert "没看明白" in await li.sends(sticker="😀")
    for answer in right[step:]:
        card = await li.says(answer)
    assert "恒达电子" in card
    assert "浙江" in card


async def test_a_double_tap_adds_one_customer(company: Company) -> None:
    li = company.person("李伟", Role.REP)
    await fill_in(li, terms="款到发货")
    shown = (await li.messages())[-1]
    save = shown["buttons"][0][0]["data"]
    await li.forges(shown["message_id"], save)
    await li.forges(shown["message_id"], save)
    assert the_customer(company).code == "YW00-0001"


async def test_a_second_claim_is_refused_and_both_managers_are_told(company: Company) -> None:
    wang = company.person("王经理", Role.MANAGER)
    zhao = company.person("赵经理", Role.MANAGER)
    company.person("李伟", Role.REP, manager="王经理")
    zhang = company.person("张敏", Role.REP, manager="赵经理")
    company.customer("恒达电子", rep="李伟", contact="秘密联系人", phone="13900000001")
    await zhang.says("/start")
    await zhang.taps("+ 新客户")
    said = await zhang.says("恒 达 电 子")
    assert "不能重复建档" in said
    assert "李伟" not in said
    assert "秘密" not in await zhang.sees_all()
    for manager in (wang, zhao):
        assert "张敏 要给“恒达电子”建档" in await manager.sees_all()
    assert "打开客户" in await wang.buttons()
    assert "打开客户" not in await zhao.buttons()
    await zhang.says("恒达电子")
    letters = company.books(lambda s: s.exec(select(Letter).where(Letter.kind == "customer-claimed")).all())
    assert len(letters) == 2


async def test_ones_own_customer_is_pointed_to_by_its_code(company: Company) -> None:
    li = company.person("李伟", Role.REP)
    company.customer("恒达电子", rep="李伟")
    await li.says("/start")
    await li.taps("+ 新客户")
    assert "已经在册，编号 YW00-0001" in await li.says("恒达电子")


async def test_an_assistant_says_whose_customer_it_is(company: Company) -> None:
    company.person("李伟", Role.REP)
    chen = company.person("小陈", Role.ASSISTANT, serves=("李伟",))
    await fill_in(chen, terms="款到发货")
    card = await chen.taps("李伟")
    assert "归：李伟" in card
    await chen.taps("改归属")
    await chen.taps("公司")
    await chen.taps("✅ 建档")
    made = the_customer(company)
    assert (made.code, made.rep_id) == ("GS00-0001", None)


async def test_an_address_of_another_province_than_was_tapped_is_pointed_out(company: Company) -> None:
    li = company.person("李伟", Role.REP)
    assert "⚠️ 地址" not in await fill_in(li, terms="款到发货")
    await li.taps("改地址")
    assert "⚠️ 地址写的是澳门，不是广东" in await li.says("澳门新口岸宋玉生广场1号")
    await li.taps("改地区")
    assert "⚠️ 地址" not in await li.says("澳门")
    await li.taps("✅ 建档")
    assert the_customer(company).province == "澳门"


async def test_a_customer_of_another_province_is_told_to_pay_first(company: Company) -> None:
    li = company.person("李伟", Role.REP)
    await fill_in(li, terms="款到发货")
    await li.taps("改地区")
    await li.says("Zhejiang")
    assert "外省客户" not in await li.sees()
    await li.taps("改账期")
    assert "外省客户" in await li.says("月结")


async def test_the_half_added_customer_survives_another_command(company: Company) -> None:
    li = company.person("李伟", Role.REP)
    await li.says("/start")
    await li.taps("+ 新客户")
    await li.says("恒达电子")
    await li.says("/find")
    await li.taps("主菜单")
    assert "联系人叫什么" in await li.sees()


async def test_the_card_shows_money_reminder_and_answer(company: Company) -> None:
    li = company.person("李伟", Role.REP)
    number = company.customer("恒达电子", rep="李伟")
    today = date(2026, 11, 23)

    def owe(s: object) -> None:
        claim = Receivable(
            number="CK20261001-001", customer_id=number, amount_fen=500_000, arose_on=today - timedelta(days=60),
            due_on=today - timedelta(days=20), created_at=company.clock.now(),
        )  # fmt: skip
        s.add(claim)  # type: ignore[attr-defined]
        s.flush()  # type: ignore[attr-defined]
        paid = ReceivablePosting(
            receivable_id=claim.id, kind="payment", amount_fen=200_000, posted_on=today, posted_at=company.clock.now()
        )
        person = s.exec(select(Person.id)).one()  # type: ignore[attr-defined]
        letter = Letter(
            kind="payment_overdue", subject="2026-11-20", recipient_id=person, occasion="2026-11-20", state="sent",
            not_before=company.clock.now(), created_at=company.clock.now(),
        )  # fmt: skip
        s.add_all([paid, letter])  # type: ignore[attr-defined]
        s.flush()  # type: ignore[attr-defined]
        told = Told(
            rule="payment_overdue", subject="receivable", subject_id=claim.id, person_id=person,
            occasion="2026-11-20", letter_id=letter.id, told_at=company.clock.now(),
        )  # fmt: skip
        answer = ReminderAnswer(
            rule="payment_overdue", subject="receivable", subject_id=claim.id, answer="promised",
            until_on=today + timedelta(days=2), note="财务出差", by=person, at=company.clock.now(),
        )  # fmt: skip
        s.add_all([told, answer])  # type: ignore[attr-defined]

    company.write(owe)
    await li.says("/find 恒达")
    card = await li.taps("恒达电子")
    assert "欠 3,000.00 元" in card
    assert "逾期 3,000.00 元" in card
    assert "CK20261001-001" in card
    assert "客户答应 11月25日 周三 付（财务出差）" in card


async def test_a_changed_phone_is_on_the_card_and_in_the_history(company: Company) -> None:
    li = company.person("李伟", Role.REP)
    company.customer("恒达电子", rep="李伟")
    await li.says("/find")
    await li.taps("恒达电子")
    await li.taps("修改")
    await li.taps("电话")
    assert "不像电话" in await li.says("不知道")
    assert "13911112222" in await li.says("13911112222")
    assert "13800000000 → 13911112222" in await li.taps("记录")


async def test_a_rep_asks_for_longer_terms_and_the_old_ones_hold_until_the_boss_agrees(company: Company) -> None:
    boss = company.person("周总", Role.BOSS)
    li = company.person("李伟", Role.REP)
    company.customer("恒达电子", rep="李伟", terms="shipment+eom")
    await li.says("/find")
    await li.taps("恒达电子")
    await li.taps("修改")
    await li.taps("账期")
    check = await li.says("月结60天")
    assert "要老总批准" in check
    assert "1月29日" in check
    await li.taps("确认")
    assert the_customer(company).terms == "shipment+eom"
    asked = await boss.sees()
    held = next(line for line in asked.splitlines() if line.startswith("现在："))
    await boss.taps("✅ 同意")
    made = the_customer(company)
    assert (made.terms, made.terms_approved) == ("shipment+eom+60d", True)
    told = await boss.sees()
    assert held in told, "what held when it was asked"
    assert "✅ 周总 11-23 09:05 已同意" in told


async def test_the_letter_that_asked_for_terms_says_who_refused_or_that_others_came_instead(company: Company) -> None:
    boss = company.person("周总", Role.BOSS)
    li = company.person("李伟", Role.REP)
    company.customer("恒达电子", rep="李伟", terms="shipment+eom")
    for terms in ("月结60天", "月结90天"):
        await li.says("/find")
        await li.taps("恒达电子")
        await li.taps("修改")
        await li.taps("账期")
        await li.says(terms)
        await li.taps("确认")
    await company.quiet()
    await boss.taps("✖ 不同意")
    letters = [message["text"] for message in await boss.messages() if "申请账期" in (message["text"] or "")]
    assert [("没有同意" in said, "已处理" in said) for said in letters] == [(False, True), (True, False)]
    assert all("现在：月结" in said for said in letters)


async def test_the_boss_changes_terms_at_once(company: Company) -> None:
    boss = company.person("周总", Role.BOSS)
    company.customer("恒达电子", terms="prepay", terms_approved=False)
    await boss.says("/find")
    await boss.taps("恒达电子")
    await boss.taps("修改")
    await boss.taps("账期")
    assert "马上生效" in await boss.says("net 30")
    await boss.taps("确认")
    made = the_customer(company)
    assert (made.terms, made.terms_approved) == ("shipment+30d", True)


async def test_another_reps_customer_by_a_guessed_number_is_not_found(company: Company) -> None:
    li = company.person("李伟", Role.REP)
    company.person("张敏", Role.REP)
    company.customer("自己的", rep="李伟")
    theirs = company.customer("别人的", rep="张敏")
    await li.says("/find")
    shown = (await li.messages())[-1]
    own = shown["buttons"][0][0]["data"]
    for number in (str(theirs), "999999", "abc", "-1", "9" * 30):
        forged = own.rpartition(":")[0] + ":" + number
        assert "没有找到" in await li.forges(shown["message_id"], forged)
        if number.isdigit() and len(number) < 15:
            assert "没有找到" in await li.forges(shown["message_id"], f"open:customer:{number}")
    assert "别人的" not in await li.sees_all()


async def test_a_letters_button_opens_the_customer(company: Company) -> None:
    li = company.person("李伟", Role.REP)
    number = company.customer("恒达电子", rep="李伟")
    await li.says("/start")
    shown = (await li.messages())[-1]["message_id"]
    assert "恒达电子" in await li.forges(shown, f"open:customer:{number}")


async def test_the_boss_decides_terms_on_the_card_too(company: Company) -> None:
    boss = company.person("周总", Role.BOSS)
    company.customer("恒达电子", asked_terms="shipment+eom", terms="prepay", terms_approved=False)
    await boss.says("/find")
    assert "等老总批账期" in await boss.taps("恒达电子")
    shown = (await boss.messages())[-1]
    await boss.taps("✅ 同意")
    assert the_customer(company).terms == "shipment+eom"
    yes = shown["buttons"][0][0]["data"]
    assert "已有结果" in await boss.forges(shown["message_id"], yes)


async def test_a_new_customer_is_added_within_the_order_that_needs_it(company: Company) -> None:
    company.product("A-100", "耐候胶")
    li = company.person("李伟", Role.REP)
    await li.says("/order")
    await li.says("恒达电子")
    await li.taps("+ 新客户")
    await li.taps("用“恒达电子”")
    for answer in ("陈先生", "13800138000", "广东", "佛山市顺德区1号", "款到发货"):
        await li.says(answer)
    await li.taps("✅ 建档")
    assert "已建档：恒达电子，编号 YW00-0001" in await li.sees_all()
    assert "哪个产品" in await li.sees()


async def test_every_window_speaks_english(company: Company) -> None:
    amy = company.person("Amy", Role.BOSS, Role.REP, language="en")
    chen = company.person("Chen", Role.ASSISTANT, language="en", serves=("Amy",))
    await chen.says("/start")
    await chen.taps("+ New customer")
    await chen.says("<Acme> & Co")
    await chen.taps("Skip")
    await chen.taps("Skip")
    await chen.taps("Zhejiang")
    await chen.taps("Skip")
    assert "Whose customer" in await chen.says("net 30")
    card = await chen.taps("Amy")
    assert "due Wed 23 Dec" in card
    assert "<Acme> & Co" in card
    await chen.taps("✅ Save")
    assert "Amy agreed" not in await amy.taps("✅ Agree")
    assert "Amy agreed to the terms" in await chen.sees_all()
    for label, said in (("Edit", "what is to be changed"), ("Terms", "Tap one or type"), ("cash", "Shipped today")):
        shown = await chen.taps(label)
        assert said in shown or "They hold" in shown
    await chen.taps("Confirm")
    assert "set the terms" in await chen.taps("History")


async def test_a_limit_is_asked_for_and_the_boss_agrees_with_one_tap(company: Company) -> None:
    boss = company.person("周总", Role.BOSS)
    li = company.person("李伟", Role.REP)
    company.customer("恒达电子", rep="李伟")
    await li.says("恒达")
    await li.taps("修改")
    assert "没有设额度" in await li.taps("额度")
    assert "申请额度 50,000.00 元" in await li.says("5万")
    card = await li.taps("订货量变大")
    assert "⏳ 等老总批额度 50,000.00 元：订货量变大" in card
    asked = await boss.sees()
    assert "李伟 给 恒达" in asked
    assert "欠 0.00 元" in asked
    await boss.taps("✅ 同意额度")
    assert the_customer(company).credit_limit_fen == 5_000_000
    assert "周总 同意了 恒达" in await li.sees_all()
    assert "已处理" in await boss.sees()
    await boss.says("恒达")
    assert "额度 50,000.00 元，还能欠 50,000.00 元" in await boss.sees()
    await boss.taps("修改")
    await boss.taps("额度")
    assert "马上生效" in await boss.says("6万")
    await boss.taps("不写原因")
    assert the_customer(company).credit_limit_fen == 6_000_000
    await boss.taps("修改")
    await boss.taps("额度")
    assert "额度" not in (await boss.taps("不设额度")).split("账期")[0]
    assert the_customer(company).credit_limit_fen is None


async def test_the_boss_decides_on_a_limit_on_the_card(company: Company) -> None:
    boss = company.person("周总", Role.BOSS)
    li = company.person("李伟", Role.REP)
    company.customer("恒达电子", rep="李伟")
    await li.says("恒达")
    await li.taps("修改")
    await li.taps("额度")
    await li.says("3000")
    await li.says("有个项目")
    await boss.says("恒达")
    await boss.taps("✖ 不同意额度")
    assert the_customer(company).credit_limit_fen is None
    assert "没有同意" in await li.sees_all()
    assert "✖ 不同意额度" not in await boss.buttons()


async def test_a_manager_agrees_a_price_and_the_next_order_offers_it(company: Company) -> None:
    wang = company.person("王经理", Role.MANAGER)
    li = company.person("李伟", Role.REP, manager="王经理")
    company.customer("恒达电子", rep="李伟")
    company.product("P1", "中性笔", list_price=1000, floor=800)
    await wang.says("恒达")
    assert "还没有协议价" in await wang.taps("🏷 协议价")
    await wang.taps("＋ 定一个协议价")
    assert "标价 10.00，底价 8.00 元/支" in await wang.taps("P1")
    await wang.says("7.5")
    card = await wang.taps("今天起")
    assert "10.00 → 7.50 元/支" in card
    assert "低于底价 8.00" in card
    await wang.taps("改价")
    await wang.says("9")
    assert "低于底价" not in await wang.taps("今天起")
    await wang.taps("确认")
    assert "中性笔 · 9.00/支" in await wang.buttons()
    await wang.taps("中性笔")
    await wang.taps("不再协议，按标价 10.00")
    await wang.taps("下月 1 号起")
    await wang.taps("确认")
    assert "中性笔 · 9.00/支 → 12月1日 周二 起 10.00" in await wang.buttons()
    await li.says("恒达")
    await li.taps("🏷 协议价")
    assert "＋ 定一个协议价" not in await li.buttons()
    assert "没有权限" in await li.taps("中性笔")
    await li.says("/order")
    await li.taps("恒达")
    assert "协议价 9.00 元/支" in await li.taps("P1")


async def test_what_a_customer_always_wants_is_two_taps(company: Company) -> None:
    li = company.person("李伟", Role.REP)
    company.customer("恒达电子", rep="李伟")
    await li.says("恒达")
    await li.taps("修改")
    await li.taps("签回单、发票")
    await li.taps("要签回单")
    assert "✓ 要签回单" in await li.buttons()
    assert "习惯：要签回单" in await li.taps("返回")
    assert the_customer(company).wants_receipt

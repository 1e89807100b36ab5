"""One tap answers a reminder; the message is brought up to date in place, for everybody who has it."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import Session, select

from models.letters import Letter
from models.people import Role
from models.receivables import Receivable
from models.reminders import ReminderAnswer, Told
from tests.company import Chatter, Company
from tests.test_reminders_money import claim, morning, settle

TODAY = date(2026, 11, 23)


@pytest.fixture
async def told(company: Company) -> dict[str, Chatter]:
    """Two claims of one customer are overdue; rep and assistant have been told this morning."""
    company.person("赵经理", Role.MANAGER)
    li = company.person("李伟", Role.REP, manager="赵经理")
    fang = company.person("方芳", Role.ASSISTANT, serves=("李伟",))
    customer = company.customer("恒达五金", rep="李伟")
    claim(company, customer, 100000, TODAY, number="CK1")
    claim(company, customer, 55500, TODAY, number="CK2")
    await morning(company)
    return {"li": li, "fang": fang}


async def test_a_number_opens_its_document_in_the_same_message_and_the_list_is_gone_back_to(
    company: Company, told: dict[str, Chatter]
) -> None:
    li = told["li"]
    card = await li.taps("1")
    assert "CK1" in card
    assert "还欠" in card
    assert "CK2" not in card
    assert await li.buttons() == ["钱到了", "答应了某天", "有争议", "今天催过", "明天再说", "为什么", "‹ 返回列表"]
    why = await li.taps("为什么")
    assert "每个工作日 9:00" in why
    assert "CK1" in why
    await li.taps("‹ 返回这一笔")
    back = await li.taps("‹ 返回列表")
    assert "CK2" in back
    assert len(await li.messages()) == 1


async def test_chased_today_is_seen_by_all_and_rests_until_the_next_day(
    company: Company, told: dict[str, Chatter]
) -> None:
    await told["li"].taps("1")
    seen = await told["li"].taps("今天催过")
    assert "下个工作日再提醒您" in seen
    assert "李伟 今天催过" in await told["fang"].sees()
    assert "李伟 今天催过" in await told["li"].sees()
    answer = company.books(lambda s: s.exec(select(ReminderAnswer)).one())
    assert (answer.answer, answer.until_on) == ("chased", date(2026, 11, 25))
    await morning(company, "2026-11-25")
    assert "2 笔" in await told["li"].sees()


async def test_what_was_answered_stands_on_the_claims_card(company: Company, told: dict[str, Chatter]) -> None:
    await told["li"].taps("1")
    await told["li"].taps("今天催过")
    await told["fang"].says("/start")
    await told["fang"].taps("应收款")
    assert "李伟 催过客户" in await told["fang"].taps("1,000.00")


async def test_where_all_is_settled_nobody_is_asked_to_tap(company: Company, told: dict[str, Chatter]) -> None:
    assert "点编号" in await told["li"].sees()
    for number in (1, 2):
        amount = company.books(lambda s, n=number: s.get_one(Receivable, n).open_fen)
        settle(company, number, amount, told["fang"])
    await company.app.delivery.flush()
    seen = await told["li"].sees()
    assert "都已处理完" in seen
    assert "点编号" not in seen


async def test_tomorrow_is_the_next_working_day(company: Company, told: dict[str, Chatter]) -> None:
    await morning(company, "2026-11-27")
    await told["li"].taps("1")
    await told["li"].taps("明天再说")
    answer = company.books(lambda s: s.exec(select(ReminderAnswer)).one())
    assert answer.until_on == date(2026, 11, 30)


async def test_a_button_tapped_twice_answers_once_more_at_most(company: Company, told: dict[str, Chatter]) -> None:
    li = told["li"]
    message = (await li.messages())[-1]["message_id"]
    mine = Told.person_id == li.actor.id
    letter = company.books(lambda s: s.exec(select(Told).where(mine).order_by(Told.id)).first())
    assert letter is not None
    await li.forges(message, f"rm:c:{letter.letter_id}:{letter.subject_id}")
    await li.forges(message, f"rm:c:{letter.letter_id}:{letter.subject_id}")
    assert (await li.sees()).count("今天催过") == 1


async def test_nobody_answers_a_letter_that_is_not_theirs(company: Company, told: dict[str, Chatter]) -> None:
    li, fang = told["li"], told["fang"]
    mine = company.books(lambda s: s.exec(select(Letter).where(Letter.recipient_id == li.actor.id)).one())
    one = company.books(lambda s: s.exec(select(Told).where(Told.letter_id == mine.id)).first())
    assert one is not None
    message = (await fang.messages())[-1]["message_id"]
    for data in (f"rm:c:{mine.id}:{one.subject_id}", f"rm:i:{mine.id}:{one.subject_id}", f"rm:m:{mine.id}:1"):
        assert "没有找到" in await fang.forges(message, data)
    for data in ("rm:", "rm:c", "rm:c:1", "rm:x:1:1", "rm:c:1:²", "rm:c:99999999:1", f"rm:i:{mine.id}:424242"):
        assert await li.forges((await li.messages())[0]["message_id"], data) != ""
    assert company.books(lambda s: s.exec(select(ReminderAnswer)).all()) == []


async def test_a_customer_who_moved_away_can_no_longer_be_answered_for(
    company: Company, told: dict[str, Chatter]
) -> None:
    from models.customers import Customer

    sun = company.person("孙丽", Role.REP)

    def move(session: Session) -> None:
        found = session.exec(select(Customer)).one()
        found.rep_id = sun.actor.id
        session.add(found)

    company.write(move)
    assert "没有找到" in await told["li"].taps("1")


async def test_a_promise_rests_until_its_day_and_the_others_see_it(company: Company, told: dict[str, Chatter]) -> None:
    li = told["li"]
    await li.taps("1")
    await li.taps("答应了某天")
    await li.says("12月1日")
    seen = await told["fang"].sees()
    assert "客户答应 12月1日" in seen
    assert "李伟" in seen
    await morning(company, "2026-11-25")
    assert "1 笔，共 555.00" in await told["fang"].sees()
    await morning(company, "2026-12-01")
    assert "2 笔" in await told["fang"].sees()


async def test_a_dispute_rests_and_says_why(company: Company, told: dict[str, Chatter]) -> None:
    li = told["li"]
    await li.taps("1")
    await li.taps("有争议")
    await li.says("少了两箱")
    seen = await told["fang"].sees()
    assert "有争议" in seen
    assert "少了两箱" in seen
    await morning(company, "2026-11-25")
    assert "1 笔，共 555.00" in await told["fang"].sees()


async def test_money_came_opens_the_payment_with_the_amount_filled_in(
    company: Company, told: dict[str, Chatter]
) -> None:
    fang = told["fang"]
    await fang.taps("1")
    opened = await fang.taps("钱到了")
    assert "恒达" in opened
    assert "1,000.00" in opened


async def test_an_amount_typed_on_the_payments_card_is_the_new_amount(
    company: Company, told: dict[str, Chatter]
) -> None:
    fang = told["fang"]
    await fang.taps("1")
    await fang.taps("钱到了")
    asked = await fang.says("400")
    assert "到账 400.00 元，应收 1,000.00 元，少 600.00 元" in asked
    assert "还欠 600.00 元" in await fang.taps("先付一部分")
    refused = await fang.says("银行那边")
    assert "不是数字" in refused
    assert "核对后登记" in refused, "the card stays"
    await fang.taps("改金额")
    assert (await fang.buttons())[0] == "指定的 CK1 1,000.00"
    card = await fang.taps("指定的 CK1")
    assert "1,000.00 元，结清" in card
    assert "📊" in await fang.says("恒达 欠多少")
    assert "已登记" in await fang.taps("确认登记")


async def test_a_rep_who_says_the_money_came_has_the_assistant_check_it(
    company: Company, told: dict[str, Chatter]
) -> None:
    await told["li"].taps("1")
    assert "助理" in await told["li"].taps("钱到了")
    seen = await told["fang"].sees()
    assert "李伟" in seen
    assert "CK1" in seen
    assert "李伟 说钱到了" in (await told["fang"].sees_all())
    await morning(company, "2026-11-25")
    for reader in (told["fang"], told["li"]):
        assert "李伟 说钱到了（11月24日 周二），待核对" in await reader.sees()
        assert "2 笔" in await reader.sees()
    letter = next(one for one in await told["fang"].messages() if "请核对到账后登记" in one["text"])
    card = await told["fang"].taps("登记收款", letter["message_id"])
    assert "1,000.00 元，结清" in card
    assert "已登记" in await told["fang"].taps("✅ 确认登记")
    await company.quiet()
    assert "说钱到了（" not in await told["li"].sees()


async def test_a_word_that_money_came_is_closed_by_what_was_recorded_even_if_less_came(
    company: Company, told: dict[str, Chatter]
) -> None:
    await told["li"].taps("1")
    await told["li"].taps("钱到了")
    letter = next(one for one in await told["fang"].messages() if "请核对到账后登记" in one["text"])
    await told["fang"].taps("登记收款", letter["message_id"])
    await told["fang"].says("400")
    await told["fang"].taps("先付一部分")
    await told["fang"].taps("✅ 确认登记")
    await company.quiet()
    [closed] = [one for one in await told["fang"].messages() if one["message_id"] == letter["message_id"]]
    assert "CK1 已登记 400.00 元（方芳），还欠 600.00 元。李伟 说过钱到了，已核对。" in closed["text"]
    assert not closed["buttons"]
    for reader in (told["fang"], told["li"]):
        seen = await reader.sees_all()
        assert "待核对" not in seen
        assert "李伟 说钱到了，方芳 已登记 400.00 元" in seen


async def test_what_is_settled_can_no_longer_be_answered(company: Company, told: dict[str, Chatter]) -> None:
    from tests.test_reminders_money import settle

    li = told["li"]
    one = company.books(lambda s: s.exec(select(Told).order_by(Told.id)).first())
    assert one is not None
    settle(company, one.subject_id, 100000, told["fang"])
    message = (await li.messages())[-1]["message_id"]
    mine = company.books(lambda s: s.exec(select(Letter).where(Letter.recipient_id == li.actor.id)).one())
    await li.forges(message, f"rm:c:{mine.id}:{one.subject_id}")
    await li.forges(message, f"rm:s:{mine.id}:{one.subject_id}")
    assert company.books(lambda s: s.exec(select(ReminderAnswer)).all()) == []
    card = await li.forges(message, f"rm:i:{mine.id}:{one.subject_id}")
    assert "✓ 已收齐" in card
    assert "还欠 0 元" in card
    assert "逾期" not in card
    assert "已收 1,000.00 元" in card
    assert "还欠 0 元" in await li.forges(message, f"rm:w:{mine.id}:{one.subject_id}")


async def test_pages_are_turned_in_place(company: Company, told: dict[str, Chatter]) -> None:
    li = told["li"]
    customer = company.customer("大成机电", rep="李伟")
    for number in range(10):
        claim(company, customer, 1000 + number, TODAY)
    await morning(company, "2026-11-25")
    second = await li.taps("下一页")
    assert "9. " in second
    assert "12. " in second
    assert "‹ 上一页" in await li.buttons()
    card = await li.taps("12")
    assert "10.00" in card
    assert "9. " in await li.taps("‹ 返回列表")
    assert "1. " in await li.taps("‹ 上一页")

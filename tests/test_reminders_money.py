"""Money that is due or overdue: who is told what, when, and what makes it quiet (rules 13, 18, 19)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session, select

from models.customers import Customer
from models.letters import Letter
from models.people import Person, Role
from models.receivables import Receivable, ReceivablePosting, record_payment
from models.reminders import Told
from models.team import hand_over
from tests.company import Chatter, Company

TODAY = date(2026, 11, 23)  # a Monday


def claim(company: Company, customer_id: int, amount_fen: int, due_on: date, **facts: object) -> int:
    """An open claim; gives its id."""

    def add(session: Session) -> int:
        number = f"QC{len(session.exec(select(Receivable.id)).all()) + 1:04d}"
        made = Receivable(
            number=str(facts.pop("number", number)),
            customer_id=customer_id,
            amount_fen=amount_fen,
            arose_on=facts.pop("arose_on", due_on - timedelta(days=30)),
            due_on=due_on,
            created_at=company.clock.now(),
            **facts,
        )
        session.add(made)
        session.flush()
        return made.id

    return company.write(add)


def settle(company: Company, claim_id: int, amount_fen: int, by: Chatter, kind: str = "payment") -> None:
    """Something reduces a claim."""
    from models.receivables.entries import Entry, post

    def add(session: Session) -> None:
        found = session.get(Receivable, claim_id)
        assert found is not None
        entry = Entry(by.actor, company.clock.now(), company.app.db.rules.today(company.clock.now()))
        post(session, entry, found, kind, amount_fen)

    company.write(add)


async def morning(company: Company, day: str = "2026-11-24") -> None:
    """Go to nine in the morning of a day, and a little beyond."""
    await company.clock_to(f"{day}T09:01:00+08:00")


@pytest.fixture
def team(company: Company) -> dict[str, Chatter]:
    """A manager, a rep with a customer, the rep's assistant, finance, the boss."""
    made = {"wang": company.person("王总", Role.BOSS), "zhao": company.person("赵经理", Role.MANAGER)}
    made["li"] = company.person("李伟", Role.REP, manager="赵经理")
    made["fang"] = company.person("方芳", Role.ASSISTANT, serves=("李伟",))
    made["qian"] = company.person("钱会计", Role.FINANCE)
    return made


async def test_in_a_year_whose_holidays_are_not_published_every_digest_says_so_and_new_years_day_is_one(
    company: Company, team: dict[str, Chatter]
) -> None:
    claim(company, company.customer("恒达办公", rep="李伟"), 100, TODAY)
    company.clock.move_to(datetime(2026, 12, 31, 20, tzinfo=ZoneInfo("Asia/Shanghai")))
    before = await team["li"].sees_all()
    await company.clock_to("2027-01-01T23:00:00+08:00")
    assert await team["li"].sees_all() == before
    await morning(company, "2027-01-04")
    told = await team["li"].sees()
    assert told.count("2027 年放假安排还没公布，先按周一到周五上班算，只有法定的元旦、") == 1
    await team["li"].taps("1")
    assert "2027 年放假安排还没公布" in await team["li"].taps("为什么")
    await company.clock_to("2027-01-04T18:01:00+08:00")
    assert "2027 年放假安排还没公布" in await team["zhao"].sees_all()


async def test_an_overdue_payment_is_told_to_rep_and_assistant_and_to_nobody_else(
    company: Company, team: dict[str, Chatter]
) -> None:
    claim(company, company.customer("恒达五金", rep="李伟"), 123450, TODAY)
    await morning(company)
    for name in ("li", "fang"):
        seen = await team[name].sees()
        assert "逾期应收" in seen
        assert "1,234.50" in seen
        assert "恒达五金" in seen
        assert "逾期 1 天" in seen
    for name in ("zhao", "wang", "qian"):
        assert await team[name].sees() == ""


async def test_what_is_due_today_or_later_is_not_overdue(company: Company, team: dict[str, Chatter]) -> None:
    customer = company.customer("恒达五金", rep="李伟")
    claim(company, customer, 100, TODAY + timedelta(days=1))
    claim(company, customer, 100, TODAY + timedelta(days=2))
    await morning(company)
    assert await team["li"].sees() == ""


async def test_the_manager_is_told_from_day_seven_and_the_boss_from_day_thirty(
    company: Company, team: dict[str, Chatter]
) -> None:
    customer = company.customer("恒达五金", rep="李伟")
    claim(company, customer, 700, TODAY - timedelta(days=6))
    claim(company, customer, 600, TODAY - timedelta(days=5))
    claim(company, customer, 3000, TODAY - timedelta(days=29))
    await morning(company)
    assert "3 笔" in await team["li"].sees()
    zhao, wang = await team["zhao"].sees(), await team["wang"].sees()
    assert "2 笔" in zhao
    assert "7.00" in zhao
    assert "6.00" not in zhao
    assert "1 笔" in wang
    assert "30.00" in wang


async def test_a_day_is_told_once_however_often_the_program_starts(company: Company, team: dict[str, Chatter]) -> None:
    claim(company, company.customer("恒达五金", rep="李伟"), 100, TODAY)
    await morning(company)
    from bot.schedule import Schedule

    for _ in range(3):
        again = Schedule(company.app.db, company.clock, company.app.delivery)
        await again.start()
        await again.stop()
        await company.app.delivery.flush()
    await company.advance("5h")
    assert (await team["li"].sees_all()).count("逾期应收") == 1


async def test_a_missed_morning_is_made_up_the_same_day_and_three_days_off_end_in_one_digest(
    company: Company, team: dict[str, Chatter]
) -> None:
    claim(company, company.customer("恒达五金", rep="李伟"), 100, TODAY)
    await company.app.schedule.stop()
    company.clock.move_to(company.clock.now() + timedelta(days=3, hours=2))  # Thursday 11:05, nothing ran meanwhile
    from bot.schedule import Schedule

    again = Schedule(company.app.db, company.clock, company.app.delivery)
    await again.start()
    await company.app.delivery.flush()
    await again.stop()
    seen = await team["li"].sees_all()
    assert seen.count("逾期应收") == 1
    assert "逾期 3 天" in seen


async def test_nobody_is_reminded_on_a_day_off(company: Company, team: dict[str, Chatter]) -> None:
    claim(company, company.customer("恒达五金", rep="李伟"), 100, date(2026, 11, 27))
    await company.clock_to("2026-11-29T20:00:00+08:00")
    assert await team["li"].sees() == ""
    await morning(company, "2026-11-30")
    assert "逾期 3 天" in await team["li"].sees()


async def test_a_part_payment_reminds_for_the_rest(company: Company, team: dict[str, Chatter]) -> None:
    one = claim(company, company.customer("恒达五金", rep="李伟"), 100000, TODAY)
    settle(company, one, 20000, team["fang"])
    await morning(company)
    seen = await team["li"].sees()
    assert "800.00" in seen
    assert "已收 200.00" in seen


@pytest.mark.parametrize("kind", ["payment", "return", "write_off"])
async def test_a_reminder_rests_for_what_is_settled_and_for_nothing_else_of_the_customer(
    company: Company, team: dict[str, Chatter], kind: str
) -> None:
    customer = company.customer("恒达五金", rep="李伟")
    one = claim(company, customer, 100000, TODAY)
    claim(company, customer, 55500, TODAY)
    settle(company, one, 100000, team["fang"], kind)
    await morning(company)
    seen = await team["li"].sees()
    assert "1 笔" in seen
    assert "555.00" in seen
    assert "1,000.00" not in seen


async def test_a_dispute_and_a_promise_rest_until_settled_and_until_the_day(
    company: Company, team: dict[str, Chatter]
) -> None:
    customer = company.customer("恒达五金", rep="李伟")
    claim(company, customer, 11100, TODAY, disputed_at=company.clock.now(), dispute_note="数量不对")
    claim(company, customer, 22200, TODAY, promised_on=date(2026, 11, 25))
    await morning(company)
    assert await team["li"].sees() == ""
    await morning(company, "2026-11-25")
    seen = await team["li"].sees()
    assert "222.00" in seen
    assert "答应今天付" in seen
    assert "111.00" not in seen
    await morning(company, "2026-11-26")
    assert "曾答应 11月25日 周三 付" in await team["li"].sees()


async def test_the_digest_of_who_no_longer_has_the_customer_says_so_and_has_no_buttons(
    company: Company, team: dict[str, Chatter]
) -> None:
    li, min_ = team["li"], company.person("张敏", Role.REP)
    claim(company, company.customer("恒达五金", rep="李伟"), 123450, TODAY)
    claim(company, company.customer("粤丰贸易", rep="李伟"), 50000, TODAY)
    await morning(company)
    await li.taps("1")
    assert "答应了某天" in await li.buttons()
    boss, heng = team["wang"].actor, company.books(lambda s: s.exec(select(Customer.id)).first())

    def move(numbers: list[int] | None) -> None:
        moving = {"from_id": li.actor.id, "to_id": min_.actor.id, "customer_ids": numbers}
        company.write(lambda s: hand_over(s, by=boss, now=company.clock.now(), **moving))

    move([heng])
    await company.app.delivery.flush()
    seen = await li.sees()
    assert "1. 这一笔已不归您负责" in seen
    assert "共 500.00 元" in seen
    assert await li.buttons() == ["2"]
    move(None)
    await company.app.delivery.flush()
    assert "的都已不归您负责了" in await li.sees()
    assert await li.buttons() == []


async def test_why_names_the_payment_that_came_and_a_couriers_why_no_answer_that_it_has_not(
    company: Company, team: dict[str, Chatter]
) -> None:
    customer, fang = company.customer("恒达五金", rep="李伟"), team["fang"]
    one = claim(company, customer, 770000, TODAY)
    company.write(
        lambda s: record_payment(
            s, by=fang.actor, now=company.clock.now(), customer_id=customer, amount_fen=385000, received_on=TODAY,
            means="transfer", against=[one], note="先付一半",
        )
    )  # fmt: skip
    claim(company, customer, 100, TODAY - timedelta(days=7), courier_id=company.courier(), arose_on=date(2026, 11, 16))
    await morning(company)
    await team["li"].taps("1")
    why = await team["li"].taps("为什么")
    assert "已收 3,850.00 元" in why
    assert "· 11月23日 周一 收款 SK20261123-001 3,850.00 元" in why
    await team["qian"].taps("1")
    why = await team["qian"].taps("为什么")
    assert "快递交清了" in why
    assert "争议" not in why
    assert "答应" not in why


async def test_what_a_courier_holds_is_not_asked_of_the_customer(company: Company, team: dict[str, Chatter]) -> None:
    courier = company.courier()
    claim(company, company.customer("恒达五金", rep="李伟"), 100, TODAY, courier_id=courier)
    await morning(company)
    assert await team["li"].sees() == ""


async def test_a_rep_who_left_is_not_told_and_their_manager_is(company: Company, team: dict[str, Chatter]) -> None:
    claim(company, company.customer("恒达五金", rep="李伟"), 100, TODAY)

    def leave(session: Session) -> None:
        person = session.exec(select(Person).where(Person.name == "李伟")).one()
        person.active = False
        session.add(person)

    company.write(leave)
    await morning(company)
    assert await team["li"].sees() == ""
    assert "恒达五金" in await team["zhao"].sees()
    assert "恒达五金" in await team["fang"].sees()


async def test_a_customer_who_moved_is_told_to_the_new_rep_from_that_moment(
    company: Company, team: dict[str, Chatter]
) -> None:
    from models.customers import Customer

    sun = company.person("孙丽", Role.REP, manager="赵经理")
    customer = company.customer("恒达五金", rep="李伟")
    claim(company, customer, 100, TODAY)
    await morning(company)
    assert "恒达五金" in await team["li"].sees()

    def move(session: Session) -> None:
        found = session.get(Customer, customer)
        assert found is not None
        found.rep_id = sun.actor.id
        session.add(found)

    company.write(move)
    await morning(company, "2026-11-25")
    assert (await team["li"].sees_all()).count("逾期应收") == 1
    assert "恒达五金" in await sun.sees()


async def test_others_see_that_it_is_settled_and_by_whom(company: Company, team: dict[str, Chatter]) -> None:
    customer = company.customer("恒达五金", rep="李伟")
    one = claim(company, customer, 100000, TODAY)
    claim(company, customer, 55500, TODAY)
    await morning(company)
    settle(company, one, 30000, team["fang"])
    await company.app.delivery.flush()
    assert "已收 300.00" in await team["li"].sees()
    settle(company, one, 70000, team["fang"])
    await company.app.delivery.flush()
    seen = await team["li"].sees()
    assert "✓ 已收齐 · 方芳" in seen
    assert "1 笔，共 555.00" in seen
    assert len(await team["li"].messages()) == 1
    assert "1" not in await team["li"].buttons() or "2" not in await team["li"].buttons()


async def test_what_falls_due_until_the_next_working_day_is_told_the_afternoon_before(
    company: Company, team: dict[str, Chatter]
) -> None:
    customer = company.customer("恒达五金", rep="李伟")
    claim(company, customer, 111100, date(2026, 11, 28))  # a Saturday
    claim(company, customer, 222200, date(2026, 11, 30))  # the Monday
    claim(company, customer, 333300, date(2026, 12, 1))
    await company.clock_to("2026-11-27T16:01:00+08:00")
    for name in ("fang", "qian"):
        seen = await team[name].sees()
        assert "2 笔，共 3,333.00" in seen
        assert "3,333.00" in seen
    assert await team["li"].sees() == ""


async def test_what_was_told_is_written_down(company: Company, team: dict[str, Chatter]) -> None:
    one = claim(company, company.customer("恒达五金", rep="李伟"), 100, TODAY)
    await morning(company)
    told = company.books(lambda s: s.exec(select(Told).order_by(Told.person_id)).all())
    assert [(row.rule, row.subject_id, row.amount_fen, row.since_on) for row in told] == [
        ("payment-overdue", one, 100, TODAY)
    ] * 2
    assert len(company.books(lambda s: s.exec(select(Letter).where(Letter.kind == "payment-overdue")).all())) == 2


async def test_sixty_items_are_paged_eight_at_a_time_and_the_largest_come_first(
    company: Company, team: dict[str, Chatter]
) -> None:
    customer = company.customer("恒达五金", rep="李伟")
    for number in range(60):
        claim(company, customer, 1000 + number, TODAY)
    await morning(company)
    seen = await team["li"].sees()
    assert "60 笔" in seen
    assert seen.index("10.59") < seen.index("10.58")
    buttons = await team["li"].buttons()
    assert [label for label in buttons if label.isdigit()] == [str(number) for number in range(1, 9)]
    assert "下一页 ›" in buttons


async def test_english_readers_are_told_in_english(company: Company) -> None:
    amy = company.person("Amy", Role.REP, language="en")
    claim(company, company.customer("Hengda", rep="Amy"), 123450, TODAY)
    await morning(company)
    seen = await amy.sees()
    assert "Overdue payments" in seen
    assert "1 item, ¥1,234.50" in seen


async def test_an_overdue_claim_that_waits_for_its_invoice_says_so_and_the_assistant_enters_the_day(
    company: Company, team: dict[str, Chatter]
) -> None:
    customer = company.customer("恒达五金", rep="李伟")
    claim(company, customer, 100000, TODAY, number="CK1", terms="invoice+30d")
    await morning(company)
    fang, li = team["fang"], team["li"]
    assert "暂按发货日算，还没填开票日" in await fang.sees()
    await li.taps("1")
    assert "填开票日/对账日" not in await li.buttons()
    await fang.taps("1")
    await fang.taps("填开票日/对账日")
    await fang.taps("今天")
    await company.quiet()
    assert "到期日改为" in await li.sees()
    assert "方芳" in await li.sees()


async def test_a_posting_taken_back_reminds_again(company: Company, team: dict[str, Chatter]) -> None:
    one = claim(company, company.customer("恒达五金", rep="李伟"), 100, TODAY)
    settle(company, one, 100, team["fang"])
    await morning(company)
    assert await team["li"].sees() == ""
    settle(company, one, -100, team["fang"])
    assert company.books(lambda s: len(s.exec(select(ReceivablePosting)).all())) == 2
    await morning(company, "2026-11-25")
    assert "1.00" in await team["li"].sees()

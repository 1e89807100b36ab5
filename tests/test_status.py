"""How are we doing: one message with one picture, and lists that open down to the document; free text is answered."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import Session, select

from handlers.chart import Bar, Panel, draw
from models.customers import Customer
from models.people import Role
from models.receivables import Payment, Receivable
from tests.company import Chatter, Company

PNG = b"\x89PNG\r\n\x1a\n"


def owed(company: Company, customer_id: int, fen: int, due_on: date, number: str) -> int:
    def add(session: Session) -> int:
        made = Receivable(
            number=number,
            customer_id=customer_id,
            amount_fen=fen,
            arose_on=date(2026, 10, 1),
            due_on=due_on,
            created_at=company.clock.now(),
        )
        session.add(made)
        session.flush()
        return made.id

    return company.write(add)


@pytest.fixture
def team(company: Company) -> tuple[Chatter, Chatter, Chatter]:
    """A manager, and two reps with a customer each, one of them overdue."""
    zhao = company.person("赵刚", Role.MANAGER)
    li = company.person("李伟", Role.REP, manager="赵刚")
    amy = company.person("Amy", Role.REP, language="en", manager="赵刚")
    heng = company.customer("恒达电子", "李伟", short_name="恒达")
    company.customer("Pearl River Trading", "Amy", short_name="Pearl River", aliases="PRT")
    owed(company, heng, 123450, date(2026, 11, 13), "CK20261013-001")
    return zhao, li, amy


async def test_five_words_bring_figures_a_picture_and_lists(company: Company, team: tuple[Chatter, ...]) -> None:
    zhao = team[0]
    said = await zhao.says("今天怎么样")
    assert "应收 1,234.50 元，其中逾期 1,234.50 元" in said
    message = (await zhao.messages())[-1]
    assert message["photo"]
    async with company.http.get(company.url + message["photo"]) as picture:
        assert (await picture.read()).startswith(PNG)
    assert "恒达" in " ".join(await _after(zhao, "逾期客户"))
    card = await zhao.taps("恒达")
    assert "1,234.50" in card


async def _after(who: Chatter, label: str) -> list[str]:
    await who.taps(label)
    return await who.buttons()


@pytest.mark.parametrize(
    "question", ["how are we doing?", "How's business", "status", "/status", "我们公司最近怎么样？"]
)
async def test_the_question_may_be_asked_in_many_ways(
    company: Company, team: tuple[Chatter, ...], question: str
) -> None:
    assert "How we are doing" in await team[2].says(question)


async def test_each_sees_their_own_figures(company: Company, team: tuple[Chatter, ...]) -> None:
    _zhao, li, amy = team
    assert "Owed to us: ¥0.00" in await amy.says("how are we doing?")
    assert "应收 1,234.50 元" in await li.says("近况")


async def test_one_rep_or_one_customer_by_name(company: Company, team: tuple[Chatter, ...]) -> None:
    zhao, li, amy = team
    assert "李伟" in await zhao.says("李伟怎么样")
    assert "恒达" in await zhao.says("恒达 欠多少？")
    assert "1,234.50" in await zhao.sees()
    assert "Pearl River" in await amy.says("how much does PRT owe?")
    assert "恒达" not in await amy.says("恒达 欠多少")
    assert "Amy" not in await li.says("Amy怎么样")


@pytest.mark.parametrize(
    ("asked", "whose"),
    [
        ("how is 李伟 doing?", "李伟"),
        ("How is Amy doing", "Amy"),
        ("how's Amy?", "Amy"),
        ("how is 恒达 doing", "恒达"),
        ("how is Amy doing this month", "Amy"),
        ("李伟", "李伟"),
        ("amy", "Amy"),
    ],
)
async def test_a_rep_is_asked_about_in_english_or_by_name_alone(
    company: Company, team: tuple[Chatter, ...], asked: str, whose: str
) -> None:
    said = await team[0].says(asked)
    assert said.startswith(f"📊 {whose}\n")


async def test_one_of_two_reps_of_a_first_name_is_not_guessed(company: Company, team: tuple[Chatter, ...]) -> None:
    company.person("Amy Zhang", Role.REP, manager="赵刚")
    company.person("Amy Wu", Role.REP, manager="赵刚")
    company.customer("东方", "Amy Zhang")
    company.customer("南方", "Amy Wu")
    assert "📊 Amy Wu\n" in await team[0].says("amy wu")
    assert "📊 Amy\n" in await team[0].says("Amy"), "whose whole name it is"


async def test_a_colleagues_name_tells_a_rep_nothing(company: Company, team: tuple[Chatter, ...]) -> None:
    assert "📊" not in await team[1].says("Amy")


async def test_what_a_customer_owes_comes_with_its_due_days_and_what_was_paid_in_advance(
    company: Company, team: tuple[Chatter, ...]
) -> None:
    heng = company.books(lambda s: s.exec(select(Customer.id).where(Customer.short_name == "恒达")).one())
    for number, day in enumerate((30, 30, 29, 28), start=1):
        owed(company, heng, 10000 * number, date(2026, 11, day), f"CK{number}")

    def pay(session: Session) -> None:
        paid = {"received_on": date(2026, 11, 20), "means": "transfer", "recorded_at": company.clock.now()}
        session.add(Payment(number="SK1", customer_id=heng, amount_fen=2500, **paid))

    company.write(pay)
    said = await team[0].says("恒达 欠多少")
    assert (
        "到期：11月13日 周五 1,234.50 元，11月28日 周六 400.00 元，11月29日 周日 300.00 元，另 1 天共 300.00 元" in said
    )
    assert "预收款 25.00 元（已收，还没冲抵）" in said
    assert "预收款" not in await team[0].says("今天怎么样")


async def test_the_buttons_under_the_picture_open_their_lists(company: Company, team: tuple[Chatter, ...]) -> None:
    zhao = team[0]
    await zhao.says("近况")
    picture = (await zhao.messages())[-1]["message_id"]
    for label, sign in (
        ("待发货", "订单"),
        ("待审批", "订单"),
        ("逾期客户", "逾期客户"),
        ("签回单", "回单"),
        ("代收货款", "代收"),
        ("样品", "样品"),
        ("看业务员", "哪位业务员"),
        ("🔄 刷新", "近况"),
    ):
        assert sign in await zhao.taps(label, picture), label
    await zhao.taps("看业务员", picture)
    assert "李伟" in await zhao.taps("李伟")


async def test_nobody_is_offered_what_they_may_not_open(company: Company, team: tuple[Chatter, ...]) -> None:
    zhao, li, _amy = team
    await li.says("近况")
    offered = " ".join(await li.buttons())
    assert "代收货款" not in offered
    assert "看业务员" not in offered
    assert "样品" in offered
    await zhao.says("李伟 怎么样")
    assert "代收货款" in " ".join(await zhao.buttons())


async def test_the_couriers_under_one_reps_figures_are_those_that_hold_money_for_that_rep(
    company: Company, team: tuple[Chatter, ...]
) -> None:
    zhao, _li, amy = team
    heng = company.books(lambda s: s.exec(select(Customer.id).where(Customer.short_name == "恒达")).one())
    pearl = company.books(lambda s: s.exec(select(Customer.id).where(Customer.short_name == "Pearl River")).one())
    for customer, number, fen in ((heng, "CK1-D", 10000), (pearl, "CK2-D", 7000)):
        claim = owed(company, customer, fen, date(2026, 11, 20), number)
        courier = company.courier(f"快递{number}")

        def hold(session: Session, claim: int = claim, courier: int = courier) -> None:
            session.get_one(Receivable, claim).courier_id = courier

        company.write(hold)
    await zhao.says("近况")
    await zhao.taps("代收货款")
    assert {"快递CK1-D", "快递CK2-D"} <= {label.split()[1] for label in await zhao.buttons() if "快递" in label}
    await zhao.says(f"{amy.name} 怎么样")
    assert "70.00" in await zhao.taps("代收货款")
    assert not any("快递CK1-D" in label for label in await zhao.buttons())


async def test_a_name_alone_opens_the_card_and_what_comes_close_is_offered(
    company: Company, team: tuple[Chatter, ...]
) -> None:
    li = team[1]
    company.customer("恒通物流", "李伟", short_name="恒通")
    assert "1,234.50" in await li.says("恒达")
    await li.says("/start")
    await li.says("恒")
    assert {"恒达", "恒通"} <= {label.split(" ")[0] for label in await li.buttons()}


async def test_what_cannot_be_matched_gets_a_way_on(company: Company, team: tuple[Chatter, ...]) -> None:
    li = team[1]
    assert "/help" in await li.says("嘟嘟囔囔" * 2500)
    assert "/order" in await li.says("麻烦发 20支 给老王谢谢他们等着要用的东西还有别的也一起")
    assert "没有找到" in await li.says("DD20991231-999")


async def test_a_document_is_opened_by_its_number(company: Company, team: tuple[Chatter, ...]) -> None:
    li, amy = team[1], team[2]
    company.product("HP-12A", "12A 硒鼓")
    await li.says("/order")
    await li.says("恒达电子")
    await li.says("HP-12A")
    await li.says("20")
    await li.taps("标价")
    await li.taps("完成")
    assert "DD20261123-001" in await li.taps("✅ 确认下单")
    assert "恒达" in await li.says("dd20261123-001")
    assert "恒达" not in await amy.says("DD20261123-001")


async def test_a_picture_shows_rare_characters_and_signs_as_they_are() -> None:
    bars = [Bar("𠮷野家$x^2$", 100, "1.00"), Bar("", 0, "0.00")]
    picture = await draw([Panel("应收 $5 & <b>", bars, ages=True), Panel("nothing", [])])
    assert picture.startswith(PNG)

"""Plain questions about a customer, an order, a product: answered from the books, within what one may see."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import Session, select

from models.customers import Customer
from models.people import Role
from models.products import AgreedPrice, Product
from models.receivables import Payment
from models.shipments import Courier, Shipment
from tests.company import Chatter, Company
from tests.goods import put_order
from tests.test_status import owed


def trade(company: Company, language: str = "zh") -> Chatter:
    """A rep with customers in both languages, one of them with an agreed price; a colleague with another."""
    company.person("王经理", Role.MANAGER)
    li = company.person("李伟", Role.REP, language=language, manager="王经理")
    company.person("孙丽", Role.REP, manager="王经理")
    heng = company.customer("广州恒达电子有限公司", rep="李伟", short_name="恒达")
    company.customer("佛山一诺办公用品有限公司", rep="李伟", short_name="一诺办公")
    company.customer("深圳市一诺科技有限公司", rep="李伟", short_name="一诺科技")
    company.customer("Pearl River Trading Ltd", rep="李伟", short_name="Pearl River", aliases="PRT")
    golden = company.customer("Golden Bridge Office Supplies", rep="李伟", short_name="Golden Bridge")
    company.customer("佛山宏图印刷有限公司", rep="孙丽", short_name="宏图")
    drum = company.product("HP-12A", "HP 12A 硒鼓", list_price=4800, floor=4000, aliases="12A|Q2612A")
    company.product("TN-88A-80", "88A 碳粉 80克", unit="瓶", list_price=850, floor=700)

    def agree(session: Session) -> None:
        for customer in (heng, golden):
            session.add(
                AgreedPrice(
                    customer_id=customer,
                    product_id=drum,
                    price_fen=4550,
                    from_on=date(2026, 1, 1),
                    set_at=company.clock.now(),
                )
            )

    company.write(agree)
    return li


def number_of(company: Company, short_name: str) -> int:
    return company.books(lambda s: s.exec(select(Customer.id).where(Customer.short_name == short_name)).one())


def order(company: Company, short_name: str, days_ago: int = 0, **facts: object) -> int:
    """An order of twenty drums, so many days ago."""
    from datetime import timedelta

    customer_id, now = number_of(company, short_name), company.clock.now() - timedelta(days=days_ago)
    by = company.chatters["李伟"].actor.id
    drum = company.books(lambda s: s.exec(select(Product.id).where(Product.sku == "HP-12A")).one())
    return company.write(lambda s: put_order(s, customer_id=customer_id, by=by, now=now, lines=[(drum, "20")], **facts))


def ship(company: Company, short_name: str, number: str, waybill: str, on: date, courier: str = "顺丰") -> None:
    def add(session: Session) -> None:
        carrier = session.exec(select(Courier).where(Courier.name == courier)).first() or Courier(name=courier)
        session.add(carrier)
        session.flush()
        session.add(
            Shipment(
                number=number, customer_id=number_of(company, short_name), amount_fen=96000, via="express",
                courier_id=carrier.id, waybill=waybill, shipped_on=on, posted_at=company.clock.now(),
            )
        )  # fmt: skip

    company.write(add)


def pay(company: Company, short_name: str, fen: int, on: date, state: str = "recorded") -> None:
    def add(session: Session) -> None:
        number = f"SK{on:%Y%m%d}-{fen}"
        paid = {"received_on": on, "means": "transfer", "recorded_at": company.clock.now(), "state": state}
        session.add(Payment(number=number, customer_id=number_of(company, short_name), amount_fen=fen, **paid))

    company.write(add)


@pytest.mark.parametrize(
    "said", ["恒达12A什么价", "12A 多少钱 给恒达", "12A给恒达什么价？", "12A 恒达拿多少钱", "恒达的12A协议价是多少"]
)
async def test_what_a_product_costs_a_customer_is_said_of_that_customer(company: Company, said: str) -> None:
    li = trade(company)
    answer = await li.says(said)
    assert "恒达：" in answer
    assert "协议价 45.50 元/支（标价 48.00）" in answer


@pytest.mark.parametrize(
    "said",
    ["What does Golden Bridge pay for HP 12A?", "price of 12A for Golden Bridge", "how much is 12A for Golden Bridge"],
)
async def test_in_english_too(company: Company, said: str) -> None:
    amy = trade(company, "en")
    answer = await amy.says(said)
    assert "Golden Bridge:" in answer
    assert "agreed price ¥45.50/支 (list ¥48.00)" in answer


async def test_without_an_agreed_price_that_is_said_and_several_customers_are_all_answered_for(
    company: Company,
) -> None:
    li = trade(company)
    answer = await li.says("88A粉80克 多少钱 给一诺")
    assert "一诺办公：" in answer
    assert "一诺科技：" in answer
    assert answer.count("没有协议价，标价 8.50 元/瓶") == 2
    assert "标价 8.50 元/瓶" in await li.says("88A粉80克 多少钱")


@pytest.mark.parametrize(
    "said", ["恒达付了多少", "恒达付了多少了", "恒达这个月付了多少钱", "恒达付款了吗", "恒达上次付款"]
)
async def test_what_a_customer_paid(company: Company, said: str) -> None:
    li = trade(company)
    assert "还没有收到过 恒达 的款" in await li.says(said)
    for fen, on in ((100000, date(2026, 10, 30)), (250000, date(2026, 11, 3)), (50000, date(2026, 11, 20))):
        pay(company, "恒达", fen, on)
    pay(company, "恒达", 77700, date(2026, 11, 21), state="void")
    owed(company, number_of(company, "恒达"), 30000, date(2026, 11, 30), "CK20261101-001")
    answer = await li.says(said)
    assert "本月付了 3,000.00 元（2 笔）" in answer
    assert "11月20日 周五 500.00 元 · 银行转账" in answer
    assert "现在还欠 300.00 元" in answer
    assert "777" not in answer


@pytest.mark.parametrize("said", ["how much has PRT paid", "how much has PRT paid so far?", "did PRT pay?"])
async def test_what_a_customer_paid_in_english(company: Company, said: str) -> None:
    amy = trade(company, "en")
    pay(company, "Pearl River", 100000, date(2026, 10, 30))
    answer = await amy.says(said)
    assert "Pearl River has paid nothing this month yet" in answer
    assert "¥1,000.00 · bank transfer" in answer.replace("Bank", "bank")
    assert "They owe nothing now" in answer


@pytest.mark.parametrize(
    "said", ["顺丰单号多少 恒达", "恒达的快递单号", "恒达 单号发我", "恒达运单号多少？", "恒达的单号是多少"]
)
async def test_the_waybill_numbers_of_what_left_last(company: Company, said: str) -> None:
    li = trade(company)
    ship(company, "恒达", "CK20261120-001", "SF1234567890", date(2026, 11, 20))
    ship(company, "恒达", "CK20261121-001", "", date(2026, 11, 21), courier="德邦")
    answer = await li.says(said)
    assert "11月20日 周五 CK20261120-001：顺丰 SF1234567890" in answer
    assert "CK20261121-001：德邦，还没有单号" in answer


@pytest.mark.parametrize("said", ["PRT tracking number?", "what's the waybill for PRT"])
async def test_waybill_numbers_in_english(company: Company, said: str) -> None:
    amy = trade(company, "en")
    ship(company, "Pearl River", "CK20261120-001", "SF1234567890", date(2026, 11, 20))
    assert "顺丰 SF1234567890" in await amy.says(said)


async def test_where_nothing_has_left_a_question_for_the_number_shows_the_order(company: Company) -> None:
    li = trade(company)
    order(company, "恒达")
    assert "DD20261123-001" in await li.says("恒达的快递单号")


@pytest.mark.parametrize(
    "said", ["where's PRT's order?", "where is PRT's order", "has PRT's order shipped?", "PRT的货到哪了"]
)
async def test_where_an_order_is(company: Company, said: str) -> None:
    amy = trade(company, "en")
    order(company, "Pearl River")
    assert "DD20261123-001" in await amy.says(said)


async def test_the_orders_of_a_day(company: Company) -> None:
    li = trade(company)
    assert "没有下过单" in await li.says("昨天那单发了没有")
    order(company, "恒达", days_ago=1)
    assert "DD20261123-001" in await li.says("昨天那单发了没有")
    assert "恒达" in await li.sees()
    order(company, "一诺办公", days_ago=1, state="shipped")
    order(company, "恒达", days_ago=1, state="cancelled")
    answer = await li.says("昨天的单发了吗")
    assert "共 2 单" in answer
    assert "恒达 960.00 元：还没发，约定" in answer
    assert "一诺办公 960.00 元：已发" in answer
    assert "DD20261123-002" in await li.says("一诺办公昨天那单发了没有")
    assert "没有下过单" in await li.says("前天那单发了没有")


async def test_the_orders_of_a_day_in_english(company: Company) -> None:
    amy = trade(company, "en")
    for short_name in ("恒达", "Pearl River"):
        order(company, short_name, days_ago=1)
    answer = await amy.says("was yesterday's order shipped?")
    assert "2 orders of" in answer
    assert "not shipped yet, promised for" in answer


async def test_nothing_is_said_of_a_colleagues_customer(company: Company) -> None:
    trade(company)
    sun = company.chatters["孙丽"]
    order(company, "恒达", days_ago=1)
    pay(company, "恒达", 100000, date(2026, 11, 20))
    ship(company, "恒达", "CK20261120-001", "SF1234567890", date(2026, 11, 20))
    for said in ("恒达付了多少", "恒达的快递单号", "昨天那单发了没有", "恒达12A什么价", "恒达昨天那单发了没有"):
        await sun.says(said)
    seen = await sun.sees_all()
    for secret in ("广州", "1,000.00", "SF1234567890", "DD2026", "45.50", "960.00"):
        assert secret not in seen


async def test_who_sees_no_prices_is_told_no_payments(company: Company) -> None:
    trade(company)
    store = company.person("老何", Role.WAREHOUSE)
    pay(company, "恒达", 100000, date(2026, 11, 20))
    await store.says("恒达付了多少")
    assert "1,000.00" not in await store.sees_all()


@pytest.mark.parametrize("said", ["恒达 欠多少", "恒达还有多少没付", "what does 恒达 owe?", "恒达 owes?"])
async def test_what_is_owed_is_still_a_question_of_its_own(company: Company, said: str) -> None:
    li = trade(company)
    assert "📊" in await li.says(said)

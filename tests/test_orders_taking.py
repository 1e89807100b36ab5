"""An order is taken by taps: the whole way, in both languages, and nothing is lost on it."""

from __future__ import annotations

from models.orders import Order, OrderState, lines_of
from models.people import Role
from sqlmodel import Session, select

from tests.company import Chatter, Company


def orders(company: Company) -> list[Order]:
    """Every order in the books, oldest first."""
    return company.books(lambda session: list(session.exec(select(Order).order_by(Order.id))))


def trade(company: Company, language: str = "zh", **customer: object) -> Chatter:
    """A rep with an assistant, a customer and two products."""
    company.person("张总", Role.BOSS)
    company.person("王经理", Role.MANAGER)
    li = company.person("李伟", Role.REP, language=language, manager="王经理")
    company.person("小陈", Role.ASSISTANT, serves=("李伟",))
    company.customer("恒达文具", rep="李伟", short_name="恒达", **customer)
    company.product("P1", "中性笔", list_price=1000, floor=800, stock=500)
    company.product("P2", "笔记本", unit="本", list_price=2000, floor=1500, stock=10)
    company.courier("顺丰")
    return li


async def add(li: Chatter, product: str, quantity: str, price: str = "标价") -> str:
    """A line by taps and one typed quantity."""
    await li.taps(product)
    await li.says(quantity)
    return await li.taps(price)


async def test_an_order_is_taken_by_taps_in_chinese(company: Company) -> None:
    li = trade(company)
    await li.says("/order")
    await li.taps("恒达")
    await add(li, "P1", "20")
    await li.taps("＋ 再加一个")
    await add(li, "P2", "二十")
    card = await li.taps("完成")
    print(card)
    assert "中性笔 20 支 × 10.00 = 200.00" in card
    assert "合计 600.00 元" in card
    assert "今天上午" in card
    assert "笔记本 缺 10 本" in card
    done = await li.taps("✅ 确认下单")
    print(done)
    (order,) = orders(company)
    assert order.number == "DD20261123-001"
    assert order.number in done
    assert (order.state, order.total_fen, order.morning) == (OrderState.OPEN, 60000, True)
    assert "小陈" in company.chatters and "DD20261123-001" in await company.chatters["小陈"].sees()
    print(await company.chatters["小陈"].sees())
    print(await li.taps("看订单"), await li.buttons())

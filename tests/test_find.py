"""Finding by whatever is remembered."""

import pytest

from models.people import Role
from tests.company import Company
from tests.goods import put_order


@pytest.mark.parametrize("said", ["恒达", "hd", "hengda", "YW00-0001", "恆達", "恒大"])
async def test_a_customer_is_opened_by_a_part_of_its_name(company: Company, said: str) -> None:
    li = company.person("李伟", Role.REP)
    company.customer("佛山市恒达电子有限公司", rep="李伟", short_name="恒达")
    company.customer("东莞粤丰贸易", rep="李伟")
    await li.says("/find")
    found = await li.says(said)
    if "恒达 · YW00-0001" not in found:
        found = await li.taps("恒达")
    assert "佛山市恒达电子有限公司" in found


@pytest.mark.parametrize("window", ["/find", "/order"])
async def test_a_question_typed_where_a_name_is_asked_for_is_answered(company: Company, window: str) -> None:
    li, boss = company.person("李伟", Role.REP), company.person("周总", Role.BOSS)
    company.customer("佛山市恒达电子有限公司", rep="李伟", short_name="恒达")
    company.product("P1", "中性笔")
    for step in ("/order", "恒达", "P1", "20", "标价", "完成", "✅ 确认下单"):
        await (li.says(step) if step in ("/order", "20") else li.taps(step))
    number = "DD20261123-001"
    await boss.says(window)
    assert "今日接单 1 单" in await boss.says("今天怎么样")
    await boss.says(window)
    assert "📊 恒达" in await boss.says("恒达 欠多少")
    await boss.says(window)
    assert number in await boss.says(number)


async def test_several_hits_are_a_list_that_pages(company: Company) -> None:
    li = company.person("李伟", Role.REP)
    for number in range(8):
        company.customer(f"恒达{number}号", rep="李伟", short_name=f"恒达{number}号")
    await li.says("/find 恒达")
    assert "8 个客户" in await li.sees()
    first = {label for label in await li.buttons() if label.startswith("恒达")}
    assert "第 1/2 页" in await li.buttons()
    await li.taps("下一页")
    second = {label for label in await li.buttons() if label.startswith("恒达")}
    assert (len(first), len(second), len(first | second)) == (6, 2, 8)


async def test_what_is_not_found_says_how_to_go_on(company: Company) -> None:
    li = company.person("李伟", Role.REP)
    company.customer("恒达", rep="李伟")
    await li.says("/find")
    for wrong in ("完全没有", "x" * 10_000, "<b>&\"'😀\u202e"):
        assert "没有找到" in await li.says(wrong)
    await li.taps("看全部")
    assert "恒达 · 广州 · YW00-0001" in await li.buttons()


async def test_a_product_shows_prices_to_those_who_sell_and_stock_to_the_warehouse(company: Company) -> None:
    company.product("A-100", "中性硅酮耐候胶", list_price=1850, floor=1500, stock=320)
    li, boss = company.person("李伟", Role.REP), company.person("周总", Role.BOSS)
    store = company.person("老何", Role.WAREHOUSE)
    for person in (li, boss, store):
        await person.says("/find")
        await person.says("naihou")
    assert "标价 18.50 元" in await li.sees()
    assert "底价" not in await li.sees()
    assert "底价 15.00 元" in await boss.sees()
    assert "元" not in await store.sees()
    assert "库存 320 支" in await store.sees()


async def test_a_word_that_names_both_offers_both(company: Company) -> None:
    company.product("A-100", "恒达牌胶")
    li = company.person("李伟", Role.REP)
    company.customer("恒达电子", rep="李伟")
    await li.says("/find 恒达")
    assert "1 个客户" in await li.sees()
    await li.taps("产品（1）")
    assert "A-100 恒达牌胶" in await li.buttons()


async def test_colleagues_find_only_what_is_theirs_to_see(company: Company) -> None:
    company.person("张敏", Role.REP)
    company.customer("恒达电子", rep="张敏")
    li, store = company.person("李伟", Role.REP), company.person("老何", Role.WAREHOUSE)
    for person in (li, store):
        await person.says("/find")
        assert "没有找到" in await person.says("恒达电子")


async def test_everything_is_said_in_english_to_who_chose_it(company: Company) -> None:
    amy = company.person("Amy", Role.BOSS, language="en")
    company.customer("恒达电子", terms="shipment+30d")
    await amy.says("/find")
    await amy.says("hd")
    card = await amy.sees()
    assert "30 days after shipment" in card
    assert "Guangdong" in card
    assert "Owes nothing" in card


async def test_more_promised_than_is_there_is_said_in_words(company: Company) -> None:
    li = company.person("李伟", Role.REP)
    customer = company.customer("恒达", rep="李伟")
    pen = company.product("P1", "中性笔", stock=5)
    now = company.clock.now()
    company.write(lambda s: put_order(s, customer_id=customer, by=li.actor.id, now=now, lines=[(pen, "10")]))
    await li.says("/order")
    seen = await li.taps("恒达")
    assert "缺 5" in seen
    assert "-5" not in seen
    await li.says("/cancel")
    await li.says("/find")
    assert "缺 5 支" in await li.says("P1")

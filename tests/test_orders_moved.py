"""Another product, another customer: what was typed for the one does not pass to the other unseen."""

from __future__ import annotations

import pytest
from sqlmodel import Session, select

from models.products import AgreedPrice, Product
from tests.company import Company
from tests.test_reading_chat import lines, orders, trade


@pytest.mark.parametrize(
    ("language", "product", "told"),
    [
        ("zh", "换产品", "换成了 HP 88A 硒鼓，单价按它的标价 48.00，原来的 43.00 没有带过来"),
        ("en", "Another product", "Now HP 88A 硒鼓, at its list price of ¥48.00; the ¥43.00 given before was not kept"),
    ],
)
async def test_a_price_typed_for_one_product_does_not_pass_to_another(
    company: Company, language: str, product: str, told: str
) -> None:
    li = trade(company, language)
    await li.says("恒达 12A 20支 43块")
    await li.taps("明细" if language == "zh" else "Lines")
    await li.taps("✏️ 1.")
    await li.taps(product)
    await li.says("HP-88A")
    card = await li.taps("完成" if language == "zh" else "Done")
    assert told in card
    await li.taps("✅")
    assert lines(company, orders(company)[0]) == [("HP-88A", "20", 4800)]


async def test_where_no_price_was_typed_another_product_needs_no_word(company: Company) -> None:
    li = trade(company)
    await li.says("恒达 12A 20支")
    for label in ("明细", "✏️ 1.", "换产品"):
        await li.taps(label)
    await li.says("HP-88A")
    assert "换成了" not in await li.taps("完成")


async def test_what_a_person_chose_stays_when_the_customer_changes_and_the_card_says_what_does_not(
    company: Company,
) -> None:
    li = trade(company)
    company.customer("汕头远达贸易有限公司", rep="李伟", short_name="远达", terms="prepay", address="港口路8号")
    await li.says("恒达 12A 20支")
    await li.taps("发货")
    await li.taps("自提")
    await li.taps("好了")
    await li.taps("客户")
    card = await li.taps("远达")
    assert "发货：自提" in card
    assert "按 远达 平时的来：结算、地址" in card
    await li.taps("客户")
    card = await li.taps("恒达")
    assert "发货：自提" in card
    await li.taps("✅ 确认下单")
    assert orders(company)[0].ship_via == "pickup"


async def test_what_the_message_said_of_the_way_stays_when_the_customer_changes(company: Company) -> None:
    li = trade(company)
    await li.says("恒达 12A 20支 发顺丰到付")
    await li.taps("客户")
    card = await li.taps("一诺办公")
    assert "快递 顺丰 · 运费到付" in card
    assert "平时的来" not in card, "nothing else is another"


async def test_a_courier_that_does_not_go_there_is_not_kept(company: Company) -> None:
    li = trade(company)
    company.courier("本省快运", regions="home")
    company.customer(
        "杭州西湖文具", rep="李伟", short_name="西湖", province="浙江", terms="prepay", address="北山路3号"
    )
    await li.says("恒达 12A 20支")
    await li.taps("发货")
    await li.taps("本省快运")
    await li.taps("好了")
    await li.taps("客户")
    card = await li.taps("西湖")
    assert "本省快运" not in card
    assert "按 西湖 平时的来：快递、结算、地址" in card


async def test_an_agreed_price_that_takes_the_place_of_the_list_price_is_said(company: Company) -> None:
    li = trade(company)
    number = company.customer("中山新华书店", rep="李伟", short_name="新华")

    def agree(session: Session) -> None:
        product = session.exec(select(Product).where(Product.sku == "HP-12A")).one()
        now = company.clock.now()
        agreed = AgreedPrice(customer_id=number, product_id=product.id, price_fen=4200, from_on=now.date(), set_at=now)
        session.add(agreed)

    company.write(agree)
    await li.says("恒达 12A 20支")
    await li.taps("客户")
    card = await li.taps("新华")
    assert "HP 12A 硒鼓 20 支 × 42.00" in card
    assert "HP 12A 硒鼓 的单价随客户换成 42.00（原来 45.00）" in card

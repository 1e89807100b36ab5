"""Another product, another customer: what was typed for the one does not pass to the other unseen."""

from __future__ import annotations

import pytest

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

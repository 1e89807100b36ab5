"""Names that somebody used and that wait: who decides, and what the others see of their own."""

from __future__ import annotations

from models.people import Role
from tests.company import Chatter, Company


def trade(company: Company, language: str = "zh") -> Chatter:
    """A rep with an assistant, a customer and two products."""
    rep = company.person("李伟", Role.REP, language=language)
    company.person("小陈", Role.ASSISTANT, serves=("李伟",))
    company.customer("广州恒达电子有限公司", rep="李伟", short_name="恒达")
    company.product("TN-88A-80", "88A 碳粉 80克", unit="瓶", list_price=850, floor=700)
    company.product("HP-12A", "HP 12A 硒鼓")
    return rep


async def test_a_rep_sees_what_became_of_the_names_they_used(company: Company) -> None:
    li = trade(company)
    chen = company.chatters["小陈"]
    said = await li.says("/words")
    assert "还没有用过" in said
    assert "由 小陈 同意后" in said
    await li.says("恒达 二号粉 30瓶")
    await li.says("TN-88A-80")
    await li.taps("✅ 确认下单")
    assert "「二号粉」→ 88A 碳粉 80克（等同意）" in await li.says("/words")
    assert await li.buttons() == ["主菜单"], "nothing to decide here"
    await chen.says("/words")
    assert "还没有用过" in await chen.taps("看我用过的")
    await chen.taps("‹ 返回")
    await chen.taps("「二号粉」")
    await chen.taps("✅ 同意")
    assert "「二号粉」→ 88A 碳粉 80克（已认得）" in await li.says("/words")


async def test_the_same_in_english(company: Company) -> None:
    amy = trade(company, "en")
    assert "messages are read with it once 小陈 agrees" in await amy.says("/words")


async def test_who_takes_no_orders_is_still_told_no(company: Company) -> None:
    trade(company)
    store = company.person("老何", Role.WAREHOUSE)
    assert "没有权限" in await store.says("/words")

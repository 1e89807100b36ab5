"""The way in."""

from models.people import Role
from tests.company import Company


async def test_start_greets_by_name_and_shows_a_menu(company: Company) -> None:
    li = company.person("李伟", Role.REP)
    assert "李伟" in await li.says("/start")


async def test_a_stranger_gets_one_neutral_sentence_and_nothing_is_written(company: Company) -> None:
    stranger = company.stranger()
    assert "只对受邀请的同事开放" in await stranger.says("你好，今天多少钱")
    assert await stranger.says("在吗") == ""
    from sqlmodel import select

    from models.inbox import InboxUpdate

    assert company.books(lambda s: s.exec(select(InboxUpdate)).all()) == []


async def test_english_speakers_are_spoken_to_in_english(company: Company) -> None:
    amy = company.person("Amy", Role.REP, language="en")
    assert "Hello Amy" in await amy.says("/start")


async def test_a_command_that_there_is_not_is_answered_and_the_open_window_goes_on(company: Company) -> None:
    li, amy = company.person("李伟", Role.REP), company.person("Amy", Role.REP, language="en")
    company.customer("恒达办公用品有限公司", "李伟", short_name="恒达")
    assert await li.says("/people") == "没有 /people 这个命令。会什么、怎么说，请发 /help。"
    assert "There is no command /zzz." in await amy.says("/zzz now")
    await li.says("/order")
    said = await li.says("/foo")
    assert said.startswith("没有 /foo 这个命令")
    assert "⚠️" not in said, "it was not looked for as a customer"
    assert "产品" in await li.taps("恒达"), "the window goes on"


async def test_cancelling_says_whether_there_was_anything_to_cancel(company: Company) -> None:
    li, amy = company.person("李伟", Role.REP), company.person("Amy", Role.REP, language="en")
    company.customer("恒达办公用品有限公司", "李伟", short_name="恒达")
    assert "没有正在办的事" in await li.says("/cancel"), "never began anything"
    await li.says("/start")
    assert "没有正在办的事" in await li.says("/cancel")
    assert "Nothing is open" in await amy.says("/cancel")
    await li.says("/order")
    await li.taps("恒达")
    await li.says("/start")
    assert "已取消" in await li.says("/cancel"), "the draft lay below the menu"
    assert "没有正在办的事" in await li.says("/cancel")

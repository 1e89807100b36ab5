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

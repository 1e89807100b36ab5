"""Letters reach people whatever the chat server does: once, in time, and nobody's trouble holds up another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from sqlmodel import Session, select

from jobs.chat import Chat, pace
from jobs.letters import COMPOSERS, Words
from locales import text
from models import letters
from models.letters import Letter, LetterState
from models.people import Actor, Person, Role
from tests.company import Chatter, Company


@pytest.fixture(autouse=True)
def note() -> Iterator[None]:
    """A kind of letter that says what its facts say; without `say` it is no longer true."""

    def compose(_s: Session, letter: Letter, facts: dict[str, Any], _to: Actor, _now: datetime) -> Words | None:
        if facts.get("say") is None:
            return None
        said = text("zh", "stranger") if facts["say"] == "long" else facts["say"]
        return Words(text("zh", "letter-unreachable", name=said), ((("好", f"open:order:{letter.id}"),),))

    COMPOSERS["note"] = compose
    yield
    del COMPOSERS["note"]


async def post(company: Company, to: Chatter, say: str | None, occasion: str = "1") -> int:
    """Owe somebody a letter and let the delivery know."""

    def work(session: Session) -> int:
        letter = letters.post(session, "note", "test:1", to.actor.id, occasion, now=company.clock.now(), say=say)
        assert letter is not None
        return letter

    number = company.write(work)
    await company.app.delivery.flush()
    return number


def letter(company: Company, number: int) -> Letter:
    """The letter as it stands."""
    return company.books(lambda session: session.exec(select(Letter).where(Letter.id == number)).one())


async def fault(company: Company, **how: Any) -> None:
    """Let the chat server fail."""
    async with company.http.post(f"{company.url}/sandbox/faults", json=how) as answer:
        assert answer.status < 300, await answer.text()


@pytest.mark.parametrize("per_second", range(1, 31))
def test_no_second_sees_more_letters_than_the_limit(per_second: int) -> None:
    bucket = pace(per_second)
    drains = bucket["overall_max_rate"] / bucket["overall_time_period"]
    assert bucket["overall_max_rate"] >= 1
    assert drains + bucket["overall_max_rate"] <= per_second + 1 + 1e-9
    assert drains * 1.05 >= per_second


async def test_a_letter_arrives_once_with_its_buttons(company: Company) -> None:
    li = company.person("李伟", Role.REP)
    number = await post(company, li, "甲")
    await company.app.delivery.flush()
    assert [message["text"].count("甲") for message in await li.messages()] == [1]
    assert await li.buttons() == ["好"]
    assert letter(company, number).state == LetterState.SENT


async def test_a_letter_that_is_no_longer_true_is_not_sent(company: Company) -> None:
    li = company.person("李伟", Role.REP)
    number = await post(company, li, None)
    assert await li.sees() == ""
    assert letter(company, number).state == LetterState.DROPPED


async def test_one_who_left_gets_nothing(company: Company) -> None:
    li = company.person("李伟", Role.REP)
    who = li.actor.id

    def leave(session: Session) -> None:
        person = session.get(Person, who)
        assert person is not None
        person.active = False
        session.add(person)

    company.write(leave)
    company.write(lambda s: letters.post(s, "note", "test:1", who, "1", now=company.clock.now(), say="甲") and None)
    await company.app.delivery.flush()
    assert await li.sees() == ""


async def test_a_flooded_chat_is_left_alone_and_the_others_are_served(company: Company) -> None:
    li, wang = company.person("李伟", Role.REP), company.person("王芳", Role.REP)
    await fault(company, method="sendMessage", status=429, retry_after=90, chat_id=li.id)
    first = await post(company, li, "甲")
    await post(company, li, "乙", "2")
    await post(company, wang, "丙")
    assert await li.sees() == ""
    assert "丙" in await wang.sees()
    assert letter(company, first).state == LetterState.WAITING
    await company.advance("80s")
    assert await li.sees() == ""
    await company.advance("15s")
    said = await li.sees_all()
    assert said.index("甲") < said.index("乙")


async def test_one_who_blocked_the_bot_is_handed_to_their_manager_once_a_day(company: Company) -> None:
    zhao = company.person("赵经理", Role.MANAGER)
    li = company.person("李伟", Role.REP, manager="赵经理")
    await fault(company, method="sendMessage", status=403, chat_id=li.id, times=2)
    number = await post(company, li, "甲")
    await post(company, li, "乙", "2")
    assert letter(company, number).state == LetterState.REFUSED
    assert (await zhao.sees_all()).count("李伟") == 1
    await post(company, li, "丙", "3")
    assert "丙" in await li.sees()


async def test_a_chat_that_is_not_there_is_handed_to_the_manager_too(company: Company) -> None:
    zhao = company.person("赵经理", Role.MANAGER)
    li = company.person("李伟", Role.REP, manager="赵经理")
    await fault(company, method="sendMessage", status=400, description="Bad Request: chat not found", chat_id=li.id)
    await post(company, li, "甲")
    assert "李伟" in await zhao.sees()


async def test_a_lost_answer_is_resent_once_and_marked_then_left(company: Company) -> None:
    li = company.person("李伟", Role.REP)
    await fault(company, method="sendMessage", drop_answer=True, times=3)
    number = await post(company, li, "甲")
    assert letter(company, number).state == LetterState.UNKNOWN
    await company.advance("2m")
    shown = [message["text"] for message in await li.messages()]
    assert len(shown) == 2
    assert "重复" not in shown[0]
    assert "重复" in shown[1]
    await company.advance("3h")
    assert len(await li.messages()) == 2
    assert letter(company, number).state == LetterState.UNKNOWN


async def test_a_server_that_fails_is_tried_again(company: Company) -> None:
    li = company.person("李伟", Role.REP)
    await fault(company, method="sendMessage", status=502, times=3)
    await post(company, li, "甲")
    assert await li.sees() == ""
    await company.advance("1m")
    assert (await li.sees_all()).count("甲") == 1
    assert "重复" not in await li.sees()


async def test_a_server_that_is_away_loses_nothing_and_doubles_nothing(company: Company) -> None:
    li = company.person("李伟", Role.REP)
    chat = company.app.delivery.chat
    await chat.close()
    company.app.delivery.chat = Chat("12345:sandbox-token-of-the-tests-0123456789", "http://127.0.0.1:9", per_second=25)
    number = await post(company, li, "甲")
    assert letter(company, number).state == LetterState.WAITING
    await company.app.delivery.chat.close()
    company.app.delivery.chat = Chat("12345:sandbox-token-of-the-tests-0123456789", company.url, per_second=25)
    await company.advance("1m")
    assert [message["text"].count("甲") for message in await li.messages()] == [1]
    assert "重复" not in await li.sees()


async def test_words_the_server_refuses_do_not_stop_the_next(company: Company) -> None:
    li = company.person("李伟", Role.REP)
    await fault(company, method="sendMessage", status=400, description="Bad Request: can't parse entities", times=1)
    number = await post(company, li, "甲")
    await post(company, li, "乙", "2")
    assert letter(company, number).state == LetterState.REFUSED
    assert "乙" in await li.sees()


async def test_a_moved_chat_is_followed(company: Company) -> None:
    li, other = company.person("李伟", Role.REP), company.person("王芳", Role.REP)
    await fault(company, method="sendMessage", migrate_to_chat_id=other.id, chat_id=li.id)
    number = await post(company, li, "甲")
    assert "甲" in await other.sees()
    assert letter(company, number).chat_id == other.id


async def test_a_letter_without_words_is_refused_and_the_next_is_sent(company: Company) -> None:
    li = company.person("李伟", Role.REP)

    def work(session: Session) -> int:
        made = letters.post(session, "no-such-kind", "test:1", li.actor.id, "1", now=company.clock.now())
        assert made is not None
        return made

    number = company.write(work)
    await post(company, li, "乙")
    assert letter(company, number).state == LetterState.REFUSED
    assert "乙" in await li.sees()


async def test_a_slow_call_holds_up_nobody_else(company: Company) -> None:
    import asyncio

    li, wang = company.person("李伟", Role.REP), company.person("王芳", Role.REP)
    await fault(company, method="sendMessage", delay_s=2, chat_id=li.id)
    slow = asyncio.create_task(post(company, li, "甲"))
    await asyncio.sleep(0.2)
    company.write(
        lambda s: letters.post(s, "note", "test:1", wang.actor.id, "1", now=company.clock.now(), say="乙") and None
    )
    company.app.delivery.wake.set()
    while "乙" not in await wang.sees():
        assert not slow.done(), "it waited for somebody else's"
        await asyncio.sleep(0.01)
    assert not company.app.idle
    await slow


async def test_what_changed_is_edited_in_place(company: Company) -> None:
    li = company.person("李伟", Role.REP)
    number = await post(company, li, "甲")

    def change(session: Session, say: str | None) -> None:
        found = session.get(Letter, number)
        assert found is not None
        found.facts = '{"say": null}' if say is None else f'{{"say": "{say}"}}'
        found.stale = True
        session.add(found)

    company.write(lambda session: change(session, "乙"))
    await company.app.delivery.flush()
    assert "乙" in await li.sees()
    assert len(await li.messages()) == 1
    company.write(lambda session: change(session, "乙"))  # nothing new: the server says it is not modified
    await company.app.delivery.flush()
    assert not letter(company, number).stale
    company.write(lambda session: change(session, None))  # no longer true: its buttons go
    await company.app.delivery.flush()
    assert await li.buttons() == []


async def test_an_edit_that_fails_is_done_later_and_a_message_that_is_gone_is_forgotten(company: Company) -> None:
    li = company.person("李伟", Role.REP)
    number = await post(company, li, "甲")

    def change(session: Session) -> None:
        found = session.get(Letter, number)
        assert found is not None
        found.facts, found.stale = '{"say": "丙"}', True
        session.add(found)

    await fault(company, method="editMessageText", status=502)
    company.write(change)
    await company.app.delivery.flush()
    assert "甲" in await li.sees()
    await company.advance("5s")
    assert "丙" in await li.sees()
    gone = "Bad Request: message to edit not found"
    await fault(company, method="editMessageText", status=400, description=gone)
    company.write(change)
    await company.app.delivery.flush()
    assert not letter(company, number).stale


async def test_a_letter_too_long_for_one_message_goes_in_several_with_the_buttons_last(company: Company) -> None:
    li = company.person("李伟", Role.REP)
    await post(company, li, "很长的话" * 2000)
    shown = await li.messages()
    assert len(shown) == 2
    assert not shown[0]["buttons"]
    assert shown[1]["buttons"]

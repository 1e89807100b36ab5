"""Trouble with the chat server and floods: waited out in one's own queue, told apart, and nobody else's business."""

from __future__ import annotations

import asyncio
import itertools
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from sqlmodel import func, select

from bench.instant import said
from bench.product import Product
from bot import intake
from bot.intake import TOLD_FOR
from bot.lanes import MOST_WAITING
from bot.polling import Poller
from faults.company import FIRST_ID, staff, write_books
from models.clock import MovableClock
from models.database import Database
from models.inbox import InboxUpdate
from models.letters import Letter
from models.orders import Order
from models.people import Role
from tests.company import TOKEN, Company
from tests.test_delivery import fault
from tests.test_orders_taking import to_card, trade

FLOOD = 10_000


def count_of(state: str, person: int = 0) -> Any:
    """How many updates (of a person) are in a state."""
    query = select(func.count()).where(InboxUpdate.state == state)
    return query.where(InboxUpdate.person_key == person) if person else query


async def until(seen: Callable[[], bool]) -> None:
    """Look until something is so; a minute is for ever."""
    async with asyncio.timeout(60):
        while not seen():  # noqa: ASYNC110 - the parts looked at know nothing of each other
            await asyncio.sleep(0.001)


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten minutes of trouble take less than a second."""
    monkeypatch.setattr(intake, "LONGEST_WAIT_S", 0.02)


@pytest.mark.parametrize(
    "how", [{"status": 500}, {"status": 502}, {"drop_answer": True}, {"half_answer": True}, {"delay_s": 0.05}]
)
async def test_an_order_survives_whatever_the_server_does_to_its_answers(company: Company, how: dict[str, Any]) -> None:
    li = trade(company)
    await to_card(li)
    await fault(company, times=12, **how)
    await li.taps("✅ 确认下单")
    assert "已下单 DD20261123-001" in await li.sees_all()
    assert company.books(lambda s: s.exec(select(func.count()).select_from(Order)).one()) == 1
    assert company.books(lambda s: s.exec(count_of("done")).one()) > 0
    assert company.books(lambda s: s.exec(select(func.count()).where(InboxUpdate.state != "done")).one()) == 0


async def test_a_chat_that_is_to_be_left_alone_takes_nobodys_place(company: Company) -> None:
    li, wang = company.person("李伟", Role.REP), company.person("王芳", Role.REP)
    company.app.intake.lanes.places = asyncio.Semaphore(1)
    await fault(company, method="sendMessage", status=429, retry_after=600, chat_id=li.id)
    async with company.http.post(f"{company.url}/sandbox/chats/{li.id}/messages", json={"text": "/start"}):
        pass
    async with company.http.post(f"{company.url}/sandbox/chats/{wang.id}/messages", json={"text": "/start"}):
        pass
    await until(lambda: company.books(lambda s: s.exec(count_of("done", wang.id)).one()) == 1)
    assert "王芳" in await wang.sees()
    assert await li.sees() == "", "nothing goes out before the server's moment"
    assert company.books(lambda s: s.exec(count_of("waiting", li.id)).one()) == 1


async def test_a_tap_that_waited_longer_than_the_server_remembers_it_is_still_answered(company: Company) -> None:
    li = trade(company)
    await to_card(li)
    late = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    await fault(company, method="answerCallbackQuery", status=400, description=late, times=5)
    await li.taps("✅ 确认下单")
    assert "已下单 DD20261123-001" in await li.sees_all()
    await li.forges((await li.messages())[-1]["message_id"], "goneAway\x1dconfirm")
    assert company.books(lambda s: s.exec(select(func.count()).where(InboxUpdate.state != "done")).one()) == 0


async def test_somebody_who_stopped_the_bot_is_put_aside_and_a_hundred_others_are_served(company: Company) -> None:
    li, wang = company.person("李伟", Role.REP), company.person("王芳", Role.REP)
    await fault(company, method="sendMessage", status=403, chat_id=li.id)
    await li.says("/start")
    assert "王芳" in await wang.says("/start")
    assert company.books(lambda s: s.exec(count_of("refused", li.id)).one()) == 1


async def test_a_second_poller_is_known_as_such_and_the_first_goes_on_when_it_is_gone(company: Company) -> None:
    li = company.person("李伟", Role.REP)
    poller = company.app.poller
    await poller._complain({"ok": False, "error_code": 409, "parameters": {"retry_after": 0.01}}, 1)
    assert poller.second_poller
    await li.says("/start")
    assert not poller.second_poller


async def test_updates_that_wait_when_the_program_stops_are_done_by_the_next_one(company_on_both: Company) -> None:
    company = company_on_both
    people = [company.person(f"业务{number}", Role.REP) for number in range(20)]
    for turn in range(5):
        for one in people:
            path = f"{company.url}/sandbox/chats/{one.id}/messages"
            async with company.http.post(path, json={"text": ("/start", "/todo", "/find", "/orders", "/help")[turn]}):
                pass
    await company.restart()
    await company.quiet()
    await until(lambda: company.books(lambda s: s.exec(count_of("done")).one()) == 100)
    for one in people:
        assert len([message for message in await one.messages() if message["sender"] == "bot"]) >= 4


async def test_a_row_whose_commit_was_in_doubt_is_worked_on_when_the_update_comes_again(company: Company) -> None:
    li = company.person("李伟", Role.REP)
    raw = said(li.id, 77, "/start")
    await company.quiet()
    company.write(lambda session: company.app.intake._keep(session, [raw]))  # committed, and nobody heard of it
    assert await li.sees() == ""
    await asyncio.gather(*(company.app.intake.accept([raw]) for _ in range(50)))
    await company.quiet()
    assert len([message for message in await li.messages() if message["sender"] == "bot"]) == 1
    await company.app.intake.resume()
    await company.quiet()
    assert company.books(lambda s: s.exec(count_of("done", li.id)).one()) == 1


async def test_ten_thousand_messages_of_one_person_hold_up_nobody_and_get_one_notice(
    template: Path, tmp_path: Path, clock: MovableClock
) -> None:
    db = Database(f"sqlite:///{shutil.copy(template, tmp_path / 'flood.db')}")
    db.write_now(lambda session: write_books(session, staff()))
    product = Product(db, clock)
    await product.start()
    flooder, others = FIRST_ID + 3, [FIRST_ID + number for number in range(4, 14)]
    taking, lanes = product.app.intake, product.app.intake.lanes
    for begin in range(0, FLOOD, 100):
        await taking.accept([said(flooder, begin + place, "x") for place in range(100)])
        assert lanes.waiting(flooder) <= MOST_WAITING
    done_before = db.read_now(lambda s: s.exec(count_of("done", flooder)).one())
    await taking.accept([said(person, FLOOD + person, "/start") for person in others])
    await until(lambda: not any(lanes.waiting(person) for person in others))
    done_meanwhile = db.read_now(lambda s: s.exec(count_of("done", flooder)).one()) - done_before
    assert done_meanwhile <= 2 * len(others), "the others were served in turn with the flood, not after it"
    notices = db.read_now(lambda s: s.exec(select(func.count()).where(Letter.kind == "flood")).one())
    assert notices == 1
    await taking.drain(0)
    await product.stop()
    await db.close()


async def test_a_flood_that_goes_on_is_passed_over_without_asking_the_books(company: Company) -> None:
    li, taking = company.person("李伟", Role.REP), company.app.intake
    numbers = itertools.count(1000)

    async def hundred() -> int:
        before = company.app.db.commits
        await taking.accept([said(li.id, next(numbers), "x") for _ in range(100)])
        return company.app.db.commits - before

    await company.quiet()
    work = taking.lanes._work
    taking.lanes._work = lambda *_kept: asyncio.sleep(3600, None)
    assert [await hundred() for _ in range(4)] == [1, 1, 0, 0]
    company.clock.move_to(company.clock.now() + TOLD_FOR)
    assert await hundred() == 1, "told again after an hour"
    assert company.books(lambda s: s.exec(select(func.count()).where(Letter.kind == "flood")).one()) == 2
    for task in taking.lanes.running:
        task.cancel()
    taking.lanes._work = work


class Scripted:
    """A chat server that answers polls as a script says."""

    def __init__(self, answers: list[str]) -> None:
        self.answers, self.asked = answers, list[dict[str, Any]]()

    async def poll(self, request: web.Request) -> web.Response:
        """The next answer of the script; nothing at its end."""
        self.asked.append(await request.json())
        text = self.answers.pop(0) if self.answers else '{"ok": true, "result": []}'
        await asyncio.sleep(0.001 if self.answers else 0.05)
        return web.Response(text=text, content_type="application/json")


async def test_an_update_that_nobody_can_read_is_stepped_over_and_half_an_answer_is_asked_for_again(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.polling.LONGEST_WAIT_S", 0.01)
    li = company.person("李伟", Role.REP)
    good = f'{{"update_id": 12, "message": {{"message_id": 1, "date": 1, "text": "/start", "chat": {{"id": {li.id}, ' \
        f'"type": "private"}}, "from": {{"id": {li.id}, "is_bot": false, "first_name": "x"}}}}}}'  # fmt: skip
    huge = f'{{"update_id": 11, "message": {"9" * 5000}}}'
    broken = f'{{"ok": true, "result": [{huge}]}}'
    script = Scripted([
        f'{{"ok": true, "result": [{good[:40]}', f'{{"ok": true, "result": [{huge}, {good}]}}', broken, broken, broken,
        f'{{"ok": true, "result": [{{"update_id": "x"}}, {good}]}}',
    ])  # fmt: skip
    application = web.Application()
    application.router.add_post("/bot{token}/getUpdates", script.poll)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    poller = Poller(company.app.intake, f"http://127.0.0.1:{runner.addresses[0][1]}", TOKEN)
    task = asyncio.create_task(poller.run())
    try:
        await until(lambda: bool(script.asked) and script.asked[-1]["offset"] == 13)
        await company.quiet()
        assert "李伟" in await li.sees()
        assert 12 in [asked["offset"] for asked in script.asked]
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await runner.cleanup()

"""What the control door has beside the chats: ledger, faults, clock, events, guide."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aiohttp import ClientSession, FormData, ServerDisconnectedError

from bot.sandbox import Step
from bot.sandbox.events import BACKLOG, Events
from tests.sandboxed import TOKEN, HandClock, buttons, png, wired

SHANGHAI = ZoneInfo("Asia/Shanghai")
MORNING = datetime(2026, 11, 23, 9, 5, tzinfo=SHANGHAI)


async def test_the_ledger_holds_what_was_accepted_in_order_and_no_bytes() -> None:
    async with wired() as wire:
        number = (await wire.sends("一", reply_markup=json.dumps(buttons("好"))))["message_id"]
        await wire.refused("sendMessage", chat_id=7, text="x")
        await wire.does("getUpdates")
        form = FormData({"chat_id": str(wire.li)})
        form.add_field("photo", png(), filename="p.png", content_type="image/png")
        await wire.door("POST", f"/bot{TOKEN}/sendphoto", data=form)
        _, entries = await wire.door("GET", "/sandbox/ledger")
        assert [(each["n"], each["method"]) for each in entries] == [(1, "sendMessage"), (2, "sendPhoto")]
        assert entries[0]["message_id"] == number
        assert entries[0]["params"] == {"chat_id": wire.li, "text": "一", "reply_markup": buttons("好")}
        assert entries[1]["params"] == {
            "chat_id": wire.li,
            "photo": {"file_name": "p.png", "size": len(png())},
        }


@pytest.mark.parametrize(
    ("fault", "code", "description", "parameters"),
    [
        ({"status": 429, "retry_after": 7}, 429, "Too Many Requests: retry after 7", {"retry_after": 7}),
        ({"status": 403}, 403, "Forbidden: bot was blocked by the user", None),
        ({"status": 502}, 502, "Bad Gateway", None),
        ({"status": 400, "description": "Bad Request: why"}, 400, "Bad Request: why", None),
        (
            {"migrate_to_chat_id": -100},
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            {"migrate_to_chat_id": -100},
        ),
    ],
)
async def test_a_fault_fails_the_next_calls_and_then_no_more(
    fault: dict[str, Any], code: int, description: str, parameters: dict[str, int] | None
) -> None:
    async with wired() as wire:
        await wire.fault(method="sendmessage", times=2, **fault)
        for _ in range(2):
            body = await wire.call("sendMessage", chat_id=wire.li, text="x")
            assert (body["error_code"], body["description"]) == (code, description)
            assert body.get("parameters") == parameters
        await wire.sends()
        assert len(await wire.phone()) == 1


async def test_a_fault_may_be_for_one_chat_or_every_method_and_be_taken_back() -> None:
    async with wired() as wire:
        other = wire.sandbox.add_person(name="Alice", language="en")
        await wire.fault(method="*", status=500, chat_id=other, times=5)
        await wire.sends()
        assert (await wire.call("sendMessage", chat_id=other, text="x"))["error_code"] == 500
        assert await wire.does("getUpdates") == []
        status, left = await wire.door("GET", "/sandbox/faults")
        assert (status, left[0]["times"]) == (200, 4)
        assert await wire.door("DELETE", "/sandbox/faults") == (200, [])
        await wire.does("sendMessage", chat_id=other, text="x")


async def test_an_answer_may_be_dropped_after_the_call_was_done_or_before() -> None:
    async with wired() as wire:
        await wire.fault(method="sendMessage", drop_answer=True)
        with pytest.raises(ServerDisconnectedError):
            await wire.sends("到了")
        await wire.fault(method="sendMessage", drop_answer=True, status=502)
        with pytest.raises(ServerDisconnectedError):
            await wire.sends("没到")
        assert [each["text"] for each in await wire.phone()] == ["到了"]


async def test_an_answer_may_be_late() -> None:
    async with wired() as wire:
        await wire.fault(method="sendMessage", delay_s=0.2)
        before = asyncio.get_running_loop().time()
        await wire.sends()
        assert asyncio.get_running_loop().time() - before >= 0.2


@pytest.mark.parametrize(
    "fault",
    [
        {},
        {"method": 5, "status": 500},
        {"method": "", "status": 500},
        {"status": 200},
        {"status": "429"},
        {"status": 429, "retry_after": -1},
        {"status": 500, "times": 0},
        {"delay_s": -1},
        {"delay_s": True},
        {"drop_answer": 1},
        {"status": 500, "description": 5},
        {"status": 500, "chat": 5},
    ],
)
async def test_a_fault_that_makes_no_sense_is_refused_in_a_sentence(fault: dict[str, Any]) -> None:
    async with wired() as wire:
        status, body = await wire.door("POST", "/sandbox/faults", json=fault)
        assert status == 400
        assert body["error"].endswith(".")


async def test_the_clock_is_read_and_moved_ahead() -> None:
    clock = HandClock(MORNING)
    async with wired(clock=clock) as wire:
        face = {"now": "2026-11-23T09:05:00+08:00", "zone": "Asia/Shanghai"}
        assert await wire.door("GET", "/clock") == (200, face)
        for move, shown in (
            ({"advance": "1d12h"}, "2026-11-24T21:05:00+08:00"),
            ({"advance": "30m"}, "2026-11-24T21:35:00+08:00"),
            ({"advance": "90s"}, "2026-11-24T21:36:30+08:00"),
            ({"to": "2026-12-01T01:00:00Z"}, "2026-12-01T09:00:00+08:00"),
            ({"to": "2026-12-02T09:00"}, "2026-12-02T09:00:00+08:00"),
        ):
            status, body = await wire.door("POST", "/clock", json=move)
            assert (status, body["now"]) == (200, shown)
        await wire.sends()
        assert (await wire.phone())[0]["date"] == "2026-12-02T09:00:00+08:00"


@pytest.mark.parametrize(
    "move",
    [
        {},
        {"advance": ""},
        {"advance": "7"},
        {"advance": "-7d"},
        {"advance": "7 days"},
        {"advance": 7},
        {"advance": "999999d"},
        {"advance": "７d"},
        {"to": "2026-11-22T09:00:00+08:00"},
        {"to": "tomorrow"},
        {"to": 5},
        {"to": "9999-12-31T23:59:59-23:00"},
        {"to": "2026-12-01T09:00:00+08:00", "advance": "7d"},
    ],
)
async def test_the_clock_goes_nowhere_for_nonsense_and_never_back(move: dict[str, Any]) -> None:
    clock = HandClock(MORNING)
    async with wired(clock=clock) as wire:
        status, body = await wire.door("POST", "/clock", json=move)
        assert status == 400
        assert body["error"].endswith(".")
        assert clock.stops == []


async def test_a_clock_that_cannot_go_there_says_why() -> None:
    class Stuck(HandClock):
        async def move_to(self, moment: datetime) -> None:
            raise ValueError("A reminder is still being sent.")

    async with wired(clock=Stuck(MORNING)) as wire:
        answer = await wire.door("POST", "/clock", json={"advance": "1d"})
        assert answer == (400, {"error": "A reminder is still being sent."})


async def test_a_failure_inside_is_still_answered_in_a_sentence() -> None:
    class Broken(HandClock):
        async def move_to(self, moment: datetime) -> None:
            raise RuntimeError("secret detail")

    async with wired(clock=Broken(MORNING)) as wire:
        status, body = await wire.door("POST", "/clock", json={"advance": "1d"})
        assert status == 500
        assert body == {"error": "Something went wrong inside; the log says what."}


async def test_moves_of_the_clock_wait_for_each_other() -> None:
    clock = HandClock(MORNING)
    async with wired(clock=clock) as wire:
        moves = [wire.door("POST", "/clock", json={"advance": "1d"}) for _ in range(5)]
        assert {status for status, _ in await asyncio.gather(*moves)} == {200}
        assert clock.most_moving == 1
        assert clock.now() == MORNING.replace(day=28)


async def test_without_a_company_clock_there_is_none_to_move() -> None:
    async with wired() as wire:
        for method in ("GET", "POST"):
            status, body = await wire.door(method, "/clock", json={"advance": "1d"})
            assert status == 404
            assert "real time" in body["error"]


async def test_events_tell_everything_as_it_happens() -> None:
    clock = HandClock(MORNING)
    async with wired(clock=clock) as wire, ClientSession(wire.sandbox.base_url) as listener:
        stream = await listener.get("/sandbox/events")
        assert stream.content_type == "text/event-stream"
        await wire.says("你好")
        number = (await wire.sends("在", reply_markup=buttons("好")))["message_id"]
        await wire.does("sendChatAction", chat_id=wire.li, action="typing")
        await wire.does("editMessageText", chat_id=wire.li, message_id=number, text="嗯")
        await wire.taps(number, data="好")
        query = (await wire.newest_update())["callback_query"]
        await wire.does("answerCallbackQuery", callback_query_id=query["id"], text="收到")
        await wire.does("deleteMessage", chat_id=wire.li, message_id=number)
        await wire.door("POST", "/clock", json={"advance": "1h"})
        await wire.door("POST", "/sandbox/people", json={"name": "Alice"})
        got: list[tuple[str, dict[str, Any]]] = []
        while not got or got[-1][0] != "people":
            line = (await asyncio.wait_for(stream.content.readline(), 5)).decode()
            if line.startswith("event: "):
                data = (await stream.content.readline()).decode().removeprefix("data: ")
                got.append((line.removeprefix("event: ").strip(), json.loads(data)))
        names = [name for name, _ in got if name != "call"]
        expected = ["message", "message", "typing", "edit", "answer", "delete", "clock", "people"]
        assert names == expected
        assert sum(name == "call" for name, _ in got) == 5
        by_name = dict(got)
        assert by_name["message"]["message"]["text"] == "在"
        assert by_name["edit"]["message"]["text"] == "嗯"
        assert by_name["answer"]["text"] == "收到"
        assert by_name["delete"] == {"chat_id": wire.li, "message_id": number}
        assert by_name["clock"]["now"] == "2026-11-23T10:05:00+08:00"


async def test_a_listener_that_lags_too_far_is_cut_off() -> None:
    events = Events()
    frames = events.frames()
    assert (await anext(frames)).startswith("retry: ")
    first = asyncio.ensure_future(anext(frames))
    await asyncio.sleep(0)
    events.publish("call", {"n": 0})
    assert await first == 'event: call\ndata: {"n": 0}\n\n'
    for n in range(BACKLOG + 5):
        events.publish("call", {"n": n})
    assert len([frame async for frame in frames]) == BACKLOG


async def test_the_guide_and_the_title_are_told_to_the_page() -> None:
    words = {"zh": "下单", "en": "Order"}
    step = Step("order", 5, words, None, None, words, {"zh": "已下单", "en": "Ordered"})
    async with wired(guide=[step], title="跟单") as wire:
        _, [told] = await wire.door("GET", "/sandbox/guide")
        assert (told["id"], told["person_id"], told["say"], told["advance"]) == ("order", 5, words, None)
        _, about = await wire.door("GET", "/sandbox/about")
        assert about["title"] == "跟单"
        assert about["username"] == "sandbox_bot"
        assert about["version"]

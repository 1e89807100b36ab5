"""The control door: chatting as a person, and everything a test or a page needs beside it."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aiohttp import ClientSession, FormData, ServerDisconnectedError

from bot.sandbox import Step
from tests.sandboxed import TOKEN, HandClock, Wire, buttons, echo_bot, png, wired

SHANGHAI = ZoneInfo("Asia/Shanghai")
MORNING = datetime(2026, 11, 23, 9, 5, tzinfo=SHANGHAI)


async def newest_update(wire: Wire) -> dict[str, Any]:
    update: dict[str, Any] = (await wire.does("getUpdates", offset=-1))[-1]
    return update


async def test_people_are_listed_and_added() -> None:
    async with wired() as wire:
        status, alice = await wire.door(
            "POST", "/sandbox/people", json={"name": "Alice", "language": "en", "about": {"en": "Boss"}}
        )
        assert status == 201
        _, people = await wire.door("GET", "/sandbox/people")
        assert [each["name"] for each in people] == ["小李", "Alice"]
        assert people[0]["about"] == "业务员 · Rep"
        assert people[1] == alice
        assert alice["id"] > 2**32


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ({}, 400),
        ({"name": " "}, 400),
        ({"name": 5}, 400),
        ({"name": "x", "language": 7}, 400),
        ({"name": "x", "language": "../zh"}, 400),
        ({"name": "x", "username": "no spaces"}, 400),
        ({"name": "x", "id": "7"}, 400),
        ({"name": "x", "id": -7}, 400),
        ({"name": "x", "about": 7}, 400),
        ({"name": "x", "id": 5_000_000_001}, 409),
    ],
)
async def test_a_person_that_cannot_be_is_refused_in_a_sentence(person: dict[str, Any], status: int) -> None:
    async with wired() as wire:
        answered, body = await wire.door("POST", "/sandbox/people", json=person)
        assert answered == status
        assert body["error"].endswith(".")


async def test_what_a_person_says_reaches_the_bot() -> None:
    async with wired() as wire:
        said = (await wire.says("/start 恒达"))["message"]
        assert (said["sender"], said["text"], said["kind"]) == ("person", "/start 恒达", "text")
        message = (await newest_update(wire))["message"]
        assert message["message_id"] == said["message_id"]
        assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
        assert message["from"] == {
            "id": wire.li,
            "is_bot": False,
            "first_name": "小李",
            "language_code": "zh",
            "username": "xiaoli",
        }


@pytest.mark.parametrize(
    ("body", "kind", "field"),
    [
        ({"sticker": "😀"}, "sticker", "emoji"),
        ({"voice": True}, "voice", "duration"),
        ({"location": {"latitude": 30.3, "longitude": 120.2}}, "location", "latitude"),
        ({"contact": {"phone_number": "+8613800000000", "first_name": "李"}}, "contact", "user_id"),
    ],
)
async def test_a_person_may_send_what_is_no_text(body: dict[str, Any], kind: str, field: str) -> None:
    async with wired() as wire:
        status, answer = await wire.door("POST", f"/sandbox/chats/{wire.li}/messages", json=body)
        assert (status, answer["message"]["kind"]) == (201, kind)
        assert field in (await newest_update(wire))["message"][kind]


@pytest.mark.parametrize(
    ("name", "mime", "more", "kind"),
    [
        ("回单.png", "image/png", {}, "photo"),
        ("回单.png", "image/png", {"as_document": "1"}, "document"),
        ("客户.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", {}, "document"),
    ],
)
async def test_a_person_may_send_a_picture_or_a_document(name: str, mime: str, more: dict[str, str], kind: str) -> None:
    async with wired() as wire:
        form = FormData({"caption": "给你", **more})
        form.add_field("file", png(), filename=name, content_type=mime)
        status, answer = await wire.door("POST", f"/sandbox/chats/{wire.li}/messages", data=form)
        assert (status, answer["message"]["kind"], answer["message"]["text"]) == (201, kind, "给你")
        message = (await newest_update(wire))["message"]
        assert message["caption"] == "给你"
        given = message["photo"][-1] if kind == "photo" else message["document"]
        assert given["file_size"] == len(png())
        if kind == "document":
            assert (given["file_name"], given["mime_type"]) == (name, mime)
        async with wire.http.get(answer["message"]["photo"] or answer["message"]["document"]["url"]) as file:
            assert await file.read() == png()


async def test_a_person_may_send_more_than_the_bot_can_fetch() -> None:
    async with wired() as wire:
        form = FormData()
        form.add_field("file", b"\0" * (50 * 1024 * 1024 + 1), filename="big.bin")
        status, _ = await wire.door("POST", f"/sandbox/chats/{wire.li}/messages", data=form)
        assert status == 201
        file_id = (await newest_update(wire))["message"]["document"]["file_id"]
        assert await wire.refused("getFile", file_id=file_id) == "Bad Request: file is too big"


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b"[" * 100_000,
        b'"text"',
        b"{}",
        b'{"text": 5}',
        b'{"text": ""}',
        b'{"text": " \\n"}',
        b'{"text": "\\ud800"}',
        b'{"text": "a", "sticker": "b"}',
        b'{"sticker": ""}',
        b'{"voice": false}',
        b'{"location": {"latitude": NaN, "longitude": 5}}',
        b'{"location": {"latitude": 91, "longitude": 5}}',
        b'{"location": [1, 2]}',
        b'{"contact": {"phone_number": 5}}',
        b"\xff",
    ],
)
async def test_what_nobody_can_say_is_refused_in_a_sentence(body: bytes) -> None:
    async with wired() as wire:
        path = f"/sandbox/chats/{wire.li}/messages"
        headers = {"Content-Type": "application/json"}
        status, answer = await wire.door("POST", path, data=body, headers=headers)
        assert status == 400
        assert answer["error"].endswith(".")
        assert await wire.phone() == []


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/sandbox/chats/7/messages", 404),
        ("GET", "/sandbox/chats/x/messages", 404),
        ("GET", "/sandbox/chats/²/messages", 404),
        ("GET", "/sandbox/chats/5000000001/messages?after=x", 400),
        ("POST", "/sandbox/chats/7/messages", 404),
        ("POST", "/sandbox/chats/5000000001/messages?settle=x", 400),
        ("POST", "/sandbox/chats/5000000001/messages?settle=nan", 400),
        ("POST", "/sandbox/chats/5000000001/messages?settle=-1", 400),
        ("POST", "/sandbox/chats/5000000001/taps", 400),
        ("POST", "/sandbox/chats/5000000001/block", 400),
        ("GET", "/sandbox/commands", 404),
        ("GET", "/sandbox/commands?chat=7", 404),
        ("GET", "/sandbox/files/x/y", 404),
        ("GET", "/sandbox/nothing", 404),
        ("GET", "/page/../server.py", 404),
        ("GET", "/page/%2e%2e/server.py", 404),
        ("GET", "/page/none.js", 404),
        ("DELETE", "/sandbox/people", 405),
    ],
)
async def test_a_request_to_nothing_is_refused_in_a_sentence(method: str, path: str, status: int) -> None:
    async with wired() as wire:
        answered, body = await wire.door(method, path)
        assert answered == status
        assert body["error"].endswith(".")


async def test_messages_are_read_from_a_place_on() -> None:
    async with wired() as wire:
        numbers = [(await wire.sends(str(each)))["message_id"] for each in range(3)]
        _, later = await wire.door("GET", f"/sandbox/chats/{wire.li}/messages?after={numbers[0]}")
        assert [each["text"] for each in later] == ["1", "2"]


async def test_a_press_by_label_sends_the_buttons_data_with_the_whole_message() -> None:
    async with wired() as wire:
        keyboard = {"inline_keyboard": [[{"text": "✅ 确认", "callback_data": "op:17"}]]}
        number = (await wire.sends("订单", reply_markup=keyboard))["message_id"]
        status, answer = await wire.taps(number, text="✅ 确认")
        assert (status, answer["message"]["message_id"], answer["answer"]) == (200, number, None)
        query = (await newest_update(wire))["callback_query"]
        assert (query["data"], query["from"]["id"], query["message"]["text"]) == ("op:17", wire.li, "订单")
        assert query["chat_instance"]


async def test_a_press_may_be_forged_but_only_on_a_message_that_is_there() -> None:
    async with wired() as wire:
        number = (await wire.sends("订单", reply_markup=buttons("确认")))["message_id"]
        assert (await wire.taps(number, data="forged:9"))[0] == 200
        assert (await newest_update(wire))["callback_query"]["data"] == "forged:9"
        status, body = await wire.taps(number, text="取消")
        assert status == 404
        assert "'确认'" in body["error"]
        theirs = (await wire.says("我"))["message"]["message_id"]
        await wire.does("deleteMessage", chat_id=wire.li, message_id=number)
        for gone in (number, theirs, number + 1000):
            assert (await wire.taps(gone, data="x"))[0] == 404
        for wrong in ({}, {"text": 5}, {"data": ""}, {"text": "a", "data": "b"}):
            fresh = (await wire.sends(reply_markup=buttons("好")))["message_id"]
            assert (await wire.taps(fresh, **wrong))[0] == 400


async def test_a_button_that_opens_something_sends_nothing() -> None:
    async with wired() as wire:
        keyboard = {"inline_keyboard": [[{"text": "网页", "url": "https://example.com"}]]}
        number = (await wire.sends(reply_markup=keyboard))["message_id"]
        assert (await wire.phone())[0]["buttons"][0][0]["url"] == "https://example.com"
        assert (await wire.taps(number, text="网页"))[0] == 400
        assert await wire.does("getUpdates") == []


async def test_settling_waits_for_what_the_bot_does_and_shows_it() -> None:
    async with wired() as wire:

        async def answer(update: dict[str, Any]) -> None:
            if "message" in update:
                await asyncio.sleep(0.1)
                await wire.sends("请确认", reply_markup=buttons("确认"))
                await asyncio.sleep(0.1)
                await wire.sends("或者取消")
            else:
                query = update["callback_query"]
                number = query["message"]["message_id"]
                await wire.does("editMessageText", chat_id=wire.li, message_id=number, text="已确认")
                await wire.does("answerCallbackQuery", callback_query_id=query["id"], text="好", show_alert=True)

        bot = asyncio.create_task(echo_bot(wire, answer))
        said = await wire.says("下单", "?settle=5")
        assert [each["text"] for each in said["messages"]] == ["请确认", "或者取消"]
        number = said["messages"][0]["message_id"]
        _, tapped = await wire.taps(number, "?settle=5", text="确认")
        assert tapped["answer"] == {"text": "好", "show_alert": True}
        assert tapped["message"]["text"] == "已确认"
        assert [each["edits"] for each in tapped["messages"]] == [1]
        assert tapped["settled"] is True
        bot.cancel()


async def test_settling_asks_the_bot_itself_when_it_can() -> None:
    busy = {"now": False}
    async with wired(idle=lambda: not busy["now"]) as wire:

        async def answer(update: dict[str, Any]) -> None:
            busy["now"] = True
            asyncio.get_running_loop().call_later(0.4, lambda: busy.update(now=False))

        bot = asyncio.create_task(echo_bot(wire, answer))
        before = asyncio.get_running_loop().time()
        assert (await wire.says("慢慢来", "?settle=5"))["settled"] is True
        assert 0.4 <= asyncio.get_running_loop().time() - before < 2
        before = asyncio.get_running_loop().time()
        assert (await wire.says("太慢", "?settle=0.1"))["settled"] is False
        assert asyncio.get_running_loop().time() - before < 0.4
        bot.cancel()


async def test_settling_gives_up_when_no_bot_listens() -> None:
    async with wired() as wire:
        answer = await wire.says("有人吗", "?settle=0.2")
        assert (answer["settled"], answer["messages"]) == (False, [])


async def test_a_person_who_blocks_the_bot_is_not_reached_until_they_come_back() -> None:
    async with wired() as wire:
        path = f"/sandbox/chats/{wire.li}/block"
        assert (await wire.door("POST", path, json={"blocked": True}))[1]["blocked"] is True
        change = (await newest_update(wire))["my_chat_member"]
        assert change["new_chat_member"]["status"] == "kicked"
        refusal = await wire.refused("sendMessage", chat_id=wire.li, text="x")
        assert refusal == "Forbidden: bot was blocked by the user"
        status, _ = await wire.door("POST", f"/sandbox/chats/{wire.li}/messages", json={"text": "x"})
        assert status == 409
        await wire.door("POST", path, json={"blocked": False})
        assert (await newest_update(wire))["my_chat_member"]["new_chat_member"]["status"] == "member"
        await wire.sends("回来了")


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
        query = (await newest_update(wire))["callback_query"]
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


async def test_a_reply_keyboard_is_shown_and_taken_away() -> None:
    async with wired() as wire:
        await wire.sends(reply_markup={"keyboard": [["菜单", {"text": "帮助"}]], "resize_keyboard": True})
        await wire.sends(reply_markup={"remove_keyboard": True})
        await wire.sends(reply_markup={"force_reply": True})
        shown = [each["reply_keyboard"] for each in await wire.phone()]
        assert shown == [[["菜单", "帮助"]], [], None]

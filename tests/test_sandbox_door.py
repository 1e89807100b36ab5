"""The control door's chats: saying, sending, pressing, and waiting for the bot."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aiohttp import FormData

from tests.sandboxed import buttons, echo_bot, png, wired

SHANGHAI = ZoneInfo("Asia/Shanghai")
MORNING = datetime(2026, 11, 23, 9, 5, tzinfo=SHANGHAI)


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
        message = (await wire.newest_update())["message"]
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
        assert field in (await wire.newest_update())["message"][kind]


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
        message = (await wire.newest_update())["message"]
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
        file_id = (await wire.newest_update())["message"]["document"]["file_id"]
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
        query = (await wire.newest_update())["callback_query"]
        assert (query["data"], query["from"]["id"], query["message"]["text"]) == ("op:17", wire.li, "订单")
        assert query["chat_instance"]


async def test_a_press_may_be_forged_but_only_on_a_message_that_is_there() -> None:
    async with wired() as wire:
        number = (await wire.sends("订单", reply_markup=buttons("确认")))["message_id"]
        assert (await wire.taps(number, data="forged:9"))[0] == 200
        assert (await wire.newest_update())["callback_query"]["data"] == "forged:9"
        status, body = await wire.taps(number, text="取消")
        assert status == 404
        assert "'确认'" in body["error"]
        theirs = (await wire.says("我"))["message"]["message_id"]
        await wire.does("deleteMessage", chat_id=wire.li, message_id=number)
        for gone in (number, theirs, number + 1000):
            assert (await wire.taps(gone, data="x"))[0] == 404
        for wrong in ({}, {"text": 5}, {"data": ""}, {"data": 5}):
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


async def test_a_bot_that_confirms_first_and_answers_later_is_waited_for() -> None:
    async with wired() as wire:
        answering = set()

        async def think(_update: dict[str, Any]) -> None:
            async def later() -> None:
                await asyncio.sleep(0.6)
                await wire.sends("想好了")

            answering.add(asyncio.create_task(later()))

        bot = asyncio.create_task(echo_bot(wire, think))
        said = await wire.says("想一想", "?settle=5")
        assert [each["text"] for each in said["messages"]] == ["想好了"]
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
        change = (await wire.newest_update())["my_chat_member"]
        assert change["new_chat_member"]["status"] == "kicked"
        refusal = await wire.refused("sendMessage", chat_id=wire.li, text="x")
        assert refusal == "Forbidden: bot was blocked by the user"
        status, _ = await wire.door("POST", f"/sandbox/chats/{wire.li}/messages", json={"text": "x"})
        assert status == 409
        await wire.door("POST", path, json={"blocked": False})
        assert (await wire.newest_update())["my_chat_member"]["new_chat_member"]["status"] == "member"
        await wire.sends("回来了")


async def test_a_reply_keyboard_is_shown_and_taken_away() -> None:
    async with wired() as wire:
        await wire.sends(reply_markup={"keyboard": [["菜单", {"text": "帮助"}]], "resize_keyboard": True})
        await wire.sends(reply_markup={"remove_keyboard": True})
        await wire.sends(reply_markup={"force_reply": True})
        shown = [each["reply_keyboard"] for each in await wire.phone()]
        assert shown == [[["菜单", "帮助"]], [], None]

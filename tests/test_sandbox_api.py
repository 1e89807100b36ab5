"""Calls of the Bot API: what is taken in which form, and what is refused in the words of the real server."""

from __future__ import annotations

from typing import Any

import pytest
from aiohttp import FormData

from tests.sandboxed import TOKEN, buttons, png, wired


async def test_a_message_comes_back_as_the_server_shapes_it() -> None:
    async with wired() as wire:
        sent = await wire.sends("<b>订单</b> 😀", parse_mode="html", reply_markup=buttons("确认"))
        assert sent["text"] == "订单 😀"
        assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 2}]
        assert sent["chat"] == {
            "id": wire.li,
            "type": "private",
            "first_name": "小李",
            "username": "xiaoli",
        }
        assert sent["from"]["id"] == 4242
        assert sent["from"]["is_bot"] is True
        assert sent["reply_markup"] == buttons("确认")


async def test_parameters_may_come_by_address_form_or_json_and_in_any_case() -> None:
    async with wired() as wire:
        path = f"/bot{TOKEN}/SENDmessage"
        for options in (
            {"params": {"chat_id": wire.li, "text": "甲"}},
            {"data": {"chat_id": str(wire.li), "text": "甲", "reply_markup": '{"remove_keyboard": true}'}},
            {"json": {"chat_id": wire.li, "text": "甲"}},
        ):
            method = "GET" if "params" in options else "POST"
            status, body = await wire.door(method, path, **options)
            assert (status, body["result"]["text"]) == (200, "甲")


@pytest.mark.parametrize(
    ("method", "params", "description"),
    [
        ("sendMessage", {"chat_id": 1, "text": "x"}, "Bad Request: chat not found"),
        ("sendMessage", {"chat_id": "@nobody", "text": "x"}, "Bad Request: chat not found"),
        ("sendMessage", {"text": "x"}, "Bad Request: chat_id is empty"),
        ("sendMessage", {"text": ""}, "Bad Request: message text is empty"),
        ("sendMessage", {"text": " \n "}, "Bad Request: text must be non-empty"),
        ("sendMessage", {"text": "😀" * 2049}, "Bad Request: message is too long"),
        ("sendMessage", {"text": "x", "parse_mode": "XML"}, "Bad Request: unsupported parse_mode"),
        (
            "sendMessage",
            {"text": "<b>x", "parse_mode": "HTML"},
            "Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        (
            "sendMessage",
            {"text": "x", "reply_parameters": {"message_id": 7}},
            "Bad Request: message to be replied not found",
        ),
        ("editMessageText", {"text": "x", "message_id": 7}, "Bad Request: message to edit not found"),
        ("editMessageText", {"text": "x"}, "Bad Request: message identifier is not specified"),
        ("deleteMessage", {"message_id": 7}, "Bad Request: message to delete not found"),
        ("sendChatAction", {"action": "dancing"}, "Bad Request: wrong parameter action in request"),
        ("sendPhoto", {}, "Bad Request: there is no photo in the request"),
        ("sendPhoto", {"photo": "AgACnone"}, "Bad Request: wrong file identifier/HTTP URL specified"),
        ("getFile", {"file_id": "none"}, "Bad Request: invalid file_id"),
        (
            "answerCallbackQuery",
            {"callback_query_id": "1"},
            "Bad Request: query is too old and response timeout expired or query ID is invalid",
        ),
    ],
)
async def test_a_wrong_call_is_refused(method: str, params: dict[str, Any], description: str) -> None:
    async with wired() as wire:
        named = {} if "chat_id is empty" in description else {"chat_id": wire.li}
        assert await wire.refused(method, **{**named, **params}) == description
        assert await wire.phone() == []


@pytest.mark.parametrize(
    ("markup", "description"),
    [
        ("{", "Bad Request: can't parse reply keyboard markup JSON object"),
        ([], "Bad Request: object expected as reply markup"),
        ({"inline_keyboard": {}}, 'Bad Request: field "inline_keyboard" must be of type Array'),
        (
            {"inline_keyboard": [[{"text": "x"}]]},
            "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (buttons("确" * 21 + "xx"), "Bad Request: BUTTON_DATA_INVALID"),
        ({"inline_keyboard": [[{"text": "x", "callback_data": ""}]]}, "Bad Request: BUTTON_DATA_INVALID"),
        (
            {"inline_keyboard": [[{"text": "x", "url": "nowhere"}]]},
            "Bad Request: inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL",
        ),
        (buttons(*["x"] * 101), "Bad Request: REPLY_MARKUP_TOO_LONG"),
        ({"keyboard": [[{"text": ""}]]}, "Bad Request: keyboard button text must be non-empty"),
    ],
)
async def test_a_wrong_keyboard_is_refused(markup: Any, description: str) -> None:
    async with wired() as wire:
        assert await wire.refused("sendMessage", chat_id=wire.li, text="x", reply_markup=markup) == description


async def test_entities_may_be_given_instead_of_tags() -> None:
    async with wired() as wire:
        bold = {"type": "bold", "offset": 1, "length": 2}
        link = {"type": "text_link", "offset": 3, "length": 1, "url": "https://example.com"}
        trap = {"type": "text_link", "offset": 4, "length": 1, "url": "javascript:alert(1)"}
        empty = {"type": "bold", "offset": 0, "length": 0}
        sent = await wire.sends("a<b>c", entities=[bold, link, trap, empty])
        assert sent["text"] == "a<b>c"
        assert sent["entities"] == [bold, link]
        for wrong in ("x", [5], [{"type": "bold", "offset": -1, "length": 1}], [{"offset": 0, "length": 1}]):
            assert "can't parse" in await wire.refused("sendMessage", chat_id=wire.li, text="x", entities=wrong)


async def test_odd_keyboards_that_the_server_takes_are_taken() -> None:
    async with wired() as wire:
        markups: list[Any] = ["", {}, {"inline_keyboard": []}, {"inline_keyboard": [[]]}, {"selective": True}]
        for markup in markups:
            assert "reply_markup" not in await wire.sends(reply_markup=markup)
        actions = [
            {"text": "a", "web_app": {"url": "https://example.com"}},
            {"text": "b", "switch_inline_query": ""},
            {"text": "c", "copy_text": {"text": "c"}},
            {"text": "d", "url": "tg://user?id=5"},
        ]
        await wire.sends(reply_markup={"inline_keyboard": [actions]})
        assert [each["data"] for each in (await wire.phone())[-1]["buttons"][0]] == [None] * 4


@pytest.mark.parametrize(
    ("method", "params", "description"),
    [
        ("setMyCommands", {"commands": {}}, "can't parse commands list JSON object"),
        ("setMyCommands", {"commands": [5]}, "can't parse BotCommand: expected an Object"),
        ("setMyCommands", {"commands": [{"command": "a"}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ("setMyCommands", {"commands": [{}] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ("getMyCommands", {"scope": {"type": "x"}}, "can't parse BotCommandScope: unsupported type specified"),
        ("getMyCommands", {"scope": {"type": "chat", "chat_id": 7}}, "chat not found"),
        ("getMyCommands", {"language_code": "zho"}, "invalid language code specified"),
        ("setMyName", {"name": "x" * 65}, "bot name is too long"),
        ("setChatMenuButton", {"menu_button": {"type": "x"}}, "can't parse menu button: unsupported type specified"),
        ("editMessageMedia", {"media": 5}, "can't parse InputMedia: InputMedia must be an Object"),
        ("deleteMessages", {"message_ids": "x"}, "can't parse message_ids JSON object"),
        ("deleteMessages", {"message_ids": []}, "there are no messages to delete"),
        ("deleteMessages", {"message_ids": ["x"]}, "message identifiers are not specified"),
        ("getUpdates", {"allowed_updates": {"a": 1}}, "can't parse allowed_updates JSON object"),
        ("sendMessage", {"text": {"a": 1}}, 'field "text" must be of type String'),
        (
            "sendMessage",
            {"text": "x", "reply_parameters": 5},
            "can't parse reply parameters: ReplyParameters must be an Object",
        ),
        (
            "sendMessage",
            {"text": "x", "reply_markup": {"keyboard": [[5]]}},
            "can't parse keyboard button: KeyboardButton must be an Object",
        ),
        (
            "sendMessage",
            {"text": "x", "reply_markup": {"keyboard": [5]}},
            'field "keyboard" must be an Array of Arrays',
        ),
    ],
)
async def test_a_value_of_the_wrong_shape_is_refused(method: str, params: dict[str, Any], description: str) -> None:
    async with wired() as wire:
        numbers = {"chat_id": wire.li, "message_id": (await wire.sends())["message_id"]}
        if method.startswith("setChat"):
            del numbers["chat_id"]
        assert await wire.refused(method, **{**numbers, **params}) == f"Bad Request: {description}"


async def test_limits_are_met_exactly() -> None:
    async with wired() as wire:
        await wire.sends("<b>" + "中" * 4096 + "</b>", parse_mode="HTML")
        await wire.sends(reply_markup=buttons("确" * 21 + "x"))
        form = FormData({"chat_id": str(wire.li), "caption": "中" * 1024})
        form.add_field("photo", png(), filename="a.png", content_type="image/png")
        status, _ = await wire.door("POST", f"/bot{TOKEN}/sendPhoto", data=form)
        assert status == 200


@pytest.mark.parametrize(
    ("method", "params", "what"),
    [
        ("sendVideo", {}, "sendVideo"),
        ("sendMessage", {"text": "*x*", "parse_mode": "MarkdownV2"}, "MarkdownV2"),
        ("sendMessage", {"text": "x", "message_thread_id": 5}, "message_thread_id"),
        ("editMessageText", {"text": "x", "inline_message_id": "5"}, "inline_message_id"),
        ("sendPhoto", {"photo": "https://example.com/a.png"}, "by address"),
        (
            "sendMessage",
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "x", "pay": True}]]}},
            "pay",
        ),
    ],
)
async def test_what_is_not_supported_says_so(method: str, params: dict[str, Any], what: str) -> None:
    async with wired() as wire:
        body = await wire.call(method, chat_id=wire.li, **params)
        assert body["error_code"] == 501
        assert body["description"].startswith("Not Implemented: ")
        assert what in body["description"]


async def test_a_wrong_token_is_unauthorized_and_a_malformed_one_unknown() -> None:
    async with wired() as wire:
        for token, code, words in (("4242:other", 401, "Unauthorized"), ("4242", 404, "Not Found")):
            expected = {"ok": False, "error_code": code, "description": words}
            assert await wire.door("GET", f"/bot{token}/getMe") == (code, expected)
            assert await wire.door("GET", f"/file/bot{token}/photos/1.png") == (code, expected)


async def test_no_body_breaks_the_server() -> None:
    async with wired() as wire:
        path = f"/bot{TOKEN}/sendMessage"
        for data, kind in (
            (b"{", "application/json"),
            (b"[1]", "application/json"),
            (b"[" * 100_000, "application/json"),
            (b'{"chat_id": 1, "text": "\\ud800"}', "application/json"),
            (b"\xff\xfe", "application/x-www-form-urlencoded"),
            (b"x", "multipart/form-data; boundary=y"),
            (b"x", "multipart/form-data"),
        ):
            status, body = await wire.door("POST", path, data=data, headers={"Content-Type": kind})
            assert status == 400, (data[:20], body)
            assert body["ok"] is False

"""The Bot API over HTTP: what is accepted, and what is refused in the words of the real server."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp import FormData

from tests.sandboxed import TOKEN, HandClock, buttons, png, wired

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


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


async def test_an_edit_changes_the_message_in_place_and_drops_its_keyboard() -> None:
    async with wired() as wire:
        number = (await wire.sends("一", reply_markup=buttons("好")))["message_id"]
        edited = await wire.does("editMessageText", chat_id=wire.li, message_id=number, text="二")
        assert edited["text"] == "二"
        assert "edit_date" in edited
        assert "reply_markup" not in edited
        [shown] = await wire.phone()
        assert (shown["text"], shown["edits"], shown["buttons"]) == ("二", 1, [])


async def test_an_edit_that_changes_nothing_is_refused() -> None:
    async with wired() as wire:
        number = (await wire.sends("<b>一</b>", parse_mode="HTML", reply_markup=buttons("好")))["message_id"]
        same = {"chat_id": wire.li, "message_id": number, "reply_markup": buttons("好")}
        again = await wire.refused("editMessageText", text="<b>一</b>", parse_mode="HTML", **same)
        assert again == NOT_MODIFIED
        assert await wire.refused("editMessageReplyMarkup", **same) == NOT_MODIFIED
        await wire.does("editMessageText", text="一", **same)


async def test_only_what_may_be_edited_is_edited() -> None:
    async with wired() as wire:
        theirs = (await wire.says("你好"))["message"]["message_id"]
        keyed = (await wire.sends(reply_markup={"keyboard": [["一", "二"]]}))["message_id"]
        for number in (theirs, keyed):
            refusal = await wire.refused("editMessageText", chat_id=wire.li, message_id=number, text="x")
            assert refusal == "Bad Request: message can't be edited"
        plain = (await wire.sends())["message_id"]
        refusal = await wire.refused("editMessageCaption", chat_id=wire.li, message_id=plain, caption="x")
        assert refusal == "Bad Request: there is no caption in the message to edit"
        refusal = await wire.refused(
            "editMessageReplyMarkup", chat_id=wire.li, message_id=plain, reply_markup={"remove_keyboard": True}
        )
        assert refusal == "Bad Request: inline keyboard expected"


async def test_messages_are_deleted_within_two_days_only() -> None:
    clock = HandClock(datetime(2026, 11, 23, 9, tzinfo=UTC))
    async with wired(clock=clock) as wire:
        numbers = [(await wire.sends(str(each)))["message_id"] for each in range(4)]
        await wire.does("deleteMessage", chat_id=wire.li, message_id=numbers[0])
        gone = await wire.refused("editMessageText", chat_id=wire.li, message_id=numbers[0], text="x")
        assert gone == "Bad Request: message to edit not found"
        await wire.does("deleteMessages", chat_id=wire.li, message_ids=[numbers[1], 7])
        await clock.move_to(clock.now() + timedelta(hours=49))
        late = await wire.refused("deleteMessage", chat_id=wire.li, message_id=numbers[2])
        assert late == "Bad Request: message can't be deleted for everyone"
        await wire.does("deleteMessages", chat_id=wire.li, message_ids=numbers[2:])
        assert [each["deleted"] for each in await wire.phone()] == [True, True, False, False]


async def test_a_document_is_sent_fetched_and_sent_again_by_its_id() -> None:
    async with wired() as wire:
        fields = {"chat_id": str(wire.li), "document": "attach://sheet", "caption": "<i>表</i>"}
        form = FormData({**fields, "parse_mode": "HTML"}, quote_fields=False)
        form.add_field("sheet", b"a,b\n", filename="../订单.csv", content_type="text/csv")
        _, body = await wire.door("POST", f"/bot{TOKEN}/sendDocument", data=form)
        document = body["result"]["document"]
        assert (document["file_name"], document["file_size"]) == ("订单.csv", 4)
        assert body["result"]["caption_entities"] == [{"type": "italic", "offset": 0, "length": 1}]
        file = await wire.does("getFile", file_id=document["file_id"])
        async with wire.http.get(f"/file/bot{TOKEN}/{file['file_path']}") as answer:
            assert (answer.status, await answer.read()) == (200, b"a,b\n")
        await wire.does("sendDocument", chat_id=wire.li, document=document["file_id"])
        shown = (await wire.phone())[-1]["document"]
        async with wire.http.get(shown["url"]) as answer:
            assert answer.headers["Content-Disposition"].startswith("attachment")
            assert await answer.read() == b"a,b\n"


async def test_a_picture_replaces_another_and_a_text() -> None:
    async with wired() as wire:
        text = (await wire.sends("一"))["message_id"]
        form = FormData({"chat_id": str(wire.li), "message_id": str(text)})
        form.add_field("media", '{"type": "photo", "media": "attach://p", "caption": "图"}')
        form.add_field("p", png(60, 40), filename="p.png", content_type="image/png")
        _, body = await wire.door("POST", f"/bot{TOKEN}/editMessageMedia", data=form)
        [size] = body["result"]["photo"]
        assert (size["width"], size["height"], body["result"]["caption"]) == (60, 40, "图")
        [shown] = await wire.phone()
        async with wire.http.get(shown["photo"]) as answer:
            assert answer.content_type == "image/png"
            assert await answer.read() == png(60, 40)
        await wire.does("editMessageCaption", chat_id=wire.li, message_id=text, caption="新图")
        refusal = await wire.refused("editMessageText", chat_id=wire.li, message_id=text, text="x")
        assert refusal == "Bad Request: there is no text in the message to edit"


@pytest.mark.parametrize(
    ("method", "data", "code", "words"),
    [
        ("sendPhoto", b"no picture", 400, "IMAGE_PROCESS_FAILED"),
        ("sendPhoto", png() + b"\0" * (10 * 1024 * 1024), 400, "is too big for a photo"),
        ("sendPhoto", png(3000, 10), 400, "PHOTO_INVALID_DIMENSIONS"),
        ("sendDocument", b"", 400, "file must be non-empty"),
        ("sendDocument", b"\0" * (50 * 1024 * 1024 + 1), 413, "Request Entity Too Large"),
    ],
)
async def test_a_file_the_server_does_not_take_is_refused(method: str, data: bytes, code: int, words: str) -> None:
    async with wired() as wire:
        form = FormData({"chat_id": str(wire.li)})
        form.add_field(method.removeprefix("send").lower(), data, filename="x.png")
        status, body = await wire.door("POST", f"/bot{TOKEN}/{method}", data=form)
        assert (status, body["error_code"]) == (code, code)
        assert words in body["description"]


async def test_commands_are_kept_by_scope_and_language_and_shown_in_the_persons() -> None:
    async with wired() as wire:
        alice = wire.sandbox.add_person(name="Alice", language="en")
        start = {"command": "start", "description": "Begin"}
        await wire.does("setMyCommands", commands=[start])
        await wire.does("setMyCommands", commands=[{**start, "description": "开始"}], language_code="zh")
        for person, words in ((wire.li, "开始"), (alice, "Begin")):
            _, commands = await wire.door("GET", f"/sandbox/commands?chat={person}")
            assert commands == [{"command": "start", "description": words}]
        mine = {"type": "chat", "chat_id": wire.li}
        await wire.does("setMyCommands", commands=[{**start, "description": "只给你"}], scope=mine)
        _, commands = await wire.door("GET", f"/sandbox/commands?chat={wire.li}")
        assert commands[0]["description"] == "只给你"
        await wire.does("deleteMyCommands", scope=mine)
        assert await wire.does("getMyCommands", scope=mine) == []
        assert (await wire.does("getMyCommands", language_code="zh"))[0]["description"] == "开始"
        bad = await wire.refused("setMyCommands", commands=[{"command": "Start!", "description": "x"}])
        assert bad == "Bad Request: BOT_COMMAND_INVALID"


async def test_the_bot_describes_itself() -> None:
    async with wired(title="跟单 Gendan") as wire:
        assert (await wire.does("getMe"))["username"] == "gendan_sandbox_bot"
        await wire.does("setMyName", name="跟单")
        assert (await wire.does("getMe"))["first_name"] == "跟单"
        await wire.does("setMyDescription", description="下单、收款", language_code="zh")
        assert await wire.does("getMyDescription", language_code="zh") == {"description": "下单、收款"}
        assert await wire.does("getMyDescription") == {"description": ""}
        await wire.does("setMyShortDescription", short_description="助手")
        assert await wire.does("getMyShortDescription", language_code="en") == {"short_description": "助手"}
        await wire.does("setChatMenuButton", menu_button={"type": "default"}, chat_id=wire.li)
        assert await wire.does("getChatMenuButton", chat_id=wire.li) == {"type": "default"}
        assert await wire.does("getChatMenuButton") == {"type": "commands"}


async def test_a_person_and_the_bot_are_members_of_their_chat() -> None:
    async with wired() as wire:
        assert (await wire.does("getChat", chat_id=wire.li))["first_name"] == "小李"
        member = await wire.does("getChatMember", chat_id=wire.li, user_id=wire.li)
        assert (member["status"], member["user"]["language_code"]) == ("member", "zh")
        member = await wire.does("getChatMember", chat_id=wire.li, user_id=4242)
        assert member["user"]["is_bot"] is True
        assert await wire.refused("getChatMember", chat_id=wire.li, user_id=5) == "Bad Request: user not found"


async def test_a_reply_names_the_message_it_answers() -> None:
    async with wired() as wire:
        first = (await wire.says("在吗"))["message"]["message_id"]
        reply = await wire.sends("在", reply_parameters={"message_id": first})
        assert reply["reply_to_message"]["text"] == "在吗"
        lenient = {"message_id": 7, "allow_sending_without_reply": True}
        assert "reply_to_message" not in await wire.sends("在", reply_parameters=lenient)

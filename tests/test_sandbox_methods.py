"""Methods of the Bot API: editing, deleting, files, and what the bot tells about itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import FormData

from tests.sandboxed import TOKEN, HandClock, buttons, png, wired

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


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

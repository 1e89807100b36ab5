"""The two libraries the product talks through, as they are, against the sandbox."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from aiogram import types as t
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.ext import ExtBot

from tests.sandboxed import TOKEN, Wire, png, wired

# The library itself reads its deprecated field when it makes the error.
pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")


@asynccontextmanager
async def aiogram_bot(wire: Wire, token: str = TOKEN) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(wire.sandbox.base_url))
    bot = Bot(token, session=session, default=DefaultBotProperties(parse_mode="HTML"))
    try:
        yield bot
    finally:
        await session.close()


def ptb_bot(wire: Wire, token: str = TOKEN) -> ExtBot[None]:
    base = wire.sandbox.base_url
    return ExtBot(token, base_url=f"{base}/bot", base_file_url=f"{base}/file/bot")


async def test_aiogram_sends_edits_and_deletes() -> None:
    async with wired() as wire, aiogram_bot(wire) as bot:
        me = await bot.get_me()
        assert (me.id, me.is_bot) == (4242, True)
        button = t.InlineKeyboardButton(text="确认", callback_data="ok")
        keyboard = t.InlineKeyboardMarkup(inline_keyboard=[[button]])
        sent = await bot.send_message(wire.li, "<b>订单</b> 😀", reply_markup=keyboard)
        assert sent.html_text == "<b>订单</b> 😀"
        edited = await bot.edit_message_text("<i>改了</i>", chat_id=wire.li, message_id=sent.message_id)
        assert isinstance(edited, t.Message)
        assert edited.reply_markup is None
        photo = await bot.send_photo(wire.li, t.BufferedInputFile(png(), "状况.png"), caption="<u>图</u>")
        assert photo.photo is not None
        media = t.InputMediaDocument(media=t.BufferedInputFile(b"a,b", "表.csv"), caption="<code>表</code>")
        changed = await bot.edit_message_media(media, chat_id=wire.li, message_id=photo.message_id)
        assert isinstance(changed, t.Message)
        assert changed.document is not None
        assert changed.document.file_name == "表.csv"
        file = await bot.download(changed.document)
        assert file is not None
        assert file.read() == b"a,b"
        assert await bot.delete_message(wire.li, sent.message_id) is True
        assert await bot.send_chat_action(wire.li, "typing") is True
        assert (await bot.get_chat(wire.li)).first_name == "小李"


async def test_aiogram_dispatches_what_a_person_says_and_taps() -> None:
    async with wired() as wire, aiogram_bot(wire) as bot:
        dispatcher = Dispatcher()

        @dispatcher.message()
        async def said(message: t.Message) -> None:
            button = t.InlineKeyboardButton(text="好", callback_data="ok")
            await message.answer(
                f"收到：{message.text}", reply_markup=t.InlineKeyboardMarkup(inline_keyboard=[[button]])
            )

        @dispatcher.callback_query()
        async def tapped(query: t.CallbackQuery) -> None:
            assert isinstance(query.message, t.Message)
            await query.message.edit_text("完成")
            await query.answer("好的")

        await wire.says("下单")
        offset = 0
        for _ in range(2):
            for update in await bot.get_updates(offset=offset, timeout=1):
                offset = update.update_id + 1
                await dispatcher.feed_update(bot, update)
            answer = (await wire.phone())[-1]
            if answer["buttons"]:
                await wire.taps(answer["message_id"], text="好")
        assert [each["text"] for each in await wire.phone()] == ["下单", "完成"]


async def test_aiogram_reads_every_kind_of_message() -> None:
    async with wired() as wire, aiogram_bot(wire) as bot:
        path = f"/sandbox/chats/{wire.li}/messages"
        bodies: list[dict[str, Any]] = [
            {"sticker": "😀"},
            {"voice": True},
            {"location": {"latitude": 30, "longitude": 120.5}},
            {"contact": {"phone_number": "138", "first_name": "李"}},
        ]
        for body in bodies:
            assert (await wire.door("POST", path, json=body))[0] == 201
        await wire.door("POST", f"/sandbox/chats/{wire.li}/block", json={"blocked": True})
        updates = await bot.get_updates()
        kinds = [update.message.content_type for update in updates if update.message]
        assert kinds == ["sticker", "voice", "location", "contact"]
        assert updates[-1].my_chat_member is not None
        assert updates[-1].my_chat_member.new_chat_member.status == "kicked"


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ({"status": 429, "retry_after": 3}, TelegramRetryAfter),
        ({"status": 403}, TelegramForbiddenError),
        ({"status": 409}, TelegramConflictError),
        ({"status": 502}, TelegramServerError),
        ({"migrate_to_chat_id": -1001}, TelegramMigrateToChat),
        ({"drop_answer": True}, TelegramNetworkError),
    ],
)
async def test_aiogram_knows_the_faults_by_their_kinds(fault: dict[str, Any], error: type[TelegramAPIError]) -> None:
    async with wired() as wire, aiogram_bot(wire) as bot:
        await wire.fault(method="sendMessage", **fault)
        with pytest.raises(error) as caught:
            await bot.send_message(wire.li, "x")
        assert getattr(caught.value, "retry_after", 3) == 3


async def test_aiogram_knows_the_refusals_by_their_kinds() -> None:
    async with wired() as wire, aiogram_bot(wire) as bot:
        with pytest.raises(TelegramBadRequest, match="chat not found"):
            await bot.send_message(7, "x")
        with pytest.raises(TelegramBadRequest, match="can't parse entities"):
            await bot.send_message(wire.li, "a < b")
        sent = await bot.send_message(wire.li, "x")
        with pytest.raises(TelegramBadRequest, match="message is not modified"):
            await bot.edit_message_text("x", chat_id=wire.li, message_id=sent.message_id)
        big = t.BufferedInputFile(b"\0" * (50 * 1024 * 1024 + 1), "big.bin")
        with pytest.raises(TelegramEntityTooLarge):
            await bot.send_document(wire.li, big)
        with pytest.raises(TelegramAPIError, match="Not Implemented"):
            await bot.send_dice(wire.li)
    async with wired() as wire, aiogram_bot(wire, "4242:wrong") as bot:
        with pytest.raises(TelegramUnauthorizedError):
            await bot.get_me()


async def test_python_telegram_bot_sends_edits_and_polls() -> None:
    async with wired() as wire, ptb_bot(wire) as bot:
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("钱到了", callback_data="paid")]])
        sent = await bot.send_message(wire.li, "<b>逾期</b>", parse_mode="HTML", reply_markup=keyboard)
        assert sent.text_html == "<b>逾期</b>"
        edited = await bot.edit_message_text("已收", chat_id=wire.li, message_id=sent.message_id)
        assert edited is not True
        document = await bot.send_document(wire.li, b"a,b", filename="对账单.csv", caption="表")
        assert document.document is not None
        file = await bot.get_file(document.document.file_id)
        assert bytes(await file.download_as_bytearray()) == b"a,b"
        photo = await bot.send_photo(wire.li, png(), caption="图")
        assert photo.photo[-1].width == 4
        await wire.says("谢谢")
        [update] = await bot.get_updates(timeout=1)
        assert update.message is not None
        assert update.message.text == "谢谢"
        assert await bot.get_updates(offset=update.update_id + 1) == ()
        assert await bot.set_my_commands([("status", "近况")]) is True
        assert [each.command for each in await bot.get_my_commands()] == ["status"]


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ({"status": 429, "retry_after": 3}, RetryAfter),
        ({"status": 403}, Forbidden),
        ({"status": 409}, Conflict),
        ({"status": 400}, BadRequest),
        ({"status": 502}, NetworkError),
        ({"migrate_to_chat_id": -1001}, ChatMigrated),
        ({"drop_answer": True}, NetworkError),
    ],
)
async def test_python_telegram_bot_knows_the_faults_by_their_kinds(
    fault: dict[str, Any], error: type[TelegramError]
) -> None:
    async with wired() as wire, ptb_bot(wire) as bot:
        await wire.fault(method="sendMessage", **fault)
        with pytest.raises(error):
            await bot.send_message(wire.li, "x")


async def test_python_telegram_bot_knows_a_wrong_token() -> None:
    async with wired() as wire:
        with pytest.raises(InvalidToken):
            await ptb_bot(wire, "4242:wrong").initialize()

"""A chat server that answers at once, inside the process: what is measured is the bot, not a network."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from typing import Any, cast

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.methods import EditMessageText, SendMessage, SendPhoto, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import Chat, InlineKeyboardMarkup, Message, User

TOKEN = "12345:abcdefghijklmnopqrstuvwxyz0123456789"  # noqa: S105 - of no bot
ME = User(id=12345, is_bot=True, first_name="bench")
THEN = datetime(2026, 11, 23, tzinfo=UTC)


class Instant(BaseSession):
    """Accepts every call; remembers the newest buttons of each chat and counts the calls."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[int, list[tuple[str, str]]] = {}
        self.texts: dict[int, str] = {}
        self.calls = 0
        self.next_message = 1

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 - as the library calls it
    ) -> TelegramType:
        self.calls += 1
        answer: Any = True
        if isinstance(method, SendMessage | EditMessageText | SendPhoto):
            chat = int(method.chat_id or 0)
            if isinstance(method.reply_markup, InlineKeyboardMarkup):
                rows = method.reply_markup.inline_keyboard
                self.buttons[chat] = [(b.text, b.callback_data or "") for row in rows for b in row]
            self.texts[chat] = getattr(method, "text", "") or ""
            self.next_message += 1
            number = getattr(method, "message_id", None) or self.next_message
            answer = Message(
                message_id=number, date=THEN, chat=Chat(id=chat, type="private"), from_user=ME, text="…"
            ).as_(bot)
        return cast(TelegramType, answer)

    async def close(self) -> None:
        """Nothing is open."""

    async def stream_content(self, *_args: Any, **_kwargs: Any) -> AsyncGenerator[bytes, None]:
        """No files here."""
        yield b""


def said(chat: int, number: int, text: str) -> dict[str, Any]:
    """A raw update: somebody typed."""
    person = {"id": chat, "is_bot": False, "first_name": "p"}
    message: dict[str, Any] = {
        "message_id": number, "date": 1764000000, "chat": {"id": chat, "type": "private"}, "from": person, "text": text,
    }  # fmt: skip
    if text.startswith("/"):
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    return {"update_id": number, "message": message}


def tapped(chat: int, number: int, data: str) -> dict[str, Any]:
    """A raw update: somebody pressed a button."""
    person = {"id": chat, "is_bot": False, "first_name": "p"}
    bot = {"id": ME.id, "is_bot": True, "first_name": "bench"}
    message = {
        "message_id": 1, "date": 1764000000, "chat": {"id": chat, "type": "private"}, "from": bot, "text": "…",
    }  # fmt: skip
    query = {"id": str(number), "from": person, "message": message, "chat_instance": "1", "data": data}
    return {"update_id": number, "callback_query": query}

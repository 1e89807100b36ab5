"""The dispatcher: every conversation wired together, private chats only, strangers politely turned away."""

from __future__ import annotations

import secrets
import string
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from aiogram import BaseMiddleware, Bot, Dispatcher
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.fsm.storage.memory import SimpleEventIsolation
from aiogram.types import TelegramObject, Update, User
from aiogram_dialog import setup_dialogs
from aiogram_dialog.api.entities import stack

import handlers
from bot.storage import DialogStorage
from bot.switchboard import Switchboard
from handlers import refuse
from handlers.desk import Desk
from handlers.join import language_of
from handlers.windows import Messages
from locales import text
from models.invitations import InvitationInvalid

JOIN = "/start "
THERE = {"member", "administrator"}  # how the bot stands in a chat that it is in
MOST_KNOWN = 10_000  # chats that are remembered as turned away or left
SYMBOLS = string.digits + string.ascii_letters


class PrivateOnly(BaseMiddleware):
    """Groups get nothing: who taps there is not who may read there. A stranger gets one neutral sentence."""

    def __init__(self) -> None:
        self.answered: set[int] = set()
        self.left: set[int] = set()

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        desk: Desk = data["desk"]
        chat, user = data.get("event_chat"), data.get("event_from_user")
        if chat is not None and chat.type != "private":
            await self._leave(data["bot"], event, chat.id)
            return None
        if chat is None or user is None or chat.id != user.id:
            return None
        if desk.who is not None or (desk.kept and _brings_code(event)):
            return await handler(event, data)
        await self._turn_away(data["bot"], event, user)
        return None

    async def _leave(self, bot: Bot, event: TelegramObject, chat_id: int) -> None:
        """A group that somebody put the bot into: it goes, without a word, as often as it is put there."""
        change = event.my_chat_member if isinstance(event, Update) else None
        if change is not None and change.new_chat_member.status not in THERE:
            self.left.discard(chat_id)
            return
        if change is None and chat_id in self.left:
            return
        if len(self.left) > MOST_KNOWN:
            self.left.clear()
        self.left.add(chat_id)
        with suppress(TelegramBadRequest, TelegramForbiddenError):
            await bot.leave_chat(chat_id)

    async def _turn_away(self, bot: Bot, event: TelegramObject, user: User) -> None:
        """One sentence to a stranger, once; to whoever brings what is no code, the one that a wrong code gets."""
        query = event.callback_query if isinstance(event, Update) else None
        if query is not None:
            await query.answer()
        if _brings_code(event):
            await bot.send_message(user.id, text(language_of(user), InvitationInvalid.key))
            return
        if user.id in self.answered:
            return
        if len(self.answered) > MOST_KNOWN:
            self.answered.clear()
        self.answered.add(user.id)
        await bot.send_message(user.id, text(language_of(user), "stranger"))


def _brings_code(event: TelegramObject) -> bool:
    message = event.message if isinstance(event, Update) else None
    return message is not None and (message.text or "").startswith(JOIN)


def _dialog_id() -> str:
    """The number of an opened dialog. The library's own are the second and one of a hundred: of dialogs that open one
    another at once, each hundredth pair is the same, and the conversation breaks.
    """
    return "".join(secrets.choice(SYMBOLS) for _ in range(8))


def make_dispatcher(storage: DialogStorage) -> Dispatcher:
    """A dispatcher with every conversation; one per process life, since dialogs attach once."""
    stack.new_id = _dialog_id
    dispatcher = Dispatcher(storage=storage, events_isolation=SimpleEventIsolation())
    dispatcher.update.outer_middleware(PrivateOnly())
    dispatcher.include_router(refuse.router())
    dispatcher.include_router(Switchboard(handlers.routers()))
    setup_dialogs(dispatcher, message_manager=Messages(), events_isolation=SimpleEventIsolation())
    return dispatcher

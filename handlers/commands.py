"""The commands that the chat server offers while one types `/`: by language, and by role for those who joined."""

from __future__ import annotations

import re
from contextlib import suppress

from aiogram import Bot, Router
from aiogram.exceptions import TelegramAPIError
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    CallbackQuery,
    Message,
)

from handlers.desk import Desk
from locales import languages, plain, text
from models.people import Role

TYPED = re.compile(r"/\w{1,32}(@\w+)?(?=\s|$)")
_SALES = frozenset({Role.REP, Role.ASSISTANT, Role.MANAGER, Role.BOSS})
_OFFICE = _SALES | {Role.FINANCE}

# In the order of the menu, with whom each is for; each has a text `command-NAME`.
COMMANDS: dict[str, frozenset[Role]] = {
    "start": frozenset(Role),
    "order": _SALES,
    "orders": _OFFICE,
    "find": frozenset(Role),
    "todo": _OFFICE,
    "status": _OFFICE,
    "sample": _SALES,
    "samples": _OFFICE,
    "words": _SALES,
    "payment": frozenset({Role.ASSISTANT, Role.FINANCE, Role.MANAGER, Role.BOSS}),
    "export": frozenset({Role.BOSS}),
    "help": frozenset(Role),
    "language": frozenset(Role),
    "cancel": frozenset(Role),
}


async def register_commands(bot: Bot) -> None:
    """Tell the chat server all commands, Chinese for everybody and English for those who use English."""
    scope = BotCommandScopeAllPrivateChats()
    for language in languages():
        code = None if language == "zh" else language
        await bot.set_my_commands(_worded(list(COMMANDS), language), scope=scope, language_code=code)


async def register_own_commands(event: Message | CallbackQuery, desk: Desk) -> None:
    """Tell the chat server the commands of this person's roles, in the language they chose; never in the way."""
    if event.bot is None or desk.who is None:
        return
    own = [name for name, roles in COMMANDS.items() if not desk.who.roles.isdisjoint(roles)]
    with suppress(TelegramAPIError):
        scope = BotCommandScopeChat(chat_id=desk.telegram_id)
        await event.bot.set_my_commands(_worded(own, desk.language), scope=scope)


def _worded(names: list[str], language: str) -> list[BotCommand]:
    return [BotCommand(command=name, description=plain(language, f"command-{name}")) for name in names]


async def _unknown(message: Message, desk: Desk, typed: str) -> None:
    """One sentence and a way on; what is open stays as it is."""
    await message.answer(text(desk.language, "command-unknown", command=typed))


async def _is_command(message: Message) -> bool | dict[str, str]:
    """Whether it is typed like a command; hands it to the handler as `typed`."""
    found = TYPED.match(message.text or "")
    return {"typed": found.group()} if found else False


def routers() -> list[Router]:
    """What is typed like a command and is none; asked after everybody who takes one."""
    routes = Router(name="commands")
    routes.message.register(_unknown, _is_command)
    return [routes]

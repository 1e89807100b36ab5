"""The commands that the chat server offers while one types `/`, in each language."""

from __future__ import annotations

from aiogram import Bot
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats

from locales import languages, plain

# In the order of the menu; each has a text `command-NAME`.
COMMANDS = (
    "start",
    "order",
    "orders",
    "find",
    "todo",
    "status",
    "sample",
    "payment",
    "help",
    "language",
    "cancel",
)


async def register_commands(bot: Bot) -> None:
    """Tell the chat server the commands, Chinese for everybody and English for those who use English."""
    scope = BotCommandScopeAllPrivateChats()
    for language in languages():
        commands = [BotCommand(command=name, description=plain(language, f"command-{name}")) for name in COMMANDS]
        code = None if language == "zh" else language
        await bot.set_my_commands(commands, scope=scope, language_code=code)

"""A file that is neither a picture nor a spreadsheet (PDF, Word): what to send instead; its caption is not lost."""

from __future__ import annotations

from typing import Any

from aiogram import Router
from aiogram.types import Message
from aiogram_dialog import DialogManager

from handlers.desk import Desk
from handlers.order_words import words
from handlers.photos import is_photo
from handlers.read_message.caption import take_caption
from handlers.windows import is_asking
from models.orders import TAKERS

LONGEST_NAME = 60


async def is_other(message: Message, **data: Any) -> bool:
    """A file that no window waits for, and that nothing else takes."""
    return (
        message.document is not None
        and not await is_photo(message)
        and not is_asking(data)
        and data["desk"].who is not None
    )


async def take_other(message: Message, dialog_manager: DialogManager, desk: Desk) -> None:
    """Say what can be read instead; its caption is not lost."""
    assert message.document is not None  # noqa: S101 - the filter lets nothing else through
    name = (message.document.file_name or "")[-LONGEST_NAME:] or "—"
    if await take_caption(message, dialog_manager, desk, "file-caption-read", name=name):
        return
    orders = desk.who is not None and desk.who.may(*TAKERS)
    await message.answer(words(desk, "file-unread", name=name, orders=orders))


def routers() -> list[Router]:
    """After spreadsheets, before any dialog that is open."""
    routes = Router(name="other_files")
    routes.message.register(take_other, is_other)
    return [routes]

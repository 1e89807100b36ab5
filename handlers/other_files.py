"""A file that is neither a picture nor a spreadsheet (PDF, Word): what to send instead; its caption is not lost."""

from __future__ import annotations

from typing import Any

from aiogram import Router
from aiogram.types import Document, Message
from aiogram_dialog import DialogManager

from handlers.desk import Desk
from handlers.order_words import words
from handlers.photos import is_photo
from handlers.read_message.caption import take_caption
from handlers.windows import is_asking
from models.orders import TAKERS

LONGEST_NAME = 60


async def is_other(message: Message, **data: Any) -> dict[str, Document] | bool:
    """A file that no window waits for, and that nothing else takes; handed on as `document`."""
    taken = is_asking(data) or data["desk"].who is None or await is_photo(message)
    return False if message.document is None or taken else {"document": message.document}


async def take_other(message: Message, dialog_manager: DialogManager, desk: Desk, document: Document) -> None:
    """Say what can be read instead; its caption is not lost."""
    name = (document.file_name or "")[-LONGEST_NAME:] or "—"
    if await take_caption(message, dialog_manager, desk, "file-caption-read", name=name):
        return
    orders = desk.who is not None and desk.who.may(*TAKERS)
    await message.answer(words(desk, "file-unread", name=name, orders=orders))


def routers() -> list[Router]:
    """After spreadsheets, before any dialog that is open."""
    routes = Router(name="other_files")
    routes.message.register(take_other, is_other)
    return [routes]

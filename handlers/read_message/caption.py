"""The words beside a photo or a file that cannot be read: an order in them is taken up, and it is said that only they
were read.
"""

from __future__ import annotations

from typing import Any

from aiogram.types import Message
from aiogram_dialog import DialogManager

from handlers.desk import Desk
from handlers.order_words import words
from handlers.read_message import take_words
from handlers.read_message.another import is_whole
from handlers.read_message.reader import read_text
from models.orders import TAKERS


async def take_caption(message: Message, manager: DialogManager, desk: Desk, notice: str, **facts: Any) -> bool:
    """Take the order in a caption up below `notice`; gives whether there was one."""
    said = (message.caption or "").strip()
    if not said or desk.who is None or not desk.who.may(*TAKERS):
        return False
    reading = await read_text(desk, said)
    if not is_whole(reading) and not reading.repeats:
        return False
    await message.answer(words(desk, notice, **facts))
    return await take_words(said, manager, desk)

"""A whole new message while a question is open: it is no answer, it is read by itself, and the question stays below."""

from __future__ import annotations

from aiogram_dialog import DialogManager

from handlers.read_message.begin import take_up
from handlers.read_message.reader import read_text
from handlers.window_texts import desk_of
from models.reading import Reading

SHORT = 6  # characters; what is shorter answers the question


def is_whole(reading: Reading) -> bool:
    """Whether it says by itself what is wanted and how much."""
    return reading.kind != "other" and any(line.quantity.value and line.sku.places for line in reading.lines)


async def is_another(manager: DialogManager, typed: str) -> bool:
    """Take a message up by itself where it is an order of its own; else it is an answer."""
    if len(typed) < SHORT:
        return False
    reading = await read_text(desk_of(manager), typed)
    if not is_whole(reading):
        return False
    await take_up(manager, reading)
    return True

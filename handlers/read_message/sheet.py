"""An order that is sent as a spreadsheet; the caption may say for whom it is and how it goes."""

from __future__ import annotations

import asyncio

from aiogram import Bot
from aiogram.types import Document
from aiogram_dialog import DialogManager

from handlers.file_store import FileStore
from handlers.read_message.begin import take_said
from handlers.read_message.reader import read_rows
from handlers.window_texts import desk_of
from models.exchange import read_cells
from models.reading_books import order_sheet, understood_sheet

MOST_BYTES = 5 * 1024 * 1024  # an order is no price list of a whole trade
LONGEST_CAPTION = 1024


async def take_sheet(manager: DialogManager, document: Document, caption: str, bot: Bot, files: FileStore) -> None:
    """Open the card of the order in a spreadsheet, or its first question; orders for further customers wait below.

    Raises NoOrderSheet, TooManyCustomers, TooManyLines and what `read_cells` raises.
    """
    desk, name = desk_of(manager), document.file_name or ""
    content = await files.fetch(bot, document.file_id, document.file_size, MOST_BYTES)
    sheets = await asyncio.to_thread(read_cells, name, content)
    sheet = await asyncio.to_thread(order_sheet, sheets, caption[:LONGEST_CAPTION])
    parts = [(part, await read_rows(desk, part)) for part in sheet.parts()]
    for said in reversed(await desk.read(understood_sheet, parts=parts)):
        await take_said(manager, said)

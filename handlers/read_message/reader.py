"""Reading what somebody pasted against the books as that person may see them; the work is done off the loop."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from handlers.desk import Desk
from handlers.read_message.second import SecondReader
from models.reading import Habits, Reading, ReadLine
from models.reading_books import OrderSheet, SheetReading, bought, codes_in, look, read_sheet, shelf_of
from models.reading_books.books import EVERYBODY

ENDLESS = re.compile(r"[\u3400-\u9fff]{300}")  # nobody speaks an order in so many characters at a breath


async def read_text(desk: Desk, text: str, second: SecondReader | None = None) -> Reading:
    """Read a message. What this customer usually buys is asked for only where several products are left, and
    `second` only for what is open then.
    """
    if ENDLESS.search(text):
        return Reading(text, "other")
    read, own = await _ready(desk)
    habits = Habits(own)
    reading = await asyncio.to_thread(read, text, habits=habits)
    if _ties(reading.lines) and reading.customer.value:
        habits = await _habits(desk, reading, own)
        reading = await asyncio.to_thread(read, text, habits=habits)
    chosen = await second.choose(reading) if second is not None else None
    if chosen is not None:
        reading = await asyncio.to_thread(read, text, habits=replace(habits, chosen=chosen))
    return reading


async def read_rows(desk: Desk, sheet: OrderSheet) -> SheetReading:
    """Read a spreadsheet row by row."""
    read, own = await _ready(desk)
    codes = await desk.read(codes_in, sheet=sheet)
    found = await asyncio.to_thread(read_sheet, sheet, partial(read, habits=Habits(own)), codes)
    if found.whole.customer.value and any(_ties(row.reading.lines) for row in found.rows):
        habits = await _habits(desk, found.whole, own)
        found = await asyncio.to_thread(read_sheet, sheet, partial(read, habits=habits), codes)
    return found


def _ties(lines: Iterable[ReadLine]) -> bool:
    return any(not line.sku.value and len(line.sku.choices) > 1 for line in lines)


async def _habits(desk: Desk, reading: Reading, own: frozenset[str]) -> Habits:
    return await desk.read(bought, code=reading.customer.value, own=own)


async def _ready(desk: Desk) -> tuple[Callable[..., Reading], frozenset[str]]:
    """The indexes brought up to date for this person: how to read against them, and their own customers."""
    shelf, who = shelf_of(desk.db.engine.pool), desk.who
    customer_stamp, product_stamp = shelf.stamps(EVERYBODY if who is None or who.sees_all else who.id)
    seen = await desk.read(look, customer_stamp=customer_stamp, product_stamp=product_stamp)
    if seen.customers is not None or seen.products is not None:
        await asyncio.to_thread(shelf.take_in, seen)
    while not await asyncio.to_thread(shelf.step, seen.scope):
        pass
    at, name = desk.db.rules.local(desk.now), who.name if who else ""
    return partial(shelf.read, scope=seen.scope, at=at, by=name), seen.own

"""Reading what somebody pasted against the books as that person may see them; the work is done off the loop."""

from __future__ import annotations

import asyncio
import re
from functools import partial

from handlers.desk import Desk
from models.reading import Habits, Reading
from models.reading_books import bought, look, shelf_of
from models.reading_books.books import EVERYBODY

ENDLESS = re.compile(r"[\u3400-\u9fff]{300}")  # nobody speaks an order in so many characters at a breath


async def read_text(desk: Desk, text: str) -> Reading:
    """Read a message. What this customer usually buys is asked for only where several products are left."""
    if ENDLESS.search(text):
        return Reading(text, "other")
    shelf, who = shelf_of(desk.db.engine.pool), desk.who
    customer_stamp, product_stamp = shelf.stamps(EVERYBODY if who is None or who.sees_all else who.id)
    seen = await desk.read(look, customer_stamp=customer_stamp, product_stamp=product_stamp)
    if seen.customers is not None or seen.products is not None:
        await asyncio.to_thread(shelf.take_in, seen)
    while not await asyncio.to_thread(shelf.step, seen.scope):
        pass
    read = partial(shelf.read, text, scope=seen.scope, at=desk.db.rules.local(desk.now), by=who.name if who else "")
    reading = await asyncio.to_thread(read, habits=Habits(seen.own) if seen.own else None)
    if reading.customer.value and any(not line.sku.value and len(line.sku.choices) > 1 for line in reading.lines):
        habits = await desk.read(bought, code=reading.customer.value, own=seen.own)
        reading = await asyncio.to_thread(read, habits=habits)
    return reading

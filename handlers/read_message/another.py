"""A whole new message while a question is open: it is no answer, it is read by itself, and the question stays below."""

from __future__ import annotations

from aiogram_dialog import DialogManager

from handlers.read_message.begin import take_up
from handlers.read_message.reader import read_text
from handlers.read_message.states import Clarify, Joins, said_of
from handlers.take_order.states import order_looked_at
from handlers.window_texts import desk_of
from models.reading import Reading

SHORT = 6  # characters; what is shorter answers the question


def is_whole(reading: Reading) -> bool:
    """Whether it says by itself what is wanted and how much."""
    return reading.kind != "other" and any(line.quantity.value and line.sku.places for line in reading.lines)


async def may_join(manager: DialogManager, reading: Reading) -> Joins | None:
    """Which order is looked at or asked about, where the message may be meant for it: it names no customer itself."""
    if reading.kind != "order" or not reading.lines or reading.repeats:
        return None
    if reading.customer.choices or reading.customer.places:
        return None
    order = await order_looked_at(manager)
    if order is not None:
        number, changed = order["draft"].get("customer_id"), order.get("number", "")
    else:
        number, changed = _asked_about(manager)
    return {"customer_id": number, "number": changed} if number else None


def _asked_about(manager: DialogManager) -> tuple[int | None, str]:
    """Whose order a question is open about, and its number where it is one that is being changed."""
    if not manager.has_context() or manager.current_context().state.group is not Clarify:
        return None, ""
    said, joins = said_of(manager), manager.dialog_data.get("joins") or {}
    return (said["customer_id"] if said["kind"] == "order" else None), joins.get("number", "")


async def is_another(manager: DialogManager, typed: str) -> bool:
    """Take a message up by itself where it is an order of its own; else it is an answer."""
    if len(typed) < SHORT:
        return False
    reading = await read_text(desk_of(manager), typed)
    if not is_whole(reading):
        return False
    await take_up(manager, reading, joins=await may_join(manager, reading))
    return True

"""A whole new message while a question is open: it is no answer, it is read by itself, and the question stays below."""

from __future__ import annotations

from aiogram.types import Message
from aiogram_dialog import DialogManager

from handlers.read_message.begin import take_up
from handlers.read_message.reader import read_text
from handlers.read_message.remarks import noted, remark_of
from handlers.read_message.states import Clarify, Joins, said_of
from handlers.take_order.states import order_looked_at
from handlers.window_texts import desk_of
from locales import text
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


async def _takes_remark(manager: DialogManager, typed: str) -> bool:
    """A note or an address for the order that is asked about; the question is asked again."""
    said, remark = said_of(manager), remark_of(typed)
    if remark is None or said["kind"] != "order":
        return False
    kept = noted(str(said["terms"].get("note") or ""), remark)
    said["terms"].update(kept)
    if isinstance(manager.event, Message):
        key, words = next(iter(kept.items()))
        await manager.event.answer(text(desk_of(manager).language, f"read-kept-{key}", said=words))
    return True


async def is_another(manager: DialogManager, typed: str) -> bool:
    """Take a message up by itself where it is an order of its own, or keep the note that it is; else it is an
    answer.
    """
    if len(typed) < SHORT:
        return False
    if await _takes_remark(manager, typed):
        return True
    reading = await read_text(desk_of(manager), typed)
    if not is_whole(reading):
        return False
    await take_up(manager, reading, joins=await may_join(manager, reading))
    return True

"""Goods with how many of them, typed while a request of a sample is written: they go with the request."""

from __future__ import annotations

from typing import Any

from aiogram_dialog import DialogManager, ShowMode

from handlers.pick import goods_of
from handlers.read_message.begin import STATES
from handlers.read_message.states import Clarify
from handlers.request_sample.draft import add_lines
from handlers.sample_states import RequestSample
from handlers.take_order.states import SHOWN
from handlers.window_texts import desk_of
from handlers.windows import go
from models.reading import Reading
from models.reading_books import still_asked, understood


async def chooses_goods(data: dict[str, Any]) -> bool:
    """Whether goods are being chosen for an order or a request of a sample, or its lines are looked at (from a
    handler's data).
    """
    return await goods_of(data, *SHOWN) is not None or await goods_of(data, RequestSample.lines) is not None


async def goes_with_it(manager: DialogManager, reading: Reading) -> bool:
    """Put the goods on the request, or ask what they are; gives whether they were meant for it: a message that names a
    customer is read by itself.
    """
    request = await goods_of(manager.middleware_data, RequestSample.lines)
    draft: Any = request.dialog_data.get("draft") if request is not None else None
    customer_id = draft.get("customer_id") if draft else None
    if (
        request is None
        or customer_id is None
        or not reading.lines
        or reading.customer.choices
        or reading.customer.places
    ):
        return False
    said = await desk_of(manager).read(understood, reading=reading)
    said["kind"], said["customer_id"] = "sample", customer_id
    question = still_asked(said)
    if question is not None:
        await go(manager, STATES.get(question.field, Clarify.term), {"said": said, "joined": True})
    elif request is not manager.current_context():
        await manager.done({"more": said}, show_mode=ShowMode.SEND)
    else:
        add_lines(manager, said)
        await manager.show(ShowMode.SEND)
    return True

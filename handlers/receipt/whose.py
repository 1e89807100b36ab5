"""A photo of a signed receipt: whose it is, by its caption, its bar code, or because somebody says so."""

from __future__ import annotations

import re
from typing import Any

from aiogram.types import Message
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from handlers.documents import NUMBER
from handlers.lists import rows
from handlers.photos import is_file
from handlers.receipt.taking import (
    NoReceiptSoNumbered,
    forget,
    named,
    not_a_receipt,
    take_in,
    take_one,
    take_to_list,
    type_number,
)
from handlers.shipping_states import ReadWaybill, Receipts, ShipmentCard, TakeBackReceipt
from handlers.waybill import row
from handlers.window_texts import Body, Label, Raw, desk_of
from handlers.windows import instead, pager, said, window
from locales import Html
from models import shipments
from models.numerals import half_width
from models.refusals import Refusal
from models.shipments import ShipmentView, clean_waybill

CALLED = re.compile(
    r"签?回单|签收单|照片|图片?|已?(?:签|收)?(?:回来?|到)了?|的|(?:signed\s+)?receipt|photo|back|[\s,，.。:：!！]+",
    re.IGNORECASE,
)
MOST_ANSWERED = 3  # of those just taken back, on top of the list


async def photo_in_list(message: Message, _input: MessageInput, manager: DialogManager) -> None:
    """A photo beside the list: its caption or its bar code names the shipment; if not one alone, it is asked."""
    coded = await take_in(message, manager)
    caption = (message.caption or "").strip()
    meant = await named(manager, caption) if caption else []
    other = [seen for seen in coded if seen.shipment.id not in {one.shipment.id for one in meant}]
    if len(meant) == 1 and other:
        data = manager.dialog_data
        ids = {"shipment_id": meant[0].shipment.id, "coded": other[0].shipment.id}
        await instead(manager, TakeBackReceipt.differs, {**ids, "file": data["file"]})
    elif not caption and len(coded) == 1 and coded[0].shipment.receipt_wanted:
        await whose_is_it(manager, coded[0].shipment.number)
    else:
        await whose_is_it(manager, caption, coded=bool(coded))


async def whose_is_it(manager: DialogManager, caption: str, *, coded: bool = False) -> None:
    """Take back what the caption names, or file the photo with the receipt just said to be back, unless its bar code
    or its caption speaks of something else; else ask which one it is of. A caption without a number names none.
    """
    if any(sign.isdigit() for sign in caption):
        try:
            await type_number(manager, caption)
            return
        except Refusal as refusal:
            manager.dialog_data["unread"] = str(said(manager, refusal))
    elif not coded and (answered := await _answered(manager)):
        last = answered[0]
        sure = len(answered) == 1 or last.shipment.id == manager.dialog_data.get("last")
        if sure and _only_called(caption, last):
            await take_to_list(manager, last.shipment.id)
            return
    manager.dialog_data["page"] = 1
    await manager.switch_to(Receipts.which)


async def _answered(manager: DialogManager) -> list[ShipmentView]:
    """Whose receipts were just said to be back, without a photo yet: the one in this list first, then the newest."""
    desk, last = desk_of(manager), manager.dialog_data.get("last")
    found = await desk.read(shipments.just_back, now=desk.now)
    if last and all(one.shipment.id != last for one in found):
        seen = await desk.read(shipments.view, shipment_id=int(last))
        if seen.shipment.receipt_at is not None and seen.shipment.receipt_file_id is None:
            found.append(seen)
    return sorted(found, key=lambda one: one.shipment.id != last)


def _only_called(caption: str, seen: ShipmentView) -> bool:
    """Whether a caption says no more than that it is a receipt, or whose it is."""
    rest = CALLED.sub("", caption)
    return rest in seen.customer.name or rest in seen.customer.short_name


async def type_whose(manager: DialogManager, typed: str) -> None:
    """The number of what the photo shows. A photo sent by itself need not be a receipt: it may show the waybill of a
    shipment without one, or a new one to be entered.
    """
    desk, data = desk_of(manager), manager.dialog_data
    if not data.get("loose"):
        await type_number(manager, typed)
        return
    found = await named(manager, typed)
    if found and not any(seen.shipment.receipt_wanted for seen in found):
        await forget(manager)
        await instead(manager, ShipmentCard.main, {"shipment_id": found[0].shipment.id})
    elif not found and not NUMBER.search(half_width(typed)):
        number = clean_waybill(typed)
        if not (await desk.read(shipments.without_waybill, size=1)).total:
            raise NoReceiptSoNumbered()
        await forget(manager)
        await instead(manager, ReadWaybill.which, {"codes": [number], "number": number})
    else:
        await type_number(manager, typed)


async def show_which(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """The likeliest shipments: those just taken back without a photo, then the oldest that are out."""
    desk, data = desk_of(dialog_manager), dialog_manager.dialog_data
    found = await desk.read(shipments.receipts_out, page=int(data.get("page", 1)))
    data["page"] = found.page
    listed = [row(seen, dialog_manager) for seen in found.items]
    if found.page == 1:
        listed = [*(row(seen, dialog_manager) for seen in (await _answered(dialog_manager))[:MOST_ANSWERED]), *listed]
    unread = Html(data["unread"] + "\n\n") if data.get("unread") else Html("")
    return {"rows": listed, "page": found.page, "pages": found.pages, "total": found.total, "unread": unread}


def which() -> Window:
    """The question whose receipt it is."""
    return window(
        Receipts.which,
        Raw("unread"),
        Body("receipt-which"),
        rows(Label("receipt-which-row"), "rows", take_one),
        pager(),
        Button(Label("receipt-not"), id="not", on_click=not_a_receipt),
        MessageInput(photo_in_list, filter=is_file),
        take=type_whose,
        media=True,
        getter=show_which,
    )

"""Taking back the receipt of one shipment: by a tap, or with its photo, unless that shows another shipment's."""

from __future__ import annotations

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Row

from handlers.lists import rows
from handlers.photos import is_file
from handlers.receipt.taking import not_a_receipt, take, take_in
from handlers.shipping_states import Receipts, ShipmentCard, TakeBackReceipt
from handlers.waybill import row
from handlers.window_texts import Body, Label, desk_of
from handlers.windows import close, leave, window
from models import shipments
from models.refusals import NotFound


async def show_one(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """The shipment whose receipt is to be taken back."""
    shipment_id = int(dialog_manager.dialog_data["shipment_id"])
    seen = await desk_of(dialog_manager).read(shipments.view, shipment_id=shipment_id)
    back = seen.shipment.receipt_at is not None
    return {**row(seen, dialog_manager), "out": not back, "back": back, "photo": bool(seen.shipment.receipt_file_id)}


async def take_this(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """It is back, without a photo."""
    await take(manager, int(manager.dialog_data["shipment_id"]))
    await manager.switch_to(TakeBackReceipt.done)


async def photo_of_this(message: Message, _input: MessageInput, manager: DialogManager) -> None:
    """It is back, and this is it; unless its bar code names another shipment: then it is asked."""
    data, named = manager.dialog_data, [seen.shipment.id for seen in await take_in(message, manager)]
    if named and int(data["shipment_id"]) not in named:
        data["coded"] = named[0]
        await manager.switch_to(TakeBackReceipt.differs, show_mode=ShowMode.SEND)
        return
    await take(manager, int(data["shipment_id"]))
    await manager.switch_to(TakeBackReceipt.done, show_mode=ShowMode.SEND)


async def show_differs(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """The shipment that was open, and the one that the bar code names."""
    desk, data = desk_of(dialog_manager), dialog_manager.dialog_data
    seen = [await desk.read(shipments.view, shipment_id=int(data[name])) for name in ("shipment_id", "coded")]
    listed = [{**row(one, dialog_manager), "coded": place == 1} for place, one in enumerate(seen)]
    return {"rows": listed, "waybill": seen[1].shipment.waybill, "customer": seen[0].customer.shown}


async def choose_whose(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    """The photo is this one's receipt."""
    if number not in (manager.dialog_data["shipment_id"], manager.dialog_data["coded"]):
        raise NotFound()
    await take(manager, number)
    manager.dialog_data["shipment_id"] = number
    await manager.switch_to(TakeBackReceipt.done)


async def open_card(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The shipment's card."""
    await manager.start(ShipmentCard.main, data={"shipment_id": manager.dialog_data["shipment_id"]})


async def _others(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.start(Receipts.list)


def windows() -> list[Window]:
    """The shipment, the question where its photo says another, and what was done."""
    return [
        window(
            TakeBackReceipt.one,
            Body("receipt-one"),
            Button(Label("receipt-is-back"), id="back", on_click=take_this, when="out"),
            Button(Label("waybill-open"), id="card", on_click=open_card, when="back"),
            leave(),
            MessageInput(photo_of_this, filter=is_file),
            media=True,
            getter=show_one,
        ),
        window(
            TakeBackReceipt.differs,
            Body("receipt-differs"),
            rows(Label("receipt-differs-row"), "rows", choose_whose),
            Button(Label("receipt-neither"), id="not", on_click=not_a_receipt),
            getter=show_differs,
        ),
        window(
            TakeBackReceipt.done,
            Body("receipt-done"),
            Row(
                Button(Label("waybill-open"), id="card", on_click=open_card),
                Button(Label("receipt-others"), id="others", on_click=_others),
            ),
            Button(Label("done"), id="end", on_click=close),
            getter=show_one,
        ),
    ]

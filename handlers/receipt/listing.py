"""The signed receipts that are out: the list, the couriers it can be narrowed to, and the slip that is undone."""

from __future__ import annotations

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo

from handlers.lists import rows
from handlers.photos import is_file
from handlers.receipt.taking import take_one, type_number
from handlers.receipt.whose import photo_in_list
from handlers.shipping_states import Receipts
from handlers.waybill import row
from handlers.window_texts import Body, Label, Raw, desk_of
from handlers.windows import Besides, home, pager, window
from locales import Html, text
from models import shipments
from models.shipments import SHIPPERS


async def show_list(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """What is out, the oldest first; what was just taken back."""
    desk, data = desk_of(dialog_manager), dialog_manager.dialog_data
    page, courier_id = int(data.get("page", 1)), data.get("courier_id")
    found = await desk.read(shipments.receipts_out, courier_id=courier_id, page=page)
    data["page"] = found.page
    late = desk.db.rules.courier_days
    listed = [{**row(seen, dialog_manager), "late": seen.days_out(desk.today) >= late} for seen in found.items]
    may = desk.who is not None and desk.who.may(*SHIPPERS)
    taken = Html(data["taken"] + "\n\n") if data.get("taken") else Html("")
    name = await _courier_name(dialog_manager, courier_id)
    return {
        "rows": listed, "taken": taken, "page": found.page, "pages": found.pages, "total": found.total, "days": late,
        "courier": name, "chosen": bool(name), "may": may,
        "undo": bool(data.get("last")),
    }  # fmt: skip


async def _courier_name(manager: DialogManager, courier_id: Any) -> str:
    if not courier_id:
        return ""
    desk = desk_of(manager)
    loads = await desk.read(shipments.loads, today=desk.today)
    return next((load.courier.name for load in loads if load.courier.id == courier_id), "")


async def undo(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The last one was a slip."""
    desk, data = desk_of(manager), manager.dialog_data
    seen = await desk.read(shipments.view, shipment_id=int(data["last"]))
    await desk.do(shipments.undo_receipt, shipment_id=seen.shipment.id, version=seen.shipment.version)
    data.pop("last", None)
    customer, number = seen.customer.shown, seen.shipment.number
    data["taken"] = str(text(desk.language, "receipt-undone", customer=customer, number=number))


async def show_couriers(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """Who has how many."""
    desk = desk_of(dialog_manager)
    loads = [load for load in await desk.read(shipments.loads, today=desk.today) if load.receipts]
    listed = [
        {"id": load.courier.id, "name": load.courier.name, "count": load.receipts, "late": load.receipts_late}
        for load in loads
    ]
    return {"couriers": listed}


async def choose_courier(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    """Only this courier's."""
    manager.dialog_data.update(courier_id=number, page=1)
    manager.dialog_data.pop("taken", None)
    await manager.switch_to(Receipts.list)


async def all_couriers(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Everybody's."""
    manager.dialog_data.pop("courier_id", None)
    manager.dialog_data.update(page=1)
    await manager.switch_to(Receipts.list)


def windows() -> list[Window]:
    """The list, and the couriers."""
    return [
        window(
            Receipts.list,
            Raw("taken"),
            Body("receipt-list"),
            rows(Label("receipt-row"), "rows", take_one),
            pager(),
            Button(Label("receipt-undo"), id="undo", on_click=undo, when="undo"),
            Row(
                SwitchTo(Label("receipt-by-courier"), id="by", state=Receipts.couriers),
                home(),
            ),
            MessageInput(photo_in_list, filter=is_file),
            take=type_number,
            besides=Besides.NUMBERS,
            media=True,
            getter=show_list,
        ),
        window(
            Receipts.couriers,
            Body("receipt-couriers"),
            rows(Label("receipt-courier-row"), "couriers", choose_courier),
            Button(Label("receipt-all-couriers"), id="all", on_click=all_couriers),
            SwitchTo(Label("back"), id="back", state=Receipts.list),
            getter=show_couriers,
        ),
    ]

"""Entering waybill numbers (rule 11): one after the other, the oldest first."""

from __future__ import annotations

from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery
from aiogram_dialog import Data, Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo

from handlers import start
from handlers.lists import rows
from handlers.photos import codes_shown, number_by_photo
from handlers.shipping_states import EnterWaybill, ShipmentCard
from handlers.window_texts import Body, Label, desk_of
from handlers.windows import close, home, pager, window
from models import shipments
from models.people import Role
from models.shipments import ShipmentView

__all__ = ["EnterWaybill", "dialog", "routers"]


async def begin(start_data: Data, manager: DialogManager) -> None:
    """Opened for one shipment, or for the list."""
    if isinstance(start_data, dict) and start_data.get("shipment_id"):
        manager.dialog_data.update(shipment_id=int(start_data["shipment_id"]), single=True)


def row(seen: ShipmentView, manager: DialogManager) -> dict[str, Any]:
    """A shipment as the lists show it."""
    today = desk_of(manager).today
    return {
        "id": seen.shipment.id,
        "number": seen.shipment.number,
        "customer": seen.customer.shown,
        "courier": seen.courier.name if seen.courier else "",
        "named": seen.courier is not None,
        "waybill": seen.shipment.waybill,
        "numbered": bool(seen.shipment.waybill),
        "via": seen.shipment.via,
        "on": seen.shipment.shipped_on,
        "days": seen.days_out(today),
        "amount_fen": seen.shipment.amount_fen,
    }


async def show_list(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """What left without a number, the oldest first."""
    page = int(dialog_manager.dialog_data.get("page", 1))
    found = await desk_of(dialog_manager).read(shipments.without_waybill, page=page)
    dialog_manager.dialog_data["page"] = found.page
    listed = [row(seen, dialog_manager) for seen in found.items]
    return {"rows": listed, "page": found.page, "pages": found.pages, "total": found.total}


async def choose(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    """Ask for this one's number."""
    manager.dialog_data["shipment_id"] = number
    manager.dialog_data.pop("entered", None)
    await manager.switch_to(EnterWaybill.number)


async def show_one(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """Whose number is asked; what was entered just before."""
    data = dialog_manager.dialog_data
    seen = await desk_of(dialog_manager).read(shipments.view, shipment_id=int(data["shipment_id"]))
    data["version"] = seen.shipment.version
    entered = data.get("entered")
    single = bool(data.get("single"))
    said = {"entered": entered or "", "just": bool(entered), "single": single, "codes": codes_shown(dialog_manager)}
    return {**row(seen, dialog_manager), **said}


async def type_number(manager: DialogManager, typed: str) -> None:
    """Enter it, and go on with the next one that has none."""
    desk, data = desk_of(manager), manager.dialog_data
    shipment_id = int(data["shipment_id"])
    await desk.do(shipments.enter_waybill, shipment_id=shipment_id, waybill=typed, version=data.get("version"))
    if not data.get("single"):
        await _next(manager, shipment_id)
    elif len(manager.current_stack().intents) > 1:
        await manager.done({"shipment_id": shipment_id})
    else:
        await manager.switch_to(EnterWaybill.done)


async def _next(manager: DialogManager, entered_id: int) -> None:
    desk, data = desk_of(manager), manager.dialog_data
    seen = await desk.read(shipments.view, shipment_id=entered_id)
    data["entered"] = f"{seen.customer.shown} {seen.shipment.waybill}"
    left = await desk.read(shipments.without_waybill, size=1)
    if left.items:
        data["shipment_id"] = left.items[0].shipment.id
        await manager.switch_to(EnterWaybill.number)
    else:
        await manager.switch_to(EnterWaybill.done)


async def open_card(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The shipment's card."""
    await manager.start(ShipmentCard.main, data={"shipment_id": manager.dialog_data["shipment_id"]})


async def to_list(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """All that are missing."""
    manager.dialog_data.clear()
    await manager.switch_to(EnterWaybill.list)


def dialog() -> Dialog:
    """The list, the number, the result."""
    many = SwitchTo(Label("waybill-skip"), id="skip", state=EnterWaybill.list, when=lambda d, _w, _m: not d["single"])
    return Dialog(
        window(
            EnterWaybill.list, Body("waybill-list"), rows(Label("waybill-row"), "rows", choose), pager(), home(),
            getter=show_list,
        ),
        window(
            EnterWaybill.number,
            Body("waybill-number"),
            *number_by_photo(type_number),
            many,
            Button(Label("cancel"), id="leave", on_click=close),
            take=type_number,
            media=True,
            getter=show_one,
        ),
        window(
            EnterWaybill.done,
            Body("waybill-done"),
            Row(
                Button(Label("waybill-open"), id="card", on_click=open_card),
                Button(Label("waybill-others"), id="list", on_click=to_list),
            ),
            home(),
            getter=show_one,
        ),
        on_start=begin,
    )  # fmt: skip


def routers() -> list[Router]:
    """The dialog, in the menu of those who enter the numbers."""
    start.entry("menu-waybills", EnterWaybill.list, Role.ASSISTANT)
    return [dialog()]

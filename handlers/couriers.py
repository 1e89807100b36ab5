"""The couriers: what they still hold, whether new shipments with them are paused, and new ones (rules 10, 12)."""

from __future__ import annotations

from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo

from handlers import start
from handlers.lists import rows
from handlers.shipping_states import Couriers, Receipts
from handlers.window_texts import Body, Label, desk_of
from handlers.windows import home, leave, op_key, window
from models import shipments
from models.people import Role
from models.refusals import NotFound, NotUnderstood
from models.shipments import CourierLoad

__all__ = ["Couriers", "dialog", "routers"]


async def _loads(manager: DialogManager) -> list[CourierLoad]:
    desk = desk_of(manager)
    return await desk.read(shipments.loads, today=desk.today)


def _facts(load: CourierLoad) -> dict[str, Any]:
    return {
        "id": load.courier.id,
        "name": load.courier.name,
        "paused": load.courier.paused_at is not None,
        "reason": load.courier.pause_reason,
        "collects": load.courier.collects_money,
        "brings": load.courier.brings_receipts,
        "regions": load.courier.regions,
        "receipts": load.receipts,
        "receipts_late": load.receipts_late,
        "cod_fen": load.cod_fen,
        "held": load.cod_fen > 0,
        "cod_late_fen": load.cod_late_fen,
        "late": load.receipts_late > 0 or load.cod_late_fen > 0,
    }


async def show_list(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """Every courier with what it holds."""
    return {"couriers": [_facts(load) for load in await _loads(dialog_manager)]}


async def choose(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    """Open one."""
    manager.dialog_data["courier_id"] = number
    await manager.switch_to(Couriers.one)


async def show_one(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """One courier."""
    number = dialog_manager.dialog_data.get("courier_id")
    for load in await _loads(dialog_manager):
        if load.courier.id == number:
            return _facts(load)
    raise NotFound()


async def type_reason(manager: DialogManager, typed: str) -> None:
    """Pause it, with a reason that whoever ships will read."""
    if not typed:
        raise NotUnderstood()
    courier_id = int(manager.dialog_data["courier_id"])
    await desk_of(manager).do(shipments.pause_courier, courier_id=courier_id, reason=typed)
    await manager.switch_to(Couriers.one)


async def resume(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """It is normal again."""
    await desk_of(manager).do(shipments.resume_courier, courier_id=int(manager.dialog_data["courier_id"]))


async def _change(manager: DialogManager, **changes: Any) -> None:
    now = await show_one(manager)
    does = {"collects_money": now["collects"], "brings_receipts": now["brings"], **changes}
    await desk_of(manager).do(shipments.change_courier, courier_id=int(manager.dialog_data["courier_id"]), **does)


async def toggle_collects(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Whether it collects money."""
    await _change(manager, collects_money=not (await show_one(manager))["collects"])


async def toggle_brings(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Whether it brings signed receipts back."""
    await _change(manager, brings_receipts=not (await show_one(manager))["brings"])


async def turn_regions(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Where it goes: everywhere, the own province, the others."""
    await _change(manager, regions=_after((await show_one(manager))["regions"]))


def _after(regions: str) -> str:
    return shipments.REGIONS[(shipments.REGIONS.index(regions) + 1) % len(shipments.REGIONS)]


async def open_receipts(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """What it has not brought back."""
    await manager.start(Receipts.list, data={"courier_id": manager.dialog_data["courier_id"]})


async def open_money(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """What it has not handed over."""
    from handlers.settle_cod import SettleCod

    await manager.start(SettleCod.items, data={"courier_id": manager.dialog_data["courier_id"]})


async def type_name(manager: DialogManager, typed: str) -> None:
    """What it is called; then what it does."""
    manager.dialog_data.update(name=typed, collects=True, brings=True, regions=shipments.REGIONS[0])
    await manager.switch_to(Couriers.does)


async def show_does(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """What the new one does for us."""
    op_key(dialog_manager)
    data = dialog_manager.dialog_data
    does = {what: bool(data.get(what)) for what in ("collects", "brings")}
    return {"name": data.get("name", ""), "regions": data.get("regions", shipments.REGIONS[0]), **does}


async def new_collects(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Whether the new one collects money."""
    manager.dialog_data["collects"] = not manager.dialog_data.get("collects")


async def new_brings(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Whether the new one brings receipts back."""
    manager.dialog_data["brings"] = not manager.dialog_data.get("brings")


async def new_regions(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Where the new one goes."""
    manager.dialog_data["regions"] = _after(manager.dialog_data.get("regions", shipments.REGIONS[0]))


async def save(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Take it into the books."""
    data = manager.dialog_data
    made = await desk_of(manager).do(
        shipments.add_courier,
        key=op_key(manager),
        name=str(data["name"]),
        collects_money=bool(data["collects"]),
        brings_receipts=bool(data["brings"]),
        regions=str(data.get("regions", "")),
    )
    if isinstance(manager.start_data, dict) and manager.start_data.get("sub"):
        await manager.done({"courier_id": made})
        return
    data.pop("op_key", None)
    data["courier_id"] = made
    await manager.switch_to(Couriers.one)


def dialog() -> Dialog:
    """The list, one courier, why it is paused, a new one."""
    return Dialog(
        window(
            Couriers.list,
            Body("courier-list"),
            rows(Label("courier-row"), "couriers", choose),
            SwitchTo(Label("courier-new"), id="new", state=Couriers.name),
            home(),
            getter=show_list,
        ),
        window(
            Couriers.one,
            Body("courier-one"),
            Row(
                Button(Label("courier-receipts"), id="receipts", on_click=open_receipts, when="receipts"),
                Button(Label("courier-money"), id="money", on_click=open_money, when="held"),
            ),
            Row(
                Button(Label("courier-toggle-collects"), id="collects", on_click=toggle_collects),
                Button(Label("courier-toggle-brings"), id="brings", on_click=toggle_brings),
            ),
            Button(Label("courier-regions"), id="regions", on_click=turn_regions),
            SwitchTo(Label("courier-pause"), id="pause", state=Couriers.reason, when=lambda d, _w, _m: not d["paused"]),
            Button(Label("courier-resume"), id="resume", on_click=resume, when="paused"),
            SwitchTo(Label("back"), id="back", state=Couriers.list),
            getter=show_one,
        ),
        window(
            Couriers.reason,
            Body("courier-reason"),
            SwitchTo(Label("back"), id="back", state=Couriers.one),
            take=type_reason,
            getter=show_one,
        ),
        window(Couriers.name, Body("courier-name"), leave(), take=type_name),
        window(
            Couriers.does,
            Body("courier-does"),
            Row(
                Button(Label("courier-toggle-collects"), id="collects", on_click=new_collects),
                Button(Label("courier-toggle-brings"), id="brings", on_click=new_brings),
            ),
            Button(Label("courier-regions"), id="regions", on_click=new_regions),
            Button(Label("courier-save"), id="save", on_click=save),
            Row(SwitchTo(Label("back"), id="back", state=Couriers.name), leave()),
            getter=show_does,
        ),
    )


def routers() -> list[Router]:
    """The dialog, in the menu of those who keep this book."""
    start.entry("menu-couriers", Couriers.list, Role.ASSISTANT, Role.MANAGER)
    return [dialog()]

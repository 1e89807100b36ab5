"""How the goods go: by which means and courier, under which number, with money to collect, on which day, and why."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Data, DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Group, Row, Select, SwitchTo

from handlers.lists import rows
from handlers.photos import codes_shown, number_by_photo
from handlers.ship.draft import onward, plan_of, preview_of, shipped_on
from handlers.shipping_states import Couriers, Ship
from handlers.window_texts import Body, Label, desk_of
from handlers.windows import leave, window
from models import shipments
from models.amounts import parse_fen
from models.days import parse_day
from models.people import Role
from models.refusals import NotFound, NotUnderstood, within
from models.shipments import CARRIED, VIAS, CodTooMuch, CourierPaused, NotAShippingDay
from models.shipments.checks import DAYS_BACK
from models.shipments.posting import NOTE_LIMIT


async def show_via(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """The means there are, the chosen one marked."""
    chosen = dialog_manager.dialog_data.get("via")
    return {"vias": [{"id": via, "via": via, "chosen": via == chosen} for via in VIAS]}


async def choose_via(_event: CallbackQuery, _select: Any, manager: DialogManager, via: str) -> None:
    """Express and freight need a courier, our own car and pick-up none."""
    if via not in VIAS:
        raise NotUnderstood()
    data = manager.dialog_data
    data["via"] = via
    if via not in CARRIED:
        for name in ("courier_id", "cod_fen", "waybill"):
            data.pop(name, None)
    await onward(manager)


async def show_couriers(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """Couriers, the order's first; what they do for us and whether they are paused."""
    found = await plan_of(dialog_manager)
    couriers = await desk_of(dialog_manager).read(shipments.couriers, first=found.order.courier)
    listed = [
        {
            "id": one.id,
            "name": one.name,
            "collects": one.collects_money,
            "brings": one.brings_receipts,
            "paused": one.paused_at is not None,
            "chosen": one.id == dialog_manager.dialog_data.get("courier_id"),
        }
        for one in couriers
    ]
    return {
        "couriers": listed,
        "wanted": found.order.courier,
        "named": bool(found.order.courier),
        "customer": found.customer.shown,
        "freight": dialog_manager.dialog_data.get("via") == "freight",
        "carded": bool(dialog_manager.dialog_data.get("carded")),
    }


async def choose_courier(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    """Take one; a paused one only as a manager, who then says why."""
    desk = desk_of(manager)
    one = next((one for one in await desk.read(shipments.couriers) if one.id == number), None)
    if one is None:
        raise NotFound()
    if one.paused_at is not None and (desk.who is None or not desk.who.may(Role.MANAGER, Role.BOSS)):
        raise CourierPaused(name=one.name, reason=one.pause_reason)
    await _with_courier(manager, number)


async def _with_courier(manager: DialogManager, number: int) -> None:
    data = manager.dialog_data
    data.pop("cod_fen", None)
    data.pop("no_courier", None)
    data["courier_id"] = number
    await onward(manager)


async def without_courier(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """A freight line that is none of our couriers."""
    data = manager.dialog_data
    data.pop("courier_id", None)
    data.pop("cod_fen", None)
    data["no_courier"] = True
    await onward(manager)


async def new_courier(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """One that is not in the list."""
    await manager.start(Couriers.name, data={"sub": True})


async def named(_start: Data, result: Any, manager: DialogManager) -> None:
    """The new courier is the one that carries."""
    if isinstance(result, dict) and result.get("courier_id"):
        await _with_courier(manager, int(result["courier_id"]))


async def show_waybill(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """Whose number is asked."""
    found, data = await plan_of(dialog_manager), dialog_manager.dialog_data
    couriers = await desk_of(dialog_manager).read(shipments.couriers)
    name = next((one.name for one in couriers if one.id == data.get("courier_id")), "")
    waybill = data.get("waybill", "")
    facts = {"courier": name, "named": bool(name), "waybill": waybill, "numbered": bool(waybill)}
    read = codes_shown(dialog_manager)
    return {"customer": found.customer.shown, "carded": bool(data.get("carded")), "codes": read, **facts}


async def type_waybill(manager: DialogManager, typed: str) -> None:
    """The number as it stands on the slip, typed or pasted."""
    desk, data = desk_of(manager), manager.dialog_data
    data["waybill"] = await desk.read(
        shipments.free_waybill, now=desk.now, waybill=typed, courier_id=data.get("courier_id")
    )
    await _waybill_asked(manager)


async def later(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The number is entered when it is known."""
    manager.dialog_data.pop("waybill", None)
    await _waybill_asked(manager)


async def _waybill_asked(manager: DialogManager) -> None:
    manager.dialog_data["asked_waybill"] = True
    await onward(manager)


async def show_cod(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """What the goods are worth, which is the most that can be collected."""
    found = await preview_of(dialog_manager)
    return {"amount_fen": found.amount_fen, "cod_fen": found.cod_fen}


async def type_cod(manager: DialogManager, typed: str) -> None:
    """An amount in yuan; 0 for none."""
    await _collect(manager, parse_fen(typed, allow_zero=True))


async def cod_all(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """All the goods are worth."""
    await _collect(manager, (await preview_of(manager)).amount_fen)


async def cod_none(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Nothing is collected."""
    await _collect(manager, 0)


async def _collect(manager: DialogManager, fen: int) -> None:
    amount = (await preview_of(manager)).amount_fen
    if fen > amount:
        raise CodTooMuch(amount_fen=amount)
    manager.dialog_data["cod_fen"] = fen
    await manager.switch_to(Ship.card)


async def show_day(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """The day they left; today unless said otherwise."""
    desk = desk_of(dialog_manager)
    days = [desk.today - timedelta(days=back) for back in range(3)]
    return {"on": shipped_on(dialog_manager), "days": [{"id": day.isoformat(), "day": day} for day in days]}


async def choose_day(_event: CallbackQuery, _select: Any, manager: DialogManager, day: str) -> None:
    """One of the last days."""
    await type_day(manager, day)


async def type_day(manager: DialogManager, typed: str) -> None:
    """A day that has been: 昨天, 11-20."""
    today = desk_of(manager).today
    day = parse_day(typed, today, past=True)
    if not today - timedelta(days=DAYS_BACK) <= day <= today:
        raise NotAShippingDay(day=day, earliest=today - timedelta(days=DAYS_BACK))
    manager.dialog_data["shipped_on"] = day.isoformat()
    await manager.switch_to(Ship.card)


async def type_reason(manager: DialogManager, typed: str) -> None:
    """Why they leave all the same."""
    if not typed:
        raise NotUnderstood()
    manager.dialog_data["reason"] = within(typed, NOTE_LIMIT)
    await manager.switch_to(Ship.card)


def to_card() -> Row:
    """Back to the card, which stays as it was."""
    return Row(SwitchTo(Label("back"), id="back", state=Ship.card), leave())


def _courier_window() -> Window:
    return window(
        Ship.courier,
        Body("ship-courier"),
        rows(Label("ship-courier-row"), "couriers", choose_courier),
        Button(Label("ship-no-courier"), id="none", on_click=without_courier, when="freight"),
        Row(
            Button(Label("ship-new-courier"), id="new", on_click=new_courier),
            SwitchTo(Label("ship-change-via"), id="via", state=Ship.via),
        ),
        Row(
            SwitchTo(Label("back"), id="back", state=Ship.what, when=lambda d, _w, _m: not d["carded"]),
            SwitchTo(Label("back"), id="back2", state=Ship.card, when="carded"),
            leave(),
        ),
        getter=show_couriers,
    )


def _number_window() -> Window:
    return window(
        Ship.waybill,
        Body("ship-waybill"),
        *number_by_photo(type_waybill),
        Button(Label("ship-waybill-later"), id="later", on_click=later),
        Row(
            SwitchTo(Label("back"), id="card", state=Ship.card, when="carded"),
            SwitchTo(Label("ship-change-courier"), id="back", state=Ship.courier),
            leave(),
        ),
        take=type_waybill,
        media=True,
        getter=show_waybill,
    )


def windows() -> list[Window]:
    """Means, courier, number, money to collect, day, reason."""
    vias: Select[str] = Select(
        Label("ship-via-row"), id="via", item_id_getter=lambda item: item["id"], items="vias", on_click=choose_via
    )
    days: Select[str] = Select(
        Label("ship-day-row"), id="day", item_id_getter=lambda item: item["id"], items="days", on_click=choose_day
    )
    return [
        window(Ship.via, Body("ship-via"), Group(vias, width=2), to_card(), getter=show_via),
        _courier_window(),
        _number_window(),
        window(
            Ship.cod,
            Body("ship-cod"),
            Row(
                Button(Label("ship-cod-all"), id="all", on_click=cod_all),
                Button(Label("ship-cod-none"), id="none", on_click=cod_none),
            ),
            to_card(),
            take=type_cod,
            getter=show_cod,
        ),
        window(Ship.day, Body("ship-day"), Group(days, width=3), to_card(), take=type_day, getter=show_day),
        window(Ship.reason, Body("ship-reason"), to_card(), take=type_reason),
    ]

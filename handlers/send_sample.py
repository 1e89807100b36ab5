"""A sample leaves (寄样): with whom, under which waybill, on which day."""

from __future__ import annotations

from datetime import date
from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo

from handlers.lists import rows
from handlers.order_words import words
from handlers.sample_states import SampleCard, SendSample
from handlers.sample_words import way
from handlers.samples import day_buttons, sample_id_of, show_days
from handlers.window_texts import Body, Label, desk_of
from handlers.windows import close, instead, op_key, window
from locales import join
from models import samples, shipments
from models.days import parse_day
from models.refusals import NotFound
from models.samples import SampleTextTooLong
from models.samples.tracking import LONGEST_COURIER, LONGEST_WAYBILL

MOST_COURIERS = 6
Data = dict[str, Any]


async def begin(_given: Any, manager: DialogManager) -> None:
    """What goes by express asks for the courier and the waybill; what does not is one tap from being sent."""
    sample = await desk_of(manager).read(samples.get, sample_id=sample_id_of(manager))
    manager.dialog_data.update(courier=sample.courier, waybill="")
    if sample.ship_via not in ("express", "freight"):
        await manager.switch_to(SendSample.card)
    elif sample.courier:
        await manager.switch_to(SendSample.waybill)


async def show_courier(dialog_manager: DialogManager, **_data: Any) -> Data:
    """The couriers there are."""
    desk = desk_of(dialog_manager)
    sample = await desk.read(samples.get, sample_id=sample_id_of(dialog_manager))
    known = await desk.read(shipments.couriers)
    listed = [{"id": courier.id, "name": courier.name} for courier in known[:MOST_COURIERS]]
    return {"number": sample.number, "couriers": listed}


async def tap_courier(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    """One of them."""
    known = {courier.id: courier.name for courier in await desk_of(manager).read(shipments.couriers)}
    if number not in known:
        raise NotFound()
    await take_courier(manager, known[number])


async def take_courier(manager: DialogManager, said: str) -> None:
    """Another one, by name."""
    manager.dialog_data["courier"] = _short(said, LONGEST_COURIER)
    await manager.switch_to(SendSample.waybill)


async def take_waybill(manager: DialogManager, said: str) -> None:
    """The waybill's number."""
    manager.dialog_data["waybill"] = _short(said, LONGEST_WAYBILL)
    await manager.switch_to(SendSample.card)


def _short(said: str, limit: int) -> str:
    line = " ".join(said.split())
    if len(line) > limit:
        raise SampleTextTooLong(limit=limit)
    return line


def _day(manager: DialogManager) -> date:
    said = manager.dialog_data.get("day")
    return date.fromisoformat(said) if said else desk_of(manager).today


async def take_day(manager: DialogManager, said: str) -> None:
    """The day it left."""
    manager.dialog_data["day"] = parse_day(said, desk_of(manager).today, past=True).isoformat()
    await manager.switch_to(SendSample.card)


async def tap_day(_event: CallbackQuery, _select: Any, manager: DialogManager, day: str) -> None:
    """One of the last days."""
    await take_day(manager, day)


async def show_card(dialog_manager: DialogManager, **_data: Any) -> Data:
    """All of it before it is recorded."""
    op_key(dialog_manager)
    desk, data = desk_of(dialog_manager), dialog_manager.dialog_data
    seen = await desk.read(samples.view, sample_id=sample_id_of(dialog_manager))
    lines = join(
        words(desk, "sample-line", product=line.product.name, quantity=line.quantity, unit=line.product.unit)
        for line in seen.lines
    )
    return {
        "number": seen.sample.number,
        "customer": seen.customer.shown,
        "lines": lines,
        "way": way(desk, seen.sample.ship_via, data.get("courier", "")),
        "waybill": data.get("waybill") or "—",
        "address": seen.sample.address or "—",
        "day": _day(dialog_manager),
        "carried": seen.sample.ship_via in ("express", "freight"),
    }


async def confirm(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Record it once."""
    data = manager.dialog_data
    await desk_of(manager).do(
        samples.send,
        key=op_key(manager),
        sample_id=sample_id_of(manager),
        sent_on=_day(manager).isoformat(),
        courier=data.get("courier", ""),
        waybill=data.get("waybill", ""),
    )
    await manager.switch_to(SendSample.done)


async def open_it(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The sample's card."""
    await instead(manager, SampleCard.main, {"sample_id": sample_id_of(manager)})


def routers() -> list[Router]:
    """The dialog; it is opened from the sample and from what is to do."""
    back = Button(Label("back"), id="leave", on_click=close)
    return [
        Dialog(
            window(
                SendSample.courier,
                Body("sample-send-courier"),
                rows(Label("sample-send-courier-row"), "couriers", tap_courier),
                back,
                take=take_courier,
                getter=show_courier,
            ),
            window(
                SendSample.waybill,
                Body("sample-send-waybill"),
                SwitchTo(Label("sample-send-no-waybill"), id="none", state=SendSample.card),
                SwitchTo(Label("back"), id="back", state=SendSample.courier),
                take=take_waybill,
                getter=show_card,
            ),
            window(
                SendSample.day,
                Body("sample-send-day"),
                day_buttons(tap_day),
                SwitchTo(Label("back"), id="back", state=SendSample.card),
                take=take_day,
                getter=show_days,
            ),
            window(
                SendSample.card,
                Body("sample-send-card"),
                Button(Label("sample-send-confirm"), id="confirm", on_click=confirm),
                Row(
                    SwitchTo(Label("sample-send-waybill-button"), id="w", state=SendSample.courier, when="carried"),
                    SwitchTo(Label("sample-send-day-button"), id="d", state=SendSample.day),
                ),
                back,
                getter=show_card,
            ),
            window(
                SendSample.done,
                Body("sample-send-done"),
                Row(Button(Label("sample-open"), id="open", on_click=open_it), back),
                getter=show_card,
            ),
            on_start=begin,
        )
    ]

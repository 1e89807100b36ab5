"""How and when an order goes: the way, the courier, who pays the freight, the day, the address, what comes with it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Column, Group, Row, Select

from handlers.calendar import Days
from handlers.order_words import day_words, words
from handlers.take_order.states import Data, TakeOrder, choose, customer_id, draft_of, to
from handlers.window_texts import Body, Label, desk_of
from handlers.windows import window
from models import orders, whereabouts
from models.days import not_before, parse_day
from models.orders import DayTooFar, OrderTextTooLong
from models.orders.promise import FURTHEST_DAYS
from models.people import Role
from models.refusals import NotUnderstood

DAY_REASONS = ("customer", "stock", "together")  # why another day than the usual, in one tap
MOST_CARRIERS = 6  # buttons; a courier beyond them is chosen when it ships


async def show_how(dialog_manager: DialogManager, **_data: Any) -> Data:
    """The ways, the couriers that go there, and what is chosen."""
    desk, draft = desk_of(dialog_manager), draft_of(dialog_manager)
    express = draft.get("ship_via") == "express"
    names = await desk.read(whereabouts.carriers, customer_id=customer_id(dialog_manager)) if express else []
    return {
        "ways": [_choice(desk, f"order-via-{way}", way, draft.get("ship_via")) for way in orders.WAYS],
        "carriers": [
            {"id": str(place), "name": name, "chosen": name == draft.get("courier")}
            for place, name in enumerate(names[:MOST_CARRIERS])
        ],
        "freight_counts": draft.get("ship_via") in ("express", "freight"),
        "freight": draft.get("freight") or "none",
        "receipt": bool(draft.get("receipt_back")),
        "invoice": bool(draft.get("invoice")),
        "day": await _day(dialog_manager),
        "address": str(draft.get("address") or "—"),
    }


def _choice(desk: Any, key: str, value: str, chosen: Any) -> Data:
    return {"id": value, "name": words(desk, key), "chosen": value == chosen}


async def _day(manager: DialogManager) -> Any:
    """The day that holds now, in words."""
    desk, draft = desk_of(manager), draft_of(manager)
    if chosen := draft.get("ship_on"):
        return day_words(desk, date.fromisoformat(chosen))
    return _promise_words(manager)


def _promise_words(manager: DialogManager) -> Any:
    desk = desk_of(manager)
    promise = orders.promised(draft_of(manager).get("ship_via", "express"), None, desk.now, desk.db.rules)
    key = {"morning": "take-day-morning", "afternoon": "take-day-afternoon", "next": "take-day-next"}
    return words(desk, key.get(promise.why, "take-day-within"), day=promise.ship_on)


async def choose_way(_event: CallbackQuery, _select: Any, manager: DialogManager, way: str) -> None:
    """Express, freight, own delivery, or fetched by the customer."""
    if way not in orders.WAYS:
        raise NotUnderstood()
    draft_of(manager)["ship_via"] = way
    choose(manager, "ship_via")


async def choose_carrier(_event: CallbackQuery, _select: Any, manager: DialogManager, place: str) -> None:
    """This courier; tapped again, none in particular."""
    names = await desk_of(manager).read(whereabouts.carriers, customer_id=customer_id(manager))
    draft = draft_of(manager)
    if not place.isdigit() or int(place) >= len(names[:MOST_CARRIERS]):
        raise NotUnderstood()
    name = names[int(place)]
    draft["courier"] = "" if draft.get("courier") == name else name
    choose(manager, "courier")


async def turn_freight(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Who pays the freight: not said, the customer, we."""
    draft = draft_of(manager)
    after = {"": "collect", "collect": "prepaid", "prepaid": ""}
    draft["freight"] = after[draft.get("freight") or ""]
    choose(manager, "freight")


def _toggle(name: str) -> Any:
    async def turn(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
        draft = draft_of(manager)
        draft[name] = not draft.get(name)
        choose(manager, name)

    return turn


async def show_day(dialog_manager: DialogManager, **_data: Any) -> Data:
    """When it would go by itself."""
    reasons = [{"id": name} for name in DAY_REASONS]
    chosen = bool(draft_of(dialog_manager).get("ship_on"))
    day = {"promised": _promise_words(dialog_manager), "day": await _day(dialog_manager), "chosen": chosen}
    return {**day, "reasons": reasons}


async def _set_day(manager: DialogManager, day: date) -> None:
    today = desk_of(manager).today
    not_before(day, today)
    if day > today + timedelta(days=FURTHEST_DAYS):
        raise DayTooFar(day=day)
    desk, draft = desk_of(manager), draft_of(manager)
    draft.update(ship_on=day.isoformat(), day_reason="")
    usual = orders.promised(draft.get("ship_via", "express"), None, desk.now, desk.db.rules).ship_on
    asked = desk.who is not None and not desk.who.may(Role.REP) and day != usual
    await manager.switch_to(TakeOrder.day_reason if asked else TakeOrder.how)


async def take_reason(manager: DialogManager, said: str) -> None:
    """Why that day (rule 5)."""
    if len(said) > orders.DAY_REASON_LIMIT:
        raise OrderTextTooLong(limit=orders.DAY_REASON_LIMIT)
    draft_of(manager)["day_reason"] = said
    await manager.switch_to(TakeOrder.how)


async def tap_reason(_event: CallbackQuery, _select: Any, manager: DialogManager, name: str) -> None:
    """One of the usual reasons."""
    if name not in DAY_REASONS:
        raise NotUnderstood()
    await take_reason(manager, str(words(desk_of(manager), "take-day-why", id=name)))


async def take_day(manager: DialogManager, said: str) -> None:
    """A day was typed."""
    await _set_day(manager, parse_day(said, desk_of(manager).today))


async def tap_day(_event: CallbackQuery, _calendar: Any, manager: DialogManager, day: date) -> None:
    """A day of the calendar."""
    await _set_day(manager, day)


async def promised_day(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """As promised, whenever it is confirmed."""
    draft_of(manager).update(ship_on="", day_reason="")
    await manager.switch_to(TakeOrder.how)


def _days_ahead(days: int) -> Any:
    async def choose(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
        await _set_day(manager, desk_of(manager).today + timedelta(days=days))

    return choose


async def show_address(dialog_manager: DialogManager, **_data: Any) -> Data:
    """Where it goes now."""
    return {"address": str(draft_of(dialog_manager).get("address") or "—")}


async def take_address(manager: DialogManager, said: str) -> None:
    """Another address was typed."""
    if len(said) > orders.ADDRESS_LIMIT:
        raise OrderTextTooLong(limit=orders.ADDRESS_LIMIT)
    draft_of(manager)["address"] = said
    await manager.switch_to(TakeOrder.how)


def _selection(name: str, on_click: Any) -> Select[str]:
    return Select(
        Label("take-choice"), id=f"c_{name}", item_id_getter=lambda item: item["id"], items=name, on_click=on_click
    )


def _reasons() -> Select[str]:
    return Select(
        Label("take-day-why"), id="why", item_id_getter=lambda item: item["id"], items="reasons", on_click=tap_reason
    )


def _back(state: Any) -> Button:
    return Button(Label("back"), id="back", on_click=to(state))


def windows() -> list[Window]:
    """How, the day, the calendar, the address."""
    return [
        window(
            TakeOrder.how,
            Body("take-how"),
            Group(_selection("ways", choose_way), width=4),
            Group(_selection("carriers", choose_carrier), width=3),
            Button(Label("take-freight"), id="freight", on_click=turn_freight, when="freight_counts"),
            Row(
                Button(Label("take-receipt"), id="receipt", on_click=_toggle("receipt_back")),
                Button(Label("take-invoice"), id="invoice", on_click=_toggle("invoice")),
            ),
            Row(
                Button(Label("take-change-day"), id="day", on_click=to(TakeOrder.day)),
                Button(Label("take-change-address"), id="address", on_click=to(TakeOrder.address)),
            ),
            Button(Label("take-to-card"), id="card", on_click=to(TakeOrder.card)),
            getter=show_how,
        ),
        *_day_windows(),
        window(
            TakeOrder.address,
            Body("take-address"),
            _back(TakeOrder.how),
            take=take_address,
            getter=show_address,
        ),
    ]


def _day_windows() -> list[Window]:
    return [
        window(
            TakeOrder.day,
            Body("take-day"),
            Button(Label("take-promised"), id="promised", on_click=promised_day),
            Row(
                Button(Label("take-tomorrow"), id="d1", on_click=_days_ahead(1)),
                Button(Label("take-after-tomorrow"), id="d2", on_click=_days_ahead(2)),
                Button(Label("take-calendar"), id="cal", on_click=to(TakeOrder.calendar)),
            ),
            Button(Label("take-explain-day"), id="why_day", on_click=to(TakeOrder.day_reason), when="chosen"),
            _back(TakeOrder.how),
            take=take_day,
            getter=show_day,
        ),
        window(
            TakeOrder.calendar,
            Body("take-calendar-text"),
            Days(id="day", on_click=tap_day, earliest=0, latest=FURTHEST_DAYS),
            _back(TakeOrder.day),
        ),
        window(
            TakeOrder.day_reason,
            Body("take-day-reason"),
            Column(_reasons()),
            _back(TakeOrder.day),
            take=take_reason,
            getter=show_day,
        ),
    ]

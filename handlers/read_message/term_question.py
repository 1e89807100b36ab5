"""A term that the message says in two ways: which of them holds, or a typed day, or as it usually goes."""

from __future__ import annotations

from datetime import date
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Group, Select

from handlers.order_words import words
from handlers.read_message.begin import onward
from handlers.read_message.questions import excerpt
from handlers.read_message.states import Clarify, Data, field_of, said_of
from handlers.window_texts import Body, Label, desk_of
from handlers.windows import Besides, leave, window
from models import orders, whereabouts
from models.days import NotADay, not_before, parse_day
from models.refusals import NotUnderstood

DAYS = ("ship_on", "arrive_by")
YES_OR_NO = ("receipt_back", "invoice")
MOST_COURIERS = 6


async def show(dialog_manager: DialogManager, **_data: Any) -> Data:
    """What is asked, and the answers there are."""
    field = field_of(dialog_manager)
    choices = await _choices(dialog_manager, field)
    shown = [{"id": str(place), "name": name, "chosen": False} for place, (_value, name) in enumerate(choices)]
    return {"said": excerpt(dialog_manager), "field": field, "choices": shown}


async def _choices(manager: DialogManager, field: str) -> list[tuple[Any, str]]:
    """Each answer as it is kept, and as it is read."""
    desk = desk_of(manager)
    if field in DAYS:
        return [(day.isoformat(), words(desk, "order-day", day=day)) for day in _days(manager, field)]
    if field in YES_OR_NO:
        return [(True, words(desk, "yes")), (False, words(desk, "no"))]
    if field == "courier":
        customer_id = said_of(manager)["customer_id"]
        carriers = await desk.read(whereabouts.carriers, customer_id=customer_id)
        return [(name, name) for name in carriers[:MOST_COURIERS]]
    values = {"ship_via": orders.WAYS, "settlement": orders.SETTLEMENTS, "freight": ("collect", "prepaid")}[field]
    names = {"ship_via": "order-via", "settlement": "order-settle", "freight": "order-freight"}
    return [(value, words(desk, f"{names[field]}-{value}")) for value in values]


def _days(manager: DialogManager, field: str) -> list[date]:
    """The days that the message names, as far as they are written so that they can be read alone."""
    said, today = said_of(manager), desk_of(manager).today
    found = []
    for start, end in said["places"].get(field, []):
        try:
            found.append(parse_day(said["said"][start:end].rstrip("前到发之"), today))
        except NotADay:
            continue
    return list(dict.fromkeys(found))


async def tap(_event: CallbackQuery, _select: Any, manager: DialogManager, place: str) -> None:
    """One of the answers."""
    field = field_of(manager)
    choices = await _choices(manager, field)
    if not place.isdigit() or int(place) >= len(choices):
        raise NotUnderstood()
    await _answer(manager, field, choices[int(place)][0])


async def typed(manager: DialogManager, said: str) -> None:
    """A day; a courier's name. Anything else has buttons."""
    field = field_of(manager)
    if field in DAYS:
        day = parse_day(said, desk_of(manager).today)
        not_before(day, desk_of(manager).today)
        await _answer(manager, field, day.isoformat())
    elif field == "courier" and len(said) <= 50:
        await _answer(manager, field, said)
    else:
        raise NotUnderstood()


async def as_usual(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """As it usually goes: nothing is said about it."""
    await _answer(manager, field_of(manager), None)


async def _answer(manager: DialogManager, field: str, value: Any) -> None:
    said = said_of(manager)
    said["ask"] = [name for name in said["ask"] if name != field]
    if value is not None:
        said["terms"][field] = value
    await onward(manager)


def windows() -> list[Window]:
    """One window for every term."""
    choices: Select[str] = Select(
        Label("take-choice"), id="choice", item_id_getter=lambda item: item["id"], items="choices", on_click=tap
    )
    return [
        window(
            Clarify.term,
            Body("read-term"),
            Group(choices, width=2),
            Button(Label("read-as-usual"), id="usual", on_click=as_usual),
            leave(),
            take=typed,
            besides=Besides.QUESTIONS,
            getter=show,
        ),
    ]

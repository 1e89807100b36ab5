"""A message that names no customer while an order is on the card: more for that order, or one of its own."""

from __future__ import annotations

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, ShowMode, Window
from aiogram_dialog.widgets.kbd import Button, Row

from handlers.read_message.begin import onward
from handlers.read_message.questions import excerpt
from handlers.read_message.reader import read_text
from handlers.read_message.states import Clarify, Data, Joins, said_of
from handlers.window_texts import Body, Label, desk_of
from handlers.windows import leave, window
from models import customers
from models.reading_books import understood
from models.refusals import Outdated


async def goes_with_it(manager: DialogManager, said: str) -> bool:
    """A second message while it is asked where the first one belongs: both are asked about together."""
    if not manager.has_context() or manager.current_context().state != Clarify.join:
        return False
    desk, first = desk_of(manager), said_of(manager)["said"]
    both = await read_text(desk, f"{first}\n{said}")
    other = both.to_json() != (await read_text(desk, first)).to_json()
    if not other or both.kind != "order" or not both.lines or both.customer.choices or both.customer.places:
        return False
    manager.dialog_data["said"] = await desk.read(understood, reading=both)
    await manager.show(ShowMode.SEND)
    return True


def _joins(manager: DialogManager) -> Joins:
    joins: Joins | None = manager.dialog_data.get("joins")
    if not joins:
        raise Outdated()
    return joins


async def show(dialog_manager: DialogManager, **_data: Any) -> Data:
    """The message, and which order lies below."""
    joins = _joins(dialog_manager)
    customer = await desk_of(dialog_manager).read(customers.get, customer_id=joins["customer_id"])
    changed = {"number": joins["number"], "changes": int(bool(joins["number"]))}
    return {"said": excerpt(dialog_manager), "customer": customer.shown, **changed}


async def with_it(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """More for the order below."""
    said_of(manager)["customer_id"] = _joins(manager)["customer_id"]
    manager.dialog_data["joined"] = True
    await onward(manager)


async def alone(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """An order of its own; the one below waits."""
    manager.dialog_data.pop("joins", None)
    await onward(manager)


def windows() -> list[Window]:
    """One question."""
    return [
        window(
            Clarify.join,
            Body("read-join"),
            Row(
                Button(Label("read-join-yes"), id="yes", on_click=with_it),
                Button(Label("read-join-no"), id="no", on_click=alone),
            ),
            leave(),
            getter=show,
        )
    ]

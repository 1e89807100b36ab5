"""What windows show: texts in the reader's language, from the facts that a getter gives."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.common import WhenCondition
from aiogram_dialog.widgets.text import Text

from handlers.desk import Desk
from locales import Html, fixed_label, label, split, text
from models.amounts import format_fen, format_quantity
from models.days import format_day

WARNING = "warning"  # dialog_data: what was wrong with the last input, shown once on top of the window


def desk_of(manager: DialogManager) -> Desk:
    """The desk of the update that is worked on."""
    desk: Desk = manager.middleware_data["desk"]
    return desk


def facts_of(data: dict[str, Any], language: str, today: date) -> dict[str, str | int]:
    """What a getter, a refusal or a journal entry gives, as a text can show it.

    `…_fen` becomes an amount under the name without the suffix; a Decimal a quantity, a date a day in words.
    """
    shown: dict[str, str | int] = {}
    for name, value in data.items():
        if name.endswith("_fen") and isinstance(value, int):
            shown[name.removesuffix("_fen")] = format_fen(value)
        elif isinstance(value, Decimal):
            shown[name] = format_quantity(value)
        elif isinstance(value, date) and not isinstance(value, datetime):
            shown[name] = format_day(value, today, language)
        elif isinstance(value, str | int):
            shown[name] = int(value) if isinstance(value, bool) else value
    return shown


def shown(manager: DialogManager, data: dict[str, Any]) -> dict[str, str | int]:
    """`facts_of` for the person of this update."""
    desk = desk_of(manager)
    return facts_of(data, desk.language, desk.today)


class Body(Text):
    """The text of a window, by its key, from what the getter gives; cut to what the chat server takes."""

    def __init__(self, key: str, when: WhenCondition = None) -> None:
        super().__init__(when=when)
        self.key = key

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        return text(desk_of(manager).language, self.key, **shown(manager, data))


class Raw(Text):
    """HTML that the getter made (`Html`), by its name."""

    def __init__(self, name: str, when: WhenCondition = None) -> None:
        super().__init__(when=when)
        self.name = name

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        made = data[self.name]
        if not isinstance(made, Html):
            raise TypeError(f"{self.name} is not made HTML")
        return made


class Label(Text):
    """The text of a button, by its key; facts of a list's item are there as `item`'s own names."""

    def __init__(self, key: str, when: WhenCondition = None) -> None:
        super().__init__(when=when)
        self.key = key

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        fixed = fixed_label(desk_of(manager).language, self.key)
        if fixed is not None:
            return fixed
        item = data.get("item")
        own = item if isinstance(item, dict) else {}
        return label(desk_of(manager).language, self.key, **shown(manager, {**data, **own}))


class Warned(Text):
    """What was wrong with the last input; told once."""

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        said = manager.dialog_data.pop(WARNING, "")
        return f"⚠️ {said}\n\n" if said else ""


class Limited(Text):
    """Several texts one after another, within the limit of one message."""

    def __init__(self, *texts: Text, limit: int = 4096) -> None:
        super().__init__()
        self.texts, self.limit = texts, limit

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        parts = [await one.render_text(data, manager) for one in self.texts]
        whole = Html("".join(part for part in parts if part))
        pieces = split(whole, self.limit)
        return pieces[0] if pieces else "…"

"""The way in: `/start` and its menu, `/help`, `/language`, `/cancel`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import Router
from aiogram.filters import Command, CommandStart
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, ShowMode
from aiogram_dialog.widgets.kbd import Button, Group

from handlers.desk import Desk
from handlers.windows import Body, Label, desk_of, go, window
from locales import text
from models.people import Role


class Menu(StatesGroup):
    """The menu of what one's roles allow."""

    main = State()


# What the menu offers: text key, roles that see it, the dialog it opens (filled in by `handlers.menu_entries`).
Click = Callable[[CallbackQuery, Button, DialogManager], Awaitable[None]]
ENTRIES: list[tuple[str, frozenset[Role], State | Click]] = []


def entry(key: str, opens: State | Click, *roles: Role) -> None:
    """Add a menu button that opens a dialog, or does something of its own; once per module, when the routers are made."""
    if not any(known == key for known, _roles, _opens in ENTRIES):
        ENTRIES.append((key, frozenset(roles), opens))


async def show(**data: Any) -> dict[str, Any]:
    """Who they are and what they may do."""
    desk: Desk = data["desk"]
    roles = desk.who.roles if desk.who else frozenset()
    shown = {key: not roles.isdisjoint(allowed) for key, allowed, _opens in ENTRIES}
    return {"name": desk.who.name if desk.who else "", "allowed": shown}


def _opener(opens: State | Click) -> Click:
    if not isinstance(opens, State):
        return opens

    async def open_it(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
        await manager.start(opens)

    return open_it


def dialog() -> Dialog:
    """The menu as a dialog; made after every other module has added its entries."""
    buttons = [
        Button(
            Label(key),
            id=f"m{number}",
            on_click=_opener(opens),
            when=lambda data, _w, _m, key=key: data["allowed"][key],
        )
        for number, (key, _roles, opens) in enumerate(ENTRIES)
    ]
    return Dialog(window(Menu.main, Body("menu-hello"), Group(*buttons, width=2), getter=show))


def router() -> Router:
    """The commands everybody has."""
    routes = Router(name="start")

    @routes.message(CommandStart())
    @routes.message(Command("menu"))
    async def start(_message: Message, dialog_manager: DialogManager) -> None:
        await go(dialog_manager, Menu.main)

    @routes.message(Command("cancel"))
    async def cancel(message: Message, dialog_manager: DialogManager) -> None:
        await dialog_manager.reset_stack()
        await message.answer(text(desk_of(dialog_manager).language, "cancelled"))
        await dialog_manager.start(Menu.main, show_mode=ShowMode.SEND)

    return routes

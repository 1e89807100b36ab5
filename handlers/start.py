"""The way in: `/start` and its menu, `/help`, `/language`, `/cancel`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import Router
from aiogram.filters import Command, CommandStart
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, ShowMode
from aiogram_dialog.widgets.kbd import Button, Group, Row

from handlers.commands import register_own_commands
from handlers.desk import Desk
from handlers.window_texts import Body, Label, desk_of
from handlers.windows import close, drafts_below, go, home, window
from locales import join, text
from models import team
from models.people import Role


class Menu(StatesGroup):
    """The menu of what one's roles allow."""

    main = State()
    language = State()


Click = Callable[[CallbackQuery, Button, DialogManager], Awaitable[None]]

# What the menu offers: text key, roles that see it, the dialog it opens or what it does.
ENTRIES: list[tuple[str, frozenset[Role], State | Click]] = []

# The order on the screen, two in a row: the day's work, then money, then samples, then looking up and the house.
ORDER = (
    "menu-todo",
    "menu-approvals",
    "menu-order",
    "menu-orders",
    "menu-ship",
    "menu-waybills",
    "menu-receipts",
    "menu-couriers",
    "menu-payment",
    "menu-review-payments",
    "menu-receivables",
    "menu-cod",
    "menu-sample",
    "menu-samples",
    "menu-find",
    "menu-new-customer",
    "menu-status",
    "menu-export",
    "menu-people",
    "menu-invite",
)

EVERYBODY = tuple(Role)
SALES = (Role.REP, Role.ASSISTANT, Role.MANAGER, Role.BOSS)
MONEY = (Role.ASSISTANT, Role.FINANCE, Role.MANAGER, Role.BOSS)
OFFICE = (*SALES, Role.FINANCE)

# What `/help` says, one line each; nobody has more than ten.
HELP: tuple[tuple[str, tuple[Role, ...]], ...] = (
    ("help-paste", SALES),
    ("help-order", SALES),
    ("help-orders", OFFICE),
    ("help-photo", EVERYBODY),
    ("help-find", EVERYBODY),
    ("help-ask", OFFICE),
    ("help-payment", MONEY),
    ("help-status", (Role.REP, Role.FINANCE, Role.MANAGER, Role.BOSS)),
    ("help-approve", (Role.MANAGER, Role.BOSS)),
    ("help-rest", EVERYBODY),
)


def entry(key: str, opens: State | Click, *roles: Role) -> None:
    """Add a menu button that opens a dialog, or does something of its own; once per module, when routers are made."""
    if not any(known == key for known, _roles, _opens in ENTRIES):
        ENTRIES.append((key, frozenset(roles), opens))


async def show(dialog_manager: DialogManager, **data: Any) -> dict[str, Any]:
    """Who they are, what they may do, and how much was left half written."""
    desk: Desk = data["desk"]
    roles = desk.who.roles if desk.who else frozenset()
    shown = {key: not roles.isdisjoint(allowed) for key, allowed, _opens in ENTRIES}
    return {"name": desk.who.name if desk.who else "", "allowed": shown, "waiting": await drafts_below(dialog_manager)}


def _place(key: str) -> int:
    return ORDER.index(key) if key in ORDER else len(ORDER)


def _opener(opens: State | Click) -> Click:
    if not isinstance(opens, State):
        return opens

    async def open_it(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
        await manager.start(opens)

    return open_it


async def _speak(event: CallbackQuery, manager: DialogManager, language: str) -> None:
    """Speak another language from now on: menu, commands and letters."""
    desk = desk_of(manager)
    await desk.do(team.set_language, language=language)
    await desk.read(team.myself)
    await register_own_commands(event, desk)
    await manager.switch_to(Menu.main)


async def _chinese(event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await _speak(event, manager, "zh")


async def _english(event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await _speak(event, manager, "en")


async def _other(event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await _speak(event, manager, "en" if desk_of(manager).language == "zh" else "zh")


async def _help(event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    if isinstance(event.message, Message):
        await _say_how(event.message, desk_of(manager))
        manager.show_mode = ShowMode.SEND


async def _say_how(message: Message, desk: Desk) -> None:
    """What to type, in at most ten lines, for what this person is."""
    roles = desk.who.roles if desk.who else frozenset()
    keys = [key for key, allowed in HELP if not roles.isdisjoint(allowed)]
    await message.answer(join([text(desk.language, key) for key in keys]))


def _is_at_something(manager: DialogManager) -> bool:
    """Whether anything but the menu is open; a draft may lie below it."""
    if not manager.has_context():
        return False
    return len(manager.current_stack().intents) > 1 or manager.current_context().state.group is not Menu


def dialog() -> Dialog:
    """The menu as a dialog; made after every other module has added its entries."""
    buttons = [
        Button(
            Label(key),
            id=key.replace("-", "_"),
            on_click=_opener(opens),
            when=lambda data, _w, _m, key=key: data["allowed"][key],
        )
        for key, _roles, opens in sorted(ENTRIES, key=lambda one: _place(one[0]))
    ]
    house = (
        Button(Label("menu-help"), id="help", on_click=_help),
        Button(Label("menu-language"), id="language", on_click=_other),
    )
    languages = Row(
        Button(Label("language-zh"), id="zh", on_click=_chinese),
        Button(Label("language-en"), id="en", on_click=_english),
    )
    waiting = Button(Label("take-waiting"), id="waiting", on_click=close, when="waiting")
    return Dialog(
        window(Menu.main, Body("menu-hello"), waiting, Group(*buttons, *house, width=2), getter=show),
        window(Menu.language, Body("language-which"), languages, home()),
    )


def router() -> Router:
    """The commands everybody has."""
    routes = Router(name="start")

    @routes.message(CommandStart(deep_link=False))
    @routes.message(Command("menu"))
    async def start(message: Message, dialog_manager: DialogManager, desk: Desk) -> None:
        await register_own_commands(message, desk)
        await go(dialog_manager, Menu.main)

    @routes.message(Command("help"))
    async def say_how(message: Message, desk: Desk) -> None:
        await _say_how(message, desk)

    @routes.message(Command("language"))
    async def language(_message: Message, dialog_manager: DialogManager) -> None:
        await go(dialog_manager, Menu.language)

    @routes.message(Command("cancel"))
    async def cancel(message: Message, dialog_manager: DialogManager) -> None:
        key = "cancelled" if _is_at_something(dialog_manager) else "nothing-to-cancel"
        await dialog_manager.reset_stack()
        await message.answer(text(desk_of(dialog_manager).language, key))
        await dialog_manager.start(Menu.main, show_mode=ShowMode.SEND)

    return routes

"""What is to be done today (待办): what waits in each book, the most urgent first, each opening its list."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager

from handlers import start
from handlers.lists import rows
from handlers.shipping_states import EnterWaybill, Receipts, Ship, Todo
from handlers.window_texts import Body, Label, desk_of
from handlers.windows import go, home, is_asking, window
from models.learning import KEEPERS
from models.people import Role
from models.refusals import NotFound
from models.shipments import SHIPPERS
from models.todo import Work, work_of

__all__ = ["Todo", "dialog", "routers"]

READERS = (Role.ASSISTANT, Role.REP, Role.FINANCE, Role.MANAGER, Role.BOSS)
DECIDERS = (Role.MANAGER, Role.BOSS)
MONEY = (Role.ASSISTANT, Role.FINANCE, Role.MANAGER, Role.BOSS)
CLAIMS = (*MONEY, Role.REP)
SAID = re.compile(
    r"(今[天日])?(待办|代办|要做什么|有什么要做|todo|to[\s-]?do)(事项|list)?(\s*today)?[?？。]?", re.IGNORECASE
)


@dataclass(frozen=True)
class Section:
    """A book with work in it: its text `todo-KEY`, who sees it, how much waits, and what it opens."""

    key: str
    roles: tuple[Role, ...]
    count: Callable[[Work], int]
    opens: Callable[[], tuple[State, dict[str, Any]]]


def _approvals() -> tuple[State, dict[str, Any]]:
    from handlers.approve import Approvals

    return Approvals.list, {}


def _orders(tab: str) -> tuple[State, dict[str, Any]]:
    from handlers.orders import Orders

    return Orders.list, {"tab": tab}


def _couriers() -> tuple[State, dict[str, Any]]:
    from handlers.settle_cod import SettleCod

    return SettleCod.couriers, {}


def _claims(bucket: str) -> tuple[State, dict[str, Any]]:
    from handlers.receivables import Receivables

    return Receivables.list, {"bucket": bucket}


def _payments() -> tuple[State, dict[str, Any]]:
    from handlers.review_payments import ReviewPayments

    return ReviewPayments.list, {}


def _samples(tab: str) -> tuple[State, dict[str, Any]]:
    from handlers.sample_states import Samples

    return Samples.list, {"tab": tab}


def _words() -> tuple[State, dict[str, Any]]:
    from handlers.words import Words

    return Words.list, {}


SECTIONS = (
    Section("approvals", DECIDERS, lambda work: work.approvals, _approvals),
    Section("ship", SHIPPERS, lambda work: work.to_ship, lambda: (Ship.list, {})),
    Section("waybills", SHIPPERS, lambda work: work.waybills, lambda: (EnterWaybill.list, {})),
    Section("receipts", SHIPPERS, lambda work: work.receipts, lambda: (Receipts.list, {})),
    Section("payments", (Role.FINANCE,), lambda work: work.payments, _payments),
    Section("cod", MONEY, lambda work: work.cod_fen, _couriers),
    Section("overdue", CLAIMS, lambda work: work.overdue, lambda: _claims("overdue")),
    Section("due", CLAIMS, lambda work: work.due, lambda: _claims("")),
    Section("samples", (Role.ASSISTANT, Role.REP), lambda work: work.samples, lambda: _samples("requested")),
    Section("feedback", (Role.ASSISTANT, Role.REP), lambda work: work.feedback, lambda: _samples("sent")),
    Section("words", KEEPERS, lambda work: work.words, _words),
    Section("held", (Role.REP,), lambda work: work.held, lambda: _orders("waiting")),
    Section("refused", (Role.REP,), lambda work: work.refused, lambda: _orders("refused")),
    Section("mine", (Role.REP,), lambda work: work.to_ship, lambda: _orders("open")),
)


async def show(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """What waits for this person, by book."""
    desk = desk_of(dialog_manager)
    work = await desk.read(work_of, today=desk.today)
    figures = {name: getattr(work, name) for name in work.__dataclass_fields__}
    # Money takes the plain name in the texts, so counts of money's documents go by another.
    counts = {"cod_is_late": work.cod_late_fen > 0, "due_count": work.due, "overdue_count": work.overdue}
    waiting = [
        {"id": number, "section": section.key, **figures, **counts}
        for number, section in enumerate(SECTIONS, start=1)
        if desk.who is not None and desk.who.may(*section.roles) and section.count(work) > 0
    ]
    return {"sections": _without_twins(waiting), "none": not waiting, "on": desk.today}


def _without_twins(waiting: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Who ships needs no second list of what they sold themselves."""
    ships = any(one["section"] == "ship" for one in waiting)
    return [one for one in waiting if not (ships and one["section"] == "mine")]


async def choose(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    """Open the list."""
    if not 1 <= number <= len(SECTIONS):
        raise NotFound()
    state, data = SECTIONS[number - 1].opens()
    await manager.start(state, data=data)


def dialog() -> Dialog:
    """One window."""
    return Dialog(
        window(Todo.main, Body("todo"), rows(Label("todo-row"), "sections", choose), home(), getter=show),
    )


async def is_asked(message: Message, **data: Any) -> bool:
    """待办, "to do": typed outside any question."""
    said = (message.text or "").strip()
    return len(said) <= 20 and bool(SAID.fullmatch(said)) and not is_asking(data)


async def open_todo(_message: Message, dialog_manager: DialogManager) -> None:
    """From the command or the word."""
    desk = desk_of(dialog_manager)
    if desk.who is not None:
        desk.who.require(*READERS)
    await go(dialog_manager, Todo.main)


def routers() -> list[Router]:
    """The command and the word, then the dialog; first in the menu of assistants."""
    start.entry("menu-todo", Todo.main, *READERS)
    routes = Router(name="todo")
    routes.message.register(open_todo, Command("todo"))
    routes.message.register(open_todo, is_asked)
    return [routes, dialog()]

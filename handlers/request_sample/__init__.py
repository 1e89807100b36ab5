"""Asking for a sample (申请样品, rule 9): customer, products, purpose, way, address, fee; and one card to confirm."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, ShowMode
from aiogram_dialog.widgets.kbd import Button

from handlers import start
from handlers.request_sample import card, lines, steps
from handlers.request_sample.draft import begin, picked
from handlers.sample_states import RequestSample
from handlers.window_texts import desk_of
from handlers.windows import go
from models.samples import ASKERS

__all__ = ["RequestSample", "routers"]


async def request_sample(_message: Message, dialog_manager: DialogManager) -> None:
    """`/sample`: a new one, or the one that was left half written."""
    desk = desk_of(dialog_manager)
    if desk.who is not None:
        desk.who.require(*ASKERS)
    await go(dialog_manager, RequestSample.customer)


async def from_menu(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The menu's button does the same."""
    await go(manager, RequestSample.customer, show=ShowMode.EDIT)


def routers() -> list[Router]:
    """The command, then the dialog."""
    start.entry("menu-sample", from_menu, *ASKERS)
    routes = Router(name="request_sample")
    routes.message.register(request_sample, Command("sample"))
    windows = [*lines.windows(), *steps.windows(), *card.windows()]
    return [routes, Dialog(*windows, on_start=begin, on_process_result=picked)]

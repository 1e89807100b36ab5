"""Taking an order (下单): customer, lines, and one card that shows every check before the order is recorded."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, ShowMode
from aiogram_dialog.widgets.kbd import Button

from handlers import start
from handlers.take_order import card, going, lines
from handlers.take_order.begin import begin, picked
from handlers.take_order.states import TakeOrder
from handlers.window_texts import desk_of
from handlers.windows import go
from models.orders import TAKERS

__all__ = ["TakeOrder", "routers"]


async def take_order(_message: Message, dialog_manager: DialogManager) -> None:
    """`/order`: a new one, or the one that was left half written."""
    desk = desk_of(dialog_manager)
    if desk.who is not None:
        desk.who.require(*TAKERS)
    await go(dialog_manager, TakeOrder.customer)


async def from_menu(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The menu's button: the draft that was left half written comes first there too."""
    await go(manager, TakeOrder.customer, show=ShowMode.EDIT)


def routers() -> list[Router]:
    """The command, then the dialog."""
    start.entry("menu-order", from_menu, *TAKERS)
    routes = Router(name="take_order")
    routes.message.register(take_order, Command("order"))
    dialog = Dialog(*lines.windows(), *going.windows(), *card.windows(), on_start=begin, on_process_result=picked)
    return [routes, dialog]

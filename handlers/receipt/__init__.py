"""Signed receipts (签回单): which are out, and taking them back: from the list, by number, or by photo."""

from __future__ import annotations

from aiogram import Router
from aiogram_dialog import Data, Dialog, DialogManager

from handlers import start
from handlers.receipt import listing, one
from handlers.receipt.whose import which, whose_is_it
from handlers.shipping_states import Receipts, TakeBackReceipt
from handlers.window_texts import desk_of
from locales import text
from models.people import Role

__all__ = ["Receipts", "TakeBackReceipt", "routers"]


async def begin(given: Data, manager: DialogManager) -> None:
    """What it was opened with: a kept photo and its caption, a shipment, a courier."""
    if isinstance(given, dict):
        wanted = ("file", "shipment_id", "courier_id", "coded", "loose")
        manager.dialog_data.update({name: given[name] for name in wanted if given.get(name)})
        if given.get("unread"):
            manager.dialog_data["unread"] = str(text(desk_of(manager).language, str(given["unread"])))
        if given.get("file") and not given.get("coded"):
            await whose_is_it(manager, str(given.get("caption", "")))


def routers() -> list[Router]:
    """The dialogs; receipts are in the menu of those who keep this book."""
    start.entry("menu-receipts", Receipts.list, Role.ASSISTANT)
    return [Dialog(*listing.windows(), which(), on_start=begin), Dialog(*one.windows(), on_start=begin)]

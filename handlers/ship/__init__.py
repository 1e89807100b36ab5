"""Sending goods: which order, what of it, how it goes, and one tap to confirm."""

from __future__ import annotations

from aiogram import Router
from aiogram_dialog import Dialog

from handlers import start
from handlers.ship import card, goods, way
from handlers.ship.draft import begin
from handlers.shipping_states import Ship
from models.people import Role

__all__ = ["Ship", "dialog", "routers"]


def dialog() -> Dialog:
    """All the windows."""
    return Dialog(*goods.windows(), *way.windows(), *card.windows(), on_start=begin, on_process_result=way.named)


def routers() -> list[Router]:
    """The dialog, in the menu of those who keep this book."""
    start.entry("menu-ship", Ship.list, Role.ASSISTANT, Role.MANAGER, Role.BOSS)
    return [dialog()]

"""Money that couriers hand over (代收货款): which courier, which of its shipments, how much came.

Opened with a courier it begins at its shipments, with one claim at the card: one tap.
"""

from __future__ import annotations

from aiogram import Router
from aiogram_dialog import Dialog

from handlers import start
from handlers.settle_cod import card, steps
from handlers.settle_cod.flow import SettleCod, begin
from models.receivables import RECORDERS

__all__ = ["SettleCod", "routers"]


def routers() -> list[Router]:
    """The dialog, in the menu of those who record money."""
    start.entry("menu-cod", SettleCod.couriers, *RECORDERS)
    return [Dialog(*steps.windows(), *card.windows(), on_start=begin)]

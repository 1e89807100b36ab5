"""Recording money that came (登记收款): customer, amount, day, means, and the card that says what it settles.

Opened with customer, claim and amount, it begins at the card with everything filled in: one tap.
"""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message
from aiogram_dialog import Dialog, DialogManager

from handlers import start
from handlers.record_payment import card, steps
from handlers.record_payment.flow import RecordPayment, begin, picked
from handlers.windows import go
from models.receivables import RECORDERS

__all__ = ["RecordPayment", "routers"]


def _router() -> Router:
    """The command."""
    routes = Router(name="record_payment")

    @routes.message(Command("payment"))
    async def payment(_message: Message, dialog_manager: DialogManager) -> None:
        await go(dialog_manager, RecordPayment.amount)

    return routes


def routers() -> list[Router]:
    """The command and the dialog."""
    start.entry("menu-payment", RecordPayment.amount, *RECORDERS)
    return [
        _router(),
        Dialog(*steps.first_steps(), *steps.choices(), *card.windows(), on_start=begin, on_process_result=picked),
    ]

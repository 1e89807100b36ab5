"""The windows of a claim's card, by name: other conversations open them."""

from __future__ import annotations

from aiogram.fsm.state import State, StatesGroup
from aiogram_dialog import DialogManager

from handlers.windows import op_key


class ReceivableCard(StatesGroup):
    """The card, and what may be said to it."""

    main = State()
    promise = State()
    dispute = State()
    basis = State()


def claim_id_of(manager: DialogManager) -> int:
    """The claim that the card was opened for."""
    given = manager.start_data
    return int(given["receivable_id"]) if isinstance(given, dict) else 0


def fresh_key(manager: DialogManager) -> str:
    """The key of this operation; the next one on the card has another."""
    key = op_key(manager)
    manager.dialog_data.pop("op_key")
    return key

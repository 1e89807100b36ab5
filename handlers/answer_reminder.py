"""Answers to reminders: the buttons under a digest. What is shown afterwards is the same message, brought up to date.

A button names the letter and the document; whose letter it is, whether the document was told in it, and whether the
person may still see it are looked at again with every tap.
"""

from __future__ import annotations

from typing import Any

from aiogram import Router
from aiogram.filters import Filter
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager

from handlers.desk import Desk
from handlers.receivable_card import ReceivableCard
from handlers.record_payment import RecordPayment
from handlers.settle_cod import SettleCod
from handlers.shipping_states import EnterWaybill
from handlers.windows import go
from locales import toast
from models import due
from models.due import Standing
from models.refusals import Outdated

PREFIX = "rm:"
LONGEST_NUMBER = 15
LOOKS = ("p", "i", "l", "w")

# Verb -> what the person does, what the notice says.
ANSWERS: dict[str, tuple[Any, dict[str, str], str]] = {
    "c": (due.rest, {"answer": "chased"}, "reminder-noted-chased"),
    "t": (due.rest, {"answer": "later"}, "reminder-noted-later"),
    "k": (due.chase_courier, {}, "reminder-noted-chased"),
    "r": (due.receipt_back, {}, "reminder-noted-returned"),
    "v": (due.confirmed, {}, "reminder-noted-confirmed"),
    "y": (due.money_came, {}, "reminder-noted-paid"),
}


class Reminded(Filter):
    """A button of a reminder: hands its `verb` and its `numbers` (letter, then page or document) to the handler."""

    async def __call__(self, query: CallbackQuery) -> bool | dict[str, Any]:
        data = query.data or ""
        if not data.startswith(PREFIX):
            return False
        verb, *numbers = data.removeprefix(PREFIX).split(":")
        if not all(part.isascii() and part.isdigit() and len(part) <= LONGEST_NUMBER for part in numbers):
            return {"verb": "", "numbers": []}
        return {"verb": verb, "numbers": [int(part) for part in numbers]}


async def answer(
    query: CallbackQuery, desk: Desk, dialog_manager: DialogManager, verb: str, numbers: list[int]
) -> None:
    """One tap on a reminder."""
    if verb == "l" and len(numbers) == 1:
        await desk.do(due.look, letter_id=numbers[0])
        await query.answer()
    elif verb in LOOKS and len(numbers) == 2:
        await desk.do(due.look, letter_id=numbers[0], **_view(verb, numbers[1]))
        await query.answer()
    elif verb in ANSWERS and len(numbers) == 2:
        operation, facts, notice = ANSWERS[verb]
        await desk.do(operation, letter_id=numbers[0], subject_id=numbers[1], **facts)
        await query.answer(toast(desk.language, notice))
    elif verb == "m" and len(numbers) == 1:
        await go(
            dialog_manager, RecordPayment.confirm, {"receivable_id": numbers[0]}
        )  # from a rep's word: see money_came
        await query.answer()
    elif verb in OPENS and len(numbers) == 2:
        await _open(query, desk, dialog_manager, verb, numbers)
    else:
        raise Outdated()


def _view(verb: str, number: int) -> dict[str, Any]:
    return {"page": number} if verb == "p" else {"subject_id": number, "why": verb == "w"}


async def _open(query: CallbackQuery, desk: Desk, dialog_manager: DialogManager, verb: str, numbers: list[int]) -> None:
    """Open the dialog that the answer needs, with all that is known filled in."""
    found = await desk.read(due.standing, now=desk.now, letter_id=numbers[0], subject_id=numbers[1])
    if not found.is_open:
        await query.answer(toast(desk.language, "reminder-noted-settled"), show_alert=True)
        return
    await query.answer()
    state, given = OPENS[verb]
    await go(dialog_manager, state, given(found))


def _payment(found: Standing) -> dict[str, Any]:
    return {"customer_id": found.customer_id, "receivable_id": found.id, "amount_fen": found.amount_fen}


def _claim(found: Standing) -> dict[str, Any]:
    return {"receivable_id": found.id}


def _shipment(found: Standing) -> dict[str, Any]:
    return {"shipment_id": found.id}


# Verb -> the dialog it opens, and what that is told.
OPENS: dict[str, tuple[State, Any]] = {
    "m": (RecordPayment.confirm, _payment),
    "q": (SettleCod.confirm, _claim),
    "s": (ReceivableCard.promise, _claim),
    "d": (ReceivableCard.dispute, _claim),
    "f": (ReceivableCard.basis, _claim),
    "b": (EnterWaybill.number, _shipment),
}


def routers() -> list[Router]:
    """The buttons of reminders."""
    routes = Router(name="answer_reminder")
    routes.callback_query.register(answer, Reminded())
    return [routes]

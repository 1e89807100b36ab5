"""The day of the invoice or statement that a claim's terms count from (票到30天): one tap, or any day (rule 15)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo

from handlers.calendar import Days
from handlers.receivable_states import ReceivableCard, claim_id_of, fresh_key
from handlers.window_texts import Body, Label, desk_of
from handlers.windows import op_key, window
from models import receivables
from models.days import parse_day
from models.receivables import Receivable
from models.refusals import Outdated
from models.terms import describe, due_on, parse_terms

CALENDAR_DAYS = 366


async def show(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """The terms, and when the claim would be due if the day were today."""
    op_key(dialog_manager)
    desk = desk_of(dialog_manager)
    claim: Receivable = await desk.read(receivables.get, receivable_id=claim_id_of(dialog_manager))
    if claim.basis == "shipment":
        raise Outdated()
    terms = parse_terms(claim.terms)
    return {
        "number": claim.number,
        "open_fen": claim.open_fen,
        "basis": claim.basis,
        "terms": describe(terms, desk.language),
        "arose_on": claim.arose_on,
        "due_today": due_on(terms, desk.today),
    }


async def _set(manager: DialogManager, day: date) -> None:
    key = fresh_key(manager)
    await desk_of(manager).do(receivables.set_basis_day, key=key, receivable_id=claim_id_of(manager), on=day)
    await manager.switch_to(ReceivableCard.main)


async def type_day(manager: DialogManager, said: str) -> None:
    """A day as it was typed."""
    await _set(manager, parse_day(said, desk_of(manager).today, past=True))


async def tap_today(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """It is of today."""
    await _set(manager, desk_of(manager).today)


async def tap_yesterday(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """It is of yesterday."""
    await _set(manager, desk_of(manager).today - timedelta(days=1))


async def tap_calendar(_event: Any, _calendar: Any, manager: DialogManager, day: date) -> None:
    """A day of the calendar."""
    await _set(manager, day)


def basis_window() -> Window:
    """Today, yesterday, or any day."""
    return window(
        ReceivableCard.basis,
        Body("receivable-basis-asked"),
        Row(
            Button(Label("receivable-basis-today"), id="today", on_click=tap_today),
            Button(Label("receivable-basis-yesterday"), id="yesterday", on_click=tap_yesterday),
        ),
        Days("basis_cal", tap_calendar, earliest=-CALENDAR_DAYS, latest=0),
        SwitchTo(Label("back"), id="back", state=ReceivableCard.main),
        take=type_day,
        getter=show,
    )

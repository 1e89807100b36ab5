"""Taking goods back or giving money up (退货, 坏账; S2 §8.4-5): how much, why and who agreed, then one tap."""

from __future__ import annotations

from typing import Any

from aiogram import Router
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo
from sqlmodel import Session

from handlers.windows import Body, Label, close, desk_of, leave, op_key, window
from models import customers, receivables
from models.amounts import parse_fen
from models.people import Actor
from models.refusals import Outdated, within


class CreditClaim(StatesGroup):
    """The steps."""

    amount = State()
    reason = State()
    confirm = State()
    done = State()


def _given(manager: DialogManager) -> dict[str, Any]:
    return dict(manager.start_data) if isinstance(manager.start_data, dict) else {}


def _look(session: Session, *, by: Actor, receivable_id: int) -> dict[str, Any]:
    claim = receivables.get(session, receivable_id, by=by)
    return {
        "number": claim.number,
        "open_fen": claim.open_fen,
        "owes": claim.open_fen > 0,
        "customer": customers.get(session, claim.customer_id, by=by).name,
    }


async def show(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """The claim, and what was said so far."""
    op_key(dialog_manager)
    given, known = _given(dialog_manager), dialog_manager.dialog_data
    seen = await desk_of(dialog_manager).read(_look, receivable_id=int(given["receivable_id"]))
    return {
        **seen,
        "kind": given["kind"],
        "credit_fen": known.get("amount_fen", seen["open_fen"]),
        "reason": known.get("reason", ""),
    }


async def type_amount(manager: DialogManager, said: str) -> None:
    """How much, as it was typed."""
    manager.dialog_data["amount_fen"] = parse_fen(said)
    await _on(manager)


async def take_open(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """All that is open."""
    claim = await desk_of(manager).read(receivables.get, receivable_id=int(_given(manager)["receivable_id"]))
    if claim.open_fen == 0:
        raise Outdated()
    manager.dialog_data["amount_fen"] = claim.open_fen
    await _on(manager)


async def type_reason(manager: DialogManager, said: str) -> None:
    """Why, and who agreed."""
    manager.dialog_data["reason"] = within(said, receivables.LONGEST_NOTE)
    await _on(manager)


async def _on(manager: DialogManager) -> None:
    known = manager.dialog_data
    await manager.switch_to(CreditClaim.confirm if known.get("reason") else CreditClaim.reason)


async def book(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Book it, once."""
    given, known = _given(manager), manager.dialog_data
    await desk_of(manager).do(
        receivables.credit,
        key=op_key(manager),
        receivable_id=int(given["receivable_id"]),
        kind=given["kind"],
        amount_fen=known["amount_fen"],
        reason=known["reason"],
    )
    await manager.switch_to(CreditClaim.done)


def dialog() -> Dialog:
    """The steps."""
    return Dialog(
        window(
            CreditClaim.amount,
            Body("credit-amount"),
            Button(Label("credit-all"), id="all", on_click=take_open, when="owes"),
            leave(),
            take=type_amount,
            getter=show,
        ),
        window(
            CreditClaim.reason,
            Body("credit-reason"),
            Row(SwitchTo(Label("back"), id="back", state=CreditClaim.amount), leave()),
            take=type_reason,
            getter=show,
        ),
        window(
            CreditClaim.confirm,
            Body("credit-card"),
            Button(Label("credit-confirm"), id="ok", on_click=book),
            Row(
                SwitchTo(Label("payment-change-amount"), id="c_amount", state=CreditClaim.amount),
                SwitchTo(Label("credit-change-reason"), id="c_reason", state=CreditClaim.reason),
            ),
            leave(),
            getter=show,
        ),
        window(CreditClaim.done, Body("credit-done"), Button(Label("back"), id="end", on_click=close), getter=show),
    )


def routers() -> list[Router]:
    """The dialog; it is opened from a claim's card."""
    return [dialog()]

"""A customer's credit limit (额度): set by the boss, asked of the boss by the others, decided with a tap."""

from __future__ import annotations

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Column, Select, SwitchTo

from handlers.customer_states import CustomerCard
from handlers.desk import Desk
from handlers.lists import row_id
from handlers.order_words import words
from handlers.window_texts import Body, Label, desk_of
from handlers.windows import op_key, window
from locales import Html, text, toast
from models import customers
from models.amounts import parse_fen
from models.customer_view import CustomerView
from models.people import Role
from models.refusals import NotFound, Outdated

DECISION = r"cl:[yn]:[0-9]{1,15}"
REASONS = ("good", "grows", "project")  # why more is asked for, in one tap


def words_of(desk: Desk, seen: CustomerView) -> list[Html]:
    """The limit, how much of it is used, and what is asked for."""
    limit, said = seen.customer.credit_limit_fen, []
    if limit is not None:
        left = max(0, limit - seen.owed_fen)
        said.append(words(desk, "customer-limit", limit_fen=limit, left_fen=left))
    if seen.asked_limit is not None:
        asked = {"limit_fen": seen.asked_limit.limit_fen, "reason": seen.asked_limit.reason}
        said.append(words(desk, "customer-limit-waiting", **asked))
    return said


def _customer_id(manager: DialogManager) -> int:
    given = manager.start_data
    return int(given["customer_id"]) if isinstance(given, dict) else 0


def _is_boss(manager: DialogManager) -> bool:
    who = desk_of(manager).who
    return who is not None and who.may(Role.BOSS)


async def show(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """The limit as it is, what was typed, and the usual reasons."""
    op_key(dialog_manager)
    customer = await desk_of(dialog_manager).read(customers.get, customer_id=_customer_id(dialog_manager))
    held = customer.credit_limit_fen
    return {
        "name": customer.shown,
        "held": held is not None,
        "limit_fen": held or 0,
        "asked_fen": int(dialog_manager.dialog_data.get("limit_fen", 0)),
        "boss": _is_boss(dialog_manager),
        "endless": _is_boss(dialog_manager) and held is not None,
        "reasons": [{"id": name} for name in REASONS],
    }


async def type_limit(manager: DialogManager, said: str) -> None:
    """The amount; then why."""
    manager.dialog_data["limit_fen"] = parse_fen(said)
    await manager.switch_to(CustomerCard.limit_reason)


async def no_limit(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The boss sets none."""
    await _set(manager, None)


async def type_reason(manager: DialogManager, said: str) -> None:
    """Why so much."""
    amount = manager.dialog_data.get("limit_fen")
    if not amount:
        raise Outdated()
    await _set(manager, int(amount), said)


async def no_reason(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The boss owes nobody a reason."""
    await type_reason(manager, "")


async def tap_reason(_event: CallbackQuery, _select: Any, manager: DialogManager, name: str) -> None:
    """One of the usual reasons."""
    if name not in REASONS:
        raise NotFound()
    await type_reason(manager, str(text(desk_of(manager).language, "limit-reason", id=name)))


async def _set(manager: DialogManager, limit_fen: int | None, reason: str = "") -> None:
    key = op_key(manager)
    await desk_of(manager).do(
        customers.set_limit, key=key, customer_id=_customer_id(manager), limit_fen=limit_fen, reason=reason
    )
    manager.dialog_data.pop("op_key")
    await manager.switch_to(CustomerCard.main)


def decided(approve: bool) -> Any:
    """A click that decides on the card about what it showed."""

    async def decide(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
        number = int(manager.dialog_data.get("asked_limit", 0))
        await desk_of(manager).do(customers.decide_limit, request_id=number, approve=approve)

    return decide


async def decide_by_letter(query: CallbackQuery, desk: Desk) -> None:
    """The boss's answer on the letter, about the very request that it named."""
    _tag, answer, number = str(query.data).split(":")
    approve = answer == "y"
    await desk.do(customers.decide_limit, request_id=row_id(number), approve=approve)
    await query.answer(toast(desk.language, "limit-noted-yes" if approve else "limit-noted-no"))


def windows() -> list[Window]:
    """The amount, and why."""
    reasons: Select[str] = Select(
        Label("limit-reason"), id="why", item_id_getter=lambda item: item["id"], items="reasons", on_click=tap_reason
    )
    back = SwitchTo(Label("back"), id="to_edit", state=CustomerCard.edit)
    return [
        window(
            CustomerCard.limit,
            Body("customer-edit-limit"),
            Button(Label("limit-none"), id="none", on_click=no_limit, when="endless"),
            back,
            take=type_limit,
            getter=show,
        ),
        window(
            CustomerCard.limit_reason,
            Body("customer-limit-why"),
            Column(reasons),
            Button(Label("limit-no-reason"), id="skip", on_click=no_reason, when="boss"),
            SwitchTo(Label("back"), id="to_limit", state=CustomerCard.limit),
            take=type_reason,
            getter=show,
        ),
    ]

"""Approvals (待审批): the buttons of the letter that asked, the reason of a refusal, the list of what waits."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from aiogram import Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import Filter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button
from sqlmodel import Session

from handlers import start
from handlers.lists import rows
from handlers.order_actions import REFUSE_REASONS, Data, OrderCard, reasons, show_refuse
from handlers.order_words import words
from handlers.window_texts import Body, Label, desk_of
from handlers.windows import close, go, home, pager, window
from locales import toast
from models import orders
from models.people import Actor, Role
from models.refusals import NotFound, Outdated

PAGE = 6


class Approvals(StatesGroup):
    """What waits for this person's decision."""

    list = State()


class Refuse(StatesGroup):
    """Why not; opened by the letter's button."""

    reason = State()
    done = State()


class Decision(Filter):
    """A letter's button `ap:y:ID` or `ap:n:ID`; hands `approval_id` and `agreed` to the handler."""

    async def __call__(self, query: CallbackQuery) -> bool | dict[str, Any]:
        parts = (query.data or "").split(":")
        if len(parts) != 3 or parts[0] != "ap" or parts[1] not in ("y", "n"):
            return False
        if not parts[2].isascii() or not parts[2].isdigit() or len(parts[2]) > 15:
            return False
        return {"approval_id": int(parts[2]), "agreed": parts[1] == "y"}


async def decide(query: CallbackQuery, dialog_manager: DialogManager, approval_id: int, agreed: bool) -> None:
    """Agree with one tap; a refusal is asked for its reason."""
    desk = desk_of(dialog_manager)
    if not agreed:
        await desk.read(orders.still_waits, approval_id=approval_id)
        await query.answer()
        await go(dialog_manager, Refuse.reason, {"approval_id": approval_id})
        return
    done = await desk.do(orders.decide, key=f"approve:{approval_id}", approval_id=approval_id, approve=True)
    now = await desk.read(_became, order_id=done["order_id"], approval_id=approval_id)
    await query.answer(toast(desk.language, "approval-done", number=done["number"], **now), show_alert=now["void"])
    if isinstance(query.message, Message) and not now["void"]:
        with suppress(TelegramBadRequest):  # the delivery may have put it right already
            await query.message.edit_reply_markup(reply_markup=None)


def _became(session: Session, *, by: Actor, order_id: int, approval_id: int) -> Data:
    """What became of an agreement. The same tap again gives the same result, but the order may have changed since."""
    order = orders.get(session, order_id, by=by)
    bound = {approval.id: approval.state for approval, _who in orders.approvals_of(session, order_id)}
    waiting = sum(state == "waiting" for state in bound.values())
    return {"void": approval_id not in bound, "state": str(order.state), "waiting": waiting}


async def show_waiting(dialog_manager: DialogManager, **_data: Any) -> Data:
    """What waits, the longest first."""
    desk = desk_of(dialog_manager)
    page = int(dialog_manager.dialog_data.get("page", 1))
    found = await desk.read(orders.waiting_for, page=page, size=PAGE)
    dialog_manager.dialog_data["page"] = found.page
    return {
        "total": found.total,
        "page": found.page,
        "pages": found.pages,
        "approvals": [
            {
                "id": row.order.id,
                "number": row.order.number,
                "customer": row.customer.shown,
                "who": row.asked_by,
                "total_fen": row.order.total_fen,
                "kind": words(desk, f"approval-{row.approval.kind}"),
            }
            for row in found.items
        ],
    }


async def open_order(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    """The order, with its reasons and the buttons to decide."""
    await manager.start(OrderCard.main, data={"order_id": number})


async def take_reason(manager: DialogManager, said: str) -> None:
    """The reason was typed."""
    await _refuse(manager, said)


async def tap_reason(_event: CallbackQuery, _select: Any, manager: DialogManager, chosen: str) -> None:
    """A usual reason was tapped."""
    if chosen not in REFUSE_REASONS:
        raise NotFound()
    await _refuse(manager, words(desk_of(manager), f"approval-reason-{chosen}"))


async def _refuse(manager: DialogManager, reason: str) -> None:
    given = manager.start_data if isinstance(manager.start_data, dict) else {}
    number = given.get("approval_id")
    if not isinstance(number, int):
        raise Outdated()
    key = f"refuse:{number}:{manager.current_context().id}"
    done = await desk_of(manager).do(orders.decide, key=key, approval_id=number, approve=False, reason=str(reason))
    manager.dialog_data.update(done)
    await manager.switch_to(Refuse.done)


async def show_refused(dialog_manager: DialogManager, **_data: Any) -> Data:
    """Which order it was."""
    return {"number": dialog_manager.dialog_data["number"]}


async def list_approvals(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """From the menu."""
    await manager.start(Approvals.list)


def routers() -> list[Router]:
    """The letter's buttons, then the dialogs."""
    start.entry("menu-approvals", list_approvals, Role.MANAGER, Role.BOSS)
    routes = Router(name="approve")
    routes.callback_query.register(decide, Decision())
    waiting = window(
        Approvals.list,
        Body("approvals-list"),
        rows(Label("approvals-row"), "approvals", open_order),
        pager(),
        home(),
        getter=show_waiting,
    )
    why = window(
        Refuse.reason,
        Body("approval-why"),
        reasons(tap_reason),
        Button(Label("back"), id="leave", on_click=close),
        take=take_reason,
        getter=show_refuse,
    )
    done = window(Refuse.done, Body("approval-refused"), home(), getter=show_refused)
    return [routes, Dialog(waiting), Dialog(why, done)]

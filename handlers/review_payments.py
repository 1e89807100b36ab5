"""What finance looks at (今日收款): payments recorded today, those not confirmed yet, all confirmed in one tap."""

from __future__ import annotations

from typing import Any

from aiogram import Router
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo

from handlers import start
from handlers.lists import rows
from handlers.payment_card import PaymentCard
from handlers.window_texts import Body, Label, desk_of
from handlers.windows import home, op_key, pager, window
from models import receivables
from models.people import Role
from models.receivables import Payments


class ReviewPayments(StatesGroup):
    """The list, and what was confirmed of it."""

    list = State()
    done = State()


async def show(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """One page of payments; what is not confirmed yet comes first."""
    op_key(dialog_manager)
    desk, known = desk_of(dialog_manager), dialog_manager.dialog_data
    waiting = bool(known.get("waiting", True))
    page = int(known.get("page", 1))
    found: Payments = await desk.read(receivables.list_payments, today=desk.today, waiting=waiting, page=page)
    known["page"] = found.page
    mine = [
        payment.id
        for payment, _customer in found.items
        if payment.state == "recorded" and desk.who is not None and payment.recorded_by != desk.who.id
    ]
    known["shown"] = mine
    return {
        "items": [
            {
                "id": payment.id,
                "customer": customer.shown,
                "amount_fen": payment.amount_fen,
                "state": payment.state,
                "means": payment.means,
            }
            for payment, customer in found.items
        ],
        "page": found.page,
        "pages": found.pages,
        "total": found.total,
        "sum_fen": found.sum_fen,
        "waiting": waiting,
        "today": desk.today,
        "others": not waiting,
        "count": len(mine),
    }


def _turn(waiting: bool) -> Any:
    async def turn(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
        manager.dialog_data.update(waiting=waiting, page=1)

    return turn


async def open_one(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    """From the list to the payment."""
    await manager.start(PaymentCard.main, data={"payment_id": number})


async def confirm_shown(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Everything on this page that waits is right."""
    known = manager.dialog_data
    known["confirmed"] = await desk_of(manager).do(
        receivables.confirm_all, key=op_key(manager), payment_ids=known["shown"]
    )
    known.pop("op_key")
    await manager.switch_to(ReviewPayments.done)


async def show_done(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """How many were confirmed."""
    return {"count": dialog_manager.dialog_data["confirmed"]}


def dialog() -> Dialog:
    """The list and its end."""
    return Dialog(
        window(
            ReviewPayments.list,
            Body("review-list"),
            rows(Label("review-row"), "items", open_one),
            pager(),
            Button(Label("review-confirm-all"), id="all", on_click=confirm_shown, when="count"),
            Row(
                Button(Label("review-today"), id="today", on_click=_turn(False), when="waiting"),
                Button(Label("review-waiting"), id="waiting", on_click=_turn(True), when="others"),
                home(),
            ),
            getter=show,
        ),
        window(
            ReviewPayments.done,
            Body("review-done"),
            SwitchTo(Label("review-more"), id="more", state=ReviewPayments.list),
            home(),
            getter=show_done,
        ),
    )


def routers() -> list[Router]:
    """The dialog, in finance's menu."""
    start.entry("menu-review-payments", ReviewPayments.list, Role.FINANCE)
    return [dialog()]

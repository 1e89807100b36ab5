"""What is owed (应收款): by age in one line, then claim by claim, the longest overdue first."""

from __future__ import annotations

from datetime import date
from typing import Any

from aiogram import Router
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Row

from handlers import start
from handlers.lists import rows
from handlers.receivable_card import ReceivableCard
from handlers.record_payment import RecordPayment
from handlers.window_texts import Body, Label, desk_of
from handlers.windows import close, pager, window
from models import customers, receivables
from models.customers import Customer
from models.receivables import RECORDERS, SALES, Receivable

AGES = ("not_due_fen", "d30_fen", "d60_fen", "d90_fen", "d120_fen", "older_fen", "total_fen", "overdue_fen")
BUCKETS = ("", "overdue", "not_due", "d30", "d60", "d90", "d120", "older")


class Receivables(StatesGroup):
    """The list. Start data: `customer_id`, `rep_id`, `bucket` (as in `receivables.list_open`), each optional."""

    list = State()


def _given(manager: DialogManager) -> dict[str, Any]:
    return dict(manager.start_data) if isinstance(manager.start_data, dict) else {}


async def show(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """One page of open claims, and what they come to by age."""
    desk, known, given = desk_of(dialog_manager), dialog_manager.dialog_data, _given(dialog_manager)
    whose = {"customer_id": given.get("customer_id"), "rep_id": given.get("rep_id")}
    bucket = str(known.get("bucket", given.get("bucket") or ""))
    bucket = bucket if bucket in BUCKETS else ""
    page = int(known.get("page", 1))
    found = await desk.read(receivables.list_open, today=desk.today, **whose, bucket=bucket, page=page, size=6)
    by_age = await desk.read(receivables.ages, as_of=desk.today, **whose)
    known["page"] = found.page
    one = whose["customer_id"]
    customer = (await desk.read(customers.get, customer_id=int(one))).name if one else ""
    may_pay = bool(one) and desk.who is not None and desk.who.may(*RECORDERS)
    return {
        "items": [{**_item(claim, owner, desk.today), "own": bool(one)} for claim, owner in found.items],
        "page": found.page,
        "pages": found.pages,
        "count": found.total,
        "open_fen": found.open_fen,
        "customer": customer,
        "one": bool(one),
        "bucket": bucket or "all",
        "all": bucket == "",
        "some": bucket != "",
        "late": by_age.overdue_fen > 0,
        "may_pay": may_pay,
        **{name: getattr(by_age, name) for name in AGES},
    }


def _item(claim: Receivable, owner: Customer, today: date) -> dict[str, Any]:
    return {
        "id": claim.id,
        "number": claim.number,
        "customer": owner.shown,
        "open_fen": claim.open_fen,
        "due_on": claim.due_on,
        "provisional": claim.provisional,
        "days": (today - claim.due_on).days,
        "late": claim.due_on < today,
    }


async def open_claim(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    """From the list to the claim."""
    await manager.start(ReceivableCard.main, data={"receivable_id": number})


def _narrow(bucket: str) -> Any:
    async def narrow(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
        manager.dialog_data.update(bucket=bucket, page=1)

    return narrow


async def pay(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Money came from this customer."""
    await manager.start(RecordPayment.amount, data={"customer_id": _given(manager)["customer_id"]})


def dialog() -> Dialog:
    """The list."""
    return Dialog(
        window(
            Receivables.list,
            Body("receivables-list"),
            rows(Label("receivables-row"), "items", open_claim),
            pager(),
            Button(Label("receivable-pay"), id="pay", on_click=pay, when="may_pay"),
            Row(
                Button(Label("receivables-overdue"), id="overdue", on_click=_narrow("overdue"), when="all"),
                Button(Label("receivables-all"), id="all", on_click=_narrow(""), when="some"),
                Button(Label("back"), id="leave", on_click=close),
            ),
            getter=show,
        )
    )


def routers() -> list[Router]:
    """The dialog, in the menu of everybody who sells or collects."""
    start.entry("menu-receivables", Receivables.list, *SALES)
    return [dialog()]

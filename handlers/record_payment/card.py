"""The card of a payment before it is recorded, and what comes after."""

from __future__ import annotations

from datetime import date
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Group, Row, SwitchTo
from sqlmodel import Session

from handlers.payment_card import PaymentCard
from handlers.pick import Pick
from handlers.record_payment.flow import RecordPayment, planned_for
from handlers.record_payment.steps import other_customer, type_amount
from handlers.window_texts import Body, Label, Raw, desk_of, facts_of
from handlers.windows import Besides, home, leave, op_key, warn, window
from locales import Html, join, text
from models import customers, receivables
from models.people import Actor
from models.receivables import Receivable
from models.refusals import Outdated


async def show_card(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """Everything that will be recorded, and what it settles line by line."""
    op_key(dialog_manager)
    desk, known = desk_of(dialog_manager), dialog_manager.dialog_data
    planned = await planned_for(dialog_manager)
    lines = [_line(claim, part, desk.language, desk.today) for claim, part in planned.shares]
    if planned.prepaid_fen:
        prepaid = facts_of({"prepaid_fen": planned.prepaid_fen}, desk.language, desk.today)
        lines.append(text(desk.language, "payment-line-prepaid", **prepaid))
    return {
        "customer": planned.customer.name,
        "amount_fen": planned.amount_fen,
        "received_on": date.fromisoformat(known["received_on"]),
        "means": known["means"],
        "assumed": bool(known.get("assumed")),
        "lines": join(["", *lines]),
        "note": known.get("note", ""),
        "named": bool(known.get("against")),
        "others": any(claim.id not in (known.get("against") or []) for claim, _part in planned.shares),
        "owes": planned.due_fen > 0,
        "differs": bool(planned.differs) and not known.get("note"),
    }


def _line(claim: Receivable, part_fen: int, language: str, today: date) -> Html:
    facts = {
        "number": claim.number,
        "due_on": claim.due_on,
        "provisional": claim.provisional,
        "part_fen": part_fen,
        "left_fen": claim.open_fen - part_fen,
        "whole": claim.open_fen == part_fen,
    }
    return text(language, "payment-line", **facts_of(facts, language, today))


async def record(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Record it, once; where a claim that was meant has been paid since, show the card anew instead."""
    known = manager.dialog_data
    try:
        payment_id = await desk_of(manager).do(
            receivables.record_payment,
            key=op_key(manager),
            customer_id=known["customer_id"],
            amount_fen=known["amount_fen"],
            received_on=date.fromisoformat(known["received_on"]),
            means=known["means"],
            against=known.get("against"),
            note=known.get("note", ""),
        )
    except Outdated as changed:
        known.pop("against", None)
        warn(manager, changed)
        return
    known["payment_id"] = payment_id
    await manager.switch_to(RecordPayment.done)


async def show_done(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """The number, and what the customer still owes."""
    desk, known = desk_of(dialog_manager), dialog_manager.dialog_data
    payment = await desk.read(receivables.get_payment, payment_id=known["payment_id"])
    customer = await desk.read(customers.get, customer_id=payment.customer_id)
    owed = await desk.read(receivables.open_of_customer, customer_id=customer.id)
    owed_fen = sum(claim.open_fen for claim in owed)
    prepaid_fen = await desk.read(_prepaid, customer_id=customer.id)
    return {
        "number": payment.number,
        "customer": customer.name,
        "amount_fen": payment.amount_fen,
        "owed_fen": owed_fen,
        "owes": owed_fen > 0,
        "settled": await desk.read(_settles, payment_id=payment.id),
        "prepaid_fen": prepaid_fen,
        "ahead": prepaid_fen > 0,
    }


def _prepaid(session: Session, *, by: Actor, customer_id: int) -> int:
    customers.get(session, customer_id, by=by)
    return receivables.prepaid_fen(session, customer_id)


def _settles(session: Session, *, by: Actor, payment_id: int) -> bool:
    """Whether it paid anything that was owed."""
    return bool(receivables.settled_by(session, receivables.get_payment(session, payment_id, by=by).id))


async def open_payment(_event: Any, _button: Button, manager: DialogManager) -> None:
    """The payment that was just recorded."""
    await manager.start(PaymentCard.main, data={"payment_id": manager.dialog_data["payment_id"]})


async def another(_event: Any, _button: Button, manager: DialogManager) -> None:
    """The next payment, from the beginning."""
    manager.dialog_data.clear()
    await manager.switch_to(RecordPayment.amount)
    await manager.start(Pick.customer)


def _changes() -> Group:
    """From the card back to any step."""
    return Group(
        SwitchTo(Label("payment-change-amount"), id="c_amount", state=RecordPayment.amount),
        SwitchTo(Label("payment-change-day"), id="c_day", state=RecordPayment.day),
        SwitchTo(Label("payment-change-means"), id="c_means", state=RecordPayment.means),
        SwitchTo(Label("payment-change-claims"), id="c_claims", state=RecordPayment.choose, when="owes"),
        SwitchTo(Label("payment-change-note"), id="c_note", state=RecordPayment.note),
        Button(Label("payment-change-customer"), id="c_customer", on_click=other_customer),
        width=2,
    )


def windows() -> list[Window]:
    """The card and the end."""
    return [
        window(
            RecordPayment.confirm,
            Body("payment-card"),
            Raw("lines"),
            Body("payment-card-note", when="note"),
            Button(Label("payment-confirm"), id="ok", on_click=record),
            _changes(),
            leave(),
            take=type_amount,
            besides=Besides.ORDERS,
            getter=show_card,
        ),
        window(
            RecordPayment.done,
            Body("payment-done"),
            Row(
                Button(Label("payment-open"), id="open", on_click=open_payment),
                Button(Label("payment-another"), id="again", on_click=another),
            ),
            home(),
            getter=show_done,
        ),
    ]

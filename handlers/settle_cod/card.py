"""The card of a courier's money before it is recorded, and what comes after."""

from __future__ import annotations

from datetime import date
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Group, SwitchTo

from handlers.credit_claim import CreditClaim
from handlers.desk import Desk
from handlers.settle_cod.flow import SettleCod, begin, claims_of, keeps_fees
from handlers.settle_cod.steps import type_amount
from handlers.window_texts import Body, Label, Raw, desk_of, facts_of
from handlers.windows import Besides, home, leave, op_key, warn, window
from locales import Html, join, text
from models import customers, receivables
from models.receivables import Receivable
from models.refusals import Outdated

SHOWN_LINES = 12  # shipments named on the card; the rest are counted


async def show_card(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """What will be recorded."""
    op_key(dialog_manager)
    desk, known = desk_of(dialog_manager), dialog_manager.dialog_data
    claims = await claims_of(dialog_manager)
    due_fen = sum(claim.open_fen for claim in claims)
    shown = [await _line(claim, desk) for claim in claims[:SHOWN_LINES]]
    if len(claims) > SHOWN_LINES:
        shown.append(text(desk.language, "cod-more-lines", count=len(claims) - SHOWN_LINES))
    amount_fen = known["card_fen"] = int(known.get("amount_fen", due_fen))
    return {
        "courier": await desk.read(receivables.courier_name, courier_id=known["courier_id"]),
        "count": len(claims),
        "due_fen": due_fen,
        "amount_fen": amount_fen,
        "differs": amount_fen != due_fen,
        "received_on": date.fromisoformat(known["received_on"]),
        "note": known.get("note", ""),
        "fee": bool(known.get("fee")) and amount_fen < due_fen,
        "gap_fen": max(0, due_fen - amount_fen),
        "one_kept": len(claims) == 1 and amount_fen == due_fen and keeps_fees(dialog_manager),
        "may_keep": bool(claims) and amount_fen < due_fen and keeps_fees(dialog_manager),
        "lines": join(["", *shown]),
    }


async def _line(claim: Receivable, desk: Desk) -> Html:
    customer = await desk.read(customers.get, customer_id=claim.customer_id)
    facts = {"customer": customer.shown, "number": claim.number, "arose_on": claim.arose_on}
    return text(desk.language, "cod-line", **facts_of({**facts, "open_fen": claim.open_fen}, desk.language, desk.today))


async def record(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Record what the card says, once; where it was settled meanwhile, show the card anew instead."""
    known = manager.dialog_data
    try:
        known["result"] = await desk_of(manager).do(
            receivables.settle_cod,
            key=op_key(manager),
            receivable_ids=known["chosen"],
            amount_fen=known["card_fen"],
            received_on=date.fromisoformat(known["received_on"]),
            note=known.get("note", ""),
            fee=bool(known.get("fee")),
        )
    except Outdated as changed:
        known["chosen"] = []
        warn(manager, changed)
        return
    await manager.switch_to(SettleCod.done)


async def toggle_fee(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """What is missing is the courier's fee and will not come, or it is still to come."""
    manager.dialog_data["fee"] = not manager.dialog_data.get("fee")


async def nothing_more(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Nothing comes any more of a claim: what is open is the courier's fee."""
    [claim] = await claims_of(manager)
    await manager.start(CreditClaim.amount, data={"receivable_id": claim.id, "kind": "courier_fee"})


async def show_done(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """The numbers, and what the courier still holds."""
    desk, known = desk_of(dialog_manager), dialog_manager.dialog_data
    payments = [
        await desk.read(receivables.get_payment, payment_id=number) for number in known["result"]["payment_ids"]
    ]
    left = await desk.read(receivables.cod_of_courier, courier_id=known["courier_id"])
    numbers = payments[0].number if len(payments) == 1 else f"{payments[0].number} … {payments[-1].number[-3:]}"
    return {
        "numbers": numbers,
        "amount_fen": sum(payment.amount_fen for payment in payments),
        "left_sum_fen": left.open_fen,
        "left": left.total,
    }


async def next_courier(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Another courier, from the beginning."""
    manager.dialog_data.clear()
    await begin(None, manager)


def windows() -> list[Window]:
    """The card and the end."""
    changes = Group(
        SwitchTo(Label("cod-change-amount"), id="c_amount", state=SettleCod.amount),
        SwitchTo(Label("payment-change-day"), id="c_day", state=SettleCod.day),
        SwitchTo(Label("payment-change-note"), id="c_note", state=SettleCod.note),
        SwitchTo(Label("cod-change-items"), id="c_items", state=SettleCod.items),
        width=2,
    )
    return [
        window(
            SettleCod.confirm,
            Body("cod-card"),
            Raw("lines"),
            Body("payment-card-note", when="note"),
            Button(Label("cod-confirm"), id="ok", on_click=record, when="count"),
            Button(Label("cod-fee"), id="fee", on_click=toggle_fee, when="may_keep"),
            Button(Label("receivable-courier-fee"), id="kept", on_click=nothing_more, when="one_kept"),
            changes,
            leave(),
            take=type_amount,
            besides=Besides.ORDERS,
            getter=show_card,
        ),
        window(
            SettleCod.done,
            Body("cod-done"),
            Button(Label("cod-next"), id="next", on_click=next_courier),
            home(),
            getter=show_done,
        ),
    ]

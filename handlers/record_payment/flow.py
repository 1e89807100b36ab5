"""The course of recording a payment: what is known already, which step is next, where the money would go."""

from __future__ import annotations

from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram_dialog import Data, DialogManager

from handlers.pick import Pick
from handlers.window_texts import desk_of
from handlers.windows import close
from models import customers, receivables
from models.receivables import MEANS, RECORDERS, Plan, plan
from models.refusals import NotAllowed, Outdated, Refusal


class RecordPayment(StatesGroup):
    """The steps; each can be gone back to from the card."""

    amount = State()
    day = State()
    means = State()
    choose = State()
    note = State()
    confirm = State()
    done = State()


async def begin(data: Data, manager: DialogManager) -> None:
    """Take what is known already; ask for the customer first where it is not."""
    given: dict[str, Any] = dict(data) if isinstance(data, dict) else {}
    try:
        await _take_given(given, manager)
    except Refusal:
        await manager.mark_closed()
        raise
    if "customer_id" not in manager.dialog_data:
        await manager.start(Pick.customer, data={"text": given.get("text"), "paid_fen": given.get("amount_fen")})
    elif "amount_fen" in manager.dialog_data:
        await advance(manager)
    else:
        await manager.switch_to(RecordPayment.amount)


async def _take_given(given: dict[str, Any], manager: DialogManager) -> None:
    desk, known = desk_of(manager), manager.dialog_data
    if desk.who is None or not desk.who.may(*RECORDERS):
        raise NotAllowed()
    if receivable_id := given.get("receivable_id"):
        claim = await desk.read(receivables.get, receivable_id=int(receivable_id))
        if claim.open_fen == 0:
            raise Outdated()
        known.update(customer_id=claim.customer_id, against=[claim.id])
        known["amount_fen"] = int(given.get("amount_fen") or claim.open_fen)
    elif customer_id := given.get("customer_id"):
        known["customer_id"] = (await desk.read(customers.get, customer_id=int(customer_id))).id
    if amount_fen := given.get("amount_fen"):
        known.setdefault("amount_fen", int(amount_fen))
    if "amount_fen" in known:
        known.update(received_on=given.get("received_on") or desk.today.isoformat())
        known.update(means=given.get("means") or MEANS[0], assumed=not given.get("means"))


async def picked(_start: Data, result: Any, manager: DialogManager) -> None:
    """The customer was chosen; with none chosen the dialog is left."""
    if isinstance(result, dict) and result.get("customer_id"):
        manager.dialog_data["customer_id"] = int(result["customer_id"])
        manager.dialog_data.pop("against", None)
        await advance(manager)
    elif "customer_id" not in manager.dialog_data:
        await close(manager.event, None, manager)  # type: ignore[arg-type]


async def advance(manager: DialogManager) -> None:
    """To the first step that is still open, else to the card."""
    known = manager.dialog_data
    for name, state in (
        ("amount_fen", RecordPayment.amount),
        ("received_on", RecordPayment.day),
        ("means", RecordPayment.means),
    ):
        if name not in known:
            await manager.switch_to(state)
            return
    planned = await planned_for(manager)
    if known.get("note_of", "") != planned.differs:
        known.pop("note", None)  # it explains another difference
    unexplained = planned.differs and not known.get("note")
    await manager.switch_to(RecordPayment.note if unexplained else RecordPayment.confirm)


async def noted(manager: DialogManager, said: str) -> None:
    """The note, and which difference it explains."""
    manager.dialog_data.update(note=said, note_of=(await planned_for(manager)).differs)
    await advance(manager)


async def planned_for(manager: DialogManager) -> Plan:
    known = manager.dialog_data
    asked = {"customer_id": known["customer_id"], "amount_fen": known.get("amount_fen", 0)}
    try:
        return await desk_of(manager).read(plan, **asked, against=known.get("against"))
    except Outdated:  # a claim that was meant has been paid since: the earliest due first again
        known.pop("against", None)
        return await desk_of(manager).read(plan, **asked)

"""The course of settling a courier's money: what is known already, and which shipments are meant."""

from __future__ import annotations

from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram_dialog import Data, DialogManager

from handlers.window_texts import desk_of
from models import receivables
from models.receivables import FEE_KEEPERS, RECORDERS, Receivable
from models.refusals import NotAllowed, Outdated, Refusal


class SettleCod(StatesGroup):
    """The steps."""

    couriers = State()
    items = State()
    amount = State()
    day = State()
    note = State()
    confirm = State()
    done = State()


async def begin(data: Data, manager: DialogManager) -> None:
    """With a courier or a claim given, the first steps are done."""
    given: dict[str, Any] = dict(data) if isinstance(data, dict) else {}
    known, desk = manager.dialog_data, desk_of(manager)
    known.update(received_on=desk.today.isoformat(), chosen=[], rep_id=given.get("rep_id"))
    try:
        if desk.who is None or not desk.who.may(*RECORDERS):
            raise NotAllowed()
        if number := given.get("receivable_id"):
            claim = (await desk.read(receivables.held, receivable_ids=[int(number)]))[0]
            known.update(courier_id=claim.courier_id, chosen=[claim.id])
            await manager.switch_to(SettleCod.confirm)
        elif courier_id := given.get("courier_id"):
            known["courier_id"] = int(courier_id)
            await manager.switch_to(SettleCod.items)
        else:
            await manager.switch_to(SettleCod.couriers)
    except Refusal:
        await manager.mark_closed()
        raise


async def claims_of(manager: DialogManager) -> list[Receivable]:
    """The claims that are ticked; none when one of them was settled meanwhile."""
    chosen: list[int] = manager.dialog_data["chosen"]
    try:
        return await desk_of(manager).read(receivables.held, receivable_ids=chosen) if chosen else []
    except Outdated:
        manager.dialog_data["chosen"] = []
        return []


def keeps_fees(manager: DialogManager) -> bool:
    """Whether this person may agree that a courier keeps a fee back."""
    who = desk_of(manager).who
    return who is not None and who.may(*FEE_KEEPERS)

"""The steps of settling a courier's money: which courier, which shipments, how much, on which day, why it differs."""

from __future__ import annotations

from datetime import date
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Column, Row, Select, SwitchTo

from handlers.calendar import Days
from handlers.lists import rows
from handlers.settle_cod.flow import SettleCod, claims_of, keeps_fees
from handlers.window_texts import Body, Label, desk_of
from handlers.windows import leave, pager, window
from locales import text
from models import receivables
from models.amounts import parse_fen
from models.days import parse_day
from models.receivables import check_day
from models.refusals import within

CALENDAR_DAYS = 366
REASONS = ("cod_fee", "cod_part", "cod_more")  # why a courier pays something else, in one tap


async def show_couriers(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """The couriers that hold money, the oldest first."""
    desk, rep_id = desk_of(dialog_manager), dialog_manager.dialog_data.get("rep_id")
    out = await desk.read(receivables.cod_out, as_of=desk.today, rep_id=rep_id)
    items = [
        {
            "id": one.courier_id,
            "courier": one.name,
            "count": one.count,
            "open_fen": one.open_fen,
            "days": (desk.today - one.oldest_due_on).days,
            "late": one.oldest_due_on < desk.today,
        }
        for one in out
    ]
    return {
        "items": items,
        "count": len(out),
        "open_fen": sum(one.open_fen for one in out),
        "overdue_fen": sum(one.overdue_fen for one in out),
        "late": any(one.overdue_fen for one in out),
    }


async def take_courier(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    """One courier's shipments."""
    manager.dialog_data.update(courier_id=number, chosen=[], page=1)
    await manager.switch_to(SettleCod.items)


async def show_items(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """What the courier holds, oldest first, ticked where it came."""
    desk, known = desk_of(dialog_manager), dialog_manager.dialog_data
    page, of = int(known.get("page", 1)), {"courier_id": known["courier_id"], "rep_id": known.get("rep_id")}
    listed = await desk.read(receivables.cod_of_courier, **of, page=page)
    known["page"] = listed.page
    chosen = await claims_of(dialog_manager)
    ids = {claim.id for claim in chosen}
    items = [
        {
            "id": claim.id,
            "customer": customer.shown,
            "number": claim.number,
            "open_fen": claim.open_fen,
            "arose_on": claim.arose_on,
            "chosen": claim.id in ids,
        }
        for claim, customer in listed.items
    ]
    return {
        "items": items,
        "page": listed.page,
        "pages": listed.pages,
        "total": listed.total,
        "open_fen": listed.open_fen,
        "count": len(ids),
        "sum_fen": sum(claim.open_fen for claim in chosen),
    }


async def toggle(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    """Tick a shipment, or untick it."""
    chosen: list[int] = manager.dialog_data["chosen"]
    claim = await desk_of(manager).read(receivables.get, receivable_id=number)
    manager.dialog_data["chosen"] = [one for one in chosen if one != claim.id]
    if claim.id not in chosen:
        manager.dialog_data["chosen"].append(claim.id)
    manager.dialog_data.pop("amount_fen", None)


async def select_all(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Tick all of them."""
    known = manager.dialog_data
    of = {"courier_id": known["courier_id"], "rep_id": known.get("rep_id")}
    known["chosen"] = await desk_of(manager).read(receivables.cod_ids, **of)
    known.pop("amount_fen", None)
    known.pop("fee", None)


async def select_none(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Untick all of them."""
    manager.dialog_data.update(chosen=[])


async def show_amount(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """What the ticked shipments come to."""
    return {"sum_fen": sum(claim.open_fen for claim in await claims_of(dialog_manager))}


async def take_sum(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Exactly that came."""
    manager.dialog_data.pop("amount_fen", None)
    await manager.switch_to(SettleCod.confirm)


async def type_amount(manager: DialogManager, said: str) -> None:
    """Another amount came; the reason is asked for."""
    known, due_fen = manager.dialog_data, sum(claim.open_fen for claim in await claims_of(manager))
    known["amount_fen"] = parse_fen(said)
    known.pop("fee", None)
    differs = known["amount_fen"] != due_fen and not known.get("note")
    await manager.switch_to(SettleCod.note if differs else SettleCod.confirm)


async def show_note(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """How far it is from the sum, and the usual reasons."""
    due_fen = sum(claim.open_fen for claim in await claims_of(dialog_manager))
    amount_fen = int(dialog_manager.dialog_data.get("amount_fen", due_fen))
    names = REASONS[2:] if amount_fen > due_fen else REASONS[:2]
    courier_id = dialog_manager.dialog_data["courier_id"]
    return {
        "payer": await desk_of(dialog_manager).read(receivables.courier_name, courier_id=courier_id),
        "due_fen": due_fen,
        "amount_fen": amount_fen,
        "gap_fen": abs(amount_fen - due_fen),
        "more": amount_fen > due_fen,
        "differs": amount_fen != due_fen,
        "reasons": [{"id": name, "reason": name} for name in names],
    }


async def type_note(manager: DialogManager, said: str) -> None:
    """Why it differs."""
    manager.dialog_data["note"] = within(said, receivables.LONGEST_NOTE)
    await manager.switch_to(SettleCod.confirm)


async def take_note(_event: CallbackQuery, _select: Any, manager: DialogManager, name: str) -> None:
    """One of the usual reasons."""
    if name in REASONS:
        manager.dialog_data["note"] = str(text(desk_of(manager).language, "payment-reason", reason=name))
        manager.dialog_data["fee"] = name == "cod_fee" and keeps_fees(manager)
        await manager.switch_to(SettleCod.confirm)


async def show_day(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """Today."""
    return {"today": desk_of(dialog_manager).today}


async def type_day(manager: DialogManager, said: str) -> None:
    """The day as it was typed."""
    await _take_day(manager, parse_day(said, desk_of(manager).today, past=True))


async def tap_calendar(_event: Any, _calendar: Any, manager: DialogManager, day: date) -> None:
    """A day of the calendar."""
    await _take_day(manager, day)


async def _take_day(manager: DialogManager, day: date) -> None:
    check_day(day, desk_of(manager).today)
    manager.dialog_data["received_on"] = day.isoformat()
    await manager.switch_to(SettleCod.confirm)


def windows() -> list[Window]:
    """The steps before the card."""
    return [*_what(), *_how_much()]


def _what() -> list[Window]:
    return [
        window(
            SettleCod.couriers,
            Body("cod-couriers"),
            rows(Label("cod-courier"), "items", take_courier),
            leave(),
            getter=show_couriers,
        ),
        window(
            SettleCod.items,
            Body("cod-items"),
            rows(Label("cod-item"), "items", toggle),
            pager(),
            Row(
                Button(Label("cod-select-all"), id="all", on_click=select_all),
                Button(Label("cod-select-none"), id="none", on_click=select_none, when="count"),
            ),
            SwitchTo(Label("cod-settle"), id="go", state=SettleCod.confirm, when="count"),
            Row(SwitchTo(Label("back"), id="back", state=SettleCod.couriers), leave()),
            getter=show_items,
        ),
    ]


def _how_much() -> list[Window]:
    back = SwitchTo(Label("back"), id="back", state=SettleCod.confirm)
    reasons: Select[str] = Select(
        Label("payment-reason"),
        id="reason",
        item_id_getter=lambda item: item["id"],
        items="reasons",
        on_click=take_note,
    )
    return [
        window(
            SettleCod.amount,
            Body("cod-amount"),
            Button(Label("cod-sum"), id="sum", on_click=take_sum),
            Row(back, leave()),
            take=type_amount,
            getter=show_amount,
        ),
        window(
            SettleCod.day,
            Body("cod-day"),
            Days("cal", tap_calendar, earliest=-CALENDAR_DAYS, latest=0),
            Row(back, leave()),
            take=type_day,
            getter=show_day,
        ),
        window(
            SettleCod.note,
            Body("payment-note"),
            Column(reasons),
            Row(SwitchTo(Label("payment-change-amount"), id="amount", state=SettleCod.amount), leave()),
            take=type_note,
            getter=show_note,
        ),
    ]

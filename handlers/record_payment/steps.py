"""The steps of recording a payment: amount, day, means, which claims are meant, why it differs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Column, Group, Row, Select, SwitchTo

from handlers.calendar import Days
from handlers.lists import rows
from handlers.pick import Pick
from handlers.record_payment.flow import RecordPayment, advance, noted, planned_for
from handlers.window_texts import Body, Label, desk_of
from handlers.windows import leave, pager, window
from locales import text
from models import customers, receivables
from models.amounts import parse_fen
from models.days import parse_day
from models.receivables import MEANS, check_day
from models.refusals import Outdated, within

CALENDAR_DAYS = 366
NOTES = ("part", "ahead", "fee", "discount")  # why money differs, in one tap


async def show_amount(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """What the customer owes, and the amounts that are likely: first what is open of the claims that are meant."""
    desk, known = desk_of(dialog_manager), dialog_manager.dialog_data
    customer_id, chosen = known["customer_id"], known.get("against") or []
    customer = await desk.read(customers.get, customer_id=customer_id)
    claims = await desk.read(receivables.open_of_customer, customer_id=customer_id)
    overdue = [claim.open_fen for claim in claims if claim.due_on < desk.today]
    meant = [claim for claim in claims if claim.id in chosen]
    owed_fen = sum(claim.open_fen for claim in claims)
    return {
        "customer": customer.name,
        "meant_fen": sum(claim.open_fen for claim in meant),
        "count": len(meant),
        "which": meant[0].number if meant else "",
        "owed_fen": owed_fen,
        "owes": owed_fen > 0,
        "overdue_fen": sum(overdue),
        "late": len(overdue),
        "number": claims[0].number if claims else "",
        "first_fen": claims[0].open_fen if claims else 0,
        "several": len(claims) > 1 and meant != claims[:1],
    }


async def type_amount(manager: DialogManager, said: str) -> None:
    """The amount as it was typed."""
    manager.dialog_data["amount_fen"] = parse_fen(said)
    await advance(manager)


async def take_meant(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """What is open of the claims that are meant."""
    meant = (await show_amount(manager))["meant_fen"]
    if not meant:
        raise Outdated()
    manager.dialog_data["amount_fen"] = meant
    await advance(manager)


async def take_all(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Everything that is owed."""
    await _take_open(manager, slice(None))


async def take_first(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """What is due first."""
    await _take_open(manager, slice(1))


async def _take_open(manager: DialogManager, which: slice) -> None:
    known = manager.dialog_data
    claims = await desk_of(manager).read(receivables.open_of_customer, customer_id=known["customer_id"])
    if not claims:
        raise Outdated()
    known["amount_fen"] = sum(claim.open_fen for claim in claims[which])
    known.pop("against", None)
    await advance(manager)


async def show_day(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """Today and yesterday, as dates."""
    today = desk_of(dialog_manager).today
    amount_fen = dialog_manager.dialog_data["amount_fen"]
    return {"today": today, "yesterday": today - timedelta(days=1), "amount_fen": amount_fen}


async def type_day(manager: DialogManager, said: str) -> None:
    """The day as it was typed; a bare 12-1 is the last one that was."""
    await _take_day(manager, parse_day(said, desk_of(manager).today, past=True))


async def tap_day(_event: Any, button: Button, manager: DialogManager) -> None:
    """Today or yesterday."""
    back = timedelta(days=1 if button.widget_id == "yesterday" else 0)
    await _take_day(manager, desk_of(manager).today - back)


async def tap_calendar(_event: Any, _calendar: Any, manager: DialogManager, day: date) -> None:
    """A day of the calendar."""
    await _take_day(manager, day)


async def _take_day(manager: DialogManager, day: date) -> None:
    check_day(day, desk_of(manager).today)
    manager.dialog_data["received_on"] = day.isoformat()
    await advance(manager)


async def show_means(**_data: Any) -> dict[str, Any]:
    """How money comes."""
    return {"ways": [{"id": name, "means": name} for name in MEANS]}


async def take_means(_event: Any, _select: Any, manager: DialogManager, name: str) -> None:
    """How it came."""
    if name in MEANS:
        manager.dialog_data.update(means=name, assumed=False)
        await advance(manager)


async def show_claims(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """What the customer owes, a page at a time, ticked where it is meant."""
    desk, known = desk_of(dialog_manager), dialog_manager.dialog_data
    page = int(known.get("page", 1))
    listed = await desk.read(
        receivables.list_open, today=desk.today, customer_id=known["customer_id"], page=page, size=6
    )
    known["page"] = listed.page
    chosen: list[int] = known.get("against") or []
    items = [
        {
            "id": claim.id,
            "number": claim.number,
            "due_on": claim.due_on,
            "open_fen": claim.open_fen,
            "chosen": claim.id in chosen,
        }
        for claim, _customer in listed.items
    ]
    planned = await planned_for(dialog_manager)
    return {
        "items": items,
        "page": listed.page,
        "pages": listed.pages,
        "amount_fen": known["amount_fen"],
        "meant_fen": planned.named_fen,
        "count": len(chosen),
    }


async def toggle(_event: Any, _select: Any, manager: DialogManager, number: int) -> None:
    """Tick a claim, or untick it; money goes to them in the order in which they were ticked."""
    chosen: list[int] = list(manager.dialog_data.get("against") or [])
    if number in chosen:
        chosen.remove(number)
    else:
        claim = await desk_of(manager).read(receivables.get, receivable_id=number)
        chosen.append(claim.id)
    manager.dialog_data["against"] = chosen or None


async def choose_done(_event: Any, _button: Button, manager: DialogManager) -> None:
    """The ticked claims are meant."""
    await advance(manager)


async def earliest_first(_event: Any, _button: Button, manager: DialogManager) -> None:
    """The payer named nothing: the earliest due first."""
    manager.dialog_data["against"] = None
    await advance(manager)


async def show_note(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """How far the money is from what was due, and the usual reasons."""
    planned = await planned_for(dialog_manager)
    more = planned.amount_fen > planned.due_fen
    names = [name for name in NOTES if (name == "ahead") == more]
    return {
        "payer": planned.customer.name,
        "due_fen": planned.due_fen,
        "amount_fen": planned.amount_fen,
        "gap_fen": abs(planned.amount_fen - planned.due_fen),
        "more": more,
        "differs": bool(planned.differs),
        "reasons": [{"id": name, "reason": name} for name in names],
    }


async def type_note(manager: DialogManager, said: str) -> None:
    """The note as it was typed."""
    await noted(manager, within(said, receivables.LONGEST_NOTE))


async def take_note(_event: Any, _select: Any, manager: DialogManager, name: str) -> None:
    """One of the usual reasons."""
    if name in NOTES:
        await noted(manager, str(text(desk_of(manager).language, "payment-reason", reason=name)))


async def other_customer(_event: Any, _button: Button, manager: DialogManager) -> None:
    """Somebody else paid; what was typed stays."""
    await manager.start(Pick.customer)


def first_steps() -> list[Window]:
    """Amount, day and means."""
    return [
        window(
            RecordPayment.amount,
            Body("payment-amount"),
            Button(Label("payment-meant"), id="meant", on_click=take_meant, when="count"),
            Button(Label("payment-all"), id="all", on_click=take_all, when="owes"),
            Button(Label("payment-first"), id="first", on_click=take_first, when="several"),
            Row(Button(Label("payment-change-customer"), id="customer", on_click=other_customer), leave()),
            take=type_amount,
            getter=show_amount,
        ),
        window(
            RecordPayment.day,
            Body("payment-day"),
            Row(
                Button(Label("payment-yesterday"), id="yesterday", on_click=tap_day),
                Button(Label("payment-today"), id="today", on_click=tap_day),
            ),
            Days("cal", tap_calendar, earliest=-CALENDAR_DAYS, latest=0),
            Row(SwitchTo(Label("back"), id="back", state=RecordPayment.amount), leave()),
            take=type_day,
            getter=show_day,
        ),
        window(
            RecordPayment.means,
            Body("payment-means"),
            Group(_choice("payment-way", "ways", take_means), width=2),
            Row(SwitchTo(Label("back"), id="back", state=RecordPayment.day), leave()),
            getter=show_means,
        ),
    ]


def _choice(key: str, items: str, on_click: Any) -> Select[str]:
    return Select(Label(key), id=f"s_{items}", item_id_getter=lambda item: item["id"], items=items, on_click=on_click)


def choices() -> list[Window]:
    """Which claims are meant, and why the money differs."""
    return [
        window(
            RecordPayment.choose,
            Body("payment-choose"),
            rows(Label("payment-claim"), "items", toggle),
            pager(),
            Button(Label("payment-choose-done"), id="chosen", on_click=choose_done, when="count"),
            Button(Label("payment-earliest"), id="earliest", on_click=earliest_first),
            leave(),
            getter=show_claims,
        ),
        window(
            RecordPayment.note,
            Body("payment-note"),
            Column(_choice("payment-reason", "reasons", take_note)),
            Row(SwitchTo(Label("payment-change-amount"), id="back", state=RecordPayment.amount), leave()),
            take=type_note,
            getter=show_note,
        ),
    ]

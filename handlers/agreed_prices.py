"""Prices agreed with a customer (协议价): looked up by who sells, set by a manager or the boss, from a day on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo

from handlers.calendar import Days
from handlers.customer_states import AgreedPrices
from handlers.lists import rows
from handlers.pick import Pick
from handlers.window_texts import Body, Label, desk_of
from handlers.windows import close, leave, op_key, pager, window
from models import customers, prices
from models.amounts import parse_fen
from models.days import parse_day
from models.prices import FURTHEST_DAYS, Pricing
from models.refusals import Outdated


def _customer_id(manager: DialogManager) -> int:
    given = manager.start_data
    return int(given["customer_id"]) if isinstance(given, dict) else 0


async def show_list(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """What is agreed, and what will hold from a day on."""
    desk, number = desk_of(dialog_manager), _customer_id(dialog_manager)
    page = int(dialog_manager.dialog_data.get("page", 1))
    found = await desk.read(prices.agreed_with, customer_id=number, today=desk.today, page=page)
    dialog_manager.dialog_data["page"] = found.page
    items = [
        {
            "id": row.product.id,
            "name": row.product.name,
            "unit": row.product.unit,
            "holds": row.price_fen is not None,
            "price_fen": row.price_fen or 0,
            "ahead": row.next_fen is not None,
            "next_fen": row.next_fen or 0,
            "next_on": row.next_on or desk.today,
        }
        for row in found.items
    ]
    customer = await desk.read(customers.get, customer_id=number)
    sets = desk.who is not None and desk.who.may(*prices.SETTERS)
    paged = {"page": found.page, "pages": found.pages, "total": found.total}
    return {"customer": customer.shown, "items": items, "sets": sets, **paged}


async def choose(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    """Another price for this one."""
    desk = desk_of(manager)
    if desk.who is not None:
        desk.who.require(*prices.SETTERS)
    await _begin(manager, number)


async def another(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """A price for one more product."""
    await manager.start(Pick.product, data={"customer_id": _customer_id(manager)})


async def picked(_given: Any, result: Any, manager: DialogManager) -> None:
    """A product was chosen, or nobody went on."""
    if isinstance(result, dict) and result.get("product_id"):
        await _begin(manager, int(result["product_id"]))


async def _begin(manager: DialogManager, product_id: int) -> None:
    manager.dialog_data.update(product_id=product_id, price_fen=0, from_on="")
    manager.dialog_data.pop("op_key", None)
    await manager.switch_to(AgreedPrices.price)


async def _pricing(manager: DialogManager, on: date) -> Pricing:
    number = manager.dialog_data.get("product_id")
    if not number:
        raise Outdated()
    return await desk_of(manager).read(prices.pricing, customer_id=_customer_id(manager), product_id=number, on=on)


async def show(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """The product, what it costs, and what was said so far."""
    op_key(dialog_manager)
    desk, known = desk_of(dialog_manager), dialog_manager.dialog_data
    day = date.fromisoformat(known["from_on"]) if known.get("from_on") else desk.today
    seen = await _pricing(dialog_manager, day)
    customer = await desk.read(customers.get, customer_id=_customer_id(dialog_manager))
    new = int(known.get("price_fen", 0))
    return {
        "customer": customer.shown,
        "name": seen.product.name,
        "unit": seen.product.unit,
        "list_fen": seen.product.list_price_fen,
        "floor_fen": seen.product.floor_price_fen,
        "now_fen": seen.price_fen,
        "from": seen.price_from,
        "new_fen": new,
        "under": new < seen.product.floor_price_fen,
        "from_on": day,
    }


async def type_price(manager: DialogManager, said: str) -> None:
    """The price as it was typed."""
    manager.dialog_data["price_fen"] = parse_fen(said)
    await manager.switch_to(AgreedPrices.day)


async def list_price(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """From a day on the list price again."""
    seen = await _pricing(manager, desk_of(manager).today)
    manager.dialog_data["price_fen"] = seen.product.list_price_fen
    await manager.switch_to(AgreedPrices.day)


async def type_day(manager: DialogManager, said: str) -> None:
    """From when on, as it was typed."""
    await _from(manager, parse_day(said, desk_of(manager).today))


async def tap_calendar(_event: Any, _calendar: Any, manager: DialogManager, day: date) -> None:
    """A day of the calendar."""
    await _from(manager, day)


async def from_today(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """At once."""
    await _from(manager, desk_of(manager).today)


async def next_month(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """From the first of the coming month on."""
    await _from(manager, (desk_of(manager).today.replace(day=1) + timedelta(days=32)).replace(day=1))


async def _from(manager: DialogManager, day: date) -> None:
    manager.dialog_data["from_on"] = day.isoformat()
    await manager.switch_to(AgreedPrices.confirm)


async def save(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Agree it; the list shows it."""
    known = manager.dialog_data
    await desk_of(manager).do(
        prices.agree,
        key=op_key(manager),
        customer_id=_customer_id(manager),
        product_id=known["product_id"],
        price_fen=known["price_fen"],
        from_on=date.fromisoformat(known["from_on"]),
    )
    known.pop("op_key")
    await manager.switch_to(AgreedPrices.list)


def _day_window() -> Window:
    return window(
        AgreedPrices.day,
        Body("price-day"),
        Row(
            Button(Label("price-from-today"), id="today", on_click=from_today),
            Button(Label("price-next-month"), id="month", on_click=next_month),
        ),
        Days("cal", tap_calendar, earliest=0, latest=FURTHEST_DAYS),
        Row(SwitchTo(Label("back"), id="back", state=AgreedPrices.price), leave()),
        take=type_day,
        getter=show,
    )


def dialog() -> Dialog:
    """The list, and the steps of a new price."""
    return Dialog(
        window(
            AgreedPrices.list,
            Body("price-list"),
            rows(Label("price-row"), "items", choose),
            pager(),
            Button(Label("price-new"), id="new", on_click=another, when="sets"),
            Button(Label("back"), id="leave", on_click=close),
            getter=show_list,
        ),
        window(
            AgreedPrices.price,
            Body("price-asked"),
            Button(Label("price-as-listed"), id="listed", on_click=list_price),
            Row(SwitchTo(Label("back"), id="back", state=AgreedPrices.list), leave()),
            take=type_price,
            getter=show,
        ),
        _day_window(),
        window(
            AgreedPrices.confirm,
            Body("price-card"),
            Button(Label("confirm"), id="save", on_click=save),
            Row(
                SwitchTo(Label("price-change"), id="c_price", state=AgreedPrices.price),
                SwitchTo(Label("price-change-day"), id="c_day", state=AgreedPrices.day),
            ),
            leave(),
            getter=show,
        ),
        on_process_result=picked,
    )


def routers() -> list[Router]:
    """The dialog; it is opened from a customer's card."""
    return [dialog()]

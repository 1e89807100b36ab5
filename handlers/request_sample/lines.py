"""Which products, and how many of each."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Group, Row, Select

from handlers.lists import rows
from handlers.order_words import short, words
from handlers.pick import Pick
from handlers.request_sample.draft import Data, customer_id, draft_of, go_on, lines_of, to
from handlers.sample_states import RequestSample
from handlers.window_texts import Body, Label, desk_of
from handlers.windows import leave, window
from locales import Html, join
from models import orders, products
from models.amounts import format_quantity, parse_quantity
from models.customers import Customer
from models.refusals import Outdated
from models.samples import NoSampleLines
from models.samples.asking import MOST_LINES

QUICK = ("1", "2", "5", "10")


async def named(manager: DialogManager) -> tuple[Customer, list[Data], Html]:
    """The customer, the lines with their products' names, and these as text."""
    desk, lines = desk_of(manager), lines_of(manager)
    numbers = [line["product_id"] for line in lines]
    customer, known = await desk.read(orders.named, customer_id=customer_id(manager), product_ids=numbers)
    listed = [
        {
            "id": place,
            "product": short(known[line["product_id"]].name),
            "sku": known[line["product_id"]].sku,
            "unit": known[line["product_id"]].unit,
            "quantity": Decimal(line["quantity"]),
        }
        for place, line in enumerate(lines, 1)
        if line["product_id"] in known
    ]
    return customer, listed, join(words(desk, "sample-line", **line) for line in listed)


async def show_lines(dialog_manager: DialogManager, **_data: Any) -> Data:
    """What is asked for so far."""
    customer, listed, shown = await named(dialog_manager)
    empty = words(desk_of(dialog_manager), "sample-no-lines")
    return {"customer": customer.shown, "listed": listed, "lines": shown if listed else empty, "any": bool(listed)}


async def show_quantity(dialog_manager: DialogManager, **_data: Any) -> Data:
    """The product that is being counted."""
    line = _at_hand(dialog_manager)
    product = await desk_of(dialog_manager).read(products.get, product_id=line["product_id"])
    quick = [{"id": number, "quantity": number, "unit": product.unit} for number in QUICK]
    return {"product": product.name, "unit": product.unit, "quick": quick, "known": "place" in line}


def _at_hand(manager: DialogManager) -> Data:
    line: Data | None = manager.dialog_data.get("line")
    if not line:
        raise Outdated()
    return line


async def take_quantity(manager: DialogManager, said: str) -> None:
    """A number was typed."""
    line = _at_hand(manager)
    product = await desk_of(manager).read(products.get, product_id=line["product_id"])
    quantity = format_quantity(parse_quantity(said, product.unit))
    lines = lines_of(manager)
    if "place" in line:
        if line["place"] >= len(lines):
            raise Outdated()
        lines[line["place"]]["quantity"] = quantity
    else:
        lines.append({"product_id": line["product_id"], "quantity": quantity})
    await _back_to_lines(manager)


async def tap_quantity(_event: CallbackQuery, _select: Any, manager: DialogManager, chosen: str) -> None:
    """A usual number was tapped."""
    await take_quantity(manager, chosen)


async def _back_to_lines(manager: DialogManager) -> None:
    manager.dialog_data.pop("line", None)
    draft_of(manager).pop("fee_fen", None)  # it follows what is asked for
    await manager.switch_to(RequestSample.lines)


async def change_line(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    """A line was tapped: another number, or off with it."""
    lines = lines_of(manager)
    if number > len(lines):
        raise Outdated()
    manager.dialog_data["line"] = {"product_id": lines[number - 1]["product_id"], "place": number - 1}
    await manager.switch_to(RequestSample.quantity)


async def drop_line(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Off with it."""
    place, lines = _at_hand(manager).get("place", -1), lines_of(manager)
    if not 0 <= place < len(lines):
        raise Outdated()
    del lines[place]
    await _back_to_lines(manager)


async def add_line(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """One more product."""
    if len(lines_of(manager)) >= MOST_LINES:
        raise NoSampleLines(limit=MOST_LINES)
    await manager.start(Pick.product, data={"customer_id": customer_id(manager)})


async def pick_customer(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Choose the customer, or another one."""
    await manager.start(Pick.customer)


async def lines_done(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """On to what is missing."""
    await go_on(manager)


def windows() -> list[Window]:
    """Customer, lines, quantity."""
    quick: Select[str] = Select(
        Label("sample-quick"), id="quick", item_id_getter=lambda item: item["id"], items="quick", on_click=tap_quantity
    )
    return [
        window(
            RequestSample.customer,
            Body("sample-customer"),
            Row(Button(Label("sample-pick-customer"), id="pick", on_click=pick_customer), leave()),
        ),
        window(
            RequestSample.lines,
            Body("sample-lines"),
            rows(Label("sample-line-button"), "listed", change_line),
            Row(
                Button(Label("sample-add-line"), id="add", on_click=add_line),
                Button(Label("next"), id="done", on_click=lines_done, when="any"),
            ),
            Row(Button(Label("back"), id="back", on_click=pick_customer), leave()),
            getter=show_lines,
        ),
        window(
            RequestSample.quantity,
            Body("sample-quantity"),
            Group(quick, width=4),
            Button(Label("sample-drop-line"), id="drop", on_click=drop_line, when="known"),
            Row(Button(Label("back"), id="back", on_click=to(RequestSample.lines)), leave()),
            take=take_quantity,
            getter=show_quantity,
        ),
    ]

"""The lines of an order: product, quantity, price; one more, changed, or taken off."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Group, Row, Select

from handlers.lists import rows
from handlers.order_words import short, words
from handlers.pick import LONGEST_SEARCH, Pick
from handlers.take_order.begin import go_on
from handlers.take_order.states import Data, TakeOrder, customer_id, line_at_hand, lines_of, to
from handlers.window_texts import Body, Label, desk_of
from handlers.windows import Besides, leave, window
from locales import join
from models import orders
from models.amounts import format_quantity, line_amount_fen, parse_fen, parse_quantity
from models.names import find_offers
from models.orders import LineOffer, TooManyLines
from models.products import Product
from models.refusals import Outdated


async def show_lines(dialog_manager: DialogManager, **_data: Any) -> Data:
    """What is on the order so far."""
    desk, lines = desk_of(dialog_manager), lines_of(dialog_manager)
    customer, named = await desk.read(
        orders.named, customer_id=customer_id(dialog_manager), product_ids=[line["product_id"] for line in lines]
    )
    listed = [_facts(number, line, named[line["product_id"]]) for number, line in enumerate(lines, start=1)]
    shown = join(words(desk, "order-line", **line) for line in listed) if listed else words(desk, "take-no-lines")
    total = sum(int(line["amount_fen"]) for line in listed)
    return {"customer": customer.shown, "lines": shown, "listed": listed, "any": bool(listed), "total_fen": total}


def _facts(number: int, line: Data, product: Product) -> Data:
    quantity = Decimal(line["quantity"])
    return {
        "id": number,
        "number": number,
        "product": short(product.name),
        "unit": product.unit,
        "quantity": quantity,
        "price_fen": line["unit_price_fen"],
        "amount_fen": line_amount_fen(quantity, line["unit_price_fen"]),
    }


async def _offer(manager: DialogManager) -> LineOffer:
    line = line_at_hand(manager)
    desk = desk_of(manager)
    return await desk.read(orders.offer, customer_id=customer_id(manager), product_id=line["product_id"], on=desk.today)


async def show_quantity(dialog_manager: DialogManager, **_data: Any) -> Data:
    """The product, its price, what is free, and how much this customer usually takes."""
    offer = await _offer(dialog_manager)
    usual = [{"id": f"{quantity:f}", "quantity": quantity, "unit": offer.product.unit} for quantity in offer.usual]
    return {**_about(offer), "usual": usual}


async def show_price(dialog_manager: DialogManager, **_data: Any) -> Data:
    """The price that is offered first."""
    offer = await _offer(dialog_manager)
    both = offer.price_from == "agreed" and offer.price_fen != offer.product.list_price_fen
    return {
        **_about(offer),
        "quantity": Decimal(line_at_hand(dialog_manager).get("quantity", "0")),
        "list_fen": offer.product.list_price_fen,
        "both": both,
    }


def _about(offer: LineOffer) -> Data:
    product = offer.product
    return {
        "product": product.name,
        "unit": product.unit,
        "price_fen": offer.price_fen,
        "from": offer.price_from,
        "free": offer.available,
    }


async def take_quantity(manager: DialogManager, said: str) -> None:
    """A quantity was typed."""
    offer = await _offer(manager)
    await _set_quantity(manager, parse_quantity(said, offer.product.unit))


async def tap_quantity(_event: CallbackQuery, _select: Any, manager: DialogManager, chosen: str) -> None:
    """A usual quantity was tapped."""
    await _set_quantity(manager, parse_quantity(chosen))


async def _set_quantity(manager: DialogManager, quantity: Decimal) -> None:
    line = line_at_hand(manager)
    line["quantity"] = format_quantity(quantity)
    if "index" not in line:
        await manager.switch_to(TakeOrder.price)
        return
    _known_line(manager, line)["quantity"] = line["quantity"]
    await _back_to_lines(manager)


async def take_price(manager: DialogManager, said: str) -> None:
    """A price was typed."""
    offer = await _offer(manager)
    price = parse_fen(said)
    await _set_price(manager, price, offer.price_from if price == offer.price_fen else "said")


async def tap_price(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The price that was offered."""
    offer = await _offer(manager)
    await _set_price(manager, offer.price_fen, offer.price_from)


async def tap_list_price(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The list price, where another was agreed."""
    await _set_price(manager, (await _offer(manager)).product.list_price_fen, "said")


async def _set_price(manager: DialogManager, price_fen: int, price_from: str) -> None:
    line = line_at_hand(manager)
    if "index" in line:
        _known_line(manager, line).update(unit_price_fen=price_fen, price_from=price_from)
    else:
        if "quantity" not in line:
            raise Outdated()
        said = {"product_id": line["product_id"], "quantity": line["quantity"]}
        lines_of(manager).append({**said, "unit_price_fen": price_fen, "price_from": price_from})
    await _back_to_lines(manager)


async def _back_to_lines(manager: DialogManager) -> None:
    manager.dialog_data.pop("line", None)
    await manager.switch_to(TakeOrder.lines)


def _known_line(manager: DialogManager, line: Data) -> Data:
    lines = lines_of(manager)
    if line["index"] >= len(lines):
        raise Outdated()
    return lines[line["index"]]


async def change_line(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    """A line was tapped to be changed."""
    lines = lines_of(manager)
    if number > len(lines):
        raise Outdated()
    chosen = lines[number - 1]
    manager.dialog_data["line"] = {
        "product_id": chosen["product_id"],
        "quantity": chosen["quantity"],
        "index": number - 1,
    }
    await manager.switch_to(TakeOrder.line)


async def show_line(dialog_manager: DialogManager, **_data: Any) -> Data:
    """The line that is changed."""
    line = _known_line(dialog_manager, line_at_hand(dialog_manager))
    _customer, named = await desk_of(dialog_manager).read(
        orders.named, customer_id=customer_id(dialog_manager), product_ids=[line["product_id"]]
    )
    return _facts(line_at_hand(dialog_manager)["index"] + 1, line, named[line["product_id"]])


async def drop_line(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Take the line off."""
    line = line_at_hand(manager)
    _known_line(manager, line)
    del lines_of(manager)[line["index"]]
    await _back_to_lines(manager)


async def change_product(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Another product was meant."""
    _known_line(manager, line_at_hand(manager))
    await manager.start(Pick.product, data={"customer_id": customer_id(manager)})


async def add_line(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """One more product."""
    _check_room(manager)
    await manager.start(Pick.product, data={"customer_id": customer_id(manager)})


async def type_line(manager: DialogManager, said: str) -> None:
    """A product's name begins a line; where several answer, or none, it is chosen from the list."""
    _check_room(manager)
    desk, number = desk_of(manager), customer_id(manager)
    found = await desk.read(find_offers, on=desk.today, text=said[:LONGEST_SEARCH], customer_id=number)
    if found.sole:
        manager.dialog_data["line"] = {"product_id": found.sole.product.id}
        await manager.switch_to(TakeOrder.quantity)
    else:
        await manager.start(Pick.product, data={"customer_id": number, "text": said})


def _check_room(manager: DialogManager) -> None:
    if len(lines_of(manager)) >= orders.MOST_LINES:
        raise TooManyLines(limit=orders.MOST_LINES)


async def pick_customer(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Choose the customer, or another one."""
    await manager.start(Pick.customer)


async def lines_done(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """On to the card."""
    await go_on(manager)


async def leave_line(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Back to the lines; the one at hand stays as it was."""
    await _back_to_lines(manager)


def windows() -> list[Window]:
    """Customer, lines, quantity, price, one line."""
    return [
        window(
            TakeOrder.customer,
            Body("take-customer"),
            Row(Button(Label("take-pick-customer"), id="pick", on_click=pick_customer), leave()),
        ),
        window(
            TakeOrder.lines,
            Body("take-lines"),
            rows(Label("take-line-button"), "listed", change_line),
            Row(
                Button(Label("take-add-line"), id="add", on_click=add_line),
                Button(Label("done"), id="done", on_click=lines_done, when="any"),
                Button(
                    Label("take-other-customer"),
                    id="customer",
                    on_click=pick_customer,
                    when=lambda d, _w, _m: not d["any"],
                ),
            ),
            leave(),
            take=type_line,
            besides=Besides.ORDERS,
            getter=show_lines,
        ),
        *_typed_windows(),
        window(
            TakeOrder.line,
            Body("take-line"),
            Row(
                Button(Label("take-change-quantity"), id="quantity", on_click=to(TakeOrder.quantity)),
                Button(Label("take-change-price"), id="price", on_click=to(TakeOrder.price)),
            ),
            Row(
                Button(Label("take-change-product"), id="product", on_click=change_product),
                Button(Label("take-drop-line"), id="drop", on_click=drop_line),
            ),
            Row(_back(), leave()),
            getter=show_line,
        ),
    ]


def _back() -> Button:
    return Button(Label("back"), id="back", on_click=leave_line)


def _typed_windows() -> list[Window]:
    """What is typed for one line: how much of it, at what price."""
    quantities: Select[str] = Select(
        Label("take-usual"), id="usual", item_id_getter=lambda item: item["id"], items="usual", on_click=tap_quantity
    )
    return [
        window(
            TakeOrder.quantity,
            Body("take-quantity"),
            Group(quantities, width=3),
            Row(_back(), leave()),
            take=take_quantity,
            besides=Besides.QUESTIONS,
            getter=show_quantity,
        ),
        window(
            TakeOrder.price,
            Body("take-price"),
            Button(Label("take-known-price"), id="known", on_click=tap_price),
            Button(Label("take-list-price"), id="list", on_click=tap_list_price, when="both"),
            Row(Button(Label("back"), id="back", on_click=to(TakeOrder.quantity)), leave()),
            take=take_price,
            besides=Besides.QUESTIONS,
            getter=show_price,
        ),
    ]

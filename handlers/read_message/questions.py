"""The questions: the likely answers as buttons, anything else typed or chosen from the list."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Group, Row, Select

from handlers.lists import rows
from handlers.pick import LONGEST_SEARCH, Pick
from handlers.read_message.another import is_another
from handlers.read_message.begin import onward
from handlers.read_message.states import Clarify, Data, line_of, said_of
from handlers.window_texts import Body, Label, desk_of
from handlers.windows import Besides, leave, window
from models import customers, orders, products
from models.amounts import format_quantity, parse_quantity
from models.learning import is_news
from models.names import find_customers, find_offers
from models.orders import LineOffer
from models.reading.units import MEASURING
from models.reading_books.understanding import Line, Understood
from models.refusals import NothingSoNamed

SHOWN = 300  # characters of the message above a question


def excerpt(manager: DialogManager) -> str:
    """The message, as much of it as a question has room for."""
    said = " ".join(said_of(manager)["said"].split())
    return said if len(said) <= SHOWN else said[: SHOWN - 1] + "…"


async def show_customer(dialog_manager: DialogManager, **_data: Any) -> Data:
    """Whom the message may mean; where it names nobody, the customers dealt with last."""
    desk, said = desk_of(dialog_manager), said_of(dialog_manager)
    numbers = dialog_manager.dialog_data.get("found") or said["customer_choices"]
    listed = [await desk.read(customers.get, customer_id=number) for number in numbers]
    if not listed:
        listed = (await desk.read(find_customers)).items
    shown = [{"id": one.id, "name": one.shown, "code": one.code, "place": one.city or one.province} for one in listed]
    term = said["customer_term"]
    named = "several" if said.get("several") else "one" if term and numbers else "none"
    return {"said": excerpt(dialog_manager), "term": term, "named": named, "customers": shown}


async def type_customer(manager: DialogManager, typed: str) -> None:
    """A name: the one that was surely meant is taken, else what comes close is offered."""
    if await is_another(manager, typed):
        return
    found = await desk_of(manager).read(find_customers, text=typed[:LONGEST_SEARCH])
    if found.sole is not None:
        await _choose_customer(manager, found.sole.id)
    elif not found.total:
        raise NothingSoNamed()
    else:
        manager.dialog_data["found"] = [one.id for one in found.items]


async def tap_customer(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    """One of those that were offered."""
    await _choose_customer(manager, number)


async def _choose_customer(manager: DialogManager, number: int) -> None:
    said = said_of(manager)
    customer = await desk_of(manager).read(customers.get, customer_id=number)
    said["customer_taught"] = is_news(said["customer_term"], customer)
    said["customer_id"] = number
    manager.dialog_data.pop("found", None)
    await onward(manager)


async def other_customer(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """None of those."""
    await manager.start(Pick.customer)


async def show_product(dialog_manager: DialogManager, **_data: Any) -> Data:
    """What the line may mean, with price and what is free."""
    desk, line, said = desk_of(dialog_manager), line_of(dialog_manager), said_of(dialog_manager)
    numbers = dialog_manager.dialog_data.get("found") or line["choices"]
    offers = [await _offer(dialog_manager, number) for number in numbers]
    shown = [
        {
            "id": one.product.id,
            "sku": one.product.sku,
            "name": one.product.name,
            "price_fen": one.price_fen,
            "unit": one.product.unit,
        }
        for one in offers
    ]
    customer = await desk.read(customers.get, customer_id=said["customer_id"])
    quantity = f"{line['quantity']} {line['unit']}".strip()
    facts = {"customer": customer.shown, "term": line["term"] or "—", "quantity": quantity, "some": bool(shown)}
    return {"said": excerpt(dialog_manager), **facts, "products": shown, "last": len(said["lines"]) == 1}


async def _offer(manager: DialogManager, product_id: int) -> LineOffer:
    desk, customer_id = desk_of(manager), said_of(manager)["customer_id"]
    return await desk.read(orders.offer, customer_id=customer_id or 0, product_id=product_id, on=desk.today)


async def type_product(manager: DialogManager, typed: str) -> None:
    """A name: the one that was surely meant is taken, else what comes close is offered."""
    if await is_another(manager, typed):
        return
    desk, customer_id = desk_of(manager), said_of(manager)["customer_id"]
    found = await desk.read(find_offers, on=desk.today, text=typed[:LONGEST_SEARCH], customer_id=customer_id)
    if found.sole is not None:
        await _choose_product(manager, found.sole.product.id)
    elif not found.total:
        raise NothingSoNamed()
    else:
        manager.dialog_data["found"] = [one.product.id for one in found.items]


async def tap_product(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    """One of those that were offered."""
    await _choose_product(manager, number)


async def _choose_product(manager: DialogManager, number: int) -> None:
    """Where the unit that was said is another than the product's, that is asked next."""
    line = line_of(manager)
    product = await desk_of(manager).read(products.get, product_id=number)
    line["taught"] = is_news(line["term"], product)
    line["product_id"] = number
    line["ask"] = [name for name in line["ask"] if name not in ("sku", "unit")]
    if line["unit"] and line["quantity"] and not _same_unit(line["unit"], product.unit):
        line["ask"].append("unit")
    manager.dialog_data.pop("found", None)
    await onward(manager)


def _same_unit(said: str, own: str) -> bool:
    """Pieces are pieces, whatever they are called."""
    pieces = ("支", "个", "只", "片", "条", "套", "pcs", "pc")
    return said == own or (said in pieces and own in pieces)


async def other_product(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """None of those."""
    await manager.start(Pick.product, data={"customer_id": said_of(manager)["customer_id"]})


async def drop_line(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The line is not wanted."""
    line_of(manager)
    del said_of(manager)["lines"][int(manager.dialog_data["line"])]
    manager.dialog_data.pop("found", None)
    await onward(manager)


def extend(said: Understood, more: Understood) -> None:
    """More for the same order, said while it is asked about."""
    said["lines"] += more["lines"]
    said["terms"].update(more["terms"])
    said["ask"] += [name for name in more["ask"] if name not in said["ask"]]
    said["unused"] += more["unused"]
    said["said"] = f"{said['said']}\n{more['said']}"[: orders.SAID_LIMIT]
    said["places"] = {}


async def picked(_given: Any, result: Any, manager: DialogManager) -> None:
    """Somebody was chosen from the list; whoever went back is asked again."""
    chosen: Data = result if isinstance(result, dict) else {}
    if more := chosen.get("more"):
        extend(said_of(manager), more)
    elif number := chosen.get("customer_id"):
        await _choose_customer(manager, int(number))
    elif number := chosen.get("product_id"):
        await _choose_product(manager, int(number))


async def show_quantity(dialog_manager: DialogManager, **_data: Any) -> Data:
    """The product, and how much of it this customer usually takes; what was said comes first, if a number was.

    Where more is wanted than last time, the sum and the number said come first: nobody knows which was meant. Nobody is
    offered one piece and a half.
    """
    line = line_of(dialog_manager)
    offer = await _offer(dialog_manager, line["product_id"] or 0)
    numbers = line.get("numbers", [])
    said = line.get("options") or ([line["quantity"]] if line["quantity"] else [number for _heading, number in numbers])
    unit = offer.product.unit
    offered = [one for one in map(Decimal, said) if one == one.to_integral_value() or unit in MEASURING]
    quantities = list(dict.fromkeys([*offered, *offer.usual]))
    usual = [{"id": format_quantity(one), "quantity": one, "unit": unit} for one in quantities]
    facts = {"product": offer.product.name, "unit": unit, "price_fen": offer.price_fen, "free": offer.available}
    facts["numbers"] = "、".join(f"{heading} {number}".strip() for heading, number in numbers)
    had = said_of(dialog_manager)["last"]["had"][str(line["product_id"])] if "options" in line else ""
    return {"said": excerpt(dialog_manager), **facts, "usual": usual, "had": had, "more": "options" in line}


async def type_quantity(manager: DialogManager, typed: str) -> None:
    """A number was typed."""
    if await is_another(manager, typed):
        return
    product = await desk_of(manager).read(products.get, product_id=line_of(manager)["product_id"])
    await _set_quantity(manager, parse_quantity(typed, product.unit))


async def tap_quantity(_event: CallbackQuery, _select: Any, manager: DialogManager, chosen: str) -> None:
    """One that was offered."""
    await _set_quantity(manager, parse_quantity(chosen))


async def _set_quantity(manager: DialogManager, quantity: Decimal) -> None:
    line: Line = line_of(manager)
    line["quantity"] = format_quantity(quantity)
    line["ask"] = [name for name in line["ask"] if name not in ("quantity", "unit")]
    await onward(manager)


async def show_unit(dialog_manager: DialogManager, **_data: Any) -> Data:
    """What the product is sold by, and what was said."""
    line = line_of(dialog_manager)
    product = await desk_of(dialog_manager).read(products.get, product_id=line["product_id"])
    facts = {"product": product.name, "unit": product.unit, "wrong": line["unit"] or "—"}
    return {"said": excerpt(dialog_manager), **facts, "quantity": Decimal(line["quantity"] or 0)}


async def keep_number(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """So many of the product's own unit were meant."""
    await _set_quantity(manager, Decimal(line_of(manager)["quantity"] or 0))


def windows() -> list[Window]:
    """Customer, product, quantity, unit."""
    quantities: Select[str] = Select(
        Label("take-usual"), id="usual", item_id_getter=lambda item: item["id"], items="usual", on_click=tap_quantity
    )
    drop = Button(Label("read-drop-line"), id="drop", on_click=drop_line, when=lambda d, _w, _m: not d["last"])
    return [
        window(
            Clarify.customer,
            Body("read-customer"),
            rows(Label("pick-customer-row"), "customers", tap_customer),
            Row(Button(Label("read-other-customer"), id="other", on_click=other_customer), leave()),
            take=type_customer,
            besides=Besides.QUESTIONS,
            getter=show_customer,
        ),
        window(
            Clarify.product,
            Body("read-product"),
            rows(Label("read-product-row"), "products", tap_product),
            Row(Button(Label("read-other-product"), id="other", on_click=other_product), drop),
            leave(),
            take=type_product,
            besides=Besides.QUESTIONS,
            getter=show_product,
        ),
        window(
            Clarify.quantity,
            Body("read-quantity"),
            Body("read-quantity-numbers", when="numbers"),
            Group(quantities, width=3),
            leave(),
            take=type_quantity,
            besides=Besides.QUESTIONS,
            getter=show_quantity,
        ),
        window(
            Clarify.unit,
            Body("read-unit"),
            Button(Label("read-keep-number"), id="keep", on_click=keep_number),
            Row(Button(Label("read-other-product"), id="other", on_click=other_product), leave()),
            take=type_quantity,
            besides=Besides.QUESTIONS,
            getter=show_unit,
        ),
    ]

"""How taking an order begins: from the menu, for a customer, from an order that is changed or copied, from a draft."""

from __future__ import annotations

from typing import Any

from aiogram_dialog import DialogManager

from handlers.pick import Pick
from handlers.take_order import source
from handlers.take_order.states import (
    Data,
    TakeOrder,
    choose,
    chosen_of,
    customer_id,
    draft_of,
    line_at_hand,
    lines_of,
)
from handlers.window_texts import desk_of
from models import orders, reading_books, whereabouts
from models.reading_books import Understood
from models.refusals import NotFound, Outdated

FOLLOWS = (*orders.CHOICES, "address", "instruction")  # the customer, where nobody chose otherwise


async def begin(given: Any, manager: DialogManager) -> None:
    """Start data: nothing, `customer_id`, `order_id` (change it), `copy_of` (an order), or a whole `draft`.

    With a draft, `read` tells how it was read from a message: notes for the card, places in the message, how the
    customer was called; `chosen` what the message said of how it goes.
    """
    start: Data = given if isinstance(given, dict) else {}
    desk = desk_of(manager)
    if order_id := start.get("order_id"):
        order = await desk.read(orders.get, order_id=order_id)
        draft = await desk.read(orders.draft_of, order_id=order_id)
        manager.dialog_data.update(draft=draft, order_id=order_id, version=order.version, number=order.number)
    elif copied := start.get("copy_of"):
        manager.dialog_data["draft"] = await desk.read(orders.copy, order_id=copied, today=desk.today)
    elif said := start.get("draft"):
        manager.dialog_data.update(draft=said, read=start.get("read") or {}, chosen=start.get("chosen") or [])
    elif number := start.get("customer_id"):
        manager.dialog_data["draft"] = await desk.read(orders.begun, customer_id=number)
    await go_on(manager)


async def go_on(manager: DialogManager) -> None:
    """The next thing to say: customer, first product, or nothing more."""
    if not draft_of(manager).get("customer_id"):
        await manager.switch_to(TakeOrder.customer)
        await manager.start(Pick.customer)
    elif not lines_of(manager):
        await manager.switch_to(TakeOrder.lines)
        await manager.start(Pick.product, data={"customer_id": customer_id(manager)})
    else:
        await manager.switch_to(TakeOrder.card)


async def picked(_given: Any, result: Any, manager: DialogManager) -> None:
    """A customer or a product was chosen; whoever went back stays where they were."""
    chosen: Data = result if isinstance(result, dict) else {}
    if number := chosen.get("customer_id"):
        await _choose_customer(manager, int(number))
        await go_on(manager)
    elif more := chosen.get("more"):
        await _add(manager, more, changes=bool(chosen.get("changes")))
    elif (number := chosen.get("product_id")) and "index" in manager.dialog_data.get("line", {}):
        await _exchange(manager, int(number))
    elif number:
        manager.dialog_data["line"] = {"product_id": int(number)}
        await manager.switch_to(TakeOrder.quantity)


async def _add(manager: DialogManager, more: Understood, *, changes: bool) -> None:
    """More of the same message trail: its lines and whatever it says of how they go. What `changes` lines that are
    there is put in their place.
    """
    desk, draft = desk_of(manager), draft_of(manager)
    if draft.get("customer_id") != more["customer_id"]:
        raise Outdated()
    drafted = await desk.read(reading_books.drafted, said=more, today=desk.today)
    lines = lines_of(manager)
    for line, read in zip(drafted["lines"], more["lines"], strict=True):
        own = [one for one in lines if changes and one["product_id"] == line["product_id"]]
        if own:
            own[-1]["quantity"] = line["quantity"]
            own[-1].update(
                {} if read["price_fen"] is None else {"unit_price_fen": read["price_fen"], "price_from": "said"}
            )
        else:
            lines.append(line)
    said = "\n".join(filter(None, (str(draft.get("said") or ""), more["said"])))
    note = "；".join(filter(None, (str(draft.get("note") or ""), str(more["terms"].get("note") or ""))))
    draft.update(more["terms"], said=said[: orders.SAID_LIMIT], note=note[: orders.NOTE_LIMIT])
    draft.update(reading_books.said_beside(draft, more))
    choose(manager, *more["terms"])
    source.happened(manager, *([{"key": "read-changed", "changes": len(more["lines"])}] if changes else []))
    source.forget_places(manager)
    await manager.switch_to(TakeOrder.card)


async def _exchange(manager: DialogManager, number: int) -> None:
    """Another product on a line that is known: its quantity stays, a price that was given for the other does not. What
    the message called it may be learned.
    """
    index, lines = line_at_hand(manager)["index"], lines_of(manager)
    if index >= len(lines):
        raise Outdated()
    line = lines[index]
    typed_fen = line["unit_price_fen"] if line["price_from"] == "said" else None
    line.update(product_id=number, taught=bool(line.get("term")))
    await _offered_price(manager, line, customer_id(manager))
    source.happened(manager, *_price_left(line, typed_fen))
    manager.dialog_data.pop("line", None)
    await manager.switch_to(TakeOrder.lines)


def _price_left(line: Data, typed_fen: int | None) -> list[Data]:
    """That a price was left behind, to be said on the card."""
    price = line["unit_price_fen"]
    if typed_fen is None or typed_fen == price:
        return []
    facts = {"product_id": line["product_id"], "price_fen": price, "from": line["price_from"], "was_fen": typed_fen}
    return [{"key": "take-exchanged", **facts}]


async def _choose_customer(manager: DialogManager, number: int) -> None:
    """Another customer: what was typed and chosen stays; what went by the old one's habits goes by the new one's, and
    the card says what is another.
    """
    desk, before = desk_of(manager), draft_of(manager)
    chosen = await _goes_there(manager, number)
    after = await desk.read(orders.moved, customer_id=number, draft=before, chosen=chosen)
    if called := manager.dialog_data.get("read", {}).get("customer"):
        called["taught"] = True
    manager.dialog_data["draft"] = after
    told = [note for line in lines_of(manager) if (note := await _price_again(manager, line, number))]
    other = [name for name in FOLLOWS if (before.get(name) or "") != (after[name] or "")]
    if before.get("customer_id") and other:
        told.insert(0, {"key": "take-moved", "customer_id": number, "fields": other})
    source.happened(manager, *told)


async def _goes_there(manager: DialogManager, number: int) -> list[str]:
    """What a person or the message chose, without a courier that goes to the customer so far and not to the new one."""
    desk, draft = desk_of(manager), draft_of(manager)
    chosen, courier = chosen_of(manager), draft.get("courier")
    if "courier" not in chosen or not courier or not draft.get("customer_id"):
        return chosen
    so_far = await desk.read(whereabouts.carriers, customer_id=customer_id(manager))
    lost = courier in so_far and courier not in await desk.read(whereabouts.carriers, customer_id=number)
    return [name for name in chosen if not lost or name != "courier"]


async def _price_again(manager: DialogManager, line: Data, number: int) -> Data | None:
    """The price that was offered to one customer, offered to another; what to say of it where it is another price."""
    was_fen = line["unit_price_fen"]
    if line["price_from"] != "said":
        await _offered_price(manager, line, number)
    if line["unit_price_fen"] == was_fen:
        return None
    price = {"price_fen": line["unit_price_fen"], "was_fen": was_fen}
    return {"key": "take-moved-price", "product_id": line["product_id"], **price}


async def _offered_price(manager: DialogManager, line: Data, number: int) -> None:
    """The price at which the product is offered to that customer today."""
    desk = desk_of(manager)
    try:
        offer = await desk.read(orders.offer, customer_id=number, product_id=line["product_id"], on=desk.today)
    except NotFound:
        return  # not sold any more: the card says so
    line.update(unit_price_fen=offer.price_fen, price_from=offer.price_from)

"""Which order, and what of it leaves."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo

from handlers.lists import rows
from handlers.ship.draft import choose_order, goods_chosen, lines_of, order_id, plan_of, set_lines
from handlers.shipping_states import Ship
from handlers.window_texts import Body, Label, Raw, desk_of, facts_of
from handlers.windows import home, leave, pager, said, window
from locales import Html, join, text
from models import orders
from models.amounts import format_quantity, parse_quantity
from models.orders import AlreadyShipped, NotPaidYet
from models.refusals import NotUnderstood, Refusal
from models.shipments import CARRIED, OverOpen, Plan, PlanLine

NOTHING = frozenset({"0", "０", "零", "〇", "不发", "无", "none", "no", "skip"})


async def show_list(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """Orders that may ship, the promised day first."""
    desk = desk_of(dialog_manager)
    page = int(dialog_manager.dialog_data.get("page", 1))
    found = await desk.read(orders.to_ship, today=desk.today, page=page)
    due = await desk.read(orders.to_ship, today=desk.today, due=True, size=1)
    dialog_manager.dialog_data["page"] = found.page
    left = await desk.read(orders.left_of, order_ids=[row.order.id for row in found.items])
    listed = [
        {
            "id": row.order.id,
            "customer": row.customer.shown,
            "number": row.order.number,
            "on": row.order.due_on,
            "when": _when((row.order.due_on - desk.today).days),
            "morning": row.order.morning,
            "total_fen": left[row.order.id],
        }
        for row in found.items
    ]
    return {"orders": listed, "page": found.page, "pages": found.pages, "total": found.total, "due": due.total}


def _when(days: int) -> str:
    return "late" if days < 0 else "today" if days == 0 else "later"


async def choose(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    """Open one."""
    choose_order(manager, number)
    await manager.switch_to(Ship.what)


async def show_order(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """The order as it stands: what is open, what lies there, what keeps it."""
    found, desk = await plan_of(dialog_manager), desk_of(dialog_manager)
    return {
        **_heading(found),
        "lines": _lines(found, dialog_manager),
        "stop": _stop(found, dialog_manager),
        "open": found.stopped is None,
        "all": found.stopped is None and not found.short_fen and not found.stock_short,
        "some": found.stopped is None and found.stock_short and any(line.at_hand > 0 for line in found.lines),
        "pay": bool(found.short_fen),
        "short_fen": found.short_fen,
        "today": desk.today,
    }


def _stop(found: Plan, manager: DialogManager) -> Html:
    """What keeps the order here, in words."""
    stop: Refusal | None = found.stopped
    if isinstance(stop, AlreadyShipped):
        key = "ship-stop-rest-gone" if found.left_fen else "ship-stop-shipped"
        return Html("\n\n" + text(desk_of(manager).language, key))
    if stop is None and found.short_fen:
        stop = NotPaidYet(number=found.order.number, short_fen=found.short_fen)
    return Html("\n\n⛔ " + said(manager, stop)) if stop else Html("")


def _heading(found: Plan) -> dict[str, Any]:
    order = found.order
    return {
        "number": order.number,
        "customer": found.customer.shown,
        "on": order.due_on,
        "morning": order.morning,
        "via": found.via,
        "courier": order.courier,
        "settlement": order.settlement,
        "address": order.address or found.customer.address,
        "addressed": bool(order.address or found.customer.address) and found.via != "pickup",
        "named": bool(order.courier) and found.via in CARRIED,
        "note": order.note,
        "noted": bool(order.note),
        "left_fen": found.left_fen,
    }


def _lines(found: Plan, manager: DialogManager) -> Html:
    desk = desk_of(manager)
    made = []
    for line in found.lines:
        facts = {**line_facts(line), "missing": line.view.missing - line.at_hand}
        key = "ship-line-short" if line.at_hand < line.view.missing else "ship-line"
        made.append(text(desk.language, key, **facts_of(facts, desk.language, desk.today)))
    return join(["", "", *made]) if made else Html("")


def line_facts(line: PlanLine) -> dict[str, Any]:
    """A line as the texts show it."""
    product = line.view.product
    return {
        "name": product.name,
        "sku": product.sku,
        "unit": product.unit,
        "open": line.view.missing,
        "stock": line.stock,
        "shipped": line.view.line.shipped,
    }


async def take_all(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Everything that is open leaves."""
    found = await plan_of(manager)
    if found.stopped is not None:
        return  # the window is drawn anew and says what came in between
    set_lines(manager, {line.view.line.id: line.view.missing for line in found.lines})
    manager.dialog_data["version"] = found.order.version
    await goods_chosen(manager)


async def take_at_hand(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """What lies in the warehouse leaves, the rest later."""
    found = await plan_of(manager)
    if found.stopped is not None:
        return  # the window is drawn anew and says what came in between
    set_lines(manager, {line.view.line.id: line.at_hand for line in found.lines})
    manager.dialog_data["version"] = found.order.version
    await goods_chosen(manager)


async def take_part(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Choose quantities line by line; of an order of one line the quantity at once."""
    found = await plan_of(manager)
    if found.stopped is not None:
        return
    if not lines_of(manager):
        set_lines(manager, {line.view.line.id: line.at_hand for line in found.lines})
    manager.dialog_data["version"] = found.order.version
    if len(found.lines) == 1:
        manager.dialog_data["line"] = found.lines[0].view.line.id
        await manager.switch_to(Ship.quantity)
        return
    await manager.switch_to(Ship.part)


async def show_part(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """Each line with what of it leaves."""
    found, chosen = await plan_of(dialog_manager), lines_of(dialog_manager)
    listed = [
        {**line_facts(line), "id": line.view.line.id, "chosen": Decimal(chosen.get(str(line.view.line.id), "0"))}
        for line in found.lines
    ]
    return {**_heading(found), "listed": listed, "any": bool(chosen)}


async def choose_line(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    """Change the quantity of one."""
    manager.dialog_data["line"] = number
    await manager.switch_to(Ship.quantity)


async def _line(manager: DialogManager) -> PlanLine:
    found = await plan_of(manager)
    for line in found.lines:
        if line.view.line.id == manager.dialog_data.get("line"):
            return line
    raise NotUnderstood()


async def show_quantity(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """The line whose quantity is asked."""
    found = await plan_of(dialog_manager)
    line = await _line(dialog_manager)
    return {**line_facts(line), "at_hand": line.at_hand, "can": line.at_hand > 0, "many": len(found.lines) > 1}


async def type_quantity(manager: DialogManager, typed: str) -> None:
    """A quantity in the product's unit, or that none of it leaves."""
    line = await _line(manager)
    if typed.strip().lower() in NOTHING:
        await _set(manager, line, Decimal(0))
        return
    quantity = parse_quantity(typed, line.view.product.unit)
    if quantity > line.view.missing:
        raise OverOpen(name=line.view.product.name, sku=line.view.product.sku, open=line.view.missing)
    await _set(manager, line, quantity)


async def quantity_all(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """As much as lies there."""
    line = await _line(manager)
    await _set(manager, line, line.at_hand)


async def quantity_none(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """None of this line leaves now."""
    await _set(manager, await _line(manager), Decimal(0))


async def _set(manager: DialogManager, line: PlanLine, quantity: Decimal) -> None:
    lines = lines_of(manager)
    before = dict(lines)
    lines.pop(str(line.view.line.id), None)
    if quantity > 0:
        lines[str(line.view.line.id)] = format_quantity(quantity)
    manager.dialog_data.pop("cod_fen", None)
    found = await plan_of(manager)
    if len(found.lines) > 1:
        await manager.switch_to(Ship.part)
        return
    try:
        await goods_chosen(manager)
    except Exception:
        manager.dialog_data["lines"] = before
        raise


async def part_done(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The quantities are as wanted."""
    await goods_chosen(manager)


async def pay(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Record the money that is missing."""
    from handlers.record_payment import RecordPayment

    found = await plan_of(manager)
    data: dict[str, Any] = {"customer_id": found.customer.id, "amount_fen": found.short_fen}
    await manager.start(RecordPayment.amount, data=data)


async def open_order(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The order's card."""
    from handlers.orders import OrderCard

    await manager.start(OrderCard.main, data={"order_id": order_id(manager)})


def windows() -> list[Window]:
    """The list, the order, the lines, a quantity."""
    return [
        window(
            Ship.list, Body("ship-list"), rows(Label("ship-row"), "orders", choose), pager(), home(), getter=show_list
        ),
        window(
            Ship.what,
            Body("ship-what"),
            Raw("lines"),
            Raw("stop"),
            Button(Label("ship-all"), id="all", on_click=take_all, when="all"),
            Button(Label("ship-at-hand"), id="some", on_click=take_at_hand, when="some"),
            Button(Label("ship-pay"), id="pay", on_click=pay, when="pay"),
            Button(Label("ship-part"), id="part", on_click=take_part, when="open"),
            Row(
                Button(Label("ship-open-order"), id="order", on_click=open_order),
                SwitchTo(Label("ship-others"), id="others", state=Ship.list),
            ),
            leave(),
            getter=show_order,
        ),
        window(
            Ship.part,
            Body("ship-choose"),
            rows(Label("ship-choose-row"), "listed", choose_line),
            Button(Label("ship-choose-done"), id="done", on_click=part_done, when="any"),
            Row(SwitchTo(Label("back"), id="back", state=Ship.what), leave()),
            getter=show_part,
        ),
        window(
            Ship.quantity,
            Body("ship-quantity"),
            Row(
                Button(Label("ship-quantity-all"), id="max", on_click=quantity_all, when="can"),
                Button(Label("ship-quantity-none"), id="none", on_click=quantity_none, when="many"),
            ),
            Row(
                SwitchTo(Label("back"), id="back", state=Ship.part, when="many"),
                SwitchTo(Label("back"), id="back1", state=Ship.what, when=lambda d, _w, _m: not d["many"]),
                leave(),
            ),
            take=type_quantity,
            getter=show_quantity,
        ),
    ]

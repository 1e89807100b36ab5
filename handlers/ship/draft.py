"""What was chosen so far for goods that are to leave, and which window comes next."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from aiogram_dialog import Data, DialogManager

from handlers.shipping_states import Ship
from handlers.window_texts import desk_of
from models import shipments
from models.amounts import format_quantity
from models.shipments import CARRIED, Plan, Preview


async def begin(start: Data, manager: DialogManager) -> None:
    """Opened for one order, or for the list."""
    if isinstance(start, dict) and start.get("order_id"):
        choose_order(manager, int(start["order_id"]))


def choose_order(manager: DialogManager, order_id: int) -> None:
    """Begin anew with an order."""
    page = manager.dialog_data.get("page", 1)
    manager.dialog_data.clear()
    manager.dialog_data.update(order_id=order_id, page=page)


def order_id(manager: DialogManager) -> int:
    """The order that is being sent."""
    return int(manager.dialog_data["order_id"])


async def plan_of(manager: DialogManager) -> Plan:
    """How the order stands now."""
    desk = desk_of(manager)
    return await desk.read(shipments.plan, order_id=order_id(manager), today=desk.today)


def lines_of(manager: DialogManager) -> dict[str, str]:
    """What was chosen to leave: quantity by order line."""
    lines: dict[str, str] = manager.dialog_data.setdefault("lines", {})
    return lines


def set_lines(manager: DialogManager, lines: dict[int, Decimal]) -> None:
    """Choose what leaves; nothing of a line is left out."""
    manager.dialog_data["lines"] = {str(number): format_quantity(much) for number, much in lines.items() if much > 0}


def shipped_on(manager: DialogManager) -> date:
    """The day on which the goods left."""
    given = manager.dialog_data.get("shipped_on")
    return date.fromisoformat(given) if given else desk_of(manager).today


async def preview_of(manager: DialogManager) -> Preview:
    """What the shipment would be as chosen so far; raises what stops it."""
    desk, data = desk_of(manager), manager.dialog_data
    return await desk.read(
        shipments.preview,
        order_id=order_id(manager),
        lines=lines_of(manager),
        today=desk.today,
        via=data.get("via") or "express",
        courier_id=data.get("courier_id"),
        cod_fen=data.get("cod_fen"),
        receipt_wanted=bool(data.get("receipt")),
    )


async def goods_chosen(manager: DialogManager) -> None:
    """The goods are known: as the order says how they go, only what is missing is asked."""
    await preview_of(manager)
    data, found = manager.dialog_data, await plan_of(manager)
    data.setdefault("version", found.order.version)
    data.setdefault("via", found.via)
    data.setdefault("receipt", found.receipt_wanted)
    if found.courier is not None:
        data.setdefault("courier_id", found.courier.id)
    await onward(manager)


async def onward(manager: DialogManager) -> None:
    """To the next thing that is not known yet, or to the card."""
    data = manager.dialog_data
    carried = data.get("via") in CARRIED
    if carried and not data.get("courier_id") and not data.get("no_courier"):
        await manager.switch_to(Ship.courier)
    elif carried and not data.get("asked_waybill"):
        await manager.switch_to(Ship.waybill)
    else:
        await manager.switch_to(Ship.card)

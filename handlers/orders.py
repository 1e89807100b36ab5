"""Orders (订单): the list by state, and one card that answers "where is it?" and offers what this person may do."""

from __future__ import annotations

from typing import Any

from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Column, Group, Row, Select

from handlers import order_actions, start
from handlers.lists import rows
from handlers.order_actions import Data, OrderCard, order_id_of
from handlers.order_words import joined, order_lines, paying, standing, story, way, words
from handlers.shipping_states import Ship, ShipmentCard
from handlers.take_order import TakeOrder
from handlers.window_texts import Body, Label, Raw, desk_of
from handlers.windows import Opens, close, go, home, pager, window
from locales import Html, join
from models import orders, samples
from models.orders import OrderState
from models.people import Role
from models.refusals import NotFound
from models.samples import Fee
from models.shipments import SHIPPERS
from models.whereabouts import Whereabouts, whereabouts

__all__ = ["OrderCard", "Orders", "routers"]

READERS = (Role.REP, Role.ASSISTANT, Role.MANAGER, Role.BOSS, Role.FINANCE)
STORY_SHOWN = 4  # entries on the card; the rest one tap away
PAGE = 6


class Orders(StatesGroup):
    """The list."""

    list = State()


def _tab(manager: DialogManager) -> str:
    given = manager.start_data if isinstance(manager.start_data, dict) else {}
    tab = manager.dialog_data.get("tab") or given.get("tab") or "open"
    return tab if tab in orders.TABS else "open"


def _narrowed(manager: DialogManager) -> dict[str, int | None]:
    """One customer's orders or one rep's, where it was opened for these."""
    given = manager.start_data if isinstance(manager.start_data, dict) else {}
    return {"customer_id": given.get("customer_id"), "rep_id": given.get("rep_id")}


async def show_list(dialog_manager: DialogManager, **_data: Any) -> Data:
    """One tab of the orders this person may see."""
    desk, tab, only = desk_of(dialog_manager), _tab(dialog_manager), _narrowed(dialog_manager)
    counted = await desk.read(orders.counts, **only)
    page = int(dialog_manager.dialog_data.get("page", 1))
    found = await desk.read(orders.listed, tab=tab, **only, page=page, size=PAGE)
    dialog_manager.dialog_data["page"] = found.page
    parts = [row.order.id for row in found.items if row.order.state == OrderState.PART]
    left = await desk.read(orders.left_of, order_ids=parts) if parts else {}
    return {
        "tab": tab,
        "total": found.total,
        "page": found.page,
        "pages": found.pages,
        "tabs": [{"id": name, "tab": name, "count": counted[name], "chosen": int(name == tab)} for name in orders.TABS],
        "orders": [
            {
                "id": row.order.id,
                "number": row.order.number,
                "customer": row.customer.shown,
                "state": row.order.state,
                "total_fen": left.get(row.order.id, row.order.total_fen),
                "day": row.order.due_on,
                "late": int(row.order.state in orders.SHIPPABLE and row.order.due_on < desk.today),
            }
            for row in found.items
        ],
    }


async def choose_tab(_event: CallbackQuery, _select: Any, manager: DialogManager, tab: str) -> None:
    """Another state."""
    if tab not in orders.TABS:
        raise NotFound()
    manager.dialog_data.update(tab=tab, page=1)


async def open_card(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    """One order of the list."""
    await manager.start(OrderCard.main, data={"order_id": number})


async def show_card(dialog_manager: DialogManager, **_data: Any) -> Data:
    """Where it is, and what this person may do with it."""
    desk = desk_of(dialog_manager)
    where = await desk.read(whereabouts, now=desk.now, order_id=order_id_of(dialog_manager))
    order = where.order
    may = desk.who.may if desk.who else lambda *_roles: False
    alive = order.state not in (OrderState.CANCELLED, OrderState.SHIPPED)
    asked = order.cancel_asked_at is not None
    dialog_manager.dialog_data["version"] = order.version
    fee = await desk.read(samples.fee_on_order, order_id=order.id)
    return {
        "card": _card(dialog_manager, where, fee),
        "fee_fen": fee.fee_fen if fee else 0,
        "may_refund": fee is not None and fee.receivable_id is not None and may(*samples.REFUNDERS),
        "decisions": order_actions.decisions(desk, where),
        "shipments": [_shipment(view) for view in where.shipments],
        "may_confirm": desk.who is not None and orders.may_confirm(order, desk.who),
        "may_ship": order.state in orders.SHIPPABLE and may(*SHIPPERS) and not asked,
        "may_edit": alive and where.nothing_left and may(*orders.TAKERS),
        "may_copy": may(*orders.TAKERS),
        "may_ask_cancel": alive and not asked and may(Role.REP) and not may(*orders.CANCELLERS),
        "may_take_back": alive and asked and may(Role.REP) and not may(*orders.CANCELLERS),
        "may_cancel": alive and may(*orders.CANCELLERS),
        "may_keep": alive and asked and may(*orders.CANCELLERS),
        "more": len(where.story) > STORY_SHOWN or bool(order.said),
    }


def _shipment(view: Any) -> Data:
    sent = view.shipment
    return {"id": sent.id, "number": sent.number, "waybill": sent.waybill or "—", "day": sent.shipped_on}


def _card(manager: DialogManager, where: Whereabouts, fee: Fee | None) -> Html:
    desk, order = desk_of(manager), where.order
    head = words(
        desk,
        "order-head",
        number=order.number,
        customer=where.customer.shown,
        rep=where.rep or words(desk, "order-house"),
    )
    gone = where.rest_cancelled
    parts = gone or (not where.nothing_left and order.state != OrderState.SHIPPED)
    total = words(desk, "order-total-left" if gone else "order-total", total_fen=order.total_fen)
    lines = [order_lines(desk, where.lines, parts=parts, gone=gone), total]
    left = [_left(manager, view) for view in where.shipments]
    why = order_actions.why(desk, where)
    if fee is not None:
        key = "order-fee-ready" if fee.receivable_id else "order-fee"
        why = joined([why, words(desk, key, fee_fen=fee.fee_fen)])
    going = words(desk, "take-card-going", way=way(desk, order), address=order.address or "—")
    if order.ship_via == "pickup":
        going = words(desk, "take-card-pickup", way=way(desk, order))
    settled = words(desk, "take-card-paying", paying=paying(desk, order, where.customer))
    arrival = words(desk, "order-arrive-by", day=order.arrive_by) if order.arrive_by else Html("")
    noted = words(desk, "take-card-note", note=order.note) if order.note else Html("")
    conditions = Html("\n".join(part for part in (going, arrival, settled, noted) if part))
    told = story(desk, where.story[-STORY_SHOWN:])
    return joined([join([head, standing(desk, where)]), why, join(left), join(lines), conditions, told])


def _left(manager: DialogManager, view: Any) -> Html:
    """One shipment: when, how, with which waybill, and its receipt."""
    desk, sent = desk_of(manager), view.shipment
    courier = view.courier.name if view.courier else words(desk, f"order-via-{sent.via}")
    key = "order-left-waybill" if sent.waybill else "order-left"
    line = words(desk, key, day=sent.shipped_on, courier=courier, waybill=sent.waybill, amount_fen=sent.amount_fen)
    if sent.receipt_wanted:
        line = Html(line + words(desk, "order-receipt-in" if sent.receipt_at else "order-receipt-out"))
    return line


async def show_story(dialog_manager: DialogManager, **_data: Any) -> Data:
    """Everything that happened."""
    desk = desk_of(dialog_manager)
    entries = await desk.read(orders.timeline, order_id=order_id_of(dialog_manager))
    order = await desk.read(orders.get, order_id=order_id_of(dialog_manager))
    told = [words(desk, "order-story", number=order.number), story(desk, reversed(entries))]
    quoted = words(desk, "order-said", said=join(order.said.splitlines())) if order.said else Html("")
    return {"story": joined([*told, quoted])}


async def open_shipment(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    """What left."""
    await manager.start(ShipmentCard.main, data={"shipment_id": number})


async def ship(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Send what is left of it."""
    await manager.start(Ship.what, data={"order_id": order_id_of(manager)})


async def change(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Change it; everything is checked and asked for again."""
    await manager.start(TakeOrder.card, data={"order_id": order_id_of(manager)})


async def copy(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The same again, as a new draft."""
    await manager.start(TakeOrder.card, data={"copy_of": order_id_of(manager)})


def _when(name: str) -> Any:
    return lambda data, _widget, _manager: data[name]


def _list_window() -> Any:
    tabs: Select[str] = Select(
        Label("orders-tab"), id="tab", item_id_getter=lambda item: item["id"], items="tabs", on_click=choose_tab
    )
    return window(
        Orders.list,
        Body("orders-list"),
        Group(tabs, width=2),
        rows(Label("orders-row"), "orders", open_card),
        pager(),
        home(),
        getter=show_list,
    )


def _card_windows() -> list[Any]:
    actions = (
        ("change", "may_edit", change),
        ("copy", "may_copy", copy),
        ("ask-cancel", "may_ask_cancel", order_actions.to(OrderCard.cancel)),
        ("take-back", "may_take_back", order_actions.take_back),
        ("cancel", "may_cancel", order_actions.to(OrderCard.cancel)),
        ("keep", "may_keep", order_actions.keep),
    )
    buttons = [Button(Label(f"order-do-{name}"), id=f"b{n}", on_click=click, when=_when(may))
               for n, (name, may, click) in enumerate(actions)]  # fmt: skip
    main = window(
        OrderCard.main,
        Raw("card"),
        Column(order_actions.decision_buttons()),
        Row(
            Button(Label("order-do-confirm"), id="confirm", on_click=order_actions.confirm, when=_when("may_confirm")),
            Button(Label("order-do-ship"), id="ship", on_click=ship, when=_when("may_ship")),
        ),
        Button(Label("order-do-refund"), id="refund", on_click=order_actions.refund, when=_when("may_refund")),
        rows(Label("order-shipment"), "shipments", open_shipment),
        Group(
            Button(Label("order-do-note"), id="note", on_click=order_actions.to(OrderCard.note)),
            *buttons,
            Button(Label("order-do-story"), id="story", on_click=order_actions.to(OrderCard.story), when=_when("more")),
            Button(Label("back"), id="leave", on_click=close),
            width=3,
        ),
        getter=show_card,
    )
    back = Row(Button(Label("back"), id="back", on_click=order_actions.to(OrderCard.main)))
    return [main, window(OrderCard.story, Raw("story"), back, getter=show_story), *order_actions.windows()]


async def list_orders(_message: Message, dialog_manager: DialogManager) -> None:
    """`/orders`."""
    desk = desk_of(dialog_manager)
    if desk.who is not None:
        desk.who.require(*READERS)
    await go(dialog_manager, Orders.list)


async def open_from_letter(query: CallbackQuery, dialog_manager: DialogManager, subject_id: int) -> None:
    """A letter's button."""
    await desk_of(dialog_manager).read(orders.get, order_id=subject_id)
    await query.answer()
    await go(dialog_manager, OrderCard.main, {"order_id": subject_id})


def routers() -> list[Router]:
    """The command and the letters' button, then the dialogs."""
    start.entry("menu-orders", Orders.list, *READERS)
    routes = Router(name="orders")
    routes.message.register(list_orders, Command("orders"))
    routes.callback_query.register(open_from_letter, Opens("order"))
    return [routes, Dialog(_list_window()), Dialog(*_card_windows())]

"""Finding a customer or a product (`/find`, 查客户/产品): a few letters, the list, the card."""

from __future__ import annotations

from typing import Any

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Data, Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Row

from handlers import start
from handlers.customer_states import CustomerCard, Find
from handlers.lists import rows
from handlers.pick import LONGEST_SEARCH
from handlers.window_texts import Body, Label, desk_of
from handlers.windows import Besides, go, home, pager, window
from models import customers, names, products
from models.people import Role

__all__ = ["Find", "routers"]

SEES_PRICES = (Role.REP, Role.ASSISTANT, Role.FINANCE, Role.MANAGER, Role.BOSS)
SEES_FLOOR = (Role.MANAGER, Role.BOSS)


async def begin(given: Data, manager: DialogManager) -> None:
    """What was typed elsewhere is looked for at once."""
    if isinstance(given, dict) and given.get("text"):
        _look_for(manager, str(given["text"]))


def _look_for(manager: DialogManager, said: str) -> None:
    manager.dialog_data.update(text=said[:LONGEST_SEARCH], page=1, kind="")


async def _take(manager: DialogManager, said: str) -> None:
    """Narrow the list; the one that was surely meant is opened at once."""
    _look_for(manager, said)
    desk, wanted = desk_of(manager), manager.dialog_data["text"]
    found = await desk.read(names.find_customers, text=wanted)
    goods = await desk.read(names.find_products, text=wanted)
    if found.sole and not goods.total:
        await manager.start(CustomerCard.main, data={"customer_id": found.sole.id})
    elif goods.sole and not found.total:
        manager.dialog_data["product_id"] = goods.sole.id
        await manager.switch_to(Find.product)


async def show(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """Customers or products that answer, one kind at a time, the other one tap away."""
    desk, data = desk_of(dialog_manager), dialog_manager.dialog_data
    said, page = str(data.get("text", "")), int(data.get("page", 1))
    known = await desk.read(names.find_customers, text=said, page=page)
    goods = await desk.read(names.find_products, text=said, page=page)
    kind = data.get("kind") or ("product" if goods.total and not known.total else "customer")
    found = goods if kind == "product" else known
    data["page"] = found.page
    return {
        "text": said,
        "kind": kind,
        "state": ("found" if said else "recent") if known.total or goods.total else ("none" if said else "empty"),
        "customers": [_customer_row(one) for one in known.items] if kind == "customer" else [],
        "products": [{"id": one.id, "sku": one.sku, "name": one.name} for one in goods.items]
        if kind == "product"
        else [],
        "customer_total": known.total,
        "product_total": goods.total,
        "page": found.page,
        "pages": found.pages,
        "to_products": kind == "customer" and goods.total > 0,
        "to_customers": kind == "product" and known.total > 0,
    }


def _customer_row(one: customers.Customer) -> dict[str, Any]:
    return {"id": one.id, "name": one.shown, "code": one.code, "place": one.city or one.province or "—"}


async def show_product(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """One product: prices for those who sell, stock for all."""
    desk = desk_of(dialog_manager)
    number = int(dialog_manager.dialog_data["product_id"])
    product, on_hand, free = await desk.read(names.stock_of, product_id=number)
    who = desk.who
    return {
        "sku": product.sku,
        "name": product.name,
        "unit": product.unit,
        "price_fen": product.list_price_fen,
        "floor_fen": product.floor_price_fen,
        "sees_price": int(who is not None and who.may(*SEES_PRICES)),
        "sees_floor": int(who is not None and who.may(*SEES_FLOOR)),
        "on_hand": on_hand,
        "available": abs(free),
        "short": int(free < 0),
    }


async def _open_customer(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    await desk_of(manager).read(customers.get, customer_id=number)
    await manager.start(CustomerCard.main, data={"customer_id": number})


async def _open_product(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    await desk_of(manager).read(products.get, product_id=number)
    manager.dialog_data["product_id"] = number
    await manager.switch_to(Find.product)


async def _products(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    manager.dialog_data.update(kind="product", page=1)


async def _customers(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    manager.dialog_data.update(kind="customer", page=1)


async def _all(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    _look_for(manager, "")


async def _back(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.switch_to(Find.main)


async def _command(_message: Message, command: CommandObject, dialog_manager: DialogManager) -> None:
    """`/find`, with or without what to look for."""
    await go(dialog_manager, Find.main, {"text": command.args.strip()} if command.args else {"text": ""})


def dialog() -> Dialog:
    """The list and a product's card; a customer's card is a dialog of its own."""
    found = window(
        Find.main,
        Body("find"),
        rows(Label("pick-customer-row"), "customers", _open_customer),
        rows(Label("find-product-row"), "products", _open_product),
        pager(),
        Row(
            Button(Label("find-to-products"), id="products", on_click=_products, when="to_products"),
            Button(Label("find-to-customers"), id="customers", on_click=_customers, when="to_customers"),
            Button(Label("pick-all"), id="all", on_click=_all, when="text"),
        ),
        home(),
        take=_take,
        besides=Besides.ORDERS,
        getter=show,
    )
    product = window(
        Find.product,
        Body("find-product"),
        Button(Label("back"), id="back", on_click=_back),
        take=_search_again,
        besides=Besides.ORDERS,
        getter=show_product,
    )
    return Dialog(found, product, on_start=begin)


async def _search_again(manager: DialogManager, said: str) -> None:
    await manager.switch_to(Find.main)
    await _take(manager, said)


def routers() -> list[Router]:
    """The command, then the dialog, for everybody."""
    start.entry("menu-find", Find.main, *Role)
    routes = Router(name="find")
    routes.message.register(_command, Command("find"))
    return [routes, dialog()]

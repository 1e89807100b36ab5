"""Choosing a customer or a product from within another dialog: the recent ones as buttons, or type a part of the name.

`manager.start(Pick.customer)` gives `{"customer_id": int}`; `manager.start(Pick.product, data={"customer_id": …})`
gives `{"product_id": int}`; whoever goes back gives None. With `text` in the data, that was typed already; `paid_fen`
is the money whose payer is asked for.
"""

from __future__ import annotations

from typing import Any

from aiogram import Router
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery
from aiogram_dialog import Data, Dialog, DialogManager
from aiogram_dialog.api.entities import Context
from aiogram_dialog.api.internal import CONTEXT_KEY, STACK_KEY, STORAGE_KEY
from aiogram_dialog.widgets.kbd import Button

from handlers.lists import rows
from handlers.new_customer import NewCustomer
from handlers.window_texts import Body, Label, Raw, desk_of, facts_of
from handlers.windows import Besides, pager, window
from locales import Html, join, text
from models import customers, products
from models.customers import MAY_ADD
from models.names import Found, find_customers, find_offers
from models.orders import Offer

_WITH_PARENT = 2  # dialogs
LONGEST_SEARCH = 60  # characters; what is longer was not typed to find a name


class Pick(StatesGroup):
    """The two lists to choose from."""

    customer = State()
    product = State()


async def goods_of(data: dict[str, Any], *shown: State) -> Context | None:
    """The dialog whose goods somebody looks at, or for which they are choosing some right now (from a handler's data):
    it shows one of these windows, or is of their group and opened the list of products.
    """
    context: Context | None = data.get(CONTEXT_KEY)
    if context is None or context.state in shown:
        return context
    intents = data[STACK_KEY].intents
    if context.state != Pick.product or len(intents) < _WITH_PARENT:
        return None
    asked: Context = await data[STORAGE_KEY].load_context(intents[-2])
    return asked if asked.state.group is shown[0].group else None


def _page(manager: DialogManager) -> int:
    return int(manager.dialog_data.get("page", 1))


def _said(manager: DialogManager) -> str:
    return str(manager.dialog_data.get("text", ""))


def _paging(manager: DialogManager, found: Found[Any], said: str) -> dict[str, Any]:
    manager.dialog_data["page"] = found.page
    state = ("found" if said else "recent") if found.total else ("none" if said else "empty")
    return {"page": found.page, "pages": found.pages, "total": found.total, "text": said, "state": state}


async def begin(given: Data, manager: DialogManager) -> None:
    """What was typed elsewhere is looked for at once."""
    if isinstance(given, dict) and given.get("text"):
        _narrow(manager, str(given["text"]))


async def show_customers(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """Customers that answer to what was typed, the recent ones before anything was."""
    desk, said = desk_of(dialog_manager), _said(dialog_manager)
    found = await desk.read(find_customers, text=said, page=_page(dialog_manager))
    listed = [{"id": c.id, "name": c.shown, "code": c.code, "place": c.city or c.province or "—"} for c in found.items]
    may_add = desk.who is not None and desk.who.may(*MAY_ADD)
    given = dialog_manager.start_data
    paid_fen = (given.get("paid_fen") if isinstance(given, dict) else None) or 0
    paying = {"paid_fen": paid_fen, "tells": paid_fen > 0}
    return {**_paging(dialog_manager, found, said), **paying, "customers": listed, "may_add": may_add}


async def show_products(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """Products that answer to what was typed, with price and stock; before that, what the customer usually buys."""
    desk, said = desk_of(dialog_manager), _said(dialog_manager)
    found = await desk.read(
        find_offers, on=desk.today, text=said, page=_page(dialog_manager), customer_id=_customer_id(dialog_manager)
    )
    listed = [offer_facts(offer) for offer in found.items]
    lines = [
        text(desk.language, f"pick-product-{facts['price_from']}", **facts_of(facts, desk.language, desk.today))
        for facts in listed
    ]
    return {**_paging(dialog_manager, found, said), "products": listed, "lines": _under(lines)}


def offer_facts(offer: Offer) -> dict[str, Any]:
    """A product as the texts show it."""
    product = offer.product
    return {
        "id": product.id,
        "sku": product.sku,
        "name": product.name,
        "unit": product.unit,
        "price_fen": offer.price_fen,
        "price_from": offer.price_from,
        "available": abs(offer.available),
        "short": int(offer.available < 0),
    }


def _under(lines: list[Html]) -> Html:
    return join(["", "", *lines] if lines else [])


def _customer_id(manager: DialogManager) -> int | None:
    given = manager.start_data
    number = given.get("customer_id") if isinstance(given, dict) else None
    return int(number) if number else None


async def type_customer(manager: DialogManager, said: str) -> None:
    """Narrow the list; the one that was surely meant is taken at once."""
    _narrow(manager, said)
    found = await desk_of(manager).read(find_customers, text=_said(manager))
    if found.sole:
        await manager.done({"customer_id": found.sole.id})


async def type_product(manager: DialogManager, said: str) -> None:
    """Narrow the list; the one that was surely meant is taken at once."""
    _narrow(manager, said)
    desk = desk_of(manager)
    found = await desk.read(find_offers, on=desk.today, text=_said(manager), customer_id=_customer_id(manager))
    if found.sole:
        await manager.done({"product_id": found.sole.product.id})


def _narrow(manager: DialogManager, said: str) -> None:
    manager.dialog_data.update(text=said[:LONGEST_SEARCH], page=1)


async def take_customer(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    """Give the customer back to the dialog that asked, if it is this person's to choose."""
    await desk_of(manager).read(customers.get, customer_id=number)
    await manager.done({"customer_id": number})


async def take_product(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    """Give the product back to the dialog that asked, if it is on sale."""
    await desk_of(manager).read(products.get, product_id=number)
    await manager.done({"product_id": number})


async def show_all(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Forget what was typed."""
    _narrow(manager, "")


async def add_customer(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """A new customer, named as was typed."""
    await manager.start(NewCustomer.name, data={"name": _said(manager), "sub": True})


async def added(_start: Data, result: Any, manager: DialogManager) -> None:
    """The new customer is the one that was chosen."""
    if isinstance(result, dict) and result.get("customer_id"):
        await manager.done({"customer_id": result["customer_id"]})


async def go_back(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Back to the dialog that asked, with nothing chosen."""
    await manager.done()


def _below() -> list[Any]:
    return [
        pager(),
        Button(Label("pick-all"), id="all", on_click=show_all, when="text"),
        Button(Label("back"), id="back", on_click=go_back),
    ]


def dialog() -> Dialog:
    """Both lists."""
    more, everything, back = _below()
    new = Button(Label("pick-new-customer"), id="new", on_click=add_customer, when="may_add")
    return Dialog(
        window(
            Pick.customer,
            Body("pick-customer-paid", when="tells"),
            Body("pick-customer"),
            rows(Label("pick-customer-row"), "customers", take_customer),
            more,
            everything,
            new,
            back,
            take=type_customer,
            besides=Besides.ORDERS,
            getter=show_customers,
        ),
        window(
            Pick.product,
            Body("pick-product"),
            Raw("lines"),
            rows(Label("pick-product-row"), "products", take_product),
            *_below(),
            take=type_product,
            besides=Besides.ORDERS,
            getter=show_products,
        ),
        on_start=begin,
        on_process_result=added,
    )


def routers() -> list[Router]:
    """The dialog; it has no commands of its own."""
    return [dialog()]

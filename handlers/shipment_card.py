"""A shipment: what left, how, what it made somebody owe, its waybill number and signed receipt, and what happened."""

from __future__ import annotations

from typing import Any

from aiogram import Bot, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, FSInputFile
from aiogram_dialog import Data, Dialog, DialogManager, ShowMode
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo

from handlers.file_store import FileStore
from handlers.order_words import story
from handlers.shipping_states import EnterWaybill, ShipmentCard, TakeBackReceipt
from handlers.window_texts import Body, Label, Raw, desk_of, facts_of
from handlers.windows import Opens, close, go, op_key, window
from locales import Html, join, text
from models import receivables, shipments
from models.files import StoredFile
from models.refusals import NotFound
from models.shipments import CARRIED, SHIPPERS, ShipmentView

__all__ = ["ShipmentCard", "dialog", "routers"]


def _number(manager: DialogManager) -> int:
    given = manager.start_data
    return int(given["shipment_id"]) if isinstance(given, dict) else 0


async def _view(manager: DialogManager) -> ShipmentView:
    return await desk_of(manager).read(shipments.view, shipment_id=_number(manager))


async def show_card(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """The shipment as it stands."""
    desk, seen = desk_of(dialog_manager), await _view(dialog_manager)
    shipment = seen.shipment
    keeps = desk.who is not None and desk.who.may(*SHIPPERS)
    out = shipment.receipt_wanted and shipment.receipt_at is None
    undo = await desk.read(shipments.may_undo, shipment_id=shipment.id, now=desk.now)
    return {
        **_facts(seen, dialog_manager),
        "goods": await _goods(dialog_manager),
        "claims": await _claims(dialog_manager),
        "out": out,
        "may_enter": keeps and shipment.via in CARRIED and shipment.receipt_at is None,
        "may_take": keeps and out,
        "may_chase": keeps and out and shipment.courier_id is not None,
        "may_undo": undo,
        "photo": shipment.receipt_file_id is not None,
        "order": shipment.order_id is not None,
    }


def _facts(seen: ShipmentView, manager: DialogManager) -> dict[str, Any]:
    shipment, desk = seen.shipment, desk_of(manager)
    state = "none" if not shipment.receipt_wanted else "back" if shipment.receipt_at else "out"
    return {
        "number": shipment.number,
        "customer": seen.customer.shown,
        "order_number": seen.order_number,
        "via": shipment.via,
        "courier": seen.courier.name if seen.courier else "",
        "waybill": shipment.waybill,
        "carried": shipment.via in CARRIED,
        "named": seen.courier is not None,
        "numbered": bool(shipment.waybill),
        "collected": shipment.cod_fen > 0,
        "ordered": bool(seen.order_number),
        "noted": bool(shipment.note),
        "on": shipment.shipped_on,
        "amount_fen": shipment.amount_fen,
        "cod_fen": shipment.cod_fen,
        "receipt": state,
        "back_on": desk.db.rules.today(shipment.receipt_at) if shipment.receipt_at else desk.today,
        "days": seen.days_out(desk.today),
        "late": seen.days_out(desk.today) >= desk.db.rules.courier_days,
        "note": shipment.note,
    }


async def _goods(manager: DialogManager) -> Html:
    desk = desk_of(manager)
    lines = await desk.read(shipments.goods_of, shipment_id=_number(manager))
    made = []
    for line in lines:
        facts = {"name": line.product.name, "quantity": line.quantity, "unit": line.product.unit}
        made.append(text(desk.language, "ship-card-line", **facts_of(facts, desk.language, desk.today)))
    return join(["", "", *made, "", ""] if made else ["", "", ""])


async def _claims(manager: DialogManager) -> Html:
    from handlers.ship.card import claim_lines

    desk = desk_of(manager)
    claims = await desk.read(shipments.claims_of, shipment_id=_number(manager))
    settled = await desk.read(receivables.settled_as, receivable_ids=[claim.id for claim in claims])
    return claim_lines(manager, claims, settled)


async def show_history(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """What happened to it, when and by whom."""
    desk, seen = desk_of(dialog_manager), await _view(dialog_manager)
    entries = await desk.read(shipments.story, shipment_id=seen.shipment.id)
    told = story(desk, entries)
    return {"number": seen.shipment.number, "lines": join(["", "", told]) if told else Html("")}


async def enter_number(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Enter or correct the waybill number."""
    await manager.start(EnterWaybill.number, data={"shipment_id": _number(manager)})


async def take_back(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The signed receipt is back."""
    await manager.start(TakeBackReceipt.one, data={"shipment_id": _number(manager)})


async def chase(event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The courier was asked where it stays."""
    desk = desk_of(manager)
    await desk.do(shipments.chase, key=f"{op_key(manager)}:{desk.today}", shipment_id=_number(manager))
    await event.answer(text(desk.language, "shipment-chased"))


async def undo(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """It was another shipment's receipt."""
    seen = await _view(manager)
    await desk_of(manager).do(shipments.undo_receipt, shipment_id=seen.shipment.id, version=seen.shipment.version)


async def show_photo(event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Send the kept photo: the chat server's copy, or our own where that one is gone."""
    kept = await desk_of(manager).read(shipments.kept_receipt, shipment_id=_number(manager))
    if kept is None:
        raise NotFound()
    seen, language = await _view(manager), desk_of(manager).language
    caption = text(language, "shipment-photo", customer=seen.customer.shown, number=seen.shipment.number)
    await _send(manager, event.from_user.id, kept, caption)
    manager.show_mode = ShowMode.SEND


async def _send(manager: DialogManager, chat_id: int, kept: StoredFile, caption: Html) -> None:
    bot: Bot = manager.middleware_data["bot"]
    files: FileStore = manager.middleware_data["files"]
    if kept.telegram_file_id:
        try:
            await bot.send_photo(chat_id, kept.telegram_file_id, caption=caption)
            return
        except TelegramBadRequest:  # known to another bot, sent as a document, or gone
            pass
    path = files.path(kept.name)
    if not path.exists():
        raise NotFound()
    await bot.send_photo(chat_id, FSInputFile(path), caption=caption)


async def open_order(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The order it belongs to."""
    from handlers.orders import OrderCard

    seen = await _view(manager)
    await manager.start(OrderCard.main, data={"order_id": seen.shipment.order_id})


async def open_customer(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Whose it is."""
    from handlers.customer_states import CustomerCard

    seen = await _view(manager)
    await manager.start(CustomerCard.main, data={"customer_id": seen.customer.id})


async def resulted(_start: Data, _result: Any, _manager: DialogManager) -> None:
    """Whatever was done below, the card is drawn anew."""


def dialog() -> Dialog:
    """The card and its history."""
    return Dialog(
        window(
            ShipmentCard.main,
            Body("shipment-card"),
            Raw("goods"),
            Body("shipment-card-way"),
            Raw("claims"),
            Row(
                Button(Label("shipment-waybill"), id="number", on_click=enter_number, when="may_enter"),
                Button(Label("shipment-take-back"), id="back", on_click=take_back, when="may_take"),
            ),
            Row(
                Button(Label("shipment-show-photo"), id="photo", on_click=show_photo, when="photo"),
                Button(Label("shipment-chase"), id="chase", on_click=chase, when="may_chase"),
                Button(Label("shipment-undo"), id="undo", on_click=undo, when="may_undo"),
            ),
            Row(
                Button(Label("ship-open-order"), id="order", on_click=open_order, when="order"),
                Button(Label("shipment-customer"), id="customer", on_click=open_customer),
                SwitchTo(Label("shipment-history"), id="history", state=ShipmentCard.history),
            ),
            Button(Label("back"), id="leave", on_click=close),
            getter=show_card,
        ),
        window(
            ShipmentCard.history,
            Body("shipment-history-of"),
            Raw("lines"),
            SwitchTo(Label("back"), id="back", state=ShipmentCard.main),
            getter=show_history,
        ),
        on_process_result=resulted,
    )


async def open_letter(_query: CallbackQuery, subject_id: int, dialog_manager: DialogManager) -> None:
    """From a letter's button."""
    await desk_of(dialog_manager).read(shipments.get, shipment_id=subject_id)
    await go(dialog_manager, ShipmentCard.main, {"shipment_id": subject_id})


def routers() -> list[Router]:
    """Letter buttons, then the dialog."""
    routes = Router(name="shipment_card")
    routes.callback_query.register(open_letter, Opens("shipment"))
    return [routes, dialog()]

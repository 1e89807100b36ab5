"""Signed receipts (签回单): which are out, and taking them back: from the list, by number, or by photo."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from aiogram import Bot, F, Router
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Data, Dialog, DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo

from handlers import start
from handlers.file_store import FileStore, NotAPicture
from handlers.lists import rows
from handlers.shipping_states import Receipts, ShipmentCard, TakeBackReceipt
from handlers.waybill import row
from handlers.windows import Body, Label, Raw, close, desk_of, go, home, is_asking, leave, pager, said, window
from locales import Html, text
from models import shipments
from models.people import Role
from models.refusals import NotFound, NotUnderstood, Refusal
from models.shipments import SHIPPERS, ShipmentView

__all__ = ["Receipts", "TakeBackReceipt", "dialogs", "routers"]

PICTURES = F.photo | F.document


async def begin(given: Data, manager: DialogManager) -> None:
    """What it was opened with: a kept photo and its caption, a shipment, a courier."""
    if isinstance(given, dict):
        wanted = ("file", "shipment_id", "courier_id")
        manager.dialog_data.update({name: given[name] for name in wanted if given.get(name)})
        if given.get("file"):
            await _whose(manager, str(given.get("caption", "")))


async def show_list(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """What is out, the oldest first; what was just taken back."""
    desk, data = desk_of(dialog_manager), dialog_manager.dialog_data
    page, courier_id = int(data.get("page", 1)), data.get("courier_id")
    found = await desk.read(shipments.receipts_out, courier_id=courier_id, page=page)
    data["page"] = found.page
    late = desk.db.rules.courier_days
    listed = [{**row(seen, dialog_manager), "late": seen.days_out(desk.today) >= late} for seen in found.items]
    may = desk.who is not None and desk.who.may(*SHIPPERS)
    taken = Html(data["taken"] + "\n\n") if data.get("taken") else Html("")
    name = await _courier_name(dialog_manager, courier_id)
    return {
        "rows": listed, "taken": taken, "page": found.page, "pages": found.pages, "total": found.total, "days": late,
        "courier": name, "chosen": bool(name), "may": may,
        "undo": bool(data.get("last")),
    }  # fmt: skip


async def _courier_name(manager: DialogManager, courier_id: Any) -> str:
    if not courier_id:
        return ""
    desk = desk_of(manager)
    loads = await desk.read(shipments.loads, today=desk.today)
    return next((load.courier.name for load in loads if load.courier.id == courier_id), "")


async def take_one(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    """It is back: one tap. Whoever may not take it back sees the shipment."""
    desk = desk_of(manager)
    if desk.who is None or not desk.who.may(*SHIPPERS):
        await manager.start(ShipmentCard.main, data={"shipment_id": number})
        return
    await _take(manager, number)
    if manager.current_context().state != Receipts.list:
        await manager.switch_to(Receipts.list)


async def _take(manager: DialogManager, shipment_id: int) -> None:
    """Take back one receipt, with the photo that was sent, and say so on top of the list."""
    desk, data = desk_of(manager), manager.dialog_data
    seen = await desk.read(shipments.view, shipment_id=shipment_id)
    file = data.get("file")
    key = f"receipt:{shipment_id}:{seen.shipment.version}"
    await desk.do(shipments.take_back_receipt, key=key, shipment_id=shipment_id, file=file)
    data.pop("file", None)
    customer, number = seen.customer.shown, seen.shipment.number
    data["taken"] = str(text(desk.language, "receipt-taken", customer=customer, number=number, photo=int(bool(file))))
    data["last"] = shipment_id


async def undo(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The last one was a slip."""
    desk, data = desk_of(manager), manager.dialog_data
    seen = await desk.read(shipments.view, shipment_id=int(data["last"]))
    await desk.do(shipments.undo_receipt, shipment_id=seen.shipment.id, version=seen.shipment.version)
    data.pop("last", None)
    customer, number = seen.customer.shown, seen.shipment.number
    data["taken"] = str(text(desk.language, "receipt-undone", customer=customer, number=number))


async def type_number(manager: DialogManager, typed: str) -> None:
    """A waybill number, its last digits, or the shipment's own number."""
    one = await _meant(manager, typed)
    await _take(manager, one.shipment.id)
    if manager.current_context().state != Receipts.list:
        await manager.switch_to(Receipts.list)


async def _meant(manager: DialogManager, typed: str) -> ShipmentView:
    """The one shipment whose receipt is meant; raises NotFound, or AlreadyBack when taking it back would."""
    found = await desk_of(manager).read(shipments.by_waybill, text=typed)
    out = [seen for seen in found if seen.shipment.receipt_at is None]
    if len(out) == 1 or (not out and len(found) == 1):
        return (out or found)[0]
    raise NotUnderstood() if found else NotFound()


async def show_couriers(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """Who has how many."""
    desk = desk_of(dialog_manager)
    loads = [load for load in await desk.read(shipments.loads, today=desk.today) if load.receipts]
    listed = [
        {"id": load.courier.id, "name": load.courier.name, "count": load.receipts, "late": load.receipts_late}
        for load in loads
    ]
    return {"couriers": listed}


async def choose_courier(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    """Only this courier's."""
    manager.dialog_data.update(courier_id=number, page=1)
    manager.dialog_data.pop("taken", None)
    await manager.switch_to(Receipts.list)


async def all_couriers(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Everybody's."""
    manager.dialog_data.pop("courier_id", None)
    manager.dialog_data.update(page=1)
    await manager.switch_to(Receipts.list)


async def keep_photo(message: Message, manager: DialogManager) -> dict[str, Any]:
    """Keep the picture that was sent; raises NotAPicture, FileTooLarge."""
    files: FileStore = manager.middleware_data["files"]
    bot: Bot = manager.middleware_data["bot"]
    if message.photo:
        largest = message.photo[-1]
        return asdict(await files.keep_picture(bot, largest.file_id, largest.file_size))
    document = message.document
    if document is None or not (document.mime_type or "").startswith("image/"):
        raise NotAPicture()
    return asdict(await files.keep_picture(bot, document.file_id, document.file_size))


async def photo_in_list(message: Message, _input: MessageInput, manager: DialogManager) -> None:
    """A photo beside the list: its caption names the shipment, or it is asked."""
    manager.dialog_data["file"] = await keep_photo(message, manager)
    await _whose(manager, message.caption or "")


async def _whose(manager: DialogManager, caption: str) -> None:
    """Take back what the caption names; else ask which one the photo is of."""
    if caption.strip():
        try:
            await type_number(manager, caption)
            return
        except Refusal as refusal:
            manager.dialog_data["unread"] = str(said(manager, refusal))
    manager.dialog_data["page"] = 1
    await manager.switch_to(Receipts.which)


async def show_which(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """The likeliest shipments: the one just taken back without a photo, then the oldest that are out."""
    desk, data = desk_of(dialog_manager), dialog_manager.dialog_data
    found = await desk.read(shipments.receipts_out, page=int(data.get("page", 1)))
    data["page"] = found.page
    listed = [row(seen, dialog_manager) for seen in found.items]
    if data.get("last") and found.page == 1:
        last = await desk.read(shipments.view, shipment_id=int(data["last"]))
        if last.shipment.receipt_at is not None and last.shipment.receipt_file_id is None:
            listed.insert(0, row(last, dialog_manager))
    unread = Html(data["unread"] + "\n\n") if data.get("unread") else Html("")
    return {"rows": listed, "page": found.page, "pages": found.pages, "total": found.total, "unread": unread}


async def not_a_receipt(event: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """It shows something else: forget it."""
    file = manager.dialog_data.pop("file", None)
    if file:
        files: FileStore = manager.middleware_data["files"]
        await files.discard(file["name"])
    await close(event, button, manager)


async def show_one(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """The shipment whose receipt is to be taken back."""
    shipment_id = int(dialog_manager.dialog_data["shipment_id"])
    seen = await desk_of(dialog_manager).read(shipments.view, shipment_id=shipment_id)
    back = seen.shipment.receipt_at is not None
    return {**row(seen, dialog_manager), "out": not back, "back": back, "photo": bool(seen.shipment.receipt_file_id)}


async def take_this(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """It is back, without a photo."""
    await _take(manager, int(manager.dialog_data["shipment_id"]))
    await manager.switch_to(TakeBackReceipt.done)


async def photo_of_this(message: Message, _input: MessageInput, manager: DialogManager) -> None:
    """It is back, and this is it."""
    manager.dialog_data["file"] = await keep_photo(message, manager)
    await _take(manager, int(manager.dialog_data["shipment_id"]))
    await manager.switch_to(TakeBackReceipt.done, show_mode=ShowMode.SEND)


async def open_card(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The shipment's card."""
    await manager.start(ShipmentCard.main, data={"shipment_id": manager.dialog_data["shipment_id"]})


def dialogs() -> list[Dialog]:
    """The list with its filter and the question whose photo it is; taking back one."""
    photo = MessageInput(photo_in_list, filter=PICTURES)
    return [
        Dialog(
            window(
                Receipts.list,
                Raw("taken"),
                Body("receipt-list"),
                rows(Label("receipt-row"), "rows", take_one),
                pager(),
                Button(Label("receipt-undo"), id="undo", on_click=undo, when="undo"),
                Row(
                    SwitchTo(Label("receipt-by-courier"), id="by", state=Receipts.couriers),
                    home(),
                ),
                photo,
                take=type_number,
                media=True,
                getter=show_list,
            ),
            window(
                Receipts.couriers,
                Body("receipt-couriers"),
                rows(Label("receipt-courier-row"), "couriers", choose_courier),
                Button(Label("receipt-all-couriers"), id="all", on_click=all_couriers),
                SwitchTo(Label("back"), id="back", state=Receipts.list),
                getter=show_couriers,
            ),
            window(
                Receipts.which,
                Raw("unread"),
                Body("receipt-which"),
                rows(Label("receipt-which-row"), "rows", take_one),
                pager(),
                Button(Label("receipt-not"), id="not", on_click=not_a_receipt),
                MessageInput(photo_in_list, filter=PICTURES),
                take=type_number,
                media=True,
                getter=show_which,
            ),
            on_start=begin,
        ),
        Dialog(
            window(
                TakeBackReceipt.one,
                Body("receipt-one"),
                Button(Label("receipt-is-back"), id="back", on_click=take_this, when="out"),
                Button(Label("waybill-open"), id="card", on_click=open_card, when="back"),
                leave(),
                MessageInput(photo_of_this, filter=PICTURES),
                media=True,
                getter=show_one,
            ),
            window(
                TakeBackReceipt.done,
                Body("receipt-done"),
                Row(
                    Button(Label("waybill-open"), id="card", on_click=open_card),
                    Button(Label("receipt-others"), id="others", on_click=_others),
                ),
                Button(Label("done"), id="end", on_click=close),
                getter=show_one,
            ),
            on_start=begin,
        ),
    ]


async def _others(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.start(Receipts.list)


async def is_loose_picture(message: Message, **data: Any) -> bool:
    """A picture that no window waits for, from somebody who takes receipts back."""
    document = message.document
    picture = bool(message.photo) or (document is not None and (document.mime_type or "").startswith("image/"))
    desk = data["desk"]
    return picture and not is_asking(data) and desk.who is not None and desk.who.may(*SHIPPERS)


async def loose_picture(message: Message, dialog_manager: DialogManager) -> None:
    """Is this a signed receipt? Whose?"""
    file = await keep_photo(message, dialog_manager)
    await go(dialog_manager, Receipts.which, {"file": file, "caption": message.caption or ""})


def routers() -> list[Router]:
    """Loose pictures first, then the dialogs; receipts are in the menu of those who keep this book."""
    start.entry("menu-receipts", Receipts.list, Role.ASSISTANT)
    routes = Router(name="receipt")
    routes.message.register(loose_picture, is_loose_picture)
    return [routes, *dialogs()]

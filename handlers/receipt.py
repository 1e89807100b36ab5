"""Signed receipts (签回单): which are out, and taking them back: from the list, by number, or by photo."""

from __future__ import annotations

from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Data, Dialog, DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo

from handlers import start
from handlers.file_store import FileStore, PictureTooLarge
from handlers.lists import rows
from handlers.photos import codes_in, is_file, keep, photo_of
from handlers.shipping_states import ReadWaybill, Receipts, ShipmentCard, TakeBackReceipt
from handlers.waybill import row
from handlers.windows import Body, Label, Raw, close, desk_of, home, instead, leave, pager, said, window
from locales import Html, text
from models import shipments
from models.people import Role
from models.refusals import NotFound, NotUnderstood, Refusal
from models.shipments import SHIPPERS, ShipmentView, clean_waybill

__all__ = ["Receipts", "TakeBackReceipt", "dialogs", "routers"]


async def begin(given: Data, manager: DialogManager) -> None:
    """What it was opened with: a kept photo and its caption, a shipment, a courier."""
    if isinstance(given, dict):
        wanted = ("file", "shipment_id", "courier_id", "coded", "loose")
        manager.dialog_data.update({name: given[name] for name in wanted if given.get(name)})
        if given.get("unread"):
            manager.dialog_data["unread"] = str(text(desk_of(manager).language, str(given["unread"])))
        if given.get("file") and not given.get("coded"):
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


async def _take_in(message: Message, manager: DialogManager) -> list[ShipmentView]:
    """Keep the picture that was sent; gives the shipments that its bar codes name. Raises NotAPicture, FileTooLarge,
    PictureTooLarge, PictureBroken; a picture that is kept may have too many pixels to be read.
    """
    photo, named = photo_of(message), {}
    try:
        for code in await codes_in(photo, manager):
            meant = await desk_of(manager).read(shipments.meant_by, code=code)
            named.update({seen.shipment.id: seen for seen in (meant.shipments if meant else [])})
    except PictureTooLarge:
        named.clear()
    manager.dialog_data["file"] = await keep(photo, manager)
    return list(named.values())


async def photo_in_list(message: Message, _input: MessageInput, manager: DialogManager) -> None:
    """A photo beside the list: its caption or its bar code names the shipment; if not one alone, it is asked."""
    named = await _take_in(message, manager)
    caption = (message.caption or "").strip()
    meant = await desk_of(manager).read(shipments.by_waybill, text=caption) if caption else []
    other = [seen for seen in named if seen.shipment.id not in {one.shipment.id for one in meant}]
    if len(meant) == 1 and other:
        data = manager.dialog_data
        ids = {"shipment_id": meant[0].shipment.id, "coded": other[0].shipment.id}
        await instead(manager, TakeBackReceipt.differs, {**ids, "file": data["file"]})
    elif not caption and len(named) == 1 and named[0].shipment.receipt_wanted:
        await _whose(manager, named[0].shipment.number)
    else:
        await _whose(manager, caption)


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


async def type_whose(manager: DialogManager, typed: str) -> None:
    """The number of what the photo shows. A photo sent by itself need not be a receipt: it may show the waybill of a
    shipment without one, or a new one to be entered.
    """
    desk, data = desk_of(manager), manager.dialog_data
    if not data.get("loose"):
        await type_number(manager, typed)
        return
    found = await desk.read(shipments.by_waybill, text=typed)
    if found and not any(seen.shipment.receipt_wanted for seen in found):
        await _forget(manager)
        await instead(manager, ShipmentCard.main, {"shipment_id": found[0].shipment.id})
    elif not found:
        number = clean_waybill(typed)
        if not (await desk.read(shipments.without_waybill, size=1)).total:
            raise NotFound()
        await _forget(manager)
        await instead(manager, ReadWaybill.which, {"codes": [number], "number": number})
    else:
        await type_number(manager, typed)


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
    await _forget(manager)
    await close(event, button, manager)


async def _forget(manager: DialogManager) -> None:
    file = manager.dialog_data.pop("file", None)
    if file:
        files: FileStore = manager.middleware_data["files"]
        await files.discard(file["name"])


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
    """It is back, and this is it; unless its bar code names another shipment: then it is asked."""
    data, named = manager.dialog_data, [seen.shipment.id for seen in await _take_in(message, manager)]
    if named and int(data["shipment_id"]) not in named:
        data["coded"] = named[0]
        await manager.switch_to(TakeBackReceipt.differs, show_mode=ShowMode.SEND)
        return
    await _take(manager, int(data["shipment_id"]))
    await manager.switch_to(TakeBackReceipt.done, show_mode=ShowMode.SEND)


async def show_differs(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """The shipment that was open, and the one that the bar code names."""
    desk, data = desk_of(dialog_manager), dialog_manager.dialog_data
    seen = [await desk.read(shipments.view, shipment_id=int(data[name])) for name in ("shipment_id", "coded")]
    listed = [{**row(one, dialog_manager), "coded": place == 1} for place, one in enumerate(seen)]
    return {"rows": listed, "waybill": seen[1].shipment.waybill, "customer": seen[0].customer.shown}


async def choose_whose(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    """The photo is this one's receipt."""
    if number not in (manager.dialog_data["shipment_id"], manager.dialog_data["coded"]):
        raise NotFound()
    await _take(manager, number)
    manager.dialog_data["shipment_id"] = number
    await manager.switch_to(TakeBackReceipt.done)


async def open_card(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The shipment's card."""
    await manager.start(ShipmentCard.main, data={"shipment_id": manager.dialog_data["shipment_id"]})


def dialogs() -> list[Dialog]:
    """The list with its filter and the question whose photo it is; taking back one."""
    photo = MessageInput(photo_in_list, filter=is_file)
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
                MessageInput(photo_in_list, filter=is_file),
                take=type_whose,
                media=True,
                getter=show_which,
            ),
            on_start=begin,
        ),
        Dialog(
            window(
                TakeBackReceipt.differs,
                Body("receipt-differs"),
                rows(Label("receipt-differs-row"), "rows", choose_whose),
                Button(Label("receipt-neither"), id="not", on_click=not_a_receipt),
                getter=show_differs,
            ),
            window(
                TakeBackReceipt.one,
                Body("receipt-one"),
                Button(Label("receipt-is-back"), id="back", on_click=take_this, when="out"),
                Button(Label("waybill-open"), id="card", on_click=open_card, when="back"),
                leave(),
                MessageInput(photo_of_this, filter=is_file),
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


def routers() -> list[Router]:
    """The dialogs; receipts are in the menu of those who keep this book."""
    start.entry("menu-receipts", Receipts.list, Role.ASSISTANT)
    return list(dialogs())

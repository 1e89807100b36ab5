"""Taking one signed receipt back, with the photo that was sent."""

from __future__ import annotations

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from handlers.documents import NUMBER
from handlers.file_store import FileStore, PictureTooLarge
from handlers.photos import codes_in, keep, photo_of
from handlers.shipping_states import Receipts, ShipmentCard
from handlers.window_texts import desk_of
from handlers.windows import close
from locales import text
from models import orders, shipments
from models.numerals import half_width
from models.refusals import Refusal
from models.shipments import SHIPPERS, ShipmentView


class NoReceiptSoNumbered(Refusal):
    """No shipment goes by what was typed."""


class OrderWithoutReceipt(Refusal):
    """Of order `number` nothing left that a receipt comes back for."""


class SeveralReceipts(Refusal):
    """What was typed names `count` shipments, those of `numbers`."""


async def take_one(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    """It is back: one tap. Whoever may not take it back sees the shipment."""
    desk = desk_of(manager)
    if desk.who is None or not desk.who.may(*SHIPPERS):
        await manager.start(ShipmentCard.main, data={"shipment_id": number})
        return
    await take_to_list(manager, number)


async def take_to_list(manager: DialogManager, shipment_id: int) -> None:
    """Take back one receipt, and show the list with it on top."""
    await take(manager, shipment_id)
    if manager.current_context().state != Receipts.list:
        await manager.switch_to(Receipts.list)


async def take(manager: DialogManager, shipment_id: int) -> None:
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


async def type_number(manager: DialogManager, typed: str) -> None:
    """A waybill number, its last digits, or the shipment's own number."""
    one = await _meant(manager, typed)
    await take_to_list(manager, one.shipment.id)


async def named(manager: DialogManager, typed: str) -> list[ShipmentView]:
    """The shipments under a typed number, those whose receipt is out first; of an order, those with a receipt."""
    desk, number = desk_of(manager), _order_in(typed)
    if not number:
        return await desk.read(shipments.by_waybill, text=typed)
    order_id = await desk.read(orders.id_of_number, number=number)
    left = await desk.read(shipments.of_order, order_id=order_id) if order_id is not None else []
    return sorted((seen for seen in left if seen.shipment.receipt_wanted), key=lambda seen: not _is_out(seen))


def _order_in(typed: str) -> str:
    """The order's number in what was typed, if it is one."""
    found = NUMBER.search(half_width(typed))
    return found.group().upper() if found is not None and found.group()[:2].upper() == "DD" else ""


def _is_out(seen: ShipmentView) -> bool:
    return seen.shipment.receipt_at is None


async def _meant(manager: DialogManager, typed: str) -> ShipmentView:
    """The one shipment whose receipt is meant; raises NoReceiptSoNumbered, OrderWithoutReceipt, SeveralReceipts, or
    AlreadyBack when taking it back would.
    """
    found = await named(manager, typed)
    out = [seen for seen in found if _is_out(seen)]
    if len(out) == 1 or (not out and len(found) == 1):
        return (out or found)[0]
    if found:
        numbers = " ".join(seen.shipment.waybill or seen.shipment.number for seen in out or found)
        raise SeveralReceipts(count=len(out or found), numbers=numbers)
    order = _order_in(typed)
    known = order and await desk_of(manager).read(orders.id_of_number, number=order) is not None
    raise OrderWithoutReceipt(number=order) if known else NoReceiptSoNumbered()


async def take_in(message: Message, manager: DialogManager) -> list[ShipmentView]:
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


async def not_a_receipt(event: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """It shows something else: forget it."""
    await forget(manager)
    await close(event, button, manager)


async def forget(manager: DialogManager) -> None:
    file = manager.dialog_data.pop("file", None)
    if file:
        files: FileStore = manager.middleware_data["files"]
        await files.discard(file["name"])

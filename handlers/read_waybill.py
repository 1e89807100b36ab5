"""A photo of a courier's waybill, sent at any time: its bar code opens the shipment, or is entered with one tap."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Data, Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo

from handlers.desk import Desk
from handlers.documents import document_named
from handlers.lists import rows
from handlers.photos import Photo, codes_in, is_photo, keep, photo_of
from handlers.read_message.caption import take_caption
from handlers.shipping_states import ReadWaybill, Receipts, ShipmentCard, TakeBackReceipt
from handlers.waybill import row
from handlers.window_texts import Body, Label, desk_of
from handlers.windows import close, go, home, is_asking, op_key, pager, window
from locales import join, text
from models import shipments
from models.refusals import NotFound, Refusal
from models.shipments import CARRIED, SHIPPERS, Meant, ShipmentView

__all__ = ["ReadWaybill", "dialog", "routers"]


async def is_loose(message: Message, **data: Any) -> bool:
    """A picture that no window waits for."""
    return await is_photo(message) and not is_asking(data) and data["desk"].who is not None


async def take_photo(message: Message, dialog_manager: DialogManager, desk: Desk) -> None:
    """What the photo says, or else its caption; of somebody who keeps the book it may be entered, or be a receipt."""
    photo = photo_of(message)
    try:
        codes = await codes_in(photo, dialog_manager)
    except Refusal:
        if await take_caption(message, dialog_manager, desk, "photo-caption-read"):
            return
        raise
    meant = sorted(await meant_by_all(codes, desk), key=lambda one: not one.shipments)  # those in the books first
    waybill = any(one.shipments for one in meant) or (meant and keeps_book(desk))
    if not waybill and await take_caption(message, dialog_manager, desk, "photo-caption-read"):
        return
    caption = (message.caption or "").strip()
    if not keeps_book(desk):
        await _tell(message, dialog_manager, meant, caption)
    elif not await _captioned(dialog_manager, photo, meant, caption):
        await _offer(message, dialog_manager, photo, meant, caption)


def keeps_book(desk: Desk) -> bool:
    """Whether this person enters waybills and takes receipts back."""
    return desk.who is not None and desk.who.may(*SHIPPERS)


async def meant_by_all(codes: list[str], desk: Desk) -> list[Meant]:
    """What each code in a picture means, each number once, in the order of the codes: rows keep their places."""
    found: dict[str, Meant] = {}
    for code in codes:
        meant = await desk.read(shipments.meant_by, code=code)
        if meant is not None:
            found.setdefault(meant.number, meant)
    return list(found.values())


async def _tell(message: Message, manager: DialogManager, meant: list[Meant], caption: str) -> None:
    """Whoever does not keep the book sees how things stand with what is theirs."""
    desk = desk_of(manager)
    named = await document_named(desk, caption)
    seen = [one for code in meant for one in code.shipments]
    if named is not None:
        await go(manager, *named)
    elif len(seen) == 1:
        await go(manager, ShipmentCard.main, {"shipment_id": seen[0].shipment.id})
    elif seen:
        await go(manager, ReadWaybill.codes, {"codes": [one.number for one in meant]})
    elif meant:
        numbers = join([one.number for one in meant], " ")
        await message.answer(text(desk.language, "photo-not-found", numbers=numbers))
    else:
        await message.answer(text(desk.language, "photo-unread"))


async def _captioned(manager: DialogManager, photo: Photo, meant: list[Meant], caption: str) -> bool:
    """The caption names a document: that one is meant, and the code is entered for it if it has no number yet."""
    desk = desk_of(manager)
    named = await document_named(desk, caption)
    if named is None:
        return False
    state, data = named
    if state is not ShipmentCard.main:
        await go(manager, state, data)
        return True
    one = await desk.read(shipments.view, shipment_id=data["shipment_id"])
    others = [seen.shipment.id for code in meant for seen in code.shipments if seen.shipment.id != one.shipment.id]
    new = [code.number for code in meant if not code.shipments]
    if receipt_out(one) and others:
        kept = await keep(photo, manager)
        await go(manager, TakeBackReceipt.differs, {**data, "coded": others[0], "file": kept})
    elif _waits(one) and new:
        await go(manager, ReadWaybill.which, {"codes": new, "number": new[0], **data})
    elif lacks_photo(one):
        await go(manager, Receipts.which, {"file": await keep(photo, manager), "caption": one.shipment.number})
    else:
        await go(manager, state, data)
    return True


async def _offer(message: Message, manager: DialogManager, photo: Photo, meant: list[Meant], caption: str) -> None:
    """What may be done with the codes; without any, whether it is a receipt, and the number is asked for."""
    if len(meant) > 1 or (meant and len(meant[0].shipments) > 1):
        await go(manager, ReadWaybill.codes, {"codes": [one.number for one in meant], "photo": asdict(photo)})
    elif meant and meant[0].shipments:
        await _open(manager, meant[0].shipments[0], asdict(photo))
    elif meant:
        await go(manager, ReadWaybill.which, {"codes": [meant[0].number], "number": meant[0].number})
    else:
        file = await keep(photo, manager)
        await go(manager, Receipts.which, {"file": file, "caption": caption, "unread": "photo-unread", "loose": True})


async def _open(manager: DialogManager, seen: ShipmentView, photo: dict[str, Any]) -> None:
    """A shipment that a code names: while no receipt is filed the photo may be one; else its card."""
    data = {"shipment_id": seen.shipment.id}
    if lacks_photo(seen):
        await go(manager, ReadWaybill.found, {**data, "photo": photo})
    else:
        await go(manager, ShipmentCard.main, data)


def receipt_out(seen: ShipmentView) -> bool:
    """Whether its signed receipt is still to come back."""
    return seen.shipment.receipt_wanted and seen.shipment.receipt_at is None


def lacks_photo(seen: ShipmentView) -> bool:
    """Whether a photo of its signed receipt is still to be filed."""
    return seen.shipment.receipt_wanted and seen.shipment.receipt_file_id is None


def _waits(seen: ShipmentView) -> bool:
    """Whether a courier carries it under a number that nobody entered."""
    shipment = seen.shipment
    return not shipment.waybill and shipment.via in CARRIED and shipment.receipt_at is None


async def begin(given: Data, manager: DialogManager) -> None:
    """The numbers that were read, the one that is looked at, the shipment that is meant, the photo."""
    if isinstance(given, dict):
        manager.dialog_data.update(given)


async def _meant(manager: DialogManager) -> list[Meant]:
    numbers = [str(number) for number in manager.dialog_data.get("codes", [])]
    return await meant_by_all(numbers, desk_of(manager))


async def show_codes(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """Every code with what it means; rows are numbered from one."""
    keeps, listed = keeps_book(desk_of(dialog_manager)), []
    for one in await _meant(dialog_manager):
        listed += [{"waybill": one.number, "customer": seen.customer.shown, "known": True} for seen in one.shipments]
        if keeps and not one.shipments:
            listed.append({"waybill": one.number, "customer": "", "known": False})
    return {"codes": [{"id": place + 1, **item} for place, item in enumerate(listed)], "count": len(listed)}


async def choose_code(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    """Look at one of them: its shipment, or whose it is."""
    choices: list[tuple[str, ShipmentView | None]] = []
    for one in await _meant(manager):
        choices += [(one.number, seen) for seen in one.shipments]
        if keeps_book(desk_of(manager)) and not one.shipments:
            choices.append((one.number, None))
    if number > len(choices):
        raise NotFound()
    code, seen = choices[number - 1]
    if seen is None:
        manager.dialog_data.update(number=code, page=1)
        manager.dialog_data.pop("shipment_id", None)
        await manager.switch_to(ReadWaybill.which)
    elif keeps_book(desk_of(manager)) and lacks_photo(seen):
        manager.dialog_data["shipment_id"] = seen.shipment.id
        await manager.switch_to(ReadWaybill.found)
    else:
        await manager.start(ShipmentCard.main, data={"shipment_id": seen.shipment.id})


async def show_found(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """The shipment that the code names."""
    desk, data = desk_of(dialog_manager), dialog_manager.dialog_data
    seen = await desk.read(shipments.view, shipment_id=int(data["shipment_id"]))
    facts = {"out": receipt_out(seen), "lacks": lacks_photo(seen), "filed": seen.shipment.receipt_file_id is not None}
    return {**row(seen, dialog_manager), **facts, "others": len(data.get("codes", [])) > 1}


async def file_receipt(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The photo is the signed receipt: it is back, and filed with it."""
    desk, data = desk_of(manager), manager.dialog_data
    shipment_id = int(data["shipment_id"])
    seen = await desk.read(shipments.view, shipment_id=shipment_id)
    if not lacks_photo(seen):
        return
    file = await keep(Photo(**data["photo"]), manager)
    key = f"receipt:{shipment_id}:{seen.shipment.version}"
    await desk.do(shipments.take_back_receipt, key=key, shipment_id=shipment_id, file=file)


async def open_card(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The shipment's card."""
    await manager.start(ShipmentCard.main, data={"shipment_id": manager.dialog_data["shipment_id"]})


async def show_which(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """Whose number it may be: the shipment that was named, or all that wait, of the likeliest courier first."""
    desk, data = desk_of(dialog_manager), dialog_manager.dialog_data
    op_key(dialog_manager)
    others = len(data.get("codes", [])) > 1
    if data.get("shipment_id"):
        seen = await desk.read(shipments.view, shipment_id=int(data["shipment_id"]))
        named = [row(seen, dialog_manager)]
        return {"rows": named, "page": 1, "pages": 1, "total": 1, "waybill": data["number"], "others": others}
    likely = await desk.read(shipments.likely_couriers, now=desk.now, waybill=data["number"])
    found = await desk.read(shipments.without_waybill, couriers=tuple(likely), page=int(data.get("page", 1)))
    data["page"] = found.page
    listed = [row(seen, dialog_manager) for seen in found.items]
    return {
        "rows": listed, "page": found.page, "pages": found.pages, "total": found.total,
        "waybill": data["number"], "others": others,
    }  # fmt: skip


async def enter(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    """It is this one's: one tap enters it."""
    desk, data = desk_of(manager), manager.dialog_data
    key = f"{op_key(manager)}:{number}:{data['number']}"
    await desk.do(shipments.enter_waybill, key=key, shipment_id=number, waybill=data["number"])
    data["shipment_id"] = number
    await manager.switch_to(ReadWaybill.entered)


def dialog() -> Dialog:
    """Which of several codes; the shipment that was found; whose a new number is; what was entered."""
    others = SwitchTo(Label("photo-others"), id="codes", state=ReadWaybill.codes, when="others")
    return Dialog(
        window(
            ReadWaybill.codes, Body("photo-codes"), rows(Label("photo-code-row"), "codes", choose_code), home(),
            getter=show_codes,
        ),
        window(
            ReadWaybill.found,
            Body("photo-found"),
            Button(Label("photo-file-receipt"), id="file", on_click=file_receipt, when="lacks"),
            Row(Button(Label("waybill-open"), id="card", on_click=open_card), others),
            home(),
            getter=show_found,
        ),
        window(
            ReadWaybill.which,
            Body("photo-which"),
            rows(Label("photo-which-row"), "rows", enter),
            pager(),
            others,
            Button(Label("cancel"), id="leave", on_click=close),
            getter=show_which,
        ),
        window(
            ReadWaybill.entered,
            Body("waybill-done"),
            Row(Button(Label("waybill-open"), id="card", on_click=open_card), others),
            home(),
            getter=show_found,
        ),
        on_start=begin,
    )  # fmt: skip


def routers() -> list[Router]:
    """Loose photos, before any dialog that is open; then the dialog."""
    routes = Router(name="read_waybill")
    routes.message.register(take_photo, is_loose)
    return [routes, dialog()]

"""What the sample is for, how it goes, where to, and who pays."""

from __future__ import annotations

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Group, Row, Select

from handlers.order_words import words
from handlers.request_sample.draft import Data, customer_id, draft_of, go_on, to, usual_fee_fen
from handlers.request_sample.lines import named
from handlers.sample_states import RequestSample
from handlers.window_texts import Body, Label, desk_of
from handlers.windows import leave, window
from models import customers
from models.amounts import parse_fen
from models.refusals import NotFound
from models.samples import AddressMissing, PurposeMissing, SampleTextTooLong
from models.samples.asking import LIMITS, VIAS

PURPOSES = ("test", "compare", "new-product", "show")  # the usual ones, as buttons


def _line(said: str, name: str) -> str:
    line = " ".join(said.split())
    if len(line) > LIMITS[name]:
        raise SampleTextTooLong(limit=LIMITS[name])
    return line


async def take_purpose(manager: DialogManager, said: str) -> None:
    """What it is for."""
    purpose, draft = _line(said, "purpose"), draft_of(manager)
    if not purpose:
        raise PurposeMissing()
    besides = draft.pop("besides", "")  # said in the message, and asked for nowhere else
    draft["purpose"] = _line("；".join(filter(None, (purpose, besides))), "purpose")
    await go_on(manager)


async def tap_purpose(_event: CallbackQuery, _select: Any, manager: DialogManager, chosen: str) -> None:
    """One of the usual purposes."""
    if chosen not in PURPOSES:
        raise NotFound()
    await take_purpose(manager, words(desk_of(manager), f"sample-purpose-{chosen}"))


async def show_purpose(dialog_manager: DialogManager, **_data: Any) -> Data:
    """The usual ones, below for whom and what."""
    desk = desk_of(dialog_manager)
    customer, _listed, lines = await named(dialog_manager)
    return {
        "customer": customer.shown,
        "lines": lines,
        "purposes": [{"id": name, "name": words(desk, f"sample-purpose-{name}")} for name in PURPOSES],
    }


async def tap_way(_event: CallbackQuery, _select: Any, manager: DialogManager, chosen: str) -> None:
    """How it goes; the courier is chosen when it leaves, unless one was typed."""
    if chosen not in VIAS:
        raise NotFound()
    draft = draft_of(manager)
    draft.update(ship_via=chosen, courier="")
    if chosen == "pickup":
        draft.pop("address", None)
    await go_on(manager)


async def take_courier(manager: DialogManager, said: str) -> None:
    """A courier's name was typed: it goes by express with that one."""
    draft_of(manager).update(ship_via="express", courier=_line(said, "courier"))
    await go_on(manager)


async def show_way(dialog_manager: DialogManager, **_data: Any) -> Data:
    """The ways there are."""
    desk = desk_of(dialog_manager)
    return {"ways": [{"id": name, "name": words(desk, f"sample-via-{name}")} for name in VIAS]}


async def show_address(dialog_manager: DialogManager, **_data: Any) -> Data:
    """The customer's own address is offered."""
    customer = await desk_of(dialog_manager).read(customers.get, customer_id=customer_id(dialog_manager))
    whole = " ".join(part for part in (_place(customer.province, customer.city), customer.address) if part)
    person = " ".join(part for part in (customer.contact, customer.phone) if part)
    return {"customer": customer.shown, "known": whole if customer.address else "", "person": person}


def _place(province: str, city: str) -> str:
    return province if province == city else f"{province}{city}"


async def take_address(manager: DialogManager, said: str) -> None:
    """Where it goes, with who receives it."""
    address = _line(said, "address")
    if not address:
        raise AddressMissing()
    draft_of(manager)["address"] = address
    await go_on(manager)


async def tap_address(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The customer's own."""
    shown = await show_address(manager)
    await take_address(manager, f"{shown['known']} {shown['person']}"[: LIMITS["address"]])


async def show_fee(dialog_manager: DialogManager, **_data: Any) -> Data:
    """What a new customer usually pays."""
    return {"fee_fen": await usual_fee_fen(dialog_manager)}


async def tap_fee(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The usual fee."""
    draft_of(manager).update(fee_fen=await usual_fee_fen(manager), waive=False)
    await go_on(manager)


async def tap_waive(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """A manager is asked to let it go."""
    draft_of(manager).update(fee_fen=await usual_fee_fen(manager), waive=True)
    await go_on(manager)


async def take_fee(manager: DialogManager, said: str) -> None:
    """Another amount."""
    draft_of(manager).update(fee_fen=parse_fen(said), waive=False)
    await go_on(manager)


def _below(state: Any) -> Row:
    return Row(Button(Label("back"), id="back", on_click=to(state)), leave())


def _choices(label: str, items: str, on_click: Any, width: int) -> Group:
    select: Select[str] = Select(
        Label(label), id=f"s_{items}", item_id_getter=lambda item: item["id"], items=items, on_click=on_click
    )
    return Group(select, width=width)


def windows() -> list[Window]:
    """Purpose, way, address, fee."""
    return [
        window(
            RequestSample.purpose,
            Body("sample-purpose"),
            _choices("sample-choice", "purposes", tap_purpose, 2),
            _below(RequestSample.lines),
            take=take_purpose,
            getter=show_purpose,
        ),
        window(
            RequestSample.way,
            Body("sample-way"),
            _choices("sample-choice", "ways", tap_way, 2),
            _below(RequestSample.purpose),
            take=take_courier,
            getter=show_way,
        ),
        window(
            RequestSample.address,
            Body("sample-address"),
            Button(Label("sample-known-address"), id="known", on_click=tap_address, when="known"),
            _below(RequestSample.way),
            take=take_address,
            getter=show_address,
        ),
        window(
            RequestSample.fee,
            Body("sample-fee"),
            Button(Label("sample-fee-usual"), id="usual", on_click=tap_fee),
            Button(Label("sample-fee-waive"), id="waive", on_click=tap_waive),
            _below(RequestSample.way),
            take=take_fee,
            getter=show_fee,
        ),
    ]

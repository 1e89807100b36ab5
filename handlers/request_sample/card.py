"""The card that shows all of a request before it is recorded, and what came of it."""

from __future__ import annotations

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Group, Row

from handlers.order_words import joined, words
from handlers.request_sample.draft import Data, draft_of, pairs_of, to, usual_fee_fen
from handlers.request_sample.lines import named, pick_customer
from handlers.sample_states import RequestSample, SampleCard
from handlers.sample_words import way
from handlers.window_texts import Body, Label, Raw, desk_of
from handlers.windows import home, instead, leave, op_key, window
from locales import Html
from models import samples


async def show_card(dialog_manager: DialogManager, **_data: Any) -> Data:
    """All of it, as it will be recorded."""
    op_key(dialog_manager)
    desk, draft = desk_of(dialog_manager), draft_of(dialog_manager)
    customer, _listed, lines = await named(dialog_manager)
    usual = await usual_fee_fen(dialog_manager)
    head = words(desk, "sample-card-new", customer=customer.shown, code=customer.code)
    going = words(desk, "sample-going", way=way(desk, draft["ship_via"], draft.get("courier", "")))
    parts = [words(desk, "sample-for", purpose=draft["purpose"]), going]
    if draft.get("address"):
        parts.append(words(desk, "sample-to", address=draft["address"]))
    told = [name for name, said in draft.get("told", {}).items() if said and draft.get(name) == said]
    parts += [words(desk, f"sample-told-{name}") for name in told]
    parts.append(_fee(dialog_manager))
    return {"card": joined([head, lines, Html("\n".join(parts))]), "new": bool(usual)}


def _fee(manager: DialogManager) -> Html:
    desk, draft = desk_of(manager), draft_of(manager)
    fee = int(draft.get("fee_fen", 0))
    if draft.get("waive"):
        return words(desk, "sample-fee-asked", fee_fen=fee)
    return words(desk, "sample-fee-paid", fee_fen=fee) if fee else words(desk, "sample-fee-none")


async def confirm(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Record it once, however often it is tapped."""
    draft = draft_of(manager)
    number = await desk_of(manager).do(
        samples.request,
        key=op_key(manager),
        customer_id=draft["customer_id"],
        lines=pairs_of(manager),
        purpose=draft["purpose"],
        address=draft.get("address", ""),
        ship_via=draft["ship_via"],
        courier=draft.get("courier", ""),
        fee_fen=int(draft.get("fee_fen", 0)),
        waive=bool(draft.get("waive")),
    )
    manager.dialog_data["sample_id"] = number
    await manager.switch_to(RequestSample.done)


async def show_done(dialog_manager: DialogManager, **_data: Any) -> Data:
    """The number, and what happens next."""
    sample = await desk_of(dialog_manager).read(samples.get, sample_id=dialog_manager.dialog_data["sample_id"])
    return {"number": sample.number, "waits": int(sample.waits)}


async def open_it(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The sample's card."""
    await instead(manager, SampleCard.main, {"sample_id": manager.dialog_data["sample_id"]})


async def another(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """One more, for whomever."""
    await instead(manager, RequestSample.customer)


def windows() -> list[Window]:
    """The card, and the end."""
    changes = (
        ("lines", to(RequestSample.lines), None),
        ("purpose", to(RequestSample.purpose), None),
        ("way", to(RequestSample.way), None),
        ("address", to(RequestSample.address), None),
        ("fee", to(RequestSample.fee), "new"),
        ("customer", pick_customer, None),
    )
    buttons = [
        Button(Label(f"sample-change-{name}"), id=f"c{place}", on_click=click, when=when)
        for place, (name, click, when) in enumerate(changes)
    ]
    return [
        window(
            RequestSample.card,
            Raw("card"),
            Button(Label("sample-confirm"), id="confirm", on_click=confirm),
            Group(*buttons, width=3),
            leave(),
            getter=show_card,
        ),
        window(
            RequestSample.done,
            Body("sample-done"),
            Row(
                Button(Label("sample-open"), id="open", on_click=open_it),
                Button(Label("sample-another"), id="another", on_click=another),
            ),
            home(),
            getter=show_done,
        ),
    ]

"""Samples (样品): lists by state, one sample's card, the buttons of the letter that asks a manager about the fee."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from aiogram import Router
from aiogram.filters import Command, Filter
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Group, Row, Select, SwitchTo

from handlers import start
from handlers.customer_states import CustomerCard
from handlers.history import history_of
from handlers.lists import row_id, rows
from handlers.sample_states import RequestSample, SampleCard, SampleFeedback, Samples, SendSample
from handlers.sample_words import card
from handlers.window_texts import Body, Label, Raw, desk_of
from handlers.windows import Opens, close, go, home, op_key, pager, window
from locales import toast
from models import samples
from models.days import parse_day
from models.people import Role
from models.refusals import NotFound, Outdated
from models.samples import ASKERS, SENDERS, SampleState
from models.samples.waiver import may_decide

__all__ = ["SampleCard", "Samples", "routers"]

READERS = (*ASKERS, Role.FINANCE)
DAYS_BACK = (0, 1, 2)  # buttons: today, yesterday, the day before
Data = dict[str, Any]


class WaiverButton(Filter):
    """The letter's buttons `sw:y:ID` and `sw:n:ID`; hands `sample_id` and `approve` to the handler."""

    async def __call__(self, query: CallbackQuery) -> bool | Data:
        kind, _, rest = (query.data or "").partition(":")
        answer, _, number = rest.partition(":")
        if kind != "sw" or answer not in ("y", "n") or not number:
            return False
        return {"sample_id": row_id(number), "approve": answer == "y"}


def _given(manager: DialogManager) -> Data:
    return manager.start_data if isinstance(manager.start_data, dict) else {}


def sample_id_of(manager: DialogManager) -> int:
    """The sample that the dialog is about. Raises Outdated."""
    number = _given(manager).get("sample_id")
    if not number:
        raise Outdated()
    return int(number)


async def show_list(dialog_manager: DialogManager, **_data: Any) -> Data:
    """A tab of the list."""
    desk, data, given = desk_of(dialog_manager), dialog_manager.dialog_data, _given(dialog_manager)
    of = {"customer_id": given.get("customer_id") or None, "rep_id": given.get("rep_id") or None}
    held = await desk.read(samples.counts, **of)
    tab = data.get("tab") or given.get("tab") or next((name for name, number in held.items() if number), "requested")
    found = await desk.read(samples.listed, tab=tab, page=int(data.get("page", 1)), **of)
    data["page"] = found.page
    listed = [
        {
            "id": row.sample.id,
            "number": row.sample.number,
            "customer": row.customer.shown,
            "day": row.sample.arrived_on or row.sample.sent_on or row.sample.send_on,
            "waits": int(row.sample.waits),
        }
        for row in found.items
    ]
    tabs = [{"id": name, "tab": name, "n": number, "chosen": int(name == tab)} for name, number in held.items()]
    return {"tab": tab, "tabs": tabs, "samples": listed, "page": found.page, "pages": found.pages, "total": found.total}


async def choose_tab(_event: CallbackQuery, _select: Any, manager: DialogManager, tab: str) -> None:
    """Another state."""
    if tab not in samples.TABS:
        raise NotFound()
    manager.dialog_data.update(tab=tab, page=1)


async def open_card(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    """One of the list."""
    await manager.start(SampleCard.main, data={"sample_id": number})


async def new_one(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Ask for one."""
    number = _given(manager).get("customer_id")
    await manager.start(RequestSample.customer, data={"customer_id": number} if number else None)


async def show_card(dialog_manager: DialogManager, **_data: Any) -> Data:
    """The sample, and what this person may do with it."""
    desk = desk_of(dialog_manager)
    seen = await desk.read(samples.view, sample_id=sample_id_of(dialog_manager))
    sample, who = seen.sample, desk.who
    asks = who is not None and who.may(*ASKERS)
    requested, left = sample.state == SampleState.REQUESTED, sample.sent_on is not None
    dialog_manager.dialog_data["customer_id"] = sample.customer_id
    return {
        "card": card(desk, seen),
        "number": sample.number,
        "decides": who is not None and may_decide(sample, seen.customer, who),
        "may_send": who is not None and who.may(*SENDERS) and requested and not sample.waits,
        "may_arrive": asks and sample.state == SampleState.SENT and sample.arrived_on is None,
        "may_answer": asks and left,
        "may_cancel": asks and requested,
    }


def decided(approve: bool) -> Any:
    """A click that decides about the fee on the card."""

    async def decide(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
        number = sample_id_of(manager)
        await desk_of(manager).do(
            samples.decide_waiver, key=f"sw:{number}:{approve}", sample_id=number, approve=approve
        )

    return decide


async def decide_by_letter(query: CallbackQuery, dialog_manager: DialogManager, sample_id: int, approve: bool) -> None:
    """One tap on the letter; the delivery shows on every copy of it how it was decided."""
    desk = desk_of(dialog_manager)
    await desk.do(samples.decide_waiver, key=f"sw:{sample_id}:{approve}", sample_id=sample_id, approve=approve)
    await query.answer(toast(desk.language, "sample-waiver-said", yes=int(approve)))


async def send_it(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """It leaves."""
    await manager.start(SendSample.courier, data={"sample_id": sample_id_of(manager)})


async def answer_it(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """What the customer said."""
    await manager.start(SampleFeedback.say, data={"sample_id": sample_id_of(manager)})


async def open_customer(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Whose it is."""
    await manager.start(CustomerCard.main, data={"customer_id": manager.dialog_data["customer_id"]})


async def show_days(dialog_manager: DialogManager, **_data: Any) -> Data:
    """The last days as buttons."""
    desk = desk_of(dialog_manager)
    sample = await desk.read(samples.get, sample_id=sample_id_of(dialog_manager))
    days = [desk.today - timedelta(days=back) for back in DAYS_BACK]
    earliest = sample.sent_on or desk.db.rules.today(sample.requested_at)
    listed = [{"id": day.isoformat(), "day": day, "back": back} for back, day in enumerate(days) if day >= earliest]
    return {"number": sample.number, "days": listed}


def day_buttons(on_click: Any) -> Group:
    """Buttons for `show_days`."""
    select: Select[str] = Select(
        Label("sample-day"), id="days", item_id_getter=lambda item: item["id"], items="days", on_click=on_click
    )
    return Group(select, width=3)


async def take_arrival(manager: DialogManager, said: str) -> None:
    """The day it arrived."""
    desk = desk_of(manager)
    day = parse_day(said, desk.today, past=True)
    await desk.do(samples.arrived, sample_id=sample_id_of(manager), arrived_on=day.isoformat())
    await manager.switch_to(SampleCard.main)


async def tap_arrival(_event: CallbackQuery, _select: Any, manager: DialogManager, day: str) -> None:
    """One of the last days."""
    await take_arrival(manager, day)


async def cancel(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Not wanted any more."""
    await _cancel(manager, "")


async def _cancel(manager: DialogManager, reason: str) -> None:
    await desk_of(manager).do(samples.cancel, key=op_key(manager), sample_id=sample_id_of(manager), reason=reason)
    await manager.switch_to(SampleCard.main)


async def list_samples(_message: Message, dialog_manager: DialogManager) -> None:
    """`/samples`."""
    desk = desk_of(dialog_manager)
    if desk.who is not None:
        desk.who.require(*READERS)
    await go(dialog_manager, Samples.list)


async def open_from_letter(query: CallbackQuery, dialog_manager: DialogManager, subject_id: int) -> None:
    """A letter's button."""
    await desk_of(dialog_manager).read(samples.get, sample_id=subject_id)
    await query.answer()
    await go(dialog_manager, SampleCard.main, {"sample_id": subject_id})


def _list_window() -> Any:
    tabs: Select[str] = Select(
        Label("samples-tab"), id="tab", item_id_getter=lambda item: item["id"], items="tabs", on_click=choose_tab
    )
    return window(
        Samples.list,
        Body("samples-list"),
        Group(tabs, width=2),
        rows(Label("samples-row"), "samples", open_card),
        pager(),
        Row(Button(Label("samples-new"), id="new", on_click=new_one), home()),
        getter=show_list,
    )


def _card_windows() -> list[Any]:
    back = SwitchTo(Label("back"), id="back", state=SampleCard.main)
    return [
        window(
            SampleCard.main,
            Raw("card"),
            Row(
                Button(Label("sample-waive"), id="yes", on_click=decided(True), when="decides"),
                Button(Label("sample-keep-fee"), id="no", on_click=decided(False), when="decides"),
            ),
            Button(Label("sample-send"), id="send", on_click=send_it, when="may_send"),
            SwitchTo(Label("sample-arrived"), id="arrived", state=SampleCard.arrived, when="may_arrive"),
            Button(Label("sample-feedback"), id="answer", on_click=answer_it, when="may_answer"),
            Row(
                Button(Label("sample-whose"), id="whose", on_click=open_customer),
                SwitchTo(Label("sample-cancel"), id="cancel", state=SampleCard.cancel, when="may_cancel"),
            ),
            history_of("sample", sample_id_of),
            Button(Label("back"), id="leave", on_click=close),
            getter=show_card,
        ),
        window(
            SampleCard.arrived,
            Body("sample-arrived-when"),
            day_buttons(tap_arrival),
            back,
            take=take_arrival,
            getter=show_days,
        ),
        window(
            SampleCard.cancel,
            Body("sample-cancel-sure"),
            Button(Label("sample-cancel-yes"), id="sure", on_click=cancel),
            back,
            take=_cancel,
            getter=show_card,
        ),
    ]


def routers() -> list[Router]:
    """The command and the letters' buttons, then the dialogs."""
    start.entry("menu-samples", Samples.list, *READERS)
    routes = Router(name="samples")
    routes.message.register(list_samples, Command("samples"))
    routes.callback_query.register(open_from_letter, Opens("sample"))
    routes.callback_query.register(decide_by_letter, WaiverButton())
    return [routes, Dialog(_list_window()), Dialog(*_card_windows())]

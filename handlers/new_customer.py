"""Adding a customer, step by step; from the menu, or within another dialog that then goes on with it.

`manager.start(NewCustomer.name, data={"name": …, "sub": True})` gives `{"customer_id": int}` or None.
"""

from __future__ import annotations

from typing import Any

from aiogram import Router
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Data, Dialog, DialogManager, ShowMode, Window
from aiogram_dialog.widgets.kbd import Button, Group, Row, Select

from handlers import start
from handlers.customer_states import CustomerCard
from handlers.lists import rows
from handlers.window_texts import Body, Label, desk_of
from handlers.windows import DRAFTS, instead, leave, op_key, window
from locales import text
from models import customers, provinces
from models.contacts import city_in, read_phone
from models.customers import MAY_ADD, AlreadyACustomer
from models.customers.keeping import LIMITS, NameMissing
from models.people import Role
from models.refusals import NotFound, TextTooLong
from models.rules import Rules
from models.terms import Terms, choices, describe, due_on, parse_terms, to_text


class NewCustomer(StatesGroup):
    """The steps."""

    name = State()
    contact = State()
    phone = State()
    province = State()
    address = State()
    terms = State()
    owner = State()
    confirm = State()


DRAFTS.add(NewCustomer)
STEPS = (
    NewCustomer.name,
    NewCustomer.contact,
    NewCustomer.phone,
    NewCustomer.province,
    NewCustomer.address,
    NewCustomer.terms,
    NewCustomer.owner,
    NewCustomer.confirm,
)
CHANGEABLE = ("name", "contact", "phone", "province", "address", "terms", "owner")


def _draft(manager: DialogManager) -> dict[str, Any]:
    draft: dict[str, Any] = manager.dialog_data.setdefault("draft", {})
    return draft


async def begin(given: Data, manager: DialogManager) -> None:
    """What was typed to find the customer is offered as the name."""
    if isinstance(given, dict) and given.get("name"):
        manager.dialog_data["offered"] = str(given["name"])


async def _forward(manager: DialogManager) -> None:
    """To the next step, or back to the confirm card when only one thing was to be changed."""
    step = STEPS.index(manager.current_context().state) + 1
    if manager.dialog_data.pop("changing", False):
        step = len(STEPS) - 1
    elif STEPS[step] is NewCustomer.owner and not await _chooses_owner(manager):
        step += 1
    await manager.switch_to(STEPS[step])


async def _chooses_owner(manager: DialogManager) -> bool:
    """A rep adds their own customers; others say whose it is."""
    return len(await _owners(manager)) > 1


async def _owners(manager: DialogManager) -> dict[int | None, str]:
    return await desk_of(manager).read(customers.owners)


async def _name_it(manager: DialogManager, said: str) -> None:
    """Take the name unless it is a customer's already; a claim on another's customer is told to the managers."""
    if not any(char.isalnum() for char in said):
        raise NameMissing()
    name = _short(said, "name")
    desk = desk_of(manager)
    try:
        await desk.read(customers.check_new, name=name)
    except AlreadyACustomer:
        await desk.do(customers.report_claim, name=name)
        raise
    _draft(manager)["name"] = name
    await _forward(manager)


def _short(said: str, field: str) -> str:
    line = " ".join(said.split())
    if len(line) > LIMITS[field]:
        raise TextTooLong(limit=LIMITS[field])
    return line


async def _take_contact(manager: DialogManager, said: str) -> None:
    _draft(manager)["contact"] = _short(said, "contact")
    await _forward(manager)


async def _take_phone(manager: DialogManager, said: str) -> None:
    _draft(manager)["phone"] = read_phone(said)
    await _forward(manager)


async def _take_province(manager: DialogManager, said: str) -> None:
    _draft(manager)["province"] = provinces.read_province(said)
    await _forward(manager)


async def _tap_province(_event: CallbackQuery, _select: Any, manager: DialogManager, name: str) -> None:
    await _take_province(manager, name)


async def _take_address(manager: DialogManager, said: str) -> None:
    _draft(manager).update(address=_short(said, "address"), city=city_in(said))
    await _forward(manager)


async def _take_terms(manager: DialogManager, said: str) -> None:
    _draft(manager)["terms"] = to_text(parse_terms(said))
    await _forward(manager)


async def _tap_terms(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    offered = choices()
    if number > len(offered):
        raise NotFound()
    await _take_terms(manager, to_text(offered[number - 1]))


async def _tap_owner(_event: CallbackQuery, _select: Any, manager: DialogManager, number: str) -> None:
    owner = None if number == "0" else int(number) if number.isascii() and number.isdigit() and len(number) < 16 else -1
    if owner not in await _owners(manager):
        raise NotFound()
    _draft(manager)["owner"] = owner
    await _forward(manager)


async def _use_offered(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await _name_it(manager, str(manager.dialog_data["offered"]))


async def _skip(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    step = str(manager.current_context().state.state).rpartition(":")[2]
    _draft(manager)[step] = ""
    await _forward(manager)


async def _back(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    manager.dialog_data.pop("changing", None)
    step = STEPS.index(manager.current_context().state) - 1
    if STEPS[step] is NewCustomer.owner and not await _chooses_owner(manager):
        step -= 1
    await manager.switch_to(STEPS[step])


async def _change(_event: CallbackQuery, _select: Any, manager: DialogManager, what: str) -> None:
    if what not in CHANGEABLE:
        raise NotFound()
    manager.dialog_data["changing"] = True
    await manager.switch_to(STEPS[CHANGEABLE.index(what)])


async def _save(event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Put the customer in the books; within another dialog, go on there with it."""
    desk, draft = desk_of(manager), _draft(manager)
    facts = {name: draft.get(name, "") for name in ("name", "contact", "phone", "province", "city", "address", "terms")}
    try:
        number = await desk.do(customers.add, key=op_key(manager), rep_id=draft.get("owner"), **facts)
    except AlreadyACustomer:
        await desk.do(customers.report_claim, name=facts["name"])
        raise
    given = manager.start_data
    if not (isinstance(given, dict) and given.get("sub")):
        await instead(manager, CustomerCard.main, {"customer_id": number, "fresh": True})
        return
    customer = await desk.read(customers.get, customer_id=number)
    if isinstance(event.message, Message):
        added = text(desk.language, "new-customer-added", name=customer.shown, code=customer.code)
        await event.message.answer(added)
    await manager.done({"customer_id": number}, show_mode=ShowMode.SEND)


async def show_steps(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """What the steps offer."""
    desk, draft = desk_of(dialog_manager), _draft(dialog_manager)
    offered = dialog_manager.dialog_data.get("offered", "") if not draft.get("name") else ""
    return {
        "name": draft.get("name", ""),
        "offered": offered,
        "provinces": [
            {"id": name, "name": provinces.province_name(name, desk.language)}
            for name in provinces.common(desk.db.rules.home_province)
        ],
        "terms": [{"id": number, "name": describe(terms, desk.language)} for number, terms in enumerate(choices(), 1)],
        "owners": [{"id": number or 0, "name": name} for number, name in (await _owners(dialog_manager)).items()],
    }


async def show_card(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """Everything as it will be saved, with the day on which goods shipped today would be due."""
    desk, draft = desk_of(dialog_manager), _draft(dialog_manager)
    op_key(dialog_manager)
    named = provinces.province_in(draft.get("address", ""))
    terms = parse_terms(draft["terms"])
    owners = await _owners(dialog_manager)
    return {
        **{name: draft.get(name) or "—" for name in ("name", "contact", "phone", "address")},
        "province": provinces.province_name(draft["province"], desk.language),
        "elsewhere": provinces.province_name(named, desk.language) if named not in ("", draft["province"]) else "none",
        "owner": owners.get(draft.get("owner"), ""),
        "chooses_owner": len(owners) > 1,
        "house": int(not draft.get("owner")),
        **terms_facts(desk.language, terms, due_on(terms, desk.today), boss=_decides_credit(dialog_manager)),
        "prepaid": outside(draft["province"], terms, desk.db.rules),
        "changes": [{"id": what} for what in CHANGEABLE if what != "owner" or len(owners) > 1],
    }


def terms_facts(language: str, terms: Terms, due: Any, *, boss: bool) -> dict[str, Any]:
    """Payment terms in words, the day goods of today would be due, and whether the boss has to agree."""
    credit = terms.kind == "credit"
    asks = int(credit and not boss)
    return {"terms": describe(terms, language), "due": due, "credit": int(credit), "asks": asks, "basis": terms.basis}


def _decides_credit(manager: DialogManager) -> bool:
    who = desk_of(manager).who
    return who is not None and who.may(Role.BOSS)


def outside(province: str, terms: Terms, rules: Rules) -> int:
    """Whether a customer there pays before shipment, whatever the terms (rule 4)."""
    return int(province != rules.home_province and terms.kind != "prepay")


def _below(*, skip: bool = False) -> list[Any]:
    back = Row(Button(Label("back"), id="back", on_click=_back), leave())
    return [Button(Label("new-customer-skip"), id="skip", on_click=_skip), back] if skip else [back]


def _choices(label: str, items: str, on_click: Any, width: int) -> Group:
    select: Select[str] = Select(
        Label(label), id=f"s_{items}", item_id_getter=lambda item: item["id"], items=items, on_click=on_click
    )
    return Group(select, width=width)


def _steps() -> list[Window]:
    offered = Button(Label("new-customer-use"), id="use", on_click=_use_offered, when="offered")
    return [
        window(NewCustomer.name, Body("new-customer-name"), offered, leave(), take=_name_it, getter=show_steps),
        window(
            NewCustomer.contact, Body("new-customer-contact"), *_below(skip=True), take=_take_contact, getter=show_steps
        ),
        window(NewCustomer.phone, Body("new-customer-phone"), *_below(skip=True), take=_take_phone, getter=show_steps),
        window(
            NewCustomer.province,
            Body("new-customer-province"),
            _choices("new-customer-choice", "provinces", _tap_province, 4),
            *_below(),
            take=_take_province,
            getter=show_steps,
        ),
        window(
            NewCustomer.address, Body("new-customer-address"), *_below(skip=True), take=_take_address, getter=show_steps
        ),
        window(
            NewCustomer.terms,
            Body("new-customer-terms"),
            rows(Label("new-customer-choice"), "terms", _tap_terms),
            *_below(),
            take=_take_terms,
            getter=show_steps,
        ),
        window(
            NewCustomer.owner,
            Body("new-customer-owner"),
            _choices("new-customer-owner-choice", "owners", _tap_owner, 2),
            *_below(),
            getter=show_steps,
        ),
    ]


def dialog() -> Dialog:
    """The steps and the confirm card."""
    card = window(
        NewCustomer.confirm,
        Body("new-customer-card"),
        Button(Label("new-customer-save"), id="save", on_click=_save),
        _choices("new-customer-change", "changes", _change, 3),
        *_below(),
        getter=show_card,
    )
    return Dialog(*_steps(), card, on_start=begin)


def routers() -> list[Router]:
    """The dialog, which the menu opens for those who may add customers."""
    start.entry("menu-new-customer", NewCustomer.name, *MAY_ADD)
    return [dialog()]

"""Changing a customer's record: contact, phone, address, province at once; credit terms through the boss."""

from __future__ import annotations

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Group, Select

from handlers.customer_states import CustomerCard
from handlers.lists import rows
from handlers.new_customer import terms_facts
from handlers.window_texts import Body, Label, desk_of
from handlers.windows import op_key, window
from locales import escape
from models import customers
from models.contacts import city_in, read_phone
from models.customers import Customer
from models.people import Role
from models.provinces import province_name, read_province
from models.refusals import NotFound
from models.terms import choices, describe, due_on, parse_terms, to_text

FIELDS = ("contact", "phone", "province", "address", "terms", "limit", "wishes")
OWN_WINDOW = {"terms": CustomerCard.terms, "limit": CustomerCard.limit, "wishes": CustomerCard.wishes}


async def _customer(manager: DialogManager) -> Customer:
    given = manager.start_data
    number = int(given["customer_id"]) if isinstance(given, dict) else 0
    return await desk_of(manager).read(customers.get, customer_id=number)


def _decides(manager: DialogManager) -> bool:
    who = desk_of(manager).who
    return who is not None and who.may(Role.BOSS)


async def _choose(_event: CallbackQuery, _select: Any, manager: DialogManager, field: str) -> None:
    if field not in FIELDS:
        raise NotFound()
    manager.dialog_data["field"] = field
    await manager.switch_to(OWN_WINDOW.get(field, CustomerCard.value))


async def _take_value(manager: DialogManager, said: str) -> None:
    """The new contact, phone, province or address, saved at once; the card shows it."""
    field = str(manager.dialog_data["field"])
    readers = {"phone": read_phone, "province": read_province}
    value = readers[field](said) if field in readers else said
    customer = await _customer(manager)
    await desk_of(manager).do(customers.edit, customer_id=customer.id, field=field, value=value)
    if field == "address" and (city := city_in(value)):
        await desk_of(manager).do(customers.edit, customer_id=customer.id, field="city", value=city)
    await manager.switch_to(CustomerCard.main)


async def _take_terms(manager: DialogManager, said: str) -> None:
    manager.dialog_data["terms"] = to_text(parse_terms(said))
    manager.dialog_data.pop("op_key", None)
    await manager.switch_to(CustomerCard.terms_check)


async def _tap_terms(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    if number > len(choices()):
        raise NotFound()
    await _take_terms(manager, to_text(choices()[number - 1]))


async def _save_terms(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """They hold at once, or the boss is asked; the card says which."""
    customer = await _customer(manager)
    await desk_of(manager).do(
        customers.set_terms, key=op_key(manager), customer_id=customer.id, terms=manager.dialog_data["terms"]
    )
    await manager.switch_to(CustomerCard.main)


async def _to_card(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.switch_to(CustomerCard.main)


async def _to_edit(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.switch_to(CustomerCard.edit)


async def _to_terms(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.switch_to(CustomerCard.terms)


def _turns(wish: str) -> Any:
    """A click that says the contrary of a wish."""

    async def turn(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
        customer = await _customer(manager)
        wanted = not getattr(customer, f"wants_{wish}")
        await desk_of(manager).do(customers.set_wish, customer_id=customer.id, wish=wish, wanted=wanted)

    return turn


async def show(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """The record as it is, and what can be chosen."""
    desk, customer = desk_of(dialog_manager), await _customer(dialog_manager)
    field = str(dialog_manager.dialog_data.get("field", "contact"))
    held = "" if field in OWN_WINDOW else getattr(customer, field)
    return {
        "name": customer.shown,
        "receipt": int(customer.wants_receipt),
        "invoice": int(customer.wants_invoice),
        "field": field,
        "held": escape(province_name(held, desk.language) if field == "province" else held) or "—",
        "fields": [{"id": each} for each in FIELDS],
        "terms_now": describe(customer.agreed_terms, desk.language),
        "terms": [{"id": number, "name": describe(each, desk.language)} for number, each in enumerate(choices(), 1)],
    }


async def show_terms(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """The terms that are about to be saved, with the day on which goods shipped today would be due (rule 15)."""
    desk, customer = desk_of(dialog_manager), await _customer(dialog_manager)
    op_key(dialog_manager)
    terms = parse_terms(str(dialog_manager.dialog_data["terms"]))
    facts = terms_facts(desk.language, terms, due_on(terms, desk.today), boss=_decides(dialog_manager))
    return {"name": customer.shown, "before": describe(customer.agreed_terms, desk.language), **facts}


def windows() -> list[Window]:
    """Which field, its new value, and the terms with their check."""
    fields: Select[str] = Select(
        Label("customer-field"), id="field", item_id_getter=lambda item: item["id"], items="fields", on_click=_choose
    )
    to_edit = Button(Label("back"), id="to_edit", on_click=_to_edit)
    return [
        window(
            CustomerCard.edit,
            Body("customer-edit-which"),
            Group(fields, width=3),
            Button(Label("back"), id="card", on_click=_to_card),
            getter=show,
        ),
        window(
            CustomerCard.wishes,
            Body("customer-edit-wishes"),
            Button(Label("take-receipt"), id="receipt", on_click=_turns("receipt")),
            Button(Label("take-invoice"), id="invoice", on_click=_turns("invoice")),
            Button(Label("back"), id="card", on_click=_to_card),
            getter=show,
        ),
        window(CustomerCard.value, Body("customer-edit-value"), to_edit, take=_take_value, getter=show),
        window(
            CustomerCard.terms,
            Body("customer-edit-terms"),
            rows(Label("new-customer-choice"), "terms", _tap_terms),
            to_edit,
            take=_take_terms,
            getter=show,
        ),
        window(
            CustomerCard.terms_check,
            Body("customer-terms-card"),
            Button(Label("confirm"), id="save", on_click=_save_terms),
            Button(Label("back"), id="to_terms", on_click=_to_terms),
            getter=show_terms,
        ),
    ]

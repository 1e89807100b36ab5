"""The customer's card (客户卡): how the customer stands, and what can be done next."""

from __future__ import annotations

from typing import Any

from aiogram import Router
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Row

from handlers import credit_limit, customer_edit
from handlers.customer_states import AgreedPrices, CustomerCard
from handlers.desk import Desk
from handlers.order_words import story, words
from handlers.window_texts import Label, Raw, desk_of
from handlers.windows import Opens, Taps, close, go, window
from locales import Html, join, keys, text, toast
from models import customer_view, customers, prices
from models.customer_view import CustomerView, Reminded
from models.customers import MAY_EDIT
from models.orders import TAKERS
from models.people import Role
from models.provinces import province_name
from models.receivables.claims import SALES
from models.receivables.payments import RECORDERS
from models.terms import describe, parse_terms

__all__ = ["CustomerCard", "routers"]

TERMS_DECISION = r"ct:[yn]:[0-9]{1,15}:[a-z0-9+]{1,40}"
STORY_SHOWN = 20


def customer_id_of(manager: DialogManager) -> int:
    """Whose card it is."""
    given = manager.start_data
    return int(given["customer_id"]) if isinstance(given, dict) else 0


async def show(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """The card, and which buttons this person's roles have."""
    desk = desk_of(dialog_manager)
    seen = await desk.read(customer_view.view, customer_id=customer_id_of(dialog_manager), today=desk.today)
    dialog_manager.dialog_data["asked"] = seen.customer.asked_terms
    dialog_manager.dialog_data["asked_limit"] = seen.asked_limit.id if seen.asked_limit else 0
    given = dialog_manager.start_data
    fresh = isinstance(given, dict) and given.get("fresh") is True
    who = desk.who
    return {
        "card": card(desk, seen, fresh=fresh),
        "takes": who is not None and who.may(*TAKERS),
        "records": who is not None and who.may(*RECORDERS),
        "sales": who is not None and who.may(*SALES),
        "decides": who is not None and who.may(Role.BOSS) and bool(seen.customer.asked_terms),
        "decides_limit": who is not None and who.may(Role.BOSS) and seen.asked_limit is not None,
        "prices": who is not None and who.may(*prices.READERS),
        "edits": who is not None and who.may(*MAY_EDIT),
    }


def card(desk: Desk, seen: CustomerView, *, fresh: bool = False) -> Html:
    """The card in words, the money first."""
    customer = seen.customer
    parts: list[Html] = []
    if fresh:
        parts += [words(desk, "new-customer-added", name=customer.shown, code=customer.code), Html("")]
    full = customer.name if customer.name != customer.shown else ""
    parts.append(words(desk, "customer-head", name=customer.shown, code=customer.code))
    parts += [words(desk, "customer-full-name", name=full)] if full else []
    parts.append(_money(desk, seen))
    parts.append(words(desk, "customer-terms", terms=describe(customer.agreed_terms, desk.language)))
    if customer.asked_terms:
        asked = describe(parse_terms(customer.asked_terms), desk.language)
        parts.append(words(desk, "customer-terms-waiting", terms=asked))
    elif customer.agreed_terms.kind == "credit" and not customer.terms_approved:
        parts.append(words(desk, "customer-terms-unapproved"))
    parts += credit_limit.words_of(desk, seen)
    parts.append(
        words(desk, "customer-open", orders=seen.open_orders, waiting=seen.waiting_orders, samples=seen.open_samples)
    )
    parts.append(_where(desk, seen))
    if customer.wants_receipt or customer.wants_invoice:
        wishes = {"receipt": int(customer.wants_receipt), "invoice": int(customer.wants_invoice)}
        parts.append(words(desk, "customer-wishes", **wishes))
    parts += [_reminded(desk, seen.reminded)] if seen.reminded else []
    return join(parts)


def _money(desk: Desk, seen: CustomerView) -> Html:
    if not seen.owed_fen and not seen.prepaid_fen:
        return words(desk, "customer-owes-nothing")
    parts = [words(desk, "customer-owed", owed_fen=seen.owed_fen)]
    parts += [words(desk, "customer-overdue", overdue_fen=seen.overdue_fen)] if seen.overdue_fen else []
    parts += [words(desk, "customer-prepaid", prepaid_fen=seen.prepaid_fen)] if seen.prepaid_fen else []
    return join(parts, "，" if desk.language == "zh" else ", ")


def _where(desk: Desk, seen: CustomerView) -> Html:
    customer = seen.customer
    place = province_name(customer.province, desk.language)
    if customer.city and customer.city not in customer.address:
        place += f" {customer.city}"
    contact = " ".join(part for part in (customer.contact, customer.phone) if part)
    return words(
        desk,
        "customer-contact",
        contact=contact or "—",
        address=" ".join(part for part in (place, customer.address) if part) or "—",
        rep=seen.rep,
        house=int(not seen.rep),
        left=int(seen.rep_left),
    )


def _reminded(desk: Desk, last: Reminded) -> Html:
    """The last reminder, and what was answered."""
    rule = f"reminder-{last.rule.replace('_', '-')}-title"
    title = text(desk.language, rule) if rule in keys(desk.language) else Html("")
    on = desk.db.rules.today(last.told_at)
    told = words(desk, "customer-reminded", on=on, number=last.number, title=title, told=last.told)
    if last.answered_at is None:
        return join([told, words(desk, "customer-not-answered")], "")
    said = {"answer": last.answer, "by": last.answered_by, "note": last.note, "has_note": int(bool(last.note))}
    answered = desk.db.rules.today(last.answered_at)
    until = last.until_on or answered
    return join([told, words(desk, "customer-answered", on=answered, until=until, **said)], "\n")


async def show_story(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """What happened to the record, the newest last."""
    desk = desk_of(dialog_manager)
    number = customer_id_of(dialog_manager)
    customer = await desk.read(customers.get, customer_id=number)
    entries = await desk.read(customer_view.story, customer_id=number)
    head = text(desk.language, "customer-story", name=customer.shown)
    lines = story(desk, entries[-STORY_SHOWN:])
    return {"story": join([head, "", lines or text(desk.language, "customer-no-story")])}


def _opening(name: str) -> Any:
    """Open a dialog about this customer. The others open this card, so they are looked up when it is tapped."""

    async def open_it(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
        await manager.start(_states()[name], data={"customer_id": customer_id_of(manager)})

    return open_it


def _states() -> dict[str, State]:
    from handlers.orders import Orders
    from handlers.receivables import Receivables
    from handlers.record_payment import RecordPayment
    from handlers.sample_states import RequestSample, Samples
    from handlers.take_order import TakeOrder

    return {
        "order": TakeOrder.customer,
        "orders": Orders.list,
        "sample": RequestSample.customer,
        "samples": Samples.list,
        "payment": RecordPayment.amount,
        "owed": Receivables.list,
        "prices": AgreedPrices.list,
    }


async def _open_card(_query: CallbackQuery, subject_id: int, dialog_manager: DialogManager, desk: Desk) -> None:
    """A letter's button."""
    await desk.read(customers.get, customer_id=subject_id)
    await go(dialog_manager, CustomerCard.main, {"customer_id": subject_id})


async def _decide_terms(query: CallbackQuery, desk: Desk) -> None:
    """The boss's answer to credit terms, bound to the very terms that the letter named."""
    _tag, answer, number, terms = str(query.data).split(":")
    approve = answer == "y"
    await desk.do(customers.decide_terms, customer_id=int(number), terms=terms, approve=approve)
    await query.answer(toast(desk.language, "terms-noted-yes" if approve else "terms-noted-no"))


async def _approve(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await _decide_here(manager, approve=True)


async def _refuse(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await _decide_here(manager, approve=False)


async def _decide_here(manager: DialogManager, *, approve: bool) -> None:
    """The same decision as on the letter, about the terms that the card showed."""
    terms = str(manager.dialog_data.get("asked", ""))
    number = customer_id_of(manager)
    await desk_of(manager).do(customers.decide_terms, customer_id=number, terms=terms, approve=approve)


async def _to_story(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.switch_to(CustomerCard.history)


async def _to_edit(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.switch_to(CustomerCard.edit)


async def _to_card(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.switch_to(CustomerCard.main)


def dialog() -> Dialog:
    """The card, its history and the changes."""
    main = window(
        CustomerCard.main,
        Raw("card"),
        Row(
            Button(Label("terms-approve-button"), id="approve", on_click=_approve, when="decides"),
            Button(Label("terms-refuse-button"), id="refuse", on_click=_refuse, when="decides"),
        ),
        Row(
            Button(
                Label("limit-approve-button"), id="l_yes", on_click=credit_limit.decided(True), when="decides_limit"
            ),
            Button(Label("limit-refuse-button"), id="l_no", on_click=credit_limit.decided(False), when="decides_limit"),
        ),
        Row(
            Button(Label("customer-take-order"), id="order", on_click=_opening("order"), when="takes"),
            Button(Label("customer-request-sample"), id="sample", on_click=_opening("sample"), when="takes"),
        ),
        Row(
            Button(Label("customer-record-payment"), id="payment", on_click=_opening("payment"), when="records"),
            Button(Label("customer-receivables"), id="owed", on_click=_opening("owed"), when="sales"),
        ),
        Row(
            Button(Label("customer-orders"), id="orders", on_click=_opening("orders"), when="sales"),
            Button(Label("customer-samples"), id="samples", on_click=_opening("samples"), when="sales"),
        ),
        Row(
            Button(Label("customer-prices"), id="prices", on_click=_opening("prices"), when="prices"),
            Button(Label("customer-edit"), id="edit", on_click=_to_edit, when="edits"),
            Button(Label("customer-history"), id="story", on_click=_to_story),
        ),
        Button(Label("back"), id="back", on_click=close),
        getter=show,
    )
    told = window(
        CustomerCard.history, Raw("story"), Button(Label("back"), id="card", on_click=_to_card), getter=show_story
    )
    return Dialog(main, told, *customer_edit.windows(), *credit_limit.windows())


def routers() -> list[Router]:
    """Letter buttons, then the dialog."""
    routes = Router(name="customer_card")
    routes.callback_query.register(_open_card, Opens("customer"))
    routes.callback_query.register(_decide_terms, Taps(TERMS_DECISION))
    routes.callback_query.register(credit_limit.decide_by_letter, Taps(credit_limit.DECISION))
    return [routes, dialog()]

"""What is typed outside any question: a document's number, a waybill, how things stand, somebody's name."""

from __future__ import annotations

import re
from typing import Any

from aiogram import Router
from aiogram.types import Message
from aiogram_dialog import DialogManager

from handlers.customer_states import CustomerCard, Find
from handlers.desk import Desk
from handlers.documents import LOOKUPS, NUMBER
from handlers.read_message import answer_question, chooses_goods, take_message, take_payment
from handlers.read_message.another import is_whole
from handlers.read_message.reader import read_text
from handlers.shipping_states import ShipmentCard
from handlers.status import send_status
from handlers.take_order.states import draft_on_card
from handlers.windows import Besides, go, heard_besides
from locales import text
from models import figures, names, shipments
from models.customers import Customer
from models.numerals import half_width
from models.people import Role

LONGEST_NAME = 60  # longer texts are no name to look up
WORDS_BESIDE = 20  # characters beside a document's number: 到哪了, please check
WAYBILL = re.compile(r"[A-Z]{0,4}\d{8,20}", re.IGNORECASE)
HOW = re.compile(
    r"(今[天日]|最近|近来|本月|这个?月|现在|目前|我们|公司|生意|业绩|情况|进展|how\s+are\s+we\s+doing|how'?s\s+business"
    r"|\bhow\s+(?:is|are)\b|\bhow[’']?s\b|\bdoing\b|\btoday\b|\bthis\s+(?:week|month)\b"
    r"|status|near|近况|怎么样|怎样|如何|咋样|咋个样|了|呢|啊|吗|的|\s|[?？!！。,，.])+",
    re.IGNORECASE,
)
ASKS = re.compile(
    r"近况|怎么样|怎样|如何|咋样|情况|业绩|status|how\s+are\s+we|how'?s\s+business"
    r"|\bhow(?:\s+is|\s+are|[’']?s)\s.*\bdoing\b|^how(?:\s+is|[’']?s)\s+\S+$",
    re.IGNORECASE,
)
OWES = re.compile(
    r"(还|总共|一共|现在|到底)*(欠|差)(了|我们|着)*(多少|几多|款|钱)*(钱|款)?|多少(没|未)(付|给|结)|应收(账款|款)?|(没|未)(付|结)(清|款)?的?"
    r"|what\s+does|how\s+much\s+does|how\s+much|owes?(\s+us)?|owed|debts?",
    re.IGNORECASE,
)
DEBT = re.compile(r"欠|差|多少(没|未)(付|给|结)|应收|(没|未)(付|结)|owe|debt", re.IGNORECASE)
ASKS_PRICE = re.compile(r"(价格?|单价)(是|为)?(多少|几多|什么)", re.IGNORECASE)
MARKS = re.compile(r"[?？!！。,，.:：\s]+")
ORDER_LIKE = re.compile(r"\d+\s*(支|个|瓶|包|箱|卷|套|只|片|条|台|盒|pcs|x)", re.IGNORECASE)


async def is_free(message: Message, **data: Any) -> bool:
    """Text that is no command and that no window waits for: what can be no answer is not left to the one that does."""
    said = half_width(message.text or "")
    if not said or said.startswith("/"):
        return False
    besides = heard_besides(data)
    if besides is None:
        return True
    if besides is Besides.NUMBERS and not any(sign.isdigit() for sign in said):
        return True
    telling = (ASKS, OWES) if besides is Besides.NUMBERS else (NUMBER, ASKS, DEBT)
    if besides is not Besides.NOTHING and any(pattern.search(said) for pattern in telling):
        return True
    return besides in (Besides.ORDERS, Besides.NUMBERS) and await _orders(said, data)


async def _orders(said: str, data: dict[str, Any]) -> bool:
    """Whether it says by itself which goods and how many of them."""
    desk: Desk = data["desk"]
    if not _takes_orders(desk):
        return False
    counts_goods = ORDER_LIKE.search(said) is not None or await chooses_goods(data)
    return counts_goods and is_whole(await read_text(desk, said))


async def hear(message: Message, dialog_manager: DialogManager, desk: Desk) -> None:
    """Answer what was said: the most certain reading first. How things stand is asked in a few words that count no
    goods, and so is a price that is asked for in so many words; what else was said is read as an order first.
    """
    said = half_width(message.text or "").strip()
    orders_goods = ORDER_LIKE.search(said) is not None
    questions = [_standing, *([answer_question] if ASKS_PRICE.search(said) else [])]
    for answer in (_document, *([] if orders_goods else questions)):
        if await answer(said, message, dialog_manager, desk):
            return
    if await take_message(message, dialog_manager, desk):
        return
    for answer in (_standing, _debt, take_payment, answer_question, _rep, _named):
        if await answer(said, message, dialog_manager, desk):
            return
    if draft_on_card(dialog_manager) is not None and _takes_orders(desk):
        await message.answer(text(desk.language, "free-text-card-hint"))
        return
    hint = "free-text-order-hint" if ORDER_LIKE.search(said) and _takes_orders(desk) else "free-text-hint"
    await message.answer(text(desk.language, hint))


def _takes_orders(desk: Desk) -> bool:
    return desk.who is not None and desk.who.may(Role.REP, Role.ASSISTANT, Role.MANAGER, Role.BOSS)


async def _document(said: str, message: Message, manager: DialogManager, desk: Desk) -> bool:
    """A document's number, alone or with a few words beside it, or a waybill's."""
    numbers = [found.group() for found in NUMBER.finditer(said)]
    if len(numbers) == 1 and len(said) <= len(numbers[0]) + WORDS_BESIDE:
        number = numbers[0].upper()
        find, state, name = LOOKUPS[number[:2]]
        found = await desk.read(find, number=number)
        if found is None:
            await message.answer(text(desk.language, "refusal-not-found"))
        else:
            await go(manager, state, {name: found})
        return True
    if WAYBILL.fullmatch(said):
        carried = await desk.read(shipments.by_waybill, text=said)
        if len(carried) == 1:
            await go(manager, ShipmentCard.main, {"shipment_id": carried[0].shipment.id})
            return True
    return False


async def _standing(said: str, message: Message, _manager: DialogManager, desk: Desk) -> bool:
    """How are we doing, or how is one rep or one customer doing."""
    if len(said) > LONGEST_NAME or not ASKS.search(said):
        return False
    whom = MARKS.sub(" ", HOW.sub(" ", said)).strip()
    if not whom:
        await send_status(message, desk)
        return True
    return await _rep(whom, message, _manager, desk) or await _of_customer(whom, message, desk)


async def _rep(said: str, message: Message, _manager: DialogManager, desk: Desk) -> bool:
    """How a rep is doing, by the whole name, or the first where only one is called so."""
    called, reps = said.strip("?？ ").casefold(), await desk.read(figures.reps_in_scope)
    whole = [rep for rep in reps if rep.name.casefold() == called]
    meant = whole or [rep for rep in reps if rep.name.casefold().split()[0] == called]
    if len(meant) == 1:
        await send_status(message, desk, rep_id=meant[0].id)
    return len(meant) == 1


async def _debt(said: str, message: Message, manager: DialogManager, desk: Desk) -> bool:
    """What a customer owes."""
    if len(said) > LONGEST_NAME or not DEBT.search(said):
        return False
    whom = MARKS.sub(" ", OWES.sub(" ", said)).strip()
    if whom and await _of_customer(whom, message, desk):
        return True
    return await _named(whom, message, manager, desk) if whom else False


async def _of_customer(whom: str, message: Message, desk: Desk) -> bool:
    one = await _one_customer(whom, desk)
    if one is None:
        return False
    await send_status(message, desk, customer_id=one.id)
    return True


async def _one_customer(whom: str, desk: Desk) -> Customer | None:
    """The customer that is meant, if only one can be."""
    found = await desk.read(names.find_customers, text=whom)
    called = [one for one in found.items if whom in (one.name, one.short_name, one.code, *one.aliases.split("|"))]
    if len(called) == 1:
        return called[0]
    return found.items[0] if found.total == 1 else None


async def _named(said: str, message: Message, manager: DialogManager, desk: Desk) -> bool:
    """A customer or product by name: the card when it is certain, else what comes close."""
    if not said or len(said) > LONGEST_NAME or "\n" in said:
        return False
    one = await _one_customer(said, desk)
    products = await desk.read(names.find_products, text=said)
    if one is not None and not products.total:
        await go(manager, CustomerCard.main, {"customer_id": one.id})
        return True
    customers = await desk.read(names.find_customers, text=said)
    if not customers.total and not products.total:
        return False
    await go(manager, Find.main, {"text": said})
    return True


def routers() -> list[Router]:
    """Before every dialog, so that a menu on the screen does not swallow a question."""
    routes = Router(name="free_text")
    routes.message.register(hear, is_free)
    return [routes]

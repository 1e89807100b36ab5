"""From a message to its card: nothing open, the card at once; else one question after another, then the card."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode

from handlers.read_message.states import Clarify, Data, Joins, said_of
from handlers.sample_states import RequestSample
from handlers.take_order.states import TakeOrder
from handlers.window_texts import desk_of
from handlers.windows import go, instead
from locales import text
from models import orders
from models.reading import Reading
from models.reading_books import (
    Understood,
    against_last,
    ask_for_all,
    drafted,
    sample_draft,
    still_asked,
    told,
    understood,
    understood_parts,
    with_last_order,
)

STATES = {"customer": Clarify.customer, "sku": Clarify.product, "quantity": Clarify.quantity, "unit": Clarify.unit}


def is_order(reading: Reading) -> bool:
    """Whether a message orders something (or asks for a sample), and does not merely name it."""
    if reading.kind == "other":
        return False
    named = reading.customer.value is not None
    if not reading.lines:
        return reading.repeats or named
    return any(line.quantity.value or line.quantity.places or named for line in reading.lines)


async def take_up(manager: DialogManager, reading: Reading, *, joins: Joins | None = None) -> None:
    """Open the card of what was read, or the first question; `joins` is the order that it may be meant to go with."""
    if reading.apart:
        await _take_apart(manager, reading.apart)
    else:
        await take_said(manager, await desk_of(manager).read(understood, reading=reading), joins=joins)


async def _take_apart(manager: DialogManager, parts: Sequence[Reading]) -> None:
    """Orders of several customers: the first one's card is shown, those of the others wait below it."""
    first, *others = await desk_of(manager).read(understood_parts, parts=parts)
    for said in reversed(others):
        await take_said(manager, said, show=ShowMode.NO_UPDATE)
    await take_said(manager, first)


async def take_said(
    manager: DialogManager, said: Understood, *, joins: Joins | None = None, show: ShowMode | None = None
) -> None:
    """`take_up` for what was understood already."""
    if joins:
        await go(manager, Clarify.join, {"said": said, "joins": joins})
        return
    await _hold_against_last(manager, said)
    if (question := still_asked(said)) is not None:
        await go(manager, STATES.get(question.field, Clarify.term), {"said": said}, show=show)
    else:
        state, data = await _card(manager, said)
        await go(manager, state, data, show=show)


async def _hold_against_last(manager: DialogManager, said: Understood) -> None:
    """老规矩: once it is known whose, the last order tells what is meant by what is said beside it."""
    if said["again"] and said["customer_id"] is not None and "last" not in said:
        held = await desk_of(manager).read(against_last, said=said)
        said["lines"], said["last"] = held["lines"], held["last"]
    ask_for_all(said)


async def begin(given: Any, manager: DialogManager) -> None:
    """The dialog of questions opens."""
    start: Data = given if isinstance(given, dict) else {}
    manager.dialog_data.update(start)
    if not start.get("joins") or start.get("joined"):
        await onward(manager)


async def onward(manager: DialogManager) -> None:
    """The next question; with none left, the card in the place of the questions."""
    said = said_of(manager)
    await _hold_against_last(manager, said)
    question = still_asked(said)
    if question is not None:
        manager.dialog_data["line"] = question.line
        await manager.switch_to(STATES.get(question.field, Clarify.term))
    elif manager.dialog_data.get("joined") and len(manager.current_stack().intents) > 1:
        await manager.done({"more": said, "changes": bool(manager.dialog_data.get("changes"))})
    else:
        state, data = await _card(manager, said)
        await instead(manager, state, data)


async def _card(manager: DialogManager, said: Understood) -> tuple[State, Data]:
    """What to open, with everything filled in."""
    desk = desk_of(manager)
    usual = await desk.read(orders.begun, customer_id=said["customer_id"])
    if said["kind"] == "sample":
        return RequestSample.customer, {"draft": sample_draft(said, usual)}
    data: Data = {
        "chosen": list(said["terms"]),
        "read": {"places": said["places"], "notes": _notes(said), "customer": _called(said)},
    }
    if "last" in said and said["last"]["order_id"] is not None:
        draft, last = await desk.read(with_last_order, said=said, today=desk.today)
        on = desk.db.rules.today(last.placed_at).isoformat()
        data["read"]["notes"] += [{"key": "read-again", "number": last.number, "on": on}, *told(said)]
    else:
        draft = await desk.read(drafted, said=said, today=desk.today)
        if said["again"]:
            await _say(manager, "read-never-before")
    data["read"]["notes"] += _besides(said, draft, usual["address"])
    return TakeOrder.card, {**data, "draft": draft}


def _besides(said: Understood, draft: Data, usual: str) -> list[Data]:
    """What the message says beside goods and terms, and where on the card it is now."""
    address, notes = said.get("address", ""), []
    if address and draft["address"] == address != usual:
        notes.append({"key": "read-address", "address": address, "usual": usual or "—"})
    noted = [one for one in (address, *said.get("remarks", [])) if one and one in draft["note"]]
    return [*notes, {"key": "read-noted", "words": "；".join(noted)}] if noted else notes


async def _say(manager: DialogManager, key: str) -> None:
    """A line above the window that follows."""
    event = manager.event
    message = event.message if isinstance(event, CallbackQuery) else event
    if isinstance(message, Message):
        await message.answer(text(desk_of(manager).language, key))


def _notes(said: Understood) -> list[Data]:
    """What was said and could not be used, and what habit or the second reader chose, to be said on the card."""
    notes: list[Data] = [*said.get("notes", [])]
    if unused := said.get("unused"):
        notes.append({"key": "read-unused", "words": " / ".join(unused)})
    notes += [{"key": "read-not-applied", "words": words} for words in said.get("not_applied", [])]
    if others := said.get("others"):
        notes.append({"key": "read-apart", "others": "、".join(others), "customer_id": said["customer_id"]})
    if said.get("several"):
        notes.append({"key": "read-several", "customer_id": said["customer_id"]})
    notes += [{"key": "read-stranger", "words": words} for words in said.get("strangers", [])]
    if tie := said.get("tie"):
        notes.append({"key": f"read-tie-{tie}", "term": said["customer_term"], "customer_id": said["customer_id"]})
    for line in said["lines"]:
        if tie := line.get("tie"):
            key = "read-tie-goods" if tie == "second" else "read-tie-usual"
            notes.append({"key": key, "term": line["term"], "product_id": line["product_id"]})
    return notes


def _called(said: Understood) -> Data:
    """How the message named the customer, and whether a person had to say whom that means."""
    return {"term": said["customer_term"], "taught": said["customer_taught"]}

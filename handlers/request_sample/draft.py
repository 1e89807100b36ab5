"""The draft of a sample request, and what is to be said next."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from handlers.pick import Pick
from handlers.sample_states import RequestSample
from handlers.window_texts import desk_of
from models import customers, samples
from models.reading_books import Understood, sample_lines
from models.refusals import Outdated
from models.samples import NoSampleLines
from models.samples.asking import MOST_LINES

Data = dict[str, Any]


def draft_of(manager: DialogManager) -> Data:
    """The draft being written; changes to it are kept."""
    draft: Data = manager.dialog_data.setdefault("draft", {})
    return draft


def lines_of(manager: DialogManager) -> list[Data]:
    """The lines of the draft, each product_id and quantity as text; changes are kept."""
    lines: list[Data] = draft_of(manager).setdefault("lines", [])
    return lines


def pairs_of(manager: DialogManager) -> list[tuple[int, str]]:
    """The lines as the ledger takes them."""
    return [(int(line["product_id"]), str(line["quantity"])) for line in lines_of(manager)]


def customer_id(manager: DialogManager) -> int:
    """The customer of the draft. Raises Outdated when there is none yet: an old button."""
    number = draft_of(manager).get("customer_id")
    if not number:
        raise Outdated()
    return int(number)


def to(state: State) -> Callable[[CallbackQuery, Button, DialogManager], Awaitable[None]]:
    """A click that goes to another window of the dialog."""

    async def switch(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
        await manager.switch_to(state)

    return switch


async def begin(given: Any, manager: DialogManager) -> None:
    """Start data: nothing, `customer_id`, or a whole `draft`."""
    said: Data = given if isinstance(given, dict) else {}
    if said.get("draft"):
        manager.dialog_data["draft"] = dict(said["draft"])
    elif number := said.get("customer_id"):
        await desk_of(manager).read(customers.get, customer_id=number)
        draft_of(manager)["customer_id"] = int(number)
    await go_on(manager)


async def usual_fee_fen(manager: DialogManager) -> int:
    """What the customer would pay (fen)."""
    facts = {"customer_id": customer_id(manager), "lines": pairs_of(manager)}
    return await desk_of(manager).read(samples.usual_fee_fen, **facts)


async def go_on(manager: DialogManager) -> None:
    """The next thing to say; with nothing left, the card."""
    draft = draft_of(manager)
    if not draft.get("customer_id"):
        await manager.switch_to(RequestSample.customer)
        await manager.start(Pick.customer)
    elif not lines_of(manager):
        await manager.switch_to(RequestSample.lines)
        await manager.start(Pick.product, data={"customer_id": customer_id(manager)})
    elif not draft.get("purpose"):
        await manager.switch_to(RequestSample.purpose)
    elif not draft.get("ship_via"):
        await manager.switch_to(RequestSample.way)
    elif draft["ship_via"] != "pickup" and not draft.get("address"):
        await manager.switch_to(RequestSample.address)
    elif "fee_fen" not in draft and await usual_fee_fen(manager):
        await manager.switch_to(RequestSample.fee)
    else:
        await manager.switch_to(RequestSample.card)


def add_lines(manager: DialogManager, more: Understood) -> None:
    """Goods that were typed with how many of them. Raises NoSampleLines where there are too many."""
    lines = [*lines_of(manager), *sample_lines(more)]
    if len(lines) > MOST_LINES:
        raise NoSampleLines(limit=MOST_LINES)
    draft_of(manager).update(lines=lines)
    draft_of(manager).pop("fee_fen", None)  # it follows what is asked for


async def picked(_given: Any, result: Any, manager: DialogManager) -> None:
    """A customer or a product was chosen; whoever went back stays where they were."""
    chosen: Data = result if isinstance(result, dict) else {}
    if number := chosen.get("customer_id"):
        draft = draft_of(manager)
        if draft.get("customer_id") != int(number):
            draft.pop("address", None)  # it was the other one's
            draft.pop("fee_fen", None)
        draft["customer_id"] = int(number)
        await go_on(manager)
    elif more := chosen.get("more"):
        add_lines(manager, more)
        await manager.switch_to(RequestSample.lines)
    elif number := chosen.get("product_id"):
        manager.dialog_data["line"] = {"product_id": int(number)}
        await manager.switch_to(RequestSample.quantity)

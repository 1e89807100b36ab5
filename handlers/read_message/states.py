"""The windows in which what a message left open is asked, one question at a time, and what they keep."""

from __future__ import annotations

from typing import Any, TypedDict

from aiogram.fsm.state import State, StatesGroup
from aiogram_dialog import DialogManager

from handlers.sample_states import RequestSample
from handlers.take_order.states import TakeOrder
from handlers.windows import DRAFTS, LEADS_TO
from models.reading_books import Understood
from models.reading_books.understanding import Line
from models.refusals import Outdated

Data = dict[str, Any]


class Joins(TypedDict):
    """The order that a message may go with: whose it is, and its number where it is one that is being changed."""

    customer_id: int
    number: str


class Clarify(StatesGroup):
    """One window for each thing that may have to be asked."""

    join = State()  # whether it goes with the order that is on the card
    customer = State()
    product = State()
    quantity = State()
    unit = State()
    term = State()


def becomes(data: Data) -> type[StatesGroup]:
    """Whether what is asked about becomes an order or the request for a sample."""
    said: Understood | None = data.get("said")
    return RequestSample if said is not None and said["kind"] == "sample" else TakeOrder


DRAFTS.add(Clarify)
LEADS_TO[Clarify] = becomes


def said_of(manager: DialogManager) -> Understood:
    """What was understood so far; changes to it are kept. Raises Outdated for an old window without it."""
    said: Understood | None = manager.dialog_data.get("said")
    if said is None:
        raise Outdated()
    return said


def line_of(manager: DialogManager) -> Line:
    """The line that is asked about. Raises Outdated."""
    lines, number = said_of(manager)["lines"], int(manager.dialog_data.get("line", -1))
    if not 0 <= number < len(lines):
        raise Outdated()
    return lines[number]


def field_of(manager: DialogManager) -> str:
    """Which term is asked about. Raises Outdated."""
    asked = said_of(manager)["ask"]
    if not asked:
        raise Outdated()
    return asked[0]

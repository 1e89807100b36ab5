"""The windows of taking an order, and the draft they write in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from handlers.pick import goods_of
from handlers.windows import DRAFTS, FINISHED
from models.orders import CHOICES
from models.refusals import Outdated


class TakeOrder(StatesGroup):
    """Customer, lines, and one card on which everything else can be changed."""

    customer = State()
    lines = State()
    quantity = State()
    price = State()
    line = State()
    how = State()
    day = State()
    calendar = State()
    day_reason = State()
    address = State()
    settlement = State()
    instruction = State()
    note = State()
    card = State()
    source = State()
    done = State()


DRAFTS.add(TakeOrder)
FINISHED.add(TakeOrder.done)
SHOWN = (TakeOrder.card, TakeOrder.lines, TakeOrder.source)  # the windows that show what the draft says

Data = dict[str, Any]


def draft_of(manager: DialogManager) -> Data:
    """The draft being written; changes to it are kept."""
    draft: Data = manager.dialog_data.setdefault("draft", {})
    return draft


def draft_on_card(manager: DialogManager) -> Data | None:
    """The draft whose card, lines or message is what the person looks at, if there is one; from within any
    conversation.
    """
    if not manager.has_context() or manager.current_context().state not in SHOWN:
        return None
    draft: Any = manager.current_context().dialog_data.get("draft")
    return draft if isinstance(draft, dict) else None


async def order_looked_at(manager: DialogManager) -> Data | None:
    """What is kept of the order whose draft is on the card, or for which they are choosing goods right now."""
    context = await goods_of(manager.middleware_data, *SHOWN)
    return context.dialog_data if context is not None and isinstance(context.dialog_data.get("draft"), dict) else None


def lines_of(manager: DialogManager) -> list[Data]:
    """The lines of the draft; changes are kept."""
    lines: list[Data] = draft_of(manager).setdefault("lines", [])
    return lines


def chosen_of(manager: DialogManager) -> list[str]:
    """What of how the order goes and is paid was chosen for it, by hand or in the message, and is no habit."""
    return [name for name in manager.dialog_data.get("chosen", []) if name in CHOICES]


def choose(manager: DialogManager, *names: str) -> None:
    """These were chosen for this order."""
    kept = manager.dialog_data.get("chosen", [])
    manager.dialog_data["chosen"] = [*kept, *(name for name in names if name not in kept)]


def customer_id(manager: DialogManager) -> int:
    """The customer of the draft. Raises Outdated when there is none yet: an old button."""
    number = draft_of(manager).get("customer_id")
    if not number:
        raise Outdated()
    return int(number)


def line_at_hand(manager: DialogManager) -> Data:
    """The line that is being written or changed: product_id, and once given quantity and index. Raises Outdated."""
    line: Data | None = manager.dialog_data.get("line")
    if not line:
        raise Outdated()
    return line


def to(state: State) -> Callable[[CallbackQuery, Button, DialogManager], Awaitable[None]]:
    """A click that goes to another window of the dialog."""

    async def switch(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
        await manager.switch_to(state)

    return switch

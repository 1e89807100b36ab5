"""The building blocks of every dialog: texts in the reader's language, windows that say what was wrong, ways in
and out.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from enum import Enum
from typing import Any

from aiogram import Bot
from aiogram.filters import Filter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode, StartMode, Window
from aiogram_dialog.api.entities import Context, OldMessage
from aiogram_dialog.api.internal import CONTEXT_KEY, STORAGE_KEY
from aiogram_dialog.manager.message_manager import MessageManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Row
from aiogram_dialog.widgets.text import Text

from handlers.window_texts import WARNING, Label, Limited, Warned, desk_of, shown
from locales import Html, text
from models.refusals import NotUnderstood, Refusal


class Besides(Enum):
    """What is still heard as anywhere while a window waits for something typed, since it can be no answer."""

    NOTHING = "nothing"  # any words may be the answer: a note, a reason, an address
    QUESTIONS = "questions"  # a question about money or how things stand, a document's number
    ORDERS = "orders"  # these, and goods with how many of them
    NUMBERS = "numbers"  # a document's number is the answer: whatever has no digits in it, and what ORDERS hear else


ASKING: dict[State, Besides] = {}  # windows that wait for something typed; elsewhere free text is heard as it is
DRAFTS: set[type[StatesGroup]] = set()  # dialogs that survive other commands: the draft lies below and is gone back to
FINISHED: set[State] = set()  # last windows of such dialogs: what they show is done, nothing is left to go back to
LETTER_STAYS: ContextVar[bool] = ContextVar("LETTER_STAYS", default=False)
LEADS_TO: dict[type[StatesGroup], Callable[[dict[str, Any]], type[StatesGroup]]] = {}  # drafts that become others
MOST_DRAFTS = 30


class Messages(MessageManager):
    """The library's way with messages, but a letter keeps its buttons when one of them opens a dialog."""

    async def remove_inline_kbd(self, bot: Bot, old_message: OldMessage | None) -> Message | None:
        return None if LETTER_STAYS.get() else await super().remove_inline_kbd(bot, old_message)


Take = Callable[[DialogManager, str], Awaitable[None]]


def window(
    state: State,
    *widgets: Any,
    take: Take | None = None,
    besides: Besides = Besides.NOTHING,
    media: bool = False,
    **kwargs: Any,
) -> Window:
    """A window that shows what was wrong with the last input first, and, with `take`, waits for typed text.

    `take(manager, text)` reads what was typed; a `Refusal` it raises is shown on top of the same window.
    What is clearly something else, by `besides`, is heard as anywhere. With `media` the window has a `MessageInput` of
    its own among its widgets, for photos or documents.
    """
    texts = [widget for widget in widgets if isinstance(widget, Text)]
    others = [widget for widget in widgets if not isinstance(widget, Text)]
    inputs: list[MessageInput] = []
    if take is not None:
        inputs.append(MessageInput(_reading(take), filter=_is_text))
    if take is not None or media:
        ASKING[state] = besides
        inputs.append(MessageInput(_wrong_kind))
    return Window(Limited(Warned(), *texts), *others, *inputs, state=state, **kwargs)


def _reading(take: Take) -> Callable[[Message, MessageInput, DialogManager], Awaitable[None]]:
    async def read(message: Message, _input: MessageInput, manager: DialogManager) -> None:
        await take(manager, (message.text or "").strip())

    return read


async def _is_text(message: Message) -> bool:
    """Whether something was typed. Asynchronous: the libraries run a filter that is not in a thread of its own."""
    return message.text is not None


class FileNotRead(Refusal):
    """A file was sent where something is to be typed."""


async def _wrong_kind(message: Message, _input: MessageInput, _manager: DialogManager) -> None:
    raise FileNotRead() if message.document is not None else NotUnderstood()


def op_key(manager: DialogManager) -> str:
    """The key of the operation that this window confirms: made when first shown, the same however often it is
    tapped.
    """
    key: str = manager.dialog_data.setdefault("op_key", uuid.uuid4().hex)
    return key


def is_asking(data: dict[str, Any]) -> bool:
    """Whether the person's current window waits for something typed (from a handler's data)."""
    return heard_besides(data) is not None


def heard_besides(data: dict[str, Any]) -> Besides | None:
    """What is heard as anywhere although the person's current window waits for something typed; None where it does
    not.
    """
    context = data.get(CONTEXT_KEY)
    return ASKING.get(context.state) if context is not None else None


async def go(
    manager: DialogManager, state: State, data: dict[str, Any] | None = None, *, show: ShowMode | None = None
) -> None:
    """Open a dialog from a command or a letter's button. What was open is closed, but a draft stays below and is
    gone back to.
    """
    kept = LETTER_STAYS.set(_came_from_a_letter(manager))
    try:
        await _open(manager, state, data, show or ShowMode.SEND)
    finally:
        LETTER_STAYS.reset(kept)


def _came_from_a_letter(manager: DialogManager) -> bool:
    """Whether the button pressed belongs to a message that no dialog draws: it may be pressed again."""
    message = manager.event.message if isinstance(manager.event, CallbackQuery) else None
    return message is not None and message.message_id != manager.current_stack().last_message_id


async def _open(manager: DialogManager, state: State, data: dict[str, Any] | None, show: ShowMode) -> None:
    stack = manager.current_stack()
    while manager.has_context() and not _is_draft(manager.current_context().state):
        await manager.mark_closed()
    if manager.has_context() and data and _says_nothing(manager.dialog_data.get("draft")):
        await manager.mark_closed()
    if manager.has_context() and not data and _is_part_of(manager.current_context(), state):
        manager.show_mode = show
        await manager.show()
        return
    _forget_deep_drafts(stack)
    await manager.start(state, data=data, mode=StartMode.NORMAL, show_mode=show)


def _is_draft(state: State) -> bool:
    return state.group in DRAFTS and state not in FINISHED


def _is_part_of(context: Context, state: State) -> bool:
    """Whether a draft is one of the dialog of `state`, or will become one."""
    group = context.state.group
    leads_to = LEADS_TO.get(group)
    return state.group in (group, leads_to(context.dialog_data) if leads_to else None)


def _says_nothing(draft: Any) -> bool:
    """A draft that was begun and says neither for whom nor what is not gone back to."""
    return isinstance(draft, dict) and not any(draft.values())


async def instead(manager: DialogManager, state: State, data: dict[str, Any] | None = None) -> None:
    """Open a dialog in the place of the one that has done its work; what lies below stays."""
    await manager.mark_closed()
    await manager.start(state, data=data)


def _forget_deep_drafts(stack: Any) -> None:
    """A stack never grows beyond some drafts, as many as are pasted at a go: the library's own limit is a hundred."""
    del stack.intents[:-MOST_DRAFTS]


async def drafts_below(manager: DialogManager) -> int:
    """How many drafts wait below the window that is shown; a question that belongs to the draft below it is none."""
    storage = manager.middleware_data[STORAGE_KEY]
    below = [await storage.load_context(intent) for intent in manager.current_stack().intents[:-1]]
    return sum(_waits(context) for context in below)


def _waits(context: Context) -> bool:
    said = context.dialog_data
    return _is_draft(context.state) and not said.get("joins") and not _says_nothing(said.get("draft"))


def warn(manager: DialogManager, refusal: Refusal) -> None:
    """Show a refusal on top of the current window when it is drawn next."""
    manager.dialog_data[WARNING] = said(manager, refusal)


def said(manager: DialogManager, refusal: Refusal) -> Html:
    """A refusal as a sentence in the person's language."""
    return text(desk_of(manager).language, refusal.key, **shown(manager, refusal.facts))


async def close(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Leave the dialog: back to what lies below, or the menu."""
    from handlers.start import Menu

    if len(manager.current_stack().intents) > 1:
        await manager.done()
        return
    await manager.mark_closed()
    await manager.start(Menu.main, mode=StartMode.RESET_STACK)


def leave() -> Button:
    """The button that leaves a dialog without a trace."""
    return Button(Label("cancel"), id="leave", on_click=close)


def home() -> Button:
    """The button that goes back to the menu after the work is done."""
    return Button(Label("menu"), id="home", on_click=close)


def pager(page: str = "page", pages: str = "pages") -> Row:
    """Previous and next, for lists paged in SQL: the getter gives `page` (from 1) and `pages`; kept in
    dialog_data['page'].
    """

    def step(by: int) -> Callable[[CallbackQuery, Button, DialogManager], Awaitable[None]]:
        async def turn(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
            manager.dialog_data["page"] = max(1, int(manager.dialog_data.get("page", 1)) + by)

        return turn

    return Row(
        Button(Label("previous-page"), id="prev", on_click=step(-1), when=lambda d, _w, _m: d[page] > 1),
        Button(Label("page"), id="here", when=lambda d, _w, _m: d[pages] > 1),
        Button(Label("next-page"), id="next", on_click=step(1), when=lambda d, _w, _m: d[page] < d[pages]),
    )


class Taps(Filter):
    """A letter's button by the form of its callback data. (`F.data.regexp` would cost a thread on every tap.)"""

    def __init__(self, pattern: str) -> None:
        self.pattern = re.compile(pattern)

    async def __call__(self, query: CallbackQuery) -> bool:
        return self.pattern.fullmatch(query.data or "") is not None


class Opens(Filter):
    """A letter's button that opens a document: callback data `open:SUBJECT:ID`; hands `subject_id` to the handler."""

    def __init__(self, subject: str) -> None:
        self.prefix = f"open:{subject}:"

    async def __call__(self, query: CallbackQuery) -> bool | dict[str, int]:
        data = query.data or ""
        number = data.removeprefix(self.prefix)
        if not data.startswith(self.prefix) or not number.isascii() or not number.isdigit() or len(number) > 15:
            return False
        return {"subject_id": int(number)}

"""What people call products and customers (词表): new names wait for a yes or no, known ones can be taken back.

Everybody sees what became of the names they used themselves; who does not decide sees only these.
"""

from __future__ import annotations

from typing import Any

from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Row

from handlers.lists import rows
from handlers.order_words import words
from handlers.window_texts import Body, Label, Raw, desk_of
from handlers.windows import go, home, op_key, pager, window
from locales import join
from models import learning
from models.learning import KEEPERS
from models.orders import TAKERS

Data = dict[str, Any]


class Words(StatesGroup):
    """The list, new or known, and one word; and what somebody used themselves."""

    list = State()
    one = State()
    own = State()


async def show_list(dialog_manager: DialogManager, **_data: Any) -> Data:
    """A page of the new names, or of the known ones."""
    data = dialog_manager.dialog_data
    known = bool(data.get("known"))
    found = await desk_of(dialog_manager).read(learning.listed, known=known, page=int(data.get("page", 1)))
    data["page"] = found.page
    listed = [{"id": row.word.id, "term": row.word.term, "name": row.name} for row in found.items]
    return {
        "words": listed,
        "known": known,
        "new": not known,
        "total": found.total,
        "page": found.page,
        "pages": found.pages,
    }


async def to_own(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """What one used oneself."""
    manager.dialog_data["page"] = 1
    await manager.switch_to(Words.own)


async def turn(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The other list."""
    manager.dialog_data.update(known=not manager.dialog_data.get("known"), page=1)


async def open_one(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    """One word, with who said it."""
    await desk_of(manager).read(learning.one, word_id=number)
    manager.dialog_data["word_id"] = number
    manager.dialog_data.pop("op_key", None)
    await manager.switch_to(Words.one)


async def show_one(dialog_manager: DialogManager, **_data: Any) -> Data:
    """What it names, and whether it waits or is known."""
    desk = desk_of(dialog_manager)
    row = await desk.read(learning.one, word_id=dialog_manager.dialog_data["word_id"])
    op_key(dialog_manager)
    return {
        "term": row.word.term,
        "name": row.name,
        "code": row.code,
        "who": row.who,
        "day": desk.db.rules.today(row.word.proposed_at),
        "number": row.order or "none",
        "waits": row.word.state == "proposed",
        "known": row.word.state == "accepted",
    }


def _decide(operation: Any) -> Any:
    async def click(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
        await desk_of(manager).do(operation, key=op_key(manager), word_id=manager.dialog_data["word_id"])
        await manager.switch_to(Words.list)

    return click


async def back(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The list again."""
    await manager.switch_to(Words.list)


async def open_words(_message: Message, dialog_manager: DialogManager) -> None:
    """`/words`."""
    who = desk_of(dialog_manager).who
    if who is not None and not who.may(*KEEPERS):
        who.require(*TAKERS)
        await go(dialog_manager, Words.own)
        return
    await go(dialog_manager, Words.list)


async def show_own(dialog_manager: DialogManager, **_data: Any) -> Data:
    """A page of the names that this person used, what became of each, and who agrees to them."""
    desk, data = desk_of(dialog_manager), dialog_manager.dialog_data
    found = await desk.read(learning.own, page=int(data.get("page", 1)))
    data["page"] = found.page
    between = "、" if desk.language == "zh" else ", "
    lines = [
        words(desk, "words-own-row", term=row.word.term, name=row.name, state=row.word.state) for row in found.items
    ]
    return {
        "lines": join(["", *lines] if lines else []),
        "total": found.total,
        "decides": desk.who is not None and desk.who.may(*KEEPERS),
        "who": join(await desk.read(learning.deciders), between) or "none",
        "page": found.page,
        "pages": found.pages,
    }


def routers() -> list[Router]:
    """The command, then the dialog."""
    routes = Router(name="words")
    routes.message.register(open_words, Command("words"))
    dialog = Dialog(
        window(
            Words.own,
            Body("words-own"),
            Raw("lines"),
            pager(),
            Button(Label("back"), id="back", on_click=back, when="decides"),
            home(),
            getter=show_own,
        ),
        window(
            Words.list,
            Body("words-waiting", when="new"),
            Body("words-known", when="known"),
            rows(Label("words-row"), "words", open_one),
            pager(),
            Button(Label("words-to-own"), id="mine", on_click=to_own),
            Button(Label("words-to-known"), id="known", on_click=turn, when="new"),
            Button(Label("words-to-waiting"), id="new", on_click=turn, when="known"),
            home(),
            getter=show_list,
        ),
        window(
            Words.one,
            Body("words-one"),
            Row(
                Button(Label("words-yes"), id="yes", on_click=_decide(learning.accept), when="waits"),
                Button(Label("words-no"), id="no", on_click=_decide(learning.refuse), when="waits"),
            ),
            Button(Label("words-remove"), id="remove", on_click=_decide(learning.remove), when="known"),
            Button(Label("back"), id="back", on_click=back),
            getter=show_one,
        ),
    )
    return [routes, dialog]

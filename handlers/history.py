"""The history of any document, opened by a boss from its card."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aiogram import Router
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button

from handlers.order_words import story, words
from handlers.window_texts import Label, Raw, desk_of
from handlers.windows import close, pager, window
from locales import join, text
from models import story as stories
from models.people import Role


class History(StatesGroup):
    """One document's history; started with `subject` and `subject_id`."""

    main = State()


def history_of(subject: str, number: Callable[[DialogManager], int]) -> Button:
    """A boss's button on a document's card; `number` finds the document's number."""

    async def open_it(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
        await manager.start(History.main, data={"subject": subject, "subject_id": number(manager)})

    return Button(Label("history-button"), id="trail", on_click=open_it, when=_for_a_boss)


def _for_a_boss(_data: dict[str, Any], _widget: Any, manager: DialogManager) -> bool:
    who = desk_of(manager).who
    return who is not None and who.may(Role.BOSS)


async def show(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """A page of it, the newest first."""
    desk, given = desk_of(dialog_manager), dialog_manager.start_data
    of = given if isinstance(given, dict) else {}
    subject, number = str(of.get("subject", "")), int(of.get("subject_id", 0))
    page = int(dialog_manager.dialog_data.get("page", 1))
    seen = await desk.read(stories.story, subject=subject, subject_id=number, page=page)
    dialog_manager.dialog_data["page"] = seen.page
    told = story(desk, seen.items) or text(desk.language, "history-none")
    title = words(desk, "history-title", name=seen.name)
    return {"story": join([title, "", told]), "page": seen.page, "pages": seen.pages}


def routers() -> list[Router]:
    """The dialog; cards open it."""
    back = Button(Label("back"), id="leave", on_click=close)
    return [Dialog(window(History.main, Raw("story"), pager(), back, getter=show))]

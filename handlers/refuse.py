"""What a person sees when something was not possible: one sentence, and a way on."""

from __future__ import annotations

from aiogram import Router
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.filters import ExceptionTypeFilter
from aiogram.types import CallbackQuery, ErrorEvent
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.api.exceptions import OutdatedIntent, UnknownIntent, UnknownState

from handlers.desk import Desk
from handlers.start import Menu
from handlers.window_texts import desk_of, shown
from handlers.windows import go, said, warn
from locales import text, toast
from models.database import DATABASE_TROUBLE
from models.refusals import Outdated, Refusal

# Trouble that passes: the update is worked on again.
PASSING = (TelegramNetworkError, TelegramServerError, TelegramRetryAfter, ClientDecodeError, *DATABASE_TROUBLE)


async def refuse(event: ErrorEvent, dialog_manager: DialogManager) -> None:
    """A fact stopped the operation: an alert for a tap, a line on top of the window for something typed."""
    refusal = event.exception
    assert isinstance(refusal, Refusal)  # noqa: S101 - the filter above lets nothing else through
    await desk_of(dialog_manager).was_refused(refusal)
    query = event.update.callback_query
    if query is not None:
        sentence = toast(desk_of(dialog_manager).language, refusal.key, **shown(dialog_manager, refusal.facts))
        await _say_over(query, sentence)
        if dialog_manager.has_context() and isinstance(refusal, Outdated):
            await dialog_manager.show(ShowMode.EDIT)  # what changed meanwhile is to be seen
    if event.update.message is not None and dialog_manager.has_context():
        warn(dialog_manager, refusal)
        await dialog_manager.show(ShowMode.SEND)
    elif event.update.message is not None:
        await event.update.message.answer(said(dialog_manager, refusal))


async def _say_over(query: CallbackQuery, sentence: str) -> None:
    """A sentence over the screen of whoever tapped; under it where the tap waited too long for that, as after a night
    in which the program did not run.
    """
    if not await query.answer(sentence, show_alert=True) and query.message is not None:
        await query.message.answer(sentence, parse_mode=None)


async def renew(event: ErrorEvent, dialog_manager: DialogManager) -> None:
    """A button of a window that is gone: say so and show a fresh one."""
    query = event.update.callback_query
    if query is not None:
        await _say_over(query, toast(desk_of(dialog_manager).language, "refusal-outdated"))
    if dialog_manager.has_context():
        await dialog_manager.show(ShowMode.SEND)
    else:
        await go(dialog_manager, Menu.main)


async def apologise(event: ErrorEvent, desk: Desk) -> None:
    """Something we did not foresee: nothing was recorded, and the person knows it; the update is put aside."""
    if desk.who is None:
        raise event.exception
    if event.update.callback_query is not None:
        await _say_over(event.update.callback_query, toast(desk.language, "refusal-defect"))
    elif event.update.message is not None:
        await event.update.message.answer(text(desk.language, "refusal-defect"))
    raise event.exception


async def unforeseen(event: ErrorEvent) -> bool:
    """Whether trying again would not help, and an apology would reach somebody."""
    return not isinstance(event.exception, (*PASSING, TelegramForbiddenError))


def router() -> Router:
    """The error handlers, the most particular first."""
    routes = Router(name="refuse")
    routes.errors.register(refuse, ExceptionTypeFilter(Refusal))
    routes.errors.register(renew, ExceptionTypeFilter(UnknownIntent, OutdatedIntent, UnknownState))
    routes.errors.register(apologise, unforeseen)
    return routes

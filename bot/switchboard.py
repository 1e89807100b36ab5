"""Which conversation an update is for, known at once: the routers that cannot take it are not asked.

The library asks one router after another, each with its middlewares and filters; with thirty conversations that costs
more than the conversation itself. What a router takes is read from what it registered, so nothing is declared twice,
and the order among those that are asked stays the order in which they were included.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from aiogram import Router
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.filters import Command
from aiogram.fsm.state import StatesGroup
from aiogram.types import CallbackQuery, Message, TelegramObject
from aiogram_dialog import Dialog
from aiogram_dialog.api.internal import CONTEXT_KEY
from aiogram_dialog.utils import remove_intent_id

MESSAGE, TAP = "message", "callback_query"


class Switchboard(Router):
    """The routers of all conversations, and dialogs last: only the one that is open is asked."""

    def __init__(self, routers: Iterable[Router]) -> None:
        super().__init__(name="switchboard")
        self.dialogs: dict[type[StatesGroup], Dialog] = {}
        self.taps: list[Router] = []  # take buttons of letters
        self.texts: list[Router] = []  # take messages that are no command
        self.commands: dict[str, list[Router]] = {}  # per command: whoever may take it, in order
        others: list[Router] = []
        for router in routers:
            self.include_router(router)
            if isinstance(router, Dialog):
                self.dialogs[router.states_group()] = router
            else:
                others.append(router)
        self._sort(others)

    def _sort(self, others: list[Router]) -> None:
        self.taps = [router for router in others if router.callback_query.handlers]
        self.texts = [router for router in others if None in _commands(router)]
        for name in {name for router in others for name in _commands(router) if name}:
            self.commands[name] = [router for router in others if not _commands(router).isdisjoint({name, None})]

    async def propagate_event(self, update_type: str, event: TelegramObject, **kwargs: Any) -> Any:
        """Ask those who may take the update; of other kinds than messages and taps, everybody."""
        asked = self.sub_routers
        if isinstance(event, Message | CallbackQuery) and update_type in (MESSAGE, TAP):
            asked = [*self._others(event), *self._open(kwargs)]
        for router in asked:
            response = await router.propagate_event(update_type=update_type, event=event, **kwargs)
            if response is not UNHANDLED:
                return response
        return UNHANDLED

    def _others(self, event: Message | CallbackQuery) -> list[Router]:
        if isinstance(event, CallbackQuery):
            of_dialog, _data = remove_intent_id(event.data) if event.data else (None, "")
            return [] if of_dialog else self.taps
        said = event.text or event.caption or ""
        if not said.startswith("/"):
            return self.texts
        name = said.split(maxsplit=1)[0][1:].partition("@")[0]
        return self.commands.get(name, self.texts)

    def _open(self, kwargs: dict[str, Any]) -> list[Router]:
        context = kwargs.get(CONTEXT_KEY)
        dialog = self.dialogs.get(context.state.group) if context is not None else None
        return [dialog] if dialog is not None else []


def _commands(router: Router) -> set[str | None]:
    """The commands that a router takes; None among them when it takes other messages too."""
    found: set[str | None] = set()
    for handler in router.message.handlers:
        filters = [one.callback for one in handler.filters or []]
        plain = [one for one in filters if isinstance(one, Command) and one.prefix == "/" and not one.ignore_case]
        names = {name for one in plain for name in one.commands if isinstance(name, str)}
        found |= names if names and all(isinstance(name, str) for one in plain for name in one.commands) else {None}
    return found

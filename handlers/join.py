"""Joining: a stranger comes with an invitation's code; whoever invited lets them in with one tap."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta

from aiogram import Router
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message, User
from aiogram_dialog import DialogManager

from handlers.commands import register_own_commands
from handlers.desk import Desk
from handlers.start import Menu
from handlers.windows import Taps, go
from locales import text, toast
from models import invitations
from models.invitations import AlreadyJoined, InvitationInvalid

TRIES = 5  # wrong codes of one stranger …
WITHIN = timedelta(hours=1)  # … in so long
MOST_STRANGERS = 10_000  # remembered at once
DECISION = r"jn:[yn]:[0-9]{1,15}"


def language_of(user: User) -> str:
    """The language to speak with somebody unknown: that of their phone, if it is told."""
    return "zh" if (user.language_code or "zh").startswith("zh") else "en"


class Tries:
    """Wrong codes by numeric id, in memory only: of strangers nothing is written down."""

    def __init__(self) -> None:
        self.wrong: dict[int, deque[datetime]] = {}

    def exhausted(self, who: int, now: datetime) -> bool:
        """Whether this one has guessed too often lately."""
        tried = self.wrong.get(who, deque())
        while tried and tried[0] <= now - WITHIN:
            tried.popleft()
        return len(tried) >= TRIES

    def failed(self, who: int, now: datetime) -> None:
        """Count a wrong code."""
        if len(self.wrong) >= MOST_STRANGERS:
            self.wrong.clear()
        self.wrong.setdefault(who, deque(maxlen=TRIES)).append(now)


async def _come(
    message: Message, command: CommandObject, dialog_manager: DialogManager, desk: Desk, tries: Tries
) -> None:
    """`/start CODE`: a colleague gets the menu; a stranger is let in, waits, or is told that the link is no good."""
    user = message.from_user
    if user is None or not command.args:
        return
    if desk.who is not None:
        await message.answer(text(desk.language, AlreadyJoined.key, name=desk.who.name))
        await go(dialog_manager, Menu.main)
        return
    spoken = language_of(user)
    try:
        if tries.exhausted(desk.telegram_id, desk.now):
            raise InvitationInvalid()
        claim = await desk.claim(code=command.args.strip(), name=user.full_name, language=spoken)
    except InvitationInvalid:
        tries.failed(desk.telegram_id, desk.now)
        await message.answer(text(spoken, InvitationInvalid.key))
        return
    if not claim.joined:
        await message.answer(text(spoken, "join-waiting", name=claim.name, inviter=claim.inviter))
        return
    await message.answer(text(desk.language, "join-welcome", name=claim.name))
    await register_own_commands(message, desk)
    await go(dialog_manager, Menu.main)


async def _decide(query: CallbackQuery, desk: Desk) -> None:
    """Let in or not; the letters about it then say how it ended."""
    _tag, answer, number = str(query.data).split(":")
    approve = answer == "y"
    name = await desk.do(invitations.decide, invitation_id=int(number), approve=approve)
    await query.answer(toast(desk.language, "join-let-in" if approve else "join-kept-out", name=name))


def routers() -> list[Router]:
    """`/start` with a code, and the answers to who came."""
    routes, tries = Router(name="join"), Tries()

    @routes.message(CommandStart(deep_link=True))
    async def come(message: Message, command: CommandObject, dialog_manager: DialogManager, desk: Desk) -> None:
        await _come(message, command, dialog_manager, desk, tries)

    routes.callback_query.register(_decide, Taps(DECISION))
    return [routes]

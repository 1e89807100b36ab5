"""Inviting somebody: name, roles, team, whose books an assistant keeps; the answer is a link that is good once."""

from __future__ import annotations

from typing import Any

from aiogram import Router
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, ShowMode, Window
from aiogram_dialog.widgets.kbd import Button, Row

from handlers import start
from handlers.lists import rows
from handlers.window_texts import Body, Label, desk_of
from handlers.windows import close, leave, window
from locales import text
from models import invitations, team
from models.customers import NameMissing, TextTooLong
from models.invitations import MAY_INVITE, NoRole
from models.people import Person, Role
from models.refusals import NotFound, Outdated

LONGEST_NAME = 50
ROLES = tuple(Role)


class Invite(StatesGroup):
    """The steps."""

    name = State()
    roles = State()
    manager = State()
    reps = State()
    confirm = State()


def _chosen(manager: DialogManager, what: str) -> list[Any]:
    chosen: list[Any] = manager.dialog_data.setdefault(what, [])
    return chosen


def _toggle(manager: DialogManager, what: str, one: Any) -> None:
    chosen = _chosen(manager, what)
    manager.dialog_data[what] = [each for each in chosen if each != one] if one in chosen else [*chosen, one]


async def _take_name(manager: DialogManager, said: str) -> None:
    name = " ".join(said.split())
    if not any(char.isalnum() for char in name):
        raise NameMissing()
    if len(name) > LONGEST_NAME:
        raise TextTooLong(limit=LONGEST_NAME)
    manager.dialog_data["name"] = name
    await manager.switch_to(Invite.roles)


async def _tap_person(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    """Somebody of the books who has not joined: named, with the roles they have."""
    known = await desk_of(manager).read(team.member, person_id=number)
    manager.dialog_data.update(name=known.person.name, roles=sorted(known.roles), manager_id=known.person.manager_id)
    await manager.switch_to(Invite.roles)


async def _tap_role(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    if number > len(ROLES):
        raise NotFound()
    _toggle(manager, "roles", ROLES[number - 1].value)


async def _tap_manager(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    manager.dialog_data["manager_id"] = number
    await _forward(manager)


async def _tap_rep(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    _toggle(manager, "rep_ids", number)


async def _next(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await _forward(manager)


async def _forward(manager: DialogManager) -> None:
    """The next step that has something to ask."""
    desk, at = desk_of(manager), manager.current_context().state
    roles = _chosen(manager, "roles")
    if not roles:
        raise NoRole()
    boss = desk.who is not None and desk.who.may(Role.BOSS)
    managers, reps = await desk.read(team.managers), await desk.read(team.reps)
    steps = [Invite.roles]
    if boss and Role.REP.value in roles and managers:
        steps.append(Invite.manager)
    if Role.ASSISTANT.value in roles and reps:
        steps.append(Invite.reps)
    steps.append(Invite.confirm)
    if at not in steps:
        raise Outdated()  # what they may do has changed meanwhile
    await manager.switch_to(steps[steps.index(at) + 1])


async def _restart(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.switch_to(Invite.name)


async def _to_roles(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.switch_to(Invite.roles)


async def _issue(event: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """Make the link and send it; it stands in this chat and nowhere in the books."""
    desk, data = desk_of(manager), manager.dialog_data
    code = await desk.issue(
        invitations.invite,
        name=data["name"],
        roles=_chosen(manager, "roles"),
        manager_id=data.get("manager_id"),
        rep_ids=_chosen(manager, "rep_ids") if Role.ASSISTANT.value in _chosen(manager, "roles") else [],
    )
    if isinstance(event.message, Message) and event.bot is not None:
        user = (await event.bot.me()).username or ""
        link = f"https://t.me/{user}?start={code}"
        await event.message.answer(text(desk.language, "invite-link", name=data["name"], link=link, code=code))
    manager.show_mode = ShowMode.SEND
    await close(event, button, manager)


async def show(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """What can be chosen, and what has been."""
    desk = desk_of(dialog_manager)
    members = await desk.read(team.not_joined)
    may_give = team.grantable(desk.who) if desk.who else []
    roles, served = _chosen(dialog_manager, "roles"), _chosen(dialog_manager, "rep_ids")
    managers = await desk.read(team.managers)
    reps = await desk.read(team.reps)
    names = [text(desk.language, "role-name", role=role) for role in roles]
    between = "、" if desk.language == "zh" else ", "
    leader = _leader(dialog_manager, managers)
    served_names = [rep.name for rep in reps if rep.id in served] if Role.ASSISTANT.value in roles else []
    return {
        "name": dialog_manager.dialog_data.get("name", ""),
        "people": [{"id": person.id, "name": person.name} for person in members],
        "offered": [
            {"id": number, "role": role.value, "chosen": int(role.value in roles)}
            for number, role in enumerate(ROLES, 1)
            if role in may_give
        ],
        "managers": [{"id": person.id, "name": person.name} for person in managers],
        "reps": [{"id": rep.id, "name": rep.name, "chosen": int(rep.id in served)} for rep in reps],
        "roles": between.join(names) or "—",
        "manager": leader,
        "led": int(bool(leader)),
        "served": between.join(served_names),
        "serves": int(bool(served_names)),
    }


def _leader(manager: DialogManager, managers: list[Person]) -> str:
    """Whose team they come into: the one that was chosen; who is no boss invites into the own."""
    who = desk_of(manager).who
    if who is not None and not who.may(Role.BOSS):
        return who.name
    return next((person.name for person in managers if person.id == manager.dialog_data.get("manager_id")), "")


def _windows() -> list[Window]:
    onward = Button(Label("next"), id="next", on_click=_next)
    back = Row(Button(Label("back"), id="roles", on_click=_to_roles), leave())
    return [
        window(
            Invite.name,
            Body("invite-name"),
            rows(Label("invite-person"), "people", _tap_person),
            leave(),
            take=_take_name,
            getter=show,
        ),
        window(
            Invite.roles,
            Body("invite-roles"),
            rows(Label("invite-role"), "offered", _tap_role),
            onward,
            Row(Button(Label("back"), id="restart", on_click=_restart), leave()),
            getter=show,
        ),
        window(
            Invite.manager,
            Body("invite-manager"),
            rows(Label("invite-person"), "managers", _tap_manager),
            back,
            getter=show,
        ),
        window(
            Invite.reps, Body("invite-reps"), rows(Label("invite-rep"), "reps", _tap_rep), onward, back, getter=show
        ),
        window(
            Invite.confirm,
            Body("invite-card"),
            Button(Label("invite-issue"), id="issue", on_click=_issue),
            back,
            getter=show,
        ),
    ]


def routers() -> list[Router]:
    """The dialog, for those who may invite."""
    start.entry("menu-invite", Invite.name, *MAY_INVITE)
    return [Dialog(*_windows())]

"""The colleagues (同事): who is here and as what; changing it, handing customers over, saying that somebody left."""

from __future__ import annotations

from typing import Any

from aiogram import Router
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Row

from handlers import start
from handlers.history import history_of
from handlers.lists import rows
from handlers.window_texts import Body, Label, desk_of
from handlers.windows import home, pager, window
from locales import text
from models import invitations, names, team
from models.invitations import MAY_INVITE, DecisionMade
from models.people import Person, Role
from models.refusals import NotFound
from models.team import Member

ROLES = tuple(Role)


class People(StatesGroup):
    """The list, one person, and what may be changed of them."""

    list = State()
    card = State()
    roles = State()
    manager = State()
    serves = State()
    taker = State()
    what = State()
    left = State()


def _person_id(manager: DialogManager) -> int:
    return int(manager.dialog_data["person_id"])


async def _member(manager: DialogManager) -> Member:
    return await desk_of(manager).read(team.member, person_id=_person_id(manager))


async def _open(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    await desk_of(manager).read(team.member, person_id=number)
    manager.dialog_data.update(person_id=number, list_page=manager.dialog_data.get("page", 1), done="")
    await manager.switch_to(People.card)


async def _to_list(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    manager.dialog_data["page"] = manager.dialog_data.get("list_page", 1)
    await manager.switch_to(People.list)


async def _to_card(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.switch_to(People.card)


async def _tap_role(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    """Give or take one role; it holds from their next tap on."""
    if number > len(ROLES):
        raise NotFound()
    role, known = ROLES[number - 1], await _member(manager)
    await desk_of(manager).do(team.set_role, person_id=known.person.id, role=role.value, held=role not in known.roles)


async def _tap_manager(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    await desk_of(manager).do(team.set_manager, person_id=_person_id(manager), manager_id=number)
    await manager.switch_to(People.card)


async def _tap_served(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    served = set(await desk_of(manager).read(team.served_by, assistant_id=_person_id(manager)))
    await desk_of(manager).do(
        team.set_service, assistant_id=_person_id(manager), rep_id=number, served=number not in served
    )


async def _tap_taker(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    manager.dialog_data.update(taker_id=number, page=1)
    await manager.switch_to(People.what)


async def _hand_all(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await _hand(manager, None)
    await manager.switch_to(People.card)


async def _hand_one(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    await _hand(manager, [number])
    if not (await _member(manager)).customers:
        await manager.switch_to(People.card)


async def _hand(manager: DialogManager, customer_ids: list[int] | None) -> None:
    desk, taker = desk_of(manager), int(manager.dialog_data["taker_id"])
    count = await desk.do(team.hand_over, from_id=_person_id(manager), to_id=taker, customer_ids=customer_ids)
    taken = await desk.read(team.member, person_id=taker)
    manager.dialog_data["done"] = text(desk.language, "people-handed", count=count, taker=taken.person.name)


async def _leave(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """They left: their access has ended when this returns. Their customers wait for somebody."""
    desk = desk_of(manager)
    count = await desk.do(team.leave, person_id=_person_id(manager))
    manager.dialog_data["done"] = text(desk.language, "people-has-left", count=count)
    await manager.switch_to(People.card)


async def _let_in(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await _decide(manager, approve=True)


async def _keep_out(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await _decide(manager, approve=False)


async def _decide(manager: DialogManager, *, approve: bool) -> None:
    """The same decision as on the letter about who came."""
    desk = desk_of(manager)
    came = await desk.read(invitations.newcomer, person_id=_person_id(manager))
    if came is None:
        raise DecisionMade()
    name = await desk.do(invitations.decide, invitation_id=came.id, approve=approve)
    manager.dialog_data["done"] = text(desk.language, "join-let-in" if approve else "join-kept-out", name=name)


async def show_list(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """Those at work, a page of them."""
    desk = desk_of(dialog_manager)
    found = await desk.read(team.listed, page=int(dialog_manager.dialog_data.get("page", 1)))
    dialog_manager.dialog_data["page"] = found.page
    people = [{"id": one.id, "name": one.name, "state": _state(one)} for one in found.items]
    return {"people": people, "page": found.page, "pages": found.pages, "total": found.total}


def _state(person: Person) -> str:
    if not person.active:
        return "left"
    return "invited" if person.telegram_id is None else "joined"


async def show_card(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """One person, and what this reader may change."""
    desk, known = desk_of(dialog_manager), await _member(dialog_manager)
    boss = desk.who is not None and desk.who.may(Role.BOSS)
    own = desk.who is not None and desk.who.id == known.person.id
    came = await desk.read(invitations.newcomer, person_id=known.person.id)
    between = "、" if desk.language == "zh" else ", "
    roles = [text(desk.language, "role-name", role=role.value) for role in ROLES if role in known.roles]
    return {
        "name": known.person.name,
        "number": str(known.person.telegram_id or "—"),
        "state": _state(known.person),
        "roles": between.join(roles),
        "manager": known.manager or "—",
        "served": between.join(known.reps) or "—",
        "assistant": int(Role.ASSISTANT in known.roles),
        "customers": known.customers,
        "done": str(dialog_manager.dialog_data.get("done", "")) or "",
        "has_done": int(bool(dialog_manager.dialog_data.get("done"))),
        "came": came.claimed_name if came else "",
        "came_number": str(came.claimed_by) if came else "",
        "waits": int(came is not None),
        "changes": known.person.active,
        "moves": boss and known.person.active and Role.BOSS not in known.roles,
        "keeps": known.person.active and Role.ASSISTANT in known.roles,
        "leaves": known.person.active and not own,
    }


async def show_choices(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """Roles, managers and reps to choose from, with what holds now."""
    desk, known = desk_of(dialog_manager), await _member(dialog_manager)
    served = set(await desk.read(team.served_by, assistant_id=known.person.id))
    reps = await desk.read(team.reps)
    grantable = team.grantable(desk.who) if desk.who else []
    return {
        "name": known.person.name,
        "offered": [
            {"id": number, "role": role.value, "chosen": int(role in known.roles)}
            for number, role in enumerate(ROLES, 1)
            if role in grantable
        ],
        "managers": [{"id": one.id, "name": one.name} for one in await desk.read(team.managers)],
        "reps": [{"id": rep.id, "name": rep.name, "chosen": int(rep.id in served)} for rep in reps],
        "takers": [{"id": rep.id, "name": rep.name} for rep in reps if rep.id != known.person.id],
        "customers": known.customers,
    }


async def show_customers(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """The giver's customers, to hand over one by one."""
    desk, known = desk_of(dialog_manager), await _member(dialog_manager)
    taker = await desk.read(team.member, person_id=int(dialog_manager.dialog_data["taker_id"]))
    page = int(dialog_manager.dialog_data.get("page", 1))
    found = await desk.read(names.customers_of_rep, rep_id=known.person.id, page=page)
    dialog_manager.dialog_data["page"] = found.page
    return {
        "name": known.person.name,
        "taker": taker.person.name,
        "theirs": [{"id": one.id, "name": one.shown, "code": one.code} for one in found.items],
        "page": found.page,
        "pages": found.pages,
        "total": found.total,
        "done": str(dialog_manager.dialog_data.get("done", "")),
    }


def _to(state: State, key: str, button_id: str, when: Any) -> Button:
    async def switch(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
        manager.dialog_data["done"] = ""
        await manager.switch_to(state)

    return Button(Label(key), id=button_id, on_click=switch, when=when)


def _card() -> Window:
    return window(
        People.card,
        Body("people-card"),
        Row(
            Button(Label("join-let-in-button"), id="let_in", on_click=_let_in, when="waits"),
            Button(Label("join-keep-out-button"), id="keep_out", on_click=_keep_out, when="waits"),
        ),
        Row(
            _to(People.roles, "people-roles-button", "roles", "changes"),
            _to(People.manager, "people-manager-button", "manager", "moves"),
        ),
        Row(
            _to(People.serves, "people-serves-button", "serves", "keeps"),
            _to(People.taker, "people-hand-button", "hand", "customers"),
        ),
        _to(People.left, "people-left-button", "left", "leaves"),
        history_of("person", _person_id),
        Button(Label("back"), id="to_list", on_click=_to_list),
        getter=show_card,
    )


def _changes() -> list[Window]:
    back = Button(Label("back"), id="to_card", on_click=_to_card)
    tick, person = Label("invite-rep"), Label("invite-person")
    return [
        window(
            People.roles,
            Body("people-roles"),
            rows(Label("invite-role"), "offered", _tap_role),
            back,
            getter=show_choices,
        ),
        window(
            People.manager, Body("people-manager"), rows(person, "managers", _tap_manager), back, getter=show_choices
        ),
        window(People.serves, Body("people-serves"), rows(tick, "reps", _tap_served), back, getter=show_choices),
        window(People.taker, Body("people-taker"), rows(person, "takers", _tap_taker), back, getter=show_choices),
        window(
            People.what,
            Body("people-what"),
            Button(Label("people-hand-all"), id="all", on_click=_hand_all),
            rows(Label("people-customer"), "theirs", _hand_one),
            pager(),
            back,
            getter=show_customers,
        ),
        window(
            People.left,
            Body("people-left"),
            Button(Label("people-left-yes"), id="left", on_click=_leave),
            back,
            getter=show_card,
        ),
    ]


def dialog() -> Dialog:
    """The list, the card and the changes."""
    people = window(
        People.list, Body("people-list"), rows(Label("people-row"), "people", _open), pager(), home(), getter=show_list
    )
    return Dialog(people, _card(), *_changes())


def routers() -> list[Router]:
    """The dialog, for those who look after others."""
    start.entry("menu-people", People.list, *MAY_INVITE)
    return [dialog()]

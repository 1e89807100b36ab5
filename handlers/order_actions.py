"""What can be done with an order from its card: decide on it, note something, cancel it or ask for that."""

from __future__ import annotations

from typing import Any

from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button, Column, Select

from handlers.desk import Desk
from handlers.lists import row_id
from handlers.order_words import findings, words
from handlers.window_texts import Body, Label, desk_of
from handlers.windows import op_key, window
from locales import Html
from models import orders, samples
from models.people import Role
from models.refusals import NotFound
from models.whereabouts import Whereabouts

Data = dict[str, Any]
CANCEL_REASONS = ("changed", "double", "late", "price")
REFUSE_REASONS = ("price", "owes", "talk")


class OrderCard(StatesGroup):
    """One order: the card, its whole story, a note, a cancellation, a refused approval."""

    main = State()
    story = State()
    note = State()
    cancel = State()
    refuse = State()


def order_id_of(manager: DialogManager) -> int:
    """The order the card was opened for. Raises NotFound for an old window without one."""
    given = manager.start_data if isinstance(manager.start_data, dict) else {}
    number = given.get("order_id")
    if not isinstance(number, int):
        raise NotFound()
    return number


def why(desk: Desk, where: Whereabouts) -> Html:
    """The exact reasons why somebody has to agree."""
    return findings(desk, where.findings) if where.findings else Html("")


def decisions(desk: Desk, where: Whereabouts) -> list[Data]:
    """A yes and a no for every agreement this person may give."""
    mine = [look.approval for look in where.approvals if look.mine]
    return [
        {"id": f"{answer}{approval.id}", "answer": answer, "kind": words(desk, f"approval-{approval.kind}")}
        for approval in mine
        for answer in ("y", "n")
    ]


async def decide(_event: CallbackQuery, _select: Any, manager: DialogManager, chosen: str) -> None:
    """Agree at once; a refusal is asked for its reason."""
    answer, approval_id = chosen[:1], row_id(chosen[1:])
    if answer == "n":
        manager.dialog_data["approval_id"] = approval_id
        await manager.switch_to(OrderCard.refuse)
        return
    await desk_of(manager).do(orders.decide, key=f"approve:{approval_id}", approval_id=approval_id, approve=True)


async def take_refusal(manager: DialogManager, said: str) -> None:
    """The reason was typed."""
    await _refuse(manager, said)


async def tap_refusal(_event: CallbackQuery, _select: Any, manager: DialogManager, chosen: str) -> None:
    """A usual reason was tapped."""
    await _refuse(manager, words(desk_of(manager), f"approval-reason-{_known(chosen, REFUSE_REASONS)}"))


async def _refuse(manager: DialogManager, reason: str) -> None:
    number = manager.dialog_data.get("approval_id")
    if not isinstance(number, int):
        raise NotFound()
    await desk_of(manager).do(orders.decide, approval_id=number, approve=False, reason=str(reason))
    await manager.switch_to(OrderCard.main)


async def take_note(manager: DialogManager, said: str) -> None:
    """A note was typed."""
    await desk_of(manager).do(orders.add_note, order_id=order_id_of(manager), text=said)
    await manager.switch_to(OrderCard.main)


async def take_cancel(manager: DialogManager, said: str) -> None:
    """Why it is to be cancelled was typed."""
    await _cancel(manager, said)


async def tap_cancel(_event: CallbackQuery, _select: Any, manager: DialogManager, chosen: str) -> None:
    """A usual reason was tapped."""
    await _cancel(manager, words(desk_of(manager), f"order-cancel-{_known(chosen, CANCEL_REASONS)}"))


async def cancel_now(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """As the rep asked, with the reason they gave."""
    await _cancel(manager, "")


async def _cancel(manager: DialogManager, reason: str) -> None:
    desk, order_id = desk_of(manager), order_id_of(manager)
    if desk.who is not None and desk.who.may(*orders.CANCELLERS):
        version = manager.dialog_data.get("version")
        await desk.do(orders.cancel, order_id=order_id, reason=str(reason), version=version)
    else:
        await desk.do(orders.ask_cancel, order_id=order_id, reason=str(reason))
    await manager.switch_to(OrderCard.main)


async def keep(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The order goes on."""
    await desk_of(manager).do(orders.keep, order_id=order_id_of(manager))


async def take_back(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The cancellation is not wanted any more."""
    await desk_of(manager).do(orders.take_back, order_id=order_id_of(manager))


async def refund(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The fee for samples comes off this order."""
    await desk_of(manager).do(samples.refund_fee, order_id=order_id_of(manager))


async def confirm(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The customer was told that it is taken."""
    await desk_of(manager).do(orders.confirm, order_id=order_id_of(manager))


def _known(chosen: str, known: tuple[str, ...]) -> str:
    if chosen not in known:
        raise NotFound()
    return chosen


async def show_cancel(dialog_manager: DialogManager, **_data: Any) -> Data:
    """Whether it was asked for, and the usual reasons."""
    desk = desk_of(dialog_manager)
    order = await desk.read(orders.get, order_id=order_id_of(dialog_manager))
    decides = desk.who is not None and desk.who.may(Role.ASSISTANT, Role.MANAGER, Role.BOSS)
    return {
        "number": order.number,
        "decides": int(decides),
        "asked": decides and order.cancel_asked_at is not None,
        "reason": order.cancel_reason or "—",
        "reasons": [{"id": name, "name": words(desk, f"order-cancel-{name}")} for name in CANCEL_REASONS],
    }


async def show_refuse(dialog_manager: DialogManager, **_data: Any) -> Data:
    """The usual reasons to refuse."""
    desk = desk_of(dialog_manager)
    return {"reasons": [{"id": name, "name": words(desk, f"approval-reason-{name}")} for name in REFUSE_REASONS]}


async def show_note(dialog_manager: DialogManager, **_data: Any) -> Data:
    """Which order the note is for."""
    order = await desk_of(dialog_manager).read(orders.get, order_id=order_id_of(dialog_manager))
    return {"number": order.number}


def to(state: State) -> Any:
    """A click that goes to another window of the card."""

    async def switch(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
        op_key(manager)
        await manager.switch_to(state)

    return switch


def decision_buttons() -> Select[str]:
    """Yes and no, one under the other."""
    return Select(
        Label("approval-button"), id="ap", item_id_getter=lambda item: item["id"], items="decisions", on_click=decide
    )


def reasons(on_click: Any) -> Column:
    """The usual reasons of the getter, one a row."""
    chosen: Select[str] = Select(
        Label("order-reason"), id="why", item_id_getter=lambda item: item["id"], items="reasons", on_click=on_click
    )
    return Column(chosen)


def windows() -> list[Any]:
    """Note, cancellation, refusal."""
    back = Button(Label("back"), id="back", on_click=to(OrderCard.main))
    return [
        window(OrderCard.note, Body("order-note"), back, take=take_note, getter=show_note),
        window(
            OrderCard.cancel,
            Body("order-cancel"),
            Button(Label("order-cancel-as-asked"), id="asked", on_click=cancel_now, when="asked"),
            reasons(tap_cancel),
            back,
            take=take_cancel,
            getter=show_cancel,
        ),
        window(
            OrderCard.refuse,
            Body("approval-why"),
            reasons(tap_refusal),
            back,
            take=take_refusal,
            getter=show_refuse,
        ),
    ]

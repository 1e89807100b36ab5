"""The confirm card: everything that was said, everything that was found, each part one tap from being changed."""

from __future__ import annotations

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, ShowMode, Window
from aiogram_dialog.widgets.kbd import Button, Group, Row, Select

from handlers.order_words import standing, words
from handlers.pick import Pick
from handlers.take_order import shown, source
from handlers.take_order.states import Data, TakeOrder, choose, customer_id, draft_of, lines_of, to
from handlers.window_texts import Body, Label, Raw, desk_of
from handlers.windows import close, drafts_below, go, home, leave, op_key, window
from locales import Html, join
from models import learning, orders
from models.orders import OrderTextTooLong
from models.refusals import NotUnderstood, Refusal
from models.whereabouts import whereabouts

PAY_FIRST = ("pay-first", "pay-outside")


async def show_card(dialog_manager: DialogManager, **_data: Any) -> Data:
    """The draft as it would be recorded now; what stands in its way is said instead of hidden."""
    desk, data = desk_of(dialog_manager), dialog_manager.dialog_data
    try:
        checks = await desk.read(
            orders.check, now=desk.now, draft=draft_of(dialog_manager), order_id=data.get("order_id")
        )
    except Refusal as refusal:
        nothing = dict.fromkeys(("ready", "first", "trusted", "unexplained"), False)
        said_so, day = bool(draft_of(dialog_manager).get("said")), isinstance(refusal, shown.DAY)
        card = await shown.stopped(dialog_manager, refusal)
        return {"card": card, **nothing, "no_day": day, "changes": "order_id" in data, "said": said_so}
    op_key(dialog_manager)
    kinds = {finding.kind for finding in checks.findings}
    return {
        "card": shown.whole(dialog_manager, checks, await _notes(dialog_manager, checks)),
        "no_day": False,
        "ready": not checks.day_unexplained,
        "unexplained": checks.day_unexplained,
        "first": not kinds.isdisjoint(PAY_FIRST),
        "trusted": bool(checks.draft.instruction),
        "changes": "order_id" in data,
        "said": bool(checks.draft.said),
    }


async def _notes(manager: DialogManager, checks: orders.Checks) -> Html:
    """What the card says above the lines."""
    told = (await source.notes(manager), await shown.agreed(manager, checks))
    return join(part for part in told if part)


async def confirm(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Record the order, or the change of one."""
    desk, data = desk_of(manager), manager.dialog_data
    draft, key = draft_of(manager), op_key(manager)
    if order_id := data.get("order_id"):
        done = await desk.do(orders.edit, key=key, order_id=order_id, draft=draft, version=data.get("version"))
    else:
        done = await desk.do(orders.place, key=key, draft=draft)
        data["learned"] = await _teach(manager, done, key)
    data["done"] = done
    await manager.switch_to(TakeOrder.done)


async def _teach(manager: DialogManager, order_id: int, key: str) -> int:
    """What a person had to put right is proposed as a name; gives how many words that were."""
    draft, called = draft_of(manager), manager.dialog_data.get("read", {}).get("customer") or {}
    taught = [
        {"subject": "product", "subject_id": line["product_id"], "term": line["term"]}
        for line in lines_of(manager)
        if line.get("taught") and line.get("term")
    ]
    if called.get("taught") and called.get("term"):
        taught.append({"subject": "customer", "subject_id": draft["customer_id"], "term": called["term"]})
    if not taught:
        return 0
    return await desk_of(manager).do(learning.propose, key=f"{key}:words", order_id=order_id, words=taught)


async def show_done(dialog_manager: DialogManager, **_data: Any) -> Data:
    """The number, and what happens next."""
    desk, data = desk_of(dialog_manager), dialog_manager.dialog_data
    where = await desk.read(whereabouts, now=desk.now, order_id=data["done"])
    return {
        "number": where.order.number,
        "customer": where.customer.shown,
        "total_fen": where.order.total_fen,
        "next": standing(desk, where),
        "changed": int("order_id" in data),
        "learned": int(data.get("learned", 0)),
        "waiting": await drafts_below(dialog_manager),
    }


async def change_customer(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Another customer; the lines stay."""
    await manager.start(Pick.customer)


async def open_order(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The card of the order that was recorded."""
    from handlers.orders import OrderCard

    await go(manager, OrderCard.main, {"order_id": manager.dialog_data["done"]}, show=ShowMode.EDIT)


async def next_order(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Take another one."""
    await go(manager, TakeOrder.customer, show=ShowMode.EDIT)


async def show_settlement(dialog_manager: DialogManager, **_data: Any) -> Data:
    """How it is paid; by the customer's terms comes first."""
    desk, draft = desk_of(dialog_manager), draft_of(dialog_manager)
    customer, _products = await desk.read(orders.named, customer_id=customer_id(dialog_manager), product_ids=[])
    usual = orders.usual_settlement(customer)
    ways = sorted(orders.SETTLEMENTS, key=lambda way: way != usual)
    return {
        "customer": customer.shown,
        "usual": words(desk, f"order-settle-{usual}"),
        "settlements": [
            {"id": way, "name": words(desk, f"order-settle-{way}"), "chosen": way == draft.get("settlement")}
            for way in ways
        ],
    }


async def choose_settlement(_event: CallbackQuery, _select: Any, manager: DialogManager, way: str) -> None:
    """Paid so."""
    if way not in orders.SETTLEMENTS:
        raise NotUnderstood()
    draft_of(manager)["settlement"] = way
    choose(manager, "settlement")
    await manager.switch_to(TakeOrder.card)


async def pay_first(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """No exception: the money comes first after all."""
    draft_of(manager)["instruction"] = ""


async def take_instruction(manager: DialogManager, typed: str) -> None:
    """Why it ships before the money is here; it stays on the order (rule 4)."""
    await _take_text(manager, "instruction", typed, orders.INSTRUCTION_LIMIT)


async def take_note(manager: DialogManager, typed: str) -> None:
    """A note on the order."""
    await _take_text(manager, "note", typed, orders.NOTE_LIMIT)


async def _take_text(manager: DialogManager, name: str, typed: str, limit: int) -> None:
    if len(typed) > limit:
        raise OrderTextTooLong(limit=limit)
    customer_id(manager)
    draft_of(manager)[name] = typed
    await manager.switch_to(TakeOrder.card)


async def no_note(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """No note, or none any more."""
    draft_of(manager)["note"] = ""
    await manager.switch_to(TakeOrder.card)


async def show_note(dialog_manager: DialogManager, **_data: Any) -> Data:
    """What is noted now."""
    note = str(draft_of(dialog_manager).get("note") or "")
    return {"note": note or "—", "noted": bool(note)}


def _settlements() -> Select[str]:
    return Select(
        Label("take-choice"),
        id="settlement",
        item_id_getter=lambda item: item["id"],
        items="settlements",
        on_click=choose_settlement,
    )


def _parts() -> Group:
    parts = (("how", TakeOrder.how), ("settlement", TakeOrder.settlement), ("note", TakeOrder.note))
    return Group(
        Button(Label("take-part-lines"), id="lines", on_click=to(TakeOrder.lines)),
        *(Button(Label(f"take-part-{name}"), id=name, on_click=to(state)) for name, state in parts),
        Button(Label("take-part-customer"), id="customer", on_click=change_customer),
        leave(),
        width=3,
    )


def windows() -> list[Window]:
    """The card, what can be changed from it, and the end."""
    to_card = Button(Label("back"), id="back", on_click=to(TakeOrder.card))
    return [
        window(
            TakeOrder.card,
            Raw("card"),
            Button(Label("take-confirm"), id="confirm", on_click=confirm, when=_is("ready", but="changes")),
            Button(Label("take-confirm-change"), id="confirm_change", on_click=confirm, when=_is("ready", "changes")),
            Button(Label("take-source"), id="source", on_click=to(TakeOrder.source), when="said"),
            Button(Label("take-change-day"), id="day", on_click=to(TakeOrder.day), when="no_day"),
            Button(Label("take-explain-day"), id="why_day", on_click=to(TakeOrder.day_reason), when="unexplained"),
            Button(Label("take-trust"), id="trust", on_click=to(TakeOrder.instruction), when="first"),
            Button(Label("take-pay-first"), id="first", on_click=pay_first, when="trusted"),
            _parts(),
            getter=show_card,
        ),
        window(
            TakeOrder.settlement,
            Body("take-settlement"),
            Group(_settlements(), width=2),
            to_card,
            getter=show_settlement,
        ),
        window(TakeOrder.source, Raw("source"), to_card, getter=source.show),
        window(TakeOrder.instruction, Body("take-instruction"), to_card, take=take_instruction),
        window(
            TakeOrder.note,
            Body("take-note"),
            Row(Button(Label("take-no-note"), id="none", on_click=no_note, when="noted"), to_card),
            take=take_note,
            getter=show_note,
        ),
        window(
            TakeOrder.done,
            Body("take-done"),
            Row(
                Button(Label("take-open"), id="open", on_click=open_order),
                Button(Label("take-another"), id="another", on_click=next_order),
            ),
            Button(Label("take-waiting"), id="waiting", on_click=close, when="waiting"),
            home(),
            getter=show_done,
        ),
    ]


def _is(*names: str, but: str = "") -> Any:
    def shown(data: Data, _widget: Any, _manager: DialogManager) -> bool:
        return all(data[name] for name in names) and not (but and data[but])

    return shown

"""Taking goods back or giving money up (退货, 坏账; S2 §8.4-5): what came back, how much, why, who agreed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from aiogram import Router
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo
from sqlmodel import Session

from handlers.lists import rows
from handlers.window_texts import Body, Label, desk_of
from handlers.windows import Besides, close, leave, op_key, window
from models import customers, receivables, shipments
from models.amounts import format_quantity, parse_fen, parse_quantity
from models.people import Actor
from models.refusals import NotFound, NotUnderstood, Outdated, within
from models.shipments import MoreThanLeft, Returnable


class CreditClaim(StatesGroup):
    """The steps."""

    goods = State()
    quantity = State()
    amount = State()
    reason = State()
    confirm = State()
    done = State()


def _given(manager: DialogManager) -> dict[str, Any]:
    return dict(manager.start_data) if isinstance(manager.start_data, dict) else {}


def _look(session: Session, *, by: Actor, receivable_id: int) -> dict[str, Any]:
    claim = receivables.get(session, receivable_id, by=by)
    return {
        "number": claim.number,
        "open_fen": claim.open_fen,
        "owes": claim.open_fen > 0,
        "customer": customers.get(session, claim.customer_id, by=by).name,
    }


async def _returnable(manager: DialogManager) -> list[Returnable]:
    number = int(_given(manager)["receivable_id"])
    return await desk_of(manager).read(shipments.returnable, receivable_id=number)


def _came(manager: DialogManager) -> dict[str, str]:
    """What came back: quantities by product number."""
    came: dict[str, str] = manager.dialog_data.setdefault("goods", {})
    return came


async def begin(_given_data: Any, manager: DialogManager) -> None:
    """Where no goods are known of, how much is all there is to say."""
    if _given(manager)["kind"] == "return" and not await _returnable(manager):
        await manager.switch_to(CreditClaim.amount)


async def _facts_of_goods(manager: DialogManager) -> dict[str, Any]:
    came = [(one, Decimal(_came(manager)[str(one.product.id)])) for one in await _returnable(manager)
            if str(one.product.id) in _came(manager)]  # fmt: skip
    named = [f"{one.product.name} {format_quantity(quantity)} {one.product.unit}" for one, quantity in came]
    between = "、" if desk_of(manager).language == "zh" else ", "
    return {
        "back": bool(came),
        "goods": between.join(named),
        "worth_fen": sum(one.worth_fen(quantity) for one, quantity in came),
    }


async def show_goods(dialog_manager: DialogManager, **data: Any) -> dict[str, Any]:
    """What was sent, and what of it came back."""
    came = _came(dialog_manager)
    items = [
        {
            "id": one.product.id,
            "name": one.product.name,
            "unit": one.product.unit,
            "sent": one.sent,
            "returned": one.sent - one.left,
            "gone": one.left < one.sent,
            "quantity": Decimal(came.get(str(one.product.id), "0")),
            "back": str(one.product.id) in came,
        }
        for one in await _returnable(dialog_manager)
        if one.left > 0
    ]
    return {**await show(dialog_manager, **data), "items": items}


async def choose(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    """How much of this one."""
    manager.dialog_data["product_id"] = number
    await manager.switch_to(CreditClaim.quantity)


async def _chosen(manager: DialogManager) -> Returnable:
    wanted = manager.dialog_data.get("product_id")
    found = next((one for one in await _returnable(manager) if one.product.id == wanted), None)
    if found is None:
        raise NotFound()
    return found


async def show_quantity(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """The product, and how much of it the customer has."""
    one = await _chosen(dialog_manager)
    return {"name": one.product.name, "unit": one.product.unit, "left": one.left}


async def type_quantity(manager: DialogManager, said: str) -> None:
    """How much came back, as it was typed."""
    one = await _chosen(manager)
    quantity = parse_quantity(said, one.product.unit)
    if quantity > one.left:
        raise MoreThanLeft(name=one.product.name, left=one.left, unit=one.product.unit)
    await _set_quantity(manager, one, quantity)


async def take_all(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """All that the customer has."""
    one = await _chosen(manager)
    await _set_quantity(manager, one, one.left)


async def take_none(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """None of it came back."""
    await _set_quantity(manager, await _chosen(manager), Decimal(0))


async def _set_quantity(manager: DialogManager, one: Returnable, quantity: Decimal) -> None:
    came = {**_came(manager), str(one.product.id): f"{quantity:f}"}
    manager.dialog_data["goods"] = {number: said for number, said in came.items() if Decimal(said)}
    manager.dialog_data.pop("amount_fen", None)
    await manager.switch_to(CreditClaim.goods)


async def take_worth(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """What the goods were sold for."""
    manager.dialog_data["amount_fen"] = (await _facts_of_goods(manager))["worth_fen"]
    await _on(manager)


async def no_goods(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Nothing came back; the customer only pays less."""
    manager.dialog_data["goods"] = {}
    await manager.switch_to(CreditClaim.amount)


async def show(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """The claim, and what was said so far."""
    op_key(dialog_manager)
    given, known = _given(dialog_manager), dialog_manager.dialog_data
    seen = await desk_of(dialog_manager).read(_look, receivable_id=int(given["receivable_id"]))
    return {
        **seen,
        "kind": given["kind"],
        "credit_fen": known.get("amount_fen", seen["open_fen"]),
        "reason": known.get("reason", ""),
        "returns": given["kind"] == "return",
        **await _facts_of_goods(dialog_manager),
    }


async def type_amount(manager: DialogManager, said: str) -> None:
    """How much, as it was typed."""
    manager.dialog_data["amount_fen"] = parse_fen(said)
    await _on(manager)


async def retype(manager: DialogManager, said: str) -> None:
    """A number on the card is another amount; where goods came back it might be so many of them: the buttons say."""
    if _came(manager):
        raise NotUnderstood()
    await type_amount(manager, said)


async def take_open(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """All that is open."""
    claim = await desk_of(manager).read(receivables.get, receivable_id=int(_given(manager)["receivable_id"]))
    if claim.open_fen == 0:
        raise Outdated()
    manager.dialog_data["amount_fen"] = claim.open_fen
    await _on(manager)


async def type_reason(manager: DialogManager, said: str) -> None:
    """Why, and who agreed."""
    manager.dialog_data["reason"] = within(said, receivables.LONGEST_NOTE)
    await _on(manager)


async def _on(manager: DialogManager) -> None:
    known = manager.dialog_data
    await manager.switch_to(CreditClaim.confirm if known.get("reason") else CreditClaim.reason)


async def book(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Book it, once."""
    given, known, desk = _given(manager), manager.dialog_data, desk_of(manager)
    said = {"receivable_id": int(given["receivable_id"]), "amount_fen": known["amount_fen"], "reason": known["reason"]}
    if given["kind"] == "return":
        await desk.do(shipments.take_back_goods, key=op_key(manager), goods=_came(manager), **said)
    else:
        await desk.do(receivables.credit, key=op_key(manager), kind=given["kind"], **said)
    await manager.switch_to(CreditClaim.done)


def _goods_windows() -> list[Window]:
    return [
        window(
            CreditClaim.goods,
            Body("credit-goods"),
            rows(Label("credit-goods-row"), "items", choose),
            Button(Label("credit-goods-done"), id="worth", on_click=take_worth, when="back"),
            Button(Label("credit-goods-none"), id="nothing", on_click=no_goods),
            leave(),
            getter=show_goods,
        ),
        window(
            CreditClaim.quantity,
            Body("credit-quantity"),
            Row(
                Button(Label("credit-quantity-all"), id="whole", on_click=take_all),
                Button(Label("credit-quantity-none"), id="none", on_click=take_none),
            ),
            SwitchTo(Label("back"), id="back", state=CreditClaim.goods),
            take=type_quantity,
            getter=show_quantity,
        ),
    ]


def dialog() -> Dialog:
    """The steps."""
    return Dialog(
        *_goods_windows(),
        window(
            CreditClaim.amount,
            Body("credit-amount"),
            Button(Label("credit-all"), id="all", on_click=take_open, when="owes"),
            leave(),
            take=type_amount,
            getter=show,
        ),
        window(
            CreditClaim.reason,
            Body("credit-reason"),
            Row(SwitchTo(Label("back"), id="back", state=CreditClaim.amount), leave()),
            take=type_reason,
            getter=show,
        ),
        window(
            CreditClaim.confirm,
            Body("credit-card"),
            Button(Label("credit-confirm"), id="ok", on_click=book),
            Row(
                SwitchTo(Label("credit-change-goods"), id="c_goods", state=CreditClaim.goods, when="returns"),
                SwitchTo(Label("payment-change-amount"), id="c_amount", state=CreditClaim.amount),
                SwitchTo(Label("credit-change-reason"), id="c_reason", state=CreditClaim.reason),
            ),
            leave(),
            take=retype,
            besides=Besides.ORDERS,
            getter=show,
        ),
        window(CreditClaim.done, Body("credit-done"), Button(Label("back"), id="end", on_click=close), getter=show),
        on_start=begin,
    )


def routers() -> list[Router]:
    """The dialog; it is opened from a claim's card."""
    return [dialog()]

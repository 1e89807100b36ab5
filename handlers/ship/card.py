"""The card that is confirmed, and what became of it."""

from __future__ import annotations

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo

from handlers.ship.draft import lines_of, order_id, plan_of, preview_of, shipped_on
from handlers.ship.goods import open_order
from handlers.shipping_states import EnterWaybill, Ship, ShipmentCard
from handlers.window_texts import Body, Label, Raw, desk_of, facts_of
from handlers.windows import home, leave, op_key, said, warn, window
from locales import Html, join, text
from models import shipments
from models.orders import AlreadyShipped
from models.refusals import Outdated, Refusal
from models.shipments import CARRIED, Finding, Plan, Preview


async def show_card(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """Everything that was chosen, with what there is to know about it."""
    data, desk = dialog_manager.dialog_data, desk_of(dialog_manager)
    data["carded"] = True
    op_key(dialog_manager)
    found = await plan_of(dialog_manager)
    seen, stop = await _checked(dialog_manager)
    data["cod_offered"] = seen.cod_fen if seen else 0
    couriers = await desk.read(shipments.couriers)
    courier = next((one for one in couriers if one.id == data.get("courier_id")), None)
    reason = str(data.get("reason", ""))
    return {
        "number": found.order.number,
        "customer": found.customer.shown,
        "lines": _lines(dialog_manager, found),
        "via": data.get("via"),
        "courier": courier.name if courier else "",
        "waybill": data.get("waybill", ""),
        "carried": data.get("via") in CARRIED,
        "named": courier is not None,
        "numbered": bool(data.get("waybill")),
        "collected": bool(seen and seen.cod_fen),
        "cod_fen": seen.cod_fen if seen else 0,
        "collects": bool(courier and courier.collects_money),
        "amount_fen": seen.amount_fen if seen else 0,
        "receipt": bool(data.get("receipt")),
        "on": shipped_on(dialog_manager),
        "reason": reason,
        "reasoned": bool(reason),
        "findings": _findings(dialog_manager, seen, stop),
        "ready": seen is not None and (bool(reason) or not seen.reason_needed),
        "needs": seen is not None and seen.reason_needed,
    }


async def _checked(manager: DialogManager) -> tuple[Preview | None, Refusal | None]:
    """What the shipment would be, or what came in between."""
    try:
        return await preview_of(manager), None
    except Refusal as refusal:
        return None, refusal


def _lines(manager: DialogManager, found: Plan) -> Html:
    desk, chosen = desk_of(manager), lines_of(manager)
    made = [
        text(
            desk.language,
            "ship-card-line",
            name=line.view.product.name,
            quantity=chosen[str(line.view.line.id)],
            unit=line.view.product.unit,
        )
        for line in found.lines
        if str(line.view.line.id) in chosen
    ]
    return join(["", *made, ""])


def _findings(manager: DialogManager, seen: Preview | None, stop: Refusal | None) -> Html:
    desk = desk_of(manager)
    found: tuple[Finding, ...] = seen.findings if seen else ()
    made = [
        text(desk.language, f"ship-finding-{one.key}", **facts_of(one.facts, desk.language, desk.today))
        for one in found
    ]
    if stop is not None:
        made.append(join(["⛔ ", said(manager, stop)], ""))
    return join(["", "", *made]) if made else Html("")


async def toggle_receipt(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Whether the signed receipt is to come back."""
    manager.dialog_data["receipt"] = not manager.dialog_data.get("receipt")


async def confirm(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Post the goods; when somebody was quicker, the order is shown as it is now."""
    desk, data = desk_of(manager), manager.dialog_data
    try:
        data["posted"] = await desk.do(
            shipments.post,
            key=op_key(manager),
            order_id=order_id(manager),
            lines=lines_of(manager),
            via=str(data["via"]),
            courier_id=data.get("courier_id"),
            waybill=str(data.get("waybill", "")),
            cod_fen=int(data.get("cod_fen", data.get("cod_offered", 0))),
            receipt_wanted=bool(data.get("receipt")),
            shipped_on=shipped_on(manager),
            reason=str(data.get("reason", "")),
            version=int(data["version"]),
        )
    except (Outdated, AlreadyShipped) as refusal:
        _begin_again(manager)
        if isinstance(refusal, Outdated):
            warn(manager, refusal)
        await manager.switch_to(Ship.what)
        return
    await manager.switch_to(Ship.done)


def _begin_again(manager: DialogManager) -> None:
    for name in ("lines", "version", "cod_fen", "carded", "op_key"):
        manager.dialog_data.pop(name, None)


async def show_done(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """The number, what is owed from when, and what is still to be done."""
    desk = desk_of(dialog_manager)
    shipment_id = int(dialog_manager.dialog_data["posted"])
    seen = await desk.read(shipments.view, shipment_id=shipment_id)
    claims = await desk.read(shipments.claims_of, shipment_id=shipment_id)
    found = await plan_of(dialog_manager)
    shipment = seen.shipment
    return {
        "number": shipment.number,
        "customer": seen.customer.shown,
        "courier": seen.courier.name if seen.courier else "",
        "waybill": shipment.waybill,
        "named": seen.courier is not None,
        "numbered": bool(shipment.waybill),
        "claims": claim_lines(dialog_manager, claims, {}),
        "lacking": shipment.via in CARRIED and not shipment.waybill,
        "rest": bool(found.lines),
    }


def claim_lines(manager: DialogManager, claims: list[Any], settled: dict[tuple[int, str], int]) -> Html:
    """What a shipment made somebody owe, in words; `settled` is what it is less by since, by claim and kind."""
    desk = desk_of(manager)
    made = []
    for claim in claims:
        facts = {
            "amount_fen": claim.amount_fen,
            "open_fen": claim.open_fen,
            "settled": claim.open_fen == 0,
            "part": 0 < claim.open_fen < claim.amount_fen,
            "came_fen": settled.get((claim.id, "payment"), 0),
            "kept": settled.get((claim.id, "courier_fee"), 0) > 0,
            "fee_fen": settled.get((claim.id, "courier_fee"), 0),
            "due": claim.due_on,
            "basis": claim.basis if claim.provisional else "shipment",
        }
        key = "ship-claim-courier" if claim.courier_id else "ship-claim"
        made.append(text(desk.language, key, **facts_of(facts, desk.language, desk.today)))
    return join(["", *made]) if made else Html("")


async def enter_number(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The waybill number, now that it is known."""
    await manager.start(EnterWaybill.number, data={"shipment_id": manager.dialog_data["posted"]})


async def open_card(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The shipment's card."""
    await manager.start(ShipmentCard.main, data={"shipment_id": manager.dialog_data["posted"]})


async def others(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """The next order."""
    manager.dialog_data.clear()
    await manager.switch_to(Ship.list)


def windows() -> list[Window]:
    """The card and the result."""
    return [
        window(
            Ship.card,
            Body("ship-card"),
            Raw("lines"),
            Body("ship-card-way"),
            Raw("findings"),
            Button(Label("ship-confirm"), id="confirm", on_click=confirm, when="ready"),
            SwitchTo(Label("ship-say-why"), id="why", state=Ship.reason, when="needs"),
            Row(
                SwitchTo(Label("ship-change-goods"), id="goods", state=Ship.part),
                SwitchTo(Label("ship-change-via"), id="via", state=Ship.via),
            ),
            Row(
                SwitchTo(Label("ship-change-courier"), id="courier", state=Ship.courier),
                SwitchTo(Label("ship-change-waybill"), id="waybill", state=Ship.waybill),
                when="carried",
            ),
            Row(
                Button(Label("ship-toggle-receipt"), id="receipt", on_click=toggle_receipt),
                SwitchTo(Label("ship-change-cod"), id="cod", state=Ship.cod, when="collects"),
            ),
            Row(SwitchTo(Label("ship-change-day"), id="day", state=Ship.day), leave()),
            getter=show_card,
        ),
        window(
            Ship.done,
            Body("ship-done"),
            Raw("claims"),
            Button(Label("ship-enter-waybill"), id="number", on_click=enter_number, when="lacking"),
            Row(
                Button(Label("ship-open-shipment"), id="card", on_click=open_card),
                Button(Label("ship-open-order"), id="order", on_click=open_order),
            ),
            Row(Button(Label("ship-others"), id="others", on_click=others), home()),
            getter=show_done,
        ),
    ]

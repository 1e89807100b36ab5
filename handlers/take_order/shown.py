"""What the card says: the draft as it would be recorded now, or, where something stops it, the draft all the same."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from aiogram_dialog import DialogManager
from sqlmodel import Session

from handlers.order_words import drafted_lines, findings, joined, paying, way, words
from handlers.take_order import lines, source
from handlers.take_order.states import customer_id, draft_of
from handlers.window_texts import desk_of
from handlers.windows import said
from locales import Html, join
from models import orders
from models.customers import Customer
from models.days import DayInThePast
from models.orders import Checks
from models.people import Actor
from models.refusals import Refusal

# Which part of the card mends what stops it.
DAY: Final = (DayInThePast, orders.DayTooFar)
LINES: Final = (
    orders.NoLines,
    orders.NotSoldAnyMore,
    orders.OrderTooLarge,
    orders.TooManyLines,
    orders.WorthNothing,
)


def whole(manager: DialogManager, checks: Checks, notes: Html) -> Html:
    """The card of a draft that was looked at."""
    desk, draft, customer = desk_of(manager), checks.draft, checks.customer
    going = words(desk, "take-card-going", way=way(desk, draft), address=draft.address or "—")
    if draft.ship_via == "pickup":
        going = words(desk, "take-card-pickup", way=way(desk, draft))
    settled = words(desk, "take-card-paying", paying=paying(desk, draft, customer))
    arrival = words(desk, "order-arrive-by", day=draft.arrive_by) if draft.arrive_by else Html("")
    noted = words(desk, "take-card-note", note=draft.note) if draft.note else Html("")
    listed = [drafted_lines(desk, checks.lines), words(desk, "order-total", total_fen=checks.total_fen)]
    conditions = Html("\n".join(part for part in (going, arrival, settled, noted) if part))
    found = findings(desk, checks.findings)
    return joined([_head(manager, customer), notes, Html("\n".join(listed)), conditions, found])


async def stopped(manager: DialogManager, refusal: Refusal) -> Html:
    """The card of a draft that cannot be recorded: what stands in the way, and which button mends it."""
    part = "day" if isinstance(refusal, DAY) else "lines" if isinstance(refusal, LINES) else "other"
    changes = int("order_id" in manager.dialog_data)
    why = words(desk_of(manager), "take-stopped", why=said(manager, refusal), part=part, changes=changes)
    try:
        shown = await (_but_the_day(manager) if part == "day" else _lines(manager))
    except Refusal:  # nothing of it can be shown: no customer, or one that is not theirs any more
        return why
    return joined([shown, why])


async def _but_the_day(manager: DialogManager) -> Html:
    """Everything but when it would leave."""
    desk, data = desk_of(manager), manager.dialog_data
    draft = {**draft_of(manager), "ship_on": "", "day_reason": ""}
    checks = await desk.read(orders.check, now=desk.now, draft=draft, order_id=data.get("order_id"))
    kept = tuple(finding for finding in checks.findings if not finding.kind.startswith("ship-"))
    return whole(manager, replace(checks, findings=kept), await source.notes(manager))


async def _lines(manager: DialogManager) -> Html:
    """For whom, and what."""
    customer, _products = await desk_of(manager).read(orders.named, customer_id=customer_id(manager), product_ids=[])
    return joined([_head(manager, customer), (await lines.show_lines(manager))["lines"]])


async def agreed(manager: DialogManager, checks: Checks) -> Html:
    """Of an order that is changed: that what was approved becomes void, and whether it is asked again."""
    desk, order_id = desk_of(manager), manager.dialog_data.get("order_id")
    given = await desk.read(_agreements, order_id=order_id) if order_id else []
    again = int(bool(checks.approvals))
    return join(
        words(desk, "take-approved-again", who=who, kind=words(desk, f"approval-{kind}"), again=again)
        for kind, who in given
    )


def _agreements(session: Session, *, by: Actor, order_id: int) -> list[tuple[str, str]]:
    """What of the order as it stands was approved, and by whom."""
    orders.get(session, order_id, by=by)
    bound = orders.approvals_of(session, order_id)
    return [(approval.kind, who) for approval, who in bound if approval.state == "approved"]


def _head(manager: DialogManager, customer: Customer) -> Html:
    desk, number = desk_of(manager), manager.dialog_data.get("number")
    title = words(desk, "take-card-change", number=number) if number else words(desk, "take-card-new")
    return words(desk, "take-card-head", title=title, customer=customer.shown, code=customer.code)

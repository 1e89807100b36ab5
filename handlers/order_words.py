"""How orders are put into words: lines, the way they go, what was found, where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Protocol

from handlers.desk import Desk
from handlers.window_texts import facts_of
from locales import Html, escape, join, keys, text
from models.customers import Customer
from models.journal import Happening
from models.orders import CheckedLine, Finding, LineView, Order, OrderState, paid_how
from models.terms import describe
from models.whereabouts import Look, Whereabouts

LONGEST_NAME = 40  # characters of a product's name in a list of many


class Going(Protocol):
    """How goods go and are paid: an order, or the draft of one."""

    @property
    def ship_via(self) -> str: ...
    @property
    def courier(self) -> str: ...
    @property
    def freight(self) -> str: ...
    @property
    def receipt_back(self) -> bool: ...
    @property
    def invoice(self) -> bool | None: ...
    @property
    def settlement(self) -> str: ...
    @property
    def instruction(self) -> str: ...


def words(desk: Desk, key: str, **facts: Any) -> Html:
    """A text with its facts as this person reads them."""
    return text(desk.language, key, **facts_of(facts, desk.language, desk.today))


def drafted_lines(desk: Desk, lines: Iterable[CheckedLine]) -> Html:
    """The lines of a draft, numbered."""
    return join(
        words(
            desk,
            "order-line",
            number=number,
            product=short(line.product.name),
            quantity=line.quantity,
            unit=line.product.unit,
            price_fen=line.unit_price_fen,
            amount_fen=line.amount_fen,
        )
        for number, line in enumerate(lines, start=1)
    )


def order_lines(desk: Desk, views: Iterable[LineView], *, parts: bool, gone: bool = False) -> Html:
    """The lines of an order; with `parts`, how much of each has left; where the rest is `gone`, it was cancelled."""
    made = []
    for number, view in enumerate(views, start=1):
        line = words(
            desk,
            "order-line",
            number=number,
            product=short(view.product.name),
            quantity=view.line.quantity,
            unit=view.product.unit,
            price_fen=view.line.unit_price_fen,
            amount_fen=view.line.amount_fen,
        )
        if parts:
            key = ("order-line-gone" if gone else "order-line-missing") if view.missing else "order-line-left"
            line = Html(line + words(desk, key, missing=view.missing, unit=view.product.unit))
        made.append(line)
    return join(made)


def way(desk: Desk, going: Going) -> Html:
    """How it goes: express with 顺丰, freight collect, receipt back."""
    parts = [words(desk, f"order-via-{going.ship_via}")]
    if going.ship_via == "express" and going.courier:
        parts[0] = join([parts[0], going.courier], " ")
    if going.freight and going.ship_via in ("express", "freight"):
        parts.append(words(desk, f"order-freight-{going.freight}"))
    if going.receipt_back:
        parts.append(words(desk, "order-receipt-back"))
    return join(parts, " · ")


def paying(desk: Desk, going: Going, customer: Customer) -> Html:
    """How it is settled, with the customer's terms where it goes on account by them."""
    how = paid_how(customer, going.settlement, going.instruction, desk.db.rules)
    parts = [words(desk, f"order-settle-{how}", terms=describe(customer.agreed_terms, desk.language))]
    if going.instruction:
        parts.append(words(desk, "order-instruction", instruction=going.instruction))
    if going.invoice:
        parts.append(words(desk, "order-invoice"))
    return join(parts, " · ")


def findings(desk: Desk, found: Iterable[Finding]) -> Html:
    """What was found, one a line; what somebody must agree to comes first."""
    ordered = sorted(found, key=lambda finding: finding.approval is None)
    return join(words(desk, f"check-{finding.kind}", **finding.facts) for finding in ordered)


def standing(desk: Desk, where: Whereabouts) -> Html:
    """The state of an order and why it waits, in words."""
    order, lines = where.order, []
    late = where.days_late(desk.today)
    if order.state == OrderState.WAITING:
        lines += [_asked(desk, look) for look in where.approvals if look.approval.state == "waiting"]
        lines += [words(desk, "order-now-asked-passed", day=order.ship_on)] if order.ship_on < desk.today else []
    elif order.state == OrderState.REFUSED:
        lines += [_refused(desk, look) for look in where.approvals if look.approval.state == "refused"]
    elif order.state in (OrderState.OPEN, OrderState.PART):
        lines.append(_promised(desk, order, late, part=order.state == OrderState.PART))
        lines += [words(desk, "order-day-reason", reason=order.day_reason)] if order.day_reason else []
    else:
        now = "rest-cancelled" if where.rest_cancelled else order.state
        lines.append(words(desk, f"order-now-{now}", reason=order.cancel_reason or "—"))
    if order.state in (OrderState.OPEN, OrderState.PART) and order.confirmed_at is not None:
        lines.append(words(desk, "order-now-confirmed", day=desk.db.rules.today(order.confirmed_at)))
    elif order.state == OrderState.OPEN:
        lines.append(words(desk, "order-now-unconfirmed"))
    if where.short_fen:
        lines.append(words(desk, "order-now-unpaid", short_fen=where.short_fen))
    if order.cancel_asked_at is not None:
        lines.append(words(desk, "order-now-cancel-asked", reason=order.cancel_reason))
    return join(lines)


def _asked(desk: Desk, look: Look) -> Html:
    who = join(look.asked, "、" if desk.language == "zh" else ", ") if look.asked else words(desk, "order-nobody")
    return words(desk, "order-now-waiting", who=who, why=words(desk, f"approval-{look.approval.kind}"))


def _refused(desk: Desk, look: Look) -> Html:
    why = words(desk, f"approval-{look.approval.kind}")
    return words(desk, "order-now-refused", who=look.decided_by, why=why, reason=look.approval.reason)


def _promised(desk: Desk, order: Order, late: int, *, part: bool) -> Html:
    if order.ship_by is not None:
        return words(desk, "order-now-passed", day=order.ship_on, by=order.ship_by, late=late)
    key = "order-now-late" if late else "order-now-part" if part else "order-now-open"
    when = "am" if order.ship_via == "express" and order.morning else "pm" if order.ship_via == "express" else "any"
    return words(desk, key, day=order.ship_on, late=late, when=when)


def story(desk: Desk, entries: Iterable[Happening]) -> Html:
    """What happened, one a line: when, who, what."""
    return join(_entry(desk, entry) for entry in entries)


def _entry(desk: Desk, entry: Happening) -> Html:
    key = f"journal-{entry.action}"
    known = key if key in keys(desk.language) else "journal-other"
    what = words(desk, known, **{"kind": "", "reason": "", "note": "", **entry.facts})
    at = desk.db.rules.local(entry.at)
    return words(
        desk, "journal-line", at=f"{at:%m-%d %H:%M}", who=entry.who or words(desk, "journal-by-itself"), what=what
    )


def short(name: str) -> str:
    """A name that leaves room for the rest of its line."""
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"


def joined(parts: Iterable[str]) -> Html:
    """Paragraphs, those that say nothing left out."""
    return join((part for part in map(escape, parts) if part), "\n\n")


def day_words(desk: Desk, day: date) -> Html:
    """A day with what it is to us: 今天, 明天 or its date."""
    ahead = (day - desk.today).days
    key = {0: "order-today", 1: "order-tomorrow"}.get(ahead, "order-day")
    return words(desk, key, day=day)

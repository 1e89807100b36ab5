"""What is checked when an order is taken, changed, copied or decided on (rules 2 to 5): findings, never decisions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import bindparam, func
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from models import customers, receivables
from models.amounts import line_amount_fen
from models.base import ask
from models.customers import Customer
from models.orders.drafts import (
    Draft,
    DraftLine,
    NotSoldAnyMore,
    WorthNothing,
    drafted,
    read_draft,
    usual_settlement,
)
from models.orders.promise import Promise, promised
from models.orders.records import IS_DEMANDING, ApprovalKind, Order, OrderLine
from models.orders.sale import Offer, on_sale
from models.orders.shipping import outside_home
from models.people import Actor, Person, Role, actor_by_id
from models.products import Product
from models.refusals import NotFound
from models.rules import Rules, rules_of


@dataclass(frozen=True)
class Finding:
    """Something worth knowing: text `check-KIND`, the facts in it, and whose agreement it needs, if anybody's."""

    kind: str
    facts: dict[str, Any] = field(default_factory=dict)
    approval: ApprovalKind | None = None


@dataclass(frozen=True)
class CheckedLine:
    """A drafted line with its product, its exact amount, and the price that is known for this customer."""

    product: Product
    quantity: Decimal
    unit_price_fen: int
    price_from: str  # agreed | list | said
    known_price_fen: int
    known_from: str  # agreed | list
    amount_fen: int


@dataclass(frozen=True)
class Checks:
    """A draft that was looked at: what it comes to, when it leaves, what was found."""

    draft: Draft
    customer: Customer
    lines: tuple[CheckedLine, ...]
    total_fen: int
    promise: Promise
    findings: tuple[Finding, ...]
    day_unexplained: bool = False  # an order is promised for another day than it was, and this person has to say why

    @property
    def approvals(self) -> tuple[ApprovalKind, ...]:
        """Who has to agree. One manager's look is enough for a price and a new rep's order."""
        needed = {finding.approval for finding in self.findings if finding.approval}
        if ApprovalKind.FLOOR in needed:
            needed.discard(ApprovalKind.SIGN_OFF)
        return tuple(kind for kind in ApprovalKind if kind in needed)


@dataclass(frozen=True)
class _Case:
    """What the checks look at."""

    session: Session
    customer: Customer
    draft: Draft
    now: datetime
    rules: Rules
    placer: Actor | None
    order_id: int | None

    @property
    def today(self) -> date:
        return self.rules.today(self.now)


def check(session: Session, *, by: Actor, now: datetime, draft: dict[str, Any], order_id: int | None = None) -> Checks:
    """Look at a draft; with `order_id`, at what that order would become.

    Raises what `read_draft` and `promised` raise, NotSoldAnyMore, WorthNothing, and NotFound for a customer one may
    not see.
    """
    read = read_draft(draft)
    customer = customers.get(session, read.customer_id, by=by)
    checks = _examine(_Case(session, customer, read, now, rules_of(session), by, order_id))
    for line in checks.lines:
        if not line.product.active:
            raise NotSoldAnyMore(product=line.product.name)
        if not line.amount_fen:
            raise WorthNothing(product=line.product.name)
    return replace(checks, day_unexplained=_unexplained(session, checks, by, order_id))


def _unexplained(session: Session, checks: Checks, by: Actor, order_id: int | None) -> bool:
    """Rule 5: whoever overrides the day that an order was promised for says why; a rep speaks for their customer."""
    if order_id is None or checks.promise.why != "chosen" or checks.draft.day_reason or by.may(Role.REP):
        return False
    return session.get_one(Order, order_id).ship_on != checks.promise.ship_on


def recheck(session: Session, order: Order, *, now: datetime) -> tuple[Finding, ...]:
    """What an order needs somebody's agreement for, as the books are now; nothing is refused here."""
    read = read_draft({**drafted(session, order), "ship_on": ""})
    customer = session.get_one(Customer, order.customer_id)
    placer = actor_by_id(session, order.placed_by)
    case = _Case(session, customer, read, now, rules_of(session), placer, order.id)
    return tuple(finding for finding in _examine(case).findings if finding.approval)


def _examine(case: _Case) -> Checks:
    offers = _offers(case)
    lines = tuple(_line(line, offers[line.product_id]) for line in case.draft.lines)
    total = sum(line.amount_fen for line in lines)
    promise = promised(case.draft.ship_via, case.draft.ship_on, case.now, case.rules)
    findings = (
        *_prices(lines),
        *_credit(case, total),
        *_sign_off(case),
        *_payment_first(case, total),
        *_usual_terms(case),
        *_stock(lines, offers),
        *_shipping_day(case, promise),
    )
    return Checks(case.draft, case.customer, lines, total, promise, findings)


def _offers(case: _Case) -> dict[int, Offer]:
    """The products on the draft by their number, sold or not any more. Raises NotFound."""
    wanted = {line.product_id for line in case.draft.lines}
    offers = on_sale(case.session, case.customer.id, wanted, case.today, except_order=case.order_id)
    if wanted - offers.keys():
        raise NotFound()
    return offers


def _line(line: DraftLine, offer: Offer) -> CheckedLine:
    return CheckedLine(
        product=offer.product,
        quantity=line.quantity,
        unit_price_fen=line.unit_price_fen,
        price_from=offer.price_from if line.unit_price_fen == offer.price_fen else "said",
        known_price_fen=offer.price_fen,
        known_from=offer.price_from,
        amount_fen=line_amount_fen(line.quantity, line.unit_price_fen),
    )


def _prices(lines: tuple[CheckedLine, ...]) -> Iterator[Finding]:
    """Rule 3: under the floor a manager agrees; rule 2: another price than the agreed one is said."""
    for line in lines:
        facts = {"product": line.product.name, "unit": line.product.unit, "price_fen": line.unit_price_fen}
        floor = line.product.floor_price_fen
        if line.unit_price_fen < floor:
            yield Finding("floor", {**facts, "floor_fen": floor}, ApprovalKind.FLOOR)
        if line.unit_price_fen != line.known_price_fen:
            yield Finding(f"price-{line.known_from}", {**facts, "known_fen": line.known_price_fen})


def _credit(case: _Case, total_fen: int) -> Iterator[Finding]:
    """Rule 3: credit that approved terms do not cover, or for a customer who is overdue, is for the boss."""
    customer = case.customer
    owed = receivables.owed(case.session, customer.id, case.today)
    overdue = owed.overdue_fen
    if not _is_credit(case):
        if overdue:
            yield Finding("overdue", {"overdue_fen": overdue})
        return
    coming = _credit_coming_fen(case)
    limit = customer.credit_limit_fen
    would = owed.open_fen + coming + total_fen
    facts = {"owed_fen": owed.open_fen, "coming_fen": coming, "would_fen": would}
    agreed = customer.terms_approved and customer.agreed_terms.kind == "credit"
    if not agreed:
        yield Finding("credit-terms", facts, ApprovalKind.CREDIT)
    elif limit is not None and would > limit:
        yield Finding("credit-limit", {**facts, "limit_fen": limit}, ApprovalKind.CREDIT)
    elif limit is not None and not overdue:
        yield Finding("credit-covered", {**facts, "limit_fen": limit})
    if overdue:
        yield Finding("credit-overdue", {**facts, "overdue_fen": overdue}, ApprovalKind.CREDIT)


def _is_credit(case: _Case) -> bool:
    """Whether goods leave before their money, and not merely until the courier or the counter takes it."""
    if case.draft.instruction:
        return case.draft.settlement in ("monthly", "prepay")
    return case.draft.settlement == "monthly" and not outside_home(case.customer, case.rules)


_COMING = (
    select(col(OrderLine.quantity) - col(OrderLine.shipped), col(OrderLine.unit_price_fen))
    .join(Order, col(Order.id) == col(OrderLine.order_id))
    .where(
        col(Order.customer_id) == bindparam("customer_id"),
        col(Order.id) != bindparam("order_id"),
        IS_DEMANDING,
        (col(Order.settlement) == "monthly")
        | ((col(Order.settlement) == "prepay") & (func.length(Order.instruction) > 0)),
    )
)

_HIRED = sql_select(col(Person.name), col(Person.hired_on)).where(
    col(Person.id) == bindparam("rep_id"), col(Person.hired_on).is_not(None)
)


def _credit_coming_fen(case: _Case) -> int:
    """What is ordered on credit and has not left: a limit is not passed by ordering in pieces."""
    coming = ask(case.session, _COMING, customer_id=case.customer.id, order_id=case.order_id or 0)
    return sum(line_amount_fen(missing, price_fen) for missing, price_fen in coming)


def _sign_off(case: _Case) -> Iterator[Finding]:
    """S4 二.6: a rep with little service needs a manager's sign-off, unless a manager wrote the order down."""
    if case.placer and case.placer.may(Role.MANAGER, Role.BOSS):
        return
    years, today = case.rules.sign_off_years, case.today
    for name, hired in ask(case.session, _HIRED, rep_id=case.customer.rep_id):
        if (today.year - hired.year, today.month, today.day) < (years, hired.month, hired.day):
            yield Finding("sign-off", {"rep": name, "years": years, "hired_on": hired}, ApprovalKind.SIGN_OFF)


def _payment_first(case: _Case, total_fen: int) -> Iterator[Finding]:
    """Rule 4: outside the home province payment comes first, unless the rep's instruction says otherwise."""
    outside = outside_home(case.customer, case.rules)
    if not outside and case.draft.settlement != "prepay":
        return
    if case.draft.instruction:
        yield Finding("pay-instruction", {"instruction": case.draft.instruction})
        return
    short = max(0, total_fen - receivables.prepaid_fen(case.session, case.customer.id))
    facts = {"short_fen": short, "province": case.customer.province}
    if not short:
        yield Finding("pay-paid", facts)
    else:
        yield Finding("pay-outside" if outside else "pay-first", facts)


def _usual_terms(case: _Case) -> Iterator[Finding]:
    """Rule 2: another settlement than the customer's terms."""
    usual = usual_settlement(case.customer)
    first = case.draft.settlement == "prepay" and outside_home(case.customer, case.rules)
    if case.draft.settlement != usual and not first:
        yield Finding("terms", {"usual": usual, "settlement": case.draft.settlement})


def _stock(lines: tuple[CheckedLine, ...], offers: dict[int, Offer]) -> Iterator[Finding]:
    """Rule 6: short stock may be ordered; how much is missing is said. Lines of one product count together."""
    wanted: dict[int, Decimal] = {}
    for line in lines:
        wanted[line.product.id] = wanted.get(line.product.id, Decimal(0)) + line.quantity
    for product_id, quantity in wanted.items():
        free = max(Decimal(0), offers[product_id].available)
        if quantity > free:
            product = offers[product_id].product
            facts = {"product": product.name, "unit": product.unit, "missing": quantity - free, "free": free}
            yield Finding("stock" if free else "stock-none", facts)


def _shipping_day(case: _Case, promise: Promise) -> Iterator[Finding]:
    """Rule 5, in words."""
    reason = case.draft.day_reason
    facts = {"day": promise.ship_on, "cut": f"{case.rules.cut_off:%H:%M}", "reason": reason, "said": bool(reason)}
    yield Finding(f"ship-{promise.why}", facts)
    if promise.day_off:
        yield Finding("ship-off", facts)
    if promise.calendar_missing:
        yield Finding("ship-calendar", {"year": promise.ship_on.year})
    arrive_by = case.draft.arrive_by
    if arrive_by is not None and promise.ship_on > arrive_by:
        yield Finding("ship-too-late", {"day": promise.ship_on, "arrive_by": arrive_by})

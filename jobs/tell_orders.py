"""Letters about orders: a new one for the assistants, an approval that is wanted, what was decided, a cancellation."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from jobs.letters import Words, composes
from locales import Html, join, label, shorten, text
from models import orders
from models.amounts import format_fen, format_quantity
from models.customers import Customer
from models.days import format_day
from models.letters import Letter
from models.orders import AgreedBefore, Approval, ApprovalKind, Finding, LineChange, Order, OrderState
from models.people import Actor, Person
from models.refusals import NotFound
from models.rules import rules_of
from models.terms import describe

LINES_SHOWN = 12
LETTER_LIMIT = 3500  # leaves room for what a reminder puts before it


class _Teller:
    """An order in one reader's words."""

    def __init__(self, session: Session, order: Order, to: Actor, now: datetime) -> None:
        self.session, self.order, self.to, self.now = session, order, to, now
        self.customer = session.get_one(Customer, order.customer_id)
        self.today = rules_of(session).today(now)

    @property
    def rest_cancelled(self) -> bool:
        """Whether the order is done because what had not left was cancelled."""
        return orders.rest_cancelled(self.order, orders.lines_of(self.session, self.order.id))

    def say(self, key: str, **facts: Any) -> Html:
        """A text with the order's own facts and those given."""
        own = {"number": self.order.number, "customer": self.customer.shown, "total_fen": self.order.total_fen}
        return text(self.to.language, key, **self._shown({**own, **facts}))

    def _shown(self, facts: dict[str, Any]) -> dict[str, str | int]:
        shown: dict[str, str | int] = {}
        for name, value in facts.items():
            if name.endswith("_fen"):
                shown[name.removesuffix("_fen")] = format_fen(value)
            elif isinstance(value, Decimal):
                shown[name] = format_quantity(value)
            elif isinstance(value, date):
                shown[name] = format_day(value, self.today, self.to.language)
            else:
                shown[name] = value
        return shown

    def name_of(self, person_id: int | None) -> str:
        """A person's name; the house where there is none."""
        person = self.session.get(Person, person_id) if person_id else None
        return person.name if person else self.say("order-house")

    def when(self, moment: datetime | None) -> str:
        """A moment by the company's clock, with its day unless it is today."""
        local = rules_of(self.session).local(moment or self.now)
        return f"{local:%H:%M}" if local.date() == self.today else f"{local:%m-%d %H:%M}"

    def lines(self) -> Html:
        """The lines and what they come to."""
        views = orders.lines_of(self.session, self.order.id)
        made = [
            self.say(
                "order-line",
                number=place,
                product=shorten(view.product.name, 40),
                quantity=view.line.quantity,
                unit=view.product.unit,
                price_fen=view.line.unit_price_fen,
                amount_fen=view.line.amount_fen,
            )
            for place, view in enumerate(views[:LINES_SHOWN], start=1)
        ]
        more = [Html("…")] if len(views) > LINES_SHOWN else []
        return join([*made, *more, self.say("order-total")])

    def conditions(self) -> Html:
        """How it goes, when, and how it is paid."""
        order = self.order
        going = self.say(f"order-via-{order.ship_via}")
        if order.ship_via == "express" and order.courier:
            going = join([going, order.courier], " ")
        how = orders.paid_how(self.customer, order.settlement, order.instruction, rules_of(self.session))
        settled = self.say(f"order-settle-{how}", terms=describe(self.customer.agreed_terms, self.to.language))
        parts = [self.leaves(), self.say("take-card-pickup", way=going)]
        parts.append(self.say("take-card-paying", paying=settled))
        if order.instruction:
            parts.append(self.say("order-instruction", instruction=order.instruction))
        if order.note:
            parts.append(self.say("take-card-note", note=shorten(order.note, 300)))
        return join(parts)

    def leaves(self) -> Html:
        """The day it was promised for; where that passed before it was agreed to, so said, with its day by rule 5."""
        order = self.order
        if order.ship_by is not None:
            late = max(0, (self.today - order.ship_by).days)
            return self.say("order-now-passed", day=order.ship_on, by=order.ship_by, late=late)
        if order.state == OrderState.WAITING and order.ship_on < self.today:
            return self.say("order-now-asked-passed", day=order.ship_on)
        state = "order-now-asked" if order.state == OrderState.WAITING else "order-now-open"
        when = "any" if order.ship_via != "express" else "am" if order.morning else "pm"
        return self.say(state, day=order.ship_on, when=when)

    def open_button(self) -> tuple[str, str]:
        """Opens the order's card."""
        return label(self.to.language, "letter-order-open"), f"open:order:{self.order.id}"


def _teller(session: Session, letter: Letter, to: Actor, now: datetime) -> _Teller | None:
    """The order a letter is about, if it is still this person's to see."""
    try:
        order = orders.get(session, int(letter.subject.partition(":")[2]), by=to)
    except NotFound:
        return None
    return _Teller(session, order, to, now)


@composes("order-placed")
def placed(session: Session, letter: Letter, _facts: dict[str, Any], to: Actor, now: datetime) -> Words | None:
    """To the assistants: what is to ship. Once sent it follows the order; an outdated one is not sent at all."""
    tell = _teller(session, letter, to, now)
    if tell is None:
        return None
    order = tell.order
    current = letter.occasion == f"content:{order.content[-48:]}"
    ends = {OrderState.CANCELLED: "letter-order-gone", OrderState.SHIPPED: "letter-order-sent"}
    short = ends.get(OrderState(order.state)) or ("" if current else "letter-order-superseded")
    if short == "letter-order-sent" and tell.rest_cancelled:
        short = "letter-order-rest-gone"
    if short:
        return Words(tell.say(short), ((tell.open_button(),),)) if letter.sent_at else None
    key = "letter-order-changed" if orders.edition(order.content)[1] > 1 else "letter-order-placed"
    head = tell.say(key, rep=tell.name_of(tell.customer.rep_id))
    head = join([head, tell.say("letter-order-released")]) if order.released_at else head
    whole = join([head, tell.lines(), tell.conditions()], "\n\n")
    return Words(shorten(whole, LETTER_LIMIT), ((tell.open_button(),),))


@composes("approval-wanted")
def wanted(session: Session, letter: Letter, facts: dict[str, Any], to: Actor, now: datetime) -> Words | None:
    """To who may decide: the whole order, the exact reason, yes or no. Afterwards what was decided, without buttons."""
    approval, tell = session.get(Approval, facts["approval_id"]), _teller(session, letter, to, now)
    if approval is None or tell is None:
        return None
    kind = tell.say(f"approval-{approval.kind}")
    if approval.state != "waiting":
        return _settled(tell, approval, kind) if letter.sent_at else None
    if not orders.may_decide(session, approval, tell.order, to):
        return None
    head = tell.say("letter-approval-wanted", kind=kind, who=tell.name_of(tell.order.placed_by))
    why = join(
        tell.say(f"check-{finding.kind}", **finding.facts)
        for finding in orders.recheck(session, tell.order, now=now)
        if _belongs(finding, approval)
    )
    again = _again(tell, orders.agreed_before(session, tell.order, approval.kind))
    whole = join([part for part in (head, again, why, tell.lines(), tell.conditions()) if part], "\n\n")
    yes = (label(to.language, "letter-approval-yes"), f"ap:y:{approval.id}")
    no = (label(to.language, "letter-approval-no"), f"ap:n:{approval.id}")
    return Words(shorten(whole, LETTER_LIMIT), ((yes, no), (tell.open_button(),)))


def _again(tell: _Teller, before: AgreedBefore | None) -> Html:
    """That this was agreed to before the order was changed, and what is another since."""
    if before is None:
        return Html("")
    mine = int(before.who == tell.to.name)
    said = [
        tell.say("letter-approval-again", who=before.who, at=tell.when(before.at), mine=mine, was_fen=before.total_fen)
    ]
    said += [_line_change(tell, line) for line in before.lines[:LINES_SHOWN]]
    if before.settlement:
        ways = {name: tell.say(f"order-settle-{way}") for name, way in _settlements(tell, before)}
        said.append(tell.say("letter-change-settlement", **ways))
    if len(said) == 1:
        said.append(tell.say("letter-change-other"))
    return join(said)


def _settlements(tell: _Teller, before: AgreedBefore) -> tuple[tuple[str, str], ...]:
    """How it was to be paid and how it is now, by the customer's own terms where it goes on account by them."""
    rules, order = rules_of(tell.session), tell.order
    was = orders.paid_how(tell.customer, before.settlement, order.instruction, rules)
    return ("was", was), ("now", orders.paid_how(tell.customer, order.settlement, order.instruction, rules))


def _line_change(tell: _Teller, line: LineChange) -> Html:
    facts: dict[str, Any] = {"product": shorten(line.product.name, 40), "unit": line.product.unit}
    for name, of in (("was", line.was), ("now", line.now)):
        quantity, price_fen = of or (Decimal(0), 0)
        facts |= {name: quantity, f"{name}_price_fen": price_fen}
    kind = "added" if line.was is None else "gone" if line.now is None else "line"
    return tell.say(f"letter-change-{kind}", **facts)


def _belongs(finding: Finding, approval: Approval) -> bool:
    """A manager who decides on a price signs off a new rep's order with it."""
    both = (ApprovalKind.FLOOR, ApprovalKind.SIGN_OFF)
    return finding.approval == approval.kind or (approval.kind in both and finding.approval in both)


def _settled(tell: _Teller, approval: Approval, kind: Html) -> Words:
    if approval.state == "void":
        return Words(tell.say("letter-approval-void", kind=kind), ((tell.open_button(),),))
    facts = {"who": tell.name_of(approval.decided_by), "at": tell.when(approval.decided_at), "reason": approval.reason}
    return Words(tell.say(f"letter-approval-{approval.state}", kind=kind, **facts), ((tell.open_button(),),))


@composes("order-decided")
def decided(session: Session, letter: Letter, facts: dict[str, Any], to: Actor, now: datetime) -> Words | None:
    """To whoever asked: yes or no, by whom, why."""
    approval, tell = session.get(Approval, facts["approval_id"]), _teller(session, letter, to, now)
    if approval is None or tell is None or approval.decided_by is None:
        return None
    kind, who = tell.say(f"approval-{approval.kind}"), tell.name_of(approval.decided_by)
    refused = facts.get("answer") == "refused"
    key = "letter-order-refused" if refused else "letter-order-approved"
    said = tell.say(key, kind=kind, who=who, reason=approval.reason, waiting=int(facts.get("waiting", 0)))
    said = join([said, tell.leaves()]) if tell.order.ship_by else said
    return Words(said, ((tell.open_button(),),))


@composes("cancel-asked")
def cancel_asked(session: Session, letter: Letter, facts: dict[str, Any], to: Actor, now: datetime) -> Words | None:
    """To the assistants: somebody wants an order cancelled. Afterwards what became of it."""
    tell = _teller(session, letter, to, now)
    if tell is None:
        return None
    order = tell.order
    if order.cancel_asked_at is None:
        cancelled = int(order.state == OrderState.CANCELLED or tell.rest_cancelled)
        settled = tell.say("letter-cancel-settled", cancelled=cancelled)
        return Words(settled, ((tell.open_button(),),)) if letter.sent_at else None
    left = orders.left_fen(session, order.id)
    said = tell.say(
        "letter-cancel-asked", who=tell.name_of(facts["asked_by"]), reason=order.cancel_reason, total_fen=left
    )
    return Words(said, ((tell.open_button(),),))


@composes("cancel-taken-back")
def cancel_taken_back(
    session: Session, letter: Letter, facts: dict[str, Any], to: Actor, now: datetime
) -> Words | None:
    """To the assistants: nobody wants the order cancelled any more. Void where that changed before it was sent."""
    tell = _teller(session, letter, to, now)
    if tell is None or (letter.sent_at is None and letter.occasion != f"v{tell.order.version}"):
        return None
    return Words(tell.say("letter-cancel-taken-back", who=tell.name_of(facts["asked_by"])), ((tell.open_button(),),))


@composes("cancel-answered")
def cancel_answered(session: Session, letter: Letter, facts: dict[str, Any], to: Actor, now: datetime) -> Words | None:
    """To whoever placed the order: whether it was cancelled."""
    tell = _teller(session, letter, to, now)
    if tell is None:
        return None
    yes = "letter-cancel-answered-rest" if facts.get("rest") else "letter-cancel-answered-yes"
    key = yes if facts["cancelled"] else "letter-cancel-answered-no"
    return Words(tell.say(key, reason=facts["reason"] or "—"), ((tell.open_button(),),))

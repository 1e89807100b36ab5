"""Why somebody is reminded: one query a rule, over what is open now. Nothing here is stored anywhere else.

Each gives rows of (id of the document, customer, open amount in fen or nothing, the day it rests on). They are read in
one pass over the open rows of one ledger, so that the cost follows what is due and not what was ever written. A
statement is built of them once: the days and moments that decide are its facts, given when it is asked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, Subquery, bindparam, case, func, null, or_, select
from sqlmodel import col

from models.days import next_working_day
from models.orders import OPEN_FEN, Order, OrderState, due_day, may_ship_since
from models.receivables import Receivable
from models.rules import Rules
from models.samples import Sample
from models.shipments import CARRIED, Shipment
from models.types import Moment

WEEK = 7  # days; what is older is as late as can be


@dataclass(frozen=True)
class At:
    """When is asked: the company's day, the moment (for what is counted in hours), and the company's settings."""

    day: date
    now: datetime
    rules: Rules

    def facts(self, when: When) -> dict[str, date | datetime]:
        """The days and moments that the rules of this module ask for, by the names that they have in a statement."""
        rules, back = self.rules, [self.day - timedelta(days=days) for days in range(WEEK + 1)]
        answered_by = self.day - timedelta(days=rules.sample_feedback_days)
        values: dict[str, date | datetime] = {
            "next_working_day": next_working_day(self.day),
            "late_before": _start(self.day - timedelta(days=rules.ship_within_days - 1), rules),
            "confirm_before": self.now - timedelta(hours=rules.confirm_within_hours),
            "arrived_by": answered_by,
            "sent_by": answered_by - timedelta(days=rules.sample_arrival_days),
            **{f"day_{days}": day for days, day in enumerate(back)},
            **{f"start_{days}": _start(day, rules) for days, day in enumerate(back)},
        }
        return {when.prefix + name: value for name, value in values.items()}


@dataclass(frozen=True)
class When:
    """The places of days and moments in a statement; two of them, where it asks for two moments."""

    prefix: str = ""

    def day(self, name: str) -> ColumnElement[date]:
        """The place of a day."""
        return bindparam(self.prefix + name, type_=Date)

    def moment(self, name: str) -> ColumnElement[datetime]:
        """The place of a moment."""
        return bindparam(self.prefix + name, type_=Moment)

    @property
    def today(self) -> ColumnElement[date]:
        """The place of the company's day."""
        return self.day("day_0")


NOW = When()
Rows = Callable[[When], Subquery]


@dataclass(frozen=True)
class Cause:
    """A rule's rows: `rows(when)` are (id, customer_id, amount_fen, since_on), their facts those of `At.facts(when)`.

    `subject` is what the id is of; `by_amount` puts the largest first within the same degree of lateness, else the
    oldest come first; `once` tells a person of a document only one time, not every day.
    """

    rule: str
    subject: str
    rows: Rows
    by_amount: bool = False
    once: bool = False


def _claims(since: Any, *conditions: ColumnElement[bool]) -> Subquery:
    left = col(Receivable.amount_fen) - col(Receivable.settled_fen)
    return _rows(Receivable, left, since, col(Receivable.settled_fen) < col(Receivable.amount_fen), *conditions)


def _rows(record: Any, amount: Any, since: Any, *conditions: Any) -> Subquery:
    query = select(
        col(record.id).label("id"),
        col(record.customer_id).label("customer_id"),
        amount.label("amount_fen"),
        since.label("since_on"),
    )
    return query.where(*conditions).subquery("due")


def _not_resting(at: When) -> tuple[ColumnElement[bool], ...]:
    """Neither disputed nor promised for a later day (rule 19)."""
    promised = or_(col(Receivable.promised_on).is_(None), col(Receivable.promised_on) <= at.today)
    return col(Receivable.disputed_at).is_(None), promised


def _overdue(at: When) -> Subquery:
    """What customers owe since before today; what a courier holds is not theirs to pay (rule 13)."""
    due = col(Receivable.due_on)
    return _claims(due, due < at.today, col(Receivable.courier_id).is_(None), *_not_resting(at))


def _due_next(at: When) -> Subquery:
    """What falls due after today and until the next working day."""
    due = col(Receivable.due_on)
    until = due <= at.day("next_working_day")
    return _claims(due, due > at.today, until, col(Receivable.courier_id).is_(None), *_not_resting(at))


def _cod_out(at: When) -> Subquery:
    """Money that couriers collected, or should have, by the day the goods left."""
    arose = col(Receivable.arose_on)
    return _claims(arose, arose < at.today, col(Receivable.courier_id).is_not(None), *_not_resting(at))


def _receipts_out(at: When) -> Subquery:
    """Signed receipts that are wanted and not back."""
    wanted = (Shipment.receipt_wanted, col(Shipment.receipt_at).is_(None), col(Shipment.shipped_on) < at.today)
    return _rows(Shipment, col(Shipment.amount_fen), col(Shipment.shipped_on), *wanted)


def _waybills(at: When) -> Subquery:
    """What a carrier took before today without its waybill number in the books (rule 11)."""
    missing = (
        col(Shipment.waybill) == "",
        col(Shipment.via).in_(CARRIED),
        col(Shipment.shipped_on) < at.today,
        col(Shipment.order_id).is_not(None),
    )
    return _rows(Shipment, col(Shipment.amount_fen), col(Shipment.shipped_on), *missing)


def _to_ship(at: When) -> Subquery:
    """Orders that may ship, due today or earlier."""
    states = col(Order.state).in_([OrderState.OPEN.value, OrderState.PART.value])
    return _rows(Order, OPEN_FEN, due_day(), states, due_day() <= at.today)


def _late_orders(at: When) -> Subquery:
    """Orders whose day is over, and whose days to ship since nothing more had to be agreed to (rule 5)."""
    states = col(Order.state).in_([OrderState.OPEN.value, OrderState.PART.value])
    past = (due_day() < at.today, may_ship_since() < at.moment("late_before"))
    return _rows(Order, OPEN_FEN, due_day(), states, *past)


def _unconfirmed(at: When) -> Subquery:
    """Orders that may ship and were not confirmed to the customer, so many hours after that could be (rule 1)."""
    waiting = (
        col(Order.state) == OrderState.OPEN.value,
        col(Order.confirmed_at).is_(None),
        may_ship_since() <= at.moment("confirm_before"),
    )
    return _rows(Order, col(Order.total_fen), _waits_since(at), *waiting)


def _waits_since(at: When) -> Any:
    """The company's day since which an order may be confirmed; of those older than a week, a week ago."""
    since = [(may_ship_since() >= at.moment(f"start_{days}"), at.day(f"day_{days}")) for days in range(WEEK)]
    return case(*since, else_=at.day(f"day_{WEEK}"))


def _samples_to_send(at: When) -> Subquery:
    """Samples asked for before today whose day to send has come; not those whose fee somebody has yet to waive."""
    waiting = (
        col(Sample.state) == "requested",
        col(Sample.waiver_state) != "waiting",
        col(Sample.send_on) <= at.today,
        col(Sample.requested_at) < at.moment("start_0"),
    )
    return _rows(Sample, null(), col(Sample.send_on), *waiting)


def _samples_unanswered(at: When) -> Subquery:
    """Samples that have been with the customer for so long without a word (rule 9)."""
    arrived = or_(
        col(Sample.arrived_on) <= at.day("arrived_by"),
        col(Sample.arrived_on).is_(None) & (col(Sample.sent_on) <= at.day("sent_by")),
    )
    since = func.coalesce(col(Sample.arrived_on), col(Sample.sent_on))
    return _rows(Sample, null(), since, col(Sample.state) == "sent", arrived, col(Sample.feedback_at).is_(None))


def _start(day: date, rules: Rules) -> datetime:
    """The first moment of a day where the company is."""
    return datetime.combine(day, time(), rules.zone).astimezone(UTC)


DUE_NEXT = Cause("payment-due-tomorrow", "receivable", _due_next, by_amount=True)
OVERDUE = Cause("payment-overdue", "receivable", _overdue, by_amount=True)
COD_OUT = Cause("cod-not-settled", "receivable", _cod_out)
RECEIPTS_OUT = Cause("receipt-not-back", "shipment", _receipts_out)
WAYBILLS = Cause("waybill-missing", "shipment", _waybills)
TO_SHIP = Cause("not-shipped", "order", _to_ship)
UNCONFIRMED = Cause("order-unconfirmed", "order", _unconfirmed, once=True)
LATE_ORDERS = Cause("order-late", "order", _late_orders, once=True)
SAMPLES_TO_SEND = Cause("sample-not-sent", "sample", _samples_to_send)
SAMPLES_UNANSWERED = Cause("sample-feedback", "sample", _samples_unanswered)
CAUSES = {
    cause.rule: cause
    for cause in (
        DUE_NEXT,
        OVERDUE,
        COD_OUT,
        RECEIPTS_OUT,
        WAYBILLS,
        TO_SHIP,
        UNCONFIRMED,
        LATE_ORDERS,
        SAMPLES_TO_SEND,
        SAMPLES_UNANSWERED,
    )
}

"""What is due: whose customers have anything, and what exactly one person is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Executable, Select, and_, case, exists, func, or_, true
from sqlmodel import Session, col, select

from models.base import ask
from models.customers import Customer, visible
from models.days import previous_working_day
from models.due.audience import Owner, Reach
from models.due.causes import NOW, At, Cause, When
from models.people import Actor
from models.reminders import ReminderAnswer, Told
from models.rules import rules_of

LISTED = 200  # a digest names at most so many documents, the most urgent ones
RESTING = ("chased", "later")  # answers after which the one who gave them is not told again before `until_on`


@dataclass(frozen=True)
class Due:
    """One document that is due to be told: how much is open (fen), and the day it rests on."""

    id: int
    amount_fen: int | None
    since_on: date


@dataclass(frozen=True)
class Listing:
    """What a person is told: the most urgent first, how many there are in all, and what they add up to (fen)."""

    items: tuple[Due, ...]
    total: int
    amount_fen: int


def owners(session: Session, cause: Cause, day: date, now: datetime | None = None) -> dict[Owner, date]:
    """Whose customers have something due, with the oldest day it rests on: one aggregate, however many rows.

    `now` is the moment of the day for what is counted in hours (default: its end).
    """
    return dict(ask(session, _owners(cause), **_at(session, day, now).facts(NOW)).all())


@cache
def _owners(cause: Cause) -> Executable:
    """Built once: building it costs more than running it."""
    # By an expression: grouped by the bare column, SQLite walks all open rows in its order instead of those due.
    rows = cause.rows(NOW)
    customer = rows.c.customer_id + 0
    oldest = select(customer.label("customer_id"), func.min(rows.c.since_on).label("oldest_on"))
    each = oldest.group_by(customer).subquery()
    whose = select(col(Customer.rep_id), func.min(each.c.oldest_on))
    return whose.join(each, each.c.customer_id == col(Customer.id)).group_by(col(Customer.rep_id))


def listed(
    session: Session,
    cause: Cause,
    *,
    to: Actor,
    reaches: Iterable[Reach],
    day: date,
    now: datetime | None = None,
    limit: int = LISTED,
) -> Listing:
    """What `to` is told today of what is in their reach and in their sight, and does not rest for them.

    `now` as in `owners`.
    """
    at = _at(session, day, now)
    rows, facts, reached = cause.rows(NOW), at.facts(NOW), []
    for reach in reaches:
        reached.append(_within(cause, rows, reach, day))
        if reach.days_later:
            facts |= _earlier(at, reach.days_later).facts(_before(reach))
    if not reached:
        return Listing((), 0, 0)
    wanted = [or_(*reached), visible(to), ~_rests(cause, rows, to, day)]
    if cause.once:
        wanted.append(~_told(cause, rows, to, day))
    chosen: Select[Any] = (
        select(rows.c.id, rows.c.amount_fen, rows.c.since_on)
        .join(Customer, col(Customer.id) == rows.c.customer_id)
        .where(*wanted)
        .order_by(*_urgent_first(cause, rows, day))
        .limit(limit)
    )
    items = tuple(Due(*row) for row in session.execute(chosen, facts))
    if len(items) < limit:
        return Listing(items, len(items), sum(item.amount_fen or 0 for item in items))
    whole = (
        select(func.count(), func.coalesce(func.sum(rows.c.amount_fen), 0))
        .select_from(rows)
        .join(Customer, col(Customer.id) == rows.c.customer_id)
        .where(*wanted)
    )
    total, amount_fen = session.execute(whole, facts).one()
    return Listing(items, int(total), int(amount_fen))


def _at(session: Session, day: date, now: datetime | None) -> At:
    rules = rules_of(session)
    return At(day, now or datetime.combine(day, time.max, rules.zone), rules)


def _earlier(at: At, working_days: int) -> At:
    """The same hour so many working days before: what was due then, somebody could be told."""
    day = at.day
    for _ in range(working_days):
        day = previous_working_day(day)
    return At(day, at.now - (at.day - day), at.rules)


def _before(reach: Reach) -> When:
    """Where the days and moments of somebody stand who is told later than others."""
    return When(f"before_{reach.days_later}_")


def _within(cause: Cause, rows: Any, reach: Reach, day: date) -> ColumnElement[bool]:
    owned = col(Customer.rep_id).in_([owner for owner in reach.owners if owner is not None])
    of_theirs = or_(owned, col(Customer.rep_id).is_(None)) if None in reach.owners else owned
    late: ColumnElement[bool] = true()
    if reach.from_days is not None:
        late = rows.c.since_on <= day - timedelta(days=reach.from_days)
    if reach.days_later:
        late = rows.c.id.in_(select(cause.rows(_before(reach)).c.id))
    return and_(of_theirs, late)


def _rests(cause: Cause, rows: Any, to: Actor, day: date) -> ColumnElement[bool]:
    return exists().where(
        col(ReminderAnswer.rule) == cause.rule,
        col(ReminderAnswer.subject) == cause.subject,
        col(ReminderAnswer.subject_id) == rows.c.id,
        col(ReminderAnswer.by) == to.id,
        col(ReminderAnswer.answer).in_(RESTING),
        col(ReminderAnswer.until_on) > day,
    )


def _told(cause: Cause, rows: Any, to: Actor, day: date) -> ColumnElement[bool]:
    """Whether `to` was told, and did not ask since then to be told again on a day that has come."""
    asked_again = exists().where(
        col(ReminderAnswer.rule) == cause.rule,
        col(ReminderAnswer.subject) == cause.subject,
        col(ReminderAnswer.subject_id) == col(Told.subject_id),
        col(ReminderAnswer.by) == to.id,
        col(ReminderAnswer.answer) == "later",
        col(ReminderAnswer.until_on) <= day,
        col(ReminderAnswer.at) >= col(Told.told_at),
    )
    return exists().where(
        col(Told.rule) == cause.rule,
        col(Told.subject) == cause.subject,
        col(Told.subject_id) == rows.c.id,
        col(Told.person_id) == to.id,
        ~asked_again,
    )


def _urgent_first(cause: Cause, rows: Any, day: date) -> tuple[Any, ...]:
    if not cause.by_amount:
        return rows.c.since_on, rows.c.amount_fen.desc(), rows.c.id
    month, week = day - timedelta(days=30), day - timedelta(days=7)
    late = case((rows.c.since_on <= month, 0), (rows.c.since_on <= week, 1), else_=2)
    return late, rows.c.amount_fen.desc(), rows.c.since_on, rows.c.id

"""The digest of overdue payments: the query for whom there is something, and a whole morning, against bare SQL.

The bare aggregate is what anybody would write by hand: how much is overdue of each customer's, from that table. Rows
are made by SQL, a hundred thousand at a time. (`+ 0`: grouped by the bare column, SQLite walks all open rows in the
order of customers, up to ten times slower; the comparison is with the better query.)
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import date, timedelta
from statistics import median

from sqlalchemy import text
from sqlmodel import Session

from bench.books import CUSTOMERS_EACH, MORNING, REPS, books, company
from bench.report import Figure, ms, there
from jobs.payment_overdue import REMINDER
from jobs.sweep import Sweeper
from models.clock import MovableClock
from models.database import Database
from models.due import Directory, listed, owners
from models.people import Role, actor_by_id, with_role

SIZES = ((10_000, 1), (10_000, 30), (100_000, 1), (100_000, 30), (1_000_000, 1), (1_000_000, 30))
MOST = 1.5
ROUNDS = 9
TODAY = MORNING.date()
BARE = text(
    "SELECT customer_id, min(due_on), sum(amount_fen - settled_fen) FROM receivables"
    " WHERE settled_fen < amount_fen AND due_on < :today AND courier_id IS NULL GROUP BY customer_id + 0"
)
INSERT = text(
    "WITH RECURSIVE row(n) AS (SELECT :first UNION ALL SELECT n + 1 FROM row WHERE n + 1 < :end)"
    " INSERT INTO receivables (number, customer_id, amount_fen, settled_fen, arose_on, due_on, dispute_note,"
    " promise_note, created_at, version)"
    " SELECT 'QC' || n, 1 + n % :customers, 1000 + n % 5000, 0, :arose,"
    " CASE WHEN n % 100 < :percent THEN date(:today, '-' || (1 + n / 100 % 60) || ' days')"
    " ELSE date(:today, '+' || (n / 100 % 60) || ' days') END, '', '', :now, 1 FROM row"
)


def fill(session: Session, rows: int, percent: int) -> None:
    """So many open receivables, so many in a hundred of them overdue by up to sixty days."""
    for first in range(0, rows, 100_000):
        facts = {
            "first": first,
            "end": min(first + 100_000, rows),
            "customers": REPS * CUSTOMERS_EACH,
            "percent": percent,
            "today": TODAY.isoformat(),
            "arose": (TODAY - timedelta(days=90)).isoformat(),
            "now": MORNING.replace(tzinfo=None).isoformat(sep=" "),
        }
        session.execute(INSERT, facts)


def _timed(db: Database, work: Callable[[Session], object]) -> float:
    begun = time.perf_counter()
    db.read_now(work)
    return time.perf_counter() - begun


def _against(db: Database, work: Callable[[Session], object]) -> tuple[float, float]:
    """Median seconds of `work` and of the bare aggregate, in turns."""
    ours, bare = [], []
    for _ in range(ROUNDS):
        ours.append(_timed(db, work))
        bare.append(_timed(db, lambda session: session.execute(BARE, {"today": TODAY}).all()))
    return median(ours[1:]), median(bare[1:])


def _one_person(session: Session, day: date) -> object:
    """What the boss is told: the longest list there is."""
    boss = there(actor_by_id(session, with_role(session, Role.BOSS)[0].id))
    reaches = Directory(session).reaches(boss.id, REMINDER.audience)
    return listed(session, REMINDER.cause, to=boss, reaches=reaches, day=day)


async def _morning(db: Database) -> float:
    """Seconds of the whole sweep of a morning: every rule, letters written."""
    sweeper = Sweeper(db, MovableClock(MORNING, running=False))
    begun = time.perf_counter()
    await sweeper.sweep()
    return time.perf_counter() - begun


def _figures(rows: int, percent: int) -> list[Figure]:
    with books() as db:
        db.write_now(company)
        db.write_now(lambda session: fill(session, rows, percent))
        db.write_now(lambda session: session.execute(text("ANALYZE")))
        whom, bare = _against(db, lambda session: owners(session, REMINDER.cause, TODAY))
        what, _bare = _against(db, lambda session: _one_person(session, TODAY))
        morning = asyncio.run(_morning(db))
    name = f"overdue digest, {rows:,} open, {percent} % overdue"
    rest = f"the boss's list {ms(what)} ({what / bare:.1f}), the whole morning's sweep {ms(morning)}"
    return [Figure(name, f"{ms(whom)} against {ms(bare)}; {rest}", whom / bare, MOST)]


def measure(*, small: bool) -> list[Figure]:
    """For each size and share that is overdue."""
    sizes = [one for one in SIZES if not small or one[0] <= 100_000]
    return [figure for rows, percent in sizes for figure in _figures(rows, percent)]

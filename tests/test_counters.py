"""What a step costs, counted and not timed: commits, thread hops and statements; and how the digest reads the books.

The numbers are exact: a change that costs more, or less, says so here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlmodel import Session

from jobs.payment_overdue import REMINDER
from models.due import owners
from models.people import Role
from models.receivables import Receivable
from tests.company import Chatter, Company


@dataclass
class Cost:
    """What was counted."""

    commits: int = 0
    hops: int = 0
    statements: int = 0
    threads: int = 0


@contextmanager
def counted(company: Company, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cost]:
    """Count what the product does meanwhile; `threads` are those that a library starts for a filter. The beginning of a
    transaction is no statement, on either database.
    """
    db, cost = company.app.db, Cost()
    in_thread = asyncio.to_thread

    def statement(*_about: Any) -> None:
        cost.statements += 1

    async def to_thread(*args: Any, **kwargs: Any) -> Any:
        cost.threads += 1
        return await in_thread(*args, **kwargs)

    commits, hops = db.commits, db.hops
    event.listen(db.engine, "before_cursor_execute", statement)
    monkeypatch.setattr(asyncio, "to_thread", to_thread)
    try:
        yield cost
    finally:
        event.remove(db.engine, "before_cursor_execute", statement)
        monkeypatch.setattr(asyncio, "to_thread", in_thread)
        cost.commits, cost.hops = db.commits - commits, db.hops - hops


async def _resting(company: Company) -> None:
    """The delivery and the clock's jobs stand still: what is counted is the conversation alone."""
    await company.app.schedule.stop()
    company.app.delivery.flush = _nothing  # type: ignore[method-assign]
    company.app.delivery._until_next = _long  # type: ignore[method-assign]
    await asyncio.sleep(0)


async def _nothing() -> None: ...


async def _long() -> float:
    return 60.0


async def trade(company: Company) -> Chatter:
    """A rep with a customer and a product, who has taken one order before."""
    li = company.person("李伟", Role.REP)
    company.customer("恒达", rep="李伟", short_name="恒达")
    company.product("P1", "中性笔")
    await _order(li)
    await _resting(company)
    return li


async def _order(li: Chatter, last: str = "✅ 确认下单") -> None:
    for step in ("/order", "恒达", "P1", "20", "标价", "完成", last):
        await (li.says(step) if step in ("/order", "20") else li.taps(step))


async def test_a_plain_step_is_two_commits_and_few_statements(company: Company, monkeypatch: Any) -> None:
    li = await trade(company)
    await li.says("/order")
    await li.taps("恒达")
    await li.taps("P1")
    with counted(company, monkeypatch) as typed:
        await li.says("20")
    with counted(company, monkeypatch) as tapped:
        await li.taps("标价")
    assert typed == Cost(commits=2, hops=3, statements=9), typed
    assert tapped == Cost(commits=2, hops=4, statements=11), tapped


async def test_a_confirming_tap_is_three_commits(company: Company, monkeypatch: Any) -> None:
    li = await trade(company)
    await _order(li, last="明细")
    await li.taps("完成")
    with counted(company, monkeypatch) as cost:
        await li.taps("✅ 确认下单")
    # One of them finds the newest entry of the audit trail, which the order's entry follows.
    assert cost == Cost(commits=3, hops=4, statements=26), cost


def _overdue(session: Session, company: Company, customers: list[int]) -> None:
    """Claims of many customers, few of them overdue."""
    now = company.clock.now()
    for number in range(400):
        customer_id = customers[number % len(customers)]
        due = now.date() + timedelta(days=30 - number % 32)
        session.add(
            Receivable(
                number=f"QC{number}", customer_id=customer_id, amount_fen=1000, arose_on=due, due_on=due, created_at=now
            )
        )


async def test_the_overdue_digest_reads_only_what_is_due_from_its_index(company: Company) -> None:
    company.person("李伟", Role.REP)
    customers = [company.customer(f"客户{number}", rep="李伟") for number in range(80)]
    company.write(lambda session: _overdue(session, company, customers))
    company.write(lambda session: session.execute(text("ANALYZE")))
    asked: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        asked.append((statement, parameters))

    event.listen(company.app.db.engine, "before_cursor_execute", note)
    today = company.clock.now().date()
    company.books(lambda session: owners(session, REMINDER.cause, today))
    event.remove(company.app.db.engine, "before_cursor_execute", note)
    (digest, parameters) = next(one for one in asked if "receivables" in one[0])

    def plan(session: Session) -> list[str]:
        rows = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {digest}", parameters)
        return [str(row[-1]) for row in rows]

    steps = company.books(plan)
    assert any(
        step.startswith("SEARCH receivables USING COVERING INDEX ix_receivables_open (due_on<") for step in steps
    )
    assert not any(step.startswith(("SCAN receivables", "SCAN customers")) for step in steps), steps

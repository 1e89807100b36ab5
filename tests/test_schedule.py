"""The clock's jobs: ticking, moving ahead, stopping."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, select

from bot.clockwork import SandboxClock
from bot.schedule import Schedule
from models import letters
from models.clock import ClockRunsForwardsOnly, MovableClock, SystemClock
from models.letters import Letter, LetterState
from models.people import Role
from models.reminders import Sweep
from tests.company import Company, build
from tests.test_delivery import fault

AT_NINE = "2026-11-24 09:00"


async def test_only_a_movable_clock_is_moved_and_only_ahead(company: Company) -> None:
    fixed = Schedule(company.app.db, SystemClock(), company.app.delivery)
    with pytest.raises(TypeError):
        await fixed.run_until(company.clock.now())
    with pytest.raises(ClockRunsForwardsOnly):
        await company.app.schedule.run_until(company.clock.now() - timedelta(hours=1))


async def test_a_clock_that_runs_on_by_itself_is_there_already_when_it_is_moved_by_nothing(
    company: Company, tmp_path: Path
) -> None:
    shutil.copy(tmp_path / "company.db", tmp_path / "running.db")
    async with build(f"sqlite:///{tmp_path / 'running.db'}", MovableClock(company.clock.now())) as running:
        await running.advance("0m")
        before = running.clock.now()
        await running.advance("1h")
    assert running.clock.now() - before < timedelta(hours=2)
    alone = MovableClock(before)
    await SandboxClock(alone).move_to(before)
    await SandboxClock(alone).move_to(before + timedelta(hours=1))
    assert alone.now() > before + timedelta(hours=1)


async def test_a_sweep_that_fails_is_said_and_the_next_one_goes_on(
    company: Company, caplog: pytest.LogCaptureFixture
) -> None:
    schedule = Schedule(company.app.db, company.clock, company.app.delivery)

    async def fail() -> None:
        raise OSError("disk full")

    schedule.sweeper.sweep = fail  # type: ignore[method-assign]
    await schedule.start()
    await schedule.stop()
    await schedule.stop()
    assert "the sweep is interrupted" in caplog.text


async def test_a_rule_that_fails_holds_up_no_other_and_is_tried_again(
    company: Company, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    schedule = company.app.schedule
    broken = next(routine for routine, _at in schedule.sweeper.triggers if routine.rule == "payment-overdue")

    def fail(*_given: object) -> set[int]:
        raise ZeroDivisionError

    monkeypatch.setattr(type(broken), "who", lambda self, *given: fail() if self.rule == broken.rule else set())
    await company.clock_to("2026-11-24T09:20:00+08:00")
    assert "payment-overdue cannot be told" in caplog.text

    def told() -> set[str]:
        return set(company.books(lambda s: s.exec(select(Sweep.rule).where(Sweep.occasion == AT_NINE)).all()))

    assert "payment-overdue" not in told()
    assert {"receipt-not-back", "cod-not-settled"} <= told()
    monkeypatch.undo()
    await schedule.sweeper.sweep()
    assert "payment-overdue" in told()


async def test_a_letter_under_way_when_the_program_stops_is_written_down(company: Company) -> None:
    li = company.person("李伟", Role.REP)
    who = li.actor.id
    await fault(company, method="sendMessage", delay_s=0.5)

    def owe(session: Session) -> None:
        letters.post(session, "unreachable", f"person:{who}", who, "1", now=company.clock.now())

    company.write(owe)
    company.app.delivery.wake.set()
    import asyncio

    await asyncio.sleep(0.2)
    task = next(task for task in company.app._tasks if task.get_name() == "delivery")
    task.cancel()
    await company.app.delivery.close()
    assert company.books(lambda s: s.exec(select(Letter.state)).one()) == LetterState.SENT

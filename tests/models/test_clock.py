"""The clock is passed in, aware, and only runs forwards."""

import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from models.clock import ClockRunsForwardsOnly, MovableClock, SystemClock, local, today

SHANGHAI = ZoneInfo("Asia/Shanghai")
NINE = datetime(2026, 11, 24, 9, 0, tzinfo=SHANGHAI)


def test_the_system_clock_tells_the_moment_in_utc() -> None:
    before = datetime.now(UTC)
    told = SystemClock().now()
    assert before <= told <= datetime.now(UTC)
    assert told.tzinfo is UTC


def test_a_standing_clock_stands() -> None:
    clock = MovableClock(NINE, running=False)
    assert clock.now() == clock.now() == NINE
    assert clock.now().tzinfo is UTC


def test_a_running_clock_runs_on_with_real_time(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = iter([100.0, 107.5])
    monkeypatch.setattr(time, "monotonic", lambda: next(seconds))
    assert MovableClock(NINE).now() == NINE + timedelta(seconds=7.5)


def test_a_running_clock_runs_on_from_where_it_was_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = iter([0.0, 10.0, 20.0, 21.0])
    monkeypatch.setattr(time, "monotonic", lambda: next(seconds))
    clock = MovableClock(NINE)
    clock.move_to(NINE + timedelta(days=7))
    assert clock.now() == NINE + timedelta(days=7, seconds=1)


def test_a_clock_moves_ahead_and_may_stay_where_it_is() -> None:
    clock = MovableClock(NINE, running=False)
    clock.move_to(NINE + timedelta(days=7))
    clock.move_to(NINE + timedelta(days=7))
    assert clock.now() == NINE + timedelta(days=7)


def test_a_clock_never_goes_back() -> None:
    clock = MovableClock(NINE, running=False)
    with pytest.raises(ClockRunsForwardsOnly) as refused:
        clock.move_to(NINE - timedelta(seconds=1))
    assert refused.value.facts == {"asked": NINE - timedelta(seconds=1), "now": NINE}
    assert clock.now() == NINE


def test_a_moment_without_a_zone_is_a_mistake() -> None:
    naive = NINE.replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"):
        MovableClock(naive)
    with pytest.raises(ValueError, match="time zone"):
        MovableClock(NINE).move_to(naive)
    with pytest.raises(ValueError, match="time zone"):
        local(naive, SHANGHAI)


def test_the_day_is_the_companys_not_greenwichs() -> None:
    late = MovableClock(datetime(2026, 11, 24, 17, 30, tzinfo=UTC), running=False)
    assert today(late, SHANGHAI) == date(2026, 11, 25)
    assert today(late, UTC) == date(2026, 11, 24)
    assert local(late.now(), SHANGHAI).isoformat() == "2026-11-25T01:30:00+08:00"

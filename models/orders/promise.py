"""The promised day: when an order taken now leaves (rule 5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from models.days import calendar_known, is_working_day, next_working_day, not_before
from models.refusals import Refusal
from models.rules import Rules

DAY_ENDS = time(18, 0)  # the company's clock: nothing leaves after it, so an express order goes the next working day
FURTHEST_DAYS = 366


class DayTooFar(Refusal):
    """`day` is more than a year ahead."""


@dataclass(frozen=True)
class Promise:
    """The day, whether with the morning run, and why: morning | afternoon | next | within | chosen."""

    ship_on: date
    morning: bool
    why: str

    @property
    def day_off(self) -> bool:
        """Whether nobody works that day."""
        return not is_working_day(self.ship_on)

    @property
    def calendar_missing(self) -> bool:
        """Whether that year's holidays are not published yet, so that Monday to Friday was assumed."""
        return not calendar_known(self.ship_on.year)


def usual(ship_via: str, now: datetime, rules: Rules) -> Promise:
    """When it leaves if nothing else is said."""
    local = rules.local(now)
    today = local.date()
    if ship_via != "express":
        day = today
        for _ in range(rules.ship_within_days):
            day = next_working_day(day)
        return Promise(day, False, "within")
    if not is_working_day(today) or local.time() >= DAY_ENDS:
        return Promise(next_working_day(today), True, "next")
    morning = local.time() < rules.cut_off
    return Promise(today, morning, "morning" if morning else "afternoon")


def promised(ship_via: str, chosen: date | None, now: datetime, rules: Rules) -> Promise:
    """The day that was chosen, else the usual one. Raises DayInThePast, DayTooFar."""
    default = usual(ship_via, now, rules)
    if chosen is None or chosen == default.ship_on:
        return default
    local = rules.local(now)
    if chosen > local.date() + timedelta(days=FURTHEST_DAYS):
        raise DayTooFar(day=chosen)
    not_before(chosen, local.date())
    early = chosen > local.date() or local.time() < rules.cut_off
    return Promise(chosen, ship_via == "express" and early, "chosen")

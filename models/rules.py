"""The company's settings: numbers of the business that a company may set otherwise. Source: docs `domain`, rules
named.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlmodel import Session


@dataclass(frozen=True)
class Rules:
    """Business numbers with their unit and rule; the values here are the defaults."""

    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Asia/Shanghai"))
    home_province: str = "广东"  # a customer elsewhere pays before shipment (rule 4)
    cut_off: time = time(11, 30)  # express taken before it leaves in the morning (rule 5)
    confirm_within_hours: int = 24  # an order is confirmed to the customer within so many hours (rule 1)
    ship_within_days: int = 3  # other goods leave within so many days (rule 5)
    courier_days: int = 7  # money and receipts come back within so many days (rule 12)
    courier_escalation_days: int = 10  # after so many the manager is told and the courier paused
    overdue_manager_days: int = 7  # overdue so long: the manager is told (rule 18)
    overdue_boss_days: int = 30  # overdue so long: the boss is told (rule 18)
    sample_feedback_days: int = 7  # feedback is asked for so long after arrival (rule 9)
    sample_arrival_days: int = 3  # a sample without an arrival day is taken to arrive so long after dispatch
    approval_again_hours: int = 2  # an approver is told again
    approval_late_hours: int = 4  # the requester is told that nobody decided
    sign_off_years: int = 2  # a rep with less service needs a manager's sign-off on orders (S4 二.6)

    def today(self, now: datetime) -> date:
        """The company's calendar day at a moment."""
        return now.astimezone(self.zone).date()

    def local(self, now: datetime) -> datetime:
        """A moment as the company's clocks show it."""
        return now.astimezone(self.zone)


def rules_of(session: Session) -> Rules:
    """The settings that the database was opened with."""
    rules = session.info["rules"]
    assert isinstance(rules, Rules)  # noqa: S101 - a session not opened by Database is a programming error
    return rules

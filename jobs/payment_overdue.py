"""Money overdue: assistant and rep every working morning, the manager from day 7, the boss from day 30 (rule 18)."""

from __future__ import annotations

from jobs.reminder import (
    BASIS_DAY,
    CHASED,
    DISPUTED,
    LATER,
    MONEY_CAME,
    MONEY_SAID,
    PROMISED,
    Cadence,
    Reminder,
)
from models.due import OVERDUE, Addressee
from models.people import Role
from models.rules import Rules

REMINDER = Reminder(
    cause=OVERDUE,
    at=(Cadence("9"),),
    audience=(
        Addressee(Role.ASSISTANT, 1),
        Addressee(Role.REP, 1),
        Addressee(Role.MANAGER, Rules.overdue_manager_days),
        Addressee(Role.BOSS, Rules.overdue_boss_days),
    ),
    answers=(MONEY_CAME, MONEY_SAID, PROMISED, DISPUTED, CHASED, LATER, BASIS_DAY),
)

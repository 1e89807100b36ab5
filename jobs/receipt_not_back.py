"""Signed receipts not back a week after dispatch; from day 10 the manager knows and the courier is paused (rule 12)."""

from __future__ import annotations

from jobs.couriers import pause_late
from jobs.reminder import COURIER_CHASED, LATER, RECEIPT_BACK, Cadence, Reminder
from models.due import RECEIPTS_OUT, Addressee
from models.people import Role
from models.rules import Rules

REMINDER = Reminder(
    cause=RECEIPTS_OUT,
    at=(Cadence("9"),),
    audience=(
        Addressee(Role.ASSISTANT, Rules.courier_days),
        Addressee(Role.MANAGER, Rules.courier_escalation_days),
    ),
    answers=(RECEIPT_BACK, COURIER_CHASED, LATER),
    does=pause_late,
    names_paused=True,
)

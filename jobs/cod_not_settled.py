"""Money a courier collected and has not handed over a week after dispatch; from day 10 it is paused (rule 12)."""

from __future__ import annotations

from jobs.couriers import pause_late
from jobs.reminder import COD_SETTLED, COURIER_CHASED, LATER, Cadence, Reminder
from models.due import COD_OUT, Addressee
from models.people import Role
from models.rules import Rules

REMINDER = Reminder(
    cause=COD_OUT,
    at=(Cadence("9"),),
    audience=(
        Addressee(Role.ASSISTANT, Rules.courier_days),
        Addressee(Role.FINANCE, Rules.courier_days),
        Addressee(Role.MANAGER, Rules.courier_escalation_days),
    ),
    answers=(COD_SETTLED, COURIER_CHASED, LATER),
    quiet="courier",
    does=pause_late,
    names_paused=True,
)

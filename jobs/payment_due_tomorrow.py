"""What falls due until the next working day: assistant and finance agree on it the afternoon before (rule 18)."""

from __future__ import annotations

from jobs.reminder import BASIS_DAY, CHASED, DISPUTED, LATER, MONEY_CAME, PROMISED, Cadence, Reminder
from models.due import DUE_NEXT, Addressee
from models.people import Role

REMINDER = Reminder(
    cause=DUE_NEXT,
    at=(Cadence("16"),),
    audience=(Addressee(Role.ASSISTANT), Addressee(Role.FINANCE)),
    answers=(MONEY_CAME, PROMISED, DISPUTED, CHASED, LATER, BASIS_DAY),
)

"""Orders promised for today or earlier that have not left by half past five (rule 8)."""

from __future__ import annotations

from jobs.reminder import LATER, OPEN, Cadence, Reminder
from models.due import TO_SHIP, Addressee
from models.people import Role

REMINDER = Reminder(
    cause=TO_SHIP,
    at=(Cadence("17", "30"),),
    audience=(Addressee(Role.ASSISTANT),),
    answers=(OPEN, LATER),
)

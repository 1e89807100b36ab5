"""Orders not confirmed to the customer a day after they came: looked for hourly, told once (rule 1)."""

from __future__ import annotations

from jobs.reminder import CONFIRMED, LATER, OPEN, Cadence, Reminder
from models.due import UNCONFIRMED, Addressee
from models.people import Role

REMINDER = Reminder(
    cause=UNCONFIRMED,
    at=(Cadence("9-18"),),
    audience=(Addressee(Role.ASSISTANT), Addressee(Role.MANAGER, days_later=1)),
    answers=(CONFIRMED, OPEN, LATER),
    quiet="confirmation",
)

"""Orders not shipped within three days and past their promised day: looked for hourly, told once (rule 5)."""

from __future__ import annotations

from jobs.reminder import LATER, OPEN, Cadence, Reminder
from models.due import LATE_ORDERS, Addressee
from models.people import Role

REMINDER = Reminder(
    cause=LATE_ORDERS,
    at=(Cadence("9-18"),),
    audience=(Addressee(Role.ASSISTANT), Addressee(Role.MANAGER, days_later=1)),
    answers=(OPEN, LATER),
)

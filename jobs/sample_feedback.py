"""Samples that have been with the customer for a week without a word (rule 9)."""

from __future__ import annotations

from jobs.reminder import CHASED, LATER, OPEN, Cadence, Reminder
from models.due import SAMPLES_UNANSWERED, Addressee
from models.people import Role

REMINDER = Reminder(
    cause=SAMPLES_UNANSWERED,
    at=(Cadence("9", "30"),),
    audience=(Addressee(Role.REP),),
    answers=(OPEN, CHASED, LATER),
)

"""Samples whose day to send has come (rule 9)."""

from __future__ import annotations

from jobs.reminder import LATER, OPEN, Cadence, Reminder
from models.due import SAMPLES_TO_SEND, Addressee
from models.people import Role

REMINDER = Reminder(
    cause=SAMPLES_TO_SEND,
    at=(Cadence("9", "30"),),
    audience=(Addressee(Role.ASSISTANT),),
    answers=(OPEN, LATER),
)

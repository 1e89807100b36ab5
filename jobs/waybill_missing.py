"""Shipments without a waybill number the day after dispatch, in the morning and again in the afternoon (rule 11)."""

from __future__ import annotations

from jobs.reminder import ENTER_WAYBILL, LATER, Cadence, Reminder
from models.due import WAYBILLS, Addressee
from models.people import Role

REMINDER = Reminder(
    cause=WAYBILLS,
    at=(Cadence("9", "30"), Cadence("16")),
    audience=(Addressee(Role.ASSISTANT),),
    answers=(ENTER_WAYBILL, LATER),
)

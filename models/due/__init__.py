"""What is due to be told: why, to whom, how it stands, and what is answered. Asks all ledgers; no ledger knows it."""

from __future__ import annotations

from models.due.answers import (
    chase_courier,
    confirmed,
    last_answer,
    look,
    money_came,
    receipt_back,
    rest,
    standing,
)
from models.due.approvals import AGAIN, WAKING, LateApproval, late_approvals, next_late_at
from models.due.audience import Addressee, Directory, Owner, Reach
from models.due.causes import (
    CAUSES,
    COD_OUT,
    DUE_NEXT,
    LATE_ORDERS,
    OVERDUE,
    RECEIPTS_OUT,
    SAMPLES_TO_SEND,
    SAMPLES_UNANSWERED,
    TO_SHIP,
    UNCONFIRMED,
    WAYBILLS,
    Cause,
)
from models.due.couriers import LateCourier, late_couriers, normal_again, paused
from models.due.document import Standing
from models.due.evening import Evening, Left, Sum, evening
from models.due.listing import LISTED, Due, Listing, listed, owners
from models.due.recorded import Recorded, recorded_since
from models.due.standing import standings

__all__ = [
    "AGAIN",
    "CAUSES",
    "COD_OUT",
    "DUE_NEXT",
    "LATE_ORDERS",
    "LISTED",
    "OVERDUE",
    "RECEIPTS_OUT",
    "SAMPLES_TO_SEND",
    "SAMPLES_UNANSWERED",
    "TO_SHIP",
    "UNCONFIRMED",
    "WAKING",
    "WAYBILLS",
    "Addressee",
    "Cause",
    "Directory",
    "Due",
    "Evening",
    "LateApproval",
    "LateCourier",
    "Left",
    "Listing",
    "Owner",
    "Reach",
    "Recorded",
    "Standing",
    "Sum",
    "chase_courier",
    "confirmed",
    "evening",
    "last_answer",
    "late_approvals",
    "late_couriers",
    "listed",
    "look",
    "money_came",
    "next_late_at",
    "normal_again",
    "owners",
    "paused",
    "receipt_back",
    "recorded_since",
    "rest",
    "standing",
    "standings",
]

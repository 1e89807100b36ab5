"""All tables in one place, for the migrations. What the database itself keeps up (triggers) stands there."""

from __future__ import annotations

from models import (
    customers,
    files,
    inbox,
    invitations,
    journal,
    letters,
    operations,
    orders,
    people,
    products,
    receivables,
    reminders,
    samples,
    shipments,
)
from models.base import Record

LEDGERS = (
    people,
    invitations,
    customers,
    products,
    orders,
    shipments,
    receivables,
    samples,
    files,
    journal,
    letters,
    operations,
    inbox,
    reminders,
)
metadata = Record.metadata

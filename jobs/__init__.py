"""What the clock does: one reminder a file; and how what is owed to people reaches them."""

from __future__ import annotations

# Reminders, each a module with its `REMINDER`; of those due at the same moment the first is told first.
REMINDERS: tuple[str, ...] = (
    "payment_overdue",
    "receipt_not_back",
    "cod_not_settled",
    "waybill_missing",
    "sample_not_sent",
    "sample_feedback",
    "order_unconfirmed",
    "order_late",
    "payment_due_tomorrow",
    "not_shipped",
    "evening_digest",
)

# Modules with the words of letters (see `jobs.letters.composes`), loaded when the delivery starts.
LETTERS: tuple[str, ...] = (
    "tell_orders",
    "tell_people",
    "tell_unreachable",
    "tell_flood",
    "tell_payments",
    "tell_shipments",
    "tell_samples",
    "tell_digest",
    "tell_money_came",
    "approval_waiting",
    "tell_operations",
)

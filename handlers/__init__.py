"""What people say: one dialog a file."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module

from aiogram import Router

# Modules of conversations, hot ones first. Each has `routers() -> list[Router]`: commands and letter buttons
# first, dialogs
# last, and may add entries to the menu.
CONVERSATIONS: tuple[str, ...] = (
    "take_order",
    "orders",
    "approve",
    "record_payment",
    "settle_cod",
    "receivables",
    "receivable_card",
    "payment_card",
    "credit_claim",
    "review_payments",
    "pick",
    "new_customer",
    "join",
    "invite",
    "people",
)


def routers() -> Iterable[Router]:
    """Every router in the order in which it is asked: commands, free text, dialogs, the menu."""
    from handlers import start

    made = [router for name in CONVERSATIONS for router in import_module(f"handlers.{name}").routers()]
    return [start.router(), *made, start.dialog()]

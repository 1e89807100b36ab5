"""What people say: one dialog a file."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module

from aiogram import Router
from aiogram_dialog import Dialog

# Modules of conversations, hot ones first. Each has `routers() -> list[Router]`: commands and letter buttons, and
# dialogs; and may add entries to the menu.
CONVERSATIONS: tuple[str, ...] = (
    "take_order",
    "orders",
    "approve",
    "todo",  # before free text: a word of its own
    "free_text",
    "read_message",
    "words",
    "ship",
    "read_waybill",  # a photo that no window waits for
    "receipt",
    "waybill",
    "shipment_card",
    "couriers",
    "request_sample",
    "samples",
    "send_sample",
    "sample_feedback",
    "import_file",
    "other_files",  # what no other takes
    "record_payment",
    "settle_cod",
    "receivables",
    "receivable_card",
    "payment_card",
    "credit_claim",
    "review_payments",
    "answer_reminder",
    "status",
    "pick",
    "find",
    "customer_card",
    "agreed_prices",
    "new_customer",
    "join",
    "invite",
    "people",
    "history",
    "commands",  # after all others: what is typed like a command and is none
)


def routers() -> Iterable[Router]:
    """Every router in the order in which it is asked: commands and letter buttons, free text, dialogs, the menu.

    A dialog that is open takes every button and text as its own, so it is asked last.
    """
    from handlers import start

    made = [router for name in CONVERSATIONS for router in import_module(f"handlers.{name}").routers()]
    dialogs = [router for router in made if isinstance(router, Dialog)]
    others = [router for router in made if not isinstance(router, Dialog)]
    return [start.router(), *others, *dialogs, start.dialog()]

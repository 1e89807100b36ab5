"""Erasing what is personal: of somebody of the team, of a customer's contact. Sums, numbers and days stay.

Nothing here can be undone but by a backup, and there it is done again: every erasure is listed without a personal word
(`Erasure`), and `reapply` does those that a restored database does not know.
"""

from models.erasure.customers import erase_customer
from models.erasure.finding import Candidate, find
from models.erasure.people import erase_person
from models.erasure.records import Erased, Erasure, Listed, as_line, from_line, listed, reapply
from models.erasure.traces import forget_updates, old_updates, wipe

__all__ = [
    "Candidate",
    "Erased",
    "Erasure",
    "Listed",
    "as_line",
    "erase_customer",
    "erase_person",
    "find",
    "forget_updates",
    "from_line",
    "listed",
    "old_updates",
    "reapply",
    "wipe",
]

"""Reading a pasted message into an order: tokens, mentions, candidates with reasons, draft.

Pure Python against a catalog in memory: no database, no network, no texts. What an answer means is written in
docs/reading.md; every rule stands in one place with its example.
"""

from models.reading.answer import Choice, Field, Reading, ReadLine
from models.reading.catalog import Catalog
from models.reading.entries import CustomerEntry, ProductEntry
from models.reading.habits import Habits
from models.reading.reader import LONGEST, read

__all__ = [
    "LONGEST",
    "Catalog",
    "Choice",
    "CustomerEntry",
    "Field",
    "Habits",
    "ProductEntry",
    "ReadLine",
    "Reading",
    "read",
]

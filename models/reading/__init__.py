"""Reading a pasted message into an order: tokens, mentions, candidates with reasons, draft.

Pure Python against a catalog in memory: no database, no network, no texts. What an answer means is written in
docs/reading.md; every rule stands in one place with its example.
"""

from models.reading.answer import Choice, Field, Reading, ReadLine
from models.reading.catalog import Catalog
from models.reading.entries import CustomerEntry, ProductEntry
from models.reading.habits import SECOND, Chosen, Habits
from models.reading.message import read
from models.reading.reader import LONGEST
from models.reading.second import choices_taken, open_choices
from models.reading.text import Place

__all__ = [
    "LONGEST",
    "SECOND",
    "Catalog",
    "Choice",
    "Chosen",
    "CustomerEntry",
    "Field",
    "Habits",
    "Place",
    "ProductEntry",
    "ReadLine",
    "Reading",
    "choices_taken",
    "open_choices",
    "read",
]

"""The books as the reader of pasted messages knows them: who can be meant by whom, and what was meant as a draft."""

from models.reading_books.books import Look, bought, look
from models.reading_books.drafting import drafted, said_beside, sample_draft, sample_lines, still_asked
from models.reading_books.last_time import against_last, ask_for_all, told, with_last_order
from models.reading_books.sheets import (
    NoOrderSheet,
    OrderSheet,
    SheetReading,
    codes_in,
    order_sheet,
    read_sheet,
    understood_sheet,
)
from models.reading_books.shelf import Shelf, shelf_of
from models.reading_books.understanding import Understood, understood, understood_parts

__all__ = [
    "Look",
    "NoOrderSheet",
    "OrderSheet",
    "SheetReading",
    "Shelf",
    "Understood",
    "against_last",
    "ask_for_all",
    "bought",
    "codes_in",
    "drafted",
    "look",
    "order_sheet",
    "read_sheet",
    "said_beside",
    "sample_draft",
    "sample_lines",
    "shelf_of",
    "still_asked",
    "told",
    "understood",
    "understood_parts",
    "understood_sheet",
    "with_last_order",
]

"""An order that comes as a spreadsheet: its table, and what its rows mean."""

from models.reading_books.sheets.columns import NoHeadings, NoOrderSheet
from models.reading_books.sheets.reading import SheetReading, codes_in, read_sheet, understood_sheet
from models.reading_books.sheets.table import OrderSheet, SheetRow, TooManyCustomers, order_sheet

__all__ = [
    "NoHeadings",
    "NoOrderSheet",
    "OrderSheet",
    "SheetReading",
    "SheetRow",
    "TooManyCustomers",
    "codes_in",
    "order_sheet",
    "read_sheet",
    "understood_sheet",
]

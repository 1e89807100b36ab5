"""The rows of a spreadsheet that order something, and what stands around them; nothing in it is passed over unsaid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from models.amounts import format_quantity, parse_quantity
from models.exchange.records import UNCOUNTED
from models.orders import MOST_LINES, SAID_LIMIT, TooManyLines
from models.reading.wordlist import words
from models.reading_books.sheets.columns import Columns, NoOrderSheet, Rows, headed, unheaded
from models.refusals import Refusal

MOST_CUSTOMERS = 10  # in one sheet: each gets an order
NOBODY_KNOWS = "？"  # goods that a formula should have named

_ROWS: Final = words("sheets")["rows"]
_TOTAL, _NOTHING, _SIGNED = (
    re.compile(_ROWS[name], re.IGNORECASE | re.DOTALL) for name in ("total", "nothing", "signed")
)
_DATED = re.compile(rf"({_ROWS['dated']})\s*[:：]?\s*(?P<day>.*)", re.IGNORECASE)

Number = tuple[str, str]  # a heading, and the number below it


class TooManyCustomers(Refusal):
    """The sheet orders for more than `limit` customers."""


@dataclass(frozen=True)
class SheetRow:
    """One row: the words for its goods, and the rest. `quantity` is empty where it cannot be read, or where several
    `numbers` may be meant.
    """

    goods: tuple[str, ...]
    quantity: str = ""
    unit: str = ""
    price: str = ""
    codes: tuple[str, ...] = ()  # cells that may be a product's code
    numbers: tuple[Number, ...] = ()  # what may be the quantity, where that is more than one
    packs: tuple[Number, ...] = ()  # how many in all, and how many cartons those are
    customer: str = ""
    remark: str = ""

    @property
    def said(self) -> str:
        """The row as it is kept with the order."""
        several = " / ".join(f"{heading} {number}" for heading, number in self.numbers)
        return " ".join(filter(None, (*self.goods, self.quantity or several, self.unit)))


@dataclass(frozen=True)
class OrderSheet:
    """A table with what stands above it and around it."""

    head: str  # whom it is for, when it goes: the caption and the rows above
    rows: tuple[SheetRow, ...]
    customer: str = ""  # as the table itself calls them
    customers: tuple[str, ...] = ()  # all whom it orders for, where that is more than one
    left: tuple[str, ...] = ()  # rows that order nothing, as they stand
    taken: str = ""  # the heading of the column of quantities,
    unused: tuple[str, ...] = ()  # and of other numbers that nothing was taken from
    more: int = 0  # further sheets that look like orders

    @property
    def above(self) -> str:
        """Whatever may say for whom it is and how it goes."""
        return "\n".join(filter(None, (self.head, self.customer)))

    @property
    def said(self) -> str:
        """The sheet as it is kept with the order."""
        return "\n".join(filter(None, (self.above, *(row.said for row in self.rows))))[:SAID_LIMIT]

    def parts(self) -> tuple[OrderSheet, ...]:
        """The sheet, or one for each customer, in their order. Raises TooManyCustomers, TooManyLines."""
        names = tuple(dict.fromkeys(row.customer for row in self.rows))
        if len(names) > MOST_CUSTOMERS:
            raise TooManyCustomers(limit=MOST_CUSTOMERS)
        parts = [self._of(name) for name in names]
        if any(len(part.rows) > MOST_LINES for part in parts):
            raise TooManyLines(limit=MOST_LINES)
        if len(parts) == 1:
            return tuple(parts)
        first, *others = (replace(part, customers=names) for part in parts)
        return (first, *(replace(part, left=(), more=0) for part in others))

    def _of(self, customer: str) -> OrderSheet:
        return replace(self, customer=customer, rows=tuple(row for row in self.rows if row.customer == customer))


def order_sheet(sheets: Sequence[Rows], caption: str = "") -> OrderSheet:
    """The first sheet that has a column of goods and one of quantities.

    Raises NoOrderSheet, NoHeadings, TooManyLines.
    """
    tables = [
        [[cell.strip() for cell in row] for row in sheet if any(cell.strip() for cell in row)] for sheet in sheets
    ]
    for place, rows in enumerate(tables):
        found = _with_headings(rows, caption) or _without(rows, caption)
        if found is not None:
            return replace(found, more=sum(_is_order(further) for further in tables[place + 1 :]))
    raise NoOrderSheet()


def _is_order(rows: Rows) -> bool:
    found = headed(rows)
    return found is not None and found[1].certain and bool(_sorted(found[1], rows[found[0] + 1 :])[0])


def _with_headings(rows: Rows, caption: str) -> OrderSheet | None:
    found = headed(rows)
    if found is None:
        return None
    at, columns = found
    ordered, left = _sorted(columns, rows[at + 1 :])
    if not ordered:
        return None
    head = "\n".join(filter(None, [caption.strip(), *map(_undated, rows[:at])]))
    taken = " / ".join(columns.headings[place] for place in columns.quantities)
    unused = tuple(columns.headings[place] for place in columns.unused)
    return OrderSheet(head, tuple(ordered), left=tuple(left), taken=taken, unused=unused)


def _without(rows: Rows, caption: str) -> OrderSheet | None:
    """A table without headings: what stands above its first row is not part of it."""
    columns = unheaded(rows)
    if columns is None:
        return None
    begins = next((at for at, row in enumerate(rows) if isinstance(_row(columns, row), SheetRow)), None)
    if begins is None:
        return None
    ordered, left = _sorted(columns, rows[begins:])
    head = "\n".join(filter(None, [caption.strip(), *map(_undated, rows[:begins])]))
    return OrderSheet(head, tuple(ordered), left=tuple(left))


def _undated(row: Sequence[str]) -> str:
    """A row above the table, without the day on which the sheet was written: nothing leaves on that."""
    said, dated = [], False
    for cell in filter(None, row):
        written = _DATED.fullmatch(cell)
        if not written and not dated:
            said.append(cell)
        dated = written is not None and not written["day"]
    return " ".join(said)


def _sorted(columns: Columns, rows: Rows) -> tuple[list[SheetRow], list[str]]:
    """The rows that order something, and the others as they stand; a customer holds until another is named."""
    ordered: list[SheetRow] = []
    left: list[str] = []
    customer = ""
    for cells in rows:
        row = _row(columns, cells)
        if isinstance(row, SheetRow):
            customer = row.customer or customer
            ordered.append(replace(row, customer=customer))
            if len(ordered) > MOST_CUSTOMERS * MOST_LINES:
                raise TooManyLines(limit=MOST_LINES)
        elif row:
            left.append(row)
    return ordered, left


def _row(columns: Columns, cells: Sequence[str]) -> SheetRow | str:
    """What a row orders, or how it reads where it orders nothing; "" for totals and signatures."""

    def at(place: int | None) -> str:
        return cells[place] if place is not None and place < len(cells) else ""

    def under(place: int | None) -> Number:
        return (columns.headings[place] if place is not None and columns.headings else ""), at(place)

    filled = [cell for cell in cells if cell and cell != UNCOUNTED]
    goods = tuple(NOBODY_KNOWS if cell == UNCOUNTED else cell for cell in map(at, columns.goods) if cell)
    first = filled[:1]
    if not filled or any(map(_TOTAL.fullmatch, (*first, *goods[:1]))) or _SIGNED.fullmatch(filled[0]):
        return ""
    counted = [number for number in map(under, columns.quantities) if number[1]]
    if not goods or all(_NOTHING.fullmatch(number) for _heading, number in counted):
        return " ".join(filled)
    quantity, numbers = _quantity(columns, counted, under(columns.each))
    packs = under(columns.packs)
    return SheetRow(
        goods,
        quantity=quantity,
        unit=at(columns.unit),
        price=at(columns.price),
        codes=tuple(cell for cell in map(at, columns.codes) if cell),
        numbers=numbers,
        packs=(*counted[:1], packs) if quantity and packs[1] and packs not in counted else (),
        customer=at(columns.customer).replace(UNCOUNTED, ""),
        remark=" ".join(cell for cell in map(at, columns.remarks) if cell and cell != UNCOUNTED),
    )


def _quantity(columns: Columns, counted: Iterable[Number], each: Number) -> tuple[str, tuple[Number, ...]]:
    """How many, where that is sure; else the numbers that may be meant, each once. Of so many cartons of so many each,
    it may be the cartons or what is in them.
    """
    different: dict[str, Number] = {}
    for heading, number in counted:
        different.setdefault(_plain(number), (heading, number))
    if len(different) == 1 and UNCOUNTED not in different:
        heading, number = next(iter(different.values()))
        cartons, inside = _value(number), _value(each[1])
        if columns.packs not in columns.quantities or cartons is None or inside is None or inside == 1:
            return number, ()
        return "", ((heading, format_quantity(cartons)), (f"{heading} × {each[0]}", format_quantity(cartons * inside)))
    numbers = ((heading, plain) for plain, (heading, number) in different.items() if _value(number) is not None)
    return "", tuple(numbers)


def _plain(number: str) -> str:
    value = _value(number)
    return number if value is None else format_quantity(value)


def _value(number: str) -> Decimal | None:
    try:
        return parse_quantity(number)
    except Refusal:
        return None

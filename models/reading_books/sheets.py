"""An order that comes as a spreadsheet: which columns name the goods and how many, whatever their headings are called.

Headings that are known say what a column is; of the others it is told by what stands in it: the first column of numbers
that is neither counted on (1, 2, 3 …) nor money is the quantity, and what is no number names the goods.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlmodel import Session

from models.amounts import format_quantity, parse_quantity
from models.orders import MOST_LINES, SAID_LIMIT, TooManyLines
from models.people import Actor
from models.reading import Reading
from models.reading.wordlist import words
from models.reading_books.understanding import TERM_LIMIT, Line, Understood, understood
from models.refusals import Refusal

Rows = Sequence[Sequence[str]]
Read = Callable[[str], Reading]

_SEARCHED = 30  # rows within which the headings stand
_MOSTLY = 0.6  # of a column's cells, where it is told by what stands in it
_NUMBER = re.compile(r"[¥￥]?\s*(?:\d{1,3}(?:,\d{3})+|\d{1,7})(?:\.\d+)?\s*(?:[\u4e00-\u9fff]{1,2}|pcs?)?", re.I)
_TOTAL = re.compile(r"\s*(?:合\s*计|总\s*计|小\s*计|总数|(?:sub)?total\b|sum\b).*", re.IGNORECASE)
_MEANING: Final = {word: meaning for meaning, listed in words("tables").items() for word in listed}
_ASIDE = frozenset({"amount", "number", "remark", "customer", "date", "stock"})
_HEADINGS = "品名\t数量\t单位\t单价"  # as the reader knows them


class NoOrderSheet(Refusal):
    """No column of the sheet says how many of what."""


@dataclass(frozen=True)
class OrderSheet:
    """What stands above the table (for whom, when it goes), and each row: goods in one or more cells, the rest."""

    head: str
    rows: tuple[tuple[tuple[str, ...], str, str, str], ...]  # goods, quantity, unit, price

    @property
    def said(self) -> str:
        """The sheet as it is kept with the order."""
        lines = [" ".join(filter(None, (*goods, quantity, unit))) for goods, quantity, unit, _price in self.rows]
        return "\n".join(filter(None, (self.head, *lines)))[:SAID_LIMIT]


def order_sheet(sheets: Sequence[Rows], caption: str = "") -> OrderSheet:
    """The first sheet that has a column of goods and one of quantities. Raises NoOrderSheet, TooManyLines."""
    for sheet in sheets:
        rows = [[cell.strip() for cell in row] for row in sheet if any(cell.strip() for cell in row)]
        for at in range(min(len(rows), _SEARCHED)):
            columns = _columns(rows[at], rows[at + 1 :])
            if columns is None:
                continue
            found = tuple(row for row in (_row(columns, cells) for cells in rows[at + 1 :]) if row is not None)
            if len(found) > MOST_LINES:
                raise TooManyLines(limit=MOST_LINES)
            if found:
                above = [" ".join(filter(None, row)) for row in rows[:at]]
                return OrderSheet("\n".join(filter(None, [caption.strip(), *above])), found)
    raise NoOrderSheet()


def _columns(headings: Sequence[str], below: Rows) -> dict[int, str] | None:
    """What each column is, where this row can be the one with the headings."""
    known = {place: _meaning(cell) for place, cell in enumerate(headings)}
    filled = [place for place, cell in enumerate(headings) if cell]
    if len(filled) < 2 or any(_NUMBER.fullmatch(headings[place]) for place in filled):
        return None
    columns = {place: meaning for place, meaning in known.items() if meaning}
    if "quantity" not in columns.values():
        place = next((place for place in filled if place not in columns and _counts(place, below)), None)
        if place is None:
            return None
        columns[place] = "quantity"
    if "goods" not in columns.values():
        named = [place for place in filled if place not in columns and not _numbers(place, below)]
        columns |= dict.fromkeys(named, "goods")
    return columns if "goods" in columns.values() else None


def _meaning(heading: str) -> str:
    return _MEANING.get(re.sub(r"[(（].*|[\s*:：]", "", heading).lower(), "")


def _cells(place: int, rows: Rows) -> list[str]:
    return [row[place] for row in rows if place < len(row) and row[place]]


def _numbers(place: int, rows: Rows) -> bool:
    cells = _cells(place, rows)
    return bool(cells) and sum(map(bool, map(_NUMBER.fullmatch, cells))) >= _MOSTLY * len(cells)


def _counts(place: int, rows: Rows) -> bool:
    """A column of numbers that does not merely count the rows, and is no money."""
    cells = _cells(place, rows)
    counted = len(cells) > 1 and cells == [str(number) for number in range(1, len(cells) + 1)]
    return _numbers(place, rows) and not counted and not any("." in cell or "¥" in cell for cell in cells)


def _row(columns: dict[int, str], cells: Sequence[str]) -> tuple[tuple[str, ...], str, str, str] | None:
    by_meaning: dict[str, list[str]] = {}
    for place, meaning in columns.items():
        if place < len(cells) and cells[place] and meaning not in _ASIDE:
            by_meaning.setdefault(meaning, []).append(cells[place])
    goods, quantity = by_meaning.get("goods", []), by_meaning.get("quantity", [""])[0]
    if not goods or not quantity or _TOTAL.fullmatch(goods[0]):
        return None
    return tuple(goods), quantity, by_meaning.get("unit", [""])[0], by_meaning.get("price", [""])[0]


@dataclass(frozen=True)
class SheetReading:
    """What stands above the table with the first row, and every row by itself."""

    whole: Reading
    rows: tuple[Reading, ...]


def read_sheet(sheet: OrderSheet, read: Read) -> SheetReading:
    """Read a sheet as messages: each row by itself, and once with what stands above the table."""
    goods, *rest = sheet.rows[0]
    whole = read(f"{sheet.head}\n{_as_text(goods, rest)}")
    return SheetReading(whole, tuple(_read_row(goods, rest, read) for goods, *rest in sheet.rows))


def _read_row(goods: Sequence[str], rest: Sequence[str], read: Read) -> Reading:
    """All the words for the goods together; where these are not clear, each cell alone, if just one is."""
    together = read(_as_text(goods, rest))
    if _is_clear(together) or len(goods) == 1:
        return together
    alone = [one for one in (read(_as_text([cell], rest)) for cell in goods) if _is_clear(one)]
    skus = {one.lines[0].sku.value for one in alone}
    return alone[0] if len(skus) == 1 else together


def _is_clear(reading: Reading) -> bool:
    return len(reading.lines) == 1 and not any(name.startswith("lines") for name in reading.ask)


def _as_text(goods: Sequence[str], rest: Sequence[str]) -> str:
    cells = "\t".join([" ".join(goods), *rest])
    return f"{_HEADINGS}\n{cells}"


def understood_sheet(session: Session, *, by: Actor, sheet: OrderSheet, found: SheetReading) -> Understood:
    """The sheet in numbers of the books, as `understood` gives a message. Raises NoOrderSheet: it names no goods."""
    head = understood(session, by=by, reading=found.whole)
    lines, unused = [], []
    for row, reading in zip(sheet.rows, found.rows, strict=True):
        one = understood(session, by=by, reading=reading)
        lines.append(one["lines"][0] if len(one["lines"]) == 1 else _unknown(row))
        unused += one["unused"]
    if not any(line["product_id"] or line["choices"] for line in lines):
        raise NoOrderSheet()
    kind = "order" if head["kind"] == "other" else head["kind"]
    return {**head, "kind": kind, "said": sheet.said, "lines": lines, "again": False, "places": {},
            "unused": list(dict.fromkeys(head["unused"] + unused))}  # fmt: skip


def _unknown(row: tuple[tuple[str, ...], str, str, str]) -> Line:
    """A row whose goods nobody knows; how many is taken where it is a plain number."""
    goods, said, unit, _price = row
    try:
        quantity = format_quantity(parse_quantity(said))
    except Refusal:
        quantity = ""
    term = " ".join(goods)[:TERM_LIMIT]
    ask = ["sku"] if quantity else ["sku", "quantity"]
    return {"product_id": None, "term": term, "choices": [], "quantity": quantity, "unit": unit, "price_fen": None,
            "ask": ask, "tie": "", "taught": False}  # fmt: skip

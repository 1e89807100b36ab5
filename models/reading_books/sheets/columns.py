"""Which column of a spreadsheet is which: by its heading, whatever that is called, else by what stands below it.

Several columns may hold how many are ordered; those that say what is in stock, what was ordered before or how many are
in a carton never do. Where nothing is headed so, a column of numbers that neither count on (1, 2, 3) nor are money may.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from models.reading.units import unit_pattern
from models.reading.wordlist import words
from models.refusals import Refusal

Rows = Sequence[Sequence[str]]

_SEARCHED = 30  # rows within which the headings stand
_LOOKED_AT = 200  # rows by which a column is told
_LEAST = 2  # cells of a row of a table
_MOSTLY = 0.6  # of a column's cells, where it is told by what stands in it
_NUMBER = re.compile(r"[¥￥]?\s*(?:\d{1,3}(?:,\d{3})+|\d{1,7})(?:\.\d+)?\s*(?:[\u4e00-\u9fff]{1,2}|pcs?)?", re.I)
_LISTED: Final[dict[str, str]] = {word: meaning for meaning, listed in words("tables").items() for word in listed}
_HEADED: Final[dict[str, re.Pattern[str]]] = {
    meaning: re.compile("|".join(said)) for meaning, said in words("sheets")["headings"].items()
}
_UNIT = re.compile(unit_pattern(set()), re.IGNORECASE)
_NAMING = ("goods", "number", "")  # under such headings a product's code may stand


class NoOrderSheet(Refusal):
    """No column of the sheet says how many of what."""


class NoHeadings(NoOrderSheet):
    """Several columns of numbers, and no row that says which is which."""


@dataclass(frozen=True)
class Columns:
    """The places of what is read, from 0; `quantities` are more than one where each may be what is ordered."""

    headings: tuple[str, ...]
    goods: tuple[int, ...]
    quantities: tuple[int, ...]
    codes: tuple[int, ...] = ()
    packs: int | None = None  # how many cartons, beside how many there are in all
    each: int | None = None  # how many in a carton
    unit: int | None = None
    price: int | None = None
    customer: int | None = None
    remarks: tuple[int, ...] = ()  # notes, and days of single rows
    unused: tuple[int, ...] = ()  # numbers that nothing was taken from
    certain: bool = True  # both goods and quantities are headed as such


def headed(rows: Rows) -> tuple[int, Columns] | None:
    """The row that is most likely the one with the headings, and what it makes of the columns."""
    best: tuple[tuple[bool, int], int, Columns] | None = None
    for at in range(min(len(rows), _SEARCHED)):
        columns = _columns(rows[at], rows[at + 1 : at + 1 + _LOOKED_AT])
        if columns is None:
            continue
        rank = (columns.certain, sum(bool(meaning(cell)) for cell in rows[at]))
        if best is None or rank > best[0]:
            best = rank, at, columns
    return None if best is None else best[1:]


def unheaded(rows: Rows) -> Columns | None:
    """The columns of a table that nothing is written above. Raises NoHeadings where several may be the quantity."""
    table = [row for row in rows[:_LOOKED_AT] if sum(map(bool, row)) >= _LEAST]
    places = range(max(map(len, table), default=0))
    numbers = [place for place in places if _numbers(place, table)]
    counts = [place for place in numbers if _counts(place, table)]
    units = [place for place in places if _all(_UNIT, place, table)]
    goods = [place for place in places if place not in (*numbers, *units) and _cells(place, table)]
    money = [place for place in numbers if place not in counts and _is_money(place, table)]
    if not counts or not goods:
        return None
    if len(counts) > 1 or len(money) > 1:
        raise NoHeadings()
    return Columns((), tuple(goods), tuple(counts), tuple(goods), unit=_first(units), price=_first(money))


def meaning(heading: str) -> str:
    """What a heading says that its column is, "" for what nobody knows. Of two languages either will do."""
    for said in _ways(re.sub(r"[(（].*?([)）]|$)|[\s*:：]", "", heading).lower()):
        for name, pattern in _HEADED.items():
            if pattern.fullmatch(said):
                return name
        if said in _LISTED:
            return _LISTED[said]
    return ""


def _ways(said: str) -> Iterator[str]:
    yield said
    yield said.partition("/")[0]
    yield re.sub(r"[^\u4e00-\u9fff]", "", said)
    yield re.sub(r"[^a-z.#]", "", said)


def _columns(headings: Sequence[str], below: Rows) -> Columns | None:
    """What each column is, where this row can be the one with the headings."""
    filled = [place for place, cell in enumerate(headings) if cell]
    if len(filled) < _LEAST or any(_NUMBER.fullmatch(headings[place]) for place in filled):
        return None
    means = {place: meaning(headings[place]) for place in filled}

    def called(*names: str) -> list[int]:
        return [place for place in filled if means[place] in names]

    numbers = {place for place in filled if means[place] != "amount" and _numbers(place, below)}
    packs, each = called("packs"), called("each")
    unknown = [place for place in called("") if place in numbers and _counts(place, below)]
    quantities = called("quantity") or packs or unknown
    named = [place for place in called("goods") if not _is_row_number(place, below)] or called("goods")
    goods = named or [place for place in (called("") or called("number")) if place not in numbers]
    if not quantities or not goods:
        return None
    codes = [place for place in called(*_NAMING) if place in goods or place not in numbers]
    unused = [place for place in called("stock", "packs", "each", "") if place in numbers]
    return Columns(
        headings=tuple(headings),
        goods=tuple(goods),
        quantities=tuple(quantities),
        codes=tuple(codes),
        packs=_first(packs),
        each=_first(each),
        unit=_first(called("unit")),
        price=_first(called("price")),
        customer=_first(called("customer")),
        remarks=tuple(called("remark")),
        unused=tuple(place for place in unused if place not in (*quantities, *goods)),
        certain="goods" in means.values() and bool(called("quantity", "packs")),
    )


def _first(places: Sequence[int]) -> int | None:
    return places[0] if places else None


def _cells(place: int, rows: Rows) -> list[str]:
    return [row[place] for row in rows if place < len(row) and row[place]]


def _all(pattern: re.Pattern[str], place: int, rows: Rows) -> bool:
    cells = _cells(place, rows)
    return bool(cells) and all(map(pattern.fullmatch, cells))


def _numbers(place: int, rows: Rows) -> bool:
    cells = _cells(place, rows)
    return bool(cells) and sum(map(bool, map(_NUMBER.fullmatch, cells))) >= _MOSTLY * len(cells)


def _is_money(place: int, rows: Rows) -> bool:
    return any("." in cell or "¥" in cell for cell in _cells(place, rows))


def _counts(place: int, rows: Rows) -> bool:
    """A column of numbers that does not merely count the rows, and is no money."""
    counted = len(_cells(place, rows)) > 1 and _counts_on(place, rows)
    return _numbers(place, rows) and not counted and not _is_money(place, rows)


def _is_row_number(place: int, rows: Rows) -> bool:
    """Numbers of the rows, under whatever heading; the last row may be the total."""
    cells = _cells(place, rows)
    return sum(cell.isdigit() for cell in cells) >= max(1, len(cells) - 1) and _counts_on(place, rows)


def _counts_on(place: int, rows: Rows) -> bool:
    """1, 2, 3 …: the rows' numbers."""
    cells = [cell for cell in _cells(place, rows) if cell.isdigit()]
    return cells == [str(number) for number in range(1, len(cells) + 1)]

"""Rows copied from a spreadsheet: what each column is, by its heading, or by what its numbers come to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from models.amounts import parse_fen
from models.reading.mentions import Board
from models.reading.money import Price
from models.reading.quantities import Quantity
from models.reading.wordlist import words
from models.refusals import Refusal

_MEANING: Final = {word: meaning for meaning, listed in words("tables").items() for word in listed}
_NUMERIC = re.compile(r"[¥]? ?\d[\d,]*(?:\.\d+)?(?:元)?")
_TAKEN_BACK = re.compile(r"- ?\d+(?:\.\d+)?|[(]\d+(?:\.\d+)?[)]")
_SUMS: Final = frozenset({"合计", "总计", "共计", "总数", "小计", "合计:", "总计:", "total", "sum", "合计金额"})
_LEAST_HEADINGS = 2
_RECKONED = 3  # numbers: how many, for one, together


@dataclass(frozen=True, slots=True)
class _Cell:
    said: str
    start: int
    end: int


def read_tables(board: Board, units: str) -> None:
    """Mark the numbers of rows with columns as quantities, prices and totals; the words stay for the later rules."""
    columns: list[str] = []
    splitter = r"\t| *\| *"
    for start, end in _rows(board.said):
        row = board.said[start:end]
        headed = _headings(row)
        if headed:
            columns, splitter = headed
            board.put("noise", start, end, why="headings")
            continue
        cells = _cells(row, start, splitter, len(columns))
        if not columns and len(cells) < 2 and (parted := _by_commas(row, start, units)):
            _by_numbers(board, parted, units)
            continue
        if columns and any(cell.said in _SUMS for cell in cells):
            board.put("noise", start, end, why="sums")
            continue
        if len(cells) < 2 or not (columns or "\t" in row or "|" in row):
            columns = columns if row.strip() else []
            continue
        if columns and len(cells) >= len(columns) - 1:
            _by_heading(board, columns, cells, units)
        elif "\t" in row or "|" in row:
            _by_numbers(board, cells, units)


def _rows(said: str) -> Iterator[tuple[int, int]]:
    at = 0
    for row in said.split("\n"):
        yield at, at + len(row)
        at += len(row) + 1


def _headings(row: str) -> tuple[list[str], str] | None:
    """The meaning of each column, and what parts the columns; nothing for a row that is no heading."""
    for splitter in (r"\t| *\| *", r" *, *", r" {2,}", r" +", r" */ *"):
        words = [word.strip() for word in re.split(splitter, row.strip(" |\t"))]
        known = [_MEANING.get(re.sub(r"[(（].*", "", word).replace(" ", ""), "") for word in words]
        if sum(map(bool, known)) >= max(_LEAST_HEADINGS, len(known) - 1) and "goods" in known:
            return known, splitter
    return None


def _cells(row: str, at: int, splitter: str, columns: int) -> list[_Cell]:
    """The cells of a row; an empty one in front counts only where the columns need it (goods as above)."""
    cells = []
    start = 0
    for found in [*re.finditer(splitter, row), None]:
        end = found.start() if found else len(row)
        said = row[start:end]
        lead = len(said) - len(said.lstrip())
        cells.append(_Cell(said.strip(), at + start + lead, at + start + lead + len(said.strip())))
        start = found.end() if found else end
    while len(cells) != columns and cells and not cells[0].said and not cells[0].end - at:
        cells.pop(0)
    while cells and not cells[-1].said:
        cells.pop()
    return cells


def _by_commas(row: str, at: int, units: str) -> list[_Cell]:
    """秦川,388A,100,支,36,3600: commas part cells where one is a unit, or the last number what two before come to."""
    cells = _cells(row, at, r" *, *", 0)
    values = [_number(cell.said) for cell in cells[1:] if _NUMERIC.fullmatch(cell.said)]
    counted = bool(values) and any(re.fullmatch(units, cell.said) for cell in cells)
    reckoned = len(values) == _RECKONED and values[0] * values[1] == values[2] > 0
    return cells if counted or reckoned else []


def _by_heading(board: Board, columns: list[str], cells: list[_Cell], units: str) -> None:
    unit = next((cell for column, cell in zip(columns, cells, strict=False) if column == "unit" and cell.said), None)
    for column, cell in zip(columns, cells, strict=False):
        if not cell.said:
            continue
        if column == "quantity":
            _quantity(board, cell, unit, units)
        elif column in ("price", "amount"):
            _price(board, cell, "unit" if column == "price" else "line")
        elif column == "goods" and _NUMERIC.fullmatch(cell.said):
            board.put("measure", cell.start, cell.end, why="column")
        elif column in ("number", "date", "stock"):
            board.put("noise", cell.start, cell.end, why=column)
    if unit is not None:
        board.put("noise", unit.start, unit.end, why="unit")


def _by_numbers(board: Board, cells: list[_Cell], units: str) -> None:
    """No headings: the first number is the quantity, the second a price, the third what both come to."""
    if cells and re.fullmatch(r"\d{1,2}", cells[0].said) and len(cells) > 2 and not _NUMERIC.fullmatch(cells[1].said):
        board.put("noise", cells[0].start, cells[0].end, why="row number")
        cells = cells[1:]
    unit = next((cell for cell in cells if re.fullmatch(units, cell.said)), None)
    numbers = [cell for cell in cells[1:] if _NUMERIC.fullmatch(cell.said)]
    if not numbers:
        return
    _quantity(board, numbers[0], unit, units)
    if unit is not None:
        board.put("noise", unit.start, unit.end, why="unit")
    values = [_number(cell.said) for cell in numbers]
    agree = len(numbers) == 2 or (len(numbers) > 2 and values[0] * values[1] == values[2])
    for cell in numbers[1:]:
        if agree and cell is numbers[1]:
            _price(board, cell, "unit")
        else:
            board.put("noise", cell.start, cell.end, why="number")


def _number(said: str) -> Decimal:
    return Decimal(said.strip("¥元 ").replace(",", ""))


def _quantity(board: Board, cell: _Cell, unit: _Cell | None, units: str) -> None:
    if _TAKEN_BACK.fullmatch(cell.said):  # -5, (5): as books write what came back
        board.put("quantity", cell.start, cell.end, Quantity(None, unit.said if unit else None, asked=True), "column")
    if _NUMERIC.fullmatch(cell.said) and (value := _number(cell.said)):
        whole = value == value.to_integral_value()
        quantity = Quantity(value, unit.said if unit else None, asked=not whole)
        board.put("quantity", cell.start, cell.end, quantity, "column")


def _price(board: Board, cell: _Cell, scope: str) -> None:
    if not _NUMERIC.fullmatch(cell.said):
        return
    try:
        board.put("price", cell.start, cell.end, Price(parse_fen(cell.said.strip("¥元 ")), scope), "column")
    except Refusal:
        board.put("noise", cell.start, cell.end, why="no price")

"""Rows read field by field, without the books: what is missing, too long, no number, no day, or there twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from models.exchange.fields import FIELDS, Field
from models.exchange.records import UNCOUNTED, BadRow, Row, Sheet
from models.refusals import Refusal

KEYS: Final = {"customers": ("code",), "products": ("sku",), "people": ("name",), "opening": ("kind", "number")}
_CELL_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"})


@dataclass(frozen=True)
class Checked:
    """A row that says what it is about: its values by field, for the columns that the sheet has; those `faulty`
    cannot be read.
    """

    row: int
    key: str
    values: dict[str, Any]
    faulty: frozenset[str] = frozenset()


def checked(sheet: Sheet, today: date) -> tuple[list[Checked], list[BadRow]]:
    """The rows that say what they are about, to be held against the books, and every fault that is found without."""
    columns = [column for column in FIELDS[sheet.name] if column.name in sheet.fields]
    missing = [c for c in FIELDS[sheet.name] if c.required and c.name not in sheet.fields]
    if missing:
        return [], [BadRow(sheet.name, 1, "bad-row-heading-missing", column.name) for column in missing]
    legible: list[Checked] = []
    bad: list[BadRow] = []
    first: dict[str, int] = {}
    for row in sheet.rows:
        values: dict[str, Any] = {}
        faults = [fault for c in columns if (fault := _fault(sheet.name, row, c, today, values)) is not None]
        key = ":".join(str(values.get(name, "")) for name in KEYS[sheet.name])
        bad += faults
        if any(name not in values for name in KEYS[sheet.name]):
            continue
        if key in first:
            bad.append(BadRow(sheet.name, row.number, "bad-row-twice", KEYS[sheet.name][-1], {"first": first[key]}))
        else:
            legible.append(Checked(row.number, key, values, frozenset(fault.column for fault in faults)))
        first.setdefault(key, row.number)
    return legible, bad


def legible(sheet: Sheet, today: date) -> list[Checked]:
    """The rows that say what they are about, with whatever of them can be read: for who only looks up names. A firm
    is no less there because nobody knows its terms (内部).
    """
    columns = [column for column in FIELDS[sheet.name] if column.name in sheet.fields]
    found: dict[str, Checked] = {}
    for row in sheet.rows:
        values: dict[str, Any] = {}
        for column in columns:
            _fault(sheet.name, row, column, today, values)
        key = ":".join(str(values.get(name, "")) for name in KEYS[sheet.name])
        if key.strip(":"):
            found.setdefault(key, Checked(row.number, key, values))
    return list(found.values())


def _fault(sheet: str, row: Row, column: Field, today: date, values: dict[str, Any]) -> BadRow | None:
    """Read a cell into `values`, or say why not."""
    text = row.cells[column.name]
    if text == UNCOUNTED:
        return BadRow(sheet, row.number, "bad-row-formula", column.name)
    if column.required and not text:
        return BadRow(sheet, row.number, "bad-row-empty", column.name)
    if text in _CELL_ERRORS:
        return BadRow(sheet, row.number, "bad-row-cell-error", column.name, {"text": text})
    try:
        value = column.read(text, today)
    except Refusal as refusal:
        return BadRow(sheet, row.number, refusal.key, column.name, refusal.facts)
    if isinstance(value, str) and len(value) > column.most:
        return BadRow(sheet, row.number, "bad-row-too-long", column.name, {"limit": column.most})
    values[column.name] = value
    return None

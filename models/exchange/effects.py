"""What an import would overwrite, and how the payment terms of a file are read: looked at before it is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.exchange.exporting import ORDER, as_cells
from models.exchange.plan import Change, Plan
from models.exchange.records import Sheets
from models.terms import due_on, parse_terms


@dataclass(frozen=True)
class TermsRead:
    """Credit terms as a file says them (`said`), what they were read as, for how many customers, and when what leaves
    today (or is invoiced today, whatever they count from) would be due.
    """

    said: str
    terms: str
    customers: int
    due_on: date


@dataclass(frozen=True)
class Overwritten:
    """A field that the books hold and the file changes: of what (`key`, `name`), its `heading` in the file, and both
    values as a sheet says them.
    """

    sheet: str
    key: str
    name: str
    column: str
    heading: str
    old: str
    new: str


def terms_read(plan: Plan, sheets: Sheets, today: date) -> tuple[TermsRead, ...]:
    """Each wording of credit terms that would be saved (rule 15)."""
    changes = {change.row: change for change in plan.changes.get("customers", ()) if change.values.get("terms")}
    counted: dict[str, tuple[str, int]] = {}
    for row in sheets.by_name["customers"].rows if changes else ():
        said = row.cells.get("terms", "")
        if said and row.number in changes:
            terms = str(changes[row.number].values["terms"])
            counted[said] = (terms, counted.get(said, (terms, 0))[1] + 1)
    return tuple(
        TermsRead(said, terms, count, due_on(meant, today))
        for said, (terms, count) in counted.items()
        if (meant := parse_terms(terms)).kind == "credit"
    )


def overwritten(plan: Plan, sheets: Sheets) -> tuple[Overwritten, ...]:
    """Every field of the books that would be another, in the order of the file."""
    return tuple(
        one
        for sheet in ORDER
        for change in plan.changes.get(sheet, ())
        if change.state == "changed"
        for one in _of(change, sheet, sheets.by_name[sheet].headings)
    )


def _of(change: Change, sheet: str, headings: dict[str, str]) -> Iterator[Overwritten]:
    key = change.key.partition(":")[2] if sheet == "opening" else change.key
    name = change.record.shown if sheet == "customers" else change.record.name if sheet == "products" else ""
    old, new = as_cells(sheet, change.was), as_cells(sheet, change.values)
    for column in change.values:
        yield Overwritten(sheet, key, name, column, headings[column], old[column], new[column])

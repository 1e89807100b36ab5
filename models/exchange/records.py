"""What a sheet is once it is read, and what is said about it: rows by field, bad rows, refusals of a whole file."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.refusals import Refusal

SHEETS = ("people", "customers", "products", "opening")  # in the order in which they build on one another
MOST_BYTES = 20 * 1024 * 1024  # of a file as it comes
MOST_UNPACKED_BYTES = 100 * 1024 * 1024  # of all that a workbook unpacks to
UNCOUNTED = "\0"  # a cell whose formula was never reckoned: nothing that a file itself can hold
MOST_ROWS = 50_000  # of all sheets together


class NotASpreadsheet(Refusal):
    """The file `name` is no CSV text and no .xlsx workbook."""


class SheetTooLarge(Refusal):
    """The file is larger than `limit` MB."""


class UnpacksTooLarge(Refusal):
    """The workbook unpacks to more than `limit` MB."""


class TooManyRows(Refusal):
    """There are more than `limit` rows."""


class NothingToImport(Refusal):
    """None of the sheets customers, products, people, opening is there."""


class RowsRefused(Refusal):
    """`rows` rows are bad, so nothing was written."""


@dataclass(frozen=True)
class Row:
    """A row as it was written: its number in the file (headings count) and its cells by field."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Sheet:
    """One sheet: the fields that it has at all, each with its heading in the file, and its rows."""

    name: str
    headings: dict[str, str]
    rows: tuple[Row, ...]

    @property
    def fields(self) -> frozenset[str]:
        """The fields that it has at all."""
        return frozenset(self.headings)


@dataclass(frozen=True)
class BadRow:
    """Why a row cannot be taken: `reason` is a text key, `facts` what the text inserts, `column` the field if one, and
    `heading` what the file calls it (empty: it has no such column).
    """

    sheet: str
    row: int
    reason: str
    column: str = ""
    facts: dict[str, object] = field(default_factory=dict)
    heading: str = ""


@dataclass(frozen=True)
class Sheets:
    """What a file or folder holds. `ignored` names columns and sheets nobody knows; `digest` identifies the content."""

    by_name: dict[str, Sheet]
    bad: tuple[BadRow, ...] = ()
    ignored: tuple[tuple[str, str], ...] = ()  # (sheet, heading); a whole sheet has an empty heading
    digest: str = ""

    def __str__(self) -> str:
        return self.digest

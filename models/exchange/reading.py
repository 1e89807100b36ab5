"""From bytes to sheets: CSV in UTF-8 (with or without BOM), UTF-16 or GB18030, and .xlsx; no link in them is followed.

A workbook is measured before it is opened, by what its directory says and by what it really unpacks to; a workbook that
declares entities or document types is no workbook. Text that begins with = + - @ is text, never a formula.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from models.exchange.fields import field_of, sheet_of, sheet_with
from models.exchange.records import (
    MOST_BYTES,
    MOST_ROWS,
    MOST_UNPACKED_BYTES,
    UNCOUNTED,
    BadRow,
    NotASpreadsheet,
    NothingToImport,
    Row,
    Sheet,
    Sheets,
    SheetTooLarge,
    TooManyRows,
    UnpacksTooLarge,
)

GUARDED = re.compile(r"'+[=+\-@\t\r]")  # how `export` writes text that a spreadsheet would take for a formula
MOST_COLUMNS = 64
LONGEST_HEADING = 60  # of what the file says, in what is said about it
MOST_CELL_ROWS = 2000  # of a sheet that is read as it comes
_MOST_PARTS = 2000  # files inside one workbook
_CHUNK = 1 << 16
_MEGABYTE = 1024 * 1024
_FORMULA = re.compile(rb"<f[ >]")
_ZEROS = re.compile(r"0+")
# What the libraries raise for bytes that only look like a workbook.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, LookupError, ValueError, TypeError, AttributeError, OSError)

Cells = tuple[int, list[str]]  # a row's number and its cells


def read_folder(folder: Path) -> Sheets:
    """The sheets that lie as `customers.csv` and so on (or under their Chinese names) in a folder."""
    files = [file for file in sorted(folder.iterdir()) if file.suffix.lower() == ".csv" and sheet_of(file.stem)]
    parts = []
    for file in files:
        if file.stat().st_size > MOST_BYTES:
            raise SheetTooLarge(limit=MOST_BYTES // _MEGABYTE)
        parts.append((file.stem, file.read_bytes()))
    gathered = _Gathered()
    for title, content in parts:
        gathered.add(title, _csv_rows(title, content, gathered))
    return gathered.sheets(b"".join(content for _title, content in parts))


def read_file(name: str, content: bytes) -> Sheets:
    """One file by its name: a workbook, or a CSV whose name or headings say which sheet it is."""
    if len(content) > MOST_BYTES:
        raise SheetTooLarge(limit=MOST_BYTES // _MEGABYTE)
    if content.startswith(b"PK"):
        return read_xlsx(content)
    if not name.lower().endswith(".csv"):
        raise NotASpreadsheet(name=name[:60])
    gathered = _Gathered()
    title = Path(name).stem
    gathered.add(title, _csv_rows(title, content, gathered))
    return gathered.sheets(content)


def read_xlsx(content: bytes) -> Sheets:
    """The sheets of a workbook, known by their names or, where these say nothing, by their headings."""
    if len(content) > MOST_BYTES:
        raise SheetTooLarge(limit=MOST_BYTES // _MEGABYTE)
    gathered = _Gathered()
    try:
        with _opened(content) as pages:
            for title, rows in pages:
                gathered.add(title, rows)
    except _BROKEN as error:
        raise NotASpreadsheet(name=".xlsx") from error
    return gathered.sheets(content)


def read_cells(name: str, content: bytes) -> list[list[list[str]]]:
    """The cells of every sheet of a workbook, or of a CSV, whatever they are; within the limits of an import. Where a
    formula stands whose value the file does not hold, the cell is UNCOUNTED.

    Raises SheetTooLarge, NotASpreadsheet, UnpacksTooLarge, TooManyRows.
    """
    if len(content) > MOST_BYTES:
        raise SheetTooLarge(limit=MOST_BYTES // _MEGABYTE)
    if not content.startswith(b"PK"):
        if not name.lower().endswith(".csv"):
            raise NotASpreadsheet(name=name[:60])
        return [_few(_csv_rows(name, content, _Gathered()))]
    try:
        with _opened(content) as pages:
            return [_few(rows) for _title, rows in pages]
    except _BROKEN as error:
        raise NotASpreadsheet(name=".xlsx") from error


@contextmanager
def _opened(content: bytes) -> Iterator[Iterator[tuple[str, Iterator[Cells]]]]:
    """The sheets of a workbook that was measured: titles and rows, with a mark where a formula was never reckoned."""
    from openpyxl import load_workbook  # brings numpy, 20 MB and half a second, which few days need

    reckoned = _measure(content)
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    formulas = load_workbook(io.BytesIO(content), read_only=True, keep_links=False) if reckoned else None
    yield (
        (sheet.title, _with_formulas(_xlsx_rows(sheet), formulas.worksheets[place]) if formulas else _xlsx_rows(sheet))
        for place, sheet in enumerate(book.worksheets)
    )
    book.close()
    if formulas:
        formulas.close()


def _few(rows: Iterator[Cells]) -> list[list[str]]:
    found: list[list[str]] = []
    for _number, cells in rows:
        if any(cells):
            found.append(cells[: max(place for place, cell in enumerate(cells) if cell) + 1])
        if len(found) > MOST_CELL_ROWS:
            raise TooManyRows(limit=MOST_CELL_ROWS)
    return found


def _measure(content: bytes) -> bool:
    """Refuse what unpacks to too much before anything is made of it, then read it through once: are there formulas?

    The library hands out no more of a part than the directory says, and finds out a directory that lies.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES:
                raise UnpacksTooLarge(limit=MOST_UNPACKED_BYTES // _MEGABYTE)
            reckoned = False
            for part in parts:
                with packed.open(part) as stream:
                    reckoned |= _no_declarations(stream) and part.filename.startswith("xl/worksheets/")
    except (*_BROKEN, RuntimeError) as error:  # RuntimeError: locked by a password, or packed in another way
        raise NotASpreadsheet(name=".xlsx") from error
    return reckoned


def _no_declarations(stream: IO[bytes]) -> bool:
    """Refuse document types and entities: no workbook has them, and they unfold to anything. Are there formulas?"""
    before, reckoned = b"", False
    while chunk := stream.read(_CHUNK):
        seen = before + chunk
        if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen:
            raise NotASpreadsheet(name=".xlsx")
        reckoned = reckoned or _FORMULA.search(seen) is not None
        before = chunk[-len(b"<!DOCTYPE") :]
    return reckoned


class _Gathered:
    """Sheets as they come in, and what is to be said about them."""

    def __init__(self) -> None:
        self.by_name: dict[str, Sheet] = {}
        self.bad: list[BadRow] = []
        self.ignored: list[tuple[str, str]] = []
        self.count = 0

    def add(self, title: str, rows: Iterable[Cells]) -> None:
        """Take one sheet in: its first row that is not empty has the headings."""
        filled = ((number, cells) for number, cells in rows if any(cell.strip(UNCOUNTED) for cell in cells))
        number, headings = next(filled, (0, []))
        if not headings:
            return
        name = sheet_of(title) or sheet_with(headings)
        if name is None:
            self.ignored.append((title[:60], ""))
        elif name in self.by_name:
            self.bad.append(BadRow(name, number, "bad-row-sheet-twice"))
        else:
            columns = self._columns(name, number, headings)
            found = tuple(Row(at, _by_field(columns, cells)) for at, cells in self._counted(filled))
            called = {known: " ".join(headings[place].split())[:LONGEST_HEADING] for place, known in columns.items()}
            self.by_name[name] = Sheet(name, called, found)

    def _counted(self, rows: Iterator[Cells]) -> Iterator[Cells]:
        for row in rows:
            self.count += 1
            if self.count > MOST_ROWS:
                raise TooManyRows(limit=MOST_ROWS)
            yield row

    def _columns(self, name: str, number: int, headings: list[str]) -> dict[int, str]:
        columns: dict[int, str] = {}
        for place, heading in enumerate(headings):
            known = field_of(name, heading)
            if known is None:
                if heading.strip(UNCOUNTED):
                    self.ignored.append((name, heading[:LONGEST_HEADING]))
            elif known in columns.values():
                self.bad.append(BadRow(name, number, "bad-row-heading-twice", known, heading=heading[:LONGEST_HEADING]))
            else:
                columns[place] = known
        return columns

    def sheets(self, content: bytes) -> Sheets:
        """What came in, if anything did."""
        if not self.by_name:
            raise NothingToImport()
        digest = hashlib.sha256(content).hexdigest()
        return Sheets(self.by_name, tuple(self.bad), tuple(self.ignored), digest)


def _by_field(columns: dict[int, str], cells: list[str]) -> dict[str, str]:
    return {name: cells[place] if place < len(cells) else "" for place, name in columns.items()}


def _csv_rows(title: str, content: bytes, gathered: _Gathered) -> Iterator[Cells]:
    text = _decoded(title, content)
    first = text.partition("\n")[0]
    mark = "," if "," in first else next((mark for mark in "\t;，" if mark in first), ",")
    number = 0
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True), 1):
            yield number, [_unguarded(cell.strip(" \n")) for cell in cells[:MOST_COLUMNS]]
    except csv.Error:
        gathered.bad.append(BadRow(sheet_of(title) or title[:60], number + 1, "bad-row-quotes"))


def _decoded(title: str, content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeError:
            continue
        if "\0" not in text:
            return text
    raise NotASpreadsheet(name=title[:60])


def _unguarded(cell: str) -> str:
    """The text that `export` put behind an apostrophe so that no spreadsheet would reckon with it."""
    return (cell[1:] if GUARDED.match(cell) else cell).strip()


def _xlsx_rows(sheet: Any) -> Iterator[Cells]:
    sheet.reset_dimensions()  # what a file says of its own size may be wrong
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
        yield number, [_written(cell) for cell in cells]


def _with_formulas(rows: Iterator[Cells], sheet: Any) -> Iterator[Cells]:
    """The rows, with a mark where a formula stands whose value the file does not hold."""
    sheet.reset_dimensions()
    for (number, cells), behind in zip(rows, sheet.iter_rows(max_col=MOST_COLUMNS), strict=True):
        yield (
            number,
            [UNCOUNTED if not cell and of.data_type == "f" else cell for cell, of in zip(cells, behind, strict=True)],
        )


def _written(cell: Any) -> str:
    """What a cell shows, exactly: no rounding, no lost zeros in front, days as 2026-11-23."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float):
        # A spreadsheet keeps 15 digits; what lies beyond them is noise of binary fractions.
        exact = Decimal(f"{value:.15g}")
        value = int(exact) if exact == exact.to_integral_value() else f"{exact:f}"
    shown = str(value).strip()
    if isinstance(value, int) and not isinstance(value, bool) and _ZEROS.fullmatch(cell.number_format or ""):
        return shown.zfill(len(cell.number_format))
    return shown

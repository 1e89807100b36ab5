"""Master data in the form that `import` takes: the same headings, and cells that read back as what they were."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from sqlmodel import Session, col, select

from models.amounts import format_quantity
from models.exchange.books import Books, Values, spoken
from models.exchange.fields import HOUSE, headings
from models.people import Actor, Role
from models.receivables import Receivable
from models.shipments import Shipment

Rows = list[dict[str, str]]
ORDER: Final = ("customers", "products", "people", "opening")
_MONEY = frozenset({"list_price", "floor_price", "amount"})
_NUMBERS = _MONEY | {"stock"}
_RECKONED = re.compile(r"'*[=+\-@\t\r]")  # what a spreadsheet would take for a formula


def export(session: Session, *, by: Actor | None = None) -> dict[str, Rows]:
    """Every sheet as rows of cells by heading. For the operator, or a boss."""
    if by is not None:
        by.require(Role.BOSS)
    books = Books(session)
    return {
        "customers": [as_cells("customers", books.customer(customer)) for customer in books.customers.values()],
        "products": [_shown(_counted(books.product(product))) for product in books.products.values()],
        "people": [_shown(books.person(person)) for person in books.people],
        "opening": [_shown(values) for values in _opening(session, books)],
    }


def as_cells(sheet: str, values: Values) -> dict[str, str]:
    """Some values of a row as its sheet says them."""
    said = dict(values)
    if sheet == "customers" and "rep" in said:
        said["rep"] = said["rep"] or HOUSE
    if sheet == "customers" and "terms" in said:
        said["terms"] = spoken(said["terms"])
    return _shown(said)


def _counted(product: Values) -> Values:
    """Stock below zero is owed to nobody's count: the cell stays empty, which leaves it as it is."""
    return {**product, "stock": product["stock"] if product["stock"] >= 0 else None}


def _opening(session: Session, books: Books) -> Iterator[Values]:
    owed = select(Receivable).where(col(Receivable.settled_fen) < col(Receivable.amount_fen))
    for claim in session.exec(owed.order_by(col(Receivable.id))):
        yield books.receivable(claim)
    out = select(Shipment).where(col(Shipment.receipt_wanted), col(Shipment.receipt_at).is_(None))
    for shipment in session.exec(out.order_by(col(Shipment.id))):
        yield books.receipt(shipment)


def _shown(values: Values) -> dict[str, str]:
    return {name: _cell(name, value) for name, value in values.items()}


def _cell(name: str, value: Any) -> str:
    if value is None:
        return ""
    if name in _MONEY:
        return f"{value // 100}.{value % 100:02d}"
    if isinstance(value, Decimal):
        return format_quantity(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def as_csv(sheet: str, rows: Rows) -> bytes:
    """One sheet as CSV: UTF-8 with BOM, so that spreadsheets read the Chinese.

    Text that begins with = + - @ or a tab stands behind an apostrophe, which import takes away again: opened in a
    spreadsheet it stays text.
    """
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(headings(sheet))
    writer.writerows([_guarded(name, row.get(name, "")) for name in headings(sheet)] for row in rows)
    return made.getvalue().encode("utf-8-sig")


def _guarded(name: str, text: str) -> str:
    return f"'{text}" if name not in _NUMBERS and _RECKONED.match(text) else text


def write_folder(folder: Path, sheets: dict[str, Rows]) -> list[Path]:
    """Write every sheet as `NAME.csv`; gives the files."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{name}.csv" for name in ORDER]
    for file in files:
        file.write_bytes(as_csv(file.stem, sheets[file.stem]))
    return files


def as_xlsx(sheets: dict[str, Rows]) -> bytes:
    """Every sheet in one workbook; prices and stock as numbers, all else as text that nothing reckons with."""
    from openpyxl import Workbook  # brings numpy, 20 MB and half a second, which few days need

    book = Workbook(write_only=True)
    for name in ORDER:
        page = book.create_sheet(name)
        page.freeze_panes = "A2"
        page.append(headings(name))
        for row in sheets[name]:
            page.append([_typed(page, column, row.get(column, "")) for column in headings(name)])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _typed(page: Any, column: str, text: str) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if not text:
        return None
    if column in _NUMBERS:
        cell = WriteOnlyCell(page)
        cell.value = Decimal(text)
        cell.number_format = "0.00" if column in _MONEY else "General"
        return cell
    cell = WriteOnlyCell(page, value=_UNWRITABLE.sub("", text))
    cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = bool(_RECKONED.match(text))
    return cell


_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # characters that no workbook can hold

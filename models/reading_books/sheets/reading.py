"""What the rows of an order sheet mean: a cell that is exactly a product's code decides, else the row is read as a
message is; for whom it is stands above the table, or in a column of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.amounts import format_quantity, parse_quantity
from models.numerals import half_width
from models.orders import TAKERS
from models.people import Actor
from models.products import Product
from models.reading import Reading
from models.reading.units import canonical
from models.reading_books.sheets.columns import NoOrderSheet
from models.reading_books.sheets.table import OrderSheet, SheetRow
from models.reading_books.understanding import TERM_LIMIT, Line, Understood, understood
from models.refusals import Refusal

Read = Callable[[str], Reading]
Codes = Mapping[str, str]  # a code as it is looked up, the product's sku

_HEADINGS = "品名\t数量\t单位\t单价"  # as the reader knows them
_CARTONS: Final = frozenset({"箱", "件"})  # goods sold so may be counted in cartons or in what is in them
_SHOWN = 3  # rows that are named in a note
_SHORT = 40  # characters of each


class RowReading(NamedTuple):
    """A row as a message, and the products whose codes stand in it."""

    reading: Reading
    skus: tuple[str, ...]


@dataclass(frozen=True)
class SheetReading:
    """What stands above the table with a row that is clear, and every row by itself."""

    whole: Reading
    rows: tuple[RowReading, ...]


class _Coded(NamedTuple):
    number: int
    unit: str


def codes_in(session: Session, *, by: Actor, sheet: OrderSheet) -> dict[str, str]:
    """Which cells are exactly the code of a product on sale, letters large or small. Raises NotAllowed."""
    by.require(*TAKERS)
    cells = {_code(cell) for row in sheet.rows for cell in row.codes}
    query = select(Product.sku).where(func.upper(col(Product.sku)).in_(cells), col(Product.active))
    return {_code(sku): sku for sku in session.exec(query)}


def _code(cell: str) -> str:
    return half_width(cell).strip().upper()


def read_sheet(sheet: OrderSheet, read: Read, codes: Codes) -> SheetReading:
    """Read a sheet as messages: each row by itself, and a clear one once more with what stands above the table."""
    rows = tuple(_read_row(row, read, codes) for row in sheet.rows)
    clear = next((one.reading.text for one in rows if _is_clear(one.reading)), rows[0].reading.text)
    return SheetReading(read(f"{sheet.above}\n{clear}"), rows)


def _read_row(row: SheetRow, read: Read, codes: Codes) -> RowReading:
    """The code alone, where just one stands there; else all the words for the goods together, or where these are not
    clear, each cell alone, if just one is. A quantity of several numbers (20，其中5支送) is left to be asked.
    """
    skus = tuple(dict.fromkeys(codes[_code(cell)] for cell in row.codes if _code(cell) in codes))
    named = skus if len(skus) == 1 else row.goods
    rest = (row.quantity or next((number for _heading, number in row.numbers), ""), row.unit, row.price)
    together = read(_as_text(named, rest))
    if len(together.lines) > 1:
        rest = ("", row.unit, row.price)
        together = read(_as_text(named, rest))
    if skus or _is_clear(together) or len(row.goods) == 1:
        return RowReading(together, skus)
    alone = [one for one in (read(_as_text([cell], rest)) for cell in row.goods) if _is_clear(one)]
    meant = {one.lines[0].sku.value for one in alone}
    return RowReading(alone[0] if len(meant) == 1 else together, ())


def _is_clear(reading: Reading) -> bool:
    return len(reading.lines) == 1 and not any(name.startswith("lines") for name in reading.ask)


def _as_text(goods: Sequence[str], rest: Sequence[str]) -> str:
    cells = "\t".join([" ".join(goods), *rest])
    return f"{_HEADINGS}\n{cells}"


def understood_sheet(
    session: Session, *, by: Actor, parts: Sequence[tuple[OrderSheet, SheetReading]]
) -> list[Understood]:
    """An order for each customer of the sheet, in numbers of the books, as `understood` gives a message; two names of
    one customer are one order. Raises NoOrderSheet: it names no goods.
    """
    found: list[Understood] = []
    for sheet, reading in parts:
        one = _part(session, by, sheet, reading)
        same = next((other for other in found if other["customer_id"] == one["customer_id"] is not None), None)
        if same is None:
            found.append(one)
        else:
            same["lines"] += one["lines"]
            same["said"] += "\n" + one["said"]
            same["unused"] += one["unused"]
            same["notes"] += one["notes"]
    if not any(line["product_id"] or line["choices"] for said in found for line in said["lines"]):
        raise NoOrderSheet()
    return found


def _part(session: Session, by: Actor, sheet: OrderSheet, found: SheetReading) -> Understood:
    head = understood(session, by=by, reading=found.whole)
    units = _goods(session, found)
    lines: list[Line] = []
    unused = list(head["unused"])
    for row, one in zip(sheet.rows, found.rows, strict=True):
        said = understood(session, by=by, reading=one.reading)
        line = said["lines"][0] if len(said["lines"]) == 1 else _unknown(row)
        lines.append(_counted(row, _named(line, [units[sku] for sku in one.skus if sku in units]), units.values()))
        unused += said["unused"]
    kind = "order" if head["kind"] == "other" else head["kind"]
    return {**head, "kind": kind, "said": sheet.said, "lines": lines, "again": False, "places": {},
            "unused": list(dict.fromkeys(unused)), "notes": _notes(sheet)}  # fmt: skip


def _goods(session: Session, found: SheetReading) -> dict[str, _Coded]:
    """The products whose codes stand in the rows, or which the rows were read as, by sku."""
    skus = {sku for one in found.rows for sku in (*one.skus, *(line.sku.value for line in one.reading.lines)) if sku}
    query = select(Product.sku, Product.id, Product.unit).where(col(Product.sku).in_(skus), col(Product.active))
    return {sku: _Coded(number, unit) for sku, number, unit in session.exec(query)}


def _named(line: Line, coded: Sequence[_Coded]) -> Line:
    """A line with the product that its code names. Where the row says several, or a unit that is another product's, it
    is asked which.
    """
    numbers = [one.number for one in coded]
    if not numbers or numbers == [line["product_id"]]:
        return line
    meant = [*numbers, *([line["product_id"]] if line["product_id"] else [])]
    rest = [name for name in line["ask"] if name != "sku"]
    if len(meant) == 1:
        return {**line, "product_id": meant[0], "choices": meant, "ask": rest}
    return {**line, "product_id": None, "choices": list(dict.fromkeys(meant)), "ask": ["sku", *rest]}


def _counted(row: SheetRow, line: Line, goods: Iterable[_Coded]) -> Line:
    """A line whose quantity is asked where several numbers of the row may be it: goods sold by the carton may be
    counted in cartons too.
    """
    unit = next((one.unit for one in goods if one.number == line["product_id"]), "")
    numbers = row.numbers or (row.packs if not row.unit and canonical(unit) in _CARTONS else ())
    if not numbers:
        return line
    before = [name for name in line["ask"] if name == "sku"]
    after = [name for name in line["ask"] if name == "unit"]
    return {
        **line,
        "quantity": "",
        "ask": [*before, "quantity", *after],
        "numbers": [[heading, number] for heading, number in numbers],
    }


def _unknown(row: SheetRow) -> Line:
    """A row whose goods nobody knows; how many is taken where it is a plain number."""
    try:
        quantity = format_quantity(parse_quantity(row.quantity))
    except Refusal:
        quantity = ""
    term = " ".join(row.goods)[:TERM_LIMIT]
    ask = ["sku"] if quantity else ["sku", "quantity"]
    return {"product_id": None, "term": term, "choices": [], "quantity": quantity, "unit": row.unit, "price_fen": None,
            "ask": ask, "tie": "", "taught": False}  # fmt: skip


def _notes(sheet: OrderSheet) -> list[dict[str, Any]]:
    """What the card has to say of the sheet: whose rows these are, which column counted, what was passed over."""
    notes: list[dict[str, Any]] = []
    if sheet.customers:
        others = [name or "—" for name in sheet.customers if name != sheet.customer]
        notes.append({"key": "read-sheet-customer", "rows": len(sheet.rows), "others": _some(others)})
    if sheet.unused:
        notes.append({"key": "read-sheet-columns", "taken": sheet.taken, "unused": _some(sheet.unused)})
    remarks = [f"{number}. {row.remark}" for number, row in enumerate(sheet.rows, start=1) if row.remark]
    if remarks:
        notes.append({"key": "read-sheet-remarks", "words": _some(remarks)})
    if sheet.left:
        notes.append({"key": "read-sheet-left", "rows": len(sheet.left), "words": _some(sheet.left)})
    if sheet.more:
        notes.append({"key": "read-sheet-more", "sheets": sheet.more})
    return notes


def _some(said: Sequence[str]) -> str:
    """The first few, shortened."""
    shown = "；".join(one if len(one) <= _SHORT else one[: _SHORT - 1] + "…" for one in said[:_SHOWN])
    return shown if len(said) <= _SHOWN else shown + "；…"

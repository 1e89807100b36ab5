"""Master data in and out: customers, products, people and what was open, as CSV files or one workbook.

Everything is checked before anything is written, and all of it is written or nothing. A second import updates:
people by name, customers by code, products by their own code, open items by number.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from models.exchange.books import Books
from models.exchange.checking import checked
from models.exchange.effects import Overwritten, TermsRead, overwritten, terms_read
from models.exchange.exporting import ORDER, as_csv, as_xlsx, export, write_folder
from models.exchange.fields import headings
from models.exchange.master import DEFAULT_TERMS, Master
from models.exchange.opening import Opening
from models.exchange.plan import Change, Fault, Plan
from models.exchange.reading import read_cells, read_file, read_folder, read_xlsx
from models.exchange.records import (
    MOST_BYTES,
    MOST_ROWS,
    SHEETS,
    BadRow,
    NotASpreadsheet,
    NothingToImport,
    RowsRefused,
    Sheets,
    SheetTooLarge,
    TooManyRows,
    UnpacksTooLarge,
)
from models.exchange.writing import Writer
from models.people import Actor, Role, with_role
from models.rules import rules_of

__all__ = [
    "DEFAULT_TERMS",
    "MOST_BYTES",
    "MOST_ROWS",
    "ORDER",
    "BadRow",
    "NotASpreadsheet",
    "NothingToImport",
    "Outcome",
    "Overwritten",
    "RowsRefused",
    "SheetTooLarge",
    "Sheets",
    "TermsRead",
    "TooManyRows",
    "UnpacksTooLarge",
    "as_csv",
    "as_xlsx",
    "bring_in",
    "export",
    "headings",
    "importers",
    "look_over",
    "read_cells",
    "read_file",
    "read_folder",
    "read_xlsx",
    "write_folder",
]


@dataclass(frozen=True)
class Outcome:
    """What an import does or did: rows per sheet and state (new, changed, same), and what is worth knowing about it; of
    one without bad rows also how its terms are read and what it overwrites.
    """

    counts: dict[str, dict[str, int]]
    bad: tuple[BadRow, ...] = ()
    ignored: tuple[tuple[str, str], ...] = ()
    new_reps: tuple[str, ...] = ()
    default_terms: int = 0
    terms: tuple[TermsRead, ...] = ()
    overwritten: tuple[Overwritten, ...] = ()


def look_over(session: Session, *, by: Actor | None = None, now: datetime, sheets: Sheets) -> Outcome:
    """Check everything and write nothing. `by` is nobody for the operator's command line; else a boss."""
    plan = _plan(session, by, now, sheets)
    done = Outcome(plan.counts(), tuple(plan.bad), tuple(plan.ignored), tuple(plan.new_reps), plan.default_terms)
    if plan.bad:
        return done
    read = terms_read(plan, sheets, rules_of(session).today(now))
    return replace(done, terms=read, overwritten=overwritten(plan, sheets))


def bring_in(session: Session, *, by: Actor | None = None, now: datetime, sheets: Sheets) -> dict[str, Any]:
    """Write all of it and give the counts; with a single bad row, refuse with `RowsRefused` and write nothing."""
    plan = _plan(session, by, now, sheets)
    if plan.bad:
        raise RowsRefused(rows=len({(bad.sheet, bad.row) for bad in plan.bad}))
    counts = plan.counts()
    Writer(session, plan, by=by, now=now).write()
    return {"counts": counts}


def importers(session: Session, *, by: Actor) -> list[str]:
    """The names of those who may import, for somebody (`by`) who may not."""
    return [person.name for person in with_role(session, Role.BOSS) if person.id != by.id]


def _plan(session: Session, by: Actor | None, now: datetime, sheets: Sheets) -> Plan:
    if by is not None:
        by.require(Role.BOSS)
    rules = rules_of(session)
    today = rules.today(now)
    plan = Plan(Books(session), bad=list(sheets.bad), ignored=list(sheets.ignored))
    master = Master(plan, sheets, trusted=by is None)
    opening = Opening(plan, sheets, master, rules, today)
    judges: dict[str, Any] = {
        "people": master.person,
        "customers": master.customer,
        "products": master.product,
        "opening": opening.change,
    }
    for name in SHEETS:
        if name not in sheets.by_name:
            continue
        rows, faults = checked(sheets.by_name[name], today)
        plan.bad += faults
        plan.changes[name] = []
        for row in rows:
            fault = Fault(plan, name, row.row, row.faulty)
            change: Change | None = judges[name](row, fault)
            if change is not None and not fault.found:
                plan.changes[name].append(change)
        if name == "people":
            master.keep_a_boss(plan.changes[name])
    plan.bad = [_as_headed(bad, sheets) for bad in plan.bad]
    plan.bad.sort(key=lambda bad: (ORDER.index(bad.sheet) if bad.sheet in ORDER else -1, bad.row))
    return plan


def _as_headed(bad: BadRow, sheets: Sheets) -> BadRow:
    """With the column as the file calls it."""
    sheet = sheets.by_name.get(bad.sheet)
    return replace(bad, heading=bad.heading or (sheet.headings.get(bad.column, "") if sheet else ""))

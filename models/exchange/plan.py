"""What an import would do: a change a row, and what is wrong with the rows that cannot be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from models.exchange.books import Books, Values
from models.exchange.checking import Checked
from models.exchange.fields import FIELDS
from models.exchange.records import BadRow

# Empty cells of these columns leave what the books hold; others are emptied.
KEEPS: Final[dict[str, frozenset[str]]] = {
    "customers": frozenset({"name", "terms"}),
    "products": frozenset({"name", "unit", "list_price", "floor_price", "stock"}),
    "people": frozenset({"roles", "language", "telegram_id", "active"}),
    "opening": frozenset({"amount", "arose_on", "due_on", "shipped_on"}),
}


@dataclass
class Change:
    """What a row comes to: `record` is what the books have (nothing for something new) and `was` how they say it,
    `values` what is to be set.
    """

    row: int
    key: str
    record: Any
    values: Values
    was: Values = field(default_factory=dict)

    @property
    def state(self) -> str:
        """new, changed or same."""
        return "new" if self.record is None else "changed" if self.values else "same"


@dataclass
class Plan:
    """All that an import would do, or why it cannot."""

    books: Books
    changes: dict[str, list[Change]] = field(default_factory=dict)
    bad: list[BadRow] = field(default_factory=list)
    ignored: list[tuple[str, str]] = field(default_factory=list)
    new_reps: list[str] = field(default_factory=list)
    default_terms: int = 0  # new customers whose terms the file does not say

    def counts(self) -> dict[str, dict[str, int]]:
        """For each sheet how many rows are new, changed, same."""
        return {
            sheet: {state: sum(c.state == state for c in changes) for state in ("new", "changed", "same")}
            for sheet, changes in self.changes.items()
        }


class Fault:
    """Notes what is wrong with one row; of a column that cannot be read (`faulty`) that is all there is to say."""

    def __init__(self, plan: Plan, sheet: str, row: int, faulty: frozenset[str] = frozenset()) -> None:
        self.plan, self.sheet, self.row, self.faulty, self.found = plan, sheet, row, faulty, bool(faulty)

    def __call__(self, reason: str, column: str, **facts: object) -> None:
        if column in self.faulty:
            return
        self.found = True
        self.plan.bad.append(BadRow(self.sheet, self.row, reason, column, facts))


def merged(sheet: str, row: Checked, record: Any, now: Values, fault: Fault) -> Change:
    """The row as a change of what the books say `now`; notes what something new cannot do without."""
    wanted = {k: v for k, v in row.values.items() if not (v in ("", None) and k in KEEPS[sheet])}
    if record is not None:
        return Change(row.row, row.key, record, {k: v for k, v in wanted.items() if now.get(k) != v}, now)
    for column in FIELDS[sheet]:
        if column.for_new and wanted.get(column.name) in (None, ""):
            fault("bad-row-empty", column.name)
    return Change(row.row, row.key, None, wanted)

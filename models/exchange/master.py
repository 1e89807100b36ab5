"""People, customers and products of a file held against the books."""

from __future__ import annotations

from typing import Final

from models.exchange.books import Values
from models.exchange.checking import Checked
from models.exchange.plan import Change, Fault, Plan, merged
from models.exchange.records import Sheets
from models.people import Role

DEFAULT_TERMS: Final = "prepay"  # of a new customer whose terms the file does not say
_OWNERS = frozenset({Role.REP.value, Role.MANAGER.value, Role.BOSS.value})  # roles that may have customers of their own


def written(sheets: Sheets, name: str, column: str) -> set[str]:
    """What a column holds in the file, good rows or bad."""
    sheet = sheets.by_name.get(name)
    return {row.cells.get(column, "") for row in sheet.rows} if sheet else set()


class Master:
    """Judges rows one by one; remembers what people and customers of the file will be, for the rows that name them."""

    def __init__(self, plan: Plan, sheets: Sheets, *, trusted: bool) -> None:
        self.plan, self.books, self.trusted = plan, plan.books, trusted
        self.names = written(sheets, "people", "name")
        self.roles: dict[str, set[str]] = {}
        self.terms: dict[str, str] = {}
        self.telegram = {person.telegram_id: person.name for person in self.books.people if person.telegram_id}

    def person(self, row: Checked, fault: Fault) -> Change | None:
        """One of the team, known by name."""
        known = self.books.named(row.key)
        if len(known) > 1:
            fault("bad-row-name-not-unique", "name", text=row.key)
            return None
        if row.values.get("reps"):
            row.values["reps"] = "|".join(sorted(row.values["reps"].split("|")))
        record = known[0] if known else None
        now = self.books.person(record) if record else {}
        change = merged("people", row, record, now, fault)
        if "roles" not in row.faulty:
            self.roles[row.key] = set(str(change.values.get("roles", now.get("roles", ""))).split("|"))
        self._named(change, fault)
        self._telegram(change, fault)
        return change

    def keep_a_boss(self, changes: list[Change]) -> None:
        """Note the rows without which somebody who has joined would still be boss, and with which nobody is."""
        now = {person.id: self.books.person(person) for person in self.books.people}
        bosses = {number for number, person in now.items() if self._leads(person)}
        lost, won = [], False
        for change in changes:
            known = now[change.record.id] if change.record is not None else {}
            leads = self._leads({**known, **change.values})
            won = won or leads
            if not leads and self._leads(known):
                lost.append(change)
        for change in lost if len(lost) == len(bosses) and not won else ():
            column = "active" if change.values.get("active") == "no" else "roles"
            Fault(self.plan, "people", change.row)("bad-row-last-boss", column)

    @staticmethod
    def _leads(person: Values) -> bool:
        """Whether somebody is at work, has joined, and is boss."""
        boss = Role.BOSS.value in str(person.get("roles", "")).split("|")
        return boss and person.get("active", "yes") == "yes" and person.get("telegram_id") is not None

    def _named(self, change: Change, fault: Fault) -> None:
        for column in ("manager", "reps"):
            for name in str(change.values.get(column, "")).split("|"):
                if name and name not in self.names and len(self.books.named(name)) != 1:
                    fault("bad-row-unknown-person", column, text=name)
        if change.values.get("manager") == change.key:
            fault("bad-row-own-manager", "manager")

    def _telegram(self, change: Change, fault: Fault) -> None:
        number = change.values.get("telegram_id")
        if number is None:
            return
        if not self.trusted:
            fault("bad-row-invitation-only", "telegram_id")
        elif self.telegram.setdefault(number, change.key) != change.key:
            fault("bad-row-telegram-taken", "telegram_id", text=self.telegram[number])

    def customer(self, row: Checked, fault: Fault) -> Change:
        """A customer, known by code."""
        record = self.books.customers.get(row.key)
        now = self.books.customer(record) if record else {}
        change = merged("customers", row, record, now, fault)
        if rep := change.values.get("rep"):
            self._rep(rep, fault)
        if record is None and not change.values.get("terms"):
            change.values["terms"] = DEFAULT_TERMS
            self.plan.default_terms += 1
        if "terms" not in row.faulty:
            self.terms[row.key] = str(change.values.get("terms", now.get("terms")))
        return change

    def _rep(self, name: str, fault: Fault) -> None:
        known = self.books.named(name)
        if name in self.roles:
            if not self.roles[name] & _OWNERS:
                fault("bad-row-not-a-rep", "rep", text=name)
        elif len(known) > 1:
            fault("bad-row-name-not-unique", "rep", text=name)
        elif known:
            if not self.books.roles.get(known[0].id, set()) & _OWNERS:
                fault("bad-row-not-a-rep", "rep", text=name)
        elif name not in self.names and name not in self.plan.new_reps:
            self.plan.new_reps.append(name)

    def product(self, row: Checked, fault: Fault) -> Change:
        """A product, known by its own code."""
        record = self.books.products.get(row.key)
        now = self.books.product(record) if record else {}
        change = merged("products", row, record, now, fault)
        listed = change.values.get("list_price", now.get("list_price"))
        if record is None and listed is not None:
            change.values.setdefault("floor_price", listed)
        floor = change.values.get("floor_price", now.get("floor_price"))
        if "list_price" not in row.faulty and listed is not None and floor is not None and floor > listed:
            fault("bad-row-floor-above-list", "floor_price", listed_fen=listed, floor_fen=floor)
        return change

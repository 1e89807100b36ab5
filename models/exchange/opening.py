"""What was open when the books began: claims not paid, signed receipts not back; held against the books by number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from models.exchange.books import Values
from models.exchange.checking import Checked
from models.exchange.master import Master, written
from models.exchange.plan import Change, Fault, Plan, merged
from models.exchange.records import Sheets
from models.rules import Rules
from models.terms import due_on, parse_terms

_NOT_OF_A_CLAIM = ("waybill", "shipped_on")
_NOT_OF_A_RECEIPT = ("arose_on", "due_on")


class Opening:
    """Judges the rows of the sheet `opening`."""

    def __init__(self, plan: Plan, sheets: Sheets, master: Master, rules: Rules, today: date) -> None:
        self.books, self.master, self.rules, self.today = plan.books, master, rules, today
        numbers = sorted(written(sheets, "opening", "number"))
        self.codes = written(sheets, "customers", "code")
        self.claims = self.books.receivables(numbers)
        self.shipments = self.books.shipments(numbers)

    def change(self, row: Checked, fault: Fault) -> Change:
        """A claim or a receipt."""
        code = row.values.get("customer")
        if code not in self.books.customers and code not in self.codes:
            fault("bad-row-unknown-customer", "customer", text=code)
        return self._claim(row, fault) if row.values["kind"] == "receivable" else self._receipt(row, fault)

    def _claim(self, row: Checked, fault: Fault) -> Change:
        row = _without(row, _NOT_OF_A_CLAIM)
        claim = self.claims.get(row.values["number"])
        now: Values = self.books.receivable(claim) if claim else {}
        change = merged("opening", row, claim, now, fault)
        if claim is not None and claim.settled_fen and row.values.get("amount") == claim.amount_fen:
            change.values.pop("amount", None)  # the file from before a part of it was paid
        if claim is not None and change.values and (claim.shipment_id or claim.settled_fen):
            fault("bad-row-has-postings", "amount", open_fen=claim.open_fen)
        self._days_of_claim(row, change, now, fault)
        return change

    def _days_of_claim(self, row: Checked, change: Change, now: Values, fault: Fault) -> None:
        if change.record is None:
            for name in ("amount", "arose_on"):
                if change.values.get(name) is None:
                    fault("bad-row-empty", name)
        arose: date | None = change.values.get("arose_on", now.get("arose_on"))
        if arose is None or "arose_on" in row.faulty:
            return
        if change.record is None and change.values.get("due_on") is None:
            change.values["due_on"] = self._due(row, arose)
        due: date = change.values["due_on"] if "due_on" in change.values else now["due_on"]
        if arose > self.today:
            fault("bad-row-in-future", "arose_on", day=arose)
        if due < arose:
            fault("bad-row-due-before", "due_on", day=due, arose=arose)

    def _due(self, row: Checked, arose: date) -> date:
        """Where the file does not say: by the customer's terms, or the courier's time for money it holds."""
        if row.values.get("courier"):
            return arose + timedelta(days=self.rules.courier_days)
        code = str(row.values.get("customer"))
        terms = self.master.terms.get(code)
        if terms is None:  # the customer is not in the file, or its row is bad
            known = self.books.customers.get(code)
            terms = known.terms if known else "prepay"
        return due_on(parse_terms(terms), arose)

    def _receipt(self, row: Checked, fault: Fault) -> Change:
        row = _without(row, _NOT_OF_A_RECEIPT)
        shipment = self.shipments.get(row.values["number"])
        change = merged("opening", row, shipment, self.books.receipt(shipment) if shipment else {}, fault)
        if shipment is not None and shipment.receipt_at is not None:
            change.values.clear()  # it came back meanwhile
        if shipment is not None and change.values and shipment.order_id is not None:
            fault("bad-row-from-order", "number", text=shipment.number)
        shipped: date | None = change.values.get("shipped_on")
        if shipment is None and shipped is None:
            fault("bad-row-empty", "shipped_on")
        if shipped is not None and shipped > self.today:
            fault("bad-row-in-future", "shipped_on", day=shipped)
        return change


def _without(row: Checked, names: tuple[str, ...]) -> Checked:
    values: dict[str, Any] = {name: value for name, value in row.values.items() if name not in names}
    return replace(row, values=values)

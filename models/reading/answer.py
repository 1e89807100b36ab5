"""What a message was read as: every field with its places in the text, its candidates and why; the answer's JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.reading.text import Place


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody or something that may be meant: its code or sku, its name, and why it came up."""

    key: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its value (empty where none is certain), where it stands, what may be meant, and why."""

    value: Any = None
    places: tuple[Place, ...] = ()
    choices: tuple[Choice, ...] = ()
    why: str = ""
    tie_broken: bool = False  # by the rep's own customers or what this customer usually buys; to be shown as such


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One line of the order."""

    sku: Field
    quantity: Field
    unit: Field
    unit_price_fen: Field
    way: str = ""  # beside the last order that is repeated: add (more of it), set (so much of it), drop (none of it)

    def to_json(self) -> dict[str, Any]:
        """The line as the answer has it."""
        return {name: getattr(self, name).value for name in ("sku", "quantity", "unit", "unit_price_fen")}


TERMS = (
    "ship_on",
    "arrive_by",
    "ship_via",
    "courier",
    "freight",
    "settlement",
    "receipt_back",
    "invoice",
)


@dataclass(frozen=True)
class Reading:
    """A message as it was read. `ask` names the fields that must be asked about, sorted; all others are certain."""

    text: str
    kind: str
    customer: Field = Field()
    lines: tuple[ReadLine, ...] = ()
    ship_on: Field = Field()
    arrive_by: Field = Field()
    ship_via: Field = Field()
    courier: Field = Field()
    freight: Field = Field()
    settlement: Field = Field()
    receipt_back: Field = Field(value=False)
    invoice: Field = Field()
    ask: tuple[str, ...] = ()
    unused: tuple[Place, ...] = ()  # prices that are no amount (37.999), days gone by: said, and left to the person
    repeats: bool = False  # 照上次来一单: the customer's last order is wanted again, but for what the lines say
    address: Field = Field()  # where it goes, in the words of the message, with who receives it
    purpose: Field = Field()  # what a sample is for
    remarks: tuple[Place, ...] = ()  # what else was said and is for the note: papers, the customer's own number
    left_out: tuple[Place, ...] = ()  # of that order: 不要墨水
    not_applied: tuple[Place, ...] = ()  # said beside it, and not understood: 都翻一倍
    apart: tuple[Reading, ...] = ()  # of a message for several customers, each one's own part
    several: bool = False  # customers are named, and whose the goods are is not clear
    strangers: tuple[Place, ...] = ()  # who may be another customer, whom nobody knows

    def to_json(self) -> dict[str, Any]:
        """The answer: one object with kind, customer, lines, the terms, and what must be asked."""
        terms = {name: _plain(getattr(self, name).value) for name in TERMS}
        lines = [line.to_json() for line in self.lines]
        return {"kind": self.kind, "customer": self.customer.value, "lines": lines, **terms, "ask": list(self.ask)}

    def fields(self) -> Iterator[tuple[str, Field]]:
        """Every field by its name in the answer, `lines[0].sku` too."""
        yield "customer", self.customer
        for at, line in enumerate(self.lines):
            for name in ("sku", "quantity", "unit", "unit_price_fen"):
                yield f"lines[{at}].{name}", getattr(line, name)
        for name in TERMS:
            yield name, getattr(self, name)

    def explain(self) -> list[str]:
        """One line a field that says something: its value, the words it was read from, why, what else may be meant."""
        said = [f"kind = {self.kind}"]
        for name, one in self.fields():
            if not (one.value or one.places or one.choices or name in self.ask):
                continue
            words = " … ".join(self.text[start:end] for start, end in one.places)
            asked = " ?" if name in self.ask else ""
            said.append(f"{name} = {_shown(one.value)}{asked}" + (f'  ← "{words}"' if words else "") + _because(one))
        return [*said, f"ask = {', '.join(self.ask) or '-'}"]


def _because(one: Field) -> str:
    why = f"  ({one.why}{', tie broken' if one.tie_broken else ''})" if one.why else ""
    others = [f"{choice.key} {choice.name}" for choice in one.choices if choice.key != one.value]
    return why + (f"  or {' | '.join(others[:6])}" if others else "")


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _shown(value: Any) -> str:
    return "-" if value is None else str(_plain(value))

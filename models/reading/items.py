"""What a message is made of once it is marked: phrases of goods, quantities, and markers, in the order of the text."""

from __future__ import annotations

from dataclasses import dataclass

from models.reading.quantities import Quantity


@dataclass(slots=True, eq=False)
class Item:
    """A phrase of goods, a quantity, or a marker; `gap` is what parts it from the item before."""

    kind: str
    start: int
    end: int
    said: str = ""
    quantity: Quantity | None = None
    weak: bool = False  # a number alone
    doubt: str = ""  # beside the phrase, glued to it, and explained by nothing
    known: bool = False  # some product explains the phrase
    sure: bool = False  # exactly one does
    gap: float = 0.0
    instead: str = ""  # the phrase that a correction replaced by this one
    row: bool = False  # one of several colours said in a row
    family: tuple[int | None, bool] | None = None  # 四色, 三种口味: how many (none for 各色), and whether of colours

    @property
    def names_goods(self) -> bool:
        """Whether it names goods by itself, or in place of others."""
        return self.known or self.family is not None or bool(self.instead)

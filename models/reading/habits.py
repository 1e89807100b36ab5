"""What breaks ties, and nothing else: a rep's own customers, what a customer usually buys,
what a second reader chose.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from models.reading.text import Place

SECOND = "second reader"  # why a field has its value


@dataclass(frozen=True)
class Chosen:
    """What a second reader chose among those that may be meant: a customer's code; a sku for a place in the text."""

    customer: str | None = None
    goods: Mapping[Place, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Habits:
    """`own` are the codes of this rep's customers; `bought` says for each customer how often it bought a sku."""

    own: frozenset[str] = frozenset()
    bought: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    chosen: Chosen = Chosen()

    def customer_among(self, codes: Collection[str]) -> tuple[str | None, str]:
        """The only one of several customers that is the rep's own, else the chosen one; and why."""
        own = [code for code in codes if code in self.own]
        if len(own) == 1 < len(codes):
            return own[0], ""
        return (self.chosen.customer, SECOND) if self.chosen.customer in codes else (None, "")

    def product_among(self, customer: str | None, skus: Sequence[str], place: Place) -> tuple[str | None, str]:
        """The only one of several products that this customer ever bought, else the chosen one; and why."""
        times = self.bought.get(customer or "", {})
        bought = [sku for sku in skus if times.get(sku)]
        if len(bought) == 1 < len(skus):
            return bought[0], "usual"
        chosen = self.chosen.goods.get(place)
        return (chosen, SECOND) if chosen in skus else (None, "")

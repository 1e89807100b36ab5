"""What is usual: a rep's own customers, and what a customer usually buys. It breaks ties, and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Habits:
    """`own` are the codes of this rep's customers; `bought` says for each customer how often it bought a sku."""

    own: frozenset[str] = frozenset()
    bought: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def customer_among(self, codes: Collection[str]) -> str | None:
        """The only one of several customers that is the rep's own."""
        own = [code for code in codes if code in self.own]
        return own[0] if len(own) == 1 < len(codes) else None

    def product_among(self, customer: str | None, skus: Sequence[str]) -> str | None:
        """The only one of several products that this customer ever bought."""
        times = self.bought.get(customer or "", {})
        bought = [sku for sku in skus if times.get(sku)]
        return bought[0] if len(bought) == 1 < len(skus) else None

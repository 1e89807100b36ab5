"""Which quantity belongs to which goods: the pairs with the least between them, goods before or after."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.reading.colours import only_telling
from models.reading.items import Item
from models.reading.products import ProductReader
from models.reading.quantities import Quantity
from models.reading.units import MEASURING, canonical, fits

_GOODS_ALONE, _NUMBER_ALONE, _QUANTITY_ALONE = 10.0, 3.0, 12.0
_AFTER, _WEAK, _TELLING, _UNKNOWN, _UNKNOWN_NUMBER, _OTHER_UNIT = 0.15, 0.5, 1.0, 3.0, 7.0, 2.0


@dataclass(slots=True)
class Pair:
    """Goods with their quantity; either may be missing. `also` are numbers beside them that count nothing (A4 70)."""

    goods: Item | None
    quantity: Item | None
    also: list[Item] = field(default_factory=list)

    @property
    def amount(self) -> Quantity | None:
        """What was said of how much."""
        return self.quantity.quantity if self.quantity else None

    @property
    def unit(self) -> str | None:
        """The unit that was said."""
        return self.amount.unit if self.amount else None

    @property
    def sold_by(self) -> str | None:
        """The unit said, where it tells by what the goods are sold: a dozen does not."""
        return None if self.unit is not None and canonical(self.unit) == "打" else self.unit

    @property
    def start(self) -> int:
        """Where the pair begins."""
        return min(item.start for item in (self.goods, self.quantity) if item)

    @property
    def end(self) -> int:
        """Where the pair ends."""
        return max(item.end for item in (self.goods, self.quantity) if item)


def paired(items: list[Item], products: ProductReader) -> list[Pair]:
    """The cheapest pairing of goods and quantities in the order of the text."""
    best: list[tuple[float, list[Pair]]] = [(0.0, [])]
    for end in range(1, len(items) + 1):
        ways = []
        for size in (1, 2, 3):
            if size <= end and (step := _step(items[end - size : end], products)):
                cost, pairs = best[end - size]
                ways.append((cost + step[0], [*pairs, step[1]] if step[1] else pairs))
        best.append(min(ways, key=lambda way: way[0]))
    return best[-1][1]


def _step(items: list[Item], products: ProductReader) -> tuple[float, Pair | None] | None:
    if len(items) == 1:
        return _alone(items[0])
    kinds = [item.kind for item in items]
    if kinds == ["goods", "quantity"]:
        return _cost(items[0], items[1], products) + items[1].gap, Pair(items[0], items[1])
    if kinds == ["quantity", "goods"]:
        return _cost(items[1], items[0], products) + items[1].gap + _AFTER, Pair(items[1], items[0])
    if kinds == ["goods", "quantity", "quantity"] and _no_count(items[1]) and not items[2].weak and items[1].gap < 1:
        cost = _cost(items[0], items[2], products) + items[1].gap + items[2].gap
        return cost + _WEAK, Pair(items[0], items[2], [items[1]])
    return None


def _no_count(item: Item) -> bool:
    """Whether a number between goods and their quantity may belong to the goods: A4 70, A4 75克."""
    unit = item.quantity.unit if item.quantity else None
    return item.weak or canonical(unit or "") in MEASURING


def _alone(item: Item) -> tuple[float, Pair | None]:
    if item.kind == "goods":
        if not item.names_goods:
            return 0.0, None
        return _GOODS_ALONE, Pair(item, None)
    return (_NUMBER_ALONE if item.weak else _QUANTITY_ALONE), Pair(None, item)


def _cost(goods: Item, quantity: Item, products: ProductReader) -> float:
    if not goods.names_goods:
        if only_telling(goods.said):
            return _TELLING
        return _UNKNOWN_NUMBER if quantity.weak else _UNKNOWN
    unit = quantity.quantity.unit if quantity.quantity else None
    if unit is None:
        return _WEAK if quantity.weak else 0.0
    slots = products.exact(goods.said) or [one.slot for one in products.candidates(goods.said)[0]]
    sold = any(fits(unit, products.index.rows[slot].entry.unit) for slot in slots)
    return 0.0 if sold or not slots else _OTHER_UNIT

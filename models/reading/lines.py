"""The lines of the order: goods with their quantities, 各 spread over several, each read by the catalog."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from decimal import Decimal

from models.amounts import format_quantity
from models.reading.colours import only_telling
from models.reading.families import going_on, headed_as
from models.reading.features import parts_of
from models.reading.items import Item
from models.reading.pairing import Pair
from models.reading.products import Candidate, Meant, ProductReader
from models.reading.quantities import Quantity
from models.reading.text import folded
from models.reading.units import DOZEN, DOZENED, MEASURING, canonical, fits

_NEXT_SENTENCE = 3.0  # what stands further apart speaks of something else
_JOINED = 1.5  # 再, 另加
_OF_GOODS = frozenset({"克", "毫升"})  # too small to be ordered by: they tell goods apart


@dataclass(slots=True, eq=False)
class Line:
    """A line as it was read; what must be asked is named in `ask`."""

    slot: int | None
    candidates: tuple[Candidate, ...]
    quantity: str | None
    unit: str | None
    ask: set[str]
    start: int
    end: int
    pair: Pair
    why: str = ""
    price_fen: int | None = None
    price_place: tuple[int, int] | None = None
    tie_broken: bool = False
    pieces: Decimal | None = field(default=None)


def lines_of(pairs: list[Pair], products: ProductReader) -> list[Line]:
    """The lines; goods said without a quantity count only where they are known and nothing else names them."""
    pairs = _under_headings(pairs, products)
    kept = [(pair.goods, pair) for pair in pairs if pair.goods is not None]
    counted = [goods for goods, pair in kept if pair.quantity is not None]
    lines = [
        _line(goods, pair, products)
        for goods, pair in kept
        if (_said_how_much(goods, pair) if pair.quantity else _worth_asking(goods, counted, products))
    ]
    _go_on(lines, products)
    _on_top(lines)
    lines = _counted_again(lines)
    lines = [line for line in lines if not _said_again(line, lines)]
    for pair in pairs:
        if pair.goods is None and pair.quantity is not None and pair.quantity.quantity is not None:
            _left_over(pair.quantity, pair.quantity.quantity, lines, products)
    return lines


def _under_headings(pairs: list[Pair], products: ProductReader) -> list[Pair]:
    """手套：乳胶的，中号10盒, A4纸，70克的二十箱: words without a quantity head the size behind them, where only both
    together name goods.
    """
    kept: list[Pair] = []
    heads: list[Pair] = []
    for pair in pairs:
        goods = pair.goods
        if goods is not None and pair.quantity is None and goods.known and not goods.doubt:
            heads.append(pair)
        elif goods is not None and heads and only_telling(goods.said) and goods.gap < _NEXT_SENTENCE:
            said = _headed(goods.said, [one.goods.said for one in heads if one.goods], pair.sold_by, products)
            if said:
                pair, heads = replace(pair, goods=replace(goods, said=said, sure=True)), []
        if pair not in heads:
            kept += [*heads, pair]
            heads = []
    return kept + heads


def _headed(size: str, heads: list[str], unit: str | None, products: ProductReader) -> str:
    """The size with the words over it that name goods only with it; nothing where they name none."""
    alone = products.meant(size, unit).slot
    for said in (" ".join([*heads, size]), f"{heads[-1]} {size}"):
        if (slot := products.meant(said, unit).slot) is not None and alone in (None, slot):
            return said
    return ""


def _counted_again(lines: list[Line]) -> list[Line]:
    """四色各10瓶，黑色20瓶: what is counted by itself after it was one of several is not counted among these."""
    shared = Counter(id(line.pair.quantity) for line in lines if line.pair.quantity)
    kept = list(lines)
    for at, line in enumerate(lines):
        again = [other for other in lines[at + 1 :] if other.slot == line.slot is not None]
        own = [other for other in again if shared[id(other.pair.quantity)] == 1 and other.quantity is not None]
        if shared[id(line.pair.quantity)] > 1 and len(own) == 1:
            kept.remove(own[0])
            kept[kept.index(line)] = own[0]
    return kept


def _said_again(line: Line, lines: list[Line]) -> bool:
    """要个防锈漆样品 铁红1罐: the one that nobody counted is the one counted elsewhere."""
    implied = line.pair.amount is not None and line.pair.amount.implied
    return implied and any(other is not line and other.slot == line.slot is not None for other in lines)


def _on_top(lines: list[Line]) -> None:
    """再加10支 of what was ordered already: nobody knows whether 10 in all or 10 more."""
    for at, line in enumerate(lines):
        quantity = line.pair.amount
        if quantity and quantity.more and any(other.slot == line.slot for other in lines[:at]):
            line.ask.add("quantity")
            line.quantity = None


def _said_how_much(goods: Item, pair: Pair) -> bool:
    """Goods with a quantity; of goods nobody knows only those with a number or a unit."""
    quantity = pair.amount
    known = goods.known or bool(goods.family)
    if not known and quantity is not None and quantity.unit == "批":
        return False  # 我们要做一批展架照片
    return quantity is not None and (known or quantity.value is not None or quantity.unit is not None)


def _worth_asking(goods: Item, counted: list[Item], products: ProductReader) -> bool:
    """Goods without a quantity: a line of their own unless they speak of another line."""
    if not counted:
        return goods.known
    if not goods.sure:
        return False
    meant = products.meant(goods.said, None)
    others = (products.meant(one.said, None).slot for one in counted)
    return meant.slot is not None and meant.slot not in others


def _line(goods: Item, pair: Pair, products: ProductReader) -> Line:
    line = Line(None, (), None, None, set(), pair.start, pair.end, pair)
    _fill(line, _meant(goods, pair, products), pair.amount, products)
    return line


def _meant(goods: Item, pair: Pair, products: ProductReader) -> Meant:
    """What the phrase names, first with the numbers beside it (A4 70), which then are a measure or a size."""
    unit = pair.sold_by
    if pair.also:
        beside = [item.quantity for item in pair.also if item.quantity]
        numbers = " ".join(f"{one.written or ''}{one.unit or ''}" for one in beside)
        return products.meant(f"{goods.said} {numbers}", unit)
    meant = products.meant(goods.said, unit)
    if meant.slot is None and pair.unit is not None and unit is None:
        meant = products.meant(goods.said, DOZEN) if len(meant.candidates) > 1 else meant
    if goods.doubt or (only_telling(goods.said) and meant.reason != "exact"):
        return Meant(None, meant.candidates)
    return meant


def _fill(line: Line, meant: Meant, quantity: Quantity | None, products: ProductReader) -> None:
    """The answer's fields of a line, and what of it must be asked."""
    line.slot, line.candidates, line.why = meant.slot, meant.candidates, meant.reason
    own = products.index.rows[meant.slot].entry.unit if meant.slot is not None else None
    said = quantity.unit if quantity else None
    line.ask = set() if meant.slot is not None else {"sku"}
    value = quantity.value if quantity else None
    if value is None or (quantity and quantity.asked):
        line.ask.add("quantity")
    line.unit = said or own
    if own is not None and said is not None:
        if canonical(said) == "打" and own in DOZENED:
            line.unit = own
            value = None if value is None else value * 12
        elif fits(said, own):
            line.unit = own
        else:
            line.ask.add("unit")
    if own is not None and "unit" in line.ask and canonical(said or "") in _OF_GOODS:
        line.slot, line.unit, value = None, None, None  # 80克 of what is sold by the pack is another thing
        line.ask = {"sku", "quantity"}
    line.pieces = value
    line.quantity = None if value is None else format_quantity(value)


def _go_on(lines: list[Line], products: ProductReader) -> None:
    """黑10瓶 青5瓶: what names only a difference goes on with the goods of the line before it, or after it."""
    for at, line in enumerate(lines):
        goods = line.pair.goods
        clash = "unit" in line.ask and line.why != "exact"
        if (line.slot is not None and not clash) or goods is None or goods.doubt or line.pair.also:
            continue
        before = lines[at - 1].slot if at else None
        after = lines[at + 1].slot if at + 1 < len(lines) and only_telling(goods.said) else None
        own = products.meant(goods.said, line.pair.sold_by)
        unit = DOZEN if line.pair.unit is not None and line.pair.sold_by is None else line.pair.unit
        replaced = products.meant(goods.instead, line.pair.sold_by).slot if goods.instead else None
        if replaced is not None and products.explains(replaced, goods.said):  # 墨水黑20瓶，打错，黑30瓶
            _fill(line, Meant(replaced, own.candidates, reason="goes on"), line.pair.amount, products)
            continue
        for kin in (replaced, before, after):
            meant = going_on(goods.said, unit, kin, products) if kin is not None else None
            if meant is not None and (kin != after or any(one.slot == meant.slot for one in line.candidates)):
                _fill(line, Meant(meant.slot, (meant,), reason="goes on"), line.pair.amount, products)
                break
        named = headed_as(goods.said, lines[at - 1].pair, unit, products) if at and line.slot is None else None
        if named is not None and any(one.slot == named for one in own.candidates):
            _fill(line, Meant(named, own.candidates, reason="goes on"), line.pair.amount, products)
            whole = folded(products.index.rows[named].entry.name)  # for what goes on with this one
            line.pair = replace(line.pair, goods=replace(goods, said=whole))
        if line.slot is None and own.slot is not None and parts_of(goods.said).many:
            _fill(line, own, line.pair.amount, products)  # 黑色 60×80: both together tell enough


def decide(line: Line, sku: str, products: ProductReader, *, reason: str = "usual") -> None:
    """Take one of the candidates of a line whose goods could not be told apart; the tie is marked."""
    slot = products.index.slots[sku]
    _fill(
        line,
        Meant(slot, line.candidates, reason=reason),
        line.pair.amount,
        products,
    )
    line.tie_broken = True


def _left_over(item: Item, quantity: Quantity, lines: list[Line], products: ProductReader) -> None:
    """A quantity without goods: of another unit it is the same thing packed otherwise (5箱零3包), else a doubt."""
    if item.weak or quantity.unit is None:
        _doubt_beside(item, quantity, lines, products)
        return
    before = [line for line in lines if line.end <= item.start]
    if not before or before[-1].unit is None:
        return
    last = before[-1]
    packed = products.packed_otherwise([last.slot], quantity.unit) if last.slot is not None else []
    if len(packed) == 1 and packed[0].slot != last.slot and (item.gap < 1.0 or item.gap == _JOINED):
        line = Line(None, (), None, None, set(), item.start, item.end, Pair(last.pair.goods, item))
        _fill(line, Meant(packed[0].slot, tuple(packed), reason="the same thing"), quantity, products)
        lines.insert(lines.index(last) + 1, line)
    elif canonical(quantity.unit) not in MEASURING and item.gap < _NEXT_SENTENCE:
        last.ask.add("quantity")
        last.quantity = None


def _doubt_beside(number: Item, quantity: Quantity, lines: list[Line], products: ProductReader) -> None:
    """7102载玻片 30盒: a number glued to goods that counts nothing, and that they do not have, tells of other goods."""
    row = [line for line in lines if line.pair.goods is not None and line.pair.goods.row and line.end <= number.start]
    if any(line.quantity is None for line in row):
        for line in row:  # 红黑蓝10 20 30: nobody said which is how many
            line.quantity = None
            line.ask.add("quantity")
    for line in lines:
        goods = line.pair.goods
        if goods is None or line.pair.quantity is None or goods.start != number.end:
            continue
        if line.slot is None or not products.explains(line.slot, f"{quantity.written} {goods.said}"):
            line.slot = None
            line.ask.add("sku")

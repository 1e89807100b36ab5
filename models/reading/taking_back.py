"""What is taken back: 碳粉先不要了, 去掉88A, 最后那个不要, and which lines name the same goods."""

from __future__ import annotations

import re
from typing import Final

from models.reading.items import Item
from models.reading.numbers import value_of
from models.reading.pairing import Pair, paired
from models.reading.products import ProductReader
from models.search.folding import compact

_EARLIER: Final = re.compile(r"(?:上[次回批]|上个?月|之前|以前|原来)[^,。;\n]{0,4}$")
_COMMA = 1.0
_SAME_SENTENCE = 3.0  # what stands further apart belongs to another sentence


def drop(out: list[Item], marker: Item, said: str, products: ProductReader) -> bool:
    """Take back what stands before the marker, with every line of the same goods; or the line it counts."""
    pairs = paired(out, products)
    lines = [pair for pair in pairs if pair.goods is not None]
    if marker.said and lines:
        return without(out, the_counted(lines, marker.said))
    if out and out[-1].kind == "goods" and _EARLIER.search(said, max(0, out[-1].start - 8), out[-1].start):
        out.pop()  # 上次那个80克的先不用 takes nothing back of this
        return True
    if out and not out[-1].names_goods and (before := _ending_so(lines, out[-1].said)):
        return without(out, before)
    if not pairs or marker.gap >= _SAME_SENTENCE or out[-1] not in (pairs[-1].goods, pairs[-1].quantity):
        return False
    if out[-1].kind == "goods":
        before = same_goods(paired(out[:-1], products), out[-1], products)
        counted = len(out) > 2 and out[-2].kind == "quantity" and out[-2].gap < _COMMA <= out[-1].gap
        if before or counted:  # 手套50双，手套不要了: what is counted stands before the comma
            out.pop()
            return without(out, before)
    last = pairs[-1]
    gone = [last]
    if last.goods is not None and last.quantity is None:
        gone += [pair for pair in lines if pair is not last and names_same(pair, last.goods.said, products)]
    return without(out, gone)


def _ending_so(lines: list[Pair], word: str) -> list[Pair]:
    """瓶装粉4瓶。粉先不要了: the one line whose goods were called by a word that ends so."""
    found = [pair for pair in lines if word and pair.goods is not None and pair.goods.said.endswith(word)]
    return found if len(found) == 1 else []


def drop_next(out: list[Item], rest: list[Item], products: ProductReader) -> bool:
    """Take back the goods after the marker: 去掉88A, 不要12A的粉."""
    if not rest or rest[0].kind != "goods" or rest[0].gap >= 1.0:
        return False
    goods = rest.pop(0)
    waits = bool(out) and out[-1].kind == "goods"  # 要咸味的不要淡味的 20块
    if not waits and rest and rest[0].kind == "quantity" and rest[0].gap < 1.0:
        rest.pop(0)
    return without(out, same_goods(paired(out, products), goods, products))


def the_counted(lines: list[Pair], which: str) -> list[Pair]:
    """最后那个 is the last line, 第二个 the second."""
    if not which.startswith("第"):
        return lines[-1:]
    number = value_of(which.removeprefix("第"))
    return lines[int(number) - 1 : int(number)] if number else []


def without(out: list[Item], gone: list[Pair]) -> bool:
    for pair in gone:
        for item in (pair.goods, pair.quantity, *pair.also):
            if item is not None and item in out:
                out.remove(item)
    return True


def same_goods(pairs: list[Pair], goods: Item, products: ProductReader) -> list[Pair]:
    return [pair for pair in pairs if pair.goods is not None and names_same(pair, goods.said, products)]


def names_same(pair: Pair, phrase: str, products: ProductReader) -> bool:
    """Whether a phrase names the goods of a line, more loosely perhaps: 碳粉 for the toner that was ordered."""
    goods = pair.goods.said if pair.goods else ""
    if compact(goods) == compact(phrase):
        return True
    if whole := products.exact(phrase):
        return bool(set(whole) & {one.slot for one in products.meant(goods, pair.unit).candidates})
    meant = products.meant(goods, pair.unit)
    return meant.slot is not None and products.explains(meant.slot, phrase)

"""Goods of one family: what names only a difference goes on with goods beside it; 四色 and 其他 are several."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Final

from models.reading.colours import has_colour, kin_of
from models.reading.explaining import explain
from models.reading.features import parts_of
from models.reading.items import Item
from models.reading.numbers import value_of
from models.reading.pairing import Pair
from models.reading.product_index import Row
from models.reading.products import Candidate, ProductReader
from models.reading.text import folded
from models.reading.units import fits

_LONGEST_SIZE = 4  # letters: XXXL
_WORD = 2  # characters: 面膜 of 补水面膜
_NUMBER: Final = re.compile(r"(?P<n>[二两三四五六七八]|\d)[个种款]?(?:颜?色|口味|味道?|尺码|规格|型号)")


def going_on(phrase: str, unit: str | None, kin: int, products: ProductReader) -> Candidate | None:
    """The one product of the family of `kin` that the phrase tells from it, and that differs in the least else.

    白大褂 女款M 8件 L 4件: the L for women, because the one for men differs in more.
    """
    own = products.index.rows[kin]
    if own.kind[-2:] in phrase:
        return None  # the goods are named anew
    parts, name = parts_of(phrase), _words(own)
    costs: dict[int, int] = {}
    for slot in products.index.family(kin):
        row = products.index.rows[slot]
        if fits(unit or own.entry.unit, row.entry.unit):
            how = explain(parts, row)
            if how.whole and how.slips <= how.colours and _in_names(parts.codes, row):
                costs[slot] = len(name ^ _words(row))
    least = [slot for slot, cost in costs.items() if cost == min(costs.values())]
    if len(least) != 1 or least[0] == kin:
        return None
    return Candidate(least[0], products.index.rows[least[0]], "goes on")


def headed_as(phrase: str, before: Pair, unit: str | None, products: ProductReader) -> int | None:
    """补水面膜50盒 美白的30盒, 混合带20卷 蜡基的5卷: the one named with the last word of the goods before."""
    said = before.goods.said if before.goods is not None else ""
    words = parts_of(said).han
    if not words:
        return None
    if phrase[-1:] == said[-1:]:  # 卡罗拉前片5副 后片3副
        begun = products.exact(f"{said[: -len(phrase)]}{phrase}")
        if len(begun) == 1:
            return begun[0]
    glued = products.exact(f"{phrase}{words[-1][-1]}")
    if len(glued) == 1 or len(words[-1]) < _WORD:
        return glued[0] if len(glued) == 1 else None
    return products.meant(f"{phrase} {words[-1][-_WORD:]}", unit).slot


def _in_names(codes: tuple[str, ...], row: Row) -> bool:
    """Whether letters of sizes stand in a name, and not only in the product's code: the M of 女款 M."""
    named = {code for name in row.names[1:] for code in parts_of(name).codes}
    return all(code in named for code in codes if code.isalpha() and len(code) < _LONGEST_SIZE)


def _words(row: Row) -> set[object]:
    """What a product's name is made of."""
    parts = parts_of(folded(row.entry.name))
    return {*parts.codes, *parts.measures, *parts.sizes, *(char for run in parts.han for char in run)}


def by_family(pair: Pair, products: ProductReader) -> list[Pair]:
    """四色各5支, 三种口味各5包: a line for each of the only kind that comes in so many, in the catalog's order.

    Where no kind does (护手霜三款), just so many goods must explain the phrase.
    """
    goods = pair.goods
    if goods is None or goods.family is None:
        return [pair]
    found = products.candidates(goods.said)[0] if goods.said else ()
    sold = [one for one in found if pair.sold_by is None or fits(pair.sold_by, one.row.entry.unit)]
    number, coloured = goods.family
    kinds = Counter(_kind(one.row, coloured=coloured) for one in sold if has_colour(one.row.entry.name) or not coloured)
    fitting = [kind for kind, many in kinds.items() if many > 1 and (number is None or many == number)]
    if len(fitting) != 1 and number != len(sold):
        return [Pair(replace(goods, known=False, sure=False, doubt="colours"), pair.quantity)]
    slots = [one for one in sold if len(fitting) != 1 or _kind(one.row, coloured=coloured) == fitting[0]]
    return [Pair(replace(goods, said=one.row.entry.sku, family=None), pair.quantity) for one in slots]


def others_of(pair: Pair, said: str, taken: list[Item], products: ProductReader) -> list[str]:
    """其他两个颜色: the codes of what is left of the family of the goods before; none where it is not just so many."""
    kin = products.meant(pair.goods.said, pair.unit).slot if pair.goods else None
    if kin is None:
        return []
    number = _NUMBER.search(said)
    coloured = "色" in said
    if number is None and not coloured:
        return []
    own = products.index.rows[kin]
    left = [
        slot
        for slot in products.index.family(kin)
        if (row := products.index.rows[slot]).entry.unit == own.entry.unit
        and _kind(row, coloured=coloured) == _kind(own, coloured=coloured)
        and not any(products.explains(slot, one.said) for one in taken)
    ]
    if number is not None and value_of(number["n"]) != len(left):
        return []
    return [products.index.rows[slot].entry.sku for slot in left]


def _kind(row: Row, *, coloured: bool) -> str:
    """What goods of several colours share; of several tastes or sizes only the family and the unit are the same."""
    return kin_of(row.entry.name) if coloured else f"{row.kind} {row.entry.unit}"

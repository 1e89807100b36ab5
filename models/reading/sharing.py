"""One quantity for several goods, several for several: 各 over a row, numbers dealt out, 相纸 before its sizes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from models.reading.colours import behind_the_colour, only_telling
from models.reading.families import by_family
from models.reading.items import Item
from models.reading.pairing import Pair, paired
from models.reading.products import ProductReader

_ROW = re.compile("(?P<goods>gg+)(?P<numbers>nn+)(?!-)")  # g for goods, n for a number alone
_WORD_AND_CODE = re.compile(r"(?P<word>[\u4e00-\u9fff]{2,}) ?[a-z0-9-]+")
_COUNTED_BEHIND = re.compile("qq|qgq(?!g(?!q))")  # the second quantity is not that of other goods
_NEXT_SENTENCE = 3.0  # what stands further apart speaks of something else


def pairs_of(items: list[Item], products: ProductReader) -> list[Pair]:
    """Goods with their quantities; a quantity for each of several (各10支) goes to all of them."""
    found: list[Pair] = []
    rest: list[Item] = []
    at = 0
    items = _dealt_out(list(_said_once(items)))
    while at < len(items):
        item = items[at]
        if item.quantity is None or not item.quantity.each:
            rest.append(item)
            at += 1
            continue
        goods = _counted_by(_before(rest))
        if len(goods) > 1 and goods[-1].known and goods[-1].family == (len(goods), False):
            goods[-1] = replace(goods[-1], family=None)  # S M L 三个码
        del rest[len(rest) - len(goods) :]
        at += 1
        if not goods:
            while at < len(items) and items[at].kind == "goods":
                goods.append(items[at])
                at += 1
        found += paired(rest, products)
        rest = []
        found += [Pair(one, item) for one in _headed(goods, item.quantity.unit, products)] or [Pair(None, item)]
    found += paired(rest, products)
    return [many for pair in found for many in by_family(pair, products)]


def _said_once(items: list[Item]) -> Iterator[Item]:
    """要个12A样品，2瓶, 来个二十瓶: the number said behind holds, not the one that nobody said before it."""
    kinds = "".join("-" if item.kind == "goods" and not item.known else item.kind[0] for item in items)
    for at, item in enumerate(items):
        implied = item.quantity is not None and item.quantity.implied
        behind = _COUNTED_BEHIND.match(kinds, at) if implied else None
        if behind is None or any(one.gap >= _NEXT_SENTENCE for one in items[at + 1 : behind.end()]):
            yield item


def _dealt_out(items: list[Item]) -> list[Item]:
    """12A、88A、05A 20 20 10: as many numbers as goods before them, the first for the first; else they are asked."""
    kinds = "".join(
        "g" if one.known and one.kind == "goods" and not one.row else "n" if one.weak else "-" for one in items
    )
    dealt = list(items)
    for run in _ROW.finditer(kinds):
        goods, numbers = items[run.start("goods") : run.end("goods")], items[run.start("numbers") : run.end()]
        if any(one.gap >= _NEXT_SENTENCE for one in numbers):
            continue
        if len(goods) == len(numbers):
            dealt[run.start() : run.end()] = [
                item
                for one, many in zip(goods, numbers, strict=True)
                for item in (replace(one, gap=2.0), replace(many, gap=0.0))
            ]
        else:
            doubted = [
                replace(one, quantity=replace(one.quantity, value=None, asked=True)) for one in numbers if one.quantity
            ]
            dealt[run.start("numbers") : run.end()] = doubted
    return dealt


def _before(items: list[Item]) -> list[Item]:
    """The goods right before 各 that have no quantity of their own."""
    goods: list[Item] = []
    for at in range(len(items) - 1, -1, -1):
        if items[at].kind != "goods":
            behind = (
                bool(goods)
                and goods[0].gap < 1.0
                and not (at and items[at - 1].kind == "goods" and items[at].gap < 1.0)
            )
            return goods[1:] if behind else goods
        goods.insert(0, items[at])
    return goods


def _counted_by(goods: list[Item]) -> list[Item]:
    """没墨了，E3四色各一瓶: several that are of one kind share it; what stands before and names nothing does not."""
    if not goods or not (goods[-1].family or goods[-1].row):
        return goods
    named = list(takewhile(lambda one: one.names_goods or only_telling(one.said), reversed(goods)))
    return named[::-1]


def _headed(goods: list[Item], unit: str | None, products: ProductReader) -> list[Item]:
    """口罩, 大号中号小号各30盒: the first names no line of its own where the others only tell its sizes apart."""
    if len(goods) > 1 and goods[-1].known and all(only_telling(one.said) for one in goods[:-1]):
        return _tailed(goods, products)
    if len(goods) > 1 and goods[0].sure:
        return [goods[0], *(_of_the_first(goods[0], one, products) for one in goods[1:])]
    if len(goods) < 2 or only_telling(goods[0].said):
        return goods
    joined = [f"{goods[0].said} {one.said}" for one in goods[1:]]
    if all(only_telling(one.said) for one in goods[1:]) and all(map(products.names_any, joined)):
        return [replace(one, said=said, known=True) for one, said in zip(goods[1:], joined, strict=True)]
    slots = [products.meant(one.said, unit).slot for one in goods[1:]]
    named = all(slot is not None and products.explains(slot, goods[0].said) for slot in slots)
    return goods[1:] if named else goods  # 相纸，先寄A4 180克和A4 230克各1包


def _tailed(goods: list[Item], products: ProductReader) -> list[Item]:
    """红、黄、绿彩纸各5包: the word behind the last belongs to every colour before it, where each is such goods."""
    tail = behind_the_colour(goods[-1].said)
    joined = [f"{one.said}{tail}" for one in goods[:-1]]
    if not tail or not all(map(products.names_any, joined)):
        return goods
    before = [replace(one, said=said, known=True) for one, said in zip(goods[:-1], joined, strict=True)]
    return [*before, goods[-1]]


def _of_the_first(first: Item, one: Item, products: ProductReader) -> Item:
    """鼓芯12A和88A各50支: the word in front belongs to every code behind it, where each is such goods."""
    head = _WORD_AND_CODE.fullmatch(first.said)
    said = f"{head['word']}{one.said}" if head is not None and one.said.isascii() else ""
    slot = products.meant(said, None).slot if said else None
    return one if slot is None else replace(one, said=said, known=True, sure=True)

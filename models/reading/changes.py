"""What a message takes back: corrections replace what they correct, dropped goods go, 同上 repeats the line above."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile
from typing import Final

from models.reading.families import others_of
from models.reading.items import Item
from models.reading.pairing import Pair, paired
from models.reading.products import ProductReader
from models.reading.quantities import Quantity
from models.reading.taking_back import drop, drop_next, names_same, same_goods, the_counted, without

_EARLIER: Final = re.compile(r"(?:上[次回批]|上个?月|之前|以前|原来)[^,。;\n]{0,4}$")
_COMMA = 1.0
_BOTH = 2
_OF_SEVERAL: Final = frozenset({"swap", "respectively", "others"})
_SAME_SENTENCE = 3.0  # what stands further apart belongs to another sentence


def changed(items: list[Item], said: str, products: ProductReader) -> tuple[list[Item], bool]:
    """The items as they are meant in the end; and whether something was taken back."""
    out: list[Item] = []
    rest = list(items)
    dropped = False
    while rest:
        item = rest.pop(0)
        if item.kind == "fix":
            if not _denied(out, rest, item, said):
                _fix(out, rest, item, said[item.start : item.end], products)
        elif item.kind == "drop":
            dropped = drop(out, item, said, products) or dropped
            if rest and rest[0].kind == "fix":
                rest.pop(0)  # 36A取消，换成05A: there is nothing left to put right
        elif item.kind == "drop next":
            dropped = drop_next(out, rest, products) or dropped
        elif item.kind == "same":
            _same(item, out, rest, products)
        elif item.kind in _OF_SEVERAL:
            _of_several(item, out, rest, said, products)
        else:
            out.append(item)
    return out, dropped


def _of_several(item: Item, out: list[Item], rest: list[Item], said: str, products: ProductReader) -> None:
    if item.kind == "swap":
        _swap(out)
    elif item.kind == "respectively":
        _respectively(out, rest)
    else:
        _others(out, rest, said[item.start : item.end], products)


def _swap(out: list[Item]) -> None:
    """12A 20支，88A 10支，数量对调一下: of two the other's number each; of more nobody knows."""
    counted = [at for at, item in enumerate(out) if item.kind == "quantity"]
    numbers = [out[at].quantity for at in counted]
    if len(counted) == _BOTH:
        numbers.reverse()
    for at, number in zip(counted, numbers, strict=True):
        asked = number if number is None or len(counted) == _BOTH else replace(number, value=None, asked=True)
        out[at] = replace(out[at], quantity=asked)


def _others(out: list[Item], rest: list[Item], words: str, products: ProductReader) -> None:
    """12A、88A、36A，12A要20支，其他各10支: what was listed gets what was said of it, the others share the rest."""
    each = rest[0] if rest else None
    if each is None or each.quantity is None:
        return
    pairs = paired(out, products)
    counted = [pair for pair in pairs if pair.goods and pair.quantity]
    listed = [pair.goods for pair in pairs if pair.goods and not pair.quantity and pair.goods.known]
    left = others_of(counted[-1], words, [one for one in out if one.kind == "goods"], products) if counted else []
    if left and not listed:
        rest[0] = replace(each, quantity=replace(each.quantity, each=False))
        row = [Item("goods", each.start, each.start, sku, known=True, sure=True) for sku in left]
        out += [item for one in row for item in (one, replace(rest[0], gap=0.0))]
        rest.pop(0)
        return
    if not counted or not listed:
        rest[0] = replace(each, quantity=replace(each.quantity, value=None, asked=True))
        return
    rest.pop(0)
    for goods in listed:
        own = next((pair for pair in counted if names_same(pair, goods.said, products)), None)
        quantity = each
        if own is not None and own.goods is not None and own.quantity is not None:
            quantity = own.quantity
            without(out, [own])
            counted.remove(own)
        single = replace(quantity.quantity, each=False) if quantity.quantity else None
        out.insert(out.index(goods) + 1, replace(quantity, quantity=single, gap=0.0))


def _denied(out: list[Item], rest: list[Item], fix: Item, said: str) -> bool:
    """15瓶，不是10瓶: a number right behind 不是 with none after it is not meant. Without a comma it is asked."""
    follows = rest[0] if rest and rest[0].kind == "quantity" else None
    another = len(rest) > 1 and rest[1].kind == "quantity" and rest[1].gap < _SAME_SENTENCE
    at_once = follows is not None and follows.gap == 0 and said[fix.start : fix.end] == "不是"
    if follows is None or another or not at_once or not out or out[-1].quantity is None:
        return False
    rest.pop(0)
    if fix.gap < _COMMA:
        out[-1] = replace(out[-1], quantity=replace(out[-1].quantity, value=None, asked=True))
    return True


def _fix(out: list[Item], rest: list[Item], fix: Item, words: str, products: ProductReader) -> None:
    """Put what comes next in place of what it corrects; a correction of nothing is just said."""
    if not rest or rest[0].gap >= _SAME_SENTENCE or rest[0].kind not in ("goods", "quantity"):
        return
    if rest[0].kind == "goods" and _slip(out, rest, words, products):
        return
    if words.startswith("不是") and len(rest) > 1 and rest[1].kind == rest[0].kind and rest[1].gap < _SAME_SENTENCE:
        rest.pop(0)
    if len(rest) > 1 and rest[0].kind == "goods" and rest[1].kind == "fix":
        return  # 不对，12A改成8支: the second correction says it
    pairs = paired(out, products)
    if _several(out, rest, pairs):
        return
    new_goods, new_quantity = _new(rest)
    target = _counted_line(pairs, fix.said) if fix.said else _target(pairs, out, new_goods, products)
    if target is None and fix.said:
        _ask_last(out, rest)
    if target is None:
        return
    _instead(out, target, new_goods, new_quantity)
    for item in (new_goods, new_quantity):
        if item is not None:
            rest.remove(item)


def _slip(out: list[Item], rest: list[Item], words: str, products: ProductReader) -> bool:
    """Whether the goods behind a correction only take something back."""
    if out and out[-1].kind == "goods" and not out[-1].names_goods:
        out.pop()  # 蓝笔300支 碳粉... 说错了 5号电池: what nobody knows was the slip
        return True
    if words == "不是" and (len(rest) == 1 or rest[1].gap >= 1.0):
        named = same_goods(paired(out, products)[:-1], rest[0], products)
        rest.pop(0)  # 原味5箱 等等 巧克力味5箱 不是原味
        without(out, named)
        return True
    return False


def _counted_line(pairs: list[Pair], which: str) -> Pair | None:
    """第一个改成25: the line it counts, where there is one."""
    return next(iter(the_counted([pair for pair in pairs if pair.goods is not None], which)), None)


def _ask_last(out: list[Item], rest: list[Item]) -> None:
    """第三个改成25 of two: which is meant nobody knows, and how many of the last is asked."""
    if rest[0].kind == "quantity" and out and out[-1].quantity is not None:
        out[-1] = replace(out[-1], quantity=replace(out[-1].quantity, value=None, asked=True))
        rest.pop(0)


def _several(out: list[Item], rest: list[Item], pairs: list[Pair]) -> bool:
    """12A 10支、88A 6支，不对，是10箱和6箱: as many quantities as lines before are put in their places."""
    new = list(takewhile(lambda item: item.kind == "quantity" and item.gap < _SAME_SENTENCE, rest))
    old = [pair.quantity for pair in pairs if pair.quantity]
    if len(new) < 2 or len(new) > len(old) or (len(rest) > len(new) and rest[len(new)].kind == "goods"):
        return False
    for one, other in zip(old[-len(new) :], new, strict=True):
        out[out.index(one)] = replace(other, gap=one.gap)
        rest.remove(other)
    return True


def _new(rest: list[Item]) -> tuple[Item | None, Item | None]:
    """The goods and the quantity that come next, as far as they stand together."""
    goods = rest[0] if rest[0].kind == "goods" else None
    quantity = rest[0] if rest[0].kind == "quantity" else None
    after = rest[2] if len(rest) > 2 else None
    if goods is not None and len(rest) > 1 and rest[1].kind == "quantity" and rest[1].gap == _COMMA and after is None:
        return goods, rest[1]  # 不对是230克的，10包
    if len(rest) > 1 and rest[1].gap < 1.0 and {rest[0].kind, rest[1].kind} == {"goods", "quantity"}:
        if goods is not None:
            quantity = rest[1]
        elif after is None or after.kind != "quantity" or after.gap > rest[1].gap:
            goods = rest[1]
    return goods, quantity


def _target(pairs: list[Pair], out: list[Item], new_goods: Item | None, products: ProductReader) -> Pair | None:
    """The line that is corrected: the one that names the same goods, else the last one."""
    if not pairs:
        return None
    last = pairs[-1]
    if new_goods is not None and (named := same_goods(pairs, new_goods, products)):
        return named[-1]
    if last.goods is not None and last.quantity is None and out and out[-1] is last.goods:
        named = [pair for pair in same_goods(pairs[:-1], last.goods, products) if pair.quantity]
        if named:
            out.remove(last.goods)
            return named[-1]
        return last if new_goods is not None else None
    if new_goods is not None:
        return last
    return next((pair for pair in reversed(pairs) if pair.quantity), None)


def _instead(out: list[Item], target: Pair, goods: Item | None, quantity: Item | None) -> None:
    if goods is not None and target.goods is not None:
        out[out.index(target.goods)] = replace(goods, gap=target.goods.gap, instead=target.goods.said)
    elif goods is not None and target.quantity is not None:
        out.insert(out.index(target.quantity), goods)  # 338 不对 388A 10支: the number was to name goods
    if quantity is not None:
        if target.quantity is not None:
            out[out.index(target.quantity)] = replace(quantity, gap=target.quantity.gap)
        else:
            out.append(replace(quantity, gap=0.0))


def _same(marker: Item, out: list[Item], rest: list[Item], products: ProductReader) -> None:
    """同上 where a quantity is missing repeats the quantity above, where goods are missing the goods."""
    pairs = paired(out, products)
    next_is_quantity = bool(rest) and rest[0].kind == "quantity" and rest[0].gap < _SAME_SENTENCE
    counted = len(rest) > 1 and rest[1].kind == "quantity" and rest[1].gap < _COMMA
    if pairs and pairs[-1].quantity and rest and rest[0].kind == "goods" and rest[0].gap < 1.0 and not counted:
        out += [rest.pop(0), _here(pairs[-1].quantity, marker)]  # 同上88A
        return
    if out and out[-1].kind == "goods" and not next_is_quantity:
        above = next((pair.quantity for pair in reversed(pairs) if pair.quantity), None)
    elif next_is_quantity:
        above = next((pair.goods for pair in reversed(pairs) if pair.goods and pair.quantity), None)
    else:
        above = None
    if above is not None and above.quantity is not None:
        above = _in_its_unit(above, above.quantity, out[-1], products)
    if above is not None:
        out.append(_here(above, marker))


def _here(item: Item, marker: Item) -> Item:
    """What stands above, said again here: what is beside it here belongs to it."""
    return replace(item, start=marker.start, end=marker.end, gap=0.0)


def _in_its_unit(item: Item, quantity: Quantity, goods: Item, products: ProductReader) -> Item:
    """10顶 said again of what is sold by 件 is only the number."""
    meant = products.meant(goods.said, quantity.unit)
    return replace(item, quantity=replace(quantity, unit=None)) if meant.unit_clash else item


def _respectively(out: list[Item], rest: list[Item]) -> None:
    """12A和88A分别20支和30支: the first with the first."""
    goods: list[Item] = []
    while out and out[-1].kind == "goods":
        goods.insert(0, out.pop())
    quantities: list[Item] = []
    while rest and rest[0].kind == "quantity" and len(quantities) < len(goods):
        quantities.append(rest.pop(0))
    if len(quantities) < len(goods):
        out += [*goods, *quantities]
        return
    for one, many in zip(goods, quantities, strict=True):
        out += [replace(one, gap=2.0), replace(many, gap=0.0)]

"""Quantities: a number, a unit, and whether one number was said at all."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from models.amounts import format_quantity
from models.reading.features import MEASURE, parts_of
from models.reading.mentions import Board
from models.reading.numbers import FEW, HAN_DIGITS, NUMBER, VAGUE_AFTER, VAGUE_BEFORE, VAGUE_BETWEEN, half_of, value_of
from models.reading.product_index import ProductIndex
from models.reading.units import MEASURING, canonical, in_characters
from models.search.folding import compact

_SOLD_BY = re.compile(r"(?:公斤|千克|kg|斤|吨|米|平方米)$")
_NO_MORE = re.compile(rf"$|[,;。\n、)]|\s+(?![0-9{HAN_DIGITS}]|[的装])")
_SO_CALLED = re.compile(r" ?(?:的|那种|那款)")
_COUNTED_NEXT = re.compile(
    r" ?(?:的|那种|那款)(?:也|是|要|来|就|各|都)* ?[0-9一二两三四五六七八九十百]+ ?[\u4e00-\u9fff]"
)
_VERB_FOR_ONE = "来要拿发寄送带给订买加配补"  # 来瓶墨水 is one bottle
# W712x50: a code and how many of it; a size (M8x30, DN100x50 三通) has less before it or goods behind it.
_TIMES = re.compile(
    r"(?<![a-z0-9-])(?P<code>[a-z]*-?\d+[a-z]*)(?P<times>[x×]\d{1,5})(?= *(?:$|[,;。\n、共合总\0]|[a-z]+-?\d))"
)
_MINUS = re.compile(r"(?:[,:|\t量]|[^\s-] )-$")
_LONG_CODE = 4  # characters
_WORD = re.compile(r"[\u4e00-\u9fff]{2,6}")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SHORTEST_WORD = 2  # characters


@dataclass(frozen=True, slots=True)
class Quantity:
    """What was said of how much: `value` is empty where no one number was; `asked` where it must be confirmed."""

    value: Decimal | None
    unit: str | None
    asked: bool = False
    each: bool = False  # 各10支: for each of several
    more: bool = False  # 再加10支: on top of what was said before
    implied: bool = False  # 要个样品: one, though no number was said

    @property
    def written(self) -> str | None:
        """As the answer has it: "20", "2.5"."""
        return None if self.value is None else format_quantity(self.value)


def read_quantities(board: Board, units: str, products: ProductIndex) -> None:
    """Find quantities; first those with a unit, then 一打 and the like, then numbers alone (`bare`)."""
    for times in _TIMES.finditer(board.left):
        code = compact(times["code"])
        if len(code) >= _LONG_CODE and not products.knows(f"c:{code}{times['times']}"):
            number = Decimal(times["times"][1:])
            board.put("quantity", *times.span("times"), value=Quantity(number, None))
    for kind, pattern in _patterns(units):
        for found in pattern.finditer(board.left):
            if not _in_a_name(board, found, products):
                quantity = _quantity(board, found)
                if quantity is not None:
                    board.put(kind, *found.span(), value=quantity)


_EACH = (
    r"(?P<each>(?:一样(?=[0-9一二两三四五六七八九十])"
    r"|每(?:种|样|个|款|色|支|瓶|个?颜色|个?型号)|各(?:色|样|种|个|自)?|都是?|均|全都?|each ?)"
    r"(?:来|要|拿|发|订|先)* ?)?"
)
_EDGE = r"(?:(?<![a-z0-9.])(?<![0-9][-~/])|(?=[^0-9a-z]))"
_MORE = r"(?P<more>再加|另加|多加|再多|要多|多要|追加|加多|加)? ?"
_BEFORE = rf"(?P<before>{VAGUE_BEFORE})? ?(?P<times>[x×*] ?)?(?P<n>{NUMBER})"
_RANGE = rf"(?P<plus> ?\+ ?\d+)?(?P<range> ?(?:-|~|到|至|或者?|/)+ ?{NUMBER})?(?P<between>{VAGUE_BETWEEN})?"
_AFTER = rf"(?P<half>半)?(?P<after> ?(?:{VAGUE_AFTER}))?"
_DIGIT = "[一二两三四五六七八十]"
_ONE_OF = (
    r"(?:个|支|瓶|箱|包(?![装邮括含退换在])|盒|卷|套|桶|件|条|只|袋|台|罐)"
    rf"(?![0-9人月小装]|{_DIGIT}+(?:百|千)?[\u4e00-\u9fff])"
)


@lru_cache(maxsize=8)
def _patterns(units: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The ways to say how much, the surest first."""
    ways = (
        ("quantity", rf"{_EACH}(?P<few>{FEW}|一(?=批)) ?(?P<unit>{units}|批)"),
        ("quantity", rf"成?(?P<few>{_DIGIT}(?P<same>{units}){_DIGIT})(?P<unit>(?P=same))"),
        ("quantity", rf"{_EDGE}{_EACH}{_MORE}{_BEFORE}{_RANGE} ?(?P<unit>{units}){_AFTER}"),
        ("quantity", rf"{_EACH}(?P<n>半|half (?:a )?) ?(?P<unit>{units})"),
        ("quantity", rf"(?<=[{_VERB_FOR_ONE}])(?P<one>)(?P<unit>{_ONE_OF})"),
        ("quantity", rf"(?:数量|qty|quantity|数目) ?[:=]? ?{_BEFORE}{_RANGE}(?! ?{units})"),
        (
            "bare",
            rf"(?<![a-z]-){_EDGE}{_EACH}{_MORE}{_BEFORE}{_RANGE}(?: ?[x×](?![a-z0-9]))?{_AFTER}(?![a-z0-9])(?!\.\d)",
        ),
        ("quantity", r"(?P<few>若干|一些|少许|少量|一批|几(?=\0))"),
    )
    return tuple((kind, re.compile(pattern)) for kind, pattern in ways)


def _quantity(board: Board, found: re.Match[str]) -> Quantity | None:
    """Judge what was found; nothing where a lone numeral is more likely a part of a word."""
    said: dict[str, Any] = found.groupdict()
    unit = in_characters((said.get("unit") or "").strip()) or None
    each, more = bool((said.get("each") or "").strip()), bool(said.get("more"))
    if "few" in said:
        return Quantity(None, unit, asked=True, each=each)
    if "one" in said:
        return Quantity(Decimal(1), unit, implied=True)
    number = said["n"]
    if unit is None and said.get("times") and "\u3400" <= board.said[found.end() : found.end() + 1] <= "\u9fff":
        return None  # M12×50螺丝
    if half_of(number):
        return _dozens(Quantity(Decimal("0.5"), unit, asked=True, each=each))
    if (
        unit is None
        and not number[0].isascii()
        and len(number) < 2
        and not (each or said.get("times") or _follows_goods(board, found))
    ):
        return None
    value = value_of(number)
    less = _less_than_nothing(board.said, found.start("n"))
    vague = value is None or less or any(said.get(name) for name in ("before", "between", "after", "range", "plus"))
    if vague:
        return Quantity(None, unit, asked=True, each=each, more=more)
    if said.get("half"):
        value = value + Decimal("0.5") if value is not None else None
    whole = value is not None and value == value.to_integral_value()
    asked = bool(said.get("half")) or not (whole or canonical(unit or "") in MEASURING)
    return _dozens(Quantity(value, unit, asked=asked, each=each, more=more))


def _less_than_nothing(said: str, at: int) -> bool:
    """-5 in a cell, behind a colon or a blank, 负5支: what it means is to be asked; 12A-5支 and 12A - 5支 are five."""
    return said[at - 1 : at] == "负" or _MINUS.search(said, max(0, at - 3), at) is not None


def _follows_goods(board: Board, found: re.Match[str]) -> bool:
    """黑墨十红墨十: a numeral of one character right after goods, and before goods or nothing."""
    at, end = found.start(), found.end()
    after = board.owners[end] if end < len(board.owners) else None
    behind = board.owners[at - 1] if at else None
    ends = end >= len(board.said) or board.said[end] in " ,;。\n、" or after is not None
    return behind is not None and behind.kind == "goods" and ends


def _dozens(quantity: Quantity) -> Quantity:
    """Half a dozen is a whole number of pieces."""
    if quantity.value is not None and quantity.unit and canonical(quantity.unit) == "打":
        return replace(quantity, asked=(quantity.value * 12) % 1 != 0)
    return quantity


def _in_a_name(board: Board, found: re.Match[str], products: ProductIndex) -> bool:
    """Whether the number belongs to the name of goods."""
    start = found.end() - len(found.group().lstrip())
    return products.within_a_word(board.said, start, found.end()) or _is_attribute(board, found, products)


def _is_attribute(board: Board, found: re.Match[str], products: ProductIndex) -> bool:
    """80克 belongs to the goods where the catalog has such a measure; a bare 303 where it has such a code."""
    said = found.group().strip()
    if found.groupdict().get("unit"):
        parts = parts_of(said) if re.fullmatch(MEASURE, said) else None
        counted = products.counted_by(said) or counts_goods(board.said, found, products)
        return not counted and bool(
            parts and parts.measures and any(_known(measure, products) for measure in parts.measures)
        )
    number = found.groupdict().get("n") or ""
    if f"{said}{board.said[found.end() : found.end() + 1]}" in products.glued:
        return True  # 84消毒液
    if number.isdigit() and _turned_around(board.said, found.end(), number, products):
        return True  # 84小瓶 of what is called 小瓶84
    if number[-1:].isalpha() and number.isascii() and products.knows(f"c:{number}"):
        return True  # 素描纸8K
    if "." in number and _HAN.match(board.left, found.end()) and products.knows(f"c:{number}"):
        return True  # 3.2电焊条
    if board.said.startswith("%", found.end()):
        return True  # 酒精75%
    if _SO_CALLED.match(board.left, found.end()):
        return _tells(board, found, products)
    marked = found.groupdict().get("each") or found.groupdict().get("times")
    if _behind(board, found.start()):
        return False
    return number.isdigit() and not marked and len(number) > 2 and products.knows(f"c:{number}")


def _turned_around(said: str, at: int, number: str, products: ProductIndex) -> bool:
    """Whether the word right behind a number is a whole name with the number behind it."""
    word = _WORD.match(said, at)
    sizes = range(_SHORTEST_WORD, len(word.group()) + 1) if word else ()
    return any(f"{said[at : at + size]}{number}" in products.exact for size in sizes)


def counts_goods(said: str, found: re.Match[str], products: ProductIndex) -> bool:
    """铁扣5公斤: a measure by which goods are sold, said last of them, is how much; 5公斤的 and 5公斤 6桶 are none."""
    unit = _SOLD_BY.search(found.group())
    return (
        unit is not None and products.sold_by(canonical(unit.group())) and _NO_MORE.match(said, found.end()) is not None
    )


def _tells(board: Board, found: re.Match[str], products: ProductIndex) -> bool:
    """24的48卷: a number before 的 and a quantity tells goods apart; before words only where a name has it."""
    number = found.group().strip().removeprefix(found.groupdict().get("more") or "").lstrip("x×* ")
    if not re.fullmatch(r"[0-9.]+(?:-[0-9.]+)?", number) or found.groupdict().get("each"):
        return False
    counted = _COUNTED_NEXT.match(board.said, found.end())
    return counted is not None or products.knows(f"c:{number}")


def _behind(board: Board, at: int) -> bool:
    """Whether goods or a correction stand right before the number, which then counts: 12A303, 改成150."""
    owner = board.owners[at - 1] if at else None
    return owner is not None and owner.kind in ("goods", "fix")


def _known(measure: tuple[Decimal, str], products: ProductIndex) -> bool:
    return products.knows(f"m:{measure[0]:f}{measure[1]}")

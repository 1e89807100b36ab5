"""Which lines a price is said of: those whose goods are named with it, all of them, or the nearest."""

from __future__ import annotations

import re
from typing import Final

from models.reading.explaining import explain
from models.reading.features import parts_of
from models.reading.lines import Line
from models.reading.mentions import Board, Mention
from models.reading.product_index import ProductIndex
from models.reading.units import fits

_BREAKS = {"\n": 8, "。": 6, ";": 6, "!": 6, "?": 6, ",": 3, "、": 3}
_ALL: Final = re.compile("(?:都|全部|统一|一律|通通|均)(?:是|按|算|为|卖)* ?$")
_ALL_BEHIND: Final = re.compile(r" ?(?:都是|都一样|统一)(?=[,。;!\n ]|$)")
_OF_COLOUR: Final = re.compile(r"(?P<colour>黑|彩)色?的? ?(?:是|要|按|算)?$")
_WORDS_BEFORE: Final = re.compile(r"[,;。\n ](?P<said>[\u4e00-\u9fff]{2,4}?)的? ?(?:就|都|是|要|按|照|算)*$")
_TWO = 2
_PER: Final = re.compile(r"[/每一] ?(?P<unit>[\u4e00-\u9fff]{1,2}?)(?:的|算)?$")


def said_of(board: Board, price: Mention, lines: list[Line], products: ProductIndex, *, leading: bool) -> list[Line]:
    """The lines; none where it is said of goods that no line has. `leading`: prices stand before their goods."""
    if told := _told_apart(board, price, lines, products):
        return told
    named = _named_again(board, price, lines, products)
    if named is not None:
        return named
    line = nearest(board, price, _sold_so(board, price, lines), leading=leading)
    return _meant(board, price, line, lines, products)


def _named_again(board: Board, price: Mention, lines: list[Line], products: ProductIndex) -> list[Line] | None:
    """12A 20支、88A 5支，12A 40元: the line of the goods that are named again right before their price; none where they
    are of no line, nothing where none are.
    """
    named = board.owners[price.start - 1] or board.owners[max(0, price.start - 2)]
    if named is None or named.kind != "goods" or any(line.start <= named.start < line.end for line in lines):
        return None
    slots = products.exact.get(named.value, [])
    of_it = [line for line in lines if line.slot in slots]
    return of_it if len(of_it) == 1 else []


def _told_apart(board: Board, price: Mention, lines: list[Line], products: ProductIndex) -> list[Line]:
    """大瓶60瓶、小瓶130瓶，小瓶的按23一瓶: the one line whose goods the words right before the price tell."""
    words = _WORDS_BEFORE.search(board.said, max(0, price.start - 8), price.start)
    if words is None or len(lines) < _TWO or any(one.start < price.start and one.end > words.start() for one in lines):
        return []
    parts = parts_of(words["said"])
    of_it = [line for line in lines if line.slot is not None and explain(parts, products.rows[line.slot]).whole]
    return of_it if len(of_it) == 1 and price.value.scope != "total" else []


def _sold_so(board: Board, price: Mention, lines: list[Line]) -> list[Line]:
    """粉按十块一瓶算: the lines that are counted by the unit of the price, where some are and some are not."""
    per = _PER.search(board.words(price))
    alike = [line for line in lines if per and line.unit and fits(per["unit"], line.unit)]
    return alike or lines


def _meant(board: Board, price: Mention, line: Line, lines: list[Line], products: ProductIndex) -> list[Line]:
    """The lines a price is said of: all (都是11块5), those that share a quantity, or a colour's (黑的12块5)."""
    if _of_all(board, price):
        return lines
    shared = _sharing(line, lines)
    told = _OF_COLOUR.search(board.said, max(0, price.start - 4), price.start)
    if told is None or len(shared) == 1:
        return shared
    named = [(one, products.rows[one.slot].entry.name) for one in shared if one.slot is not None]
    if len(named) < len(shared):
        return shared
    return [one for one, name in named if ("黑" in name) == (told["colour"] == "黑")]


def _of_all(board: Board, price: Mention) -> bool:
    """都是11块5, 6块一条都是: said of every line."""
    before = _ALL.search(board.said, max(0, price.start - 6), price.start)
    return before is not None or _ALL_BEHIND.match(board.said, price.end) is not None


def _sharing(line: Line, lines: list[Line]) -> list[Line]:
    """The lines that share a quantity (四色各20瓶) share its price."""
    quantity = line.pair.quantity
    return [one for one in lines if one is line or (quantity is not None and one.pair.quantity is quantity)]


def nearest(board: Board, mention: Mention, lines: list[Line], *, leading: bool) -> Line:
    """The line with the least between; of two as near the one before, unless prices lead."""

    def far(line: Line) -> float:
        if line.start < mention.end and mention.start < line.end:
            return -1.0
        ahead = mention.end <= line.start
        between = board.said[mention.end : line.start] if ahead else board.said[line.end : mention.start]
        return sum(_BREAKS.get(char, 0) for char in between) + len(between) * 0.01 + (0.5 if ahead != leading else 0)

    return min(lines, key=far)

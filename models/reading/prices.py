"""Which price belongs to which line: the nearest line of its clause; a total over several lines is no line's price."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from models.amounts import parse_fen
from models.reading.lines import Line
from models.reading.mentions import Board, Mention
from models.reading.money import Price
from models.reading.product_index import ProductIndex
from models.reading.terms import corrected
from models.reading.units import fits
from models.refusals import Refusal

_BREAKS = {"\n": 8, "。": 6, ";": 6, "!": 6, "?": 6, ",": 3, "、": 3}
_CLOSE = (Decimal("0.75"), Decimal("1.3"))
_ENDS = ("", " ", ",", ";", "。", "\n")
_ALL: Final = re.compile("(?:都|全部|统一|一律|通通|均)(?:是|按|算|为|卖)* ?$")
_PIECES: Final = re.compile(r"(\d+) ?块")
_ONE = r"\d+(?:\.\d+)?(?:元|块)?"
_OF_COLOUR: Final = re.compile(r"(?P<colour>黑|彩)色?的? ?(?:是|要|按|算)?$")
_APIECE: Final = re.compile(rf"分别(?:是|为|按)? ?(?P<all>{_ONE}(?:(?:[、,/ ]|和)+{_ONE})+)")
_PER: Final = re.compile(r"[/每一] ?(?P<unit>[\u4e00-\u9fff]{1,2}?)(?:的|算)?$")
_NEAR_LIST = (Decimal("0.4"), Decimal("2.5"))  # of the list price: what may well be a price for one


def give_prices(board: Board, lines: list[Line], products: ProductIndex) -> None:
    """Put each price to its line."""
    if not lines:
        return
    prices = _prices(board, lines, products)
    same = [one for one in prices if one.value.scope == "same"]
    leading = _leading(prices, lines)
    for mention in _of_lines(prices, lines):
        named = _named_again(board, mention, lines, products)
        meant = named if named is not None else _said_of(board, mention, lines, products, leading=leading)
        _give(mention, meant, products, again=_corrects(board, prices, mention))
    for mention in same:
        _as_before(board, mention, lines)
    _apiece(board, lines)


def _said_of(board: Board, price: Mention, lines: list[Line], products: ProductIndex, *, leading: bool) -> list[Line]:
    """The lines that a price is said of: the nearest, with those that share it; none where it is none."""
    line = _nearest(board, price, _sold_so(board, price, lines), leading)
    if line is None:
        return []
    if _times(board, price, line, products):
        line.quantity = None
        line.ask.add("quantity")
        return []
    return _meant(board, price, line, lines, products)


def _of_lines(prices: list[Mention], lines: list[Line]) -> list[Mention]:
    """The prices without those that say what several lines come to."""
    whole = [mention for mention in prices if mention.value.scope == "total"]

    def of_a_line(mention: Mention) -> bool:
        if mention.value.scope != "total":
            return bool(mention.value.scope != "same")
        alone = len([line for line in lines if line.start < mention.start]) == 1
        return alone or _of_one(mention, lines) or len(whole) >= len(lines) > 1

    return [mention for mention in prices if of_a_line(mention)]


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


def _leading(prices: list[Mention], lines: list[Line]) -> bool:
    """Whether prices stand before their goods."""
    first = min((mention.start for mention in prices if mention.value.scope != "total"), default=None)
    return first is not None and first < lines[0].start


def _give(price: Mention, lines: list[Line], products: ProductIndex, *, again: bool) -> None:
    """To each that has none yet; `again`: it puts an earlier one right."""
    for line in lines:
        if line.price_fen is None or again:
            line.price_fen = _for_one(price.value, line, products)
            line.price_place = (price.start, price.end)


def _apiece(board: Board, lines: list[Line]) -> None:
    """12A 12支 88A 6支 单价分别是40和17: as many prices as lines."""
    said = _APIECE.search(board.said, lines[-1].end)
    fens = [_in_fen(one.strip("元块")) for one in re.findall(_ONE, said["all"])] if said else []
    if said is None or len(fens) != len(lines):
        return
    for line, fen in zip(lines, fens, strict=True):
        line.price_fen, line.price_place = fen, said.span()


def _as_before(board: Board, price: Mention, lines: list[Line]) -> None:
    """88A 100支 同上价: what the line before costs, where it has a price."""
    line = _nearest(board, price, lines, leading=False)
    at = lines.index(line) if line is not None else 0
    if line is not None and at and line.price_fen is None:
        line.price_fen, line.price_place = lines[at - 1].price_fen, (price.start, price.end)


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


def _times(board: Board, mention: Mention, line: Line, products: ProductIndex) -> bool:
    """4支*10 of what costs 48: no price but another number of pieces, and which is meant nobody knows."""
    listed = _listed(line, products)
    return board.words(mention)[0] in "x×*" and listed > 0 and not _near(mention.value.fen, listed)


def _prices(board: Board, lines: list[Line], products: ProductIndex) -> list[Mention]:
    """The prices, with numbers that only the list price shows to be some; 40块 of what is sold by 块 are none."""
    counted = {line.pair.quantity.start for line in lines if line.pair.quantity}
    found = [one for one in board.of("price") if not _of_pieces(board, one, lines, products)]
    found += [Mention("price", one.start, one.end, Price(one.value, "total")) for one in _sums(board, lines, found)]
    for one in board.of("bare"):
        if one.start not in counted and (fen := _in_fen(board.words(one))):
            line = _nearest(board, one, lines, leading=one.start < lines[0].start)
            listed = _listed(line, products) if line else 0
            if line and _bare_price(board, one, line) and _near(fen, listed, _CLOSE if fen % 100 == 0 else _NEAR_LIST):
                found.append(Mention("price", one.start, one.end, Price(fen, "unit")))
    return sorted(found)


def _of_all(board: Board, price: Mention) -> bool:
    """都是11块5: said of every line."""
    return _ALL.search(board.said, max(0, price.start - 6), price.start) is not None


def _of_one(total: Mention, lines: list[Line]) -> bool:
    """花洒5套共390元，下水器8套: right behind a quantity, and before further lines, it is the sum of that line."""
    behind = any(line.pair.quantity is not None and line.pair.quantity.end == total.start for line in lines)
    return behind and any(line.start >= total.end for line in lines)


def _sums(board: Board, lines: list[Line], prices: list[Mention]) -> list[Mention]:
    """共150 without a sign: what the only line costs, or what one of several does of which each has its sum."""
    counts = [one for one in board.of("count") if one.value]
    if len(lines) == 1:
        return [one for one in counts if not _pieces(one, lines[0])]
    ends = {line.pair.quantity.end: line for line in lines if line.pair.quantity}
    behind = [one for one in counts if one.start in ends and not _pieces(one, ends[one.start])]
    sums = [one for one in prices if one.value.scope == "total" and one.start in ends]
    own = sums or [one for one in prices if one.value.scope != "total"]  # 10包一共230，钳子1把80块
    return behind if own and len(behind) + len(own) == len(lines) else []


def _of_pieces(board: Board, mention: Mention, lines: list[Line], products: ProductIndex) -> bool:
    """替换布40块: what is sold by 块 is counted by it, where nothing else counts it."""
    line = _nearest(board, mention, lines, leading=False)
    if line is None or line.slot is None or line.pair.goods is None or line.pair.goods.end > mention.start:
        return False
    said = _PIECES.fullmatch(board.words(mention).strip())
    if products.rows[line.slot].entry.unit != "块" or said is None:
        return False
    if line.pair.quantity is not None and not _is_price(line, mention, products):
        return False
    line.pieces = Decimal(said[1])
    line.quantity = said[1]
    line.ask.discard("quantity")
    return True


def _is_price(line: Line, mention: Mention, products: ProductIndex) -> bool:
    """总统黄油10块 36: the number behind, alone, is near the list price, and the one of 块 is not."""
    number, listed = line.pair.quantity, _listed(line, products)
    if number is None or not number.weak or number.start < mention.end or line.pieces is None or not listed:
        return False
    fen = int(line.pieces * 100)
    behind, before = _near(fen, listed), _near(mention.value.fen, listed)
    if behind and not before:
        line.price_fen, line.price_place = fen, (number.start, number.end)
    elif behind == before:  # 30块 36: either may be the price
        line.quantity = None
        line.ask.add("quantity")
    return behind and not before


def _pieces(mention: Mention, line: Line) -> bool:
    """Whether 合计20 says how many they are."""
    return line.pieces is None or mention.value == line.pieces * 100


def _bare_price(board: Board, number: Mention, line: Line) -> bool:
    """Whether a number without a sign may be a price: 12桶 27.5 right behind the line, 188的封箱胶 right before it."""
    quantity = line.pair.quantity
    if quantity is not None and 0 <= number.start - quantity.end <= 1:
        return board.said[number.end : number.end + 1] in _ENDS
    return board.said.startswith("的", number.end) and number.end + 1 == line.start


def _in_fen(said: str) -> int | None:
    try:
        return parse_fen(said.strip())
    except Refusal:
        return None


def _listed(line: Line, products: ProductIndex) -> int:
    return products.rows[line.slot].entry.list_price_fen if line.slot is not None else 0


def _corrects(board: Board, prices: list[Mention], mention: Mention) -> bool:
    """45一支，不对，44一支: the later price holds."""
    at = prices.index(mention)
    return at > 0 and corrected(board, prices[at - 1], mention)


def _sharing(line: Line, lines: list[Line]) -> list[Line]:
    """The lines that share a quantity (四色各20瓶) share its price."""
    quantity = line.pair.quantity
    return [one for one in lines if one is line or (quantity is not None and one.pair.quantity is quantity)]


def _nearest(board: Board, mention: Mention, lines: list[Line], leading: bool) -> Line | None:
    """The line with the least between; of two as near the one before, unless prices lead."""
    best: tuple[float, Line] | None = None
    for line in lines:
        if line.start < mention.end and mention.start < line.end:
            return line
        ahead = mention.end <= line.start
        between = board.said[mention.end : line.start] if ahead else board.said[line.end : mention.start]
        far = sum(_BREAKS.get(char, 0) for char in between) + len(between) * 0.01
        far += 0.5 if ahead != leading else 0
        if best is None or far < best[0]:
            best = (far, line)
    return best[1] if best else None


def _for_one(price: Price, line: Line, products: ProductIndex) -> int | None:
    """The price for one, in fen; of a bare amount the list price tells whether it is for one or for the line."""
    if price.scope == "unit":
        return price.fen
    each = _divided(price.fen, line.pieces)
    if price.scope in ("line", "total"):
        return each
    listed = _listed(line, products)
    if not listed or line.pieces == 1:
        return price.fen
    if _near(price.fen, listed):
        return price.fen
    return each if each is not None and _near(each, listed) else (price.fen if each is None else None)


def _divided(fen: int, pieces: Decimal | None) -> int | None:
    if not pieces or Decimal(fen) % pieces:
        return None
    return int(Decimal(fen) / pieces)


def _near(fen: int, listed: int, within: tuple[Decimal, Decimal] = _NEAR_LIST) -> bool:
    return within[0] * listed <= fen <= within[1] * listed

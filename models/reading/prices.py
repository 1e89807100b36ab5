"""The price of each line: of one, of the line, or none where it is a total over several lines."""

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
from models.reading.whose_price import nearest, said_of
from models.refusals import Refusal

_CLOSE = (Decimal("0.75"), Decimal("1.3"))
_ENDS = ("", " ", ",", ";", "。", "\n")
_LIKEWISE: Final = re.compile(r"[, ]*(?:价格|单价)?(?:也|还|都)(?:是|按)")  # 绿茶20袋，也是28
_PIECES: Final = re.compile(r"(\d+) ?块")
_ONE = r"\d+(?:\.\d+)?(?:元|块)?"
_APIECE: Final = re.compile(
    rf"(?:分别|单价|价格)(?:分别)?(?:是|为|按)? ?[:]? ?(?P<all>{_ONE}(?:(?:[、,/ ]|和|跟)+{_ONE})+)"
)
_NEAR_LIST = (Decimal("0.4"), Decimal("2.5"))  # of the list price: what may well be a price for one


def give_prices(board: Board, lines: list[Line], products: ProductIndex) -> None:
    """Put each price to its line."""
    if not lines:
        return
    prices = _prices(board, lines, products)
    same = [one for one in prices if one.value.scope == "same"]
    leading = _leading(prices, lines)
    for mention in _of_lines(prices, lines):
        meant = said_of(board, mention, lines, products, leading=leading)
        if meant and _times(board, mention, meant[0], products):
            meant[0].quantity = None
            meant[0].ask.add("quantity")
        else:
            _give(mention, meant, products, again=_corrects(board, prices, mention))
    for mention in same:
        _as_before(board, mention, lines)
    _apiece(board, lines)


def _of_lines(prices: list[Mention], lines: list[Line]) -> list[Mention]:
    """The prices without those that say what several lines come to."""
    whole = [mention for mention in prices if mention.value.scope == "total"]

    def of_a_line(mention: Mention) -> bool:
        if mention.value.scope != "total":
            return bool(mention.value.scope != "same")
        alone = len([line for line in lines if line.start < mention.start]) == 1
        return alone or _of_one(mention, lines) or len(whole) >= len(lines) > 1

    return [mention for mention in prices if of_a_line(mention)]


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
    line = nearest(board, price, lines, leading=False)
    at = lines.index(line)
    if at and line.price_fen is None:
        line.price_fen, line.price_place = lines[at - 1].price_fen, (price.start, price.end)


def _times(board: Board, mention: Mention, line: Line, products: ProductIndex) -> bool:
    """4支*10 of what costs 48: no price but another number of pieces, and which is meant nobody knows."""
    listed = _listed(line, products)
    return board.words(mention)[0] in "x×*" and listed > 0 and not _near(mention.value.fen, listed)


def _prices(board: Board, lines: list[Line], products: ProductIndex) -> list[Mention]:
    """The prices, with numbers that only the list price shows to be some; 40块 of what is sold by 块 are none."""
    counted = {line.pair.quantity.start for line in lines if line.pair.quantity}
    found = [one for one in board.of("price") if not _of_pieces(board, one, lines, products)]
    found += [
        Mention("price", one.start, one.end, Price(one.value, "total")) for one in _sums(board, lines, found, products)
    ]
    for one in board.of("bare"):
        if one.start not in counted and (fen := _in_fen(board.words(one))):
            line = nearest(board, one, lines, leading=one.start < lines[0].start)
            within = _CLOSE if fen % 100 == 0 else _NEAR_LIST
            if _bare_price(board, one, line) and _near(fen, _listed(line, products), within):
                found.append(Mention("price", one.start, one.end, Price(fen, "unit")))
    return sorted(found)


def _of_one(total: Mention, lines: list[Line]) -> bool:
    """花洒5套共390元，下水器8套: right behind a quantity, and before further lines, it is the sum of that line."""
    behind = any(line.pair.quantity is not None and line.pair.quantity.end == total.start for line in lines)
    return behind and any(line.start >= total.end for line in lines)


def _sums(board: Board, lines: list[Line], prices: list[Mention], products: ProductIndex) -> list[Mention]:
    """共150 without a sign: what the only line costs, or what one of several does of which each has its sum."""
    counts = [one for one in board.of("count") if one.value]
    if len(lines) == 1:
        return [one for one in counts if not _pieces(one, lines[0])]
    ends = {line.pair.quantity.end: line for line in lines if line.pair.quantity}
    behind = [one for one in counts if one.start in ends and not _pieces(one, ends[one.start])]
    sums = [one for one in prices if one.value.scope == "total" and one.start in ends]
    if len(behind) == len(lines) > 1 and all(_its_sum(one, ends[one.start], products) for one in behind):
        return behind  # 两百支一共1600，三百支一共2250
    own = sums or [one for one in prices if one.value.scope != "total"]  # 10包一共230，钳子1把80块
    return behind if own and len(behind) + len(own) == len(lines) else []


def _its_sum(count: Mention, line: Line, products: ProductIndex) -> bool:
    """Whether a number is near what the line costs by the list."""
    return line.pieces is not None and _near(count.value, int(line.pieces * _listed(line, products)))


def _of_pieces(board: Board, mention: Mention, lines: list[Line], products: ProductIndex) -> bool:
    """替换布40块: what is sold by 块 is counted by it, where nothing else counts it."""
    line = nearest(board, mention, lines, leading=False)
    if line.slot is None or line.pair.goods is None or line.pair.goods.end > mention.start:
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
    if quantity is not None and _LIKEWISE.fullmatch(board.said, quantity.end, number.start):
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

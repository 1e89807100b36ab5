"""Which price belongs to which line: the nearest line of its clause; a total over several lines is no line's price."""

from __future__ import annotations

from decimal import Decimal

from models.reading.lines import Line
from models.reading.mentions import Board, Mention
from models.reading.money import Price
from models.reading.product_index import ProductIndex
from models.reading.terms import corrected

_BREAKS = {"\n": 8, "。": 6, ";": 6, "!": 6, "?": 6, ",": 3, "、": 3}
_NEAR_LIST = (Decimal("0.4"), Decimal("2.5"))  # of the list price: what may well be a price for one


def give_prices(board: Board, lines: list[Line], products: ProductIndex) -> None:
    """Put each price to its line."""
    if not lines:
        return
    prices = board.of("price")
    first = min((mention.start for mention in prices if mention.value.scope != "total"), default=None)
    leading = first is not None and first < lines[0].start
    whole = [mention for mention in prices if mention.value.scope == "total"]
    for mention in prices:
        if mention.value.scope != "total" or len(lines) == 1 or len(whole) >= len(lines) > 1:
            line = _nearest(board, mention, lines, leading)
            if line is not None and (line.price_fen is None or _corrects(board, prices, mention)):
                for one in _sharing(line, lines):
                    one.price_fen = _for_one(mention.value, one, products)
                    one.price_place = (mention.start, mention.end)


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
    listed = products.rows[line.slot].entry.list_price_fen if line.slot is not None else 0
    if not listed or line.pieces == 1:
        return price.fen
    if _near(price.fen, listed):
        return price.fen
    return each if each is not None and _near(each, listed) else (price.fen if each is None else None)


def _divided(fen: int, pieces: Decimal | None) -> int | None:
    if not pieces or Decimal(fen) % pieces:
        return None
    return int(Decimal(fen) / pieces)


def _near(fen: int, listed: int) -> bool:
    return _NEAR_LIST[0] * listed <= fen <= _NEAR_LIST[1] * listed

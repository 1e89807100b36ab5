"""Prices in a message: for one unit, for a line, for the whole order; read so that none is taken for a quantity."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from models.amounts import parse_fen
from models.reading.mentions import Board
from models.reading.numbers import HAN_DIGITS, NUMBER, value_of
from models.reading.product_index import ProductIndex
from models.reading.quantities import Quantity
from models.refusals import Refusal

_EDGE = r"(?<![a-z0-9.\-])"
_LONE = r"(?![0-9十百千])"
_NOT_ALL = "(?!一[共起])"  # 480块一共
_CASH = (
    rf"(?:{NUMBER} ?(?:元|块(?!钱)|rmb|yuan|cny)(?:钱|整)?"
    rf"|{NUMBER} ?块钱?(?:{_NOT_ALL}[0-9零一二三四五六七八九半]{_LONE} ?毛?)?"
    rf"|{NUMBER} ?[毛角](?:钱|[0-9一二三四五六七八九]{_LONE}分?)?|[¥$] ?{NUMBER}(?: ?(?:元|块))?)"
)
_JIAO = (
    rf"{NUMBER} ?(?:块|元)(?:零(?=[一二三四五六七八九]毛))?{_NOT_ALL}[0-9一二三四五六七八九]{{1,2}}{_LONE}"
    r" ?(?:毛|角)?(?:[0-9一二三四五六七八九]分)?"
)
_AMOUNT = rf"(?:{_JIAO}|{_CASH}|{NUMBER})"
_CURRENCY = "(?:(?:rmb|cny) ?)?"
_YUAN = "(?: ?(?:rmb|yuan|cny|元))?"
_WITH_SIGN = rf"(?:{_JIAO}|{_CASH})"
_COUNTED: Final = re.compile(r"[0-9][a-z0-9-]*(?: ?(?:pcs?|pieces?|units?|boxes|box|bottles?|[\u4e00-\u9fff]))? $")
_SAME_PRICE: Final = re.compile("(?:同上|同样|一样的?)价格?|同价|价格?(?:同上|一样|相同)(?![0-9])")
_PIECES_AND_PRICE: Final = re.compile(
    rf"(?<!块)(?<!块[ ,])(?P<n>{NUMBER}) ?块(?=[, ]*(?:{NUMBER}) ?[毛角分]?(?:一块|每块|/块))"
)
_OF_ONE: Final = frozenset({"unit", "at", "open"})
_NEAR_BEFORE = 8  # characters
_TENS = frozenset("十百千")
_TOTAL = (
    "合计|总计|共计|总共|一共|总价|总额|总金额|总数|小计|金额|全部|[加合]起来(?:一?共|总共)?|拢共|总|共|计"
    "|total|sum|amount"
)


@dataclass(frozen=True, slots=True)
class Price:
    """An amount in fen, and what it is for.

    `unit`, `line` (小计), `total`, `open` where only the sum can tell, `same` where it is that of the line before.
    """

    fen: int
    scope: str


def read_money(board: Board, units: str, products: ProductIndex) -> None:
    """Find prices and totals; what is a number of pieces after 一共 is a count and no price, and what is no amount of
    fen (37.999) is marked as such.
    """
    for found in _SAME_PRICE.finditer(board.left):
        board.put("price", *found.span(), value=Price(0, "same"), why="same price")
    if products.by_block:
        _read_pieces(board, products)
    unread: list[tuple[int, int]] = []
    for scope, pattern in _patterns(units):
        for found in pattern.finditer(board.left):
            if _is_money(board, scope, found, units, products) and not _put(board, scope, found):
                unread.append(found.span())
    for span in unread:  # nothing else could be made of it either
        board.put("no price", *span, why="no amount of fen")


def _is_money(board: Board, scope: str, found: re.Match[str], units: str, products: ProductIndex) -> bool:
    if products.within_a_word(board.said, *found.span()) or _counts(found) or _no_price(board, scope, found):
        return False
    if scope == "open" and products.by_block and _of_blocks(board, found, products):
        return False
    before = board.said[: found.start()]  # 玻璃烧杯*12
    return found.group()[0] not in "x×*" or re.search(rf"[{HAN_DIGITS}0-9] ?{units}$", before) is not None


def _put(board: Board, scope: str, found: re.Match[str]) -> bool:
    """Mark it; nothing where it is to be the price of one and is no amount."""
    fen = _fen(found["n"])
    if scope == "count":
        board.put("count", *found.span(), fen if found.group().endswith(found["n"]) else None, "count of all")
    elif fen is not None:
        for_all = scope == "open" and _after_count(board, found.start())
        meant = "total" if for_all else "unit" if scope == "at" else scope
        board.put("price", *found.span(), value=Price(fen, meant), why=scope)
    return fen is not None or scope not in _OF_ONE


def _read_pieces(board: Board, products: ProductIndex) -> None:
    """橡皮200块七毛一块: so many of what is sold by 块, with a price behind."""
    for found in _PIECES_AND_PRICE.finditer(board.left):
        before = board.said[max(0, found.start() - _NEAR_BEFORE) : found.start()]
        if any(called in before for called in products.by_block):
            board.put("quantity", *found.span(), value=Quantity(value_of(found["n"]), "块"))


@lru_cache(maxsize=8)
def _patterns(units: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The ways to say a price, the surest first; each with what the price is for."""
    per = rf"(?: ?[/每@一] ?{units}|每{units}| ?(?:(?:per|each|a) |/ ?)(?:pcs|pc|piece|unit|{units})| each)"
    no_unit = rf"(?![\d.])(?! ?{units})"
    total = rf"(?:{_TOTAL})"
    for_one = rf"(?<![{HAN_DIGITS}0-9])一(?!块[一二三四五六七八九]){units}"  # 一块一 is 1.10
    one = rf"单价|每{units}|{for_one}|unit price|price|@|报价|价格?|按|照(?= ?[0-9.]+(?:元|块)?(?:算|一|每))|单{units}"
    agreed = "谈到|讲到|谈好|讲好|说好|做到|给到|砍到|谈妥"
    named = rf"(?:{one}|{agreed})(?:都|均|也)?(?:是|为|按|给|算)? ?[:@]?"
    ways = (
        ("line", rf"(?:小计|= ?) ?[:是为]? ?(?P<n>{_AMOUNT}){no_unit}"),
        (
            "total",
            rf"{total}(?:货款|金额|价钱|价格|价)? ?[:是为]? ?(?P<n>{_WITH_SIGN}|(?<=[额价:是]){NUMBER}){no_unit}",
        ),
        ("count", rf"{total}(?:数量)?(?:是|为)? ?[:]? ?(?P<n>{NUMBER}) ?(?:{units}|[种样款项品]|$|(?=[,。;\n)]))"),
        ("total", rf"{total} ?[:是为]? ?(?P<n>{_AMOUNT}){no_unit}"),
        ("total", rf"{_EDGE}(?P<n>{_WITH_SIGN}) ?(?:一共|总共|共计)(?! ?[0-9])"),
        ("unit", rf"@ ?{_CURRENCY}[:¥]? ?(?P<n>{_AMOUNT})(?![\d.])(?:{per})?"),
        ("unit", rf"(?<=[\u4e00-\u9fff])[x×*] ?(?P<n>{_AMOUNT})(?![\d.])(?! ?{units})"),
        ("unit", rf"{_EDGE}(?P<n>{NUMBER} ?分)(?:钱)?{per}(?!装)"),
        ("unit", rf"{_EDGE}(?P<n>{_AMOUNT})(?! ){per}(?!装)(?! ?\d)(?:的|算)?"),
        (
            "unit",
            rf"{named} ?(?!一样)(?P<n>{_AMOUNT})(?![\d.年])(?:{per})?(?! ?{units})(?!码|号|寸|[a-z#])(?:算|的价|来算)?",
        ),
        ("unit", rf"{_EDGE}(?P<n>{_AMOUNT}){per}(?!装)(?:的|算)?"),
        ("unit", rf"(?:at|for|@) ?{_CURRENCY}(?P<n>[¥$]? ?{NUMBER}){_YUAN}{per}"),
        (
            "at",
            rf"(?<![a-z])at ?{_CURRENCY}(?P<n>[¥$]? ?{NUMBER}){_YUAN}(?![\d.])(?! ?(?:[a-z:%/-]|{units}))",
        ),
        ("open", rf"{_EDGE}(?P<n>{_WITH_SIGN})(?:的|算)?(?! ?{units})"),
    )
    return tuple((scope, re.compile(pattern)) for scope, pattern in ways)


def _no_price(board: Board, scope: str, found: re.Match[str]) -> bool:
    """12A 10 pcs at 40.99 says a price, be there at 5 none."""
    return scope == "at" and _COUNTED.search(board.said, 0, found.start()) is None


def _counts(found: re.Match[str]) -> bool:
    """Whether a number runs on: 二十一饼 are 21, and no price of 20 for one."""
    amount = found["n"].strip()
    return amount[-1:] in _TENS and not amount[0].isascii() and found.string[found.end("n") :][:1] == "一"


def _of_blocks(board: Board, found: re.Match[str], products: ProductIndex) -> bool:
    """Whether 200块 are so many of what is sold by 块, named right before: 橡皮要大的两百块."""
    before = board.said[max(0, found.start() - _NEAR_BEFORE) : found.start()]
    plain = re.fullmatch(rf"{NUMBER} ?块", found.group().strip()) is not None
    return plain and any(called in before for called in products.by_block)


def _after_count(board: Board, at: int) -> bool:
    """合计20支 930元: the amount right after the count of all is a total too."""
    return any(0 <= at - one.end <= 2 for one in board.of("count"))


def _fen(said: str) -> int | None:
    said = re.sub("零(?=[一二三四五六七八九]毛)", "", said)  # 十块零五毛
    amount = re.sub("两(?=[毛角])", "二", re.sub("钱|整", "", said)).replace("半", "5").replace("$", "").strip()
    try:
        return parse_fen(amount)
    except Refusal:
        return None

"""How an order goes and is paid: one row a rule, with a negation before or after it (不要顺丰, 月结不行)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from models.reading.mentions import Board, Mention
from models.reading.wordlist import compiled, words

_TABLES: Final = words("going")
_EXPRESS: Final[dict[str, str]] = _TABLES["express"]  # couriers by their usual name; alone they mean express
_FREIGHT: Final[dict[str, str]] = _TABLES["ground"]  # and those that carry freight
_NAMES = "|".join(f"(?P<n{at}>{pattern})" for at, pattern in enumerate([*_EXPRESS.values(), *_FREIGHT.values()]))
_CANONICAL = [*_EXPRESS, *_FREIGHT]
_COURIER = re.compile(
    rf"(?:{_NAMES})(?: ?(?P<ground>物流|快运|货运|零担|托运|logistics)"
    r"|(?: ?(?:快递|速运|速递|特快|标快|特惠|空运|express))?)"
)
_GROUND: Final = compiled(_TABLES["freight"], _TABLES)
_EXPRESS_ALONE: Final = compiled(_TABLES["expressalone"], _TABLES)
_EXPRESS_NAMED: Final = compiled(_TABLES["expressnamed"], _TABLES)
_ROWS: Final = tuple((row["field"], row.get("value"), compiled(row["said"], _TABLES)) for row in _TABLES["row"])
_NO_NAME: Final = re.compile("物流|货运|我们|客户|他们|快递|不要|^[吧啊呢嘛哈了就再还都也给]|[走寄用]")
_NO_EXPRESS: Final = re.compile(
    "普通|便宜|随便|哪[个家]|任何|其他|别的|最快|国内|同城|上门|到付|寄付|什么|一般|正常|之前|上次|的$"
)
_NO_BEFORE: Final = re.compile(_TABLES["deniedbefore"])
_EARLIER: Final = re.compile(r"(?:上[次回]|上个?月|之前|以前|原来)[^,。;\n\0走发用寄]{0,3}$")
_BLAME: Final = re.compile(r"[^,。;\n]{0,12}(?:把|[丢压弄慢坏摔漏错破]|没到|不行|太|出问题)")
_GO: Final = ("走", "发", "用", "寄")
_SAID_OF_GOODS: Final = re.compile(  # 蓝墨不要 发圆通: the goods are not wanted
    r"(?<=[\u4e00-\u9fffa-z0-9\0])(?:先|就|都)?不(?:要|用|需要)了? +(?:发|走|用|寄) ?$"
)
_LABELLED_NO: Final = re.compile(  # 发票：不开
    r" ?: ?(?:否|无|没有|不[需用必要开签带]{0,2}(?:开|签|回)?|免|下次[^,;。\n]{0,6}|none|no|n/?a)(?=[ ,;。!\n)]|$)"
)
_NO_AFTER: Final = re.compile(_TABLES["deniedbehind"])


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the order: which field, what value, and whether it was said that it is not so."""

    field: str
    value: Any
    denied: bool


def read_going(board: Board) -> None:
    """Find the terms, longest phrases first, each with its negation."""
    for field, value, pattern in _ROWS[:1]:
        _put_all(board, field, value, pattern)
    _couriers(board)
    for field, value, pattern in _ROWS[1:]:
        _put_all(board, field, value, pattern)
    for found in _GROUND.finditer(board.left):
        name = found["name"]
        mention = _put(board, "ship_via", "freight", *found.span())
        if mention and name and not _NO_NAME.search(name):
            board.beside("term", found.start(), Term("courier", found.group(), False))
    for found in _EXPRESS_NAMED.finditer(board.left):
        if not _NO_NAME.search(found["name"]) and not _NO_EXPRESS.search(found["name"]):
            _courier(board, found["name"], "express", *found.span())
    _put_all(board, "ship_via", "express", _EXPRESS_ALONE)


def _couriers(board: Board) -> None:
    for found in _COURIER.finditer(board.left):
        name = next(name for at, name in enumerate(_CANONICAL) if found[f"n{at}"])
        ground = bool(found["ground"]) or name in _FREIGHT
        _courier(board, name, "freight" if ground else "express", *found.span())


def _courier(board: Board, name: str, way: str, start: int, end: int) -> None:
    mention = _put(board, "courier", name, start, end)
    if mention and not mention.value.denied:
        board.beside("term", mention.start, Term("ship_via", way, False))


def _put_all(board: Board, field: str, value: Any, pattern: re.Pattern[str]) -> None:
    for found in pattern.finditer(board.left):
        _put(board, field, value, *found.span())


def _blamed(board: Board, start: int, end: int) -> bool:
    """上回圆通把盒子压扁了 wants no other parcel with it."""
    before = _EARLIER.search(board.left, max(0, start - 6), start)
    return before is not None and _BLAME.match(board.said, end) is not None


def _put(board: Board, field: str, value: Any, start: int, end: int) -> Mention | None:
    """Read a term with the word that denies it, which is then a part of it."""
    before = _NO_BEFORE.search(board.left, max(0, start - 10), start)
    if before and _SAID_OF_GOODS.search(board.left, max(0, start - 12), start):
        before = None
    after = _NO_AFTER.match(board.left, end) or _LABELLED_NO.match(board.left, end)
    if after and board.said[start - 1 : start] in _GO and board.said[after.end() : after.end() + 1] in _GO:
        after = None  # 走顺丰不要走物流: what is not wanted comes behind
    denied = field != "none" and bool(before or after or (field == "courier" and _blamed(board, start, end)))
    if before and board.free(before.start(), start):
        start = before.start()
    if after and board.free(end, after.end()):
        end = after.end()
    return board.put("term", start, end, Term(field, value, denied), why=field)

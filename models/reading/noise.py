"""What is in a message and says nothing of the order: phones, addresses, document numbers, letter heads."""

from __future__ import annotations

import re
from typing import Final

from models.reading.mentions import Board
from models.reading.product_index import ProductIndex
from models.reading.wordlist import rows
from models.search.folding import compact

_ROWS: Final = tuple(rows("noise", "what"))
# The marks of a list and the parts of a date must not be cut out of a number that stands alone.
_GOES_TO = re.compile(r"(?:都|全部|直接|请)?(?:送货|配送|派送|发货|发|寄|送)(?:上门)?(?:到|去|往|至)")
_WITHIN_GOODS = frozenset({"other money", "percent"})
_NAMED_ALREADY = frozenset({"place", "count", "time"})


_FEWEST_ROWS = 2
_NUMBERED = re.compile(r"(?m)^[ \t]*[(]?(?P<number>\d{1,2})(?P<mark>[.、):])[ \t]*")


def read_noise(board: Board, products: ProductIndex, *, late: bool) -> None:
    """Put aside what is no part of an order; what a name of the catalog may hold (2号楼) only after names were read."""
    if not late:
        _read_numbered(board)
    for name, pattern in _ROWS:
        if (name in _NAMED_ALREADY) == late:
            for found in pattern.finditer(board.left):
                if name == "document" and products.knows(f"c:{compact(_last(found.group()))}"):
                    continue  # order: TN-1035 names goods
                if late and _named_so(found.group(), products):
                    continue  # 三点一刻 is a tea
                if name in _WITHIN_GOODS and _of_goods(board.said, found, products):
                    continue
                start = found.start() + _to_there(found.group(), name)
                board.put("noise", start, found.end(), why=name)


def _read_numbered(board: Board) -> None:
    """1、88A硒鼓 and 2、85A硒鼓: rows that count themselves, were it right before a number."""
    rows = list(_NUMBERED.finditer(board.left))
    if len(rows) < _FEWEST_ROWS or [int(row["number"]) for row in rows] != list(range(1, len(rows) + 1)):
        return
    for row in rows:
        if row["mark"] != "." or not board.said[row.end() : row.end() + 1].isdigit():
            board.put("noise", *row.span(), why="list mark")


def _to_there(said: str, name: str) -> int:
    """How many characters before an address say that goods go there (送货到), and are read by later rules."""
    verb = _GOES_TO.match(said) if name == "address" else None
    return verb.end() if verb else 0


def _named_so(said: str, products: ProductIndex) -> bool:
    """Whether names of the catalog have the whole of it, character by character."""
    least = 2 if said.endswith("位") else 3  # 四位 of 插线板四位; two characters else are too few
    return len(said) >= least and all(products.knows_pair(said[at : at + 2]) for at in range(len(said) - 1))


def _of_goods(said: str, found: re.Match[str], products: ProductIndex) -> bool:
    """Whether it belongs to goods: 扣 of 铁扣 10公斤 is no discount, 75% of 75%酒精 tells goods apart."""
    start = found.start()
    percent = re.match(r"\d+(?:\.\d+)?(?=%)", found.group())
    if percent is not None:
        return products.knows(f"c:{percent.group()}")
    return start > 0 and products.knows_pair(said[start - 1 : start + 1])


def _last(said: str) -> str:
    return said.replace(":", " ").split()[-1]

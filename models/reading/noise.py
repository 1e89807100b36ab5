"""What is in a message and says nothing of the order: phones, addresses, document numbers, letter heads."""

from __future__ import annotations

from typing import Final

from models.reading.mentions import Board
from models.reading.product_index import ProductIndex
from models.reading.wordlist import rows
from models.search.folding import compact

_ROWS: Final = tuple(rows("noise", "what"))
# The marks of a list and the parts of a date must not be cut out of a number that stands alone.
_NAMED_ALREADY = frozenset({"place", "count", "time"})


def read_noise(board: Board, products: ProductIndex, *, late: bool) -> None:
    """Put aside what is no part of an order; what a name of the catalog may hold (2号楼) only after names were read."""
    for name, pattern in _ROWS:
        if (name in _NAMED_ALREADY) == late:
            for found in pattern.finditer(board.left):
                if name == "document" and products.knows(f"c:{compact(_last(found.group()))}"):
                    continue  # order: TN-1035 names goods
                board.put("noise", *found.span(), why=name)


def _last(said: str) -> str:
    return said.replace(":", " ").split()[-1]

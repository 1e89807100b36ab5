"""Words that change what was said before: a correction (不对, 改成), a line taken back (先不要了), 同上, 分别."""

from __future__ import annotations

from typing import Final

from models.reading.mentions import Board
from models.reading.wordlist import rows

_ROWS: Final = tuple(rows("markers", "kind"))


def read_markers(board: Board) -> None:
    """Mark them; what is negated with a term (不要顺丰) was read before."""
    for kind, pattern in _ROWS:
        for found in pattern.finditer(board.left):
            board.put(kind, *found.span(), found.groupdict().get("which"), kind)

"""Numbers and sizes in a row that share the word behind the last: 20、25、32弯头, M、L、XL工服."""

from __future__ import annotations

import re

from models.reading.mentions import Board
from models.reading.products import ProductReader

_NUMBERS_AND_WORD = re.compile(
    r"(?<![a-z0-9.×*-])(?P<numbers>\d+(?:[、/,]\d+)+|\d?x*[sml](?:[、/, ]\d?x*[sml])+)码? ?"
    r"(?P<word>[\u4e00-\u9fff]{2,6})"
)


def read_shared_words(board: Board, products: ProductReader) -> None:
    """20、25、32弯头: numbers in a row share the word behind the last where it names goods with each of them,
    or where they share a quantity (各10个) too: what the catalog lacks of them is asked.
    """
    for found in _NUMBERS_AND_WORD.finditer(board.said):
        numbers = re.split("[、/, ]", found["numbers"])
        sizes = range(len(found["word"]), 1, -1)
        word = next(
            (w for w in (found["word"][:size] for size in sizes) if products.names_any(f"{numbers[-1]}{w}")), ""
        )
        shared = board.said.startswith(("各", "每", "都"), found.start("word") + len(word))
        if word and (shared or all(products.names_any(f"{number}{word}") for number in numbers)):
            at = found.start()
            for number in numbers[:-1]:
                board.put("measure", at, at + len(number), f"{number}{word}", "shared unit")
                at += len(number) + 1

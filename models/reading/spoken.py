"""Codes as they are read aloud: 八八A is 88A, 一零三五 is 1035, where the catalog has such a code."""

from __future__ import annotations

import re
from typing import Final

from models.numerals import ascii_digits
from models.reading.numbers import value_of
from models.reading.product_index import ProductIndex
from models.reading.text import Text, rewritten

_DIGITS: Final = "零一二三四五六七八九幺"
_YEAR = re.compile(
    r"(?<![0-9零一二三四五六七八九十百千])(?:[0-9]{2}|十[一二三四五六七八九]|二十[一二三四五六七八九]?)(?=年)"
)
_BEFORE_LETTERS = re.compile(rf"(?<![{_DIGITS}两十百千0-9])[{_DIGITS}十百]+(?= ?[a-z])")
_READ_OUT = re.compile(
    rf"(?<![{_DIGITS}两十百千万几0-9])[{_DIGITS}]{{3,6}}(?![{_DIGITS}十百千万多来几]| ?[个支瓶箱包元块号月天])"
)
_BEFORE_THAT = re.compile(
    rf"(?<![{_DIGITS}两十百千万几0-9])(?:[{_DIGITS}两十百千]{{2,6}}|[{_DIGITS}]点[{_DIGITS}])(?=的)"
)
_POINT = re.compile(rf"(?<![{_DIGITS}两十百千万几0-9])[{_DIGITS}十]+点[{_DIGITS}]+(?=[\u4e00-\u9fff])")
_BEFORE_GOODS = re.compile(rf"(?<![{_DIGITS}两十百千万几0-9])[{_DIGITS}]{{2,4}}(?=[\u4e00-\u9fff]{{2}})")
_LETTERS = re.compile(r" ?([a-z]+)")


def spoken_codes(text: Text, products: ProductIndex) -> Text:
    """The text with numbers read aloud in digits where that is a code of the catalog."""

    def with_letters(found: re.Match[str]) -> str:
        letters = _LETTERS.match(found.string, found.end())
        digits = _in_digits(found.group())
        return digits if letters and any(products.knows(f"c:{one}{letters[1]}") for one in (digits,)) else found.group()

    def alone(found: re.Match[str]) -> str:
        digits = _in_digits(found.group())
        return digits if products.knows(f"c:{digits}") else found.group()

    def that(found: re.Match[str]) -> str:
        value = value_of(found.group())
        return f"{value:f}" if value is not None and products.knows(f"c:{value:f}") else found.group()

    def goods(found: re.Match[str]) -> str:
        digits = ascii_digits(found.group().replace("幺", "一"))
        return digits if products.begins(digits, found.string[found.end() : found.end() + 12]) else found.group()

    def year(found: re.Match[str]) -> str:
        said = found.group()
        digits = said if said.isascii() else _in_digits(said)
        return f"20{digits}" if products.knows(f"c:20{digits}") else said

    for pattern, word in (
        (_BEFORE_LETTERS, with_letters),
        (_READ_OUT, alone),
        (_YEAR, year),
        (_BEFORE_THAT, that),
        (_POINT, that),
        (_BEFORE_GOODS, goods),
    ):
        text = rewritten(text, pattern, word)
    return text


def _in_digits(said: str) -> str:
    if re.search("[十百]", said):
        value = value_of(said)
        return said if value is None else f"{value:f}"
    return ascii_digits(said.replace("幺", "一"))

"""Numbers as they are said: digits, Chinese numerals, and those that say no single number (几, 二三十, 百来, 20多)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from models.amounts import parse_quantity
from models.numerals import read_numeral
from models.refusals import Refusal

HAN_DIGITS: Final = "零一二两三四五六七八九十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟俩仨"
_ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
NUMBER: Final = (
    rf"(?:{_ARABIC} ?[万千百亿]万?|{_ARABIC}(?:[kw](?![a-z0-9]))?|[{HAN_DIGITS}]+(?:点[零一二三四五六七八九]+)?)"
)
# Around a number, these say that it is none: before it, between it and the unit, after the unit.
VAGUE_BEFORE: Final = (
    "大概|大约|约|差不多|将近|接近|至少|起码|最少|最多|顶多|不超过|不少于|不到|不止|上|好"
    "|about|around|approx|at least|up to|max|some"
)
VAGUE_BETWEEN: Final = "多|来|几|余|左右|上下|以上|以内|以下"
VAGUE_AFTER: Final = "左右|上下|以上|以内|以下|多(?![少谢])|起(?!来)|or so"
FEW: Final = "几百|几十|几千|几万|十几|好几|几|数十|数百|若干|一些|少许|少量|一点|一两|多少|some|several|a few|few"
_PAIR = {"俩": "两", "仨": "三"}


def value_of(said: str) -> Decimal | None:
    """The one number that was said, or nothing: 一百五 is 150, 1.2千 is 1200, 三五 and 二三十 are none."""
    word = said.replace(" ", "")
    word = _PAIR.get(word, word)
    if re.fullmatch(r"0\d+", word):
        return None
    if not word[:1].isascii() and "点" not in word:
        numeral = read_numeral(word)
        return None if not numeral else Decimal(numeral)
    try:
        return parse_quantity(word)
    except Refusal:
        return None


def half_of(said: str) -> bool:
    """Whether 半 was said instead of a number."""
    return said.strip() in ("半", "half", "half a")

"""Units that goods are counted in: how they are said, and which are used for each other."""

from __future__ import annotations

import re
from typing import Final

from models.reading.wordlist import words as listed

# Said in any of these ways, meant as the first. A product's own unit is written in the catalog in any of them too.
_ALIKE: Final[list[list[str]]] = listed("units")["alike"]
_BOX: Final = frozenset({"box", "boxes", "bx"})
_CANONICAL: Final = {word: words[0] for words in _ALIKE for word in words}
_PINYIN: Final[dict[str, str]] = listed("units")["pinyin"]
# What is counted one by one; of these 个 is said for any, 支 and 只 for one another.
_PIECES: Final = frozenset("支个只")
_ALSO_PIECES: Final = frozenset("片条套")
DOZENED: Final = _PIECES
DOZEN: Final = "支"  # what a dozen are is sold by this, or by what is said for it
MEASURING: Final = frozenset({"公斤", "斤", "克", "吨", "升", "毫升", "米", "平方米", "两"})

_COUNTERS: Final[list[str]] = listed("units")["counters"]
_NOT_AFTER: Final[dict[str, str]] = listed("units")["not_after"]  # 个月 counts months, 打印 is no dozen, 包邮 no pack


def canonical(word: str) -> str:
    """The unit that a word means: pcs is 个, 樽 is 瓶; any other word stands for itself."""
    return _CANONICAL.get(word, word)


def in_characters(word: str) -> str:
    """A unit in pinyin as it is written: ping is 瓶; any other word stands for itself."""
    return _PINYIN.get(word, word)


def fits(said: str, own: str) -> bool:
    """Whether a unit said is the one that a product is sold by (支, 个, 只 for each other; 个 for 片, 条, 套)."""
    if said in _BOX:
        return canonical(own) in ("盒", "箱")
    word, unit = canonical(said), canonical(own)
    if word == unit:
        return True
    return (word in _PIECES and unit in _PIECES) or (word == "个" and unit in _ALSO_PIECES)


def unit_pattern(own: set[str]) -> str:
    """A pattern of all that may follow a number as its unit, the catalog's own units too, longest first."""
    english = [word for words in _ALIKE for word in words if word.isascii()] + list(_BOX)
    words = {*_COUNTERS, *english, *own} - {""}
    return "(?:" + "|".join(map(_guarded, sorted(words, key=lambda word: (-len(word), word)))) + ")"


def _guarded(word: str) -> str:
    if word.isascii():
        return re.escape(word) + "(?![a-z0-9-])(?! ?[*x×] ?[0-9])" if word[-1:].isalpha() else re.escape(word)
    after = _NOT_AFTER.get(word)
    return re.escape(word) + (f"(?!{after})" if after else "")

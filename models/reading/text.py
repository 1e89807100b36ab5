"""A message folded for reading, every character with its place in the message as it was pasted.

Width, case and script go; words of Cantonese become the everyday ones, so that every later rule is written once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from opencc import OpenCC

from models.reading.dialect import ANY, EVERYDAY
from models.reading.english_numbers import SPELLED, in_digits

Place = tuple[int, int]  # start and end in the message as it was pasted

_TO_SIMPLIFIED = OpenCC("t2s")
_CIRCLED = re.compile("[①-⑨](?=[那这号])")  # ②那个先不要
_INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufe0e\ufe0f")
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("–—−‐", "-"),
        **dict.fromkeys("～〜", "~"),
        **dict.fromkeys("✖✕╳", "×"),
        **dict.fromkeys("“”「」『』《》", '"'),
        **dict.fromkeys("•●■◆", "·"),
        "➕": "+",
        "【": "[",
        "】": "]",
        "〔": "(",
        "〕": ")",
        "｡": "。",
        "｜": "|",
        "￥": "¥",
        "〇": "零",
        "℃": "度",
    }
)


@dataclass(frozen=True)
class Text:
    """What was pasted, what is read (`said`), and for each character of `said` where it came from."""

    original: str
    said: str
    places: tuple[Place, ...]

    def place(self, start: int, end: int) -> Place:
        """Where `said[start:end]`, which is not empty, stands in the message."""
        return self.places[start][0], self.places[end - 1][1]


def fold(text: str) -> Text:
    """The message as the rules read it: `ＨＰ－１２Ａ 聽日要廿支` becomes `hp-12a 明天要廿支`."""
    chars: list[str] = []
    places: list[Place] = []
    for at, char in enumerate(text):
        folded = _plain(char)
        if _CIRCLED.match(text, at):
            chars += ["第", f"{unicodedata.digit(char)}"]
            places += [(at, at + 1)] * 2
            continue
        folded = " " if folded == "-" and chars[-1:] == ["-"] else folded  # a dash is two signs in Chinese
        if folded:
            chars.append(folded)
            places.append((at, at + 1))
    said = _simplified("".join(chars))
    for pattern, word in EVERYDAY if ANY.search(said) else ():
        said, places = _replaced(said, places, pattern, word)
    said, places = _replaced(said, places, SPELLED, in_digits)
    return Text(text, said, tuple(places))


def folded(name: str) -> str:
    """A name of the catalog folded in the same way."""
    said = _simplified("".join(map(_plain, name)))
    for pattern, word in EVERYDAY if ANY.search(said) else ():
        said = pattern.sub(word, said)
    return " ".join(said.split())


@lru_cache(maxsize=8192)
def _plain(char: str) -> str:
    """One character without differences of width and case; bullets such as ① part words as a blank does."""
    if char in "\n\t":
        return char
    if char in _INVISIBLE:
        return ""
    if char == "\r" or char.isspace() or "\u2460" <= char <= "\u24ff" or "\u2776" <= char <= "\u2793":
        return " "
    if char.translate(_ALIKE) != char:
        return char.translate(_ALIKE)
    wide = unicodedata.normalize("NFKC", char)
    if len(wide) == 1 and unicodedata.category(char) != "No":
        char = wide.translate(_ALIKE)
    small = char.lower()
    return small if len(small) == 1 else char


def _simplified(said: str) -> str:
    whole: str = _TO_SIMPLIFIED.convert(said)
    if len(whole) == len(said):
        return whole
    return "".join(_one_simplified(char) for char in said)


@lru_cache(maxsize=8192)
def _one_simplified(char: str) -> str:
    simple: str = _TO_SIMPLIFIED.convert(char)
    return simple if len(simple) == 1 else char


def rewritten(text: Text, pattern: re.Pattern[str], word: Callable[[re.Match[str]], str]) -> Text:
    """The text with every match of `pattern` read as what `word` gives for it."""
    said, places = _replaced(text.said, list(text.places), pattern, word)
    return Text(text.original, said, tuple(places))


def _replaced(
    said: str, places: list[Place], pattern: re.Pattern[str], word: str | Callable[[re.Match[str]], str]
) -> tuple[str, list[Place]]:
    """Every match of `pattern` reads as `word`; each new character stands where the whole match stood."""
    if not pattern.search(said):
        return said, places
    parts: list[str] = []
    kept: list[Place] = []
    done = 0
    for match in pattern.finditer(said):
        start, end = match.span()
        new = match.expand(word) if isinstance(word, str) else word(match)
        parts += [said[done:start], new]
        kept += places[done:start]
        kept += [(places[start][0], places[end - 1][1])] * len(new)
        done = end
    return "".join([*parts, said[done:]]), kept + places[done:]

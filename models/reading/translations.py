"""English words for goods and colours, and makers by their names in both scripts, as Chinese catalogs may write them.

A word says only what it may stand for; whether it does, the catalog tells.
"""

from __future__ import annotations

from typing import Final

from models.reading.wordlist import words

LETTERS_FOR: Final[dict[str, str]] = words("translations")["letters"]  # 惠普 is hp


def _by_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in words("translations")["rows"]:
        word, *chinese = row.split()
        found[word] = (*found.get(word, ()), *chinese)
    return found


CHINESE_FOR: Final = _by_word()

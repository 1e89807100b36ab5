"""Numbers as English spells them: ten, twenty-five, a hundred, two thousand five hundred."""

from __future__ import annotations

import re
from typing import Final

_UP_TO_TWENTY: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_ONES: Final = {word: number for number, word in enumerate(_UP_TO_TWENTY)}
_TENS: Final = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_LARGE: Final = {"hundred": 100, "thousand": 1000}
_WORD: Final = "|".join(sorted((*_ONES, *_TENS, *_LARGE), key=len, reverse=True))
# "one" alone is a pronoun, and "a hundred" begins with its article.
SPELLED: Final = re.compile(
    rf"(?<![a-z0-9-])(?:an? (?=hundred|thousand))?(?!(?:zero|one)(?! (?:hundred|thousand)))(?:{_WORD})"
    rf"(?:(?:[ -]| and )(?:{_WORD}))*(?![a-z0-9])"
)


def in_digits(found: re.Match[str]) -> str:
    """What `SPELLED` found, in digits: 25 for twenty-five."""
    whole = part = 0
    for word in re.findall(_WORD, found.group()):
        if word in _LARGE:
            part = max(part, 1) * _LARGE[word]
            whole, part = (whole + part, 0) if word == "thousand" else (whole, part)
        else:
            part += _ONES.get(word, _TENS.get(word, 0))
    return str(whole + part)

"""Words around goods that name none: verbs, politeness, particles. They part phrases, or are skipped within one."""

from __future__ import annotations

import re
from typing import Final

from models.reading.wordlist import longest_first, words

BINDING: Final = frozenset(words("fillers")["binding"])  # skipped inside one phrase: 12A的硒鼓
FILLER: Final = re.compile(
    f"{longest_first([*words('fillers')['parting'], *BINDING])}"
    f"|(?<![a-z0-9])(?:{longest_first(words('fillers')['english'])})(?![a-z0-9])"
)

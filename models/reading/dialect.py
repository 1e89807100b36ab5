"""Cantonese and colloquial words with the everyday word that every later rule knows, one row each.

The patterns are tried in order on a simplified, half-width, lower-case message.
"""

from __future__ import annotations

import re
from typing import Final

from models.reading.wordlist import words

ANY: Final = re.compile("|".join(row["said"] for row in words("dialect")["row"]))  # whether one of them fits
EVERYDAY: Final = tuple(
    (re.compile(pattern), word) for pattern, word in ((row["said"], row["means"]) for row in words("dialect")["row"])
)

"""Finding customers, products and people by whatever somebody remembers of their name.

A part of the name, a short name, a code with or without its hyphens, pinyin, initials, the right sound in the
wrong characters, one letter wrong: all of it finds. The index lives in memory and holds ids, never records.
"""

from models.search.folding import compact, fold
from models.search.index import Entry, Hit, NameIndex
from models.search.matching import Reason

__all__ = ["Entry", "Hit", "NameIndex", "Reason", "compact", "fold"]

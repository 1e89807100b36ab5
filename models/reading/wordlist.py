"""The words and phrases that rules look for: one file a subject under `words/`, so that adding one is a line there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "words"


@lru_cache
def words(subject: str) -> dict[str, Any]:
    """The tables of a subject."""
    return tomllib.loads((_FOLDER / f"{subject}.toml").read_text(encoding="utf-8"))


def rows(subject: str, fact: str) -> Iterator[tuple[Any, re.Pattern[str]]]:
    """The rows of a subject: what each says (`fact`), and the pattern of the ways it is said."""
    tables = words(subject)
    for row in tables["row"]:
        yield row.get(fact), compiled(row["said"], tables)


def compiled(said: Iterable[str], tables: dict[str, Any]) -> re.Pattern[str]:
    """One pattern of several ways to say it; `<we>` stands for the entry `we` of the tables."""
    pattern = "|".join(said)
    return re.compile(re.sub("<([a-z]+)>(?!=)", lambda name: _entry(name, tables), pattern))


def _entry(name: re.Match[str], tables: dict[str, Any]) -> str:
    value = tables.get(name[1])
    return value if isinstance(value, str) else name.group()


def longest_first(listed: Iterable[str]) -> str:
    """Words as a pattern in which a longer one is tried before one it begins with."""
    return "|".join(sorted(map(re.escape, dict.fromkeys(listed)), key=lambda word: (-len(word), word)))

"""Whether a name answers to a query, how well, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from models.search.folding import Reading, compact, fold, has_chinese, readings, sound

_LONGEST_QUERY = 80  # characters; somebody may paste a page

# Scores only order the reasons among themselves; what is equal is ordered by how recent it is.
_WHOLE, _PREFIX, _PART, _WORDS = 100.0, 90.0, 80.0, 78.0
_SPOKEN_FROM_START, _SPOKEN_WITHIN, _SAME_SOUND = 75.0, 70.0, 60.0
_WITHIN_QUERY, _ABBREVIATED, _ONE_WRONG, _SAME_WORDS = 58.0, 56.0, 50.0, 40.0
_SAME_WORDS_RATIO = 85.0


class Reason(StrEnum):
    """Why an entry was found, best first; `initials` and `pinyin` are of one rank, as are the first two."""

    EXACT = "exact"
    CODE = "code"
    PREFIX = "prefix"
    PART = "part"
    INITIALS = "initials"
    PINYIN = "pinyin"
    MISSPELLED = "misspelled"


class Match(NamedTuple):
    """A name that answers: `score` up to 100, and the length of that name without separators."""

    score: float
    reason: Reason
    length: int


class Spoken(NamedTuple):
    """One way a name is read aloud: `("heng", "da")`, its initials `hd`, and `hengda`."""

    syllables: Reading
    initials: str
    joined: str

    @classmethod
    def of(cls, syllables: Reading) -> Spoken:
        """Prepare a reading."""
        return cls(syllables, "".join(syllable[0] for syllable in syllables), "".join(syllables))


@dataclass(slots=True)
class Row:
    """One entry prepared for comparing: its names folded, compact, and as they are read aloud."""

    id: int
    recent: float
    names: tuple[str, ...]
    folded: tuple[str, ...]
    keys: tuple[str, ...]
    spoken: tuple[Spoken, ...]

    @classmethod
    def of(cls, entry_id: int, recent: float, names: tuple[str, ...]) -> Row:
        """Prepare an entry; names without a letter, digit or character are left out."""
        folded = tuple(dict.fromkeys(name for name in map(fold, names) if compact(name)))
        keys = tuple(dict.fromkeys(map(compact, folded)))
        aloud = dict.fromkeys(reading for key in keys for reading in readings(key))
        spoken = tuple(map(Spoken.of, aloud))
        return cls(entry_id, recent, names, folded, keys, spoken)


class Query:
    """What somebody typed, folded once."""

    def __init__(self, typed: str) -> None:
        self.folded = fold(typed)[:_LONGEST_QUERY]
        self.key = compact(self.folded)
        self.latin = self.key.isascii() and not self.key.isdigit()
        self.chinese = has_chinese(self.key)
        words = [word for word in map(compact, self.folded.split()) if word]
        self.spaced = " ".join(words)
        self.words = [Query(word) for word in words] if len(words) > 1 else []

    @cached_property
    def sounds(self) -> list[Reading]:
        """The ways it sounds, for two or more Chinese characters."""
        if not self.chinese or len(self.key) < 2:
            return []
        return [tuple(map(sound, reading)) for reading in readings(self.key)]


def strict(row: Row, query: Query) -> Match | None:
    """The best match without a slip: in writing, read aloud, by initials, or by the same sound."""
    return (
        best(_written(row, query))
        or (best(_read_aloud(row, query)) if query.latin else None)
        or _word_by_word(row, query)
        or best(_sounding(row, query))
    )


def loose(row: Row, query: Query) -> Match | None:
    """The best match that allows for more words, for left out characters, or for one slip."""
    return best(_around(row, query)) or best(_one_wrong(row, query)) or best(_same_words(row, query))


def best(matches: Iterable[Match]) -> Match | None:
    """The highest score, and of equals the shortest name."""
    return max(matches, key=lambda match: (match.score, -match.length), default=None)


def _written(row: Row, query: Query) -> Iterator[Match]:
    wanted = query.key
    for key in row.keys:
        if wanted not in key:
            continue
        if key == wanted:
            code = key.isascii() and any(char.isdigit() for char in key)
            yield Match(_WHOLE, Reason.CODE if code else Reason.EXACT, len(key))
        elif key.startswith(wanted):
            yield Match(_PREFIX, Reason.PREFIX, len(key))
        else:
            yield Match(_PART, Reason.PART, len(key))


def _read_aloud(row: Row, query: Query) -> Iterator[Match]:
    wanted = query.key
    for syllables, letters, joined in row.spoken:
        at = letters.find(wanted)
        if at == 0 or (at > 0 and len(wanted) > 1):
            yield Match(_SPOKEN_WITHIN if at else _SPOKEN_FROM_START, Reason.INITIALS, len(syllables))
        if wanted not in joined:
            continue
        start = 0
        for syllable in syllables:
            if joined.startswith(wanted, start):
                yield Match(_SPOKEN_WITHIN if start else _SPOKEN_FROM_START, Reason.PINYIN, len(syllables))
            start += len(syllable)


def _word_by_word(row: Row, query: Query) -> Match | None:
    """Every word of the query is found in some name of the entry, each in its own way."""
    found = [strict(row, word) for word in query.words]
    matches = [match for match in found if match is not None]
    if not matches or len(matches) < len(found):
        return None
    worst = min(matches)
    reason = Reason.PART if worst.score > _WORDS else worst.reason
    return Match(min(worst.score, _WORDS), reason, worst.length)


def _sounding(row: Row, query: Query) -> Iterator[Match]:
    for wanted in query.sounds:
        needle = f" {' '.join(wanted)} "
        for spoken in row.spoken:
            heard = f" {' '.join(map(sound, spoken.syllables))} "
            if needle in heard:
                closer = (needle == heard) + heard.startswith(needle)
                yield Match(_SAME_SOUND + closer, Reason.MISSPELLED, len(spoken.syllables))


def _around(row: Row, query: Query) -> Iterator[Match]:
    """The query says more than the name, or leaves characters of the name out (中石油)."""
    for key in row.keys:
        if key in query.key and _stands_alone(key, query):
            yield Match(_WITHIN_QUERY, Reason.PART, len(key))
        elif query.chinese and len(query.key) > 1:
            rest = iter(key)
            if all(char in rest for char in query.key):
                yield Match(_ABBREVIATED, Reason.PART, len(key))


def _stands_alone(key: str, query: Query) -> bool:
    """Whether a name within the query is meant: YW0001 is no part of YW00012, nor 张 of 张家港."""
    if has_chinese(key):
        return len(key) > 1
    edges = rf"(?<![a-z0-9]){re.escape(key)}(?![a-z0-9])"
    return len(key) > 3 and re.search(edges, query.spaced) is not None


def _one_wrong(row: Row, query: Query) -> Iterator[Match]:
    """One letter wrong, missing, too many, or two changed over, in the whole name or a part of it."""
    wanted = query.key
    if len(wanted) < (3 if query.chinese else 4):
        return
    enough = 100 - 100 / len(wanted)
    spoken = (way.joined for way in row.spoken) if query.latin else ()
    for key in (*row.keys, *spoken):
        if OSA.distance(wanted, key, score_cutoff=1) <= 1 or (
            len(key) > len(wanted) and fuzz.partial_ratio(wanted, key, score_cutoff=enough)
        ):
            yield Match(_ONE_WRONG, Reason.MISSPELLED, len(key))


def _same_words(row: Row, query: Query) -> Iterator[Match]:
    """Words in another order with a slip or two; the closer the better."""
    if query.words:
        for name in row.folded:
            ratio = fuzz.token_set_ratio(query.folded, name, score_cutoff=_SAME_WORDS_RATIO)
            if ratio:
                yield Match(_SAME_WORDS + (ratio - _SAME_WORDS_RATIO) / 2, Reason.MISSPELLED, len(name))

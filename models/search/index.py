"""The index: which entries are worth comparing with a query.

Every name is cut into short pieces (grams): characters, pairs and triples of what is written, the first
letters from each syllable on of what is read aloud, pairs of initials, pairs of sounds. A query is compared
in full only with the entries that hold its rarest gram; one with a slip in it with those that share most of
its rare grams.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import pairwise
from math import log

from models.search.folding import Reading, has_chinese, sound
from models.search.matching import Match, Query, Reason, Row, Spoken, loose, strict

_MOST_COMPARED = 1000  # entries; of a query that fits more, the most recent are compared
_MOST_GUESSED = 150  # entries compared when a slip is allowed for
_COMMON = 4000  # a gram held by more entries says little about a misspelled name: it counts only among the
_RAREST = 3  # rarest so many grams of the query

_NOBODY: Sequence[int] = ()

_Allowed = Callable[[int], bool] | None


@dataclass(frozen=True, slots=True)
class Entry:
    """What can be found: `names` holds name, short name, code, aliases and contact in any order.

    `recent` is when it was last dealt with, in seconds of any epoch; the larger comes first among equals.
    """

    id: int
    names: tuple[str, ...]
    recent: float = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found; `score` is at most 100 and only orders."""

    id: int
    score: float
    reason: Reason


class NameIndex:
    """Names in memory. One index a ledger; not safe to change from several threads at once."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._rows: dict[int, Row] = {}  # by slot; a slot is never used again, so that postings stay sorted
        self._slots: dict[int, int] = {}  # by the entry's id
        self._next_slot = 0
        self._postings: dict[str, array[int]] = {}
        for entry in entries:
            self.put(entry)

    def __len__(self) -> int:
        return len(self._rows)

    def put(self, entry: Entry) -> None:
        """Add the entry, or replace the one with its id."""
        known = self._slots.get(entry.id)
        if known is not None and self._rows[known].names == entry.names:
            self._rows[known].recent = entry.recent
            return
        self.remove(entry.id)
        slot, self._next_slot = self._next_slot, self._next_slot + 1
        row = Row.of(entry.id, entry.recent, entry.names)
        self._rows[slot], self._slots[entry.id] = row, slot
        for gram in _grams_of(row):
            posting = self._postings.get(gram)
            if posting is None:
                posting = self._postings[gram] = array("I")
            posting.append(slot)

    def remove(self, entry_id: int) -> None:
        """Forget an entry; one that is not there is no error."""
        slot = self._slots.pop(entry_id, None)
        if slot is None:
            return
        for gram in _grams_of(self._rows.pop(slot)):
            posting = self._postings[gram]
            del posting[bisect_left(posting, slot)]
            if not posting:
                del self._postings[gram]

    def find(self, query: str, limit: int = 50, allowed: _Allowed = None) -> list[Hit]:
        """The entries that answer to `query`, best first, at most `limit`; none for a query without letters.

        `allowed` says of an id whether this person may see it. A slip is allowed for only where nothing
        answers without one; the right sound in other characters always counts, and comes last.
        """
        wanted = Query(query)
        if not wanted.key:
            return []
        found = self._compare(strict, wanted, self._likely(wanted, allowed))
        found = found or self._compare(loose, wanted, self._guessed(wanted, allowed))
        found.sort(key=lambda pair: (-pair[0].score, -pair[1].recent, pair[0].length, pair[1].id))
        return [Hit(row.id, match.score, match.reason) for match, row in found[:limit]]

    def _compare(
        self, how: Callable[[Row, Query], Match | None], query: Query, slots: Iterable[int]
    ) -> list[tuple[Match, Row]]:
        rows = map(self._rows.__getitem__, slots)
        return [(match, row) for row in rows if (match := how(row, query)) is not None]

    def _likely(self, query: Query, allowed: _Allowed) -> set[int]:
        """Slots that may match without a slip; whoever bears the very name is always among them."""
        slots = self._holding(query)
        if query.words:
            slots |= min((self._holding(word) for word in query.words), key=len)
        kept = self._visible(slots, allowed)
        if len(kept) > _MOST_COMPARED:
            kept = nlargest(_MOST_COMPARED, kept, key=lambda slot: self._rows[slot].recent)
        return {*kept, *self._visible(self._posting(f"={query.key}"), allowed)}

    def _holding(self, query: Query) -> set[int]:
        """Slots that hold the rarest gram of each way to look for the query."""
        slots: set[int] = set()
        for grams in _ways(query):
            rarest = min((self._posting(gram) for gram in grams), key=len)
            slots.update(rarest)
        return slots

    def _guessed(self, query: Query, allowed: _Allowed) -> list[int]:
        """Slots that share the most and rarest grams with the query."""
        votes: defaultdict[int, float] = defaultdict(float)
        grams = {*_written_grams(query.key), *_spoken_starts(query.key)}
        postings = sorted(filter(None, map(self._posting, grams)), key=len)
        for place, posting in enumerate(postings):
            if place >= _RAREST and len(posting) > _COMMON:
                break
            weight = log(1 + len(self._rows) / len(posting))
            for slot in posting:
                votes[slot] += weight
        return nlargest(_MOST_GUESSED, self._visible(votes, allowed), key=votes.__getitem__)

    def _posting(self, gram: str) -> Sequence[int]:
        return self._postings.get(gram, _NOBODY)

    def _visible(self, slots: Iterable[int], allowed: _Allowed) -> list[int]:
        return [slot for slot in slots if allowed is None or allowed(self._rows[slot].id)]


def _grams_of(row: Row) -> set[str]:
    grams: set[str] = set()
    for key in row.keys:
        grams.add(f"={key}")
        grams.update(_written_grams(key))
    for spoken in row.spoken:
        grams.update(_read_grams(spoken))
        grams.update(_initial_grams(spoken.initials))
        grams.update(_sound_grams(tuple(map(sound, spoken.syllables))))
    return grams


def _ways(query: Query) -> Iterator[list[str]]:
    """For each way to look for the query the grams that every match of that way holds."""
    key = query.key
    yield [f"^{key}"] if len(key) == 1 and not query.chinese else _written_grams(key)[1:]
    if query.latin:
        yield [f"${key[: 5 if len(key) >= 5 else min(len(key), 3)]}"]
        if len(key) > 1:
            yield _initial_grams(key)
    for reading in query.sounds:
        yield _sound_grams(reading)


def _written_grams(key: str) -> list[str]:
    """The first character marked as such, then single Chinese characters, pairs, and triples of letters."""
    singles = [char for char in key if has_chinese(char)]
    pairs = [key[i : i + 2] for i in range(len(key) - 1)]
    triples = [triple for i in range(len(key) - 2) if (triple := key[i : i + 3]).isascii()]
    return [f"^{key[0]}", *singles, *pairs, *triples]


def _read_grams(spoken: Spoken) -> Iterator[str]:
    """From each syllable on the first two, three and five letters; of the first syllable also one."""
    yield f"${spoken.joined[0]}"
    start = 0
    for syllable in spoken.syllables:
        for size in (2, 3, 5):
            yield f"${spoken.joined[start : start + size]}"
        start += len(syllable)


def _spoken_starts(key: str) -> list[str]:
    """The grams that a query typed in pinyin may share with a name, whichever letter is wrong."""
    return [f"${key[i : i + size]}" for i in range(len(key)) for size in (2, 3, 5)]


def _initial_grams(letters: str) -> list[str]:
    return [f"!{letters[i : i + 2]}" for i in range(len(letters) - 1)]


def _sound_grams(sounds: Reading) -> list[str]:
    return [f"~{first} {second}" for first, second in pairwise(sounds)]

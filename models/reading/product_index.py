"""Products by what their names are made of: which of them are worth comparing with a phrase, without looking at all."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from models.reading.entries import ProductEntry
from models.reading.features import (
    Measure,
    Parts,
    Size,
    atoms_of,
    heard,
    measuring_words,
    packing_words,
    packs_of,
    parts_of,
    sides_of,
    sizes_behind_letters,
    sounds_of,
    strong_codes,
    weak_codes,
)
from models.reading.packing import base_of, kind_of, without_count
from models.reading.text import folded
from models.reading.translations import CHINESE_FOR
from models.reading.units import canonical
from models.search.folding import compact, readings

_STARTS = 3  # rarest features from which a search begins; one of them may be a slip
_LONGEST_POSTING = 1500  # products; a feature that more of them share begins no search
MOST_OF_A_KIND = 200  # products; a larger family tells nothing
MOST_COMPARED = 80  # products; where more fit a phrase equally it says too little anyway
_GONE_THROUGH = 16  # times as many slots as are looked for: then going through them costs as much as searching for each
_NOBODY: Sequence[int] = ()

_CHINESE_UNIT = re.compile(r"(?<=[0-9半零一二两三四五六七八九十百千])(?:公斤|斤|米|升|克|吨)$")


@dataclass(frozen=True, slots=True)
class Row:
    """A product prepared for comparing."""

    entry: ProductEntry
    names: tuple[str, ...]  # folded: code, name, aliases
    strong: frozenset[str]
    weak: frozenset[str]
    measures: frozenset[Measure]
    sizes: tuple[Size, ...]
    numbers: frozenset[str]  # within measures and sizes: 80 of 80×60
    han: tuple[str, ...]  # the Chinese words of each name, parted by blanks
    sounds: tuple[str, ...]
    kind: str  # the first word of the name without its colour: 雨刮 of 雨刮 24寸, 封箱胶带 of 透明封箱胶带 48mm
    base: str  # the name without how it is packed


class ProductIndex:
    """Products in memory; put and removed one by one. Their order is the catalog's."""

    def __init__(self, entries: Iterable[ProductEntry] = ()) -> None:
        self.rows: dict[int, Row] = {}  # by slot, never used again, so that postings stay sorted
        self.slots: dict[str, int] = {}  # by sku
        self.units: dict[str, int] = {}  # how many products are sold by it
        self.exact: dict[str, list[int]] = {}  # by a whole name without separators
        self.bases: dict[str, list[int]] = {}
        self.kinds: dict[str, list[int]] = {}
        self.pairs: dict[str, int] = {}  # two Chinese characters side by side in names: how often
        self.by_block: dict[str, int] = {}  # how goods that are sold by 块 end (抹布, 橡皮): how often
        self.glued: dict[str, int] = {}  # a number and the Chinese character right behind it (84消): how often
        self.starts: dict[str, dict[int, int]] = {}  # by two characters that begin a whole name: how long names are
        self._postings: dict[str, array[int]] = {}
        self._next = 0
        for entry in entries:
            self.put(entry)

    def put(self, entry: ProductEntry) -> None:
        """Add a product, or replace the one with its sku; a replaced one goes to the end."""
        self.remove(entry.sku)
        slot, self._next = self._next, self._next + 1
        row = row_of(entry)
        self.rows[slot], self.slots[entry.sku] = row, slot
        self.units[entry.unit] = self.units.get(entry.unit, 0) + 1
        for key in _keys(row):
            self.exact.setdefault(key, []).append(slot)
            lengths = self.starts.setdefault(key[:2], {})
            lengths[len(key)] = lengths.get(len(key), 0) + 1
        self.bases.setdefault(row.base, []).append(slot)
        self.kinds.setdefault(row.kind, []).append(slot)
        for pair in _pairs(row.han):
            self.pairs[pair] = self.pairs.get(pair, 0) + 1
        for glued in _glued(row):
            self.glued[glued] = self.glued.get(glued, 0) + 1
        for called in _by_block(row):
            self.by_block[called] = self.by_block.get(called, 0) + 1
        for feature in _features_of(row):
            posting = self._postings.get(feature)
            if posting is None:
                posting = self._postings[feature] = array("I")
            posting.append(slot)

    def remove(self, sku: str) -> None:
        """Forget a product; one that is not there is no error."""
        slot = self.slots.pop(sku, None)
        if slot is None:
            return
        row = self.rows.pop(slot)
        _less(self.units, row.entry.unit)
        for key in _keys(row):
            _without(self.exact, key, slot)
            lengths = self.starts[key[:2]]
            lengths[len(key)] -= 1
            if not lengths[len(key)]:
                del lengths[len(key)]
        _without(self.bases, row.base, slot)
        _without(self.kinds, row.kind, slot)
        for pair in _pairs(row.han):
            _less(self.pairs, pair)
        for glued in _glued(row):
            _less(self.glued, glued)
        for called in _by_block(row):
            _less(self.by_block, called)
        for feature in _features_of(row):
            posting = self._postings[feature]
            del posting[bisect_left(posting, slot)]
            if not posting:
                del self._postings[feature]

    def family(self, slot: int) -> list[int]:
        """Slots of the products of one kind, this one too; none where there are too many to compare."""
        found = self.kinds[self.rows[slot].kind]
        return found if len(found) <= MOST_OF_A_KIND else []

    def knows(self, feature: str) -> bool:
        """Whether any product has the feature (`c:` a code, `m:` a measure, `s:` a size)."""
        return feature in self._postings

    def named_with(self, one: str, other: str) -> bool:
        """Whether names of some product have both codes."""
        return not set(self._posting(f"c:{one}")).isdisjoint(self._posting(f"c:{other}"))

    def begins(self, start: str, rest: str) -> bool:
        """Whether some whole name begins with `start` and goes on as the text does: 95 and 酒精六十瓶."""
        said = compact(start + rest)
        return any(said[:size] in self.exact for size in self.starts.get(said[:2], ()) if size > len(start))

    def sold_by(self, unit: str) -> bool:
        """Whether some product is sold by the unit."""
        return any(canonical(own) == unit for own in self.units)

    def counted_by(self, said: str) -> bool:
        """半斤 counts what is sold by 斤, unless names of the catalog measure by 斤 (5斤装)."""
        unit = _CHINESE_UNIT.search(said)
        return unit is not None and unit.group() in self.units and not self.knows(f"u:{unit.group()}")

    def knows_pair(self, pair: str) -> bool:
        """Whether two Chinese characters stand side by side in the name of a product."""
        return pair in self.pairs

    def within_a_word(self, said: str, start: int, end: int) -> bool:
        """Whether a numeral is a part of a word of some name: 六角 in 外六角螺丝, 三通 in 三通接头."""
        pair = said[start : start + 2]
        beside = (said[start - 1 : start + 1] if start else "", said[end - 1 : end + 1])
        return pair in self.pairs and any(one in self.pairs for one in beside)

    def likely(self, parts: Parts) -> tuple[list[int], bool]:
        """Slots worth comparing in the catalog's order, and whether there were too many to compare all."""
        postings = sorted(filter(None, (self._posting(feature) for feature in set(_asked_of(parts)))), key=len)
        found: set[int] = set()
        cut = False
        for first in postings[:_STARTS]:
            if len(first) > _LONGEST_POSTING and found:
                continue
            current: Sequence[int] = first[:_LONGEST_POSTING]
            cut = cut or len(first) > _LONGEST_POSTING
            for other in postings:
                if other is not first:
                    current = _in_both(current, other) or current
            found.update(current[: MOST_COMPARED + 1])
        slots = sorted(found)
        return slots[:MOST_COMPARED], cut or len(slots) > MOST_COMPARED

    def _posting(self, feature: str) -> Sequence[int]:
        return self._postings.get(feature, _NOBODY)


def row_of(entry: ProductEntry) -> Row:
    """Prepare a product."""
    names = tuple(dict.fromkeys(filter(None, map(folded, (entry.sku, entry.name, *entry.aliases)))))
    parts = [parts_of.__wrapped__(without_count(name)) for name in names]
    behind_letters = [size for name in names for size in sizes_behind_letters(name)]
    strong = {code for one in parts for code in strong_codes(one)}
    weak = weak_codes(strong)
    strong |= {code for name in names for code in packs_of(name)}
    sizes = tuple(dict.fromkeys([*(size for one in parts for size in one.sizes), *behind_letters]))
    sides = (measure for name in names for measure in sides_of(name))
    measures = frozenset([*(measure for one in parts for measure in one.measures), *sides])
    numbers = {number for size in sizes for number in (*size, "".join(size))}
    numbers |= {f"{value:f}" for value, _unit in measures}
    han = tuple(
        dict.fromkeys(
            words
            for name, one in zip(names, parts, strict=True)
            if (words := " ".join([*one.han, *packing_words(name)]))
        )
    )
    return Row(
        entry, names, frozenset(strong), frozenset(weak), measures, sizes, frozenset(numbers), han,
        tuple(map(sounds_of, han)), kind_of(entry.name), base_of(entry.name),
    )  # fmt: skip


# A name that is all one code is also said without the letters in front, where what is left is no plain number.
_CODE = re.compile(r"[a-z]{1,4}(?P<bare>\d{3,5}[a-z]{1,2})")


def _keys(row: Row) -> set[str]:
    whole = {key for name in row.names if len(key := compact(name)) > 1}
    return whole | {found["bare"] for key in whole if (found := _CODE.fullmatch(key))}


def _pairs(names: Iterable[str]) -> Iterator[str]:
    for han in names:
        for at in range(len(han) - 1):
            if " " not in (pair := han[at : at + 2]):
                yield pair


_NUMBER_AND_WORD = re.compile(r"(?<![a-z0-9.])[0-9]+[\u4e00-\u9fff]")


def _by_block(row: Row) -> set[str]:
    return {row.kind[-2:]} if row.entry.unit == "块" else set()


def _glued(row: Row) -> set[str]:
    return {found for name in row.names for found in _NUMBER_AND_WORD.findall(name)}


def _features_of(row: Row) -> set[str]:
    """By what a product is found: codes, measures, sizes, numbers; characters by their sound, single and in pairs."""
    runs = [[heard(char) for char in run] for han in row.han for run in han.split()]
    return {
        *(f"c:{code}" for code in row.strong | row.weak),
        *(f"c:{number}" for number in row.numbers),
        *(f"m:{value:f}{unit}" for value, unit in row.measures),
        *(f"s:{'x'.join(size)}" for size in row.sizes),
        *(f"u:{unit}" for name in row.names for unit in measuring_words(name)),
        *(f"h:{one}" for run in runs for one in run),
        *(f"h:{one} {two}" for run in runs for one, two in pairwise(run)),
        *(f"p:{word}" for han in row.han for run in han.split() for word in _spelled(run)),
        *(f"p:{''.join(one)}" for name in row.names if len(name) > 2 and name.isalpha() for one in readings(name)),
    }


def _spelled(run: str) -> Iterator[str]:
    """A word of a name in pinyin: whole, and its two characters at either end."""
    syllables = [spoken[0][0] for char in run if (spoken := readings(char))]
    for part in (syllables, syllables[:2], syllables[-2:]):
        if len(part) > 1:
            yield "".join(part)


def _asked_of(parts: Parts) -> Iterator[str]:
    for code in parts.codes:
        yield f"c:{code}"
        yield f"p:{code}"
        if len(atoms := atoms_of(code)) == 2 and atoms[1].isalpha():
            yield f"c:{atoms[0]}"
    joined = "".join(parts.codes)
    if len(parts.codes) > 1:
        yield f"c:{joined}"
        yield f"p:{joined}"
    for value, unit in parts.measures:
        yield f"m:{value:f}{unit}"
        if unit == "size":
            yield f"c:{value:f}"
    for size in parts.sizes:
        yield f"s:{'x'.join(size)}"
    english = [CHINESE_FOR.get(code, CHINESE_FOR.get(code.removesuffix("s"), ())) for code in parts.codes]
    for run in (*parts.han, *(words[0] for words in english if len(words) == 1)):
        syllables = [heard(char) for char in run]
        for one in syllables:
            yield f"h:{one}"
        for one, two in pairwise(syllables):
            yield f"h:{one} {two}"


def _in_both(few: Sequence[int], posting: Sequence[int]) -> list[int]:
    """Those of the few slots that a posting has; both sorted. A long posting is searched rather than gone through."""
    if len(posting) < _GONE_THROUGH * len(few):
        return sorted(set(few).intersection(posting))
    return [slot for slot in few if (at := bisect_left(posting, slot)) < len(posting) and posting[at] == slot]


def _less(counts: dict[str, int], key: str) -> None:
    counts[key] -= 1
    if not counts[key]:
        del counts[key]


def _without(slots: dict[str, list[int]], key: str, slot: int) -> None:
    slots[key].remove(slot)
    if not slots[key]:
        del slots[key]

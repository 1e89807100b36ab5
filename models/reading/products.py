"""Which product a phrase names: all that explain it, then the unit, then nobody's guess but a question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from models.reading.explaining import Explained, explain
from models.reading.features import Parts, parts_of
from models.reading.packing import says_other_packing, says_packing
from models.reading.product_index import ProductIndex, Row
from models.reading.translations import CHINESE_FOR, LETTERS_FOR
from models.reading.units import DOZENED, canonical, fits
from models.reading.wordlist import words
from models.search.folding import compact

# English words around goods that tell nothing apart; what does (original, refill) is not among them.
_PLAIN_ENGLISH: Final = frozenset(words("translations")["plain"])


@dataclass(frozen=True)
class Candidate:
    """A product that a phrase may name; `reason` is exact, parts, slip or part of a code."""

    slot: int
    row: Row
    reason: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Meant:
    """What a phrase names: the one product, or several to ask about. `unit_clash`: it is not sold by the unit said."""

    slot: int | None
    candidates: tuple[Candidate, ...] = ()
    unit_clash: bool = False
    reason: str = ""


class ProductReader:
    """Reads phrases of one message; what was compared once is kept for it."""

    def __init__(self, index: ProductIndex) -> None:
        self.index = index
        self._known: dict[str, tuple[tuple[Candidate, ...], bool]] = {}

    def exact(self, phrase: str) -> list[int]:
        """Slots of products that bear this whole name; 1.5 is not 15, though both are written without marks."""
        found = self._named(phrase) or self._made_by(phrase)
        dotted = _with_points(phrase)
        ways = (dotted, _turned(dotted))
        same = [slot for slot in found if any(_with_points(name) in ways for name in self.index.rows[slot].names)]
        return same if same or "." in dotted else found

    def _named(self, phrase: str) -> list[int]:
        return self.index.exact.get(compact(phrase), []) or self.index.exact.get(_turned(phrase), [])

    def _made_by(self, phrase: str) -> list[int]:
        """hp85a, 惠普85A: a maker before a whole name, where the product names that maker in either script."""
        found = _MAKER.match(phrase)
        if found is None:
            return []
        ways = (found["maker"], LETTERS_FOR.get(found["maker"], ""), *CHINESE_FOR.get(found["maker"], ()))
        named = self._named(phrase[found.end() :])
        return [
            slot for slot in named if any(way in name for way in ways if way for name in self.index.rows[slot].names)
        ]

    def candidates(self, phrase: str) -> tuple[tuple[Candidate, ...], bool]:
        """Products that explain the whole phrase, in the catalog's order; whether there were too many to compare."""
        key = " ".join(phrase.split())
        if key not in self._known:
            self._known[key] = self._candidates(key)
        return self._known[key]

    def names_any(self, phrase: str) -> bool:
        """Whether some product explains the whole phrase."""
        return bool(self.exact(phrase)) or bool(self.candidates(phrase)[0])

    def explains(self, slot: int, phrase: str) -> bool:
        """Whether this product explains the whole phrase."""
        row = self.index.rows[slot]
        return slot in self.exact(phrase) or explain(self._parts(phrase), row).whole

    def meant(self, phrase: str, unit: str | None) -> Meant:
        """The product that a phrase names, said with a unit or without."""
        whole = self.exact(phrase)
        if whole:
            found = tuple(Candidate(slot, self.index.rows[slot], "exact") for slot in whole)
            return self._exactly(phrase, found, unit)
        found, cut = self.candidates(phrase)
        named = self.exact(phrase[:-1].strip()) if len(found) > 1 and _ONE_MORE.fullmatch(phrase) else []
        found = tuple(one for one in found if one.slot in named) or found  # A4 80克纸 of what is called A4 80克
        parts = self._parts(phrase)
        return self._among(phrase, found, cut, unit, worded=bool(parts.han or parts.sizes or re.search("[×*]", phrase)))

    def _exactly(self, phrase: str, found: tuple[Candidate, ...], unit: str | None) -> Meant:
        """A name that stands whole is certain, unless a product of another name is sold by the unit said."""
        if unit is None:
            return Meant(found[0].slot, found, reason="exact") if len(found) == 1 else Meant(None, found)
        sold = [one for one in found if fits(unit, one.row.entry.unit)]
        if len(sold) == 1:
            return Meant(sold[0].slot, found, reason="exact")
        if sold:
            return Meant(None, tuple(sold))
        packed = self.packed_otherwise([one.slot for one in found], unit)
        if len(packed) == 1 and not says_packing(phrase):
            return Meant(packed[0].slot, (*packed, *found), reason="unit")
        others = tuple(one for one in self.candidates(phrase)[0] if fits(unit, one.row.entry.unit))
        other = _other_goods(phrase, unit, found[0].row.entry.unit)
        if packed or others or other or len(found) > 1 or says_other_packing(phrase, unit):
            return Meant(None, (*found, *packed, *others))
        return Meant(found[0].slot, found, unit_clash=True, reason="exact")

    def packed_otherwise(self, found: Sequence[int], unit: str) -> list[Candidate]:
        """The same things sold by the unit said: a carton of what else is sold by the pack."""
        bases = dict.fromkeys(self.index.rows[slot].base for slot in found)
        slots = (slot for base in bases for slot in self.index.bases.get(base, ()))
        rows = [(slot, self.index.rows[slot]) for slot in slots]
        return [Candidate(slot, row, "unit") for slot, row in rows if fits(unit, row.entry.unit)]

    def _sold_by(self, phrase: str, unit: str) -> list[Candidate]:
        """Products sold by a unit that explain the phrase, were it only as a part of a longer word."""
        parts = self._parts(phrase)
        rows = [(slot, self.index.rows[slot]) for slot in self.index.likely(parts)[0]]
        return [
            Candidate(slot, row, "part of a word")
            for slot, row in rows
            if fits(unit, row.entry.unit) and explain(parts, row).whole
        ]

    def _among(self, phrase: str, found: tuple[Candidate, ...], cut: bool, unit: str | None, *, worded: bool) -> Meant:
        """Of several the unit may decide; a part of a code alone never does, nor a code against the unit said."""
        if not found or cut:
            return Meant(None, found)
        sold = found if unit is None else tuple(one for one in found if fits(unit, one.row.entry.unit))
        if len(sold) == 1:
            weak = sold[0].reason == "part of a code"
            return Meant(None if weak else sold[0].slot, found, reason=sold[0].reason if len(found) == 1 else "unit")
        if sold or unit is None:
            return Meant(None, sold or found)
        packed = self.packed_otherwise([one.slot for one in found], unit)
        if len(packed) == 1:
            return Meant(packed[0].slot, (*packed, *found), reason="unit")
        if others := self._sold_by(phrase, unit):
            return Meant(None, (*found, *others))
        if len(found) == 1 and worded and found[0].reason != "part of a code":
            return Meant(found[0].slot, found, unit_clash=True, reason=found[0].reason)
        return Meant(None, found)

    def _candidates(self, phrase: str) -> tuple[tuple[Candidate, ...], bool]:
        parts = self._parts(phrase)
        if parts.empty or (sum(map(len, parts.han)) == 1 and not (parts.codes or parts.measures or parts.sizes)):
            return (), False  # one character says too little
        slots, cut = self.index.likely(parts)
        found = [(slot, self.index.rows[slot], explain(parts, self.index.rows[slot])) for slot in slots]
        whole = [(slot, row, how) for slot, row, how in found if how.whole]
        least = min((how.slips for _slot, _row, how in whole), default=0)
        firm = any(not how.weak for _slot, _row, how in whole)
        kept = [
            Candidate(slot, row, _reason(how))
            for slot, row, how in whole
            if how.slips == least and not (how.weak and firm)
        ]
        return tuple(kept), cut and len(kept) > 1

    def _parts(self, phrase: str) -> Parts:
        parts = parts_of(_brands_in_letters(phrase, self.index))
        plain = [
            at
            for at, code in enumerate(parts.codes)
            if code in _PLAIN_ENGLISH and len(parts.codes) > 1 and not self.index.knows(f"c:{code}")
        ]
        if plain:
            parts = replace(parts, codes=tuple(code for at, code in enumerate(parts.codes) if at not in plain))
        return parts


def _other_goods(phrase: str, unit: str, own: str) -> bool:
    """12A 20瓶 of a cartridge: a code alone with a unit of what is poured or weighed means something else with it."""
    return phrase.isascii() and own in DOZENED and canonical(unit) in _POURED


_POURED: Final = frozenset({"瓶", "桶", "罐", "公斤"})
_WORD_AND_NUMBER = re.compile(
    r"(?P<word>[\u4e00-\u9fff]{2,}) ?(?P<number>[0-9.]+)|(?P<first>[0-9]+) ?(?P<then>[\u4e00-\u9fff]{2,})"
)


def _turned(phrase: str) -> str:
    """平板灯600 as 600平板灯, 84小瓶 as 小瓶84; nothing for what is no word with a number beside it."""
    found = _WORD_AND_NUMBER.fullmatch(phrase.strip())
    if found is None:
        return ""
    return found["number"] + found["word"] if found["word"] else found["then"] + found["first"]


_ONE_MORE = re.compile(r".*[^\u4e00-\u9fff] ?[\u4e00-\u9fff]|.*[克寸米号升码] ?[\u4e00-\u9fff]")
_NO_POINT = re.compile(r"(?<![0-9])\.|\.(?![0-9])")


@lru_cache(maxsize=16384)
def _with_points(name: str) -> str:
    """A name without marks between its words, the points of its numbers kept."""
    return "".join(char for char in _NO_POINT.sub("", name.lower()) if char.isalnum() or char == ".")


def _reason(how: Explained) -> str:
    if how.weak:
        return "part of a code"
    return "slip" if how.slips else "parts"


_BRANDS = re.compile("|".join(LETTERS_FOR))
_MAKER: Final = re.compile(rf"(?P<maker>{'|'.join([*LETTERS_FOR, *LETTERS_FOR.values()])})[ -]?(?=[a-z]{{0,4}}-?[0-9])")


def _brands_in_letters(phrase: str, index: ProductIndex) -> str:
    """惠普12A as hp 12A where the catalog writes the maker in letters only."""

    def letters(found: re.Match[str]) -> str:
        word = found.group()
        if all(index.knows_pair(word[at : at + 2]) for at in range(len(word) - 1)):
            return word
        latin = LETTERS_FOR[word]
        return f"{latin} " if index.knows(f"c:{latin}") else word

    return _BRANDS.sub(letters, phrase)

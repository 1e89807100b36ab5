"""Customers by every way to name one: code, names, what is left of a name without its place, contact, sound, pinyin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from models.provinces import PROVINCES
from models.reading.entries import CustomerEntry
from models.reading.features import heard
from models.reading.text import folded
from models.reading.titles import SURNAMES, Person, person_of
from models.reading.wordlist import longest_first, words
from models.search.folding import compact, has_chinese, readings

# Of two that read alike the surer way to name a customer comes first.
WHOLE, PART, CONTACT = "whole", "part", "contact"

# What kind of firm it is: no name by itself, and after a name a part of it.
TRADES: Final[list[str]] = words("firms")["trades"]
_TRADE = re.compile("|".join(sorted(TRADES, key=len, reverse=True)))
_PLACE_END = re.compile(r"^(?:省|市|区|县|镇|乡|新区|自治区|特别行政区)")
_DISTRICT = re.compile(r"[\u4e00-\u9fff]{2}(?:新区|区|县|镇)(?=[\u4e00-\u9fff]{2})")
_LONGEST_SLIP = 16  # characters of a name in which one may be wrong
_PLACE = re.compile(longest_first([*PROVINCES, *words("firms")["cities"]]))


@dataclass(frozen=True, slots=True)
class Way:
    """One way to name a customer: whole (a name, a short name, an alias, the code), part of a name, or its contact."""

    slot: int
    kind: str


class CustomerIndex:
    """Customers in memory; put and removed one by one."""

    def __init__(self, entries: Iterable[CustomerEntry] = ()) -> None:
        self.rows: dict[int, CustomerEntry] = {}
        self.slots: dict[str, int] = {}
        self.written: dict[str, list[Way]] = {}  # by a name without separators
        self.sounding: dict[str, list[Way]] = {}  # by the syllables of a name
        self.spelled: dict[str, list[Way]] = {}  # by a name in pinyin
        self.slipped: dict[str, list[Way]] = {}  # by a name with one character left open
        self.contacts: dict[str, list[int]] = {}  # by the surname of the contact
        self.people: dict[int, Person] = {}
        self.starts: dict[str, dict[int, int]] = {}  # by two characters that begin a name: how long names are
        self.places: dict[str, int] = {}
        self._next = 0
        for entry in entries:
            self.put(entry)

    def put(self, entry: CustomerEntry) -> None:
        """Add a customer, or replace the one with its code."""
        self.remove(entry.code)
        slot, self._next = self._next, self._next + 1
        self.rows[slot], self.slots[entry.code] = entry, slot
        keys = _keys_of(entry)
        for key, kind in keys.written.items():
            self._add(self.written, key, Way(slot, kind))
            lengths = self.starts.setdefault(key[:2], {})
            lengths[len(key)] = lengths.get(len(key), 0) + 1
        for key, kind in keys.sounding.items():
            self._add(self.sounding, key, Way(slot, kind))
        for key, kind in keys.spelled.items():
            self._add(self.spelled, key, Way(slot, kind))
        for key in keys.slipped:
            self._add(self.slipped, key, Way(slot, WHOLE))
        if keys.person is not None:
            self.people[slot] = keys.person
            self.contacts.setdefault(keys.person.surname, []).append(slot)

    def remove(self, code: str) -> None:
        """Forget a customer; one that is not there is no error."""
        slot = self.slots.pop(code, None)
        if slot is None:
            return
        keys = _keys_of(self.rows.pop(slot))
        for key in keys.written:
            _forget(self.written, key, slot)
            lengths = self.starts[key[:2]]
            lengths[len(key)] -= 1
            if not lengths[len(key)]:
                del lengths[len(key)]
        for ways, gone in (
            (self.sounding, keys.sounding), (self.spelled, keys.spelled), (self.slipped, keys.slipped),
        ):  # fmt: skip
            for key in gone:
                _forget(ways, key, slot)
        person = self.people.pop(slot, None)
        if person is not None:
            self.contacts[person.surname].remove(slot)

    @staticmethod
    def _add(ways: dict[str, list[Way]], key: str, way: Way) -> None:
        ways.setdefault(key, []).append(way)


def _forget(ways: dict[str, list[Way]], key: str, slot: int) -> None:
    kept = [way for way in ways[key] if way.slot != slot]
    if kept:
        ways[key] = kept
    else:
        del ways[key]


@dataclass(frozen=True, slots=True)
class _Keys:
    """Every way to name a customer, each key with whether it is a whole name, a part of one, or the contact."""

    written: dict[str, str]
    sounding: dict[str, str]
    spelled: dict[str, str]
    slipped: dict[str, None]
    person: Person | None


def _keys_of(entry: CustomerEntry) -> _Keys:
    whole = [key for name in (entry.name, entry.short_name, *entry.aliases) if len(key := compact(folded(name))) > 1]
    called = dict.fromkeys(whole, WHOLE)
    city = folded(entry.city).removesuffix("市")
    bare = {name: without_place(name, (city, folded(entry.province))) for name in called}
    written = {key: WHOLE for key in (compact(folded(entry.code)), *called) if len(key) > 1}
    contact = folded(entry.contact)
    person = person_of(contact)
    unusual = person is not None and has_chinese(person.surname) and person.surname not in SURNAMES
    if person is not None and (unusual or not person.title) and len(compact(contact)) > 1:
        written.setdefault(compact(contact), CONTACT)
    for key in _beginnings(bare.values(), city):
        written.setdefault(key, PART)
    names = called | {core: called.get(core, PART) for core in sorted(_cores(bare.values()))}
    spoken = {name: kind for name, kind in names.items() if has_chinese(name)}
    spelled = {"".join(reading): kind for name, kind in spoken.items() for reading in readings(name)}
    slipped = dict.fromkeys(
        f"{name[:at]}*{name[at + 1 :]}" for name in names if 4 <= len(name) <= _LONGEST_SLIP for at in range(len(name))
    )
    return _Keys(written, {" ".join(map(heard, name)): kind for name, kind in spoken.items()}, spelled, slipped, person)


def without_place(key: str, own: tuple[str, str]) -> str:
    """A name without the places in front of it: 佛山市顺德众联电脑 is 众联电脑; `own` are its city and province."""
    while True:
        place = _PLACE.match(key)
        size = max([place.end() if place else 0, *(len(one) for one in own if one and key.startswith(one))])
        rest = key[size:] if size and len(key) > size + 1 else key
        if rest != key:
            rest = _PLACE_END.sub("", rest)
        if district := _DISTRICT.match(rest):
            rest = rest[district.end() :]
        if rest == key:
            return key
        key = rest


def _beginnings(names: Iterable[str], city: str) -> Iterator[str]:
    """From two characters on the beginnings of names without their place, also with the city before them."""
    for name in names:
        if has_chinese(name) and not _TRADE.match(name):
            for size in range(2, len(name) + 1):
                yield name[:size]
                if city:
                    yield city + name[:size]
                    yield f"{city}市{name[:size]}"


def _cores(names: Iterable[str]) -> set[str]:
    """What customers are really called: names without place and trade."""
    found = set()
    for name in names:
        trade = _TRADE.search(name, 2)
        found |= {name, name[: trade.start()] if trade else name}
    return {core for core in found if len(core) > 1 and not _TRADE.fullmatch(core)}

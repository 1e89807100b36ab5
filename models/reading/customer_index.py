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
from models.reading.titles import Person, person_of
from models.reading.wordlist import words
from models.search.folding import compact, has_chinese, readings

# Of two that read alike the surer way to name a customer comes first.
WHOLE, PART, CONTACT = "whole", "part", "contact"

# What kind of firm it is: no name by itself, and after a name a part of it.
TRADES: Final[list[str]] = words("firms")["trades"]
_TRADE = re.compile("|".join(sorted(TRADES, key=len, reverse=True)))
_PLACE_END = "省|市|区|县|镇|乡|新区|自治区|特别行政区"
_CITIES: Final[list[str]] = words("firms")["cities"]


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
        for key, kind in _names(entry):
            self._add(self.written, key, Way(slot, kind))
            lengths = self.starts.setdefault(key[:2], {})
            lengths[len(key)] = lengths.get(len(key), 0) + 1
        for key, kind in _spoken(entry):
            self._add(self.sounding, key, Way(slot, kind))
        for key, kind in _pinyin(entry):
            self._add(self.spelled, key, Way(slot, kind))
        for key in _open(entry):
            self._add(self.slipped, key, Way(slot, WHOLE))
        person = person_of(folded(entry.contact))
        if person is not None:
            self.people[slot] = person
            self.contacts.setdefault(person.surname, []).append(slot)

    def remove(self, code: str) -> None:
        """Forget a customer; one that is not there is no error."""
        slot = self.slots.pop(code, None)
        if slot is None:
            return
        entry = self.rows.pop(slot)
        for key, _kind in _names(entry):
            _forget(self.written, key, slot)
            lengths = self.starts[key[:2]]
            lengths[len(key)] -= 1
            if not lengths[len(key)]:
                del lengths[len(key)]
        for key, _kind in _spoken(entry):
            _forget(self.sounding, key, slot)
        for key, _kind in _pinyin(entry):
            _forget(self.spelled, key, slot)
        for key in _open(entry):
            _forget(self.slipped, key, slot)
        person = self.people.pop(slot, None)
        if person is not None:
            self.contacts[person.surname].remove(slot)

    @staticmethod
    def _add(ways: dict[str, list[Way]], key: str, way: Way) -> None:
        listed = ways.setdefault(key, [])
        if way not in listed:
            listed.append(way)


def _forget(ways: dict[str, list[Way]], key: str, slot: int) -> None:
    kept = [way for way in ways.get(key, ()) if way.slot != slot]
    if kept:
        ways[key] = kept
    else:
        ways.pop(key, None)


def _called(entry: CustomerEntry) -> dict[str, None]:
    """The names that stand for the customer whole, compact."""
    names = (entry.name, entry.short_name, *entry.aliases)
    return dict.fromkeys(key for name in names if len(key := compact(folded(name))) > 1)


def without_place(key: str, entry: CustomerEntry) -> str:
    """A name without the places in front of it: 佛山市顺德众联电脑 is 众联电脑."""
    places = {folded(entry.city), folded(entry.province), *PROVINCES, *_CITIES} - {""}
    places |= {place.removesuffix("市") for place in places}
    while True:
        place = next((one for one in places if key.startswith(one) and len(key) > len(one) + 1), "")
        rest = re.sub(rf"^(?:{_PLACE_END})", "", key[len(place) :]) if place else key
        district = re.match(r"[\u4e00-\u9fff]{2}(?:新区|区|县|镇)(?=[\u4e00-\u9fff]{2})", rest)
        rest = rest[district.end() :] if district else rest
        if rest == key:
            return key
        key = rest


def _names(entry: CustomerEntry) -> Iterator[tuple[str, str]]:
    """Every key in writing, each once: whole names, a contact without a title, beginnings of names without place."""
    seen: set[str] = set()
    for key in (compact(folded(entry.code)), *_called(entry)):
        if len(key) > 1 and key not in seen:
            seen.add(key)
            yield key, WHOLE
    person = person_of(folded(entry.contact))
    contact = compact(folded(entry.contact))
    if person is not None and not person.title and len(contact) > 1 and contact not in seen:
        seen.add(contact)
        yield contact, CONTACT
    for key in _parts(entry):
        if key not in seen:
            seen.add(key)
            yield key, PART


def _parts(entry: CustomerEntry) -> Iterator[str]:
    for name in _called(entry):
        bare = without_place(name, entry)
        if not has_chinese(bare) or _TRADE.match(bare):
            continue
        city = folded(entry.city).removesuffix("市")
        for size in range(2, len(bare) + 1):
            yield bare[:size]
            if city and has_chinese(bare):
                yield city + bare[:size]
                yield f"{city}市{bare[:size]}"


def core_of(entry: CustomerEntry) -> set[str]:
    """What a customer is really called: names without place and trade, and the short names as they are."""
    found = set()
    for name in _called(entry):
        bare = without_place(name, entry)
        trade = _TRADE.search(bare, 2)
        found.add(bare[: trade.start()] if trade else bare)
        found.add(bare)
    return {core for core in found if len(core) > 1 and not _TRADE.fullmatch(core)}


def _spoken(entry: CustomerEntry) -> Iterator[tuple[str, str]]:
    called = _called(entry)
    for name in dict.fromkeys([*called, *sorted(core_of(entry))]):
        if has_chinese(name):
            kind = WHOLE if name in called else PART
            yield " ".join(map(heard, name)), kind


def _pinyin(entry: CustomerEntry) -> Iterator[tuple[str, str]]:
    called = _called(entry)
    for name in dict.fromkeys([*called, *sorted(core_of(entry))]):
        for reading in readings(name):
            yield "".join(reading), WHOLE if name in called else PART


def _open(entry: CustomerEntry) -> Iterator[str]:
    for name in {*_called(entry), *core_of(entry)}:
        if 4 <= len(name) <= 16:
            for at in range(len(name)):
                yield f"{name[:at]}*{name[at + 1 :]}"

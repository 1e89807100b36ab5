"""老规矩，再加5支303: what a message that repeats the customer's last order says otherwise than that order.

Each line is something more, or how much there is of it this time; what is left out is kept in the words it was said in,
since the last order decides what these mean (墨水 of an order with one ink).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from models.reading.answer import TERMS, Reading, ReadLine
from models.reading.catalog import Catalog
from models.reading.entries import ProductEntry
from models.reading.product_index import ProductIndex
from models.reading.products import ProductReader
from models.reading.stretches import Stretch, overlap, stretch_of
from models.reading.text import Place, Text, fold
from models.reading.wordlist import rows, words

_TABLES: Final = words("last_time")
_REPEATS: Final = tuple(pattern for kind, pattern in rows("markers", "kind") if kind == "repeat")
_BEFORE, _BEHIND, _ADD, _OTHER, _DROP, _DROPPED, _IDLE, _SAYS, _JOINING = (
    re.compile(_TABLES[name])
    for name in ("before", "behind", "add", "other", "drop", "dropped", "idle", "says", "joining")
)
_BARE: Final = re.compile(rf"^(?:{_TABLES['around']})+|(?:{_TABLES['around']})+$")
_MARK: Final = re.compile(r"[,。;!\n:]")
_CLAUSE: Final = re.compile(r"[^,。;!\n]+")


@dataclass(frozen=True)
class _Said:
    """The folded message, and what was read in it where."""

    text: Text
    lines: tuple[Stretch, ...]
    named: tuple[Stretch, ...]  # the customer
    terms: tuple[Stretch, ...]
    again: Stretch  # 老规矩


def with_changes(reading: Reading, catalog: Catalog) -> Reading:
    """The reading with what it says otherwise than the last order, if it repeats that."""
    said = _repeated(reading) if reading.kind == "order" else None
    if said is None:
        return reading
    out = tuple(_left_out(said, reading.lines, catalog))
    ways = _ways(said, out)
    if "" in ways:  # 老规矩 12A 20支: these goods alone, or these beside the others?
        return replace(reading, not_applied=(said.text.place(*said.again),))
    lines = tuple(replace(line, way=way) for line, way in zip(reading.lines, ways, strict=True))
    left_out = tuple(said.text.place(*one) for one in out)
    return replace(reading, lines=lines, repeats=True, left_out=left_out, not_applied=tuple(_not_applied(said, out)))


def phrases_in(said: str) -> list[str]:
    """墨水和碳粉: the goods that are left out, one by one."""
    text = fold(said)
    cuts = [0, *(at for found in _JOINING.finditer(text.said) for at in found.span()), len(text.said)]
    parts = [_bare(text, start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=True)]
    return [said[slice(*text.place(start, end))] for start, end in parts if start < end]


def among(phrase: str, unit: str | None, entries: Iterable[ProductEntry]) -> list[str]:
    """Which of a few products (those of an order) a phrase names: the sku of the one, or of every one it may name."""
    products = ProductReader(ProductIndex(entries))
    meant = products.meant(fold(phrase).said, unit)
    if meant.slot is not None:
        return [products.index.rows[meant.slot].entry.sku]
    return [one.row.entry.sku for one in meant.candidates]


def _repeated(reading: Reading) -> _Said | None:
    text = fold(reading.text)
    lines = tuple(stretch_of(text, _places(line)) for line in reading.lines)
    named = tuple(stretch_of(text, [place]) for place in reading.customer.places)
    held = (field for name in TERMS if (field := getattr(reading, name)).value is not None)  # 不要顺丰 says no other
    terms = tuple(stretch_of(text, [place]) for field in held for place in field.places)
    for found in (found for pattern in _REPEATS for found in pattern.finditer(text.said)):
        behind_others = max((end for _start, end in (*named, *terms) if end <= found.start()), default=0)
        before = _MARK.split(text.said[behind_others : found.start()])[-1].strip()
        if _BEFORE.fullmatch(before) and _BEHIND.match(text.said, found.end()):
            return _Said(text, lines, named, terms, found.span())
    return None


def _places(line: ReadLine) -> list[Place]:
    return [*line.sku.places, *line.quantity.places]


def _left_out(said: _Said, lines: tuple[ReadLine, ...], catalog: Catalog) -> Iterator[Stretch]:
    """What is not wanted this time: what stands behind 不要, or before 不要了, and names goods."""
    products = ProductReader(catalog.products)
    counted = [start for (start, _end), line in zip(said.lines, lines, strict=True) if line.quantity.value]
    for found in _DROP.finditer(said.text.said):
        ends = _MARK.search(said.text.said, found.end())
        until = min([one for one in counted if one > found.end()], default=len(said.text.said))
        stretch = _bare(said.text, found.end(), min(until, ends.start() if ends else until))
        if _names_goods(said, stretch, products):
            yield stretch
    for found in _DROPPED.finditer(said.text.said):
        since = max(
            [0, *(mark.end() for mark in _MARK.finditer(said.text.said, 0, found.start()))]
            + [end for _start, end in (*said.lines, *said.named, *said.terms, said.again) if end <= found.start()]
        )
        stretch = _bare(said.text, since, found.start())
        if _names_goods(said, stretch, products):
            yield stretch


def _bare(text: Text, start: int, end: int) -> Stretch:
    """The stretch without words around it that name no goods."""
    words = text.said[start:end]
    first = next((found.end() for found in _BARE.finditer(words) if found.start() == 0), 0)
    last = next((found.start() for found in _BARE.finditer(words) if found.start() > 0), len(words))
    return start + first, start + last


def _names_goods(said: _Said, stretch: Stretch, products: ProductReader) -> bool:
    return any(products.names_any(phrase) for phrase in phrases_in(said.text.said[slice(*stretch)]))


def _ways(said: _Said, out: tuple[Stretch, ...]) -> list[str]:
    """For each line whether it is something more (`add`), how much there is of it (`set`), or left out (`drop`).

    What stands behind the first of a list (再加5支303、10支36A) is said in the same way.
    """
    ways: list[str] = []
    way, since = "", said.again[1]
    for line in said.lines:
        window = said.text.said[since : line[1]]
        if any(overlap(line, one) for one in out):
            ways.append("drop")
            continue
        if _ADD.search(window):
            way = "add"
        elif _OTHER.search(window):
            way = "set"
        ways.append(way)
        since = max(since, line[1])
    return ways


def _not_applied(said: _Said, out: tuple[Stretch, ...]) -> Iterator[Place]:
    """Clauses that say something otherwise, of which nothing was read: 都翻一倍."""
    for clause in _CLAUSE.finditer(said.text.said):
        nothing = not any(overlap(clause.span(), one) for one in (*said.lines, *said.terms, *out))
        if nothing and _SAYS.search(clause.group()) and not _IDLE.search(clause.group()):
            yield said.text.place(*clause.span())

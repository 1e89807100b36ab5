"""恒达要12A 20支，文渊要88A 10支: a message for several customers parted into one for each, where that is clear.

Each part is a message of its own, with what is said of all of them; it must say for whom and what, and together the
parts must hold every line. Where they do not, nothing is parted: then nobody knows whose the goods are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from models.reading.answer import TERMS, Reading
from models.reading.catalog import Catalog
from models.reading.products import ProductReader
from models.reading.stretches import Stretch, overlap, stretch_of
from models.reading.text import Place, Text, fold
from models.reading.wordlist import longest_first, words

_TABLES: Final = words("parting")
_BEFORE, _GIVEN, _ALL = (re.compile(_TABLES[name]) for name in ("before", "given", "all"))
_MARK: Final = re.compile(r"[,。;!?\n、]")
_CLAUSE: Final = re.compile(r"[^,。;!?\n、]+")
_STRANGER: Final = re.compile(
    rf"(?:^|(?<=[,。;!?\n ]))(?:{_TABLES['lead']})(?P<name>{_TABLES['stranger']})(?:{_TABLES['ordering']})"
)
_FILLERS: Final = re.compile(longest_first(words("fillers")["parting"]))
_TWO_NAMED: Final = "two customers"
_SEVERAL: Final = (_TWO_NAMED, "name and contact disagree")
_LOOSE: Final = " \t\n,，、;；。"  # at the ends of a part
_FEWEST, _MOST = 2, 8  # customers in one message

Read = Callable[[str], Reading]


def with_parts(reading: Reading, read: Read, catalog: Catalog) -> Reading:
    """The reading with what it holds for other customers: each one's part where the text parts them."""
    if reading.kind == "other" or not (reading.lines or reading.repeats):
        return reading
    text, products = fold(reading.text), ProductReader(catalog.products)
    several = reading.customer.why in _SEVERAL
    named = [stretch_of(text, [place]) for place in sorted(reading.customer.places)]
    more = [] if several else list(_also_named(text, reading, read))
    strangers = () if several else tuple(_strangers(text, reading, more, products))
    if not several and not more:
        return replace(reading, strangers=strangers)
    apart = _parted(text, sorted(named + more), reading, read)
    both = bool(more) or reading.customer.why == _TWO_NAMED
    return replace(reading, apart=apart, several=both and not apart, strangers=strangers)


def _parted(text: Text, named: Sequence[Stretch], reading: Reading, read: Read) -> tuple[Reading, ...]:
    """One reading for each customer; nothing where the text does not part them."""
    for cuts in (_before_each(text, named), _behind_each(text, named)):
        if _FEWEST < len(cuts) <= _MOST:
            parts = _parts(text, cuts, reading, read)
            if _holds(parts, reading):
                return parts
    return ()


def _also_named(text: Text, reading: Reading, read: Read) -> Iterator[Stretch]:
    """文渊 12A 20支，一诺 88A 10支: beside a whole name a part of one is looked for only where it begins goods."""
    lines = [stretch_of(text, (*line.sku.places, *line.quantity.places)) for line in reading.lines]
    named = [stretch_of(text, [place]) for place in reading.customer.places]
    known = {choice.key for choice in reading.customer.choices}
    for clause in _CLAUSE.finditer(text.said) if known else ():
        own = [line for line in lines if clause.start() <= line[0] < clause.end()]
        lead = text.said[clause.start() : min(own)[0]] if own else ""
        rest = _FILLERS.sub("", lead).strip()
        if len(rest) < _FEWEST or any(overlap(clause.span(), one) for one in named):
            continue
        found = read(_words(text, *clause.span())).customer
        if found.choices and not known & {choice.key for choice in found.choices}:
            first = text.place(*clause.span())[0]
            yield stretch_of(text, [(first + start, first + end) for start, end in found.places])


def _strangers(text: Text, reading: Reading, more: Sequence[Stretch], products: ProductReader) -> Iterator[Place]:
    """恒达要12A 20支，宏图要88A, where nobody knows 宏图: behind one customer's goods another's may begin."""
    lines = [stretch_of(text, (*line.sku.places, *line.quantity.places)) for line in reading.lines]
    named = [stretch_of(text, [place]) for place in reading.customer.places]
    for found in _STRANGER.finditer(text.said) if named and lines else ():
        name = found.span("name")
        between = min(named)[0] < min(lines)[0] < name[0] < max(lines)[0]
        known = any(overlap(name, one) for one in (*lines, *named, *more))
        goods = any(map(products.index.knows_pair, map("".join, pairwise(found["name"]))))
        if between and not (known or goods) and len(_FILLERS.sub("", found["name"])) >= _FEWEST:
            yield text.place(*name)


def _before_each(text: Text, named: Sequence[Stretch]) -> list[int]:
    """恒达要…，文渊要…: where each customer begins a clause, and the end; nothing where one does not."""
    starts = []
    for at, _end in named:
        since = max((mark.end() for mark in _MARK.finditer(text.said, 0, at)), default=0)
        blank = text.said.rfind(" ", since, at) + 1  # 恒达 12A 20支 文渊 88A 10支
        begins = [one for one in (since, blank) if one >= since and _BEFORE.fullmatch(text.said[one:at].strip())]
        if not begins:
            return []
        starts.append(begins[0])
    return [*dict.fromkeys(starts), len(text.said)]


def _behind_each(text: Text, named: Sequence[Stretch]) -> list[int]:
    """12A 20支给恒达，88A 10支给文渊: the beginning, and where each clause ends that gives its customer."""
    ends = [0]
    for at, end in named:
        if not _GIVEN.search(text.said[:at]):
            return []
        mark = _MARK.search(text.said, end)
        ends.append(mark.end() if mark else len(text.said))
    return list(dict.fromkeys(ends))


def _parts(text: Text, cuts: list[int], reading: Reading, read: Read) -> tuple[Reading, ...]:
    """Each part with what is said before the first, and at the end where that is said of all."""
    head, tail = _words(text, 0, cuts[0]), _tail(text, reading)
    cuts = [*cuts[:-1], min(cuts[-1], tail)] if tail > cuts[-2] else cuts
    said = [head + _words(text, start, end).strip(_LOOSE) for start, end in pairwise(cuts)]
    rest = _words(text, tail, len(text.said))
    *others, last = map(read, said)
    of_all = (
        text.said[tail : tail + 1] == "\n" or _ALL.match(text.said, tail) or not any(map(_says_how, (*others, last)))
    )
    if not rest.strip(_LOOSE):
        return (*others, last)
    return tuple(read(one + rest) for one in said) if of_all else (*others, read(said[-1] + rest))


def _tail(text: Text, reading: Reading) -> int:
    """Where what follows the last goods begins: a clause of its own."""
    places = [place for line in reading.lines for place in (*line.sku.places, *line.quantity.places)]
    places += reading.customer.places
    behind = stretch_of(text, places)[1]
    mark = _MARK.search(text.said, behind)
    return mark.start() if mark else len(text.said)


def _words(text: Text, start: int, end: int) -> str:
    return text.original[slice(*text.place(start, end))] if start < end else ""


def _says_how(reading: Reading) -> bool:
    return any(getattr(reading, name).places for name in TERMS)


def _holds(parts: tuple[Reading, ...], whole: Reading) -> bool:
    """Whether each part says for whom and what, nobody is named in two, and no line was lost."""
    lines = [line.to_json() for part in parts for line in part.lines]
    named = [{choice.key for choice in part.customer.choices} for part in parts]
    return (
        all(part.kind != "other" and (part.lines or part.repeats) for part in parts)
        and all(named)
        and not any(part.customer.why in _SEVERAL for part in parts)
        and sum(map(len, named)) == len(set().union(*named))
        and lines == [line.to_json() for line in whole.lines]
    )

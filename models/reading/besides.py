"""送货地址：…, 附送货单, PO 45881, 试试质量: what a message says beside its goods and terms, in its own words.

An order and a request for a sample have a place for some of it; the rest is for the note, so that nothing that was said
is passed over in silence. None of it is part of the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from models.reading.answer import TERMS, Field, Reading
from models.reading.stretches import Stretch, overlap, stretch_of
from models.reading.text import Text, fold
from models.reading.wordlist import compiled, rows, words

_TABLES: Final = words("besides")


def _pattern(name: str) -> re.Pattern[str]:
    return compiled([_TABLES[name]], _TABLES)


_LABELLED: Final = _pattern("labelled")
_GOES: Final = _pattern("goes")
_DETAIL: Final = _pattern("detail")
_VAGUE: Final = _pattern("vague")
_SAME: Final = _pattern("same")
_NO_PLACE: Final = _pattern("no_place")
_GOES_ON: Final = _pattern("goes_on")
_CALLED: Final = _pattern("called")
_LEAD: Final = _pattern("lead")
_ASIDE: Final = _pattern("aside")
_LOOK: Final = _pattern("look")
_RECEIVER: Final = _pattern("receiver")
_PAPERS: Final = _pattern("papers")
_WITH: Final = _pattern("with")
_NUMBER: Final = _pattern("number")
_NOTE: Final = _pattern("note")
_BEFORE: Final = _pattern("before")
_PURPOSE: Final = _pattern("purpose")
_BARE: Final = tuple(pattern for what, pattern in rows("noise", "what") if what == "address")
_LINE_END: Final = re.compile(
    r"[\n;。]| (?:by|via|pls|please|thanks|thx|before|tomorrow|today|asap)(?![a-z])|就(?:可以|行|好)|即可|$"
)
_CLAUSE_END: Final = re.compile(r"[,。;!?\n]|$")
_CLAUSE_MARK: Final = re.compile(r"[,。;!?\n]|(?<=[\u4e00-\u9fff]) | (?=[\u4e00-\u9fff])")
_LOOSE: Final = " \t\n,.:;、。()"


def with_besides(reading: Reading) -> Reading:
    """The reading with where it goes, what a sample is for, and what else is to be noted."""
    if reading.kind == "other":
        return reading
    text = fold(reading.text)
    taken = [stretch_of(text, (*line.sku.places, *line.quantity.places)) for line in reading.lines]
    taken += [stretch_of(text, [place]) for name in TERMS for place in getattr(reading, name).places]
    named = [stretch_of(text, [place]) for place in reading.customer.places]
    address, vague = _address(text, taken, named, sample=reading.kind == "sample")
    verbs = [found.span() for pattern in (_LABELLED, _GOES) for found in pattern.finditer(text.said)]
    purpose = _purpose(text, [*taken, *named, *address, *verbs]) if reading.kind == "sample" else []
    read = [*address, *vague, *purpose]
    remarks = [*vague]
    for one in _remarks(text, taken, named):
        if not any(overlap(one, other) for other in read):
            remarks.append(one)
            read.append(one)
    return replace(
        reading,
        address=_field(text, address),
        purpose=_field(text, purpose),
        remarks=tuple(text.place(*one) for one in sorted(remarks)),
    )


def _field(text: Text, stretches: Sequence[Stretch]) -> Field:
    places = tuple(text.place(*one) for one in stretches)
    said = " ".join(" ".join(text.original[start:end].split()) for start, end in places)
    return Field(said, places, why="said") if places else Field()


def _address(
    text: Text, taken: list[Stretch], named: list[Stretch], *, sample: bool
) -> tuple[list[Stretch], list[Stretch]]:
    """Where it goes, with who receives it; and what only names a town or some place that is no address yet."""
    vague: list[Stretch] = []
    for found in _LABELLED.finditer(text.said):
        stretch = _up_to(text, found.end(), _LINE_END, taken)
        if stretch is not None and not _SAME.search(text.said, *stretch):
            return [stretch, *_receiver(text, stretch)], vague
    for found in _GOES.finditer(text.said):
        stretch = _up_to(text, found.end(), _CLAUSE_END if _is_han(text, found.end()) else _LINE_END, taken)
        if stretch is None or any(overlap(stretch, one) for one in named) or _no_place(text, stretch):
            continue
        words = text.said[slice(*stretch)]
        if sample or (_DETAIL.search(words) and not _VAGUE.fullmatch(words)):
            return [stretch, *_receiver(text, stretch)], vague
        vague.append((found.start(), stretch[1]))
    bare = [stretch for pattern in _BARE for found in pattern.finditer(text.said)
            if (stretch := _up_to(text, _road(text, found, named), _LINE_END, taken)) is not None]  # fmt: skip
    return ([bare[0], *_receiver(text, bare[0])] if bare else []), vague


def _road(text: Text, found: re.Match[str], named: Sequence[Stretch]) -> int:
    """Where an address begins that stands without a word before it: behind the customer's name, and behind 寄."""
    start = max([found.start(), *(end for _start, end in named if end < found.end())])
    lead = _LEAD.match(text.said, start)
    return lead.end() if lead else start


def _is_han(text: Text, at: int) -> bool:
    return any("\u3400" <= char <= "\u9fff" for char in text.said[at : at + 3])


def _no_place(text: Text, stretch: Stretch) -> bool:
    return _NO_PLACE.search(text.said[slice(*stretch)]) is not None


def _up_to(text: Text, start: int, ends: re.Pattern[str], taken: Sequence[Stretch]) -> Stretch | None:
    """An address from where it begins: to the end of its line or clause, as far as its parts go on with it."""
    found = ends.search(text.said, start)
    end = min([one for one, _end in taken if one >= start], default=len(text.said))
    end = min(end, found.start()) if found else end
    marks = [mark.span() for mark in _CLAUSE_MARK.finditer(text.said, start, end)]
    for before, behind in marks:
        following = next((after for after, _behind in marks if after >= behind), end)
        part = text.said[behind:following]
        goes_on = _DETAIL.search(part) or _GOES_ON.search(part) or _CALLED.match(text.said, behind)
        if not goes_on or _NUMBER.search(part) or _ASIDE.search(part) or (_PAPERS.search(part) and _WITH.search(part)):
            end = before
            break
    return _tight(text, start, end)


def _tight(text: Text, start: int, end: int) -> Stretch | None:
    """The stretch without blanks and marks at its ends; nothing where too little is left."""
    said = text.said[start:end]
    start, end = end - len(said.lstrip(_LOOSE)), start + len(said.rstrip(_LOOSE))
    return (start, end) if end - start > 1 else None


def _receiver(text: Text, address: Stretch) -> list[Stretch]:
    """收货人：张三, 电话：138…: on lines of their own beside the address."""
    return [found.span() for found in _RECEIVER.finditer(text.said) if not overlap(found.span(), address)]


def _purpose(text: Text, taken: Sequence[Stretch]) -> list[Stretch]:
    for found in _PURPOSE.finditer(text.said):
        name = next((name for name in ("said", "use") if found[name]), 0)
        start, end = found.span(name)
        stretch = _tight(text, start, min([end, *(one for one, _end in taken if one >= start)]))
        if stretch is None or any(overlap(stretch, one) for one in taken):
            continue
        if not _LOOK.fullmatch(text.said, *stretch):  # 看看 of 想看看样品 says nothing of what for
            return [stretch]
    return []


def _remarks(text: Text, taken: Sequence[Stretch], named: Sequence[Stretch]) -> Iterator[Stretch]:
    """What is to be noted: what stands behind 备注, papers, the customer's own number, a call before."""
    for found in _NOTE.finditer(text.said):
        stretch = _tight(text, *found.span("said"))
        if stretch is not None and not any(overlap(stretch, one) for one in taken):
            yield stretch
    for found in _NUMBER.finditer(text.said):
        if not any(overlap(found.span(), one) for one in taken):
            yield found.span()
    for found in _PAPERS.finditer(text.said):
        around = _around(text, found.span(), [*taken, *named])
        if around is not None and _WITH.search(text.said, *around):
            yield around
    for found in _BEFORE.finditer(text.said):
        yield found.span()


def _around(text: Text, found: Stretch, taken: Sequence[Stretch]) -> Stretch | None:
    """The clause around it, as far as nothing else was read there."""
    start = max((mark.end() for mark in _CLAUSE_MARK.finditer(text.said, 0, found[0])), default=0)
    mark = _CLAUSE_MARK.search(text.said, found[1])
    start = max([start, *(end for _start, end in taken if end <= found[0])])
    end = min([mark.start() if mark else len(text.said), *(one for one, _end in taken if one >= found[1])])
    return None if any(overlap(found, one) for one in taken) else _tight(text, start, end)

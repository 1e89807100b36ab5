"""Whole names of the catalog in the text: codes in any spelling, names, short names, aliases; the longest first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from models.reading.catalog import Catalog
from models.reading.customer_index import CONTACT, WHOLE, CustomerIndex
from models.reading.features import IN_A_PACK, MEASURE, PIECES, SIZE, parts_of
from models.reading.mentions import Board
from models.reading.quantities import counts_goods
from models.reading.titles import CALLED, Person, familiar, meant, person_in, unusual
from models.search.folding import compact

_BARRIER = frozenset(",;。!?:\n\t、")
_SHORTEST_PART = 3  # characters; a shorter part of a customer's name is looked for only where nothing else was read
_SHORTEST_NUMBER = 3  # digits; a shorter alias of digits only is taken for a number
_MEASURED = re.compile(f"{SIZE}|{MEASURE}")
_PACKED = re.compile(rf"{PIECES}(?:{IN_A_PACK}|(?=\t))")
_CODE_AND_SIZE = re.compile(r"(?<![a-z0-9])[a-z]+\d+(?:\.\d+)?[x×*]\d+(?:\.\d+)?(?![a-z0-9])")
_ALONG = re.compile(rf"(?P<measure>{MEASURE})[宽长高厚粗]度?")
_SLASHED = re.compile(rf"(?<![a-z0-9.])(?P<number>\d+)/(?P<measure>{MEASURE})")
_BEFORE_COUNT = re.compile(r"(?<![a-z0-9.-])\d+(?:\.\d+)?(?:mm|cm|ml|kg|g|l|w|v|m)(?=\d+ ?[\u4e00-\u9fff])")
_SHARED_UNIT = re.compile(
    r"(?<![a-z0-9.])(?P<numbers>\d+(?:\.\d+)?(?:[、/]\d+(?:\.\d+)?)+)(?P<unit>寸|码|毫米|厘米|平方|公分|毫升|mm|cm|ml|w|瓦)"
)
_SIGNED = re.compile(r"(?<![a-z0-9.])[a-z]*\d+(?:[/+]\d+)+(?![a-z0-9.])")
_DASHED = re.compile(r"(?<![a-z0-9.-])\d+[a-z]+-\d+(?![a-z0-9.-])")
_MONEY = "元|块|¥|%|折|号|月|年|日|天|点"


@dataclass(frozen=True, slots=True)
class _Squeezed:
    """The text without separators, as whole names are compared; `at` says where each character stands."""

    said: str
    at: tuple[int, ...]


def read_names(board: Board, catalog: Catalog, units: str) -> None:
    """Mark whole names; where two overlap the longer one, of two that are alike the customer's."""
    squeezed = _squeeze(board.said)
    _read_codes(board, catalog, units)
    found = [(key, start, end, "customer") for key, start, end in _windows(squeezed, catalog.customers.starts)]
    found += [(key, start, end, "goods") for key, start, end in _windows(squeezed, catalog.products.starts)]
    number_then_unit = re.compile(rf" ?(?:{units}|{_MONEY}|[x×*] ?\d+(?![\d ,;。、\n]|$))")
    for key, start, end, kind in sorted(found, key=lambda one: (-len(one[0]), one[1], one[3])):
        if kind == "customer":
            ways = catalog.customers.written.get(key, ())
            people = [way.slot for way in ways if way.kind == CONTACT]
            if people and len(people) == len(ways) and _stands_alone(board.said, start, end, units):
                board.put("person", start, end, (catalog.customers.people[people[0]], people), "contact")
                continue
            whole = any(way.kind == WHOLE for way in ways)
            enough = whole or (
                bool(ways) and len(key) >= _SHORTEST_PART and not _cuts_a_word(board, start, end, catalog)
            )
            if enough and _stands_alone(board.said, start, end, units):
                board.put("customer", start, end, key, "name")
        elif key in catalog.products.exact and (
            _stands_alone(board.said, start, end, units, as_written=_as_written(board.said[start:end], key, catalog))
        ):
            if key.isdigit() and (len(key) < _SHORTEST_NUMBER or number_then_unit.match(board.said, end)):
                continue
            board.put("goods", start, end, key, "name")


def _read_codes(board: Board, catalog: Catalog, units: str) -> None:
    """Codes with signs in them: W712/75, 3+2苏打饼干, 5W-40."""
    products = catalog.products
    for code in _SIGNED.finditer(board.left):
        if products.knows(f"c:{compact(code.group())}") and not re.match(f" ?{units}", board.said[code.end() :]):
            board.put("measure", *code.span(), why="code")
    for code in _DASHED.finditer(board.left):
        if products.knows(f"c:{compact(code.group())}") or products.named_with(*code.group().split("-")):
            board.put("measure", *code.span(), why="code")


def _cuts_a_word(board: Board, start: int, end: int, catalog: Catalog) -> bool:
    """Whether a part of a name ends within goods: 鸿泰 灯带 is 鸿泰 and no 鸿泰灯."""
    return " " in board.said[start:end] or catalog.products.knows_pair(board.said[end - 1 : end + 1])


def read_measures(board: Board, catalog: Catalog) -> None:
    """Mark measures and sizes that goods of the catalog have: 80克 is no quantity where there is paper of 80克."""
    knows = catalog.products.knows
    for found in _SLASHED.finditer(board.left):  # H4 60/55W
        if knows(f"c:{found['number']}") and _measured(found["measure"], catalog):
            board.put("measure", *found.span(), why="two measures")
    for found in _CODE_AND_SIZE.finditer(board.left):  # M8×30
        if knows(f"c:{compact(found.group())}"):
            board.put("measure", *found.span(), why="code and size")
    _read_shared_units(board, catalog)
    _read_with_more(board, catalog)
    for found in _PACKED.finditer(board.left):  # 50片装
        if knows(f"c:{found['many']}{found['counter']}"):
            board.put("measure", *found.span(), f"{found['many']}{found['counter']}装", "along")
    for found in _MEASURED.finditer(board.left):
        if catalog.products.counted_by(found.group()) or counts_goods(board.said, found, catalog.products):
            continue
        if _measured(found.group(), catalog):
            board.put("measure", *found.span(), why="measure")


def _read_with_more(board: Board, catalog: Catalog) -> None:
    """Measures with a word behind (一米宽), and those right before how many they are (6mm20支)."""
    for found in _ALONG.finditer(board.left):
        if _measured(found["measure"], catalog):
            board.put("measure", *found.span(), value=found["measure"], why="along")
    count = re.compile(rf"\d+ ?{catalog.unit_pattern()}")
    for found in _BEFORE_COUNT.finditer(board.left):
        if count.match(board.said, found.end()) and _measured(found.group(), catalog):
            board.put("measure", *found.span(), why="measure")


def _measured(said: str, catalog: Catalog) -> bool:
    """Whether goods of the catalog have the measure or the size."""
    parts, knows = parts_of(said), catalog.products.knows
    return any(knows(f"m:{value:f}{unit}") for value, unit in parts.measures) or any(
        knows(f"s:{'x'.join(size)}") for size in parts.sizes
    )


def _read_shared_units(board: Board, catalog: Catalog) -> None:
    """24、26寸: the first number has the unit of the last where the catalog has goods of each."""
    for found in _SHARED_UNIT.finditer(board.left):  # 24、26寸
        said = [f"{number}{found['unit']}" for number in re.split("[、/]", found["numbers"])]
        if all(catalog.products.knows(f"m:{value:f}{unit}") for one in said for value, unit in parts_of(one).measures):
            at = found.start()
            for one in said[:-1]:
                end = at + len(one) - len(found["unit"])
                board.put("measure", at, end, one, "shared unit")
                at = end + 1


def read_people(board: Board, catalog: Catalog) -> None:
    """Mark people who are called by a title; `value` is the person and the customers whose contact that may be."""
    customers = catalog.customers
    for found in CALLED.finditer(board.left):
        if _in_goods(board, found.start(), catalog):
            continue
        person = person_in(found)
        board.put("person", *found.span(), value=(person, _contacts(person, customers)))
    for person, start, end in unusual(board.left, customers.contacts, customers.people):
        if not _in_goods(board, start, catalog):
            board.put("person", start, end, value=(person, _contacts(person, customers)))


def _in_goods(board: Board, at: int, catalog: Catalog) -> bool:
    """爱普生 is no Mr. 普."""
    return bool(at) and board.free(at - 1, at) and catalog.products.knows_pair(board.said[at - 1 : at + 1])


def read_familiar(board: Board, customers: CustomerIndex) -> None:
    """Where nobody else is named: 老谭要焊条."""
    if not board.of("customer", "person"):
        for person, slots, start, end in familiar(board.left, customers.contacts, customers.people):
            board.put("person", start, end, value=(person, slots))


def _contacts(person: Person, customers: CustomerIndex) -> list[int]:
    return meant(person, customers.contacts.get(person.surname, []), customers.people)


def _squeeze(said: str) -> _Squeezed:
    kept = [(char, at) for at, char in enumerate(said) if char.isalnum() or char in _BARRIER]
    return _Squeezed("".join(char for char, _at in kept), tuple(at for _char, at in kept))


def _windows(text: _Squeezed, starts: dict[str, dict[int, int]]) -> Iterator[tuple[str, int, int]]:
    """Stretches that begin as a name does and are as long as one."""
    for place in range(len(text.said) - 1):
        for size in starts.get(text.said[place : place + 2], ()):
            key = text.said[place : place + size]
            if len(key) == size and not _BARRIER & set(key):
                yield key, text.at[place], text.at[place + size - 1] + 1


_NUMBERS_APART = re.compile(r"\d\s+\d")


def _stands_alone(said: str, start: int, end: int, units: str, *, as_written: bool = False) -> bool:
    """Whether a code is not cut out of a longer one: 12A is in 05A12A, in 12A20支, but not in 12AX, 112A or 12A-R."""
    if _NUMBERS_APART.search(said, start, end) and not as_written:
        return False  # 88A 4 36A is no 436A
    first, last = said[start], said[end - 1]
    before, after = said[start - 1 : start], said[end : end + 1]
    if _is_code(first) and (_is_code(before) or (before == "-" and _is_code(said[start - 2 : start - 1]))):
        return False
    if not _is_code(last):
        return True
    if after in ("-", ".") and _is_code(said[end + 1 : end + 2]):
        counted = rf"- ?\d+ ?(?:{units}|$|[\s,;。、])" if "-" not in said[start:end] else rf"- ?\d+ ?{units}"
        return re.match(counted, said[end:]) is not None
    if not _is_code(after):
        return True
    if last.isalpha() and after.isdigit():
        return re.match(rf"\d+(?:\.\d+)? ?(?:{units}|$|[\s,;。、])", said[end:]) is not None
    if last.isdigit() and after.isalpha():
        return re.match(rf"[x*×]\d|{units}", said[end:]) is not None
    return False


def _as_written(said: str, key: str, catalog: Catalog) -> bool:
    """Whether numbers stand apart as they do in the name itself: 机油 5W-30 4L."""
    rows = (catalog.products.rows[slot] for slot in catalog.products.exact[key])
    return any(_closed(said) == _closed(name) for row in rows for name in row.names)


def _closed(name: str) -> str:
    """A name with blanks only where they part two codes."""
    return re.sub(r"(?<![a-z0-9]) +| +(?![a-z0-9])", "", name)


def _is_code(char: str) -> bool:
    return char.isascii() and char.isalnum()

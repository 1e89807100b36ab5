"""From mentions to a row of items: phrases that may name goods, quantities, corrections, and what parts them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from models.reading.cutting import Atom, phrases_of, sure
from models.reading.items import Item
from models.reading.mentions import Board, Mention
from models.reading.products import ProductReader
from models.reading.quantities import Quantity
from models.reading.wordlist import words

# How strongly things stand apart; goods and their quantity are the pair with the least between them.
_NEAR, _SPACE, _AROUND, _COLON, _COMMA, _JOINED, _SENTENCE, _LINE = 0.0, 0.2, 0.3, 0.4, 1.0, 1.5, 3.0, 4.0
_MARKS: Final = {
    **dict.fromkeys(" .", _SPACE),
    **dict.fromkeys('\t()[]|"', _AROUND),
    **dict.fromkeys(":-=", _COLON),
    **dict.fromkeys(",、/", _COMMA),
    **dict.fromkeys("+&", _JOINED),
    **dict.fromkeys(";。!?", _SENTENCE),
    "\n": _LINE,
}
_CONJUNCTIONS: Final = frozenset(words("fillers")["joining"])
_JOINS: Final = frozenset(' \t()[]"-')  # within a phrase these part nothing for good
_RAW = re.compile(
    r"[a-z0-9\u3400-\u9fffφΦ°'](?:[a-z0-9\u3400-\u9fffφΦ°'×*.#%-]*[a-z0-9\u3400-\u9fffφΦ°'%])?(?:/[0-9]+)?"
)
_EITHER = re.compile(r" ?(?:或者?|还是|or) ?")
_NEXT_CODE = re.compile(r"(?<=[\u4e00-\u9fff])(?=[a-z0-9])")
_OF_PHRASES: Final = frozenset({"goods", "measure", "family"})
_SAID_OTHERWISE: Final = frozenset({"shared unit", "along"})
_WORD_AND_NUMBER = re.compile(r"(?P<word>[\u4e00-\u9fff]{2,})(?P<number>\d{1,5})")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_BUYERS: Final = frozenset({"customer", "person"})
_PACKING: Final = re.compile("[整原散单]?[箱包盒袋瓶桶件]装")  # A4 70克的纸，箱装，八箱
_SHORTEST_NAME, _LONGEST_RUN = 3, 12  # characters


def items_of(board: Board, products: ProductReader) -> list[Item]:
    """The message as a row of items."""
    items: list[Item] = []
    gap = 0.0
    for part in _parts(board, products):
        if isinstance(part, float):
            gap = max(gap, part)
        elif isinstance(part, Item):
            part.gap, gap = gap, 0.0
            items.append(part)
        else:
            phrases = phrases_of(board, part, products)
            for at, item in enumerate(phrases):
                item.gap = gap if at == 0 else _SPACE
            items += phrases
            gap = 0.0
    items = [item for item in items if item.names_goods or item.kind != "goods" or not _PACKING.fullmatch(item.said)]
    items = list(_numbers_apart(_merged(items, board.said, products)))
    for before, item, after in zip([None, *items], items, items[1:], strict=False):
        _tell_by_number(before, item, after, products)
    return items


def _merged(items: list[Item], said: str, products: ProductReader) -> list[Item]:
    """豆奶要巧克力味的: goods parted by a word that names none are one phrase where one product explains both."""
    kept: list[Item] = []
    for item in items:
        last = kept[-1] if kept else None
        if last is not None and last.kind == item.kind == "goods" and _EITHER.fullmatch(said, last.end, item.start):
            last.doubt, last.end = item.said, item.end  # 12A或者88A
            continue
        plain = last is not None and last.kind == item.kind == "goods" and not (last.doubt or item.doubt)
        if last is not None and plain and not last.sure and not last.row and item.gap == _AROUND:
            joined = f"{last.said} {item.said}"
            if last.known and products.names_any(joined):
                last.said, last.end, last.sure = joined, item.end, sure(joined, products)
                continue
        kept.append(item)
    return kept


def _numbers_apart(items: list[Item]) -> Iterator[Item]:
    """沐浴露300: a number at the end of a word that nothing explains is how many, unless another number follows."""
    for at, item in enumerate(items):
        after = items[at + 1] if at + 1 < len(items) else None
        found = _WORD_AND_NUMBER.fullmatch(item.said) if item.kind == "goods" and not item.names_goods else None
        if found is None or (after is not None and after.kind == "quantity" and after.gap < _COMMA):
            yield item
            continue
        place = item.end - len(found["number"])
        yield replace(item, said=found["word"], end=place)
        yield Item("quantity", place, item.end, quantity=Quantity(Decimal(found["number"]), None))


def _tell_by_number(before: Item | None, item: Item, after: Item, products: ProductReader) -> None:
    """301 6支 302 6支: a number between two quantities tells goods apart, a code of the catalog in front too."""
    numbered = item.weak and item.quantity is not None and item.quantity.written and not item.quantity.each
    code = item.quantity is not None and products.index.knows(f"c:{item.quantity.written}")
    apart = before.kind == "quantity" if before is not None else code
    if apart and after.kind == "quantity" and numbered and not after.weak and max(item.gap, after.gap) < _SENTENCE:
        item.said = (item.quantity.written if item.quantity else "") or ""
        item.kind, item.quantity, item.weak = "goods", None, False


def _parts(board: Board, products: ProductReader) -> Iterator[float | Item | list[Atom]]:
    """Separations, items that stand for themselves, and groups of atoms that may be one phrase or several."""
    atoms: list[Atom] = []
    at, free, glued, atoms_bound = 0, 0, False, False
    while at < len(board.said):
        owner = board.owners[at]
        free = free if free > at else _free_until(board, at)
        raw = None if owner else _RAW.match(board.said, at, free)
        char = board.said[at]
        if (owner and owner.kind in _OF_PHRASES) or raw:
            end = owner.end if owner else raw.end() if raw else at + 1
            said = owner.value if owner and owner.why in _SAID_OTHERWISE else board.said[at:end]
            atoms += _pieces(Atom(at, end, said, glued), products)
            at, glued, atoms_bound = end, True, False
            continue
        binding = owner is not None and owner.kind == "filler" and owner.value == "bind"
        if not (binding or (owner is None and char in _JOINS)) and atoms:
            yield atoms
            atoms = []
        glued = binding or (glued and atoms_bound and char == " ")
        atoms_bound = binding or (atoms_bound and char == " ")
        if owner:
            yield from _standing(owner, board)
            at = owner.end
        else:
            yield _MARKS.get(char, _SPACE)
            at += 1
    if atoms:
        yield atoms


def _pieces(atom: Atom, products: ProductReader) -> list[Atom]:
    """M6螺母M8螺母, 黑吸管彩吸管 run together are two where only each alone names goods."""
    if products.names_any(atom.said):
        return [atom]
    cuts = [0, *(found.start() for found in _NEXT_CODE.finditer(atom.said)), len(atom.said)]
    parts = [atom.said[start:end] for start, end in pairwise(cuts)]
    if len(cuts) < 3 or not all(map(products.names_any, parts)):
        cuts = _of_two(atom.said, products)
        parts = [atom.said[start:end] for start, end in pairwise(cuts)]
    at = [atom.start + cut for cut in cuts]
    return [Atom(at[n], at[n + 1], part, atom.glued and n == 0) for n, part in enumerate(parts)]


def _of_two(said: str, products: ProductReader) -> list[int]:
    """Where words of two goods run together that each name just one; else the ends."""
    if _HAN.fullmatch(said) and len(said) <= _LONGEST_RUN:
        for at in range(_SHORTEST_NAME, len(said) - _SHORTEST_NAME + 1):
            if sure(said[:at], products) and sure(said[at:], products):
                return [0, at, len(said)]
    return [0, len(said)]


def _free_until(board: Board, at: int) -> int:
    """Where the stretch ends that nothing was read in, looked for once for all of it."""
    while at < len(board.said) and board.owners[at] is None:
        at += 1
    return at


def _between_buyers(owner: Mention, board: Board) -> bool:
    """锦程还是文海: who of both is asked, and nothing is put right."""
    before, behind = board.owners[max(0, owner.start - 1)], board.owners[min(owner.end, len(board.said) - 1)]
    return all(one is not None and one.kind in _BUYERS for one in (before, behind))


def _standing(owner: Mention, board: Board) -> Iterator[float | Item]:
    if owner.kind in ("quantity", "bare"):
        yield Item("quantity", owner.start, owner.end, quantity=owner.value, weak=owner.kind == "bare")
    elif owner.kind == "fix" and _between_buyers(owner, board):
        yield _JOINED
    elif owner.kind in ("fix", "drop", "drop next", "same", "swap", "respectively", "others"):
        yield Item(owner.kind, owner.start, owner.end, said=owner.value or "")
    elif owner.kind == "filler":
        yield _JOINED if board.words(owner) in _CONJUNCTIONS else (_NEAR if owner.value == "bind" else _AROUND)
    elif owner.kind == "noise" and owner.why == "list mark":
        yield _LINE
    else:
        yield _COLON

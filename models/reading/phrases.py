"""From mentions to a row of items: phrases that may name goods, quantities, corrections, and what parts them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from models.reading.colours import colours_in_a_row, counted
from models.reading.families import going_on
from models.reading.features import MEASURE
from models.reading.items import Item
from models.reading.mentions import Board, Mention
from models.reading.numbers import HAN_DIGITS
from models.reading.products import ProductReader
from models.reading.quantities import Quantity
from models.reading.translations import LETTERS_FOR
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
_MEASURED = re.compile(MEASURE)
_MEASURES_IN_A_ROW = re.compile(r"(?<![a-z0-9.])[0-9.]+ ?(?P<unit>[\u4e00-\u9fff]|[a-z]{1,2})(?: ?[0-9.]+ ?(?P=unit))+")
_WITH_UNIT = re.compile(r"[0-9.]+ ?(?:[\u4e00-\u9fff]|[a-z]{1,2})")
_EITHER = re.compile(r" ?(?:或者?|还是|or) ?")
_FOUR = re.compile(r"([\u4e00-\u9fff]{2})([\u4e00-\u9fff]{2})$")
_NEXT_CODE = re.compile(r"(?<=[\u4e00-\u9fff])(?=[a-z0-9])")
_OF_PHRASES: Final = frozenset({"goods", "measure", "family"})
_SAID_OTHERWISE: Final = frozenset({"shared unit", "along"})
_LONGEST_PHRASE = 7  # atoms
_WORD_AND_NUMBER = re.compile(r"(?P<word>[\u4e00-\u9fff]{2,})(?P<number>\d{1,5})")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_SHORTEST_NAME, _LONGEST_RUN = 3, 12  # characters


@dataclass(slots=True)
class _Atom:
    start: int
    end: int
    said: str
    glued: bool


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
            phrases = _phrases(board, part, products)
            for at, item in enumerate(phrases):
                item.gap = gap if at == 0 else _SPACE
            items += phrases
            gap = 0.0
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
                last.said, last.end, last.sure = joined, item.end, _sure(joined, products)
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


def _parts(board: Board, products: ProductReader) -> Iterator[float | Item | list[_Atom]]:
    """Separations, items that stand for themselves, and groups of atoms that may be one phrase or several."""
    atoms: list[_Atom] = []
    at, free, glued, atoms_bound = 0, 0, False, False
    while at < len(board.said):
        owner = board.owners[at]
        free = free if free > at else _free_until(board, at)
        raw = None if owner else _RAW.match(board.said, at, free)
        char = board.said[at]
        if (owner and owner.kind in _OF_PHRASES) or raw:
            end = owner.end if owner else raw.end() if raw else at + 1
            said = owner.value if owner and owner.why in _SAID_OTHERWISE else board.said[at:end]
            atoms += _pieces(_Atom(at, end, said, glued), products)
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


def _pieces(atom: _Atom, products: ProductReader) -> list[_Atom]:
    """M6螺母M8螺母, 黑吸管彩吸管 run together are two where only each alone names goods."""
    if products.names_any(atom.said):
        return [atom]
    cuts = [0, *(found.start() for found in _NEXT_CODE.finditer(atom.said)), len(atom.said)]
    parts = [atom.said[start:end] for start, end in pairwise(cuts)]
    if len(cuts) < 3 or not all(map(products.names_any, parts)):
        cuts = _of_two(atom.said, products)
        parts = [atom.said[start:end] for start, end in pairwise(cuts)]
    at = [atom.start + cut for cut in cuts]
    return [_Atom(at[n], at[n + 1], part, atom.glued and n == 0) for n, part in enumerate(parts)]


def _of_two(said: str, products: ProductReader) -> list[int]:
    """Where words of two goods run together that each name just one; else the ends."""
    if _HAN.fullmatch(said) and len(said) <= _LONGEST_RUN:
        for at in range(_SHORTEST_NAME, len(said) - _SHORTEST_NAME + 1):
            if _sure(said[:at], products) and _sure(said[at:], products):
                return [0, at, len(said)]
    return [0, len(said)]


def _free_until(board: Board, at: int) -> int:
    """Where the stretch ends that nothing was read in, looked for once for all of it."""
    while at < len(board.said) and board.owners[at] is None:
        at += 1
    return at


def _standing(owner: Mention, board: Board) -> Iterator[float | Item]:
    if owner.kind in ("quantity", "bare"):
        yield Item("quantity", owner.start, owner.end, quantity=owner.value, weak=owner.kind == "bare")
    elif owner.kind in ("fix", "drop", "drop next", "same", "respectively", "others"):
        yield Item(owner.kind, owner.start, owner.end, said=owner.value or "")
    elif owner.kind == "filler":
        yield _JOINED if board.words(owner) in _CONJUNCTIONS else (_NEAR if owner.value == "bind" else _AROUND)
    elif owner.kind == "noise" and owner.why == "list mark":
        yield _LINE
    else:
        yield _COLON


def _phrases(board: Board, atoms: list[_Atom], products: ProductReader) -> list[Item]:
    """Cut atoms into phrases that products explain; colours in a row become a phrase each."""
    if coloured := _coloured(board, atoms, products):
        return coloured
    cuts = _cut(board, tuple(atoms), products)
    phrases = [_phrase(board, atoms[start:end], products) for start, end in cuts]
    return _with_doubts(phrases, [atoms[start].glued for start, _end in cuts], products)


def _coloured(board: Board, atoms: list[_Atom], products: ProductReader) -> list[Item]:
    """彩粉青红黄黑: a phrase for each colour with what stands around them; nothing where no colours stand in a row."""
    said = _joined(board, atoms)
    found = None if products.names_any(said) else colours_in_a_row(said) or _halves(said)
    if found is None:
        return []
    around, colours = found
    if (many := counted(around)) and many[1][0] == len(colours):
        around = many[0]  # 红黄绿三色
    phrases = _each_once([f"{around} {colour}".strip() for colour in colours], products)
    known = [products.names_any(one) for one in phrases]
    if around and not all(known):
        return []
    return [
        Item("goods", atoms[0].start, atoms[-1].end, one, known=fine, sure=_sure(one, products), row=True)
        for one, fine in zip(phrases, known, strict=True)
    ]


def _halves(said: str) -> tuple[str, list[str]] | None:
    """灯带暖白正白, 油画棒12色24色: what may be several words that tell apart, and what stands before them."""
    if measured := _MEASURES_IN_A_ROW.search(said):
        around = f"{said[: measured.start()]} {said[measured.end() :]}"
        return " ".join(around.split()), _WITH_UNIT.findall(measured.group())
    found = _FOUR.search(said)
    return (said[: found.start()].strip(), [found[1], found[2]]) if found and found.start() else None


def _each_once(phrases: list[str], products: ProductReader) -> list[str]:
    """Without those that name the same as the one before: 红蓝黄绿 are three where the catalog has 黄绿."""
    kept: list[str] = []
    for phrase in phrases:
        slot = products.meant(phrase, None).slot
        if not kept or slot is None or slot != products.meant(kept[-1], None).slot:
            kept.append(phrase)
    return kept


def _phrase(board: Board, atoms: list[_Atom], products: ProductReader) -> Item:
    said = _joined(board, atoms)
    item = Item("goods", atoms[0].start, atoms[-1].end, said)
    if (many := counted(said)) and not products.exact(said):
        item.said, item.family = many
    item.known = products.names_any(item.said)
    item.sure = _sure(item.said, products)
    return item


def _joined(board: Board, atoms: list[_Atom]) -> str:
    """The words of the phrase; what parts atoms in the text parts them here, 的 and brackets do not."""
    said = ""
    for place, atom in enumerate(atoms):
        between = board.said[atoms[place - 1].end : atom.start] if place else ""
        apart = bool(between) or (atom.said[0] in HAN_DIGITS and _MEASURED.fullmatch(atom.said) is not None)
        said += (between if between.strip() == "-" else " " if apart else "") + atom.said
    return said


def _sure(said: str, products: ProductReader) -> bool:
    exact = products.exact(said)
    return len(exact) == 1 if exact else len(products.candidates(said)[0]) == 1


def _cut(board: Board, atoms: tuple[_Atom, ...], products: ProductReader) -> list[tuple[int, int]]:
    """The cheapest way to cut: whole names, then phrases that something explains, the fewest."""
    best: list[tuple[float, list[tuple[int, int]]]] = [(0.0, [])]
    for end in range(1, len(atoms) + 1):
        ways = []
        for start in range(max(0, end - _LONGEST_PHRASE), end):
            cost, cuts = best[start]
            ways.append(
                (cost + _cost(_joined(board, list(atoms[start:end])), end - start, products), [*cuts, (start, end)])
            )
        best.append(min(ways, key=lambda way: (way[0], len(way[1]))))
    return best[-1][1]


def _cost(said: str, atoms: int, products: ProductReader) -> float:
    if (many := counted(said)) and not products.exact(said):
        said = many[0]
        if not said:
            return 1.5
    if products.exact(said):
        return 1.0
    found = products.candidates(said)[0]
    if found:
        return 1.2 if len(found) == 1 else 1.7
    return 2.0 * atoms


def _with_doubts(phrases: list[Item], glued: list[bool], products: ProductReader) -> list[Item]:
    """What nothing explains is a doubt of the phrase it is glued to or follows; else it is another word."""
    kept: list[Item] = []
    for at, item in enumerate(phrases):
        last = kept[-1] if kept else None
        if item.known or item.family:
            if last is not None and glued[at] and not last.known and not last.family:
                item.doubt = last.said
                item.start = last.start
                kept.pop()
            elif last is not None and last.sure and glued[at] and _next_of_kind(last.said, item.said, products):
                pass  # 2.5红线蓝线
            elif last is not None and last.known and glued[at] and not (last.sure and _apart(last, item, products)):
                last.said, last.end, last.doubt = f"{last.said} {item.said}", item.end, item.said
                last.sure = False
                continue
            kept.append(item)
        elif last is not None and last.known:
            last.doubt, last.end = f"{last.doubt} {item.said}".strip(), item.end
        else:
            kept.append(item)
    return kept


def _apart(last: Item, item: Item, products: ProductReader) -> bool:
    """Whether words run together name two goods: not 85A粉100克, of which nobody says 粉100克 alone."""
    run_on = last.end == item.start and last.said[-1:].isascii() and not item.said[:1].isascii()
    made_by = last.end == item.start and last.said in LETTERS_FOR  # 佳能85A
    return item.sure and not made_by and (not run_on or bool(products.exact(item.said)))


def _next_of_kind(before: str, said: str, products: ProductReader) -> bool:
    """Whether a phrase goes on with the goods of the one before it."""
    slot = products.meant(before, None).slot
    return slot is not None and going_on(said, None, slot, products) is not None

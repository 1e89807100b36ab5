"""Words that may name goods, cut into phrases that goods of the catalog explain."""

from __future__ import annotations

import re
from dataclasses import dataclass

from models.reading.colours import colours_in_a_row, counted, pink_in_a_row
from models.reading.families import going_on
from models.reading.features import MEASURE, parts_of
from models.reading.items import Item
from models.reading.mentions import Board
from models.reading.numbers import HAN_DIGITS
from models.reading.products import ProductReader
from models.reading.translations import LETTERS_FOR

_MEASURED = re.compile(MEASURE)
_MEASURES_IN_A_ROW = re.compile(r"(?<![a-z0-9.])[0-9.]+ ?(?P<unit>[\u4e00-\u9fff]|[a-z]{1,2})(?: ?[0-9.]+ ?(?P=unit))+")
_WITH_UNIT = re.compile(r"[0-9.]+ ?(?:[\u4e00-\u9fff]|[a-z]{1,2})")
_HAN = re.compile(r"[\u4e00-\u9fff]{2}")
_FOUR = re.compile(r"([\u4e00-\u9fff]{2})([\u4e00-\u9fff]{2})$")
_OF_A_KIND = 2
_APART = 0.05  # what it costs to part what stands together
_LETTER_SIZES = re.compile(r"(?<![a-z0-9-])\d?x*[sml](?![a-z0-9-])|(?<=[\u4e00-\u9fff])[sml](?![a-z0-9-])")
_LONGEST_PHRASE = 7  # atoms


@dataclass(slots=True)
class Atom:
    """A stretch that stands together; `glued` to what stands before it, with nothing but a particle between."""

    start: int
    end: int
    said: str
    glued: bool


def phrases_of(board: Board, atoms: list[Atom], products: ProductReader) -> list[Item]:
    """Cut atoms into phrases that products explain; colours in a row become a phrase each."""
    if coloured := _coloured(board, atoms, products):
        return coloured
    cuts = _cut(board, tuple(atoms), products)
    phrases = [_phrase(board, atoms[start:end], products) for start, end in cuts]
    return _with_doubts(phrases, [atoms[start].glued for start, _end in cuts], products)


def _coloured(board: Board, atoms: list[Atom], products: ProductReader) -> list[Item]:
    """彩粉青红黄黑: a phrase for each colour with what stands around them; nothing where no colours stand in a row."""
    said = _joined(board, atoms)
    if products.names_any(said):
        return []
    ways = (colours_in_a_row(said) or _halves(said), pink_in_a_row(said))
    return next((row for way in ways if way and (row := _row(atoms, *way, products))), [])


def _row(atoms: list[Atom], around: str, colours: list[str], products: ProductReader) -> list[Item]:
    """The phrase for each, where each names goods."""
    if (many := counted(around)) and many[1][0] == len(colours):
        around = many[0]  # 红黄绿三色
    phrases = _each_once([f"{around} {colour}".strip() for colour in colours], products)
    known = [products.names_any(one) for one in phrases]
    if around and not all(known):
        return []
    return [
        Item("goods", atoms[0].start, atoms[-1].end, one, known=fine, sure=sure(one, products), row=True)
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


def _phrase(board: Board, atoms: list[Atom], products: ProductReader) -> Item:
    said = _joined(board, atoms)
    item = Item("goods", atoms[0].start, atoms[-1].end, said)
    if (many := counted(said)) and not products.exact(said):
        item.said, item.family = many
    item.known = products.names_any(item.said)
    item.sure = sure(item.said, products)
    return item


def _joined(board: Board, atoms: list[Atom]) -> str:
    """The words of the phrase; what parts atoms in the text parts them here, 的 and brackets do not."""
    said = ""
    for place, atom in enumerate(atoms):
        between = board.said[atoms[place - 1].end : atom.start] if place else ""
        apart = bool(between) or (atom.said[0] in HAN_DIGITS and _MEASURED.fullmatch(atom.said) is not None)
        said += (between if between.strip() == "-" else " " if apart else "") + atom.said
    return said


def sure(said: str, products: ProductReader) -> bool:
    """Whether a phrase names just one product."""
    exact = products.exact(said)
    return len(exact) == 1 if exact else len(products.candidates(said)[0]) == 1


def _cut(board: Board, atoms: tuple[Atom, ...], products: ProductReader) -> list[tuple[int, int]]:
    """The cheapest way to cut: whole names, then phrases that something explains, the fewest."""
    best: list[tuple[float, list[tuple[int, int]]]] = [(0.0, [])]
    for end in range(1, len(atoms) + 1):
        ways = []
        for start in range(max(0, end - _LONGEST_PHRASE), end):
            cost, cuts = best[start]
            some = list(atoms[start:end])
            two = len(some) > 1 and _names_two(some, products)
            own = 2.0 * len(some) if two else _cost(_joined(board, some), len(some), products)
            apart = _APART if start and some[0].glued else 0.0  # 40×30标签 | 60×40标签
            ways.append((cost + own + apart, [*cuts, (start, end)]))
        best.append(min(ways, key=lambda way: (way[0], len(way[1]))))
    return best[-1][1]


def _names_two(atoms: list[Atom], products: ProductReader) -> bool:
    """裸粉甲油 樱花粉甲油: two whole names of one kind of goods are two."""
    slots = {found[0] for atom in atoms if len(found := products.exact(atom.said)) == 1 and _HAN.search(atom.said)}
    return len(slots) >= _OF_A_KIND and len({products.index.rows[slot].kind for slot in slots}) == 1


def _cost(said: str, atoms: int, products: ProductReader) -> float:
    if max(len(_LETTER_SIZES.findall(said)), len(parts_of(said).sizes)) > 1 and not products.exact(said):
        return 2.0 * atoms  # S M L are three, 40×30标签 60×40标签 two
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

"""Whether a product explains every part of a phrase: characters may slip, digits of codes never."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from models.reading.features import Parts, atoms_of, heard, sounds_of
from models.reading.product_index import Row
from models.reading.translations import CHINESE_FOR
from models.search.folding import readings

# A character that tells goods apart is never a slip of another one.
_TELLING: Final = frozenset(
    "红黄蓝绿黑白青紫灰橙棕粉金银品洋大中小高低加厚薄新旧长短粗细左右前后上下内外男女公母单双一二三四五六七八九十甲乙丙原通特超轻重软硬干湿冷热生熟甜咸淡浓圆方平尖直弯"
)
_SIZES: Final = frozenset({"s", "m", "l", "xl", "xxl"})
_COLOURS: Final = frozenset("红黄蓝绿黑白青紫灰橙棕粉金银")
_TASTES: Final = frozenset({"味", "口味", "味道", "香味", "香型"})
_COLOUR_ALSO: Final = {"蓝": "青", "兰": "蓝", "洋": "品", "玫": "品", "橘": "橙", "桔": "橙"}


@dataclass(slots=True)
class Explained:
    """What of a phrase a product does not explain, and how surely it explains the rest."""

    missing: list[str] = field(default_factory=list)
    slips: int = 0  # characters read as others: by sound, or one wrong
    colours: int = 0  # of these, how many only call a colour otherwise (蓝 for 青)
    pieces: int = 0  # in how many pieces the words were found
    weak: bool = False  # only a part of a code was said, or 打印机 of 打印机清洁套装
    headed: bool = False  # a word of the name was said to its end, or a code, a measure or a size

    @property
    def whole(self) -> bool:
        """Whether nothing is left unexplained."""
        return not self.missing


def explain(parts: Parts, row: Row) -> Explained:
    """Compare a phrase with one product."""
    found = Explained()
    _codes(parts, row, found)
    found.missing += [f"{value:f}{unit}" for value, unit in parts.measures if not _measured(f"{value:f}", unit, row)]
    found.missing += ["×".join(size) for size in parts.sizes if not _sized(size, row)]
    found.headed = bool(parts.codes or parts.measures or parts.sizes)
    for run in parts.han:
        _words(run, row, found)
    found.weak = found.weak or not found.headed
    return found


def _measured(value: str, unit: str, row: Row) -> bool:
    if unit == "no":  # 2号 may be any number of the name
        return any(f"{one:f}" == value for one, kind in row.measures if kind == "no")
    if unit == "size" and value in row.strong:
        return True  # 42码 of 雨靴42
    return any(f"{one:f}" == value and kind == unit for one, kind in row.measures)


def _sized(size: tuple[str, ...], row: Row) -> bool:
    return any(one[: len(size)] == size for one in row.sizes)


def _codes(parts: Parts, row: Row, found: Explained) -> None:
    """Codes run together (hp12a, tn 1035) or one by one; a number may be one of a measure or a size (80 of 80×60)."""
    if not parts.codes:
        return
    joined = "".join(parts.codes)
    if joined in row.strong:
        found.pieces += 1
        return
    if len(parts.codes) > 1 and joined.isalpha() and _by_pinyin(joined, row):
        found.pieces += 1  # lan kouzhao
        found.slips += 1
        return
    for code in parts.codes:
        if code in row.strong:
            found.pieces += 1
        elif (code.isdigit() and code in row.numbers) or _in_pieces(code, row):
            found.pieces += 2
        elif _number_and_pinyin(code, row):
            found.pieces += 2
            found.slips += 1
        elif code in row.weak and (len(code) > 2 or code.isalpha()):
            found.pieces += 2
            found.weak = found.weak or not code.isalpha()
        else:
            _word(code, row, found)


def _in_pieces(code: str, row: Row) -> bool:
    """Whether a code is whole codes of the product run together: hp12a of HP 12A; letters and numbers stay whole."""
    atoms = atoms_of(code)
    if len(atoms) < 2:
        return False
    reach = {0}
    for end in range(1, len(atoms) + 1):
        if any(_piece("".join(atoms[start:end]), row) for start in reach):
            reach.add(end)
    return len(atoms) in reach


def _number_and_pinyin(code: str, row: Row) -> bool:
    """85fen of 85粉: a number of the product, and a word of its name in pinyin."""
    atoms = atoms_of(code)
    if len(atoms) != 2 or not (atoms[0].isdigit() and len(atoms[1]) > 2 and atoms[1].isalpha()):
        return False
    return (atoms[0] in row.strong or atoms[0] in row.weak) and _by_pinyin(atoms[1], row)


def _piece(part: str, row: Row) -> bool:
    return part in row.strong or (part.isalpha() and part in row.weak)


def _word(word: str, row: Row, found: Explained) -> None:
    """A word in letters: English for a word of the name, or pinyin; a code of the wrong digits is missing."""
    chinese = CHINESE_FOR.get(word, CHINESE_FOR.get(word.removesuffix("s"), ()))
    if len(word) == 1 and not _SIZES.isdisjoint(row.strong):
        chinese = ()  # the M of a shirt is no magenta
    if any(one in han for one in chinese for han in row.han):
        found.pieces += 1
    elif word.isalpha() and len(word) > 3 and _by_pinyin(word, row):
        found.pieces += 1
        found.slips += 1
    else:
        found.missing.append(word)


def _by_pinyin(word: str, row: Row) -> bool:
    """tanfen is 碳粉: the syllables of some stretch of the name run together."""
    runs = (*(run for han in row.han for run in han.split()), *(name for name in row.names if len(name) > 2))
    for reading in (reading for run in runs for reading in readings(run)):
        for start in range(len(reading)):
            joined = ""
            for syllable in reading[start:]:
                joined += syllable
                if not word.startswith(joined):
                    break
                if joined == word:
                    return True
    return False


@dataclass(frozen=True, slots=True)
class _Words:
    """How a run of characters was found in one name."""

    left: tuple[int, ...]
    pieces: int
    slips: int = 0
    colours: int = 0
    headed: bool = False  # a word of the name was said to its end


def _words(run: str, row: Row, found: Explained) -> None:
    """Find the run in one of the product's names, cut into the longest pieces; what is left may be a slip."""
    best = min(
        (_within(run, han, sounds) for han, sounds in zip(row.han, row.sounds, strict=True)),
        key=lambda way: (len(way.left), way.slips, way.pieces, not way.headed),
        default=_Words(tuple(range(len(run))), 0),
    )
    found.pieces += best.pieces
    found.slips += best.slips
    found.colours += best.colours
    found.headed = found.headed or best.headed
    if best.left:
        left = ["".join(group) for group in _grouped(run, best.left)]
        found.missing += [one for one in left if not _packed_so(one, run, row)]


def _to_its_end(run: str, han: str, slips: int) -> bool:
    """Whether a word of the name is said to its end, or as a whole with a slip (防割手奎) or the other way round."""
    last, words = heard(run[-1]), han.split()
    if any(last in (heard(word[-1]), heard(word.removesuffix("色")[-1:] or "色")) for word in words):
        return True
    return any(sorted(run) == sorted(word) or (slips and len(run) == len(word)) for word in words)


def _packed_so(said: str, run: str, row: Row) -> bool:
    """盒装 of what is sold by the 盒, 装 of 一升装: how goods are packed is no other name."""
    unit = row.entry.unit
    if said in _TASTES:
        return not run.startswith(said)  # 牛奶味 of 牛奶护手霜
    return said in ("装", "整", "码", f"{unit}装", f"整{unit}") or (said == unit and f"{unit}装" in run)


@lru_cache(maxsize=1 << 15)
def _within(run: str, han: str, sounds: str) -> _Words:
    """Kept, since goods of many sizes and colours share their words, and phrases of a message ask for them again."""
    left, pieces, slips, colours = _found(run, han, sounds)
    return _Words(tuple(left), pieces, slips, colours, _to_its_end(run, han, slips))


def _found(run: str, han: str, sounds: str) -> tuple[list[int], int, int, int]:
    """Places of characters that the name lacks, in how many pieces the rest is, slips, colours called otherwise."""
    pieces, left = _pieces(run, han)
    left = left or [
        at for at, char in enumerate(run) if char in _TELLING and run.count(char, 0, at + 1) > han.count(char)
    ]
    left = [
        at
        for at in left
        if not (run[at] == "色" and at not in (0, *(one + 1 for one in left)) and _plain(run[at - 1], han))
    ]
    if left and (swapped := _other_colours(run, left)) != run:
        other, rest = _pieces(swapped, han)
        if not rest:
            return [], other, 1, 1
    if left and (slips := _slipped(run, left, han, sounds)):
        return [], pieces, slips, 0
    return left, pieces, 0, 0


def _plain(colour: str, han: str) -> bool:
    """Whether a name has the colour by itself: 红色 is 红, and no 品红."""
    return colour in _COLOURS and re.search(rf"(?<![品洋玫粉深浅米]){colour}", han) is not None


def _other_colours(run: str, left: list[int]) -> str:
    """蓝 is said for 青, and the like, where the name has the other word."""
    return "".join(_COLOUR_ALSO.get(char, char) if at in left else char for at, char in enumerate(run))


def _pieces(run: str, han: str) -> tuple[int, list[int]]:
    """In how many pieces the run is found, and the places of characters that are not there at all."""
    at = pieces = 0
    left: list[int] = []
    while at < len(run):
        size = next((size for size in range(len(run) - at, 0, -1) if run[at : at + size] in han), 0)
        if size:
            pieces += 1
        else:
            left.append(at)
        at += size or 1
    return pieces, left


def _slipped(run: str, left: list[int], han: str, sounds: str) -> int:
    """How many characters are slips: the same sound within two or more characters, or one wrong among three."""
    wrong = [at for at in left if not _sounds_right(run, at, sounds)]
    if not wrong:
        return len(left)
    at = wrong[0]
    start, end = max(0, at - 2), min(len(run), at + 3)
    if len(wrong) > 1 or end - start < 3 or run[at] in _TELLING:
        return 0
    shape = re.escape(run[start:at]) + r"([\u3400-\u9fff])" + re.escape(run[at + 1 : end])
    match = re.search(shape, han)
    return 0 if match is None or match[1] in _TELLING else len(left)


def _sounds_right(run: str, at: int, sounds: str) -> bool:
    """Whether the character sounds as one of the name does, together with the one before or after it."""
    pairs = [run[start : start + 2] for start in (at - 1, at) if start >= 0 and start + 2 <= len(run)]
    return any(sounds_of(pair) in sounds for pair in pairs)


def _grouped(run: str, left: Sequence[int]) -> list[list[str]]:
    groups: list[list[str]] = []
    for place, at in enumerate(left):
        if place and left[place - 1] == at - 1:
            groups[-1].append(run[at])
        else:
            groups.append([run[at]])
    return groups

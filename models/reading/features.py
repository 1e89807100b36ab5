"""What a name or a phrase is made of: codes, measures (80克), sizes (40×30), and the Chinese words between them.

Names of the catalog and phrases of a message are taken apart in the same way, so that 80g is 80克 and 1kg 1000克.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from models.reading.numbers import HAN_DIGITS, value_of
from models.search.folding import readings as _readings
from models.search.folding import sound

Measure = tuple[Decimal, str]
Size = tuple[str, ...]

# How much of the base measure one of these is; letters only where no letter follows.
_MEASURES: Final[dict[str, tuple[str, str]]] = {
    "克": ("1", "g"), "g": ("1", "g"), "gsm": ("1", "g"), "公斤": ("1000", "g"), "千克": ("1000", "g"),
    "kg": ("1000", "g"), "斤": ("500", "g"), "吨": ("1000000", "g"),
    "毫升": ("1", "ml"), "ml": ("1", "ml"), "升": ("1000", "ml"), "l": ("1000", "ml"),
    "微升": ("0.001", "ml"), "ul": ("0.001", "ml"), "μl": ("0.001", "ml"),
    "毫米": ("1", "mm"), "mm": ("1", "mm"), "厘米": ("10", "mm"), "公分": ("10", "mm"), "cm": ("10", "mm"),
    "米": ("1000", "mm"), "m": ("1000", "mm"),
    "英寸": ("1", "inch"), "寸": ("1", "inch"), "吋": ("1", "inch"), "inch": ("1", "inch"),
    "瓦": ("1", "w"), "w": ("1", "w"), "伏": ("1", "v"), "v": ("1", "v"), "安时": ("1", "ah"), "ah": ("1", "ah"),
    "毫安": ("1", "mah"), "mah": ("1", "mah"), "平方": ("1", "mm2"), "mm2": ("1", "mm2"), "匹": ("1", "hp"),
    "分": ("1", "fen"), "度": ("1", "deg"), "目": ("1", "mesh"), "号": ("1", "no"), "层": ("1", "ply"),
    "孔": ("1", "hole"), "芯": ("1", "core"), "米长": ("1000", "mm"), "两": ("50", "g"), "码": ("1", "size"),
}  # fmt: skip
_WRITTEN: Final = {**dict.fromkeys(_MEASURES), "芯": "芯(?![片篇偏骗])"}  # M36芯片 is a chip and has no 36 cores
_UNITS = "|".join(_WRITTEN[unit] or re.escape(unit) for unit in sorted(_MEASURES, key=len, reverse=True))
_CHINESE_UNITS = "|".join(
    _WRITTEN[unit] or unit for unit in sorted(_MEASURES, key=len, reverse=True) if not unit.isascii()
)
_UNIT_ALONE = (  # 26寸6支, 七十克A4; not 5W30, 5W-30
    rf"(?:(?:{_CHINESE_UNITS})(?:(?![a-z])|(?=[ab][0-9]))|(?:{_UNITS})(?![a-z0-9])(?!(?<=w)-\d\d))"
)
MEASURE: Final = (  # letters may stand before a number of 平方 (BV2.5平方), not before one of g (A4g)
    rf"(?:(?<![a-z0-9.])(?<![a-z0-9]-)\d+(?:\.\d+)?|(?<![{HAN_DIGITS}])[{HAN_DIGITS}半]+) ?{_UNIT_ALONE}(?:(?<=号)半)?"
    rf"|(?<=[a-z])\d+(?:\.\d+)?(?:{_CHINESE_UNITS})"
)
_NUMBER = r"\d+(?:\.\d+)?"
_COUNTERS: Final = "片|支|只|个|张|条|枚|粒|卷|包|盒|瓶|袋|节|根|双|块|贴|抽|本|套"
PIECES: Final = rf"(?<![a-z0-9.])(?P<many>\d+) ?(?P<counter>{_COUNTERS})"
IN_A_PACK: Final = r"(?:装|入| ?/ ?(?:箱|件|盒|包|袋|条|提|桶|卷|打|瓶)(?![\u4e00-\u9fff]))"
_SIDE = r"\d+(?:\.\d+)?(?:mm|cm|m)?"
SIZE: Final = rf"(?<![a-z0-9]){_SIDE} ?[x×*] ?{_SIDE}(?: ?[x×*] ?{_SIDE})?(?![a-z0-9])"
_PART = re.compile(
    rf"(?P<packed>{PIECES}{IN_A_PACK})|(?P<size>{SIZE})|(?P<measure>{MEASURE})|(?P<han>[\u3400-\u9fff]+)"
    rf"|(?P<code>[a-z]+(?={_NUMBER}(?:{_CHINESE_UNITS}))|[a-z0-9]+(?:\.[0-9]+)?)"
)
_PACKED = re.compile(PIECES + IN_A_PACK)
_SPLIT_MEASURE = re.compile(rf"(?P<number>\d+(?:\.\d+)?|[{HAN_DIGITS}半]+) ?(?P<unit>{_UNITS})(?P<half>半)?")
_BEHIND_LETTERS = re.compile(rf"[a-z]({_SIDE} ?[x×*] ?{_SIDE}(?: ?[x×*] ?{_SIDE})?)(?![a-z0-9])")
_OWN_MEASURE = re.compile(
    rf"(?<![a-z0-9.]){_NUMBER}(?:mm|cm|m|毫米|厘米|公分|米)(?= ?[x×*])"
    rf"|(?<=[x×*]){_NUMBER}(?:mm|cm|m|毫米|厘米|公分|米)(?![a-z])"
)
_TIMES = re.compile(r"(?<=[0-9])[x*](?=[0-9])")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_LARGER = re.compile(r"\d(?P<letters>x?l)$")  # 2XL is no XL
_ATOM = re.compile(r"[a-z]+|\d+")


@dataclass(frozen=True, slots=True)
class Parts:
    """A text taken apart; `codes` in their order, `han` the runs of Chinese characters in theirs."""

    codes: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
    sizes: tuple[Size, ...] = ()
    han: tuple[str, ...] = ()
    gaps: tuple[bool, ...] = ()  # for each code: whether it stands apart from the code before it

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.codes or self.measures or self.sizes or self.han)

    @property
    def many(self) -> bool:
        """Whether there is more than one thing to look for."""
        return len(self.codes) + len(self.measures) + len(self.sizes) + len(self.han) > 1


@lru_cache(maxsize=4096)
def parts_of(said: str) -> Parts:
    """Take a folded text apart."""
    codes: list[str] = []
    gaps: list[bool] = []
    measures: list[Measure] = []
    sizes: list[Size] = []
    han: list[str] = []
    last = -9
    for found in _PART.finditer(_TIMES.sub("×", said)):
        if found["packed"]:
            codes.append(found["many"] + found["counter"])
            gaps.append(True)
        elif found["size"]:
            sizes.append(tuple(_trimmed(number) for number in _DIGITS.findall(found.group())))
        elif found["measure"] and (measure := measure_of(found.group())):
            measures.append(measure)
        elif found["code"]:
            codes.append(found.group())
            gaps.append(found.start() - last > 1)
            last = found.end()
        else:
            han.append(found.group())
    return Parts(tuple(codes), tuple(measures), tuple(sizes), tuple(han), tuple(gaps))


def measuring_words(name: str) -> set[str]:
    """The Chinese units that a name measures by, as they are written: 斤 of 5斤装, not of 2500克."""
    return {found["unit"] for found in _SPLIT_MEASURE.finditer(name) if not found["unit"].isascii()}


def sizes_behind_letters(name: str) -> list[Size]:
    """Sizes that are said without the letters before them: 3×1.5 of RVV3×1.5."""
    return [tuple(_trimmed(side) for side in _DIGITS.findall(found[1])) for found in _BEHIND_LETTERS.finditer(name)]


def sides_of(name: str) -> list[Measure]:
    """The sides of sizes that say their own measure: 100cm of 100cm×60米."""
    found = (_SPLIT_MEASURE.fullmatch(side.group()) for side in _OWN_MEASURE.finditer(name))
    return [measure for one in found if one and (measure := measure_of(one.group()))]


def measure_of(said: str) -> Measure | None:
    """80g as (80, g), 一斤 as (500, g), 7号半 as (7.5, no); nothing where no one number is said."""
    found = _SPLIT_MEASURE.fullmatch(said)
    number = found and (Decimal("0.5") if found["number"] == "半" else value_of(found["number"]))
    if found is None or number is None:
        return None
    factor, base = _MEASURES[found["unit"]]
    number += Decimal("0.5") if found["half"] else 0
    return (number * Decimal(factor)).normalize(), base


def packs_of(name: str) -> set[str]:
    """How many are in a pack, as codes: 50片 of 血糖试纸 50片/盒; of 12支装 also the number alone."""
    found = list(_PACKED.finditer(name))
    return {one["many"] + one["counter"] for one in found} | {one["many"] for one in found if "/" not in one.group()}


def packing_words(name: str) -> list[str]:
    """片装 of 5片装."""
    return [f"{one['counter']}装" for one in _PACKED.finditer(name) if "/" not in one.group()]


def _trimmed(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number


def strong_codes(parts: Parts) -> set[str]:
    """The ways a product's codes are said whole: each, several run together, and without letters in front (2612a)."""
    found: set[str] = set()
    for start in range(len(parts.codes)):
        for end in range(start + 1, min(start + 4, len(parts.codes)) + 1):
            joined = "".join(parts.codes[start:end])
            found.add(joined)
            bare = joined.lstrip("abcdefghijklmnopqrstuvwxyz")
            if len(bare) > 2:
                found.add(bare)
    return found


def weak_codes(strong: set[str]) -> set[str]:
    """Pieces of codes that alone say little: the letters in front, the number without its letters."""
    sizes = {found["letters"] for code in strong if (found := _LARGER.search(code))}
    return {atom for code in strong for atom in _ATOM.findall(code)} - strong - sizes


def atoms_of(code: str) -> list[str]:
    """Letters and numbers of a code apart."""
    return _ATOM.findall(code)


@lru_cache(maxsize=16384)
def heard(char: str) -> str:
    """How a character sounds, by its most usual reading; what is no Chinese character sounds as itself."""
    spoken = _readings(char)
    return sound(spoken[0][0]) if spoken else char


def sounds_of(run: str) -> str:
    """A run of characters as syllables between blanks, so that a part of it can be looked for in another."""
    return " " + " ".join(map(heard, run)) + " "

"""Colours: said one after another (青红黄黑), counted (四色), and what is left of a name without them."""

from __future__ import annotations

import re
from typing import Final

from models.reading.features import MEASURE, SIZE
from models.reading.numbers import value_of
from models.reading.text import folded
from models.search.folding import compact

_ONE: Final = (
    "暖白光?|正白光?|冷白光?|中性光|自然光|暖光|白光|暖黄|品红|洋红|玫红|粉红|大红|深红|浅红|深蓝|浅蓝|天蓝|宝蓝|淡青|浅青|墨绿|浅绿|深绿|草绿|深灰|浅灰|米白|米黄|咖啡"
    "|黑|白|红|黄|蓝|兰|青|绿|紫|橙|橘|灰|棕|银|金"
)
_SIZES: Final = "特大号|加大号|大号|中号|小号|均码|大码|中码|小码"
_SIDES: Final = "前|后|左|右|内|外|男|女|公|母|冷|热"
_COLOUR: Final = rf"(?:(?:{_ONE})色?|{_SIZES}|{_SIDES})"
_RUN = re.compile(rf"(?:(?:{_COLOUR}|彩色?)[ /]?){{2,}}(?<![ /])|(?<![a-z])(?:cmyk|kcmy|bkcmy|bcmy|ymck)(?![a-z])")
_EACH = re.compile(f"{_COLOUR}|彩色?")
_RUN_WITH_PINK = re.compile(rf"(?:(?:{_COLOUR}|粉色?)[ /]?){{2,}}(?<![ /])")
_EACH_WITH_PINK = re.compile(f"{_COLOUR}|粉色?")
_LETTERS: Final = {  # as printers call them
    "cmyk": "青 品红 黄 黑",
    "kcmy": "黑 青 品红 黄",
    "bcmy": "黑 青 品红 黄",
    "bkcmy": "黑 青 品红 黄",
    "ymck": "黄 品红 青 黑",
}
COUNTED: Final = re.compile(
    r"(?P<n>[二两三四五六七八]|(?<![0-9.])\d)[个种款]?(?:(?P<colour>颜色|色)(?:一套)?|口味|味道|香味|香型|尺码|(?<=个)码(?!头)|尺寸|规格|型号)"
    r"|(?P<kinds>[二两三四五六七八]|(?<![0-9.])[2-8])[种款样]$"
    r"|(?:全|各|每|所有|全部)(?:个|种)?(?P<all>颜色|色|尺码|码(?![头])|规格|口味|味道|香味)|(?P<whole>全色系?)"
)
_WORD = re.compile(
    rf"(?:{_ONE})色|[品洋玫]红(?![\u4e00-\u9fff])|彩色|单色|(?<![\u4e00-\u9fff])(?:{_ONE})(?![\u4e00-\u9fff])|(?<![a-z])(?:bk|cyan|magenta|yellow|black|red|blue|white|green|[cmyk])(?![a-z])"
)


def colours_in_a_row(said: str) -> tuple[str, list[str]] | None:
    """Colours said one after another, and what stands around them: 黑红蓝中性笔 is 中性笔 in three colours."""
    return _run(said, _RUN, _EACH)


def pink_in_a_row(said: str) -> tuple[str, list[str]] | None:
    """黑白粉蓝: `colours_in_a_row` where 粉 is pink, and no powder."""
    return _run(said, _RUN_WITH_PINK, _EACH_WITH_PINK)


def _run(said: str, run: re.Pattern[str], each: re.Pattern[str]) -> tuple[str, list[str]] | None:
    found = max(run.finditer(said), key=lambda one: len(one.group()), default=None)
    if found is None:
        return None
    letters = _LETTERS.get(found.group())
    colours = letters.split() if letters else each.findall(found.group())
    around = f"{said[: found.start()]} {said[found.end() :]}"
    return " ".join(around.split()), colours


def counted(phrase: str) -> tuple[str, tuple[int | None, bool]] | None:
    """The phrase without 四色, how many it counts (none for 各色), and whether of colours; nothing without a count."""
    found = COUNTED.search(phrase)
    if found is None:
        return None
    said = found["n"] or found["kinds"]
    number = value_of(said) if said else None
    rest = f"{phrase[: found.start()]} {phrase[found.end() :]}"
    coloured = bool(found["colour"] or found["whole"]) or (found["all"] or "").endswith("色")
    return " ".join(rest.split()), (None if number is None else int(number), coloured)


def behind_the_colour(said: str) -> str:
    """彩纸 of 绿彩纸; nothing where no colour stands in front."""
    found = _EACH.match(said)
    return said[found.end() :] if found else ""


def kin_of(name: str) -> str:
    """What is left of a product's name without colours, measures and sizes: the same for goods of one kind."""
    bare = re.sub(SIZE, " ", re.sub(MEASURE, " ", folded(name)))
    return compact(_WORD.sub(" ", bare))


def has_colour(name: str) -> bool:
    """Whether a product's name says its colour."""
    return _WORD.search(folded(name)) is not None


_TELLS: Final = re.compile(
    r"(?:特大|加大|大|中|小|均|[smlx]|x{1,3}l|\d{1,2}(?:\.\d)?)(?:号|码)?(?:的|款|装)?|(?:男|女|成人|儿童)款?[smlx]{0,3}"
)


def only_telling(said: str) -> bool:
    """Whether a phrase is only a colour, a measure, a size or a short number: it tells goods apart and names none."""
    return not kin_of(said) or _TELLS.fullmatch(said.replace(" ", "")) is not None

"""Names of goods without what tells packs and colours apart: a carton is what is in it, white tape is tape."""

from __future__ import annotations

import re

from models.reading.features import MEASURE, SIZE
from models.reading.text import folded
from models.reading.units import fits
from models.search.folding import compact

# How the same thing is packed: these words and counts part a carton from the packs in it, and no goods from others.
_PACKING = re.compile(
    r"\d+ ?(?:包|盒|支|瓶|个|只|卷|袋|片|条|罐|本|张|枚|粒|台|套|双|提|节|根|pcs)"
    r"(?: ?[/每一] ?(?:箱|件|包|盒|打|条|袋))?(?:装|入)?"
    r"|[整原成大小]?(?:箱|件|盒|包|袋|条|提|打)装?|散装|零售|单(?:包|支|瓶|个)|[()\[\] ·/-]"
)


_COLOURED = re.compile(
    r"^(?:透明|米[黄白]|[深浅天宝大粉玫墨草]?(?:红|蓝|绿|灰)|品红|银灰|[黑白黄青紫橙棕银金])色?(?=[\u4e00-\u9fff]{2})"
)
_MEASURED = re.compile(rf"(?<=[\u4e00-\u9fff]{{2}})(?:{SIZE}|{MEASURE}|\d+(?:\.\d+)?)(?:\([^)]*\))?$")
_COLOUR_BEHIND = re.compile(
    r"(?<=[\u4e00-\u9fffa-z0-9.]{2})(?:(?:透明|米[黄白]|[深浅天宝大粉玫墨草]?(?:红|蓝|绿|灰)|银灰|[黑白黄青紫橙棕])色|[品洋玫]红色?)"
    r"(?:\([^)]*\))?$"
)
_COLOUR_WITHIN = re.compile(  # 201A黄色硒鼓
    r"(?<=[a-z0-9])(?:品红|洋红|玫红|粉红|[黑白红黄蓝绿青紫橙灰棕])色(?=[\u4e00-\u9fff]{2})"
)
_SAYS_PACKING = re.compile(r"[整大小](?P<by>箱|件|盒|包|袋|条|提|桶|瓶|罐)|散装|零售")


_HOW_MANY = re.compile(
    r"[(]?\d+ ?(?:包|盒|支|瓶|个|只|卷|袋|片|条|罐|本|张|枚|粒|台|套|提|双|节|根|pcs)"
    r" ?[/每一] ?(?:箱|件|包|盒|打|条|袋|提|卷|桶)装?[)]?"
)


def without_count(name: str) -> str:
    """A name without how many are in a pack: the 100 of 管卡25 100个/包 is no code of it."""
    return _HOW_MANY.sub(" ", name)


def kind_of(name: str) -> str:
    """The first word of a product's name without the colour before it."""
    word = folded(name).split(" ")[0]
    word = _COLOUR_WITHIN.sub("", word)
    bare = _MEASURED.sub("", _COLOUR_BEHIND.sub("", _COLOURED.sub("", word)))
    return bare if len(bare) > 1 else word


def base_of(name: str) -> str:
    """A product's name without how it is packed: a carton of A4 paper and the packs in it are the same thing."""
    return compact(_PACKING.sub("", folded(name)))


def says_packing(phrase: str) -> bool:
    """Whether a name itself says how goods are packed (5W40小桶), so that another unit contradicts it."""
    return _SAYS_PACKING.search(phrase) is not None


def says_other_packing(phrase: str, unit: str) -> bool:
    """Whether a name says by what goods are sold (大桶酒精), and it is not the unit said (20瓶)."""
    found = _SAYS_PACKING.search(phrase)
    return found is not None and bool(found["by"]) and not fits(unit, found["by"])

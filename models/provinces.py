"""Provinces as people write them (广东, 广东省, Guangdong), kept in the short Chinese form, which rule 4 compares."""

from __future__ import annotations

import re

from models.numerals import half_width
from models.refusals import Refusal

ABROAD = "境外"
_ENGLISH = {
    "北京": "Beijing", "天津": "Tianjin", "河北": "Hebei", "山西": "Shanxi", "内蒙古": "Inner Mongolia",
    "辽宁": "Liaoning", "吉林": "Jilin", "黑龙江": "Heilongjiang", "上海": "Shanghai", "江苏": "Jiangsu",
    "浙江": "Zhejiang", "安徽": "Anhui", "福建": "Fujian", "江西": "Jiangxi", "山东": "Shandong", "河南": "Henan",
    "湖北": "Hubei", "湖南": "Hunan", "广东": "Guangdong", "广西": "Guangxi", "海南": "Hainan", "重庆": "Chongqing",
    "四川": "Sichuan", "贵州": "Guizhou", "云南": "Yunnan", "西藏": "Tibet", "陕西": "Shaanxi", "甘肃": "Gansu",
    "青海": "Qinghai", "宁夏": "Ningxia", "新疆": "Xinjiang", "台湾": "Taiwan", "香港": "Hong Kong", "澳门": "Macau",
    ABROAD: "abroad",
}  # fmt: skip
PROVINCES = tuple(_ENGLISH)
COMMON = (
    "广东",
    "浙江",
    "江苏",
    "上海",
    "福建",
    "山东",
    "湖南",
    "北京",
)  # where most customers of a trading company are
_BY_SOUND = {re.sub(r"\W", "", name.lower()): zh for zh, name in _ENGLISH.items()} | {
    "neimenggu": "内蒙古", "xizang": "西藏", "xianggang": "香港", "aomen": "澳门", "macao": "澳门", "overseas": ABROAD,
    "海外": ABROAD, "国外": ABROAD, "外国": ABROAD,
}  # fmt: skip
_SUFFIX = re.compile(r"(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区|province)$")
_LEADS = re.compile(rf"(?:中国)?[\s,]*({'|'.join(_ENGLISH)})(?![东西南北中一二三]?(?:路|街|大道|道\d))")
_NAMED = re.compile(
    rf"(?:^|,)\s*({'|'.join([*_ENGLISH.values(), 'Macao'])})(?: province)?(?: sar)?\s*[0-9]*\s*(?:,|$)", re.IGNORECASE
)
_LONGEST_ECHO = 20


class UnknownProvince(Refusal):
    """`text` names no province."""


def read_province(text: str) -> str:
    """The province in its short Chinese form. Raises UnknownProvince."""
    said = _SUFFIX.sub("", re.sub(r"[\s.,'’-]", "", half_width(text)).lower())
    found = said if said in _ENGLISH else _BY_SOUND.get(said)
    if found is None:
        raise UnknownProvince(text=text.strip()[:_LONGEST_ECHO])
    return found


def province_in(address: str) -> str:
    """The province that an address itself begins with (in English, names after a comma); empty where it names none.

    A road named after one (北京路, Beijing Road) names none.
    """
    said = half_width(address).strip()
    found = _LEADS.match(said) or _NAMED.search(said)
    name = found[1].lower() if found else ""
    return name if name in _ENGLISH else _BY_SOUND.get(re.sub(r"\W", "", name), "")


def province_name(province: str, language: str) -> str:
    """A province for a reader; what is none (an imported text) is shown as it stands."""
    return province if language == "zh" else _ENGLISH.get(province, province)


def common(home: str) -> list[str]:
    """The provinces offered first: the company's own, then where most customers are."""
    return [home, *(name for name in COMMON if name != home)]

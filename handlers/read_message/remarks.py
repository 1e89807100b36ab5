"""A note or an address typed beside an order, or beside a question about one: 备注：送货前打电话; 送到桂城路8号."""

from __future__ import annotations

import re

from models import orders
from models.orders import OrderTextTooLong

_NOTE = re.compile(r"(?:备注|附注|remarks?|notes?)(?:一下|上|[:：,， ])+(?P<said>\S.*)", re.IGNORECASE | re.DOTALL)
_ADDRESS = re.compile(
    r"(?:(?:新的?|送货|收货)?地址(?:[改换](?:一下|成|为)?|是)?[:：,， ]*)?"
    r"(?:改?[送寄发]到|[送寄]去|(?:deliver|ship|send)\s+(?:it\s+)?to)[:： ]*(?P<there>\S.*)"
    r"|(?:新的?|送货|收货)?地址(?:[改换](?:一下|成|为)?|是)?[:：,， ]*(?P<here>\S.*)"
    r"|(?:new\s+|delivery\s+|shipping\s+)?address[:, ]+(?P<english>\S.*)",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"[省市区县镇乡村路街道巷弄号楼栋幢座室店仓库场厦城园门]|\d|street|road|\brd\b|\bst\b|avenue|unit", re.IGNORECASE
)
_ASKS = re.compile(r"[?？吗呢哪]|什么|多少|了没|没有|where|when", re.IGNORECASE)
SHORTEST = 4  # characters of a place


def remark_of(said: str) -> dict[str, str] | None:
    """The `note` or the `address` that a word is; nothing where it is neither. Raises OrderTextTooLong."""
    said = said.strip()
    if note := _NOTE.fullmatch(said):
        return {"note": _short(note["said"].strip(), orders.NOTE_LIMIT)}
    found = _ADDRESS.fullmatch(said)
    if found is None or _ASKS.search(said):
        return None
    place = next(part for part in found.groups() if part).strip(" 。.")
    return {"address": _short(place, orders.ADDRESS_LIMIT)} if len(place) >= SHORTEST and _PLACE.search(place) else None


def noted(before: str, remark: dict[str, str]) -> dict[str, str]:
    """A remark beside the note that is there: neither is lost."""
    if "note" not in remark or not before:
        return remark
    if remark["note"] in before:
        return {"note": before}
    return {"note": _short(f"{before}；{remark['note']}", orders.NOTE_LIMIT)}


def _short(said: str, limit: int) -> str:
    if len(said) > limit:
        raise OrderTextTooLong(limit=limit)
    return said

"""Which customer a message names: by a whole name, a part of one, its sound, pinyin, one wrong character, a contact."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from models.reading.customer_index import TRADES, WHOLE, CustomerIndex, Way
from models.reading.features import heard
from models.reading.mentions import Board, Mention
from models.reading.text import folded

_HAN_RUN = re.compile(r"[\u3400-\u9fff]{2,}")
_LETTERS = re.compile(r"[a-z]+(?:[ '-][a-z]+){0,3}")
_TRADE_AHEAD = re.compile(rf"(?:{'|'.join(sorted(TRADES, key=len, reverse=True))})(?![科室处组课])")
_ONE_MORE = re.compile(r"[\u4e00-\u9fff](?=[ ,:;\n]|$)")  # 华信达|利
_TRADES = "|".join(sorted((one for one in TRADES if len(one) > 1), key=len, reverse=True))
_TRADE_LATER = re.compile(rf"(?P<more>[\u4e00-\u9fff]{{1,2}})(?P<trade>{_TRADES})(?![科室处组课])")  # 西子|湖科技
_FIRM = re.compile(r"[\u4e00-\u9fff](?:业|行|社|坊|庄|馆|轩|阁)(?=[ ,。:;\n]|$)")
_ANOTHER_FIRM = re.compile(r"(?:和|与|跟|及|、|同|还有)[\u4e00-\u9fff]{1,6}(?:店|厂|公司|超市)")
_DONE_FOR: Final = frozenset("开给发送寄为替帮")  # 票开恒达, 寄恒达
_NO_NAME_AFTER: Final = frozenset({"公司", "店", "厂", "部", "行", "商行", "中心"})  # 恒达公司 is 恒达


@dataclass(frozen=True)
class Buyer:
    """The customer, or those that may be meant; `why` says by what it was known."""

    slot: int | None
    candidates: tuple[int, ...] = ()
    mentions: tuple[Mention, ...] = ()
    why: str = ""


def read_buyers(board: Board, customers: CustomerIndex, is_goods: Callable[[str], bool]) -> None:
    """Where no whole name stands, look in what is left for a part of a name, its sound or its pinyin."""
    if any(_has_whole(customers, mention) for mention in board.of("customer")):
        return
    for start, end in list(board.gaps()):
        stretch = board.said[start:end]
        for run in _HAN_RUN.finditer(stretch):
            found = _known_as(run.group(), customers, is_goods)
            if found:
                size, ways, why = found
                board.put("customer", start + run.start(), start + run.start() + size, tuple(ways), why)
        for run in _LETTERS.finditer(stretch):
            for first, last, ways in _spelled(run.group(), customers):
                board.put("customer", start + run.start() + first, start + run.start() + last, tuple(ways), "pinyin")
                break


def _has_whole(customers: CustomerIndex, mention: Mention) -> bool:
    return mention.why == "name" and any(way.kind == WHOLE for way in customers.written.get(mention.value, ()))


def _known_as(run: str, customers: CustomerIndex, is_goods: Callable[[str], bool]) -> tuple[int, list[Way], str] | None:
    """The longest beginning of the run that names customers, where the rest is nothing or goods."""
    for size in range(len(run), 1, -1):
        name, rest = run[:size], run[size:]
        if rest and not (is_goods(rest) or _TRADE_AHEAD.match(rest)):
            continue
        if is_goods(name):
            continue
        if ways := customers.written.get(name):
            return size, ways, "part of the name"
        if ways := customers.sounding.get(" ".join(map(heard, name))):
            return size, ways, "sound"
        if ways := _one_wrong(name, customers):
            return size, ways, "one character"
    return None


def _one_wrong(name: str, customers: CustomerIndex) -> list[Way]:
    if not 4 <= len(name) <= 16:
        return []
    return [way for at in range(len(name)) for way in customers.slipped.get(f"{name[:at]}*{name[at + 1 :]}", ())]


def _spelled(letters: str, customers: CustomerIndex) -> Iterator[tuple[int, int, list[Way]]]:
    """Words in letters that together are a name in pinyin, as many as possible."""
    words = list(re.finditer(r"[a-z]+", letters))
    for first in range(len(words)):  # gei beijiang
        for last in range(len(words), first, -1):
            joined = "".join(word.group() for word in words[first:last])
            if len(joined) > 3 and (ways := customers.spelled.get(joined)):
                yield words[first].start(), words[last - 1].end(), ways


def buyer_of(board: Board, customers: CustomerIndex, dropped: set[int]) -> Buyer:
    """Put names and contacts together: they must agree, and leave one customer."""
    named = [one for one in board.of("customer") if id(one) not in dropped]
    called = [one for one in board.of("person") if one.value[1] and id(one) not in dropped]
    left: set[int] | None = None
    unsure = False
    for mention in named:
        slots, doubtful = _slots(board, mention, customers)
        if left is not None and not left & slots:
            return Buyer(None, tuple(sorted(left | slots)), tuple(named), "two customers")
        left = slots if left is None else left & slots
        unsure = unsure or doubtful
    if any(_has_whole(customers, mention) for mention in named):
        unsure = all(_slots(board, one, customers)[1] for one in named if _has_whole(customers, one))
    for mention in called:
        slots = set(mention.value[1])
        if left is not None and not left & slots:
            return Buyer(None, tuple(sorted(left | slots)), (*named, *called), "name and contact disagree")
        left = slots if left is None else left & slots
    if not left:
        return Buyer(None)
    why = (named[0].why or "name") if named else "contact"
    one = next(iter(left)) if len(left) == 1 and not unsure else None
    return Buyer(one, tuple(sorted(left)), (*named, *called), why)


def _slots(board: Board, mention: Mention, customers: CustomerIndex) -> tuple[set[int], bool]:
    """The customers a name may mean, and whether more of another name stands beside it."""
    ways = customers.written.get(mention.value, []) if isinstance(mention.value, str) else list(mention.value)
    whole = {way.slot for way in ways if way.kind == WHOLE}
    slots = whole or {way.slot for way in ways}
    if mention.why != "name":
        slots = {way.slot for way in ways}
    if mention.why in ("sound", "one character"):
        start = board.words(mention)[:2]
        if not any(start in customers.rows[slot].name for slot in slots):
            # 宏泰灯饰 sounds as 鸿泰灯饰, and begins as 宏泰机电
            slots |= {way.slot for way in customers.written.get(start, ())}
    if mention.why == "name" and not whole:
        slots |= {way.slot for way in _sounding(board.words(mention), customers)}
    doubtful = [_more_of_a_name(board, mention, slot, customers) for slot in slots]
    return slots, all(doubtful) and bool(doubtful)


def _sounding(said: str, customers: CustomerIndex) -> list[Way]:
    """The customers a whole name of whom sounds so."""
    return [way for way in customers.sounding.get(" ".join(map(heard, said)), ()) if way.kind == WHOLE]


def _begins_another(board: Board, mention: Mention, slot: int, customers: CustomerIndex) -> bool:
    """博远|检测 sounds as all of 博源检测, though 博远 is another."""
    more = board.left[mention.end : mention.end + 4]
    ways = (way for size in range(2, len(more) + 1) for way in _sounding(board.words(mention) + more[:size], customers))
    return any(way.slot != slot for way in ways)


def _more_of_a_name(board: Board, mention: Mention, slot: int, customers: CustomerIndex) -> bool:
    """一诺科技 is no 一诺办公, 新恒达 no 恒达, 深圳恒达 not the one in 广州."""
    entry = customers.rows[slot]
    own = "|".join(folded(name) for name in (entry.name, entry.short_name, *entry.aliases))
    rest = board.said[mention.end : mention.end + 8]
    trade = _TRADE_AHEAD.match(rest)
    owner = board.owners[mention.end] if mention.end < len(board.owners) else None
    free = owner is None or owner.kind == "filler"
    if trade and free and trade.group() not in own and trade.group() not in _NO_NAME_AFTER:
        return True
    one_more = _has_whole(customers, mention) and _ONE_MORE.match(board.left, mention.end)
    if one_more and board.said[mention.end] not in own:
        return True
    later = _TRADE_LATER.match(board.left, mention.end)
    if later and later["trade"] not in own and later["more"] not in own:
        return True
    if (
        _cut_in_a_trade(board, mention, own)
        or _begins_another(board, mention, slot, customers)
        or (free and _ANOTHER_FIRM.match(rest))
    ):
        return True
    return _other_before(board, mention, own, folded(entry.city + entry.province + entry.address))


def _cut_in_a_trade(board: Board, mention: Mention, own: str) -> bool:
    """茗香茶|庄 is no 茗香茶业, 永固|锁业 no 永固: the kind of firm goes on behind the name."""
    trade = _TRADE_AHEAD.match(board.said, mention.end - 1)
    if trade and trade.end() > mention.end and trade.group() not in own:
        return True
    other = _FIRM.match(board.left, mention.end)
    return other is not None and other.group() not in own


def _other_before(board: Board, mention: Mention, own: str, places: str) -> bool:
    """Whether right before the name stands a character or two that belong to it and to no customer we know."""
    start = mention.start
    while start > 0 and board.owners[start - 1] is None and "\u3400" <= board.said[start - 1] <= "\u9fff":
        start -= 1
    before = board.said[start : mention.start]
    if not before or before[-1] in _DONE_FOR:
        return False
    place = before.removesuffix("市").removesuffix("区").removesuffix("镇")
    return not (before in own or (place and place in places) or len(before) > 3)

"""Days in a message: where one is named, which day it is, and whether goods leave or arrive on it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from models.days import NotADay, next_working_day, parse_day
from models.reading.features import SIZE
from models.reading.mentions import Board, Mention
from models.reading.numbers import value_of
from models.reading.product_index import ProductIndex
from models.reading.wordlist import compiled, longest_first, words

_TABLES: Final = words("days")
_LUNAR: Final[dict[str, dict[str, list[int]]]] = _TABLES["lunar"]  # feasts by the lunar calendar, and Qingming: by year
_FIXED: Final[dict[str, list[int]]] = _TABLES["fixed"]
_FEASTS: Final[dict[str, str]] = _TABLES["feasts"]
_NUMBER: Final[str] = _TABLES["number"]
_DAY: Final = compiled(_TABLES["day"], _TABLES).pattern
_FOUND = re.compile(
    rf"(?P<day>{_DAY})(?P<before> ?(?:放假|假期)?(?:之前|以前|前(?![台门厅海面往])|为止))?"
    r"(?P<after>之后|以后|过后|后(?!天))?"
)
_FEAST = re.compile(longest_first(_FEASTS))
_SPAN = re.compile(rf"(?:再?过)?(?P<number>{_NUMBER}) ?(?P<unit>天|个?工作日|个?星期|个?礼拜|周)(?:之|以)?[内后]")
_CLAUSE_END = re.compile(r"[,;。!?\n]|\. |\.$")

_ARRIVE: Final = compiled(_TABLES["arrive"], _TABLES)
_SHIP: Final = compiled(_TABLES["ship"], _TABLES)
_ELSEWHERE: Final = compiled(_TABLES["elsewhere"], _TABLES)
_EVENT: Final = compiled(_TABLES["event"], _TABLES)
GONE_BY: Final = "gone by"  # a day on which goods cannot leave or arrive: it is past, or there is none such
_NOT_THEN = re.compile(r"(?:不要|不用|别|不是|(?<!能)不能|不在|勿|not )$")
_TIME_TO_SHIP = re.compile(
    r"(?:上午|中午|下午|傍晚|晚上|下班前?|点(?:半|钟)?前?)(?:之前|以前)?(?:就|要|能|必须|给|帮)*(?:发|寄|送|出|来拿|自提)"
)
_FOR_ONE = re.compile(r"[每/][\u4e00-\u9fff]{1,3} ?$")
_MONTH_AND_DAY = re.compile(rf"{_NUMBER}月{_NUMBER}[日号]?|[0-9]{{1,2}}[-/.][0-9]{{1,2}}")
_NUMBERED = re.compile(r"[0-9]{1,2}号")
_SIZE_OR_CELL = re.compile(rf" *(?:\t|\||{SIZE})")
_COUNTED = re.compile(r" ?\d+ ?[\u4e00-\u9fff]")
_NUMBERS_COUNTED = re.compile(r"\d号[^\d\n]{0,6}\d+ ?[\u4e00-\u9fff]{1,2}[,、 ]*$")
_MONTHLY = re.compile(r"(?:到?月底|下月)(?:一起|再|统一)?结(?!束)")
_SETTLED = re.compile(
    r"(?:再|一起|统一|才|就|给|来|会|要|前|之前|左右)*(?:结(?!束)|付款|付清|打款|转账|汇款|对账|收款|给钱)"
)
_WEAK = frozenset({"要", "需要"})


def read_days(board: Board, today: date, products: ProductIndex) -> None:
    """Find the days and say of each whether goods leave (`ship_on`) or arrive (`arrive_by`) by it."""
    for found in _FOUND.finditer(board.left):
        if _MONTHLY.match(board.said, found.start()):
            continue  # 月底结 is how it is paid
        if _of_a_row(board, found, products) or _in_goods(board, found, products) or _a_price(board, found):
            continue  # 4号5号足球
        value = _day(found, today)
        none = GONE_BY if _MONTH_AND_DAY.fullmatch(found["day"]) else "no one day"  # 2月30号
        board.put("day", *found.span(), value=value, why="day" if value else none)
    days = board.of("day")
    alone: list[Mention] = []
    for place, mention in enumerate(days):
        role = _role(board, mention, days, place)
        if role == "alone":
            alone.append(mention)
            role = "ship_on"
        past = mention.value is not None and mention.value < today
        if _NOT_THEN.search(board.said, max(0, mention.start - 6), mention.start):
            mention.value = None  # 不要今天发
        if past and role and mention not in alone:
            mention.why = GONE_BY
        mention.value = None if mention.value is None or past or role is None else (role, mention.value)
    _yield_to_verbs(board, days, alone)
    hour = None if days else _TIME_TO_SHIP.search(board.left)
    if hour:
        board.beside("day", hour.start(), ("ship_on", today), "time of day")


def _yield_to_verbs(board: Board, days: list[Mention], alone: list[Mention]) -> None:
    """圣诞快乐，明天送货: a day that no verb belongs to is the day to leave only where none of another clause is."""
    leaving = [one for one in days if one.value and one.value[0] == "ship_on" and one not in alone]
    for one in alone:
        apart = [(min(one.end, other.end), max(one.start, other.start)) for other in leaving]
        if any(_CLAUSE_END.search(board.said, *between) for between in apart):
            one.value = None


def _of_a_row(board: Board, found: re.Match[str], products: ProductIndex) -> bool:
    """Whether a number of 号 stands right before goods that have one: 4号5号足球 and 5号酒红 name no day."""
    owner = board.owners[found.end()] if found.end() < len(board.owners) else None
    if owner is None or owner.kind != "goods" or _NUMBERED.fullmatch(found.group()) is None:
        return False
    number = (Decimal(found.group()[:-1]), "no")
    named = products.exact.get(owner.value, ())
    return _NUMBERED.match(board.words(owner)) is not None or any(
        number in products.rows[slot].measures for slot in named
    )


def _a_price(board: Board, found: re.Match[str]) -> bool:
    """每公斤5.6 is no day."""
    return "." in found.group() and _FOR_ONE.search(board.said, max(0, found.start() - 5), found.start()) is not None


def _in_goods(board: Board, found: re.Match[str], products: ProductIndex) -> bool:
    """纸箱 3号 43×21×27: a number of goods that the catalog has, in front of a size or in a column of its own, or
    counted in a row of such numbers: 手套 6号 200副 7号 300副.
    """
    said, before = found.group(), board.said[: found.start()]
    if _NUMBERED.fullmatch(said) is None:
        return False
    if before.endswith(".") and before[-2:-1].isdigit():
        return True  # the 5号 of 7.5号
    if not products.knows(f"m:{int(said[:-1])}no"):
        return False
    if _COUNTED.match(board.said, found.end()) and _NUMBERS_COUNTED.search(before):
        return True
    return _SIZE_OR_CELL.match(board.said, found.end()) is not None


def _day(found: re.Match[str], today: date) -> date | None:
    """The day meant; none where only its week or month is clear, or what comes after a day."""
    if found["after"]:
        return None
    said = found["day"]
    if feast := _FEAST.match(said):
        return _feast(_FEASTS[feast.group()], today, before=bool(found["before"]) or said == "年前")
    if span := _SPAN.fullmatch(said):
        return _later(span, today)
    if said in ("今早", "今晚", "今晨", "当天", "tonight"):
        return today
    if said in ("明早", "明晚", "明晨"):
        return today + timedelta(days=1)
    said = re.sub("^(?:on|coming) ", "", said)
    said = re.sub("^([a-z]+)(?:,| of)? next week$", r"next \1", said)
    said = re.sub("月份?(?=[底末])", "月", said).replace("月份", "月")
    try:
        return parse_day(_with_digits(said), today)
    except NotADay:
        return None


def _with_digits(said: str) -> str:
    """十二月廿五号 in digits, weekdays as they are."""
    return re.sub(
        rf"(?<![周期拜]){_NUMBER}(?=[月号日])|(?<=月){_NUMBER}",
        lambda one: f"{value_of(one.group()) or one.group()}",
        said,
    )


def _feast(name: str, today: date, *, before: bool) -> date | None:
    """The next such feast, or the day before it; the year's end counts itself."""
    days = []
    for year in (today.year, today.year + 1):
        if month_day := _FIXED.get(name) or _LUNAR[name].get(str(year)):
            day = date(year, month_day[0], month_day[1])
            days.append(day - timedelta(days=1) if before and name != "年底" else day)
    return next((day for day in days if day >= today), None)


def _later(span: re.Match[str], today: date) -> date | None:
    number = value_of(span["number"])
    if number is None:
        return None
    if "工作日" in span["unit"]:
        day = today
        for _count in range(min(int(number), 60)):
            day = next_working_day(day)
        return day
    return today + timedelta(days=int(number) * (1 if span["unit"] == "天" else 7))


def _role(board: Board, mention: Mention, days: list[Mention], place: int) -> str | None:
    """The first verb after the day in its clause, else the last one before it; `alone` where there is none: then it is
    the day to leave.
    """
    ends = _CLAUSE_END.search(board.said, mention.end)
    until = min(ends.start() if ends else len(board.said), days[place + 1].start if place + 1 < len(days) else 10**9)
    since = max((found.end() for found in _CLAUSE_END.finditer(board.said, 0, mention.start)), default=0)
    since = max(since, days[place - 1].end if place else 0)
    after, before = board.said[mention.end : until], board.said[since : mention.start]
    counts_itself = bool(re.search("前$|为止$", board.words(mention)))
    if _SETTLED.match(after) or _EVENT.match(after):
        return None  # 货款月底一起结, 24号开始搞活动
    verb = _first(after) or _last(before)
    if verb is None and (_ELSEWHERE.match(after) or after.startswith("了")):
        return None  # 今天跑了三家, 月底了
    if verb == "weak":
        today_said = board.words(mention).startswith(("今", "当天", "today"))
        return None if today_said else "arrive_by"
    return verb or ("arrive_by" if counts_itself or re.search(r"(?:by|before) ?$", before) else "alone")


def _first(said: str) -> str | None:
    return _nearest(said, min)


def _last(said: str) -> str | None:
    return _nearest(said, max)


def _nearest(said: str, which: Callable[[list[tuple[int, str]]], tuple[int, str]]) -> str | None:
    """The verb at that end of the stretch; 要 alone counts only where no other is."""
    strong = [(found.start(), "ship_on") for found in _SHIP.finditer(said)]
    weak: list[tuple[int, str]] = []
    for found in _ARRIVE.finditer(said):
        (weak if found.group() in _WEAK else strong).append((found.start(), "arrive_by"))
    if strong:
        return which(strong)[1]
    return "weak" if weak else None

"""Days: read from what people say, written for what they read, and which of them are working days.

How an incomplete day is read (`past=True`, for what has already happened, looks back instead of ahead):

- 28号 and 12月1日 without a year mean the nearest such day from today on. If neither this month (or year)
  nor the next has that day (2月29日), it is refused rather than pushed further out. Looking back, 12月1日 is the nearer
  of this year's and the last one's: typed on 30 November it has not come yet, and is not taken for a year ago. And
  what went by within a month, in this year, is that day, and not the one of next year.
- 周五 is the next Friday after today; 这周五 the one of this week, gone by or not; 下周三 the one of the week
  that begins next Monday. Weeks begin on Monday. English "friday", "this friday", "next friday" likewise.
- 12-1, 12/1 and 12.1 are month and day, in that order, in both languages.
- A weekday beside a date must agree with it.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

import chinese_calendar

from models.numerals import half_width, numbers_in_digits
from models.refusals import Refusal

FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2100

_LONGEST_ECHO = 60  # characters of what was typed that a refusal repeats
_ONE_DAY = timedelta(days=1)
_JUST: Final = 31  # days: 11月20日 on 23 November has just gone by, and does not mean a year ahead
_HOLIDAYS_BY_LAW: Final = frozenset({(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)})  # 元旦、劳动节、国庆节, every year


class NotADay(Refusal):
    """`text` cannot be read as one day."""


class DayInThePast(Refusal):
    """`day` is before `earliest`, the first day that makes sense."""


_WORDS = {
    "今天 今日 今 today": 0,
    "明天 明日 明儿 明 tomorrow tmr": 1,
    "后天 后日 dayaftertomorrow": 2,
    "大后天": 3,
    "昨天 昨日 昨 yesterday": -1,
    "前天 前日 daybeforeyesterday": -2,
    "大前天": -3,
}
_OFFSETS = {word: offset for words, offset in _WORDS.items() for word in words.split()}
_MONTH_ENDS = {
    "月底 月末 本月底 这月底 这个月底 本月末 endofmonth monthend endofthismonth": 0,
    "下月底 下个月底 次月底 下月末 下个月末 endofnextmonth": 1,
}
_MONTH_END_OFFSETS = {word: months for words, months in _MONTH_ENDS.items() for word in words.split()}

_ZH_WEEKDAY = r"(?:周|星期|礼拜)(?P<zh>[一二三四五六日天1-7])"
_EN_WEEKDAY = (
    r"(?P<en>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?"
    r"|sun(?:day)?)"
)
_EN_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ZH_WEEKDAYS = "一二三四五六日"
_WEEK_OF = {"": None, "这": 0, "这个": 0, "本": 0, "this": 0, "下": 1, "下个": 1, "next": 1, "下下": 2}
_WEEK_OF |= {"下下个": 2, "上": -1, "上个": -1, "last": -1}
_WEEKDAY_ALONE = (
    re.compile(rf"(?P<week>(?:这个?|本|下下?个?|上个?)?){_ZH_WEEKDAY}"),
    re.compile(rf"(?P<week>(?:this|next|last)?){_EN_WEEKDAY}"),
)
_WEEKDAY_BESIDE = (
    re.compile(rf"(?P<day>.*[^一-鿿].*){_ZH_WEEKDAY}"),
    re.compile(rf"{_EN_WEEKDAY},?(?P<day>.*[0-9].*)"),
    re.compile(rf"(?P<day>.*[0-9].*){_EN_WEEKDAY}"),
)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_EN_MONTH = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR, _MONTH, _DAY = r"(?P<year>[0-9]{4})", r"(?P<month>[0-9]{1,2})", r"(?P<day>[0-9]{1,2})"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:{_YEAR}年|(?P<which>今年|明年|去年))?{_MONTH}月{_DAY}[日号]?",
        rf"(?:{_YEAR}年|(?P<which>今年|明年|去年))?{_MONTH}月(?P<last>底|末)",
        rf"{_YEAR}(?P<mark>[-/.]){_MONTH}(?P=mark){_DAY}",
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
        rf"{_MONTH}[-/.]{_DAY}",
        rf"{_EN_MONTH}{_DAY}(?:st|nd|rd|th)?(?:,{_YEAR})?",
        rf"{_DAY}(?:st|nd|rd|th)?(?:of)?{_EN_MONTH},?{_YEAR}?",
    )
)
_WHICH_YEAR = {"今年": 0, "明年": 1, "去年": -1}
_DAY_OF_MONTH = re.compile(rf"(?P<which>本月|这个?月|下个?月|次月|上个?月)?{_DAY}[号日]")
_LATER = re.compile(
    r"(?:in|再?过)?(?P<number>[0-9]{1,3})(?P<unit>天|日|周|个?星期|个?礼拜|days?|weeks?)(?P<after>之?后|以后|later)?"
)

_NUMBER = "(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,3})"
_DAY_IN = re.compile(
    r"(?:这个?|本|下下?个?)?(?:周|星期|礼拜)[一二三四五六日天1-7](?![0-9])|大?后天|明[天日]|(?:本|这个?|下个?|次)?月[底末]"
    rf"|{_NUMBER}月{_NUMBER}[日号]?|(?:本月|这个?月|下个?月|次月)?{_NUMBER}[日号]|{_NUMBER}(?:天|周|个?星期|个?礼拜)(?:之?后|以后)"
    r"|\btomorrow\b|\b(?:(?:this|next)\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
)
_NO = re.compile(r"不|没|未|\b(?:not?|never|cannot)\b|n't")


def parse_day(text: str, today: date, *, past: bool = False) -> date:
    """The day meant by 明天, 下周三, 月底, 28号, 12月1日, 12-1, "Dec 1", 3天后.

    Raises NotADay for anything else and for days before 2000 or after 2100.
    """
    said = re.sub(r"[\s()]", "", half_width(text).lower()).removeprefix("on")
    day = None
    if len(said) <= _LONGEST_ECHO:
        said = numbers_in_digits(said, not_after="周期拜")
        day = _read_relative(said, today) or _read_weekday(said, today, past) or _read_dated(said, today, past)
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise NotADay(text=text.strip()[:_LONGEST_ECHO])
    return day


def day_in(text: str, today: date) -> tuple[date, str]:
    """The one day from `today` on that a sentence names (周三付，他说的), and the sentence, empty where that is only
    the day. Raises NotADay where it names none, several, or says no to it.
    """
    try:
        return parse_day(text, today), ""
    except NotADay:
        said = half_width(text).lower()
        days = {parse_day(found.group(), today) for found in _DAY_IN.finditer(said)}
        if len(days) != 1 or _NO.search(said):
            raise
    return days.pop(), text.strip()


def not_before(day: date, earliest: date) -> date:
    """`day`, which must not be before `earliest`. Raises DayInThePast."""
    if day < earliest:
        raise DayInThePast(day=day, earliest=earliest)
    return day


def format_day(day: date, today: date, language: str) -> str:
    """ "11月24日 周二" or "Tue 24 Nov", with the year when it is not this one; English unless "zh"."""
    if language == "zh":
        year = "" if day.year == today.year else f"{day.year}年"
        return f"{year}{day.month}月{day.day}日 周{_ZH_WEEKDAYS[day.weekday()]}"
    year = "" if day.year == today.year else f" {day.year}"
    weekday, month = _EN_WEEKDAYS[day.weekday()].title(), _MONTHS[day.month - 1].title()
    return f"{weekday} {day.day} {month}{year}"


@lru_cache
def calendar_known(year: int) -> bool:
    """Whether the official holidays and make-up days of `year` are published in what we have."""
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True


def is_working_day(day: date) -> bool:
    """Whether people work on `day`: the official calendar; in a year it does not know Monday to Friday, except for the
    holidays that the law itself puts on a day.
    """
    if calendar_known(day.year):
        return bool(chinese_calendar.is_workday(day))
    return day.weekday() < 5 and (day.month, day.day) not in _HOLIDAYS_BY_LAW


def working_day_on_or_after(day: date) -> date:
    """`day` if it is a working day, else the first one after it."""
    while not is_working_day(day):
        day += _ONE_DAY
    return day


def next_working_day(day: date) -> date:
    """The first working day after `day`."""
    return working_day_on_or_after(day + _ONE_DAY)


def previous_working_day(day: date) -> date:
    """The last working day before `day`."""
    day -= _ONE_DAY
    while not is_working_day(day):
        day -= _ONE_DAY
    return day


def last_working_day_of_month(day: date) -> date:
    """The last working day of the month that `day` is in."""
    return previous_working_day(_month_end(day, 0) + _ONE_DAY)


def _read_relative(said: str, today: date) -> date | None:
    if said in _OFFSETS:
        return today + timedelta(days=_OFFSETS[said])
    if said in _MONTH_END_OFFSETS:
        return _month_end(today, _MONTH_END_OFFSETS[said])
    later = _LATER.fullmatch(said)
    # "28日" is a day of the month, "28日后" a time from now.
    if later is None or not (later["after"] or said.startswith(("in", "过", "再"))):
        return None
    days_each = 1 if later["unit"] in ("天", "日", "day", "days") else 7
    return today + timedelta(days=int(later["number"]) * days_each)


def _read_weekday(said: str, today: date, past: bool) -> date | None:
    found = next((match for pattern in _WEEKDAY_ALONE if (match := pattern.fullmatch(said))), None)
    if found is None:
        return None
    ahead = _weekday(found) - today.weekday()
    week = _WEEK_OF[found["week"]]
    if week is None:
        ahead = ahead % -7 or -7 if past else ahead % 7 or 7
    else:
        ahead += 7 * week
    return today + timedelta(days=ahead)


def _weekday(found: re.Match[str]) -> int:
    """0 for Monday."""
    parts = found.groupdict()
    if english := parts.get("en"):
        return _EN_WEEKDAYS.index(english[:3])
    return ("1234567" if parts["zh"].isascii() else _ZH_WEEKDAYS).index(parts["zh"].replace("天", "日"))


def _read_dated(said: str, today: date, past: bool) -> date | None:
    beside = next((match for pattern in _WEEKDAY_BESIDE if (match := pattern.fullmatch(said))), None)
    written = beside["day"].rstrip(",") if beside else said
    day = _read_day_of_month(written, today, past) or _read_date(written, today, past)
    return None if day and beside and day.weekday() != _weekday(beside) else day


def _read_day_of_month(said: str, today: date, past: bool) -> date | None:
    found = _DAY_OF_MONTH.fullmatch(said)
    if found is None:
        return None

    def in_month(months: int) -> date | None:
        first = _month_end(today, months)
        return _date(first.year, first.month, int(found["day"]))

    if which := found["which"]:
        return in_month({"下": 1, "次": 1, "上": -1}.get(which[0], 0))
    return _nearest(in_month, today, past)


def _read_date(said: str, today: date, past: bool) -> date | None:
    found = next((match for pattern in _DATES if (match := pattern.fullmatch(said))), None)
    if found is None:
        return None
    part = found.groupdict()
    month = _MONTHS.index(part["name"][:3]) + 1 if part.get("name") else int(part["month"])

    def in_year(year: int) -> date | None:
        if part.get("last"):
            return _date(year, month, monthrange(year, month)[1]) if 1 <= month <= 12 else None
        return _date(year, month, int(part["day"]))

    if part.get("year"):
        return in_year(int(part["year"]))
    if which := part.get("which"):
        return in_year(today.year + _WHICH_YEAR[which])
    this, before = in_year(today.year), in_year(today.year - 1)
    if past and this is not None and before is not None:
        return min(before, this, key=lambda day: abs(day - today))
    if not past and this is not None and 0 < (today - this).days <= _JUST:
        return this
    return _nearest(lambda years: in_year(today.year + years), today, past)


def _nearest(candidate: Callable[[int], date | None], today: date, past: bool) -> date | None:
    """Of this period's day and its neighbour's, the first from today on, or the last until today."""
    this, other = candidate(0), candidate(-1 if past else 1)
    if this is not None and (this <= today if past else this >= today):
        return this
    return other


def _month_end(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

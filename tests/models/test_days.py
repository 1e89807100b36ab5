"""Days as people say them, and working days by the official calendar. Today is Tuesday 24 November 2026."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.days import (
    DayInThePast,
    NotADay,
    calendar_known,
    day_in,
    format_day,
    is_working_day,
    last_working_day_of_month,
    next_working_day,
    not_before,
    parse_day,
    previous_working_day,
    working_day_on_or_after,
)

TODAY = date(2026, 11, 24)
SAID = {
    "今天": "2026-11-24",
    "明天": "2026-11-25",
    "后天": "2026-11-26",
    "大后天": "2026-11-27",
    "昨天": "2026-11-23",
    "周五": "2026-11-27",
    "周二": "2026-12-01",
    "周5": "2026-11-27",
    "星期天": "2026-11-29",
    "礼拜一": "2026-11-30",
    "这周五": "2026-11-27",
    "这周一": "2026-11-23",
    "本周日": "2026-11-29",
    "下周三": "2026-12-02",
    "下个星期日": "2026-12-06",
    "下下周一": "2026-12-07",
    "上周五": "2026-11-20",
    "月底": "2026-11-30",
    "下月底": "2026-12-31",
    "2月底": "2027-02-28",
    "28号": "2026-11-28",
    "24号": "2026-11-24",
    "20号": "2026-12-20",
    "31号": "2026-12-31",
    "二十八号": "2026-11-28",
    "本月20号": "2026-11-20",
    "下个月10号": "2026-12-10",
    "次月10日": "2026-12-10",
    "上月10号": "2026-10-10",
    "12月1日": "2026-12-01",
    "11月24日": "2026-11-24",
    "11月23日": "2026-11-23",
    "10月24日": "2026-10-24",
    "10月23日": "2027-10-23",
    "十二月一号": "2026-12-01",
    "１２月１日": "2026-12-01",
    "12 月 1 日": "2026-12-01",
    "明年3月1日": "2027-03-01",
    "去年12月1日": "2025-12-01",
    "2026年12月1日": "2026-12-01",
    "二〇二六年十二月一日": "2026-12-01",
    "2027年2月底": "2027-02-28",
    "12-1": "2026-12-01",
    "12/1": "2026-12-01",
    "12.1": "2026-12-01",
    "2026-12-01": "2026-12-01",
    "2026/12/1": "2026-12-01",
    "2026.12.1": "2026-12-01",
    "20261201": "2026-12-01",
    "2028-02-29": "2028-02-29",
    "12月1日（周二）": "2026-12-01",
    "2026-12-01 星期二": "2026-12-01",
    "3天后": "2026-11-27",
    "三天之后": "2026-11-27",
    "过10天": "2026-12-04",
    "两周后": "2026-12-08",
    "28日后": "2026-12-22",
    "today": "2026-11-24",
    "Tomorrow": "2026-11-25",
    "friday": "2026-11-27",
    "on Friday": "2026-11-27",
    "thurs": "2026-11-26",
    "this monday": "2026-11-23",
    "next Friday": "2026-12-04",
    "last wed": "2026-11-18",
    "in 3 days": "2026-11-27",
    "2 weeks later": "2026-12-08",
    "end of month": "2026-11-30",
    "Dec 1": "2026-12-01",
    "1 Dec": "2026-12-01",
    "1st of December": "2026-12-01",
    "Dec. 1st, 2027": "2027-12-01",
    "1 Dec 2027": "2027-12-01",
    "Tue 1 Dec": "2026-12-01",
    "Dec 1 Tue": "2026-12-01",
    "Sept 9": "2027-09-09",
}
ALREADY_HAPPENED = {
    "周五": "2026-11-20",
    "周二": "2026-11-17",
    "20号": "2026-11-20",
    "24号": "2026-11-24",
    "28号": "2026-10-28",
    "31号": "2026-10-31",
    "11月20日": "2026-11-20",
    "12月1日": "2026-12-01",  # has not come yet, and is refused by who asks for what has happened
    "Dec 1": "2026-12-01",
    "1月5日": "2026-01-05",
    "6月30日": "2026-06-30",
    "昨天": "2026-11-23",
}
# No day, no such day, or more than one.
UNREADABLE = (
    "",
    "尽快",
    "周末",
    "28",
    "3天",
    "后",
    "周八",
    "0号",
    "32号",
    "13月1日",
    "13月底",
    "11月31日",
    "2月29日",
    "2027-02-29",
    "2026-12/1",
    "12-1周三",
    "Wed 1 Dec",
    "三五天后",
    "1999-12-31",
    "2101-01-01",
    "0000年2月底",
    "Foo 1",
    "1号" * 40,
)


@pytest.mark.parametrize(("text", "day"), SAID.items())
def test_a_day_is_read_as_people_say_it(text: str, day: str) -> None:
    assert parse_day(text, TODAY).isoformat() == day


@pytest.mark.parametrize(("text", "day"), ALREADY_HAPPENED.items())
def test_a_day_of_what_has_happened_is_looked_for_behind(text: str, day: str) -> None:
    assert parse_day(text, TODAY, past=True).isoformat() == day


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_is_not_one_day_is_refused(text: str) -> None:
    with pytest.raises(NotADay) as refused:
        parse_day(text, TODAY)
    assert refused.value.facts == {"text": text[:60]}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("周三付，他说的", "2026-11-25"),
        ("星期三", "2026-11-25"),
        ("他答应下周五之前打过来", "2026-12-04"),
        ("老板说12月1号转账", "2026-12-01"),
        ("十二月一号给", "2026-12-01"),
        ("三天后付清", "2026-11-27"),
        ("月底一起结", "2026-11-30"),
        ("says he pays next Friday", "2026-12-04"),
        ("明天，就是周三", "2026-11-25"),
    ],
)
def test_a_day_is_found_among_other_words(text: str, day: str) -> None:
    found, said = day_in(text, TODAY)
    assert found.isoformat() == day
    assert said == ("" if text == "星期三" else text)


@pytest.mark.parametrize("text", ["他说的", "周三或者周四", "周三付不了", "付12.5万", "13月1日付"])
def test_no_day_several_days_and_a_no_are_no_answer(text: str) -> None:
    with pytest.raises(NotADay):
        day_in(text, TODAY)


def test_a_month_that_lacks_the_day_sends_it_to_the_next_month_only() -> None:
    assert parse_day("30号", date(2027, 1, 30)) == date(2027, 1, 30)
    with pytest.raises(NotADay):
        parse_day("30号", date(2027, 1, 31))
    with pytest.raises(NotADay):
        parse_day("下月30号", date(2027, 1, 5))


def test_a_year_turns_over() -> None:
    assert parse_day("下月底", date(2026, 12, 31)) == date(2027, 1, 31)
    assert parse_day("上月31号", date(2027, 1, 1)) == date(2026, 12, 31)
    assert parse_day("1月2日", date(2026, 12, 31)) == date(2027, 1, 2)
    assert parse_day("2月29日", date(2027, 6, 1)) == date(2028, 2, 29)


def test_a_day_before_the_earliest_is_refused() -> None:
    assert not_before(TODAY, TODAY) == TODAY
    yesterday = TODAY - timedelta(days=1)
    with pytest.raises(DayInThePast) as refused:
        not_before(yesterday, TODAY)
    assert refused.value.facts == {"day": yesterday, "earliest": TODAY}


def test_a_day_is_written_with_its_weekday_and_with_its_year_when_it_is_another() -> None:
    assert format_day(TODAY, TODAY, "zh") == "11月24日 周二"
    assert format_day(TODAY, TODAY, "en") == "Tue 24 Nov"
    assert format_day(date(2027, 1, 4), TODAY, "zh") == "2027年1月4日 周一"
    assert format_day(date(2027, 1, 4), TODAY, "en") == "Mon 4 Jan 2027"


@given(st.dates(date(2001, 1, 1), date(2090, 1, 1)), st.integers(0, 3000), st.sampled_from(["zh", "en"]))
def test_every_day_ahead_that_is_written_is_read_back(today: date, ahead: int, language: str) -> None:
    day = today + timedelta(days=ahead)
    assert parse_day(format_day(day, today, language), today) == day
    assert parse_day(day.isoformat(), today) == day


@given(st.text(alphabet="0123456789年月日号周星期下上这个一二三十天底后-/. mondec,nextin", max_size=12))
def test_any_text_gives_a_day_or_a_refusal(text: str) -> None:
    with suppress(NotADay):
        assert 2000 <= parse_day(text, TODAY).year <= 2100


def test_official_holidays_are_days_off_and_make_up_days_are_worked() -> None:
    assert not is_working_day(date(2026, 10, 1))
    assert is_working_day(date(2026, 10, 10))
    assert not is_working_day(date(2026, 11, 28))
    assert is_working_day(TODAY)


def test_a_year_without_a_published_calendar_says_so_and_has_weekends_off() -> None:
    assert calendar_known(2026)
    assert not calendar_known(2099)
    assert not calendar_known(1999)
    assert is_working_day(date(2099, 10, 5))
    assert not is_working_day(date(2099, 10, 4))


@pytest.mark.parametrize(("month", "day"), [(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)])
def test_a_holiday_that_the_law_puts_on_a_day_is_one_in_every_year(month: int, day: int) -> None:
    for year in range(2090, 2101):
        assert not is_working_day(date(year, month, day))


def test_working_days_are_found_over_weekends_and_holidays() -> None:
    before_holiday, first_back = date(2026, 9, 30), date(2026, 10, 8)
    assert next_working_day(before_holiday) == first_back
    assert previous_working_day(first_back) == before_holiday
    assert working_day_on_or_after(date(2026, 10, 1)) == first_back
    assert working_day_on_or_after(first_back) == first_back
    assert next_working_day(date(2026, 10, 9)) == date(2026, 10, 10)


def test_the_last_working_day_of_a_month_may_be_before_its_end() -> None:
    assert last_working_day_of_month(TODAY) == date(2026, 11, 30)
    assert last_working_day_of_month(date(2026, 10, 31)) == date(2026, 10, 30)
    assert last_working_day_of_month(date(2026, 12, 1)) == date(2026, 12, 31)

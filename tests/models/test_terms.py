"""Payment terms: read from what people write, kept as data, and the day the money is due."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.terms import Kind, Terms, UnknownTerms, choices, describe, due_on, parse_terms, to_text

PREPAY, CASH, COD = Terms("prepay"), Terms("cash"), Terms("cod")
WRITTEN = {
    "款到发货": PREPAY,
    "先款后货": PREPAY,
    "预付": PREPAY,
    "Prepay": PREPAY,
    "现金": CASH,
    "现结": CASH,
    "cash": CASH,
    "货到付款": COD,
    "代收货款": COD,
    "COD": COD,
    "cash on delivery": COD,
    "月结": Terms("credit", end_of_month=True),
    "EOM": Terms("credit", end_of_month=True),
    "月结30天": Terms("credit", end_of_month=True, days=30),
    "月结 30 天": Terms("credit", end_of_month=True, days=30),
    "月结３０": Terms("credit", end_of_month=True, days=30),
    "月结三十天": Terms("credit", end_of_month=True, days=30),
    "月结六十": Terms("credit", end_of_month=True, days=60),
    "月结2个月": Terms("credit", end_of_month=True, months=2),
    "eom+30": Terms("credit", end_of_month=True, days=30),
    "30 days EOM": Terms("credit", end_of_month=True, days=30),
    "次月结": Terms("credit", end_of_month=True, months=1),
    "次月底": Terms("credit", end_of_month=True, months=1),
    "次月10号": Terms("credit", end_of_month=True, extra_days=10),
    "月结次月10日": Terms("credit", end_of_month=True, extra_days=10),
    "次月31号": Terms("credit", end_of_month=True, months=1),
    "开票次月15号": Terms("credit", "invoice", end_of_month=True, extra_days=15),
    "对账后次月5号前付": Terms("credit", "statement", end_of_month=True, extra_days=5),
    "隔月结": Terms("credit", end_of_month=True, months=1),
    "下个月十号前付款": Terms("credit", end_of_month=True, extra_days=10),
    "数期30天": Terms("credit", days=30),
    "帐期30天": Terms("credit", days=30),
    "账期30": Terms("credit", days=30),
    "30天": Terms("credit", days=30),
    "货到30天": Terms("credit", days=30),
    "发货后7天内付款": Terms("credit", days=7),
    "账期两个月": Terms("credit", months=2),
    "net 30": Terms("credit", days=30),
    "30 days": Terms("credit", days=30),
    "prepaid": PREPAY,
    "end of month": Terms("credit", end_of_month=True),
    "net 30 end of month": Terms("credit", end_of_month=True, days=30),
    "30 days after the end of the month of shipment": Terms("credit", end_of_month=True, days=30),
    "15 days after delivery": Terms("credit", days=15),
    "30 days after the invoice": Terms("credit", "invoice", days=30),
    "票到30天": Terms("credit", "invoice", days=30),
    "票到付款": Terms("credit", "invoice"),
    "开票后月结30天": Terms("credit", "invoice", end_of_month=True, days=30),
    "对账后30天": Terms("credit", "statement", days=30),
}


@pytest.mark.parametrize(("text", "terms"), WRITTEN.items())
def test_terms_are_read_as_people_write_them(text: str, terms: Terms) -> None:
    assert parse_terms(text) == terms


@pytest.mark.parametrize(
    "text",
    ["", "30", "看情况", "半年", "30%定金", "月结400天", "次月0号", "次月30号", "25个月", "月结9999天"],
)
def test_terms_nobody_can_date_are_refused(text: str) -> None:
    with pytest.raises(UnknownTerms) as refused:
        parse_terms(f" {text} ")
    assert refused.value.facts == {"text": text}


def _credit(months: int, days: int, extra_days: int, end_of_month: bool, basis: str) -> Terms:
    return Terms(
        kind="credit",
        basis="invoice" if basis == "invoice" else "statement" if basis == "statement" else "shipment",
        end_of_month=end_of_month,
        months=months,
        days=days,
        extra_days=extra_days,
    )


any_terms = st.one_of(
    st.sampled_from([PREPAY, CASH, COD]),
    st.builds(
        _credit,
        st.integers(0, 24),
        st.integers(0, 366),
        st.integers(0, 60),
        st.booleans(),
        st.sampled_from(["shipment", "statement", "invoice"]),
    ),
)


@given(any_terms)
def test_the_canonical_text_of_any_terms_is_read_back(terms: Terms) -> None:
    assert parse_terms(to_text(terms)) == terms


@given(any_terms, st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_money_is_never_due_before_the_day_it_is_counted_from(terms: Terms, day: date) -> None:
    assert due_on(terms, day) >= day


@pytest.mark.parametrize("kind", ["prepay", "cash", "cod"])
def test_only_credit_has_a_time_to_pay(kind: Kind) -> None:
    assert due_on(Terms(kind), date(2026, 11, 15)) == date(2026, 11, 15)
    with pytest.raises(ValueError, match="only credit"):
        Terms(kind, days=30)
    with pytest.raises(ValueError, match="only credit"):
        Terms(kind, end_of_month=True)
    with pytest.raises(ValueError, match="only credit"):
        Terms(kind, basis="invoice")


def test_terms_out_of_bounds_cannot_be() -> None:
    with pytest.raises(ValueError, match="out of bounds"):
        Terms("credit", days=-1)
    with pytest.raises(ValueError, match="out of bounds"):
        Terms("credit", months=25)


@pytest.mark.parametrize(
    ("text", "shipped", "due"),
    [
        ("款到发货", "2026-11-15", "2026-11-15"),
        ("30天", "2026-11-15", "2026-12-15"),
        ("月结", "2026-11-15", "2026-11-30"),
        ("月结", "2026-11-30", "2026-11-30"),
        ("月结30天", "2026-11-15", "2026-12-30"),
        ("月结30天", "2026-12-01", "2027-01-30"),
        ("次月结", "2026-11-15", "2026-12-31"),
        ("次月结", "2027-01-31", "2027-02-28"),
        ("次月10号", "2026-11-15", "2026-12-10"),
        ("次月10号", "2026-12-31", "2027-01-10"),
        ("账期1个月", "2027-01-31", "2027-02-28"),
        ("账期1个月", "2028-01-31", "2028-02-29"),
        ("账期3个月", "2026-11-30", "2027-02-28"),
        ("账期2个月", "2026-10-31", "2026-12-31"),
        ("invoice+1m+eom+30d+10x", "2027-01-31", "2027-04-09"),
    ],
)
def test_the_due_day_follows_from_the_terms(text: str, shipped: str, due: str) -> None:
    assert due_on(parse_terms(text), date.fromisoformat(shipped)) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("text", "chinese", "english"),
    [
        ("prepay", "款到发货", "payment before shipment"),
        ("cash", "现结", "cash"),
        ("cod", "货到付款（代收货款）", "cash on delivery"),
        ("30天", "发货后 30 天", "30 days after shipment"),
        ("1天", "发货后 1 天", "1 day after shipment"),
        ("发货付款", "发货当天", "on the day of shipment"),
        ("票到30天", "开票后 30 天", "30 days after the invoice"),
        ("账期2个月", "发货后 2 个月", "2 months after shipment"),
        ("shipment+1m+5d", "发货后 1 个月零 5 天", "1 month and 5 days after shipment"),
        ("shipment+5d+1x", "发货后 5 天，再加 1 天", "5 days after shipment, plus 1 day"),
        ("月结", "月结（发货当月月底）", "the end of the month of shipment"),
        ("月结30天", "月结 30 天（发货当月月底起）", "30 days after the end of the month of shipment"),
        ("次月结", "月结（发货次月月底）", "the end of the month after shipment"),
        ("月结2个月", "月结（发货后第 2 个月月底）", "the end of the month 2 months after shipment"),
        ("次月10号", "月结（发货次月 10 日）", "day 10 of the month after shipment"),
        (
            "statement+eom+30x",
            "月结（对账当月月底），再加 30 天",
            "the end of the month of the statement, plus 30 days",
        ),
    ],
)
def test_terms_are_described_in_both_languages(text: str, chinese: str, english: str) -> None:
    assert describe(parse_terms(text), "zh") == chinese
    assert describe(parse_terms(text), "en") == english


def test_the_picker_offers_six_different_terms_with_six_different_names() -> None:
    assert len(set(choices())) == 6
    assert len({describe(terms, "zh") for terms in choices()}) == 6
    assert {terms.kind for terms in choices()} == {"prepay", "cash", "cod", "credit"}

"""Money and quantities: everything people type, exactly, and nothing guessed."""

import random
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.amounts import (
    AMOUNT_LIMIT_FEN,
    NotANumber,
    NotAQuantity,
    NotPositive,
    OtherUnit,
    TooLarge,
    TooManyDecimals,
    format_fen,
    format_quantity,
    line_amount_fen,
    parse_fen,
    parse_quantity,
)
from models.numerals import half_width, numbers_in_digits, read_numeral
from models.refusals import Refusal

QUANTITIES = {
    "20": "20",
    " 20 ": "20",
    "２０": "20",
    "2.5": "2.5",
    "２．５": "2.5",
    ".5": "0.5",
    "007": "7",
    "1.500": "1.5",
    "1,200.50": "1200.5",
    "1，200．50": "1200.5",
    "1000000": "1000000",
    "0.001": "0.001",
    "20\u200b": "20",
    "二十": "20",
    "两百": "200",
    "两": "2",
    "一百五": "150",
    "一百零五": "105",
    "廿五": "25",
    "卅": "30",
    "一千二": "1200",
    "一万": "10000",
    "壹佰": "100",
    "貳佰": "200",
    "二〇二六": "2026",
    "十五": "15",
    "三 十": "30",
    "一点五": "1.5",
    "十二点零五": "12.05",
    "一点五万": "15000",
    "1万2": "12000",
    "1.2万": "12000",
    "1.23456万": "12345.6",
    "1万2000": "12000",
    "3万5千": "35000",
    "3万5千2": "35200",
    "2百5": "250",
    "1.5w": "15000",
    "3k": "3000",
    "20箱": "20",
    "20 箱": "20",
    "二十个": "20",
    "20kg": "20",
    "20PCS": "20",
}
MONEY = {
    "12.5元": 1250,
    "12.5 元": 1250,
    "¥12": 1200,
    "￥ 12": 1200,
    "RMB12": 1200,
    "12 rmb": 1200,
    "人民币1,200.50元": 120050,
    "12": 1200,
    "12.500": 1250,
    "0.01": 1,
    "12块5": 1250,
    "12块50": 1250,
    "12块05": 1205,
    "12块零5分": 1205,
    "12块5毛": 1250,
    "12块5毛钱": 1250,
    "12元5角3分": 1253,
    "12块5毛3": 1253,
    "十二块五": 1250,
    "两块二毛五": 225,
    "5毛": 50,
    "2毛5": 25,
    "5分": 5,
    "三块钱": 300,
    "1万2": 1200000,
    "一万二": 1200000,
    "1.2万元": 1200000,
    "3万块5": 3000050,
    "壹仟贰佰元整": 120000,
    "一百五": 15000,
    "100000000": AMOUNT_LIMIT_FEN,
}
# Not numbers, or two numbers, or one that can be read in two ways.
UNREADABLE = (
    "",
    " ",
    "abc",
    "半",
    "两箱半",
    "百",
    "百五",
    "三五",
    "两三百",
    "七八百五",
    "十两",
    "零五",
    "一千零",
    "十十",
    "一百一百",
    "半点五",
    "一点",
    "20多",
    "约20",
    "20-30",
    "1 200",
    "1,20",
    "1,2",
    ",200",
    "5.",
    "1.2.3",
    "1e5",
    "1E5",
    "NaN",
    "inf",
    "Infinity",
    "0x10",
    "1_000",
    "10²",
    "½",
    "٣",
    "+5",
    "--5",
    "$12",
    "1万05",
    "1万20",
    "1万2.5",
    "1.2万5",
    "1百万2",
    "1万万",
    "1万二十",
    "1千2000万",
    "20箱30",
    "9" * 61,
)


@pytest.mark.parametrize(("text", "quantity"), QUANTITIES.items())
def test_a_quantity_is_read_as_people_type_it(text: str, quantity: str) -> None:
    assert parse_quantity(text) == Decimal(quantity)


@pytest.mark.parametrize(("text", "fen"), MONEY.items())
def test_money_is_read_as_people_type_it(text: str, fen: int) -> None:
    assert parse_fen(text) == fen


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_is_not_one_clear_number_is_refused(text: str) -> None:
    with pytest.raises(NotAQuantity):
        parse_quantity(text)
    with pytest.raises(NotANumber):
        parse_fen(text)


@pytest.mark.parametrize(
    "text", ["12.5块5", "12块半", "元", "¥", "角", "12块567", "12元5角3分4", "半块5", "5毛5毛", "12元元"]
)
def test_money_with_a_broken_end_is_refused(text: str) -> None:
    with pytest.raises(NotANumber):
        parse_fen(text)


def test_a_refusal_repeats_what_was_typed_but_not_a_whole_page() -> None:
    with pytest.raises(NotANumber) as refused:
        parse_quantity(" 很多 ")
    assert refused.value.facts == {"text": "很多"}
    with pytest.raises(NotANumber) as refused:
        parse_quantity("多" * 5000)
    assert refused.value.facts == {"text": "多" * 59 + "…"}


@pytest.mark.parametrize("text", ["0", "-5", "－5", "−5", "负五", "零", "0.000"])
def test_zero_and_less_are_refused(text: str) -> None:
    with pytest.raises(NotPositive):
        parse_quantity(text)
    with pytest.raises(NotPositive):
        parse_fen(text)


def test_zero_money_is_taken_where_it_makes_sense_and_less_than_that_never() -> None:
    assert parse_fen("0", allow_zero=True) == 0
    with pytest.raises(NotPositive):
        parse_fen("-0.01", allow_zero=True)


def test_what_is_finer_than_the_smallest_part_is_refused_and_never_rounded() -> None:
    with pytest.raises(TooManyDecimals) as refused:
        parse_quantity("0.0005")
    assert refused.value.facts == {"text": "0.0005", "decimals": 3}
    with pytest.raises(TooManyDecimals) as refused:
        parse_fen("12.345")
    assert refused.value.facts == {"text": "12.345", "decimals": 2}
    with pytest.raises(TooManyDecimals):
        parse_quantity("1." + "0" * 50 + "1万")


def test_what_is_beyond_all_business_is_refused() -> None:
    for text in ("1000000.001", "1" + "0" * 12, "一百万零一", "1千万"):
        with pytest.raises(TooLarge) as refused:
            parse_quantity(text)
        assert refused.value.facts["limit"] == "1000000"
    for text in ("100000000.01", "1" + "0" * 12, "2亿"):
        with pytest.raises(TooLarge) as refused:
            parse_fen(text)
        assert refused.value.facts["limit"] == "100,000,000.00"


def test_a_quantity_in_another_unit_than_the_products_is_refused() -> None:
    assert parse_quantity("20箱", "箱") == 20
    assert parse_quantity("20", "箱") == 20
    assert parse_quantity("3打", "打") == 3
    with pytest.raises(OtherUnit) as refused:
        parse_quantity("20个", "箱")
    assert refused.value.facts == {"text": "20个", "given": "个", "unit": "箱"}
    with pytest.raises(NotANumber):
        parse_quantity("很多个", "箱")


def test_money_and_quantities_are_written_for_reading() -> None:
    assert format_fen(123450) == "1,234.50"
    assert format_fen(5) == "0.05"
    assert format_fen(-123405) == "-1,234.05"
    assert format_quantity(Decimal("20.000")) == "20"
    assert format_quantity(Decimal("2.50")) == "2.5"
    assert format_quantity(Decimal("1E+3")) == "1000"
    assert format_quantity(Decimal("100")) == "100"


def test_a_line_amount_is_rounded_half_up_once() -> None:
    assert line_amount_fen(Decimal("2.5"), 1) == 3
    assert line_amount_fen(Decimal("0.5"), 1) == 1
    assert line_amount_fen(Decimal("0.499"), 1) == 0
    assert line_amount_fen(Decimal("1.005"), 100) == 101
    assert line_amount_fen(Decimal("999999.999"), AMOUNT_LIMIT_FEN) == 9_999_999_990_000_000


thousandths = st.integers(min_value=1, max_value=10**9)


@given(thousandths)
def test_every_quantity_written_is_read_back(number: int) -> None:
    quantity = Decimal(number) / 1000
    assert parse_quantity(format_quantity(quantity)) == quantity


@given(st.integers(min_value=1, max_value=AMOUNT_LIMIT_FEN))
def test_every_amount_written_is_read_back(fen: int) -> None:
    assert parse_fen(format_fen(fen)) == fen


@given(thousandths, st.integers(min_value=0, max_value=AMOUNT_LIMIT_FEN))
def test_a_line_amount_is_never_off_by_more_than_half_a_fen(number: int, price: int) -> None:
    amount = line_amount_fen(Decimal(number) / 1000, price)
    assert -Fraction(1, 2) < amount - Fraction(number * price, 1000) <= Fraction(1, 2)


@given(st.text(alphabet="0123456789.,，点零一二两十百千万亿半块元角毛分¥-负 wke箱整", max_size=12))
def test_any_text_gives_an_exact_amount_or_a_refusal(text: str) -> None:
    with suppress(Refusal):
        assert 0 < parse_fen(text) <= AMOUNT_LIMIT_FEN
    with suppress(Refusal):
        assert parse_quantity(text) * 1000 % 1 == 0


def test_numerals_in_full_have_their_value() -> None:
    dice = random.Random(2026)  # noqa: S311 - a fixed sample
    numbers = [*range(1200), *(dice.randrange(10**8) for _ in range(800))]
    for number in numbers:
        assert read_numeral(cn2an.an2cn(number, "low")) == number
        assert read_numeral(cn2an.an2cn(number, "up")) == number


def test_numerals_inside_a_text_are_put_in_digits_where_they_are_numbers() -> None:
    assert numbers_in_digits("十二月二十八日") == "12月28日"
    assert numbers_in_digits("三五天后") == "三五天后"
    assert numbers_in_digits("星期三，三天", not_after="期") == "星期三，3天"
    assert numbers_in_digits("三天", not_after="期") == "3天"


def test_full_width_and_invisible_characters_are_made_plain() -> None:
    assert half_width("\u3000Ａ\ufeff１\u00a0 ，\n") == "A1 ,"

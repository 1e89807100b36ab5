"""老规矩 with a word beside it: what is more, how much of it there is this time, what is left out; the answer stays."""

from __future__ import annotations

import pytest

from models.reading import CustomerEntry, ProductEntry, Reading, read
from models.reading.catalog import Catalog
from models.reading.last_time import among, phrases_in
from tests.reading.notation import MONDAY

INKS = [
    ProductEntry("INK-K", "黑色墨水 100ml", ("black ink",), "瓶"),
    ProductEntry("INK-Y", "黄色墨水 100ml", ("yellow ink",), "瓶"),
]
GOODS = [
    ProductEntry("HP-12A", "HP 12A 硒鼓", ("12A",), "支"),
    ProductEntry("HP-36A", "HP 36A 硒鼓", ("36A",), "支"),
    ProductEntry("CN-303", "佳能 303 硒鼓", ("303",), "支"),
    *INKS,
]
BOOKS = Catalog([CustomerEntry("C1", "广州恒达电子有限公司", "恒达")], GOODS)


def said(text: str) -> Reading:
    return read(text, BOOKS, at=MONDAY)


def brief(text: str) -> str:
    """The lines with their ways, what is left out, what was not understood; nothing where no order is repeated."""
    reading = said(text)
    lines = [f"{line.way} {line.sku.value or '?'} {line.quantity.value or '-'}" for line in reading.lines]
    out = ["-" + text[start:end] for start, end in reading.left_out]
    lost = ["!" + text[start:end] for start, end in reading.not_applied]
    return "; ".join([*lines, *out, *lost]) if reading.repeats else "; ".join(["alone", *lost])


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("恒达 照上次，再加5支303", "add CN-303 5"),
        ("恒达照旧，12A改20支", "set HP-12A 20"),
        ("恒达老样子 加10支36A", "add HP-36A 10"),
        ("恒达 same as last time plus 10 pcs 303", "add CN-303 10"),
        ("the usual for 恒达 but 50 yellow ink", "set INK-Y 50"),
        ("恒达，same as last order + 5 pcs 303, 10 pcs 36A", "add CN-303 5; add HP-36A 10"),
        ("照上次，12A改成30支，其他不变 恒达", "set HP-12A 30"),
        ("恒达 照上次，但是墨水只要5瓶", "set ? 5"),
        ("恒达 老规矩，不要墨水", "-墨水"),
        ("恒达 老规矩，墨水这次不要了", "-墨水"),
        ("恒達 照上次，唔要墨水，再加多5支303", "add CN-303 5; -墨水"),
        ("恒达 照上次，12A不要，加5支303", "add CN-303 5; -12A"),
        ("恒达 same as last time without ink", "drop ? -; -ink"),
        ("恒达 repeat last order, no 303 this time", "drop CN-303 -; -303"),
        ("给恒达照上次再来一单，除了墨水，303加5支", "add CN-303 5; -墨水"),
        ("恒达 老规矩 墨水就不要了 12A要30支", "set HP-12A 30; -墨水"),
        ("恒达 老规矩，不要墨水 303要5支", "set CN-303 5; -墨水"),
        ("恒达 老规矩，走德邦，不要顺丰", "!不要顺丰"),
        ("恒达 老规矩，都翻一倍", "!都翻一倍"),
        ("恒达 老规矩，不急，不要发票", ""),
        ("恒达 老规矩，那个不要了", "!那个不要了"),
        ("恒达老规矩", ""),
        ("恒达老规矩 12A 20支", "alone; !老规矩"),
        ("恒达 12A 20支 照旧", "alone"),
        ("恒达 12A 20支 价格照旧", "alone"),
        ("恒达按上次价格12A加5支", "alone"),
        ("恒达 12A照旧30支，303 5支", "alone"),
        ("你好", "alone"),
    ],
)
def test_what_is_said_beside_the_last_order(text: str, read_as: str) -> None:
    assert brief(text) == read_as


def test_the_answer_says_nothing_of_it() -> None:
    assert said("恒达 照上次，再加5支303").to_json() == said("恒达 5支303").to_json()


def test_a_line_that_stands_nowhere_is_no_trouble() -> None:
    reading = said("恒达 老规矩，四色墨水各5瓶")
    assert reading.to_json()["customer"] == "C1"


def test_what_is_left_out_is_taken_one_by_one() -> None:
    assert phrases_in("那个墨水和12A的，碳粉") == ["墨水", "12A的，碳粉"]
    assert phrases_in("the black ink and 303 this time") == ["black ink", "303"]


def test_a_few_products_decide_what_vague_words_mean() -> None:
    assert among("墨水", "瓶", [*INKS, GOODS[0]]) == ["INK-K", "INK-Y"]
    assert among("墨水", None, INKS[:1]) == ["INK-K"]
    assert among("Black Ink", None, GOODS) == ["INK-K"]
    assert among("碳粉", None, GOODS) == []

"""Messages for several customers: parted where the text parts them, and said to be for several where it does not."""

from __future__ import annotations

import pytest

from models.reading import CustomerEntry, ProductEntry, Reading, read
from models.reading.catalog import Catalog
from models.reading.stretches import stretch_of
from models.reading.text import fold
from tests.reading.notation import MONDAY

PEOPLE = [
    CustomerEntry("C1", "广州恒达电子有限公司", "恒达"),
    CustomerEntry("C2", "北京文渊图书有限公司", "文渊", contact="陈建国"),
    CustomerEntry("C3", "佛山一诺办公用品有限公司", "一诺办公"),
    CustomerEntry("C4", "成都百川耗材有限公司", "百川"),
]
GOODS = [
    ProductEntry("HP-12A", "HP 12A 硒鼓", ("12A",), "支"),
    ProductEntry("HP-88A", "HP 88A 硒鼓", ("88A",), "支"),
    ProductEntry("CN-303", "佳能 303 硒鼓", ("303",), "支"),
]
BOOKS = Catalog(PEOPLE, GOODS)


def said(text: str) -> Reading:
    return read(text, BOOKS, at=MONDAY)


def brief(text: str) -> str:
    """Each part's customer, goods and terms; else what is said of it."""
    reading = said(text)
    parts = [
        " ".join(
            [part.customer.value or "?"]
            + [f"{line.sku.value}x{line.quantity.value}" for line in part.lines]
            + [str(one) for one in (part.ship_on.value, part.ship_via.value) if one]
        )
        for part in reading.apart
    ]
    strangers = ["?" + reading.text[start:end] for start, end in reading.strangers]
    return "; ".join(parts + (["several"] if reading.several else []) + strangers)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("恒达要12A硒鼓20支，文渊要88A硒鼓10支", "C1 HP-12Ax20; C2 HP-88Ax10"),
        ("恒达 12A 20支\n文渊 88A 10支", "C1 HP-12Ax20; C2 HP-88Ax10"),
        ("恒达 12A 20支 文渊 88A 10支", "C1 HP-12Ax20; C2 HP-88Ax10"),
        ("1、恒达：12A 20支\n2、文渊：88A 10支", "C1 HP-12Ax20; C2 HP-88Ax10"),
        ("给恒达发12A 20支，另外给文渊发88A 10支", "C1 HP-12Ax20; C2 HP-88Ax10"),
        ("12A 20支给恒达，88A 10支给文渊", "C1 HP-12Ax20; C2 HP-88Ax10"),
        ("恒达要12A 20支、文渊要88A 10支、百川要303 5支", "C1 HP-12Ax20; C2 HP-88Ax10; C4 CN-303x5"),
        ("20 pcs 12A for 恒达, 10 pcs 88A for 文渊", "C1 HP-12Ax20; C2 HP-88Ax10"),
        ("恒达老规矩，文渊要88A 10支", "C1; C2 HP-88Ax10"),
        ("一诺 12A 20支\n文渊 88A 10支", "C3 HP-12Ax20; C2 HP-88Ax10"),
        ("明天发：\n恒达 12A 20支\n文渊 88A 10支", "C1 HP-12Ax20 2026-11-24; C2 HP-88Ax10 2026-11-24"),
        ("恒达 12A 20支\n文渊 88A 10支\n明天发", "C1 HP-12Ax20 2026-11-24; C2 HP-88Ax10 2026-11-24"),
        ("恒达 12A 20支，文渊 88A 10支，明天发", "C1 HP-12Ax20 2026-11-24; C2 HP-88Ax10 2026-11-24"),
        ("恒达 12A 20支自提，文渊 88A 10支，明天发", "C1 HP-12Ax20 pickup; C2 HP-88Ax10 2026-11-24"),
        (
            "恒达 12A 20支自提，文渊 88A 10支，都明天发",
            "C1 HP-12Ax20 2026-11-24 pickup; C2 HP-88Ax10 2026-11-24",
        ),
        ("恒达和文渊各要12A 10支", "several"),
        ("恒达要12A 20支，发到文渊", "several"),
        ("恒达要12A 20支，货款找文渊，88A要10支", "several"),
        ("12A 20支给恒达，文渊也是88A 10支", "several"),
        ("恒达 12A 20支，一诺也要", ""),
        ("恒达 12A 20支，快点，一诺 88A有货吗", ""),
        ("恒达 陈总 12A 20支", ""),
        ("恒达要12A硒鼓20支，宏图要88A硒鼓10支", "?宏图"),
        ("恒达要12A 20支，老板要88A 10支", ""),
        ("恒达要12A 20支，硒鼓要10支", ""),
        ("12A 20支，宏图要88A 10支", ""),
        ("恒达，12A 20支", ""),
        ("你好", ""),
        ("恒达", ""),
    ],
)
def test_each_customer_has_their_own_part(text: str, parts: str) -> None:
    assert brief(text) == parts


def test_nobody_is_parted_into_very_many() -> None:
    names = ("甲木", "乙火", "丙土", "丁金", "戊水", "己山", "庚石", "辛田", "壬川")
    people = [CustomerEntry(f"C{at}", f"{name}电子有限公司", name) for at, name in enumerate(names)]
    reading = read("，".join(f"{one.short_name}要12A 2支" for one in people), Catalog(people, GOODS), at=MONDAY)
    assert (reading.apart, reading.several) == ((), True)


def test_the_answer_asks_for_whom_as_ever() -> None:
    answer = said("恒达要12A硒鼓20支，文渊要88A硒鼓10支").to_json()
    assert (answer["customer"], answer["ask"]) == (None, ["customer"])
    assert len(answer["lines"]) == 2


def test_what_stands_nowhere_stands_at_the_beginning() -> None:
    assert stretch_of(fold("恒达"), []) == (0, 0)

"""What a reading tells beside its answer: where each field stands, what else may be meant, what habits decide."""

from __future__ import annotations

from datetime import UTC, datetime

from models.reading import Catalog, CustomerEntry, Habits, ProductEntry, read
from tests.reading.notation import MONDAY
from tests.reading.test_rules import catalog

TWO = [
    CustomerEntry("C1", "佛山一诺办公", "一诺办公", rep="王芳"),
    CustomerEntry("C2", "深圳一诺科技", "一诺科技", rep="李伟"),
]


def test_every_field_says_where_it_stands_in_the_message() -> None:
    text = "恒达电子　１２Ａ　２０支，聽日發順豐"
    reading = read(text, catalog("printing"), at=MONDAY)
    places = {
        name: [text[start:end] for start, end in field.places] for name, field in reading.fields() if field.places
    }
    assert places == {
        "customer": ["恒达电子"],
        "lines[0].sku": ["１２Ａ"],
        "lines[0].quantity": ["　２０支"],
        "lines[0].unit": ["　２０支"],
        "ship_on": ["聽日"],
        "courier": ["順豐"],
    }


def test_the_explanation_names_words_reasons_and_what_else_may_be_meant() -> None:
    said = read("一诺 A4纸 10包 48元", catalog("printing"), at=MONDAY).explain()
    assert said[0] == "kind = order"
    assert any(row.startswith("customer = - ?") and "YW00-0001" in row and "YW00-0002" in row for row in said)
    assert any(row.startswith("lines[0].sku = - ?") and "PP-A4-70" in row and "PP-A4-80" in row for row in said)
    assert any(row.startswith("lines[0].quantity = 10") and "10包" in row for row in said)
    assert said[-1] == "ask = customer, lines[0].sku"
    assert read("你好", catalog("printing"), at=MONDAY).explain()[-1] == "ask = -"


def test_the_reps_own_customers_are_offered_first_and_decide_nothing_alone() -> None:
    one = read("一诺要下单", Catalog(TWO, []), at=MONDAY, by="李伟").customer
    assert one.value is None
    assert [choice.key for choice in one.choices] == ["C2", "C1"]


def test_habits_break_a_tie_and_the_tie_is_marked() -> None:
    goods = [ProductEntry("P70", "A4 复印纸 70克", (), "包"), ProductEntry("P80", "A4 复印纸 80克", (), "包")]
    habits = Habits(frozenset({"C1"}), {"C1": {"P80": 3}})
    reading = read("一诺 A4纸 10包", Catalog(TWO, goods), at=MONDAY, habits=habits)
    assert (reading.customer.value, reading.customer.tie_broken) == ("C1", True)
    assert (reading.lines[0].sku.value, reading.lines[0].sku.tie_broken) == ("P80", True)
    assert reading.ask == ()
    both = Habits(frozenset({"C1", "C2"}), {"C1": {"P70": 1, "P80": 1}})
    assert read("一诺 A4纸 10包", Catalog(TWO, goods), at=MONDAY, habits=both).ask == ("customer", "lines[0].sku")


def test_the_last_order_again_is_marked() -> None:
    assert read("图腾照上次来一单", catalog("printing"), at=MONDAY).repeats
    assert not read("图腾 12A 5支", catalog("printing"), at=MONDAY).repeats


def test_days_are_counted_from_the_date_in_shanghai() -> None:
    late = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)  # already Tuesday there
    assert str(read("图腾 12A 5支 明天发", catalog("printing"), at=late).ship_on.value) == "2026-11-25"
    here = MONDAY.replace(tzinfo=None)
    assert str(read("图腾 12A 5支 明天发", catalog("printing"), at=here).ship_on.value) == "2026-11-24"


def test_what_is_pasted_without_end_is_read_to_the_limit() -> None:
    assert read("图腾 12A 5支\n" + "啊" * 9000, catalog("printing"), at=MONDAY).to_json()["customer"] == "YW00-0017"


def test_a_feast_of_a_year_nobody_has_told_is_no_day() -> None:
    later = MONDAY.replace(year=2032)
    assert read("图腾 12A 5支 春节前到", catalog("printing"), at=later).arrive_by.value is None


def test_whom_the_message_speaks_to_is_no_customer() -> None:
    resellers = catalog("resellers")
    at = datetime.fromisoformat("2026-11-09T17:12:00+08:00")
    said = "莫生短信：\n梁哥，麻烦备货，88A鼓芯 100支"
    assert read(said, resellers, at=at, by="梁伟").to_json()["customer"] == "YW00-3110"
    said = "谢小姐发来：\n丽芳姐在吗，310鼓芯 4支"
    assert read(said, resellers, at=at, by="黄丽芳").to_json()["customer"] == "YW00-3105"


def test_a_surname_and_a_title_within_the_name_of_goods_are_nobody() -> None:
    customers = [CustomerEntry("YW00-0001", "花家食品店", contact="花先生")]
    goods = [ProductEntry("HS-500", "兰花生抽 500ml", unit="瓶"), ProductEntry("HS-2", "五香花生米", unit="包")]
    reading = read("要五香花生的20包", Catalog(customers, goods), at=MONDAY)
    assert reading.customer.value is None
    assert [one.key for one in reading.lines[0].sku.choices] == ["HS-2"]

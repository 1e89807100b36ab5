"""What a second reader may decide: of several that are possible, one; never more."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from models.reading import (
    SECOND,
    Catalog,
    Chosen,
    CustomerEntry,
    Habits,
    ProductEntry,
    Reading,
    choices_taken,
    open_choices,
    read,
)  # fmt: skip

OPEN = "一诺 A4复印纸 20包 88A 5支"
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.fixture(scope="module")
def shelf() -> Catalog:
    catalog = Catalog()
    for code, name in (("C1", "一诺办公用品有限公司"), ("C2", "一诺科技有限公司"), ("C3", "宏图印刷有限公司")):
        catalog.customers.put(CustomerEntry(code=code, name=name, short_name=name[:4]))
    for sku, name, unit in (
        ("PP-70", "A4复印纸 70克", "包"), ("PP-80", "A4复印纸 80克", "包"), ("PP-BOX", "A4复印纸 80克 5包装", "箱"),
        ("HP-88A", "88A 硒鼓", "支"),
    ):  # fmt: skip
        catalog.products.put(ProductEntry(sku=sku, name=name, unit=unit))
    return catalog


def reading(shelf: Catalog, text: str = OPEN, habits: Habits | None = None) -> Reading:
    return read(text, shelf, at=NOW, habits=habits)


def test_only_customers_and_goods_of_which_several_are_possible_are_open(shelf: Catalog) -> None:
    assert set(open_choices(reading(shelf))) == {"customer", "lines[0].sku"}
    assert open_choices(reading(shelf, "宏图印刷 半箱 88A 硒鼓")) == {}


def test_what_it_says_counts_where_it_is_possible(shelf: Catalog) -> None:
    first = reading(shelf)
    [place] = first.lines[0].sku.places
    answers = {"customer": "C2", "lines[0].sku": "PP-80", "lines[1].sku": "PP-70", "ship_on": "2026-11-24"}
    assert choices_taken(first, answers) == Chosen("C2", {place: "PP-80"})
    assert choices_taken(first, {"lines[0].sku": "PP-70"}) == Chosen(None, {place: "PP-70"})
    assert choices_taken(first, {"customer": "C3", "lines[0].sku": "HP-88A"}) is None


def test_what_it_chose_is_read_by_the_same_rules_and_marked(shelf: Catalog) -> None:
    chosen = choices_taken(reading(shelf), {"customer": "C2", "lines[0].sku": "PP-80"})
    assert chosen is not None
    again = reading(shelf, habits=Habits(chosen=chosen))
    assert (again.customer.value, again.lines[0].sku.value, again.ask) == ("C2", "PP-80", ())
    for field in (again.customer, again.lines[0].sku):
        assert (field.tie_broken, field.why) == (True, SECOND)


def test_a_unit_in_which_it_is_not_sold_leaves_the_choice_open(shelf: Catalog) -> None:
    first = reading(shelf)
    [place] = first.lines[0].sku.places
    again = reading(shelf, habits=Habits(chosen=Chosen("C2", {place: "PP-BOX"})))
    assert "lines[0].sku" in again.ask


def test_the_reps_own_customer_and_what_is_usually_bought_come_first(shelf: Catalog) -> None:
    first = reading(shelf)
    [place] = first.lines[0].sku.places
    habits = Habits(frozenset({"C1"}), {"C1": {"PP-70": 4}}, Chosen("C2", {place: "PP-80"}))
    again = reading(shelf, habits=habits)
    assert (again.customer.value, again.lines[0].sku.value) == ("C1", "PP-70")
    assert SECOND not in (again.customer.why, again.lines[0].sku.why)

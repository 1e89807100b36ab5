"""What is said beside the last order, held against that order in the books."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pytest
from sqlmodel import select

from models import reading_books
from models.database import Database
from models.products import Product
from models.reading_books import Understood
from tests.models.order_books import TODAY, Books, open_books
from tests.models.test_reading_books import understood as taken

T = TypeVar("T")


@dataclass
class Ordered(Books):
    """And what these tests speak of."""

    ink: int = 0
    yellow: int = 0
    customers: dict[str, int] = field(default_factory=dict)


@pytest.fixture
def books(db: Database) -> Ordered:
    """恒达 ordered a cartridge in two lines and one ink; 文渊 nothing yet."""
    opened = open_books(db)
    books = Ordered(opened.db, opened.people)
    books.customers["恒达"] = books.customer("广州恒达电子有限公司", short_name="恒达")
    books.customer("广州文渊图书有限公司", short_name="文渊")
    cartridge = books.product("HP-12A", name="HP 12A 硒鼓", aliases="12A")
    books.product("HP-36A", name="HP 36A 硒鼓", aliases="36A")
    books.product("HP-88A", name="HP 88A 硒鼓", aliases="88A")
    books.ink = books.product("INK-K", name="黑色墨水 100ml", unit="瓶")
    books.yellow = books.product("INK-Y", name="黄色墨水 100ml", unit="瓶")
    lines = ((cartridge, "10", 1000), (books.ink, "5", 1000), (cartridge, "5", 1000))
    draft = books.draft(books.customers["恒达"], *lines)
    for line in draft["lines"]:
        line["price_from"] = "list"
    books.place(draft)
    return books


def ask(books: Books, query: Callable[..., T], **facts: Any) -> T:
    actor = books.who("li")
    return books.do(lambda session: query(session, by=actor, **facts))


def held(books: Ordered, text: str) -> Understood:
    said = ask(books, reading_books.against_last, said=taken(books, text))
    reading_books.ask_for_all(said)
    return said


def whole(books: Books, said: Understood) -> list[tuple[str, str, int]]:
    """The draft's lines: sku, quantity, price in fen."""
    draft, _order = ask(books, reading_books.with_last_order, said=said, today=TODAY)
    skus = books.do(lambda session: dict(session.exec(select(Product.id, Product.sku)).all()))
    return [(skus[line["product_id"]], line["quantity"], line["unit_price_fen"]) for line in draft["lines"]]


def sentences(said: Understood) -> list[str]:
    return [str(note["key"]).removeprefix("read-last-") for note in reading_books.told(said)]


def test_lines_are_changed_added_and_left_out(books: Ordered) -> None:
    said = held(books, "恒达 老规矩，36A加5支，12A改30支 单价12元，不要墨水和88A")
    assert whole(books, said) == [("HP-12A", "30", 1200), ("HP-36A", "5", 1000)]
    assert sentences(said) == ["added", "set", "out", "missing"]
    said = held(books, "恒达 老规矩，36A改10支")
    assert whole(books, said) == [
        ("HP-12A", "10", 1000),
        ("INK-K", "5", 1000),
        ("HP-12A", "5", 1000),
        ("HP-36A", "10", 1000),
    ]
    assert sentences(said) == ["lacks"]


def test_what_stands_in_two_lines_is_put_in_one(books: Ordered) -> None:
    said = held(books, "恒达 老规矩，12A改20支")
    assert whole(books, said)[0] == ("HP-12A", "20", 1000)
    assert said["last"]["had"] == {str(said["lines"][0]["product_id"]): "15", str(books.ink): "5"}


def test_more_of_what_it_has_is_asked_once(books: Ordered) -> None:
    said = held(books, "恒达 老规矩，12A再加5支")
    (line,) = said["lines"]
    assert (line["options"], line["quantity"], line["ask"]) == (["20", "5"], "", ["quantity"])
    line.update(quantity="5", ask=[])
    reading_books.ask_for_all(said)
    assert line["ask"] == []
    assert held(books, "恒达 老规矩，再加几支12A")["lines"][0]["options"] == []


def test_the_order_tells_goods_apart_that_the_catalog_does_not(books: Ordered) -> None:
    (line,) = held(books, "恒达 老规矩，墨水改8瓶")["lines"]
    assert (line["product_id"], line["unit"], line["ask"]) == (books.ink, "瓶", [])
    (line,) = held(books, "恒达 老规矩，墨水改8支")["lines"]
    assert (line["product_id"], line["unit"], line["ask"]) == (books.ink, "支", ["unit"])
    (line,) = held(books, "恒达 老规矩，硒鼓改8支")["lines"]
    assert line["product_id"] is not None
    (line,) = held(books, "恒达 老规矩，碳粉改8瓶")["lines"]
    assert (line["product_id"], line["ask"]) == (None, ["sku"])
    books.place(books.draft(books.customers["恒达"], (books.ink, "1", 900), (books.yellow, "1", 900)))
    (line,) = held(books, "恒达 老规矩，墨水改8瓶")["lines"]
    assert (line["product_id"], line["choices"]) == (None, [books.ink, books.yellow])


def test_a_line_that_is_left_out_and_wanted_is_wanted(books: Ordered) -> None:
    said = held(books, "恒达 老规矩，不要硒鼓，12A要3支")
    assert whole(books, said) == [("HP-12A", "3", 1000), ("INK-K", "5", 1000)]
    assert sentences(said) == ["set"]


def test_who_never_ordered_has_only_what_is_said(books: Ordered) -> None:
    said = held(books, "文渊 repeat last order, no 12A, plus 5 pcs 36A")
    assert said["last"]["order_id"] is None
    assert [line["quantity"] for line in said["lines"]] == ["5"]
    assert sentences(said) == []


def test_a_message_that_repeats_nothing_is_left_alone(books: Ordered) -> None:
    said = taken(books, "恒达 12A 5支")
    reading_books.ask_for_all(said)
    assert said == taken(books, "恒达 12A 5支")

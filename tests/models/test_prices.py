"""Prices agreed with a customer: who sets them, from when on they hold, and what the list says of them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import Session

from models import prices
from models.amounts import AMOUNT_LIMIT_FEN, NotPositive, TooLarge
from models.database import Database
from models.days import DayInThePast
from models.prices import PricePage, PriceTooFar
from models.products import Product, price_for
from models.refusals import NotAllowed, NotFound
from tests.models.order_books import NOW, TODAY, Books, open_books


@pytest.fixture
def books(db: Database) -> Books:
    return open_books(db)


def agree(books: Books, customer: int, product: int, fen: int, *, days: int = 0, by: str = "wang") -> int:
    actor, day = books.who(by), TODAY + timedelta(days=days)
    given = {"customer_id": customer, "product_id": product, "price_fen": fen, "from_on": day}
    return books.do(lambda s: prices.agree(s, by=actor, now=NOW, **given))


def pays(books: Books, customer: int, product: int, days: int) -> tuple[int, str]:
    def look(session: Session) -> tuple[int, str]:
        return price_for(session, customer, session.get_one(Product, product), TODAY + timedelta(days=days))

    return books.do(look)


def listed(books: Books, customer: int, by: str = "li", **facts: int) -> PricePage:
    actor = books.who(by)
    return books.do(lambda s: prices.agreed_with(s, by=actor, customer_id=customer, today=TODAY, **facts))


def test_a_price_holds_from_its_day_on_and_is_replaced_on_the_same_day(books: Books) -> None:
    customer, pen = books.customer(), books.product(price=1000)
    assert agree(books, customer, pen, 900) == pen
    agree(books, customer, pen, 850, days=10)
    agree(books, customer, pen, 840, days=10, by="zhang")
    assert [pays(books, customer, pen, days) for days in (-1, 0, 9, 10)] == [
        (1000, "list"), (900, "agreed"), (900, "agreed"), (840, "agreed"),
    ]  # fmt: skip
    row = listed(books, customer).items[0]
    assert (row.price_fen, row.from_on, row.next_fen, row.next_on) == (900, TODAY, 840, TODAY + timedelta(days=10))
    seen = books.do(lambda s: prices.pricing(s, by=books.who("li"), customer_id=customer, product_id=pen, on=TODAY))
    assert (seen.price_fen, seen.price_from, seen.product.id) == (900, "agreed", pen)


def test_what_was_agreed_last_comes_first_and_the_list_is_paged(books: Books) -> None:
    customer = books.customer()
    pens = [books.product(f"P{number}") for number in range(3)]
    for number, pen in enumerate(pens):
        later = NOW + timedelta(minutes=number)
        given = {"customer_id": customer, "product_id": pen, "price_fen": 900, "from_on": TODAY + timedelta(days=3)}
        actor = books.who("wang")
        books.do(lambda s, now=later, facts=given, by=actor: prices.agree(s, by=by, now=now, **facts))
    page = listed(books, customer, size=2)
    assert ([row.product.id for row in page.items], page.pages, page.total) == ([pens[2], pens[1]], 2, 3)
    assert (page.items[0].price_fen, page.items[0].from_on) == (None, None)
    assert [row.product.id for row in listed(books, customer, size=2, page=9).items] == [pens[0]]
    agree(books, customer, pens[0], 900)
    assert listed(books, customer).items[-1].next_fen == 900


@pytest.mark.parametrize(
    ("fen", "days", "refusal"),
    [(0, 0, NotPositive), (AMOUNT_LIMIT_FEN + 1, 0, TooLarge), (900, -1, DayInThePast), (900, 367, PriceTooFar)],
)
def test_what_is_no_price_is_refused(books: Books, fen: int, days: int, refusal: type[Exception]) -> None:
    customer, pen = books.customer(), books.product()
    with pytest.raises(refusal):
        agree(books, customer, pen, fen, days=days)


def test_only_a_manager_of_the_team_or_the_boss_sets_prices(books: Books) -> None:
    customer, pen = books.customer(), books.product()
    for by in ("li", "chen", "qian"):
        with pytest.raises(NotAllowed):
            agree(books, customer, pen, 900, by=by)
    with pytest.raises(NotFound):
        agree(books, customer, pen, 900, by="zhao")
    with pytest.raises(NotFound):
        listed(books, customer, by="sun")
    assert listed(books, customer, by="qian").total == 0

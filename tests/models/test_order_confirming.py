"""An order is confirmed to the customer: noted once, by who sells, and anew when the order was changed (rule 1)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models import orders
from models.database import Database
from models.orders import NotAgreedYet, OrderCancelled
from models.refusals import NotAllowed, NotFound, Outdated
from tests.models.order_books import NOW, Books, open_books
from tests.models.test_orders import ship


@pytest.fixture
def books(db: Database) -> Books:
    return open_books(db)


def confirm(books: Books, order_id: int, by: str = "li") -> int:
    actor = books.who(by)
    return books.do(lambda s: orders.confirm(s, by=actor, now=NOW + timedelta(hours=1), order_id=order_id))


def test_it_is_noted_once_whoever_noted_it_first(books: Books) -> None:
    draft = books.draft(books.customer(), (books.product(), "20", 1000))
    order_id = books.place(draft)
    assert orders.may_confirm(books.order(order_id), books.who("chen"))
    assert confirm(books, order_id, "chen") == order_id
    first = books.order(order_id).confirmed_at
    assert first == NOW + timedelta(hours=1)
    confirm(books, order_id)
    assert books.order(order_id).confirmed_at == first
    story = books.do(lambda s: orders.timeline(s, by=books.who("li"), order_id=order_id))
    assert len(story) == 2
    assert not orders.may_confirm(books.order(order_id), books.who("li"))


def test_a_changed_order_is_confirmed_anew(books: Books) -> None:
    customer, pen = books.customer(), books.product()
    order_id = books.place(books.draft(customer, (pen, "20", 1000)))
    confirm(books, order_id)
    more = books.draft(customer, (pen, "30", 1000))
    books.do(lambda s: orders.edit(s, by=books.who("li"), now=NOW, order_id=order_id, draft=more))
    assert books.order(order_id).confirmed_at is None


def test_only_what_the_house_agreed_to_and_still_has_is_confirmed_by_who_sells_it(books: Books) -> None:
    customer, pen = books.customer(), books.product()
    waits = books.place(books.draft(customer, (pen, "20", 700)))
    with pytest.raises(NotAgreedYet):
        confirm(books, waits)
    assert not orders.may_confirm(books.order(waits), books.who("li"))
    open_one = books.place(books.draft(customer, (pen, "2", 1000)))
    with pytest.raises(NotAllowed):
        confirm(books, open_one, "qian")
    with pytest.raises(NotFound):
        confirm(books, open_one, "sun")
    ship(books, open_one)
    with pytest.raises(Outdated):
        confirm(books, open_one)
    gone = books.place(books.draft(customer, (pen, "2", 1000)))
    books.do(lambda s: orders.cancel(s, by=books.who("chen"), now=NOW, order_id=gone, reason="不要了"))
    with pytest.raises(OrderCancelled):
        confirm(books, gone)

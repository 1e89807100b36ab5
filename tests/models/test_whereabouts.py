"""Where is it? One look that answers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import Session

from models import orders
from models.database import Database
from models.refusals import NotFound
from models.shipments import Courier
from models.whereabouts import Whereabouts, carriers, whereabouts
from tests.models.order_books import NOW, TODAY, Books, open_books
from tests.models.test_orders import ship


@pytest.fixture
def books(db: Database) -> Books:
    return open_books(db)


def look(books: Books, order_id: int, by: str = "li") -> Whereabouts:
    actor = books.who(by)
    return books.do(lambda session: whereabouts(session, by=actor, now=NOW, order_id=order_id))


def test_a_waiting_order_says_for_whom_and_why(books: Books) -> None:
    order_id = books.place(books.draft(books.customer(), (books.product(), "10", 700)))
    where = look(books, order_id)
    assert [(one.asked, one.mine, one.decided_by) for one in where.approvals] == [(("wang",), False, "")]
    assert [finding.kind for finding in where.findings] == ["floor"]
    assert (where.rep, where.placed_by, where.short_fen, where.nothing_left) == ("li", "li", 0, True)
    assert look(books, order_id, by="wang").approvals[0].mine


def test_an_open_order_says_what_is_missing_of_the_payment_and_how_late_it_is(books: Books) -> None:
    customer = books.customer(rep="", terms="prepay")
    order_id = books.place(books.draft(customer, (books.product(), "10", 1000), settlement="prepay"), by="chen")
    where = look(books, order_id, by="chen")
    assert (where.rep, where.short_fen, where.findings) == ("", 10000, ())
    assert (where.days_late(TODAY), where.days_late(TODAY + timedelta(days=3))) == (0, 3)


def test_a_shipped_order_shows_its_shipments_and_is_not_late(books: Books) -> None:
    order_id = books.place(books.draft(books.customer(), (books.product(), "10", 1000)))
    ship(books, order_id)
    where = look(books, order_id)
    assert len(where.shipments) == 1
    assert not where.nothing_left
    assert where.days_late(TODAY + timedelta(days=3)) == 0
    assert [entry.action for entry in where.story] == ["order-placed", "order-shipped"]


def test_another_reps_order_is_nowhere(books: Books) -> None:
    order_id = books.place(books.draft(books.customer(), (books.product(), "10", 1000)))
    with pytest.raises(NotFound):
        look(books, order_id, by="sun")


def test_only_couriers_that_go_there_and_are_not_paused_are_offered(books: Books) -> None:
    def add(session: Session) -> None:
        session.add(Courier(name="安能", regions="other"))
        session.add(Courier(name="同城", regions="home"))
        session.add(Courier(name="停了", regions="all", paused_at=NOW))
        session.add(Courier(name="顺丰", regions="all"))

    books.do(add)
    near, far, li = books.customer(), books.customer("远方", province="浙江"), books.who("li")
    assert sorted(books.do(lambda s: carriers(s, by=li, customer_id=near))) == sorted(["同城", "顺丰"])
    assert sorted(books.do(lambda s: carriers(s, by=li, customer_id=far))) == sorted(["安能", "顺丰"])


def test_an_order_whose_rest_was_cancelled_is_told_from_one_that_left_whole(books: Books) -> None:
    customer, pen = books.customer(), books.product()
    part, whole = (books.place(books.draft(customer, (pen, "10", 1000))) for _ in range(2))
    ship(books, part, "4")
    ship(books, whole)
    books.do(lambda s: orders.cancel(s, by=books.who("chen"), now=NOW, order_id=part, reason="够了"))
    assert (look(books, part).rest_cancelled, look(books, whole).rest_cancelled) == (True, False)

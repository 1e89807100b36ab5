"""The fee for samples comes off the first bulk order, once, and only off what the customer owes for it (rule 9)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlmodel import Session, select

from models import orders, receivables, samples, shipments
from models.products import StockPosting
from models.receivables import Receivable
from models.refusals import NotAllowed, NotFound, Outdated
from models.samples import Fee
from models.shipments import Courier
from tests.goods import put_order
from tests.models.test_samples import NOW, TODAY, Books, books

__all__ = ["books"]


def sample(books: Books, fee_fen: int = 2000) -> int:
    """A sample that was sent."""
    number = books.ask(fee_fen=fee_fen)
    books.do(samples.send, "assistant", sample_id=number, sent_on=TODAY)
    return number


def order(books: Books, quantity: str = "20") -> int:
    """An order of drums at 10.00."""

    def put(s: Session) -> int:
        stock = StockPosting(product_id=books.drum, quantity=Decimal(100), reason="count", posted_at=NOW)
        s.add(stock)
        rep = books.people["rep"].id
        return put_order(s, customer_id=books.customer_id, by=rep, now=NOW, lines=[(books.drum, quantity)])

    return books.db.write_now(put)


def ship(books: Books, order_id: int, **facts: object) -> None:
    views = books.db.read_now(lambda s: orders.lines_of(s, order_id))
    lines = {str(view.line.id): f"{view.missing:f}" for view in views}
    given = {"order_id": order_id, "lines": lines, "via": "pickup", **facts}
    books.do(shipments.post, "assistant", **given)


def fee(books: Books, order_id: int) -> Fee | None:
    return books.read(samples.fee_on_order, "rep", order_id=order_id)


def open_fen(books: Books) -> list[int]:
    return books.db.read_now(lambda s: [claim.open_fen for claim in s.exec(select(Receivable).order_by(Receivable.id))])


def test_it_comes_off_the_first_order_once_that_has_left(books: Books) -> None:
    number, first = sample(books), order(books)
    second = order(books)
    assert fee(books, first) == Fee(2000, None)
    assert fee(books, second) is None
    with pytest.raises(Outdated):
        books.do(samples.refund_fee, "assistant", order_id=first)
    ship(books, first)
    ship(books, second)
    assert fee(books, second) is None
    assert books.read(samples.view, sample_id=number).refundable
    claim = books.do(samples.refund_fee, "assistant", order_id=first)
    assert open_fen(books) == [18000, 20000]
    posting = books.db.read_now(lambda s: receivables.postings_of(s, claim))[0][0]
    assert (posting.kind, posting.amount_fen, posting.note) == ("sample_fee", 2000, books.one(number).number)
    assert fee(books, first) is None
    assert not books.read(samples.view, sample_id=number).refundable
    with pytest.raises(Outdated):
        books.do(samples.refund_fee, "assistant", order_id=first)


def test_what_left_first_is_the_first_order(books: Books) -> None:
    sample(books)
    earlier, later = order(books), order(books)
    ship(books, later)
    assert fee(books, earlier) is None
    assert fee(books, later) == Fee(2000, 1)


def test_nothing_comes_off_without_a_fee_that_was_paid(books: Books) -> None:
    asked, bulk = books.ask(), order(books)
    assert books.read(samples.view, sample_id=asked).refundable
    assert fee(books, bulk) is None
    waived = books.ask(waive=True)
    books.do(samples.decide_waiver, "manager", sample_id=waived, approve=True)
    books.do(samples.send, "assistant", sample_id=waived, sent_on=TODAY)
    assert fee(books, bulk) is None


def test_what_is_paid_becomes_a_prepayment(books: Books) -> None:
    sample(books)
    bulk = order(books)
    ship(books, bulk)
    books.do(
        receivables.record_payment, "assistant", customer_id=books.customer_id, amount_fen=20000,
        received_on=NOW.date(), means="cash",
    )  # fmt: skip
    books.do(samples.refund_fee, "manager", order_id=bulk)
    assert books.db.read_now(lambda s: receivables.prepaid_fen(s, books.customer_id)) == 2000


def test_a_fee_above_what_the_order_comes_to_is_given_back_another_way(books: Books) -> None:
    sample(books, 99900)
    bulk = order(books, "2")
    ship(books, bulk)
    with pytest.raises(samples.FeeOverOrder) as stopped:
        books.do(samples.refund_fee, "assistant", order_id=bulk)
    assert stopped.value.facts == {"fee_fen": 99900, "most_fen": 2000}
    assert open_fen(books) == [2000]


def test_what_a_courier_collects_is_not_the_customers_to_be_less(books: Books) -> None:
    sample(books)
    bulk = order(books)

    def courier(s: Session) -> int:
        made = Courier(name="顺丰", collects_money=True)
        s.add(made)
        s.flush()
        return made.id

    ship(books, bulk, via="express", courier_id=books.db.write_now(courier), cod_fen=20000)
    assert fee(books, bulk) == Fee(2000, None)


def test_who_may_not_credit_gives_no_fee_back(books: Books) -> None:
    sample(books)
    bulk = order(books)
    ship(books, bulk)
    with pytest.raises(NotAllowed):
        books.do(samples.refund_fee, "rep", order_id=bulk)
    with pytest.raises(NotFound):
        books.read(samples.fee_on_order, "other", order_id=bulk)

"""Credit limits: set by the boss, asked for with a reason by the others; one request at a time, decided once."""

from __future__ import annotations

import pytest
from sqlmodel import Session, select

from models import customers
from models.amounts import AMOUNT_LIMIT_FEN, NotPositive, TooLarge
from models.customers import Customer, LimitReasonMissing, LimitRequest, NotAskedAnyMore
from models.database import Database
from models.letters import Letter
from models.refusals import NotAllowed, NotFound
from tests.models.order_books import NOW, Books, open_books


@pytest.fixture
def books(db: Database) -> Books:
    return open_books(db)


def ask(books: Books, customer: int, fen: int | None, by: str = "li", reason: str = "订货量变大") -> bool:
    actor = books.who(by)
    given = {"customer_id": customer, "limit_fen": fen, "reason": reason}
    return books.do(lambda s: customers.set_limit(s, by=actor, now=NOW, **given))


def decide(books: Books, number: int, approve: bool, by: str = "zhang") -> bool:
    actor = books.who(by)
    return books.do(lambda s: customers.decide_limit(s, by=actor, now=NOW, request_id=number, approve=approve))


def limit(books: Books, customer: int) -> int | None:
    return books.do(lambda s: s.get_one(Customer, customer).credit_limit_fen)


def states(books: Books) -> list[str]:
    return books.do(lambda s: list(s.exec(select(LimitRequest.state).order_by(LimitRequest.id))))


def test_the_boss_sets_a_limit_and_takes_it_away_at_once(books: Books) -> None:
    customer = books.customer()
    assert ask(books, customer, 5_000_000, by="zhang", reason="")
    assert limit(books, customer) == 5_000_000
    assert ask(books, customer, None, by="zhang", reason="")
    assert limit(books, customer) is None
    assert states(books) == []


def test_the_others_ask_and_the_boss_agrees_to_the_very_request(books: Books) -> None:
    customer = books.customer()
    assert not ask(books, customer, 5_000_000)
    assert not ask(books, customer, 6_000_000, by="wang")
    assert (limit(books, customer), states(books)) == (None, ["void", "waiting"])
    with pytest.raises(NotAskedAnyMore):
        decide(books, 1, approve=True)
    assert decide(books, 2, approve=True)
    assert (limit(books, customer), states(books)) == (6_000_000, ["void", "approved"])
    with pytest.raises(NotAskedAnyMore):
        decide(books, 2, approve=False)
    assert books.letters("limit-wanted") == ["zhang", "zhang"]
    assert books.letters("limit-decided") == ["wang"]


def test_a_refused_limit_leaves_the_old_one_and_the_bosss_own_voids_what_was_asked(books: Books) -> None:
    customer = books.customer()
    ask(books, customer, 1_000_000, by="zhang")
    ask(books, customer, 5_000_000)
    assert books.do(lambda s: customers.waiting_limit(s, customer)) is not None
    assert not decide(books, 1, approve=False)
    assert (limit(books, customer), states(books)) == (1_000_000, ["refused"])
    ask(books, customer, 5_000_000)
    ask(books, customer, 2_000_000, by="zhang")
    assert (limit(books, customer), states(books)) == (2_000_000, ["refused", "void"])


def test_a_boss_who_asked_before_is_not_written_to(books: Books) -> None:
    customer, boss = books.customer(), books.people["zhang"]

    def asked(session: Session) -> None:
        session.add(
            LimitRequest(
                customer_id=customer, limit_fen=1, reason="x", state="waiting", asked_by=boss, asked_at=NOW
            )
        )  # fmt: skip

    books.do(asked)
    decide(books, 1, approve=True)
    assert books.do(lambda s: s.exec(select(Letter).where(Letter.kind == "limit-decided")).all()) == []


def test_what_is_no_request_is_refused(books: Books) -> None:
    customer = books.customer()
    for fen, refusal in ((0, NotPositive), (AMOUNT_LIMIT_FEN + 1, TooLarge), (None, NotAllowed)):
        with pytest.raises(refusal):
            ask(books, customer, fen)
    with pytest.raises(LimitReasonMissing):
        ask(books, customer, 100, reason=" ")
    with pytest.raises(NotAllowed):
        ask(books, customer, 100, by="qian")
    with pytest.raises(NotFound):
        ask(books, customer, 100, by="sun")
    ask(books, customer, 100)
    with pytest.raises(NotAllowed):
        decide(books, 1, approve=True, by="wang")
    with pytest.raises(NotFound):
        decide(books, 99, approve=True)


def test_what_a_customer_always_wants_is_on_the_next_order(books: Books) -> None:
    from models import orders
    from models.journal import JournalEntry

    customer, li = books.customer(), books.who("li")
    for wanted in (True, True):
        books.do(
            lambda s, on=wanted: customers.set_wish(s, by=li, now=NOW, customer_id=customer, wish="receipt", wanted=on)
        )
    draft = books.do(lambda s: orders.begun(s, by=li, customer_id=customer))
    assert (draft["receipt_back"], draft["invoice"]) == (True, False)
    assert len(books.do(lambda s: s.exec(select(JournalEntry)).all())) == 1
    with pytest.raises(NotAllowed):
        books.do(lambda s: customers.set_wish(s, by=li, now=NOW, customer_id=customer, wish="terms", wanted=True))

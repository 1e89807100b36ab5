"""What people call things: proposed with an order, an alias once somebody agreed, taken back; nothing unseen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from sqlmodel import Session, select

from models import learning, names
from models.customers import Customer
from models.database import Database
from models.learning import TooManyWords, Word, WordTaken
from models.people import Assistance
from models.products import Product
from models.refusals import NotAllowed, NotFound, Outdated
from tests.models.order_books import NOW, Books, open_books

T = TypeVar("T")


@pytest.fixture
def books(db: Database) -> Books:
    return open_books(db)


def ask(books: Books, query: Callable[..., T], by: str = "chen", **facts: Any) -> T:
    actor = books.who(by)
    return books.do(lambda session: query(session, by=actor, **facts))


def do(books: Books, operation: Callable[..., T], by: str = "chen", **facts: Any) -> T:
    return ask(books, operation, by, now=NOW, **facts)


def ordered(books: Books, *, rep: str = "li", by: str = "li", **customer: Any) -> tuple[int, int, int]:
    """A customer, a product and an order of it."""
    customer_id = books.customer(rep=rep, **customer)
    product_id = books.product(f"P{customer_id}")
    return customer_id, product_id, books.place(books.draft(customer_id, (product_id, "2", 1000)), by=by)


def say(books: Books, order_id: int, number: int, term: str, subject: str = "product", by: str = "li") -> int:
    word = {"subject": subject, "subject_id": number, "term": term}
    return do(books, learning.propose, by, order_id=order_id, words=[word])


def words(books: Books) -> list[Word]:
    return books.do(lambda session: list(session.exec(select(Word).order_by(Word.id))))


def product(books: Books, number: int) -> Product:
    return books.do(lambda session: session.get_one(Product, number))


def test_a_word_becomes_an_alias_once_somebody_agrees(books: Books) -> None:
    _customer, product_id, order_id = ordered(books)
    assert say(books, order_id, product_id, " 二号|粉 ") == 1
    assert product(books, product_id).aliases == ""
    (row,) = ask(books, learning.listed).items
    assert (row.word.term, row.name, row.code, row.who, row.order) == (
        "二号 粉",
        "产品P1",
        "P1",
        "li",
        "DD20261123-001",
    )
    assert do(books, learning.accept, word_id=row.word.id) == row.word.id
    assert product(books, product_id).aliases == "二号 粉"
    found = ask(books, names.find_products, text="二号粉")
    assert found.sole is not None
    assert found.sole.id == product_id
    assert ask(books, learning.listed).total == 0
    assert [row.word.term for row in ask(books, learning.listed, known=True).items] == ["二号 粉"]


def test_it_can_be_taken_back_and_proposed_again(books: Books) -> None:
    _customer, product_id, order_id = ordered(books)
    books.do(lambda session: setattr(session.get_one(Product, product_id), "aliases", "大粉"))
    say(books, order_id, product_id, "二号粉")
    (word,) = words(books)
    do(books, learning.accept, word_id=word.id)
    assert product(books, product_id).aliases == "大粉|二号粉"
    do(books, learning.remove, word_id=word.id)
    assert product(books, product_id).aliases == "大粉"
    assert ask(books, learning.listed, known=True).total == 0
    assert say(books, order_id, product_id, "二号粉") == 1
    assert ask(books, learning.listed).total == 1


def test_what_was_refused_or_waits_is_not_proposed_again(books: Books) -> None:
    _customer, product_id, order_id = ordered(books)
    assert say(books, order_id, product_id, "二号粉") == 1
    assert say(books, order_id, product_id, "二 号粉") == 0
    do(books, learning.refuse, word_id=words(books)[0].id)
    assert say(books, order_id, product_id, "二号粉") == 0
    assert product(books, product_id).aliases == ""


@pytest.mark.parametrize("term", ["", "粉", "128", "p1", "产品P1"])
def test_what_is_no_name_or_known_is_not_proposed(books: Books, term: str) -> None:
    _customer, product_id, order_id = ordered(books)
    assert say(books, order_id, product_id, term) == 0


def test_what_is_not_there_is_not_proposed(books: Books) -> None:
    *_rest, order_id = ordered(books)
    assert say(books, order_id, 999, "二号粉") == 0


def test_a_customer_has_names_too_and_only_those_who_see_it_see_them(books: Books) -> None:
    customer_id, _product, order_id = ordered(books)
    assert say(books, order_id, customer_id, "老恒", "customer") == 1
    (word,) = words(books)
    for who, seen in (("chen", 1), ("wang", 1), ("zhang", 1), ("lin", 0), ("zhao", 0)):
        assert ask(books, learning.listed, who).total == seen, who
    with pytest.raises(NotFound):
        do(books, learning.accept, "lin", word_id=word.id)
    with pytest.raises(NotFound):
        ask(books, learning.one, "lin", word_id=word.id)
    assert ask(books, learning.one, word_id=word.id).name == "恒达"
    do(books, learning.accept, word_id=word.id)
    assert books.do(lambda session: session.get_one(Customer, customer_id)).aliases == "老恒"


def test_the_order_of_a_colleagues_customer_is_not_named(books: Books) -> None:
    _customer, product_id, order_id = ordered(books)
    say(books, order_id, product_id, "二号粉")
    assert ask(books, learning.listed, "lin").items[0].order == ""


def test_one_word_cannot_name_two(books: Books) -> None:
    _customer, product_id, order_id = ordered(books)
    other = books.product("P9", aliases="大粉|二号粉")
    say(books, order_id, product_id, "二号粉")
    with pytest.raises(WordTaken):
        do(books, learning.accept, word_id=words(books)[0].id)
    books.do(lambda session: setattr(session.get_one(Product, other), "aliases", "二号粉盒"))
    do(books, learning.accept, word_id=words(books)[0].id)


def test_a_name_has_only_so_many_aliases(books: Books) -> None:
    _customer, product_id, order_id = ordered(books)
    books.do(lambda session: setattr(session.get_one(Product, product_id), "aliases", "粉" * 997))
    say(books, order_id, product_id, "二号粉")
    with pytest.raises(TooManyWords):
        do(books, learning.accept, word_id=words(books)[0].id)


def test_what_was_decided_is_not_decided_again(books: Books) -> None:
    _customer, product_id, order_id = ordered(books)
    say(books, order_id, product_id, "二号粉")
    (word,) = words(books)
    with pytest.raises(Outdated):
        do(books, learning.remove, word_id=word.id)
    do(books, learning.accept, word_id=word.id)
    for operation in (learning.accept, learning.refuse):
        with pytest.raises(Outdated):
            do(books, operation, word_id=word.id)


def test_only_those_who_keep_the_words_decide(books: Books) -> None:
    _customer, product_id, order_id = ordered(books)
    say(books, order_id, product_id, "二号粉")
    (word,) = words(books)
    for operation in (learning.accept, learning.refuse, learning.remove):
        with pytest.raises(NotAllowed):
            do(books, operation, "li", word_id=word.id)
    for query in (learning.listed, learning.one):
        with pytest.raises(NotAllowed):
            ask(books, query, "li", **({"word_id": word.id} if query is learning.one else {}))
    with pytest.raises(NotAllowed):
        say(books, order_id, product_id, "三号粉", by="qian")
    assert ask(books, learning.waiting, "li") == 0
    assert ask(books, learning.waiting, "chen") == 1


def test_an_import_that_brings_other_aliases_is_heeded(books: Books) -> None:
    _customer, product_id, order_id = ordered(books)
    say(books, order_id, product_id, "二号粉")
    do(books, learning.accept, word_id=words(books)[0].id)
    books.do(lambda session: setattr(session.get_one(Product, product_id), "aliases", "别的"))
    assert ask(books, learning.listed, known=True).total == 0


@pytest.mark.parametrize(
    ("term", "news"), [("二号粉", True), ("A4纸", False), ("a4复印", False), ("80克", True), ("", False)]
)
def test_a_word_that_the_books_do_not_have_is_news(term: str, news: bool) -> None:
    record = Product(sku="PP-A4-70", name="A4复印纸 70克", unit="包", list_price_fen=1, floor_price_fen=1)
    assert learning.is_news(term, record) is news


def test_names_of_a_customer_count_for_what_is_news(books: Books) -> None:
    customer_id = books.customer("深圳市一诺科技有限公司", short_name="一诺科技")

    def look(session: Session) -> tuple[bool, bool]:
        record = session.get_one(Customer, customer_id)
        return learning.is_news("一诺", record), learning.is_news("老周家", record)

    assert books.do(look) == (False, True)


def test_who_does_not_decide_sees_what_became_of_their_own_words(books: Books) -> None:
    customer, product_id, order_id = ordered(books)
    for term in ("二号粉", "老粉"):
        say(books, order_id, product_id, term)
    do(books, learning.accept, word_id=words(books)[0].id)
    say(books, order_id, customer, "老陈家", "customer", by="chen")
    found = ask(books, learning.own, "li")
    assert [(row.word.term, row.word.state) for row in found.items] == [("老粉", "proposed"), ("二号粉", "accepted")]
    assert (found.page, found.pages, found.total) == (1, 1, 2)
    assert ask(books, learning.own, "sun").total == 0
    with pytest.raises(NotAllowed):
        ask(books, learning.own, "qian")


def test_who_agrees_to_somebodys_words_is_their_assistant_else_their_manager(books: Books) -> None:
    assert ask(books, learning.deciders, "li") == ["chen"]
    assert ask(books, learning.deciders, "lin") == ["lin"]

    def leave(session: Session) -> None:
        for served in session.exec(select(Assistance)):
            session.delete(served)

    books.do(leave)
    assert ask(books, learning.deciders, "li") == ["wang"]

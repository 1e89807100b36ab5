"""Finding in the books: within one's scope, recent first, and as the books are now."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlmodel import Session

from models.customers import Customer
from models.database import Database
from models.names import customers_of_rep, find_customers, find_offers, find_products, stock_of
from models.orders import Order, OrderLine
from models.people import Actor, Assistance, Role, actor_of, add_person
from models.products import AgreedPrice, Product, StockPosting
from models.refusals import NotFound

NOW = datetime(2026, 11, 23, 1, 5, tzinfo=UTC)
TODAY = date(2026, 11, 23)


def person(session: Session, name: str, *roles: Role) -> Actor:
    return actor_of(session, add_person(session, name=name, roles=roles, now=NOW))


def customer(session: Session, code: str, name: str, rep: Actor | None = None, **facts: Any) -> Customer:
    made = Customer(code=code, name=name, rep_id=rep.id if rep else None, created_at=NOW, **facts)
    session.add(made)
    session.flush()
    return made


def product(session: Session, sku: str, name: str, **facts: Any) -> Product:
    made = Product(sku=sku, name=name, unit="支", list_price_fen=1000, floor_price_fen=800, **facts)
    session.add(made)
    session.flush()
    return made


def order(session: Session, by: Actor, of: Customer, item: Product, state: str = "open") -> None:
    made = Order(
        number=f"DD-{state}-{item.sku}", customer_id=of.id, state=state, total_fen=1000, settlement="monthly",
        ship_via="express", ship_on=TODAY, content="x", placed_at=NOW, placed_by=by.id,
    )  # fmt: skip
    session.add(made)
    session.flush()
    line = OrderLine(
        order_id=made.id, position=1, product_id=item.id, quantity=Decimal(1), unit_price_fen=1000,
        price_from="list", amount_fen=1000, shipped=Decimal(0),
    )  # fmt: skip
    session.add(line)
    session.flush()


def names(found: Any) -> list[str]:
    return [item.name for item in found.items]


def test_initials_pinyin_code_phone_and_a_part_of_the_name_find(db: Database) -> None:
    def work(s: Session) -> None:
        boss = person(s, "周总", Role.BOSS)
        customer(s, "YW00-0001", "佛山市恒达电子有限公司", short_name="恒达", aliases="老恒|HD", phone="13800138000")
        customer(s, "YW00-0002", "东莞粤丰贸易")
        for said in ("hd", "hengda", "恒达", "yw00-0001", "电子", "老恒", "13800138000", "恆達"):
            assert names(find_customers(s, by=boss, text=said)) == ["佛山市恒达电子有限公司"], said

    db.write_now(work)


def test_each_finds_only_whom_they_may_see(db: Database) -> None:
    def work(s: Session) -> None:
        li, zhang = person(s, "李伟", Role.REP), person(s, "张敏", Role.REP)
        chen, store = person(s, "陈静", Role.ASSISTANT), person(s, "老何", Role.WAREHOUSE)
        s.add(Assistance(assistant_id=chen.id, rep_id=zhang.id))
        customer(s, "1", "恒达甲", li)
        customer(s, "2", "恒达乙", zhang)
        customer(s, "3", "恒达丙")
        for text in ("恒达", ""):
            assert names(find_customers(s, by=li, text=text)) == ["恒达甲"]
            assert names(find_customers(s, by=zhang, text=text)) == ["恒达乙"]
            assert set(names(find_customers(s, by=chen, text=text))) == {"恒达乙", "恒达丙"}
            assert names(find_customers(s, by=store, text=text)) == []

    db.write_now(work)


def test_without_a_text_the_most_recently_used_come_first(db: Database) -> None:
    def work(s: Session) -> None:
        boss = person(s, "周总", Role.BOSS)
        customer(s, "1", "从未用过")
        customer(s, "2", "上周用过", last_used_at=NOW - timedelta(days=7))
        customer(s, "3", "今天用过", last_used_at=NOW)
        assert names(find_customers(s, by=boss)) == ["今天用过", "上周用过", "从未用过"]

    db.write_now(work)


def test_lists_come_in_pages_and_a_page_too_far_is_the_last(db: Database) -> None:
    def work(s: Session) -> None:
        boss = person(s, "周总", Role.BOSS)
        for number in range(8):
            customer(s, f"{number}", f"恒达{number}号")
        for text in ("", "恒达"):
            first, last = (find_customers(s, by=boss, text=text, page=p, size=3) for p in (1, 9))
            assert (len(first.items), first.page, first.pages, first.total) == (3, 1, 3, 8)
            assert (len(last.items), last.page) == (2, 3)
            assert not {item.id for item in first.items} & {item.id for item in last.items}

    db.write_now(work)


def test_what_changed_in_the_books_is_found_at_once(db: Database) -> None:
    boss = db.write_now(lambda s: person(s, "周总", Role.BOSS))
    look = lambda said: db.read_now(lambda s: names(find_customers(s, by=boss, text=said)))  # noqa: E731
    assert look("恒达") == []
    number = db.write_now(lambda s: customer(s, "1", "恒达电子").id)
    assert look("恒达") == ["恒达电子"]

    def rename(s: Session) -> None:
        known = s.get_one(Customer, number)
        known.name, known.version = "宏图电子", 2

    db.write_now(rename)
    assert look("恒达电") == []
    assert look("hongtu") == ["宏图电子"]
    db.write_now(lambda s: s.delete(s.get_one(Customer, number)))
    assert look("hongtu") == []


def test_who_was_used_last_comes_first_among_equals(db: Database) -> None:
    boss = db.write_now(lambda s: person(s, "周总", Role.BOSS))
    ids = db.write_now(lambda s: [customer(s, f"{n}", f"恒达{n}", last_used_at=NOW).id for n in (1, 2, 3)])

    def use(number: int, later: int) -> None:
        def work(s: Session) -> None:
            s.get_one(Customer, number).last_used_at = NOW + timedelta(hours=later)

        db.write_now(work)

    for later, number in enumerate((ids[1], ids[2]), 1):
        use(number, later)
        assert db.read_now(lambda s: find_customers(s, by=boss, text="恒达").items[0].id) == number


@pytest.mark.parametrize(
    ("said", "meant"),
    [("恒达", "恒达"), ("yw00-0002", "恒达五金"), ("wujin", "恒达五金"), ("恒", None), ("hengdq", None)],
)
def test_the_one_that_was_surely_meant_is_named(db: Database, said: str, meant: str | None) -> None:
    def work(s: Session) -> None:
        boss = person(s, "周总", Role.BOSS)
        customer(s, "YW00-0001", "恒达")
        customer(s, "YW00-0002", "恒达五金")
        sole = find_customers(s, by=boss, text=said).sole
        assert (sole.name if sole else None) == meant

    db.write_now(work)


def test_two_of_the_same_name_are_a_question(db: Database) -> None:
    def work(s: Session) -> None:
        boss = person(s, "周总", Role.BOSS)
        customer(s, "1", "恒达")
        customer(s, "2", "恒达")
        assert find_customers(s, by=boss, text="恒达").sole is None

    db.write_now(work)


def test_products_that_the_customer_buys_come_first_then_the_recent(db: Database) -> None:
    def work(s: Session) -> None:
        li = person(s, "李伟", Role.REP)
        mine = customer(s, "1", "恒达", li)
        never = product(s, "A-1", "从不买")
        product(s, "A-2", "刚卖过", last_used_at=NOW)
        usual = product(s, "A-3", "常买的", last_used_at=NOW - timedelta(days=9))
        order(s, li, mine, usual)
        order(s, li, mine, never, "cancelled")
        assert names(find_products(s, by=li, customer_id=mine.id)) == ["常买的", "刚卖过", "从不买"]
        assert names(find_products(s, by=li)) == ["刚卖过", "常买的", "从不买"]

    db.write_now(work)


def test_a_product_no_longer_on_sale_is_not_found(db: Database) -> None:
    def work(s: Session) -> None:
        li = person(s, "李伟", Role.REP)
        old = product(s, "A-1", "耐候胶")
        assert names(find_products(s, by=li, text="耐候")) == ["耐候胶"]
        old.active, old.version = False, 2
        s.flush()
        assert names(find_products(s, by=li, text="耐候")) == []
        assert names(find_products(s, by=li)) == []

    db.write_now(work)


def test_another_reps_customer_is_as_unknown_as_none(db: Database) -> None:
    def work(s: Session) -> None:
        li, zhang = person(s, "李伟", Role.REP), person(s, "张敏", Role.REP)
        theirs = customer(s, "1", "恒达", zhang)
        for number in (theirs.id, 10_000):
            with pytest.raises(NotFound):
                find_products(s, by=li, customer_id=number)

    db.write_now(work)


def test_an_offer_shows_the_agreed_price_before_the_list_price_and_the_stock(db: Database) -> None:
    def work(s: Session) -> None:
        li = person(s, "李伟", Role.REP)
        mine = customer(s, "1", "恒达", li)
        glue = product(s, "A-1", "耐候胶")
        product(s, "A-2", "结构胶")
        s.add(AgreedPrice(customer_id=mine.id, product_id=glue.id, price_fen=900, from_on=TODAY, set_at=NOW))
        for quantity in (50, -8):
            s.add(StockPosting(product_id=glue.id, quantity=Decimal(quantity), reason="count", posted_at=NOW))
        s.flush()
        found = find_offers(s, by=li, on=TODAY, customer_id=mine.id)
        assert [(o.product.sku, o.price_fen, o.price_from, o.available) for o in found.items] == [
            ("A-1", 900, "agreed", Decimal(42)),
            ("A-2", 1000, "list", Decimal(0)),
        ]
        sole = find_offers(s, by=li, on=TODAY, text="a-1").sole
        assert sole is not None
        assert (sole.price_fen, sole.price_from) == (1000, "list")

    db.write_now(work)


def test_the_customers_of_a_rep_come_by_code_and_only_those_one_may_see(db: Database) -> None:
    def work(s: Session) -> None:
        boss, li, zhang = (
            person(s, name, role) for name, role in (("周", Role.BOSS), ("李", Role.REP), ("张", Role.REP))
        )
        customer(s, "2", "乙", li)
        customer(s, "1", "甲", li)
        customer(s, "3", "丙", zhang)
        assert names(customers_of_rep(s, by=boss, rep_id=li.id)) == ["甲", "乙"]
        assert names(customers_of_rep(s, by=zhang, rep_id=li.id)) == []

    db.write_now(work)


def test_the_stock_of_a_product_is_what_lies_there_and_what_is_free_of_it(db: Database) -> None:
    def work(s: Session) -> None:
        li = person(s, "李伟", Role.REP)
        glue = product(s, "A-1", "耐候胶")
        s.add(StockPosting(product_id=glue.id, quantity=Decimal(5), reason="count", posted_at=NOW))
        order(s, li, customer(s, "1", "恒达", li), glue)
        assert stock_of(s, by=li, product_id=glue.id) == (glue, Decimal(5), Decimal(4))
        with pytest.raises(NotFound):
            stock_of(s, by=li, product_id=999)

    db.write_now(work)

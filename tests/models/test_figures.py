"""How the business stands: every number is a sum of rows in the reader's scope."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlmodel import Session

from models import figures, people
from models.customers import Customer
from models.database import Database
from models.orders import Approval, Order, counts
from models.people import Actor, Role, actor_of
from models.receivables import Payment, Receivable
from models.refusals import NotAllowed
from models.samples import Sample
from models.shipments import Courier, Shipment

NOW = datetime(2026, 11, 23, 1, 5, tzinfo=UTC)  # 09:05 in Shanghai
TODAY = date(2026, 11, 23)


class Books:
    """Two reps with a customer each, and a courier."""

    def __init__(self, db: Database) -> None:
        self.db, self.numbers = db, 0
        db.write_now(self._begin)

    def _begin(self, session: Session) -> None:
        def person(name: str, *roles: Role) -> Actor:
            return actor_of(session, people.add_person(session, name=name, roles=roles, now=NOW))

        self.li, self.wang = person("李伟", Role.REP), person("王芳", Role.REP)
        self.boss, self.warehouse = person("陆总", Role.BOSS), person("老吴", Role.WAREHOUSE)
        self.heng = self._add(session, Customer(code="1", name="恒达", rep_id=self.li.id, created_at=NOW))
        self.rui = self._add(session, Customer(code="2", name="瑞丰", rep_id=self.wang.id, created_at=NOW))
        self.sf = self._add(session, Courier(name="顺丰"))

    def _add(self, session: Session, record: Any) -> int:
        session.add(record)
        session.flush()
        return int(record.id)

    def add(self, record: Any) -> int:
        return self.db.write_now(lambda session: self._add(session, record))

    def order(self, customer: int, state: str, *, at: datetime = NOW, ship_on: date = TODAY, fen: int = 1000) -> int:
        self.numbers += 1
        return self.add(
            Order(
                number=f"DD{self.numbers}",
                customer_id=customer,
                state=state,
                total_fen=fen,
                settlement="monthly",
                ship_via="express",
                ship_on=ship_on,
                content="c",
                placed_at=at,
                placed_by=self.li.id,
            )
        )

    def owed(self, customer: int, fen: int, due_on: date, courier: int | None = None) -> int:
        self.numbers += 1
        return self.add(
            Receivable(
                number=f"CK{self.numbers}",
                customer_id=customer,
                courier_id=courier,
                amount_fen=fen,
                arose_on=date(2026, 10, 1),
                due_on=due_on,
                created_at=NOW,
            )
        )

    def sent(self, customer: int, shipped_on: date, courier: int | None) -> int:
        self.numbers += 1
        return self.add(
            Shipment(
                number=f"S{self.numbers}",
                customer_id=customer,
                amount_fen=100,
                via="express",
                courier_id=courier,
                receipt_wanted=True,
                shipped_on=shipped_on,
                posted_at=NOW,
            )
        )

    def standing(self, by: Actor, **facts: Any) -> figures.Standing:
        return self.db.read_now(lambda session: figures.standing(session, by=by, now=NOW, **facts))


@pytest.fixture
def books(db: Database) -> Books:
    return Books(db)


def test_orders_are_counted_by_the_companys_day_and_month(books: Books) -> None:
    books.order(books.heng, "open", fen=500)
    books.order(books.heng, "cancelled", fen=999)
    books.order(books.heng, "shipped", at=datetime(2026, 11, 22, 15, 59, tzinfo=UTC), fen=300)  # yesterday, 23:59
    books.order(books.heng, "waiting", at=datetime(2026, 10, 31, 16, 0, tzinfo=UTC), fen=200)  # 1 November, 00:00
    books.order(books.heng, "open", at=datetime(2026, 10, 31, 15, 59, tzinfo=UTC), ship_on=date(2026, 12, 1))
    found = books.standing(books.boss)
    assert (found.today, found.month) == (figures.Sum(1, 500), figures.Sum(3, 1000))
    assert (found.to_ship, found.due_to_ship) == (2, 1)


def test_what_waits_for_a_decision_is_counted_as_in_the_list_and_refused_orders_apart(books: Books) -> None:
    number = books.order(books.heng, "waiting")
    for kind in ("floor", "credit"):
        books.add(
            Approval(order_id=number, kind=kind, content="c", state="waiting", asked_by=books.li.id, asked_at=NOW)
        )
    for state in ("refused", "refused", "cancelled"):
        books.order(books.heng, state)
    found = books.standing(books.boss)
    assert (found.waiting, found.refused) == (1, 2)
    tabs = books.db.read_now(lambda session: counts(session, by=books.boss))
    assert (tabs["waiting"], tabs["refused"]) == (1, 2)


def test_overdue_is_what_the_customer_owes_past_its_day_most_first(books: Books) -> None:
    books.owed(books.heng, 100, date(2026, 11, 22))
    books.owed(books.heng, 150, date(2026, 11, 13))
    books.owed(books.heng, 999, TODAY)
    books.owed(books.rui, 300, date(2026, 11, 21))
    books.owed(books.rui, 700, date(2026, 10, 8), books.sf)
    found = books.standing(books.boss)
    assert found.overdue == (figures.Late(books.rui, "瑞丰", 300, 2), figures.Late(books.heng, "恒达", 250, 10))
    assert found.ages.total_fen == 1549
    assert found.cod == (figures.Out(books.sf, "顺丰", 1, 700, 53),)


def test_receipts_out_are_grouped_by_courier_and_our_own_delivery(books: Books) -> None:
    books.sent(books.heng, date(2026, 11, 20), books.sf)
    books.sent(books.rui, date(2026, 11, 10), books.sf)
    books.sent(books.heng, date(2026, 11, 22), None)
    assert books.standing(books.boss).receipts == (
        figures.Out(books.sf, "顺丰", 2, 0, 13),
        figures.Out(0, "", 1, 0, 1),
    )


def test_a_rep_sees_their_own_figures_and_the_boss_those_of_one_rep_or_one_customer(books: Books) -> None:
    books.owed(books.heng, 100, date(2026, 11, 1))
    books.owed(books.rui, 300, date(2026, 11, 1))
    books.add(
        Payment(number="SK1", customer_id=books.rui, amount_fen=50, received_on=TODAY, means="cash", recorded_at=NOW)
    )
    books.add(
        Sample(
            number="YP1",
            customer_id=books.heng,
            state="sent",
            purpose="p",
            ship_via="express",
            send_on=TODAY,
            requested_at=NOW,
            requested_by=books.li.id,
        )
    )
    own = books.standing(books.li)
    assert (own.ages.total_fen, own.samples, own.received_today) == (100, 1, figures.Sum(0, 0))
    of_wang = books.standing(books.boss, rep_id=books.wang.id)
    assert (of_wang.ages.total_fen, of_wang.samples, of_wang.received_today) == (300, 0, figures.Sum(1, 50))
    assert books.standing(books.boss, customer_id=books.heng).ages.total_fen == 100
    assert books.standing(books.li, customer_id=books.rui).ages.total_fen == 0


def test_those_who_sell_nothing_see_no_figures(books: Books) -> None:
    with pytest.raises(NotAllowed):
        books.standing(books.warehouse)


def test_overdue_customers_come_in_pages(books: Books) -> None:
    books.owed(books.heng, 100, date(2026, 11, 1))
    books.owed(books.rui, 300, date(2026, 11, 1))

    def page(number: int, rep_id: int | None = None) -> figures.LatePage:
        return books.db.read_now(
            lambda s: figures.overdue_customers(s, by=books.boss, today=TODAY, page=number, size=1, rep_id=rep_id)
        )

    first, second, beyond = page(1), page(2), page(9)
    assert [late.customer for late in (*first.items, *second.items)] == ["瑞丰", "恒达"]
    assert (first.pages, first.total, beyond.page) == (2, 2, 2)
    assert [late.customer for late in page(1, books.li.id).items] == ["恒达"]


def test_the_reps_one_may_ask_about_are_those_whose_customers_one_sees(books: Books) -> None:
    def names(by: Actor) -> list[str]:
        return books.db.read_now(lambda s: [rep.name for rep in figures.reps_in_scope(s, by=by)])

    assert names(books.boss) == ["李伟", "王芳"]
    assert names(books.li) == ["李伟"]

"""Transactions are whole, on both kinds of database."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import literal
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError
from sqlmodel import Session, col, func, select

from models import database, operations, people
from models.database import Database
from models.operations import KeyReused, next_number, once
from models.people import Person, Role
from models.products import Product, StockPosting
from models.rules import Rules, rules_of
from models.types import Quantity

NOW = datetime(2026, 11, 23, 1, 5, tzinfo=UTC)


def _li(session: Session) -> int:
    return people.add_person(session, name="李伟", roles=[Role.REP], now=NOW).id


def test_what_a_transaction_wrote_is_there_afterwards(db: Database) -> None:
    number = db.write_now(_li)
    assert db.read_now(lambda s: s.get_one(Person, number).name) == "李伟"


def test_a_transaction_that_raises_leaves_nothing(db: Database) -> None:
    def work(session: Session) -> None:
        _li(session)
        raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        db.write_now(work)
    assert db.read_now(lambda s: s.exec(select(Person)).all()) == []


async def test_writing_transactions_follow_one_another_and_cost_one_hop_each(db: Database) -> None:
    before = db.hops
    numbers = await asyncio.gather(*(db.write(lambda s: next_number(s, "DD", NOW)) for _ in range(12)))
    assert sorted(numbers) == [f"DD20261123-{n:03d}" for n in range(1, 13)]
    assert db.hops - before == 12
    assert await db.read(lambda s: s.get_one(operations.Counter, "DD20261123").last) == 12
    await db.close()


async def test_works_that_wait_together_share_a_commit_and_one_that_fails_fails_alone(db: Database) -> None:
    def fails(session: Session) -> int:
        _li(session)
        raise KeyReused()

    held = asyncio.get_running_loop().run_in_executor(db._writer, time.sleep, 0.05)
    before = db.commits
    works = [db.write(_li), db.write(fails), db.write(_li), db.write(_li)]
    one, refused, two, three = await asyncio.gather(*works, return_exceptions=True)
    await held
    assert isinstance(refused, KeyReused)
    assert db.commits - before == 1
    people_in_books = await db.read(lambda s: s.exec(select(Person.id)).all())
    assert sorted(people_in_books) == sorted([one, two, three])


async def test_a_work_that_the_database_refuses_does_not_take_its_neighbours_along(db: Database) -> None:
    def nowhere(session: Session) -> None:
        session.add(StockPosting(product_id=99, quantity=Decimal(1), reason="count", posted_at=NOW))
        session.flush()

    held = asyncio.get_running_loop().run_in_executor(db._writer, time.sleep, 0.05)
    fine, broken, fine_too = await asyncio.gather(
        db.write(_li), db.write(nowhere), db.write(_li), return_exceptions=True
    )
    await held
    assert isinstance(broken, IntegrityError)
    assert sorted(await db.read(lambda s: s.exec(select(Person.id)).all())) == sorted([fine, fine_too])


async def test_somebody_who_no_longer_waits_is_passed_over(db: Database) -> None:
    held = asyncio.get_running_loop().run_in_executor(db._writer, time.sleep, 0.05)
    waiting = asyncio.create_task(db.write(_li))
    await asyncio.sleep(0)
    waiting.cancel()
    assert await db.write(lambda _s: 7) == 7
    await held
    assert waiting.cancelled()


def test_a_transaction_broken_by_the_database_is_run_again_whole(db: Database) -> None:
    tries: list[int] = []

    def work(session: Session) -> int:
        tries.append(1)
        number = _li(session)
        if len(tries) < 3:
            raise OperationalError("…", {}, Exception("database is locked"))
        return number

    db.write_now(work)
    assert len(db.read_now(lambda s: s.exec(select(Person)).all())) == 1


def test_trouble_that_does_not_pass_is_not_tried_for_ever(db: Database) -> None:
    tries: list[int] = []

    def locked(_session: Session) -> None:
        tries.append(1)
        raise OperationalError("…", {}, Exception("database is locked"))

    with pytest.raises(OperationalError):
        db.write_now(locked)
    assert len(tries) == 4

    def full(_session: Session) -> None:
        tries.append(1)
        raise OperationalError("…", {}, Exception("database or disk is full"))

    with pytest.raises(OperationalError):
        db.write_now(full)
    assert len(tries) == 5


def test_moments_come_back_aware_and_quantities_exact(db: Database) -> None:
    def write(session: Session) -> None:
        product = Product(sku="A", name="A", unit="支", list_price_fen=1, floor_price_fen=1, last_used_at=NOW)
        session.add(product)
        session.flush()
        session.add(StockPosting(product_id=product.id, quantity=Decimal("2.125"), reason="count", posted_at=NOW))

    db.write_now(write)
    posting = db.read_now(lambda s: s.exec(select(StockPosting)).one())
    assert (posting.quantity, posting.posted_at) == (Decimal("2.125"), NOW)
    assert posting.posted_at.tzinfo is not None


def test_sums_and_differences_in_sql_are_quantities_too(db: Database) -> None:
    def write(session: Session) -> None:
        product = Product(sku="A", name="A", unit="支", list_price_fen=1, floor_price_fen=1)
        session.add(product)
        session.flush()
        session.add(StockPosting(product_id=product.id, quantity=Decimal("2.5"), reason="count", posted_at=NOW))

    db.write_now(write)
    twice = select(func.sum(col(StockPosting.quantity) + col(StockPosting.quantity)))
    nothing = select(col(StockPosting.quantity) - col(StockPosting.quantity))
    assert db.read_now(lambda s: s.exec(twice).one()) == Decimal(5)
    assert db.read_now(lambda s: s.exec(nothing).one()) == Decimal(0)


def test_a_naive_moment_and_a_fourth_decimal_are_refused(db: Database) -> None:
    naive = Person(name="x", created_at=NOW.replace(tzinfo=None))
    with pytest.raises(StatementError, match="zone"):
        db.write_now(lambda s: s.add(naive))
    fine = StockPosting(product_id=1, quantity=Decimal("0.0001"), reason="count", posted_at=NOW)
    with pytest.raises(StatementError, match="three decimals"):
        db.write_now(lambda s: s.add(fine))


def test_the_database_refuses_what_points_nowhere(db: Database) -> None:
    nowhere = StockPosting(product_id=99, quantity=Decimal(1), reason="count", posted_at=NOW)
    with pytest.raises(IntegrityError):
        db.write_now(lambda s: s.add(nowhere))


def test_the_same_key_gives_the_same_result_and_no_second_effect(db: Database) -> None:
    def work(session: Session) -> tuple[int, bool]:
        return once(session, "k", {"a": 1}, NOW, lambda: _li(session))

    first, again = db.write_now(work), db.write_now(work)
    assert first == (again[0], True)
    assert again[1] is False
    assert len(db.read_now(lambda s: s.exec(select(Person)).all())) == 1


def test_a_key_used_for_something_else_is_refused(db: Database) -> None:
    db.write_now(lambda s: once(s, "k", {"a": 1}, NOW, lambda: 1))
    with pytest.raises(KeyReused):
        db.write_now(lambda s: once(s, "k", {"a": 2}, NOW, lambda: 1))


def test_a_session_knows_the_companys_rules(db: Database) -> None:
    assert db.read_now(lambda s: rules_of(s)) == Rules()
    assert Rules().today(datetime(2026, 11, 22, 17, 0, tzinfo=UTC)).isoformat() == "2026-11-23"
    assert Rules().local(NOW).hour == 9


def test_no_quantity_stays_none(db: Database) -> None:
    assert db.read_now(lambda session: session.scalar(select(literal(None, Quantity())))) is None


def test_a_file_that_another_program_holds_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_MS", 1)
    db = Database(f"sqlite:///{tmp_path / 'held.db'}")
    db.write_now(lambda s: s.connection(), lasting=False)
    other = sqlite3.connect(tmp_path / "held.db", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        other.rollback()

    monkeypatch.setattr(database.time, "sleep", sleep)
    assert db.write_now(lambda s: s.connection() is not None)
    assert len(slept) == 1
    other.close()
    db.close_now()


async def test_a_question_that_fails_fails_for_who_asked_alone(db: Database) -> None:
    def fail(_session: Session) -> int:
        raise KeyReused

    with pytest.raises(KeyReused):
        await db.read(fail)
    assert await db.read(lambda _s: 7) == 7

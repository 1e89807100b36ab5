"""The books as plain rows: the same on either kind of database, whatever the triggers would reckon."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from models import dump
from models.customers import Customer
from models.database import Database
from models.dump import CannotTravel, Row
from models.people import Person, Role, add_person
from models.receivables import Receivable, ReceivablePosting
from models.schema import DanglingReference, metadata, reshaping

NOW = datetime(2026, 11, 23, 1, 5, 6, 789, tzinfo=UTC)


def fill(session: Session) -> None:
    """A person led by somebody with a higher number, and a customer who paid a part."""
    li = add_person(session, name="李伟 “x” 😀\n", roles=[Role.REP], now=NOW)
    li.manager_id = add_person(session, name="赵刚", roles=[Role.MANAGER], now=NOW).id
    customer = Customer(
        name="恒达", code="YW00-0001", short_name="恒达", province="广东", city="广州", address="1", contact="陈",
        phone="1", terms="现金", terms_approved=True, rep_id=li.id, created_at=NOW,
    )  # fmt: skip
    session.add(customer)
    session.flush()
    claim = Receivable(
        number="CK1", customer_id=customer.id, amount_fen=5_000_000_000, arose_on=date(2026, 11, 1),
        due_on=date(2026, 12, 1), created_at=NOW,
    )  # fmt: skip
    session.add(claim)
    session.flush()
    session.add(
        ReceivablePosting(receivable_id=claim.id, amount_fen=300, kind="payment", posted_on=NOW.date(), posted_at=NOW)
    )


def taken(db: Database) -> dict[str, list[Row]]:
    """Every row of every table."""
    with dump.snapshot(db) as connection:
        return {sheet.name: list(dump.rows(connection, sheet)) for sheet in dump.sheets(connection)}


def put(db: Database, given: dict[str, list[Row]]) -> None:
    """These rows in the place of what is there."""
    with reshaping(db.engine) as connection, dump.bare(connection):
        for sheet in dump.sheets(connection):
            dump.clear(connection, [sheet])
            assert dump.load(connection, sheet, given[sheet.name]) == len(given[sheet.name])


def test_every_table_travels(db: Database) -> None:
    with dump.snapshot(db) as connection:
        found = {sheet.name: [name for name, _kind in sheet.columns] for sheet in dump.sheets(connection)}
    assert {name: sorted(columns) for name, columns in found.items()} == {
        one.name: sorted(column.name for column in one.columns) for one in metadata.sorted_tables
    }


def test_what_was_taken_is_put_back_as_it_was_and_nothing_is_reckoned_twice(db: Database) -> None:
    with dump.snapshot(db) as connection:
        assert dump.is_empty(connection)
    db.write_now(fill)
    with dump.snapshot(db) as connection:
        assert not dump.is_empty(connection)
    before = taken(db)
    put(db, before)
    assert taken(db) == before
    claim = db.read_now(lambda s: s.exec(select(Receivable)).one())
    assert (claim.settled_fen, claim.amount_fen) == (300, 5_000_000_000)
    assert db.read_now(lambda s: s.exec(select(Person.created_at)).first()) == NOW


def test_afterwards_the_triggers_reckon_and_new_rows_get_new_numbers(db: Database) -> None:
    db.write_now(fill)
    put(db, taken(db))

    def go_on(session: Session) -> tuple[int, int]:
        claim = session.exec(select(Receivable)).one()
        posting = ReceivablePosting(
            receivable_id=claim.id, amount_fen=200, kind="payment", posted_on=NOW.date(), posted_at=NOW
        )
        session.add(posting)
        number = add_person(session, name="王芳", roles=[Role.BOSS], now=NOW).id
        session.refresh(claim)
        return claim.settled_fen, number

    assert db.write_now(go_on) == (500, 3)


def test_books_travel_from_either_kind_of_database_to_the_other(db: Database, template: Path, tmp_path: Path) -> None:
    db.write_now(fill)
    other = Database(f"sqlite:///{tmp_path / 'other.db'}")
    (tmp_path / "other.db").write_bytes(template.read_bytes())
    try:
        there = taken(db)
        put(other, there)
        assert taken(other) == there
        put(db, taken(other))
        assert taken(db) == there
    finally:
        other.close_now()


def test_rows_that_refer_to_nothing_are_not_put_in(db: Database) -> None:
    db.write_now(fill)
    before = taken(db)
    broken = {**before, "people": []}
    with pytest.raises((DanglingReference, IntegrityError)):
        put(db, broken)
    assert taken(db) == before


def test_a_snapshot_does_not_see_what_is_written_meanwhile(db: Database) -> None:
    db.write_now(fill)
    with dump.snapshot(db) as connection:
        by_name = {sheet.name: sheet for sheet in dump.sheets(connection)}
        people = len(list(dump.rows(connection, by_name["people"])))
        db.write_now(lambda s: add_person(s, name="王芳", roles=[Role.BOSS], now=NOW).id)
        assert len(list(dump.rows(connection, by_name["people"]))) == people
        assert len(list(dump.rows(connection, by_name["person_roles"]))) == people


def test_a_column_that_cannot_travel_is_named(db: Database) -> None:
    with db.engine.begin() as connection:
        connection.execute(text("CREATE TABLE odd (weight FLOAT PRIMARY KEY)"))
    with db.engine.connect() as connection, pytest.raises(CannotTravel, match="odd"):
        dump.sheets(connection)

"""The books as plain rows: read whole at one moment, and put back whole, from and into either kind of database.

Tables are taken as the database has them, not as this program's records do: so books that an older version wrote can
be carried too. Values travel as JSON knows them; moments as UTC, days as ISO dates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Connection,
    Date,
    DateTime,
    Integer,
    String,
    column,
    func,
    inspect,
    select,
    table,
    text,
)
from sqlalchemy.types import TypeEngine

from models.database import Database

SCHEMA_TABLE = "alembic_version"  # says which schema it is; no part of the books
BATCH = 500  # rows in memory at a time
KINDS: tuple[tuple[type[TypeEngine[Any]], str, TypeEngine[Any]], ...] = (  # as found, how it is called, as written
    (Boolean, "flag", Boolean()),
    (Integer, "number", BigInteger()),
    (DateTime, "moment", DateTime(timezone=True)),
    (Date, "day", Date()),
    (String, "text", String()),
)
Row = list[Any]


class CannotTravel(Exception):  # noqa: N818 - says what is the matter
    """A column of a kind that the portable form does not know."""


@dataclass(frozen=True)
class Sheet:
    """A table: its name, its columns with their kind (flag, number, moment, day, text), and its own number's name."""

    name: str
    columns: tuple[tuple[str, str], ...]
    key: tuple[str, ...]


@contextmanager
def snapshot(db: Database) -> Iterator[Connection]:
    """A connection that sees the books as they are at this one moment, however much is written meanwhile."""
    with db.engine.connect() as connection:
        if not db.is_sqlite:
            connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        yield connection


def sheets(connection: Connection) -> list[Sheet]:
    """Every table of the books, by name. Raises CannotTravel for a column of an unknown kind."""
    inspector = inspect(connection)
    found = []
    for name in sorted(inspector.get_table_names()):
        if name == SCHEMA_TABLE:
            continue
        columns = [(one["name"], _kind(name, one["type"])) for one in inspector.get_columns(name)]
        key = inspector.get_pk_constraint(name)["constrained_columns"]
        found.append(Sheet(name, tuple(columns), tuple(key)))
    return found


def _kind(name: str, of: TypeEngine[Any]) -> str:
    for known, kind, _written in KINDS:
        if isinstance(of, known):
            return kind
    raise CannotTravel(f"{name}: {of}")


def rows(connection: Connection, sheet: Sheet) -> Iterator[Row]:
    """The rows of a table by their key, a few in memory at a time."""
    into = table(sheet.name, *(column(name, _type(kind)) for name, kind in sheet.columns))
    query = select(into).order_by(*(into.c[name] for name in sheet.key))
    for row in connection.execution_options(yield_per=BATCH).execute(query):
        yield [_outward(value) for value in row]


def is_empty(connection: Connection) -> bool:
    """Whether no table holds a row."""
    return all(connection.execute(select(text("1")).select_from(table(one.name)).limit(1)).first() is None
               for one in sheets(connection))  # fmt: skip


def load(connection: Connection, sheet: Sheet, given: Iterable[Row]) -> int:
    """Put rows into a table, within `bare`; gives how many. The row's values stand in the order of `sheet.columns`."""
    into = table(sheet.name, *(column(name, _type(kind)) for name, kind in sheet.columns))
    names = [name for name, _kind in sheet.columns]
    kinds = [kind for _name, kind in sheet.columns]
    naive = connection.dialect.name == "sqlite"
    count, waiting = 0, iter(given)
    while batch := list(islice(waiting, BATCH)):
        values = [
            {name: _inward(value, kind, naive) for name, value, kind in zip(names, row, kinds, strict=True)}
            for row in batch
        ]
        connection.execute(into.insert(), values)
        count += len(batch)
    return count


def clear(connection: Connection, emptied: Iterable[Sheet]) -> None:
    """Take every row out of these tables, within `bare`."""
    for sheet in emptied:
        connection.execute(table(sheet.name).delete())


@contextmanager
def bare(connection: Connection) -> Iterator[None]:
    """Within one transaction: nothing is reckoned by triggers, no order among the tables is asked for.

    At the end the triggers are back, new rows get new numbers, and references that lead nowhere are an error
    (on SQLite when `models.schema.reshaping` ends).
    """
    if connection.dialect.name == "sqlite":
        with _bare_sqlite(connection):
            yield
    else:
        with _bare_postgres(connection):
            yield


@contextmanager
def _bare_sqlite(connection: Connection) -> Iterator[None]:
    query = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    triggers = list(connection.execute(query))
    for name, _sql in triggers:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    yield
    for _name, sql in triggers:
        connection.exec_driver_sql(sql)


@contextmanager
def _bare_postgres(connection: Connection) -> Iterator[None]:
    query = text(
        "SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(pg_constraint.oid)"
        " FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid"
        " WHERE contype = 'f' AND relnamespace = current_schema()::regnamespace"
    )
    references = list(connection.execute(query))
    tables = sheets(connection)
    for one in tables:
        connection.exec_driver_sql(f'ALTER TABLE "{one.name}" DISABLE TRIGGER USER')
    for name, constraint, _definition in references:
        connection.exec_driver_sql(f"ALTER TABLE {name} DROP CONSTRAINT {constraint}")
    yield
    for name, constraint, definition in references:
        connection.exec_driver_sql(f"ALTER TABLE {name} ADD CONSTRAINT {constraint} {definition}")
    for one in tables:
        connection.exec_driver_sql(f'ALTER TABLE "{one.name}" ENABLE TRIGGER USER')
        _go_on_counting(connection, one)


def _go_on_counting(connection: Connection, sheet: Sheet) -> None:
    """The next number that PostgreSQL gives follows the last one in the table."""
    for name in sheet.key:
        serial = select(func.pg_get_serial_sequence(f'"{sheet.name}"', name))
        if counter := connection.scalar(serial):
            last = connection.scalar(select(func.max(table(sheet.name, column(name)).c[name]))) or 0
            connection.execute(select(func.setval(counter, last + 1, False)))


def _type(kind: str) -> TypeEngine[Any]:
    return next(written for _found, named, written in KINDS if named == kind)


def _outward(value: Any) -> Any:
    if isinstance(value, datetime):
        moment = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return moment.isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _inward(value: Any, kind: str, naive: bool) -> Any:
    if value is None or kind not in ("moment", "day"):
        return value
    if kind == "day":
        return date.fromisoformat(value)
    moment = datetime.fromisoformat(value)
    return moment.replace(tzinfo=None) if naive else moment

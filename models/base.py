"""What every table is built from: its base class, and short names for the columns of money, days and moments."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import BigInteger, CursorResult, Executable, Insert, MetaData, Table, bindparam, exists, insert, select
from sqlmodel import Field, Session, SQLModel

from models.types import Moment, Quantity

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Record(SQLModel):
    """Base of all tables. Constraint names are fixed so that migrations can name them."""

    metadata = MetaData(naming_convention=NAMING)


def ask(session: Session, prepared: Executable, **facts: Any) -> CursorResult[*tuple[Any, ...]]:
    """Run a statement that was built once, with its facts: for columns that are asked at every step, past the records.

    Building a statement costs more than running it, and records twice that. What waits to be written goes first.
    """
    if session.new or session.dirty or session.deleted:
        session.flush()
    return session.connection().execute(prepared, facts)


def unless_there(table: Table, *same: str, leaving: Collection[str]) -> Insert:
    """A new row with every column but those in `leaving`, unless one is there already that is the `same` in these.

    Only in a writing transaction: they follow one another, so nobody writes it in between.
    """
    given = {column.name: bindparam(column.name, type_=column.type) for column in table.c if column.name not in leaving}
    there = exists().where(*(table.c[name] == given[name] for name in same))
    return insert(table).from_select(list(given), select(*given.values()).where(~there))


def key() -> Any:
    """The table's own number, given by the database."""
    return Field(default=None, primary_key=True)


def refers(target: str, *, optional: bool = False, index: bool = True) -> Any:
    """A foreign key to `table.column`."""
    default: Any = None if optional else ...
    return Field(default=default, foreign_key=target, index=index, nullable=optional)


def moment(*, optional: bool = False, index: bool = False) -> Any:
    """An aware UTC moment (`_at`)."""
    default: Any = None if optional else ...
    return Field(default=default, sa_type=Moment, nullable=optional, index=index)


def fen(*, optional: bool = False, default: Any = ...) -> Any:
    """A whole number of fen (`_fen`)."""
    return Field(default=None if optional else default, sa_type=BigInteger, nullable=optional)


def exact() -> Any:
    """An exact quantity (Decimal, three decimals)."""
    return Field(sa_type=Quantity)

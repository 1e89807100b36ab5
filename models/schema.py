"""All tables in one place, for the migrations. What the database itself keeps up (triggers) stands there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from models import (
    customers,
    erasure,
    files,
    health,
    inbox,
    invitations,
    journal,
    learning,
    letters,
    operations,
    orders,
    paused,
    people,
    products,
    receivables,
    reminders,
    samples,
    shipments,
)
from models.base import Record

LEDGERS = (
    people,
    invitations,
    customers,
    products,
    orders,
    shipments,
    receivables,
    samples,
    files,
    journal,
    letters,
    operations,
    inbox,
    reminders,
    erasure,
    learning,
    paused,
    health,
)
metadata = Record.metadata


class DanglingReference(Exception):  # noqa: N818 - says what is the matter
    """A row refers to one that does not exist."""


@contextmanager
def reshaping(engine: Engine) -> Iterator[Connection]:
    """One writing transaction in which tables may be laid out anew or filled in any order.

    SQLite checks no references meanwhile (it would, at each table that a migration copies and drops) but at the end,
    which raises DanglingReference and undoes everything.
    """
    with engine.execution_options(writing=True).connect() as connection:
        driver = connection.connection.driver_connection if connection.dialect.name == "sqlite" else None
        if driver is not None:
            driver.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                yield connection
                if driver is not None and (lost := connection.exec_driver_sql("PRAGMA foreign_key_check").first()):
                    raise DanglingReference(str(lost))
        finally:
            if driver is not None:
                driver.execute("PRAGMA foreign_keys=ON")

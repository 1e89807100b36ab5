"""The one door to the database: transactions that are whole, on SQLite and on PostgreSQL, with the same code.

Ledgers are synchronous functions of a session; `write` and `read` run one of them as one transaction in one thread hop.
Writing transactions follow one another (one writer on SQLite, an advisory lock on PostgreSQL), so that what an operation
checked still holds when it commits. A transaction that the database broke is run again whole: its work has no other effects.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlmodel import Session

from models.rules import Rules

T = TypeVar("T")
Work = Callable[[Session], T]

WRITE_LOCK = 0x67656E64616E  # "gendan": the advisory lock that orders writing transactions on PostgreSQL
BUSY_MS = 5000
READERS = 4
ATTEMPTS = 4

log = logging.getLogger(__name__)


class Database:
    """An opened database.

    `url` is `sqlite:///FILE` or `postgresql://…`; `rules` are the company's settings, which the ledgers read from the session.
    """

    def __init__(self, url: str, rules: Rules | None = None) -> None:
        self.url = _with_driver(url)
        self.rules = rules or Rules()
        self.is_sqlite = self.url.startswith("sqlite")
        self.engine = _engine(self.url)
        self._writers = ThreadPoolExecutor(1 if self.is_sqlite else READERS, thread_name_prefix="write")
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="read")
        self.hops = 0

    async def write(self, work: Work[T]) -> T:
        """Run `work` in a writing transaction; committed when this returns, undone when it raises."""
        self.hops += 1
        return await asyncio.get_running_loop().run_in_executor(self._writers, self.write_now, work)

    async def read(self, work: Work[T]) -> T:
        """Run `work` on a consistent view; it must not write."""
        self.hops += 1
        return await asyncio.get_running_loop().run_in_executor(self._readers, self.read_now, work)

    def write_now(self, work: Work[T]) -> T:
        """`write` for callers without a loop: the command line, migrations, tests."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with self._session(writing=True) as session, session.begin():
                    result = work(session)
                    session.flush()
                return result
            except OperationalError as error:
                if attempt == ATTEMPTS or not _may_try_again(error):
                    raise
                log.warning("transaction broken by the database, trying again (%s)", attempt)
                time.sleep(0.05 * 4**attempt)
        raise AssertionError("unreachable")

    def read_now(self, work: Work[T]) -> T:
        """`read` for callers without a loop."""
        with self._session(writing=False) as session:
            return work(session)

    def _session(self, *, writing: bool) -> Session:
        bound = self.engine.execution_options(writing=writing)
        session = Session(bound, expire_on_commit=False, autoflush=True)
        session.info["rules"] = self.rules
        return session

    async def close(self) -> None:
        """Wait for running transactions and let go of every connection."""
        await asyncio.to_thread(self.close_now)

    def close_now(self) -> None:
        """`close` for callers without a loop."""
        self._writers.shutdown(wait=True)
        self._readers.shutdown(wait=True)
        self.engine.dispose()


def _with_driver(url: str) -> str:
    """The address with our driver named: `postgresql://` means psycopg."""
    for prefix in ("postgresql://", "postgres://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        engine = create_engine(url, pool_size=READERS * 2, max_overflow=2, pool_pre_ping=True)
        event.listen(engine, "begin", _begin_postgres)
        return engine
    file = make_url(url).database
    if file and file != ":memory:":
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url, pool_size=READERS + 1, max_overflow=0, connect_args={"check_same_thread": False}
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we begin transactions ourselves
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_MS}",
        "recursive_triggers=ON",
        "cache_size=-16000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Any) -> None:
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _begin_postgres(connection: Any) -> None:
    if connection.get_execution_options().get("writing"):
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITE_LOCK})


def _may_try_again(error: DBAPIError) -> bool:
    """A lost connection, a deadlock or a busy file; not a full disk, which a person must mend."""
    said = str(error.orig).lower()
    return error.connection_invalidated or any(
        sign in said for sign in ("locked", "busy", "deadlock", "could not serialize", "connection")
    )

"""The one door to the database: transactions that are whole, on SQLite and on PostgreSQL, with the same code.

Ledgers are synchronous functions of a session; `write` and `read` run one of them as one transaction in one
thread hop. Writing transactions follow one another (one writer; between programs, SQLite's own lock and an advisory
lock on PostgreSQL), so that what an operation checked still holds when it commits. Works that wait at the same time
share a commit. A transaction that the database broke is run again whole: its work has no other effects.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context, copy_context
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import OperationalError as SQLiteError
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlmodel import Session

from models.rules import Rules

T = TypeVar("T")
Work = Callable[[Session], T]

WRITE_LOCK = 0x67656E64616E  # "gendan": the advisory lock that orders writing transactions on PostgreSQL
BUSY_MS = 5000
READERS = 4
ATTEMPTS = 4
STATEMENTS = 512  # that a connection of SQLite keeps prepared
GROUP = 32  # works that share a commit at most

# What passes, and a caller may wait out without knowing the driver: a full disk, a lost connection, a busy server. Not
# a value that the database cannot hold: that fails again.
DATABASE_TROUBLE = (OperationalError, InterfaceError, PoolTimeout)
log = logging.getLogger(__name__)


class SupersededError(Exception):
    """Another program works on this database now: what this one wanted to write counts for nothing."""


class Database:
    """An opened database.

    `url` is `sqlite:///FILE` or `postgresql://…`; `rules` are the company's settings, which the ledgers read from
    the session.
    """

    def __init__(self, url: str, rules: Rules | None = None) -> None:
        self.url = _with_driver(url)
        self.rules = rules or Rules()
        self.is_sqlite = self.url.startswith("sqlite")
        self.engine = _engine(self.url)
        self._lasting = self.engine.execution_options(writing=True)
        self._passing = self.engine.execution_options(writing=True, passing=True)
        if not self.is_sqlite:
            event.listen(self.engine, "begin", self._begin_postgres)
        self.is_ours: Callable[[Connection], bool] | None = None  # asked before a writing transaction on PostgreSQL
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="write")
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="read")
        self._waiting: deque[_Waiting] = deque()
        self.hops = 0
        self.commits = 0
        self.timed: Callable[[float], None] = _untimed  # told the seconds of each writing transaction

    async def write(self, work: Work[T], *, lasting: bool = True) -> T:
        """Run `work` in a writing transaction; committed when this returns, undone when it raises.

        Works that wait at the same time share one commit; each is undone alone when it raises. What need not be
        `lasting` is committed like everything else, but the disk is not waited for: a power cut may undo the last
        such works (never one before a lasting one, never a part), so they must bear to be done again.
        """
        loop = asyncio.get_running_loop()
        waiting = _Waiting(work, loop.create_future(), lasting, copy_context())
        self._waiting.append(waiting)
        self.hops += 1
        self._writer.submit(self._write_waiting, loop)
        result: T = await waiting.outcome
        return result

    def _write_waiting(self, loop: asyncio.AbstractEventLoop) -> None:
        """In the writer's thread: whatever waits by now, in one commit."""
        group = [self._waiting.popleft() for _ in range(min(len(self._waiting), GROUP))]
        if not group:
            return  # an earlier turn took it along
        try:
            outcomes = self._together(group) if len(group) > 1 else [self._alone(group[0])]
        except Exception:  # whatever broke the transaction they shared: whoever waits hears of their own
            outcomes = [self._alone(one) for one in group]
        loop.call_soon_threadsafe(_tell, group, outcomes)

    def _alone(self, one: _Waiting) -> _Outcome:
        try:
            return _Outcome(one.context.run(self.write_now, one.work, lasting=one.lasting))
        except Exception as error:
            return _Outcome(None, error)

    def _together(self, group: list[_Waiting]) -> list[_Outcome]:
        """Each work in a savepoint of one transaction; a database error breaks the group, and each is run alone."""
        outcomes: list[_Outcome] = []
        began = time.perf_counter()
        with self._bind(any(one.lasting for one in group)).begin() as connection:
            for one in group:
                try:
                    with self._session(connection) as session, session.begin():
                        outcomes.append(_Outcome(one.context.run(one.work, session)))
                except DBAPIError:
                    raise
                except Exception as error:
                    outcomes.append(_Outcome(None, error))
        self.commits += 1
        self.timed(time.perf_counter() - began)
        return outcomes

    async def read(self, work: Work[T]) -> T:
        """Run `work` on a consistent view; it must not write."""
        loop = asyncio.get_running_loop()
        waiting = _Waiting(work, loop.create_future(), False, copy_context())
        self.hops += 1
        self._readers.submit(self._read_waiting, loop, waiting)
        result: T = await waiting.outcome
        return result

    def _read_waiting(self, loop: asyncio.AbstractEventLoop, one: _Waiting) -> None:
        """In a reader's thread."""
        try:
            outcome = _Outcome(one.context.run(self.read_now, one.work))
        except Exception as error:
            outcome = _Outcome(None, error)
        loop.call_soon_threadsafe(_tell, [one], [outcome])

    def write_now(self, work: Work[T], *, lasting: bool = True) -> T:
        """`write` for callers without a loop: the command line, migrations, tests."""
        attempt = 1
        while True:
            began = time.perf_counter()
            try:
                with self._session(self._bind(lasting)) as session, session.begin():
                    result = work(session)
                self.commits += 1
                self.timed(time.perf_counter() - began)
                return result
            except OperationalError as error:
                if attempt == ATTEMPTS or not _may_try_again(error):
                    raise
                log.warning("transaction broken by the database, trying again (%s)", attempt)
                time.sleep(0.05 * 4**attempt)
                attempt += 1

    def read_now(self, work: Work[T]) -> T:
        """`read` for callers without a loop."""
        with self._session(self.engine) as session:
            return work(session)

    def _begin_postgres(self, connection: Any) -> None:
        """One writing transaction at a time; none of a program that was frozen so long that another took its place."""
        asked = connection.get_execution_options()
        if asked.get("writing"):
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITE_LOCK})
            if self.is_ours is not None and not self.is_ours(connection):
                raise SupersededError
        if asked.get("passing"):
            connection.execute(text("SET LOCAL synchronous_commit TO off"))

    def _bind(self, lasting: bool) -> Engine:
        return self._lasting if lasting else self._passing

    def _session(self, bind: Engine | Connection) -> Session:
        session = Session(bind, expire_on_commit=False, join_transaction_mode="create_savepoint")
        session.info["rules"] = self.rules
        return session

    async def close(self) -> None:
        """Wait for running transactions and let go of every connection."""
        await asyncio.to_thread(self.close_now)

    def close_now(self) -> None:
        """`close` for callers without a loop."""
        self._writer.shutdown(wait=True)
        self._readers.shutdown(wait=True)
        self.engine.dispose()


@dataclass(frozen=True)
class _Waiting:
    """A work, and who waits for it."""

    work: Callable[[Session], Any]
    outcome: asyncio.Future[Any]
    lasting: bool
    context: Context  # of who waits: what is logged on the way is theirs


@dataclass(frozen=True)
class _Outcome:
    """How a work ended."""

    result: Any
    error: BaseException | None = None


def _untimed(_seconds: float) -> None:
    """Nobody wants to know."""


def _tell(group: list[_Waiting], outcomes: list[_Outcome]) -> None:
    """In the loop's thread: hand out the results; whoever was cancelled meanwhile is passed over."""
    for one, ended in zip(group, outcomes, strict=True):
        if one.outcome.done():
            continue
        if ended.error is None:
            one.outcome.set_result(ended.result)
        else:
            one.outcome.set_exception(ended.error)


def _with_driver(url: str) -> str:
    """The address with our driver named: `postgresql://` means psycopg."""
    for prefix in ("postgresql://", "postgres://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(
            url,
            pool_size=READERS * 2,
            max_overflow=2,
            pool_use_lifo=True,  # the connection used last still knows the statements
            pool_pre_ping=True,
            hide_parameters=True,
        )
    Path(make_url(url).database or "").parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url,
        pool_size=READERS + 1,
        max_overflow=0,
        pool_use_lifo=True,  # the connection used last still has the pages and the statements at hand
        connect_args={"check_same_thread": False, "cached_statements": STATEMENTS},
        hide_parameters=True,
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
    """Straight to the driver: the way through the library costs as much as a query."""
    asked, driver = connection.get_execution_options(), connection.connection.driver_connection
    wanted = "NORMAL" if asked.get("passing") else "FULL"
    begin = "BEGIN IMMEDIATE" if asked.get("writing") else "BEGIN"
    try:
        if asked.get("writing") and connection.info.get("synchronous", "FULL") != wanted:
            driver.execute(f"PRAGMA synchronous={wanted}")
            connection.info["synchronous"] = wanted
        driver.execute(begin)
    except SQLiteError as error:
        raise OperationalError(begin, None, error) from error


def _may_try_again(error: DBAPIError) -> bool:
    """A lost connection, a deadlock or a busy file; not a full disk, which a person must mend."""
    said = str(error.orig).lower()
    return error.connection_invalidated or any(
        sign in said for sign in ("locked", "busy", "deadlock", "could not serialize", "connection")
    )

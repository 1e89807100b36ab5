"""One program at a time on one database: a file lock beside SQLite, an advisory lock on PostgreSQL."""

from __future__ import annotations

import fcntl
import logging
from contextlib import suppress
from pathlib import Path
from typing import IO

from sqlalchemy import Connection, text
from sqlalchemy.engine import make_url

from models.database import DATABASE_TROUBLE, Database

LEADER_LOCK = 0x67656E64616F  # apart from the lock that orders writing transactions
STILL_HELD = text(
    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND pid = :holder AND objid::bigint = :low"
)
log = logging.getLogger(__name__)


class AlreadyRunningError(Exception):
    """Another program works on this database."""


class OneProgram:
    """Held while the product runs; both kinds of lock end with the process, however it ends."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self._file: IO[str] | None = None
        self._connection: Connection | None = None
        self._holder: int | None = None  # the server's process that holds the lock for us

    def take(self) -> None:
        """Take the lock or raise `AlreadyRunningError`."""
        if self.db.is_sqlite:
            self._take_file()
        else:
            self._take_advisory()

    def _take_file(self) -> None:
        database = make_url(self.db.url).database
        if not database or database == ":memory:":
            return
        self._file = Path(f"{database}.lock").open("w")  # noqa: SIM115 - held open as long as the program runs
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._file.close()
            raise AlreadyRunningError from error

    def _take_advisory(self) -> None:
        if not self._try_advisory():
            raise AlreadyRunningError
        self.db.is_ours = self._is_ours

    def _try_advisory(self) -> bool:
        # A connection of its own: a session's advisory lock is lost with the connection it was taken on.
        connection = self.db.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        connection.detach()  # never back into the pool, where it would keep the lock
        if not connection.scalar(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": LEADER_LOCK}):
            connection.close()
            return False
        self._connection, self._holder = connection, connection.scalar(text("SELECT pg_backend_pid()"))
        return True

    def _is_ours(self, writing: Connection) -> bool:
        """Whether the lock is still ours, asked by every writing transaction: the server lets go of it with its
        connection, when it restarts, or when we were frozen or cut off for so long that somebody else began to work.
        """
        if writing.scalar(STILL_HELD, {"holder": self._holder, "low": LEADER_LOCK % 2**32}):
            return True
        log.warning("the lock of this database was lost with its connection; taking it again")
        return self._try_advisory()

    def release(self) -> None:
        """Let go."""
        if self._file is not None:
            self._file.close()
        if self._connection is not None:
            with suppress(*DATABASE_TROUBLE):  # a connection that is gone holds nothing
                self._connection.close()

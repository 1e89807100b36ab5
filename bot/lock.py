"""One program at a time on one database: a file lock beside SQLite, an advisory lock on PostgreSQL."""

from __future__ import annotations

import fcntl
from pathlib import Path
from typing import IO

from sqlalchemy import Connection, text
from sqlalchemy.engine import make_url

from models.database import Database

LEADER_LOCK = 0x67656E64616F  # apart from the lock that orders writing transactions


class AlreadyRunningError(Exception):
    """Another program works on this database."""


class OneProgram:
    """Held while the product runs; both kinds of lock end with the process, however it ends."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self._file: IO[str] | None = None
        self._connection: Connection | None = None

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
        # A connection of its own: a session's advisory lock is lost with the connection it was taken on.
        self._connection = self.db.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        self._connection.detach()  # never back into the pool, where it would keep the lock
        taken = self._connection.scalar(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": LEADER_LOCK})
        if not taken:
            self._connection.close()
            raise AlreadyRunningError

    def release(self) -> None:
        """Let go."""
        if self._file is not None:
            self._file.close()
        if self._connection is not None:
            self._connection.close()

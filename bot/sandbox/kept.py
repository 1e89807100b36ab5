"""The file in which the sandbox keeps its chats, so that they outlive the program however it ends.

Every change is written before the call that made it is answered: a killed program loses nothing, a power cut
may lose the last moments. Without a path nothing is kept and nothing is written.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import logging
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Literal

VERSION = 1
BUSY_S = 2.0
_MARK = 0x53426F78  # says that a SQLite file is of this kind
_BESIDE = ("", "-wal", "-shm")
_log = logging.getLogger(__name__)

Kind = Literal["person", "message", "update", "query", "profile", "call", "state"]

_SCHEMA = """
CREATE TABLE kept (
    seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, key NOT NULL, body TEXT NOT NULL, UNIQUE (kind, key)
);
CREATE TABLE files (number INTEGER PRIMARY KEY, body TEXT NOT NULL, data BLOB);
"""
_PUT = "INSERT INTO kept (kind, key, body) VALUES (?, ?, ?) ON CONFLICT (kind, key) DO UPDATE SET body = excluded.body"


class UnusableError(Exception):
    """The file cannot be read as kept chats of this bot; the text says why."""


class Kept:
    """Facts by kind and key as JSON, and files with their bytes, in one SQLite file.

    Raises ``OSError`` when the file cannot be opened or another program uses it. A file of another bot or
    version, and a damaged one, is set aside under the same name with ``.bad`` behind it.
    """

    def __init__(self, path: Path | None = None, token: str = "") -> None:
        self._path = path
        self._owner = hashlib.sha256(token.encode()).hexdigest()
        self._db: sqlite3.Connection | None = None
        self._lock: IO[str] | None = None
        self._together = False
        if path is not None:
            try:
                self._open(path)
            except UnusableError as error:
                self.set_aside(str(error))

    @property
    def on(self) -> bool:
        """Whether anything is kept at all."""
        return self._path is not None

    @contextmanager
    def together(self) -> Iterator[None]:
        """Keep all changes of the block, or none if the program dies within; the block may not await."""
        if self._path is None or self._together:
            yield
            return
        db = self._opened(self._path)
        db.execute("BEGIN")
        self._together = True
        try:
            yield
        finally:
            self._together = False
            _commit(db)

    def put(self, kind: Kind, key: int | str, body: Any) -> None:
        """Keep a fact, in the place of what was kept under this key."""
        if self._path is not None:
            self._opened(self._path).execute(_PUT, (kind, key, json.dumps(body)))

    def drop(self, kind: Kind, keys: Iterable[int | str]) -> None:
        """Forget facts."""
        if self._path is not None:
            with self.together():
                rows = ((kind, key) for key in keys)
                self._opened(self._path).executemany("DELETE FROM kept WHERE kind = ? AND key = ?", rows)

    def drop_through(self, kind: Kind, key: int) -> None:
        """Forget the facts with this key or a lower one."""
        if self._path is not None:
            self._opened(self._path).execute("DELETE FROM kept WHERE kind = ? AND key <= ?", (kind, key))

    def put_file(self, number: int, body: Any, data: bytes) -> None:
        """Keep a file with its bytes."""
        if self._path is not None:
            sql = "INSERT INTO files (number, body, data) VALUES (?, ?, ?)"
            self._opened(self._path).execute(sql, (number, json.dumps(body), data))

    def drop_bytes(self, number: int) -> None:
        """Forget a file's bytes; that there was one stays known."""
        if self._path is not None:
            self._opened(self._path).execute("UPDATE files SET data = NULL WHERE number = ?", (number,))

    def facts(self) -> dict[str, list[tuple[Any, Any]]]:
        """Everything kept but the files: by kind, the keys with their bodies, in the order they first came.

        Raises ``sqlite3.DatabaseError`` or ``ValueError`` when the file is damaged.
        """
        found: dict[str, list[tuple[Any, Any]]] = {}
        if self._path is not None:
            for kind, key, body in self._opened(self._path).execute("SELECT kind, key, body FROM kept ORDER BY seq"):
                found.setdefault(kind, []).append((key, json.loads(body)))
        return found

    def files(self) -> Iterator[tuple[dict[str, Any], bytes | None]]:
        """The files, oldest first, with their bytes if those are still there; raises as ``facts`` does."""
        if self._path is not None:
            for body, data in self._opened(self._path).execute("SELECT body, data FROM files ORDER BY number"):
                yield json.loads(body), data

    def wipe(self) -> None:
        """Forget all facts and files but the server's own state: ids go on where they were."""
        if self._path is not None:
            db = self._opened(self._path)
            with self.together():
                db.execute("DELETE FROM kept WHERE kind <> 'state'")
                db.execute("DELETE FROM files")
            db.execute("VACUUM")

    def set_aside(self, reason: str) -> None:
        """Move the file out of the way and begin an empty one."""
        if self._path is None:
            return
        self.close()
        bad = self._path.with_name(f"{self._path.name}.bad")
        _log.warning("the chats kept in %s cannot be used: %s; they are now in %s", self._path, reason, bad)
        for beside in _BESIDE:
            old = self._path.with_name(self._path.name + beside)
            bad.with_name(bad.name + beside).unlink(missing_ok=True)
            if old.exists():
                old.replace(bad.with_name(bad.name + beside))
        self._open(self._path)

    def close(self) -> None:
        """Close the file; it opens again when something is to be kept."""
        db, self._db = self._db, None
        lock, self._lock = self._lock, None
        if db is not None:
            db.close()
        if lock is not None:
            lock.close()

    def _opened(self, path: Path) -> sqlite3.Connection:
        if self._db is None:
            return self._open(path)
        return self._db

    def _open(self, path: Path) -> sqlite3.Connection:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = _held(path)
        try:
            self._db = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None, check_same_thread=False)
            _prepare(self._db, self._owner)
        except sqlite3.DatabaseError as error:
            self.close()
            if isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
                raise OSError(f"{path}: {error}") from error
            raise UnusableError(str(error)) from error
        except UnusableError:
            self.close()
            raise
        return self._db


def remove_kept(path: Path) -> None:
    """Delete a file of kept chats if there is one; raises ``OSError`` while another program uses it."""
    if path.exists():
        with _held(path):
            for beside in _BESIDE:
                path.with_name(path.name + beside).unlink(missing_ok=True)


def _prepare(db: sqlite3.Connection, owner: str) -> None:
    """Make an empty file ready, or make sure that a used one can be gone on with."""
    empty = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0
    if not empty:
        _check(db, owner)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute("PRAGMA journal_size_limit = 16777216")
    if empty:
        db.executescript(f"BEGIN;{_SCHEMA}PRAGMA application_id = {_MARK};PRAGMA user_version = {VERSION};")
        db.execute(_PUT, ("state", "owner", json.dumps(owner)))
        db.execute("COMMIT")


def _check(db: sqlite3.Connection, owner: str) -> None:
    """Raise ``UnusableError`` unless the file is whole and of this kind, version and bot."""
    if db.execute("PRAGMA application_id").fetchone()[0] != _MARK:
        raise UnusableError("the file holds something else")
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version != VERSION:
        raise UnusableError(f"they are of version {version}, not {VERSION}")
    problem = db.execute("PRAGMA quick_check(1)").fetchone()[0]
    if problem != "ok":
        raise UnusableError(f"the file is damaged ({problem.splitlines()[-1]})")
    kept = db.execute("SELECT body FROM kept WHERE kind = 'state' AND key = 'owner'").fetchone()
    if kept is None or kept[0] != json.dumps(owner):
        raise UnusableError("they belong to another bot")


def _commit(db: sqlite3.Connection) -> None:
    if not db.in_transaction:
        return
    try:
        db.execute("COMMIT")
    except sqlite3.Error:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _held(path: Path) -> IO[str]:
    """The lock beside the file, held for this process; raises ``OSError`` while another one holds it."""
    lock = path.with_name(f"{path.name}.lock").open("w")
    try:
        fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise OSError(f"{path} is used by another program") from error
    return lock

"""Books to break: made once with the company in them, then copied for every run, of either kind of database."""

from __future__ import annotations

import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from bot.migrate import migrate
from faults.company import Staff, write_books
from models.database import Database
from tests.postgres import installed, server

KINDS = ("sqlite", "postgresql")


class NotInstalledError(Exception):
    """There is no PostgreSQL server on this machine."""


@dataclass
class Place:
    """A folder and, for PostgreSQL, a server; `fresh` gives the address of a new copy of the books."""

    kind: str
    folder: Path
    server: str = ""
    disk: Path = Path()  # on which the books are, where it is one of their own
    notes: Path = Path()  # where a run writes down what happens: never on that disk

    @property
    def data(self) -> Path:
        """The server's folder."""
        with psycopg.connect(self.server) as connection:
            (found,) = connection.execute("SHOW data_directory").fetchone() or ("",)
        return Path(found)

    def fresh(self) -> str:
        """New books with the company in them."""
        name = f"run_{uuid.uuid4().hex[:12]}"
        if self.kind == "sqlite":
            shutil.copy(self.folder / "template.db", self.folder / f"{name}.db")
            return f"sqlite:///{self.folder / name}.db"
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE company")
        return _at(self.server, name)

    def drop(self, url: str) -> None:
        """Throw books away that are no longer needed."""
        if self.kind == "sqlite":
            for file in self.folder.glob(Path(url.removeprefix("sqlite:///")).name + "*"):
                file.unlink()
            return
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {url.rsplit('/', 1)[1]} WITH (FORCE)")


@contextmanager
def place(kind: str, team: Staff, disk: Path | None = None) -> Iterator[Place]:
    """A place with the template in it, on a `disk` of its own or not; gone at the end. Raises `NotInstalledError`."""
    folder = Path(tempfile.mkdtemp(prefix="gendan-faults-"))
    on = disk or folder
    try:
        if kind == "sqlite":
            _make(f"sqlite:///{on / 'template.db'}", team)
            yield Place(kind, on, disk=on, notes=folder)
            return
        programs = installed()
        if programs is None:
            raise NotInstalledError
        with server(programs, disk) as url:
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute("CREATE DATABASE company TEMPLATE template0")
            _make(_at(url, "company"), team)
            yield Place(kind, folder, url, disk=on, notes=folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _make(url: str, team: Staff) -> None:
    db = Database(url)
    try:
        migrate(db)
        db.write_now(lambda session: write_books(session, team))
    finally:
        db.close_now()


def _at(url: str, name: str) -> str:
    return url.rsplit("/", 1)[0] + "/" + name

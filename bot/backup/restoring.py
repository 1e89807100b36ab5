"""Putting a backup back: all of it or nothing, into either kind of database; nothing is sent until somebody says so."""

from __future__ import annotations

import os
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection
from sqlmodel import Session

from bot.backup.archive import Archive, DamagedError, opened, taken_for_damage
from bot.backup.making import sync_folder
from bot.erase import reapply_erasures
from bot.migrate import NewerSchemaError, go_to, known, newest, step_of
from models import dump, erasure, inbox, letters, paused
from models.database import Database
from models.letters import Unsent
from models.schema import reshaping


class NewerBackupError(Exception):
    """The backup was written by a later version of the program."""


class HoldsBooksError(Exception):
    """The database already holds books."""


@dataclass(frozen=True)
class Restored:
    """What came back: rows, kept files, letters that wait, and messages of people that nobody had worked on."""

    made_at: datetime
    rows: int
    files: int
    missing: list[str]
    letters: Unsent
    set_aside: int


def restore_backup(file: Path, db: Database, data_dir: Path, *, now: datetime, replace: bool = False) -> Restored:
    """Put the books and files of a backup in the place of what the database holds, and pause sending.

    Nothing changes unless all succeeds. Raises DamagedError, NewerBackupError, HoldsBooksError (without `replace`),
    NewerSchemaError for a database of a later program, OSError, DBAPIError.
    """
    with opened(file) as archive:
        found = archive.manifest
        with db.engine.connect() as connection:
            _refuse(connection, found.schema, replace=replace)
        archive.check()
        with _files(archive, data_dir / "files"), reshaping(db.engine) as connection:
            _lay_out(connection, archive, replace=replace)
            with Session(connection, join_transaction_mode="create_savepoint") as session, session.begin():
                erased = reapply_erasures(session, data_dir, now=now)
                set_aside = inbox.set_aside(session, why="restored", now=now)
                paused.pause(session, now=now, books_of=found.moment)
                waiting = letters.unsent(session)
        if erased:
            erasure.wipe(db)
        return Restored(found.moment, found.rows, len(found.files), found.missing, waiting, set_aside)


def try_out(file: Path) -> Archive:
    """Load a backup into a database that is thrown away; raises as `restore_backup`. Gives the closed archive."""
    with opened(file) as archive, tempfile.TemporaryDirectory() as folder:
        archive.check()
        db = Database(f"sqlite:///{folder}/trial.db")
        try:
            with reshaping(db.engine) as connection:
                _lay_out(connection, archive, replace=False)
        finally:
            db.close_now()
        return archive


def _refuse(connection: Connection, schema: str, *, replace: bool) -> None:
    """Raise what stands in the way, before anything is written."""
    if not known(schema):
        raise NewerBackupError(schema)
    at = step_of(connection)
    if not known(at):
        raise NewerSchemaError(at)
    if not replace and not dump.is_empty(connection):
        raise HoldsBooksError


def _lay_out(connection: Connection, archive: Archive, *, replace: bool) -> None:
    """The books of the backup and nothing else, at this program's schema."""
    _refuse(connection, archive.manifest.schema, replace=replace)
    with dump.bare(connection):
        dump.clear(connection, dump.sheets(connection))
    go_to(connection, archive.manifest.schema)
    _load(connection, archive)
    go_to(connection, newest())


def _load(connection: Connection, archive: Archive) -> None:
    with taken_for_damage():
        given = {sheet.name: sheet for sheet in archive.sheets()}
    wanted = {sheet.name: sheet for sheet in dump.sheets(connection)}
    if {name: sorted(sheet.columns) for name, sheet in given.items()} != {
        name: sorted(sheet.columns) for name, sheet in wanted.items()
    }:
        raise DamagedError("its tables are not those of its schema")
    with dump.bare(connection):
        dump.clear(connection, wanted.values())  # what a migration itself put there
        with taken_for_damage():
            for name, sheet in given.items():
                dump.load(connection, sheet, archive.rows(name))


@contextmanager
def _files(archive: Archive, folder: Path) -> Iterator[None]:
    """The kept files are on the disk; those that were not there before go again when what follows fails."""
    fresh: list[Path] = []
    folder.mkdir(parents=True, exist_ok=True)
    try:
        for name in archive.manifest.files:
            place = folder / name
            draft = folder / f".{uuid.uuid4().hex}.part"
            try:
                with draft.open("xb") as file:
                    archive.copy_file(name, file)
                    file.flush()
                    os.fsync(file.fileno())
                if not place.exists():
                    fresh.append(place)
                draft.replace(place)
            finally:
                draft.unlink(missing_ok=True)
        sync_folder(folder)
        yield
    except BaseException:
        for place in fresh:
            place.unlink(missing_ok=True)
        raise

"""Making a backup while the program runs: one snapshot of the database, then the files that it names."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from sqlalchemy import Connection

from bot.backup.archive import (
    FORM,
    MANIFEST,
    FileMember,
    Manifest,
    TableMember,
    blank_comment,
    file_member,
    opened,
    seal,
    table_member,
)
from bot.migrate import step_of
from models import dump
from models.database import Database
from models.dump import Sheet
from models.files import StoredFile

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # members carry no time of their own
PIECE = 1024 * 1024


class NoBooksError(Exception):
    """There is nothing to back up: the database was never laid out."""


class StoppedError(Exception):
    """The program is to end now; the backup is not finished."""


@dataclass(frozen=True)
class Source:
    """Where the kept files lie, the moment of the books, and whether to stop on the way."""

    folder: Path
    now: datetime
    stopped: Callable[[], bool]

    def go_on(self) -> None:
        """Raise StoppedError when it is time."""
        if self.stopped():
            raise StoppedError


@dataclass(frozen=True)
class Made:
    """A backup that was written and read again."""

    file: Path
    size: int
    sha256: str
    manifest: Manifest


def make_backup(
    db: Database, data_dir: Path, target: Path, now: datetime, *, stopped: Callable[[], bool] = lambda: False
) -> Made:
    """Write the books of this moment and their files to `target`: the old file or the whole new one, never a part.

    Readable for nobody else. Raises OSError where it cannot be written, NoBooksError, DBAPIError, and StoppedError soon
    after `stopped` says so.
    """
    with _whole_or_not_at_all(target) as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
            packed.comment = blank_comment()
            with dump.snapshot(db) as connection:
                manifest = _pack(packed, connection, Source(data_dir / "files", now, stopped))
        digest = seal(file)
    with opened(target) as archive:
        archive.check()
    return Made(target, target.stat().st_size, digest, manifest)


@contextmanager
def _whole_or_not_at_all(target: Path) -> Iterator[IO[bytes]]:
    """A file beside the target that takes its place when everything is on the disk."""
    if target.is_dir():
        raise IsADirectoryError(21, "is a folder", str(target))
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
        sync_folder(target.parent)
    finally:
        draft.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _pack(packed: zipfile.ZipFile, connection: Connection, source: Source) -> Manifest:
    schema = step_of(connection)
    if schema is None:
        raise NoBooksError
    manifest = Manifest(FORM, schema, source.now.isoformat())
    for sheet in dump.sheets(connection):
        manifest.tables[sheet.name] = _pack_table(packed, connection, sheet, source)
        if sheet.name == StoredFile.__tablename__:
            place = [name for name, _kind in sheet.columns].index("name")
            names = [str(row[place]) for row in dump.rows(connection, sheet)]
            _pack_files(packed, source, names, manifest)
    with _member(packed, MANIFEST) as member:
        member.write(manifest.as_json())
    return manifest


def _pack_table(packed: zipfile.ZipFile, connection: Connection, sheet: Sheet, source: Source) -> TableMember:
    digest, count = hashlib.sha256(), 0
    with _member(packed, table_member(sheet.name)) as member:
        for row in dump.rows(connection, sheet):
            line = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
            digest.update(line)
            member.write(line)
            count += 1
            source.go_on()
    columns = [list(column) for column in sheet.columns]
    return TableMember(columns, list(sheet.key), count, digest.hexdigest())


def _pack_files(packed: zipfile.ZipFile, source: Source, names: list[str], manifest: Manifest) -> None:
    for name in names:
        try:
            source.go_on()
            with (source.folder / Path(name).name).open("rb") as file:
                manifest.files[name] = _pack_file(packed, name, file)
        except FileNotFoundError:
            manifest.missing.append(name)


def _pack_file(packed: zipfile.ZipFile, name: str, file: IO[bytes]) -> FileMember:
    digest, size = hashlib.sha256(), 0
    with _member(packed, file_member(name), zipfile.ZIP_STORED) as member:  # pictures are compressed already
        while piece := file.read(PIECE):
            digest.update(piece)
            size += len(piece)
            member.write(piece)
    return FileMember(size, digest.hexdigest())


def _member(packed: zipfile.ZipFile, name: str, how: int = zipfile.ZIP_DEFLATED) -> IO[bytes]:
    entry = zipfile.ZipInfo(name, LONG_AGO)
    entry.compress_type = how
    return packed.open(entry, "w", force_zip64=True)

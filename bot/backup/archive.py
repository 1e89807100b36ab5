"""The form of a backup: a zip with one member per table (a JSON line per row), the kept files, and a manifest.

Its last bytes are the SHA-256 of everything before them, as the zip's comment: any unzip program opens it, and no byte
can change unseen. The manifest says which schema the books are of, when they were read, and each member's count and
SHA-256.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from models.dump import Row, Sheet

FORM = 1
MANIFEST = "manifest.json"
SIGN = b"gendan backup, sha256 "
DIGEST = 64  # hexadecimal digits at the end of the file
TAIL = len(SIGN) + DIGEST
PIECE = 1024 * 1024  # bytes read at a time
LONGEST_LINE = 64 * 1024 * 1024  # bytes of one row: an update may be a megabyte, never this


class DamagedError(Exception):
    """The file is no backup, or not the one that was written; says what is wrong."""


@dataclass(frozen=True)
class TableMember:
    """A table in the backup."""

    columns: list[list[str]]
    key: list[str]
    rows: int
    sha256: str


@dataclass(frozen=True)
class FileMember:
    """A kept file in the backup."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What the backup holds: the schema's step, the moment of the books (ISO), the tables and the kept files.

    `missing` are the files that the books name and the folder did not have.
    """

    form: int
    schema: str
    made_at: str
    tables: dict[str, TableMember] = field(default_factory=dict)
    files: dict[str, FileMember] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    @property
    def moment(self) -> datetime:
        """The moment of the books."""
        return datetime.fromisoformat(self.made_at)

    @property
    def rows(self) -> int:
        """Rows in all tables."""
        return sum(member.rows for member in self.tables.values())

    def as_json(self) -> bytes:
        """The manifest as it stands in the file."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()


class Archive:
    """A backup opened for reading, its outer checksum already compared."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        self._zip = packed
        self.manifest = _manifest(packed.read(MANIFEST))

    def sheets(self) -> Iterator[Sheet]:
        """The tables, by name."""
        for name, member in sorted(self.manifest.tables.items()):
            yield Sheet(name, tuple((column, kind) for column, kind in member.columns), tuple(member.key))

    def rows(self, name: str) -> Iterator[Row]:
        """The rows of a table, compared with their count and checksum by the time the last one was given."""
        member, digest, count = self.manifest.tables[name], hashlib.sha256(), 0
        with self._zip.open(table_member(name)) as lines:
            while line := lines.readline(LONGEST_LINE):
                digest.update(line)
                count += 1
                row = json.loads(line)
                if not isinstance(row, list) or len(row) != len(member.columns):
                    raise DamagedError(f"{name}: row {count}")
                yield row
        if count != member.rows or digest.hexdigest() != member.sha256:
            raise DamagedError(f"{name}: {count} rows instead of {member.rows}, or changed ones")

    def copy_file(self, name: str, into: IO[bytes]) -> None:
        """Write a kept file into an open one; raises DamagedError when it is not what was packed."""
        member, digest, size = self.manifest.files[name], hashlib.sha256(), 0
        with self._zip.open(file_member(name)) as packed:
            while piece := packed.read(PIECE):
                digest.update(piece)
                size += len(piece)
                into.write(piece)
        if size != member.size or digest.hexdigest() != member.sha256:
            raise DamagedError(f"file {name}")

    def check(self) -> None:
        """Read every member and compare it; raises DamagedError."""
        with taken_for_damage(), Path("/dev/null").open("wb") as nowhere:
            for name in self.manifest.tables:
                for _row in self.rows(name):
                    pass
            for name in self.manifest.files:
                self.copy_file(name, nowhere)


@contextmanager
def opened(file: Path) -> Iterator[Archive]:
    """Open a backup; raises DamagedError for what is none or was changed, OSError for what cannot be read."""
    _compare(file)
    with taken_for_damage():
        packed = zipfile.ZipFile(file)
    with packed:
        with taken_for_damage():
            archive = Archive(packed)
        yield archive


@contextmanager
def taken_for_damage() -> Iterator[None]:
    """What the zip, the JSON and the values raise over a file that somebody made up is a DamagedError. Only around
    what reads the file: an error of ours is none of the file's.
    """
    try:
        yield
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError, NotImplementedError) as error:
        raise DamagedError(f"{type(error).__name__}: {error}") from error


def seal(file: IO[bytes]) -> str:
    """Write the checksum of an archive, whose comment is `blank_comment()`, over its last bytes; gives it."""
    file.seek(0, 2)
    length = file.tell() - DIGEST
    digest = _digest(file, length)
    file.seek(length)
    file.write(digest.encode())
    return digest


def blank_comment() -> bytes:
    """The comment of an archive that is not yet sealed."""
    return SIGN + b"0" * DIGEST


def table_member(name: str) -> str:
    """Where a table's rows are."""
    return f"tables/{name}.jsonl"


def file_member(name: str) -> str:
    """Where a kept file is."""
    return f"files/{name}"


def _compare(file: Path) -> None:
    size = file.stat().st_size
    with file.open("rb") as opened_file:
        opened_file.seek(max(0, size - TAIL))
        tail = opened_file.read()
        if not tail.startswith(SIGN) or len(tail) != TAIL:
            raise DamagedError("its end is missing, or it is no backup")
        if _digest(opened_file, size - DIGEST).encode() != tail.removeprefix(SIGN):
            raise DamagedError("its checksum is another one")


def _digest(file: IO[bytes], length: int) -> str:
    """SHA-256 of the first `length` bytes."""
    digest = hashlib.sha256()
    file.seek(0)
    while length > 0 and (piece := file.read(min(PIECE, length))):
        digest.update(piece)
        length -= len(piece)
    return digest.hexdigest()


def _manifest(raw: bytes) -> Manifest:
    found: dict[str, Any] = json.loads(raw)
    if found["form"] != FORM:
        raise DamagedError(f"a form of backup that this program does not know: {found['form']}")
    tables = {name: TableMember(**member) for name, member in found.pop("tables").items()}
    files = {name: FileMember(**member) for name, member in found.pop("files").items()}
    if any(name != Path(name).name for name in files):
        raise DamagedError("a file's name leads elsewhere")
    manifest = Manifest(tables=tables, files=files, **found)
    if manifest.moment.tzinfo is None:
        raise DamagedError("nobody knows when it was made")
    return manifest

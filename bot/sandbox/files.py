"""Pictures and documents, kept up to a cap: the oldest go first."""

from __future__ import annotations

import mimetypes
import re
import secrets
import struct
from dataclasses import asdict, dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.kept import Kept

MAX_PHOTO = 10 * 1024 * 1024
MAX_UPLOAD = 50 * 1024 * 1024
MAX_DOWNLOAD = 20 * 1024 * 1024
"""Bytes: what a bot may send as a picture, send as a document, and fetch."""
MAX_KEPT = 200 * 1024 * 1024
"""Bytes of all files together."""
_EXTENSIONS = {"image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "audio/ogg": ".oga"}


@dataclass(frozen=True)
class Upload:
    """A file as it came in: its name, its type as the sender said, its bytes."""

    name: str
    mime: str
    data: bytes


@dataclass
class StoredFile:
    """A file that was sent: ``data`` is None once it had to make room for newer ones."""

    file_id: str
    unique_id: str
    path: str
    name: str
    mime: str
    size: int
    data: bytes | None
    width: int = 0
    height: int = 0


class FileStore:
    """All files sent either way, by file id, by path and by unique id."""

    def __init__(self, kept: Kept, cap: int = MAX_KEPT) -> None:
        self._kept = kept
        self._cap = cap
        self._held = 0
        self._files: list[StoredFile] = []
        self._oldest = 0
        self._by_key: dict[str, StoredFile] = {}

    def keep(self, upload: Upload, folder: str) -> StoredFile:
        """Store a file under a new id; ``folder`` is where its path begins (``photos``, ``documents``…)."""
        number = len(self._files) + 1
        name = safe_name(upload.name) or f"file_{number}{_EXTENSIONS.get(upload.mime, '')}"
        suffix = PurePosixPath(name).suffix or _EXTENSIONS.get(upload.mime, "")
        mime = upload.mime or mimetypes.guess_type(name)[0] or "application/octet-stream"
        width, height = image_size(upload.data) or (0, 0)
        stored = StoredFile(
            file_id=f"{'AgAC' if folder == 'photos' else 'BQAC'}{secrets.token_urlsafe(36)}",
            unique_id=f"AQAD{secrets.token_urlsafe(9)}",
            path=f"{folder}/file_{number}{suffix if suffix.isascii() else ''}",
            name=name,
            mime=mime,
            size=len(upload.data),
            data=upload.data,
            width=width,
            height=height,
        )
        with self._kept.together():
            self._kept.put_file(number, asdict(replace(stored, data=None)), upload.data)
            self._enter(stored)
            self._make_room(stored)
        return stored

    def restore(self, body: dict[str, Any], data: bytes | None) -> None:
        """Take back a file of an earlier run, oldest first."""
        self._enter(StoredFile(**{**body, "data": data}))
        if data is None:
            self._oldest = len(self._files)

    def find(self, key: str) -> StoredFile | None:
        """The file with this file id, unique id or path."""
        return self._by_key.get(key)

    def known(self, key: str) -> StoredFile:
        """The same where there has to be one; raises ``KeyError`` otherwise."""
        return self._by_key[key]

    def _enter(self, stored: StoredFile) -> None:
        self._files.append(stored)
        self._by_key.update({stored.file_id: stored, stored.unique_id: stored, stored.path: stored})
        self._held += stored.size if stored.data is not None else 0

    def _make_room(self, newest: StoredFile) -> None:
        while self._held > self._cap and self._files[self._oldest] is not newest:
            oldest = self._files[self._oldest]
            self._held -= oldest.size
            oldest.data = None
            self._oldest += 1
            self._kept.drop_bytes(self._oldest)


def safe_name(name: str) -> str:
    """A file name without folders, quotes or control characters, at most 120 characters."""
    last = re.split(r"[/\\]", name)[-1]
    kept = re.sub(r'[\x00-\x1f\x7f"<>|:*?\ud800-\udfff]', "_", last).strip(" .")
    return kept[-120:]


def image_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG, GIF or JPEG, read from its header; None for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
    elif data[:6] in {b"GIF87a", b"GIF89a"} and len(data) >= 10:
        width, height = struct.unpack("<HH", data[6:10])
    elif data.startswith(b"\xff\xd8"):
        width, height = _jpeg_size(data)
    else:
        return None
    return (width, height) if width and height else None


def _jpeg_size(data: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 1 if marker == 0xFF else 2 + int(struct.unpack(">H", data[at + 2 : at + 4])[0])
    return 0, 0


def check_photo(upload: Upload) -> None:
    """Refuse as the real server does: too many bytes, no picture, or a shape no phone shows."""
    if len(upload.data) > MAX_PHOTO:
        raise bad_request(
            f"file of size {len(upload.data)} bytes is too big for a photo; the maximum size is {MAX_PHOTO} bytes"
        )
    size = image_size(upload.data)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if sum(size) > 10_000 or max(size) > 20 * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def check_document(upload: Upload) -> None:
    """Refuse an empty file and one over the upload limit."""
    if not upload.data:
        raise bad_request("file must be non-empty")
    if len(upload.data) > MAX_UPLOAD:
        raise ApiError(413, "Request Entity Too Large")

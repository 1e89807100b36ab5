"""Where kept files lie: a folder, names made by us. Bytes are on disk before the books name them."""

from __future__ import annotations

import asyncio
import hashlib
import os
import uuid
from dataclasses import dataclass
from pathlib import Path

from aiogram import Bot

from models.refusals import Refusal

LARGEST = 20 * 1024 * 1024  # the Bot API hands out no larger file
ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png"}


class FileTooLarge(Refusal):
    """A file larger than we take."""


@dataclass(frozen=True)
class Kept:
    """A file on disk: its name in the folder, kind, size in bytes, SHA-256."""

    name: str
    mime: str
    size: int
    sha256: str
    telegram_file_id: str


class FileStore:
    """Keeps files that people sent."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "files"

    async def fetch(self, bot: Bot, file_id: str, size: int | None, limit: int = LARGEST) -> bytes:
        """The bytes of a file that somebody sent; `FileTooLarge` before anything is loaded."""
        if (size or 0) > limit:
            raise FileTooLarge(limit=limit // 1024 // 1024)
        found = await bot.get_file(file_id)
        content = await bot.download(found) if (found.file_size or 0) <= limit else None
        if content is None:
            raise FileTooLarge(limit=limit // 1024 // 1024)
        return content.read()

    async def keep(self, bot: Bot, file_id: str, size: int | None, mime: str) -> Kept:
        """Fetch a file and keep it under a name of our own."""
        content = await self.fetch(bot, file_id, size)
        name = f"{uuid.uuid4().hex}{ENDINGS.get(mime, '.bin')}"
        await asyncio.to_thread(self._write, name, content)
        return Kept(name, mime, len(content), hashlib.sha256(content).hexdigest(), file_id)

    def path(self, name: str) -> Path:
        """Where a kept file lies."""
        return self.folder / Path(name).name

    def _write(self, name: str, content: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / name).open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

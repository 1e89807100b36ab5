"""Where kept files lie: a folder, names made by us. Bytes are on disk before the books name them."""

from __future__ import annotations

import asyncio
import hashlib
import io
import os
import uuid
from dataclasses import dataclass
from pathlib import Path

from aiogram import Bot

from models.refusals import Refusal

MOST_PIXELS = 64_000_000  # more than any phone's camera makes; unpacked, each takes four bytes
LARGEST = 20 * 1024 * 1024  # the Bot API hands out no larger file
ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}
BEGINNINGS = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}


class FileTooLarge(Refusal):
    """A file larger than we take."""


class PictureTooLarge(Refusal):
    """A picture of more pixels than we take (`limit`, in millions), however few bytes it has."""


class NotAPicture(Refusal):
    """A file that shows nothing: its bytes are no JPEG, PNG or WebP."""


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
        return await self._keep(await self.fetch(bot, file_id, size), mime, file_id)

    async def keep_picture(self, bot: Bot, file_id: str, size: int | None) -> Kept:
        """Fetch a picture and keep it; raises NotAPicture and PictureTooLarge, whatever the sender called it, before
        anything is kept.
        """
        content = await self.fetch(bot, file_id, size)
        mime = picture_mime(content)
        await asyncio.to_thread(check_pixels, content)
        return await self._keep(content, mime, file_id)

    async def discard(self, name: str) -> None:
        """Forget a file that the books never named."""
        await asyncio.to_thread(self.path(name).unlink, missing_ok=True)

    async def _keep(self, content: bytes, mime: str, file_id: str) -> Kept:
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


def picture_mime(content: bytes) -> str:
    """What kind of picture the bytes are, by how they begin; raises NotAPicture."""
    for beginning, mime in BEGINNINGS.items():
        if content.startswith(beginning):
            return mime
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image/webp"
    raise NotAPicture()


def check_pixels(content: bytes) -> None:
    """Refuse a picture by the size that its head declares, before a pixel is unpacked; raises PictureTooLarge.

    What cannot be measured is kept as it is: it is never unpacked by us.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content)) as picture:
            width, height = picture.size
    except Image.DecompressionBombError:
        raise PictureTooLarge(limit=MOST_PIXELS // 10**6) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return
    if width * height > MOST_PIXELS:
        raise PictureTooLarge(limit=MOST_PIXELS // 10**6)

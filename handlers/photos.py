"""Photos that people send: what is one, and what stands in its bar codes; read off the loop, two at a time."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from typing import Any, TypeGuard

from aiogram import Bot
from aiogram.types import CallbackQuery, Document, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Column

from handlers.file_store import FileStore, NotAPicture, PictureTooLarge, picture_mime
from handlers.lists import rows
from handlers.window_texts import Label
from handlers.windows import Take
from models.refusals import NotFound, Refusal
from models.shipments import numbers_in

UNKNOWN = "application/octet-stream"
ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".heic")
CODES = "photo_codes"  # dialog_data: the numbers of the last photo, while it is asked which of them is meant
READERS = ThreadPoolExecutor(2, "codes")  # each holds one unpacked picture; the decoder lets go of the interpreter


class PictureBroken(Refusal):
    """It begins like a picture, but cannot be unpacked."""


class NoCodeRead(Refusal):
    """No bar code could be read in the photo."""


@dataclass(frozen=True)
class Photo:
    """A picture as the chat server keeps it: its id there, its size in bytes where that is known."""

    file_id: str
    size: int | None


async def is_photo(message: Message) -> bool:
    """Whether a photo was sent, or a picture as a file."""
    return bool(message.photo) or _is_picture(message.document)


def _is_picture(document: Document | None) -> TypeGuard[Document]:
    """What calls itself a picture, by its kind or, where that says nothing, by its name."""
    if document is None:
        return False
    kind, name = document.mime_type or UNKNOWN, (document.file_name or "").lower()
    return kind.startswith("image/") or (kind == UNKNOWN and name.endswith(ENDINGS))


async def is_file(message: Message) -> bool:
    """Whether a photo or any file was sent: a window that asks for a photo says what is wrong with another file."""
    return bool(message.photo) or message.document is not None


def photo_of(message: Message) -> Photo:
    """The photo that was sent, in its largest size; raises NotAPicture."""
    if message.photo:
        return Photo(message.photo[-1].file_id, message.photo[-1].file_size)
    document = message.document
    if not _is_picture(document):
        raise NotAPicture()
    return Photo(document.file_id, document.file_size)


async def keep(photo: Photo, manager: DialogManager) -> dict[str, Any]:
    """Keep the picture on the disk; gives what the books note of it. Raises NotAPicture, FileTooLarge."""
    bot: Bot = manager.middleware_data["bot"]
    files: FileStore = manager.middleware_data["files"]
    return asdict(await files.keep_picture(bot, photo.file_id, photo.size))


async def codes_in(photo: Photo, manager: DialogManager) -> list[str]:
    """What the bar codes in a photo say, in order of certainty; maybe none.

    Raises NotAPicture, FileTooLarge, PictureTooLarge, PictureBroken.
    """
    from handlers.barcodes import MOST_PIXELS, BrokenPictureError, TooManyPixelsError, read_codes

    bot: Bot = manager.middleware_data["bot"]
    files: FileStore = manager.middleware_data["files"]
    content = await files.fetch(bot, photo.file_id, photo.size)
    picture_mime(content)
    try:
        codes = await asyncio.get_running_loop().run_in_executor(READERS, read_codes, content)
    except TooManyPixelsError:
        raise PictureTooLarge(limit=MOST_PIXELS // 10**6) from None
    except BrokenPictureError:
        raise PictureBroken() from None
    return [code.text for code in codes]


def number_by_photo(take: Take) -> tuple[MessageInput, Column]:
    """For a window that asks for a waybill number: a photo of it will do; with several numbers in it, which one.

    The getter gives `codes` by `codes_shown`. Raises NoCodeRead where there is none.
    """

    async def read(message: Message, _input: MessageInput, manager: DialogManager) -> None:
        said = await codes_in(photo_of(message), manager)
        numbers = list(dict.fromkeys(number for code in said for number in numbers_in(code)[:1]))
        if not numbers:
            raise NoCodeRead()
        manager.dialog_data[CODES] = numbers if len(numbers) > 1 else []
        if len(numbers) == 1:
            await take(manager, numbers[0])

    async def choose(_event: CallbackQuery, _select: Any, manager: DialogManager, place: int) -> None:
        numbers = manager.dialog_data.get(CODES) or []
        if place > len(numbers):
            raise NotFound()
        await take(manager, numbers[place - 1])
        manager.dialog_data[CODES] = []

    return MessageInput(read, filter=is_file), rows(Label("photo-number-row"), "codes", choose)


def codes_shown(manager: DialogManager) -> list[dict[str, Any]]:
    """The numbers of the last photo as rows."""
    return [{"id": place + 1, "code": code} for place, code in enumerate(manager.dialog_data.get(CODES) or [])]

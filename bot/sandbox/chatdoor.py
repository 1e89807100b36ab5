"""The door's chats: read one, write as a person, press a button, block the bot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from aiohttp import web

from bot.sandbox.core import Core
from bot.sandbox.errors import DoorError
from bot.sandbox.files import Upload, image_size
from bot.sandbox.guard import json_object, number_in, settle_seconds
from bot.sandbox.settle import settled
from bot.sandbox.state import Content, Message, Person
from bot.sandbox.texts import Entity, with_found
from bot.sandbox.views import door_message, file_ids

MAX_SAID = 100_000
"""Characters a person may send at once: far over a phone's limit, so that a bot's own limits can be tried."""
MAX_FORGED = 4096
_KINDS = '"text", "sticker", "voice", "location" or "contact"'


class ChatDoor:
    """The addresses under ``/sandbox/chats/{id}``."""

    def __init__(self, core: Core, idle: Callable[[], bool] | None) -> None:
        self._core = core
        self._idle = idle

    def routes(self) -> list[web.RouteDef]:
        """What can be done in a chat."""
        return [
            web.get("/sandbox/chats/{id}/messages", self._list),
            web.post("/sandbox/chats/{id}/messages", self._say),
            web.post("/sandbox/chats/{id}/taps", self._tap),
            web.post("/sandbox/chats/{id}/block", self._block),
        ]

    async def _list(self, request: web.Request) -> web.Response:
        person = self._person(request)
        after = request.query.get("after", "0")
        if not after.isdecimal() or len(after) > 18:
            raise DoorError(400, '"after" is a message id, or 0.')
        messages = self._core.chats.messages(person.id).values()
        return web.json_response([door_message(each) for each in messages if each.id > int(after)])

    async def _say(self, request: web.Request) -> web.Response:
        person = self._person(request)
        seconds = settle_seconds(request)
        if person.blocked:
            raise DoorError(409, f"{person.name} has blocked the bot; unblock it first.")
        if request.content_type.startswith("multipart/"):
            content = await self._file(request)
        else:
            content = self._content(await json_object(request), person)
        message = self._core.say(person, content)
        return await self._answer(message, seconds, None, status=201)

    async def _tap(self, request: web.Request) -> web.Response:
        person = self._person(request)
        seconds = settle_seconds(request)
        body = await json_object(request)
        if person.blocked:
            raise DoorError(409, f"{person.name} has blocked the bot; unblock it first.")
        message = self._tappable(person, body.get("message_id"))
        query_id = self._core.tap(message, _pressed(message, body))
        return await self._answer(message, seconds, query_id, status=200)

    async def _block(self, request: web.Request) -> web.Response:
        person = self._person(request)
        blocked = (await json_object(request)).get("blocked", True)
        if not isinstance(blocked, bool):
            raise DoorError(400, '"blocked" is true or false.')
        self._core.set_blocked(person, blocked)
        return web.json_response({"id": person.id, "blocked": person.blocked})

    async def _answer(
        self, message: Message, seconds: float | None, query_id: str | None, *, status: int
    ) -> web.Response:
        """The message as it now is and, when waiting was asked for, what the bot did since."""
        answer: dict[str, Any] = {}
        since = self._core.chats.revision
        if seconds is not None:
            answer["settled"] = await settled(self._core, self._idle, seconds)
            chat = self._core.chats.messages(message.chat.id).values()
            answer["messages"] = [door_message(each) for each in chat if each.revision > since]
        if query_id is not None:
            query = self._core.queries.get(query_id)
            answer["answer"] = query.answer if query else None
        return web.json_response({"message": door_message(message), **answer}, status=status)

    def _person(self, request: web.Request) -> Person:
        person_id = number_in(request.match_info["id"], "person")
        person = self._core.chats.people.get(person_id)
        if person is None:
            raise DoorError(404, f"There is no person {person_id}.")
        return person

    def _tappable(self, person: Person, message_id: Any) -> Message:
        if not isinstance(message_id, int) or isinstance(message_id, bool):
            raise DoorError(400, '"message_id" is the number of a message in this chat.')
        message = self._core.chats.messages(person.id).get(message_id)
        if message is None or message.deleted:
            raise DoorError(404, f"There is no message {message_id} on this phone.")
        if not message.by_bot:
            raise DoorError(404, f"Message {message_id} was written by the person and has no buttons.")
        return message

    def _content(self, body: dict[str, Any], person: Person) -> Content:
        given = [kind for kind in ("text", "sticker", "voice", "location", "contact") if kind in body]
        if len(given) != 1:
            raise DoorError(400, f"Say one of {_KINDS}.")
        kind = given[0]
        value = body[kind]
        if kind == "text":
            return _text(value)
        if kind == "location":
            return Content(kind, payload={kind: _location(value)})
        if kind == "contact":
            return Content(kind, payload={kind: _contact(value, person)})
        return self._recorded(kind, value)

    def _recorded(self, kind: str, value: Any) -> Content:
        """A sticker or a voice message, with a small file behind it."""
        if kind == "sticker":
            if not isinstance(value, str) or not 0 < len(value) <= 16:
                raise DoorError(400, '"sticker" is an emoji.')
            more = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
            details: dict[str, Any] = {**more, "emoji": value}
            file = self._core.files.keep(Upload("sticker.webp", "image/webp", b"RIFF\0\0\0\0WEBP"), "stickers")
        else:
            if value is not True:
                raise DoorError(400, '"voice" is true.')
            details = {"duration": 3, "mime_type": "audio/ogg"}
            file = self._core.files.keep(Upload("voice.oga", "audio/ogg", b"OggS"), "voice")
        return Content(kind, payload={kind: {**file_ids(file), **details}})

    async def _file(self, request: web.Request) -> Content:
        try:
            form = await request.post()
        except (ValueError, AssertionError):
            raise DoorError(400, "The form could not be read.") from None
        field = form.get("file")
        if not isinstance(field, web.FileField):
            raise DoorError(400, 'A form needs a file in the field "file".')
        caption = form.get("caption", "")
        if not isinstance(caption, str) or len(caption) > MAX_SAID:
            raise DoorError(400, '"caption" is a text.')
        upload = Upload(unquote(field.filename or "file"), field.content_type, field.file.read())
        if not upload.data:
            raise DoorError(400, "The file is empty.")
        pictured = upload.mime in {"image/jpeg", "image/png"} and image_size(upload.data) is not None
        kind = "photo" if pictured and form.get("as_document") not in {"1", "true"} else "document"
        stored = self._core.files.keep(upload, f"{kind}s")
        return Content(kind, caption, _found(caption), stored)


def _pressed(message: Message, body: dict[str, Any]) -> str:
    """What a press sends: raw data, which may be forged, or the data of the button with this label."""
    text, data = body.get("text"), body.get("data")
    if data is not None:
        if not isinstance(data, str) or not 0 < len(data) <= MAX_FORGED:
            raise DoorError(400, f'"data" is a text of 1 to {MAX_FORGED} characters.')
        return data
    if not isinstance(text, str):
        raise DoorError(400, 'Name the button by its label in "text", or send "data".')
    buttons = [button for row in message.inline for button in row]
    for button in buttons:
        if button["text"].strip() == text.strip():
            if "callback_data" not in button:
                raise DoorError(400, f"The button {text!r} sends nothing to the bot: it opens something.")
            return str(button["callback_data"])
    labels = ", ".join(repr(button["text"]) for button in buttons) or "none"
    raise DoorError(404, f"Message {message.id} has no button {text[:80]!r}. Its buttons: {labels}.")


def _text(value: Any) -> Content:
    if not isinstance(value, str) or not value.strip():
        raise DoorError(400, '"text" is what the person says; it is not empty.')
    if len(value) > MAX_SAID:
        raise DoorError(413, f"At most {MAX_SAID} characters at once.")
    return Content("text", value, _found(value))


def _found(text: str) -> list[Entity]:
    return with_found(text, [])


def _location(value: Any) -> dict[str, Any]:
    place = value if isinstance(value, dict) else {}
    latitude, longitude = place.get("latitude"), place.get("longitude")
    for number, most in ((latitude, 90), (longitude, 180)):
        if isinstance(number, bool) or not isinstance(number, int | float) or not -most <= number <= most:
            raise DoorError(400, '"location" holds a "latitude" and a "longitude" in degrees.')
    return {"latitude": latitude, "longitude": longitude}


def _contact(value: Any, person: Person) -> dict[str, Any]:
    card = value if isinstance(value, dict) else {}
    phone, name = card.get("phone_number"), card.get("first_name")
    if not isinstance(phone, str) or not isinstance(name, str) or not phone or not name:
        raise DoorError(400, '"contact" holds a "phone_number" and a "first_name".')
    return {"phone_number": phone, "first_name": name, "user_id": person.id}

"""One message, two readers: the bot sees the Bot API's object, the control door what a phone shows."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from bot.sandbox.files import StoredFile
from bot.sandbox.render import rendered
from bot.sandbox.state import Message, Person, Profile


def api_message(message: Message, bot: Profile) -> dict[str, Any]:
    """The ``Message`` object of the Bot API."""
    content = message.content
    seen: dict[str, Any] = {
        "message_id": message.id,
        "from": bot.as_user() if message.by_bot else message.chat.as_user(),
        "chat": message.chat.as_chat(),
        "date": int(message.at.timestamp()),
        **content.payload,
    }
    text, marks = ("text", "entities") if content.kind == "text" else ("caption", "caption_entities")
    if content.text:
        seen[text] = content.text
    if content.entities:
        seen[marks] = content.entities
    if content.file is not None:
        seen[content.kind] = file_object(content.kind, content.file)
    if message.edited_at is not None:
        seen["edit_date"] = int(message.edited_at.timestamp())
    if message.inline:
        seen["reply_markup"] = {"inline_keyboard": message.inline}
    if message.protected:
        seen["has_protected_content"] = True
    return seen


def file_object(kind: str, file: StoredFile) -> dict[str, Any] | list[dict[str, Any]]:
    """A file as the Bot API describes it inside a message; a photo is a list of its sizes."""
    if kind == "photo":
        return [{**file_ids(file), "width": file.width, "height": file.height}]
    return {**file_ids(file), "file_name": file.name, "mime_type": file.mime}


def file_ids(file: StoredFile) -> dict[str, Any]:
    """What every object of the Bot API that stands for a file begins with."""
    return {"file_id": file.file_id, "file_unique_id": file.unique_id, "file_size": file.size}


def door_message(message: Message) -> dict[str, Any]:
    """What the person's phone shows, as the control door answers it."""
    content = message.content
    file = content.file
    return {
        "message_id": message.id,
        "sender": "bot" if message.by_bot else "person",
        "kind": content.kind,
        "date": message.at.isoformat(),
        "text": content.text or content.payload.get("sticker", {}).get("emoji", ""),
        "html": rendered(content.text, content.entities),
        "buttons": [[_door_button(button) for button in row] for row in message.inline],
        "reply_keyboard": _reply_keyboard(message.markup),
        "photo": file_url(file) if file and content.kind == "photo" else None,
        "document": _document(file) if file and content.kind == "document" else None,
        "location": content.payload.get("location"),
        "contact": content.payload.get("contact"),
        "reply_to": message.reply_to,
        "edits": message.edits,
        "deleted": message.deleted,
    }


def door_person(person: Person) -> dict[str, Any]:
    """A person as the control door lists them."""
    return {
        "id": person.id,
        "name": person.name,
        "username": person.username,
        "language": person.language,
        "about": person.about,
        "blocked": person.blocked,
    }


def file_url(file: StoredFile) -> str:
    """Where the page fetches the file, as a path on this server."""
    return f"/sandbox/files/{file.unique_id}/{quote(file.name, safe='')}"


def _document(file: StoredFile) -> dict[str, Any]:
    return {"file_name": file.name, "url": file_url(file), "size": file.size, "mime_type": file.mime}


def _door_button(button: dict[str, Any]) -> dict[str, Any]:
    web_app = button.get("web_app")
    url = button.get("url") or (web_app.get("url") if isinstance(web_app, dict) else None)
    shown = {"text": button["text"], "data": button.get("callback_data")}
    return {**shown, "url": url} if url else shown


def _reply_keyboard(markup: dict[str, Any] | None) -> list[list[str]] | None:
    """The keyboard that takes the place of the phone's own; ``[]`` takes it away, None changes nothing."""
    if not markup:
        return None
    if "keyboard" in markup:
        return [[button["text"] for button in row] for row in markup["keyboard"]]
    return [] if markup.get("remove_keyboard") else None

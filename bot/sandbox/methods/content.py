"""What a bot sends, checked and parsed: texts, captions, pictures, documents, and the keyboard below."""

from __future__ import annotations

from typing import Any

from bot.sandbox.core import Core
from bot.sandbox.errors import bad_request, unsupported
from bot.sandbox.files import StoredFile, Upload, check_document, check_photo
from bot.sandbox.keyboards import checked_markup
from bot.sandbox.markup import link_target, parse_html
from bot.sandbox.params import Params
from bot.sandbox.state import Content
from bot.sandbox.texts import MAX_CAPTION, MAX_TEXT, Entity, cleaned, trimmed, utf16_length, with_found

_FOLDERS = {"photo": "photos", "document": "documents"}


def text_content(params: Params) -> Content:
    """The text of a message: not empty, at most 4096 units once parsed."""
    source = params.text("text")
    if not source:
        raise bad_request("message text is empty")
    text, entities = formatted(source, params.text("parse_mode"), params.structure("entities"))
    if not text:
        raise bad_request("text must be non-empty")
    if utf16_length(text) > MAX_TEXT:
        raise bad_request("message is too long")
    return Content("text", text, entities)


def caption_of(params: Params) -> tuple[str, list[Entity]]:
    """The caption and its entities: may be empty, at most 1024 units once parsed."""
    text, entities = formatted(params.text("caption"), params.text("parse_mode"), params.structure("caption_entities"))
    if utf16_length(text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return text, entities


def media_content(core: Core, kind: str, params: Params) -> Content:
    """A picture or document with its caption: uploaded in this call, or known by its file id."""
    caption, entities = caption_of(params)
    file = _file(core, kind, params, params.text(kind) if kind in params.values else None)
    return Content(kind, caption, entities, file)


def input_media(core: Core, params: Params) -> Content:
    """The same for editMessageMedia, which wraps it into an ``InputMedia`` object."""
    media = params.structure("media", "can't parse media JSON object")
    if not isinstance(media, dict):
        raise bad_request("can't parse InputMedia: InputMedia must be an Object")
    kind = media.get("type")
    if kind not in _FOLDERS:
        raise unsupported(f'media of type "{kind}"')
    inner = Params({**media, kind: media.get("media", "")}, params.files)
    return media_content(core, kind, inner)


def markup_of(params: Params) -> dict[str, Any] | None:
    """The keyboard of a call, checked."""
    return checked_markup(params.structure("reply_markup", "can't parse reply keyboard markup JSON object"))


def formatted(source: str, parse_mode: str, given: Any) -> tuple[str, list[Entity]]:
    """Plain text and entities, by parse mode or by the entities given."""
    text = cleaned(source)
    mode = parse_mode.lower()
    if mode in {"markdown", "markdownv2"}:
        raise unsupported(f'parse_mode "{parse_mode}"; use HTML or entities')
    if mode not in {"", "html"}:
        raise bad_request("unsupported parse_mode")
    text, entities = parse_html(text) if mode else (text, _given(given))
    text, entities = trimmed(text, entities)
    return text, with_found(text, entities)


def _given(entities: Any) -> list[Entity]:
    if entities is None:
        return []
    if not isinstance(entities, list):
        raise bad_request("can't parse entities: expected an Array")
    for entity in entities:
        numbers = [entity.get("offset"), entity.get("length")] if isinstance(entity, dict) else [None]
        if not all(isinstance(number, int) and number >= 0 for number in numbers):
            raise bad_request("can't parse MessageEntity: MessageEntity must be an Object")
        if not isinstance(entity.get("type"), str):
            raise bad_request('can\'t parse MessageEntity: Field "type" must be of type String')
    return [entity for entity in entities if entity["length"] > 0 and _followable(entity)]


def _followable(entity: Entity) -> bool:
    """A link has to lead somewhere; the server ignores one that does not."""
    if entity["type"] != "text_link":
        return "url" not in entity
    return isinstance(entity.get("url"), str) and link_target(entity["url"]) is not None


def _file(core: Core, kind: str, params: Params, value: str | None) -> StoredFile:
    upload = params.files.get(kind)
    if value is not None:
        if value.startswith("attach://"):
            upload = params.files.get(value.removeprefix("attach://"))
        elif value.startswith(("http://", "https://")):
            raise unsupported(f"{kind} by address; upload it")
        elif known := core.files.find(value):
            return known
    if upload is None:
        raise bad_request("wrong file identifier/HTTP URL specified" if value else f"there is no {kind} in the request")
    _check(kind, upload)
    return core.files.keep(upload, _FOLDERS[kind])


def _check(kind: str, upload: Upload) -> None:
    if kind == "photo":
        check_photo(upload)
    else:
        check_document(upload)

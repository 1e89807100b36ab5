"""Methods that change or take back what was sent."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.sandbox.core import Core
from bot.sandbox.errors import bad_request
from bot.sandbox.keyboards import inline_only
from bot.sandbox.methods.content import caption_of, input_media, markup_of, text_content
from bot.sandbox.params import Params
from bot.sandbox.state import Content, Message
from bot.sandbox.views import api_message

DELETABLE = timedelta(hours=48)
MAX_DELETED = 100
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def edit_message_text(core: Core, params: Params) -> dict[str, Any]:
    """Another text; without a keyboard in the call the old one goes."""
    message = _editable(core, params)
    content = text_content(params)
    if message.content.kind != "text":
        raise bad_request("there is no text in the message to edit")
    return _edited(core, message, content, params)


def edit_message_caption(core: Core, params: Params) -> dict[str, Any]:
    """Another caption under the same picture or document."""
    message = _editable(core, params)
    caption, entities = caption_of(params)
    if message.content.kind not in {"photo", "document"}:
        raise bad_request("there is no caption in the message to edit")
    return _edited(core, message, Content(message.content.kind, caption, entities, message.content.file), params)


def edit_message_media(core: Core, params: Params) -> dict[str, Any]:
    """Another picture or document in place of what the message held."""
    message = _editable(core, params)
    return _edited(core, message, input_media(core, params), params)


def edit_message_reply_markup(core: Core, params: Params) -> dict[str, Any]:
    """Another keyboard, or none."""
    message = _editable(core, params)
    return _edited(core, message, message.content, params)


def delete_message(core: Core, params: Params) -> bool:
    """Take one message back, within 48 hours."""
    person = core.person(params)
    message = core.chats.messages(person.id).get(params.integer("message_id") or 0)
    if message is None or message.deleted:
        raise bad_request("message to delete not found")
    if core.now() - message.at > DELETABLE:
        raise bad_request("message can't be deleted for everyone")
    core.delete(message)
    return True


def delete_messages(core: Core, params: Params) -> bool:
    """Take up to 100 messages back; those that cannot be are passed over."""
    person = core.person(params)
    ids = params.structure("message_ids")
    if not isinstance(ids, list) or not all(isinstance(each, int) for each in ids):
        raise bad_request("message identifiers are not specified")
    if not 0 < len(ids) <= MAX_DELETED:
        raise bad_request("there are too many messages to delete" if ids else "there are no messages to delete")
    for each in ids:
        message = core.chats.messages(person.id).get(each)
        if message is not None and not message.deleted and core.now() - message.at <= DELETABLE:
            core.delete(message)
    return True


def _editable(core: Core, params: Params) -> Message:
    person = core.person(params)
    number = params.integer("message_id")
    if not number:
        raise bad_request("message identifier is not specified")
    message = core.chats.messages(person.id).get(number)
    if message is None or message.deleted:
        raise bad_request("message to edit not found")
    if not message.by_bot or (message.markup and "inline_keyboard" not in message.markup):
        raise bad_request("message can't be edited")
    return message


def _edited(core: Core, message: Message, content: Content, params: Params) -> dict[str, Any]:
    markup = inline_only(markup_of(params))
    if content == message.content and markup == message.markup:
        raise bad_request(_NOT_MODIFIED)
    message.content = content
    message.markup = markup
    core.changed(message)
    return api_message(message, core.bot)

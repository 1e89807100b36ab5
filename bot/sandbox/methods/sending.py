"""Methods that send something new."""

from __future__ import annotations

from typing import Any

from bot.sandbox.core import Core
from bot.sandbox.errors import bad_request
from bot.sandbox.methods.content import markup_of, media_content, text_content
from bot.sandbox.params import Params
from bot.sandbox.state import Content, Person
from bot.sandbox.views import api_message

_ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


def send_message(core: Core, params: Params) -> dict[str, Any]:
    """A text."""
    person = core.recipient(params)
    return _sent(core, params, person, text_content(params))


def send_photo(core: Core, params: Params) -> dict[str, Any]:
    """A picture with a caption."""
    person = core.recipient(params)
    return _sent(core, params, person, media_content(core, "photo", params))


def send_document(core: Core, params: Params) -> dict[str, Any]:
    """A file with a caption."""
    person = core.recipient(params)
    return _sent(core, params, person, media_content(core, "document", params))


def send_chat_action(core: Core, params: Params) -> bool:
    """What the bot is about to do, for five seconds."""
    person = core.recipient(params)
    action = params.text("action")
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    core.events.publish("typing", {"chat_id": person.id, "action": action})
    return True


def _sent(core: Core, params: Params, person: Person, content: Content) -> dict[str, Any]:
    markup = markup_of(params)
    reply_to = _reply_to(core, params, person)
    protected = params.flag("protect_content")
    message = core.write(person, content, by_bot=True, markup=markup, reply_to=reply_to, protected=protected)
    seen = api_message(message, core.bot)
    if reply_to is not None:
        seen["reply_to_message"] = api_message(core.chats.messages(person.id)[reply_to], core.bot)
    return seen


def _reply_to(core: Core, params: Params, person: Person) -> int | None:
    """The message this one answers; None when it may be left out, an error when it may not."""
    given = params.structure("reply_parameters")
    if given is None:
        given = {"message_id": params.integer("reply_to_message_id")}
        given["allow_sending_without_reply"] = params.flag("allow_sending_without_reply")
    if not isinstance(given, dict):
        raise bad_request("can't parse reply parameters: ReplyParameters must be an Object")
    wanted = given.get("message_id")
    if not isinstance(wanted, int) or wanted <= 0:
        return None
    message = core.chats.messages(person.id).get(wanted)
    if message is not None and not message.deleted:
        return wanted
    if given.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")

"""Methods that only look: the bot itself, a chat, a file."""

from __future__ import annotations

from typing import Any

from bot.sandbox.core import Core
from bot.sandbox.errors import bad_request
from bot.sandbox.files import MAX_DOWNLOAD
from bot.sandbox.params import Params


def get_me(core: Core, params: Params) -> dict[str, Any]:
    """The bot as a user."""
    return {
        **core.bot.as_user(),
        "can_join_groups": False,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def log_out(core: Core, params: Params) -> bool:
    """Nothing to leave: there is one server only."""
    return True


def get_chat(core: Core, params: Params) -> dict[str, Any]:
    """A person's private chat in full."""
    accepted = {
        "unlimited_gifts": False,
        "limited_gifts": False,
        "unique_gifts": False,
        "premium_subscription": False,
        "gifts_from_channels": False,
    }
    person = core.person(params)
    return {
        **person.as_chat(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": accepted,
    }


def get_chat_member(core: Core, params: Params) -> dict[str, Any]:
    """Either of the two in a private chat."""
    person = core.person(params)
    user_id = params.integer("user_id")
    if user_id == core.bot.id:
        return {"user": core.bot.as_user(), "status": "kicked" if person.blocked else "member"}
    if user_id != person.id:
        raise bad_request("user not found" if user_id else "invalid user_id specified")
    return {"user": person.as_user(), "status": "member"}


def get_file(core: Core, params: Params) -> dict[str, Any]:
    """Where a file can be fetched; refused over 20 MB, as on the real server."""
    file = core.files.find(params.text("file_id"))
    if file is None or file.file_id != params.text("file_id"):
        raise bad_request("invalid file_id")
    if file.data is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if file.size > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": file.size,
        "file_path": file.path,
    }

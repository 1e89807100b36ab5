"""What the bot tells about itself: commands, name, descriptions, menu button."""

from __future__ import annotations

import re
from typing import Any

from bot.sandbox.core import Core
from bot.sandbox.errors import bad_request
from bot.sandbox.params import Params

MAX_COMMANDS = 100
_SCOPES = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
_CHAT_SCOPES = {"chat", "chat_administrators", "chat_member"}


def set_my_commands(core: Core, params: Params) -> bool:
    """The commands of one scope and language."""
    commands = params.structure("commands")
    if not isinstance(commands, list):
        raise bad_request("can't parse commands list JSON object")
    if len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    core.set_profile("commands", _place(core, params), [_command(each) for each in commands])
    return True


def get_my_commands(core: Core, params: Params) -> list[dict[str, str]]:
    """The commands of exactly this scope and language."""
    return core.bot.commands.get(_place(core, params), [])


def delete_my_commands(core: Core, params: Params) -> bool:
    """Forget the commands of this scope and language."""
    core.set_profile("commands", _place(core, params), None)
    return True


def set_my_name(core: Core, params: Params) -> bool:
    """The bot's name, by language; the one without a language is shown everywhere else."""
    return _set(core, params, "name", 64)


def get_my_name(core: Core, params: Params) -> dict[str, str]:
    """The name in this language."""
    return {"name": core.bot.names.get(_language(params)) or core.bot.name}


def set_my_description(core: Core, params: Params) -> bool:
    """What an empty chat with the bot shows."""
    return _set(core, params, "description", 512)


def get_my_description(core: Core, params: Params) -> dict[str, str]:
    """The description in this language, or the one without."""
    return {"description": _get(core.bot.descriptions, params)}


def set_my_short_description(core: Core, params: Params) -> bool:
    """What the bot's profile shows."""
    return _set(core, params, "short_description", 120)


def get_my_short_description(core: Core, params: Params) -> dict[str, str]:
    """The short description in this language, or the one without."""
    return {"short_description": _get(core.bot.short_descriptions, params)}


def set_chat_menu_button(core: Core, params: Params) -> bool:
    """The button beside the text field, for one chat or for all."""
    chat_id = core.person(params).id if "chat_id" in params.values else None
    button = params.structure("menu_button") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in {"default", "commands", "web_app"}:
        raise bad_request("can't parse menu button: unsupported type specified")
    core.set_profile("menu_buttons", chat_id, button)
    return True


def get_chat_menu_button(core: Core, params: Params) -> dict[str, Any]:
    """The button of this chat, or of all."""
    buttons = core.bot.menu_buttons
    chat_id = core.person(params).id if "chat_id" in params.values else None
    return buttons.get(chat_id) or buttons.get(None) or {"type": "commands"}


def _command(given: Any) -> dict[str, str]:
    if not isinstance(given, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    name = str(given.get("command", "")).removeprefix("/")
    description = str(given.get("description", "")).strip()
    if not re.fullmatch(r"[a-z0-9_]{1,32}", name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def _place(core: Core, params: Params) -> tuple[str, str]:
    """Scope and language as one key."""
    scope = params.structure("scope", "can't parse BotCommandScope") or {"type": "default"}
    kind = scope.get("type") if isinstance(scope, dict) else None
    if kind in _SCOPES:
        return kind, _language(params)
    if kind not in _CHAT_SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    person = core.person(Params({"chat_id": scope.get("chat_id")}))
    return f"{kind}:{person.id}", _language(params)


def _language(params: Params) -> str:
    code = params.text("language_code")
    if not re.fullmatch(r"([a-z]{2})?", code):
        raise bad_request("invalid language code specified")
    return code


def _set(core: Core, params: Params, field: str, most: int) -> bool:
    text = params.text(field)
    if len(text) > most:
        raise bad_request(f"bot {field.replace('_', ' ')} is too long")
    core.set_profile(f"{field}s", _language(params), text or None)
    return True


def _get(kept: dict[str, str], params: Params) -> str:
    return kept.get(_language(params)) or kept.get("", "")

"""What may hang under a message: inline and reply keyboards, checked as the real server checks them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.sandbox.errors import bad_request, unsupported
from bot.sandbox.markup import link_target

MAX_BUTTONS = 100
MAX_CALLBACK_BYTES = 64

Keyboard = list[list[dict[str, Any]]]

_ACTIONS = {
    "callback_data",
    "url",
    "web_app",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
}
_UNSUPPORTED = {"login_url", "callback_game", "pay"}


def checked_markup(markup: Any) -> dict[str, Any] | None:
    """The markup as it is kept, or None when there is none.

    Raises ``ApiError``: 400 in the server's words when it is malformed, 501 for buttons not supported here.
    """
    if markup is None or markup == "":
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        rows = _rows(markup["inline_keyboard"], "inline_keyboard", _inline_button)
        return {"inline_keyboard": rows} if rows else None
    if "keyboard" in markup:
        rows = _rows(markup["keyboard"], "keyboard", _reply_button)
        return {**markup, "keyboard": rows}
    if markup.get("remove_keyboard"):
        return {"remove_keyboard": True}
    if markup.get("force_reply"):
        return {**markup, "force_reply": True}
    return None


def inline_only(markup: dict[str, Any] | None) -> dict[str, Any] | None:
    """The markup of an edit: anything but an inline keyboard is refused."""
    if markup is not None and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    return markup


def _rows(rows: Any, field: str, button: Callable[[Any], dict[str, Any]]) -> Keyboard:
    if not isinstance(rows, list):
        raise bad_request(f'field "{field}" must be of type Array')
    kept: Keyboard = []
    for row in rows:
        if not isinstance(row, list):
            raise bad_request(f'field "{field}" must be an Array of Arrays')
        if row:
            kept.append([button(each) for each in row])
    if sum(len(row) for row in kept) > MAX_BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return kept


def _inline_button(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be of type String')
    if not text:  # a single blank is taken: calendars fill their empty fields with it
        raise bad_request("inline keyboard button text must be non-empty")
    if refused := _UNSUPPORTED & button.keys():
        raise unsupported(f'inline keyboard button field "{min(refused)}"')
    actions = _ACTIONS & button.keys()
    if not actions:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if "callback_data" in actions:
        _check_callback(button["callback_data"])
    if "url" in actions:
        _check_url(button["url"])
    return dict(button)


def _check_callback(data: Any) -> None:
    if not isinstance(data, str):
        raise bad_request('can\'t parse inline keyboard button: Field "callback_data" must be of type String')
    if not 0 < len(data.encode("utf-8", "surrogatepass")) <= MAX_CALLBACK_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")


def _check_url(url: Any) -> None:
    if not isinstance(url, str) or link_target(url) is None:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def _reply_button(button: Any) -> dict[str, Any]:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict):
        raise bad_request("can't parse keyboard button: KeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise bad_request('can\'t parse keyboard button: Field "text" must be of type String')
    if not text.strip():
        raise bad_request("keyboard button text must be non-empty")
    return dict(button)

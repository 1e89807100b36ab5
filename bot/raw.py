"""What can be said of a raw update before anybody tries to understand it: its number, whose it is, what may be kept."""

from __future__ import annotations

import json
import re
from typing import Any

INVITED = re.compile(r"/start\s+[\w-]{22}\s*")  # a stranger with a code: 128 bits, base64url


def person_key(raw: dict[str, Any]) -> int:
    """The numeric id of whoever wrote or tapped; 0 where the update names nobody (or nonsense)."""
    for part in raw.values():
        sender = part.get("from") if isinstance(part, dict) else None
        number = sender.get("id") if isinstance(sender, dict) else None
        if isinstance(number, int) and not isinstance(number, bool) and 0 < number < 2**53:
            return number
    return 0


def number_of(raw: Any) -> int | None:
    """The number of an update, or nothing where it has none that could be one."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    if not isinstance(number, int) or isinstance(number, bool) or not -(2**63) <= number < 2**63:
        return None
    return number


def as_text(raw: dict[str, Any]) -> str:
    """An update as JSON that every database takes: halves of characters are written as escapes."""
    said = json.dumps(raw, ensure_ascii=False)
    return said if said.isascii() or _is_whole(said) else json.dumps(raw)


def _is_whole(said: str) -> bool:
    try:
        said.encode()
    except UnicodeEncodeError:
        return False
    return True


def brings_invitation(raw: dict[str, Any]) -> bool:
    """A stranger's words are not written down, unless they bring an invitation."""
    message = raw.get("message")
    said = message.get("text") if isinstance(message, dict) else None
    return isinstance(said, str) and INVITED.fullmatch(said) is not None


def in_a_group(raw: dict[str, Any]) -> bool:
    """What is said or tapped in a group is not written down, whoever it was: only that we are there is of interest."""
    for part in raw.values():
        about = part.get("message", part) if isinstance(part, dict) else None
        chat = about.get("chat") if isinstance(about, dict) else None
        kind = chat.get("type") if isinstance(chat, dict) else None
        if isinstance(kind, str) and kind != "private":
            return True
    return False

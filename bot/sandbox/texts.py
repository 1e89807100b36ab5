"""Text as the Bot API counts and cleans it: UTF-16 units, control characters, entities it finds itself."""

from __future__ import annotations

import re
from typing import Any

from bot.sandbox.errors import bad_request

Entity = dict[str, Any]

MAX_TEXT = 4096
"""UTF-16 units of a message's text, after parsing."""
MAX_CAPTION = 1024
"""UTF-16 units of a caption, after parsing."""

_SPACES = dict.fromkeys((*range(10), 11, 12, *range(14, 32)), " ")
# The real server drops line and paragraph separators, bidi embeddings and a few combining lines.
_DROPPED = dict.fromkeys((13, *range(0x2028, 0x202F), 0x0333, 0x033F, 0x030A), "")
_CLEAN: dict[int, str] = {**_SPACES, **_DROPPED}
_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"]*[^\s<>\".,:;!?)\]，。；！？）])"
    r"|(?<![\w/])(?P<bot_command>/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/@])"
)


def utf16_length(text: str) -> int:
    """How many UTF-16 units the text takes."""
    return len(text) + sum(char > "\uffff" for char in text)


def is_unicode(text: str) -> bool:
    """Whether the text can be encoded at all (a lone surrogate cannot)."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def cleaned(text: str) -> str:
    """The text without what the real server takes out before it looks at it."""
    if not is_unicode(text):
        raise bad_request("strings must be encoded in UTF-8")
    return text.translate(_CLEAN)


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Cut white space at both ends as the server does, and move the entities along."""
    text = text.rstrip()
    end = utf16_length(text)
    first = min((entity["offset"] for entity in entities), default=end)
    cut = 0
    while cut < min(first, len(text)) and text[cut] in " \n":
        cut += 1
    kept: list[Entity] = []
    for entity in entities:
        length = min(entity["offset"] + entity["length"], end) - entity["offset"]
        if length > 0:
            kept.append({**entity, "offset": entity["offset"] - cut, "length": length})
    return text[cut:], kept


def with_found(text: str, entities: list[Entity]) -> list[Entity]:
    """Add the commands and addresses that the server marks by itself, where nothing else marks the place."""
    taken = [
        (entity["offset"], entity["offset"] + entity["length"])
        for entity in entities
        if entity["type"] in {"code", "pre", "text_link", "url", "bot_command"}
    ]
    found: list[Entity] = []
    for match in _FOUND.finditer(text):
        offset, length = utf16_length(text[: match.start()]), utf16_length(match.group())
        if all(offset + length <= begin or offset >= end for begin, end in taken):
            found.append({"type": str(match.lastgroup), "offset": offset, "length": length})
    return sorted([*entities, *found], key=lambda entity: (entity["offset"], -entity["length"]))

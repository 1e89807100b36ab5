"""HTML parse mode: tags to plain text and entities, with the errors of the real server."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.texts import Entity, utf16_length

_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#(?P<hex>[xX][0-9a-fA-F]+)|#(?P<dec>[0-9]+)|(?P<name>[a-zA-Z]+));?")
_PLAIN = re.compile(r"[^<&]+")
_TAG_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE = re.compile(r"[^\s=>/\"']*")
_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")
_SPACE = re.compile(r"\s*")


@dataclass
class _Open:
    tag: str
    argument: str
    offset: int
    written: int


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Plain text and entities (offsets in UTF-16 units) of a text in HTML parse mode.

    Raises ``ApiError`` 400 "can't parse entities: …" with the byte offset the real server would name.
    """
    return _Parser(source).run()


def link_target(url: str) -> str | None:
    """The address as it is kept, or None where the server would ignore the link."""
    url = url.strip()
    if re.fullmatch(r"[\w-]+(\.[\w-]+)+([/?#:].*)?", url):
        url = f"http://{url}"
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https", "tg"} or not parts.netloc:
        return None
    return url


def _decoded(match: re.Match[str]) -> str | None:
    if match["name"] is not None:
        return _NAMED.get(match["name"].lower())
    code = int(match["hex"][1:], 16) if match["hex"] else int(match["dec"][:9])
    if code == 0 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return None
    return chr(code)


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.out: list[str] = []
        self.offset = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def run(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.source):
            if plain := _PLAIN.match(self.source, self.at):
                self.at = plain.end()
                self._write(plain.group())
            elif self.source[self.at] == "&":
                self._write(self._reference())
            elif self.source.startswith("</", self.at):
                self._end_tag()
            else:
                self._start_tag()
        if self.open:
            raise self._error(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        for entity in self.entities:
            if entity["type"] == "code":
                entity.pop("language", None)
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return "".join(self.out), self.entities

    def _write(self, text: str) -> None:
        self.out.append(text)
        self.offset += utf16_length(text)

    def _reference(self) -> str:
        """What stands at an ampersand: the character it names, or the ampersand itself."""
        match = _REFERENCE.match(self.source, self.at)
        char = _decoded(match) if match else None
        if match is None or char is None:
            self.at += 1
            return "&"
        self.at = match.end()
        return char

    def _start_tag(self) -> None:
        begin = self.at
        tag = self._take(_TAG_NAME, 1).lower()
        if self.at >= len(self.source):
            raise self._error("Unclosed start tag", begin)
        if tag not in _TYPES:
            raise self._error(f'Unsupported start tag "{tag}"', begin)
        argument = ""
        while self._skip_space() != ">":
            name, value = self._attribute(tag, begin)
            argument = _argument(tag, name, value) or argument
        self.at += 1
        if tag == "span" and argument != "spoiler":
            raise self._error('Tag "span" must have class "tg-spoiler"', begin)
        self.open.append(_Open(tag, argument, self.offset, len(self.out)))

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        name = self._take(_ATTRIBUTE)
        if not name:
            if self.at >= len(self.source):
                raise self._error(f'Unclosed start tag "{tag}"', begin)
            raise self._error(f'Empty attribute name in the tag "{tag}"', begin)
        if self._skip_space() != "=":
            if self.at >= len(self.source):
                raise self._error(f'Unclosed start tag "{tag}"', begin)
            return name, ""
        self.at += 1
        value = self._value(tag, begin)
        if self.at >= len(self.source):
            raise self._error("Unclosed start tag", begin)
        return name, value

    def _value(self, tag: str, begin: int) -> str:
        quote = self._skip_space()
        if not quote:
            raise self._error(f'Unclosed start tag "{tag}"', begin)
        if quote not in "'\"":
            token_begin = self.at
            token = self._take(_TOKEN).lower()
            if self.at < len(self.source) and not (self._here().isspace() or self._here() == ">"):
                raise self._error("Unexpected end of name token", token_begin)
            return token
        self.at += 1
        value: list[str] = []
        while self.at < len(self.source) and self._here() != quote:
            if self._here() == "&":
                value.append(self._reference())
            else:
                value.append(self._here())
                self.at += 1
        self.at += 1
        return "".join(value)

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise self._error("Unexpected end tag", begin)
        found = self._take(_TAG_NAME, 2).lower()
        if self._skip_space() != ">":
            raise self._error("Unclosed end tag", begin)
        self.at += 1
        opened = self.open[-1]
        if found and found != opened.tag:
            at = len(self.source[:begin].encode())
            raise self._error(f'Unmatched end tag at byte offset {at}, expected "</{opened.tag}>", found "</{found}>"')
        self.open.pop()
        if self.offset > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        entity: Entity = {
            "type": _TYPES[opened.tag],
            "offset": opened.offset,
            "length": self.offset - opened.offset,
        }
        if opened.tag == "a":
            target = link_target(opened.argument or "".join(self.out[opened.written :]))
            if target is None:
                return
            entity["url"] = target
        elif opened.tag == "tg-emoji":
            if not opened.argument.isdigit():
                raise bad_request("can't parse entities: Invalid custom emoji identifier specified")
            entity["custom_emoji_id"] = opened.argument
        elif opened.tag == "blockquote" and opened.argument:
            entity["type"] = "expandable_blockquote"
        elif opened.tag == "code" and opened.argument:
            entity["language"] = opened.argument
        elif opened.tag == "pre" and self.entities and _same_place(self.entities[-1], entity):
            entity["language"] = self.entities.pop()["language"]
        self.entities.append(entity)

    def _here(self) -> str:
        return self.source[self.at : self.at + 1]

    def _take(self, pattern: re.Pattern[str], skip: int = 0) -> str:
        begin = self.at + skip
        match = pattern.match(self.source, begin)
        self.at = match.end() if match else begin
        return self.source[begin : self.at]

    def _skip_space(self) -> str:
        self._take(_SPACE)
        return self._here()

    def _error(self, reason: str, begin: int | None = None) -> ApiError:
        where = "" if begin is None else f" at byte offset {len(self.source[:begin].encode())}"
        return bad_request(f"can't parse entities: {reason}{where}")


def _same_place(code: Entity, pre: Entity) -> bool:
    return (
        code["type"] == "code"
        and "language" in code
        and code["offset"] == pre["offset"]
        and code["length"] == pre["length"]
    )


def _argument(tag: str, name: str, value: str) -> str:
    """What an attribute means for its tag; attributes without a meaning are ignored, as the server does."""
    if (tag, name) in {("a", "href"), ("tg-emoji", "emoji-id")}:
        return value
    if (tag, name) == ("blockquote", "expandable"):
        return "1"
    if (tag, name) == ("code", "class") and value.startswith("language-"):
        return value.removeprefix("language-")
    if (tag, name) == ("span", "class") and value.startswith("tg-"):
        return value.removeprefix("tg-")
    return ""

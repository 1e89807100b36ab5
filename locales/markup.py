"""Text as Telegram shows it: safe HTML, its length as the Bot API counts it, and how to cut it.

Everything that comes from outside (names, notes, file names) passes `clean` and `escape` once, on its way
into a message. What is safe already carries the type `Html`: it is neither escaped twice nor forgotten.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple, overload

MESSAGE_LIMIT = 4096  # UTF-16 units of one message after its entities are parsed, Bot API
ELLIPSIS = "…"

# Line ends and tabs become one blank; invisible, control and direction characters and lone surrogates vanish.
_BREAKS = re.compile(r"\s*[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]\s*")
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]")
_PIECE = re.compile(
    r"(?P<tag></?[A-Za-z][^<>]*>)|(?P<entity>&(?:lt|gt|amp|quot|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});)|(?s:.)"
)


class Html(str):
    """Text that is safe to send with Telegram's HTML parse mode as it stands."""

    __slots__ = ()


class _Piece(NamedTuple):
    """A tag, an entity or one character; `shown` is what the reader sees of it (nothing of a tag)."""

    raw: str
    shown: str
    tag: bool = False


def clean(text: str) -> str:
    """One line without invisible characters; isolated if it holds right-to-left letters."""
    line = _UNSEEN.sub("", _BREAKS.sub(" ", text))
    return f"\u2068{line}\u2069" if _RIGHT_TO_LEFT.search(line) else line


def escape(text: str) -> Html:
    """The text cleaned and made safe between tags; `Html` is returned as it is."""
    return text if isinstance(text, Html) else Html(html.escape(clean(text), quote=False))


def join(parts: Iterable[str], between: str = "\n") -> Html:
    """The parts as one text, those that are not yet `Html` escaped. `between` is taken as safe."""
    return Html(between.join(escape(part) for part in parts))


def visible(text: str) -> str:
    """What a reader sees of HTML: tags left out, entities resolved."""
    if "<" not in text and "&" not in text:
        return str(text)
    return "".join(piece.shown for piece in _pieces(text))


def units(text: str) -> int:
    """UTF-16 units of plain text."""
    return len(text) + sum(char > "\uffff" for char in text)


def length(text: str) -> int:
    """UTF-16 units of HTML after its entities are parsed, as the Bot API counts."""
    return units(visible(text))


def split(text: str, limit: int = MESSAGE_LIMIT) -> list[Html]:
    """HTML in parts of at most `limit` units each, cut at line ends, or inside a line that is too long.

    A tag open at a cut is closed there and opened again in the next part. The line end at a cut and parts
    without anything to see are left out: a text of nothing but blanks that is too long gives no part at all.
    """
    if limit < 2:
        raise ValueError(f"a part needs room for one character of two units, not {limit}")
    if units(text) <= limit or length(text) <= limit:
        return [Html(text)]
    return [part for part in _parts(_pieces(text), limit) if visible(part).strip()]


@overload
def shorten(text: Html, limit: int) -> Html: ...
@overload
def shorten(text: str, limit: int) -> str: ...
def shorten(text: str, limit: int) -> str:
    """The text if it has at most `limit` UTF-16 units, else its beginning and `…`; `Html` stays balanced."""
    if isinstance(text, Html):
        return text if length(text) <= limit else _shortened(text, limit)
    if units(text) <= limit:
        return text
    end, room = 0, limit - 1
    while (room := room - units(text[end])) >= 0:
        end += 1
    return text[:end].rstrip() + ELLIPSIS


def _shortened(text: str, limit: int) -> Html:
    pieces = list(_pieces(text))
    sizes = accumulate(units(piece.shown) for piece in pieces)
    kept = [piece for piece, size in zip(pieces, sizes, strict=True) if size < limit]
    return _closed([*kept, _Piece(ELLIPSIS, ELLIPSIS)])


def _pieces(text: str) -> Iterator[_Piece]:
    for match in _PIECE.finditer(text):
        raw = match[0]
        if match["tag"]:
            yield _Piece(raw, "", tag=True)
        else:
            yield _Piece(raw, html.unescape(raw) if match["entity"] else raw)


def _parts(pieces: Iterable[_Piece], limit: int) -> Iterator[Html]:
    part: list[_Piece] = []
    size, line_end = 0, None
    for piece in pieces:
        line_ends = piece.shown == "\n"
        while size + units(piece.shown) > limit:
            cut = len(part) if line_ends or line_end is None else line_end
            yield _closed(part[:cut])
            opened = [_Piece(tag, "", tag=True) for tag in _open_tags(part[:cut])]
            part = opened + part[cut + 1 :]
            size, line_end = sum(units(kept.shown) for kept in part), None
            if line_ends:
                piece = _Piece("", "")  # the cut stands for this line end
                break
        if piece.shown == "\n":
            line_end = len(part)
        part.append(piece)
        size += units(piece.shown)
    yield _closed(part)


def _closed(part: list[_Piece]) -> Html:
    ends = "".join(f"</{_name(tag)}>" for tag in reversed(_open_tags(part)))
    return Html("".join(piece.raw for piece in part) + ends)


def _open_tags(part: Iterable[_Piece]) -> list[str]:
    """The tags opened and not closed, outermost first."""
    opened: list[str] = []
    for piece in part:
        if not piece.tag:
            continue
        if not piece.raw.startswith("</"):
            opened.append(piece.raw)
        elif opened and _name(opened[-1]) == _name(piece.raw):
            opened.pop()
    return opened


def _name(tag: str) -> str:
    return tag.strip("</>").split(maxsplit=1)[0].lower()

"""Text and entities back to HTML that a page may show as it is: known tags only, everything else escaped."""

from __future__ import annotations

from html import escape

from bot.sandbox.texts import Entity

_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}


def rendered(text: str, entities: list[Entity]) -> str:
    """Safe HTML of a message; line breaks are ``<br>``, inside ``<pre>`` they stay as they are."""
    units = text.encode("utf-16-le", "surrogatepass")
    marks = [entity for entity in entities if _opening(entity)]
    edges = sorted(
        {0, len(units) // 2}
        | {entity["offset"] for entity in marks}
        | {entity["offset"] + entity["length"] for entity in marks}
    )
    out: list[str] = []
    stack: list[Entity] = []
    for begin, end in zip(edges, [*edges[1:], edges[-1]], strict=True):
        stack = _turned(out, stack, marks, begin)
        piece = escape(units[begin * 2 : end * 2].decode("utf-16-le", "replace"))
        in_pre = any(entity["type"] == "pre" for entity in stack)
        out.append(piece if in_pre else piece.replace("\n", "<br>"))
    return "".join(out)


def _turned(out: list[str], stack: list[Entity], marks: list[Entity], at: int) -> list[Entity]:
    """Close what ends at this place, open what begins; what overlaps is closed and opened again."""
    keep = 0
    while keep < len(stack) and stack[keep]["offset"] + stack[keep]["length"] > at:
        keep += 1
    out.extend(_closing(entity) for entity in reversed(stack[keep:]))
    reopened = [entity for entity in stack[keep:] if entity["offset"] + entity["length"] > at]
    begun = [entity for entity in marks if entity["offset"] == at and entity["length"] > 0]
    begun.sort(key=lambda entity: -entity["length"])
    out.extend(_opening(entity) for entity in [*reopened, *begun])
    return [*stack[:keep], *reopened, *begun]


def _opening(entity: Entity) -> str:
    kind = entity["type"]
    if kind in {"text_link", "url"} and entity.get("url"):
        href = escape(str(entity["url"]), quote=True)
        return f'<a href="{href}" target="_blank" rel="noopener noreferrer">'
    if kind == "spoiler":
        return "<tg-spoiler>"
    if kind == "expandable_blockquote":
        return '<blockquote class="expandable">'
    if kind == "pre" and entity.get("language"):
        return f'<pre><code class="language-{escape(str(entity["language"]), quote=True)}">'
    return f"<{_TAGS[kind]}>" if kind in _TAGS else ""


def _closing(entity: Entity) -> str:
    kind = entity["type"]
    if kind in {"text_link", "url"}:
        return "</a>"
    if kind == "spoiler":
        return "</tg-spoiler>"
    if kind == "expandable_blockquote":
        return "</blockquote>"
    if kind == "pre" and entity.get("language"):
        return "</code></pre>"
    return f"</{_TAGS[kind]}>"

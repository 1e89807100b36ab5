"""The texts of each language: read once from `<language>/*.ftl`, rendered with facts.

The files are Fluent, one a ledger, so that a translator can read them. They are read by hand because the
loader of the library leaves its file handles open.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from fluent.runtime import FluentBundle
from fluent.runtime.resolver import Pattern, TextElement
from fluent.runtime.types import FluentInt
from fluent.syntax import FluentParser, ast

from locales.markup import Html, clean, escape, shorten, visible

LANGUAGES = ("zh", "en")
LABEL_LIMIT = 64  # more of a button's label is not shown on a phone
TOAST_LIMIT = 200  # Bot API, answerCallbackQuery


class Message(NamedTuple):
    """A text as it was read, and what it is made of where that is words and facts only: most are.

    Such a text is put together here: the library takes ten times as long, with every fact there is. `parts` are words,
    and names of facts in a tuple; `facts` are the names that occur, nothing where the text refers to another one.
    """

    pattern: Pattern
    parts: tuple[str | tuple[str], ...] | None
    facts: frozenset[str] | None


Catalog = tuple[FluentBundle, dict[str, Message]]

_FOLDER = Path(__file__).parent
_LONGEST_PLACEABLE = 2000  # the library refuses inserted text above 2500 characters


def languages() -> tuple[str, ...]:
    """The languages people can choose, the first one the default."""
    return LANGUAGES


def keys(language: str) -> frozenset[str]:
    """Every message id of a language."""
    return frozenset(_catalog(_known(language))[1])


def text(language: str, key: str, /, **facts: str | int) -> Html:
    """The message `key` with its facts, as HTML to send.

    `language` is a code such as `zh`, `en` or `en-GB`; an unknown one gives Chinese. A fact that is `str` is
    cleaned and escaped unless it is `Html`; it belongs between tags, never inside one. An `int` selects
    plurals and prints as plain digits; amounts and days come formatted, as `str`. A key or a fact that is
    missing raises LookupError.
    """
    bundle, messages = _catalog(_known(language))
    message = messages.get(key)
    if message is None:
        raise LookupError(f"no text {key!r} in {_known(language)}")
    if message.parts is not None:
        try:
            return Html("".join([part if isinstance(part, str) else _shown(facts[part[0]]) for part in message.parts]))
        except KeyError as missing:
            raise LookupError(f"text {key!r} in {_known(language)}: no fact {missing}") from None
    wanted = facts if message.facts is None else {name: facts[name] for name in message.facts if name in facts}
    safe = {name: escape(fact) for name, fact in wanted.items() if isinstance(fact, str)}
    # What is too long for the library is put in afterwards, for a mark that no cleaned fact can hold.
    marks = {name: f"\0{name}\0" for name, fact in safe.items() if len(fact) > _LONGEST_PLACEABLE}
    numbers = {name: FluentInt(fact, useGrouping=False) for name, fact in wanted.items() if not isinstance(fact, str)}
    rendered, errors = bundle.format_pattern(message.pattern, {**numbers, **safe, **marks})
    if errors:
        raise LookupError(f"text {key!r} in {_known(language)}: {'; '.join(map(str, errors))}")
    shown = str(rendered)
    for name, mark in marks.items():
        shown = shown.replace(mark, safe[name])
    return Html(shown)


def _shown(fact: str | int) -> str:
    return escape(fact) if isinstance(fact, str) else str(fact)


def plain(language: str, key: str, /, **facts: str | int) -> str:
    """The message as a reader sees it, without tags and entities; for files and whatever takes no markup."""
    return visible(text(language, key, **facts))


def label(language: str, key: str, /, **facts: str | int) -> str:
    """The message as the label of a button: plain, one line, at most 64 units."""
    return shorten(clean(plain(language, key, **facts)), LABEL_LIMIT)


@lru_cache(maxsize=4096)
def fixed_label(language: str, key: str) -> str | None:
    """The message as a label if it says the same whatever the facts, else nothing. Most buttons do."""
    message = _catalog(_known(language))[1].get(key)
    same = message is not None and message.parts is not None and not message.facts
    return label(language, key) if same else None


def toast(language: str, key: str, /, **facts: str | int) -> str:
    """The message as the short notice after a tap: plain, at most 200 units, the most the Bot API takes."""
    return shorten(plain(language, key, **facts), TOAST_LIMIT)


def read(folder: Path, language: str) -> Catalog:
    """All `*.ftl` files of a folder: the bundle, and the message of each id.

    ValueError names the file and the id if something cannot be read or an id occurs twice, in whatever file.
    """
    bundle = FluentBundle([language], use_isolating=False)
    home: dict[str, str] = {}
    for path in sorted(folder.glob("*.ftl")):
        resource = FluentParser(with_spans=False).parse(path.read_text(encoding="utf-8"))
        for entry in resource.body:
            if isinstance(entry, ast.Junk):
                raise ValueError(f"{path}: cannot be read: {str(entry.content).strip()[:80]!r}")
            if isinstance(entry, ast.Message | ast.Term):
                name = f"-{entry.id.name}" if isinstance(entry, ast.Term) else entry.id.name
                if name in home:
                    raise ValueError(f"{path}: {name} is already in {home[name]}")
                home[name] = path.name
        bundle.add_resource(resource)
    ids = (name for name in home if not name.startswith("-"))
    patterns = {name: pattern for name in ids if (pattern := bundle.get_message(name).value) is not None}
    return bundle, {name: Message(pattern, _parts(pattern), _facts(pattern)) for name, pattern in patterns.items()}


def _parts(pattern: object) -> tuple[str | tuple[str], ...] | None:
    """Words and facts in their order, or nothing where there is more to it: a choice, a term, another text."""
    parts: list[str | tuple[str]] = []
    for element in pattern.elements if isinstance(pattern, Pattern) else [pattern]:
        if isinstance(element, TextElement):
            parts.append(element.value)
        elif isinstance(element, ast.Placeable) and isinstance(element.expression, ast.VariableReference):
            parts.append((element.expression.id.name,))
        else:
            return None
    return tuple(parts)


def _facts(pattern: object) -> frozenset[str] | None:
    """The names of the facts that a text uses; nothing where it refers to another text, which may use any."""
    nodes = list(_nodes(pattern))
    if any(isinstance(node, ast.MessageReference | ast.TermReference) for node in nodes):
        return None
    return frozenset(node.id.name for node in nodes if isinstance(node, ast.VariableReference))


def _nodes(node: object) -> Iterator[ast.BaseNode]:
    if isinstance(node, list):
        for one in node:
            yield from _nodes(one)
    elif isinstance(node, ast.BaseNode):
        yield node
        yield from _nodes(list(vars(node).values()))


@lru_cache(maxsize=len(LANGUAGES))
def _catalog(language: str) -> Catalog:
    return read(_FOLDER / language, language)


def _known(language: str) -> str:
    code = language.lower().replace("_", "-").partition("-")[0]
    return code if code in LANGUAGES else LANGUAGES[0]

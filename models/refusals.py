"""Refusals: the facts that stop an operation.

An operation that cannot be done raises the fact that stands in its way, named as a fact (`AlreadySigned`).
A refusal carries no sentence: it names the text to show and the facts that go into it, and whoever speaks to
the person chooses the language.
"""

import re
from typing import ClassVar

# A new word begins at a capital after a small letter, and at a run's last capital ("NotADay", "CODHeld").
_WORD_START = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


class Refusal(Exception):  # noqa: N818 - it is a fact of the business, not an error of the program
    """Base of everything that stops an operation.

    `key` names the text ("refusal-already-signed" for `AlreadySigned`); `facts` are the keyword arguments of
    the constructor, which the text inserts.
    """

    key: ClassVar[str] = "refusal"

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        cls.key = "refusal-" + _WORD_START.sub("-", cls.__name__).lower()

    def __init__(self, **facts: object) -> None:
        super().__init__()
        self.facts: dict[str, object] = facts

    def __str__(self) -> str:
        return " ".join([self.key, *(f"{name}={value!r}" for name, value in self.facts.items())])


class Denied(Refusal):
    """What a person may not do: the attempt is written to the audit trail."""


class NotAllowed(Denied):
    """The person's role does not cover this operation."""


class NotFound(Denied):
    """There is no such thing, or none that this person may see; the two are told apart to nobody."""


class NothingSoNamed(Refusal):
    """Nothing that this person may see goes by the name that was typed: a search, and no attempt at what is others'."""


class Outdated(Refusal):
    """The button or the version it rests on is no longer current: something changed in between."""


class NotUnderstood(Refusal):
    """What was said or sent could not be read as anything expected here."""


class TextTooLong(Refusal):
    """More than `limit` characters: nothing that was said is cut off unseen."""


def within(said: str, limit: int) -> str:
    """What was said, without blanks at its ends. Raises TextTooLong."""
    said = said.strip()
    if len(said) > limit:
        raise TextTooLong(limit=limit)
    return said

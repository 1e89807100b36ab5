"""What a stretch of a message was understood as. Stretches never overlap: whoever comes first keeps the place."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from models.reading.text import Text


@dataclass(slots=True, eq=False)
class Mention:
    """A stretch of the folded text: `kind` says as what it was read, `value` what it means, `why` by which rule."""

    kind: str
    start: int
    end: int
    value: Any = None
    why: str = ""

    def __lt__(self, other: Mention) -> bool:
        return self.start < other.start


@dataclass
class Board:
    """The message with everything read off it so far."""

    text: Text
    mentions: list[Mention] = field(default_factory=list)
    owners: list[Mention | None] = field(default_factory=list)
    _left: str | None = None

    def __post_init__(self) -> None:
        self.owners = [None] * len(self.text.said)

    @property
    def said(self) -> str:
        """The folded text."""
        return self.text.said

    @property
    def left(self) -> str:
        """The folded text with a mark that no rule matches wherever something was read already."""
        if self._left is None:
            self._left = "".join("\0" if owner else char for char, owner in zip(self.said, self.owners, strict=True))
        return self._left

    def beside(self, kind: str, at: int, value: Any, why: str = "") -> None:
        """Add what was understood together with what stands at a place, and takes no place itself."""
        insort(self.mentions, Mention(kind, at, at, value, why))

    def free(self, start: int, end: int) -> bool:
        """Whether nothing was read there yet."""
        return not any(self.owners[start:end])

    def put(self, kind: str, start: int, end: int, value: Any = None, why: str = "") -> Mention | None:
        """Read a stretch as something, unless it is taken or empty."""
        if start >= end or not self.free(start, end):
            return None
        mention = Mention(kind, start, end, value, why)
        insort(self.mentions, mention)
        self.owners[start:end] = [mention] * (end - start)
        self._left = None
        return mention

    def of(self, *kinds: str) -> list[Mention]:
        """Mentions of these kinds in the order of the text."""
        return [mention for mention in self.mentions if mention.kind in kinds]

    def words(self, mention: Mention) -> str:
        """What was said there."""
        return self.said[mention.start : mention.end]

    def gaps(self) -> Iterator[tuple[int, int]]:
        """Stretches that nothing was made of, parted by what was."""
        start = None
        for at, owner in enumerate([*self.owners, self]):
            if owner is None and start is None:
                start = at
            elif owner is not None and start is not None:
                yield start, at
                start = None

"""From places in a message as it was pasted back to the folded text, where rules look."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from models.reading.text import Place, Text

Stretch = tuple[int, int]  # start and end in the folded text


def stretch_of(text: Text, places: Iterable[Place]) -> Stretch:
    """Where in the folded text stands what stands at these places of the message; nothing stands at its beginning."""
    listed = list(places)
    if not listed:
        return 0, 0
    first, last = min(start for start, _end in listed), max(end for _start, end in listed)
    start = bisect_right(text.places, first, key=lambda place: place[1])
    return start, max(start, bisect_left(text.places, last, key=lambda place: place[0]))


def overlap(one: Stretch, other: Stretch) -> bool:
    """Whether they have a character in common."""
    return one[0] < other[1] and other[0] < one[1]

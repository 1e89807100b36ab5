"""What a measurement says: a line of a table, with its target where it has one."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Figure:
    """One figure: what was measured, the result in words, the ratio or amount that the target is about."""

    what: str
    result: str
    value: float | None = None
    most: float | None = None  # the target, where there is one

    @property
    def verdict(self) -> str:
        """Whether the target is kept."""
        if self.value is None or self.most is None:
            return ""
        return "ok" if self.value <= self.most else "**over**"

    def row(self) -> str:
        """The figure as a line of a Markdown table."""
        value = "" if self.value is None else f"{self.value:.3g}"
        most = "" if self.most is None else f"{self.most:g}"
        return f"| {self.what} | {self.result} | {value} | {most} | {self.verdict} |"


HEAD = "| what | result | value | at most | |\n| --- | --- | --- | --- | --- |"


def say(line: str) -> None:
    """A line of the report, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def machine() -> str:
    """Where and how busy: figures of a busy machine are to be read as ratios."""
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} cores, load {load:.1f}, Python {sys.version.split()[0]}, {time.strftime('%Y-%m-%d')}"


def ms(seconds: float) -> str:
    """Milliseconds."""
    return f"{seconds * 1000:.2f} ms"


def there(found: T | None) -> T:
    """What a measurement has itself made or asked for, and which therefore is there; raises LookupError."""
    if found is None:
        raise LookupError("what was made for the measurement is missing")
    return found

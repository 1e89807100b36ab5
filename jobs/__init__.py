"""What the clock does: one reminder a file; and how what is owed to people reaches them."""

from __future__ import annotations

# Modules with the words of letters (see `jobs.letters.composes`), loaded when the delivery starts.
LETTERS: tuple[str, ...] = ("tell_unreachable",)

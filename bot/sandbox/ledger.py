"""Every Bot API call the server accepted, in order: what the bot really did."""

from __future__ import annotations

from collections import deque
from datetime import datetime
from typing import Any

from bot.sandbox.kept import Kept
from bot.sandbox.params import Params

MAX_ENTRIES = 100_000
MAX_ON_DISK = 10_000
"""Of the calls fewer outlive the program than it can show while it runs."""
TRIM_EVERY = 500


class Ledger:
    """Accepted calls but getUpdates; the oldest go when there are too many. ``n`` goes on counting."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._entries: deque[dict[str, Any]] = deque(maxlen=MAX_ENTRIES)
        self._count = 0

    def enter(self, at: datetime, method: str, params: Params, result: Any) -> dict[str, Any]:
        """Note one call with its parameters and the message it made or changed."""
        self._count += 1
        entry = {
            "n": self._count,
            "at": at.isoformat(),
            "method": method,
            "params": params.described(),
            "message_id": result.get("message_id") if isinstance(result, dict) else None,
        }
        self._entries.append(entry)
        self._kept.put("call", self._count, entry)
        if self._count % TRIM_EVERY == 0:
            self._kept.drop_through("call", self._count - MAX_ON_DISK)
        return entry

    def restore(self, entries: list[dict[str, Any]]) -> None:
        """Go on after the calls of an earlier run."""
        self._entries.extend(entries)
        self._count = max((entry["n"] for entry in entries), default=0)

    def entries(self) -> list[dict[str, Any]]:
        """All that are kept, oldest first."""
        return list(self._entries)

"""Waiting until the bot has finished with what a person just did."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from bot.sandbox.core import Core

LOOK_EVERY_S = 0.004
QUIET_S = 0.25
"""Without word from the bot itself: how long nothing may happen after its answer before it counts as finished."""
SILENT_S = 2.0
"""The same where it has not answered at all: it may be thinking, or have nothing to say."""


async def settled(core: Core, idle: Callable[[], bool] | None, seconds: float) -> bool:
    """Return True once the bot has taken every update and gone quiet, seen twice; False after ``seconds``."""
    deadline = time.monotonic() + seconds
    seen = 0
    while time.monotonic() < deadline:
        seen = seen + 1 if _quiet(core, idle) else 0
        if seen == 2:
            return True
        await asyncio.sleep(LOOK_EVERY_S)
    return False


def _quiet(core: Core, idle: Callable[[], bool] | None) -> bool:
    if core.updates.pending or core.in_flight:
        return False
    if idle is not None:
        return idle()
    answered = core.last_call_at > core.updates.pushed_at
    since = max(core.last_call_at, core.updates.settled_at)
    return time.monotonic() - since >= (QUIET_S if answered else SILENT_S)

"""The sandbox by itself, on real time, for any one bot."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from bot.sandbox.server import Sandbox
from bot.sandbox.state import FIRST_PERSON


async def serve(port: int, token: str, say: Callable[[str], None] = print, keep: Path | None = None) -> None:
    """Serve until cancelled, with two people to begin with; ``say`` is told the addresses.

    ``keep`` is the file from which the chats come back the next time. Raises ``ValueError`` for a token that is
    none, ``OSError`` when the port is taken or the file cannot be used.
    """
    sandbox = Sandbox(token, title="Sandbox", keep=keep)
    sandbox.add_person(id=FIRST_PERSON, name="小李", language="zh", username="xiaoli")
    sandbox.add_person(id=FIRST_PERSON + 1, name="Alice", language="en", username="alice")
    await sandbox.start(port=port)
    try:
        say(f"Chat page:      {sandbox.base_url}/")
        say(f"Bot API server: {sandbox.base_url}/bot<token>/<method>")
        await asyncio.Event().wait()
    finally:
        await sandbox.stop()

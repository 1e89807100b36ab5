"""The sandbox by itself, on real time, for any one bot."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.sandbox.server import Sandbox


async def serve(port: int, token: str, say: Callable[[str], None] = print) -> None:
    """Serve until cancelled, with two people to begin with; ``say`` is told the addresses.

    Raises ``ValueError`` for a token that is none, ``OSError`` when the port is taken.
    """
    sandbox = Sandbox(token, title="Sandbox")
    sandbox.add_person(name="小李", language="zh", username="xiaoli")
    sandbox.add_person(name="Alice", language="en", username="alice")
    await sandbox.start(port=port)
    try:
        say(f"Chat page:      {sandbox.base_url}/")
        say(f"Bot API server: {sandbox.base_url}/bot<token>/<method>")
        await asyncio.Event().wait()
    finally:
        await sandbox.stop()

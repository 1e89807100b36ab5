"""The guided order, step by step, for the product and for the bare bot: what is typed and what is tapped."""

from __future__ import annotations

import itertools
from collections.abc import Awaitable, Callable
from typing import Any

from bench.instant import Instant, said, tapped

Feed = Callable[[dict[str, Any]], Awaitable[None]]
ORDER = ("/order", "tap 恒达", "tap P0", "20", "tap 标价", "tap 完成", "tap ✅ 确认下单")
BARE_ORDER = ("/order", "tap Name 1", "tap Name 1", "20", "tap list", "tap done", "tap confirm")
NUMBERS = itertools.count(1)


def update(chats: Instant, chat: int, step: str) -> dict[str, Any]:
    """The raw update of a step: a text, or the newest button of the chat that begins so."""
    number = next(NUMBERS)
    if not step.startswith("tap "):
        return said(chat, number, step)
    wanted = step.removeprefix("tap ")
    for text, data in chats.buttons.get(chat, []):
        if text.startswith(wanted):
            return tapped(chat, number, data)
    raise LookupError(f"no button {wanted!r} among {chats.buttons.get(chat)}, under {chats.texts.get(chat)!r}")


async def go_through(feed: Feed, chats: Instant, chat: int, steps: tuple[str, ...]) -> None:
    """One person takes one order."""
    for step in steps:
        await feed(update(chats, chat, step))

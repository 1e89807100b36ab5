"""Server-sent events: everything that happens, to every page that listens."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any

HEARTBEAT_S = 15.0
BACKLOG = 2000
"""Events a listener may lag behind before it is cut off; it reads the chats anew when it comes back."""


class Events:
    """Listeners and what is published to them."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[str | None]] = set()

    def publish(self, event: str, data: dict[str, Any]) -> None:
        """Tell every listener; one that lags too far behind is cut off."""
        if not self._listeners:
            return
        frame = f"event: {event}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
        for queue in list(self._listeners):
            if queue.qsize() < BACKLOG:
                queue.put_nowait(frame)
            else:
                self._listeners.discard(queue)
                queue.put_nowait(None)

    async def frames(self) -> AsyncIterator[str]:
        """Frames for one listener until it is cut off or the server stops; a comment when nothing happens."""
        with self._listening() as queue:
            yield "retry: 1000\n: welcome\n\n"
            while True:
                try:
                    frame = await asyncio.wait_for(queue.get(), HEARTBEAT_S)
                except TimeoutError:
                    frame = ": still here\n\n"
                if frame is None:
                    return
                yield frame

    def close(self) -> None:
        """End every stream."""
        for queue in self._listeners:
            queue.put_nowait(None)
        self._listeners.clear()

    @contextmanager
    def _listening(self) -> Iterator[asyncio.Queue[str | None]]:
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            yield queue
        finally:
            self._listeners.discard(queue)

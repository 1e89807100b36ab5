"""People's phones, read from the chat server's stream of events, and what people do with them over its door."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientSession, ClientTimeout

FOREVER = ClientTimeout(total=None, sock_read=None)


@dataclass
class Phone:
    """One chat: its messages by number, the last words over the screen, and how often anything has changed."""

    id: int
    messages: dict[int, dict[str, Any]] = field(default_factory=dict)
    changed_at: dict[int, int] = field(default_factory=dict)  # message -> the change that touched it last
    changes: int = 0
    toast: str = ""
    toasted_at: int = 0
    moved: asyncio.Event = field(default_factory=asyncio.Event)

    def take(self, kind: str, data: dict[str, Any]) -> None:
        """An event about this chat."""
        self.changes += 1
        if kind == "delete":
            self.messages.pop(data["message_id"], None)
        elif kind == "answer":
            self.toast, self.toasted_at = data.get("text") or "", self.changes
        elif kind in ("message", "edit"):
            number = data["message"]["message_id"]
            self.messages[number] = data["message"]
            self.changed_at[number] = self.changes
        self.moved.set()

    def shown_since(self, change: int) -> str:
        """What the bot wrote, or wrote anew, after a change."""
        texts = [
            one["text"] or ""
            for number, one in sorted(self.messages.items())
            if one["sender"] == "bot" and self.changed_at[number] > change
        ]
        return "\n".join([self.toast, *texts] if self.toasted_at > change else texts)

    def answered_since(self, change: int) -> bool:
        """Whether the bot did anything after a change."""
        theirs = (at for number, at in self.changed_at.items() if self._is_bots(number))
        return self.toasted_at > change or any(at > change for at in theirs)

    def _is_bots(self, number: int) -> bool:
        return number in self.messages and self.messages[number]["sender"] == "bot"

    def button(self, label: str, *, newest: bool = True, holding: str = "") -> tuple[int, str] | None:
        """The message and data of a button whose label begins so; in the newest message with buttons, or in any.

        With `holding`, of the messages whose text holds that only: after a kill an older card may be shown again.
        """
        for number in sorted(self.messages, reverse=True):
            if holding not in (self.messages[number]["text"] or ""):
                continue
            row = [button for buttons in self.messages[number]["buttons"] for button in buttons]
            for button in row:
                if button["data"] and button["text"].startswith(label):
                    return number, button["data"]
            if row and newest:
                return None
        return None

    async def until(self, seen: Callable[[], bool], seconds: float) -> bool:
        """Wait until something is to be seen, or that long."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not seen():
                    self.moved.clear()
                    await self.moved.wait()
        return seen()


class Phones:
    """Everybody's phone, kept up to date; and the door through which people write and tap."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.http = ClientSession()
        self.all: dict[int, Phone] = {}
        self.actions = 0
        self._listening: asyncio.Task[None] | None = None

    def phone(self, number: int) -> Phone:
        """One person's."""
        return self.all.setdefault(number, Phone(number))

    async def listen(self) -> None:
        """Follow the events from now on."""
        heard = asyncio.Event()
        self._listening = asyncio.create_task(self._follow(heard))
        await heard.wait()

    async def says(self, number: int, text: str) -> None:
        """Somebody writes."""
        await self._post(f"/sandbox/chats/{number}/messages", {"text": text})

    async def taps(self, number: int, message_id: int, data: str) -> None:
        """Somebody presses a button; one that is gone meanwhile cannot be pressed."""
        await self._post(f"/sandbox/chats/{number}/taps", {"message_id": message_id, "data": data})

    async def close(self) -> None:
        """Put the phones away."""
        if self._listening is not None:
            self._listening.cancel()
            with suppress(asyncio.CancelledError):
                await self._listening
        await self.http.close()

    async def _post(self, path: str, body: dict[str, Any]) -> None:
        self.actions += 1
        async with self.http.post(self.url + path, json=body) as answer:
            await answer.read()

    async def _follow(self, heard: asyncio.Event) -> None:
        kind = ""
        async with self.http.get(f"{self.url}/sandbox/events", timeout=FOREVER) as stream:
            heard.set()
            while line := await _line(stream.content):
                if line.startswith("event: "):
                    kind = line.removeprefix("event: ").strip()
                elif line.startswith("data: ") and kind in ("message", "edit", "delete", "answer"):
                    data = json.loads(line.removeprefix("data: "))
                    self.phone(data["chat_id"]).take(kind, data)
        raise RuntimeError("the chat server's events have ended")


async def _line(content: asyncio.StreamReader | Any) -> str:
    raw: bytes = await content.readline()
    return raw.decode() or ""

"""The server's heart: everything it holds, and the few ways a chat changes."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.sandbox.contract import CompanyClock
from bot.sandbox.errors import bad_request, forbidden
from bot.sandbox.events import Events
from bot.sandbox.faults import Faults
from bot.sandbox.files import FileStore
from bot.sandbox.kept import Kept
from bot.sandbox.ledger import Ledger
from bot.sandbox.params import Params
from bot.sandbox.recall import message_fact, query_fact, recall
from bot.sandbox.state import Chats, Content, Message, Person, Profile, Query
from bot.sandbox.updates import Updates
from bot.sandbox.views import api_message, door_message, door_person
from bot.sandbox.webhook import Webhook

TOKEN = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]+")
QUERY_LIFE_S = 300.0

ProfileKey = str | tuple[str, str] | int | None
"""A language; scope and language; a chat, or None for all of them."""


class Core:
    """One bot, its chats, its updates, and who is told what happens; ``keep`` is the file that outlives it."""

    def __init__(self, token: str, title: str, clock: CompanyClock | None, keep: Path | None = None) -> None:
        if not TOKEN.fullmatch(token):
            raise ValueError("A bot token looks like 123456:ABC-DEF1234ghIkl.")
        self.token = token
        self.title = title
        self.clock = clock
        self.kept = Kept(keep, token)
        self.chats = Chats()
        self.updates = Updates(self.kept)
        self.webhook = Webhook(self.updates, self.kept)
        self.events = Events()
        self.faults = Faults()
        self.in_flight = 0
        self.last_call_at = time.monotonic()
        self.clear()
        recall(self)
        self.bot.name = self.bot.names.get("", title)

    def clear(self) -> None:
        """Begin with nobody and nothing in memory; message ids go on rising."""
        word = re.sub(r"[^a-z0-9]+", "_", self.title.lower()).strip("_")
        username = f"{word}_sandbox_bot" if word else "sandbox_bot"
        self.bot = Profile(int(self.token.split(":")[0]), self.title, username)
        self.chats = Chats(self.chats.last_message)
        self.files = FileStore(self.kept)
        self.ledger = Ledger(self.kept)
        self.queries: dict[str, Query] = {}

    def forget(self) -> None:
        """Forget all people, chats, files, calls, updates and what the bot told about itself, on disk too."""
        self.clear()
        self.updates.drop()
        self.kept.wipe()

    def now(self) -> datetime:
        """The company's clock, or the computer's where there is none."""
        return self.clock.now() if self.clock else datetime.now(UTC).astimezone()

    def person(self, params: Params) -> Person:
        """Whose chat a Bot API call means."""
        if not params.text("chat_id"):
            raise bad_request("chat_id is empty")
        person = self.chats.people.get(params.integer("chat_id") or 0)
        if person is None:
            raise bad_request("chat not found")
        return person

    def recipient(self, params: Params) -> Person:
        """The same for a call that sends: it needs someone who did not block the bot."""
        person = self.person(params)
        if person.blocked:
            raise forbidden("bot was blocked by the user")
        return person

    def add_person(self, person: Person) -> None:
        """Let someone chat. Someone known is renewed where chats are kept, else ``ValueError`` is raised."""
        known = self.chats.people.get(person.id) if self.kept.on else None
        if known is None:
            self.chats.add_person(person)
        else:
            known.name, known.language, known.about = person.name, person.language, person.about
            known.username = person.username or known.username
            person = known
        self.kept.put("person", person.id, asdict(person))
        self.events.publish("people", {"person": door_person(person)})

    def write(self, person: Person, content: Content, *, by_bot: bool, **more: Any) -> Message:
        """Put a new message into a person's chat; ``more`` is its markup, what it replies to, protection."""
        message = Message(self.chats.next_message_id(), person, by_bot, self.now(), content, **more)
        self.chats.add(message)
        self.kept.put("message", message.id, message_fact(message))
        self.events.publish("message", {"chat_id": person.id, "message": door_message(message)})
        return message

    def changed(self, message: Message) -> None:
        """Note and tell that a message was edited."""
        message.edits += 1
        message.edited_at = self.now()
        self.chats.touch(message)
        self.kept.put("message", message.id, message_fact(message))
        self.events.publish("edit", {"chat_id": message.chat.id, "message": door_message(message)})

    def delete(self, message: Message) -> None:
        """Take a message off the phone; it stays known as deleted."""
        message.deleted = True
        self.chats.touch(message)
        self.kept.put("message", message.id, message_fact(message))
        self.events.publish("delete", {"chat_id": message.chat.id, "message_id": message.id})

    def say(self, person: Person, content: Content) -> Message:
        """A person writes: into the chat, and to the bot as an update."""
        with self.kept.together():
            message = self.write(person, content, by_bot=False)
            self.updates.push("message", api_message(message, self.bot), person.id)
        return message

    def tap(self, message: Message, data: str) -> str:
        """A person presses a button; returns the id of the query the bot is to answer."""
        query_id = str(secrets.randbelow(10**18) + 10**18)
        payload = {
            "id": query_id,
            "from": message.chat.as_user(),
            "message": api_message(message, self.bot),
            "chat_instance": self._chat_instance(message.chat),
            "data": data,
        }
        with self.kept.together():
            self._drop_old_queries()
            self.queries[query_id] = Query(message.chat, time.monotonic())
            self.kept.put("query", query_id, query_fact(self.queries[query_id]))
            self.updates.push("callback_query", payload, message.chat.id)
        return query_id

    def _drop_old_queries(self) -> None:
        oldest = time.monotonic() - QUERY_LIFE_S
        old = [key for key, each in self.queries.items() if each.asked_at <= oldest]
        for key in old:
            del self.queries[key]
        self.kept.drop("query", old)

    def answer(self, query_id: str, text: str, *, alert: bool) -> None:
        """The bot answers a tap; raises ``ApiError`` for a query that is unknown or too old."""
        query = self.queries.get(query_id)
        if query is None or time.monotonic() - query.asked_at >= QUERY_LIFE_S:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        query.answer = {"text": text, "show_alert": alert}
        self.kept.put("query", query_id, query_fact(query))
        data = {"chat_id": query.person.id, "callback_query_id": query_id, **query.answer}
        self.events.publish("answer", data)

    def set_blocked(self, person: Person, blocked: bool) -> None:
        """A person blocks the bot or lets it in again; the bot is told, once."""
        if person.blocked == blocked:
            return
        person.blocked = blocked
        states: list[dict[str, Any]] = [{"user": self.bot.as_user(), "status": "member"}]
        states.append({"user": self.bot.as_user(), "status": "kicked", "until_date": 0})
        old, new = states if blocked else reversed(states)
        payload = {
            "chat": person.as_chat(),
            "from": person.as_user(),
            "date": int(self.now().timestamp()),
            "old_chat_member": old,
            "new_chat_member": new,
        }
        with self.kept.together():
            self.kept.put("person", person.id, asdict(person))
            self.updates.push("my_chat_member", payload, person.id)
        self.events.publish("people", {"person": door_person(person)})

    def set_profile(self, part: str, key: ProfileKey, value: Any) -> None:
        """The bot tells one thing about itself, such as its commands of one scope; None takes it back."""
        self.bot.put(part, key, value)
        self.bot.name = self.bot.names.get("", self.title)
        place = json.dumps([part, key])
        if value is None:
            self.kept.drop("profile", [place])
        else:
            self.kept.put("profile", place, [part, key, value])

    def _chat_instance(self, person: Person) -> str:
        digest = hashlib.sha256(f"{self.bot.id}:{person.id}".encode()).digest()
        return str(int.from_bytes(digest[:8], "big", signed=True))

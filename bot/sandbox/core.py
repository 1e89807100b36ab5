"""The server's heart: everything it holds, and the few ways a chat changes."""

from __future__ import annotations

import hashlib
import re
import secrets
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.sandbox.contract import CompanyClock
from bot.sandbox.errors import bad_request, forbidden
from bot.sandbox.events import Events
from bot.sandbox.faults import Faults
from bot.sandbox.files import FileStore
from bot.sandbox.ledger import Ledger
from bot.sandbox.params import Params
from bot.sandbox.state import Chats, Content, Message, Person, Profile
from bot.sandbox.updates import Updates
from bot.sandbox.views import api_message, door_message, door_person
from bot.sandbox.webhook import Webhook

TOKEN = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]+")
QUERY_LIFE_S = 300.0


@dataclass
class Query:
    """A tap that waits for its answer."""

    person: Person
    asked_at: float
    answer: dict[str, Any] | None = None


class Core:
    """One bot, its chats, its updates, and who is told what happens."""

    def __init__(self, token: str, title: str, clock: CompanyClock | None) -> None:
        if not TOKEN.fullmatch(token):
            raise ValueError("A bot token looks like 123456:ABC-DEF1234ghIkl.")
        word = re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")
        self.token = token
        self.title = title
        self.clock = clock
        self.bot = Profile(int(token.split(":")[0]), title, f"{word}_sandbox_bot" if word else "sandbox_bot")
        self.chats = Chats()
        self.files = FileStore()
        self.updates = Updates()
        self.webhook = Webhook(self.updates)
        self.events = Events()
        self.faults = Faults()
        self.ledger = Ledger()
        self.queries: dict[str, Query] = {}
        self.in_flight = 0
        self.last_call_at = time.monotonic()

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
        """Let someone chat; raises ``ValueError`` for an id that is taken."""
        self.chats.add_person(person)
        self.events.publish("people", {"person": door_person(person)})

    def write(self, person: Person, content: Content, *, by_bot: bool, **more: Any) -> Message:
        """Put a new message into a person's chat; ``more`` is its markup, what it replies to, protection."""
        message = Message(self.chats.next_message_id(), person, by_bot, self.now(), content, **more)
        self.chats.add(message)
        self.events.publish("message", {"chat_id": person.id, "message": door_message(message)})
        return message

    def changed(self, message: Message) -> None:
        """Note and tell that a message was edited."""
        message.edits += 1
        message.edited_at = self.now()
        self.chats.touch(message)
        self.events.publish("edit", {"chat_id": message.chat.id, "message": door_message(message)})

    def delete(self, message: Message) -> None:
        """Take a message off the phone; it stays known as deleted."""
        message.deleted = True
        self.chats.touch(message)
        self.events.publish("delete", {"chat_id": message.chat.id, "message_id": message.id})

    def say(self, person: Person, content: Content) -> Message:
        """A person writes: into the chat, and to the bot as an update."""
        message = self.write(person, content, by_bot=False)
        self.updates.push("message", api_message(message, self.bot), person.id)
        return message

    def tap(self, message: Message, data: str) -> str:
        """A person presses a button; returns the id of the query the bot is to answer."""
        now = time.monotonic()
        self.queries = {key: each for key, each in self.queries.items() if now - each.asked_at < QUERY_LIFE_S}
        query_id = str(secrets.randbelow(10**18) + 10**18)
        self.queries[query_id] = Query(message.chat, now)
        self.updates.push(
            "callback_query",
            {
                "id": query_id,
                "from": message.chat.as_user(),
                "message": api_message(message, self.bot),
                "chat_instance": self._chat_instance(message.chat),
                "data": data,
            },
            message.chat.id,
        )
        return query_id

    def answer(self, query_id: str, text: str, *, alert: bool) -> None:
        """The bot answers a tap; raises ``ApiError`` for a query that is unknown or too old."""
        query = self.queries.get(query_id)
        if query is None or time.monotonic() - query.asked_at >= QUERY_LIFE_S:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        query.answer = {"text": text, "show_alert": alert}
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
        self.updates.push(
            "my_chat_member",
            {
                "chat": person.as_chat(),
                "from": person.as_user(),
                "date": int(self.now().timestamp()),
                "old_chat_member": old,
                "new_chat_member": new,
            },
            person.id,
        )
        self.events.publish("people", {"person": door_person(person)})

    def _chat_instance(self, person: Person) -> str:
        digest = hashlib.sha256(f"{self.bot.id}:{person.id}".encode()).digest()
        return str(int.from_bytes(digest[:8], "big", signed=True))

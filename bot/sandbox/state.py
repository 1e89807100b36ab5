"""What the server remembers: people, the bot's profile, and each person's chat with the bot."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.sandbox.files import StoredFile
from bot.sandbox.keyboards import Keyboard
from bot.sandbox.texts import Entity

_EPOCH = 1_735_689_600
FIRST_PERSON = 5_000_000_001
"""Ids of people are as wide as the real ones: more than 32 bits."""


@dataclass
class Person:
    """Someone who can chat with the bot; their private chat has their id."""

    id: int
    name: str
    language: str
    username: str | None = None
    about: str | dict[str, str] | None = None
    blocked: bool = False

    def as_user(self) -> dict[str, Any]:
        """The ``User`` object of the Bot API."""
        user = {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": self.language}
        return {**user, "username": self.username} if self.username else user

    def as_chat(self) -> dict[str, Any]:
        """The ``Chat`` object of the Bot API."""
        chat = {"id": self.id, "type": "private", "first_name": self.name}
        return {**chat, "username": self.username} if self.username else chat


@dataclass
class Profile:
    """The bot itself: what it is called and what it told people about itself."""

    id: int
    name: str
    username: str
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[dict[str, str]]] = field(default_factory=dict)
    menu_buttons: dict[int | None, dict[str, Any]] = field(default_factory=dict)

    def put(self, part: str, key: Any, value: Any) -> None:
        """Set one entry of a part such as ``commands``; None takes it away."""
        kept: dict[Any, Any] = getattr(self, part)
        if value is None:
            kept.pop(key, None)
        else:
            kept[key] = value

    def as_user(self) -> dict[str, Any]:
        """The ``User`` object of the Bot API."""
        return {"id": self.id, "is_bot": True, "first_name": self.name, "username": self.username}

    def commands_for(self, person: Person) -> list[dict[str, str]]:
        """The commands this person's app lists: the narrowest scope first, their language before none."""
        language = person.language[:2].lower()
        for scope in (f"chat:{person.id}", "all_private_chats", "default"):
            for code in (language, ""):
                if commands := self.commands.get((scope, code)):
                    return commands
        return []


@dataclass
class Content:
    """What a message carries: its kind, its text or caption with entities, its file, its other fields."""

    kind: str
    text: str = ""
    entities: list[Entity] = field(default_factory=list)
    file: StoredFile | None = None
    payload: dict[str, Any] = field(default_factory=dict)


@dataclass
class Message:
    """One message in a person's chat with the bot, by either of them."""

    id: int
    chat: Person
    by_bot: bool
    at: datetime
    content: Content
    markup: dict[str, Any] | None = None
    reply_to: int | None = None
    protected: bool = False
    edits: int = 0
    edited_at: datetime | None = None
    deleted: bool = False
    revision: int = 0

    @property
    def inline(self) -> Keyboard:
        """The buttons under the message, by rows; none is an empty list."""
        rows: Keyboard = (self.markup or {}).get("inline_keyboard", [])
        return rows


@dataclass
class Query:
    """A tap that waits for its answer; ``asked_at`` is a moment of the monotonic clock."""

    person: Person
    asked_at: float
    answer: dict[str, Any] | None = None


class Chats:
    """All people and all messages. Message ids rise over restarts: an old id never means a new message."""

    def __init__(self, last_message: int = 0) -> None:
        self.people: dict[int, Person] = {}
        self.revision = 0
        self._messages: dict[int, dict[int, Message]] = {}
        self.last_message = max(last_message, int(time.time()) - _EPOCH)
        self._next_person = FIRST_PERSON

    def add_person(self, person: Person) -> None:
        """Add someone with an id of their own; raises ``ValueError`` for an id that is taken."""
        if person.id in self.people:
            raise ValueError(f"There is a person {person.id} already.")
        self.people[person.id] = person
        self._messages[person.id] = {}

    def free_id(self) -> int:
        """An id nobody has."""
        while self._next_person in self.people:
            self._next_person += 1
        return self._next_person

    def messages(self, person_id: int) -> dict[int, Message]:
        """The messages of that person's chat, oldest first, the deleted ones among them."""
        return self._messages[person_id]

    def add(self, message: Message) -> None:
        """Put a message into its chat."""
        self.messages(message.chat.id)[message.id] = message
        self.touch(message)

    def restore(self, message: Message) -> None:
        """Put a message of an earlier run back into its chat."""
        self.messages(message.chat.id)[message.id] = message
        self.last_message = max(self.last_message, message.id)

    def touch(self, message: Message) -> None:
        """Note that the message came or changed now."""
        self.revision += 1
        message.revision = self.revision

    def next_message_id(self) -> int:
        """A fresh message id; ids rise over all chats, as the real server's do."""
        self.last_message += 1
        return self.last_message

"""Where conversations keep their state: the product's own database, read once and written once per update.

While an update of a person is worked on, their rows live in memory; what changed is written in the same
transaction that
marks the update as done. A crash in between leaves both as they were, and the update is worked on again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, DefaultKeyBuilder, StateType, StorageKey
from sqlalchemy import bindparam, delete, insert, select
from sqlmodel import Session

from models.inbox import DialogState

STATES = DialogState.metadata.tables["dialog_states"]
EMPTY = "{}"
KEYS = DefaultKeyBuilder(with_destiny=True, with_bot_id=True)

OF_PERSON = select(STATES.c.name, STATES.c.state, STATES.c.data).where(STATES.c.person_key == bindparam("person"))
GONE = delete(STATES).where(STATES.c.name.in_(bindparam("names", expanding=True)))
NEW = insert(STATES)


@dataclass
class Row:
    """A state row in memory; the data as JSON, so that nobody changes it unseen."""

    state: str | None = None
    data: str = EMPTY


@dataclass
class Book:
    """The rows of one person while an update of theirs is worked on."""

    rows: dict[str, Row]
    changed: set[str] = field(default_factory=set)


def load(session: Session, person_key: int) -> dict[str, Row]:
    """Every state row of a person."""
    found = session.connection().execute(OF_PERSON, {"person": person_key})
    return {name: Row(state, data) for name, state, data in found}


def save(session: Session, person_key: int, book: Book, now: datetime) -> None:
    """Write what changed; empty rows go."""
    if not book.changed:
        return
    connection = session.connection()
    connection.execute(GONE, {"names": sorted(book.changed)})
    kept = [
        {
            "name": name,
            "person_key": person_key,
            "state": row.state,
            "data": row.data,
            "changed_at": now,
        }
        for name in sorted(book.changed)
        if (row := book.rows[name]).state or row.data != EMPTY
    ]
    if kept:
        connection.execute(NEW, kept)


class DialogStorage(BaseStorage):
    """aiogram's storage over the books that are open right now."""

    def __init__(self) -> None:
        self.books: dict[int, Book] = {}

    def _row(self, key: StorageKey, *, change: bool = False) -> Row:
        book = self.books.get(key.user_id)
        if book is None:
            raise RuntimeError("a conversation is touched outside the work on an update")
        name = KEYS.build(key, "data")
        if change:
            book.changed.add(name)
        return book.rows.setdefault(name, Row())

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        self._row(key, change=True).state = state.state if isinstance(state, State) else state

    async def get_state(self, key: StorageKey) -> str | None:
        return self._row(key).state

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        text = json.dumps(dict(data), ensure_ascii=False, default=str)
        if self._row(key).data != text:
            self._row(key, change=True).data = text

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        data: dict[str, Any] = json.loads(self._row(key).data)
        return data

    async def close(self) -> None:
        """Nothing is held."""

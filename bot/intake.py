"""Intake: every update is kept raw before the chat server is told that we have it, then worked on, each
person's in turn.

A kill at any point leaves the update either with the chat server or in the inbox; what is undone at the start
is done then.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections import deque
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramNetworkError, TelegramRetryAfter
from aiogram.types import Update
from pydantic import ValidationError
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from bot.storage import Book, DialogStorage, Row, load, save
from handlers.desk import Desk
from models.clock import Clock
from models.database import Database
from models.inbox import InboxUpdate
from models.people import Actor, actor_by_telegram

AT_ONCE = 16  # people served at the same time
TRIES = 5
INVITED = re.compile(r"/start\s+[\w-]{22}\s*")  # a stranger with a code: 128 bits, base64url
INBOX = InboxUpdate.metadata.tables["inbox"]
# These are run at every update: built once, and past the records.
KNOWN = select(INBOX.c.id).where(INBOX.c.bot_id == bindparam("bot"), INBOX.c.update_id == bindparam("number"))
NEW = insert(INBOX).returning(INBOX.c.id)
DONE = (
    update(INBOX)
    .where(INBOX.c.id == bindparam("row"))
    .values(state=bindparam("state"), error=bindparam("error"), done_at=bindparam("done_at"))
)
Known = tuple[Actor | None, dict[str, Row]]

log = logging.getLogger(__name__)


def person_key(raw: dict[str, Any]) -> int:
    """The numeric id of whoever wrote or tapped; 0 where the update names nobody (or nonsense)."""
    for part in raw.values():
        sender = part.get("from") if isinstance(part, dict) else None
        number = sender.get("id") if isinstance(sender, dict) else None
        if isinstance(number, int) and not isinstance(number, bool) and 0 < number < 2**53:
            return number
    return 0


@dataclass(frozen=True)
class Kept:
    """An update that was taken in: its row (0: a stranger's, not written down), whose it is, and its raw form."""

    row_id: int
    key: int
    raw: str
    known: Known | None = None  # the person and their conversation, as they were when it was taken in


def _brings_invitation(raw: dict[str, Any]) -> bool:
    """A stranger's words are not written down, unless they bring an invitation."""
    message = raw.get("message")
    said = message.get("text") if isinstance(message, dict) else None
    return isinstance(said, str) and INVITED.fullmatch(said) is not None


def _look(session: Session, key: int) -> Known:
    return actor_by_telegram(session, key), load(session, key)


class Lanes:
    """One queue a person: their updates one by one, across people many at once, the waiting served in turn."""

    def __init__(self) -> None:
        self.lanes: dict[int, deque[Kept]] = {}
        self.running: set[asyncio.Task[None]] = set()
        self.places = asyncio.Semaphore(AT_ONCE)

    def __len__(self) -> int:
        return sum(len(lane) for lane in self.lanes.values()) + len(self.running)


class Intake:
    """Takes updates in and works them off through the dispatcher."""

    def __init__(self, db: Database, bot: Bot, dispatcher: Dispatcher, storage: DialogStorage, clock: Clock) -> None:
        self.db, self.bot, self.dispatcher, self.storage, self.clock = db, bot, dispatcher, storage, clock
        self.lanes = Lanes()
        self.wake_delivery = asyncio.Event()
        self.stopping = False

    @property
    def idle(self) -> bool:
        """Nothing waits and nothing is worked on."""
        return len(self.lanes) == 0

    async def accept(self, updates: list[Any]) -> None:
        """Keep updates and queue those that are new. Commits before it returns."""
        fresh = await self.db.write(lambda session: self._keep(session, updates))
        for kept in fresh:
            self._queue(kept)

    def _keep(self, session: Session, updates: list[Any]) -> list[Kept]:
        now, fresh = self.clock.now(), []
        for raw in updates:
            number = raw.get("update_id") if isinstance(raw, dict) else None
            if not isinstance(number, int) or isinstance(number, bool) or not -(2**63) <= number < 2**63:
                log.warning("an update without a number was passed over")
                continue
            key, text = person_key(raw), json.dumps(raw, ensure_ascii=False)
            who = actor_by_telegram(session, key)
            if who is None and not _brings_invitation(raw):
                fresh.append(Kept(0, key, text))
                continue
            known = {"bot": self.bot.id, "number": number}
            if session.connection().execute(KNOWN, known).first() is None:
                row = {
                    "bot_id": self.bot.id, "update_id": number, "person_key": key, "raw": text,
                    "state": "waiting", "attempts": 0, "error": "", "received_at": now,
                }  # fmt: skip
                row_id = session.connection().execute(NEW, row).scalar_one()
                fresh.append(Kept(int(row_id), key, text, (who, load(session, key))))
        return fresh

    async def resume(self) -> None:
        """Queue what was kept but not done before the last stop."""
        undone = (
            select(INBOX.c.id, INBOX.c.person_key, INBOX.c.raw).where(INBOX.c.state == "waiting").order_by(INBOX.c.id)
        )
        for row_id, key, raw in await self.db.read(lambda session: list(session.execute(undone))):
            self._queue(Kept(row_id, key, raw))

    def _queue(self, kept: Kept) -> None:
        key = kept.key
        lane = self.lanes.lanes.setdefault(key, deque())
        lane.append(replace(kept, known=None) if lane or self.lanes.places.locked() else kept)
        if len(lane) == 1 and not self.stopping:
            task = asyncio.create_task(self._work_off(key), name=f"lane {key}")
            self.lanes.running.add(task)
            task.add_done_callback(self.lanes.running.discard)

    async def _work_off(self, key: int) -> None:
        lane = self.lanes.lanes[key]
        while lane and not self.stopping:
            async with self.lanes.places:
                await self._work(lane[0])
            lane.popleft()
        if not lane:
            del self.lanes.lanes[key]

    async def _work(self, kept: Kept) -> None:
        key, row_id = kept.key, kept.row_id
        for attempt in range(1, TRIES + 1):
            try:
                await self._once(kept if attempt == 1 else replace(kept, known=None))
                return
            except TelegramRetryAfter as error:
                await asyncio.sleep(min(error.retry_after, 60))
            except (TelegramNetworkError, DBAPIError) as error:
                log.warning("update %s: %s, try %s", row_id, type(error).__name__, attempt)
                await asyncio.sleep(min(0.2 * 4**attempt, 30))
            except Exception as error:
                log.exception("update %s could not be worked off", row_id)
                await self._close(key, row_id, None, state="quarantined", error=type(error).__name__)
                return
        if row_id:
            log.error("update %s stays for the next start", row_id)

    async def _once(self, kept: Kept) -> None:
        key, row_id = kept.key, kept.row_id
        who, rows = kept.known if kept.known is not None else await self.db.read(lambda session: _look(session, key))
        book = self.storage.books[key] = Book(rows)
        try:
            event = Update.model_validate(json.loads(kept.raw), context={"bot": self.bot})
        except (ValidationError, ValueError, RecursionError) as error:
            log.warning("update %s is not one we understand", row_id)
            await self._close(key, row_id, None, state="quarantined", error=type(error).__name__)
            return
        try:
            await self.dispatcher.feed_update(self.bot, event, desk=self._desk(key, row_id, event, who))
            await self._close(key, row_id, book)
        finally:
            self.storage.books.pop(key, None)

    def _desk(self, key: int, row_id: int, event: Update, who: Actor | None) -> Desk:
        update_key = f"update:{self.bot.id}:{event.update_id}"
        return Desk(self.db, self.clock, key, who, update_key, self.wake_delivery.set, kept=row_id > 0)

    async def _close(self, key: int, row_id: int, book: Book | None, *, state: str = "done", error: str = "") -> None:
        """One transaction: the conversation as it is now, and the update done.

        Nobody waits for the disk here: were it undone by a power cut, the update would be worked on again, as after a
        kill just before it, and what its operations wrote is found under their keys.
        """
        if not row_id and (book is None or not book.changed):
            return
        now: datetime = self.clock.now()

        def work(session: Session) -> None:
            if book is not None:
                save(session, key, book, now)
            if row_id:
                done = {"row": row_id, "state": state, "error": error, "done_at": now}
                session.connection().execute(DONE, done)

        await self.db.write(work, lasting=False)

    async def drain(self, seconds: float) -> None:
        """Let what runs come to its end; what waits stays in the inbox."""
        self.stopping = True
        if self.lanes.running:
            await asyncio.wait(self.lanes.running, timeout=seconds)
        for task in list(self.lanes.running):
            task.cancel()

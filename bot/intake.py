"""Intake: every update is kept raw before the chat server is told that we have it, then worked on, each
person's in turn.

A kill at any point leaves the update either with the chat server or in the inbox; what is undone at the start
is done then, and what was left over by a broken database a little later.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import Update
from pydantic import ValidationError
from sqlalchemy import bindparam, select, update
from sqlmodel import Session

from bot.lanes import MOST_OF_STRANGERS, MOST_WAITING, Kept, Known, Lanes
from bot.raw import as_text, brings_invitation, in_a_group, number_of, person_key
from bot.storage import Book, DialogStorage, load, save
from handlers.desk import Desk
from jobs.tell_flood import tell_flood
from models.base import unless_there
from models.clock import Clock
from models.database import DATABASE_TROUBLE, Database
from models.inbox import InboxUpdate
from models.people import Actor, actor_by_telegram
from models.trace import UPDATE

LONGEST_WAIT_S = 30.0
POISON_TRIES = 20  # about eight minutes: an update at which the network always fails, while it does not at others
CLOSE_AGAIN_S = 0.5
TOLD_FOR = timedelta(hours=1)  # so long somebody who floods is not told again, and the books are not asked
LEFT_OVER_S = 30.0  # how often the inbox is looked through for what nobody works on
TROUBLE = (TelegramNetworkError, TelegramServerError, ClientDecodeError, *DATABASE_TROUBLE)  # it passes
INBOX = InboxUpdate.metadata.tables["inbox"]
# These are run at every update: built once, and past the records.
KNOWN = select(INBOX.c.id, INBOX.c.state).where(
    INBOX.c.bot_id == bindparam("bot_id"), INBOX.c.update_id == bindparam("update_id")
)
NEW = unless_there(INBOX, "bot_id", "update_id", leaving=("id", "done_at")).returning(INBOX.c.id)
STATE = select(INBOX.c.state).where(INBOX.c.id == bindparam("row"))
DONE = (
    update(INBOX)
    .where(INBOX.c.id == bindparam("row"), INBOX.c.state == "waiting")
    .values(state=bindparam("new_state"), error=bindparam("error"), done_at=bindparam("done_at"))
)
UNDONE = select(INBOX.c.id, INBOX.c.person_key, INBOX.c.raw).where(INBOX.c.state == "waiting").order_by(INBOX.c.id)

log = logging.getLogger(__name__)


def _look(session: Session, key: int) -> Known:
    return actor_by_telegram(session, key), load(session, key)


def _touch(session: Session) -> None:
    """Begin a writing transaction: a session that does nothing begins none."""
    session.connection()


class Intake:
    """Takes updates in and works them off through the dispatcher."""

    def __init__(self, db: Database, bot: Bot, dispatcher: Dispatcher, storage: DialogStorage, clock: Clock) -> None:
        self.db, self.bot, self.dispatcher, self.storage, self.clock = db, bot, dispatcher, storage, clock
        self.lanes = Lanes(self._work)
        self.wake_delivery = asyncio.Event()
        self._worked = 0  # updates that were worked off
        self._told: dict[int, datetime] = {}  # when each person who floods was last told

    @property
    def idle(self) -> bool:
        """Nothing waits and nothing is worked on."""
        return len(self.lanes) == 0

    async def accept(self, updates: list[Any]) -> None:
        """Keep updates and queue those that are new. Commits before it returns.

        Of one person only so many wait at a time: what comes beyond is passed over, and they are told once an hour.
        """
        some = [raw for raw in updates if not self._floods_on(raw)]
        if not some:
            return
        fresh, told = await self.db.write(lambda session: self._keep(session, some))
        for kept in fresh:
            self.lanes.add(kept)
        if told:
            self._told.update(dict.fromkeys(told, self.clock.now()))
            self.wake_delivery.set()

    def _floods_on(self, raw: Any) -> bool:
        """Of somebody whose queue is full and who knows: passed over at once, so that a flood costs others little."""
        key = person_key(raw) if isinstance(raw, dict) else 0
        told = self._told.get(key)
        return told is not None and self.lanes.waiting(key) >= MOST_WAITING and self.clock.now() - told < TOLD_FOR

    def _keep(self, session: Session, updates: list[Any]) -> tuple[list[Kept], set[int]]:
        """In the writer's thread. A row that is there already is queued too where nobody works on it: the commit that
        wrote it may have succeeded although the database said otherwise.
        """
        fresh: list[Kept] = []
        people: dict[int, Known] = {}
        waiting: Counter[int] = Counter()
        flooding: Counter[int] = Counter()
        for raw in updates:
            number = number_of(raw)
            if number is None:
                log.warning("an update without a number was passed over")
                continue
            key = person_key(raw)
            if key not in people:
                people[key], waiting[key] = _look(session, key), self.lanes.waiting(key)
            who, rows = people[key]
            stranger = (who is None and not brings_invitation(raw)) or in_a_group(raw)
            if waiting[key] >= (MOST_OF_STRANGERS if stranger else MOST_WAITING):
                flooding[key] += 1
                continue
            kept = Kept(0, key, as_text(raw)) if stranger else self._row(session, number, key, raw)
            if kept is not None:
                waiting[key] += 1
                fresh.append(kept if stranger or kept.found else Kept(kept.row_id, key, kept.raw, (who, rows)))
        told: set[int] = set()
        for key, count in flooding.items():
            log.warning("%s updates of one person came too fast and were passed over", count)
            if (who := people[key][0]) is not None:
                tell_flood(session, who, self.clock.now())
                told.add(key)
        return fresh, told

    def _row(self, session: Session, number: int, key: int, raw: dict[str, Any]) -> Kept | None:
        """The update in the inbox; nothing when it is done, or in a queue."""
        text = as_text(raw)
        row = {
            "bot_id": self.bot.id, "update_id": number, "person_key": key, "raw": text,
            "state": "waiting", "attempts": 0, "error": "", "received_at": self.clock.now(),
        }  # fmt: skip
        row_id = session.connection().execute(NEW, row).scalar()
        if row_id is not None:
            return Kept(row_id, key, text)
        row_id, state = session.connection().execute(KNOWN, {"bot_id": self.bot.id, "update_id": number}).one()
        again = state == "waiting" and row_id not in self.lanes.held
        return Kept(row_id, key, text, found=True) if again else None

    async def resume(self) -> None:
        """Queue what was kept and is not done and nobody works on: before the last stop, or by a broken commit."""
        for row_id, key, raw in await self.db.read(lambda session: list(session.execute(UNDONE))):
            self.lanes.add(Kept(row_id, key, raw, found=True))

    async def watch(self) -> None:
        """Now and then look for what nobody works on, until cancelled. Raises `SupersededError`."""
        while True:
            await asyncio.sleep(LEFT_OVER_S)
            try:
                await self.db.write(_touch, lasting=False)  # raises where another program took over
                await self.resume()
            except DATABASE_TROUBLE as error:
                log.warning("the inbox cannot be looked through: %s", type(error).__name__)

    async def _work(self, kept: Kept, tries: int) -> float | None:
        """Work on an update; gives the seconds after which it is to be tried again, or nothing when it is done with.

        What fails for a time is tried until it succeeds, so nothing overtakes it in its person's queue.
        """
        UPDATE.set(str(kept.row_id) if kept.row_id else "not kept")
        before = self._worked
        try:
            await self._once(kept)
        except TelegramRetryAfter as error:
            return float(error.retry_after)
        except TROUBLE as error:
            poison = tries >= POISON_TRIES and before > 0 and not isinstance(error, DATABASE_TROUBLE)
            if not poison:
                log.warning("update %s: %s, try %s", kept.row_id, type(error).__name__, tries)
                return min(0.2 * 2.0 ** min(tries, 10), LONGEST_WAIT_S)
            return await self._put_aside(kept, "quarantined", error)
        except TelegramForbiddenError as error:
            log.info("update %s: its person has stopped the bot", kept.row_id)
            return await self._put_aside(kept, "refused", error)
        except Exception as error:
            log.exception("update %s could not be worked off", kept.row_id)
            return await self._put_aside(kept, "quarantined", error)
        self._worked += 1
        return None

    async def _put_aside(self, kept: Kept, state: str, error: Exception) -> float | None:
        """Mark an update as one that nothing more is done about; nothing, or when to try that again."""
        try:
            await self._close(kept.key, kept.row_id, None, state=state, error=type(error).__name__)
        except DATABASE_TROUBLE as trouble:
            log.warning("update %s: %s", kept.row_id, type(trouble).__name__)
            return LONGEST_WAIT_S
        return None

    async def _once(self, kept: Kept) -> None:
        key, row_id = kept.key, kept.row_id
        if kept.found and not await self._is_undone(row_id):
            return
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
            await self._close_patiently(key, row_id, book)
        finally:
            self.storage.books.pop(key, None)

    async def _is_undone(self, row_id: int) -> bool:
        state = await self.db.read(lambda session: session.connection().execute(STATE, {"row": row_id}).scalar())
        return state == "waiting"

    def _desk(self, key: int, row_id: int, event: Update, who: Actor | None) -> Desk:
        update_key = f"update:{self.bot.id}:{event.update_id}"
        return Desk(self.db, self.clock, key, who, update_key, self.wake_delivery.set, kept=row_id > 0)

    async def _close_patiently(self, key: int, row_id: int, book: Book) -> None:
        """Close what was shown already: while the books cannot be written it is not shown again and again."""
        while True:
            try:
                await self._close(key, row_id, book)
                return
            except DATABASE_TROUBLE as error:
                if self.lanes.stopping:
                    raise
                log.warning("update %s is shown and cannot be closed: %s", row_id, type(error).__name__)
                await asyncio.sleep(CLOSE_AGAIN_S)

    async def _close(self, key: int, row_id: int, book: Book | None, *, state: str = "done", error: str = "") -> None:
        """One transaction: the conversation as it is now, and the update done; nothing when it was done meanwhile.

        Nobody waits for the disk here: were it undone by a power cut, the update would be worked on again, as after a
        kill just before it, and what its operations wrote is found under their keys.
        """
        if not row_id and (book is None or not book.changed):
            return
        now: datetime = self.clock.now()

        def work(session: Session) -> None:
            if row_id:
                done = {"row": row_id, "new_state": state, "error": error, "done_at": now}
                if session.connection().execute(DONE, done).rowcount == 0:
                    return
            if book is not None:
                save(session, key, book, now)

        await self.db.write(work, lasting=False)

    async def drain(self, seconds: float) -> None:
        """Let what runs come to its end; what waits stays in the inbox."""
        await self.lanes.drain(seconds)

"""Delivery of the outbox: what is owed to somebody is leased, put into words, sent, and how it ended is written down.

The books decide what is due and to whom; this only carries. Many letters are under way at once, but one a person,
so that nobody's trouble holds up another. A kill between sending and writing down ends in one repeat, marked as such.
"""

from __future__ import annotations

import asyncio
import json
import logging
import uuid
from contextlib import suppress
from datetime import timedelta
from importlib import import_module

from sqlmodel import Session

import jobs
from jobs.chat import Chat, End, Outcome
from jobs.letters import COMPOSERS, Words
from jobs.tell_unreachable import report
from locales import Html, text
from models import letters, people, reminders
from models.clock import Clock
from models.database import DATABASE_TROUBLE, Database, SupersededError
from models.letters import Ending, Letter, LetterState
from models.people import Actor
from models.reminders import Said
from models.trace import OPERATION

BATCH = 40
LONGEST_SLEEP_S = 15.0
LAST_WORD_S = 1.5  # how long the end waits for what is under way, twice: the whole program has ten seconds
UNKNOWN_AGAIN = timedelta(minutes=1)
LONGEST_WAIT_S = 300.0

log = logging.getLogger(__name__)
Finished = tuple[Ending, tuple[Said, ...], bool]  # how it ended, what it said, whether the person cannot be reached


class Delivery:
    """Sends what is due, whenever `wake` is set or a letter's moment comes, until cancelled."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        *,
        token: str,
        api_url: str,
        wake: asyncio.Event,
        per_second: int = 25,
    ) -> None:
        self.db, self.clock, self.wake = db, clock, wake
        self.chat = Chat(token, api_url, per_second=per_second)
        self._working = 0
        self._round = asyncio.Lock()
        self._under_way: dict[asyncio.Task[Finished], int] = {}
        self._turning: asyncio.Task[None] | None = None
        self.wake.set()
        for name in jobs.LETTERS:
            import_module(f"jobs.{name}")

    @property
    def idle(self) -> bool:
        """Whether nothing that is due waits and nothing is under way."""
        return not self._working and not self.wake.is_set()

    async def run(self) -> None:
        """Deliver for ever. Trouble with the database is waited out."""
        while True:
            try:
                self.wake.clear()
                await self.flush()
                pause = await self._until_next()
            except SupersededError:
                raise
            except Exception:
                log.exception("delivery is interrupted")
                pause = 1.0
            # not wait_for: there a cancellation is lost when the wake comes in the same moment, and stopping hangs
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self.wake.wait()

    async def flush(self) -> None:
        """Deliver everything that is due now; returns when it is delivered or put off."""
        self._working += 1
        try:
            async with self._round:
                await self._deliver_due()
        finally:
            self._working -= 1

    async def close(self) -> None:
        """Wait a little for what is under way, write it down, let go of the connections."""
        if self._turning is not None:
            await asyncio.wait([self._turning], timeout=LAST_WORD_S)
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=LAST_WORD_S)
        done = [task for task in self._under_way if task.done()]
        for task in self._under_way.keys() - set(done):
            task.cancel()
        if done:
            await self.db.write(lambda session: self._write_down(session, [task.result() for task in done]))
        await self.chat.close()

    async def _until_next(self) -> float:
        """Seconds until the next letter's moment."""
        now = self.clock.now()
        moment = await self.db.read(lambda session: letters.next_due_at(session, now))
        wait = (moment - now).total_seconds() if moment else LONGEST_SLEEP_S
        return min(max(wait, 0.05), LONGEST_SLEEP_S)

    async def _deliver_due(self) -> None:
        """Keep letters under way until none is due: what ended is written down in one go, with the next lease."""
        while True:
            done = [task for task in self._under_way if task.done()]
            busy = len(self._under_way) - len(done)
            room = BATCH - busy if busy <= BATCH // 2 else 0
            if done or (room and await self._is_due()):
                self._turning = asyncio.create_task(self._turn_over(done, room))
                await asyncio.shield(self._turning)  # what is leased is also sent, even when we are stopped just now
            if not self._under_way:
                return
            await self._until_something_happens()

    async def _is_due(self) -> bool:
        now = self.clock.now()
        return await self.db.read(lambda session: letters.is_due(session, now))

    async def _until_something_happens(self) -> None:
        """Until a letter has ended or another one was written: a slow call holds up nobody else's letter."""
        woken = asyncio.create_task(self.wake.wait())
        try:
            await asyncio.wait({*self._under_way, woken}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            woken.cancel()
        self.wake.clear()

    async def _turn_over(self, done: list[asyncio.Task[Finished]], room: int) -> None:
        lease, now = uuid.uuid4().hex, self.clock.now()
        busy = [person for task, person in self._under_way.items() if task not in done]

        def work(session: Session) -> list[Letter]:
            self._write_down(session, [task.result() for task in done])
            return letters.lease_due(session, now=now, lease=lease, limit=room, busy=busy) if room else []

        taken = await self.db.write(work)
        for task in done:
            del self._under_way[task]
        for letter in taken:
            self._under_way[asyncio.create_task(self._deliver(letter))] = letter.recipient_id

    def _write_down(self, session: Session, finished: list[Finished]) -> None:
        now = self.clock.now()
        for ending, said, unreachable in finished:
            letter = letters.close(session, ending, now=now)
            if letter is not None and said and ending.state in (LetterState.SENT, LetterState.UNKNOWN):
                reminders.keep(session, letter, said, now=now)
            if letter is not None and unreachable:
                report(session, letter, now)

    async def _deliver(self, letter: Letter) -> Finished:
        """In a task of its own."""
        OPERATION.set(f"letter:{letter.id}")
        try:
            to, words = await self.db.read(lambda session: self._compose(session, letter))
        except DATABASE_TROUBLE:
            return self._not_sent(letter), (), False
        except Exception:
            log.exception("letter %s (%s) could not be put into words", letter.id, letter.kind)
            state = LetterState.SENT if letter.state == LetterState.SENT else LetterState.REFUSED
            return Ending(letter.id, letter.lease, state, fresh=True, error="words"), (), False
        if letter.state == LetterState.SENT:
            return await self._edit(letter, words), words.said if words else (), False
        if words is None or to is None or to.telegram_id is None:
            return Ending(letter.id, letter.lease, LetterState.DROPPED), (), False
        outcome = await self.chat.send(to.telegram_id, words)
        return self._sent(letter, outcome), words.said, outcome.end is End.UNREACHABLE

    def _not_sent(self, letter: Letter) -> Ending:
        """The books could not be read: the letter is as it was, a little later."""
        log.warning("letter %s is put off: the database is away", letter.id)
        again = self.clock.now() + _wait(letter, Outcome(End.AGAIN))
        state = LetterState.SENT if letter.state == LetterState.SENT else LetterState.WAITING
        return Ending(letter.id, letter.lease, state, again)

    def _compose(self, session: Session, letter: Letter) -> tuple[Actor | None, Words | None]:
        """The recipient as they are now, and what they are to read; nothing for one who left."""
        to = people.actor_by_id(session, letter.recipient_id)
        if to is None:
            return None, None
        compose = COMPOSERS[letter.kind]
        words = compose(session, letter, json.loads(letter.facts), to, self.clock.now())
        if words is not None and letter.repeated and letter.state != LetterState.SENT:
            mark = text(to.language, "letter-repeated")
            words = Words(Html(f"{mark}\n{words.html}"), words.buttons, words.said)
        return to, words

    def _sent(self, letter: Letter, outcome: Outcome) -> Ending:
        """How a letter that was sent ended."""
        now, error = self.clock.now(), outcome.error
        if outcome.end is End.DONE:
            chat_id, message_id = outcome.chat_id, outcome.message_id
            return Ending(letter.id, letter.lease, LetterState.SENT, chat_id=chat_id, message_id=message_id)
        if outcome.end in (End.AGAIN, End.FLOOD):
            again, pause = now + _wait(letter, outcome), outcome.end is End.FLOOD
            log.warning("letter %s is put off: %s", letter.id, error)
            return Ending(letter.id, letter.lease, LetterState.WAITING, again, pause, error=error)
        if outcome.end is End.UNKNOWN:
            log.warning("letter %s may have arrived: %s", letter.id, error)
            return Ending(letter.id, letter.lease, LetterState.UNKNOWN, now + UNKNOWN_AGAIN, error=error)
        log.error("letter %s (%s) is refused: %s", letter.id, letter.kind, error)
        return Ending(letter.id, letter.lease, LetterState.REFUSED, error=error)

    async def _edit(self, letter: Letter, words: Words | None) -> Ending:
        """Bring a sent letter up to date in its place. An edit may be done twice without harm."""
        outcome = await self.chat.edit(letter.chat_id or 0, letter.message_id or 0, words)
        if outcome.end in (End.AGAIN, End.FLOOD, End.UNKNOWN):
            again, pause = self.clock.now() + _wait(letter, outcome), outcome.end is End.FLOOD
            return Ending(letter.id, letter.lease, LetterState.SENT, again, pause, error=outcome.error)
        return Ending(letter.id, letter.lease, LetterState.SENT, fresh=True, error=outcome.error)


def _wait(letter: Letter, outcome: Outcome) -> timedelta:
    """What the server asked for, or ever longer pauses from two seconds to five minutes."""
    return timedelta(seconds=outcome.wait_s or min(2.0 * 2 ** min(letter.attempts - 1, 10), LONGEST_WAIT_S))

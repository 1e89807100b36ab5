"""Who is at the desk: every read and write of a conversation goes through here, with the person as the books
know them now.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from sqlmodel import Session

from models import attempts, invitations, people
from models.clock import Clock
from models.database import Database
from models.invitations import Claim
from models.operations import once
from models.people import Actor
from models.refusals import Denied, NotAllowed
from models.trace import working_on

T = TypeVar("T")


@dataclass
class Desk:
    """The books, as one person may use them while one update is worked on.

    `read(query, **facts)` calls `query(session, by=actor, **facts)`; `do(operation, key=…, **facts)` calls
    `operation(session, by=actor, now=moment, **facts)` in one writing transaction, once per key. Each operation
    reads the person anew; queries take them as they were when the update was taken up, or after the last operation.
    """

    db: Database
    clock: Clock
    telegram_id: int
    who: Actor | None
    update_key: str
    wake: Callable[[], None]
    kept: bool = True  # whether the update is in the inbox; a stranger's is not
    count: int = 0
    changed: bool = False  # an operation ran since the person was last read
    known: dict[Hashable, Any] = field(default_factory=dict)  # what was read already, until an operation runs
    peeked: tuple[Denied, str, dict[str, Any]] | None = None  # the last look that was refused, and at what
    noted: Denied | None = None  # the last refusal that was written down

    @property
    def language(self) -> str:
        """The language to speak."""
        return self.who.language if self.who else "zh"

    @property
    def now(self) -> datetime:
        """This moment (aware)."""
        return self.clock.now()

    @property
    def today(self) -> date:
        """The company's day."""
        return self.db.rules.today(self.now)

    async def read(self, query: Callable[..., T], /, **facts: Any) -> T:
        """Run a query in this person's scope; while one update is worked on, the same question is asked once."""
        asked = (query, *sorted(facts.items()))
        if not all(isinstance(fact, str | int | date | None) for fact in facts.values()):
            return await self._read(query, facts)
        if asked not in self.known:
            self.known[asked] = await self._read(query, facts)
        result: T = self.known[asked]
        return result

    async def _read(self, query: Callable[..., T], facts: dict[str, Any]) -> T:
        try:
            return await self.db.read(lambda session: query(session, by=self._reader(session), **facts))
        except Denied as refusal:
            self.peeked = (refusal, _name(query), facts)
            raise

    async def do(self, operation: Callable[..., T], /, *, key: str = "", **facts: Any) -> T:
        """Run an operation once: the same `key` (default: this update) again gives the same result."""
        self.count += 1
        used = key or f"{self.update_key}:{self.count}"
        now = self.now
        asked = {"operation": _name(operation), **facts}

        def work(session: Session) -> T:
            actor = self._actor(session)
            result, _new = once(
                session,
                f"{actor.id}:{used}",
                asked,
                now,
                lambda: operation(session, by=actor, now=now, **facts),
            )
            return result

        with working_on(operation=used):
            result = await self._write(work, operation, facts)
        self._done()
        return result

    async def issue(self, operation: Callable[..., T], /, **facts: Any) -> T:
        """Run an operation whose result is a secret: it is not kept, so the operation must bear to be run again."""
        now = self.now
        result = await self._write(
            lambda session: operation(session, by=self._actor(session), now=now, **facts), operation, facts
        )
        self._done()
        return result

    async def _write(self, work: Callable[[Session], T], operation: Callable[..., T], facts: dict[str, Any]) -> T:
        try:
            return await self.db.write(work)
        except Denied as refusal:
            await self._write_down(refusal, "do", _name(operation), facts)
            raise

    async def was_refused(self, refusal: Exception) -> None:
        """They are told that they may not see something: the attempt is written down. (A dialog that only tried
        whether there is something to offer writes nothing; what they may see and is gone is no attempt.)
        """
        if self.peeked is not None and self.peeked[0] is refusal:
            denied, operation, facts = self.peeked
            await self._write_down(denied, "read", operation, facts)
        elif isinstance(refusal, NotAllowed) and refusal is not self.noted:
            await self._write_down(refusal, "read", "", {})

    async def _write_down(self, refusal: Denied, tried: str, operation: str, facts: dict[str, Any]) -> None:
        """What was tried, in the audit trail; a stranger's attempts are not written down."""
        who, now, self.noted = self.who, self.now, refusal
        if who is not None:
            about: dict[str, Any] = {"refusal": refusal, "tried": tried, "operation": operation, "facts": facts}
            await self.db.write(lambda session: attempts.refused(session, by=who, now=now, **about))

    async def claim(self, *, code: str, name: str, language: str) -> Claim:
        """Whoever is at the desk came with an invitation's code; the one thing a stranger may do."""
        now = self.now

        def work(session: Session) -> tuple[Claim, Actor | None]:
            claim = invitations.claim(
                session, telegram_id=self.telegram_id, telegram_name=name, code=code, now=now, language=language
            )
            return claim, people.actor_by_telegram(session, self.telegram_id)

        claim, self.who = await self.db.write(work)
        self._done()
        return claim

    def _done(self) -> None:
        """The books are not what they were."""
        self.changed = True
        self.known.clear()
        self.wake()

    def _reader(self, session: Session) -> Actor:
        return self.who if self.who is not None and not self.changed else self._actor(session)

    def _actor(self, session: Session) -> Actor:
        actor = people.actor_by_telegram(session, self.telegram_id)
        if actor is None:
            raise NotAllowed()
        self.who, self.changed = actor, False
        return actor


def _name(of: Callable[..., Any]) -> str:
    """What an operation or a query is called in the program."""
    return f"{of.__module__}.{of.__qualname__}"

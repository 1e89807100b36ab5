"""kill -9 at named points and at random moments, under the traffic of twenty people, round after round."""

from __future__ import annotations

import asyncio
import random
import signal
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp import ClientSession
from sqlmodel import Session, col, or_, select

from bot.sandbox import Sandbox
from faults.checker import Evidence, Finding, check
from faults.company import MORNING, TOKEN, Staff, staff
from faults.lives import Life, Nursery
from faults.phones import Phones
from faults.places import Place
from faults.points import ANYWHERE, names
from faults.traffic import ALL, PATIENCE_S, Traffic
from models import letters
from models.database import Database
from models.inbox import InboxUpdate
from models.letters import Letter, LetterState

A_ROUND = 50  # kills between two looks of the checker
MOST_POINTS = 100  # a life whose point has not come by then is killed at another one
PATIENT_POINTS = 500  # the same for the points that matter most and come seldom
SELDOM = ("commit operation", "commit letters", "commit sweep", "send letter")
LONGEST_S = 10.0  # and one in which nothing happens, wherever it is
QUIET_S = 120.0  # how long a round may take to come to rest
STEP = timedelta(minutes=5)  # of the clock, at every life that brings a round to rest: longer than any lease
STILL_S = 0.3  # how long nothing must be there to do before a life counts as still
KILLED = {-signal.SIGKILL}


@dataclass
class Tally:
    """What a run did and found."""

    kills: Counter[str] = field(default_factory=Counter)  # by point, or "at a random moment"
    actions: int = 0
    recorded: int = 0
    unclear: int = 0  # confirmed, answered, but by something else than "saved" (asked to look again, say)
    letters: int = 0
    repeats: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def total(self) -> int:
        """Every kill."""
        return sum(self.kills.values())


@dataclass(frozen=True)
class Conditions:
    """Under which a round is run: a broken build or none, who is at work, for how long people wait for an answer."""

    mutant: str = ""
    at_work: frozenset[str] = ALL
    patience_s: float = PATIENCE_S


FULL = Conditions()


class Round:
    """Fresh books, a fresh chat server, twenty people, and a program that keeps dying."""

    def __init__(self, nursery: Nursery, place: Place, seed: int, conditions: Conditions = FULL) -> None:
        self.nursery, self.place, self.conditions = nursery, place, conditions
        self.dice = random.Random(seed)  # noqa: S311 - repeatable, no secret
        self.url = place.fresh()
        self.team: Staff = staff()
        self.now = MORNING
        self.sandbox = Sandbox(TOKEN)
        for one in self.team.people:
            self.sandbox.add_person(id=one.id, name=one.name)
        self.phones: Phones
        self.traffic: Traffic
        self.kills: Counter[str] = Counter()
        self.log = place.notes / f"log-{self.url.rsplit('/', 1)[1]}"
        self._seed = seed

    async def run(self, kills: int, only: list[str] | None = None) -> Tally:
        """Kill that often, bring everything to rest, check. `only` names the points to kill at."""

        async def killing() -> None:
            for _ in range(kills):
                await self._one_life(only)

        return await self.under(killing)

    async def under(self, trouble: Callable[[], Awaitable[None]]) -> Tally:
        """People at work while `trouble` is made; then everything is brought to rest and checked."""
        await self.sandbox.start()
        self.phones = Phones(self.sandbox.base_url)
        await self.phones.listen()
        self.traffic = Traffic(self.phones, self.team, self._seed, self.conditions.patience_s, self.conditions.at_work)
        try:
            self.traffic.start()
            await trouble()
            await self._to_rest()
            return await self._tally()
        finally:
            await self.phones.close()
            await self.sandbox.stop()
            self.place.drop(self.url)

    async def bear(self) -> Life:
        """A life that nothing happens to by itself."""
        return await self.nursery.bear(self._order())

    def _order(self, **more: Any) -> dict[str, Any]:
        return {
            "database": self.url, "server": self.sandbox.base_url, "token": TOKEN, "now": self.now.isoformat(),
            "folder": str(self.place.folder / "data"), "kills": str(self.log) + ".kills", "log": str(self.log) + ".txt",
            "mutant": self.conditions.mutant, "point": "", "hit": 1, "most": 0, "delay_s": 0.0, **more,
        }  # fmt: skip

    async def _one_life(self, only: list[str] | None) -> None:
        """Born, at work, killed; the clock of the next one is a little ahead, at times by an hour."""
        point, hit, most = self._fate(only)
        order = self._order(point=point, hit=hit, most=most, delay_s=self.dice.uniform(0, 0.03))
        begun = asyncio.get_running_loop().time()
        life = await self.nursery.bear(order)
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_S):
                await asyncio.shield(life.ended)
        by_itself = life.ended.done()
        code = await life.end(signal.SIGKILL)
        if code not in KILLED:
            raise RuntimeError(f"a life ended by itself with code {code}: see {self.log}.txt")
        self.kills[self._last_words() if by_itself else f"{ANYWHERE}, waiting for work"] += 1
        passed = timedelta(seconds=asyncio.get_running_loop().time() - begun)
        self.now += passed + self.dice.choice([timedelta(0), timedelta(0), STEP, timedelta(minutes=50)])

    def _fate(self, only: list[str] | None) -> tuple[str, int, int]:
        """Where a life is to end, at which passing, and after how many passings wherever it is."""
        if only:
            return self.dice.choice(only), 1, 0
        chance = self.dice.random()
        if chance < 0.4:
            return ANYWHERE, self.dice.randint(1, MOST_POINTS), MOST_POINTS
        if chance < 0.7:
            return self.dice.choice(names()), self.dice.choice([1, 2, 3, 5, 8]), MOST_POINTS
        seldom = [name for name in names() if name.endswith(SELDOM)]
        return self.dice.choice(seldom), self.dice.choice([1, 1, 2, 3]), PATIENT_POINTS

    def said(self, words: str) -> int:
        """How many lines of the program's log hold these words."""
        file = Path(f"{self.log}.txt")
        return sum(words in line for line in file.read_text(encoding="utf-8").splitlines()) if file.exists() else 0

    def _last_words(self) -> str:
        """Where the last life died, as it wrote down itself."""
        return Path(f"{self.log}.kills").read_text(encoding="utf-8").splitlines()[-1]

    async def _to_rest(self) -> None:
        """People end what they began; then lives without a kill until nothing is undone and no lease is left."""
        life = await self.bear()
        await self.traffic.finish()
        async with asyncio.timeout(QUIET_S):
            while True:
                await self._until_still(life)
                await life.end()
                self.now += STEP
                if not self._owed():
                    return
                life = await self.bear()

    async def _until_still(self, life: Life) -> None:
        """Until nothing is owed, or what is owed waits for its moment: a lease of a life that was killed, a pause."""
        db = Database(self.url)
        try:
            while not life.ended.done() and await db.read(_owes):
                if not await db.read(lambda session: _busy(session, self.now)):
                    await asyncio.sleep(STILL_S)
                    if not await db.read(lambda session: _busy(session, self.now)):
                        return
                await asyncio.sleep(0.05)
        finally:
            await db.close()

    def _owed(self) -> bool:
        db = Database(self.url)
        try:
            return db.read_now(_owes)
        finally:
            db.close_now()

    async def _tally(self) -> Tally:
        async with ClientSession() as http, http.get(f"{self.sandbox.base_url}/sandbox/ledger") as answer:
            ledger = await answer.json()
        toasts = [(phone.id, phone.toast) for phone in self.phones.all.values()]
        evidence = Evidence(ledger, toasts, self.traffic.story, self.team)
        db = Database(self.url)
        try:
            findings = db.read_now(lambda session: check(session, evidence))
            counted = db.read_now(_letters)
        finally:
            db.close_now()
        intents = self.traffic.story.intents
        return Tally(
            self.kills,
            self.phones.actions,
            sum(1 for one in intents if one.saved),
            sum(1 for one in intents if one.confirmed and not one.saved),
            *counted,
            findings,
        )


def _busy(session: Session, now: datetime) -> bool:
    """Whether there is anything to do at once, or being done."""
    waiting = select(InboxUpdate.id).where(InboxUpdate.state == "waiting").limit(1)
    carried = select(Letter.id).where(Letter.lease != "", col(Letter.leased_until) > now + letters.LEASE).limit(1)
    return bool(session.exec(waiting).first() or session.exec(carried).first()) or letters.is_due(session, now)


def _owes(session: Session) -> bool:
    """Whether anything is undone, unsent, or under a lease."""
    waiting = select(InboxUpdate.id).where(InboxUpdate.state == "waiting").limit(1)
    unsent = select(Letter.id).where(
        or_(
            col(Letter.state).in_([LetterState.WAITING.value, LetterState.LEASED.value]),
            (col(Letter.state) == LetterState.UNKNOWN.value) & ~col(Letter.repeated),
            col(Letter.stale) & (col(Letter.state) == LetterState.SENT.value) & col(Letter.message_id).is_not(None),
        )
    )
    return session.exec(waiting).first() is not None or session.exec(unsent.limit(1)).first() is not None


def _letters(session: Session) -> tuple[int, int]:
    every = list(session.exec(select(Letter.repeated)))
    return len(every), sum(1 for repeated in every if repeated)


async def run(nursery: Nursery, place: Place, kills: int, seed: int, say: Any) -> Tally:
    """Rounds of kills until there were that many; `say` hears of every round."""
    whole = Tally()
    while whole.total < kills:
        some = min(A_ROUND, kills - whole.total)
        one = await Round(nursery, place, seed + whole.total).run(some)
        whole.kills.update(one.kills)
        for name in ("actions", "recorded", "unclear", "letters", "repeats"):
            setattr(whole, name, getattr(whole, name) + getattr(one, name))
        whole.findings += one.findings
        found = "; ".join(f"{finding.rule}: {finding.where}" for finding in one.findings) or "nothing"
        say(f"{place.kind}: {whole.total} kills, {whole.recorded} records, found {found}")
    return whole

"""A thousand letters through the outbox, over HTTP to the sandbox, at a scaled limit: how long, how many a second."""

from __future__ import annotations

import asyncio
import time
from typing import Any
from unittest.mock import patch

from sqlmodel import Session
from telegram.request import HTTPXRequest

from bench.books import MORNING, books
from bench.instant import TOKEN
from bench.report import Figure
from bot.sandbox import Sandbox
from jobs.delivery import Delivery
from jobs.letters import COMPOSERS, Words
from locales import Html
from models import letters
from models.clock import MovableClock
from models.database import Database
from models.letters import Letter
from models.people import Actor, Role, add_person

LETTERS, PER_SECOND = 1000, 50  # twice what the product allows itself, so that it takes twenty seconds
MOST = 1.05


def _owe(session: Session, people: list[int], many: int) -> None:
    """So many letters, each person's in turn."""
    persons = []
    for number in people:
        person = add_person(session, name=f"Reader {number}", roles=[Role.REP], now=MORNING)
        person.telegram_id = number
        session.add(person)
        session.flush()
        persons.append(person.id)
    for number in range(many):
        person_id = persons[number % len(persons)]
        letters.post(session, "bench", f"bench:{number}", person_id, str(number), now=MORNING, number=number)


def _words(_session: Session, letter: Letter, facts: dict[str, Any], _to: Actor, _now: Any) -> Words:
    return Words(Html(f"Letter {facts['number']} for you"), ((("Open", f"open:order:{letter.id}"),),))


def _most_in_a_second(moments: list[float]) -> int:
    """The most calls in any window of one second."""
    most, first = 0, 0
    for last, moment in enumerate(moments):
        while moments[first] <= moment - 1:
            first += 1
        most = max(most, last - first + 1)
    return most


async def _sent(db: Database, many: int) -> list[float]:
    """When each call for a letter was made, as the transport of the library saw it leave."""
    sandbox = Sandbox(TOKEN)
    people = [sandbox.add_person(name=f"Reader {number}") for number in range(100)]
    await sandbox.start()
    db.write_now(lambda session: _owe(session, people, many))
    clock = MovableClock(MORNING, running=False)
    delivery = Delivery(db, clock, token=TOKEN, api_url=sandbox.base_url, wake=asyncio.Event(), per_second=PER_SECOND)
    moments: list[float] = []
    inner = HTTPXRequest.do_request

    async def noted(self: HTTPXRequest, url: str, method: str, **kwargs: Any) -> tuple[int, bytes]:
        moments.append(time.perf_counter())
        return await inner(self, url, method, **kwargs)

    try:
        with patch.object(HTTPXRequest, "do_request", noted):
            await delivery.flush()
    finally:
        await delivery.close()
        await sandbox.stop()
    return moments


def measure(*, small: bool) -> list[Figure]:
    """The time against the ideal, and the fullest second."""
    many = LETTERS // 5 if small else LETTERS
    COMPOSERS["bench"] = _words
    try:
        with books() as db:
            moments = asyncio.run(_sent(db, many))
    finally:
        del COMPOSERS["bench"]
    taken, ideal = moments[-1] - moments[0], (many - 1) / PER_SECOND
    if len(moments) != many:
        raise RuntimeError(f"{len(moments)} calls for {many} letters")
    return [
        Figure(f"{many} letters at {PER_SECOND} a second", f"{taken:.2f} s, ideal {ideal:.2f} s", taken / ideal, MOST),
        Figure("the fullest second", f"{_most_in_a_second(moments)} letters", _most_in_a_second(moments), PER_SECOND),
    ]

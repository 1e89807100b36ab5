"""A step of the guided order, all of it, against the barest bot of the same steps: alone, and sixteen at once.

Beside the project's disk it is measured in memory too: the difference is what the disk takes to make a commit last.
"""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import handlers
from bench.bare import Bare
from bench.books import FIRST_CHAT, MORNING, REPS, books, company
from bench.product import Product
from bench.report import Figure, ms, there
from bench.script import BARE_ORDER, ORDER, go_through
from models.clock import MovableClock
from models.database import Database

MEMORY = Path("/dev/shm")  # noqa: S108 - a disk that makes commits last at no cost
ALONE, AT_ONCE, ROUTING = 8.0, 5.0, 1.3
ONE_CONVERSATION = ("take_order", "pick")


@dataclass(frozen=True)
class Taker:
    """A bot that takes orders, and the steps that take one."""

    bot: Product | Bare
    steps: tuple[str, ...]

    async def one(self, chat: int, orders: int) -> None:
        """One person takes some orders."""
        for _ in range(orders):
            await go_through(self.bot.feed, self.bot.chats, chat, self.steps)


Way = Callable[[Taker, int], Awaitable[float]]


async def alone(taker: Taker, orders: int) -> float:
    """Seconds a step, one person after another."""
    begun = time.perf_counter()
    for number in range(orders):
        await taker.one(FIRST_CHAT + number % REPS, 1)
    return (time.perf_counter() - begun) / (orders * len(taker.steps))


async def at_once(taker: Taker, orders: int) -> float:
    """Seconds a step, sixteen people at the same time."""
    begun = time.perf_counter()
    await asyncio.gather(*(taker.one(FIRST_CHAT + number, orders) for number in range(REPS)))
    return (time.perf_counter() - begun) / (orders * REPS * len(taker.steps))


async def compared(way: Way, takers: tuple[Taker, Taker], orders: int, rounds: int) -> tuple[float, float]:
    """The medians of two bots over rounds that take turns; the first round of each only warms up."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds + 1):
        for taker, found in zip(takers, times, strict=True):
            gc.collect()
            found.append(await way(taker, orders))
    return median(times[0][1:]), median(times[1][1:])


async def _product(db: Database) -> Taker:
    product = Product(db, MovableClock(MORNING, running=False))
    await product.start()
    return Taker(product, ORDER)


def _commit_s(db: Database, times: int = 100) -> float:
    """Seconds that the disk takes for a commit of one small row."""
    with db.engine.connect() as connection:
        raw = there(connection.connection.driver_connection)
        raw.execute("CREATE TABLE bench_commits (a INTEGER)")
        taken = []
        for _ in range(times):
            begun = time.perf_counter()
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("INSERT INTO bench_commits VALUES (1)")
            raw.execute("COMMIT")
            taken.append(time.perf_counter() - begun)
    return median(taken)


async def _on(place: Path | None, called: str, orders: int, rounds: int, *, aims: bool) -> list[Figure]:
    figures = []
    with books(place=place) as db:
        db.write_now(company)
        figures.append(Figure(f"one commit of one row by raw sqlite3, {called}", ms(_commit_s(db))))
        takers = (await _product(db), Taker(Bare(), BARE_ORDER))
        for name, way, most, many in (("alone", alone, ALONE, orders), ("16 at once", at_once, AT_ONCE, orders // 8)):
            ours, bare = await compared(way, takers, max(many, 1), rounds)
            result = f"{ms(ours)} against {ms(bare)}"
            figures.append(Figure(f"step, {name}, {called}", result, ours / bare, most if aims else None))
    return figures


async def _routing(orders: int, rounds: int) -> Figure:
    everything = handlers.CONVERSATIONS
    with books(place=_memory()) as one, books(place=_memory()) as all_of_it:
        one.write_now(company)
        all_of_it.write_now(company)
        whole = await _product(all_of_it)
        handlers.CONVERSATIONS = ONE_CONVERSATION
        try:
            part = await _product(one)
        finally:
            handlers.CONVERSATIONS = everything
        ours, bare = await compared(alone, (whole, part), orders, rounds)
    return Figure("routing, every conversation against one", f"{ms(ours)} against {ms(bare)}", ours / bare, ROUTING)


def _memory() -> Path | None:
    return MEMORY if MEMORY.is_dir() else None


async def _measure(orders: int, rounds: int) -> list[Figure]:
    figures = await _on(None, "project's disk", orders, rounds, aims=True)
    if _memory():
        figures += await _on(_memory(), "in memory", orders, rounds, aims=False)
    figures.append(await _routing(orders, rounds))
    return figures


def measure(*, small: bool) -> list[Figure]:
    """Every figure about a step."""
    return asyncio.run(_measure(8 if small else 16, 3 if small else 9))

"""One person sends 10,000 messages at once: how long the others wait, beside the same without a flood.

The chat server's queue stands in front of the product as in life: what others write comes behind the flood, a hundred
updates an answer. Timed is from writing to the end of the work on it.
"""

from __future__ import annotations

import asyncio
import gc
import itertools
import json
import random
import time
from collections import deque
from statistics import median, quantiles
from typing import Any

from bench.books import FIRST_CHAT, MORNING, books, company
from bench.instant import said
from bench.product import Product
from bench.report import Figure, ms
from bot.lanes import Kept
from bot.polling import BATCH
from models.clock import MovableClock

FLOOD, OTHERS, EACH, EVERY_S, ROUNDS = 10_000, 10, 20, 0.5, 3
WORDS = ("/start", "/todo", "/find", "/orders", "今天怎么样")
MOST = 2.0  # so many times as long as without a flood, at the 99th percentile


class Queue:
    """Updates that wait at the chat server, and the poller that fetches them."""

    def __init__(self, product: Product) -> None:
        self.product, self.waiting, self.filled = product, deque[dict[str, Any]](), asyncio.Event()
        self.numbers = itertools.count(1)
        self.done: dict[int, asyncio.Future[None]] = {}
        work = product.app.intake.lanes._work

        async def told(kept: Kept, tries: int) -> float | None:
            later = await work(kept, tries)
            if later is None and (waits := self.done.pop(json.loads(kept.raw)["update_id"], None)):
                waits.set_result(None)
            return later

        product.app.intake.lanes._work = told

    def flood(self, chat: int, many: int) -> None:
        """Somebody sends so many messages, and nobody waits for an answer."""
        self.waiting.extend(said(chat, next(self.numbers), "x") for _ in range(many))
        self.filled.set()

    async def answer(self, chat: int, text: str) -> float:
        """Somebody writes; gives the seconds until that was worked on."""
        begun, number = time.perf_counter(), next(self.numbers)
        self.done[number] = asyncio.get_running_loop().create_future()
        waits = self.done[number]
        self.waiting.append(said(chat, number, text))
        self.filled.set()
        await waits
        return time.perf_counter() - begun

    async def poll(self) -> None:
        """Fetch for ever, a batch at a time: the next when the last is kept."""
        while True:
            await self.filled.wait()
            some = [self.waiting.popleft() for _ in range(min(BATCH, len(self.waiting)))]
            if not self.waiting:
                self.filled.clear()
            await self.product.app.intake.accept(some)


async def _write(queue: Queue, chat: int, each: int) -> list[float]:
    dice, taken = random.Random(chat), list[float]()  # noqa: S311 - repeatable, no secret
    await asyncio.sleep(dice.uniform(0, EVERY_S))
    for _ in range(each):
        taken.append(await queue.answer(chat, dice.choice(WORDS)))
        await asyncio.sleep(max(0.0, EVERY_S - taken[-1]))
    return taken


async def _times(flood: int, each: int) -> list[float]:
    """Seconds that each message of the others took, while one person sent `flood` messages at once."""
    with books() as db:
        db.write_now(company)
        product = Product(db, MovableClock(MORNING, running=False))
        await product.start()
        queue = Queue(product)
        polling = asyncio.create_task(queue.poll())
        others = range(FIRST_CHAT + 1, FIRST_CHAT + 1 + OTHERS)
        for chat, text in itertools.product(others, WORDS):  # the first of everything is slower
            await queue.answer(chat, text)
        gc.collect()
        queue.flood(FIRST_CHAT, flood)
        taken = await asyncio.gather(*(_write(queue, chat, each) for chat in others))
        polling.cancel()
        await product.app.intake.drain(1)
        await product.stop()
        return [one for some in taken for one in some]


def _percentile(times: list[float]) -> float:
    return quantiles(times, n=100)[98]


def measure(*, small: bool) -> list[Figure]:
    """The others' waiting with and without a flood, in turns."""
    flood, each, rounds = (1000, 5, 1) if small else (FLOOD, EACH, ROUNDS)
    calm, flooded = list[float](), list[float]()
    for _ in range(rounds):
        calm += asyncio.run(_times(0, each))
        flooded += asyncio.run(_times(flood, each))
    quiet, loud = _percentile(calm), _percentile(flooded)
    both = f"{ms(median(flooded))} against {ms(median(calm))}"
    return [
        Figure("others' waiting beside a flood, median", both, median(flooded) / median(calm)),
        Figure(
            "others' waiting beside a flood, 99th percentile", f"{ms(loud)} against {ms(quiet)}", loud / quiet, MOST
        ),
    ]

"""Where a process may die: before and after every commit and every send, by name.

The points are woven into the few places through which everything passes (the database's commit, the two chat
libraries' transport), so the product carries no code for it, and nothing that commits or sends can be forgotten.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import Counter
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from telegram.request import HTTPXRequest

from bot.app import App
from jobs.delivery import Delivery
from models.database import Database

# How a writing transaction is called, by the function that is its work.
COMMITS = {
    "Intake.accept": "keep",
    "Intake._refuse": "keep",
    "Desk.do": "operation",
    "Desk.issue": "secret",
    "Intake._close": "done",
    "Delivery._turn_over": "letters",
    "Sweeper._handle": "sweep",
}
SENDS = {
    "sendmessage": "show",
    "editmessagetext": "redraw",
    "editmessagereplymarkup": "unbutton",
    "answercallbackquery": "answer",
}
ANYWHERE = "at a random moment"
LETTER: ContextVar[int] = ContextVar("LETTER", default=0)  # the letter that is being carried in this task


def names() -> list[str]:
    """Every point at which a kill is planned by name."""
    places = [f"commit {name}" for name in ("keep", "operation", "done", "letters", "sweep")]
    places += [f"send {name}" for name in (*SENDS.values(), "letter")]
    return [f"{when} {place}" for place in places for when in ("before", "after")]


@dataclass
class Points:
    """What has been passed, and when the process kills itself (SIGKILL).

    With a `name` at its `hit`-th passing (counted from 1); else `delay_s` after the `hit`-th passing of any point,
    from a thread of its own, wherever the program is by then. With `most`, at the latest after so many passings.
    """

    name: str = ""
    hit: int = 1
    most: int = 0
    delay_s: float = 0.0
    log: Path | None = None  # a kill is written down here first
    passed: Counter[str] = field(default_factory=Counter)

    def pass_by(self, name: str) -> None:
        """The process is at a point."""
        self.passed[name] += 1
        if self.name == ANYWHERE and self.passed.total() == self.hit:
            threading.Timer(self.delay_s, self._die, [ANYWHERE]).start()
        elif (name == self.name and self.passed[name] == self.hit) or self.passed.total() == self.most:
            self._die(name)

    def _die(self, name: str) -> None:
        if self.log is not None:
            with self.log.open("a", encoding="utf-8") as file:
                file.write(name + "\n")
        os.kill(os.getpid(), signal.SIGKILL)


def weave(app: App, points: Points) -> None:
    """Put the points into a product that has not started yet."""
    _into_commits(app.db, points)
    _into_answers(app, points)
    _into_letters(points)


def _into_commits(db: Database, points: Points) -> None:
    current = threading.local()
    commit, alone, together = db.engine.dialect.do_commit, db._alone, db._together

    def do_commit(connection: Any) -> None:
        passed = getattr(current, "names", ["other"])
        for name in passed:
            points.pass_by(f"before commit {name}")
        commit(connection)
        for name in passed:
            points.pass_by(f"after commit {name}")

    def named(run: Callable[..., Any]) -> Callable[..., Any]:
        def work(group: Any) -> Any:
            works = group if isinstance(group, list) else [group]
            current.names = sorted({_commit_name(one.work) for one in works})
            return run(group)

        return work

    setattr(db.engine.dialect, "do_commit", do_commit)  # noqa: B010 - the one way into every commit
    setattr(db, "_alone", named(alone))  # noqa: B010
    setattr(db, "_together", named(together))  # noqa: B010


def _commit_name(work: Callable[..., Any]) -> str:
    return COMMITS.get(work.__qualname__.partition(".<locals>")[0], "other")


def _into_answers(app: App, points: Points) -> None:
    """Every call of the conversations."""
    request = app.bot.session.make_request

    async def make_request(bot: Any, method: Any, **how: Any) -> Any:
        name = SENDS.get(method.__api_method__.lower(), "other")
        points.pass_by(f"before send {name}")
        result = await request(bot, method, **how)
        points.pass_by(f"after send {name}")
        return result

    setattr(app.bot.session, "make_request", make_request)  # noqa: B010


def _into_letters(points: Points) -> None:
    """Every call of the delivery; the letter's number goes along in the address, where the ledger keeps it."""
    deliver, request = Delivery._deliver, HTTPXRequest.do_request

    async def _deliver(self: Delivery, letter: Any) -> Any:
        LETTER.set(letter.id)
        return await deliver(self, letter)

    async def do_request(self: HTTPXRequest, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        points.pass_by("before send letter")
        sent: Awaitable[tuple[int, bytes]] = request(self, f"{url}?letter={LETTER.get()}", *args, **kwargs)
        answer = await sent
        points.pass_by("after send letter")
        return answer

    setattr(Delivery, "_deliver", _deliver)  # noqa: B010
    setattr(HTTPXRequest, "do_request", do_request)  # noqa: B010

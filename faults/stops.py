"""The program is asked to end in the middle of everything, frozen beyond every lease, and its database torn away."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import time
from collections.abc import Callable

import psycopg

from faults.checker import Finding
from faults.kills import Round, Tally
from faults.nursery import LATER, LOCKED_OUT, SUPERSEDED
from models.database import Database
from tests.postgres import USER, installed

WARM_S = 3.0  # of traffic before something is done to the program
AT_ONCE = 100
MOST_S = 10.0  # in which a program that is asked to end has ended
RESTARTS = 5
Say = Callable[[str], None]


def _wrong(tally: Tally, rule: str, where: str) -> None:
    tally.findings.append(Finding(rule, where))


async def asked_to_end(run: Round, say: Say) -> Tally:
    """SIGTERM with a hundred updates in flight."""
    seen: dict[str, float] = {}

    async def trouble() -> None:
        life = await run.bear()
        await asyncio.sleep(WARM_S)
        people = [one.id for one in run.team.people]
        await asyncio.gather(*(run.phones.says(people[number % len(people)], "/todo") for number in range(AT_ONCE)))
        begun = time.monotonic()
        seen["code"] = await life.end(signal.SIGTERM)
        seen["took"] = time.monotonic() - begun

    tally = await run.under(trouble)
    say(f"  SIGTERM with {AT_ONCE} updates in flight: ended in {seen['took']:.1f} s with code {seen['code']:.0f}")
    if seen["took"] > MOST_S or seen["code"]:
        _wrong(tally, "a program that is asked to end ends", f"{seen}")
    return tally


async def frozen(run: Round, say: Say) -> Tally:
    """SIGSTOP beyond every lease, then SIGCONT. With its connections cut, as a server does, somebody else may begin."""
    codes: dict[str, int] = {}

    async def trouble() -> None:
        first = await run.bear()
        await asyncio.sleep(WARM_S)
        first.signal(signal.SIGSTOP)
        await asyncio.sleep(0.2)
        run.now += 2 * LATER
        if run.place.kind == "postgresql":
            _cut_connections(run.url)
            second = await run.bear()
            await asyncio.sleep(2 * WARM_S)
            first.signal(signal.SIGCONT)
            async with asyncio.timeout(90):
                codes["frozen"] = await asyncio.shield(first.ended)
            codes["second"] = await second.end()
        else:
            second = await run.bear()
            async with asyncio.timeout(90):
                codes["second"] = await asyncio.shield(second.ended)
            first.signal(signal.SIGCONT)
            first.signal(signal.SIGUSR1)
            await asyncio.sleep(WARM_S)
            codes["frozen"] = await first.end()

    tally = await run.under(trouble)
    say(f"  SIGSTOP beyond every lease, SIGCONT: ended with {codes}")
    wanted = (
        {"frozen": SUPERSEDED, "second": 0} if run.place.kind == "postgresql" else {"frozen": 0, "second": LOCKED_OUT}
    )
    if codes != wanted:
        _wrong(tally, "of two programs on one database one works", f"{codes} instead of {wanted}")
    return tally


async def torn_away(run: Round, say: Say) -> Tally:
    """PostgreSQL restarted with `-m immediate` again and again, while one life of the program goes on."""
    codes: list[int] = []

    async def trouble() -> None:
        life = await run.bear()
        for _ in range(RESTARTS):
            await asyncio.sleep(WARM_S)
            await asyncio.to_thread(_restart, run.url)
        await asyncio.sleep(2 * WARM_S)
        codes.append(await life.end())

    tally = await run.under(trouble)
    say(f"  PostgreSQL restarted {RESTARTS} times with -m immediate: the program ended with code {codes[0]}")
    if codes != [0]:
        _wrong(tally, "a program outlives its database server", f"it ended with {codes}")
    return tally


def _cut_connections(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def _restart(url: str) -> None:
    """As an operator, or the kernel's out-of-memory killer, would."""
    programs = installed()
    assert programs is not None  # noqa: S101 - a server runs
    db = Database(url)
    with db.engine.connect() as connection:
        folder = str(connection.exec_driver_sql("SHOW data_directory").scalar())
    db.close_now()
    command = [str(programs / "pg_ctl"), "-D", folder, "-m", "immediate", "-w", "-l", f"{folder}/../log", "restart"]
    as_user = ["runuser", "-u", USER, "--", *command] if os.geteuid() == 0 else command
    subprocess.run(as_user, check=True, capture_output=True, cwd="/")  # noqa: S603 - our own server

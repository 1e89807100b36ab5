"""`python -m faults [NAME …]`: break the product for real, and say what was done and found. Without names everything.

kills: kill -9 at named points and random moments · stops: SIGTERM, SIGSTOP, a database torn away · disks: full ones ·
updates: odd ones.
The exit code is 1 when anything was found.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
import time

from faults import disks, fuzz, kills, stops
from faults.company import staff
from faults.lives import Nursery
from faults.places import KINDS, place
from models.database import Database

NAMES = ("kills", "stops", "disks", "updates")


def say(line: str) -> None:
    """A line of the report, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


async def _kills(kind: str, count: int, seed: int) -> int:
    begun = time.monotonic()
    async with Nursery() as nursery:
        with place(kind, staff()) as books:
            tally = await kills.run(nursery, books, count, seed, say)
    for name, times in sorted(tally.kills.items()):
        say(f"  {times:5d} × kill -9 {name}")
    say(
        f"{kind}: {tally.total} kills in {time.monotonic() - begun:.0f} s; {tally.actions} messages and taps, "
        f"{tally.recorded} records confirmed and read, {tally.unclear} asked to look again, "
        f"{tally.letters} letters, {tally.repeats} marked as repeats; {len(tally.findings)} findings"
    )
    return len(tally.findings)


async def _stops(kind: str, seed: int) -> int:
    found = 0
    ways = [stops.asked_to_end, stops.frozen, *([stops.torn_away] if kind == "postgresql" else [])]
    async with Nursery() as nursery:
        with place(kind, staff()) as books:
            for way in ways:
                found += _tell(kind, way.__name__, await way(kills.Round(nursery, books, seed), say))
    return found


async def _disks(kind: str, seed: int) -> int:
    try:
        with disks.small_disk(disks.SIZES[kind]) as disk:
            async with Nursery() as nursery:
                with place(kind, staff(), disk) as books:
                    return _tell(kind, "full", await disks.full(kills.Round(nursery, books, seed), say))
    except disks.NoMountError as error:
        say(f"{kind}: no disk can be mounted here, none was filled ({error})")
        return 0


def _tell(kind: str, way: str, tally: kills.Tally) -> int:
    wrong = "; ".join(f"{one.rule}: {one.where}" for one in tally.findings) or "nothing"
    say(f"{kind}: {way.replace('_', ' ')}: {tally.recorded} records, found {wrong}")
    return len(tally.findings)


def _updates(kind: str, count: int, seed: int) -> int:
    logging.disable(logging.CRITICAL)
    try:
        with place(kind, staff()) as books:
            db = Database(books.fresh())
            told = fuzz.run(db, count, seed)
            db.close_now()
    finally:
        logging.disable(logging.NOTSET)
    for end, times in sorted(told.ends.items()):
        say(f"  {times:6d} × {end}")
    say(
        f"{kind}: {told.ends.total()} odd updates, {told.controls} ordinary ones between: {len(told.findings)} findings"
    )
    for one in told.findings[:20]:
        say(f"  {one.rule}: {one.where}")
    return len(told.findings)


def main() -> int:
    """Break what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m faults", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", choices=[*NAMES, []], help=", ".join(NAMES))
    parser.add_argument("--kills", type=int, default=200, help="how often the program is killed, on each database")
    parser.add_argument("--fuzz", type=int, default=5000, help="how many odd updates, on each database")
    parser.add_argument("--database", choices=[*KINDS, "both"], default="both")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    found = 0
    logging.getLogger("bot.sandbox").setLevel(logging.CRITICAL)  # it wonders at clients that die in mid-sentence
    for kind in KINDS if args.database == "both" else [args.database]:
        for name in args.names or NAMES:
            if name == "kills":
                found += asyncio.run(_kills(kind, args.kills, args.seed))
            elif name == "stops":
                found += asyncio.run(_stops(kind, args.seed))
            elif name == "disks":
                found += asyncio.run(_disks(kind, args.seed))
            else:
                found += _updates(kind, args.fuzz, args.seed)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

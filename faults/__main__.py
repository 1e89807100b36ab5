"""`python -m faults [NAME …]`: break the product for real, and say what was done and found. Without names everything.

The exit code is 1 when anything was found.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time

from faults import kills
from faults.company import staff
from faults.lives import Nursery
from faults.places import KINDS, place


def say(line: str) -> None:
    """A line of the report, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


async def _kills(kinds: list[str], count: int, seed: int) -> int:
    found = 0
    async with Nursery() as nursery:
        for kind in kinds:
            with place(kind, staff()) as books:
                begun = time.monotonic()
                tally = await kills.run(nursery, books, count, seed, say)
            for name, times in sorted(tally.kills.items()):
                say(f"  {times:5d} × kill -9 {name}")
            say(
                f"{kind}: {tally.total} kills in {time.monotonic() - begun:.0f} s; {tally.actions} messages and taps, "
                f"{tally.recorded} records confirmed and read, {tally.unclear} asked to look again, "
                f"{tally.letters} letters, {tally.repeats} marked as repeats; {len(tally.findings)} findings"
            )
            found += len(tally.findings)
    return found


def main() -> int:
    """Break what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m faults", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--kills", type=int, default=200, help="how often the program is killed, on each database")
    parser.add_argument("--database", choices=[*KINDS, "both"], default="both")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    kinds = list(KINDS) if args.database == "both" else [args.database]
    return 1 if asyncio.run(_kills(kinds, args.kills, args.seed)) else 0


if __name__ == "__main__":
    sys.exit(main())

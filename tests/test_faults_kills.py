"""The program is killed for real and loses nothing; a build that would is found out. `make faults` does it longer."""

from __future__ import annotations

import asyncio

from faults.company import staff
from faults.kills import Conditions, Round, Tally
from faults.lives import Nursery
from faults.mutants import NOTICED
from faults.places import KINDS, NotInstalledError, Place, place
from tests.conftest import left_out

KILLS, MUTANT_KILLS = 6, 4
FEW = frozenset({"Boss", "Rep 0", "Rep 5", "Rep 6", "Assistant 0"})


async def test_a_program_killed_again_and_again_loses_doubles_and_leaks_nothing() -> None:
    async def killed(nursery: Nursery, kind: str) -> Tally:
        with place(kind, staff()) as books:
            return await Round(nursery, books, 7, Conditions(at_work=FEW)).run(KILLS)

    async with Nursery() as nursery:
        try:
            tallies = await asyncio.gather(*(killed(nursery, kind) for kind in KINDS))
        except NotInstalledError:
            left_out("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    assert [tally.findings for tally in tallies] == [[], []]
    assert all(tally.total == KILLS and tally.actions > KILLS for tally in tallies)


async def test_every_broken_build_is_noticed_by_the_rule_that_is_for_it() -> None:
    async def found(nursery: Nursery, books: Place, name: str) -> set[str]:
        run = Round(nursery, books, 3, Conditions(name, FEW, patience_s=6))
        tally = await run.run(MUTANT_KILLS, list(NOTICED[name].points))
        return {finding.rule for finding in tally.findings}

    async with Nursery() as nursery:
        with place("sqlite", staff()) as books:
            rules = await asyncio.gather(*(found(nursery, books, name) for name in NOTICED))
    missed = [name for name, seen in zip(NOTICED, rules, strict=True) if NOTICED[name].rule not in seen]
    assert missed == []

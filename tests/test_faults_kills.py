"""The program is killed for real and loses nothing; a build that would is found out. `make faults` does it longer."""

from __future__ import annotations

import pytest

from faults.company import staff
from faults.kills import Conditions, Round, Tally
from faults.lives import Nursery
from faults.mutants import NOTICED
from faults.places import KINDS, NotInstalledError, place
from tests.conftest import left_out

KILLS, MUTANT_KILLS = 6, 4
FEW = frozenset({"Boss", "Rep 0", "Rep 5", "Rep 6", "Assistant 0"})


async def test_a_program_killed_again_and_again_loses_doubles_and_leaks_nothing() -> None:
    tallies: dict[str, Tally] = {}
    async with Nursery() as nursery:
        try:
            for kind in KINDS:
                with place(kind, staff()) as books:
                    tallies[kind] = await Round(nursery, books, 7, Conditions(at_work=FEW)).run(KILLS)
        except NotInstalledError:
            left_out("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    assert [tally.findings for tally in tallies.values()] == [[], []]
    assert all(tally.total == KILLS and tally.actions > KILLS for tally in tallies.values())


@pytest.mark.parametrize("half", [0, 1])
async def test_every_broken_build_is_noticed_by_the_rule_that_is_for_it(half: int) -> None:
    async with Nursery() as nursery:
        with place("sqlite", staff()) as books:
            for name, noticed in list(NOTICED.items())[half::2]:
                conditions = Conditions(name, FEW, patience_s=6)
                tally = await Round(nursery, books, 3, conditions).run(MUTANT_KILLS, list(noticed.points))
                assert noticed.rule in {finding.rule for finding in tally.findings}, (name, tally)

"""What must not come back with a backup, whichever kind of database it came from and goes to."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.__main__ import main
from models import dump
from models.database import Database
from models.people import Role
from tests.company import Company

CANARY = "Canary-Chen"


async def gendan(*words: str) -> int:
    """The command line, beside the running program."""
    return await asyncio.to_thread(main, list(words))


def holding(db: Database, word: str) -> list[str]:
    """The tables in which a word stands."""
    with dump.snapshot(db) as connection:
        return [sheet.name for sheet in dump.sheets(connection) if word in str(list(dump.rows(connection, sheet)))]


async def test_who_was_erased_since_a_backup_is_erased_again_when_it_is_restored_elsewhere(
    company_on_both: Company, db_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    company, backup = company_on_both, tmp_path / "before.zip"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", company.app.db.url)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    company.person("周总", Role.BOSS)
    company.person("李伟", Role.REP)
    company.customer("恒达", rep="李伟", short_name="恒达", contact=CANARY)
    assert await gendan("backup", str(backup)) == 0
    assert "customers" in holding(company.app.db, CANARY)
    assert await gendan("erase", CANARY) == 0
    monkeypatch.setenv("DATABASE_URL", db_url)
    assert await gendan("restore", str(backup)) == 0
    restored = Database(db_url)
    assert holding(restored, CANARY) == []
    assert await gendan("audit", "verify") == 0
    restored.close_now()

"""What every test stands on: a database of its own made by the migrations, and a company that chats over the sandbox."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from models.clock import MovableClock
from models.database import Database
from tests.company import Company, build

SHANGHAI = ZoneInfo("Asia/Shanghai")
MORNING = datetime(2026, 11, 23, 9, 5, tzinfo=SHANGHAI)  # a Monday, before the 11:30 cut-off


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty, migrated SQLite file, made once and copied for each test."""
    from bot.migrate import migrate

    file = tmp_path_factory.mktemp("template") / "gendan.db"
    db = Database(f"sqlite:///{file}")
    migrate(db)
    db.close_now()
    return file


@pytest.fixture
def clock() -> MovableClock:
    """The company's clock: Monday 23 November 2026, 09:05; it stands still until moved."""
    return MovableClock(MORNING, running=False)


@pytest.fixture
def db(template: Path, tmp_path: Path) -> Iterator[Database]:
    """A migrated, empty database."""
    file = tmp_path / "gendan.db"
    shutil.copy(template, file)
    os.environ.setdefault("TZ", "UTC")
    opened = Database(f"sqlite:///{file}")
    yield opened
    opened.close_now()


@pytest.fixture
async def company(template: Path, tmp_path: Path, clock: MovableClock) -> AsyncIterator[Company]:
    """A small trading company whose people chat with the running product."""
    file = tmp_path / "company.db"
    shutil.copy(template, file)
    async with build(f"sqlite:///{file}", clock) as running:
        yield running

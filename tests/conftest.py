"""What every test stands on: a database of its own made by the migrations, and a company that chats over the
sandbox.
"""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo

import psycopg
import pytest
from hypothesis import HealthCheck, settings

from bot.sandbox import settle
from models.clock import MovableClock
from models.database import Database
from tests.company import Company, build
from tests.kept import (
    certificates_read_once,
    conversations_wired_once,
    left_alone_when_tidying,
    statements_compiled_once,
)
from tests.postgres import installed, server

HERE = Path(__file__).parent
SHANGHAI = ZoneInfo("Asia/Shanghai")
# No test depends on how fast the machine is: neither on how long an example takes nor on how long it takes to invent.
settings.register_profile("gendan", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("gendan")
MORNING = datetime(2026, 11, 23, 9, 5, tzinfo=SHANGHAI)  # a Monday, before the 11:30 cut-off
LOOKING_AROUND = ("test_faults_kills", "test_windows", "test_refusals", "test_access", "test_page")
FIRST = (*LOOKING_AROUND, "test_backup", "test_secrets", "test_business_day", "test_transcript")
TEMPLATE = "gendan_template"  # the migrated, empty database on the PostgreSQL server
MEMORY, ROOM = Path("/dev") / "shm", 1 << 30  # a disk that is none, and the bytes that must be free on it


def pytest_configure() -> None:
    """What tests write lies in memory where there is room: none of them asks what a power cut leaves of it."""
    if memory := roomy_memory():
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(memory))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first, so that every core has work to the end; who only looks around proves nothing
    of a line they pass, and is not measured.
    """
    names = {item: item.path.stem if item.path.parent == HERE else "" for item in items}
    items.sort(key=lambda item: FIRST.index(names[item]) if names[item] in FIRST else len(FIRST))
    for item in items:
        if names[item] in LOOKING_AROUND:
            item.add_marker(pytest.mark.no_cover)


def roomy_memory() -> Path | None:
    """A folder in memory, or nothing where there is none with room."""
    return MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM else None


@pytest.fixture(scope="session", autouse=True)
def made_once() -> Iterator[None]:
    """What takes long to make and is the same for every test."""
    with statements_compiled_once(), certificates_read_once(), conversations_wired_once(), left_alone_when_tidying():
        yield


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


@pytest.fixture(scope="session")
def postgres(worker_id: str) -> Iterator[str]:
    """A PostgreSQL server with a migrated template database; gives its address."""
    from bot.migrate import migrate

    programs = installed()
    if programs is None:
        left_out("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    with server(programs, folder=roomy_memory()) as url, new_database(url, "template0", TEMPLATE) as template:
        db = Database(template)
        migrate(db)
        db.close_now()
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def db(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A migrated, empty database of each kind."""
    with _new_books(request, tmp_path) as url:
        opened = Database(url)
        yield opened
        opened.close_now()


@pytest.fixture(params=["sqlite", "postgresql"])
def db_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database of each kind, not yet migrated."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    with new_database(request.getfixturevalue("postgres"), "template0") as url:
        yield url


@pytest.fixture
async def company(template: Path, tmp_path: Path, clock: MovableClock) -> AsyncIterator[Company]:
    """A small trading company whose people chat with the running product."""
    file = tmp_path / "company.db"
    shutil.copy(template, file)
    async with build(f"sqlite:///{file}", clock, tmp_path) as running:
        yield running


@pytest.fixture(scope="session")
def demo_books(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The books of the demo company, made once."""
    from bot.demo import load_demo

    file = tmp_path_factory.mktemp("demo") / "demo.db"
    shutil.copy(template, file)
    db = Database(f"sqlite:///{file}")
    db.write_now(lambda session: load_demo(session, MORNING))
    db.close_now()
    return file


@pytest.fixture
async def running(
    demo_books: Path, tmp_path: Path, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Company]:
    """The demo company, open for business; the sandbox looks often whether an answer is there."""
    monkeypatch.setattr(settle, "LOOK_EVERY_S", 0.002)
    file = tmp_path / "demo.db"
    shutil.copy(demo_books, file)
    async with build(f"sqlite:///{file}", clock, tmp_path) as company:
        yield company


@pytest.fixture(params=["sqlite", "postgresql"])
async def company_on_both(
    request: pytest.FixtureRequest, tmp_path: Path, clock: MovableClock
) -> AsyncIterator[Company]:
    """The same company on each kind of database."""
    with _new_books(request, tmp_path) as url:
        async with build(url, clock, tmp_path) as running:
            yield running


@contextmanager
def _new_books(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """The address of new, empty books of the kind that the test asks for."""
    if request.param == "sqlite":
        file = folder / "gendan.db"
        shutil.copy(request.getfixturevalue("template"), file)
        yield f"sqlite:///{file}"
        return
    with new_database(request.getfixturevalue("postgres"), TEMPLATE) as url:
        yield url


@contextmanager
def new_database(url: str, template: str, name: str = "") -> Iterator[str]:
    """A database on the server, copied from another one there; gives its address. It goes away at the end."""
    name = name or f"gendan_{uuid.uuid4().hex}"
    with psycopg.connect(url, autocommit=True) as connection:
        # Newer servers write what they copy into their log, unless told that whole files are cheaper: here they are.
        how = "STRATEGY file_copy" if connection.info.server_version >= 150_000 else ""
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} {how}")
    yield at(url, name)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def at(url: str, name: str) -> str:
    """The address of another database on the same server."""
    return url.rsplit("/", 1)[0] + "/" + name


def left_out(why: str) -> NoReturn:
    """Leave a test out and say why; where nothing may be left out (`.ci/run`), fail."""
    if os.environ.get("GENDAN_TEST_EVERYTHING"):
        pytest.fail(why)
    pytest.skip(why)

"""The demo company, running in this process: the product, its sandbox and the page."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import ClientSession
from sqlmodel import Session, select

from bot.app import App
from bot.clockwork import SandboxClock
from bot.demo import guide, load_demo, people
from bot.sandbox import Sandbox, Step
from models.clock import MovableClock
from models.database import Database
from models.people import Person
from tests.company import TOKEN, Chatter, Company

Tries = list[Step]


def demo_books(template: Path, file: Path, clock: MovableClock) -> Path:
    """The demo company's books as they are on the clock's day, in `file`."""
    shutil.copy(template, file)
    db = Database(f"sqlite:///{file}")
    db.write_now(lambda session: load_demo(session, clock.now()))
    db.close_now()
    return file


@asynccontextmanager
async def demo_running(
    books: Path, folder: Path, clock: MovableClock, language: str = ""
) -> AsyncIterator[tuple[Company, Tries]]:
    """Start sandbox and product on a copy of `books`; gives the company, its people by name, and the guide.

    With a `language` everybody reads that one; otherwise each their own.
    """
    file = Path(shutil.copy(books, folder / "demo.db"))
    db = Database(f"sqlite:///{file}")
    if language:
        await db.write(lambda session: _all_read(session, language))
    door = SandboxClock(clock)
    steps = await db.read(lambda session: guide(session, clock.now()))
    sandbox = Sandbox(TOKEN, clock=door, guide=steps, idle=door.idle, title="Gendan 跟单")
    everybody = await db.read(people)
    for one in everybody:
        sandbox.add_person(id=one.id, name=one.name, language=one.language, about=one.about)
    await sandbox.start()
    app = App(db, clock, token=TOKEN, api_url=sandbox.base_url, data_dir=folder)
    door.attach(app)
    await app.start()
    try:
        async with ClientSession() as http:
            company = Company(app, sandbox, http, clock, door)
            company.chatters = {one.name: Chatter(company, one.name, one.id) for one in everybody}
            await company.quiet()
            yield company, steps
    finally:
        await app.stop()
        await sandbox.stop()


def _all_read(session: Session, language: str) -> None:
    for person in session.exec(select(Person)):
        person.language = language
        session.add(person)

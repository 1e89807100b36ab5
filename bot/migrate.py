"""Bring a database to this program's schema: Alembic's steps, at start on SQLite, by command on PostgreSQL."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, String, column, inspect, select, table

from models.database import Database

if TYPE_CHECKING:
    from alembic.config import Config

FOLDER = Path(__file__).resolve().parent.parent / "migrations"
STEP = re.compile(r"(\d{4})_\w+\.py")  # a step's file begins with its number
AT = select(column("version_num", String)).select_from(table("alembic_version"))


class NewerSchemaError(Exception):
    """The database was written by a later version of the program."""


def config_for(db: Database | None = None) -> Config:
    """Alembic's configuration for an opened database; no file, no second place for settings."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    if db is not None:
        config.attributes["engine"] = db.engine
    return config


def current(db: Database) -> str | None:
    """The step that the database stands at; nothing for an empty one."""
    with db.engine.connect() as connection:
        return step_of(connection)


def step_of(connection: Connection) -> str | None:
    """The step that the database of a connection stands at, as that connection sees it."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(AT).scalar()


def steps() -> list[str]:
    """Every step, the first first. By their files: where the database is as it should be, nobody needs Alembic."""
    names = sorted(found.group(1) for file in (FOLDER / "versions").iterdir() if (found := STEP.fullmatch(file.name)))
    if not names:
        raise FileNotFoundError(FOLDER)
    return names


def newest() -> str:
    """The step that this program needs."""
    return steps()[-1]


def known(step: str | None) -> bool:
    """Whether this program knows the step; an empty database stands at none, which it knows."""
    return step is None or step in steps()


def migrate(db: Database, step: str = "head") -> None:
    """Go up to `step`; raises `NewerSchemaError` for a database of a later program."""
    at = current(db)
    if not known(at):
        raise NewerSchemaError(at)
    if at == newest():
        return
    from alembic import command

    command.upgrade(config_for(db), step)


def go_to(connection: Connection, step: str) -> None:
    """Bring the database to exactly `step`, within the connection's transaction. Going back, it must be empty."""
    from alembic import command

    config = config_for()
    config.attributes["connection"] = connection
    at = step_of(connection)
    if at is not None and known(at) and at > step:
        command.downgrade(config, step)
    else:
        command.upgrade(config, step)

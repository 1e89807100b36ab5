"""Bring a database to this program's schema: Alembic's steps, at start on SQLite, by command on PostgreSQL."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from models.database import Database

STEPS = Path(__file__).resolve().parent.parent / "migrations"


class NewerSchemaError(Exception):
    """The database was written by a later version of the program."""


def config_for(db: Database | None = None) -> Config:
    """Alembic's configuration for an opened database; no file, no second place for settings."""
    config = Config()
    config.set_main_option("script_location", str(STEPS))
    if db is not None:
        config.attributes["engine"] = db.engine
    return config


def current(db: Database) -> str | None:
    """The step that the database stands at; nothing for an empty one."""
    with db.engine.connect() as connection:
        return step_of(connection)


def step_of(connection: Connection) -> str | None:
    """The step that the database of a connection stands at, as that connection sees it."""
    return MigrationContext.configure(connection).get_current_revision()


def newest() -> str:
    """The step that this program needs."""
    head = ScriptDirectory.from_config(config_for()).get_current_head()
    if head is None:
        raise FileNotFoundError(STEPS)
    return head


def known(step: str | None) -> bool:
    """Whether this program knows the step; an empty database stands at none, which it knows."""
    steps = ScriptDirectory.from_config(config_for()).walk_revisions()
    return step is None or step in {one.revision for one in steps}


def migrate(db: Database, step: str = "head") -> None:
    """Go up to `step`; raises `NewerSchemaError` for a database of a later program."""
    at = current(db)
    if not known(at):
        raise NewerSchemaError(at)
    command.upgrade(config_for(db), step)


def go_to(connection: Connection, step: str) -> None:
    """Bring the database to exactly `step`, within the connection's transaction. Going back, it must be empty."""
    config = config_for()
    config.attributes["connection"] = connection
    at = step_of(connection)
    if at is not None and at != step and at in _after(step):
        command.downgrade(config, step)
    else:
        command.upgrade(config, step)


def _after(step: str) -> set[str]:
    later = ScriptDirectory.from_config(config_for()).iterate_revisions("head", step)
    return {one.revision for one in later if one is not None}

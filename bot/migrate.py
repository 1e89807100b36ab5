"""Bring a database to this program's schema: Alembic's steps, at start on SQLite, by command on PostgreSQL."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from models.database import Database

STEPS = Path(__file__).resolve().parent.parent / "migrations"


class NewerSchemaError(Exception):
    """The database was written by a later version of the program."""


def config_for(db: Database) -> Config:
    """Alembic's configuration for an opened database; no file, no second place for settings."""
    config = Config()
    config.set_main_option("script_location", str(STEPS))
    config.attributes["engine"] = db.engine
    return config


def current(db: Database) -> str | None:
    """The step that the database stands at; nothing for an empty one."""
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest() -> str:
    """The step that this program needs."""
    config = Config()
    config.set_main_option("script_location", str(STEPS))
    head = ScriptDirectory.from_config(config).get_current_head()
    if head is None:
        raise FileNotFoundError(STEPS)
    return head


def migrate(db: Database, step: str = "head") -> None:
    """Go up to `step`; raises `NewerSchemaError` for a database of a later program."""
    config = config_for(db)
    known = {revision.revision for revision in ScriptDirectory.from_config(config).walk_revisions()}
    at = current(db)
    if at is not None and at not in known:
        raise NewerSchemaError(at)
    command.upgrade(config, step)

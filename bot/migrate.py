"""Bring a database to the schema of this program."""

from __future__ import annotations

from sqlalchemy import text

from models.database import Database
from models.schema import POSTGRES_TRIGGERS, SQLITE_TRIGGERS, metadata


def migrate(db: Database) -> None:
    """Create everything."""
    metadata.create_all(db.engine)
    with db.engine.begin() as connection:
        for statement in SQLITE_TRIGGERS if db.is_sqlite else POSTGRES_TRIGGERS:
            connection.execute(text(statement))

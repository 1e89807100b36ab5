"""How Alembic runs a step: in one transaction, on the connection of the opened database or on the one it is given."""

from alembic import context
from sqlalchemy import Connection

from models.schema import metadata, reshaping


def run(connection: Connection) -> None:
    """Every step that is asked for, in the transaction of this connection."""
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with reshaping(context.config.attributes["engine"]) as connection:
        run(connection)

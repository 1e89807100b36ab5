"""How Alembic runs a step: in one transaction, on the connection of the opened database."""

from alembic import context
from sqlalchemy import Engine

from models.schema import metadata

engine: Engine = context.config.attributes["engine"]
with engine.execution_options(writing=True).connect() as connection:
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()

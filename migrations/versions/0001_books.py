"""The books as they were first laid out."""

from alembic import op

from models.schema import POSTGRES_FUNCTIONS, POSTGRES_TRIGGERS, SQLITE_TRIGGERS, metadata

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Every table, and what the database itself keeps up."""
    bind = op.get_bind()
    metadata.create_all(bind)
    for statement in SQLITE_TRIGGERS if bind.dialect.name == "sqlite" else POSTGRES_TRIGGERS:
        op.execute(statement)


def downgrade() -> None:
    """Back to an empty database."""
    bind = op.get_bind()
    metadata.drop_all(bind)
    if bind.dialect.name != "sqlite":
        for name in POSTGRES_FUNCTIONS:
            op.execute(f"DROP FUNCTION IF EXISTS {name}() CASCADE")

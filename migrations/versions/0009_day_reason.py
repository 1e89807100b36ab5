"""Why another day than the usual was promised for an order."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("orders", sa.Column("day_reason", sa.String(length=200), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("orders", "day_reason")

"""When an order that waited for agreement might ship, and by when where its promised day had passed by then."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("orders", sa.Column("released_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("orders", sa.Column("ship_by", sa.Date(), nullable=True))
    # By when is not known of the past: what was late stays late since its promised day.
    op.execute(
        "UPDATE orders SET released_at = (SELECT max(decided_at) FROM approvals WHERE approvals.order_id = orders.id"
        " AND approvals.content = orders.content AND approvals.state = 'approved')"
        " WHERE state NOT IN ('waiting', 'refused')"
    )


def downgrade() -> None:
    op.drop_column("orders", "ship_by")
    op.drop_column("orders", "released_at")

"""Orders keep the message they were read from and when they must be there; what people call things."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Two columns and a table."""
    op.add_column("orders", sa.Column("arrive_by", sa.Date(), nullable=True))
    op.add_column("orders", sa.Column("said", sa.String(length=4096), nullable=False, server_default=""))
    op.create_table(
        "words",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=16), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("term", sa.String(length=60), nullable=False),
        sa.Column("folded", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=True),
        sa.Column("proposed_by", sa.Integer(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_words_order_id_orders")),
        sa.ForeignKeyConstraint(["proposed_by"], ["people.id"], name=op.f("fk_words_proposed_by_people")),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name=op.f("fk_words_decided_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_words")),
    )
    op.create_index("ix_words_once", "words", ["subject", "subject_id", "folded"], unique=True)
    op.create_index(op.f("ix_words_state"), "words", ["state"])


def downgrade() -> None:
    """As if nobody had said anything."""
    op.drop_table("words")
    op.drop_column("orders", "said")
    op.drop_column("orders", "arrive_by")

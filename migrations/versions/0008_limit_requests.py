"""Credit limits that are asked of the boss."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

WAITING = sa.text("state = 'waiting'")


def upgrade() -> None:
    op.create_table(
        "limit_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("limit_fen", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("limit_fen > 0", name=op.f("ck_limit_requests_limit")),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_limit_requests_customer_id_customers")
        ),
        sa.ForeignKeyConstraint(["asked_by"], ["people.id"], name=op.f("fk_limit_requests_asked_by_people")),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name=op.f("fk_limit_requests_decided_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_limit_requests")),
    )
    op.create_index(op.f("ix_limit_requests_customer_id"), "limit_requests", ["customer_id"], unique=False)
    op.create_index(
        "ix_limit_requests_waiting",
        "limit_requests",
        ["customer_id"],
        unique=True,
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )


def downgrade() -> None:
    op.drop_table("limit_requests")

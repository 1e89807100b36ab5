"""Which records were erased; what is written on a posting may be, its amount never."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# As it always was on SQLite.
AMOUNTS = """CREATE TRIGGER receivable_postings_keep BEFORE UPDATE OF amount_fen, receivable_id OR DELETE
    ON receivable_postings FOR EACH ROW EXECUTE FUNCTION gendan_keep()"""
WHOLE = """CREATE TRIGGER receivable_postings_keep BEFORE UPDATE OR DELETE ON receivable_postings
    FOR EACH ROW EXECUTE FUNCTION gendan_keep()"""


def upgrade() -> None:
    """The list, and a trigger that guards the amounts."""
    op.create_table(
        "erasures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=16), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasures")),
        sa.UniqueConstraint("subject", "subject_id", name=op.f("uq_erasures_subject_subject_id")),
    )
    _guard(AMOUNTS)


def downgrade() -> None:
    """No list, and postings as they were guarded."""
    _guard(WHOLE)
    op.drop_table("erasures")


def _guard(statement: str) -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP TRIGGER receivable_postings_keep ON receivable_postings")
        op.execute(statement)

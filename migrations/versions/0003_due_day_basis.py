"""What a claim's due day was counted by, and the day of the invoice or statement that it counts from."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Claims that are open on such terms were counted from the shipment: from now on that is said.
CARRY_OVER = """UPDATE receivables SET terms = (SELECT customers.terms FROM customers
    WHERE customers.id = receivables.customer_id)
    WHERE settled_fen < amount_fen AND courier_id IS NULL AND shipment_id IS NOT NULL
    AND customer_id IN (SELECT id FROM customers WHERE terms LIKE 'invoice%' OR terms LIKE 'statement%')"""


def upgrade() -> None:
    op.add_column("receivables", sa.Column("terms", sa.String(length=100), nullable=False, server_default=""))
    op.add_column("receivables", sa.Column("basis_on", sa.Date(), nullable=True))
    op.execute(CARRY_OVER)


def downgrade() -> None:
    op.drop_column("receivables", "basis_on")
    op.drop_column("receivables", "terms")

"""The books as they were first laid out."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# What the database itself keeps up: settled and shipped sums, and books that are only added to.
SQLITE_TRIGGERS = (
    """CREATE TRIGGER receivable_postings_add AFTER INSERT ON receivable_postings BEGIN
    UPDATE receivables SET settled_fen = settled_fen + NEW.amount_fen WHERE id = NEW.receivable_id; END""",
    """CREATE TRIGGER receivable_postings_keep BEFORE UPDATE OF amount_fen, receivable_id ON receivable_postings BEGIN
    SELECT RAISE(ABORT, 'a posting is never changed'); END""",
    """CREATE TRIGGER receivable_postings_stay BEFORE DELETE ON receivable_postings BEGIN
    SELECT RAISE(ABORT, 'a posting is never deleted'); END""",
    """CREATE TRIGGER shipment_lines_add AFTER INSERT ON shipment_lines BEGIN
    UPDATE order_lines SET shipped = shipped + NEW.quantity WHERE id = NEW.order_line_id; END""",
    """CREATE TRIGGER journal_keep BEFORE UPDATE ON journal BEGIN
    SELECT RAISE(ABORT, 'the journal is only added to'); END""",
    """CREATE TRIGGER journal_stay BEFORE DELETE ON journal BEGIN
    SELECT RAISE(ABORT, 'the journal is only added to'); END""",
)
POSTGRES_TRIGGERS = (
    """CREATE FUNCTION gendan_settle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE receivables SET settled_fen = settled_fen + NEW.amount_fen WHERE id = NEW.receivable_id;
    RETURN NEW; END $$""",
    """CREATE TRIGGER receivable_postings_add AFTER INSERT ON receivable_postings
    FOR EACH ROW EXECUTE FUNCTION gendan_settle()""",
    """CREATE FUNCTION gendan_ship() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE order_lines SET shipped = shipped + NEW.quantity WHERE id = NEW.order_line_id; RETURN NEW; END $$""",
    """CREATE TRIGGER shipment_lines_add AFTER INSERT ON shipment_lines
    FOR EACH ROW EXECUTE FUNCTION gendan_ship()""",
    """CREATE FUNCTION gendan_keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION 'this is only added to'; END $$""",
    """CREATE TRIGGER receivable_postings_keep BEFORE UPDATE OR DELETE ON receivable_postings
    FOR EACH ROW EXECUTE FUNCTION gendan_keep()""",
    """CREATE TRIGGER journal_keep BEFORE UPDATE OR DELETE ON journal
    FOR EACH ROW EXECUTE FUNCTION gendan_keep()""",
)
POSTGRES_FUNCTIONS = ("gendan_settle", "gendan_ship", "gendan_keep")


def upgrade() -> None:
    """Every table, and the triggers."""
    op.create_table(
        "counters",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counters")),
    )
    op.create_table(
        "couriers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=50), nullable=False),
        sa.Column("regions", sa.String(length=8), nullable=False),
        sa.Column("collects_money", sa.Boolean(), nullable=False),
        sa.Column("brings_receipts", sa.Boolean(), nullable=False),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pause_reason", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_couriers")),
        sa.UniqueConstraint("name", name=op.f("uq_couriers_name")),
    )
    op.create_table(
        "dialog_states",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("person_key", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=200), nullable=True),
        sa.Column("data", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_dialog_states")),
    )
    op.create_index(op.f("ix_dialog_states_person_key"), "dialog_states", ["person_key"], unique=False)
    op.create_table(
        "inbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("person_key", sa.BigInteger(), nullable=False),
        sa.Column("raw", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(length=500), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
    )
    op.create_index("ix_inbox_once", "inbox", ["bot_id", "update_id"], unique=True)
    op.create_index(
        "ix_inbox_undone",
        "inbox",
        ["id"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "operations",
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("asked", sa.String(length=64), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_operations")),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=True),
        sa.Column("manager_id", sa.Integer(), nullable=True),
        sa.Column("hired_on", sa.Date(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["manager_id"], ["people.id"], name=op.f("fk_people_manager_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("telegram_id", name=op.f("uq_people_telegram_id")),
    )
    op.create_index(op.f("ix_people_manager_id"), "people", ["manager_id"], unique=False)
    op.create_table(
        "products",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sku", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("aliases", sa.String(length=1000), nullable=False),
        sa.Column("unit", sa.String(length=16), nullable=False),
        sa.Column("list_price_fen", sa.BigInteger(), nullable=False),
        sa.Column("floor_price_fen", sa.BigInteger(), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("list_price_fen >= 0 AND floor_price_fen >= 0", name=op.f("ck_products_prices")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_products")),
        sa.UniqueConstraint("sku", name=op.f("uq_products_sku")),
    )
    op.create_table(
        "sweeps",
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("occasion", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("rule", "occasion", name=op.f("pk_sweeps")),
    )
    op.create_table(
        "assistances",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assistant_id", sa.Integer(), nullable=False),
        sa.Column("rep_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["assistant_id"], ["people.id"], name=op.f("fk_assistances_assistant_id_people")),
        sa.ForeignKeyConstraint(["rep_id"], ["people.id"], name=op.f("fk_assistances_rep_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assistances")),
        sa.UniqueConstraint("assistant_id", "rep_id", name=op.f("uq_assistances_assistant_id_rep_id")),
    )
    op.create_index(op.f("ix_assistances_assistant_id"), "assistances", ["assistant_id"], unique=False)
    op.create_index(op.f("ix_assistances_rep_id"), "assistances", ["rep_id"], unique=False)
    op.create_table(
        "customers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("short_name", sa.String(length=100), nullable=False),
        sa.Column("aliases", sa.String(length=1000), nullable=False),
        sa.Column("province", sa.String(length=50), nullable=False),
        sa.Column("city", sa.String(length=50), nullable=False),
        sa.Column("address", sa.String(length=500), nullable=False),
        sa.Column("contact", sa.String(length=100), nullable=False),
        sa.Column("phone", sa.String(length=50), nullable=False),
        sa.Column("rep_id", sa.Integer(), nullable=True),
        sa.Column("terms", sa.String(length=100), nullable=False),
        sa.Column("terms_approved", sa.Boolean(), nullable=False),
        sa.Column("credit_limit_fen", sa.BigInteger(), nullable=True),
        sa.Column("asked_terms", sa.String(length=100), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("wants_receipt", sa.Boolean(), nullable=False),
        sa.Column("wants_invoice", sa.Boolean(), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["asked_by"], ["people.id"], name=op.f("fk_customers_asked_by_people")),
        sa.ForeignKeyConstraint(["created_by"], ["people.id"], name=op.f("fk_customers_created_by_people")),
        sa.ForeignKeyConstraint(["rep_id"], ["people.id"], name=op.f("fk_customers_rep_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customers")),
        sa.UniqueConstraint("code", name=op.f("uq_customers_code")),
    )
    op.create_index(op.f("ix_customers_name"), "customers", ["name"], unique=False)
    op.create_index(op.f("ix_customers_rep_id"), "customers", ["rep_id"], unique=False)
    op.create_table(
        "files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("mime", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("telegram_file_id", sa.String(length=200), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stored_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["stored_by"], ["people.id"], name=op.f("fk_files_stored_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_files")),
        sa.UniqueConstraint("name", name=op.f("uq_files_name")),
    )
    op.create_table(
        "invitations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("invited_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("claimed_by", sa.BigInteger(), nullable=True),
        sa.Column("claimed_name", sa.String(length=200), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name=op.f("fk_invitations_decided_by_people")),
        sa.ForeignKeyConstraint(["invited_by"], ["people.id"], name=op.f("fk_invitations_invited_by_people")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_invitations_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_invitations_code_hash")),
    )
    op.create_index(op.f("ix_invitations_person_id"), "invitations", ["person_id"], unique=False)
    op.create_table(
        "journal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=16), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("facts", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["people.id"], name=op.f("fk_journal_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal")),
    )
    op.create_index("ix_journal_subject", "journal", ["subject", "subject_id", "id"], unique=False)
    op.create_table(
        "letters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        sa.Column("occasion", sa.String(length=60), nullable=False),
        sa.Column("facts", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease", sa.String(length=32), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("repeated", sa.Boolean(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("stale", sa.Boolean(), nullable=False),
        sa.Column("error", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["recipient_id"], ["people.id"], name=op.f("fk_letters_recipient_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
    )
    op.create_index(
        "ix_letters_due",
        "letters",
        ["not_before", "id"],
        unique=False,
        sqlite_where=sa.text("state IN ('waiting', 'leased', 'unknown')"),
        postgresql_where=sa.text("state IN ('waiting', 'leased', 'unknown')"),
    )
    op.create_index("ix_letters_once", "letters", ["kind", "subject", "recipient_id", "occasion"], unique=True)
    op.create_index(op.f("ix_letters_recipient_id"), "letters", ["recipient_id"], unique=False)
    op.create_index(op.f("ix_letters_stale"), "letters", ["stale"], unique=False)
    op.create_table(
        "person_roles",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_person_roles_person_id_people")),
        sa.PrimaryKeyConstraint("person_id", "role", name=op.f("pk_person_roles")),
    )
    op.create_table(
        "reminder_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=16), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=16), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["people.id"], name=op.f("fk_reminder_answers_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_answers")),
    )
    op.create_index("ix_reminder_answers_subject", "reminder_answers", ["subject", "subject_id"], unique=False)
    op.create_table(
        "agreed_prices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("price_fen", sa.BigInteger(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=True),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("price_fen >= 0", name=op.f("ck_agreed_prices_price")),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name=op.f("fk_agreed_prices_customer_id_customers")),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], name=op.f("fk_agreed_prices_product_id_products")),
        sa.ForeignKeyConstraint(["set_by"], ["people.id"], name=op.f("fk_agreed_prices_set_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreed_prices")),
    )
    op.create_index("ix_agreed_prices_of", "agreed_prices", ["customer_id", "product_id", "from_on"], unique=True)
    op.create_index(op.f("ix_agreed_prices_product_id"), "agreed_prices", ["product_id"], unique=False)
    op.create_table(
        "orders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("total_fen", sa.BigInteger(), nullable=False),
        sa.Column("settlement", sa.String(length=16), nullable=False),
        sa.Column("ship_via", sa.String(length=16), nullable=False),
        sa.Column("courier", sa.String(length=50), nullable=False),
        sa.Column("freight", sa.String(length=16), nullable=False),
        sa.Column("ship_on", sa.Date(), nullable=False),
        sa.Column("morning", sa.Boolean(), nullable=False),
        sa.Column("receipt_back", sa.Boolean(), nullable=False),
        sa.Column("invoice", sa.Boolean(), nullable=True),
        sa.Column("address", sa.String(length=500), nullable=False),
        sa.Column("instruction", sa.String(length=500), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.Column("cancel_asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancel_reason", sa.String(length=500), nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("placed_by", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name=op.f("fk_orders_customer_id_customers")),
        sa.ForeignKeyConstraint(["placed_by"], ["people.id"], name=op.f("fk_orders_placed_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_orders")),
        sa.UniqueConstraint("number", name=op.f("uq_orders_number")),
    )
    op.create_index(op.f("ix_orders_customer_id"), "orders", ["customer_id"], unique=False)
    op.create_index(op.f("ix_orders_placed_at"), "orders", ["placed_at"], unique=False)
    op.create_index(op.f("ix_orders_ship_on"), "orders", ["ship_on"], unique=False)
    op.create_index(op.f("ix_orders_state"), "orders", ["state"], unique=False)
    op.create_table(
        "payments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("courier_id", sa.Integer(), nullable=True),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("means", sa.String(length=16), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("reviewed_by", sa.Integer(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("question", sa.String(length=500), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount_fen > 0", name=op.f("ck_payments_amount")),
        sa.ForeignKeyConstraint(["courier_id"], ["couriers.id"], name=op.f("fk_payments_courier_id_couriers")),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name=op.f("fk_payments_customer_id_customers")),
        sa.ForeignKeyConstraint(["recorded_by"], ["people.id"], name=op.f("fk_payments_recorded_by_people")),
        sa.ForeignKeyConstraint(["reviewed_by"], ["people.id"], name=op.f("fk_payments_reviewed_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payments")),
        sa.UniqueConstraint("number", name=op.f("uq_payments_number")),
    )
    op.create_index(op.f("ix_payments_courier_id"), "payments", ["courier_id"], unique=False)
    op.create_index(op.f("ix_payments_customer_id"), "payments", ["customer_id"], unique=False)
    op.create_index(op.f("ix_payments_received_on"), "payments", ["received_on"], unique=False)
    op.create_index(op.f("ix_payments_recorded_at"), "payments", ["recorded_at"], unique=False)
    op.create_index(op.f("ix_payments_state"), "payments", ["state"], unique=False)
    op.create_table(
        "samples",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("purpose", sa.String(length=500), nullable=False),
        sa.Column("address", sa.String(length=500), nullable=False),
        sa.Column("ship_via", sa.String(length=16), nullable=False),
        sa.Column("courier", sa.String(length=50), nullable=False),
        sa.Column("fee_fen", sa.BigInteger(), nullable=False),
        sa.Column("fee_waived", sa.Boolean(), nullable=False),
        sa.Column("waiver_state", sa.String(length=16), nullable=False),
        sa.Column("waiver_by", sa.Integer(), nullable=True),
        sa.Column("send_on", sa.Date(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("waybill", sa.String(length=64), nullable=False),
        sa.Column("arrived_on", sa.Date(), nullable=True),
        sa.Column("feedback", sa.String(length=2000), nullable=False),
        sa.Column("feedback_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("requested_by", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name=op.f("fk_samples_customer_id_customers")),
        sa.ForeignKeyConstraint(["requested_by"], ["people.id"], name=op.f("fk_samples_requested_by_people")),
        sa.ForeignKeyConstraint(["waiver_by"], ["people.id"], name=op.f("fk_samples_waiver_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_samples")),
        sa.UniqueConstraint("number", name=op.f("uq_samples_number")),
    )
    op.create_index(op.f("ix_samples_customer_id"), "samples", ["customer_id"], unique=False)
    op.create_index(op.f("ix_samples_state"), "samples", ["state"], unique=False)
    op.create_table(
        "told",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=16), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("occasion", sa.String(length=40), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=True),
        sa.Column("since_on", sa.Date(), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"], name=op.f("fk_told_letter_id_letters")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_told_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_told")),
    )
    op.create_index("ix_told_letter_id", "told", ["letter_id"], unique=False)
    op.create_index("ix_told_once", "told", ["rule", "subject", "subject_id", "person_id", "occasion"], unique=True)
    op.create_index("ix_told_subject", "told", ["subject", "subject_id"], unique=False)
    op.create_table(
        "approvals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.CheckConstraint("decided_by IS NULL OR decided_by <> asked_by", name=op.f("ck_approvals_four_eyes")),
        sa.ForeignKeyConstraint(["asked_by"], ["people.id"], name=op.f("fk_approvals_asked_by_people")),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name=op.f("fk_approvals_decided_by_people")),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_approvals_order_id_orders")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approvals")),
    )
    op.create_index("ix_approvals_once", "approvals", ["order_id", "kind", "content"], unique=True)
    op.create_index(op.f("ix_approvals_state"), "approvals", ["state"], unique=False)
    op.create_table(
        "order_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("unit_price_fen", sa.BigInteger(), nullable=False),
        sa.Column("price_from", sa.String(length=8), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("shipped", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_order_lines_quantity")),
        sa.CheckConstraint("shipped <= quantity", name=op.f("ck_order_lines_shipped")),
        sa.CheckConstraint("unit_price_fen >= 0", name=op.f("ck_order_lines_price")),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_order_lines_order_id_orders")),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], name=op.f("fk_order_lines_product_id_products")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_lines")),
    )
    op.create_index("ix_order_lines_position", "order_lines", ["order_id", "position"], unique=True)
    op.create_index(op.f("ix_order_lines_product_id"), "order_lines", ["product_id"], unique=False)
    op.create_table(
        "sample_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sample_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_sample_lines_quantity")),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], name=op.f("fk_sample_lines_product_id_products")),
        sa.ForeignKeyConstraint(["sample_id"], ["samples.id"], name=op.f("fk_sample_lines_sample_id_samples")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sample_lines")),
    )
    op.create_index("ix_sample_lines_position", "sample_lines", ["sample_id", "position"], unique=True)
    op.create_index(op.f("ix_sample_lines_product_id"), "sample_lines", ["product_id"], unique=False)
    op.create_table(
        "shipments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=True),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("via", sa.String(length=16), nullable=False),
        sa.Column("courier_id", sa.Integer(), nullable=True),
        sa.Column("waybill", sa.String(length=64), nullable=False),
        sa.Column("waybill_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cod_fen", sa.BigInteger(), nullable=False),
        sa.Column("receipt_wanted", sa.Boolean(), nullable=False),
        sa.Column("receipt_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("receipt_by", sa.Integer(), nullable=True),
        sa.Column("receipt_file_id", sa.Integer(), nullable=True),
        sa.Column("shipped_on", sa.Date(), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("posted_by", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("cod_fen >= 0", name=op.f("ck_shipments_cod")),
        sa.ForeignKeyConstraint(["courier_id"], ["couriers.id"], name=op.f("fk_shipments_courier_id_couriers")),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name=op.f("fk_shipments_customer_id_customers")),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name=op.f("fk_shipments_order_id_orders")),
        sa.ForeignKeyConstraint(["posted_by"], ["people.id"], name=op.f("fk_shipments_posted_by_people")),
        sa.ForeignKeyConstraint(["receipt_by"], ["people.id"], name=op.f("fk_shipments_receipt_by_people")),
        sa.ForeignKeyConstraint(["receipt_file_id"], ["files.id"], name=op.f("fk_shipments_receipt_file_id_files")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shipments")),
        sa.UniqueConstraint("number", name=op.f("uq_shipments_number")),
    )
    op.create_index(op.f("ix_shipments_courier_id"), "shipments", ["courier_id"], unique=False)
    op.create_index(op.f("ix_shipments_customer_id"), "shipments", ["customer_id"], unique=False)
    op.create_index(op.f("ix_shipments_order_id"), "shipments", ["order_id"], unique=False)
    op.create_index(
        "ix_shipments_out_of_customer",
        "shipments",
        ["customer_id", "shipped_on"],
        unique=False,
        sqlite_where=sa.text("receipt_wanted = 1 AND receipt_at IS NULL"),
        postgresql_where=sa.text("receipt_wanted AND receipt_at IS NULL"),
    )
    op.create_index(
        "ix_shipments_receipts_out",
        "shipments",
        ["shipped_on", "customer_id"],
        unique=False,
        sqlite_where=sa.text("receipt_wanted = 1 AND receipt_at IS NULL"),
        postgresql_where=sa.text("receipt_wanted AND receipt_at IS NULL"),
    )
    op.create_index(op.f("ix_shipments_shipped_on"), "shipments", ["shipped_on"], unique=False)
    op.create_index(op.f("ix_shipments_waybill"), "shipments", ["waybill"], unique=False)
    op.create_table(
        "receivables",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("shipment_id", sa.Integer(), nullable=True),
        sa.Column("courier_id", sa.Integer(), nullable=True),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("settled_fen", sa.BigInteger(), nullable=False),
        sa.Column("arose_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("disputed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dispute_note", sa.String(length=500), nullable=False),
        sa.Column("promised_on", sa.Date(), nullable=True),
        sa.Column("promise_note", sa.String(length=500), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount_fen > 0", name=op.f("ck_receivables_amount")),
        sa.CheckConstraint("settled_fen >= 0 AND settled_fen <= amount_fen", name=op.f("ck_receivables_settled")),
        sa.ForeignKeyConstraint(["courier_id"], ["couriers.id"], name=op.f("fk_receivables_courier_id_couriers")),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name=op.f("fk_receivables_customer_id_customers")),
        sa.ForeignKeyConstraint(["shipment_id"], ["shipments.id"], name=op.f("fk_receivables_shipment_id_shipments")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receivables")),
        sa.UniqueConstraint("number", name=op.f("uq_receivables_number")),
    )
    op.create_index(
        "ix_receivables_courier_id",
        "receivables",
        ["courier_id"],
        unique=False,
        sqlite_where=sa.text("courier_id IS NOT NULL"),
        postgresql_where=sa.text("courier_id IS NOT NULL"),
    )
    op.create_index(op.f("ix_receivables_customer_id"), "receivables", ["customer_id"], unique=False)
    op.create_index(
        "ix_receivables_open",
        "receivables",
        ["due_on", "customer_id", "amount_fen", "settled_fen", "courier_id", "disputed_at", "promised_on"],
        unique=False,
        sqlite_where=sa.text("settled_fen < amount_fen"),
        postgresql_where=sa.text("settled_fen < amount_fen"),
    )
    op.create_index(
        "ix_receivables_open_of_customer",
        "receivables",
        ["customer_id", "due_on"],
        unique=False,
        sqlite_where=sa.text("settled_fen < amount_fen"),
        postgresql_where=sa.text("settled_fen < amount_fen"),
    )
    op.create_index(op.f("ix_receivables_shipment_id"), "receivables", ["shipment_id"], unique=False)
    op.create_table(
        "shipment_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("shipment_id", sa.Integer(), nullable=False),
        sa.Column("order_line_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_shipment_lines_quantity")),
        sa.ForeignKeyConstraint(
            ["order_line_id"], ["order_lines.id"], name=op.f("fk_shipment_lines_order_line_id_order_lines")
        ),
        sa.ForeignKeyConstraint(
            ["shipment_id"], ["shipments.id"], name=op.f("fk_shipment_lines_shipment_id_shipments")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shipment_lines")),
    )
    op.create_index("ix_shipment_lines_once", "shipment_lines", ["shipment_id", "order_line_id"], unique=True)
    op.create_index(op.f("ix_shipment_lines_order_line_id"), "shipment_lines", ["order_line_id"], unique=False)
    op.create_table(
        "stock_postings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.Column("shipment_id", sa.Integer(), nullable=True),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("posted_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["posted_by"], ["people.id"], name=op.f("fk_stock_postings_posted_by_people")),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], name=op.f("fk_stock_postings_product_id_products")),
        sa.ForeignKeyConstraint(
            ["shipment_id"], ["shipments.id"], name=op.f("fk_stock_postings_shipment_id_shipments")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_postings")),
    )
    op.create_index(op.f("ix_stock_postings_product_id"), "stock_postings", ["product_id"], unique=False)
    op.create_table(
        "receivable_postings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("receivable_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("posted_on", sa.Date(), nullable=False),
        sa.Column("payment_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("posted_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("amount_fen <> 0", name=op.f("ck_receivable_postings_amount")),
        sa.ForeignKeyConstraint(
            ["payment_id"], ["payments.id"], name=op.f("fk_receivable_postings_payment_id_payments")
        ),
        sa.ForeignKeyConstraint(["posted_by"], ["people.id"], name=op.f("fk_receivable_postings_posted_by_people")),
        sa.ForeignKeyConstraint(
            ["receivable_id"], ["receivables.id"], name=op.f("fk_receivable_postings_receivable_id_receivables")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receivable_postings")),
    )
    op.create_index(op.f("ix_receivable_postings_payment_id"), "receivable_postings", ["payment_id"], unique=False)
    op.create_index(op.f("ix_receivable_postings_posted_on"), "receivable_postings", ["posted_on"], unique=False)
    op.create_index(
        op.f("ix_receivable_postings_receivable_id"), "receivable_postings", ["receivable_id"], unique=False
    )
    # ### end Alembic commands ###

    for statement in SQLITE_TRIGGERS if op.get_bind().dialect.name == "sqlite" else POSTGRES_TRIGGERS:
        op.execute(statement)


def downgrade() -> None:
    """Back to an empty database."""
    op.drop_index(op.f("ix_receivable_postings_receivable_id"), table_name="receivable_postings")
    op.drop_index(op.f("ix_receivable_postings_posted_on"), table_name="receivable_postings")
    op.drop_index(op.f("ix_receivable_postings_payment_id"), table_name="receivable_postings")
    op.drop_table("receivable_postings")
    op.drop_index(op.f("ix_stock_postings_product_id"), table_name="stock_postings")
    op.drop_table("stock_postings")
    op.drop_index(op.f("ix_shipment_lines_order_line_id"), table_name="shipment_lines")
    op.drop_index("ix_shipment_lines_once", table_name="shipment_lines")
    op.drop_table("shipment_lines")
    op.drop_index(op.f("ix_receivables_shipment_id"), table_name="receivables")
    op.drop_index(
        "ix_receivables_open_of_customer",
        table_name="receivables",
        sqlite_where=sa.text("settled_fen < amount_fen"),
        postgresql_where=sa.text("settled_fen < amount_fen"),
    )
    op.drop_index(
        "ix_receivables_open",
        table_name="receivables",
        sqlite_where=sa.text("settled_fen < amount_fen"),
        postgresql_where=sa.text("settled_fen < amount_fen"),
    )
    op.drop_index(op.f("ix_receivables_customer_id"), table_name="receivables")
    op.drop_index(
        "ix_receivables_courier_id",
        table_name="receivables",
        sqlite_where=sa.text("courier_id IS NOT NULL"),
        postgresql_where=sa.text("courier_id IS NOT NULL"),
    )
    op.drop_table("receivables")
    op.drop_index(op.f("ix_shipments_waybill"), table_name="shipments")
    op.drop_index(op.f("ix_shipments_shipped_on"), table_name="shipments")
    op.drop_index(
        "ix_shipments_receipts_out",
        table_name="shipments",
        sqlite_where=sa.text("receipt_wanted = 1 AND receipt_at IS NULL"),
        postgresql_where=sa.text("receipt_wanted AND receipt_at IS NULL"),
    )
    op.drop_index(
        "ix_shipments_out_of_customer",
        table_name="shipments",
        sqlite_where=sa.text("receipt_wanted = 1 AND receipt_at IS NULL"),
        postgresql_where=sa.text("receipt_wanted AND receipt_at IS NULL"),
    )
    op.drop_index(op.f("ix_shipments_order_id"), table_name="shipments")
    op.drop_index(op.f("ix_shipments_customer_id"), table_name="shipments")
    op.drop_index(op.f("ix_shipments_courier_id"), table_name="shipments")
    op.drop_table("shipments")
    op.drop_index(op.f("ix_sample_lines_product_id"), table_name="sample_lines")
    op.drop_index("ix_sample_lines_position", table_name="sample_lines")
    op.drop_table("sample_lines")
    op.drop_index(op.f("ix_order_lines_product_id"), table_name="order_lines")
    op.drop_index("ix_order_lines_position", table_name="order_lines")
    op.drop_table("order_lines")
    op.drop_index(op.f("ix_approvals_state"), table_name="approvals")
    op.drop_index("ix_approvals_once", table_name="approvals")
    op.drop_table("approvals")
    op.drop_index("ix_told_subject", table_name="told")
    op.drop_index("ix_told_once", table_name="told")
    op.drop_index("ix_told_letter_id", table_name="told")
    op.drop_table("told")
    op.drop_index(op.f("ix_samples_state"), table_name="samples")
    op.drop_index(op.f("ix_samples_customer_id"), table_name="samples")
    op.drop_table("samples")
    op.drop_index(op.f("ix_payments_state"), table_name="payments")
    op.drop_index(op.f("ix_payments_recorded_at"), table_name="payments")
    op.drop_index(op.f("ix_payments_received_on"), table_name="payments")
    op.drop_index(op.f("ix_payments_customer_id"), table_name="payments")
    op.drop_index(op.f("ix_payments_courier_id"), table_name="payments")
    op.drop_table("payments")
    op.drop_index(op.f("ix_orders_state"), table_name="orders")
    op.drop_index(op.f("ix_orders_ship_on"), table_name="orders")
    op.drop_index(op.f("ix_orders_placed_at"), table_name="orders")
    op.drop_index(op.f("ix_orders_customer_id"), table_name="orders")
    op.drop_table("orders")
    op.drop_index(op.f("ix_agreed_prices_product_id"), table_name="agreed_prices")
    op.drop_index("ix_agreed_prices_of", table_name="agreed_prices")
    op.drop_table("agreed_prices")
    op.drop_index("ix_reminder_answers_subject", table_name="reminder_answers")
    op.drop_table("reminder_answers")
    op.drop_table("person_roles")
    op.drop_index(op.f("ix_letters_stale"), table_name="letters")
    op.drop_index(op.f("ix_letters_recipient_id"), table_name="letters")
    op.drop_index("ix_letters_once", table_name="letters")
    op.drop_index(
        "ix_letters_due",
        table_name="letters",
        sqlite_where=sa.text("state IN ('waiting', 'leased', 'unknown')"),
        postgresql_where=sa.text("state IN ('waiting', 'leased', 'unknown')"),
    )
    op.drop_table("letters")
    op.drop_index("ix_journal_subject", table_name="journal")
    op.drop_table("journal")
    op.drop_index(op.f("ix_invitations_person_id"), table_name="invitations")
    op.drop_table("invitations")
    op.drop_table("files")
    op.drop_index(op.f("ix_customers_rep_id"), table_name="customers")
    op.drop_index(op.f("ix_customers_name"), table_name="customers")
    op.drop_table("customers")
    op.drop_index(op.f("ix_assistances_rep_id"), table_name="assistances")
    op.drop_index(op.f("ix_assistances_assistant_id"), table_name="assistances")
    op.drop_table("assistances")
    op.drop_table("sweeps")
    op.drop_table("products")
    op.drop_index(op.f("ix_people_manager_id"), table_name="people")
    op.drop_table("people")
    op.drop_table("operations")
    op.drop_index(
        "ix_inbox_undone",
        table_name="inbox",
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.drop_index("ix_inbox_once", table_name="inbox")
    op.drop_table("inbox")
    op.drop_index(op.f("ix_dialog_states_person_key"), table_name="dialog_states")
    op.drop_table("dialog_states")
    op.drop_table("couriers")
    op.drop_table("counters")
    # ### end Alembic commands ###
    if op.get_bind().dialect.name != "sqlite":
        for name in POSTGRES_FUNCTIONS:
            op.execute(f"DROP FUNCTION IF EXISTS {name}() CASCADE")

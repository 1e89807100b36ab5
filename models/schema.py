"""All tables in one place, for migrations and tests, and what the database itself keeps up (triggers)."""

from __future__ import annotations

from models import (
    customers,
    files,
    inbox,
    invitations,
    journal,
    letters,
    operations,
    orders,
    people,
    products,
    receivables,
    reminders,
    samples,
    shipments,
)
from models.base import Record

LEDGERS = (
    people,
    invitations,
    customers,
    products,
    orders,
    shipments,
    receivables,
    samples,
    files,
    journal,
    letters,
    operations,
    inbox,
    reminders,
)
metadata = Record.metadata

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
SQLITE_TRIGGER_NAMES = (
    "receivable_postings_add",
    "receivable_postings_keep",
    "receivable_postings_stay",
    "shipment_lines_add",
    "journal_keep",
    "journal_stay",
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

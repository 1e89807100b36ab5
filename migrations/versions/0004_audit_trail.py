"""The journal becomes the audit trail: each entry carries the hash of the one before; words lie apart."""

import hashlib
import json
import secrets
from datetime import UTC

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SQLITE_KEEP = (
    """CREATE TRIGGER journal_keep BEFORE UPDATE ON journal BEGIN
    SELECT RAISE(ABORT, 'the journal is only added to'); END""",
    """CREATE TRIGGER journal_stay BEFORE DELETE ON journal BEGIN
    SELECT RAISE(ABORT, 'the journal is only added to'); END""",
)
POSTGRES_KEEP = (
    """CREATE TRIGGER journal_keep BEFORE UPDATE OR DELETE ON journal
    FOR EACH ROW EXECUTE FUNCTION gendan_keep()""",
    """CREATE TRIGGER journal_last BEFORE TRUNCATE ON journal
    FOR EACH STATEMENT EXECUTE FUNCTION gendan_keep()""",
)
SQLITE_WORDS = (
    """CREATE TRIGGER journal_words_keep BEFORE UPDATE ON journal_words BEGIN
    SELECT RAISE(ABORT, 'words are erased, never changed'); END""",
)
POSTGRES_WORDS = (
    """CREATE TRIGGER journal_words_keep BEFORE UPDATE ON journal_words
    FOR EACH ROW EXECUTE FUNCTION gendan_keep()""",
)
# As they were when this step was written: texts that are no words of a person's.
PLAIN = {
    "code", "entries", "field", "kind", "means", "number", "operation", "payment", "refusal", "role", "roles", "rule",
    "terms", "tried", "waybill",
}  # fmt: skip

journal = sa.table(
    "journal",
    *(sa.column(name, sa.Integer()) for name in ("id", "subject_id", "by")),
    *(sa.column(name, sa.String()) for name in ("subject", "action", "facts", "words", "before", "hash")),
    sa.column("at", sa.DateTime(timezone=True)),
)
apart = sa.table("journal_words", sa.column("entry_id", sa.Integer()), sa.column("salt"), sa.column("words"))


def upgrade() -> None:
    """The chain, reckoned over what is in the books; words apart; both kept by triggers."""
    op.create_table(
        "journal_words",
        sa.Column("entry_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["journal.id"], name=op.f("fk_journal_words_entry_id_journal")),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_journal_words")),
    )
    for name in ("words", "before", "hash"):
        op.add_column("journal", sa.Column(name, sa.String(length=64), nullable=False, server_default=""))
    sqlite = op.get_bind().dialect.name == "sqlite"
    _drop(("journal_keep", "journal_stay") if sqlite else ("journal_keep",), "journal")
    _chain()
    for statement in (*SQLITE_KEEP, *SQLITE_WORDS) if sqlite else (*POSTGRES_KEEP, *POSTGRES_WORDS):
        op.execute(statement)


def downgrade() -> None:
    """The journal without the chain, the words among the facts again."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    _drop(("journal_keep", "journal_stay") if sqlite else ("journal_keep", "journal_last"), "journal")
    bind = op.get_bind()
    for entry_id, words in bind.execute(sa.select(apart.c.entry_id, apart.c.words)).all():
        facts = bind.execute(sa.select(journal.c.facts).where(journal.c.id == entry_id)).scalar_one()
        whole = json.dumps({**json.loads(facts), **json.loads(words)}, ensure_ascii=False)
        bind.execute(sa.update(journal).where(journal.c.id == entry_id).values(facts=whole))
    op.drop_table("journal_words")
    for name in ("words", "before", "hash"):
        op.drop_column("journal", name)
    for statement in SQLITE_KEEP if sqlite else POSTGRES_KEEP[:1]:
        op.execute(statement)


def _drop(triggers: tuple[str, ...], table: str) -> None:
    on = "" if op.get_bind().dialect.name == "sqlite" else f" ON {table}"
    for trigger in triggers:
        op.execute(f"DROP TRIGGER {trigger}{on}")


def _chain() -> None:
    bind, before = op.get_bind(), ""
    for entry in bind.execute(sa.select(journal).order_by(journal.c.id)).all():
        facts = json.loads(entry.facts)
        said = {name: value for name, value in facts.items() if _lies_apart(name, value)}
        plain = json.dumps({name: None if name in said else value for name, value in facts.items()}, ensure_ascii=False)
        words = ""
        if said:
            salt, text = secrets.token_hex(16), json.dumps(said, ensure_ascii=False)
            words = hashlib.sha256(f"{salt}:{text}".encode()).hexdigest()
            bind.execute(sa.insert(apart).values(entry_id=entry.id, salt=salt, words=text))
        moment = entry.at.replace(tzinfo=UTC) if entry.at.tzinfo is None else entry.at.astimezone(UTC)
        at = moment.isoformat(timespec="microseconds")
        row = [before, entry.id, entry.subject, entry.subject_id, entry.action, plain, at, entry.by, words]
        hashed = hashlib.sha256(json.dumps(row, ensure_ascii=False).encode()).hexdigest()
        changed = sa.update(journal).where(journal.c.id == entry.id)
        bind.execute(changed.values(facts=plain, words=words, before=before, hash=hashed))
        before = hashed


def _lies_apart(name: str, value: object) -> bool:
    return (isinstance(value, str) and bool(value) and name not in PLAIN) or (
        name == "telegram_id" and value is not None
    )

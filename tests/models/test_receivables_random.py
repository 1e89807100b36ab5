"""Whatever happens to claims and money, and in whatever order: the sums hold on every day."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, func, select

from models import receivables
from models.database import Database
from models.receivables import Payment, Receivable, ReceivablePosting
from models.refusals import Refusal
from tests.models.test_receivables import TODAY, Books, days_ago

DAYS = st.integers(0, 60)
FEN = st.integers(1, 3000)
WHICH = st.integers(0, 9)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("ship"), FEN, DAYS),
        st.tuples(st.just("cod"), FEN, DAYS),
        st.tuples(st.just("pay"), FEN, DAYS),
        st.tuples(st.just("pay_one"), FEN, WHICH),
        st.tuples(st.just("return"), FEN, WHICH),
        st.tuples(st.just("write_off"), FEN, WHICH),
        st.tuples(st.just("use"), FEN, WHICH),
        st.tuples(st.just("settle"), FEN, WHICH),
        st.tuples(st.just("void"), FEN, WHICH),
    ),
    max_size=14,
)


def ids_of(books: Books, table: Any) -> list[int]:
    return books.db.read_now(lambda s: list(s.exec(select(table.id).order_by(table.id))))


def take(books: Books, count: int, kind: str, fen: int, number: int) -> None:
    """One step; what is refused changes nothing."""
    claims, payments = ids_of(books, Receivable), ids_of(books, Payment)
    claim = claims[number % len(claims)] if claims else 0
    if kind in ("ship", "cod"):
        books.ship(f"CK{count}", fen, days_ago(number), cod=fen // 2 if kind == "cod" else 0)
    elif kind in ("pay", "pay_one"):
        against = [claim] if kind == "pay_one" else None
        books.pay(fen, days_ago(number), against=against, note="差额", by="finance")
    elif kind in ("return", "write_off"):
        books.do(receivables.credit, "boss", receivable_id=claim, kind=kind, amount_fen=fen, reason="原因")
    elif kind == "use":
        books.do(receivables.use_prepaid, receivable_id=claim)
    elif kind == "settle":
        books.do(receivables.settle_cod, receivable_ids=[claim], amount_fen=fen, received_on=TODAY, note="差额")
    elif payments:
        books.do(receivables.void_payment, "boss", payment_id=payments[number % len(payments)], reason="错")


def total(session: Session, query: Any) -> int:
    return int(session.exec(query).one() or 0)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_buckets_add_up_nothing_is_negative_and_no_fen_is_lost(
    template: Path, tmp_path: Path, steps: list[tuple[str, int, int]]
) -> None:
    file = tmp_path / "random.db"
    for old in tmp_path.glob("random.db*"):
        old.unlink()
    file.write_bytes(template.read_bytes())
    db = Database(f"sqlite:///{file}")
    try:
        books = Books(db)
        for count, step in enumerate(steps):
            with suppress(Refusal):
                take(books, count, *step)
        hold(books)
    finally:
        db.close_now()


def hold(books: Books) -> None:
    for ago in (0, 1, 15, 29, 30, 31, 59, 61):
        on = days_ago(ago)
        found = books.ages(on)
        parts = (found.not_due_fen, found.d30_fen, found.d60_fen, found.d90_fen, found.d120_fen, found.older_fen)
        assert min(parts) >= 0
        assert sum(parts) == found.total_fen == books.owed(on)
    assert books.owed(TODAY + timedelta(days=1)) == books.owed()

    def sums(session: Session) -> None:
        for claim in session.exec(select(Receivable)):
            posted = select(func.sum(ReceivablePosting.amount_fen)).where(ReceivablePosting.receivable_id == claim.id)
            assert claim.settled_fen == total(session, posted)
        paid = total(
            session, select(func.sum(Payment.amount_fen)).where(Payment.state != "void", Payment.means != "courier")
        )
        posted = select(func.sum(ReceivablePosting.amount_fen)).join(
            Payment, Payment.id == ReceivablePosting.payment_id
        )
        assert paid == books.prepaid() + total(session, posted.where(Payment.means != "courier"))
        assert books.prepaid() >= 0

    books.db.read_now(sums)

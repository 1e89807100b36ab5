"""What was recorded of a claim's money after somebody said that it came."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models.people import Person
from models.receivables import ReceivablePosting


@dataclass(frozen=True)
class Recorded:
    """How much came (fen, without what was taken back), and who recorded the last of it."""

    amount_fen: int
    who: str


def recorded_since(session: Session, words: Mapping[int, datetime]) -> dict[int, Recorded]:
    """The money posted to each claim (by id) after a moment; only where there is any. The caller may see the claims."""
    if not words:
        return {}
    query = (
        select(ReceivablePosting, Person.name)
        .join(Person, col(Person.id) == col(ReceivablePosting.posted_by), isouter=True)
        .where(ReceivablePosting.kind == "payment", col(ReceivablePosting.receivable_id).in_(words))
        .order_by(col(ReceivablePosting.id))
    )
    found: dict[int, Recorded] = {}
    for posting, name in session.exec(query):
        number = posting.receivable_id
        if posting.posted_at >= words[number]:
            before = found[number].amount_fen if number in found else 0
            found[number] = Recorded(before + posting.amount_fen, name or "")
    return {number: one for number, one in found.items() if one.amount_fen > 0}

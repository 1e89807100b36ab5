"""What was told is kept once, and known again when it changes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session

from models import letters, reminders
from models.database import Database
from models.letters import Letter, LetterState
from models.people import Role, add_person
from models.reminders import Said

NOW = datetime(2026, 11, 23, 1, 5, tzinfo=UTC)
DAY = date(2026, 11, 22)


@pytest.fixture
def li(db: Database) -> int:
    """A person to write to."""
    return db.write_now(lambda s: add_person(s, name="李伟", roles=[Role.REP], now=NOW).id)


def letter(session: Session, to: int, occasion: str, subject: str = "digest") -> Letter:
    """A letter that was sent."""
    made = session.get_one(Letter, letters.post(session, "payment-overdue", subject, to, occasion, now=NOW))
    made.state, made.message_id, made.lease = LetterState.SENT.value, 1, "x"
    session.add(made)
    session.flush()
    return made


def test_what_was_told_is_kept_once_in_its_order(db: Database, li: int) -> None:
    def work(session: Session) -> list[int]:
        made = letter(session, li, "2026-11-23")
        said = [Said("receivable", 7, 100, DAY), Said("receivable", 3, 200, DAY)]
        reminders.keep(session, made, said[:1], now=NOW)
        reminders.keep(session, made, said, now=NOW)
        return [told.subject_id for told in reminders.told_of(session, made.id)]

    assert db.write_now(work) == [7, 3]


def test_a_change_makes_the_newest_letter_of_each_person_stale_and_letters_about_the_document(
    db: Database, li: int
) -> None:
    def work(session: Session) -> list[tuple[bool, str]]:
        old, new = letter(session, li, "2026-11-23"), letter(session, li, "2026-11-24")
        for made in (old, new):
            reminders.keep(session, made, [Said("receivable", 7, 100, DAY)], now=NOW)
        about = letter(session, li, "1", "receivable:7")
        other = letter(session, li, "1", "receivable:77")
        leased = letter(session, li, "2", "receivable:7")
        leased.state = LetterState.LEASED.value
        waiting = letter(session, li, "3", "receivable:7")
        waiting.state = LetterState.WAITING.value
        session.flush()
        reminders.mark_stale(session, "receivable", 7)
        session.expire_all()
        return [(one.stale, one.lease) for one in (old, new, about, other, leased, waiting)]

    assert db.write_now(work) == [(False, "x"), (True, ""), (True, ""), (False, "x"), (True, "x"), (False, "x")]

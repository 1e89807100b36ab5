"""The outbox: what is due, who holds it, and how it ends."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session

from models import letters
from models.database import Database
from models.letters import LEASE, Ending, Letter, LetterState
from models.people import Role, add_person

NOW = datetime(2026, 11, 23, 1, 5, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def li(db: Database) -> int:
    """A person to write to."""
    return db.write_now(lambda s: add_person(s, name="李伟", roles=[Role.REP], now=NOW).id)


def owe(db: Database, to: int, occasion: str = "1", at: datetime = NOW) -> int:
    """A letter in the outbox; gives its id."""

    def work(session: Session) -> int:
        made = letters.post(session, "note", "test:1", to, occasion, now=NOW, not_before=at)
        assert made is not None
        return made

    return db.write_now(work)


def take(db: Database, lease: str = "a", now: datetime = NOW, busy: tuple[int, ...] = ()) -> list[int]:
    """The letters leased now."""
    return db.write_now(lambda s: [one.id for one in letters.lease_due(s, now=now, lease=lease, limit=10, busy=busy)])


def end(db: Database, letter_id: int, state: LetterState, lease: str = "a", **how: object) -> bool:
    """How it ended; whether that was written down."""
    ending = Ending(letter_id, lease, state, **how)  # type: ignore[arg-type]
    return db.write_now(lambda s: letters.close(s, ending, now=NOW) is not None)


def stands(db: Database, letter_id: int) -> Letter:
    """The letter as it stands."""
    return db.read_now(lambda s: s.get_one(Letter, letter_id))


def test_an_occasion_is_written_once(db: Database, li: int) -> None:
    owe(db, li)
    assert db.write_now(lambda s: letters.post(s, "note", "test:1", li, "1", now=NOW)) is None


def test_one_letter_a_person_is_under_way_the_oldest_first(db: Database, li: int) -> None:
    first, second = owe(db, li), owe(db, li, "2")
    assert take(db) == [first]
    assert take(db, "b", busy=(li,)) == []
    assert end(db, first, LetterState.SENT, chat_id=7, message_id=8)
    assert stands(db, first).sent_at == NOW
    assert take(db, "b") == [second]
    assert end(db, second, LetterState.DROPPED, lease="b")
    assert not db.read_now(lambda s: letters.is_due(s, NOW))


def test_what_is_not_due_waits_and_its_moment_is_known(db: Database, li: int) -> None:
    owe(db, li, at=LATER)
    assert take(db) == []
    assert db.read_now(lambda s: letters.next_due_at(s, NOW)) == LATER
    assert db.read_now(lambda s: letters.next_due_at(s, LATER)) is None
    assert db.read_now(lambda s: letters.is_due(s, LATER))


def test_only_the_holder_of_the_lease_says_how_it_ended(db: Database, li: int) -> None:
    one = owe(db, li)
    take(db)
    assert not end(db, one, LetterState.SENT, lease="other")
    assert not end(db, 4711, LetterState.SENT)
    assert stands(db, one).state == LetterState.LEASED


def test_a_lease_that_ran_out_is_taken_once_more_as_a_repeat_and_then_left(db: Database, li: int) -> None:
    one = owe(db, li)
    take(db)
    assert db.read_now(lambda s: letters.next_due_at(s, NOW)) == NOW + LEASE
    assert take(db, "b", NOW + LEASE / 2) == []
    assert take(db, "b", NOW + LEASE) == [one]
    assert stands(db, one).repeated
    assert not end(db, one, LetterState.SENT, lease="a")
    assert take(db, "c", NOW + 3 * LEASE) == []
    assert stands(db, one).state == LetterState.UNKNOWN


def test_a_lost_answer_is_repeated_once(db: Database, li: int) -> None:
    one = owe(db, li)
    take(db)
    assert end(db, one, LetterState.UNKNOWN, again_at=LATER)
    assert take(db, "b", NOW) == []
    assert take(db, "b", LATER) == [one]
    assert end(db, one, LetterState.UNKNOWN, lease="b", again_at=LATER)
    assert take(db, "c", LATER + LEASE) == []


def test_a_flooded_chat_holds_everything_of_that_person_even_what_is_written_meanwhile(db: Database, li: int) -> None:
    one, two = owe(db, li), owe(db, li, "2")
    take(db)
    assert end(db, one, LetterState.WAITING, again_at=LATER, pause=True, error="429 flood")
    assert stands(db, two).not_before == LATER
    owe(db, li, "3")
    assert take(db, "b") == []
    assert take(db, "b", LATER) == [one]


def test_what_changed_is_edited_and_a_change_during_the_edit_is_not_lost(db: Database, li: int) -> None:
    one = owe(db, li)
    take(db)
    end(db, one, LetterState.SENT, chat_id=7, message_id=8)

    def change(session: Session) -> None:
        letter = session.get_one(Letter, one)
        letter.stale, letter.lease = True, ""
        session.add(letter)

    db.write_now(change)
    assert take(db, "b") == [one]
    db.write_now(change)
    assert not end(db, one, LetterState.SENT, lease="b", fresh=True)
    assert take(db, "c") == [one]
    assert end(db, one, LetterState.SENT, lease="c", again_at=LATER, pause=True)
    assert take(db, "d") == []
    assert db.read_now(lambda s: letters.next_due_at(s, NOW)) == LATER
    assert take(db, "d", LATER) == [one]
    assert end(db, one, LetterState.SENT, lease="d", fresh=True)
    assert take(db, "e", LATER) == []


def test_edits_leave_room_for_letters_of_others_only(db: Database, li: int) -> None:
    one, two = owe(db, li), owe(db, li, "2")
    take(db)
    end(db, one, LetterState.SENT, chat_id=7, message_id=8)

    def change(session: Session) -> None:
        letter = session.get_one(Letter, one)
        letter.stale = True
        session.add(letter)

    db.write_now(change)
    leased = db.write_now(lambda s: [x.id for x in letters.lease_due(s, now=NOW, lease="b", limit=1)])
    assert leased == [one]
    assert end(db, one, LetterState.SENT, lease="b", fresh=True)
    assert take(db, "c") == [two]

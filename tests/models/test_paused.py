"""Sending paused: nothing is taken from the outbox until somebody says so, and what is too old may be left out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlmodel import Session, select

from models import inbox, letters, paused
from models.database import Database
from models.inbox import InboxUpdate
from models.letters import Letter, LetterState, Unsent
from models.paused import Pause
from models.people import Role, add_person

NOW = datetime(2026, 11, 23, 1, 5, tzinfo=UTC)
HOUR = timedelta(hours=1)


def outbox(session: Session) -> list[int]:
    """One letter an hour old, one of now and one whose edit is due; gives their numbers."""
    numbers = []
    for name, at in (("李伟", NOW - HOUR), ("王芳", NOW), ("赵刚", NOW - 2 * HOUR)):
        person = add_person(session, name=name, roles=[Role.REP], now=NOW)
        made = letters.post(session, "note", "test:1", person.id, "1", now=at)
        assert made is not None
        numbers.append(made)
    edited = session.get_one(Letter, numbers[2])
    edited.state, edited.stale, edited.message_id = LetterState.SENT.value, True, 7
    session.add(edited)
    return numbers


def taken(db: Database) -> list[int]:
    """The letters that would be sent now."""
    return db.write_now(lambda s: sorted(one.id for one in letters.lease_due(s, now=NOW, lease="a", limit=9)))


def test_while_sending_is_paused_nothing_is_due(db: Database) -> None:
    numbers = db.write_now(outbox)
    assert db.read_now(lambda s: letters.is_due(s, NOW))
    db.write_now(lambda s: paused.pause(s, now=NOW, books_of=NOW - HOUR))
    assert not db.read_now(lambda s: letters.is_due(s, NOW))
    assert taken(db) == []
    held = db.read_now(paused.paused)
    assert held is not None
    assert (held.since, held.books_of) == (NOW, NOW - HOUR)
    db.write_now(lambda s: paused.resume(s, now=NOW))
    assert db.read_now(paused.paused) is None
    assert taken(db) == numbers


def test_a_pause_that_the_books_brought_along_ends_with_the_new_one(db: Database) -> None:
    db.write_now(lambda s: paused.pause(s, now=NOW - HOUR, books_of=NOW - HOUR))
    db.write_now(lambda s: paused.pause(s, now=NOW, books_of=NOW))
    db.write_now(lambda s: paused.resume(s, now=NOW + HOUR, discarded=4))
    found = db.read_now(lambda s: [(one.until, one.discarded) for one in s.exec(select(Pause).order_by("id"))])
    assert found == [(NOW, 0), (NOW + HOUR, 4)]


def test_what_waits_is_counted_from_the_oldest_and_older_ones_may_be_left_out(db: Database) -> None:
    numbers = db.write_now(outbox)
    assert db.read_now(letters.unsent) == Unsent(2, NOW - HOUR)
    assert db.write_now(lambda s: letters.discard(s, before=NOW)) == 1
    assert db.read_now(letters.unsent) == Unsent(1, NOW)
    assert taken(db) == [numbers[1]]
    assert db.read_now(lambda s: s.get_one(Letter, numbers[0]).state) == LetterState.DROPPED
    db.write_now(lambda s: letters.discard(s, before=NOW + HOUR))
    assert db.read_now(letters.unsent) == Unsent(0, None)


def test_messages_that_nobody_worked_on_are_set_aside(db: Database) -> None:
    def keep(session: Session) -> None:
        for number, state in ((1, "waiting"), (2, "done"), (3, "waiting")):
            session.add(InboxUpdate(bot_id=1, update_id=number, person_key=1, raw="{}", state=state, received_at=NOW))

    db.write_now(keep)
    assert db.write_now(lambda s: inbox.set_aside(s, why="restored", now=NOW)) == 2
    states = db.read_now(lambda s: list(s.exec(select(InboxUpdate.state).order_by("id"))))
    assert states == ["quarantined", "done", "quarantined"]

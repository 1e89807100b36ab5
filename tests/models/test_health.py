"""How the program itself fares: what waits the longest, and troubles that each boss is told of once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlmodel import Session, select

from models import health, letters, paused
from models.database import Database
from models.health import TroubleKind, Vitals
from models.inbox import InboxUpdate
from models.letters import Letter, Unsent
from models.people import Role, add_person

NOW = datetime(2026, 11, 23, 1, 5, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)


def test_in_empty_books_nothing_waits(db: Database) -> None:
    assert db.read_now(health.vitals) == Vitals()


def test_what_waits_is_counted_from_the_oldest(db: Database) -> None:
    def fill(session: Session) -> None:
        li = add_person(session, name="李伟", roles=[Role.REP], now=NOW).id
        for number, (state, at) in enumerate((("done", NOW), ("waiting", LATER), ("waiting", NOW))):
            session.add(InboxUpdate(bot_id=1, update_id=number, person_key=1, raw="{}", state=state, received_at=at))
        letters.post(session, "note", "test:1", li, "1", now=LATER)
        paused.pause(session, now=NOW, books_of=NOW)

    db.write_now(fill)
    found = db.read_now(health.vitals)
    assert (found.updates, found.oldest_update, found.unsent) == (2, NOW, Unsent(1, LATER))
    assert (found.paused_at, found.resumed_at) == (NOW, None)
    assert db.read_now(health.letters_by_state) == {
        "waiting": 1, "leased": 0, "sent": 0, "unknown": 0, "refused": 0, "dropped": 0,
    }  # fmt: skip
    db.write_now(lambda session: paused.resume(session, now=LATER))
    assert db.read_now(health.vitals).resumed_at == LATER


def _told(db: Database) -> list[tuple[str, str, int]]:
    query = select(Letter.kind, Letter.occasion, Letter.recipient_id).order_by("id")
    return [tuple(row) for row in db.read_now(lambda session: session.exec(query).all())]  # type: ignore[misc]


def test_each_boss_is_told_once_of_a_trouble_and_once_that_it_is_over(db: Database) -> None:
    def hire(session: Session) -> list[int]:
        add_person(session, name="李伟", roles=[Role.REP], now=NOW)
        return [add_person(session, name=name, roles=[Role.BOSS], now=NOW).id for name in ("陆总", "马总")]

    bosses = db.write_now(hire)
    for kind, at, new in ((TroubleKind.DISK, NOW, True), (TroubleKind.DISK, LATER, False)):
        assert db.write_now(lambda s, kind=kind, at=at: health.begin(s, kind, now=at, free=9)) is new
    assert db.write_now(lambda s: health.begin(s, TroubleKind.BACKUP, now=LATER, why="full"))
    assert db.read_now(health.vitals).troubles == ("disk", "backup")
    assert _told(db) == [("trouble", kind, boss) for kind in ("disk", "backup") for boss in bosses]
    assert db.write_now(lambda s: health.end(s, TroubleKind.DISK, now=LATER))
    assert not db.write_now(lambda s: health.end(s, TroubleKind.DISK, now=LATER))
    assert _told(db)[4:] == [("trouble-over", "disk", boss) for boss in bosses]
    assert db.read_now(health.vitals).troubles == ("backup",)
    assert db.write_now(lambda s: health.begin(s, TroubleKind.DISK, now=LATER, free=8))  # another time, told again
    assert len(_told(db)) == 8

"""The audit trail: chained, only added to, whole; and what somebody tried who may not."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, select

from models import attempts, letters
from models.audit import Head, Verdict, verify
from models.database import Database
from models.invitations import Invitation
from models.journal import FORGOTTEN, JournalEntry, JournalWords, history, note
from models.orders import Approval, OwnOrder
from models.people import Actor, Role
from models.refusals import NotAllowed, NotFound
from models.story import story
from tests.goods import put_order
from tests.models.team_books import NOW, customer, person


def three(session: Session) -> Actor:
    """Somebody, and three entries about a document: words, plain facts, none."""
    boss = person(session, "周总", Role.BOSS)
    note(session, "order", 5, "order-note", by=boss, now=NOW, note="陈先生 138")
    note(session, "order", 5, "order-part", by=boss, now=NOW, kind="floor", left=Decimal("2.5"), day=date(2026, 11, 23))
    session.flush()
    note(session, "order", 6, "order-kept", by=None, now=NOW)
    return boss


def broken(db: Database, *statements: str, trigger: str = "journal_keep", noted: Head | None = None) -> Verdict:
    """What verification finds after somebody with the database's own tools was at it."""

    def tamper(session: Session) -> None:
        on = "" if db.is_sqlite else " ON journal_words" if "words" in trigger else " ON journal"
        for name in (trigger, "journal_stay") if db.is_sqlite else (trigger,):
            session.execute(text(f"DROP TRIGGER {name}{on}"))
        for statement in statements:
            session.execute(text(statement))

    db.write_now(tamper)
    return db.read_now(lambda s: verify(s, noted=noted))


def test_an_empty_trail_is_unbroken(db: Database) -> None:
    assert db.read_now(verify) == Verdict(0, Head(0, ""))


def test_entries_follow_one_another_in_one_transaction_and_the_next(db: Database) -> None:
    db.write_now(three)
    db.write_now(lambda s: note(s, "order", 5, "order-kept", by=None, now=NOW))
    entries = db.read_now(lambda s: list(s.exec(select(JournalEntry).order_by(JournalEntry.id))))  # type: ignore[arg-type]
    assert [entry.id for entry in entries] == [1, 2, 3, 4]
    assert [entry.before for entry in entries] == ["", *(entry.hash for entry in entries[:-1])]
    verdict = db.read_now(verify)
    assert verdict == Verdict(4, Head(4, entries[-1].hash))
    assert db.read_now(lambda s: verify(s, noted=Head(3, entries[2].hash[:16]))) == verdict


def test_what_is_undone_leaves_no_hole(db: Database) -> None:
    db.write_now(three)

    def fails(session: Session) -> None:
        note(session, "order", 7, "order-kept", by=None, now=NOW)
        session.flush()
        raise NotFound

    def nests(session: Session) -> None:
        note(session, "order", 7, "order-kept", by=None, now=NOW)
        with pytest.raises(NotFound), session.begin_nested():
            fails(session)
        note(session, "order", 8, "order-kept", by=None, now=NOW)
        with session.begin_nested():
            note(session, "order", 8, "order-kept", by=None, now=NOW)
        note(session, "order", 8, "order-kept", by=None, now=NOW)

    with pytest.raises(NotFound):
        db.write_now(fails)
    db.write_now(nests)
    verdict = db.read_now(verify)
    assert (verdict.count, verdict.head.number, verdict.broken) == (7, 7, 0)


async def test_works_that_share_a_commit_are_one_chain_without_those_that_failed(db: Database) -> None:
    def work(number: int) -> Callable[[Session], None]:
        def one(session: Session) -> None:
            note(session, "order", number, "order-kept", by=None, now=NOW)
            session.flush()
            if number % 3 == 0:
                raise NotFound

        return one

    before = db.commits
    ended = await asyncio.gather(*(db.write(work(number)) for number in range(1, 31)), return_exceptions=True)
    assert sum(isinstance(one, NotFound) for one in ended) == 10
    assert db.commits - before < 20  # they did share
    verdict = db.read_now(verify)
    assert (verdict.count, verdict.head.number, verdict.broken) == (20, 20, 0)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET action = 'x' WHERE id = 1",
        "UPDATE journal SET hash = hash",
        "DELETE FROM journal WHERE id = 2",
        "UPDATE journal_words SET words = '{}'",
    ],
)
def test_the_database_refuses_to_change_the_trail(db: Database, statement: str) -> None:
    db.write_now(three)
    with pytest.raises(DBAPIError, match=r"only added to|erased, never changed"):
        db.write_now(lambda s: s.execute(text(statement)))
    assert db.read_now(verify).broken == 0


def test_postgresql_refuses_to_empty_it_at_once(db: Database) -> None:
    db.write_now(three)
    statement = "DELETE FROM journal" if db.is_sqlite else "TRUNCATE journal CASCADE"
    with pytest.raises(DBAPIError, match="only added to"):
        db.write_now(lambda s: s.execute(text(statement)))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET subject = 'sample' WHERE id = 1",
        "UPDATE journal SET subject_id = 9 WHERE id = 1",
        "UPDATE journal SET action = 'order-kept' WHERE id = 1",
        "UPDATE journal SET facts = '{}' WHERE id = 1",
        "UPDATE journal SET at = '2026-11-23 01:06:00' WHERE id = 1",
        'UPDATE journal SET "by" = NULL WHERE id = 1',
        "UPDATE journal SET words = '' WHERE id = 1",
        "UPDATE journal SET hash = before WHERE id = 1",
    ],
)
def test_a_changed_entry_is_named(db: Database, statement: str) -> None:
    db.write_now(three)
    verdict = broken(db, statement)
    assert (verdict.broken, verdict.why) == (1, "changed")


def test_a_missing_entry_and_one_slipped_in_are_named(db: Database) -> None:
    db.write_now(three)
    slipped = (
        'INSERT INTO journal (id, subject, subject_id, action, facts, at, "by", words, before, hash) '
        'SELECT 9, subject, subject_id, action, facts, at, "by", words, before, hash FROM journal WHERE id = 2'
    )
    verdict = broken(db, slipped)
    assert (verdict.count, verdict.broken, verdict.why) == (3, 9, "parted")
    db.write_now(lambda s: s.execute(text("DELETE FROM journal WHERE id = 2")))
    verdict = db.read_now(verify)
    assert (verdict.count, verdict.broken, verdict.why) == (1, 3, "parted")


def test_an_end_that_was_cut_off_is_seen_by_a_noted_head(db: Database) -> None:
    db.write_now(three)
    noted = db.read_now(verify).head
    verdict = broken(db, "DELETE FROM journal WHERE id = 3")
    assert verdict.broken == 0  # what is left is a chain
    verdict = db.read_now(lambda s: verify(s, noted=noted))
    assert (verdict.broken, verdict.why) == (3, "cut")


def test_words_that_were_changed_or_taken_away_are_seen(db: Database) -> None:
    db.write_now(three)
    verdict = broken(db, 'UPDATE journal_words SET words = \'{"note": "x"}\'', trigger="journal_words_keep")
    assert (verdict.broken, verdict.why) == (1, "words")
    db.write_now(lambda s: s.execute(text("DELETE FROM journal_words")))
    verdict = db.read_now(verify)
    assert (verdict.broken, verdict.why) == (1, "forgotten")
    db.write_now(lambda s: note(s, "customer", 1, "erased", by=None, now=NOW, entries=[1]))
    assert db.read_now(verify).broken == 0


def test_words_lie_apart_and_are_read_as_one_until_they_are_erased(db: Database) -> None:
    db.write_now(three)
    first, second = db.read_now(lambda s: history(s, "order", 5))
    assert (first.who, first.at, first.facts) == ("周总", NOW, {"note": "陈先生 138"})
    assert second.facts == {"kind": "floor", "left": "2.5", "day": "2026-11-23"}
    assert "陈先生" not in str(db.read_now(lambda s: s.exec(select(JournalEntry.facts)).all()))

    def forget(session: Session) -> None:
        for words in session.exec(select(JournalWords)):
            session.delete(words)

    db.write_now(forget)
    assert db.read_now(lambda s: history(s, "order", 5))[0].facts == {"note": FORGOTTEN}


def tried(session: Session, who: Actor, refusal: Any, **facts: Any) -> None:
    attempts.refused(session, by=who, now=NOW, refusal=refusal, tried="do", operation="x.y", facts=facts)


def test_an_attempt_stands_beside_the_document_it_was_made_on(db: Database) -> None:
    def work(session: Session) -> list[tuple[str, int]]:
        li = person(session, "李", Role.REP)
        whose = customer(session, "恒达", li)
        order = put_order(session, customer_id=whose.id, by=li.id, now=NOW, lines=[])
        approval = Approval(order_id=order, kind="floor", content="c", state="waiting", asked_by=li.id, asked_at=NOW)
        invitation = Invitation(code_hash="h", person_id=li.id, created_at=NOW, expires_at=NOW)
        session.add_all([approval, invitation])
        about = letters.post(session, "k", "sample:77", li.id, "o", now=NOW)
        digest = letters.post(session, "k", "2026-11-23", li.id, "o", now=NOW)
        session.flush()
        assert about is not None
        assert digest is not None
        tried(session, li, NotFound(), shipment_id=31)
        tried(session, li, NotFound(), customer_id=whose.id, order_id=order)
        tried(session, li, OwnOrder(), approval_id=approval.id)
        tried(session, li, NotFound(), invitation_id=invitation.id)
        tried(session, li, NotFound(), letter_id=about)
        tried(session, li, NotFound(), letter_id=digest)
        tried(session, li, NotFound(), order_id=2**40)
        tried(session, li, NotFound(), order_id="7", approval_id=None)
        entries = session.exec(select(JournalEntry).order_by(JournalEntry.id))  # type: ignore[arg-type]
        found = [(entry.subject, entry.subject_id) for entry in entries]
        own = ("person", li.id)
        assert found == [
            ("shipment", 31), ("order", order), ("order", order), own, ("sample", 77), own, own, own,
        ]  # fmt: skip
        return found

    db.write_now(work)
    assert db.read_now(verify).broken == 0


def test_attempts_are_for_a_boss_to_read(db: Database) -> None:
    def work(session: Session) -> None:
        boss, li = person(session, "周总", Role.BOSS), person(session, "李", Role.REP)
        tried(session, li, OwnOrder(), order_id=4)
        assert history(session, "order", 4) == history(session, "order", 4, by=li) == []
        (seen,) = history(session, "order", 4, by=boss)
        assert (seen.who, seen.action) == ("李", "refused")
        assert seen.facts == {"refusal": "own-order", "tried": "do", "operation": "x.y"}

    db.write_now(work)


def test_a_boss_reads_any_history_page_by_page_and_nobody_else_does(db: Database) -> None:
    def work(session: Session) -> None:
        boss, li = person(session, "周总", Role.BOSS), person(session, "李", Role.REP)
        whose = customer(session, "恒达有限公司", li, short_name="恒达")
        for number in range(4):
            note(session, "customer", whose.id, "terms-set", by=li, now=NOW, number=str(number))
        tried(session, li, NotFound(), customer_id=whose.id)
        seen = story(session, by=boss, subject="customer", subject_id=whose.id, page=1, size=2)
        assert (seen.name, seen.page, seen.pages, seen.total) == ("恒达", 1, 3, 5)
        assert [entry.action for entry in seen.items] == ["refused", "terms-set"]
        last = story(session, by=boss, subject="customer", subject_id=whose.id, page=9, size=2)
        assert [entry.facts["number"] for entry in last.items] == ["0"]
        assert story(session, by=boss, subject="person", subject_id=li.id).pages == 1
        for subject, number in (("customer", 99), ("courier", 1), ("", 0)):
            with pytest.raises(NotFound):
                story(session, by=boss, subject=subject, subject_id=number)
        with pytest.raises(NotAllowed):
            story(session, by=li, subject="customer", subject_id=whose.id)

    db.write_now(work)


def test_moments_of_any_zone_are_sealed_alike(db: Database) -> None:
    local = datetime.fromisoformat("2026-11-23T09:05:00.123456+08:00")
    db.write_now(lambda s: note(s, "order", 1, "order-kept", by=None, now=local))
    assert db.read_now(verify).broken == 0

"""Erasing somebody: no table holds a word of theirs any more, every sum stays, and a restore does it again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import inspect, text
from sqlmodel import Session, select

from models import customers, erasure, invitations, letters, receivables, team
from models.audit import verify
from models.customers import Customer
from models.database import Database
from models.erasure import Erasure, Listed, find
from models.inbox import DialogState, InboxUpdate
from models.journal import FORGOTTEN, history, note
from models.letters import Letter, LetterState
from models.operations import Operation
from models.orders import Approval, Order
from models.people import Actor, Person, Role, actor_of
from models.receivables import Receivable, ReceivablePosting
from models.refusals import NotFound
from models.reminders import ReminderAnswer
from models.samples import Sample
from models.shipments import Shipment
from models.team import LastBoss
from tests.goods import put_order
from tests.models.team_books import NOW, customer, person

NAME, CONTACT, PHONE, STREET = "Canary-Li", "Canary-Chen", "139-canary-0001", 'Canary "Road" 7'


def holding(db: Database, word: str) -> list[str]:
    """The columns of any table in which a word stands."""

    def look(session: Session) -> Iterator[str]:
        connection = session.connection()
        for table in inspect(connection).get_table_names():
            for row in connection.execute(text(f'SELECT * FROM "{table}"')).mappings():  # noqa: S608 - our own tables
                yield from (f"{table}.{name}" for name, value in row.items() if word in str(value))

    return sorted(set(db.read_now(lambda session: list(look(session)))))


def sums(db: Database) -> dict[str, int]:
    """Everything that adds up, by column."""

    def add(session: Session) -> dict[str, int]:
        connection, found = session.connection(), {}
        for table in inspect(connection).get_table_names():
            for column in inspect(connection).get_columns(table):
                if column["name"].endswith(("_fen", "quantity", "shipped")):
                    query = f'SELECT SUM("{column["name"]}") FROM "{table}"'  # noqa: S608 - our own tables
                    found[f"{table}.{column['name']}"] = int(connection.execute(text(query)).scalar() or 0)
        return found

    return db.read_now(add)


def raw(session: Session, number: int, key: int, said: str, state: str = "done") -> None:
    """An update as it was kept."""
    update = {"update_id": number, "message": {"from": {"id": key}, "text": said}}
    kept = json.dumps(update, ensure_ascii=False)
    at = {"received_at": NOW, "done_at": None if state == "waiting" else NOW}
    session.add(InboxUpdate(bot_id=1, update_id=number, person_key=key, raw=kept, state=state, **at))


def team_of(session: Session) -> tuple[Actor, Actor, Actor]:
    """A boss, a manager and the rep who will be erased; he came by invitation, and others have his name in theirs."""
    boss, wang = person(session, "周总", Role.BOSS), person(session, "王", Role.MANAGER)
    code = invitations.invite(session, by=boss, now=NOW, name=NAME, roles=["rep"], manager_id=wang.id)
    invitations.claim(session, telegram_id=424242, telegram_name=f"{NAME}!", code=code, now=NOW)
    (came,) = session.exec(select(invitations.Invitation))
    invitations.decide(session, by=boss, now=NOW, invitation_id=came.id, approve=True)
    li = actor_of(session, session.exec(select(Person).where(Person.name == NAME)).one())
    zhang = person(session, "张", Role.REP, Role.ASSISTANT, manager=wang)
    customer(session, "恒达", li)
    customer(session, "联华", li)
    session.flush()
    mine = session.exec(select(Customer.id)).all()
    team.hand_over(session, by=boss, now=NOW, from_id=li.id, to_id=zhang.id, customer_ids=mine[:1])
    team.set_service(session, by=boss, now=NOW, assistant_id=zhang.id, rep_id=li.id, served=True)
    letters.post(session, "digest", "2026-11-23", li.id, "morning", now=NOW, names=["恒达"])
    for number, key, said in ((1, 424242, "hello"), (2, 7001, f"ask {NAME}"), (3, 7001, "nothing")):
        raw(session, number, key, said)
    raw(session, 4, 424242, "not yet", state="waiting")
    for key, data in ((424242, "{}"), (7001, f'{{"who": "{NAME}"}}'), (7002, "{}")):
        session.add(DialogState(name=f"fsm:{key}", person_key=key, data=data, changed_at=NOW))
    session.add(Operation(key="k", asked="a", result=json.dumps({"name": NAME, "all": [NAME, 3]}), at=NOW))
    session.flush()
    return boss, wang, li


def test_nothing_of_a_person_stays_but_a_number(db: Database) -> None:
    _boss, _wang, li = db.write_now(team_of)
    assert len(holding(db, NAME)) >= 7
    before = sums(db)
    erased = db.write_now(lambda s: erasure.erase_person(s, now=NOW, person_id=li.id))
    assert (erased.updates, erased.conversations, erased.listed.subject_id) == (3, 2, li.id)
    assert erased.letters >= 2
    assert holding(db, NAME) == holding(db, "424242") == []
    assert sums(db) == before

    def look(session: Session) -> None:
        gone = session.get_one(Person, li.id)
        assert (gone.name, gone.active, gone.telegram_id) == (f"已删除 #{li.id}", False, None)
        assert session.exec(select(InboxUpdate.raw).where(InboxUpdate.update_id == 3)).one() != ""
        waited = session.exec(select(InboxUpdate).where(InboxUpdate.update_id == 4)).one()
        assert (waited.state, waited.error, waited.raw, waited.person_key) == ("quarantined", "erased", "", 0)
        theirs = session.exec(select(Letter).where(Letter.recipient_id == li.id)).all()
        assert {letter.state for letter in theirs} == {LetterState.DROPPED.value}
        handed = session.exec(select(Letter).where(Letter.kind == "customers-handed")).one()
        assert json.loads(handed.facts)["giver"] == f"已删除 #{li.id}"
        result = session.exec(select(Operation.result)).one()
        assert json.loads(result) == {"name": f"已删除 #{li.id}", "all": [f"已删除 #{li.id}", 3]}
        told = history(session, "person", li.id)
        assert [entry.action for entry in told] == ["invited", "joined", "erased"]
        assert told[1].facts["telegram_id"] == FORGOTTEN
        assert session.exec(select(DialogState.person_key)).all() == [7002]

    db.read_now(look)
    assert db.read_now(verify).broken == 0


def test_who_left_is_erased_with_the_number_they_had(db: Database) -> None:
    boss, _wang, li = db.write_now(team_of)
    db.write_now(lambda s: team.leave(s, by=boss, now=NOW, person_id=li.id))
    db.write_now(lambda s: erasure.erase_person(s, now=NOW, person_id=li.id))
    assert holding(db, "424242") == []
    again = db.write_now(lambda s: erasure.erase_person(s, now=NOW, person_id=li.id))
    assert (again.updates, again.conversations) == (0, 0)
    assert len(db.read_now(erasure.listed)) == 1
    assert db.read_now(verify).broken == 0


def test_an_open_invitation_ends_with_them(db: Database) -> None:
    def work(session: Session) -> None:
        boss = person(session, "周总", Role.BOSS)
        code = invitations.invite(session, by=boss, now=NOW, name=NAME, roles=["rep"])
        number = session.exec(select(Person.id).where(Person.name == NAME)).one()
        erasure.erase_person(session, now=NOW, person_id=number)
        with pytest.raises(invitations.InvitationInvalid):
            invitations.claim(session, telegram_id=9, telegram_name="x", code=code, now=NOW)

    db.write_now(work)


def test_the_last_boss_stays_and_nobody_is_nobody(db: Database) -> None:
    boss, _wang, _li = db.write_now(team_of)
    with pytest.raises(LastBoss):
        db.write_now(lambda s: erasure.erase_person(s, now=NOW, person_id=boss.id))
    with pytest.raises(NotFound):
        db.write_now(lambda s: erasure.erase_person(s, now=NOW, person_id=99))
    with pytest.raises(NotFound):
        db.write_now(lambda s: erasure.erase_customer(s, now=NOW, customer_id=99))


def firm(session: Session) -> tuple[Actor, int]:
    """A customer with documents of every kind on which people wrote whom they talked to, and another one's."""
    boss, li = person(session, "周总", Role.BOSS), person(session, "李", Role.REP)
    whose = customer(session, "恒达", li, contact=CONTACT, phone="old-canary", address=STREET)
    other = customer(session, "联华", li, contact="王", phone="1", address="")
    for field, value in (("phone", PHONE), ("city", "佛山")):
        customers.edit(session, by=li, now=NOW, customer_id=whose.id, field=field, value=value)
    order = put_order(
        session, customer_id=whose.id, by=li.id, now=NOW, lines=[], address=STREET, note=f"call {PHONE}",
        instruction="as agreed",
    )  # fmt: skip
    kept = put_order(session, customer_id=other.id, by=li.id, now=NOW, lines=[], address="天河路1号", note="1 box")
    asked = {"kind": "floor", "content": "c", "state": "refused", "asked_by": li.id, "asked_at": NOW}
    session.add(Approval(order_id=order, decided_by=boss.id, decided_at=NOW, reason=f"{CONTACT} says no", **asked))
    note(session, "order", order, "order-note", by=li, now=NOW, note=f"{CONTACT} called")
    note(session, "order", order, "order-note", by=li, now=NOW, note="red ones")
    note(session, "order", kept, "order-note", by=li, now=NOW, note="王 called")
    sample = Sample(
        number="YP1", customer_id=whose.id, state="requested", purpose=f"for {CONTACT}", address=f"{STREET} back door",
        ship_via="express", send_on=date(2026, 11, 23), requested_at=NOW, requested_by=li.id,
    )  # fmt: skip
    claim = Receivable(
        number="QC1", customer_id=whose.id, amount_fen=10_000, arose_on=NOW.date(), due_on=NOW.date(), created_at=NOW
    )
    shipped = Shipment(
        number="CK1", order_id=order, customer_id=whose.id, amount_fen=10_000, via="express", shipped_on=NOW.date(),
        posted_at=NOW, note=f"leave with {CONTACT}",
    )  # fmt: skip
    session.add_all([sample, claim, shipped])
    session.flush()
    receivables.promise(session, by=li, now=NOW, receivable_id=claim.id, until_on=NOW.date() + timedelta(1), note=PHONE)
    receivables.record_payment(
        session, by=boss, now=NOW, customer_id=whose.id, amount_fen=4_000, received_on=NOW.date(), means="cash",
        note=f"{CONTACT} brought it",
    )  # fmt: skip
    receivables.credit(
        session, by=boss, now=NOW, receivable_id=claim.id, kind="write_off", amount_fen=500, reason=f"{CONTACT} is gone"
    )
    session.add(
        ReminderAnswer(rule="r", subject="order", subject_id=order, answer="later", note=CONTACT, by=li.id, at=NOW)
    )
    letters.post(session, "terms-wanted", f"customer:{whose.id}", boss.id, "o", now=NOW, phone=PHONE)
    raw(session, 1, 7002, f"to {STREET} {CONTACT}")
    raw(session, 2, 7002, f"waits {PHONE}", state="waiting")
    session.add(DialogState(name="a", person_key=7002, data=json.dumps({"value": PHONE}), changed_at=NOW))
    session.add(Operation(key="k", asked="a", result=json.dumps(STREET), at=NOW))
    session.flush()
    return boss, whose.id


def test_nothing_of_a_customers_contact_stays_and_every_sum_does(db: Database) -> None:
    _boss, number = db.write_now(firm)
    before = sums(db)
    erased = db.write_now(lambda s: erasure.erase_customer(s, now=NOW, customer_id=number))
    assert (erased.updates, erased.letters, erased.conversations) == (1, 1, 1)
    for word in (CONTACT, "old-canary", "Canary", PHONE):
        assert [place for place in holding(db, word) if place != "inbox.raw"] == []
    assert sums(db) == before

    def look(session: Session) -> None:
        whose = session.get_one(Customer, number)
        assert (whose.name, whose.contact, whose.phone, whose.address, whose.city) == ("恒达", "", "", "", "佛山")
        first, second = session.exec(select(Order).order_by(Order.id))  # type: ignore[arg-type]
        assert (first.address, first.note, first.instruction) == ("", "call —", "as agreed")
        assert (second.address, second.note) == ("天河路1号", "1 box")
        notes = [entry.facts.get("note") for entry in history(session, "order", first.id)]
        assert notes == [FORGOTTEN, "red ones"]
        assert history(session, "order", second.id)[0].facts == {"note": "王 called"}
        assert (
            session.exec(select(ReceivablePosting.note).where(ReceivablePosting.kind == "write_off")).one()
            == "— is gone"
        )
        waits = session.exec(select(InboxUpdate).where(InboxUpdate.state == "waiting")).one()
        assert PHONE in waits.raw  # somebody's order, not yet worked on: it is emptied by age

    db.read_now(look)
    assert db.read_now(verify).broken == 0


def test_an_older_state_of_the_books_is_erased_again(db: Database) -> None:
    _boss, number = db.write_now(firm)
    li = db.read_now(lambda s: s.exec(select(Person.id).where(Person.name == "李")).one())
    boss = db.read_now(lambda s: s.exec(select(Person.id).where(Person.name == "周总")).one())
    made_at = NOW
    wanted = [
        Listed("person", li, made_at),
        Listed("person", boss, made_at),
        Listed("customer", number, made_at),
        Listed("customer", number, made_at),
        Listed("person", 77, made_at),
        Listed("person", li + 1, made_at + timedelta(days=1)),
    ]
    carried = [erasure.from_line(erasure.as_line(one)) for one in wanted]
    assert db.write_now(lambda s: erasure.reapply(s, carried, now=NOW)) == 3
    assert db.write_now(lambda s: erasure.reapply(s, carried, now=NOW)) == 0
    assert {(one.subject, one.subject_id) for one in db.read_now(erasure.listed)} == {
        ("person", li), ("person", boss), ("customer", number)
    }  # fmt: skip
    assert len(db.read_now(lambda s: s.exec(select(Erasure)).all())) == 3


def test_another_record_of_the_same_number_is_left_alone(db: Database) -> None:
    _boss, number = db.write_now(firm)
    other = [Listed("customer", number, NOW - timedelta(seconds=1))]
    assert db.write_now(lambda s: erasure.reapply(s, other, now=NOW)) == 0
    assert holding(db, CONTACT)


@pytest.mark.parametrize(
    "line", ["", "{}", "[]", '{"subject": "x", "subject_id": 1, "made_at": "2026-11-23"}', "nonsense"]
)
def test_a_line_that_tells_of_no_erasure_is_refused(line: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - it says which line
        erasure.from_line(line)


def test_who_is_meant(db: Database) -> None:
    db.write_now(firm)

    def found(said: str) -> list[str]:
        return [one.reference for one in db.read_now(lambda s: find(s, said))]

    assert found("李") == found("2") == found("person:2") == [f"person:{2}"]
    assert found("恒达") == found("X-恒达") == found(CONTACT) == found(PHONE) == found(" customer:1 ") == ["customer:1"]
    assert found("1") == ["person:1"]
    assert found("") == found("99") == found("person:99") == found("customer:99") == found("order:1") == []
    assert found("person:x") == found("138000000000") == []
    (left,) = db.read_now(lambda s: find(s, "1"))
    assert (left.name, left.about) == ("周总", "")
    db.write_now(lambda s: erasure.erase_person(s, now=NOW, person_id=2))
    assert [one.about for one in db.read_now(lambda s: find(s, "2"))] == ["left"]


def test_what_was_written_to_the_program_is_forgotten_by_age(db: Database) -> None:
    def fill(session: Session) -> None:
        for number in range(4):
            raw(session, number, 1, "x")
        raw(session, 5, 1, "x", state="waiting")
        session.flush()
        (first, *_others) = session.exec(select(InboxUpdate).order_by(InboxUpdate.id))  # type: ignore[arg-type]
        first.done_at = NOW - timedelta(days=40)

    db.write_now(fill)
    before = NOW - timedelta(days=30)
    old = db.read_now(lambda s: erasure.old_updates(s, before=before))
    assert len(old) == 1
    assert db.read_now(lambda s: erasure.old_updates(s, before=before, after_id=old[0])) == []
    db.write_now(lambda s: erasure.forget_updates(s, old))
    assert db.read_now(lambda s: erasure.old_updates(s, before=before)) == []
    assert db.read_now(lambda s: [one == "" for one in s.exec(select(InboxUpdate.raw).order_by(InboxUpdate.id))]) == [  # type: ignore[arg-type]
        True, False, False, False, False
    ]  # fmt: skip


def test_the_file_itself_holds_nothing_that_was_erased(db: Database) -> None:
    _boss, number = db.write_now(firm)
    db.write_now(lambda s: erasure.erase_customer(s, now=NOW, customer_id=number))
    db.write_now(lambda s: s.execute(text("DELETE FROM inbox WHERE state = 'waiting'")))
    erasure.wipe(db)
    if db.is_sqlite:
        file = Path(db.url.removeprefix("sqlite:///"))
        for path in (file, file.with_name(f"{file.name}-wal")):
            assert b"anary" not in path.read_bytes()

"""What is due to be told: to whom, in which order, how it stands, and what is answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

import pytest
from sqlmodel import Session, select

from models import due, letters, orders, reminders
from models.customers import Customer
from models.database import Database
from models.due import Addressee, Cause, Directory, Listing
from models.journal import JournalEntry, note
from models.letters import Letter, LetterState
from models.orders import Approval, Order, OrderLine
from models.people import Actor, Assistance, Person, Role, actor_by_id, add_person
from models.products import Product
from models.receivables import Payment, Receivable, dispute, promise, set_basis_day
from models.receivables.entries import Entry, post
from models.refusals import NotAllowed, NotFound, Outdated
from models.reminders import ReminderAnswer, Said
from models.samples import Sample
from models.shipments import Courier, Shipment, enter_waybill, pause_courier, resume_courier, take_back_receipt

T = TypeVar("T")
NOW = datetime(2026, 11, 24, 1, 5, tzinfo=UTC)  # Tuesday 09:05 in Shanghai
DAY = date(2026, 11, 24)
ALL = (Addressee(Role.REP), Addressee(Role.ASSISTANT), Addressee(Role.FINANCE))


class World:
    """A boss, a manager, a rep with an assistant, a rep without anybody, finance; one customer each and the house's."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.people: dict[str, int] = {}
        for name, role in (
            ("wang", Role.BOSS), ("zhao", Role.MANAGER), ("li", Role.REP), ("sun", Role.REP),
            ("fang", Role.ASSISTANT), ("qian", Role.FINANCE),
        ):  # fmt: skip
            self.people[name] = self.do(lambda s, n=name, r=role: add_person(s, name=n, roles=[r], now=NOW).id)
        self.do(self._bind)
        self.customers = {name: self.do(lambda s, n=name: self._customer(s, n)) for name in ("li", "sun", "house")}

    def _bind(self, session: Session) -> None:
        li = session.get_one(Person, self.people["li"])
        li.manager_id = self.people["zhao"]
        session.add_all([li, Assistance(assistant_id=self.people["fang"], rep_id=self.people["li"])])

    def _customer(self, session: Session, name: str) -> int:
        made = Customer(code=name, name=f"{name}的客户", rep_id=self.people.get(name), created_at=NOW)
        session.add(made)
        session.flush()
        return made.id

    def do(self, work: Callable[[Session], T]) -> T:
        """Write."""
        return self.db.write_now(work)

    def see(self, look: Callable[[Session], T]) -> T:
        """Read."""
        return self.db.read_now(look)

    def who(self, name: str) -> Actor:
        """A person as they are now."""
        actor = self.see(lambda s: actor_by_id(s, self.people[name]))
        assert actor is not None
        return actor

    def put(self, record: Any) -> int:
        """A record into the books."""

        def add(session: Session) -> int:
            session.add(record)
            session.flush()
            number: int = record.id
            return number

        return self.do(add)

    def claim(
        self, amount_fen: int = 1000, due_on: date = DAY - timedelta(days=1), whose: str = "li", **facts: Any
    ) -> int:
        """An open claim."""
        number = len(self.see(lambda s: s.exec(select(Receivable.id)).all())) + 1
        given = {"number": f"QC{number}", "arose_on": due_on, **facts}
        return self.put(
            Receivable(customer_id=self.customers[whose], amount_fen=amount_fen, due_on=due_on, created_at=NOW, **given)
        )

    def shipment(self, shipped_on: date, **facts: Any) -> int:
        """Goods that left."""
        number = len(self.see(lambda s: s.exec(select(Shipment.id)).all())) + 1
        given = {"number": f"CK{number}", "via": "express", "amount_fen": 5000, **facts}
        return self.put(Shipment(customer_id=self.customers["li"], shipped_on=shipped_on, posted_at=NOW, **given))

    def order(self, ship_on: date, state: str = "open", **facts: Any) -> int:
        """An order."""
        number = len(self.see(lambda s: s.exec(select(Order.id)).all())) + 1
        given = {
            "number": f"DD{number}", "placed_at": NOW, "placed_by": self.people["li"], "total_fen": 7000, **facts
        }  # fmt: skip
        return self.put(
            Order(
                customer_id=self.customers["li"], state=state, settlement="monthly", content="x",
                ship_via="express", ship_on=ship_on, **given,
            )
        )  # fmt: skip

    def settle(self, claim_id: int, amount_fen: int, kind: str = "payment", now: datetime = NOW) -> None:
        """Reduce a claim."""
        entry = Entry(self.who("fang"), now, DAY)
        self.do(lambda s: post(s, entry, s.get_one(Receivable, claim_id), kind, amount_fen))

    def told(self, name: str, cause: Cause, *ids: int, occasion: str = "2026-11-24 09:00", now: datetime = NOW) -> int:
        """A digest that was sent; gives its id."""

        def work(session: Session) -> int:
            number = letters.post(session, cause.rule, "digest", self.people[name], occasion, now=now)
            made = session.get_one(Letter, number)
            made.state = LetterState.SENT.value
            reminders.keep(session, made, [Said(cause.subject, one, 1, DAY) for one in ids], now=now)
            return made.id

        return self.do(work)

    def listed(self, name: str, cause: Cause, limit: int = 200, day: date = DAY, audience: Any = ALL) -> Listing:
        """What a person is told."""
        to = self.who(name)

        def look(session: Session) -> Listing:
            reaches = Directory(session).reaches(to.id, audience)
            return due.listed(session, cause, to=to, reaches=reaches, day=day, limit=limit)

        return self.see(look)

    def stands(self, cause: Cause, one: int, name: str = "fang") -> due.Standing:
        """How a document stands."""
        by = self.who(name)
        return self.see(lambda s: due.standings(s, cause, [one], by=by, now=NOW)[one])


@pytest.fixture
def world(db: Database) -> World:
    """The company."""
    return World(db)


def leave(world: World, name: str) -> None:
    """Somebody leaves."""

    def work(session: Session) -> None:
        person = session.get_one(Person, world.people[name])
        person.active = False
        session.add(person)

    world.do(work)


def told(world: World, owner: str, role: Role) -> set[str]:
    """The names of who is told."""
    names = {number: name for name, number in world.people.items()}
    whose = world.people.get(owner)
    return {names[one] for one in world.see(lambda s: Directory(s).told(whose, role))}


def test_each_capacity_is_told_of_its_own(world: World) -> None:
    assert told(world, "li", Role.REP) == {"li"}
    assert told(world, "li", Role.ASSISTANT) == {"fang"}
    assert told(world, "li", Role.MANAGER) == {"zhao"}
    assert told(world, "li", Role.FINANCE) == {"qian"}
    assert told(world, "li", Role.BOSS) == {"wang"}


def test_where_nobody_is_the_next_one_up_is_told(world: World) -> None:
    assert told(world, "sun", Role.ASSISTANT) == {"wang"}
    assert told(world, "sun", Role.MANAGER) == {"wang"}
    assert told(world, "house", Role.REP) == set()
    assert told(world, "house", Role.ASSISTANT) == {"fang"}
    assert told(world, "house", Role.MANAGER) == {"zhao"}


def test_who_left_is_replaced_by_their_manager_at_once(world: World) -> None:
    leave(world, "li")
    leave(world, "fang")
    assert told(world, "li", Role.REP) == {"zhao"}
    assert told(world, "li", Role.ASSISTANT) == {"zhao"}


def test_owners_come_with_their_oldest_day_and_only_open_rows_count(world: World) -> None:
    world.claim(due_on=DAY - timedelta(days=9))
    world.claim(due_on=DAY - timedelta(days=2))
    world.claim(due_on=DAY, whose="sun")
    world.settle(world.claim(whose="house"), 1000)
    found = world.see(lambda s: due.owners(s, due.OVERDUE, DAY))
    assert found == {world.people["li"]: DAY - timedelta(days=9)}


def test_the_longest_overdue_grade_comes_first_and_the_largest_within_it(world: World) -> None:
    fresh_large = world.claim(9000, DAY - timedelta(days=1))
    week = world.claim(100, DAY - timedelta(days=8))
    month_small, month_large = world.claim(10, DAY - timedelta(days=31)), world.claim(20, DAY - timedelta(days=40))
    listing = world.listed("li", due.OVERDUE)
    assert [item.id for item in listing.items] == [month_large, month_small, week, fresh_large]
    assert (listing.total, listing.amount_fen) == (4, 9130)


def test_a_cut_list_still_counts_and_adds_up_everything(world: World) -> None:
    for _ in range(3):
        world.claim()
    listing = world.listed("li", due.OVERDUE, limit=2)
    assert (len(listing.items), listing.total, listing.amount_fen) == (2, 3, 3000)


def test_nobody_out_of_reach_or_sight_is_told(world: World) -> None:
    world.claim(whose="sun")
    assert world.listed("li", due.OVERDUE).total == 0
    assert world.listed("zhao", due.OVERDUE).total == 0
    assert world.listed("qian", due.OVERDUE).total == 1
    assert world.listed("li", due.OVERDUE, audience=(Addressee(Role.BOSS),)).total == 0


def test_a_capacity_begins_on_its_day(world: World) -> None:
    world.claim(due_on=DAY - timedelta(days=6))
    seventh = (Addressee(Role.MANAGER, 7),)
    assert world.listed("zhao", due.OVERDUE, audience=seventh).total == 0
    assert world.listed("zhao", due.OVERDUE, audience=seventh, day=DAY + timedelta(days=1)).total == 1


def test_promised_disputed_and_held_by_a_courier_is_not_overdue(world: World) -> None:
    courier = world.put(Courier(name="顺丰"))
    world.claim(disputed_at=NOW)
    world.claim(promised_on=DAY + timedelta(days=1))
    world.claim(courier_id=courier)
    on_its_day = world.claim(promised_on=DAY)
    assert [item.id for item in world.listed("li", due.OVERDUE).items] == [on_its_day]
    assert world.listed("qian", due.COD_OUT).total == 1


def test_what_falls_due_next_reaches_over_the_weekend(world: World) -> None:
    friday = date(2026, 11, 27)
    world.claim(due_on=friday)
    weekend, monday = world.claim(due_on=date(2026, 11, 28)), world.claim(due_on=date(2026, 11, 30))
    world.claim(due_on=date(2026, 12, 1))
    assert {item.id for item in world.listed("qian", due.DUE_NEXT, day=friday).items} == {weekend, monday}


def test_goods_orders_and_samples_are_found_by_their_days(world: World) -> None:
    yesterday, today = DAY - timedelta(days=1), DAY
    old = world.order(yesterday, placed_at=NOW - timedelta(days=4))
    new = world.order(today)
    world.order(today, state="shipped")
    assert [item.id for item in world.listed("fang", due.TO_SHIP).items] == [old, new]
    assert [item.id for item in world.listed("fang", due.LATE_ORDERS).items] == [old]
    receipt = world.shipment(yesterday, receipt_wanted=True, waybill="SF1")
    missing = world.shipment(yesterday, order_id=old)
    world.shipment(today, order_id=old)
    assert [item.id for item in world.listed("fang", due.RECEIPTS_OUT).items] == [receipt]
    assert [item.id for item in world.listed("fang", due.WAYBILLS).items] == [missing]


def test_of_an_order_partly_sent_only_what_is_left_counts(world: World) -> None:
    yesterday = DAY - timedelta(days=1)
    sent = world.order(yesterday, "part", total_fen=94000, placed_at=NOW - timedelta(days=5))
    whole = world.order(yesterday, total_fen=5000, placed_at=NOW - timedelta(days=5))
    product = world.put(Product(sku="P1", name="胶水", unit="瓶", list_price_fen=1200, floor_price_fen=1))
    for position, (quantity, shipped, price) in enumerate((("50", "20", 1200), ("34", "0", 1000), ("0.5", "0", 1)), 1):
        world.put(
            OrderLine(
                order_id=sent, position=position, product_id=product, quantity=Decimal(quantity),
                shipped=Decimal(shipped), unit_price_fen=price, price_from="list", amount_fen=1,
            )
        )  # fmt: skip
    left = 36000 + 34000 + 1  # each line's rest rounded half up
    for cause in (due.TO_SHIP, due.LATE_ORDERS):
        found = world.listed("fang", cause)
        assert {item.id: item.amount_fen for item in found.items} == {sent: left, whole: 5000}
        assert found.amount_fen == left + 5000
        stands = world.stands(cause, sent)
        assert (stands.amount_fen, stands.whole_fen) == (left, 94000)
        assert world.stands(cause, whole).whole_fen is None
    cut = world.listed("fang", due.TO_SHIP, limit=1)
    assert (cut.total, cut.amount_fen) == (2, left + 5000)
    fang = world.who("fang")
    assert world.see(lambda s: orders.left_of(s, by=fang, order_ids=[sent])) == {sent: left}


def test_an_order_that_was_told_of_once_is_not_told_again(world: World) -> None:
    old = world.order(DAY - timedelta(days=1), placed_at=NOW - timedelta(days=4))
    world.told("fang", due.LATE_ORDERS, old)
    assert world.listed("fang", due.LATE_ORDERS).total == 0


def test_who_is_told_later_is_told_working_days_after_the_others(world: World) -> None:
    friday, monday = date(2026, 11, 27), date(2026, 11, 30)
    old = world.order(friday, placed_at=datetime(2026, 11, 27, 1, tzinfo=UTC))
    later = (Addressee(Role.ASSISTANT), Addressee(Role.MANAGER, days_later=2))

    def sees(name: str, day: date) -> list[int]:
        return [item.id for item in world.listed(name, due.LATE_ORDERS, day=day, audience=later).items]

    assert sees("fang", date(2026, 11, 29)) == []
    assert sees("fang", monday) == [old]
    assert [sees("zhao", monday + timedelta(days=days)) for days in range(3)] == [[], [], [old]]


def test_who_put_it_off_is_told_once_more_on_the_day(world: World) -> None:
    old, fang = world.order(DAY - timedelta(days=1), placed_at=NOW - timedelta(days=4)), world.who("fang")
    letter = world.told("fang", due.LATE_ORDERS, old)
    world.do(lambda s: due.rest(s, by=fang, now=NOW, letter_id=letter, subject_id=old, answer="later"))
    tomorrow = DAY + timedelta(days=1)
    assert world.listed("fang", due.LATE_ORDERS).total == 0
    assert world.listed("fang", due.LATE_ORDERS, day=tomorrow).total == 1
    world.told("fang", due.LATE_ORDERS, old, occasion="2026-11-25 09:00", now=NOW + timedelta(days=1))
    assert world.listed("fang", due.LATE_ORDERS, day=tomorrow).total == 0


def test_an_order_nobody_confirmed_to_the_customer_is_due_after_a_day(world: World) -> None:
    at = {"placed_at": NOW - timedelta(hours=24)}
    old, fang = world.order(DAY, **at), world.who("fang")
    older = world.order(DAY, placed_at=NOW - timedelta(days=30))
    world.order(DAY, placed_at=NOW - timedelta(hours=23))
    world.order(DAY, confirmed_at=NOW, **at)
    for state in ("waiting", "part", "shipped", "cancelled"):
        world.order(DAY, state=state, **at)

    def told(now: datetime) -> list[tuple[int, date]]:
        reach = world.see(lambda s: Directory(s).reaches(fang.id, ALL))
        listing = world.see(lambda s: due.listed(s, due.UNCONFIRMED, to=fang, reaches=reach, day=DAY, now=now))
        return [(item.id, item.since_on) for item in listing.items]

    assert told(NOW) == [(older, DAY - timedelta(days=7)), (old, DAY - timedelta(days=1))]
    assert [number for number, _day in told(NOW - timedelta(minutes=1))] == [older]
    found = world.see(lambda s: due.owners(s, due.UNCONFIRMED, DAY, NOW))
    assert found == {world.people["li"]: DAY - timedelta(days=7)}


def test_one_tap_confirms_an_order_and_every_way_it_can_end_is_seen(world: World) -> None:
    old, fang = world.order(DAY, placed_at=NOW - timedelta(days=1)), world.who("fang")
    letter = world.told("fang", due.UNCONFIRMED, old)
    assert world.stands(due.UNCONFIRMED, old).is_open
    world.do(lambda s: due.confirmed(s, by=fang, now=NOW, letter_id=letter, subject_id=old))
    done = world.stands(due.UNCONFIRMED, old)
    assert (done.state, done.who, done.answer) == ("confirmed", "fang", "confirmed")
    assert world.stands(due.LATE_ORDERS, old).is_open
    with pytest.raises(Outdated):
        world.do(lambda s: due.confirmed(s, by=fang, now=NOW, letter_id=letter, subject_id=old))
    part = world.order(DAY, state="part")
    assert world.stands(due.UNCONFIRMED, part).state == "part"


def test_a_claim_stands_open_in_part_promised_disputed_or_settled_by_somebody(world: World) -> None:
    one, li = world.claim(1000), world.who("li")
    world.settle(one, 400)
    assert (world.stands(due.OVERDUE, one).amount_fen, world.stands(due.OVERDUE, one).whole_fen) == (600, 1000)
    later = DAY + timedelta(days=3)
    world.do(lambda s: promise(s, by=li, now=NOW, receivable_id=one, until_on=later))
    assert (world.stands(due.OVERDUE, one).state, world.stands(due.OVERDUE, one).who) == ("promised", "li")
    world.do(lambda s: dispute(s, by=li, now=NOW, receivable_id=one, note="少货"))
    assert (world.stands(due.OVERDUE, one).state, world.stands(due.OVERDUE, one).note) == ("disputed", "少货")
    world.settle(one, 600)
    settled = world.stands(due.OVERDUE, one)
    assert (settled.state, settled.who, settled.on, settled.is_open) == ("paid", "fang", DAY, False)
    broken = world.claim(promised_on=DAY, promise_note="打电话")
    assert (world.stands(due.OVERDUE, broken).state, world.stands(due.OVERDUE, broken).on) == ("open", DAY)
    returned = world.claim(500)
    world.settle(returned, 500, "return")
    assert world.stands(due.OVERDUE, returned).state == "return"


def test_a_claim_whose_invoice_day_was_entered_since_is_due_later(world: World) -> None:
    fang, given = world.who("fang"), {"terms": "invoice+30d", "arose_on": DAY - timedelta(days=31)}
    one, next_day = world.claim(**given), world.claim(due_on=DAY + timedelta(days=1), **given)
    assert (world.stands(due.OVERDUE, one).basis, world.stands(due.OVERDUE, one).state) == ("invoice", "open")
    assert world.stands(due.DUE_NEXT, next_day).is_open
    for number in (one, next_day):
        world.do(lambda s, n=number: set_basis_day(s, by=fang, now=NOW, receivable_id=n, on=DAY))
    moved = world.stands(due.OVERDUE, one)
    assert (moved.state, moved.who, moved.on, moved.basis) == ("moved", "fang", DAY + timedelta(days=30), "")
    assert world.stands(due.DUE_NEXT, next_day).state == "moved"
    assert world.stands(due.COD_OUT, one).is_open
    assert world.listed("li", due.OVERDUE).total == 0


def test_what_one_may_not_see_does_not_stand_anywhere(world: World) -> None:
    one, li = world.claim(whose="sun"), world.who("li")
    assert world.see(lambda s: due.standings(s, due.OVERDUE, [one], by=li, now=NOW)) == {}
    assert world.see(lambda s: due.standings(s, due.OVERDUE, [], by=li, now=NOW)) == {}


def test_shipments_orders_and_samples_stand_as_their_ledgers_say(world: World) -> None:
    fang = world.who("fang")
    sent = world.shipment(DAY - timedelta(days=1), receipt_wanted=True)
    assert world.stands(due.RECEIPTS_OUT, sent).is_open
    assert world.stands(due.WAYBILLS, sent).is_open
    world.do(lambda s: enter_waybill(s, by=fang, now=NOW, shipment_id=sent, waybill="SF12345"))
    entered = world.stands(due.WAYBILLS, sent)
    assert (entered.state, entered.who, entered.note, entered.on) == ("entered", "fang", "SF12345", DAY)
    world.do(lambda s: take_back_receipt(s, by=fang, now=NOW, shipment_id=sent))
    assert (world.stands(due.RECEIPTS_OUT, sent).state, world.stands(due.RECEIPTS_OUT, sent).who) == ("back", "fang")
    order = world.order(DAY)
    assert world.stands(due.TO_SHIP, order).is_open
    gone = world.order(DAY, state="cancelled")
    world.do(lambda s: note(s, "order", gone, "order-cancelled", by=fang, now=NOW))
    assert (world.stands(due.TO_SHIP, gone).state, world.stands(due.TO_SHIP, gone).on) == ("cancelled", DAY)
    base = {
        "customer_id": world.customers["li"], "purpose": "x", "ship_via": "express", "send_on": DAY,
        "requested_at": NOW - timedelta(days=20), "requested_by": world.people["li"],
    }  # fmt: skip
    asked = world.put(Sample(number="YP1", state="requested", **base))
    given = world.put(Sample(number="YP2", state="sent", sent_on=DAY - timedelta(days=12), **base))
    assert world.stands(due.SAMPLES_TO_SEND, asked).is_open
    assert world.stands(due.SAMPLES_UNANSWERED, given).since_on == DAY - timedelta(days=12)
    assert [item.id for item in world.listed("fang", due.SAMPLES_TO_SEND).items] == [asked]
    assert [item.id for item in world.listed("li", due.SAMPLES_UNANSWERED).items] == [given]
    world.do(lambda s: note(s, "sample", asked, "sample-sent", by=fang, now=NOW))
    assert world.stands(due.SAMPLES_TO_SEND, asked).who == "fang"


def test_an_answer_rests_for_the_one_who_gave_it_until_the_next_working_day(world: World) -> None:
    one, li = world.claim(), world.who("li")
    letter = world.told("li", due.OVERDUE, one)
    world.do(lambda s: due.rest(s, by=li, now=NOW, letter_id=letter, subject_id=one, answer="chased"))
    assert world.listed("li", due.OVERDUE).total == 0
    assert world.listed("fang", due.OVERDUE).total == 1
    assert world.listed("li", due.OVERDUE, day=DAY + timedelta(days=1)).total == 1
    assert (world.stands(due.OVERDUE, one).answer, world.stands(due.OVERDUE, one).answered_by) == ("chased", "li")
    tomorrow = NOW + timedelta(days=1)
    later = world.see(lambda s: due.standings(s, due.OVERDUE, [one], by=li, now=tomorrow))[one]
    assert later.answer == ""
    world.do(lambda s: due.rest(s, by=li, now=NOW, letter_id=letter, subject_id=one, answer="later"))
    last = world.see(lambda s: due.last_answer(s, "receivable", one))
    assert last is not None
    assert (last[0].answer, last[1]) == ("later", "li")
    assert world.see(lambda s: due.last_answer(s, "receivable", 4711)) is None
    assert len(world.see(lambda s: s.exec(select(JournalEntry)).all())) == 1


def test_a_digest_is_turned_and_only_by_the_one_it_was_written_to(world: World) -> None:
    one, li, fang = world.claim(), world.who("li"), world.who("fang")
    letter = world.told("li", due.OVERDUE, one)

    def view() -> tuple[str, bool]:
        found = world.see(lambda s: s.get_one(Letter, letter))
        return found.facts, found.stale

    world.do(lambda s: due.look(s, by=li, now=NOW, letter_id=letter, page=2))
    assert view() == ('{"page": 2}', True)
    world.do(lambda s: due.look(s, by=li, now=NOW, letter_id=letter, subject_id=one, why=True))
    assert '"item": ' in view()[0]
    world.do(lambda s: due.look(s, by=li, now=NOW, letter_id=letter))
    assert view()[0] == '{"page": 2}'
    assert world.see(lambda s: due.standing(s, by=li, now=NOW, letter_id=letter, subject_id=one)).id == one
    for by, number, subject in ((fang, letter, one), (li, 4711, one), (li, letter, 4711)):
        with pytest.raises(NotFound):
            world.see(lambda s, b=by, n=number, o=subject: due.standing(s, by=b, now=NOW, letter_id=n, subject_id=o))


def test_what_moved_out_of_sight_is_not_answered(world: World) -> None:
    one, li = world.claim(whose="sun"), world.who("li")
    letter = world.told("li", due.OVERDUE, one)
    with pytest.raises(NotFound):
        world.see(lambda s: due.standing(s, by=li, now=NOW, letter_id=letter, subject_id=one))


def test_what_is_settled_is_not_answered(world: World) -> None:
    one, li = world.claim(), world.who("li")
    letter = world.told("li", due.OVERDUE, one)
    world.settle(one, 1000)
    with pytest.raises(Outdated):
        world.do(lambda s: due.rest(s, by=li, now=NOW, letter_id=letter, subject_id=one, answer="later"))


def test_a_letter_under_way_keeps_its_lease_when_it_is_turned(world: World) -> None:
    one, li = world.claim(), world.who("li")
    letter = world.told("li", due.OVERDUE, one)

    def lease(session: Session) -> None:
        found = session.get_one(Letter, letter)
        found.state, found.lease = LetterState.LEASED.value, "a"
        session.add(found)

    world.do(lease)
    world.do(lambda s: due.look(s, by=li, now=NOW, letter_id=letter))
    assert world.see(lambda s: s.get_one(Letter, letter)).lease == "a"


def test_a_rep_says_the_money_came_and_the_book_keeper_is_told_once(world: World) -> None:
    one, li, fang = world.claim(), world.who("li"), world.who("fang")
    letter, other = world.told("li", due.OVERDUE, one), world.told("fang", due.OVERDUE, one)
    for _ in range(2):
        world.do(lambda s: due.money_came(s, by=li, now=NOW, letter_id=letter, subject_id=one))
    posted = world.see(lambda s: s.exec(select(Letter).where(Letter.kind == "money-came")).all())
    assert [found.recipient_id for found in posted] == [fang.id]
    with pytest.raises(NotAllowed):
        world.do(lambda s: due.money_came(s, by=fang, now=NOW, letter_id=other, subject_id=one))


def test_a_word_that_the_money_came_stands_until_the_claim_is_dealt_with_and_stops_nothing(world: World) -> None:
    claims, li = [world.claim(1000) for _ in range(3)], world.who("li")
    letter = world.told("li", due.OVERDUE, *claims)
    world.settle(claims[0], 100)
    word = NOW + timedelta(minutes=1)
    for one in claims:
        world.do(lambda s, number=one: due.money_came(s, by=li, now=word, letter_id=letter, subject_id=number))
    next_day = NOW + timedelta(days=1)

    def said() -> list[tuple[str, date | None]]:
        found = world.see(lambda s: due.standings(s, due.OVERDUE, claims, by=world.who("fang"), now=next_day))
        return [(found[one].said_by, found[one].said_on) for one in claims]

    assert said() == [("li", DAY)] * 3
    assert world.listed("fang", due.OVERDUE, day=DAY + timedelta(days=1)).total == 3
    later = NOW + timedelta(minutes=2)
    world.settle(claims[0], 100, now=later)
    world.do(lambda s: promise(s, by=li, now=later, receivable_id=claims[1], until_on=DAY + timedelta(days=5)))
    assert said() == [("", None), ("", None), ("li", DAY)]
    found = world.see(lambda s: due.standings(s, due.OVERDUE, claims, by=world.who("fang"), now=later))
    assert [found[one].came for one in claims] == [due.Recorded(100, "fang"), None, None]


def test_what_was_recorded_after_a_moment_counts_without_what_was_taken_back(world: World) -> None:
    one, two, three = (world.claim(1000) for _ in range(3))
    later = NOW + timedelta(minutes=1)
    world.settle(one, 100)
    world.settle(one, 200, now=later)
    world.settle(one, 300, now=later)
    world.settle(two, 100, kind="return", now=later)
    world.settle(three, 500, now=later)
    world.settle(three, -500, now=later)
    words = dict.fromkeys((one, two, three), later)
    assert world.see(lambda s: due.recorded_since(s, words)) == {one: due.Recorded(500, "fang")}
    assert world.see(lambda s: due.recorded_since(s, {})) == {}


def test_a_receipt_comes_back_and_a_courier_is_chased_from_the_reminder(world: World) -> None:
    courier = world.put(Courier(name="顺丰"))
    sent = world.shipment(DAY - timedelta(days=8), receipt_wanted=True, courier_id=courier)
    fang, qian = world.who("fang"), world.who("qian")
    letter = world.told("fang", due.RECEIPTS_OUT, sent)
    world.do(lambda s: due.chase_courier(s, by=fang, now=NOW, letter_id=letter, subject_id=sent))
    world.do(lambda s: due.receipt_back(s, by=fang, now=NOW, letter_id=letter, subject_id=sent))
    assert not world.stands(due.RECEIPTS_OUT, sent).is_open
    opening = world.claim(courier_id=courier)  # without a shipment in the books
    cod = world.told("qian", due.COD_OUT, opening)
    world.do(lambda s: due.chase_courier(s, by=qian, now=NOW, letter_id=cod, subject_id=opening))
    answers = world.see(lambda s: [one.answer for one in s.exec(select(ReminderAnswer))])
    assert answers == ["chased", "returned", "chased"]
    chased = select(JournalEntry).where(JournalEntry.action == "courier-chased")
    assert len(world.see(lambda s: s.exec(chased).all())) == 1


def test_a_courier_late_by_ten_days_is_found_and_not_again_for_the_same_after_it_was_resumed(world: World) -> None:
    slow, quick = world.put(Courier(name="慢递")), world.put(Courier(name="快递"))
    ten = DAY - timedelta(days=10)
    world.shipment(ten, receipt_wanted=True, courier_id=slow, waybill="A1")
    world.claim(300, courier_id=slow, arose_on=ten)
    world.shipment(ten + timedelta(days=1), receipt_wanted=True, courier_id=quick, waybill="A2")
    late = world.see(lambda s: due.late_couriers(s, NOW))
    assert [(one.courier_id, one.receipts, one.cod_fen) for one in late] == [(slow, 1, 300)]
    fang = world.who("fang")
    world.do(lambda s: pause_courier(s, by=None, now=NOW, courier_id=slow, reason="x"))
    assert world.see(due.paused) == ["慢递"]
    assert world.see(lambda s: due.late_couriers(s, NOW)) == []
    world.do(lambda s: resume_courier(s, by=fang, now=NOW, courier_id=slow))
    assert world.see(lambda s: due.late_couriers(s, NOW)) == []
    world.shipment(ten + timedelta(days=1), receipt_wanted=True, courier_id=slow, waybill="A3")
    tomorrow = NOW + timedelta(days=1)
    assert [one.courier_id for one in world.see(lambda s: due.late_couriers(s, tomorrow))] == [slow, quick]


def test_a_courier_that_carries_no_receipts_is_not_paused_for_one_and_the_reminder_stays(world: World) -> None:
    ten = DAY - timedelta(days=10)
    carries, not_so = world.put(Courier(name="顺丰", brings_receipts=True)), world.put(Courier(name="申通"))
    order = world.order(DAY)
    out = [
        world.shipment(ten, receipt_wanted=True, courier_id=courier, waybill="A", order_id=order)
        for courier in (carries, not_so)
    ]
    assert [one.courier_id for one in world.see(lambda s: due.late_couriers(s, NOW))] == [carries]
    assert [item.id for item in world.listed("fang", due.RECEIPTS_OUT).items] == out
    world.claim(300, courier_id=not_so, arose_on=ten)
    late = world.see(lambda s: due.late_couriers(s, NOW))
    assert [(one.courier_id, one.receipts, one.cod_fen) for one in late] == [(carries, 1, 0), (not_so, 0, 300)]


def test_a_courier_that_brought_everything_back_goes_on_by_itself_unless_a_person_paused_it(world: World) -> None:
    slow, other = world.put(Courier(name="慢递")), world.put(Courier(name="快递"))
    claim = world.claim(300, courier_id=slow, arose_on=DAY - timedelta(days=8))
    fang = world.who("fang")
    for courier, by in ((slow, None), (other, fang)):
        world.do(lambda s, number=courier, who=by: pause_courier(s, by=who, now=NOW, courier_id=number, reason="x"))
    assert world.see(lambda s: due.normal_again(s, NOW)) == []
    world.settle(claim, 300)
    assert world.see(lambda s: due.normal_again(s, NOW)) == [slow]
    world.do(lambda s: resume_courier(s, by=None, now=NOW, courier_id=slow))
    assert world.see(lambda s: due.normal_again(s, NOW)) == []


def test_approvals_are_late_after_two_hours_and_very_late_after_four(world: World) -> None:
    order = world.order(DAY, state="waiting")
    asked = Approval(
        order_id=order, kind="floor", content="x", state="waiting", asked_by=world.people["li"], asked_at=NOW
    )
    world.put(asked)

    def late(hours: float) -> list[tuple[tuple[int, ...], int | None]]:
        found = world.see(lambda s: due.late_approvals(s, NOW + timedelta(hours=hours)))
        return [(one.again, one.asked_by) for one in found]

    def following(hours: float) -> float | None:
        moment = world.see(lambda s: due.next_late_at(s, NOW + timedelta(hours=hours)))
        return (moment - NOW) / timedelta(hours=1) if moment else None

    manager = (world.people["zhao"],)
    assert late(1.9) == []
    assert late(2) == [(manager, None)]
    assert late(4) == [(manager, world.people["li"])]
    assert [following(hours) for hours in (0, 2, 3.9, 4)] == [2, 4, 4, None]


def test_what_was_brought_up_again_on_a_day_before_is_brought_up_every_morning_from_nine(world: World) -> None:
    order = world.order(DAY, state="waiting")
    asked = world.put(
        Approval(order_id=order, kind="floor", content="x", state="waiting", asked_by=world.people["li"],
                 asked_at=datetime(2026, 11, 20, 9, tzinfo=UTC))
    )  # fmt: skip
    zone = world.db.rules.zone

    def brought_up(text: str, *, by: str = "") -> bool:
        """Whether it is to be brought up once more; where it is, it then was."""
        moment = datetime.fromisoformat(text).replace(tzinfo=zone)
        [found] = world.see(lambda s: due.late_approvals(s, moment))
        if by:
            world.do(lambda s: letters.post(s, due.AGAIN, f"order:{order}", world.people["zhao"], by, now=moment))
        return found.daily

    assert not brought_up("2026-11-23T08:30", by=f"ap:{asked}")  # on Friday nobody was there to tell it
    assert not brought_up("2026-11-23T09:00")
    assert not brought_up("2026-11-23T21:00", by=f"ap:{asked}0")  # another one's
    assert not brought_up("2026-11-24T08:59")
    assert brought_up("2026-11-24T09:00", by=f"ap:{asked}:2026-11-24")
    assert not brought_up("2026-11-24T09:01")
    assert brought_up("2026-11-27T12:00")


def test_an_evening_counts_what_the_reader_may_see(world: World) -> None:
    zhao = world.who("zhao")
    empty = world.see(lambda s: due.evening(s, by=zhao, day=DAY))
    assert empty.is_empty
    world.order(DAY)
    world.order(DAY, state="waiting")
    world.order(DAY + timedelta(days=1), placed_at=NOW - timedelta(days=1))
    world.shipment(DAY)
    for number, state in (("SK1", "recorded"), ("SK2", "void")):
        world.put(
            Payment(
                number=number, customer_id=world.customers["li"], amount_fen=300, received_on=DAY, means="cash",
                state=state, recorded_at=NOW,
            )
        )  # fmt: skip
    seen = world.see(lambda s: due.evening(s, by=zhao, day=DAY))
    assert (seen.ordered.count, seen.shipped.count, seen.received.amount_fen) == (2, 1, 300)
    assert (seen.waiting, seen.not_shipped, [one.number for one in seen.left]) == (1, 1, ["DD1"])
    assert not seen.is_empty

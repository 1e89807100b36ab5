"""The books of receivables and payments: what is owed follows from the postings, as of any day."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session, col, select

from models import receivables
from models.amounts import NotPositive, TooLarge
from models.customers import Customer
from models.database import Database
from models.days import DayInThePast
from models.journal import JournalEntry, history
from models.letters import Letter
from models.people import Actor, Assistance, Role, actor_of, add_person
from models.receivables import Ages, Payment, Receivable, ReceivablePosting
from models.receivables.refusals import (
    AlreadyConfirmed,
    AlreadyDisputed,
    AlreadyVoid,
    CodOverAmount,
    DayInTheFuture,
    DayTooLongAgo,
    DifferenceUnexplained,
    DueDayFixed,
    MoreThanOpen,
    NoPrepayment,
    NotDisputed,
    NotOpen,
    NotQuestioned,
    OneCourierOnly,
    OwnEntry,
    PromiseTooFar,
    ReasonMissing,
)
from models.refusals import NotAllowed, NotFound, NotUnderstood, Outdated
from models.reminders import Told
from models.shipments import Courier

NOW = datetime(2026, 11, 23, 9, 5, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = NOW.date()
T = TypeVar("T")


class Books:
    """A database with one of each role, a customer and two couriers, and short names for what is done to it."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.people: dict[str, Actor] = {}
        self.customer, self.other, self.courier, self.second = db.write_now(self._fill)

    def _fill(self, session: Session) -> tuple[int, int, int, int]:
        for role in Role:
            person = add_person(session, name=role.value, roles=[role], now=NOW)
            self.people[role.value] = actor_of(session, person)
        rep, manager = self.people["rep"].id, self.people["manager"].id
        stranger = add_person(session, name="stranger", roles=[Role.REP], now=NOW)
        session.add(Assistance(assistant_id=self.people["assistant"].id, rep_id=rep))
        for person_id in (rep, self.people["assistant"].id):
            session.get_one(type(stranger), person_id).manager_id = manager
        made: list[Any] = [
            Customer(code="C1", name="恒达", terms="shipment+30d", rep_id=rep, created_at=NOW),
            Customer(code="C2", name="宏图", terms="prepay", rep_id=stranger.id, created_at=NOW),
            Courier(name="顺丰"),
            Courier(name="德邦"),
        ]
        session.add_all(made)
        session.flush()
        return made[0].id, made[1].id, made[2].id, made[3].id

    def do(self, operation: Callable[..., T], by: str = "assistant", **facts: Any) -> T:
        return self.db.write_now(lambda s: operation(s, by=self.people[by], now=NOW, **facts))

    def see(self, query: Callable[..., T], *args: Any, **facts: Any) -> T:
        return self.db.read_now(lambda s: query(s, *args, **facts))

    def ship(
        self,
        number: str,
        fen: int,
        on: date = TODAY,
        *,
        cod: int = 0,
        courier: int | None = None,
        to: int | None = None,
    ) -> int:
        def arise(session: Session, *, by: Actor, now: datetime) -> int:
            receivables.arise(
                session,
                customer=session.get_one(Customer, to or self.customer),
                shipment_id=None,
                number=number,
                amount_fen=fen,
                cod_fen=cod,
                courier_id=courier or (self.courier if cod else None),
                shipped_on=on,
                by=by,
                now=now,
            )
            query = select(Receivable.id).where(col(Receivable.number).startswith(number))
            return session.exec(query.order_by(col(Receivable.id).desc())).first() or 0

        return self.do(arise)

    def pay(self, fen: int, on: date = TODAY, *, by: str = "assistant", **facts: Any) -> int:
        given = {"customer_id": self.customer, "means": "transfer", "note": "", **facts}
        return self.do(receivables.record_payment, by, amount_fen=fen, received_on=on, **given)

    def ages(self, as_of: date = TODAY, by: str = "finance", **facts: Any) -> Ages:
        return self.see(receivables.ages, by=self.people[by], as_of=as_of, **facts)

    def owed(self, as_of: date | None = None) -> int:
        return self.see(receivables.outstanding_fen, self.customer, as_of)

    def prepaid(self) -> int:
        return self.see(receivables.prepaid_fen, self.customer)

    def claim(self, number: str) -> Receivable:
        return self.db.read_now(lambda s: s.exec(select(Receivable).where(Receivable.number == number)).one())

    def payment(self, payment_id: int) -> Payment:
        return self.db.read_now(lambda s: s.get_one(Payment, payment_id))

    def letters(self, kind: str) -> list[Letter]:
        return self.db.read_now(lambda s: list(s.exec(select(Letter).where(Letter.kind == kind))))

    def happened(self, subject: str, number: int) -> list[str]:
        return [entry.action for entry in self.see(history, subject, number)]


@pytest.fixture
def books(db: Database) -> Books:
    return Books(db)


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


# --- claims arise ---


def test_a_claim_is_due_by_the_customers_terms_and_the_couriers_part_in_seven_days(books: Books) -> None:
    books.ship("CK1", 10000, cod=4000)
    own, held = books.claim("CK1"), books.claim("CK1-D")
    assert (own.amount_fen, own.due_on, own.courier_id) == (6000, TODAY + timedelta(days=30), None)
    assert (held.amount_fen, held.due_on, held.courier_id) == (4000, TODAY + timedelta(days=7), books.courier)
    assert books.owed() == 6000
    assert books.happened("receivable", own.id) == ["receivable-arose"]


def test_what_the_courier_collects_in_full_leaves_the_customer_owing_nothing(books: Books) -> None:
    books.ship("CK1", 10000, cod=10000)
    assert books.owed() == 0
    assert books.see(receivables.overdue_fen, books.customer, TODAY + timedelta(days=90)) == 0


def test_goods_that_cost_nothing_make_no_claim(books: Books) -> None:
    assert books.ship("CK1", 0) == 0


def test_the_courier_cannot_collect_more_than_the_goods_cost(books: Books) -> None:
    with pytest.raises(CodOverAmount):
        books.ship("CK1", 100, cod=101)


def test_a_prepayment_is_used_by_the_next_shipment_the_earliest_money_first(books: Books) -> None:
    first, second = books.pay(3000, days_ago(9)), books.pay(5000, days_ago(5))
    books.ship("CK1", 4000)
    assert books.prepaid() == 4000
    posted = books.see(receivables.postings_of, books.claim("CK1").id)
    assert [(p.payment_id, p.amount_fen, p.posted_on) for p, _payment in posted] == [
        (first, 3000, TODAY),
        (second, 1000, TODAY),
    ]
    assert books.claim("CK1").open_fen == 0
    books.ship("CK2", 9000, cod=9000)
    assert books.prepaid() == 4000


def test_a_shipment_smaller_than_the_prepayment_leaves_the_later_money_alone(books: Books) -> None:
    books.pay(3000, days_ago(9))
    later = books.pay(5000, days_ago(5))
    books.ship("CK1", 2000)
    assert books.prepaid() == 6000
    assert books.see(receivables.settled_by, later) == []


def test_a_prepayment_that_came_after_the_goods_left_counts_from_the_day_it_came(books: Books) -> None:
    books.pay(3000, TODAY)
    books.ship("CK1", 3000, days_ago(3))
    assert books.owed(days_ago(1)) == 3000
    assert books.owed(TODAY) == 0


# --- balances and ages ---


def test_the_buckets_add_up_to_what_is_outstanding(books: Books) -> None:
    for number, overdue in enumerate((-5, 0, 1, 30, 31, 60, 61, 90, 91, 120, 121, 400)):
        books.ship(f"CK{number}", 10**number, days_ago(overdue + 30))
    found = books.ages()
    assert found == Ages(11, 1100, 110000, 11000000, 1100000000, 110000000000)
    assert found.total_fen == books.owed() == 111111111111
    assert found.overdue_fen == books.see(receivables.overdue_fen, books.customer, TODAY) == found.total_fen - 11


def test_a_report_for_a_past_day_leaves_out_what_came_later(books: Books) -> None:
    books.ship("CK1", 10000, days_ago(40))
    books.ship("CK2", 5000, days_ago(2))
    books.pay(10000, days_ago(5))
    assert (books.owed(), books.owed(days_ago(5)), books.owed(days_ago(6))) == (5000, 0, 10000)
    assert books.owed(days_ago(50)) == 0
    assert books.ages(days_ago(6)) == Ages(0, 10000, 0, 0, 0, 0)
    assert books.ages(days_ago(12)) == Ages(10000, 0, 0, 0, 0, 0)


def test_money_booked_before_its_claim_arose_counts_from_the_day_it_arose(books: Books) -> None:
    books.ship("CK1", 10000, days_ago(2))
    books.pay(10000, days_ago(9))
    assert (books.owed(days_ago(5)), books.owed(days_ago(2))) == (0, 0)


def test_everybody_counts_their_own_customers_only(books: Books) -> None:
    books.ship("CK1", 100)
    books.ship("CK2", 7, to=books.other)
    seen = {role: books.ages(by=role).total_fen for role in ("rep", "assistant", "finance", "boss", "warehouse")}
    assert seen == {"rep": 100, "assistant": 100, "finance": 107, "boss": 107, "warehouse": 0}
    assert books.ages(customer_id=books.other).total_fen == 7
    assert books.ages(rep_id=books.people["rep"].id).total_fen == 100


def test_open_claims_are_listed_in_pages_and_by_age(books: Books) -> None:
    for number in range(5):
        books.ship(f"CK{number}", 100 + number, days_ago(30 + number * 20))
    finance = books.people["finance"]
    first = books.see(receivables.list_open, by=finance, today=TODAY, size=2)
    assert [claim.number for claim, _customer in first.items] == ["CK4", "CK3"]
    assert (first.page, first.pages, first.total, first.open_fen) == (1, 3, 5, 510)
    assert books.see(receivables.list_open, by=finance, today=TODAY, size=2, page=9).page == 3
    found = {
        bucket: [claim.number for claim, _ in books.see(
            receivables.list_open, by=finance, today=TODAY, bucket=bucket, customer_id=books.customer
        ).items]
        for bucket in ("not_due", "overdue", "d30", "d60", "d90", "d120", "older")
    }  # fmt: skip
    assert found == {
        "not_due": ["CK0"],
        "overdue": ["CK4", "CK3", "CK2", "CK1"],
        "d30": ["CK1"],
        "d60": ["CK3", "CK2"],
        "d90": ["CK4"],
        "d120": [],
        "older": [],
    }
    assert books.see(receivables.list_open, by=finance, today=TODAY, rep_id=books.people["boss"].id).total == 0


def test_a_claim_of_somebody_elses_customer_is_not_found(books: Books) -> None:
    claim = books.ship("CK1", 100, to=books.other)
    for query in (receivables.get, receivables.get):
        with pytest.raises(NotFound):
            books.see(query, claim, by=books.people["rep"])
    with pytest.raises(NotFound):
        books.see(receivables.open_of_customer, by=books.people["rep"], customer_id=books.other)


# --- payments ---


def test_money_goes_to_the_earliest_due_first_and_the_rest_stays_open(books: Books) -> None:
    books.ship("CK1", 1000, days_ago(5))
    books.ship("CK2", 1000, days_ago(9))
    books.pay(1500, note="部分")
    assert (books.claim("CK2").open_fen, books.claim("CK1").open_fen) == (0, 500)
    assert books.happened("receivable", books.claim("CK2").id)[-1] == "receivable-paid"


def test_money_goes_where_the_payer_says_and_the_excess_is_a_prepayment(books: Books) -> None:
    books.ship("CK1", 1000, days_ago(9))
    later = books.ship("CK2", 1000)
    books.pay(1200, against=[later, later], note="先付一部分")
    assert (books.claim("CK1").open_fen, books.claim("CK2").open_fen, books.prepaid()) == (800, 0, 0)
    books.pay(900, against=[books.claim("CK1").id], note="多付")
    assert (books.claim("CK1").open_fen, books.prepaid()) == (0, 100)


def test_a_difference_needs_a_note_and_finance_is_told_what_was_due(books: Books) -> None:
    books.ship("CK1", 1000)
    with pytest.raises(DifferenceUnexplained) as refused:
        books.pay(900, note="  ")
    assert refused.value.facts == {"due_fen": 1000, "amount_fen": 900}
    books.pay(900, note="扣手续费")
    (letter,) = books.letters("payment-difference")
    assert letter.recipient_id == books.people["finance"].id
    assert '"due_fen": 1000' in letter.facts


def test_finance_is_not_told_of_what_they_recorded_themselves(books: Books) -> None:
    books.ship("CK1", 1000)
    books.pay(900, by="finance", note="扣手续费")
    assert books.letters("payment-difference") == []


def test_money_with_nothing_due_is_a_prepayment_without_a_note(books: Books) -> None:
    books.pay(900)
    assert books.prepaid() == 900
    assert books.letters("payment-difference") == []


def test_numbers_run_on_by_day(books: Books) -> None:
    assert [books.payment(books.pay(1)).number for _ in range(2)] == ["SK20261123-001", "SK20261123-002"]


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"fen": 0}, NotPositive),
        ({"fen": -1}, NotPositive),
        ({"fen": 10**14}, TooLarge),
        ({"fen": 1, "on": TODAY + timedelta(days=1)}, DayInTheFuture),
        ({"fen": 1, "on": TODAY - timedelta(days=367)}, DayTooLongAgo),
        ({"fen": 1, "means": "barter"}, NotUnderstood),
        ({"fen": 1, "by": "rep"}, NotAllowed),
        ({"fen": 1, "by": "warehouse"}, NotAllowed),
        ({"fen": 1, "customer_id": 999}, NotFound),
        ({"fen": 1, "against": [999]}, NotFound),
    ],
)
def test_what_is_no_payment_is_refused(books: Books, facts: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        books.pay(**facts)


def test_an_assistant_records_nothing_for_another_reps_customer(books: Books) -> None:
    with pytest.raises(NotFound):
        books.pay(1, customer_id=books.other)


def test_a_claim_of_another_customer_of_a_courier_or_paid_already_is_not_meant(books: Books) -> None:
    theirs, held = books.ship("CK1", 100, to=books.other), books.ship("CK2", 100, cod=100)
    for claim in (theirs, held):
        with pytest.raises(NotFound):
            books.pay(100, against=[claim], by="finance")
    paid = books.ship("CK3", 100)
    books.pay(100, against=[paid])
    with pytest.raises(Outdated):
        books.pay(100, against=[paid])


def test_the_same_money_may_be_planned_before_it_is_booked(books: Books) -> None:
    claim = books.ship("CK1", 1000)
    planned = books.see(
        receivables.plan, by=books.people["assistant"], customer_id=books.customer, amount_fen=1200, against=[claim]
    )
    assert (planned.due_fen, planned.prepaid_fen, planned.differs) == (1000, 200, "more")


# --- taken back ---


def test_a_payment_taken_back_leaves_every_day_as_if_it_had_never_come(books: Books) -> None:
    books.ship("CK1", 1000, days_ago(20))
    books.ship("CK2", 500, days_ago(10))
    wrong = books.pay(1600, days_ago(5), note="多")
    assert books.prepaid() == 100
    books.do(receivables.void_payment, "finance", payment_id=wrong, reason="记错客户")
    assert (books.owed(), books.owed(days_ago(4)), books.prepaid()) == (1500, 1500, 0)
    lines = books.see(receivables.settled_by, wrong)
    assert sorted(posting.amount_fen for posting, _claim in lines) == [-1000, -500, 500, 1000]
    assert books.payment(wrong).state == "void"
    assert [letter.recipient_id for letter in books.letters("payment-void")] == [books.people["assistant"].id]
    books.pay(1500, days_ago(9))
    assert books.owed(days_ago(9)) == 0
    with pytest.raises(AlreadyVoid):
        books.do(receivables.void_payment, "finance", payment_id=wrong, reason="再撤")


def test_only_finance_the_boss_and_the_recorders_manager_take_a_payment_back(books: Books) -> None:
    mine = books.pay(100)
    with pytest.raises(NotAllowed):
        books.do(receivables.void_payment, payment_id=mine, reason="错")
    with pytest.raises(ReasonMissing):
        books.do(receivables.void_payment, "manager", payment_id=mine, reason=" ")
    books.do(receivables.void_payment, "manager", payment_id=mine, reason="错")
    own = books.pay(100, by="boss")
    books.do(receivables.void_payment, "boss", payment_id=own, reason="错")
    assert len(books.letters("payment-void")) == 1
    with pytest.raises(NotFound):
        books.do(receivables.void_payment, "finance", payment_id=999, reason="错")


# --- returns and write-offs ---


def test_goods_that_come_back_reduce_the_claim(books: Books) -> None:
    claim = books.ship("CK1", 1000)
    books.do(receivables.credit, receivable_id=claim, kind="return", amount_fen=300, reason="破损，王经理同意")
    assert books.claim("CK1").open_fen == 700
    assert books.happened("receivable", claim)[-1] == "receivable-returned"


def test_money_for_goods_that_come_back_after_payment_becomes_a_prepayment(books: Books) -> None:
    claim = books.ship("CK1", 1000, days_ago(9))
    books.pay(400, days_ago(5), note="部分")
    books.pay(600, days_ago(4))
    books.do(receivables.credit, receivable_id=claim, kind="return", amount_fen=700, reason="退货")
    assert (books.claim("CK1").open_fen, books.prepaid(), books.owed(days_ago(4))) == (0, 700, 0)
    with pytest.raises(MoreThanOpen):
        books.do(receivables.credit, receivable_id=claim, kind="return", amount_fen=301, reason="退货")


def test_a_payment_that_was_freed_in_part_is_taken_back_whole(books: Books) -> None:
    claim = books.ship("CK1", 1000, days_ago(9))
    paid = books.pay(1000, days_ago(5))
    books.do(receivables.credit, receivable_id=claim, kind="return", amount_fen=300, reason="退货")
    books.do(receivables.void_payment, "finance", payment_id=paid, reason="没到账")
    assert (books.claim("CK1").open_fen, books.prepaid(), books.owed(days_ago(3))) == (700, 0, 1000)


def test_a_couriers_money_is_not_freed_as_the_customers(books: Books) -> None:
    claim = books.ship("CK1", 1000, cod=1000)
    books.do(receivables.settle_cod, receivable_ids=[claim], amount_fen=1000, received_on=TODAY)
    with pytest.raises(MoreThanOpen):
        books.do(receivables.credit, receivable_id=claim, kind="return", amount_fen=100, reason="退货")


def test_only_the_boss_gives_money_up_and_never_more_than_is_open(books: Books) -> None:
    claim = books.ship("CK1", 1000)
    given = {"receivable_id": claim, "kind": "write_off", "reason": "破产"}
    for role in ("assistant", "manager", "finance"):
        with pytest.raises(NotAllowed):
            books.do(receivables.credit, role, amount_fen=1000, **given)
    with pytest.raises(MoreThanOpen):
        books.do(receivables.credit, "boss", amount_fen=1001, **given)
    books.do(receivables.credit, "boss", amount_fen=1000, **given)
    assert books.happened("receivable", claim)[-1] == "receivable-written-off"
    assert books.ages().total_fen == 0


def test_a_credit_needs_a_reason_an_amount_and_the_right_role(books: Books) -> None:
    claim = books.ship("CK1", 1000)
    with pytest.raises(ReasonMissing):
        books.do(receivables.credit, receivable_id=claim, kind="return", amount_fen=1, reason="")
    with pytest.raises(NotPositive):
        books.do(receivables.credit, receivable_id=claim, kind="return", amount_fen=0, reason="退货")
    with pytest.raises(NotAllowed):
        books.do(receivables.credit, "rep", receivable_id=claim, kind="return", amount_fen=1, reason="退货")


def test_a_prepayment_is_set_against_an_open_claim_on_demand(books: Books) -> None:
    second = books.ship("CK2", 300)
    books.pay(300)
    first = books.ship("CK1", 1000, days_ago(40))
    with pytest.raises(NoPrepayment):
        books.do(receivables.use_prepaid, receivable_id=first)
    books.do(receivables.credit, receivable_id=second, kind="return", amount_fen=200, reason="退货")
    assert books.do(receivables.use_prepaid, receivable_id=first) == 200
    assert (books.claim("CK1").open_fen, books.prepaid()) == (800, 0)
    with pytest.raises(NotOpen):
        books.do(receivables.use_prepaid, receivable_id=second)
    with pytest.raises(NotAllowed):
        books.do(receivables.use_prepaid, "rep", receivable_id=first)


# --- promises and disputes ---


def test_a_promise_is_for_a_later_day_within_ninety(books: Books) -> None:
    claim = books.ship("CK1", 1000, days_ago(40))
    for day, refusal in ((TODAY, DayInThePast), (TODAY + timedelta(days=91), PromiseTooFar)):
        with pytest.raises(refusal):
            books.do(receivables.promise, "rep", receivable_id=claim, until_on=day)
    until = TODAY + timedelta(days=90)
    books.do(receivables.promise, "rep", receivable_id=claim, until_on=until, note=" 月底回款 ")
    found = books.claim("CK1")
    assert (found.promised_on, found.promise_note) == (until, "月底回款")
    assert books.happened("receivable", claim)[-1] == "receivable-promised"
    with pytest.raises(NotAllowed):
        books.do(receivables.promise, "warehouse", receivable_id=claim, until_on=until)


def test_a_dispute_stands_until_it_is_settled(books: Books) -> None:
    claim = books.ship("CK1", 1000)
    with pytest.raises(NotDisputed):
        books.do(receivables.settle_dispute, "rep", receivable_id=claim)
    with pytest.raises(ReasonMissing):
        books.do(receivables.dispute, "rep", receivable_id=claim, note=" ")
    books.do(receivables.dispute, "rep", receivable_id=claim, note="少发")
    with pytest.raises(AlreadyDisputed):
        books.do(receivables.dispute, "rep", receivable_id=claim, note="少发")
    assert books.claim("CK1").dispute_note == "少发"
    books.do(receivables.settle_dispute, "rep", receivable_id=claim)
    assert books.claim("CK1").disputed_at is None


def test_nothing_is_promised_or_contested_on_what_is_paid(books: Books) -> None:
    claim = books.ship("CK1", 1000)
    books.pay(1000)
    with pytest.raises(NotOpen):
        books.do(receivables.promise, receivable_id=claim, until_on=TODAY + timedelta(days=1))
    with pytest.raises(NotOpen):
        books.do(receivables.dispute, receivable_id=claim, note="少发")


def test_letters_that_told_of_a_claim_are_stale_once_it_changes(books: Books) -> None:
    claim = books.ship("CK1", 1000)

    def tell(session: Session) -> None:
        letter = Letter(
            kind="digest",
            subject="day",
            recipient_id=books.people["rep"].id,
            occasion="1",
            not_before=NOW,
            created_at=NOW,
            state="sent",
            chat_id=1,
            message_id=1,
        )
        session.add(letter)
        session.flush()
        session.add(
            Told(
                rule="overdue",
                subject="receivable",
                subject_id=claim,
                person_id=books.people["rep"].id,
                occasion="1",
                letter_id=letter.id,
                told_at=NOW,
            )
        )

    books.db.write_now(tell)
    assert [letter.stale for letter in books.letters("digest")] == [False]
    books.pay(500, note="部分")
    assert [letter.stale for letter in books.letters("digest")] == [True]


# --- money that couriers hold ---


def test_what_couriers_hold_is_counted_apart_the_oldest_first(books: Books) -> None:
    books.ship("CK1", 1000, days_ago(2), cod=1000, courier=books.second)
    books.ship("CK2", 700, days_ago(10), cod=600)
    books.ship("CK3", 300, cod=300)
    books.ship("CK4", 50, cod=50, to=books.other)
    found = books.see(receivables.cod_out, by=books.people["assistant"], as_of=TODAY)
    assert [(one.name, one.count, one.open_fen, one.overdue_fen) for one in found] == [
        ("顺丰", 2, 900, 600),
        ("德邦", 1, 1000, 0),
    ]
    assert found[0].oldest_due_on == days_ago(3)
    listed = books.see(receivables.cod_of_courier, by=books.people["assistant"], courier_id=books.courier, size=1)
    assert [claim.number for claim, _customer in listed.items] == ["CK2-D"]
    assert (listed.pages, listed.total, listed.open_fen) == (2, 2, 900)
    ids = books.see(receivables.cod_ids, by=books.people["finance"], courier_id=books.courier)
    assert len(ids) == 3
    of_rep = {"by": books.people["finance"], "rep_id": books.people["rep"].id}
    assert [one.open_fen for one in books.see(receivables.cod_out, as_of=TODAY, **of_rep)] == [900, 1000]
    assert books.see(receivables.cod_of_courier, courier_id=books.courier, **of_rep).total == 2
    assert len(books.see(receivables.cod_ids, courier_id=books.courier, **of_rep)) == 2


def test_a_courier_hands_over_for_several_customers_at_once(books: Books) -> None:
    ids = [books.ship("CK1", 100, cod=100), books.ship("CK2", 50, cod=50, to=books.other)]
    result = books.do(receivables.settle_cod, "finance", receivable_ids=ids, amount_fen=150, received_on=TODAY)
    made = [books.payment(number) for number in result["payment_ids"]]
    assert [(one.customer_id, one.amount_fen, one.courier_id) for one in made] == [
        (books.customer, 100, books.courier),
        (books.other, 50, books.courier),
    ]
    assert books.prepaid() == 0
    assert books.see(receivables.cod_out, by=books.people["finance"], as_of=TODAY) == []


def test_less_from_a_courier_leaves_the_newest_open_and_more_stays_on_the_payment(books: Books) -> None:
    ids = [books.ship("CK1", 100, days_ago(3), cod=100), books.ship("CK2", 100, cod=100)]
    with pytest.raises(DifferenceUnexplained):
        books.do(receivables.settle_cod, receivable_ids=ids, amount_fen=150, received_on=TODAY)
    books.do(receivables.settle_cod, receivable_ids=ids, amount_fen=150, received_on=TODAY, note="扣费")
    assert (books.claim("CK1-D").open_fen, books.claim("CK2-D").open_fen) == (0, 50)
    with pytest.raises(Outdated):
        books.do(receivables.settle_cod, receivable_ids=ids, amount_fen=50, received_on=TODAY)
    result = books.do(receivables.settle_cod, receivable_ids=ids[1:], amount_fen=70, received_on=TODAY, note="多")
    assert books.payment(result["payment_ids"][0]).amount_fen == 70
    assert books.prepaid() == 0
    assert len(books.letters("payment-difference")) == 2
    assert books.see(receivables.courier_name, by=books.people["finance"], courier_id=books.courier) == "顺丰"
    assert books.see(receivables.courier_name, by=books.people["finance"], courier_id=None) == ""


def test_what_a_courier_keeps_back_is_its_fee_and_settles_the_claim(books: Books) -> None:
    ids = [books.ship("CK1", 100, days_ago(3), cod=100), books.ship("CK2", 100, cod=100)]
    given = {"receivable_ids": ids, "amount_fen": 190, "received_on": TODAY, "note": "扣手续费"}
    with pytest.raises(NotAllowed):
        books.do(receivables.settle_cod, fee=True, **given)
    books.do(receivables.settle_cod, "finance", fee=True, **given)
    assert (books.claim("CK1-D").open_fen, books.claim("CK2-D").open_fen) == (0, 0)
    assert books.see(receivables.settled_as, by=books.people["finance"], receivable_ids=ids) == {
        (ids[0], "payment"): 100, (ids[1], "payment"): 90, (ids[1], "courier_fee"): 10,
    }  # fmt: skip
    assert books.see(receivables.settled_as, by=books.people["warehouse"], receivable_ids=ids) == {}
    assert books.happened("receivable", ids[1])[-1] == "receivable-fee-kept"
    [posting] = [one for one, payment in books.see(receivables.postings_of, ids[1]) if payment is None]
    assert (posting.note, posting.posted_by) == ("扣手续费", books.people["finance"].id)


def test_a_fee_is_kept_only_by_a_courier_that_holds_the_money_and_finance_agrees(books: Books) -> None:
    held, owed = books.ship("CK1", 100, cod=100), books.ship("CK2", 100)
    books.do(receivables.settle_cod, receivable_ids=[held], amount_fen=95, received_on=TODAY, note="扣手续费")
    fee = {"kind": "courier_fee", "reason": "德邦手续费"}
    with pytest.raises(NotAllowed):
        books.do(receivables.credit, receivable_id=held, amount_fen=5, **fee)
    with pytest.raises(NotFound):
        books.do(receivables.credit, "finance", receivable_id=owed, amount_fen=5, **fee)
    with pytest.raises(MoreThanOpen):
        books.do(receivables.credit, "finance", receivable_id=held, amount_fen=6, **fee)
    books.do(receivables.credit, "finance", receivable_id=held, amount_fen=5, **fee)
    assert books.claim("CK1-D").open_fen == 0


def test_only_one_couriers_own_claims_are_settled_together(books: Books) -> None:
    held, elsewhere = books.ship("CK1", 100, cod=100), books.ship("CK2", 100, cod=100, courier=books.second)
    owed = books.ship("CK3", 100)
    for ids, refusal in (([], NotFound), ([owed], NotFound), ([999], NotFound), ([held, elsewhere], OneCourierOnly)):
        with pytest.raises(refusal):
            books.do(receivables.settle_cod, receivable_ids=ids, amount_fen=100, received_on=TODAY)
    with pytest.raises(NotAllowed):
        books.do(receivables.settle_cod, "rep", receivable_ids=[held], amount_fen=100, received_on=TODAY)


def test_what_exceeds_the_claims_that_were_named_goes_to_the_earliest_due_of_the_others_before_it_waits(
    books: Books,
) -> None:
    late, early, named = books.ship("CK1", 300), books.ship("CK2", 100, days_ago(9)), books.ship("CK3", 400)
    planned = books.see(
        receivables.plan, by=books.people["finance"], customer_id=books.customer, amount_fen=550, against=[named]
    )
    assert [(claim.id, part) for claim, part in planned.shares] == [(named, 400), (early, 100), (late, 50)]
    assert (planned.named_fen, planned.due_fen, planned.differs, planned.prepaid_fen) == (400, 800, "less", 0)
    exactly = books.see(
        receivables.plan, by=books.people["finance"], customer_id=books.customer, amount_fen=500, against=[named]
    )
    assert (exactly.due_fen, exactly.differs) == (500, "")
    over = books.see(
        receivables.plan, by=books.people["finance"], customer_id=books.customer, amount_fen=900, against=[named]
    )
    assert (over.due_fen, over.differs, over.prepaid_fen) == (800, "more", 100)


# --- review ---


def test_finance_confirms_what_others_recorded_and_never_their_own(books: Books) -> None:
    theirs, own = books.pay(100), books.pay(100, by="finance")
    with pytest.raises(NotAllowed):
        books.do(receivables.review, "boss", payment_id=theirs, confirm=True)
    with pytest.raises(OwnEntry):
        books.do(receivables.review, "finance", payment_id=own, confirm=True)
    books.do(receivables.review, "finance", payment_id=theirs, confirm=True)
    assert (books.payment(theirs).state, books.payment(theirs).reviewed_by) == ("confirmed", books.people["finance"].id)
    with pytest.raises(AlreadyConfirmed):
        books.do(receivables.review, "finance", payment_id=theirs, confirm=True)
    books.do(receivables.void_payment, "boss", payment_id=theirs, reason="错")
    with pytest.raises(AlreadyVoid):
        books.do(receivables.review, "finance", payment_id=theirs, confirm=True)


def test_a_question_reaches_the_recorder_and_the_answer_finance(books: Books) -> None:
    paid = books.pay(100)
    with pytest.raises(NotQuestioned):
        books.do(receivables.answer_question, payment_id=paid, note="在")
    with pytest.raises(ReasonMissing):
        books.do(receivables.review, "finance", payment_id=paid, confirm=False, question=" ")
    books.do(receivables.review, "finance", payment_id=paid, confirm=False, question="回单？")
    assert [letter.recipient_id for letter in books.letters("payment-questioned")] == [books.people["assistant"].id]
    with pytest.raises(ReasonMissing):
        books.do(receivables.answer_question, payment_id=paid, note=" ")
    with pytest.raises(NotAllowed):
        books.do(receivables.answer_question, "rep", payment_id=paid, note="在网盘")
    books.do(receivables.answer_question, payment_id=paid, note="在网盘")
    assert books.payment(paid).state == "recorded"
    assert [letter.recipient_id for letter in books.letters("payment-answered")] == [books.people["finance"].id]
    assert books.happened("payment", paid)[-2:] == ["payment-questioned", "payment-answered"]


def test_who_asked_and_answers_themselves_is_not_written_to(books: Books) -> None:
    paid = books.pay(100)
    books.do(receivables.review, "finance", payment_id=paid, confirm=False, question="回单？")
    books.do(receivables.answer_question, "finance", payment_id=paid, note="找到了")
    assert books.letters("payment-answered") == []


def test_money_from_before_the_books_has_nobody_to_ask(books: Books) -> None:
    def add(session: Session) -> int:
        opening = Payment(
            number="QC1", customer_id=books.customer, amount_fen=5, received_on=TODAY, means="cash", recorded_at=NOW
        )
        session.add(opening)
        session.flush()
        return opening.id

    opening = books.db.write_now(add)
    books.do(receivables.review, "finance", payment_id=opening, confirm=False, question="？")
    books.do(receivables.void_payment, "finance", payment_id=opening, reason="重复")
    assert books.letters("payment-questioned") == books.letters("payment-void") == []


def test_all_that_wait_are_confirmed_at_once_but_ones_own(books: Books) -> None:
    ids = [books.pay(100), books.pay(200), books.pay(300, by="finance")]
    books.do(receivables.review, "finance", payment_id=ids[0], confirm=True)
    assert books.do(receivables.confirm_all, "finance", payment_ids=ids) == 1
    with pytest.raises(NotAllowed):
        books.do(receivables.confirm_all, "assistant", payment_ids=ids)


def test_payments_are_listed_by_day_by_what_waits_and_by_customer(books: Books) -> None:
    ids = [books.pay(100 + number) for number in range(3)]
    books.do(receivables.review, "finance", payment_id=ids[0], confirm=True)
    finance = books.people["finance"]
    today = books.see(receivables.list_payments, by=finance, today=TODAY, size=2)
    assert [payment.id for payment, _customer in today.items] == [ids[2], ids[1]]
    assert (today.page, today.pages, today.total, today.sum_fen) == (1, 2, 3, 303)
    assert books.see(receivables.list_payments, by=finance, today=days_ago(1)).total == 0
    assert books.see(receivables.list_payments, by=finance, today=TODAY, waiting=True).total == 2
    assert books.see(receivables.list_payments, by=finance, today=TODAY, customer_id=books.other).total == 0
    assert books.see(receivables.list_payments, by=books.people["warehouse"], today=TODAY).total == 0


def test_a_payment_is_found_by_its_number_by_those_who_may_see_it(books: Books) -> None:
    paid = books.pay(100)
    found = {
        role: books.see(receivables.id_of_payment, by=books.people[role], number=" sk20261123-001 ")
        for role in ("finance", "rep", "warehouse")
    }
    assert found == {"finance": paid, "rep": paid, "warehouse": None}


def test_postings_are_only_added(books: Books) -> None:
    books.ship("CK1", 100)
    books.pay(100)

    def change(session: Session) -> None:
        session.exec(select(ReceivablePosting)).one().amount_fen = 1
        session.flush()

    with pytest.raises(Exception, match=r"never changed|only added to"):
        books.db.write_now(change)


# --- terms that count from invoice or statement ---


def on_terms(books: Books, terms: str) -> None:
    def change(session: Session) -> None:
        session.get_one(Customer, books.customer).terms = terms

    books.db.write_now(change)


def test_terms_from_the_invoice_are_due_from_the_shipment_until_its_day_is_entered(books: Books) -> None:
    on_terms(books, "invoice+30d")
    number = books.ship("CK1", 10000, days_ago(40))
    claim = books.claim("CK1")
    assert (claim.basis, claim.provisional, claim.due_on) == ("invoice", True, days_ago(10))
    on_terms(books, "prepay")  # what was agreed when the goods left holds for them
    books.do(receivables.set_basis_day, receivable_id=number, on=days_ago(5))
    claim = books.claim("CK1")
    assert (claim.provisional, claim.basis_on, claim.due_on) == (False, days_ago(5), days_ago(-25))
    assert books.ages().overdue_fen == 0
    books.do(receivables.set_basis_day, by="finance", receivable_id=number, on=TODAY)
    told = books.db.read_now(lambda s: s.exec(select(JournalEntry).order_by(col(JournalEntry.id).desc())).first())
    assert told is not None
    assert (told.action, json.loads(told.facts)["before"]) == ("receivable-due-set", f"{days_ago(-25)}")
    assert books.claim("CK1").due_on == days_ago(-30)


def test_a_statement_may_close_the_month_it_is_of(books: Books) -> None:
    on_terms(books, "statement+eom+10d")
    number = books.ship("CK1", 10000)
    books.do(receivables.set_basis_day, receivable_id=number, on=days_ago(20))
    assert books.claim("CK1").due_on == date(2026, 12, 10)


def test_no_day_is_entered_that_counts_for_nothing(books: Books) -> None:
    plain = books.ship("CK1", 10000)
    assert not books.claim("CK1").provisional
    with pytest.raises(DueDayFixed):
        books.do(receivables.set_basis_day, receivable_id=plain, on=TODAY)
    on_terms(books, "invoice+30d")
    books.ship("CK2", 10000, cod=4000)
    assert books.claim("CK2-D").basis == "shipment"
    number = books.claim("CK2").id
    with pytest.raises(DayInTheFuture):
        books.do(receivables.set_basis_day, receivable_id=number, on=days_ago(-1))
    with pytest.raises(DayTooLongAgo):
        books.do(receivables.set_basis_day, receivable_id=number, on=days_ago(91))
    with pytest.raises(NotAllowed):
        books.do(receivables.set_basis_day, by="rep", receivable_id=number, on=TODAY)
    books.pay(6000, against=[number])
    with pytest.raises(NotOpen):
        books.do(receivables.set_basis_day, receivable_id=number, on=TODAY)

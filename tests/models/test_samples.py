"""Samples in the books: who may ask, who pays, who waives, and what happens on the way."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

import pytest
from sqlmodel import Session, select

from models import samples
from models.customers import Customer
from models.database import Database
from models.days import DayInThePast
from models.letters import Letter
from models.orders import Order
from models.people import Actor, Assistance, Role, actor_of, add_person
from models.products import Product, stock_on_hand
from models.receivables.refusals import DayInTheFuture
from models.refusals import NotAllowed, NotFound
from models.samples import Sample, SampleState, WaiverState
from models.samples.waiver import may_decide

NOW = datetime(2026, 11, 23, 1, 5, tzinfo=UTC)
TODAY = "2026-11-23"
T = TypeVar("T")


@dataclass
class Books:
    """A rep with a manager and an assistant, one customer and two products."""

    db: Database
    people: dict[str, Actor]
    customer_id: int
    drum: int
    ink: int

    def do(self, operation: Callable[..., T], by: str, *, now: datetime = NOW, **facts: Any) -> T:
        return self.db.write_now(lambda s: operation(s, by=self.people[by], now=now, **facts))

    def read(self, query: Callable[..., T], by: str = "boss", **facts: Any) -> T:
        return self.db.read_now(lambda s: query(s, by=self.people[by], **facts))

    def ask(self, by: str = "rep", **facts: Any) -> int:
        given = {
            "customer_id": self.customer_id, "lines": [(self.drum, "2")], "purpose": "试用", "address": "天河路1号",
            "ship_via": "express", "fee_fen": 2000,
        }  # fmt: skip
        return self.do(samples.request, by, **{**given, **facts})

    def one(self, number: int) -> Sample:
        return self.db.read_now(lambda s: s.get_one(Sample, number))

    def letters(self, kind: str) -> list[int]:
        return self.db.read_now(lambda s: sorted(s.exec(select(Letter.recipient_id).where(Letter.kind == kind))))

    def shipped_order(self) -> None:
        def add(s: Session) -> None:
            made = Order(
                number="DD-1", customer_id=self.customer_id, state="shipped", total_fen=1, settlement="cash",
                ship_via="express", ship_on=date(2026, 11, 1), content="x", placed_at=NOW,
                placed_by=self.people["rep"].id,
            )  # fmt: skip
            s.add(made)

        self.db.write_now(add)


@pytest.fixture
def books(db: Database) -> Books:
    def fill(s: Session) -> Books:
        roles = {"manager": Role.MANAGER, "boss": Role.BOSS, "rep": Role.REP, "other": Role.REP,
                 "assistant": Role.ASSISTANT, "finance": Role.FINANCE}  # fmt: skip
        made = {name: add_person(s, name=name, roles=[role], now=NOW) for name, role in roles.items()}
        made["rep"].manager_id = made["manager"].id
        s.add(Assistance(assistant_id=made["assistant"].id, rep_id=made["rep"].id))
        customer = Customer(code="A1", name="恒达", rep_id=made["rep"].id, created_at=NOW)
        drum = Product(sku="P1", name="硒鼓", unit="支", list_price_fen=1000, floor_price_fen=800)
        ink = Product(sku="P2", name="墨水", unit="瓶", list_price_fen=500, floor_price_fen=400, active=False)
        s.add_all([customer, drum, ink])
        s.flush()
        actors = {name: actor_of(s, person) for name, person in made.items()}
        return Books(db, actors, customer.id, drum.id, ink.id)

    return db.write_now(fill)


def test_a_new_customer_pays_the_list_price_and_the_assistant_is_told(books: Books) -> None:
    lines = [(books.drum, "2")]
    assert books.read(samples.usual_fee_fen, customer_id=books.customer_id, lines=lines) == 2000
    with pytest.raises(samples.FeeNeeded) as refused:
        books.ask(fee_fen=0)
    assert refused.value.facts == {"fee_fen": 2000}
    sample = books.one(books.ask())
    assert (sample.number, sample.state, sample.fee_fen, sample.owed_fen) == ("YP20261123-001", "requested", 2000, 2000)
    assert (sample.send_on, sample.waits) == (date(2026, 11, 23), False)
    assert books.letters("sample-requested") == [books.people["assistant"].id]


def test_a_customer_who_ordered_pays_nothing_and_needs_no_waiver(books: Books) -> None:
    books.shipped_order()
    sample = books.one(books.ask(fee_fen=0, waive=True, send_on="2026-11-25"))
    assert (sample.fee_fen, sample.waiver_state, sample.send_on) == (0, "", date(2026, 11, 25))
    assert books.db.read_now(lambda s: samples.fee_to_refund(s, books.customer_id)) == 0


def test_an_assistant_who_asks_is_not_told_of_it(books: Books) -> None:
    books.ask(by="assistant")
    assert books.letters("sample-requested") == []


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"lines": []}, samples.NoSampleLines),
        ({"purpose": " "}, samples.PurposeMissing),
        ({"address": " "}, samples.AddressMissing),
        ({"purpose": "长" * 501}, samples.SampleTextTooLong),
        ({"ship_via": "balloon"}, NotFound),
        ({"lines": [(99, "1")]}, NotFound),
        ({"customer_id": 99}, NotFound),
    ],
)
def test_what_is_missing_or_unknown_is_refused(books: Books, facts: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        books.ask(**facts)


def test_a_product_no_longer_sold_is_no_sample(books: Books) -> None:
    with pytest.raises(NotFound):
        books.ask(lines=[(books.ink, "1")])


def test_what_is_picked_up_needs_no_address(books: Books) -> None:
    assert books.one(books.ask(address="", ship_via="pickup")).address == ""


@pytest.mark.parametrize(("by", "refusal"), [("finance", NotAllowed), ("other", NotFound)])
def test_only_those_who_serve_the_customer_ask(books: Books, by: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        books.ask(by=by)


# --- the fee ---


def test_the_reps_manager_waives_the_fee_then_the_assistant_is_told(books: Books) -> None:
    number = books.ask(fee_fen=0, waive=True)
    sample = books.one(number)
    assert (sample.fee_fen, sample.waiver_state, sample.waits) == (2000, WaiverState.WAITING, True)
    assert books.letters("sample-waiver") == [books.people["manager"].id]
    assert books.letters("sample-requested") == []
    with pytest.raises(samples.WaiverWaiting):
        books.do(samples.send, "assistant", sample_id=number, sent_on=TODAY)
    books.do(samples.decide_waiver, "manager", sample_id=number, approve=True)
    sample = books.one(number)
    assert (sample.owed_fen, sample.waiver_state, sample.waiver_by) == (0, "approved", books.people["manager"].id)
    assert books.letters("sample-requested") == [books.people["assistant"].id]
    assert books.letters("sample-decided") == [books.people["rep"].id]
    with pytest.raises(samples.WaiverDecided) as refused:
        books.do(samples.decide_waiver, "boss", sample_id=number, approve=False)
    assert refused.value.facts == {"who": "manager", "answer": "approved"}


def test_a_refused_waiver_leaves_the_fee(books: Books) -> None:
    number = books.ask(waive=True)
    books.do(samples.decide_waiver, "manager", sample_id=number, approve=False)
    sample = books.one(number)
    assert (sample.owed_fen, sample.waiver_state) == (2000, "refused")
    seen = books.read(samples.view, sample_id=number)
    assert (seen.waiver_by, seen.refundable, seen.asked_by, seen.rep) == ("manager", True, "rep", "rep")
    assert [entry.action for entry in seen.story] == ["sample-requested", "sample-not-waived"]


def test_two_who_decide_at_once_decide_once_and_a_cancelled_one_not_at_all(books: Books) -> None:
    number = books.ask(waive=True)
    books.do(samples.cancel, "rep", sample_id=number)
    with pytest.raises(samples.WaiverDecided) as refused:
        books.do(samples.decide_waiver, "manager", sample_id=number, approve=True)
    assert refused.value.facts == {"who": "", "answer": "cancelled"}


def test_one_that_needed_no_waiver_has_nothing_to_decide(books: Books) -> None:
    number = books.ask()
    with pytest.raises(samples.WaiverDecided):
        books.do(samples.decide_waiver, "manager", sample_id=number, approve=True)


def test_nobody_waives_for_themselves(books: Books) -> None:
    number = books.ask(by="manager", waive=True)
    assert books.letters("sample-waiver") == [books.people["boss"].id]
    with pytest.raises(samples.OwnSample):
        books.do(samples.decide_waiver, "manager", sample_id=number, approve=True)
    with pytest.raises(NotAllowed):
        books.do(samples.decide_waiver, "rep", sample_id=number, approve=True)
    sample = books.one(number)
    customer = books.db.read_now(lambda s: s.get_one(Customer, books.customer_id))
    assert [may_decide(sample, customer, books.people[name]) for name in ("boss", "manager", "rep")] == [
        True, False, False,
    ]  # fmt: skip


def test_a_boss_alone_cannot_ask_for_a_waiver(books: Books) -> None:
    def gone(s: Session) -> None:
        from models.people import Person

        s.get_one(Person, books.people["manager"].id).active = False

    books.db.write_now(gone)
    with pytest.raises(samples.NobodyToWaive):
        books.ask(by="boss", waive=True)


# --- on its way ---


def test_a_sample_leaves_arrives_and_is_answered(books: Books) -> None:
    number = books.ask()
    books.do(samples.send, "assistant", sample_id=number, sent_on=TODAY, courier=" 顺丰 ", waybill="SF 1")
    sample = books.one(number)
    assert (sample.state, sample.sent_on, sample.courier, sample.waybill) == (
        "sent",
        date(2026, 11, 23),
        "顺丰",
        "SF 1",
    )
    assert books.db.read_now(lambda s: stock_on_hand(s, books.drum)) == Decimal(-2)
    assert books.letters("sample-sent") == [books.people["rep"].id]
    assert books.db.read_now(lambda s: samples.fee_to_refund(s, books.customer_id)) == 2000
    with pytest.raises(samples.SampleAlreadySent):
        books.do(samples.send, "assistant", sample_id=number, sent_on=TODAY)
    later = NOW + timedelta(days=3)
    books.do(samples.arrived, "rep", now=later, sample_id=number, arrived_on="2026-11-25")
    assert books.one(number).arrived_on == date(2026, 11, 25)
    books.do(samples.feedback, "rep", now=later, sample_id=number, answer="thinking")
    books.do(samples.feedback, "rep", now=later, sample_id=number, answer=" 下月\n再说 ")
    sample = books.one(number)
    assert (sample.state, sample.feedback, sample.feedback_at) == ("answered", "thinking\n下月 再说", later)


def test_the_day_it_left_lies_between_the_request_and_today(books: Books) -> None:
    number = books.ask()
    for day, refusal in (("2026-11-22", DayInThePast), ("2026-11-24", DayInTheFuture)):
        with pytest.raises(refusal):
            books.do(samples.send, "assistant", sample_id=number, sent_on=day)


def test_what_has_not_left_did_not_arrive_and_was_not_answered(books: Books) -> None:
    number = books.ask()
    with pytest.raises(samples.SampleNotSent):
        books.do(samples.arrived, "rep", sample_id=number, arrived_on=TODAY)
    with pytest.raises(samples.SampleNotSent):
        books.do(samples.feedback, "rep", sample_id=number, answer="x")


def test_feedback_says_something_and_not_too_much(books: Books) -> None:
    number = books.ask()
    books.do(samples.send, "assistant", sample_id=number, sent_on=TODAY)
    with pytest.raises(samples.FeedbackMissing):
        books.do(samples.feedback, "rep", sample_id=number, answer=" ")
    with pytest.raises(samples.SampleTextTooLong):
        books.do(samples.feedback, "rep", sample_id=number, answer="长" * 2001)


def test_a_sample_is_cancelled_only_before_it_left_and_only_once(books: Books) -> None:
    number, other = books.ask(), books.ask()
    books.do(samples.cancel, "rep", sample_id=number, reason="不要了")
    assert books.one(number).state == SampleState.CANCELLED
    for operation, facts in (
        (samples.cancel, {}),
        (samples.feedback, {"answer": "x"}),
        (samples.arrived, {"arrived_on": TODAY}),
    ):
        with pytest.raises(samples.SampleCancelled):
            books.do(operation, "rep", sample_id=number, **facts)
    with pytest.raises(samples.SampleCancelled):
        books.do(samples.send, "assistant", sample_id=number, sent_on=TODAY)
    books.do(samples.send, "assistant", sample_id=other, sent_on=TODAY)
    with pytest.raises(samples.SampleAlreadySent):
        books.do(samples.cancel, "rep", sample_id=other)
    with pytest.raises(samples.SampleTextTooLong):
        books.do(samples.cancel, "rep", sample_id=books.ask(), reason="长" * 501)


# --- asked of them ---


def test_lists_are_by_state_in_scope_and_in_pages(books: Books) -> None:
    numbers = [books.ask() for _ in range(3)]
    books.do(samples.send, "assistant", sample_id=numbers[0], sent_on=TODAY)
    books.do(samples.cancel, "rep", sample_id=numbers[2])
    assert books.read(samples.counts, "rep") == {"requested": 1, "sent": 1, "answered": 0, "cancelled": 1}
    assert books.read(samples.counts, "other")["requested"] == 0
    found = books.read(samples.listed, "rep", tab="requested", page=9)
    assert ([row.sample.id for row in found.items], found.page, found.pages, found.total) == ([numbers[1]], 1, 1, 1)
    assert found.items[0].customer.code == "A1"
    of_rep = books.read(samples.listed, tab="sent", rep_id=books.people["rep"].id, customer_id=books.customer_id)
    assert of_rep.total == 1
    assert books.read(samples.listed, tab="cancelled", rep_id=books.people["other"].id).items == []


def test_a_sample_is_found_by_its_number_within_ones_scope(books: Books) -> None:
    number = books.ask()
    assert books.read(samples.id_of_number, "rep", number=" yp20261123-001 ") == number
    assert books.read(samples.id_of_number, "other", number="YP20261123-001") is None
    with pytest.raises(NotFound):
        books.read(samples.get, "other", sample_id=number)

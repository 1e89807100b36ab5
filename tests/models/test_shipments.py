"""Goods issued, couriers, waybill numbers, signed receipts: what the ledger does and refuses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from models import orders, receivables, shipments
from models.amounts import NotPositive, TooManyDecimals, line_amount_fen
from models.customers import Customer
from models.database import Database
from models.files import StoredFile
from models.journal import history
from models.letters import Letter
from models.orders import AlreadyShipped, Approval, ApprovalMissing, NotPaidYet, Order, OrderLine
from models.people import Actor, Assistance, Person, Role, actor_of, add_person
from models.products import Product, StockPosting, stock_on_hand
from models.receivables import Receivable
from models.refusals import NotAllowed, NotFound, NotUnderstood, Outdated
from models.shipments import Courier, Shipment
from tests.goods import put_order

T = TypeVar("T")
NOW = datetime(2026, 11, 23, 9, 5, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = date(2026, 11, 23)


class House:
    """A rep, an assistant, a manager, a boss; one customer, two products, two couriers."""

    def __init__(self, db: Database) -> None:
        self.db, self.now = db, NOW
        self.people: dict[str, int] = {}
        db.write_now(self._fill)

    def _fill(self, session: Session) -> None:
        for name, role in (("boss", Role.BOSS), ("manager", Role.MANAGER), ("rep", Role.REP), ("chen", Role.ASSISTANT),
                           ("wu", Role.ASSISTANT), ("fin", Role.FINANCE), ("other", Role.REP)):  # fmt: skip
            self.people[name] = add_person(session, name=name, roles=[role], now=NOW).id
        session.get_one(Person, self.people["rep"]).manager_id = self.people["manager"]
        for assistant, rep in (("chen", "rep"), ("wu", "other")):
            session.add(Assistance(assistant_id=self.people[assistant], rep_id=self.people[rep]))
        customer = Customer(
            code="YW00-0001", name="恒达文具", short_name="恒达", province="广东", terms="月结30天", created_at=NOW,
            rep_id=self.people["rep"],
        )  # fmt: skip
        session.add(customer)
        pen = Product(sku="P1", name="中性笔", unit="支", list_price_fen=333, floor_price_fen=1)
        book = Product(sku="P2", name="笔记本", unit="本", list_price_fen=2000, floor_price_fen=1)
        good, bare = Courier(name="顺丰", collects_money=True, brings_receipts=True), Courier(name="德邦")
        session.add_all([pen, book, good, bare])
        session.flush()
        for product, stock in ((pen, "100"), (book, "5")):
            session.add(StockPosting(product_id=product.id, quantity=Decimal(stock), reason="count", posted_at=NOW))
        self.customer, self.pen, self.book = customer.id, pen.id, book.id
        self.good, self.bare = good.id, bare.id

    def actor(self, name: str) -> Actor:
        return self.db.read_now(lambda s: actor_of(s, s.get_one(Person, self.people[name])))

    def order(self, *lines: tuple[int, str], **facts: Any) -> int:
        given = list(lines) or [(self.pen, "10")]
        return self.db.write_now(
            lambda s: put_order(s, customer_id=self.customer, by=self.people["rep"], now=NOW, lines=given, **facts)
        )

    def line_ids(self, order_id: int) -> list[int]:
        return self.read(
            lambda s: list(
                s.exec(select(OrderLine.id).where(OrderLine.order_id == order_id).order_by(col(OrderLine.position)))
            )
        )

    def post(self, order_id: int, *quantities: str, by: str = "chen", **facts: Any) -> int:
        actor, ids = self.actor(by), self.line_ids(order_id)
        lines = {str(number): much for number, much in zip(ids, quantities or ("10",), strict=False) if much}
        given = {"via": "express", "courier_id": self.good, "lines": lines, **facts}
        return self.do(shipments.post, actor, order_id=order_id, **given)

    def do(self, operation: Callable[..., T], by: Actor | str | None, **facts: Any) -> T:
        actor = self.actor(by) if isinstance(by, str) else by
        return self.db.write_now(lambda s: operation(s, by=actor, now=self.now, **facts))

    def ask(self, query: Callable[..., T], by: str = "chen", **facts: Any) -> T:
        actor = self.actor(by)
        return self.db.read_now(lambda s: query(s, by=actor, **facts))

    def read(self, look: Callable[[Session], T]) -> T:
        return self.db.read_now(look)

    def write(self, work: Callable[[Session], T]) -> T:
        return self.db.write_now(work)

    def shipment(self, shipment_id: int) -> Shipment:
        return self.read(lambda s: s.get_one(Shipment, shipment_id))

    def pause(self) -> None:
        self.do(shipments.pause_courier, "manager", courier_id=self.good, reason="拖延")


@pytest.fixture
def house(db: Database) -> House:
    return House(db)


def file(name: str = "a.jpg") -> dict[str, Any]:
    return {"name": name, "mime": "image/jpeg", "size": 3, "sha256": "0" * 64, "telegram_file_id": "t"}


# Posting goods


def test_posting_takes_from_stock_makes_the_claim_and_closes_the_order(house: House) -> None:
    order_id = house.order()
    shipment_id = house.post(order_id, "10", waybill="sf 123 456", note=" 小心 ")
    shipment = house.shipment(shipment_id)
    assert (shipment.number, shipment.waybill, shipment.amount_fen) == ("CK20261123-001", "SF123456", 3330)
    assert (shipment.shipped_on, shipment.note, shipment.waybill_at) == (TODAY, "小心", NOW)
    assert house.read(lambda s: stock_on_hand(s, house.pen)) == 90
    assert house.read(lambda s: s.get_one(Order, order_id).state) == "shipped"
    [claim] = house.ask(shipments.claims_of, shipment_id=shipment_id)
    assert (claim.number, claim.amount_fen, claim.arose_on) == ("CK20261123-001", 3330, TODAY)
    [line] = house.ask(shipments.goods_of, shipment_id=shipment_id)
    assert (line.product.sku, line.quantity, line.amount_fen) == ("P1", 10, 3330)


def test_the_rep_is_written_to_and_with_an_exception_the_manager_too(house: House) -> None:
    house.post(house.order(), by="manager")
    told = house.read(lambda s: s.exec(select(Letter.recipient_id)).all())
    assert told == [house.people["rep"]]
    house.post(house.order(), reason="急用")
    told = house.read(lambda s: s.exec(select(Letter.recipient_id).where(Letter.subject == "shipment:2")).all())
    assert sorted(told) == [house.people["manager"], house.people["rep"]]


def test_for_the_houses_own_customer_whoever_placed_the_order_is_told(house: House) -> None:
    def own(session: Session) -> None:
        session.get_one(Customer, house.customer).rep_id = None

    house.write(own)
    house.post(house.order())
    assert house.read(lambda s: s.exec(select(Letter.recipient_id)).all()) == [house.people["rep"]]


@settings(max_examples=60)
@given(st.data())
def test_the_parts_of_a_line_add_up_to_its_amount_whatever_their_sizes(data: Any) -> None:
    from models.orders import LineView
    from models.shipments.checks import parts_of

    price = data.draw(st.integers(0, 999))
    parts = data.draw(st.lists(st.integers(1, 5000), min_size=1, max_size=6))
    whole = Decimal(sum(parts)) / 1000
    line = OrderLine(
        id=1, order_id=1, position=1, product_id=1, quantity=whole, unit_price_fen=price, price_from="list",
        amount_fen=line_amount_fen(whole, price), shipped=Decimal(0),
    )  # fmt: skip
    product = Product(id=1, sku="P", name="p", unit="kg", list_price_fen=price, floor_price_fen=0)
    sums = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(orders, "lines_of", lambda _session, _order_id: [LineView(line, product)])
        order = Order.model_construct(id=1)
        for part in parts:
            quantity = Decimal(part) / 1000
            [made] = parts_of(None, order, {1: str(quantity)})  # type: ignore[arg-type]
            sums.append(made.amount_fen)
            line.shipped += quantity
    assert sum(sums) == line.amount_fen
    assert min(sums) >= 0


def test_goods_that_cost_nothing_make_no_claim(house: House) -> None:
    def free(session: Session) -> None:
        session.get_one(Product, house.pen).list_price_fen = 0

    house.write(free)
    shipment_id = house.post(house.order())
    assert house.ask(shipments.claims_of, shipment_id=shipment_id) == []


def test_a_part_leaves_the_order_open_for_the_rest(house: House) -> None:
    order_id = house.order((house.pen, "10"), (house.book, "3"))
    house.post(order_id, "4", "")
    assert house.read(lambda s: s.get_one(Order, order_id).state) == "part"
    with pytest.raises(shipments.OverOpen) as refused:
        house.post(order_id, "7")
    assert refused.value.facts["open"] == 6
    house.post(order_id, "6", "3")
    assert house.read(lambda s: s.get_one(Order, order_id).state) == "shipped"
    assert len(house.ask(shipments.of_order, order_id=order_id)) == 2
    with pytest.raises(AlreadyShipped):
        house.post(order_id, "1")


@pytest.mark.parametrize(
    ("quantity", "refusal"), [("0", NotPositive), ("-1", NotPositive), ("0.0001", TooManyDecimals)]
)
def test_a_quantity_that_is_none_is_refused(house: House, quantity: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        house.post(house.order(), quantity)


def test_nothing_and_lines_of_other_orders_are_refused(house: House) -> None:
    order_id, other = house.order(), house.order()
    with pytest.raises(shipments.NothingToShip):
        house.post(order_id, lines={})
    with pytest.raises(NotFound):
        house.post(order_id, lines={house.line_ids(other)[0]: "1"})


def test_two_lines_of_one_product_cannot_take_the_same_stock(house: House) -> None:
    order_id = house.order((house.book, "3"), (house.book, "3"))
    with pytest.raises(shipments.StockShort) as refused:
        house.post(order_id, "3", "3")
    assert (refused.value.facts["sku"], refused.value.facts["missing"]) == ("P2", 1)
    planned = house.ask(shipments.plan, order_id=order_id, today=TODAY)
    assert [line.at_hand for line in planned.lines] == [3, 2]
    assert planned.stock_short


def test_only_who_keeps_the_book_of_this_rep_posts(house: House) -> None:
    order_id = house.order()
    for name, refusal in (("rep", NotAllowed), ("fin", NotAllowed), ("wu", NotFound)):
        with pytest.raises(refusal):
            house.post(order_id, by=name)
    assert house.post(order_id, by="boss")


def test_an_order_that_may_not_ship_does_not(house: House) -> None:
    with pytest.raises(ApprovalMissing):
        house.post(house.order(state="waiting"))
    with pytest.raises(NotPaidYet) as refused:
        house.post(house.order(settlement="prepay"), "4")
    assert refused.value.facts["short_fen"] == 1332
    assert house.post(house.order(settlement="prepay", instruction="老板同意"), "4")


def test_a_stale_version_is_outdated(house: House) -> None:
    order_id = house.order()
    house.post(order_id, "4", version=1)
    with pytest.raises(Outdated):
        house.post(order_id, "4", version=1)


def test_an_overdue_customer_needs_a_reason_unless_the_boss_agreed(house: House) -> None:
    house.post(house.order())
    house.now = NOW + timedelta(days=90)
    order_id = house.order()
    with pytest.raises(shipments.WhyDespiteOverdue) as refused:
        house.post(order_id, "1", reason="  ")
    assert refused.value.facts["overdue_fen"] == 3330
    assert house.post(order_id, "1", reason="明天付")

    def agree(session: Session) -> None:
        session.add(
            Approval(
                order_id=order_id, kind="credit", content="c", state="approved", asked_by=house.people["rep"],
                asked_at=NOW, decided_by=house.people["boss"],
            )
        )  # fmt: skip

    house.write(agree)
    assert house.post(order_id, "1")


def test_a_paused_courier_carries_only_for_a_manager_with_a_reason(house: House) -> None:
    house.pause()
    order_id = house.order()
    for facts in ({}, {"reason": "急"}, {"by": "manager"}):
        with pytest.raises(shipments.CourierPaused):
            house.post(order_id, **facts)
    assert house.post(order_id, by="manager", reason="急")


def test_how_goods_go_is_checked(house: House) -> None:
    order_id = house.order()
    cases: list[tuple[dict[str, Any], type[Exception]]] = [
        ({"via": "balloon"}, NotUnderstood),
        ({"cod_fen": -1}, NotUnderstood),
        ({"courier_id": None}, shipments.CourierMissing),
        ({"courier_id": 999, "via": "freight"}, shipments.CourierMissing),
        ({"cod_fen": 3331}, shipments.CodTooMuch),
        ({"cod_fen": 1, "courier_id": house.bare}, shipments.CannotCollect),
        ({"cod_fen": 1, "via": "delivery"}, shipments.NobodyCollects),
        ({"waybill": "??"}, shipments.NotAWaybill),
        ({"shipped_on": TODAY + timedelta(days=1)}, shipments.NotAShippingDay),
        ({"shipped_on": TODAY - timedelta(days=8)}, shipments.NotAShippingDay),
    ]
    for facts, refusal in cases:
        with pytest.raises(refusal):
            house.post(order_id, **facts)
    shipment = house.shipment(house.post(order_id, "1", via="pickup", waybill="SF123456"))
    assert (shipment.courier_id, shipment.waybill) == (None, "")
    assert house.post(order_id, "1", via="freight", courier_id=None)
    assert house.shipment(house.post(order_id, "1", shipped_on=TODAY - timedelta(days=7))).shipped_on.day == 16


def test_money_on_delivery_is_owed_by_the_courier(house: House) -> None:
    shipment_id = house.post(house.order(settlement="cod"), cod_fen=3000, reason="余款自提时付")
    rest, held = house.ask(shipments.claims_of, shipment_id=shipment_id)
    assert (rest.amount_fen, rest.courier_id, held.amount_fen, held.courier_id) == (330, None, 3000, house.good)
    assert house.read(lambda s: receivables.outstanding_fen(s, house.customer)) == 330


@pytest.mark.parametrize("settlement", ["cash", "cod"])
def test_what_a_sale_settled_at_once_leaves_unpaid_is_credit_that_nobody_agreed_to(
    house: House, settlement: str
) -> None:
    order_id = house.order(settlement=settlement)
    with pytest.raises(shipments.WhyUnpaid) as refused:
        house.post(order_id, "4")
    assert refused.value.facts == {"rest_fen": 1332, "settlement": settlement}
    [claim] = house.ask(shipments.claims_of, shipment_id=house.post(order_id, "4", reason="老客户"))
    assert (claim.due_on, claim.terms) == (TODAY, settlement)
    letters = house.read(lambda s: s.exec(select(Letter).where(Letter.kind == "order-shipped")).all())
    assert {letter.recipient_id for letter in letters} == {house.people[name] for name in ("rep", "manager", "boss")}


@pytest.mark.parametrize("via", ["pickup", "delivery"])
def test_who_hands_the_goods_over_takes_the_money_there(house: House, via: str) -> None:
    order_id = house.order(settlement="cash")
    lines = {house.line_ids(order_id)[0]: "10"}
    assert house.ask(shipments.preview, order_id=order_id, lines=lines, today=TODAY, via=via).findings == ()
    [claim] = house.ask(shipments.claims_of, shipment_id=house.post(order_id, via=via, courier_id=None))
    assert (claim.open_fen, claim.due_on) == (3330, TODAY)


def test_what_was_paid_at_the_counter_before_needs_no_reason(house: House) -> None:
    house.do(
        receivables.record_payment, "fin", customer_id=house.customer, amount_fen=3330, received_on=TODAY, means="cash"
    )
    order_id = house.order(settlement="cash")
    assert (
        house.ask(shipments.preview, order_id=order_id, lines={house.line_ids(order_id)[0]: "10"}, today=TODAY).findings
        == ()
    )
    [claim] = house.ask(shipments.claims_of, shipment_id=house.post(order_id, via="pickup"))
    assert claim.open_fen == 0


# What is known before


def test_a_preview_says_what_there_is_to_know(house: House) -> None:
    house.post(house.order())
    house.pause()
    order_id = house.order(settlement="cod", instruction="老板同意")
    [line_id] = house.line_ids(order_id)
    late = TODAY + timedelta(days=90)
    seen = house.ask(
        shipments.preview, order_id=order_id, lines={line_id: "4"}, today=late, courier_id=house.good, cod_fen=0
    )
    assert [one.key for one in seen.findings] == ["instruction", "overdue", "paused", "unpaid", "part"]
    assert (seen.amount_fen, seen.reason_needed) == (1332, True)


def test_a_preview_proposes_to_collect_all_where_the_courier_does(house: House) -> None:
    order_id = house.order(settlement="cod")
    [line_id] = house.line_ids(order_id)
    facts: dict[str, Any] = {"order_id": order_id, "lines": {line_id: "10"}, "today": TODAY}
    seen = house.ask(shipments.preview, courier_id=house.good, **facts)
    assert (seen.cod_fen, seen.findings, seen.reason_needed) == (3330, (), False)
    bare = house.ask(shipments.preview, courier_id=house.bare, receipt_wanted=True, **facts)
    assert [one.key for one in bare.findings] == ["no-receipts", "unpaid"]
    assert bare.reason_needed
    assert house.ask(shipments.preview, **facts).cod_fen == 0


def test_a_preview_of_some_lines_is_a_part(house: House) -> None:
    order_id = house.order((house.pen, "1"), (house.book, "1"))
    lines = {house.line_ids(order_id)[0]: "1"}
    seen = house.ask(shipments.preview, order_id=order_id, lines=lines, today=TODAY)
    assert [one.key for one in seen.findings] == ["part"]


def test_a_plan_knows_the_courier_that_the_order_names(house: House) -> None:
    def planned(**facts: Any) -> shipments.Plan:
        return house.ask(shipments.plan, order_id=house.order(**facts), today=TODAY)

    assert planned(courier="顺丰速运").courier.name == "顺丰"  # type: ignore[union-attr]
    assert planned(courier="").courier is None
    assert planned(courier="跨越").courier is None
    assert planned(ship_via="pickup").courier is None
    assert planned(ship_via="").via == "express"
    assert planned(receipt_back=True).receipt_wanted
    assert not planned().stock_short
    house.pause()
    assert planned().courier is None


def test_a_plan_says_what_stops_the_order_and_what_is_missing(house: House) -> None:
    stopped = house.ask(shipments.plan, order_id=house.order(state="waiting"), today=TODAY)
    assert isinstance(stopped.stopped, ApprovalMissing)
    unpaid = house.ask(shipments.plan, order_id=house.order(settlement="prepay"), today=TODAY)
    assert (unpaid.stopped, unpaid.short_fen) == (None, 3330)
    gone = house.order((house.pen, "1"), (house.book, "1"))
    house.post(gone, "1", "")
    assert len(house.ask(shipments.plan, order_id=gone, today=TODAY).lines) == 1


# Waybill numbers


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("sf 123 456", "SF123456"),
        ("ＳＦ１２３４５", "SF12345"),
        ("jd-0001-22", "JD-0001-22"),
        (" 1234567890\n", "1234567890"),
    ],
)
def test_a_waybill_number_is_cleaned(typed: str, number: str) -> None:
    assert shipments.clean_waybill(typed) == number


@pytest.mark.parametrize("typed", ["", "1234", "单号12345", "abcdef", "1" * 41, "-12345", "12345;DROP"])
def test_what_is_no_waybill_number_is_refused(typed: str) -> None:
    with pytest.raises(shipments.NotAWaybill):
        shipments.clean_waybill(typed)


def test_a_number_is_entered_corrected_and_its_story_kept(house: House) -> None:
    one = house.post(house.order())
    house.do(shipments.enter_waybill, "chen", shipment_id=one, waybill="SF11111", version=1)
    assert house.do(shipments.enter_waybill, "chen", shipment_id=one, waybill="sf11111") == one
    house.do(shipments.enter_waybill, "chen", shipment_id=one, waybill="SF22222")
    assert house.shipment(one).waybill == "SF22222"
    told = [entry.action for entry in house.read(lambda s: history(s, "shipment", one))]
    assert told == ["shipment-posted", "waybill-entered", "waybill-corrected"]
    assert len(house.ask(shipments.story, by="rep", shipment_id=one)) == 3
    with pytest.raises(Outdated):
        house.do(shipments.enter_waybill, "chen", shipment_id=one, waybill="SF33333", version=1)


def test_a_number_belongs_to_one_shipment_of_a_courier_for_half_a_year(house: House) -> None:
    one = house.post(house.order(), waybill="SF11111")
    two = house.post(house.order())
    with pytest.raises(shipments.DuplicateWaybill) as refused:
        house.do(shipments.enter_waybill, "chen", shipment_id=two, waybill="SF11111")
    assert refused.value.facts["number"] == house.shipment(one).number
    with pytest.raises(shipments.DuplicateWaybill):
        house.post(house.order(), waybill="SF11111")
    assert house.ask(shipments.free_waybill, now=NOW, waybill="sf11111", courier_id=house.bare) == "SF11111"
    house.now = NOW + timedelta(days=181)
    house.do(shipments.enter_waybill, "chen", shipment_id=two, waybill="SF11111")


def test_no_number_without_a_courier_and_none_after_the_receipt(house: House) -> None:
    one = house.post(house.order(), via="pickup", courier_id=None)
    with pytest.raises(shipments.NoWaybillNeeded):
        house.do(shipments.enter_waybill, "chen", shipment_id=one, waybill="SF11111")
    two = house.post(house.order())
    house.do(shipments.take_back_receipt, "chen", shipment_id=two)
    with pytest.raises(shipments.ReceiptIsBack):
        house.do(shipments.enter_waybill, "chen", shipment_id=two, waybill="SF11111")
    with pytest.raises(NotAllowed):
        house.do(shipments.enter_waybill, "rep", shipment_id=two, waybill="SF11111")


# Signed receipts


def test_a_photo_is_expected_for_what_one_just_said_to_be_back(house: House) -> None:
    one, two, three = (house.post(house.order(), "1", receipt_wanted=True) for _ in range(3))
    house.do(shipments.take_back_receipt, "chen", shipment_id=one)
    house.do(shipments.take_back_receipt, "chen", shipment_id=two)
    house.do(shipments.take_back_receipt, "chen", shipment_id=three, file=file())
    assert [seen.shipment.id for seen in house.ask(shipments.just_back, now=NOW)] == [two, one]
    assert house.ask(shipments.just_back, by="manager", now=NOW) == []
    assert house.ask(shipments.just_back, now=NOW + timedelta(hours=1)) == []


def test_a_receipt_comes_back_once(house: House) -> None:
    one = house.post(house.order(), receipt_wanted=True)
    assert [seen.shipment.id for seen in house.ask(shipments.receipts_out).items] == [one]
    house.do(shipments.take_back_receipt, "chen", shipment_id=one, file=file())
    assert house.ask(shipments.receipts_out).total == 0
    kept = house.ask(shipments.kept_receipt, shipment_id=one)
    assert kept is not None
    assert kept.name == "a.jpg"
    with pytest.raises(shipments.AlreadyBack) as refused:
        house.do(shipments.take_back_receipt, "manager", shipment_id=one, file=file("b.jpg"))
    assert (refused.value.facts["name"], refused.value.facts["day"]) == ("chen", TODAY)
    with pytest.raises(NotAllowed):
        house.do(shipments.take_back_receipt, "rep", shipment_id=one)


def test_a_photo_may_follow(house: House) -> None:
    one = house.post(house.order(), receipt_wanted=True)
    assert house.ask(shipments.kept_receipt, shipment_id=one) is None
    house.do(shipments.take_back_receipt, "chen", shipment_id=one)
    with pytest.raises(shipments.AlreadyBack):
        house.do(shipments.take_back_receipt, "chen", shipment_id=one)
    house.do(shipments.take_back_receipt, "manager", shipment_id=one, file=file())
    shipment = house.shipment(one)
    assert (shipment.receipt_by, shipment.receipt_file_id) == (house.people["chen"], 1)


def test_a_receipt_from_before_the_books_names_nobody(house: House) -> None:
    def opening(session: Session) -> int:
        made = Shipment(
            number="QC-1", customer_id=house.customer, amount_fen=0, via="express", receipt_wanted=True,
            receipt_at=NOW, shipped_on=TODAY, posted_at=NOW,
        )  # fmt: skip
        session.add(made)
        session.flush()
        return made.id

    one = house.write(opening)
    with pytest.raises(shipments.AlreadyBack) as refused:
        house.do(shipments.take_back_receipt, "chen", shipment_id=one)
    assert refused.value.facts["name"] == "—"
    assert house.ask(shipments.view, shipment_id=one).order_number == ""


def test_a_slip_is_undone_the_same_day_or_by_a_manager(house: House) -> None:
    one = house.post(house.order(), receipt_wanted=True)
    with pytest.raises(shipments.NotBack):
        house.do(shipments.undo_receipt, "chen", shipment_id=one)
    house.do(shipments.take_back_receipt, "chen", shipment_id=one, file=file())
    assert house.do(shipments.undo_receipt, "chen", shipment_id=one) == one
    assert house.shipment(one).receipt_file_id is None
    assert len(house.read(lambda s: s.exec(select(StoredFile)).all())) == 1
    house.do(shipments.take_back_receipt, "chen", shipment_id=one)
    house.now = NOW + timedelta(days=1)
    with pytest.raises(NotAllowed):
        house.do(shipments.undo_receipt, "chen", shipment_id=one)
    assert house.do(shipments.undo_receipt, "manager", shipment_id=one) == one
    assert not house.ask(shipments.may_undo, by="manager", shipment_id=one, now=NOW)


def test_chasing_is_written_down(house: House) -> None:
    one = house.post(house.order(), receipt_wanted=True)
    house.do(shipments.chase, "fin", shipment_id=one)
    assert house.read(lambda s: history(s, "shipment", one))[-1].action == "courier-chased"
    with pytest.raises(NotAllowed):
        house.do(shipments.chase, "rep", shipment_id=one)


# Lists and scope


def test_nobody_sees_another_reps_shipment(house: House) -> None:
    one = house.post(house.order(), receipt_wanted=True, waybill="SF11111")
    for name in ("wu", "other"):
        with pytest.raises(NotFound):
            house.ask(shipments.get, by=name, shipment_id=one)
        assert house.ask(shipments.latest, by=name).total == 0
        assert house.ask(shipments.by_waybill, by=name, text="SF11111") == []
        assert house.ask(shipments.id_of_number, by=name, number="CK20261123-001") is None
    assert house.ask(shipments.get, by="rep", shipment_id=one).id == one
    assert house.ask(shipments.id_of_number, number="ck20261123-001") == one


def test_a_shipment_is_found_by_waybill_its_end_or_its_own_number(house: House) -> None:
    one = house.post(house.order(), waybill="SF1234567", receipt_wanted=True)
    two = house.post(house.order(), waybill="YT1234567", courier_id=house.bare)

    def found(text: str) -> list[int]:
        return [seen.shipment.id for seen in house.ask(shipments.by_waybill, text=text)]

    assert found("sf 1234567") == [one]
    assert found("34567") == [one, two]
    assert found("4567") == []
    assert found("CK20261123-002") == [two]
    assert found("%%%%%") == []


def test_lists_are_paged_oldest_first(house: House) -> None:
    made = [
        house.post(house.order((house.pen, "1")), "1", receipt_wanted=True, shipped_on=TODAY - timedelta(days=back))
        for back in (1, 3, 2)
    ]
    page = house.ask(shipments.receipts_out, page=9, size=2)
    assert ([seen.shipment.id for seen in page.items], page.page, page.pages, page.total) == ([made[0]], 2, 2, 3)
    assert house.ask(shipments.receipts_out, courier_id=house.bare).total == 0
    assert house.ask(shipments.receipts_out, until_on=TODAY - timedelta(days=2)).total == 2
    assert house.ask(shipments.without_waybill).items[0].days_out(TODAY) == 3
    assert house.ask(shipments.of_customer, customer_id=house.customer).items[0].shipment.id == made[0]


# Couriers


def test_a_courier_is_added_changed_paused_and_resumed(house: House) -> None:
    made = house.do(shipments.add_courier, "chen", name=" 跨越　速运 ", regions="moon", collects_money=True)
    courier = house.read(lambda s: s.get_one(Courier, made))
    assert (courier.name, courier.regions, courier.collects_money) == ("跨越 速运", "all", True)
    for name, refusal in (("跨越 速运", shipments.CourierKnown), ("", shipments.CourierNameMissing),
                          ("长" * 51, shipments.CourierNameMissing)):  # fmt: skip
        with pytest.raises(refusal):
            house.do(shipments.add_courier, "chen", name=name)
    house.do(shipments.change_courier, "chen", courier_id=made, collects_money=False, brings_receipts=True)
    assert house.read(lambda s: s.get_one(Courier, made).regions) == "all"
    does = {"courier_id": made, "collects_money": False, "brings_receipts": True}
    house.do(shipments.change_courier, "chen", **does, regions="home")
    assert house.read(lambda s: s.get_one(Courier, made).regions) == "home"
    house.do(shipments.pause_courier, None, courier_id=made, reason="回单未回")
    house.do(shipments.pause_courier, "chen", courier_id=made, reason="再来")
    assert house.read(lambda s: s.get_one(Courier, made).pause_reason) == "回单未回"
    house.do(shipments.resume_courier, "chen", courier_id=made)
    house.do(shipments.resume_courier, "chen", courier_id=made)
    courier = house.read(lambda s: s.get_one(Courier, made))
    assert (courier.paused_at, courier.collects_money, courier.brings_receipts) == (None, False, True)
    told = [entry.action for entry in house.read(lambda s: history(s, "courier", made))]
    assert told == ["courier-added", "courier-changed", "courier-changed", "courier-paused", "courier-resumed"]
    with pytest.raises(NotFound):
        house.do(shipments.resume_courier, "chen", courier_id=999)
    with pytest.raises(NotAllowed):
        house.do(shipments.pause_courier, "rep", courier_id=made, reason="x")


def test_couriers_are_listed_with_the_wanted_one_first_and_paused_ones_last(house: House) -> None:
    house.pause()
    assert [one.name for one in house.ask(shipments.couriers)] == ["德邦", "顺丰"]
    assert [one.name for one in house.ask(shipments.couriers, first="顺丰")] == ["顺丰", "德邦"]


def test_a_couriers_load_is_what_it_holds_of_ones_own_customers(house: House) -> None:
    house.post(house.order((house.pen, "10")), receipt_wanted=True, cod_fen=1000)
    house.post(house.order((house.pen, "10")), receipt_wanted=True, via="delivery", courier_id=None)
    late = TODAY + timedelta(days=8)
    good = next(load for load in house.ask(shipments.loads, today=late) if load.courier.id == house.good)
    assert (good.receipts, good.receipts_late, good.cod_fen, good.cod_late_fen) == (1, 1, 1000, 1000)
    fresh = next(load for load in house.ask(shipments.loads, today=TODAY) if load.courier.id == house.good)
    assert (fresh.receipts_late, fresh.cod_late_fen) == (0, 0)
    assert {load.receipts for load in house.ask(shipments.loads, by="wu", today=late)} == {0}
    assert house.read(lambda s: len(s.exec(select(Receivable)).all())) == 3

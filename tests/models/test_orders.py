"""Orders: what is checked, what is recorded, what may ship."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from models import orders, shipments
from models.customers import Customer
from models.database import Database
from models.days import DayInThePast
from models.orders import ApprovalKind, DayUnexplained, OrderState
from models.orders.promise import usual
from models.products import Product
from models.refusals import NotAllowed, NotFound, NotUnderstood, Outdated, Refusal
from models.rules import Rules
from tests.models.order_books import NOW, SHANGHAI, TODAY, Books, hired, open_books


@pytest.fixture
def books(db: Database) -> Books:
    return open_books(db)


def ship(books: Books, order_id: int, quantity: str | None = None) -> None:
    """Goods of an order leave: all, or so much of the first line; stands in for the shipments' own posting."""

    def work(session: Any) -> None:
        order = session.get_one(orders.Order, order_id)
        sent = shipments.Shipment(
            number=f"CK{order_id}-{quantity}", order_id=order.id, customer_id=order.customer_id, amount_fen=1,
            via="express", shipped_on=TODAY, posted_at=NOW,
        )  # fmt: skip
        session.add(sent)
        session.flush()
        for view in orders.lines_of(session, order.id):
            part = Decimal(quantity) if quantity else view.missing
            session.add(
                shipments.ShipmentLine(shipment_id=sent.id, order_line_id=view.line.id, quantity=part, amount_fen=1)
            )
        orders.note_shipped(session, order, by=books.who("chen"), now=NOW)

    books.do(work)


# --- the checks ---


def test_an_ordinary_order_has_nothing_to_report(books: Books) -> None:
    customer, pen = books.customer(), books.product()
    checks = books.check(books.draft(customer, (pen, "20", 1000)))
    assert (checks.total_fen, checks.approvals) == (20000, ())
    assert [finding.kind for finding in checks.findings] == ["ship-morning"]
    assert checks.lines[0].price_from == "list"


def test_a_line_total_is_exact_and_rounded_once(books: Books) -> None:
    customer, pen = books.customer(), books.product()
    assert books.check(books.draft(customer, (pen, "2.5", 333))).total_fen == 833
    assert books.check(books.draft(customer, (pen, "0.333", 1000), (pen, "3", 15801))).total_fen == 333 + 47403


def test_a_price_under_the_floor_is_for_a_manager_and_names_the_line(books: Books) -> None:
    customer, pen, book = books.customer(), books.product(), books.product("P2")
    checks = books.check(books.draft(customer, (pen, "1", 800), (book, "1", 799)))
    under = [finding for finding in checks.findings if finding.kind == "floor"]
    assert [(one.facts["product"], one.facts["price_fen"], one.facts["floor_fen"]) for one in under] == [
        ("产品P2", 799, 800)
    ]
    assert checks.approvals == (ApprovalKind.FLOOR,)


def test_another_price_than_agreed_is_said(books: Books) -> None:
    customer, pen = books.customer(), books.product()
    books.agreed(customer, pen, 900)
    assert books.found(books.draft(customer, (pen, "1", 1000)))["price-agreed"]["known_fen"] == 900
    assert books.found(books.draft(customer, (pen, "1", 900))) == {}
    assert books.check(books.draft(customer, (pen, "1", 900))).lines[0].price_from == "agreed"


def test_credit_without_approved_terms_is_for_the_boss(books: Books) -> None:
    customer, pen = books.customer(terms_approved=False), books.product()
    checks = books.check(books.draft(customer, (pen, "1", 1000)))
    assert checks.approvals == (ApprovalKind.CREDIT,)
    facts = books.found(books.draft(customer, (pen, "1", 1000)))["credit-terms"]
    assert (facts["owed_fen"], facts["would_fen"]) == (0, 1000)


def test_credit_within_the_limit_needs_nobody_and_above_it_the_boss(books: Books) -> None:
    customer, pen = books.customer(credit_limit_fen=30000), books.product()
    books.owes(customer, 10000, TODAY + timedelta(days=5))
    assert "credit-covered" in books.found(books.draft(customer, (pen, "20", 1000)))
    over = books.found(books.draft(customer, (pen, "21", 1000)))["credit-limit"]
    assert (over["owed_fen"], over["would_fen"], over["limit_fen"]) == (10000, 31000, 30000)


def test_a_limit_is_not_passed_by_ordering_in_pieces(books: Books) -> None:
    customer, pen = books.customer(credit_limit_fen=30000), books.product()
    books.place(books.draft(customer, (pen, "20", 1000)))
    facts = books.found(books.draft(customer, (pen, "11", 1000)))["credit-limit"]
    assert (facts["coming_fen"], facts["would_fen"]) == (20000, 31000)


def test_an_overdue_customer_gets_no_more_credit_without_the_boss(books: Books) -> None:
    customer, pen = books.customer(credit_limit_fen=10_000_000), books.product()
    books.owes(customer, 5000, TODAY - timedelta(days=1))
    checks = books.check(books.draft(customer, (pen, "1", 1000)))
    assert checks.approvals == (ApprovalKind.CREDIT,)
    assert {"credit-overdue"} == {finding.kind for finding in checks.findings if finding.approval}


def test_what_is_due_today_is_not_overdue(books: Books) -> None:
    customer, pen = books.customer(), books.product()
    books.owes(customer, 5000, TODAY)
    assert books.check(books.draft(customer, (pen, "1", 1000))).approvals == ()


def test_an_overdue_customer_who_pays_cash_is_only_mentioned(books: Books) -> None:
    customer, pen = books.customer(), books.product()
    books.owes(customer, 5000, TODAY - timedelta(days=1))
    checks = books.check(books.draft(customer, (pen, "1", 1000), settlement="cash"))
    assert checks.approvals == ()
    assert {"overdue", "terms"} <= {finding.kind for finding in checks.findings}


def test_payment_comes_first_outside_the_home_province(books: Books) -> None:
    customer, pen = books.customer(province="浙江省"), books.product()
    facts = books.found(books.draft(customer, (pen, "1", 1000), settlement="prepay"))
    assert list(facts) == ["pay-outside"]
    assert facts["pay-outside"]["short_fen"] == 1000
    assert list(books.found(books.draft(customer, (pen, "1", 1000)))) == ["pay-outside"]


@pytest.mark.parametrize("province", ["广东省", "广东", "Guangdong", ""])
def test_the_home_province_is_known_by_its_names(books: Books, province: str) -> None:
    customer, pen = books.customer(province=province), books.product()
    assert books.found(books.draft(customer, (pen, "1", 1000))) == {}


def test_an_instruction_lets_goods_go_before_payment_and_is_credit(books: Books) -> None:
    far = {"province": "浙江", "terms": "prepay", "terms_approved": False}
    customer, pen = books.customer(**far), books.product()
    checks = books.check(books.draft(customer, (pen, "1", 1000), settlement="prepay", instruction="老客户，周五付"))
    assert {"pay-instruction", "credit-terms"} <= {finding.kind for finding in checks.findings}
    trusted = books.customer("远方", province="浙江")
    assert books.check(books.draft(trusted, (pen, "1", 1000), settlement="prepay", instruction="好")).approvals == ()
    cod = books.draft(customer, (pen, "1", 1000), settlement="cod", instruction="代收")
    assert books.check(cod).approvals == ()


@pytest.mark.parametrize(
    ("facts", "settlement", "instruction", "how"),
    [
        ({}, "monthly", "", "terms"),
        ({}, "cod", "", "cod"),
        ({"terms": "prepay"}, "monthly", "", "no-terms"),
        ({"province": "浙江"}, "prepay", "", "prepay"),
        ({"province": "浙江"}, "monthly", "", "outside"),
        ({"province": "浙江"}, "cod", "", "outside"),
        ({"province": "浙江"}, "monthly", "老客户", "terms"),
        ({"province": "浙江", "terms": "prepay"}, "monthly", "老客户", "no-terms"),
    ],
)
def test_how_an_order_is_paid_is_one_thing_that_is_true(
    books: Books, facts: dict[str, Any], settlement: str, instruction: str, how: str
) -> None:
    number = books.customer(**facts)
    found = books.do(lambda s: s.get_one(Customer, number))
    assert orders.paid_how(found, settlement, instruction, Rules()) == how


def test_a_prepayment_that_covers_the_order_is_said(books: Books) -> None:
    customer, pen = books.customer(terms="prepay"), books.product()
    books.paid_ahead(customer, 600)
    found = books.found(books.draft(customer, (pen, "1", 1000), settlement="prepay"))
    assert found["pay-first"]["short_fen"] == 400
    books.paid_ahead(customer, 400)
    assert list(books.found(books.draft(customer, (pen, "1", 1000), settlement="prepay"))) == ["pay-paid"]


def test_short_stock_is_said_with_how_much_is_missing_and_may_be_ordered(books: Books) -> None:
    customer, pen, rare = books.customer(), books.product(stock=30), books.product("P2", stock=0)
    books.place(books.draft(customer, (pen, "20", 1000)))
    found = books.found(books.draft(customer, (pen, "6", 1000), (pen, "6", 1000), (rare, "3", 1000)))
    assert (found["stock"]["missing"], found["stock"]["free"]) == (Decimal(2), Decimal(10))
    assert found["stock-none"]["missing"] == Decimal(3)


def test_a_rep_with_under_two_years_needs_a_sign_off(books: Books) -> None:
    customer, pen = books.customer(), books.product()
    hired(books, "li", 700)
    draft = books.draft(customer, (pen, "1", 1000))
    assert books.check(draft).approvals == (ApprovalKind.SIGN_OFF,)
    assert books.check(draft, by="chen").approvals == (ApprovalKind.SIGN_OFF,)
    assert books.check(draft, by="wang").approvals == ()
    hired(books, "li", 731)
    assert books.check(draft).approvals == ()


def test_one_look_of_the_manager_is_enough_for_a_price_and_a_new_rep(books: Books) -> None:
    customer, pen = books.customer(terms_approved=False), books.product()
    hired(books, "li", 10)
    checks = books.check(books.draft(customer, (pen, "1", 700)))
    assert checks.approvals == (ApprovalKind.FLOOR, ApprovalKind.CREDIT)


def test_the_house_has_no_rep_to_sign_off(books: Books) -> None:
    customer, pen = books.customer(rep=""), books.product()
    assert books.check(books.draft(customer, (pen, "1", 1000)), by="chen").approvals == ()


# --- the promised day ---


@pytest.mark.parametrize(
    ("moment", "day", "morning", "why"),
    [
        ((2026, 11, 23, 11, 29), date(2026, 11, 23), True, "morning"),
        ((2026, 11, 23, 11, 30), date(2026, 11, 23), False, "afternoon"),
        ((2026, 11, 23, 18, 0), date(2026, 11, 24), True, "next"),
        ((2026, 11, 21, 9, 0), date(2026, 11, 23), True, "next"),
    ],
)
def test_express_leaves_by_the_cut_off(moment: tuple[int, ...], day: date, morning: bool, why: str) -> None:
    promise = usual("express", datetime(*moment, tzinfo=SHANGHAI), Rules())  # type: ignore[misc,arg-type]
    assert (promise.ship_on, promise.morning, promise.why) == (day, morning, why)


def test_other_ways_leave_within_three_working_days(books: Books) -> None:
    friday = datetime(2026, 11, 20, 15, 0, tzinfo=SHANGHAI)
    assert usual("freight", friday, Rules()).ship_on == date(2026, 11, 25)


def test_a_chosen_day_is_kept_and_its_oddities_are_said(books: Books) -> None:
    customer, pen = books.customer(), books.product()
    draft = books.draft(customer, (pen, "1", 1000), ship_on="2027-01-02")
    assert [finding.kind for finding in books.check(draft).findings] == ["ship-chosen", "ship-off", "ship-calendar"]
    assert books.check(draft).promise.morning
    tomorrow = {**draft, "ship_on": "2026-11-24", "ship_via": "pickup"}
    assert not books.check(tomorrow).promise.morning
    afternoon = datetime(2026, 11, 22, 12, 0, tzinfo=SHANGHAI)
    sunday = books.check({**draft, "ship_on": "2026-11-22"}, now=afternoon).promise
    assert (sunday.why, sunday.morning) == ("chosen", False)


def test_a_day_gone_by_or_too_far_ahead_is_refused(books: Books) -> None:
    customer, pen = books.customer(), books.product()
    with pytest.raises(DayInThePast):
        books.check(books.draft(customer, (pen, "1", 1000), ship_on="2026-11-22"))
    with pytest.raises(orders.DayTooFar):
        books.check(books.draft(customer, (pen, "1", 1000), ship_on="2027-11-30"))


def test_who_is_no_rep_changes_the_promised_day_with_a_reason(books: Books) -> None:
    customer, pen = books.customer(), books.product()
    draft = books.draft(customer, (pen, "1", 1000), ship_on="2026-11-26")
    assert books.order(books.place({**draft, "ship_on": "2026-11-23", "day_reason": "x"}, "chen")).day_reason == ""
    order_id = books.place({**draft, "day_reason": "等货到齐"}, "chen")
    assert books.order(order_id).day_reason == "等货到齐"
    chosen = [one for one in books.check({**draft, "day_reason": "x"}).findings if one.kind == "ship-chosen"]
    assert chosen[0].facts["reason"] == "x"

    def edit(by: str, **changes: Any) -> int:
        kept = books.do(lambda s: orders.draft_of(s, by=books.who(by), order_id=order_id))
        return books.do(
            lambda s: orders.edit(s, by=books.who(by), now=NOW, order_id=order_id, draft={**kept, **changes})
        )

    edit("chen", note="红色")
    assert books.order(order_id).day_reason == "等货到齐"
    edit("li", ship_on="2026-11-27", day_reason="")
    edit("chen", note="蓝色")  # the day is as the rep said it
    with pytest.raises(DayUnexplained) as stopped:
        edit("chen", ship_on="2026-11-30")
    assert stopped.value.facts == {"day": date(2026, 11, 30)}
    edit("chen", ship_on="2026-11-30", day_reason="缺货")
    assert books.order(order_id).day_reason == "缺货"
    edit("chen", ship_on="")  # as it is by the rule needs no reason


# --- drafts ---


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"customer_id": None}, orders.NoCustomer),
        ({"lines": []}, orders.NoLines),
        ({"settlement": "later"}, NotUnderstood),
        ({"ship_via": "drone"}, NotUnderstood),
        ({"ship_on": "soon"}, NotUnderstood),
        ({"note": "n" * 2001}, NotUnderstood),
    ],
)
def test_a_draft_that_says_too_little_or_nonsense_is_refused(
    books: Books, change: dict[str, Any], refusal: type[Refusal]
) -> None:
    customer, pen = books.customer(), books.product()
    with pytest.raises(refusal):
        books.check({**books.draft(customer, (pen, "1", 1000)), **change})


@pytest.mark.parametrize("quantity", ["0", "-1", "1.0001", "1000001", "NaN", "many", ""])
def test_no_quantity_but_a_sound_one(books: Books, quantity: str) -> None:
    customer, pen = books.customer(), books.product()
    with pytest.raises(NotUnderstood):
        books.check(books.draft(customer, (pen, quantity, 1000)))


@pytest.mark.parametrize("price", [0, -1, 10**12])
def test_no_price_but_a_sound_one(books: Books, price: int) -> None:
    customer, pen = books.customer(), books.product()
    with pytest.raises(NotUnderstood):
        books.check(books.draft(customer, (pen, "1", price)))


def test_an_order_has_its_limits(books: Books) -> None:
    customer, pen = books.customer(), books.product()
    with pytest.raises(orders.OrderTooLarge):
        books.check(books.draft(customer, (pen, "1000000", 1_000_000)))
    with pytest.raises(orders.TooManyLines):
        books.check(books.draft(customer, *[(pen, "1", 1000)] * 51))
    with pytest.raises(orders.WorthNothing):
        books.check(books.draft(customer, (pen, "0.001", 1)))


def test_an_unknown_product_and_one_that_is_not_sold_any_more_are_refused(books: Books) -> None:
    customer, gone = books.customer(), books.product(active=False)
    with pytest.raises(NotFound):
        books.check(books.draft(customer, (999, "1", 1000)))
    with pytest.raises(orders.NotSoldAnyMore):
        books.check(books.draft(customer, (gone, "1", 1000)))


def test_a_draft_begins_as_it_usually_goes(books: Books) -> None:
    customer, pen = books.customer(wants_receipt=True), books.product()
    first = books.do(lambda s: orders.begun(s, by=books.who("li"), customer_id=customer))
    assert (first["ship_via"], first["settlement"], first["receipt_back"], first["address"]) == (
        "express", "monthly", True, "天河路1号",
    )  # fmt: skip
    books.place(books.draft(customer, (pen, "1", 1000), ship_via="freight", freight="collect", address="仓库后门"))
    again = books.do(lambda s: orders.begun(s, by=books.who("li"), customer_id=customer))
    assert (again["ship_via"], again["freight"], again["address"], again["lines"]) == (
        "freight", "collect", "仓库后门", [],
    )  # fmt: skip
    far = books.customer("远方", province="浙江")
    assert books.do(lambda s: orders.begun(s, by=books.who("li"), customer_id=far))["settlement"] == "prepay"


@pytest.mark.parametrize(
    ("chosen", "facts", "becomes"),
    [
        ([], {}, ("freight", "", "collect", "monthly")),
        (["ship_via", "freight"], {}, ("express", "", "prepaid", "monthly")),
        (["courier"], {}, ("express", "顺丰", "", "monthly")),
        (["ship_via"], {"ship_via": "pickup"}, ("pickup", "", "", "monthly")),
        (["freight"], {}, ("freight", "", "prepaid", "monthly")),
        (["settlement", "note"], {"settlement": "cod"}, ("freight", "", "collect", "cod")),
    ],
)
def test_a_draft_moved_to_another_customer_keeps_what_was_chosen_by_hand(
    books: Books, chosen: list[str], facts: dict[str, str], becomes: tuple[str, ...]
) -> None:
    customer, other, pen = books.customer(), books.customer("远达", address="港口路8号"), books.product()
    books.place(books.draft(other, (pen, "1", 1000), ship_via="freight", freight="collect"))
    draft = books.draft(
        customer, (pen, "5", 1000), courier="顺丰", freight="prepaid", note="急", instruction="老客户", **facts
    )
    moved = books.do(lambda s: orders.moved(s, by=books.who("li"), customer_id=other, draft=draft, chosen=chosen))
    assert tuple(moved[name] for name in ("ship_via", "courier", "freight", "settlement")) == becomes
    assert (moved["customer_id"], moved["lines"], moved["note"]) == (other, draft["lines"], "急")
    assert (moved["address"], moved["instruction"]) == ("港口路8号", ""), "these were the other customer's"


def test_credit_chosen_by_hand_stays_only_with_those_who_may_have_it(books: Books) -> None:
    customer, pen = books.customer(terms="prepay"), books.product()
    draft = books.draft(customer, (pen, "5", 1000), settlement="monthly")
    for facts, settled in (({"terms": "prepay"}, "prepay"), ({"terms": "cod"}, "cod"), ({}, "monthly")):
        other = books.customer("远达", **facts)
        moved = books.do(
            lambda s, other=other: orders.moved(
                s, by=books.who("li"), customer_id=other, draft=draft, chosen=["settlement"]
            )
        )
        assert moved["settlement"] == settled


def test_a_copy_carries_no_exception_and_todays_price(books: Books) -> None:
    customer, pen, book = books.customer(), books.product(), books.product("P2")
    said = books.draft(customer, (pen, "5", 1000), (book, "2.5", 950), ship_on="2026-11-30", instruction="急")
    order_id = books.place(said)
    books.agreed(customer, pen, 900)
    copy = books.do(lambda s: orders.copy(s, by=books.who("li"), order_id=order_id, today=TODAY))
    assert (copy["ship_on"], copy["instruction"]) == ("", "")
    assert [(line["quantity"], line["unit_price_fen"], line["price_from"]) for line in copy["lines"]] == [
        ("5", 900, "agreed"),
        ("2.5", 950, "said"),
    ]


def test_names_for_a_draft_that_is_not_finished(books: Books) -> None:
    customer, pen = books.customer(), books.product()
    found, products = books.do(
        lambda s: orders.named(s, by=books.who("li"), customer_id=customer, product_ids=[pen, 999])
    )
    assert (found.id, list(products)) == (customer, [pen])


def test_an_offer_knows_price_stock_and_usual_quantities(books: Books) -> None:
    customer, pen = books.customer(), books.product(stock=100)
    for quantity in ("10", "20", "10", "30", "40"):
        books.place(books.draft(customer, (pen, quantity, 1000)))
    offer = books.do(lambda s: orders.offer(s, by=books.who("li"), customer_id=customer, product_id=pen, on=TODAY))
    assert offer.usual == (Decimal(40), Decimal(30), Decimal(10))
    assert (offer.price_fen, offer.price_from, offer.available) == (1000, "list", Decimal(0))
    gone = books.product("P9", active=False)
    for product_id in (gone, 999):
        with pytest.raises(NotFound):
            books.do(
                lambda s, p=product_id: orders.offer(
                    s, by=books.who("li"), customer_id=customer, product_id=p, on=TODAY
                )
            )


# --- placing and changing ---


def test_an_order_is_numbered_and_the_assistants_are_told(books: Books) -> None:
    customer, pen = books.customer(), books.product()
    order = books.order(books.place(books.draft(customer, (pen, "20", 1000))))
    assert (order.number, order.state, order.total_fen, order.ship_on) == (
        "DD20261123-001", OrderState.OPEN, 20000, TODAY,
    )  # fmt: skip
    assert books.letters("order-placed") == ["chen"]
    assert books.do(lambda s: s.get_one(Product, pen).last_used_at) is not None


def test_an_assistant_is_not_told_of_their_own_order(books: Books) -> None:
    customer, pen = books.customer(), books.product()
    books.place(books.draft(customer, (pen, "20", 1000)), by="chen")
    assert books.letters("order-placed") == []


def test_only_those_who_sell_may_place_and_only_for_their_customers(books: Books) -> None:
    customer, pen = books.customer(), books.product()
    with pytest.raises(NotAllowed):
        books.place(books.draft(customer, (pen, "1", 1000)), by="qian")
    for stranger in ("sun", "lin", "zhao"):
        with pytest.raises(NotFound):
            books.place(books.draft(customer, (pen, "1", 1000)), by=stranger)


def edit(books: Books, order_id: int, draft: dict[str, Any], by: str = "li", version: int | None = None) -> int:
    actor = books.who(by)
    return books.do(lambda s: orders.edit(s, by=actor, now=NOW, order_id=order_id, draft=draft, version=version))


def test_an_edit_is_checked_again_and_told_again(books: Books) -> None:
    customer, pen = books.customer(), books.product()
    order_id = books.place(books.draft(customer, (pen, "20", 1000)))
    edit(books, order_id, books.draft(customer, (pen, "30", 1000)), version=1)
    order = books.order(order_id)
    assert (order.total_fen, order.version, order.state) == (30000, 2, OrderState.OPEN)
    assert books.letters("order-placed") == ["chen", "chen"]
    edit(books, order_id, books.draft(customer, (pen, "30", 700)))
    assert books.order(order_id).state == OrderState.WAITING


def test_an_edit_does_not_count_its_own_demand_or_debt_twice(books: Books) -> None:
    customer, pen = books.customer(credit_limit_fen=100_000), books.product(stock=100)
    order_id = books.place(books.draft(customer, (pen, "100", 1000)))
    actor, draft = books.who("li"), books.draft(customer, (pen, "90", 1000))
    checks = books.do(lambda s: orders.check(s, by=actor, now=NOW, draft=draft, order_id=order_id))
    assert {finding.kind for finding in checks.findings} == {"credit-covered", "ship-morning"}


def test_an_edit_that_changes_nothing_changes_nothing(books: Books) -> None:
    customer, pen = books.customer(), books.product()
    order_id = books.place(books.draft(customer, (pen, "20", 700)))
    same = books.do(lambda s: orders.draft_of(s, by=books.who("li"), order_id=order_id))
    edit(books, order_id, same)
    assert books.order(order_id).version == 1
    assert [approval.state for approval in books.approvals(order_id)] == ["waiting"]


def test_an_edit_of_what_somebody_else_changed_meanwhile_is_outdated(books: Books) -> None:
    customer, pen = books.customer(), books.product()
    order_id = books.place(books.draft(customer, (pen, "20", 1000)))
    edit(books, order_id, books.draft(customer, (pen, "21", 1000)), by="chen")
    with pytest.raises(Outdated):
        edit(books, order_id, books.draft(customer, (pen, "22", 1000)), version=1)


def test_nothing_is_edited_after_it_left_or_was_cancelled(books: Books) -> None:
    customer, pen = books.customer(), books.product()
    change = books.draft(customer, (pen, "5", 1000))
    part, whole, gone = (books.place(books.draft(customer, (pen, "10", 1000))) for _ in range(3))
    ship(books, part, "4")
    ship(books, whole)
    books.do(lambda s: orders.cancel(s, by=books.who("chen"), now=NOW, order_id=gone, reason="不要了"))
    for order_id, refusal in (
        (part, orders.ShippedInPart), (whole, orders.AlreadyShipped), (gone, orders.OrderCancelled),
    ):  # fmt: skip
        with pytest.raises(refusal):
            edit(books, order_id, change)


# --- shipping ---


def may_ship(books: Books, order_id: int, amount_fen: int | None = None) -> None:
    books.do(lambda s: orders.may_ship(s, s.get_one(orders.Order, order_id), today=TODAY, amount_fen=amount_fen))


def test_a_list_of_what_is_to_ship_says_what_is_left_of_each(books: Books) -> None:
    customer, pen = books.customer(), books.product()
    part = books.place(books.draft(customer, (pen, "10", 1000)))
    other = books.place(books.draft(customer, (pen, "10", 1000), (pen, "1", 50)))
    ship(books, part, "4")
    left = lambda name: books.do(lambda s: orders.left_of(s, by=books.who(name), order_ids=[part, other]))  # noqa: E731
    assert left("li") == {part: 6000, other: 10050}
    assert left("sun") == {}


def test_an_order_ships_in_part_and_then_whole(books: Books) -> None:
    customer, pen = books.customer(), books.product()
    order_id = books.place(books.draft(customer, (pen, "10", 1000)))
    may_ship(books, order_id)
    ship(books, order_id, "4")
    assert books.order(order_id).state == OrderState.PART
    assert books.do(lambda s: orders.left_fen(s, order_id)) == 6000
    ship(books, order_id)
    assert books.order(order_id).state == OrderState.SHIPPED
    with pytest.raises(orders.AlreadyShipped):
        may_ship(books, order_id)


def test_what_keeps_an_order_here_is_named(books: Books) -> None:
    customer, pen = books.customer(), books.product()
    waiting = books.place(books.draft(customer, (pen, "10", 700)))
    with pytest.raises(orders.ApprovalMissing):
        may_ship(books, waiting)
    asked = books.place(books.draft(customer, (pen, "10", 1000)))
    books.do(lambda s: orders.ask_cancel(s, by=books.who("li"), now=NOW, order_id=asked, reason="不要了"))
    with pytest.raises(orders.CancellationAsked):
        may_ship(books, asked)
    books.do(lambda s: orders.cancel(s, by=books.who("chen"), now=NOW, order_id=asked))
    with pytest.raises(orders.OrderCancelled):
        may_ship(books, asked)


def test_goods_that_go_against_payment_wait_for_it(books: Books) -> None:
    customer, pen = books.customer(terms="prepay"), books.product()
    order_id = books.place(books.draft(customer, (pen, "10", 1000), settlement="prepay"))
    books.paid_ahead(customer, 4000)
    with pytest.raises(orders.NotPaidYet) as refused:
        may_ship(books, order_id)
    assert refused.value.facts["short_fen"] == 6000
    may_ship(books, order_id, amount_fen=4000)
    books.paid_ahead(customer, 6000)
    may_ship(books, order_id)


# --- lists ---


def test_lists_are_scoped_and_paged(books: Books) -> None:
    customer, other, pen = books.customer(), books.customer("别家", rep="sun"), books.product(stock=1000)
    mine = [books.place(books.draft(customer, (pen, "1", 1000))) for _ in range(7)]
    books.place(books.draft(other, (pen, "1", 1000)), by="sun")
    first = books.do(lambda s: orders.listed(s, by=books.who("li"), tab="open", page=1, size=6))
    last = books.do(lambda s: orders.listed(s, by=books.who("li"), tab="open", page=9, size=6))
    assert ([row.order.id for row in first.items], first.pages, first.total) == (mine[:0:-1], 2, 7)
    assert ([row.order.id for row in last.items], last.page) == (mine[:1], 2)
    of_other = books.do(lambda s: orders.listed(s, by=books.who("zhang"), tab="open", customer_id=other))
    assert of_other.total == 1
    assert books.do(lambda s: orders.counts(s, by=books.who("zhang")))["open"] == 8
    assert books.do(lambda s: orders.counts(s, by=books.who("li"), customer_id=other))["open"] == 0
    boss, sun = books.who("zhang"), books.who("sun")
    assert books.do(lambda s: orders.listed(s, by=boss, tab="open", rep_id=sun.id)).total == 1
    assert books.do(lambda s: orders.counts(s, by=boss, rep_id=sun.id))["open"] == 1


def test_what_is_to_ship_comes_by_its_promised_day(books: Books) -> None:
    customer, pen = books.customer(), books.product(stock=1000)
    later = books.place(books.draft(customer, (pen, "1", 1000), ship_on="2026-11-30"))
    today = books.place(books.draft(customer, (pen, "1", 1000)))
    chen = books.who("chen")
    everything = books.do(lambda s: orders.to_ship(s, by=chen, today=TODAY))
    due = books.do(lambda s: orders.to_ship(s, by=chen, today=TODAY, due=True))
    assert [row.order.id for row in everything.items] == [today, later]
    assert [row.order.id for row in due.items] == [today]
    assert [order.id for order in books.do(lambda s: orders.open_of_customer(s, by=chen, customer_id=customer))] == [
        today, later,
    ]  # fmt: skip


def test_an_order_is_found_by_its_number_within_ones_scope(books: Books) -> None:
    customer, pen = books.customer(), books.product()
    order_id = books.place(books.draft(customer, (pen, "1", 1000)))
    assert books.do(lambda s: orders.id_of_number(s, by=books.who("li"), number=" dd20261123-001 ")) == order_id
    assert books.do(lambda s: orders.id_of_number(s, by=books.who("sun"), number="DD20261123-001")) is None
    with pytest.raises(NotFound):
        books.do(lambda s: orders.get(s, order_id, by=books.who("sun")))


def test_refused_and_cancelled_orders_claim_no_stock(books: Books) -> None:
    customer, pen = books.customer(), books.product(stock=10)
    order_id = books.place(books.draft(customer, (pen, "4", 700)))
    assert books.do(lambda s: orders.available(s, pen)) == 6
    (approval,) = books.approvals(order_id)
    books.decide("wang", approval.id, approve=False, reason="太低")
    assert books.do(lambda s: orders.available(s, pen)) == 10

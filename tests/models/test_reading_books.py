"""The books as the reader knows them: kept up as they change, within what somebody may see; readings become drafts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeVar

import pytest
from sqlmodel import Session

from models import orders, reading_books
from models.customers import Customer
from models.database import Database
from models.orders import Order, OrderState
from models.products import Product
from models.reading import Habits, Reading
from models.reading_books import Shelf, Understood, answers, shelf, shelf_of
from models.reading_books.answers import Paid
from models.reading_books.books import EVERYBODY
from models.receivables import Payment
from models.refusals import NotFound
from tests.models.order_books import NOW, TODAY, Books, open_books

T = TypeVar("T")


@pytest.fixture
def books(db: Database) -> Books:
    return open_books(db)


@pytest.fixture
def stocked(books: Books) -> Books:
    """Two customers of li, one of sun, one of the house; toner and paper."""
    books.customer("广州恒达电子有限公司", short_name="恒达")
    books.customer("深圳市一诺科技有限公司", short_name="一诺科技")
    books.customer("佛山宏图印刷有限公司", rep="sun", short_name="宏图")
    books.customer("公司自用", rep="")
    books.product("HP-12A", name="HP 12A 硒鼓", aliases="12A")
    books.product("PP-70", name="A4复印纸 70克")
    books.product("PP-80", name="A4复印纸 80克")
    return books


def ask(books: Books, query: Callable[..., T], by: str = "li", **facts: Any) -> T:
    actor = books.who(by)
    return books.do(lambda session: query(session, by=actor, **facts))


def read(books: Books, text: str, by: str = "li", shelf: Shelf | None = None, habits: Habits | None = None) -> Reading:
    """Read a message as the conversation does."""
    kept = shelf or Shelf()
    number = EVERYBODY if books.who(by).sees_all else books.people[by]
    customer_stamp, product_stamp = kept.stamps(number)
    seen = ask(books, reading_books.look, by, customer_stamp=customer_stamp, product_stamp=product_stamp)
    kept.take_in(seen)
    while not kept.step(seen.scope):
        pass
    return kept.read(text, scope=seen.scope, at=NOW, by=by, habits=habits)


def understood(books: Books, text: str, by: str = "li", **kept: Any) -> Understood:
    return ask(books, reading_books.understood, by, reading=read(books, text, by, **kept))


def test_a_message_is_read_against_what_somebody_may_see(stocked: Books) -> None:
    assert read(stocked, "恒达 12A 20支").customer.value == "YW00-0001"
    assert read(stocked, "宏图 12A 20支").customer.value is None
    assert not read(stocked, "宏图 12A 20支").customer.choices
    assert read(stocked, "宏图 12A 20支", "sun").customer.value == "YW00-0003"
    assert read(stocked, "宏图 12A 20支", "zhang").customer.value == "YW00-0003"
    assert read(stocked, "宏图 12A 20支", "chen").customer.value is None


def test_nothing_is_read_again_where_nothing_changed(stocked: Books) -> None:
    kept = Shelf()
    read(stocked, "恒达", shelf=kept)
    customer_stamp, product_stamp = kept.stamps(stocked.people["li"])
    seen = ask(stocked, reading_books.look, customer_stamp=customer_stamp, product_stamp=product_stamp)
    assert (seen.customers, seen.products) == (None, None)
    kept.take_in(seen)
    assert kept.step(seen.scope)


def test_what_changes_in_the_books_changes_what_is_read(stocked: Books) -> None:
    kept = Shelf()
    assert read(stocked, "老恒 二号鼓 20支", shelf=kept).customer.value is None

    def change(session: Session) -> None:
        customer, product = session.get_one(Customer, 1), session.get_one(Product, 1)
        customer.aliases, customer.version = "老恒", 2
        product.aliases, product.version = "二号鼓", 2
        session.add_all([customer, product])

    stocked.do(change)
    reading = read(stocked, "老恒 二号鼓 20支", shelf=kept)
    assert (reading.customer.value, reading.lines[0].sku.value) == ("YW00-0001", "HP-12A")

    def leave(session: Session) -> None:
        session.get_one(Customer, 1).rep_id = stocked.people["sun"]
        session.get_one(Product, 1).active = False

    stocked.do(leave)
    reading = read(stocked, "老恒 二号鼓 20支", shelf=kept)
    assert reading.customer.value is None
    assert "HP-12A" not in str(reading)
    assert read(stocked, "老恒 二号鼓 20支", "sun", shelf=kept).customer.value == "YW00-0001"


def test_an_index_is_built_in_steps(stocked: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "STEP_S", 0.0)
    kept, li = Shelf(), stocked.people["li"]
    kept.take_in(ask(stocked, reading_books.look))
    assert not kept.step(li)
    monkeypatch.undo()
    assert kept.step(li)


def test_only_so_many_scopes_are_kept(stocked: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "MOST_SCOPES", 1)
    kept = Shelf()
    assert read(stocked, "恒达 12A 20支", shelf=kept).customer.value == "YW00-0001"
    assert read(stocked, "宏图 12A 20支", "sun", shelf=kept).customer.value == "YW00-0003"
    assert kept.stamps(stocked.people["li"])[0] == ()


def test_a_database_has_one_shelf(stocked: Books) -> None:
    assert shelf_of(stocked.db.engine.pool) is shelf_of(stocked.db.engine.pool)


def test_own_customers_come_first_for_who_sees_others_too(stocked: Books) -> None:
    stocked.do(lambda session: setattr(session.get_one(Customer, 4), "rep_id", stocked.people["wang"]))
    assert ask(stocked, reading_books.look, "li").own == frozenset()
    assert ask(stocked, reading_books.look, "chen").own == frozenset()

    def also_rep(session: Session) -> None:
        from models.people import PersonRole

        session.add(PersonRole(person_id=stocked.people["wang"], role="rep"))

    stocked.do(also_rep)
    assert ask(stocked, reading_books.look, "wang").own == {"YW00-0004"}


def test_what_a_customer_usually_buys_breaks_a_tie_and_is_marked(stocked: Books) -> None:
    said = understood(stocked, "恒达 A4纸 20支")
    assert [line["product_id"] for line in said["lines"]] == [None]
    assert said["lines"][0]["choices"] == [2, 3]
    stocked.place(stocked.draft(1, (3, "5", 1000)))
    habits = ask(stocked, reading_books.bought, code="YW00-0001")
    said = understood(stocked, "恒达 A4纸 20支", habits=habits)
    assert [(line["product_id"], line["tie"]) for line in said["lines"]] == [(3, "usual")]
    with pytest.raises(NotFound):
        ask(stocked, reading_books.bought, "sun", code="YW00-0001")
    with pytest.raises(NotFound):
        ask(stocked, reading_books.bought, code="YW00-9999")


def test_a_whole_message_is_a_draft_as_the_dialog_makes_it(stocked: Books) -> None:
    stocked.agreed(1, 1, 900)
    said = understood(stocked, "恒达 12A 20支 明天发申通 到付 28号前到 要签回单 A4纸80克 3支 15块")
    assert reading_books.still_asked(said) is None
    draft = ask(stocked, reading_books.drafted, said=said, today=TODAY)
    shown = [
        (line["product_id"], line["quantity"], line["unit_price_fen"], line["price_from"]) for line in draft["lines"]
    ]
    assert shown == [(1, "20", 900, "agreed"), (3, "3", 1500, "said")]
    number = stocked.place(draft)
    order = stocked.order(number)
    assert (order.courier, order.freight, order.receipt_back) == ("申通", "collect", True)
    assert (order.ship_on, order.arrive_by) == (date(2026, 11, 24), date(2026, 11, 28))
    assert order.said == said["said"]


def test_questions_come_in_a_clerks_order(stocked: Books) -> None:
    said = understood(stocked, "A4纸几支 12A 20箱 发顺丰 走物流")
    asked = []
    while (question := reading_books.still_asked(said)) is not None:
        asked.append((question.field, question.line))
        if question.field == "customer":
            said["customer_id"] = 1
        elif question.field in ("sku", "quantity", "unit"):
            said["lines"][question.line]["ask"].remove(question.field)
        else:
            said["ask"].remove(question.field)
    assert asked == [("customer", 0), ("sku", 0), ("quantity", 0), ("unit", 1), ("ship_via", 0)]


def test_another_way_leaves_the_usual_courier_behind(stocked: Books) -> None:
    stocked.place(stocked.draft(1, (1, "5", 1000), courier="顺丰", freight="collect"))
    usual = ask(stocked, reading_books.drafted, said=understood(stocked, "恒达 12A 20支"), today=TODAY)
    assert (usual["courier"], usual["freight"]) == ("顺丰", "collect")
    sent = ask(stocked, reading_books.drafted, said=understood(stocked, "恒达 12A 20支 走物流"), today=TODAY)
    assert (sent["ship_via"], sent["courier"], sent["freight"]) == ("freight", "", "")


def test_a_product_that_is_gone_meanwhile_is_not_ordered(stocked: Books) -> None:
    said = understood(stocked, "恒达 12A 20支")
    stocked.do(lambda session: setattr(session.get_one(Product, 1), "active", False))
    with pytest.raises(NotFound):
        ask(stocked, reading_books.drafted, said=said, today=TODAY)


def test_what_the_index_knows_and_the_books_do_not_is_asked(stocked: Books) -> None:
    reading = read(stocked, "恒达 12A 20支")
    said = ask(stocked, reading_books.understood, "sun", reading=reading)
    assert (said["customer_id"], said["customer_choices"]) == (None, [])
    stocked.do(lambda session: setattr(session.get_one(Product, 1), "active", False))
    line = ask(stocked, reading_books.understood, reading=reading)["lines"][0]
    assert (line["product_id"], line["choices"], line["ask"]) == (None, [], ["sku"])


def test_the_last_order_again(stocked: Books) -> None:
    said = understood(stocked, "恒达 老规矩 明天发")
    assert said["again"]
    assert ask(stocked, reading_books.against_last, said=said)["last"]["order_id"] is None
    number = stocked.place(stocked.draft(1, (1, "7", 1000)))
    said = ask(stocked, reading_books.against_last, said=said)
    draft, last = ask(stocked, reading_books.with_last_order, said=said, today=TODAY)
    assert (last.id, draft["ship_on"], draft["lines"][0]["quantity"]) == (number, "2026-11-24", "7")


def test_each_customers_part_names_the_others(stocked: Books) -> None:
    parts = read(stocked, "恒达 12A 20支，一诺科技 12A 5支").apart
    said = ask(stocked, reading_books.understood_parts, parts=parts)
    assert [(one["customer_id"], one["others"]) for one in said] == [(1, ["一诺科技"]), (2, ["恒达"])]
    assert understood(stocked, "恒达和一诺科技 12A 20支")["several"]


def test_a_sample_keeps_its_lines(stocked: Books) -> None:
    said = understood(stocked, "寄2支12A样品给恒达")
    assert said["kind"] == "sample"
    assert reading_books.sample_lines(said) == [{"product_id": 1, "quantity": "2"}]


def test_a_term_is_what_something_was_called_in_one_place(stocked: Books) -> None:
    said = understood(stocked, "恒达 二号粉 30支")
    assert said["lines"][0]["term"] == "二号粉"
    assert said["customer_term"] == "恒达"


def test_questions_are_answered_from_the_books(stocked: Books) -> None:
    assert ask(stocked, answers.last_order, customer_id=1) is None
    stocked.place(stocked.draft(1, (1, "7", 950)))
    (one,) = ask(stocked, answers.goods, today=TODAY, product_ids=[1, 99], customer_id=1)
    assert (one.price_fen, one.price_from, one.free, one.last_fen, one.last_on) == (
        1000, "list", Decimal(93), 950, TODAY,
    )  # fmt: skip
    (one,) = ask(stocked, answers.goods, today=TODAY, product_ids=[1])
    assert one.last_fen is None
    last = ask(stocked, answers.last_order, customer_id=1)
    assert last is not None
    assert [view.line.quantity for view in last.lines] == [7]
    for query in (answers.last_order, answers.goods):
        facts = {"today": TODAY, "product_ids": [1]} if query is answers.goods else {}
        with pytest.raises(NotFound):
            ask(stocked, query, "sun", customer_id=1, **facts)


def test_who_records_money_for_somebody(stocked: Books) -> None:
    assert ask(stocked, answers.recorders) == ["chen"]


def test_a_question_is_answered_with_the_orders_of_a_day(stocked: Books) -> None:
    ids = [stocked.place(stocked.draft(customer, (1, "2", 1000))) for customer in (1, 2)]
    assert [row.order.id for row in ask(stocked, answers.placed_on, day=TODAY)] == ids[::-1]
    assert ask(stocked, answers.placed_on, day=TODAY + timedelta(days=1)) == []
    assert ask(stocked, answers.placed_on, "sun", day=TODAY) == []

    def cancel(session: Session) -> None:
        session.get_one(Order, ids[0]).state = OrderState.CANCELLED

    stocked.do(cancel)
    assert [row.customer.short_name for row in ask(stocked, answers.placed_on, day=TODAY)] == ["一诺科技"]


def test_a_question_is_answered_with_what_a_customer_paid(stocked: Books) -> None:
    assert ask(stocked, answers.paid, customer_id=1, today=TODAY) == Paid(0, 0, ())

    def pay(session: Session) -> None:
        rows = [(100, 0, 1, "recorded"), (200, 3, 1, "confirmed"), (400, 40, 1, "recorded"), (800, 0, 1, "void"),
                (1600, 0, 2, "recorded")]  # fmt: skip
        for fen, days, customer, state in rows:
            on = TODAY - timedelta(days=days)
            facts = {"means": "cash", "recorded_at": NOW, "state": state, "received_on": on}
            session.add(Payment(number=f"SK{fen}", customer_id=customer, amount_fen=fen, **facts))

    stocked.do(pay)
    found = ask(stocked, answers.paid, customer_id=1, today=TODAY)
    assert (found.month_count, found.month_fen) == (2, 300)
    assert [one.amount_fen for one in found.last] == [100, 200, 400]
    assert len(ask(stocked, answers.paid, customer_id=1, today=TODAY, most=1).last) == 1
    with pytest.raises(NotFound):
        ask(stocked, answers.paid, "sun", customer_id=1, today=TODAY)


def test_the_day_it_must_be_there_is_a_part_of_what_is_agreed_to(stocked: Books) -> None:
    number = stocked.place(stocked.draft(1, (1, "7", 1000), said="abc"))
    before = stocked.order(number).content
    li = stocked.who("li")

    def edit(**changed: Any) -> str:
        def work(session: Session) -> int:
            draft = orders.draft_of(session, by=li, order_id=number)
            return orders.edit(session, by=li, now=NOW, order_id=number, draft={**draft, **changed})

        stocked.do(work)
        return stocked.order(number).content

    assert edit(said="something else") == before
    assert edit(arrive_by="2026-11-20") != before
    assert stocked.order(number).arrive_by == date(2026, 11, 20)
    again = stocked.do(lambda session: orders.copy(session, by=li, order_id=number, today=TODAY))
    assert (again["arrive_by"], again["said"]) == ("", "")


def test_goods_that_leave_after_they_must_be_there_are_found(stocked: Books) -> None:
    checks = stocked.check(stocked.draft(1, (1, "7", 1000), ship_on="2026-11-26", arrive_by="2026-11-25"))
    assert "ship-too-late" in {finding.kind for finding in checks.findings}
    checks = stocked.check(stocked.draft(1, (1, "7", 1000), ship_on="2026-11-25", arrive_by="2026-11-25"))
    assert "ship-too-late" not in {finding.kind for finding in checks.findings}


def test_what_is_said_beside_goods_goes_into_the_address_and_the_note(stocked: Books) -> None:
    def drafted(text: str, **more: Any) -> dict[str, Any]:
        said = understood(stocked, text)
        said["terms"].update(more)
        return ask(stocked, reading_books.drafted, said=said, today=TODAY)

    draft = drafted("恒达 12A 20支 送到白云区石井路5号 附送货单 PO 778812")
    assert (draft["address"], draft["note"]) == ("白云区石井路5号", "附送货单；PO 778812")
    draft = drafted("恒达 12A 20支 送到天河路1号")
    assert (draft["address"], draft["note"]) == ("天河路1号", "")
    draft = drafted("恒达 12A 20支 自提 送到白云区石井路5号")
    assert (draft["address"], draft["note"]) == ("天河路1号", "白云区石井路5号")
    draft = drafted("恒达 12A 20支 送到白云区石井路5号 附送货单", address="龙口西路11号", note="附送货单，急")
    assert (draft["address"], draft["note"]) == ("龙口西路11号", "附送货单，急")


def test_a_sample_takes_purpose_and_address_from_the_message(stocked: Books) -> None:
    usual = ask(stocked, orders.begun, customer_id=1)
    draft = reading_books.sample_draft(understood(stocked, "寄2支12A样品给恒达 试试质量 寄到华强北 附检测报告"), usual)
    assert draft["told"] == {"purpose": "试试质量；附检测报告", "address": "华强北"}
    assert (draft["purpose"], draft["address"]) == ("试试质量；附检测报告", "华强北")
    draft = reading_books.sample_draft(understood(stocked, "寄2支12A样品给恒达 附检测报告"), usual)
    assert (draft["purpose"], draft["address"], draft["besides"]) == ("", "天河路1号", "附检测报告")

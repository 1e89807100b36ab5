"""Approvals and cancellations: who decides, on what exactly, and what the others learn."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlmodel import Session

from models import figures, journal, orders
from models.database import Database
from models.orders import OrderState
from models.people import PersonRole, Role
from models.refusals import NotAllowed, NotFound, NotUnderstood, Outdated
from tests.models.order_books import NOW, Books, hired, open_books


@pytest.fixture
def books(db: Database) -> Books:
    return open_books(db)


def cheap(books: Books, by: str = "li", **customer: Any) -> tuple[int, orders.Approval]:
    """An order under the floor price, and the approval it waits for."""
    pen = books.product()
    order_id = books.place(books.draft(books.customer(**customer), (pen, "10", 700)), by=by)
    return order_id, books.approvals(order_id)[0]


def make(books: Books, name: str, *roles: Role) -> None:
    """Give somebody other roles."""

    def work(session: Session) -> None:
        for role in Role:
            row = session.get(PersonRole, (books.people[name], role.value))
            if row is not None and role not in roles:
                session.delete(row)
            if row is None and role in roles:
                session.add(PersonRole(person_id=books.people[name], role=role.value))

    books.do(work)


def test_the_reps_manager_is_asked_and_the_boss_for_credit(books: Books) -> None:
    order_id, _ = cheap(books, terms_approved=False)
    assert [approval.kind for approval in books.approvals(order_id)] == ["floor", "credit"]
    assert books.letters("approval-wanted") == ["wang", "zhang"]
    assert books.letters("order-placed") == []


def test_both_have_to_agree_before_it_ships(books: Books) -> None:
    order_id, floor = cheap(books, terms_approved=False)
    done = books.decide("wang", floor.id)
    assert (done["state"], done["waiting"], done["number"]) == ("waiting", 1, "DD20261123-001")
    done = books.decide("zhang", books.approvals(order_id)[1].id)
    assert (done["state"], done["waiting"]) == ("open", 0)
    assert books.letters("order-placed") == ["chen"]
    assert books.letters("order-decided") == ["li", "li"]


def test_an_order_has_its_days_from_the_last_agreement_on(books: Books) -> None:
    order_id, floor = cheap(books, terms_approved=False)
    boss, wang = books.approvals(order_id)[1].id, books.who("wang")
    books.decide("zhang", boss)
    assert books.order(order_id).released_at is None
    later = NOW + timedelta(days=2)
    books.do(lambda s: orders.decide(s, by=wang, now=later, approval_id=floor.id, approve=True))
    order = books.order(order_id)
    assert order.released_at == later
    assert (order.ship_on, order.due_on) == (NOW.date(), later.date())
    draft = books.draft(order.customer_id, (books.product("P2"), "1", 1000), settlement="cash")
    li = books.who("li")
    books.do(lambda s: orders.edit(s, by=li, now=later + timedelta(days=1), order_id=order_id, draft=draft))
    order = books.order(order_id)  # it could ship before and still can
    assert order.released_at == later
    assert order.due_on == order.ship_on == (later + timedelta(days=1)).date()


def test_an_order_agreed_to_in_time_keeps_its_day_and_one_that_needs_nobody_any_more_is_free_from_then(
    books: Books,
) -> None:
    order_id, floor = cheap(books)
    books.decide("wang", floor.id)
    assert (books.order(order_id).released_at, books.order(order_id).ship_by) == (NOW, None)
    other = books.place(books.draft(books.order(order_id).customer_id, (books.product("P2"), "1", 700)))
    assert books.order(other).released_at is None
    li, later = books.who("li"), NOW + timedelta(days=1)
    dearer = books.draft(books.order(order_id).customer_id, (books.product("P3"), "1", 1000))
    books.do(lambda s: orders.edit(s, by=li, now=later, order_id=other, draft=dearer))
    assert books.order(other).released_at == later
    free = books.place(dearer)
    assert books.order(free).released_at is None


def test_a_refusal_needs_a_reason_and_ends_the_other_question(books: Books) -> None:
    order_id, floor = cheap(books, terms_approved=False)
    with pytest.raises(orders.RefusalNeedsReason):
        books.decide("wang", floor.id, approve=False, reason="  ")
    with pytest.raises(orders.OrderTextTooLong):
        books.decide("wang", floor.id, approve=False, reason="长" * 501)
    books.decide("wang", floor.id, approve=False, reason="太低")
    assert books.order(order_id).state == OrderState.REFUSED
    assert [approval.state for approval in books.approvals(order_id)] == ["refused", "void"]
    with pytest.raises(Outdated):
        books.decide("zhang", books.approvals(order_id)[1].id)


def test_the_boss_may_do_a_managers_work_but_not_the_other_way_round(books: Books) -> None:
    order_id, floor = cheap(books, terms_approved=False)
    with pytest.raises(NotAllowed):
        books.decide("wang", books.approvals(order_id)[1].id)
    assert books.decide("zhang", floor.id)["waiting"] == 1


def test_two_at_once_decide_once_and_the_second_learns_who(books: Books) -> None:
    _, floor = cheap(books)
    books.decide("wang", floor.id)
    with pytest.raises(orders.AlreadyDecided) as refused:
        books.decide("zhang", floor.id, approve=False, reason="不行")
    assert refused.value.facts == {"who": "wang", "answer": "approved"}


def test_another_teams_manager_a_rep_and_a_demoted_manager_decide_nothing(books: Books) -> None:
    _, floor = cheap(books)
    with pytest.raises(NotFound):
        books.decide("zhao", floor.id)
    with pytest.raises(NotAllowed):
        books.decide("li", floor.id)
    make(books, "wang", Role.REP)
    with pytest.raises(NotAllowed):
        books.decide("wang", floor.id)


def test_an_approval_that_does_not_exist_is_not_found(books: Books) -> None:
    with pytest.raises(NotFound):
        books.decide("wang", 999)


def test_nobody_decides_on_their_own_order(books: Books) -> None:
    make(books, "wang", Role.MANAGER, Role.REP)
    _, placed_by_wang = cheap(books, by="wang")
    assert books.letters("approval-wanted") == ["zhang"]
    with pytest.raises(orders.OwnOrder):
        books.decide("wang", placed_by_wang.id)
    pen = books.product("P7")
    of_wang = books.place(books.draft(books.customer("自己", rep="wang"), (pen, "1", 700)), by="zhang")
    with pytest.raises(orders.OwnOrder):
        books.decide("wang", books.approvals(of_wang)[0].id)


def test_a_manager_who_may_not_see_the_customer_is_not_asked(books: Books) -> None:
    def without_manager(session: Session) -> None:
        from models.people import Person

        li = session.get_one(Person, books.people["li"])
        li.manager_id = None
        session.add(li)

    books.do(without_manager)
    cheap(books)
    assert books.letters("approval-wanted") == ["zhang"]


def test_an_edit_voids_what_was_approved_and_asks_again(books: Books) -> None:
    order_id, floor = cheap(books)
    books.decide("wang", floor.id)
    draft = books.do(lambda s: orders.draft_of(s, by=books.who("li"), order_id=order_id))
    dearer = {**draft, "lines": [{**draft["lines"][0], "quantity": "11"}]}
    books.do(lambda s: orders.edit(s, by=books.who("li"), now=NOW, order_id=order_id, draft=dearer))
    assert [approval.state for approval in books.approvals(order_id)] == ["void", "waiting"]
    assert books.order(order_id).state == OrderState.WAITING
    with pytest.raises(Outdated):
        books.decide("wang", floor.id)
    # Going back to what was once approved asks anew: what was voided stays void.
    books.do(lambda s: orders.edit(s, by=books.who("li"), now=NOW, order_id=order_id, draft=draft))
    assert [approval.state for approval in books.approvals(order_id)] == ["void", "void", "waiting"]


def test_the_list_of_what_waits_shows_only_what_one_may_decide(books: Books) -> None:
    order_id, floor = cheap(books, terms_approved=False)

    def waits(name: str) -> list[str]:
        page = books.do(lambda s: orders.waiting_for(s, by=books.who(name)))
        assert all(row.asked_by == "li" and row.customer.name == "恒达" for row in page.items)
        return [row.approval.kind for row in page.items]

    assert (waits("wang"), waits("zhang"), waits("zhao")) == (["floor"], ["floor", "credit"], [])
    books.decide("wang", floor.id)
    assert (waits("wang"), waits("zhang")) == ([], ["credit"])
    with pytest.raises(NotAllowed):
        waits("li")
    looks = books.do(lambda s: orders.approvals_of(s, order_id))
    assert [(approval.state, who) for approval, who in looks] == [("approved", "wang"), ("waiting", "")]


def test_a_button_is_shown_to_whom_it_serves(books: Books) -> None:
    order_id, floor = cheap(books)
    order = books.order(order_id)

    def may(name: str) -> bool:
        return books.do(lambda s: orders.may_decide(s, floor, order, books.who(name)))

    assert (may("wang"), may("zhang"), may("li"), may("chen")) == (True, True, False, False)


def test_the_reasons_are_looked_up_again_as_the_books_are_now(books: Books) -> None:
    hired(books, "li", 30)
    order_id, _ = cheap(books)
    found = books.do(lambda s: orders.recheck(s, s.get_one(orders.Order, order_id), now=NOW))
    assert [finding.kind for finding in found] == ["floor", "sign-off"]


def test_an_order_of_imported_books_can_be_edited_too(books: Books) -> None:
    order_id, _ = cheap(books)

    def work(session: Session) -> None:
        order = session.get_one(orders.Order, order_id)
        order.content = "from before"
        session.add(order)

    books.do(work)
    draft = books.do(lambda s: orders.draft_of(s, by=books.who("li"), order_id=order_id))
    books.do(lambda s: orders.edit(s, by=books.who("li"), now=NOW, order_id=order_id, draft=draft))
    assert books.order(order_id).content.endswith(".2")


# --- notes and cancellations ---


def ordered(books: Books) -> int:
    return books.place(books.draft(books.customer(), (books.product(), "10", 1000)))


def test_a_note_is_in_the_story_and_touches_nothing(books: Books) -> None:
    order_id = ordered(books)
    books.do(lambda s: orders.add_note(s, by=books.who("chen"), now=NOW, order_id=order_id, text=" 客户要红色 "))
    story = books.do(lambda s: orders.timeline(s, by=books.who("li"), order_id=order_id))
    assert [(entry.action, entry.who) for entry in story] == [("order-placed", "li"), ("order-note", "chen")]
    assert story[1].facts == {"note": "客户要红色"}
    assert books.order(order_id).version == 1
    for text, refusal in (("  ", NotUnderstood), ("长" * 2001, orders.OrderTextTooLong)):
        with pytest.raises(refusal):
            books.do(lambda s, t=text: orders.add_note(s, by=books.who("li"), now=NOW, order_id=order_id, text=t))


def again(books: Books, order_id: int) -> orders.AgreedBefore | None:
    """What was agreed to of the price before the order was changed."""
    return books.do(lambda s: orders.agreed_before(s, s.get_one(orders.Order, order_id), "floor"))


def test_what_was_agreed_to_before_a_change_is_told_with_what_is_another(books: Books) -> None:
    pen, book, cap = books.product(), books.product("P2"), books.product("P3")
    customer = books.customer()
    order_id = books.place(books.draft(customer, (pen, "10", 700), (book, "5", 1000)))
    assert again(books, order_id) is None
    books.decide("wang", books.approvals(order_id)[0].id)
    assert again(books, order_id) is None, "it holds still"
    for lines, settlement in (
        (((pen, "10", 700), (book, "5", 1000)), "cod"),
        (((pen, "10", 700), (pen, "20", 700), (cap, "2.5", 1000)), "cod"),
    ):
        draft = books.draft(customer, *lines, settlement=settlement)
        books.do(lambda s, draft=draft: orders.edit(s, by=books.who("li"), now=NOW, order_id=order_id, draft=draft))
    before = again(books, order_id)
    assert before is not None
    assert (before.who, before.at, before.total_fen, before.settlement) == ("wang", NOW, 12000, "monthly")
    assert [(line.product.id, line.was, line.now) for line in before.lines] == [
        (pen, (Decimal(10), 700), (Decimal(30), 700)),
        (book, (Decimal(5), 1000), None),
        (cap, None, (Decimal("2.5"), 1000)),
    ]
    kinds = books.do(lambda s: orders.agreed_before(s, s.get_one(orders.Order, order_id), "credit"))
    assert kinds is None


def test_a_change_written_down_before_its_contents_were_kept_tells_only_the_sum(books: Books) -> None:
    order_id, approval = cheap(books)
    books.decide("wang", approval.id)
    books.do(lambda s: journal.note(s, "order", order_id, "order-edited", by=books.who("li"), now=NOW, before_fen=910))
    before = again(books, order_id)
    assert before is not None
    assert (before.total_fen, before.lines, before.settlement) == (910, (), "")


def ask(books: Books, order_id: int, by: str = "li") -> None:
    books.do(lambda s: orders.ask_cancel(s, by=books.who(by), now=NOW, order_id=order_id, reason="客户不要了"))


def test_a_cancellation_is_asked_for_and_the_assistants_decide(books: Books) -> None:
    order_id = ordered(books)
    with pytest.raises(NotAllowed):
        ask(books, order_id, by="chen")
    ask(books, order_id)
    assert books.letters("cancel-asked") == ["chen"]
    with pytest.raises(orders.CancellationAsked):
        ask(books, order_id)
    with pytest.raises(NotAllowed):
        books.do(lambda s: orders.cancel(s, by=books.who("li"), now=NOW, order_id=order_id))
    with pytest.raises(Outdated):
        books.do(lambda s: orders.cancel(s, by=books.who("chen"), now=NOW, order_id=order_id, version=1))
    books.do(lambda s: orders.cancel(s, by=books.who("chen"), now=NOW, order_id=order_id, version=2))
    order = books.order(order_id)
    assert (order.state, order.cancel_reason, order.cancel_asked_at) == (OrderState.CANCELLED, "客户不要了", None)
    assert books.letters("cancel-answered") == ["li"]
    with pytest.raises(orders.OrderCancelled):
        ask(books, order_id)


def test_a_cancellation_can_be_turned_down(books: Books) -> None:
    order_id = ordered(books)
    keep = lambda s: orders.keep(s, by=books.who("wang"), now=NOW, order_id=order_id)  # noqa: E731
    with pytest.raises(Outdated):
        books.do(keep)
    ask(books, order_id)
    books.do(keep)
    order = books.order(order_id)
    assert (order.state, order.cancel_asked_at) == (OrderState.OPEN, None)
    assert books.letters("cancel-answered") == ["li"]


def test_a_cancellation_is_taken_back_by_who_may_ask_for_one(books: Books) -> None:
    order_id = ordered(books)
    back = lambda name: books.do(  # noqa: E731
        lambda s: orders.take_back(s, by=books.who(name), now=NOW, order_id=order_id)
    )
    with pytest.raises(Outdated):
        back("li")
    ask(books, order_id)
    with pytest.raises(NotAllowed):
        back("chen")
    back("li")
    order = books.order(order_id)
    assert (order.state, order.cancel_asked_at, order.cancel_reason) == (OrderState.OPEN, None, "")
    assert books.letters("cancel-taken-back") == ["chen"]
    story = books.do(lambda s: orders.timeline(s, by=books.who("li"), order_id=order_id))
    assert story[-1].action == "order-cancel-taken-back"
    ask(books, order_id)
    books.do(lambda s: orders.cancel(s, by=books.who("chen"), now=NOW, order_id=order_id))
    with pytest.raises(orders.OrderCancelled):
        back("li")


def test_who_is_both_rep_and_assistant_is_not_written_to_by_themselves(books: Books) -> None:
    make(books, "chen", Role.REP, Role.ASSISTANT)
    order_id = ordered(books)
    ask(books, order_id, by="chen")
    assert books.letters("cancel-asked") == []


def test_what_left_stays_when_the_rest_is_cancelled(books: Books) -> None:
    from tests.models.test_orders import ship

    order_id = ordered(books)
    ship(books, order_id, "4")
    books.do(lambda s: orders.cancel(s, by=books.who("chen"), now=NOW, order_id=order_id, reason="够了"))
    story = books.do(lambda s: orders.timeline(s, by=books.who("li"), order_id=order_id))
    assert story[-1].action == "order-rest-cancelled"
    order = books.order(order_id)
    assert (order.state, order.total_fen, order.cancel_reason) == (OrderState.SHIPPED, 4000, "够了")
    assert orders.rest_cancelled(order, books.do(lambda s: orders.lines_of(s, order_id)))
    today = books.do(lambda s: figures.standing(s, by=books.who("zhang"), now=NOW)).today
    assert (today.count, today.amount_fen) == (1, 4000)
    with pytest.raises(orders.AlreadyShipped):
        books.do(lambda s: orders.cancel(s, by=books.who("chen"), now=NOW, order_id=order_id, reason="again"))
    (line,) = books.do(lambda s: orders.lines_of(s, order_id))
    assert line.line.shipped == 4
    whole = books.place(books.draft(books.order(order_id).customer_id, (line.product.id, "1", 1000)))
    ship(books, whole)
    with pytest.raises(orders.AlreadyShipped):
        ask(books, whole)


def test_a_cancelled_order_asks_nobody_any_more(books: Books) -> None:
    order_id, floor = cheap(books)
    books.do(lambda s: orders.cancel(s, by=books.who("chen"), now=NOW, order_id=order_id, reason="不要了"))
    with pytest.raises(Outdated):
        books.decide("wang", floor.id)

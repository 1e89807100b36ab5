"""The customers' ledger: codes, claims, edits, credit terms."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session

from models import customer_view, customers
from models.contacts import NotAPhone, city_in, read_phone
from models.customers import (
    AlreadyACustomer,
    AlreadyYours,
    Customer,
    NameMissing,
    NotAskedAnyMore,
    TextTooLong,
)
from models.database import Database
from models.journal import history
from models.letters import Letter
from models.people import Assistance, Role
from models.provinces import UnknownProvince, common, province_in, province_name, read_province
from models.receivables import Receivable
from models.refusals import NotAllowed, NotFound
from models.reminders import ReminderAnswer, Told
from models.terms import UnknownTerms
from tests.models.team_books import NOW, customer, person, told


def test_codes_run_on_per_kind_after_the_highest_in_the_books(db: Database) -> None:
    def work(s: Session) -> None:
        boss, li = person(s, "周总", Role.BOSS), person(s, "李伟", Role.REP)
        customer(s, "旧客户", code="YW00-0041")
        customer(s, "手写编号", code="YW00-ABC")

        def code(**facts: str) -> str:
            number = customers.add(s, by=boss if facts else li, now=NOW, name=f"新{len(told(s, 'x'))}{facts}", **facts)
            return s.get_one(Customer, number).code

        assert code() == "YW00-0042"
        assert code(kind="GS") == "GS00-0001"
        assert code(kind="KD") == "KD00-0001"
        assert code(kind="?") == "GS00-0002"
        customer(s, "最后一个", code="YW00-9999")
        made = customers.add(s, by=li, now=NOW, name="再来")
        assert s.get_one(Customer, made).code == "YW00-10000"

    db.write_now(work)


def test_credit_of_a_new_customer_waits_for_the_boss_unless_the_boss_adds_it(db: Database) -> None:
    def work(s: Session) -> None:
        boss, li = person(s, "周总", Role.BOSS), person(s, "李伟", Role.REP)
        mine = s.get_one(Customer, customers.add(s, by=li, now=NOW, name="甲", terms="月结"))
        assert (mine.terms, mine.terms_approved, mine.asked_terms) == ("shipment+eom", False, "shipment+eom")
        assert told(s, "terms-wanted") == ["周总"]
        his = s.get_one(Customer, customers.add(s, by=boss, now=NOW, name="乙", terms="月结"))
        assert (his.terms_approved, his.asked_terms) == (True, "")
        cash = s.get_one(Customer, customers.add(s, by=li, now=NOW, name="丙", terms="现结"))
        assert (cash.terms, cash.asked_terms) == ("cash", "")

    db.write_now(work)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"name": " … "}, NameMissing),
        ({"name": "长" * 201}, TextTooLong),
        ({"name": "甲", "address": "长" * 501}, TextTooLong),
        ({"name": "甲", "terms": "随便"}, UnknownTerms),
        ({"name": "甲", "rep_id": 999}, NotAllowed),
    ],
)
def test_what_cannot_be_a_customer_is_not_added(db: Database, facts: dict[str, str], refusal: type[Exception]) -> None:
    def work(s: Session) -> None:
        with pytest.raises(refusal):
            customers.add(s, by=person(s, "李伟", Role.REP), now=NOW, **facts)  # type: ignore[arg-type]

    db.write_now(work)


def test_the_warehouse_adds_no_customers_and_claims_none(db: Database) -> None:
    def work(s: Session) -> None:
        store = person(s, "老何", Role.WAREHOUSE)
        with pytest.raises(NotAllowed):
            customers.add(s, by=store, now=NOW, name="甲")
        with pytest.raises(NotAllowed):
            customers.report_claim(s, by=store, now=NOW, name="甲")

    db.write_now(work)


def test_each_adds_customers_only_for_those_they_work_with(db: Database) -> None:
    def work(s: Session) -> None:
        boss, wang = person(s, "周总", Role.BOSS), person(s, "王经理", Role.MANAGER)
        li, zhang = person(s, "李伟", Role.REP, manager=wang), person(s, "张敏", Role.REP)
        chen = person(s, "小陈", Role.ASSISTANT)
        s.add(Assistance(assistant_id=chen.id, rep_id=zhang.id))
        s.flush()
        house = {None}
        assert set(customers.owners(s, by=li)) == {li.id}
        assert set(customers.owners(s, by=chen)) == {zhang.id} | house
        assert set(customers.owners(s, by=wang)) == {li.id} | house
        assert set(customers.owners(s, by=boss)) == {li.id, zhang.id} | house

    db.write_now(work)


def test_a_claim_on_a_known_customer_is_refused_and_told_to_both_managers_once_a_day(db: Database) -> None:
    def work(s: Session) -> None:
        wang, zhao = person(s, "王经理", Role.MANAGER), person(s, "赵经理", Role.MANAGER)
        li, zhang = person(s, "李伟", Role.REP, manager=wang), person(s, "张敏", Role.REP, manager=zhao)
        mine = customer(s, "恒达电子", li, aliases="老恒|HD")
        for name in ("恒达电子", "ＨＤ", " 恒达 电子"):
            with pytest.raises(AlreadyACustomer):
                customers.add(s, by=zhang, now=NOW, name=name)
            with pytest.raises(AlreadyYours):
                customers.check_new(s, by=li, name=name)
        for _again in range(2):
            assert customers.report_claim(s, by=zhang, now=NOW, name="恒达电子") == 2
        assert told(s, "customer-claimed") == ["王经理", "赵经理"]
        customers.report_claim(s, by=zhang, now=NOW + timedelta(days=1), name="恒达电子")
        assert len(told(s, "customer-claimed")) == 4
        assert customers.report_claim(s, by=zhang, now=NOW, name="没有的") == 0
        assert {entry.action for entry in history(s, "customer", mine.id)} == {"customer-claimed"}

    db.write_now(work)


def test_an_edit_is_written_down_once_and_only_what_may_be_edited(db: Database) -> None:
    def work(s: Session) -> None:
        li, zhang = person(s, "李伟", Role.REP), person(s, "张敏", Role.REP)
        mine = customer(s, "恒达", li, phone="1")
        for _again in range(2):
            customers.edit(s, by=li, now=NOW, customer_id=mine.id, field="phone", value=" 139 ")
        assert (mine.phone, mine.version) == ("139", 2)
        assert [entry.who for entry in customer_view.story(s, by=li, customer_id=mine.id)] == ["李伟"]
        with pytest.raises(NotAllowed):
            customers.edit(s, by=li, now=NOW, customer_id=mine.id, field="terms_approved", value="1")
        with pytest.raises(NotFound):
            customers.edit(s, by=zhang, now=NOW, customer_id=mine.id, field="phone", value="1")
        with pytest.raises(NotFound):
            customer_view.story(s, by=zhang, customer_id=mine.id)

    db.write_now(work)


def test_a_touch_never_goes_back_in_time(db: Database) -> None:
    def work(s: Session) -> None:
        mine = customer(s, "恒达")
        for moment in (NOW, NOW - timedelta(days=1)):
            customers.touch(s, mine.id, moment)
        assert mine.last_used_at == NOW

    db.write_now(work)


def test_stricter_terms_hold_at_once_and_credit_when_the_boss_agreed(db: Database) -> None:
    def work(s: Session) -> None:
        boss, li = person(s, "周总", Role.BOSS), person(s, "李伟", Role.REP)
        mine = customer(s, "恒达", li, terms="shipment+30d", terms_approved=True)

        def ask(terms: str) -> bool:
            return customers.set_terms(s, by=li, now=NOW, customer_id=mine.id, terms=terms)

        assert ask("月结60天") is False
        assert (mine.terms, mine.asked_terms) == ("shipment+30d", "shipment+eom+60d")
        assert ask("net 30") is True
        assert mine.asked_terms == ""
        assert ask("月结") is False
        with pytest.raises(NotAskedAnyMore):
            customers.decide_terms(s, by=boss, now=NOW, customer_id=mine.id, terms="shipment+eom+60d", approve=True)
        assert customers.decide_terms(s, by=boss, now=NOW, customer_id=mine.id, terms="shipment+eom", approve=True)
        assert (mine.terms, mine.terms_approved) == ("shipment+eom", True)
        assert told(s, "terms-decided") == ["李伟"]
        assert ask("款到发货") is True
        assert (mine.terms, mine.terms_approved) == ("prepay", False)

    db.write_now(work)


def test_refused_terms_leave_what_held_before(db: Database) -> None:
    def work(s: Session) -> None:
        boss, li = person(s, "周总", Role.BOSS), person(s, "李伟", Role.REP)
        held = customer(s, "有账期", li, terms="shipment+30d", terms_approved=True)
        customers.set_terms(s, by=li, now=NOW, customer_id=held.id, terms="月结")
        assert not customers.decide_terms(s, by=boss, now=NOW, customer_id=held.id, terms="shipment+eom", approve=False)
        assert (held.terms, held.terms_approved, held.asked_terms) == ("shipment+30d", True, "")
        new = s.get_one(Customer, customers.add(s, by=li, now=NOW, name="新客户", terms="月结"))
        customers.decide_terms(s, by=boss, now=NOW, customer_id=new.id, terms="shipment+eom", approve=False)
        assert (new.terms, new.terms_approved) == ("prepay", False)

    db.write_now(work)


def test_a_boss_who_asked_before_and_agrees_now_gets_no_letter_of_their_own(db: Database) -> None:
    def work(s: Session) -> None:
        boss = person(s, "周总", Role.BOSS)
        mine = customer(s, "恒达", asked_terms="shipment+eom", asked_by=boss.id)
        customers.decide_terms(s, by=boss, now=NOW, customer_id=mine.id, terms="shipment+eom", approve=True)
        assert told(s, "terms-decided") == []

    db.write_now(work)


def test_an_untold_customer_has_no_last_reminder_and_the_house_no_rep(db: Database) -> None:
    def work(s: Session) -> None:
        boss = person(s, "周总", Role.BOSS)
        seen = customer_view.view(s, by=boss, customer_id=customer(s, "恒达").id, today=date(2026, 11, 23))
        assert (seen.reminded, seen.rep, seen.owed_fen, seen.open_orders) == (None, "", 0, 0)

    db.write_now(work)


def test_the_last_reminder_comes_with_the_last_answer_to_the_same_document(db: Database) -> None:
    def work(s: Session) -> None:
        boss, chen = person(s, "周总", Role.BOSS), person(s, "小陈", Role.ASSISTANT)
        mine, today = customer(s, "恒达"), date(2026, 11, 23)
        claims = [
            Receivable(number=number, customer_id=mine.id, amount_fen=5, arose_on=today, due_on=today, created_at=NOW)
            for number in ("CK-1", "CK-2")
        ]
        letter = Letter(
            kind="payment_overdue", subject="x", recipient_id=chen.id, occasion="x", not_before=NOW, created_at=NOW
        )
        s.add_all([*claims, letter])
        s.flush()
        for claim in claims:
            s.add(
                Told(
                    rule="payment_overdue", subject="receivable", subject_id=claim.id, person_id=chen.id, occasion="x",
                    letter_id=letter.id, told_at=NOW,
                )
            )  # fmt: skip
            s.flush()

        def last() -> customer_view.Reminded:
            seen = customer_view.view(s, by=boss, customer_id=mine.id, today=today)
            assert seen.reminded is not None
            return seen.reminded

        assert (last().number, last().told, last().answer) == ("CK-2", "小陈", "")
        for which, answer in ((1, "chased"), (1, "promised"), (0, "paid")):
            s.add(
                ReminderAnswer(
                    rule="payment_overdue", subject="receivable", subject_id=claims[which].id, answer=answer,
                    by=chen.id, at=NOW,
                )
            )  # fmt: skip
            s.flush()
        assert (last().number, last().answer, last().answered_by) == ("CK-2", "promised", "小陈")

    db.write_now(work)


def test_a_manager_sees_the_teams_customers_and_the_houses(db: Database) -> None:
    def work(s: Session) -> None:
        wang = person(s, "王经理", Role.MANAGER)
        li, zhang = person(s, "李伟", Role.REP, manager=wang), person(s, "张敏", Role.REP)
        for seen in (customer(s, "甲", li), customer(s, "乙")):
            assert customers.get(s, seen.id, by=wang) is seen
        with pytest.raises(NotFound):
            customers.get(s, customer(s, "丙", zhang).id, by=wang)

    db.write_now(work)


def test_a_customer_is_shown_by_the_short_name_and_its_terms_are_data(db: Database) -> None:
    def work(s: Session) -> None:
        li = person(s, "李伟", Role.REP)
        mine = customer(s, "恒达电子", li, short_name="恒达", terms="月结30天")
        assert (customers.get(s, mine.id, by=li).shown, mine.agreed_terms.days) == ("恒达", 30)

    db.write_now(work)


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("广东", "广东"), ("广东省", "广东"), (" 广东 省 ", "广东"), ("Guangdong", "广东"), ("guang dong", "广东"),
        ("上海市", "上海"), ("广西壮族自治区", "广西"), ("内蒙古自治区", "内蒙古"), ("Hong Kong", "香港"),
        ("Shaanxi province", "陕西"),
        ("abroad", "境外"), ("海外", "境外"), ("香港特别行政区", "香港"),
    ],
)  # fmt: skip
def test_provinces_are_read_as_people_write_them(said: str, read: str) -> None:
    assert read_province(said) == read


@pytest.mark.parametrize("said", ["", "火星", "省", "广", "广东佛山", "<b>"])
def test_what_is_no_province_is_refused(said: str) -> None:
    with pytest.raises(UnknownProvince):
        read_province(said)


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("澳门新口岸宋玉生广场1号", "澳门"),
        ("中国 内蒙古自治区呼和浩特市1号", "内蒙古"),
        ("广东省佛山市顺德区容桂大道8号", "广东"),
        ("Unit 5, 88 Queen's Road, Hong Kong", "香港"),
        ("12 Rua X, Macao SAR", "澳门"),
        ("1 Long St, Guangdong Province 510000, China", "广东"),
        ("北京路12号", ""),
        ("上海南路3号", ""),
        ("海南大道1号", ""),
        ("5 Beijing Road, Guangzhou", ""),
        ("佛山市顺德区", ""),
        ("", ""),
    ],
)
def test_an_address_may_name_its_province(address: str, named: str) -> None:
    assert province_in(address) == named


def test_provinces_are_shown_in_the_readers_language_the_home_province_first() -> None:
    assert province_name("广东", "zh") == "广东"
    assert province_name("广东", "en") == "Guangdong"
    assert province_name("别的", "en") == "别的"
    assert common("四川")[0] == "四川"
    assert len(common("广东")) == len(set(common("广东"))) == 8


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("１３８００１３８０００", "13800138000"),
        ("0757-2222 1111转8", "0757-2222 1111转8"),
        ("+86 138 0013 8000", "+86 138 0013 8000"),
        ("13800138000/0757-22221111", "13800138000/0757-22221111"),
        ("(020)12345678", "(020)12345678"),
        ("打给小陈", None),
        ("----1", None),
        ("1 2 3 4 -", None),
        ("1" * 100, None),
        ("", None),
    ],
)
def test_telephone_numbers_are_read_as_they_are_written(said: str, read: str | None) -> None:
    if read is None:
        with pytest.raises(NotAPhone):
            read_phone(said)
    else:
        assert read_phone(said) == read


@pytest.mark.parametrize(
    ("address", "city"),
    [
        ("佛山市顺德区容桂大道8号", "佛山"),
        ("广东省佛山市顺德区", "佛山"),
        ("浙江省 杭州市西湖区", "杭州"),
        ("杭州西湖区", "杭州"),
        ("上海市浦东新区", "上海"),
        ("内蒙古自治区包头市", "包头"),
        ("天河路1号", ""),
        ("", ""),
    ],
)
def test_the_city_is_what_an_address_begins_with(address: str, city: str) -> None:
    assert city_in(address) == city

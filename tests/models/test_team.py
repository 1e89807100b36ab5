"""Who works here: roles, teams, handing over, leaving, and who may change it."""

from typing import Any

import pytest
from sqlmodel import Session, select

from models import customers, invitations, team
from models.database import Database
from models.invitations import Invitation, NoRole, roles_of
from models.people import Assistance, Person, Role, actor_by_telegram
from models.refusals import NotAllowed, NotFound
from models.team import LastBoss, NotARep
from tests.models.team_books import NOW, customer, person, told


def test_a_boss_looks_after_all_and_a_manager_after_the_own_team(db: Database) -> None:
    def work(s: Session) -> None:
        boss, wang = person(s, "周总", Role.BOSS), person(s, "王", Role.MANAGER)
        own, other = person(s, "李", Role.REP, manager=wang), person(s, "张", Role.REP)
        person(s, "将来", Role.REP, manager=wang, joined=False)
        assert team.listed(s, by=boss).total == 5
        assert {one.name for one in team.listed(s, by=wang).items} == {"王", "李", "将来"}
        assert team.listed(s, by=boss, page=9, size=2).page == 3
        assert [one.name for one in team.not_joined(s, by=wang)] == ["将来"]
        assert [one.name for one in team.not_joined(s, by=boss)] == ["将来"]
        assert {one.name for one in team.reps(s, by=wang)} == {"李", "将来"}
        assert [one.name for one in team.managers(s, by=wang)] == ["王"]
        assert Role.BOSS in team.grantable(boss)
        assert Role.FINANCE not in team.grantable(wang)
        assert team.member(s, by=wang, person_id=own.id).manager == "王"
        for number in (other.id, boss.id, 999):
            with pytest.raises(NotFound):
                team.member(s, by=wang, person_id=number)
        for ask in (team.listed, team.reps, team.managers, team.not_joined):
            with pytest.raises(NotAllowed):
                ask(s, by=own)

    db.write_now(work)


def test_roles_are_given_and_taken_within_what_one_may_grant(db: Database) -> None:
    def work(s: Session) -> None:
        boss, wang = person(s, "周总", Role.BOSS, Role.MANAGER), person(s, "王", Role.MANAGER)
        li = person(s, "李", Role.REP, manager=wang)

        def role(by: Any, whose: Any, name: str, held: bool) -> None:
            team.set_role(s, by=by, now=NOW, person_id=whose.id, role=name, held=held)

        for _again in range(2):
            role(wang, li, "warehouse", True)
        role(wang, li, "rep", False)
        assert roles_of(s, li.id) == {Role.WAREHOUSE}
        with pytest.raises(NoRole):
            role(boss, li, "warehouse", False)
        with pytest.raises(NotAllowed):
            role(wang, li, "boss", True)
        with pytest.raises(LastBoss):
            role(boss, boss, "boss", False)
        role(boss, li, "boss", True)
        role(boss, boss, "boss", False)
        assert roles_of(s, boss.id) == {Role.MANAGER}

    db.write_now(work)


def test_only_the_boss_moves_people_between_teams(db: Database) -> None:
    def work(s: Session) -> None:
        boss, wang = person(s, "周总", Role.BOSS), person(s, "王", Role.MANAGER)
        li = person(s, "李", Role.REP)
        team.set_manager(s, by=boss, now=NOW, person_id=li.id, manager_id=wang.id)
        assert s.get_one(Person, li.id).manager_id == wang.id
        with pytest.raises(NotAllowed):
            team.set_manager(s, by=wang, now=NOW, person_id=li.id, manager_id=wang.id)
        for whose, manager in ((li, li), (wang, wang)):
            with pytest.raises(NotFound):
                team.set_manager(s, by=boss, now=NOW, person_id=whose.id, manager_id=manager.id)

    db.write_now(work)


def test_an_assistant_serves_reps_and_stops(db: Database) -> None:
    def work(s: Session) -> None:
        boss, chen, li = (person(s, n, r) for n, r in (("周总", Role.BOSS), ("陈", Role.ASSISTANT), ("李", Role.REP)))
        for served in (True, True, False, False, True):
            team.set_service(s, by=boss, now=NOW, assistant_id=chen.id, rep_id=li.id, served=served)
            rows = s.exec(select(Assistance)).all()
            assert len(rows) == int(served)
        assert team.served_by(s, by=boss, assistant_id=chen.id) == [li.id]
        assert team.member(s, by=boss, person_id=chen.id).reps == ("李",)

    db.write_now(work)


def test_customers_go_one_by_one_or_all_and_the_taker_hears_it(db: Database) -> None:
    def work(s: Session) -> None:
        boss, li, zhang = (person(s, n, r) for n, r in (("周总", Role.BOSS), ("李", Role.REP), ("张", Role.REP)))
        first, second = customer(s, "甲", li), customer(s, "乙", li)
        foreign = customer(s, "丙")

        def hand(*ids: int, to: Any = zhang) -> int:
            chosen = ids or None
            return team.hand_over(s, by=boss, now=NOW, from_id=li.id, to_id=to.id, customer_ids=chosen)

        assert hand(first.id, foreign.id) == 1
        assert (first.rep_id, foreign.rep_id) == (zhang.id, None)
        with pytest.raises(NotFound):
            customers.get(s, first.id, by=li)
        for to in (li, boss):
            with pytest.raises(NotARep):
                hand(to=to)
        assert hand() == 1
        assert second.rep_id == zhang.id
        with pytest.raises(NotFound):
            hand()
        assert set(told(s, "customers-handed")) == {"张"}

    db.write_now(work)


def test_who_left_has_no_access_and_their_invitation_is_void(db: Database) -> None:
    def work(s: Session) -> None:
        boss, li = person(s, "周总", Role.BOSS), person(s, "李", Role.REP)
        customer(s, "甲", li)
        number = li.telegram_id
        assert number is not None
        assert team.leave(s, by=boss, now=NOW, person_id=li.id) == 1
        assert actor_by_telegram(s, number) is None
        assert {one.name for one in team.listed(s, by=boss).items} == {"周总", "李"}
        customers_left = s.exec(select(customers.Customer)).one()
        customers_left.rep_id = None
        s.flush()
        assert {one.name for one in team.listed(s, by=boss).items} == {"周总"}
        invitations.issue(s, name="未来", roles=[Role.REP], invited_by=boss, now=NOW)
        coming = s.exec(select(Person).where(Person.name == "未来")).one()
        team.leave(s, by=boss, now=NOW, person_id=coming.id)
        assert s.exec(select(Invitation.state)).all() == ["void"]
        team.leave(s, by=boss, now=NOW, person_id=coming.id)
        assert team.listed(s, by=boss).total == 1

    db.write_now(work)


def test_nobody_says_of_oneself_or_of_those_above_that_they_left(db: Database) -> None:
    def work(s: Session) -> None:
        boss, wang = person(s, "周总", Role.BOSS), person(s, "王", Role.MANAGER)
        clerk = person(s, "会计", Role.FINANCE, manager=wang)
        for by, whom in ((boss, boss), (wang, wang), (wang, clerk)):
            with pytest.raises(NotAllowed):
                team.leave(s, by=by, now=NOW, person_id=whom.id)
        second = person(s, "二老总", Role.BOSS)
        assert team.leave(s, by=second, now=NOW, person_id=boss.id) == 0

    db.write_now(work)


def test_the_language_is_one_that_we_speak(db: Database) -> None:
    def work(s: Session) -> None:
        li = person(s, "李", Role.REP)
        assert team.set_language(s, by=li, now=NOW, language="en") == "en"
        assert s.get_one(Person, li.id).language == "en"
        with pytest.raises(NotFound):
            team.set_language(s, by=li, now=NOW, language="xx")
        assert team.myself(s, by=li) is li

    db.write_now(work)

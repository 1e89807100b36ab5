"""Invitations: one-time codes, who may issue and decide, and what a wrong one tells."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from models import invitations
from models.customers import NameMissing, TextTooLong
from models.database import Database
from models.invitations import AlreadyJoined, DecisionMade, Invitation, InvitationInvalid, NoRole
from models.people import Assistance, Person, Role
from models.refusals import NotAllowed, NotFound
from tests.models.team_books import NOW, person, told


def issue(s: Session, name: str = "小陈", *roles: Role, by: Any = None, **facts: Any) -> str:
    return invitations.issue(s, name=name, roles=roles or [Role.REP], invited_by=by, now=NOW, **facts)


def come(s: Session, code: str, number: int = 1, *, later: timedelta = timedelta(), **facts: Any) -> Any:
    return invitations.claim(s, telegram_id=number, telegram_name="来人", code=code, now=NOW + later, **facts)


def the_invitation(s: Session) -> Invitation:
    return s.exec(select(Invitation).order_by(Invitation.id.desc())).first()  # type: ignore[attr-defined, return-value]


def test_the_code_is_kept_only_as_its_hash(db: Database) -> None:
    def work(s: Session) -> None:
        code = issue(s)
        assert len(code) == 22
        assert code not in the_invitation(s).model_dump_json()

    db.write_now(work)


def test_who_comes_with_a_code_of_the_command_line_is_in(db: Database) -> None:
    def work(s: Session) -> None:
        claim = come(s, issue(s, "周总", Role.BOSS, language="en"), 42)
        assert (claim.joined, claim.name, claim.inviter) == (True, "周总", "")
        made = s.exec(select(Person)).one()
        assert (made.telegram_id, made.language, the_invitation(s).state) == (42, "en", "approved")

    db.write_now(work)


@pytest.mark.parametrize("name", ["", "  ", "\n", "——"])
def test_nobody_is_invited_without_a_name(db: Database, name: str) -> None:
    def work(s: Session) -> None:
        with pytest.raises(NameMissing):
            issue(s, name)
        assert s.exec(select(Person)).all() == []

    db.write_now(work)


def test_a_name_is_kept_on_one_line_and_is_not_too_long(db: Database) -> None:
    def work(s: Session) -> None:
        with pytest.raises(TextTooLong):
            issue(s, "长" * 101)
        issue(s, " 小 \n 陈 ")
        assert s.exec(select(Person.name)).all() == ["小 陈"]

    db.write_now(work)


@pytest.mark.parametrize("later", [timedelta(hours=24), timedelta(days=30)])
def test_a_code_is_good_for_a_day(db: Database, later: timedelta) -> None:
    def work(s: Session) -> None:
        code = issue(s)
        with pytest.raises(InvitationInvalid):
            come(s, code, later=later)
        assert come(s, code, later=timedelta(hours=23, minutes=59)).joined

    db.write_now(work)


def test_a_code_is_good_once_and_the_same_person_may_send_it_again(db: Database) -> None:
    def work(s: Session) -> None:
        boss = person(s, "周总", Role.BOSS)
        code = issue(s, by=boss)
        for _again in range(2):
            claim = come(s, code, language="en")
            assert (claim.joined, claim.inviter) == (False, "周总")
        assert told(s, "joining") == ["周总"]
        for number, wrong in ((2, code), (2, "A" * 22), (1, "")):
            with pytest.raises(InvitationInvalid):
                come(s, wrong, number)

    db.write_now(work)


def test_a_colleague_cannot_join_twice_nor_be_invited_again(db: Database) -> None:
    def work(s: Session) -> None:
        boss = person(s, "周总", Role.BOSS)
        li = person(s, "李伟", Role.REP)
        code = issue(s, by=boss)
        assert li.telegram_id is not None
        with pytest.raises(AlreadyJoined):
            come(s, code, li.telegram_id)
        with pytest.raises(AlreadyJoined):
            issue(s, "李伟", by=boss)

    db.write_now(work)


def test_whom_one_may_invite_follows_from_ones_role(db: Database) -> None:
    def work(s: Session) -> None:
        boss, wang, li = (person(s, n, r) for n, r in (("周总", Role.BOSS), ("王", Role.MANAGER), ("李", Role.REP)))
        for by, role in ((li, Role.REP), (wang, Role.FINANCE), (wang, Role.MANAGER), (wang, Role.BOSS)):
            with pytest.raises(NotAllowed):
                issue(s, "新人", role, by=by)
        with pytest.raises(NoRole):
            invitations.issue(s, name="新人", roles=[], invited_by=boss, now=NOW)
        with pytest.raises(NotAllowed):
            invitations.invite(s, by=li, now=NOW, name="新人", roles=["rep"])
        invitations.invite(s, by=boss, now=NOW, name="新人", roles=["rep"], manager_id=wang.id)
        assert s.exec(select(Person.manager_id).where(Person.name == "新人")).one() == wang.id
        issue(s, "老总二", Role.BOSS, by=boss)
        assert s.exec(select(Person.manager_id).where(Person.name == "老总二")).one() is None

    db.write_now(work)


def test_a_manager_invites_into_the_own_team_and_for_own_reps_only(db: Database) -> None:
    def work(s: Session) -> None:
        wang, zhao = person(s, "王", Role.MANAGER), person(s, "赵", Role.MANAGER)
        own, other = person(s, "李", Role.REP, manager=wang), person(s, "张", Role.REP, manager=zhao)
        invite: Any = {"by": wang, "now": NOW, "name": "小陈", "roles": ["assistant"]}
        with pytest.raises(NotAllowed):
            invitations.invite(s, **invite, rep_ids=[other.id])
        for _again in range(2):
            invitations.invite(s, **invite, manager_id=zhao.id, rep_ids=[own.id])
        made = s.exec(select(Person).where(Person.name == "小陈")).one()
        assert made.manager_id == wang.id
        assert s.exec(select(Assistance.rep_id)).all() == [own.id]

    db.write_now(work)


def test_a_rep_of_the_books_is_the_one_invited_but_not_by_another_teams_manager(db: Database) -> None:
    def work(s: Session) -> None:
        boss, wang, zhao = person(s, "周总", Role.BOSS), person(s, "王", Role.MANAGER), person(s, "赵", Role.MANAGER)
        person(s, "李伟", Role.REP, manager=wang, joined=False)
        person(s, "老财务", Role.FINANCE, joined=False)
        for name in ("李伟", "老财务"):
            with pytest.raises(NotAllowed):
                issue(s, name, by=zhao)
        issue(s, "李伟", Role.ASSISTANT, by=boss)
        known = s.exec(select(Person).where(Person.name == "李伟")).one()
        assert known.manager_id == wang.id
        assert invitations.roles_of(s, known.id) == {Role.REP, Role.ASSISTANT}

    db.write_now(work)


def test_a_newer_invitation_makes_the_older_one_void(db: Database) -> None:
    def work(s: Session) -> None:
        older, newer = issue(s), issue(s)
        with pytest.raises(InvitationInvalid):
            come(s, older)
        assert come(s, newer).joined

    db.write_now(work)


def test_inviter_boss_and_fitting_manager_decide_once(db: Database) -> None:
    def work(s: Session) -> None:
        boss, wang, li = (person(s, n, r) for n, r in (("周总", Role.BOSS), ("王", Role.MANAGER), ("李", Role.REP)))
        come(s, issue(s, "会计", Role.FINANCE, by=boss))
        finance = the_invitation(s).id
        come(s, issue(s, "小陈", by=boss), 2)
        rep = the_invitation(s).id

        def decide(by: Any, number: int, approve: bool = True) -> str:
            return invitations.decide(s, by=by, now=NOW, invitation_id=number, approve=approve)

        for by in (wang, li):
            with pytest.raises(NotAllowed):
                decide(by, finance)
        people = {one.name: one.id for one in s.exec(select(Person))}
        seen = {(by.name, name): invitations.newcomer(s, by=by, person_id=people[name]) for by in (boss, wang, li)
                for name in ("会计", "小陈", "李")}  # fmt: skip
        found = {pair for pair, one in seen.items() if one is not None}
        assert found == {("周总", "会计"), ("周总", "小陈"), ("王", "小陈")}
        assert decide(wang, rep) == "小陈"
        assert told(s, "welcome") == ["小陈"]
        decide(boss, finance, approve=False)
        for number in (rep, finance):
            with pytest.raises(DecisionMade):
                decide(boss, number)
        with pytest.raises(NotFound):
            decide(boss, 999)
        assert s.exec(select(Person.telegram_id).where(Person.name == "会计")).one() is None

    db.write_now(work)


def test_a_manager_decides_about_nobody_of_another_team(db: Database) -> None:
    def work(s: Session) -> None:
        made = (("周总", Role.BOSS), ("王", Role.MANAGER), ("赵", Role.MANAGER))
        boss, wang, zhao = (person(s, n, r) for n, r in made)
        come(s, issue(s, "小陈", by=wang))
        number = s.exec(select(Person.id).where(Person.name == "小陈")).one()
        with pytest.raises(NotFound):
            invitations.decide(s, by=zhao, now=NOW, invitation_id=the_invitation(s).id, approve=True)
        assert invitations.newcomer(s, by=zhao, person_id=number) is None
        assert invitations.newcomer(s, by=boss, person_id=number) is not None
        s.get_one(Person, number).manager_id = zhao.id  # the boss moved them meanwhile
        s.flush()
        assert invitations.decide(s, by=zhao, now=NOW, invitation_id=the_invitation(s).id, approve=True) == "小陈"

    db.write_now(work)


def test_where_the_inviter_left_every_boss_is_asked(db: Database) -> None:
    def work(s: Session) -> None:
        person(s, "周总", Role.BOSS)
        wang = person(s, "王", Role.MANAGER)
        code = issue(s, by=wang)
        s.get_one(Person, wang.id).active = False
        s.flush()
        come(s, code)
        assert told(s, "joining") == ["周总"]

    db.write_now(work)


def test_who_left_and_comes_back_is_the_new_person_of_the_books(db: Database) -> None:
    def work(s: Session) -> None:
        old = s.get_one(Person, person(s, "李伟", Role.REP).id)
        old.active = False
        s.flush()
        number = old.telegram_id
        assert number is not None
        assert come(s, issue(s, "李伟二"), number).joined
        assert old.telegram_id is None

    db.write_now(work)


def test_one_number_cannot_be_let_in_twice(db: Database) -> None:
    def work(s: Session) -> None:
        boss = person(s, "周总", Role.BOSS)
        for name in ("甲", "乙"):
            come(s, issue(s, name, by=boss), 5)
        first, second = s.exec(select(Invitation.id).order_by(Invitation.id)).all()  # type: ignore[arg-type]
        invitations.decide(s, by=boss, now=NOW, invitation_id=first, approve=True)
        with pytest.raises(AlreadyJoined):
            invitations.decide(s, by=boss, now=NOW, invitation_id=second, approve=True)

    db.write_now(work)

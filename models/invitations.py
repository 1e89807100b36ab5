"""Invitations: one-time links by which people join, and whoever comes with one is approved by somebody who knows them.

Only the hash of the 128-bit code is kept. A code is good once, for 24 hours. A forwarded link does no harm: the inviter
sees the name and the numeric id of who came, and approves or refuses.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import BigInteger
from sqlmodel import Field, Session, col, select

from models import letters
from models.base import Record, key, moment, refers
from models.customers import NameMissing, TextTooLong
from models.journal import note
from models.people import Actor, Assistance, Person, PersonRole, Role, actor_by_id, add_person, with_role
from models.refusals import NotAllowed, NotFound, Refusal
from models.reminders import mark_stale

VALID = timedelta(hours=24)
CODE_BYTES = 16
LONGEST_NAME = 100  # characters
MAY_INVITE = (Role.BOSS, Role.MANAGER)
TEAM_ROLES = frozenset({Role.REP, Role.ASSISTANT, Role.WAREHOUSE, Role.PRODUCTION})  # whom a manager may invite


class InvitationInvalid(Refusal):
    """The code is wrong, used or too old; which of these is told to nobody."""


class AlreadyJoined(Refusal):
    """`name` is at work here already."""


class NoRole(Refusal):
    """A person needs at least one role."""


class DecisionMade(Refusal):
    """Somebody decided already about who came."""


class Invitation(Record, table=True):
    """A link for one person of the books.

    States: waiting → claimed → approved | refused; an invitation from the command line is approved when claimed. A
    later invitation of the same person makes the earlier one void.
    """

    __tablename__ = "invitations"

    id: int = key()
    code_hash: str = Field(unique=True, max_length=64)
    person_id: int = refers("people.id")
    invited_by: int | None = refers("people.id", optional=True, index=False)
    created_at: datetime = moment()
    expires_at: datetime = moment()
    state: str = Field(default="waiting", max_length=16)
    claimed_by: int | None = Field(default=None, sa_type=BigInteger)  # numeric id of who came
    claimed_name: str = Field(default="", max_length=200)
    claimed_at: datetime | None = moment(optional=True)
    decided_by: int | None = refers("people.id", optional=True, index=False)
    decided_at: datetime | None = moment(optional=True)


@dataclass(frozen=True)
class Claim:
    """What became of a code: whether they are in, for whom it was, and who has to approve (empty: nobody)."""

    joined: bool
    name: str
    inviter: str


def issue(
    session: Session,
    *,
    name: str,
    roles: Iterable[Role],
    invited_by: Actor | None,
    now: datetime,
    manager_id: int | None = None,
    rep_ids: Iterable[int] = (),
    language: str = "",
) -> str:
    """Invite somebody and give the code, which is shown once and kept nowhere.

    A person of that name in the books who has not joined is the one meant. `invited_by` None is the command line.
    Raises NotAllowed, AlreadyJoined, NoRole, NameMissing, TextTooLong.
    """
    wanted, name = set(roles), _proper(name)
    if not wanted:
        raise NoRole()
    _check_may_invite(invited_by, wanted)
    person = _person(session, name, wanted, invited_by, now)
    if language:
        person.language = language
    if Role.BOSS not in wanted:
        person.manager_id = manager_id or person.manager_id or _own_team(invited_by)
    if Role.ASSISTANT in wanted:
        _serve(session, person.id, rep_ids)
    for old in session.exec(select(Invitation).where(Invitation.person_id == person.id, Invitation.state == "waiting")):
        old.state = "void"
    code = secrets.token_urlsafe(CODE_BYTES)
    made = Invitation(
        code_hash=_hashed(code),
        person_id=person.id,
        invited_by=invited_by.id if invited_by else None,
        created_at=now,
        expires_at=now + VALID,
    )
    session.add(made)
    note(session, "person", person.id, "invited", by=invited_by, now=now, roles=",".join(sorted(wanted)))
    session.flush()
    return code


def invite(
    session: Session,
    *,
    by: Actor,
    now: datetime,
    name: str,
    roles: list[str],
    manager_id: int | None = None,
    rep_ids: Collection[int] = (),
) -> str:
    """`issue` for somebody in the chat; a manager invites into the own team."""
    by.require(*MAY_INVITE)
    wanted = {Role(role) for role in roles}
    if not by.may(Role.BOSS):
        manager_id = by.id
        team = set(session.exec(select(Person.id).where(Person.manager_id == by.id)))
        if not set(rep_ids) <= team | {by.id}:
            raise NotAllowed()
    return issue(session, name=name, roles=wanted, invited_by=by, now=now, manager_id=manager_id, rep_ids=rep_ids)


def claim(
    session: Session, *, telegram_id: int, telegram_name: str, code: str, now: datetime, language: str = ""
) -> Claim:
    """Somebody came with a code. Raises InvitationInvalid, AlreadyJoined."""
    known = session.exec(select(Person).where(Person.telegram_id == telegram_id)).one_or_none()
    if known is not None and known.active:
        raise AlreadyJoined(name=known.name)
    found = session.exec(select(Invitation).where(Invitation.code_hash == _hashed(code))).one_or_none()
    person = session.get(Person, found.person_id) if found else None
    if found is None or person is None or not person.active or person.telegram_id is not None:
        raise InvitationInvalid()
    again = found.state == "claimed" and found.claimed_by == telegram_id
    if not again and (found.state != "waiting" or found.expires_at <= now):
        raise InvitationInvalid()
    if not again:
        found.state, found.claimed_by, found.claimed_at = "claimed", telegram_id, now
        found.claimed_name = telegram_name[:200]
        person.language = language or person.language
        _tell_who_came(session, found, now)
    if found.invited_by is None:
        _let_in(session, found, person, None, now)
    inviter = session.get(Person, found.invited_by) if found.invited_by else None
    return Claim(found.invited_by is None, person.name, inviter.name if inviter else "")


def decide(session: Session, *, by: Actor, now: datetime, invitation_id: int, approve: bool) -> str:
    """Let who came in, or not; gives the person's name. Raises NotAllowed, NotFound, DecisionMade, AlreadyJoined."""
    found = session.get(Invitation, invitation_id)
    person = session.get(Person, found.person_id) if found else None
    if found is None or person is None:
        raise NotFound()
    _check_may_decide(session, found, person, by)
    if found.state != "claimed":
        raise DecisionMade()
    if approve:
        _let_in(session, found, person, by, now)
        letters.post(session, "welcome", f"person:{person.id}", person.id, str(found.id), now=now, by=by.id)
    else:
        found.state, found.decided_by, found.decided_at = "refused", by.id, now
        note(session, "person", person.id, "join-refused", by=by, now=now, telegram_id=found.claimed_by)
    session.flush()
    mark_stale(session, "invitation", found.id)
    return person.name


def roles_of(session: Session, person_id: int) -> set[Role]:
    """The roles of a person of the books."""
    held = session.exec(select(PersonRole.role).where(PersonRole.person_id == person_id))
    return {Role(role) for role in held}


def newcomer(session: Session, *, by: Actor, person_id: int) -> Invitation | None:
    """Who came with a person's invitation and waits to be let in, if this one may decide about it."""
    waiting = select(Invitation).where(Invitation.person_id == person_id, Invitation.state == "claimed")
    found = session.exec(waiting).first()
    if found is None:
        return None
    try:
        _check_may_decide(session, found, session.get_one(Person, person_id), by)
    except (NotAllowed, NotFound):
        return None
    return found


def _let_in(session: Session, found: Invitation, person: Person, by: Actor | None, now: datetime) -> None:
    """The books know the person by the numeric id from now on; one who left and came back is no longer the old one."""
    held = session.exec(select(Person).where(Person.telegram_id == found.claimed_by)).one_or_none()
    if held is not None and held.active:
        raise AlreadyJoined(name=held.name)
    if held is not None:
        held.telegram_id = None
        session.flush()
    person.telegram_id = found.claimed_by
    person.version += 1
    found.state, found.decided_by, found.decided_at = "approved", by.id if by else None, now
    note(session, "person", person.id, "joined", by=by, now=now, telegram_id=found.claimed_by)
    session.flush()


def _tell_who_came(session: Session, found: Invitation, now: datetime) -> None:
    """The inviter decides; where they left or lost the right, every boss may."""
    if found.invited_by is None:
        return
    inviter = actor_by_id(session, found.invited_by)
    able = inviter is not None and inviter.may(*MAY_INVITE)
    for person_id in [found.invited_by] if able else [boss.id for boss in with_role(session, Role.BOSS)]:
        letters.post(session, "joining", f"invitation:{found.id}", person_id, "claimed", now=now)


def _proper(name: str) -> str:
    """The name as it is kept: on one line, with letters in it."""
    name = " ".join(name.split())
    if not any(char.isalnum() for char in name):
        raise NameMissing()
    if len(name) > LONGEST_NAME:
        raise TextTooLong(limit=LONGEST_NAME)
    return name


def _person(session: Session, name: str, roles: set[Role], invited_by: Actor | None, now: datetime) -> Person:
    named = list(session.exec(select(Person).where(Person.name == name, col(Person.active))))
    if any(person.telegram_id is not None for person in named):
        raise AlreadyJoined(name=name)
    if not named:
        return add_person(session, name=name, roles=roles, now=now)
    person = named[0]
    held = roles_of(session, person.id)
    _check_may_invite(invited_by, held)
    if invited_by and not invited_by.may(Role.BOSS) and person.manager_id not in (None, invited_by.id):
        raise NotAllowed()
    for role in roles - held:
        session.add(PersonRole(person_id=person.id, role=role.value))
    return person


def _serve(session: Session, assistant_id: int, rep_ids: Iterable[int]) -> None:
    served = set(session.exec(select(Assistance.rep_id).where(Assistance.assistant_id == assistant_id)))
    for rep_id in sorted(set(rep_ids) - served):
        session.add(Assistance(assistant_id=assistant_id, rep_id=rep_id))


def _own_team(by: Actor | None) -> int | None:
    return by.id if by is not None and by.may(Role.MANAGER) and not by.may(Role.BOSS) else None


def _may_invite(by: Actor | None, roles: set[Role]) -> bool:
    """The command line and a boss whomever; a manager those of a team."""
    return by is None or by.may(Role.BOSS) or (by.may(Role.MANAGER) and roles <= TEAM_ROLES)


def _check_may_decide(session: Session, found: Invitation, person: Person, by: Actor) -> None:
    """Who invited decides; else a boss, or the manager of the person's team, any where they have none yet.

    Raises NotAllowed, NotFound.
    """
    if found.invited_by == by.id and by.may(*MAY_INVITE):
        return
    _check_may_invite(by, roles_of(session, person.id))
    if not by.may(Role.BOSS) and person.manager_id not in (None, by.id):
        raise NotFound()


def _check_may_invite(by: Actor | None, roles: set[Role]) -> None:
    if not _may_invite(by, roles):
        raise NotAllowed()


def _hashed(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()

"""Erasing somebody of the team: name, Telegram id, conversations, letters; what they did stays under a number."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.erasure import traces
from models.erasure.records import Erased, Listed, write_down
from models.invitations import Invitation
from models.journal import JournalEntry, JournalWords
from models.letters import Letter
from models.people import Person, Role
from models.refusals import NotFound
from models.team import check_not_last_boss


def label(person_id: int) -> str:
    """What an erased person is called."""
    return f"已删除 #{person_id}"


def erase_person(session: Session, *, now: datetime, person_id: int, even_last_boss: bool = False) -> Erased:
    """Erase a person, at work or gone; their access ends with this transaction. Raises NotFound, LastBoss."""
    person = session.get(Person, person_id)
    if person is None:
        raise NotFound()
    if not even_last_boss:
        check_not_last_boss(session, person, Role.BOSS)
    name, called = person.name, label(person_id)
    own = select(JournalEntry.id).where(JournalEntry.subject == "person", JournalEntry.subject_id == person_id)
    numbers = _telegram_ids(session, person, own)
    said = traces.telling({name, *map(str, numbers)} - {called})
    rename = traces.exactly(name, called)
    updates = traces.clear_updates(session, of=numbers, said=said, now=now)
    talks = traces.clear_dialogs(session, of=numbers, said=said)
    sent = traces.empty_letters(session, person_id)
    sent += traces.clear_letters(session, traces.mentions(col(Letter.facts), [name]), rename)
    traces.clear_results(session, [name], rename)
    named = traces.mentions(col(JournalWords.words), [f'"{traces.escaped(name)}"'])
    entries = traces.clear_words(session, or_(col(JournalWords.entry_id).in_(own), named))
    _forget_invitations(session, person_id, now)
    person.name, person.telegram_id, person.hired_on, person.active = called, None, None, False
    person.version += 1
    session.add(person)
    one = Listed("person", person_id, person.created_at)
    write_down(session, one, now=now, entries=entries)
    return Erased(one, updates, sent, talks, len(entries))


def _telegram_ids(session: Session, person: Person, own_entries: SelectOfScalar[int]) -> set[int]:
    """The one they have, and those they had before they left or came with another phone."""
    came = select(Invitation.claimed_by).where(Invitation.person_id == person.id, Invitation.state == "approved")
    found = {person.telegram_id, *session.exec(came)}
    words = select(JournalWords.words).where(col(JournalWords.entry_id).in_(own_entries))
    found |= {json.loads(said).get("telegram_id") for said in session.exec(words)}
    return {number for number in found if number is not None}


def _forget_invitations(session: Session, person_id: int, now: datetime) -> None:
    """Nobody comes in by an invitation of theirs any more, and who came is forgotten."""
    for one in session.exec(select(Invitation).where(Invitation.person_id == person_id)):
        if one.state in ("waiting", "claimed"):
            one.state, one.decided_at = "void", now
        one.claimed_by, one.claimed_name = None, ""
        session.add(one)

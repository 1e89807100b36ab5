"""What conversations leave behind, and its removal: raw updates, open dialogs, letters, words of the audit trail."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, Executable, delete, or_, update
from sqlmodel import Session, col, select

from models.database import Database
from models.inbox import DialogState, InboxUpdate
from models.journal import JournalWords
from models.letters import Letter, LetterState
from models.operations import Operation

GONE = "—"
LEAST = 2  # a shorter value stands in too many other words to be looked for
AT_ONCE = 500  # raw updates that are cleared in one transaction
Change = Callable[[str], str]


def mentions(column: Any, said: Collection[str]) -> ColumnElement[bool]:
    """Whether a column of JSON or plain text has one of these values in it."""
    found = [column.contains(form, autoescape=True) for value in said for form in {value, escaped(value)}]
    return or_(False, *found)


def escaped(value: str) -> str:
    """A value as it stands within JSON."""
    return json.dumps(value, ensure_ascii=False)[1:-1]


def telling(values: Iterable[str]) -> list[str]:
    """Those values that can be looked for in running text."""
    return sorted({value.strip() for value in values if len(value.strip()) >= LEAST})


def clear_updates(session: Session, *, of: Collection[int], said: Collection[str], now: datetime) -> int:
    """Empty the raw updates of these Telegram ids, and those of anybody that mention one of these values.

    Their own that nobody has worked on yet are not worked on any more; others' are, and are emptied by age.
    """
    own = col(InboxUpdate.person_key).in_(of)
    closed = update(InboxUpdate).where(own, col(InboxUpdate.state) == "waiting")
    _run(session, closed.values(state="quarantined", error="erased", done_at=now))
    about = or_(own, mentions(col(InboxUpdate.raw), said))
    finished = update(InboxUpdate).where(about, col(InboxUpdate.state) != "waiting", col(InboxUpdate.raw) != "")
    count = _run(session, finished.values(raw=""))
    _run(session, update(InboxUpdate).where(own).values(person_key=0))
    return count


def clear_dialogs(session: Session, *, of: Collection[int], said: Collection[str]) -> int:
    """Forget the open conversations of these Telegram ids, and of whoever has one of these values in theirs."""
    whose = set(session.exec(select(DialogState.person_key).where(mentions(col(DialogState.data), said))))
    return _run(session, delete(DialogState).where(col(DialogState.person_key).in_({*whose, *of})))


def clear_letters(session: Session, about: ColumnElement[bool], change: Change) -> int:
    """Change what is said in the letters that `about` names; gives how many say something else now."""
    count = 0
    for letter in session.exec(select(Letter).where(about)):
        facts = json.loads(letter.facts)
        if (changed := _changed(facts, change)) != facts:
            letter.facts, count = json.dumps(changed, ensure_ascii=False), count + 1
            session.add(letter)
    return count


def empty_letters(session: Session, recipient_id: int) -> int:
    """Take everything out of the letters to somebody; those not sent yet never are."""
    to = col(Letter.recipient_id) == recipient_id
    owed = col(Letter.state).in_([LetterState.WAITING.value, LetterState.LEASED.value, LetterState.UNKNOWN.value])
    _run(session, update(Letter).where(to, owed).values(state=LetterState.DROPPED.value, leased_until=None))
    bare = {"facts": "{}", "chat_id": None, "message_id": None, "stale": False, "lease": "", "error": ""}
    return _run(session, update(Letter).where(to).values(**bare))


def clear_results(session: Session, said: Collection[str], change: Change) -> None:
    """Change what finished operations gave back."""
    for done in session.exec(select(Operation).where(mentions(col(Operation.result), said))):
        done.result = json.dumps(_changed(json.loads(done.result), change), ensure_ascii=False)
        session.add(done)


def clear_words(session: Session, which: ColumnElement[bool]) -> list[int]:
    """Take words out of the audit trail; gives the numbers of their entries."""
    numbers = sorted(session.exec(select(JournalWords.entry_id).where(which)))
    _run(session, delete(JournalWords).where(col(JournalWords.entry_id).in_(numbers)))
    return numbers


def _changed(facts: Any, change: Change) -> Any:
    if isinstance(facts, dict):
        return {name: _changed(value, change) for name, value in facts.items()}
    if isinstance(facts, list):
        return [_changed(value, change) for value in facts]
    return change(facts) if isinstance(facts, str) else facts


def exactly(name: str, label: str) -> Change:
    """A change of whatever is just this name."""
    return lambda said: label if said == name else said


def without(values: Sequence[str]) -> Change:
    """A change that leaves these values out of whatever is said."""

    def change(said: str) -> str:
        for value in sorted(values, key=len, reverse=True):
            said = said.replace(value, GONE)
        return said

    return change


def old_updates(session: Session, *, before: datetime, after_id: int = 0) -> list[int]:
    """Numbers of updates finished before a moment that still hold what was written, at most `AT_ONCE`."""
    old = select(InboxUpdate.id).where(
        col(InboxUpdate.id) > after_id, col(InboxUpdate.raw) != "", col(InboxUpdate.done_at) < before
    )
    return list(session.exec(old.order_by(col(InboxUpdate.id)).limit(AT_ONCE)))


def forget_updates(session: Session, numbers: Collection[int]) -> None:
    """Empty these updates; that they came is still known."""
    _run(session, update(InboxUpdate).where(col(InboxUpdate.id).in_(numbers)).values(raw=""))


def wipe(db: Database) -> None:
    """Leave nothing of what was erased in the freed parts of an SQLite file. PostgreSQL reuses them by itself."""
    if db.is_sqlite:
        with db.engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
            driver.execute("VACUUM")
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _run(session: Session, statement: Executable) -> int:
    result = session.execute(statement, execution_options={"synchronize_session": False})
    assert isinstance(result, CursorResult)  # noqa: S101 - an update gives its row count
    return int(result.rowcount)

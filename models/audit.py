"""Whether the audit trail is whole: every entry as it was written, none missing, none slipped in.

A chain alone cannot show that its newest entries were cut off, nor that all of it was reckoned anew by somebody who
can write to the database: for that an earlier head (`Head`), noted elsewhere, is looked for in it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from models.journal import ENTRIES, JournalWords, digest, sealed

AT_A_TIME = 1000
ERASED = "erased"  # the action of an entry that names in its facts whose words were erased (`entries`)
WORDS = JournalWords.metadata.tables["journal_words"]


@dataclass(frozen=True)
class Head:
    """The newest entry at some time: its number and its hash (or how the hash begins)."""

    number: int
    hash: str


@dataclass(frozen=True)
class Verdict:
    """How many entries there are, the newest, and the first that is not as it was written, with why.

    `why`: changed (its hash is not that of what it says), parted (it does not follow the one before), words (its words
    were changed), forgotten (its words are gone and no erasure names it), cut (the noted head is not there).
    """

    count: int
    head: Head
    broken: int = 0
    why: str = ""


def verify(session: Session, *, noted: Head | None = None) -> Verdict:
    """Read the whole trail, a few entries in memory at a time."""
    count, head, found = 0, Head(0, ""), noted is None
    unread: set[int] = set()  # entries whose words are gone, until an erasure names them
    query = select(*ENTRIES.c, WORDS.c.salt, WORDS.c.words.label("said"))
    query = query.outerjoin(WORDS, WORDS.c.entry_id == ENTRIES.c.id).order_by(ENTRIES.c.id)
    for entry in session.connection().execute(query.execution_options(yield_per=AT_A_TIME)):
        if why := _fault(entry, head):
            return Verdict(count, head, entry.id, why)
        count, head = count + 1, Head(entry.id, entry.hash)
        if entry.words and entry.said is None:
            unread.add(entry.id)
        if entry.action == ERASED:
            unread.difference_update(json.loads(entry.facts)["entries"])
        found = found or (noted is not None and noted.number == entry.id and entry.hash.startswith(noted.hash))
    if unread:
        return Verdict(count, head, min(unread), "forgotten")
    if not found and noted is not None:
        return Verdict(count, head, noted.number, "cut")
    return Verdict(count, head)


def _fault(row: Any, head: Head) -> str:
    """What is wrong with a row of the trail; empty when nothing is."""
    if row.before != head.hash:
        return "parted"
    if row.hash != sealed(row):
        return "changed"
    if row.said is not None and digest(row.salt, row.said) != row.words:
        return "words"
    return ""

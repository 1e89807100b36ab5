"""Operation keys: the same key again gives the same result, never a second effect."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import bindparam, insert, select, update
from sqlmodel import Field, Session

from models.base import Record, ask, moment
from models.refusals import Refusal

T = TypeVar("T")


class KeyReused(Refusal):
    """The key was used for something else: a button that outlived its window."""


class Operation(Record, table=True):
    """A finished operation: its key, a fingerprint of what was asked, and the JSON result."""

    __tablename__ = "operations"

    key: str = Field(primary_key=True, max_length=80)
    asked: str = Field(max_length=64)
    result: str
    at: datetime = moment()


class Counter(Record, table=True):
    """The last number given under a name, e.g. `DD20261122`."""

    __tablename__ = "counters"

    name: str = Field(primary_key=True, max_length=40)
    last: int


# Every operation runs these: built once, and past the records.
_OPERATIONS, _COUNTERS = (Record.metadata.tables[name] for name in ("operations", "counters"))
_DONE = select(_OPERATIONS.c.asked, _OPERATIONS.c.result).where(_OPERATIONS.c.key == bindparam("used"))
_NEW = insert(_OPERATIONS)
_NEXT = update(_COUNTERS).where(_COUNTERS.c.name == bindparam("counter")).values(last=_COUNTERS.c.last + 1)
_NEXT = _NEXT.returning(_COUNTERS.c.last)
_FIRST = insert(_COUNTERS).values(last=1).returning(_COUNTERS.c.last)


def once(session: Session, key: str, asked: dict[str, Any], now: datetime, work: Callable[[], T]) -> tuple[T, bool]:
    """Run `work` unless `key` was used; gives (result, whether it was new). Results must be JSON (number, text,
    dict).
    """
    wanted = hashlib.sha256(json.dumps(asked, sort_keys=True, default=str).encode()).hexdigest()
    done = ask(session, _DONE, used=key).first()
    if done is not None:
        if done.asked != wanted:
            raise KeyReused()
        known: T = json.loads(done.result)
        return known, False
    result = work()
    ask(session, _NEW, key=key, asked=wanted, result=json.dumps(result, ensure_ascii=False), at=now)
    return result, True


def next_number(session: Session, prefix: str, day: datetime | Any) -> str:
    """The next document number of a day: `DD20261122-001`. Writing transactions follow one another, so none is
    given twice.
    """
    name = f"{prefix}{day:%Y%m%d}"
    last = ask(session, _NEXT, counter=name).scalar()
    if last is None:
        last = ask(session, _FIRST, name=name).scalar_one()
    return f"{name}-{last:03d}"

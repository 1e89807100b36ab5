"""Operation keys: the same key again gives the same result, never a second effect."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from sqlmodel import Field, Session

from models.base import Record, moment
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


def once(session: Session, key: str, asked: dict[str, Any], now: datetime, work: Callable[[], T]) -> tuple[T, bool]:
    """Run `work` unless `key` was used; gives (result, whether it was new). Results must be JSON (number, text,
    dict).
    """
    wanted = hashlib.sha256(json.dumps(asked, sort_keys=True, default=str).encode()).hexdigest()
    done = session.get(Operation, key)
    if done is not None:
        if done.asked != wanted:
            raise KeyReused()
        known: T = json.loads(done.result)
        return known, False
    result = work()
    session.add(Operation(key=key, asked=wanted, result=json.dumps(result, ensure_ascii=False), at=now))
    return result, True


def next_number(session: Session, prefix: str, day: datetime | Any) -> str:
    """The next document number of a day: `DD20261122-001`. Writing transactions follow one another, so none is
    given twice.
    """
    name = f"{prefix}{day:%Y%m%d}"
    counter = session.get(Counter, name)
    if counter is None:
        counter = Counter(name=name, last=0)
        session.add(counter)
    counter.last += 1
    session.flush()
    return f"{name}-{counter.last:03d}"

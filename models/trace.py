"""What is being worked on, for the log: the update and the operation, carried along wherever the work goes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

UPDATE: ContextVar[str] = ContextVar("update", default="")
OPERATION: ContextVar[str] = ContextVar("operation", default="")


@contextmanager
def working_on(*, update: str = "", operation: str = "") -> Iterator[None]:
    """Everything logged within belongs to this update, or to this operation of it."""
    tokens = [(of, of.set(name)) for of, name in ((UPDATE, update), (OPERATION, operation)) if name]
    try:
        yield
    finally:
        for of, token in reversed(tokens):
            of.reset(token)

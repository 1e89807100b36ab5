"""What tests make once and use again: every test opens databases and starts a product of its own."""

from __future__ import annotations

import gc
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from aiogram import Dispatcher
from sqlalchemy import Engine, event

import bot.app
from bot.dispatch import PrivateOnly, make_dispatcher
from bot.storage import DialogStorage
from models import database


@contextmanager
def statements_compiled_once() -> Iterator[None]:
    """What SQLAlchemy compiled for one database serves the next of its kind: it keeps that by dialect and engine."""
    make = database._engine
    first: dict[str, Engine] = {}

    def engine(url: str) -> Engine:
        made = make(url)
        known = first.get(made.dialect.name)
        if known is None:  # its dialect knows the server only once it is connected

            def connected(*_connection: object) -> None:
                first.setdefault(made.dialect.name, made)

            event.listen(made, "connect", connected)
        else:
            made.dialect = made.pool._dialect = known.dialect
            made._compiled_cache = known._compiled_cache
        return made

    database._engine = engine
    try:
        yield
    finally:
        database._engine = make


@contextmanager
def certificates_read_once() -> Iterator[None]:
    """Whom the world trusts is read once: each product and each of its two chat libraries would read it anew."""
    read = ssl.create_default_context
    ssl.create_default_context = cache(read)
    try:
        yield
    finally:
        ssl.create_default_context = read


@contextmanager
def left_alone_when_tidying() -> Iterator[None]:
    """What is loaded stays to the end, as in the product itself: nobody looks through it again for what is unused."""
    _wired()
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


@contextmanager
def conversations_wired_once() -> Iterator[None]:
    """The conversations of one product serve the next: what they remember lies in the storage, which is its own."""
    bot.app.make_dispatcher = _with_storage
    try:
        yield
    finally:
        bot.app.make_dispatcher = make_dispatcher


def _with_storage(storage: DialogStorage) -> Dispatcher:
    dispatcher = _wired()
    dispatcher.fsm.storage = storage
    for middleware in dispatcher.update.outer_middleware:
        if isinstance(middleware, PrivateOnly):
            middleware.answered.clear()
    return dispatcher


@cache
def _wired() -> Dispatcher:
    dispatcher = make_dispatcher(DialogStorage())
    dispatcher.startup.handlers.clear()  # there the library looks for its dialogs, but only once; else when asked first
    return dispatcher

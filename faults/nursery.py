"""Lives of the product, each its own process, born in milliseconds: a parent that has everything loaded and forks.

The parent never opens a database, a socket or a thread, so what it gives birth to is as fresh as a new start. It reads
orders as JSON lines on its input and writes who was born and who died on its output.
"""

from __future__ import annotations

import asyncio
import ctypes
import gc
import json
import logging
import os
import random
import selectors
import signal
import ssl
import sys
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import httpx
from aiogram import Dispatcher, methods
from aiogram.client.session import aiohttp as sessions
from aiogram.methods.base import Response

import bot.app
import handlers
import jobs
from bot.app import App
from bot.dispatch import make_dispatcher
from bot.lock import AlreadyRunningError, OneProgram
from bot.storage import DialogStorage
from faults import mutants
from faults.company import MORNING
from faults.points import Points, weave
from locales import plain
from models.clock import MovableClock
from models.database import Database, SupersededError
from models.reading import Catalog, read

# What libraries load only when it is first needed; every life needs it.
LOADED_LATER = (
    "encodings.idna", "encodings.ascii", "encodings.utf_16_le", "anyio._backends._asyncio", "httpcore._async",
    "httpcore._backends.auto", "tzdata.zoneinfo", "psycopg", "sqlalchemy.dialects.postgresql.psycopg",
    "encodings.utf_16_be", "importlib.resources.readers", "pylopdf_fonts_zh_cn", "sqlite3.dbapi2", "sqlite3",
    "matplotlib.figure", "matplotlib.backends.backend_agg", "openpyxl", "PIL.JpegImagePlugin", "PIL.PpmImagePlugin",
)  # fmt: skip
# The calls whose answers' shapes the chat library works out at the first of each.
CALLED = (
    methods.AnswerCallbackQuery, methods.DeleteMessage, methods.EditMessageReplyMarkup, methods.EditMessageText,
    methods.GetMe, methods.SendDocument, methods.SendMessage, methods.SendPhoto, methods.SetMyCommands,
)  # fmt: skip
SHAPES: list[object] = []  # of those answers; held, because the library itself lets them go
RANDOM_AT_ONCE = 1 << 14
LATER = timedelta(minutes=10)  # how far SIGUSR1 moves the clock: beyond every lease
PR_SET_PDEATHSIG = 1  # of Linux's prctl: the signal that a process gets when its parent ends
SUPERSEDED = 76  # the exit code of a life whose place was taken while it was frozen
LOCKED_OUT = 75  # the exit code of a life that found another one at work


def live(order: dict[str, Any]) -> int:
    """One life: until killed, or stopped by SIGTERM. `order` says on which books, server and clock, and how it dies."""
    _log_to(order["log"])
    _random_in_bulk()
    return asyncio.run(_at_work(order))


async def _at_work(order: dict[str, Any]) -> int:
    mutants.apply(order.get("mutant", ""))
    db = Database(order["database"])
    lock = OneProgram(db)
    for left in range(100, -1, -1):  # a server of a database notices the death of the one before a little later
        try:
            lock.take()
            break
        except AlreadyRunningError:
            if not left:
                return LOCKED_OUT
            await asyncio.sleep(0.05)
    clock = MovableClock(datetime.fromisoformat(order["now"]))
    app = App(db, clock, token=order["token"], api_url=order["server"], data_dir=Path(order["folder"]))
    points = Points(order["point"], order["hit"], order["most"], order["delay_s"], Path(order["kills"]))
    weave(app, points)
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stopped.set)
    loop.add_signal_handler(signal.SIGUSR1, lambda: clock.move_to(clock.now() + LATER))
    try:
        await app.start()
        works = asyncio.ensure_future(app.wait())
        stop = asyncio.create_task(stopped.wait())
        done, _pending = await asyncio.wait({works, stop}, return_when=asyncio.FIRST_COMPLETED)
        for task in (works, stop):
            task.cancel()
        if works in done:
            works.result()
    except SupersededError:
        return SUPERSEDED
    finally:
        await app.stop()
        lock.release()
    return 0


def _log_to(file: str) -> None:
    level = logging.WARNING
    logging.basicConfig(filename=file, level=level, format="%(process)d %(levelname)s %(name)s %(message)s", force=True)


def load_everything() -> None:
    """Whatever a start would spend its time on: libraries, conversations, texts, dictionaries."""
    for name in jobs.LETTERS + jobs.REMINDERS:
        import_module(f"jobs.{name}")
    for name in handlers.CONVERSATIONS:
        import_module(f"handlers.{name}")
    for name in LOADED_LATER:
        import_module(name)
    for language in ("zh", "en"):
        plain(language, "cancel")
    read("20支 P0", Catalog(), at=MORNING)
    _build_once()
    gc.collect()
    gc.freeze()


def _build_once() -> None:
    """What is the same in every life and holds nothing yet: the conversations wired together, the certificates."""
    wired, trusted = make_dispatcher(DialogStorage()), httpx.create_ssl_context()

    def dispatcher(storage: DialogStorage) -> Dispatcher:
        wired.fsm.storage = storage
        return wired

    setattr(bot.app, "make_dispatcher", dispatcher)  # noqa: B010
    setattr(httpx._transports.default, "create_ssl_context", lambda *_given, **_how: trusted)  # noqa: B010
    setattr(sessions, "ssl", _Trusting(trusted))  # noqa: B010
    SHAPES.extend(Response[call.__returning__] for call in CALLED)  # type: ignore[name-defined]


class _Trusting:
    """In the place of the module `ssl` where all that is wanted of it is a context: the same one every time."""

    def __init__(self, trusted: ssl.SSLContext) -> None:
        self.create_default_context: Callable[..., ssl.SSLContext] = lambda **_how: trusted


def _random_in_bulk() -> None:
    """Random bytes of this life, fetched many at a time: asking the system costs milliseconds on some machines."""
    fetch, kept, at_once = os.urandom, bytearray(), threading.Lock()

    def urandom(count: int) -> bytes:
        with at_once:
            if len(kept) < count:
                kept.extend(fetch(max(count, RANDOM_AT_ONCE)))
            taken = bytes(kept[:count])
            del kept[:count]
        return taken

    setattr(os, "urandom", urandom)  # noqa: B010
    setattr(random, "_urandom", urandom)  # noqa: B010 - where secrets come from


def main() -> None:
    """Give birth as ordered, bury, report; ends with its input."""
    load_everything()
    wake_read, wake_write = os.pipe()
    os.set_blocking(wake_write, False)
    signal.set_wakeup_fd(wake_write, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    watch = selectors.DefaultSelector()
    watch.register(sys.stdin.fileno(), selectors.EVENT_READ)
    watch.register(wake_read, selectors.EVENT_READ)
    _say({"ready": os.getpid()})
    rest = b""
    while True:
        for key, _ in watch.select():
            if key.fd == wake_read:
                os.read(wake_read, 4096)
                _bury()
                continue
            given = os.read(sys.stdin.fileno(), 65536)
            if not given:
                return
            *lines, rest = (rest + given).split(b"\n")
            for line in lines:
                _bear(json.loads(line), (wake_read, wake_write))


def _bear(order: dict[str, Any], own: tuple[int, int]) -> None:
    pid = os.fork()
    if pid:
        _say({"born": pid, "life": order["life"]})
        return
    code = 1
    try:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)  # nobody outlives the run that ordered them
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for one in own:
            os.close(one)
        quiet = os.open(os.devnull, os.O_RDWR)
        os.dup2(quiet, sys.stdin.fileno())
        os.dup2(quiet, sys.stdout.fileno())
        code = live(order)
    except BaseException:
        logging.exception("a life ended by an error")
    finally:
        logging.shutdown()
        os._exit(code)


def _bury() -> None:
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not pid:
            return
        _say({"died": pid, "code": os.waitstatus_to_exitcode(status)})


def _say(what: dict[str, Any]) -> None:
    os.write(sys.stdout.fileno(), json.dumps(what).encode() + b"\n")


if __name__ == "__main__":
    main()

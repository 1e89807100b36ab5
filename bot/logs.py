"""Logging: one line a fact on standard error, as text or JSON, with the update and the operation it belongs to.

Never a secret in it, nor what people wrote or who the customers are: of an error stands there where it happened and its
kind, not its words, for those quote what was being worked on.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import threading
import traceback
from collections.abc import Iterable
from datetime import UTC, datetime
from types import TracebackType
from typing import Any
from urllib.parse import quote

from models.trace import OPERATION, UPDATE

# They log every request with its address, in which the token stands, or whole updates with what people wrote, or what
# is of interest to nobody who operates.
TALKATIVE = ("httpx", "httpcore", "telegram", "aiogram", "aiogram_dialog", "aiohttp", "apscheduler", "asyncio",
             "alembic", "sqlalchemy", "PIL", "matplotlib",
             "tzlocal")  # fmt: skip
WORDED = (AttributeError, NameError, ImportError)  # their words are the program's own
HIDDEN = "***"
# What ends a line somewhere, moves a terminal's cursor or turns its writing round: a log shows it as an escape.
FORGING = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


class Redacting(logging.Formatter):
    """Writes a record as text, its traceback included, with every secret blotted out."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__()
        forms = {form for secret in secrets if secret for form in _forms(secret)}
        self.secrets = sorted(forms, key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line, an error's way below it."""
        moment = datetime.fromtimestamp(record.created, UTC).astimezone().isoformat(timespec="milliseconds")
        of = "".join(f" {name}={value}" for name, value in _belongs_to().items())
        line = f"{moment} {record.levelname} {record.name}{of}: {_said(record)}"
        return self.blot("\n".join([line, *_way(record)]))

    def blot(self, line: str) -> str:
        """The line without secrets."""
        for secret in self.secrets:
            line = line.replace(secret, HIDDEN)
        return line


class AsJson(Redacting):
    """Writes a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON: at, level, logger, message; update, operation and error where there are any."""
        found: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": self.blot(_said(record)),
            **_belongs_to(),
        }
        if way := _way(record):
            found["error"] = self.blot("\n".join(way))
        return self.blot(json.dumps(found, ensure_ascii=False))


def _belongs_to() -> dict[str, str]:
    return {name: value for name, value in (("update", UPDATE.get()), ("operation", OPERATION.get())) if value}


def _said(record: logging.LogRecord) -> str:
    """The message on one line; errors among its facts by their kind."""
    facts: object = record.args or ()
    if isinstance(record.args, tuple):
        facts = tuple(kind_of(fact) if isinstance(fact, BaseException) else fact for fact in record.args)
    try:
        said = str(record.msg) % facts if facts else str(record.msg)
    except (TypeError, ValueError):
        said = str(record.msg)
    return FORGING.sub(lambda found: ascii(found[0])[1:-1], said)


def _way(record: logging.LogRecord) -> list[str]:
    """Where an error of the record happened, what led to it first."""
    error = record.exc_info[1] if record.exc_info else None
    return way_of(error) if error is not None else []


def way_of(error: BaseException) -> list[str]:
    """An error's way, without its words."""
    lines, seen = [], set()
    chain: list[BaseException] = []
    step: BaseException | None = error
    while step is not None and id(step) not in seen:
        seen.add(id(step))
        chain.insert(0, step)
        step = step.__cause__ or (None if step.__suppress_context__ else step.__context__)
    for one in chain:
        frames = traceback.extract_tb(one.__traceback__)
        lines += [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        lines.append(kind_of(one))
    return lines


def kind_of(error: BaseException) -> str:
    """What kind of error it is; in words only where they cannot quote what people wrote."""
    kind = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    if isinstance(error, OSError) and error.strerror:
        return f"{kind}: {error.strerror}"
    if state := getattr(getattr(error, "orig", error), "sqlstate", None):
        return f"{kind}: {state}"
    return f"{kind}: {error}" if isinstance(error, WORDED) else kind


def _forms(secret: str) -> set[str]:
    """How a secret may appear: as it is, in an address, and the telling half of a bot's token."""
    _number, colon, telling = secret.partition(":")
    half = {telling} if colon and len(telling) >= 16 else set()
    return {secret, quote(secret, safe=""), *half}


def setup_logging(level: str, secrets: Iterable[str] = (), *, form: str = "text") -> None:
    """Log from `level` (DEBUG, INFO, WARNING, ERROR) on, as `form` text or json; talkative libraries only warnings.

    An error that ends the program, or a thread of it, goes the same way.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(AsJson(secrets) if form == "json" else Redacting(secrets))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    logging.captureWarnings(True)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("telegram.ext.AIORateLimiter").setLevel(logging.CRITICAL)
    sys.excepthook = _uncaught
    threading.excepthook = lambda what: _uncaught(what.exc_type, what.exc_value, what.exc_traceback)


def _uncaught(kind: type[BaseException], error: BaseException | None, _way: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger("gendan").critical("the program ends with an error", exc_info=error)

"""Logging: one line a fact on standard error, and never a secret in it."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable
from urllib.parse import quote

# They log every request with its address, in which the token stands, or whole updates with what people wrote.
TALKATIVE = ("httpx", "httpcore", "aiogram.event", "aiohttp.access", "apscheduler", "asyncio")
HIDDEN = "***"


class Redacting(logging.Formatter):
    """Writes a record, its traceback included, with every secret blotted out."""

    def __init__(self, layout: str, secrets: Iterable[str]) -> None:
        super().__init__(layout)
        forms = {form for secret in secrets if secret for form in _forms(secret)}
        self.secrets = sorted(forms, key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line."""
        line = super().format(record)
        for secret in self.secrets:
            line = line.replace(secret, HIDDEN)
        return line


def _forms(secret: str) -> set[str]:
    """How a secret may appear: as it is, in an address, and the telling half of a bot's token."""
    _number, colon, telling = secret.partition(":")
    half = {telling} if colon and len(telling) >= 16 else set()
    return {secret, quote(secret, safe=""), *half}


def setup_logging(level: str, secrets: Iterable[str] = ()) -> None:
    """Log from `level` (DEBUG, INFO, WARNING, ERROR) on; libraries that would log secrets only their warnings."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Redacting("%(asctime)s %(levelname)s %(name)s: %(message)s", secrets))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("telegram.ext.AIORateLimiter").setLevel(logging.CRITICAL)

"""The chat server as the delivery sees it: words go out through python-telegram-bot, every end is told apart."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from enum import Enum
from typing import Any

import httpx
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Message
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.ext import AIORateLimiter, Defaults, ExtBot
from telegram.request import HTTPXRequest

from jobs.letters import Words
from locales import split

CONNECTIONS = 64
SPARE = 0.04  # of the rate: what sending is slower for making up for late wake-ups
READ_S = 20.0
NEVER_LEFT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
)
NOBODY = ("chat not found", "user not found", "user is deactivated", "peer_id_invalid", "user_is_blocked")
GONE = ("message to edit not found", "message can't be edited", "message_id_invalid", "message identifier")

QUOTED = re.compile(r'["“`].*["”`]', re.DOTALL)  # what an answer quotes may be what somebody wrote
log = logging.getLogger(__name__)


class End(Enum):
    """How one call ended."""

    DONE = "done"
    AGAIN = "again"  # it did not happen: to be tried again
    FLOOD = "flood"  # it did not happen, and this chat is to be left alone for `wait_s`
    UNKNOWN = "unknown"  # the answer was lost: it may have happened
    REFUSED = "refused"  # it never will happen
    UNREACHABLE = "unreachable"  # nothing reaches this person: blocked, deleted
    GONE = "gone"  # the message to edit is no longer there


@dataclass(frozen=True)
class Outcome:
    """How it ended, and what is known: the chat and number of the message, seconds to wait, what the server said."""

    end: End
    chat_id: int | None = None
    message_id: int | None = None
    wait_s: float = 0.0
    error: str = ""


def pace(per_second: int) -> dict[str, Any]:
    """The limiter's bucket: more than `per_second` calls in no second, and what a late timer lost is made up for.

    It holds a little more than one call and drains so much more slowly. A second sees fewer calls than drain in it and
    the bucket holds together, and that is one more than `per_second`.
    """
    spare = min(1.0, per_second * SPARE)
    return {"overall_max_rate": 1 + spare, "overall_time_period": (1 + spare) / (per_second - spare)}


class Chat:
    """One bot's outgoing side: at most `per_second` calls a second, evenly spaced."""

    def __init__(self, token: str, api_url: str, *, per_second: int) -> None:
        self._request = HTTPXRequest(
            connection_pool_size=CONNECTIONS,
            read_timeout=READ_S,
            write_timeout=READ_S,
            connect_timeout=5,
            pool_timeout=30,
        )
        self._bot = ExtBot(
            token,
            base_url=f"{api_url}/bot",
            base_file_url=f"{api_url}/file/bot",
            request=self._request,
            get_updates_request=self._request,
            defaults=Defaults(parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)),
            rate_limiter=AIORateLimiter(**pace(per_second), max_retries=0),
        )

    async def send(self, chat_id: int, words: Words) -> Outcome:
        """Send words, in several messages where they are too long for one; the last has the buttons."""
        parts = split(words.html)
        try:
            for part in parts[:-1]:
                await self._bot.send_message(chat_id, part)
            message = await self._send_last(chat_id, parts[-1], words)
        except TelegramError as error:
            return _outcome(error)
        # Words in several messages cannot be edited as one.
        return Outcome(End.DONE, message.chat_id, message.message_id if len(parts) == 1 else None)

    async def _send_last(self, chat_id: int, part: str, words: Words) -> Message:
        try:
            return await self._bot.send_message(chat_id, part, reply_markup=_keyboard(words))
        except ChatMigrated as moved:
            log.info("a chat has moved")
            return await self._bot.send_message(moved.new_chat_id, part, reply_markup=_keyboard(words))

    async def edit(self, chat_id: int, message_id: int, words: Words | None) -> Outcome:
        """Put other words in the place of a message; without words only its buttons go."""
        where: dict[str, Any] = {"chat_id": chat_id, "message_id": message_id}
        try:
            if words is None:
                await self._bot.edit_message_reply_markup(**where)
            else:
                await self._bot.edit_message_text(split(words.html)[0], reply_markup=_keyboard(words), **where)
        except BadRequest as error:
            said = error.message.lower()
            if "not modified" in said:
                return Outcome(End.DONE, chat_id, message_id)
            return Outcome(End.GONE, error=error.message) if said.startswith(GONE) else _outcome(error)
        except TelegramError as error:
            return _outcome(error)
        return Outcome(End.DONE, chat_id, message_id)

    async def close(self) -> None:
        """Let go of the connections."""
        await self._request.shutdown()


def _keyboard(words: Words) -> InlineKeyboardMarkup | None:
    rows = [[InlineKeyboardButton(label, callback_data=data) for label, data in row] for row in words.buttons]
    return InlineKeyboardMarkup(rows) if rows else None


def _outcome(error: TelegramError) -> Outcome:
    """What an error means for the letter. The library's own classes do not say whether the call left us."""
    said = f"{type(error).__name__}: {QUOTED.sub('…', error.message)}"
    if isinstance(error, RetryAfter):
        return Outcome(End.FLOOD, wait_s=_seconds(error), error=f"429 {said}")
    if isinstance(error, Forbidden):
        return Outcome(End.UNREACHABLE, error=said)
    if isinstance(error, BadRequest):
        unreachable = any(sign in error.message.lower() for sign in NOBODY)
        return Outcome(End.UNREACHABLE if unreachable else End.REFUSED, error=said)
    if isinstance(error, ChatMigrated):
        return Outcome(End.REFUSED, error=said)
    if isinstance(error, InvalidToken):
        return Outcome(End.AGAIN, wait_s=60, error=type(error).__name__)
    if isinstance(error, NetworkError) and _did_not_happen(error):
        return Outcome(End.AGAIN, error=said)
    return Outcome(End.UNKNOWN, error=said)


def _did_not_happen(error: NetworkError) -> bool:
    """The connection was never made, or the server answered that it failed."""
    cause = error.__cause__
    return isinstance(cause, NEVER_LEFT) or not isinstance(cause, httpx.HTTPError)


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()

"""Failures on request: the next matching Bot API calls fail the way a test says."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any

from bot.sandbox.errors import ApiError, DoorError

MAX_DELAY_S = 600.0

_DESCRIPTIONS = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}


@dataclass
class Fault:
    """How the next ``times`` matching calls fail.

    ``delay_s`` waits first. ``status`` answers with an error instead of doing the call. ``drop_answer`` does
    the call and then resets the connection; together with ``status`` the call is not done either. ``half_answer``
    does the call and answers with the first half of the JSON, as a proxy that gives up does. ``*``
    matches every method but getUpdates, which polls all the time and would use the fault up.
    """

    method: str = "*"
    status: int | None = None
    retry_after: int | None = None
    migrate_to_chat_id: int | None = None
    description: str | None = None
    times: int = 1
    delay_s: float = 0.0
    drop_answer: bool = False
    chat_id: int | None = None
    half_answer: bool = False

    def matches(self, method: str, chat_id: int | None) -> bool:
        """Whether a call of this method to this chat is meant."""
        if self.chat_id is not None and self.chat_id != chat_id:
            return False
        if self.method == "*":
            return method.lower() != "getupdates"
        return self.method.lower() == method.lower()

    def error(self) -> ApiError | None:
        """What the call is answered with instead of being done."""
        if self.migrate_to_chat_id is not None:
            text = self.description or "Bad Request: group chat was upgraded to a supergroup chat"
            return ApiError(400, text, {"migrate_to_chat_id": self.migrate_to_chat_id})
        if self.status is None and self.retry_after is None:
            return None
        status = self.status or 429
        if status == 429:
            wait = 1 if self.retry_after is None else self.retry_after
            text = self.description or f"Too Many Requests: retry after {wait}"
            return ApiError(429, text, {"retry_after": wait})
        return ApiError(status, self.description or _DESCRIPTIONS.get(status, "Error"))


class Faults:
    """The faults still to come, oldest first."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Arm one more."""
        self._waiting.append(fault)

    def clear(self) -> None:
        """Disarm all."""
        self._waiting.clear()

    def listed(self) -> list[dict[str, Any]]:
        """Those still armed, with the times left."""
        return [asdict(fault) for fault in self._waiting]

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """The fault for this call, used up by one; None when the call goes well."""
        for fault in self._waiting:
            if fault.matches(method, chat_id):
                fault.times -= 1
                if fault.times <= 0:
                    self._waiting.remove(fault)
                return fault
        return None


def fault_from(body: dict[str, Any]) -> Fault:
    """A fault from the door's JSON; raises ``DoorError`` 400 for anything that makes no sense."""
    if unknown := body.keys() - Fault.__dataclass_fields__.keys():
        raise DoorError(400, f"A fault has no field {min(unknown)!r}.")
    fault = Fault(
        method=_method(body.get("method", "*")),
        status=_integer(body, "status", 400, 599),
        retry_after=_integer(body, "retry_after", 0, 86_400),
        migrate_to_chat_id=_integer(body, "migrate_to_chat_id", -(2**52), 2**52),
        description=_description(body.get("description")),
        times=_integer(body, "times", 1, 1_000_000) or 1,
        delay_s=_delay(body.get("delay_s")),
        drop_answer=_flag(body, "drop_answer"),
        chat_id=_integer(body, "chat_id", -(2**52), 2**52),
        half_answer=_flag(body, "half_answer"),
    )
    if fault.error() is None and not (fault.delay_s or fault.drop_answer or fault.half_answer):
        ways = "status, retry_after, migrate_to_chat_id, delay_s, drop_answer or half_answer"
        raise DoorError(400, f"Say how it fails: {ways}.")
    return fault


def _method(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise DoorError(400, 'The field "method" is the name of a Bot API method, or "*".')
    return value


def _integer(body: dict[str, Any], name: str, least: int, most: int) -> int | None:
    value = body.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise DoorError(400, f'The field "{name}" is a whole number from {least} to {most}.')
    return value


def _delay(value: Any) -> float:
    if value is None:
        return 0.0
    good = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    if not good or not 0 <= value <= MAX_DELAY_S:
        raise DoorError(400, f'The field "delay_s" is a number of seconds from 0 to {MAX_DELAY_S:.0f}.')
    return float(value)


def _flag(body: dict[str, Any], name: str) -> bool:
    value = body.get(name)
    if value is None or isinstance(value, bool):
        return bool(value)
    raise DoorError(400, f'The field "{name}" is true or false.')


def _description(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise DoorError(400, 'The field "description" is a text.')

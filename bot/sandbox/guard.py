"""Who may use the control door and the page: this machine only, and no other site's page in its browser."""

from __future__ import annotations

import ipaddress
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.sandbox.errors import ApiError, DoorError

_log = logging.getLogger(__name__)
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

MAX_SETTLE_S = 120.0


@web.middleware
async def guard(request: web.Request, handler: _Handler) -> web.StreamResponse:
    """Refuse strangers with 403, and answer every refusal of the door as ``{"error": sentence}``.

    The Bot API's own addresses pass: they are guarded by the token, and answer in their own shape.
    """
    if request.path.startswith(("/bot", "/file/bot")):
        return await _in_api_shape(request, handler)
    try:
        _check_local(request)
        return await handler(request)
    except DoorError as error:
        return web.json_response({"error": error.sentence}, status=error.status)
    except web.HTTPException as error:
        if error.status < 400:
            raise
        allowed = {"Allow": error.headers["Allow"]} if "Allow" in error.headers else {}
        return web.json_response({"error": f"{error.reason}."}, status=error.status, headers=allowed)
    except Exception:
        if request.protocol.transport is None:
            raise
        _log.exception("the control door failed at %s %s", request.method, request.path)
        return web.json_response({"error": "Something went wrong inside; the log says what."}, status=500)


async def _in_api_shape(request: web.Request, handler: _Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except web.HTTPException as error:
        refusal = ApiError(error.status, error.reason)
    except Exception:
        # The path holds the token, so the log names the method alone.
        _log.exception("the Bot API failed at %s", request.match_info.get("method"))
        refusal = ApiError(500, "Internal Server Error")
    return web.json_response(refusal.as_json(), status=refusal.code)


async def json_object(request: web.Request) -> dict[str, Any]:
    """The JSON object in a request's body; raises ``DoorError`` 400 for anything else."""
    try:
        body = json.loads(await request.read())
        json.dumps(body, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise DoorError(400, "The body has to be JSON in UTF-8.") from None
    if not isinstance(body, dict):
        raise DoorError(400, "The body has to be a JSON object.")
    return body


def number_in(text: str, what: str) -> int:
    """A whole number from an address; raises ``DoorError`` 404 for what cannot name anything."""
    if not text.lstrip("-").isdecimal() or len(text) > 20:
        raise DoorError(404, f"There is no {what} {text[:40]!r}.")
    return int(text)


def settle_seconds(request: web.Request) -> float | None:
    """How long to wait for the bot, from ``?settle=SECONDS``; None when it is not asked for."""
    text = request.query.get("settle")
    if text is None:
        return None
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= MAX_SETTLE_S:
        raise DoorError(400, f'"settle" is a number of seconds from 0 to {MAX_SETTLE_S:.0f}.')
    return seconds


def _check_local(request: web.Request) -> None:
    if not _is_loopback(request.remote or ""):
        raise DoorError(403, "This door opens on the same machine only.")
    if not _is_loopback(_host_name(request.host)):
        raise DoorError(403, "This door answers to localhost and 127.0.0.1 only.")
    origin = request.headers.get("Origin")
    if origin is not None and origin.lower() != f"{request.scheme}://{request.host}".lower():
        raise DoorError(403, "Another site's page may not use this door.")


def _host_name(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


def _is_loopback(name: str) -> bool:
    if name.lower() == "localhost":
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback

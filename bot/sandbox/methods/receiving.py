"""How the bot hears: long polling, webhook, and its answers to taps."""

from __future__ import annotations

import re
from typing import Any

from bot.sandbox.core import Core
from bot.sandbox.errors import bad_request
from bot.sandbox.params import Params
from bot.sandbox.texts import utf16_length
from bot.sandbox.webhook import Target, checked_url

MAX_ANSWER = 200


async def get_updates(core: Core, params: Params) -> list[dict[str, Any]]:
    """Updates that wait; the offset confirms all before it."""
    core.updates.allow(_allowed(params))
    limit = params.integer("limit")
    return await core.updates.poll(
        params.integer("offset") or 0, 100 if limit is None else limit, params.integer("timeout") or 0
    )


async def set_webhook(core: Core, params: Params) -> bool:
    """Send updates to an address from now on; an empty address goes back to polling."""
    url = params.text("url").strip()
    if not url:
        return await delete_webhook(core, params)
    secret = params.text("secret_token")
    if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise bad_request("secret token contains unallowed characters")
    connections = params.integer("max_connections") or 40
    target = Target(checked_url(url), secret, min(max(connections, 1), 100))
    core.updates.allow(_allowed(params))
    if params.flag("drop_pending_updates"):
        core.updates.drop()
    await core.webhook.set(target)
    return True


async def delete_webhook(core: Core, params: Params) -> bool:
    """Back to polling."""
    if params.flag("drop_pending_updates"):
        core.updates.drop()
    await core.webhook.set(None)
    return True


def get_webhook_info(core: Core, params: Params) -> dict[str, Any]:
    """Where updates go, how many wait, and what went wrong last."""
    return core.webhook.info()


def answer_callback_query(core: Core, params: Params) -> bool:
    """The short notice after a tap, at most 200 characters."""
    text = params.text("text")
    if utf16_length(text) > MAX_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    core.answer(params.text("callback_query_id"), text, alert=params.flag("show_alert"))
    return True


def _allowed(params: Params) -> list[str] | None:
    kinds = params.structure("allowed_updates")
    if kinds is None:
        return None
    if not isinstance(kinds, list) or not all(isinstance(kind, str) for kind in kinds):
        raise bad_request("can't parse allowed_updates JSON object")
    return kinds

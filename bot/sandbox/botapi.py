"""The Bot API over HTTP: ``/bot<token>/<method>`` and ``/file/bot<token>/<path>``."""

from __future__ import annotations

import asyncio
import inspect
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from aiohttp import web

from bot.sandbox.core import TOKEN, Core
from bot.sandbox.errors import ApiError, unsupported
from bot.sandbox.faults import Fault
from bot.sandbox.methods import KNOWN
from bot.sandbox.params import Params, read_params

_dumps = partial(json.dumps, ensure_ascii=False)


class BotApi:
    """Answers calls as the real server does, fails where a fault says so, enters the rest in the ledger."""

    def __init__(self, core: Core) -> None:
        self._core = core
        core.webhook.reply = self.reply

    def routes(self) -> list[web.RouteDef]:
        """The two addresses of the API."""
        return [
            web.get("/bot{token}/{method}", self._call, allow_head=False),
            web.post("/bot{token}/{method}", self._call),
            web.get("/file/bot{token}/{path:.+}", self._download),
        ]

    async def perform(self, name: str, params: Params) -> Any:
        """Do one call and enter it in the ledger; raises ``ApiError``."""
        method, run = KNOWN[name.lower()]
        with self._core.kept.together():
            result = run(self._core, params)
            if not inspect.isawaitable(result):
                self._enter(method, params, result)
                return result
        result = await result
        if method != "getUpdates":
            self._enter(method, params, result)
        return result

    def _enter(self, method: str, params: Params, result: Any) -> None:
        entry = self._core.ledger.enter(self._core.now(), method, params, result)
        told = {"n": entry["n"], "at": entry["at"], "method": method, "chat_id": params.integer("chat_id")}
        self._core.events.publish("call", told)

    async def reply(self, call: dict[str, Any]) -> None:
        """Do the call that a webhook answered with; as on the real server nobody is told how it went."""
        values = {name: value for name, value in call.items() if name != "method" and value is not None}
        if call["method"].lower() not in KNOWN:
            return
        try:
            await self.perform(call["method"], Params(values))
        except ApiError:
            return

    async def _call(self, request: web.Request) -> web.StreamResponse:
        try:
            self._check_token(request)
            name = request.match_info["method"]
            if name.lower() not in KNOWN:
                raise unsupported(f'method "{name}" is not supported by the sandbox')
            with self._counted(name):
                params = await read_params(request)
                fault = self._core.faults.take(name, params.integer("chat_id"))
                result = await self._done(name, params, fault)
        except ApiError as error:
            return web.json_response(error.as_json(), status=error.code, dumps=_dumps)
        except _DroppedError:
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        answer = _dumps({"ok": True, "result": result})
        if fault is not None and fault.half_answer:
            answer = answer[: len(answer) // 2]
        return web.json_response(text=answer)

    async def _done(self, name: str, params: Params, fault: Fault | None) -> Any:
        if fault is None:
            return await self.perform(name, params)
        await asyncio.sleep(fault.delay_s)
        error = fault.error()
        if error is None:
            result = await self.perform(name, params)
        if fault.drop_answer:
            raise _DroppedError
        if error is not None:
            raise error
        return result

    async def _download(self, request: web.Request) -> web.Response:
        try:
            self._check_token(request)
        except ApiError as error:
            return web.json_response(error.as_json(), status=error.code)
        path = request.match_info["path"]
        file = self._core.files.find(path)
        if file is None or file.path != path or file.data is None:
            return web.json_response(ApiError(404, "Not Found").as_json(), status=404)
        return web.Response(body=file.data, content_type="application/octet-stream")

    def _check_token(self, request: web.Request) -> None:
        token = request.match_info["token"]
        if not TOKEN.fullmatch(token):
            raise ApiError(404, "Not Found")
        if token != self._core.token:
            raise ApiError(401, "Unauthorized")

    @contextmanager
    def _counted(self, name: str) -> Iterator[None]:
        """Count the call as under way; a poll only waits and does not count."""
        if name.lower() == "getupdates":
            yield
            return
        self._core.in_flight += 1
        try:
            yield
        finally:
            self._core.in_flight -= 1
            self._core.last_call_at = time.monotonic()


class _DroppedError(Exception):
    """The call ends without an answer."""

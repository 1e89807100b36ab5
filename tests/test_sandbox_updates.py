"""How updates reach the bot: long polling and webhook, none lost, none twice."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web

from tests.sandboxed import buttons, wired

TERMINATED = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


async def test_an_update_comes_again_until_the_offset_confirms_it() -> None:
    async with wired() as wire:
        for text in ("一", "二", "三"):
            await wire.says(text)
        first = await wire.does("getUpdates", limit=2)
        assert [each["message"]["text"] for each in first] == ["一", "二"]
        assert await wire.does("getUpdates", limit=2) == first
        rest = await wire.does("getUpdates", offset=first[-1]["update_id"] + 1)
        assert [each["message"]["text"] for each in rest] == ["三"]
        assert await wire.does("getUpdates", offset=rest[-1]["update_id"] + 1) == []
        assert await wire.does("getUpdates") == []


async def test_a_negative_offset_keeps_the_newest_and_forgets_the_rest() -> None:
    async with wired() as wire:
        for text in ("一", "二", "三"):
            await wire.says(text)
        newest = await wire.does("getUpdates", offset=-2)
        assert [each["message"]["text"] for each in newest] == ["二", "三"]
        assert await wire.does("getUpdates") == newest


async def test_a_poll_waits_for_an_update() -> None:
    async with wired() as wire:
        waiting = asyncio.create_task(wire.does("getUpdates", timeout=10))
        await asyncio.sleep(0.05)
        assert not waiting.done()
        await wire.says("来了")
        [update] = await asyncio.wait_for(waiting, 1)
        assert update["message"]["text"] == "来了"
        before = asyncio.get_running_loop().time()
        assert await wire.does("getUpdates", offset=update["update_id"] + 1, timeout=1) == []
        assert 0.9 < asyncio.get_running_loop().time() - before < 2


async def test_a_second_poller_ends_the_first() -> None:
    async with wired() as wire:
        first = asyncio.create_task(wire.call("getUpdates", timeout=10))
        await asyncio.sleep(0.05)
        second = asyncio.create_task(wire.does("getUpdates", timeout=10))
        ended = await asyncio.wait_for(first, 1)
        assert (ended["error_code"], ended["description"]) == (409, TERMINATED)
        await wire.says("好")
        assert len(await asyncio.wait_for(second, 1)) == 1


async def test_the_bot_gets_only_the_kinds_it_asked_for_and_keeps_that_wish() -> None:
    async with wired() as wire:
        number = (await wire.sends(reply_markup=buttons("好")))["message_id"]
        assert await wire.does("getUpdates", allowed_updates=["callback_query"]) == []
        await wire.says("一")
        await wire.taps(number, text="好")
        [update] = await wire.does("getUpdates")
        assert "callback_query" in update
        await wire.does("getUpdates", offset=update["update_id"] + 1, allowed_updates=[])
        await wire.says("二")
        assert [each["message"]["text"] for each in await wire.does("getUpdates")] == ["二"]


async def test_stopping_ends_a_waiting_poll_at_once() -> None:
    async with wired() as wire:
        waiting = asyncio.create_task(wire.call("getUpdates", timeout=30))
        events = await wire.http.get("/sandbox/events")
        await asyncio.sleep(0.05)
        before = asyncio.get_running_loop().time()
        await wire.sandbox.stop()
        assert await waiting == {"ok": True, "result": []}
        assert (await events.read()).startswith(b"retry: ")
        assert asyncio.get_running_loop().time() - before < 0.9


class Receiver:
    """A bot's webhook: what it got, and what it answers next."""

    def __init__(self) -> None:
        self.url = ""
        self.got: list[dict[str, Any]] = []
        self._came: asyncio.Queue[str] = asyncio.Queue()
        self.secrets: set[str | None] = set()
        self.answer: Callable[[], web.Response] = web.Response

    async def take(self, request: web.Request) -> web.Response:
        """Note an update and answer it."""
        self.got.append(await request.json())
        self._came.put_nowait(self.got[-1]["message"]["text"])
        self.secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        return self.answer()

    async def texts(self, count: int) -> list[str]:
        """The texts of the next messages that come, so many of them."""
        return [await asyncio.wait_for(self._came.get(), 3) for _ in range(count)]


@asynccontextmanager
async def receiving() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    application = web.Application()
    application.add_routes([web.post("/hook", receiver.take)])
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    try:
        yield receiver
    finally:
        await runner.cleanup()


async def test_a_webhook_gets_what_waited_and_what_comes_with_its_secret() -> None:
    async with wired() as wire, receiving() as receiver:
        await wire.says("早")
        await wire.does("setWebhook", url=receiver.url, secret_token="geheim_1")
        assert (await wire.says("晚", "?settle=3"))["settled"] is True
        assert await receiver.texts(2) == ["早", "晚"]
        assert receiver.secrets == {"geheim_1"}
        info = await wire.does("getWebhookInfo")
        assert (info["url"], info["pending_update_count"]) == (receiver.url, 0)


async def test_a_webhook_that_fails_is_tried_again_in_order() -> None:
    async with wired() as wire, receiving() as receiver:
        receiver.answer = lambda: web.Response(status=500 if len(receiver.got) < 3 else 200)
        await wire.does("setWebhook", url=receiver.url)
        await wire.says("一")
        await wire.says("二")
        assert await receiver.texts(4) == ["一", "一", "一", "二"]
        info = await wire.does("getWebhookInfo")
        assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"


async def test_a_webhook_nobody_listens_at_is_reported() -> None:
    async with wired() as wire:
        await wire.does("setWebhook", url="http://127.0.0.1:9/hook")
        assert (await wire.says("有人吗", "?settle=0.3"))["settled"] is False
        info = await wire.does("getWebhookInfo")
        assert (info["last_error_message"], info["pending_update_count"]) == ("Connection refused", 1)
        await wire.does("setWebhook", url="")
        assert len(await wire.does("getUpdates")) == 1


async def test_a_webhook_may_answer_with_a_call() -> None:
    async with wired() as wire, receiving() as receiver:
        call = {"method": "sendMessage", "chat_id": wire.li, "text": "马上"}
        receiver.answer = lambda: web.json_response(call)
        await wire.does("setWebhook", url=receiver.url)
        assert [each["text"] for each in (await wire.says("在吗", "?settle=3"))["messages"]] == ["马上"]
        call["chat_id"] = 7
        assert (await wire.says("在吗", "?settle=3"))["messages"] == []
        call["method"] = "sendNothing"
        assert (await wire.says("在吗", "?settle=3"))["messages"] == []


async def test_polling_and_webhook_exclude_each_other() -> None:
    async with wired() as wire, receiving() as receiver:
        waiting = asyncio.create_task(wire.call("getUpdates", timeout=10))
        await asyncio.sleep(0.05)
        await wire.does("setWebhook", url=receiver.url)
        assert (await waiting)["error_code"] == 409
        body = await wire.call("getUpdates")
        assert body["error_code"] == 409
        assert body["description"].startswith("Conflict: can't use getUpdates method while webhook is active")
        await wire.does("deleteWebhook")
        await wire.says("又来")
        assert len(await wire.does("getUpdates")) == 1
        assert receiver.got == []
        await wire.does("deleteWebhook", drop_pending_updates=True)
        assert await wire.does("getUpdates") == []


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({"url": "http://example.com/hook"}, "An HTTPS URL must be provided for webhook"),
        ({"url": "ftp://127.0.0.1/hook"}, "An HTTPS URL must be provided for webhook"),
        ({"url": "http://[x"}, "invalid webhook URL specified"),
        ({"url": "https://example.com", "secret_token": "a b"}, "secret token contains unallowed characters"),
    ],
)
async def test_a_webhook_that_cannot_be_is_refused(params: dict[str, str], description: str) -> None:
    async with wired() as wire:
        assert description in await wire.refused("setWebhook", **params)
        assert (await wire.does("getWebhookInfo"))["url"] == ""


async def test_a_tap_is_answered_once_it_is_known() -> None:
    async with wired() as wire:
        number = (await wire.sends(reply_markup=buttons("好")))["message_id"]
        await wire.taps(number, text="好")
        [update] = await wire.does("getUpdates")
        query_id = update["callback_query"]["id"]
        long = await wire.refused("answerCallbackQuery", callback_query_id=query_id, text="长" * 201)
        assert long == "Bad Request: MESSAGE_TOO_LONG"
        assert await wire.does("answerCallbackQuery", callback_query_id=query_id, text="长" * 200) is True

"""Chats that outlive the program: whatever a person saw on the phone is there again, and old buttons still work."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import FormData

from bot.sandbox import core, ledger
from bot.sandbox.files import FileStore, Upload
from bot.sandbox.kept import Kept
from tests.sandboxed import LI, TOKEN, Wire, buttons, dying, echo_bot, png

COMMANDS = [{"command": "orders", "description": "订单"}]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the chats are kept; the folder is not there yet."""
    return tmp_path / "sandbox" / "chats.db"


async def test_the_history_comes_back_as_the_phone_showed_it(file: Path) -> None:
    async with dying(file) as wire:
        said = await wire.says("你好 /start")
        first = await wire.sends("<b>订单</b> 1", parse_mode="HTML", reply_markup=buttons("确认", "取消"))
        second = await wire.sends("错了", reply_parameters={"message_id": said["message"]["message_id"]})
        await wire.sends("键盘", reply_markup={"keyboard": [["一", "二"]]}, protect_content=True)
        edit = {"chat_id": LI, "message_id": first["message_id"], "text": "订单 <i>2</i>", "parse_mode": "HTML"}
        await wire.does("editMessageText", **edit, reply_markup=buttons("发货"))
        await wire.does("deleteMessage", chat_id=LI, message_id=second["message_id"])
        before = await wire.phone()
    async with dying(file) as wire:
        assert await wire.phone() == before
        assert [each["deleted"] for each in before] == [False, False, True, False]
        assert "not modified" in await wire.refused("editMessageText", **edit, reply_markup=buttons("发货"))
        newer = await wire.sends("新")
        assert newer["message_id"] > before[-1]["message_id"]


async def test_an_old_button_still_reaches_the_bot(file: Path) -> None:
    async with dying(file) as wire:
        sent = await wire.sends("订单", reply_markup=buttons("确认"))
    async with dying(file) as wire:
        status, _ = await wire.taps(sent["message_id"], text="确认")
        assert status == 200
        query = (await wire.newest_update())["callback_query"]
        assert (query["data"], query["message"]["message_id"]) == ("确认", sent["message_id"])
        assert await wire.does("answerCallbackQuery", callback_query_id=query["id"])


async def test_an_unconfirmed_update_is_delivered_again_and_a_confirmed_one_is_not(file: Path) -> None:
    async with dying(file) as wire:
        for text in ("一", "二", "三"):
            await wire.says(text)
        one, two, three = await wire.does("getUpdates")
        await wire.does("getUpdates", offset=two["update_id"])
    async with dying(file) as wire:
        assert await wire.does("getUpdates") == [two, three]
        assert await wire.does("getUpdates", offset=three["update_id"] + 1) == []
    async with dying(file) as wire:
        await wire.says("四")
        [four] = await wire.does("getUpdates")
        assert four["update_id"] == three["update_id"] + 1
        assert four["message"]["message_id"] > one["message"]["message_id"]


async def test_a_tap_can_be_answered_after_the_restart_until_it_is_too_old(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with dying(file) as wire:
        sent = await wire.sends("订单", reply_markup=buttons("确认"))
        await wire.taps(sent["message_id"], text="确认")
        query = (await wire.newest_update())["callback_query"]["id"]
    async with dying(file) as wire:
        assert await wire.does("answerCallbackQuery", callback_query_id=query, text="好")
    monkeypatch.setattr(core, "QUERY_LIFE_S", 0.0)
    async with dying(file) as wire:
        assert "query is too old" in await wire.refused("answerCallbackQuery", callback_query_id=query)
        await wire.taps(sent["message_id"], text="确认")
    with sqlite3.connect(file) as db:
        assert db.execute("SELECT count(*) FROM kept WHERE kind = 'query'").fetchone() == (1,)


async def test_files_come_back_with_their_bytes_and_ids(file: Path) -> None:
    async with dying(file) as wire:
        form = FormData({"chat_id": str(LI), "caption": "回单"})
        form.add_field("photo", png(), filename="p.png", content_type="image/png")
        async with wire.http.post(f"/bot{TOKEN}/sendPhoto", data=form) as answer:
            sent = (await answer.json())["result"]
        shown = (await wire.phone())[0]["photo"]
    async with dying(file) as wire:
        async with wire.http.get(shown) as answer:
            assert await answer.read() == png()
        photo = sent["photo"][0]["file_id"]
        path = (await wire.does("getFile", file_id=photo))["file_path"]
        async with wire.http.get(f"/file/bot{TOKEN}/{path}") as answer:
            assert await answer.read() == png()
        again = await wire.does("sendPhoto", chat_id=LI, photo=photo)
        assert again["photo"] == sent["photo"]
        other = await wire.does("getFile", file_id=await _upload(wire))
        assert other["file_path"] != path


async def _upload(wire: Wire) -> str:
    form = FormData({"caption": "合同"})
    form.add_field("file", b"%PDF", filename="合同.pdf", content_type="application/pdf")
    status, said = await wire.door("POST", f"/sandbox/chats/{LI}/messages", data=form)
    assert (status, said["message"]["document"]["file_name"]) == (201, "合同.pdf")
    number: str = (await wire.newest_update())["message"]["document"]["file_id"]
    return number


def test_files_that_made_room_stay_gone_and_the_cap_goes_on_counting(file: Path) -> None:
    kept = Kept(file)
    store = FileStore(kept, cap=10)
    first, second = (store.keep(Upload(f"{each}.txt", "", b"x" * 6), "documents") for each in range(2))
    again = FileStore(Kept(file), cap=10)
    for body, data in kept.files():
        again.restore(body, data)
    assert again.find(first.file_id) == first
    assert again.find(second.path) == second
    third = again.keep(Upload("3.txt", "", b"x" * 6), "documents")
    assert again.known(second.file_id).data is None
    assert [data for _body, data in kept.files()] == [None, None, third.data]


async def test_what_the_bot_told_about_itself_comes_back(file: Path) -> None:
    async with dying(file, title="Shop") as wire:
        await wire.does("setMyCommands", commands=COMMANDS, language_code="zh")
        await wire.does("setMyCommands", commands=COMMANDS, scope={"type": "chat", "chat_id": LI})
        await wire.does("deleteMyCommands", scope={"type": "chat", "chat_id": LI})
        await wire.does("setMyName", name="跟单")
        await wire.does("setMyDescription", description="全部订单", language_code="zh")
        await wire.does("setMyShortDescription", short_description="订单")
        await wire.does("setChatMenuButton", menu_button={"type": "default"})
        await wire.does("setChatMenuButton", chat_id=LI, menu_button={"type": "commands"})
        await wire.does("getUpdates", allowed_updates=["message"])
    async with dying(file, title="Shop") as wire:
        assert await wire.does("getMyCommands", language_code="zh") == COMMANDS
        assert await wire.does("getMyCommands", scope={"type": "chat", "chat_id": LI}) == []
        assert (await wire.does("getMe"))["first_name"] == "跟单"
        assert await wire.does("getMyDescription", language_code="zh") == {"description": "全部订单"}
        assert await wire.does("getMyShortDescription") == {"short_description": "订单"}
        assert await wire.does("getChatMenuButton") == {"type": "default"}
        assert await wire.does("getChatMenuButton", chat_id=LI) == {"type": "commands"}
        sent = await wire.sends(reply_markup=buttons("好"))
        await wire.taps(sent["message_id"], text="好")
        assert await wire.does("getUpdates") == []


async def test_people_come_back_blocked_or_not_and_may_be_renamed(file: Path) -> None:
    async with dying(file) as wire:
        _, alice = await wire.door("POST", "/sandbox/people", json={"name": "Alice", "username": "alice"})
        await wire.door("POST", f"/sandbox/chats/{LI}/block", json={"blocked": True})
        status, _ = await wire.door("POST", "/sandbox/people", json={"id": LI, "name": "王"})
        assert status == 409
    async with dying(file, name="李经理") as wire:
        wire.sandbox.add_person(id=alice["id"], name="Alice", language="en", about={"en": "Boss"})
        _, people = await wire.door("GET", "/sandbox/people")
        assert [(each["id"], each["name"], each["blocked"]) for each in people] == [
            (LI, "李经理", True),
            (alice["id"], "Alice", False),
        ]
        assert (people[1]["username"], people[1]["language"], people[1]["about"]) == ("alice", "en", {"en": "Boss"})
        assert "blocked by the user" in await wire.refused("sendMessage", chat_id=LI, text="喂")
        assert wire.sandbox.add_person(name="新人") == alice["id"] + 1


async def test_the_ledger_goes_on_where_it_was_up_to_a_cap(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "MAX_ON_DISK", 3)
    monkeypatch.setattr(ledger, "TRIM_EVERY", 5)
    async with dying(file) as wire:
        for number in range(6):
            await wire.sends(str(number))
    async with dying(file) as wire:
        await wire.sends("6")
        _, calls = await wire.door("GET", "/sandbox/ledger")
        assert [(each["n"], each["params"]["text"]) for each in calls] == [
            (3, "2"),
            (4, "3"),
            (5, "4"),
            (6, "5"),
            (7, "6"),
        ]


async def test_a_webhook_goes_on_being_served(file: Path) -> None:
    async with dying(file) as wire:
        await wire.does("setWebhook", url="http://127.0.0.1:9/hook", secret_token="abc", max_connections=3)
        await wire.says("一")
    async with dying(file) as wire:
        info = await wire.does("getWebhookInfo")
        assert (info["url"], info["max_connections"]) == ("http://127.0.0.1:9/hook", 3)
        assert info["pending_update_count"] == 1
        assert "webhook is active" in await wire.refused("getUpdates")
        await wire.does("deleteWebhook")
    async with dying(file) as wire:
        assert (await wire.does("getWebhookInfo"))["url"] == ""
        [update] = await wire.does("getUpdates")
        assert update["message"]["text"] == "一"


async def test_a_bot_that_goes_on_polling_sees_nothing_twice(file: Path) -> None:
    seen: list[str] = []

    async def take(update: dict[str, Any]) -> None:
        seen.append(update["message"]["text"])
        await wire.sends(f"好：{seen[-1]}")

    for text in ("一", "二"):
        async with dying(file) as wire:
            await wire.says(text)
            await echo_bot(wire, take, rounds=1)
            await wire.does("getUpdates", offset=(await wire.newest_update())["update_id"] + 1)
    assert seen == ["一", "二"]


async def test_moments_keep_the_zone_they_were_written_in(file: Path) -> None:
    class Clock:
        def now(self) -> datetime:
            return datetime.fromisoformat("2026-11-23T09:05:00+08:00")

        async def move_to(self, moment: datetime) -> None:
            raise AssertionError(moment)

    async with dying(file, clock=Clock()) as wire:
        await wire.sends("早")
    async with dying(file) as wire:
        assert [each["date"] for each in await wire.phone()] == ["2026-11-23T09:05:00+08:00"]

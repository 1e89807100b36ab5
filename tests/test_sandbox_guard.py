"""Who gets in: this machine, this page; and the page itself with what it may load."""

from __future__ import annotations

import asyncio
from unittest.mock import Mock

import pytest
from aiohttp import ClientSession, FormData, web
from aiohttp.test_utils import make_mocked_request

from bot.sandbox import Sandbox
from bot.sandbox.alone import serve
from bot.sandbox.files import FileStore, Upload, image_size, safe_name
from bot.sandbox.guard import guard
from bot.sandbox.kept import Kept
from tests.sandboxed import TOKEN, png, wired


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "192.168.1.5:8080", "localhost.evil.example", ""])
async def test_a_host_that_is_not_this_machine_is_refused(host: str) -> None:
    async with wired() as wire:
        for path in ("/sandbox/people", "/clock", "/"):
            status, body = await wire.door("GET", path, headers={"Host": host})
            assert status == 403
            assert body["error"].endswith(".")


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8080", "127.0.0.1", "127.0.0.2:80", "[::1]:8080", "LOCALHOST"]
)
async def test_the_names_of_this_machine_are_let_in(host: str) -> None:
    async with wired() as wire:
        assert (await wire.door("GET", "/sandbox/people", headers={"Host": host}))[0] == 200


@pytest.mark.parametrize("peer", ["10.0.0.9", "8.8.8.8", "fe80::1"])
async def test_a_peer_from_elsewhere_is_refused_even_with_a_local_name(peer: str) -> None:
    transport = Mock(get_extra_info=lambda name, default=None: (peer, 5) if name == "peername" else default)
    request = make_mocked_request("GET", "/sandbox/people", headers={"Host": "localhost"}, transport=transport)

    async def inside(request: web.Request) -> web.StreamResponse:
        raise AssertionError("it was let in")

    assert (await guard(request, inside)).status == 403


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1", "http://localhost"])
async def test_another_sites_page_may_do_nothing(origin: str) -> None:
    async with wired() as wire:
        headers = {"Origin": origin}
        status, _ = await wire.door("POST", "/sandbox/people", json={"name": "x"}, headers=headers)
        assert status == 403
        assert (await wire.door("DELETE", "/sandbox/faults", headers=headers))[0] == 403
        own = {"Origin": wire.sandbox.base_url}
        status, _ = await wire.door("POST", "/sandbox/people", json={"name": "x"}, headers=own)
        assert status == 201


async def test_the_page_loads_nothing_from_elsewhere() -> None:
    async with wired() as wire:
        async with wire.http.get("/") as answer:
            assert (answer.status, answer.content_type) == (200, "text/html")
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Cache-Control"] == "no-cache"
            assert answer.headers["Content-Security-Policy"] == (
                "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; connect-src 'self'"
            )
        async with wire.http.get("/page/app.js") as answer:
            assert (answer.status, answer.content_type) == (200, "text/javascript")


async def test_a_script_sent_as_a_picture_is_only_downloaded() -> None:
    async with wired() as wire:
        body = {"chat_id": str(wire.li)}
        async with ClientSession(wire.sandbox.base_url) as http:
            form = FormData(body)
            form.add_field("document", b"<script>", filename="x.html", content_type="text/html")
            await http.post(f"/bot{TOKEN}/sendDocument", data=form)
        async with wire.http.get((await wire.phone())[0]["document"]["url"]) as answer:
            assert answer.content_type == "application/octet-stream"
            assert answer.headers["Content-Disposition"].startswith("attachment")
            assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_unknown_addresses_of_the_api_answer_in_its_shape() -> None:
    async with wired() as wire:
        status, body = await wire.door("GET", "/bot")
        assert (status, body) == (404, {"ok": False, "error_code": 404, "description": "Not Found"})
        status, body = await wire.door("PUT", f"/bot{TOKEN}/getMe")
        assert (status, body["ok"]) == (405, False)


async def test_alone_it_says_where_it_is_and_has_two_people() -> None:
    said: asyncio.Queue[str] = asyncio.Queue()
    running = asyncio.create_task(serve(0, TOKEN, said.put_nowait))
    base = (await asyncio.wait_for(said.get(), 5)).split()[-1]
    async with ClientSession() as http, http.get(f"{base}sandbox/people") as answer:
        assert [each["name"] for each in await answer.json()] == ["小李", "Alice"]
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running


async def test_a_taken_port_is_told() -> None:
    async with wired() as wire:
        with pytest.raises(OSError, match="address already in use"):
            await Sandbox(TOKEN).start(port=wire.sandbox.port)


def test_what_cannot_be_is_refused_before_it_starts() -> None:
    with pytest.raises(ValueError, match="token"):
        Sandbox("no token")
    sandbox = Sandbox(TOKEN)
    assert sandbox.add_person(name="李", id=7) == 7
    with pytest.raises(ValueError, match="already"):
        sandbox.add_person(name="王", id=7)
    with pytest.raises(ValueError, match="name"):
        sandbox.add_person(name="")


def test_the_oldest_files_make_room_for_the_newest() -> None:
    store = FileStore(Kept(), cap=10)
    first, second, third = (store.keep(Upload(f"{each}.txt", "", b"x" * 6), "documents") for each in range(3))
    assert [each.data is None for each in (first, second, third)] == [True, True, False]
    huge = store.keep(Upload("huge", "", b"x" * 20), "documents")
    assert huge.data is not None
    assert third.data is None


def test_a_file_name_cannot_lead_anywhere() -> None:
    assert safe_name("../../etc/passwd") == "passwd"
    assert safe_name('C:\\x\\a"b\x00.txt') == "a_b_.txt"
    assert len(safe_name("长" * 500 + ".xlsx")) == 120


def test_the_size_of_a_picture_is_read_from_its_head() -> None:
    jpeg = b"\xff\xd8\xff\xe0\x00\x04JF\xff\xc0\x00\x11\x08\x00\x20\x00\x40\x03" + b"\0" * 12
    assert image_size(png(7, 5)) == (7, 5)
    assert image_size(jpeg) == (64, 32)
    assert image_size(b"GIF89a\x03\x00\x02\x00") == (3, 2)
    for broken in (b"", b"\xff\xd8", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"%PDF"):
        assert image_size(broken) is None

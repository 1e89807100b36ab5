"""Photos and files that cannot be read: that is said, and an order in the words beside them is taken up."""

from __future__ import annotations

import pytest
from PIL import Image

from models.people import Role
from tests.company import Chatter, Company
from tests.test_sheets import placed, trade
from tests.waybills import as_file, photo

BLANK = as_file(Image.new("L", (300, 200), 235))
BROKEN = b"\xff\xd8\xff" + bytes(300)
NEW = "YT7654321098765"
ORDER = "恒达 12A硒鼓 20支"


async def shows(who: Chatter, content: bytes, caption: str = "") -> str:
    """Send a photo; gives what came back."""
    return await who.sends_file(content, "hand.jpg", "image/jpeg", caption)


@pytest.mark.parametrize("content", [BLANK, BROKEN, photo(NEW)], ids=["no code", "broken", "somebody's code"])
async def test_an_order_beside_a_photo_is_taken_up(company: Company, content: bytes) -> None:
    li = trade(company)
    said = await shows(li, content, ORDER)
    assert "照片里的字我读不了，下面是按您写的说明读的" in said
    assert "HP 12A 硒鼓 20 支" in said
    await li.taps("✅ 确认下单")
    assert placed(company) == [(1, [("HP-12A", "20")])]


async def test_what_is_left_open_beside_a_photo_is_asked(company: Company) -> None:
    li = trade(company)
    assert "给哪个客户" in await shows(li, BLANK, "12A硒鼓 20支")
    assert "HP 12A 硒鼓 20 支" in await li.taps("恒达")


async def test_a_photo_without_an_order_beside_it_says_what_to_type(company: Company) -> None:
    li = trade(company)
    for caption in ("", "恒达的单子"):
        said = await shows(li, BLANK, caption)
        assert "没有读出条码" in said
        assert "照片里的字（手写单子、聊天截图）我读不了，请打成文字发来" in said
    assert "图片打不开" in await shows(li, BROKEN, "恒达的单子")


async def test_whoever_keeps_the_book_may_send_an_order_so_and_enters_a_waybill_all_the_same(company: Company) -> None:
    trade(company)
    chen = company.person("小陈", Role.ASSISTANT, serves=("李伟",))
    assert "HP 12A 硒鼓 20 支" in await shows(chen, BLANK, ORDER)
    await chen.says("/start")
    assert f"单号 {NEW} 还没登记" in await shows(chen, photo(NEW), ORDER)


@pytest.mark.parametrize(
    ("name", "mime"),
    [
        ("po.pdf", "application/pdf"),
        ("po.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("po", "application/octet-stream"),
    ],
)
async def test_a_file_that_cannot_be_read_says_what_to_send_instead(company: Company, name: str, mime: str) -> None:
    li = trade(company)
    said = await li.sends_file(b"%PDF-1.7", name, mime)
    assert said == (
        f"📎 {name} 我读不了。能读的是文字、Excel（.xlsx）或 .csv 表格，和照片里的条码。"
        "里面是订单的话，请把内容复制成文字发来，或存成 .xlsx 再发。"
    )
    taken = await li.sends_file(b"%PDF-1.7", name, mime, ORDER)
    assert f"{name} 里面我读不了，下面是按您写的说明读的" in taken
    assert "HP 12A 硒鼓 20 支" in taken


async def test_a_file_where_something_is_to_be_typed_says_so(company: Company) -> None:
    li = trade(company)
    await li.says("12A硒鼓 20支")
    assert "这种文件我读不了，请打成文字发来" in await li.sends_file(b"%PDF-1.7", "po.pdf", "application/pdf")


async def test_who_takes_no_orders_is_told_of_none(company: Company) -> None:
    store = company.person("老何", Role.WAREHOUSE)
    said = await store.sends_file(b"%PDF-1.7", "po.pdf", "application/pdf", ORDER)
    assert said == "📎 po.pdf 我读不了。能读的是文字、Excel（.xlsx）或 .csv 表格，和照片里的条码。"


async def test_a_picture_that_is_sent_as_any_file_is_looked_at(company: Company) -> None:
    li = trade(company)
    assert "没有读出条码" in await li.sends_file(BLANK, "IMG_1.JPG", "application/octet-stream")
    assert "不是照片" in await li.sends_file(b"hello", "IMG_1.JPG", "application/octet-stream")


async def test_in_english_too(company: Company) -> None:
    li = trade(company, language="en")
    said = await li.sends_file(b"%PDF-1.7", "po.pdf", "application/pdf")
    assert said == (
        "📎 po.pdf cannot be read here. What can be read: text, spreadsheets (.xlsx, .csv), and bar codes in photos. "
        "If there is an order in it, please copy its words into a message, or save it as .xlsx and send that."
    )
    assert "what follows is from your caption" in await shows(li, BLANK, ORDER)

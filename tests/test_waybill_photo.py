"""Photos of waybills in the chat: found, entered, filed as the receipt; two codes, none, somebody else's; broken."""

from __future__ import annotations

import asyncio
import threading

import pytest
from PIL import Image
from sqlmodel import select

from handlers import barcodes
from handlers.barcodes import Code
from models.files import StoredFile
from models.journal import history
from models.people import Role
from tests.company import Chatter, Company
from tests.test_receipts import Trade, company_card
from tests.test_shipping import Trade as Warehouse
from tests.waybills import as_file, head_only, photo

SF, OTHER, NEW = "SF1234567890123", "SF1234567899999", "YT7654321098765"
BLANK = as_file(Image.new("L", (300, 200), 235))


async def shows(who: Chatter, content: bytes, caption: str = "") -> str:
    """Take a photo and send it; gives what came back."""
    return await who.sends_file(content, "photo.jpg", "image/jpeg", caption)


def kept(company: Company) -> list[StoredFile]:
    return company.books(lambda s: list(s.exec(select(StoredFile)).all()))


def done_to(company: Company, shipment_id: int) -> list[str]:
    return [entry.action for entry in company.books(lambda s: history(s, "shipment", shipment_id))]


async def button(who: Chatter, label: str) -> tuple[int, str]:
    """A button that is shown now: its message and what is behind it."""
    for message in reversed(await who.messages()):
        for row in message["buttons"]:
            for one in row:
                if label in one["text"]:
                    return message["message_id"], one["data"]
    raise AssertionError(label)


async def test_a_known_waybill_is_found_and_its_photo_filed_with_one_tap(company: Company) -> None:
    trade = Trade(company)
    one, content = trade.shipment("恒达", SF), photo(SF, angle=20)
    said = await shows(trade.chen, content)
    assert (
        f"🔍 <code>{SF}</code>\n<b>恒达</b> · CK20261123-001 · 顺丰" in said or "恒达 · CK20261123-001 · 顺丰" in said
    )
    assert "签回单还没回来。照片拍的就是签回单吗？" in said
    assert kept(company) == []
    press = await button(trade.chen, "✅ 是签回单，收回并存照片")
    assert "签回单已收回，照片已存。" in await trade.chen.forges(*press)
    await trade.chen.forges(*press)
    shipment = trade.of(one)
    [file] = kept(company)
    assert (shipment.receipt_by, shipment.receipt_file_id) == (trade.chen.actor.id, file.id)
    assert company.app.dispatcher["files"].path(file.name).read_bytes() == content
    assert done_to(company, one) == ["shipment-posted", "receipt-back"]
    await trade.chen.taps("看发货单")
    await trade.chen.taps("🖼 签回单照片")
    assert sum(bool(message["photo"]) for message in await trade.chen.messages() if message["sender"] == "bot") == 1


async def test_a_receipt_that_came_back_without_a_photo_gets_it(company: Company) -> None:
    trade = Trade(company)
    one = trade.shipment("恒达", SF)
    await trade.receipts()
    await trade.chen.taps("恒达")
    await trade.chen.says("/start")
    assert "签回单已收回，还没有照片。" in await shows(trade.chen, photo(SF))
    await trade.chen.taps("🖼 存作签回单照片")
    assert trade.of(one).receipt_file_id is not None
    await trade.chen.says("/start")
    assert "签回单" in await shows(trade.chen, photo(SF))
    assert len(kept(company)) == 1


async def test_a_shipment_without_a_receipt_opens_as_its_card(company: Company) -> None:
    trade = Trade(company)
    trade.shipment("恒达", SF, receipt=False)
    said = await shows(trade.chen, photo(SF))
    assert "CK20261123-001 · 恒达" in said
    assert "照片拍的就是签回单吗" not in said


async def test_a_new_number_is_entered_with_one_tap_the_likeliest_shipment_first(company: Company) -> None:
    trade = Trade(company)
    other = company.courier("德邦")
    trade.shipment("早先", SF)
    trade.shipment("永昌", courier_id=other)
    one = trade.shipment("恒达")
    said = await shows(trade.chen, photo(OTHER))
    assert "还没登记" in said
    assert "是哪一单的？点一下就填好：" in said
    assert [label.split(" · ")[:2] for label in (await trade.chen.buttons())[:2]] == [
        ["恒达", "顺丰"],
        ["永昌", "德邦"],
    ]
    said = await trade.chen.taps("恒达")
    assert OTHER in said
    assert "CK20261123-003 恒达 的单号" in said
    assert trade.of(one).waybill == OTHER
    assert kept(company) == []


async def test_two_taps_at_once_enter_the_number_once(company: Company) -> None:
    trade = Trade(company)
    one, other = trade.shipment("恒达"), trade.shipment("永昌")
    await shows(trade.chen, photo(SF))
    press = await button(trade.chen, "恒达")
    wrong = await button(trade.chen, "永昌")
    await asyncio.gather(trade.chen.forges(*press), trade.chen.forges(*press))
    await trade.chen.forges(*wrong)
    assert done_to(company, one) == ["shipment-posted", "waybill-entered"]
    assert trade.of(other).waybill == ""


async def test_a_new_number_with_nothing_that_waits_says_so(company: Company) -> None:
    trade = Trade(company)
    trade.shipment("恒达", SF)
    assert "现在没有等着填单号的货。" in await shows(trade.chen, photo(NEW))
    await trade.chen.taps("取消")


async def test_both_codes_of_a_photo_are_offered_and_one_leads_to_the_other(company: Company) -> None:
    trade = Trade(company)
    trade.shipment("恒达", SF)
    waits = trade.shipment("永昌")
    assert "照片里有 2 个条码，看哪一个？" in await shows(trade.chen, photo(NEW, SF))
    assert (await trade.chen.buttons())[:2] == [f"{SF} · 恒达", f"{NEW} · 还没登记"]
    await trade.chen.taps(NEW)
    assert NEW in await trade.chen.taps("永昌")
    assert trade.of(waits).waybill == NEW
    assert "看哪一个" in await trade.chen.taps("照片里的其他条码")
    assert (await trade.chen.buttons())[:2] == [f"{SF} · 恒达", f"{NEW} · 永昌"]
    assert "照片拍的就是签回单吗" in await trade.chen.taps(f"{SF} · 恒达")
    await trade.chen.taps("照片里的其他条码")
    press = (await button(trade.chen, SF))[1].replace(":1", ":9")
    assert "没有找到" in await trade.chen.forges((await trade.chen.messages())[-1]["message_id"], press)


async def test_of_two_codes_one_without_a_receipt_opens_its_card(company: Company) -> None:
    trade = Trade(company)
    trade.shipment("恒达", SF, receipt=False)
    await shows(trade.chen, photo(NEW, SF))
    assert "CK20261123-001" in await trade.chen.taps(f"{SF} · 恒达")


async def test_where_nothing_can_be_read_the_number_is_asked_for(company: Company) -> None:
    trade = Trade(company)
    one = trade.shipment("恒达", SF)
    said = await shows(trade.chen, BLANK)
    assert "照片里没有读出条码。请把单号打过来，或者靠近些再拍一张。" in said
    assert "没有找到" in await trade.chen.says("SF000000")
    assert "照片已存" in await trade.chen.says(SF)
    assert trade.of(one).receipt_file_id is not None


async def test_the_number_typed_for_an_unread_photo_is_entered_or_opens_the_shipment(company: Company) -> None:
    trade = Trade(company)
    one = trade.shipment("恒达")
    await shows(trade.chen, BLANK)
    assert "是哪一单的？点一下就填好：" in await trade.chen.says(NEW)
    await trade.chen.taps("恒达")
    assert trade.of(one).waybill == NEW
    trade.shipment("永昌", OTHER, receipt=False)
    await trade.chen.says("/start")
    await shows(trade.chen, BLANK)
    assert "CK20261123-002" in await trade.chen.says(OTHER)
    assert list(company.app.dispatcher["files"].folder.iterdir()) == []


async def test_a_photo_enters_the_number_that_is_asked_for(company: Company) -> None:
    trade = Trade(company)
    first, second = trade.shipment("恒达"), trade.shipment("永昌")
    await trade.chen.says("/todo")
    await trade.chen.taps("🔢 待填单号 2")
    assert "或者拍一张快递单" in await trade.chen.taps("恒达")
    said = await shows(trade.chen, BLANK)
    assert "没有读出条码" in said
    assert "恒达" in said
    assert "下一单：" in await shows(trade.chen, photo(SF))
    assert await trade.chen.buttons() != []
    await shows(trade.chen, photo(SF, NEW))
    assert {f"填 {SF}", f"填 {NEW}"} <= set(await trade.chen.buttons())
    assert "已经用在 CK20261123-001 上" in await trade.chen.taps(f"填 {SF}")
    press = await button(trade.chen, f"填 {NEW}")
    assert "没有找到" in await trade.chen.forges(press[0], press[1][:-1] + "7")
    assert NEW in await trade.chen.taps(f"填 {NEW}")
    assert (trade.of(first).waybill, trade.of(second).waybill) == (SF, NEW)


async def test_a_photo_gives_the_number_while_goods_are_sent(company: Company) -> None:
    house = Warehouse(company)
    house.order()
    await house.at()
    assert "或者拍一张快递单" in await house.chen.taps("全部发出")
    assert "这个文件不是照片" in await house.chen.sends_file(b"hello", "a.txt", "text/plain")
    assert f"顺丰 {SF}" in (await shows(house.chen, photo(SF)))
    await house.chen.taps("✅ 确认发货")
    assert [one.waybill for one in house.shipments()] == [SF]


async def test_a_photo_that_answers_for_the_receipt_is_filed_with_it(company: Company) -> None:
    trade = Trade(company)
    one, blank = trade.shipment("恒达", SF), trade.shipment("永昌", OTHER)
    await company_card(trade, one)
    await trade.chen.taps("收回签回单")
    assert "恒达 CK20261123-001 的签回单已收回，照片已存。" in await shows(trade.chen, photo(SF))
    await company_card(trade, blank)
    await trade.chen.taps("收回签回单")
    assert "永昌 CK20261123-002 的签回单已收回，照片已存。" in await shows(trade.chen, BLANK)
    assert len({trade.of(number).receipt_file_id for number in (one, blank)}) == 2


@pytest.mark.parametrize(("tap", "back"), [("按条码：永昌", 1), ("就是这单：恒达", 0), ("都不是", None)])
async def test_a_receipt_whose_code_is_another_shipments_is_asked_about(
    company: Company, tap: str, back: int | None
) -> None:
    trade = Trade(company)
    both = [trade.shipment("恒达", SF), trade.shipment("永昌", OTHER)]
    await company_card(trade, both[0])
    await trade.chen.taps("收回签回单")
    said = await shows(trade.chen, photo(OTHER))
    assert f"照片上的条码是 {OTHER}，不是 恒达 这一单的。" in said
    assert "照片存到哪一单？" in said
    press = await button(trade.chen, "按条码")
    await trade.chen.taps(tap)
    assert [place for place, one in enumerate(both) if trade.of(one).receipt_at] == ([] if back is None else [back])
    files = list(company.app.dispatcher["files"].folder.iterdir())
    assert len(files) == len(kept(company)) == (0 if back is None else 1)
    await trade.chen.forges(*press)
    assert len(kept(company)) == len(files)


async def test_the_other_shipment_is_none_but_the_two_that_were_asked_about(company: Company) -> None:
    trade = Trade(company)
    one, third = trade.shipment("恒达", SF), trade.shipment("百川", NEW)
    trade.shipment("永昌", OTHER)
    await company_card(trade, one)
    await trade.chen.taps("收回签回单")
    await shows(trade.chen, photo(OTHER))
    press = await button(trade.chen, "按条码")
    assert "没有找到" in await trade.chen.forges(press[0], press[1].rpartition(":")[0] + f":{third}")
    assert kept(company) == []


async def test_beside_the_list_the_code_alone_names_the_receipt_and_a_caption_against_it_is_asked_about(
    company: Company,
) -> None:
    trade = Trade(company)
    one, other = trade.shipment("恒达", SF), trade.shipment("永昌", OTHER)
    await trade.receipts()
    assert "恒达 CK20261123-001 的签回单已收回，照片已存。" in await shows(trade.chen, photo(SF))
    assert "照片存到哪一单？" in await shows(trade.chen, photo(SF), OTHER)
    await trade.chen.taps("就是这单：永昌")
    assert all(trade.of(number).receipt_file_id for number in (one, other))


@pytest.mark.parametrize(
    ("caption", "answer"),
    [
        ("这单 CK20261123-001", "点一下就填好"),  # it waits for a number: the code is offered for it alone
        ("CK20261123-002", "永昌 CK20261123-002 的签回单已收回，照片已存。"),
        (OTHER, "永昌 CK20261123-002 的签回单已收回，照片已存。"),
        ("CK20261123-003", "百川"),  # no receipt and a number: just its card
        ("DD20261123-001", "DD20261123-001"),
        ("DD20261123-999", "点一下就填好"),  # no such order: what the code says
    ],
)
async def test_a_caption_names_the_document(company: Company, caption: str, answer: str) -> None:
    trade = Trade(company)
    trade.shipment("恒达")
    trade.shipment("永昌", OTHER)
    trade.shipment("百川", SF, receipt=False)
    trade.shipment("宏远")
    said = await shows(trade.chen, photo(NEW), caption)
    assert answer in said
    if caption.startswith("这单"):
        await trade.chen.taps("恒达")
        assert not any("宏远" in label for label in await trade.chen.buttons())
        assert trade.of(1).waybill == NEW


async def test_a_caption_against_the_code_is_asked_about(company: Company) -> None:
    trade = Trade(company)
    one, other = trade.shipment("恒达", SF), trade.shipment("永昌", OTHER)
    assert "照片存到哪一单？" in await shows(trade.chen, photo(OTHER), "CK20261123-001")
    await trade.chen.taps("按条码：永昌")
    assert (trade.of(one).receipt_at, trade.of(other).receipt_file_id is not None) == (None, True)


async def test_a_rep_sees_how_their_own_shipment_stands_and_nothing_of_anothers(company: Company) -> None:
    trade = Trade(company)
    trade.shipment("恒达", SF)
    trade.shipment("永昌", OTHER)
    trade.shipment("宏远")
    said = await shows(trade.rep, photo(SF))
    assert "恒达" in said
    assert "签回单" in said
    assert not any("是签回单" in label or "填" in label for label in await trade.rep.buttons())
    assert "照片里有 2 个条码" in await shows(trade.rep, photo(SF, OTHER))
    assert "永昌" in await trade.rep.taps(f"{OTHER} · 永昌")
    stranger = company.person("赵敏", Role.REP)
    foreign = await shows(stranger, photo(SF))
    assert foreign == f"🔍 {SF}：没有找到。请核对一下单号。"
    assert await shows(stranger, photo(NEW)) == foreign.replace(SF, NEW)
    assert "没有读出条码" in await shows(stranger, BLANK)
    assert "恒达" not in await shows(stranger, BLANK, SF) + await shows(stranger, BLANK, "CK20261123-001")
    assert "CK20261123-001" in await shows(trade.rep, BLANK, "CK20261123-001")
    assert kept(company) == []


async def test_a_rep_is_shown_the_codes_that_are_theirs_only(company: Company) -> None:
    trade = Trade(company)
    trade.shipment("恒达", SF)
    trade.shipment("永昌", OTHER)
    stranger = company.person("赵敏", Role.REP)
    assert "没有找到" in await shows(stranger, photo(SF, OTHER))
    assert "永昌" not in " ".join(await stranger.buttons())


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (head_only(30000, 30000), "这张图片尺寸太大，最多 50 百万像素。请直接用手机拍一张再发。"),
        (photo(SF)[:3000], "这张图片打不开，可能没传完整。请再发一次。"),
        (b"\xff\xd8\xff" + bytes(300), "这张图片打不开，可能没传完整。请再发一次。"),
        (b"hello", "这个文件不是照片。请拍照或发 JPG、PNG 图片。"),
    ],
    ids=["huge", "cut off", "empty", "text"],
)
async def test_what_cannot_be_opened_is_answered_in_one_sentence(
    company: Company, content: bytes, sentence: str
) -> None:
    trade = Trade(company)
    trade.shipment("恒达", SF)
    assert await shows(trade.chen, content) == sentence
    assert await shows(trade.rep, content) == sentence
    assert kept(company) == []
    assert "照片拍的就是签回单吗" in await shows(trade.chen, photo(SF))


async def test_after_a_restart_the_windows_go_on(company: Company) -> None:
    trade = Trade(company)
    known, new = trade.shipment("恒达", SF), trade.shipment("永昌")
    await shows(trade.chen, photo(SF, NEW))
    await company.restart()
    assert "照片拍的就是签回单吗" in await trade.chen.taps(f"{SF} · 恒达")
    await company.restart()
    assert "照片已存" in await trade.chen.taps("✅ 是签回单")
    await trade.chen.taps("照片里的其他条码")
    await trade.chen.taps(NEW)
    await company.restart()
    await trade.chen.taps("永昌")
    assert trade.of(known).receipt_file_id is not None
    assert trade.of(new).waybill == NEW


async def test_pictures_are_read_beside_the_loop(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    trade = Trade(company)
    trade.shipment("恒达", SF)
    where: list[str] = []

    def read(_content: bytes) -> list[Code]:
        where.append(threading.current_thread().name)
        return [Code(SF, "Code128")]

    monkeypatch.setattr(barcodes, "read_codes", read)
    assert SF in await shows(trade.chen, BLANK)
    assert [name.startswith("codes") for name in where] == [True]


@pytest.mark.parametrize("name", ["<b>A&B</b>", "{ $x }=1+1@all", "a" * 200])
async def test_a_customers_name_is_shown_as_it_is_and_nothing_more(company: Company, name: str) -> None:
    trade = Trade(company)
    trade.shipment(name, SF)
    trade.shipment(f"2{name}", OTHER)
    trade.shipment(f"3{name}")
    said = [await shows(trade.chen, photo(SF)), await shows(trade.chen, photo(SF, NEW))]
    said += [await shows(trade.chen, photo(NEW)), await shows(trade.chen, photo(OTHER), "CK20261123-001")]
    assert all("照片" in one or "点一下就填好" in one for one in said)
    assert name in said[0]
    assert any(name[:20] in label for label in await trade.chen.buttons())
    assert name in said[3]


async def test_an_english_assistant_reads_it_in_english(company: Company) -> None:
    trade = Trade(company, language="en")
    one = trade.shipment("恒达", SF)
    waits = trade.shipment("永昌")
    said = await shows(trade.chen, photo(SF))
    assert "Its signed receipt is still out. Is this a photo of it?" in said
    assert "The signed receipt is back, the photo is kept." in await trade.chen.taps("✅ This is the receipt")
    assert "There are 2 bar codes in the photo. Which one?" in await shows(trade.chen, photo(SF, NEW))
    assert f"{NEW} · not entered yet" in await trade.chen.buttons()
    said = await trade.chen.taps(NEW)
    assert "is not in the books yet." in said
    assert "Which shipment is it? One tap enters it:" in said
    assert "Number of CK20261123-002" in await trade.chen.taps("永昌")
    await trade.chen.says("/start")
    assert "No bar code could be read in the photo. Please type the number" in await shows(trade.chen, BLANK)
    assert (trade.of(one).receipt_file_id is not None, trade.of(waits).waybill) == (True, NEW)

"""Waybill numbers and signed receipts: entered, taken back by tap, number and photo, shown again, undone."""

from __future__ import annotations

import struct
import zlib
from typing import Any

from sqlmodel import Session, select

from models.files import StoredFile
from models.journal import history
from models.people import Role
from models.shipments import Shipment, post, take_back_receipt
from tests.company import Chatter, Company
from tests.goods import put_order


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


PNG = b"".join(
    (
        b"\x89PNG\r\n\x1a\n",
        _chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)),
        _chunk(b"IDAT", zlib.compress(b"\x00" * 9 * 8)),
        _chunk(b"IEND", b""),
    )
)


class Trade:
    """An assistant with shipments whose receipts are out."""

    def __init__(self, company: Company, language: str = "zh") -> None:
        self.company = company
        self.manager = company.person("王经理", Role.MANAGER)
        self.rep = company.person("李伟", Role.REP, manager="王经理")
        self.chen = company.person("小陈", Role.ASSISTANT, language=language, serves=("李伟",))
        self.pen = company.product("P1", "中性笔", stock=5000)
        self.courier = company.courier("顺丰")

    def shipment(self, customer: str = "恒达", waybill: str = "", receipt: bool = True, **facts: Any) -> int:
        """Goods that left today; gives the shipment's id."""
        customer_id = self.company.customer(customer, rep="李伟", short_name=customer)
        by, now = self.chen.actor, self.company.clock.now()

        def work(session: Session) -> int:
            order_id = put_order(session, customer_id=customer_id, by=by.id, now=now, lines=[(self.pen, "5")])
            line = (
                session.connection()
                .exec_driver_sql(
                    f"SELECT id FROM order_lines WHERE order_id = {order_id}"  # noqa: S608 - our own number
                )
                .scalar_one()
            )
            given = {"via": "express", "courier_id": self.courier, "receipt_wanted": receipt, **facts}
            return post(session, by=by, now=now, order_id=order_id, lines={line: "5"}, waybill=waybill, **given)

        return self.company.write(work)

    def of(self, shipment_id: int) -> Shipment:
        """The shipment as it stands."""
        return self.company.books(lambda s: s.get_one(Shipment, shipment_id))

    async def receipts(self, who: Chatter | None = None) -> str:
        """The list of receipts that are out."""
        chen = who or self.chen
        await chen.says("/start")
        return await chen.taps("🧾")


async def test_a_receipt_is_taken_back_with_one_tap_and_a_slip_is_undone(company: Company) -> None:
    trade = Trade(company)
    first, second = trade.shipment("恒达", "SF11111"), trade.shipment("永昌", "SF22222")
    assert "签回单在外 2 张" in await trade.receipts()
    said = await trade.chen.taps("恒达 · SF11111")
    assert "恒达 CK20261123-001 的签回单已收回" in said
    assert "签回单在外 1 张" in said
    assert trade.of(first).receipt_by == trade.chen.actor.id
    assert "改回" in await trade.chen.taps("↩️ 点错了")
    assert trade.of(first).receipt_at is None
    assert trade.of(second).receipt_at is None


async def test_a_typed_number_takes_the_receipt_back(company: Company) -> None:
    trade = Trade(company)
    one = trade.shipment("恒达", "SF1234567890")
    await trade.receipts()
    assert "没有找到" in await trade.chen.says("SF999999")
    assert "已收回" in await trade.chen.says("sf 123 456 7890")
    assert trade.of(one).receipt_at is not None
    assert "已由小陈收回" in await trade.chen.says("67890")


async def test_an_orders_number_takes_back_the_receipt_of_what_left_of_it(company: Company) -> None:
    trade = Trade(company)
    one, without = trade.shipment("恒达", "SF1234567890"), trade.shipment("永昌", "SF22222", receipt=False)
    await trade.receipts()
    assert "恒达 CK20261123-001 的签回单已收回" in await trade.chen.says("dd20261123-001 回来了")
    assert trade.of(one).receipt_at is not None
    assert "已由小陈收回" in await trade.chen.says("DD20261123-001")
    assert "DD20261123-002 还没有要收签回单的发货" in await trade.chen.says("DD20261123-002")
    said = await trade.chen.says("DD20261123-009")
    assert "没有找到这个单号的货。这里要快递单号" in said
    assert trade.of(without).receipt_at is None


async def test_what_an_order_sent_in_two_parcels_is_asked_for_by_their_numbers(company: Company) -> None:
    trade = Trade(company)
    first, second = trade.shipment("恒达", "SF11111"), trade.shipment("永昌", "SF22222")

    def together(session: Session) -> None:
        one, other = session.get_one(Shipment, first), session.get_one(Shipment, second)
        other.order_id, other.customer_id = one.order_id, one.customer_id
        session.add(other)

    company.write(together)
    await trade.receipts()
    assert "有 2 票对得上：SF11111 SF22222" in await trade.chen.says("DD20261123-001")
    assert "已收回" in await trade.chen.says("SF22222")
    assert "CK20261123-001 的签回单已收回" in await trade.chen.says("DD20261123-001")


async def test_a_photo_that_is_only_called_a_receipt_is_asked_for_its_shipment(company: Company) -> None:
    trade = Trade(company)
    one = trade.shipment("恒达", "SF11111")
    asked = await trade.chen.sends_file(PNG, "a.png", "image/png", caption="签回单")
    assert "没有找到" not in asked
    assert "发来的是签回单吗" in asked
    assert "还没有要收签回单" not in await trade.chen.says("DD20261123-001")
    assert trade.of(one).receipt_file_id is not None


async def test_a_photo_asks_whose_it_is_is_kept_and_shown_again(company: Company) -> None:
    trade = Trade(company)
    one = trade.shipment("恒达", "SF11111")
    asked = await trade.chen.sends_file(PNG, "a.png", "image/png")
    assert "发来的是签回单吗" in asked
    assert "照片已存" in await trade.chen.taps("恒达")
    shipment = trade.of(one)
    kept = company.books(lambda s: s.get_one(StoredFile, shipment.receipt_file_id))
    assert company.app.dispatcher["files"].path(kept.name).read_bytes() == PNG
    await trade.rep.says("/start")
    await trade.rep.taps("看发货单")
    await trade.rep.taps("🖼 签回单照片")
    photos = [message for message in await trade.rep.messages() if message["photo"]]
    assert len(photos) == 1


async def test_a_photo_is_shown_from_our_own_copy_when_the_server_lost_its(company: Company) -> None:
    trade = Trade(company)
    one = trade.shipment("恒达", "SF11111")
    await trade.chen.sends_file(PNG, "a.png", "image/png", caption="SF11111")

    def lose(session: Session) -> None:
        kept = session.exec(select(StoredFile)).one()
        kept.telegram_file_id = "gone"
        session.add(kept)

    company.write(lose)
    await trade.rep.taps("看发货单")
    await trade.rep.taps("🖼 签回单照片")
    assert any(message["photo"] for message in await trade.rep.messages())
    assert trade.of(one).receipt_file_id is not None


async def test_a_photo_with_the_number_below_it_needs_no_question(company: Company) -> None:
    trade = Trade(company)
    one, other = trade.shipment("恒达", "SF11111"), trade.shipment("永昌", "SF22222")
    said = await trade.chen.sends_file(PNG, "a.png", "image/png", caption="SF22222")
    assert "永昌 CK20261123-002 的签回单已收回，照片已存" in said
    assert trade.of(one).receipt_at is None
    assert trade.of(other).receipt_file_id is not None


async def test_a_photo_with_an_unknown_number_asks_and_says_so(company: Company) -> None:
    trade = Trade(company)
    one = trade.shipment("恒达", "SF11111")
    said = await trade.chen.sends_file(PNG, "a.png", "image/png", caption="SF99999")
    assert "没有找到" in said
    assert "发来的是签回单吗" in said
    await trade.chen.says("SF11111")
    assert trade.of(one).receipt_file_id is not None


async def test_a_photo_is_added_to_a_receipt_taken_back_without_one(company: Company) -> None:
    trade = Trade(company)
    one = trade.shipment("恒达", "SF11111")
    await trade.receipts()
    await trade.chen.taps("恒达")
    assert trade.of(one).receipt_file_id is None
    assert "恒达 CK20261123-001 的签回单已收回，照片已存" in await trade.chen.sends_file(PNG, "a.png", "image/png")
    assert trade.of(one).receipt_file_id is not None
    assert "发来的是签回单吗" in await trade.chen.sends_file(PNG, "b.png", "image/png")


async def test_a_photo_after_the_answer_to_the_reminder_is_filed_with_that_receipt(company: Company) -> None:
    trade = Trade(company)
    one, two = trade.shipment("恒达", "SF11111"), trade.shipment("永昌", "SF22222")
    await company.clock_to("2026-11-30T09:01:00+08:00")
    await trade.chen.taps("1")
    assert "1. " in await trade.chen.taps("回单回来了")
    said = await trade.chen.sends_file(PNG, "a.png", "image/png", caption="签回单")
    assert "恒达 CK20261123-001 的签回单已收回，照片已存" in said
    assert trade.of(one).receipt_file_id is not None
    assert "发来的是签回单吗" in await trade.chen.sends_file(PNG, "a.png", "image/png")
    assert trade.of(two).receipt_at is None


async def test_a_photo_after_two_answers_or_called_anothers_is_asked_whose_it_is(company: Company) -> None:
    trade = Trade(company)
    one, two = trade.shipment("恒达", "SF11111"), trade.shipment("永昌", "SF22222")
    by, now = trade.chen.actor, company.clock.now()
    company.write(lambda s: take_back_receipt(s, by=by, now=now, shipment_id=one))
    assert "是哪一单的" in await trade.chen.sends_file(PNG, "a.png", "image/png", caption="永昌签回单")
    await trade.chen.says("/cancel")
    company.write(lambda s: take_back_receipt(s, by=by, now=now, shipment_id=two))
    assert "是哪一单的" in await trade.chen.sends_file(PNG, "b.png", "image/png", caption="签回单")
    assert [label.split(" · ")[0] for label in (await trade.chen.buttons())[:2]] == ["永昌", "恒达"]
    assert "照片已存" in await trade.chen.taps("恒达")
    assert "永昌 CK20261123-002 的签回单已收回，照片已存" in await trade.chen.sends_file(PNG, "c.png", "image/png")


async def test_the_list_of_receipts_answers_a_question_like_any_other(company: Company) -> None:
    trade = Trade(company)
    one = trade.shipment("恒达", "SF11111")
    for asked, answer in (("恒达 近况", "恒达"), ("恒达 欠多少", "恒达"), ("今天怎么样", "近况"), ("恒达", "YW00")):
        await trade.receipts()
        said = await trade.chen.says(asked)
        assert "没有找到" not in said
        assert answer in said
    await trade.receipts()
    assert "已收回" in await trade.chen.says("DD20261123-001 回来了")
    assert trade.of(one).receipt_at is not None


async def test_a_file_that_is_no_photo_is_refused_and_nothing_is_kept(company: Company) -> None:
    trade = Trade(company)
    trade.shipment("恒达", "SF11111")
    await trade.receipts()
    assert "不是照片" in await trade.chen.sends_file(b"hello", "a.txt", "text/plain")
    assert "不是照片" in await trade.chen.sends_file(b"hello", "a.png", "image/png")
    assert "签回单在外 1 张" in await trade.chen.sees()
    assert company.books(lambda s: s.exec(select(StoredFile)).all()) == []


async def test_a_photo_of_something_else_is_forgotten(company: Company) -> None:
    trade = Trade(company)
    trade.shipment("恒达", "SF11111")
    await trade.chen.sends_file(PNG, "a.png", "image/png")
    folder = company.app.dispatcher["files"].folder
    await trade.chen.taps("不是签回单")
    assert list(folder.iterdir()) == []


async def test_only_the_manager_undoes_what_somebody_else_took_back(company: Company) -> None:
    trade = Trade(company)
    one = trade.shipment("恒达", "SF11111")
    await trade.receipts()
    await trade.chen.taps("恒达")
    await company_card(trade, one, trade.rep)
    assert "↩️ 没收回" not in await trade.rep.buttons()
    await company.advance("1d")
    await company_card(trade, one)
    assert "↩️ 没收回" not in await trade.chen.buttons()
    await company_card(trade, one, trade.manager)
    assert "签回单还没回来" in await trade.manager.taps("↩️ 没收回")
    shown = [entry.action for entry in company.books(lambda s: history(s, "shipment", one))]
    assert shown == ["shipment-posted", "receipt-back", "receipt-undone"]


async def test_waybill_numbers_are_entered_one_after_the_other(company: Company) -> None:
    trade = Trade(company)
    first, second = trade.shipment("恒达"), trade.shipment("永昌")
    await trade.chen.says("/todo")
    assert "待填单号 2 单" in await trade.chen.taps("🔢 待填单号 2")
    await trade.chen.taps("恒达")
    assert "不像快递单号" in await trade.chen.says("没有")
    assert "下一单：永昌" in (await trade.chen.says("SF10001")).replace("<b>", "")
    assert "已经用在 CK20261123-001 上" in await trade.chen.says("SF10001")
    assert "永昌 的单号：SF10002" in await trade.chen.says("SF10002")
    assert (trade.of(first).waybill, trade.of(second).waybill) == ("SF10001", "SF10002")


async def test_a_number_is_corrected_from_the_card_and_the_story_tells_it(company: Company) -> None:
    trade = Trade(company)
    one = trade.shipment("恒达", "SF11111")
    assert "SF11111" in await company_card(trade, one)
    await trade.chen.taps("改单号")
    assert "SF22222" in await trade.chen.says("SF22222")
    assert "单号 SF11111 改为 SF22222" in await trade.chen.taps("经过")


async def company_card(trade: Trade, shipment_id: int, who: Chatter | None = None) -> str:
    """The card, opened by a letter's button."""
    one = who or trade.chen
    await one.says("/start")
    message = (await one.messages())[-1]["message_id"]
    return await one.forges(message, f"open:shipment:{shipment_id}")


async def test_another_reps_shipment_is_not_opened_by_guessing_its_number(company: Company) -> None:
    trade = Trade(company)
    one = trade.shipment("恒达", "SF11111")
    stranger = company.person("赵敏", Role.REP)
    await stranger.says("/start")
    message = (await stranger.messages())[-1]["message_id"]
    assert "没有找到" in await stranger.forges(message, f"open:shipment:{one}")


async def test_receipts_are_looked_at_by_courier(company: Company) -> None:
    trade = Trade(company)
    other = company.courier("德邦")
    trade.shipment("恒达", "SF11111")
    trade.shipment("永昌", "DB22222", courier_id=other)
    await trade.receipts()
    await trade.chen.taps("按快递看")
    said = await trade.chen.taps("德邦 · 1 张")
    assert "签回单在外 1 张 · 德邦" in said
    assert any("DB22222" in label for label in await trade.chen.buttons())


async def test_a_courier_is_paused_with_a_reason_and_resumed(company: Company) -> None:
    trade = Trade(company)
    trade.shipment("恒达", "SF11111")
    await company.advance("8d")
    await trade.chen.says("/start")
    await trade.chen.taps("🚚 快递公司")
    seen = await trade.chen.taps("⚠️ 顺丰 · 回单 1")
    assert "签回单在外 1 张，超期 1 张" in seen
    await trade.chen.taps("⏸ 暂停发货")
    assert "已暂停：回单没回来" in await trade.chen.says("回单没回来")
    await trade.chen.taps("▶️ 恢复发货")
    assert "⏸ 暂停发货" in await trade.chen.buttons()


async def test_an_english_assistant_takes_receipts_back_in_english(company: Company) -> None:
    trade = Trade(company, language="en")
    one = trade.shipment("恒达", "SF11111")
    assert "Signed receipts out: 1" in await trade.receipts()
    assert "Is this a signed receipt?" in await trade.chen.sends_file(PNG, "a.png", "image/png")
    assert "is back, the photo is kept" in await trade.chen.taps("恒达")
    assert "Signed receipt back on" in await company_card(trade, one)
    assert "took back the signed receipt" in await trade.chen.taps("History")
    await trade.chen.taps("‹")
    await trade.chen.says("/start")
    await trade.chen.taps("🚚 Couriers")
    assert "COD money out: ¥0.00" in await trade.chen.taps("顺丰")

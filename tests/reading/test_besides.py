"""What a message says beside goods and terms: where it goes, papers, numbers, notes, what a sample is for."""

from __future__ import annotations

import pytest

from models.reading import Reading, read
from tests.reading.notation import MONDAY
from tests.reading.test_last_time import BOOKS


def said(text: str) -> Reading:
    return read(text, BOOKS, at=MONDAY)


def brief(text: str) -> str:
    """The address, what the sample is for, what is to be noted."""
    reading = said(text)
    remarks = [reading.text[start:end] for start, end in reading.remarks]
    return " | ".join([reading.address.value or "", reading.purpose.value or "", "; ".join(remarks)])


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        (
            "恒达 12A 20支\n送货地址：龙口西路11号3楼仓库\n附送货单\n采购单号：PO-2026-7",
            "龙口西路11号3楼仓库 |  | 附送货单; 采购单号：PO-2026-7",
        ),
        (
            "恒达 20 pcs 303, ship to our new warehouse: Unit 5, 88 Zhongshan Rd, PO 45881",
            "our new warehouse: Unit 5, 88 Zhongshan Rd |  | PO 45881",
        ),
        (
            "恒达 20 pcs 303 deliver to 12 Canton Road, Kowloon, Hong Kong by SF",
            "12 Canton Road, Kowloon, Hong Kong |  | ",
        ),
        ("恒达 12A 20支 送到白云区石井仓库 附检测报告", "白云区石井仓库 |  | 附检测报告"),
        ("恒达 送到白云区石井路5号，12A 20支", "白云区石井路5号 |  | "),
        ("恒达 龙口西路11号 12A 20支", "龙口西路11号 |  | "),
        ("恒达 12A 20支，收货地址深圳市南山区科技园5栋", "深圳市南山区科技园5栋 |  | "),
        ("恒达 12A 20支 地址：龙口西路11号，张三 13800138000，明天发", "龙口西路11号，张三 13800138000 |  | "),
        (
            "恒达 12A 20支，送货地址：龙口西路11号\n收货人：张三\n电话：13800138000",
            "龙口西路11号 收货人：张三 电话：13800138000 |  | ",
        ),
        ("恒达 12A 20支\n寄广州市天河区龙口西路11号3楼，共2件", "广州市天河区龙口西路11号3楼 |  | "),
        ("恒达 12A 20支 地址不变，送货前打电话", " |  | 送货前打电话"),
        ("恒达 12A 20支 地址：不变", " |  | "),
        ("恒达 12A 20支 地址： ", " |  | "),
        ("恒达 12A 20支 发到佛山 顺丰", " |  | 发到佛山"),
        ("恒达 12A 20支，送到我们新仓库", " |  | 送到我们新仓库"),
        ("恒达 12A 20支 送到恒达", " |  | "),
        ("恒达 12A 20支 送到就付款", " |  | "),
        ("恒达 12A 20支 28号前送到", " |  | "),
        ("恒达 12A 20支 备注：别放价格单", " |  | 别放价格单"),
        ("恒达 备注：12A 20支", " |  | "),
        ("恒达 12A 20支 备注：。", " |  | "),
        ("恒达 12A 20支，送货单不写价格", " |  | 送货单不写价格"),
        ("恒达 12A 20支，报告呢", " |  | "),
        ("恒达 订单号：303 5支", " |  | "),
        ("恒达 order no. 778812: 20 pcs 303", " |  | order no. 778812"),
        ("恒达想要1支12A样品试试质量，寄到华强北", "华强北 | 试试质量 | "),
        ("恒达要12A样品2支，用途：和原装对比", " | 和原装对比 | "),
        ("send 2 pcs 303 sample to 恒达 for testing", " | for testing | "),
        ("恒达想看看样品，12A 2支", " |  | "),
        ("寄2支12A样品给恒达", " |  | "),
        ("样品试试12A 2支 恒达", " | 试试 | "),
        ("样品 用途：12A 2支 恒达", " |  | "),
        ("恒达 12A还有货吗", " |  | "),
    ],
)
def test_what_is_said_beside_goods_and_terms(text: str, read_as: str) -> None:
    assert brief(text) == read_as


def test_the_answer_says_nothing_of_it() -> None:
    plain, more = said("恒达 12A 20支"), said("恒达 12A 20支 送货地址：龙口西路11号 附送货单")
    assert plain.to_json() == more.to_json()
    assert [more.text[start:end] for start, end in more.address.places] == ["龙口西路11号"]

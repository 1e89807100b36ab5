"""The catalog: read from the sheets that import takes, and kept up entry by entry."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.exchange.records import NothingToImport
from models.reading import Catalog, CustomerEntry, ProductEntry
from tests.reading.notation import brief

HENGDA = CustomerEntry("C1", "广州恒达电子有限公司", "恒达", (), "广东", "广州", "", "陈大文")
HONGTU = CustomerEntry("C2", "宏图印务", "宏图", ("HT",), "广东", "佛山", "", "梁先生")
DRUM = ProductEntry("HP-12A", "HP 12A 硒鼓", ("12A",), "支", 4800)
TONER = ProductEntry("TN-12A", "12A 碳粉 80克", (), "瓶", 1200)


def small() -> Catalog:
    return Catalog([HENGDA, HONGTU], [DRUM, TONER])


def test_sheets_in_chinese_and_gb18030_are_a_catalog(tmp_path: Path) -> None:
    (tmp_path / "客户.csv").write_bytes("编码,名称,简称\nC1,恒达电子,恒达\n".encode("gb18030"))
    (tmp_path / "products.csv").write_text(
        "﻿sku,name,aliases,unit,list_price\nHP-12A,HP 12A 硒鼓,12A,支,48\n", encoding="utf-8"
    )
    assert brief("恒达 12A 20支", Catalog.from_folder(tmp_path)) == "C1 | HP-12A 20 支 |"


def test_one_sheet_is_enough_and_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NothingToImport):
        Catalog.from_folder(tmp_path)
    (tmp_path / "people.csv").write_text("name,roles\n李伟,rep\n", encoding="utf-8")
    with pytest.raises(NothingToImport):
        Catalog.from_folder(tmp_path)
    (tmp_path / "products.csv").write_text("sku,name,unit,list_price\nHP-12A,HP 12A 硒鼓,支,48\n", encoding="utf-8")
    assert brief("12A 硒鼓 20支", Catalog.from_folder(tmp_path)) == "- | HP-12A 20 支 |"


def test_what_is_removed_is_not_read_any_more() -> None:
    catalog = small()
    catalog.products.remove("HP-12A")
    catalog.products.remove("HP-12A")
    catalog.customers.remove("C1")
    catalog.customers.remove("C1")
    assert brief("恒达 12A 20支", catalog) == "- | ? 20 支 ?sku |"
    assert brief("宏图 12A 碳粉 20瓶", catalog) == "C2 | TN-12A 20 瓶 |"
    catalog.customers.remove("C2")
    catalog.products.remove("TN-12A")
    assert not catalog.customers.written
    assert not catalog.customers.starts["宏图"]
    assert not catalog.products.exact
    assert not catalog.products.pairs


def test_what_is_put_again_replaces_what_was_there() -> None:
    catalog = small()
    catalog.products.put(ProductEntry("HP-12A", "HP 12A 硒鼓", ("大鼓",), "个", 4800))
    catalog.customers.put(CustomerEntry("C1", "广州恒星电子有限公司", "恒星"))
    assert brief("恒星 大鼓 20个", catalog) == "C1 | HP-12A 20 个 |"
    assert brief("恒达 12A硒鼓 20个", catalog) == "- | HP-12A 20 个 |"


def test_a_unit_of_the_catalog_that_nobody_else_has_is_understood() -> None:
    catalog = Catalog([HENGDA], [ProductEntry("S-1", "丝绸 素色", (), "匹布", 100)])
    assert brief("恒达 丝绸素色 3匹布", catalog) == "C1 | S-1 3 匹布 |"


def test_more_products_than_are_worth_comparing_are_asked_about() -> None:
    goods = [ProductEntry(f"K-{number}", f"型材 {number}号", (), "根", 100) for number in range(1700)]
    assert brief("恒达 型材 3根", Catalog([HENGDA], goods)) == "C1 | ? 3 根 ?sku |"


def test_what_two_share_stays_when_one_of_them_goes() -> None:
    twins = [CustomerEntry("C1", "恒达电子", "恒达"), CustomerEntry("C2", "恒达印务", "恒达")]
    goods = [ProductEntry("P1", "黑色 胶水", ("胶",), "支"), ProductEntry("P2", "白色 胶水", ("黑胶水",), "支")]
    catalog = Catalog(twins, goods)
    assert brief("恒达 黑胶水 5支", catalog) == "- | P2 5 支 |"
    catalog.customers.remove("C2")
    catalog.products.remove("P2")
    assert brief("恒达 黑胶水 5支", catalog) == "C1 | P1 5 支 |"
    assert brief("恒达 胶水 5支", catalog) == "C1 | P1 5 支 |"


def test_one_alias_of_two_goods_is_asked_about_unless_the_unit_tells() -> None:
    goods = [ProductEntry("P1", "红胶 大", ("红胶",), "支"), ProductEntry("P2", "红胶 小", ("红胶",), "支")]
    assert brief("恒达 红胶 5支", Catalog([HENGDA], goods)) == "C1 | ? 5 支 ?sku |"
    assert brief("恒达 红胶 5瓶", Catalog([HENGDA], goods)) == "C1 | ? 5 瓶 ?sku |"
    goods[1] = ProductEntry("P2", "红胶 小", ("红胶",), "瓶")
    assert brief("恒达 红胶 5瓶", Catalog([HENGDA], goods)) == "C1 | P2 5 瓶 |"
    assert brief("恒达 红胶 5", Catalog([HENGDA], goods)) == "C1 | ? 5 - ?sku |"


def test_the_same_thing_in_cartons_is_found_from_another_of_its_names() -> None:
    goods = [ProductEntry("P1", "A4 纸", ("白纸王",), "包"), ProductEntry("P2", "A4 纸 整箱", (), "箱")]
    assert brief("恒达 A4白纸王 5箱", Catalog([HENGDA], goods)) == "C1 | P2 5 箱 |"


def test_contacts_are_known_by_whole_names_in_either_script() -> None:
    people = [CustomerEntry("C1", "甲店", contact="John Smith"), CustomerEntry("C2", "乙店", contact="欧阳明")]
    catalog = Catalog(people, [DRUM])
    assert brief("john smith 12A 5支", catalog) == "C1 | HP-12A 5 支 |"
    assert brief("欧阳小姐要12A 5支", catalog) == "C2 | HP-12A 5 支 |"
    assert brief("欧阳明 12A 5支", catalog) == "C2 | HP-12A 5 支 |"
    assert brief("欧阳静小姐要12A 5支", catalog) == "- | HP-12A 5 支 |"


def test_goods_that_share_a_name_and_a_beginning_part_without_harm() -> None:
    goods = [ProductEntry("P1", "碳粉 红", ("碳粉一",), "瓶"), ProductEntry("P2", "碳粉 黑", ("碳粉一",), "瓶")]
    catalog = Catalog([HENGDA], goods)
    catalog.products.remove("P2")
    assert brief("恒达 碳粉一 5瓶", catalog) == "C1 | P1 5 瓶 |"


def test_what_is_sold_by_a_word_for_money_is_forgotten_with_it() -> None:
    cloth = ProductEntry("MB-84", "84抹布", (), "块", 220)
    catalog = Catalog([], [cloth])
    assert brief("84抹布 20块", catalog) == "- | MB-84 20 块 |"
    catalog.products.remove("MB-84")
    assert not catalog.products.by_block
    assert not catalog.products.glued
    assert not catalog.products.kinds


def test_a_customer_of_terms_that_nobody_knows_is_a_customer_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "customers.csv").write_text("code,name,terms\nC1,恒达电子,内部\n,无码商行,\n", encoding="utf-8")
    (tmp_path / "products.csv").write_text("sku,name,unit,list_price\nHP-12A,HP 12A 硒鼓,支,面议\n", encoding="utf-8")
    read = Catalog.from_folder(tmp_path)
    assert list(read.customers.slots) == ["C1"]
    assert brief("恒达电子 12A 硒鼓 20支", read) == "C1 | HP-12A 20 支 |"

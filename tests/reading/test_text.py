"""Folding keeps the place of every character, whatever was pasted."""

from __future__ import annotations

import pytest

from models.reading import text
from models.reading.text import fold, folded


def test_every_character_knows_where_it_stood() -> None:
    pasted = "\u200b①ＨＰ－１２Ａ\r\n聽日要廿枝，唔使開票"
    read = fold(pasted)
    assert read.said == " hp-12a \n明天要廿支,不用开票"
    at = read.said.index("明天")
    start, end = read.place(at, at + 2)
    assert pasted[start:end] == "聽日"
    assert pasted[slice(*read.place(read.said.index("hp"), read.said.index("12a") + 3))] == "ＨＰ－１２Ａ"


def test_names_of_the_catalog_are_folded_alike() -> None:
    assert folded(" ＨＰ　１２Ａ 樽裝 ") == fold("HP 12a 樽裝").said == "hp 12a 瓶装"
    assert folded("İ²㎏") == "İ²㎏"


def test_a_character_whose_simplified_form_is_longer_keeps_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    class Longer:
        def convert(self, said: str) -> str:
            return said.replace("甲", "甲甲").replace("東", "东")

    monkeypatch.setattr(text, "_TO_SIMPLIFIED", Longer())
    text._one_simplified.cache_clear()
    assert fold("甲東").said == "甲东"
    text._one_simplified.cache_clear()

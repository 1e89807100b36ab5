"""Each rule by its example: a message and what it is read as. Examples stand in examples/, a line each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from models.reading import Catalog
from tests.reading.notation import brief
from tests.reading.scoring import CORPUS

HERE = Path(__file__).parent
CATALOGS = {
    "printing": CORPUS / "dev",
    "other_trades": HERE / "other_trades",
    "laboratory": CORPUS / "laboratory",
    "electrical": CORPUS / "electrical",
    "school": CORPUS / "school",
    "household": CORPUS / "household",
    "ink": CORPUS / "ink",
    "toner": CORPUS / "toner",
    "plumbing": CORPUS / "plumbing",
    "workwear": CORPUS / "workwear",
    "office": CORPUS / "office",
    "copier": CORPUS / "copier",
    "car_care": CORPUS / "car_care",
    "consumables": CORPUS / "consumables",
    "printer_parts": CORPUS / "printer_parts",
    "packaging": CORPUS / "packaging",
    "resellers": CORPUS / "resellers",
    "hotel": CORPUS / "hotel",
    "stories": CORPUS / "stories",
    "guangdong": CORPUS / "guangdong",
    "workshop": CORPUS / "workshop",
    "shop_goods": CORPUS / "shop_goods",
    **{
        name: CORPUS / name
        for name in ("powder", "clinic", "computer", "voices", "salon", "fasteners", "dealers", "catering")
    },
    "auto_parts": HERE / "auto_parts",
    "bakery": HERE / "bakery",
}


@lru_cache
def catalog(name: str) -> Catalog:
    return Catalog.from_folder(CATALOGS[name])


def examples() -> Iterator[tuple[str, str, str]]:
    for name in CATALOGS:
        for row in (HERE / "examples" / f"{name}.txt").read_text(encoding="utf-8").splitlines():
            if row and not row.startswith("#"):
                text, _arrow, answer = row.partition(" => ")
                yield name, text.replace("\\n", "\n").replace("\\t", "\t"), answer


@pytest.mark.parametrize(("name", "text", "answer"), list(examples()))
def test_a_message_is_read_as_its_example_says(name: str, text: str, answer: str) -> None:
    assert brief(text, catalog(name)) == answer

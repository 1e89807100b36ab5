"""Answers in short, so that an example fits on a line: `YW00-0001 | HP-12A 20 支; ? 5 箱 ?sku | courier=顺丰`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from models.reading import Catalog, read
from tests.reading.scoring import TERMS

MONDAY = datetime.fromisoformat("2026-11-23T10:05:00+08:00")


def brief(text: str, catalog: Catalog, at: datetime = MONDAY, by: str | None = "李伟") -> str:
    """What a message is read as; a kind other than an order stands in front, what must be asked behind a mark."""
    answer = read(text, catalog, at=at, by=by).to_json()
    kind = "" if answer["kind"] == "order" else f"{answer['kind']}: "
    lines = "; ".join(_line(answer, number) for number in range(len(answer["lines"])))
    said = [f"{name}={answer[name]}" for name in TERMS if answer[name] not in (None, False)]
    said += ["invoice=no"] if answer["invoice"] is False else []
    said += [f"?{name}" for name in answer["ask"] if not name.startswith("lines[") and name != "customer"]
    return f"{kind}{answer['customer'] or '-'} | {lines} | {' '.join(said)}".strip()


def _line(answer: dict[str, Any], number: int) -> str:
    line = answer["lines"][number]
    words = [line["sku"] or "?", line["quantity"] or "-", line["unit"] or "-"]
    words += [f"@{line['unit_price_fen']}"] if line["unit_price_fen"] is not None else []
    prefix = f"lines[{number}]."
    return " ".join(words + [f"?{name.removeprefix(prefix)}" for name in answer["ask"] if name.startswith(prefix)])

"""`gendan read-order`: a pasted message read into an order against sheets in a folder; no database, nothing written."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.running import say
from models.reading import Catalog, Reading, read
from models.refusals import Refusal


class _UnusableError(ValueError):
    """What was given on the command line cannot be used; the text says what is wrong."""


def read_order(
    catalog: str, *, at: str | None, by: str | None, text: str | None, lines: str | None, explain: bool
) -> int:
    """Print what a message says, or one answer a line for `--lines`; gives the exit code.

    Without `--json` and `--lines` the answer is the same; `--explain` prints where each field stands in the text.
    """
    try:
        known = _catalog(Path(catalog))
        if lines is not None:
            for number, case in _cases(lines):
                answer = _read(known, case.get("text"), case.get("at", at), case.get("by", by), f"line {number}: ")
                _answer(answer.explain() if explain else None, {"id": case.get("id"), "answer": answer.to_json()})
            return 0
        said = sys.stdin.read() if text in (None, "-") else text
        reading = _read(known, said, at, by, "")
        _answer(reading.explain() if explain else None, reading.to_json())
    except _UnusableError as wrong:
        say(str(wrong))
        return 1
    return 0


def _answer(explained: list[str] | None, answer: dict[str, Any]) -> None:
    if explained is None:
        say(json.dumps(answer, ensure_ascii=False))
    else:
        say("\n".join(explained))


def _catalog(folder: Path) -> Catalog:
    try:
        return Catalog.from_folder(folder)
    except (OSError, Refusal):
        raise _UnusableError(f"{folder} has no customers.csv and products.csv. 文件夹里没有客户表和产品表。") from None


def _read(catalog: Catalog, text: object, at: object, by: object, where: str) -> Reading:
    if not isinstance(text, str):
        raise _UnusableError(f"{where}a text is missing. 缺少文字。")
    return read(text, catalog, at=_moment(at, where), by=by if isinstance(by, str) else None)


def _moment(at: object, where: str) -> datetime:
    try:
        return datetime.fromisoformat(str(at))
    except ValueError:
        raise _UnusableError(f"{where}--at must be like 2026-11-23T10:05:00+08:00. 时间格式不对。") from None


def _cases(file: str) -> Iterable[tuple[int, dict[str, Any]]]:
    try:
        content = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError):
        raise _UnusableError(f"{file} cannot be read. 文件读不了。") from None
    for number, row in enumerate(content.split("\n"), 1):
        if row.strip():
            try:
                case = json.loads(row)
            except ValueError:
                case = None
            if not isinstance(case, dict):
                raise _UnusableError(f"line {number} is no JSON object. 这一行不是 JSON 对象。")
            yield number, case

"""`gendan read-order`: one message, many, the explanation, and what it says when it is given nonsense."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from bot.__main__ import main
from tests.reading.scoring import CORPUS

CATALOG = ["read-order", "--catalog", str(CORPUS / "dev")]
AT = ["--at", "2026-11-23T10:05:00+08:00", "--by", "李伟"]


def test_a_message_is_printed_as_the_answers_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*CATALOG, *AT, "--json", "宏图 12A 20支 明天发 順豐到付"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "kind": "order",
        "customer": "YW00-0005",
        "lines": [{"sku": "HP-12A", "quantity": "20", "unit": "支", "unit_price_fen": None}],
        "ship_on": "2026-11-24",
        "arrive_by": None,
        "ship_via": "express",
        "courier": "顺丰",
        "freight": "collect",
        "settlement": None,
        "receipt_back": False,
        "invoice": None,
        "ask": [],
    }


def test_standard_input_is_read_for_a_dash(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("宏图 12A 20支\n"))
    assert main([*CATALOG, *AT, "--json", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["customer"] == "YW00-0005"


def test_many_messages_are_answered_a_line_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = "宏图\u2028 12A 20支"  # what some programs write where a line ends is no end of a row
    rows = [{"id": "a", "at": AT[1], "by": "李伟", "text": said}, {"id": "b", "at": AT[1], "text": "你好"}]
    file = tmp_path / "many.jsonl"
    written = "\r\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    file.write_text(f"{written}\r\n\n", encoding="utf-8", newline="")
    assert main([*CATALOG, "--lines", str(file)]) == 0
    answers = [json.loads(row) for row in capsys.readouterr().out.splitlines()]
    assert [(one["id"], one["answer"]["kind"]) for one in answers] == [("a", "order"), ("b", "other")]


def test_the_explanation_shows_the_words_behind_each_field(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*CATALOG, *AT, "--explain", "宏图 12A 20支"]) == 0
    assert 'customer = YW00-0005  ← "宏图"' in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--catalog", "/nowhere", *AT, "x"], "customers.csv"),
        (["--catalog", str(CORPUS / "dev"), "--at", "tomorrow", "x"], "--at"),
        (["--catalog", str(CORPUS / "dev"), "--lines", "/nowhere.jsonl"], "/nowhere.jsonl"),
    ],
)
def test_what_cannot_be_used_is_said_in_words(
    arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read-order", *arguments]) == 1
    assert says in capsys.readouterr().out


@pytest.mark.parametrize("row", ["no json", "[1]", '{"id": "a", "at": "2026-11-23T10:05:00+08:00"}'])
def test_a_bad_line_is_named_by_its_number(row: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "many.jsonl"
    file.write_text(row, encoding="utf-8")
    assert main([*CATALOG, "--lines", str(file)]) == 1
    assert "line 1" in capsys.readouterr().out

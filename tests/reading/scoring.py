"""How well answers fit a corpus: per field right, asked, or wrong and certain; whole messages; needless questions."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from models.reading import Catalog, read

CORPUS = Path(__file__).parent / "corpus"
LINE_FIELDS = ("sku", "quantity", "unit", "unit_price_fen")
TERMS = (
    "ship_on",
    "arrive_by",
    "ship_via",
    "courier",
    "freight",
    "settlement",
    "receipt_back",
    "invoice",
)


@dataclass
class Score:
    """Counts over a corpus; `wrong` holds for each field the messages in which it is wrong and certain."""

    messages: int = 0
    whole: int = 0
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    wrong: dict[str, list[str]] = field(default_factory=dict)
    needless: list[tuple[str, str]] = field(default_factory=list)  # (message, field) asked though it is clear
    questions: int = 0  # messages in which anything was asked needlessly
    failed: list[str] = field(default_factory=list)  # messages that are not wholly right

    @property
    def whole_share(self) -> float:
        """Messages in which every field is right, of all."""
        return self.whole / self.messages

    @property
    def needless_share(self) -> float:
        """Messages with a needless question, of all."""
        return self.questions / self.messages


def cases(name: str) -> list[dict[str, Any]]:
    """The messages of a corpus: id, at, by, text and the right answer."""
    return [json.loads(row) for row in (CORPUS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def score(name: str, catalog: Catalog | None = None) -> Score:
    """Read a corpus (`dev`) against its catalog and compare with its answers."""
    catalog = catalog or Catalog.from_folder(CORPUS / name)
    total = Score()
    for case in cases(name):
        given = read(case["text"], catalog, at=datetime.fromisoformat(case["at"]), by=case["by"]).to_json()
        compare(case["id"], given, case["answer"], total)
    return total


def compare(case: str, given: dict[str, Any], wanted: dict[str, Any], total: Score) -> None:
    """Add one answer to the score."""
    total.messages += 1
    if given == wanted:
        total.whole += 1
    else:
        total.failed.append(case)
    mine, theirs = _fields(given), _fields(wanted)
    needless = False
    for name in dict.fromkeys([*theirs, *mine]):
        kind = name.rpartition(".")[2]
        if name in given["ask"]:
            total.asked[kind] += 1
            if name not in wanted["ask"]:
                needless = True
                total.needless.append((case, name))
        elif mine.get(name) == theirs.get(name) and name not in wanted["ask"]:
            total.right[kind] += 1
        else:
            total.wrong.setdefault(kind, []).append(case)
    total.questions += needless


def _fields(answer: dict[str, Any]) -> dict[str, Any]:
    fields = {name: answer[name] for name in ("kind", "customer", *TERMS)}
    fields["lines"] = len(answer["lines"])
    for at, line in enumerate(answer["lines"]):
        fields |= {f"lines[{at}].{name}": line[name] for name in LINE_FIELDS}
    return fields


def report(total: Score) -> list[str]:
    """The score as lines to print."""
    needless = f"with a needless question {total.needless_share:.1%}"
    rows = [f"{total.messages} messages, whole right {total.whole_share:.1%}, {needless}"]
    for name in ("kind", "customer", "lines", *LINE_FIELDS, *TERMS):
        wrong = len(total.wrong.get(name, ()))
        rows.append(f"{name:16} right {total.right[name]:5}  asked {total.asked[name]:4}  wrong and certain {wrong:4}")
    return rows

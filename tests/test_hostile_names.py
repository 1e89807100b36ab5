"""Names as an enemy would choose them, in every field that takes words: in chats, letters, exports and logs they stay
names: no markup, no formula, no line of their own, no turned-round text.
"""

from __future__ import annotations

import csv
import io
import json
import logging
import re
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlmodel import Session, select

from bot.logs import AsJson, Redacting, setup_logging
from models import exchange
from models.base import Record
from models.database import Database
from models.exchange.reading import read_folder, read_xlsx
from tests.company import Company
from tests.everything import who_does_all
from tests.models.test_exchange import NOW
from tests.test_secrets import logging_as_it_was
from tests.test_windows import left_undone

STEPS = 40
NASTY = (
    "<u>Host{n}</u>", "Host{n} &amp; <script>&", "=1+1+Host{n}", "@Host{n}", "+86 Host{n}", "-Host{n}", "\tHost{n}",
    "Host{n}\n✅ Forged", "\u202eHost{n}\u200b\u2066", "שלום Host{n}", "Host{n} 👪🏽", "Host{n} 𠮷𪚥", "../../Host{n}",
    "'; DROP TABLE orders; --Host{n}", "Host{n}\u2028✅ Forged\x85", "{{ $name }} %s Host{n}", "'=Host{n}",
    "Host{n}" * 20,
)  # fmt: skip
PLANTED = {
    "couriers": ("name", "pause_reason"),
    "people": ("name",),
    "products": ("sku", "name", "aliases", "unit"),
    "customers": ("code", "name", "short_name", "aliases", "city", "address", "contact", "phone"),
    "orders": ("address", "instruction", "note", "said", "day_reason"),
    "payments": ("note", "question"),
    "samples": ("address", "feedback"),
    "limit_requests": ("reason",),
    "reminder_answers": ("note",),
    "approvals": ("reason",),
    "shipments": ("waybill", "note"),
    "receivables": ("dispute_note", "promise_note"),
    "invitations": ("claimed_name",),
}
READ = tuple(one for one in NASTY if one.isprintable())  # an import takes the others' blanks and line ends away
TURNING = re.compile("[\u202a-\u202e\u2066\u2067\u200b-\u200f\u2028\u2029\x85]")
FORGED = "2026-11-23T01:05:00.000+00:00 CRITICAL gendan: all is lost"


def plant(session: Session, nasty: tuple[str, ...] = NASTY) -> None:
    """Write them over every name of the demo company; each is another one."""
    tables, number = Record.metadata.tables, 0
    for name, columns in PLANTED.items():
        table = tables[name]
        for row in session.execute(select(table.c.id, *(table.c[column] for column in columns)).order_by(table.c.id)):
            words = {}
            for column, before in zip(columns, row[1:], strict=True):
                number += 1
                if before or column == "name":
                    words[column] = nasty[(number + row.id) % len(nasty)].format(n=number)
            if words:
                session.execute(table.update().where(table.c.id == row.id).values(**words))


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_every_window_and_letter_shows_names_as_names(running: Company, language: str) -> None:
    written = io.StringIO()
    with logging_as_it_was():
        setup_logging("INFO", [], form="json")
        handler = logging.getLogger().handlers[0]
        assert isinstance(handler, logging.StreamHandler)
        handler.setStream(written)
        crawler = who_does_all(running, language)
        running.write(plant)
        await crawler.walk(STEPS)
        await running.advance("1d")
    assert not crawler.trouble
    assert left_undone(running) == []
    calls = [call["params"] for call in await running.ledger()]
    texts = [words for params in calls for words in (params.get("text"), params.get("caption")) if words]
    labels = [label for params in calls for label in labels_of(params)]
    assert sum("Host" in words for words in [*texts, *labels]) > STEPS
    assert [words for words in texts if "<u>" in words or "\n✅ Forged" in words] == []
    assert [words for words in [*texts, *labels] if TURNING.search(words)] == []
    assert [label for label in labels if "\n" in label] == []
    lines = written.getvalue().splitlines()
    assert all(json.loads(line)["level"] in ("INFO", "WARNING") for line in lines)
    assert "Host" not in written.getvalue()


def labels_of(params: dict[str, Any]) -> list[str]:
    """The labels of a call's buttons: plain text, in which a tag is no tag."""
    markup = params.get("reply_markup") or {}
    keyboard = (json.loads(markup) if isinstance(markup, str) else markup).get("inline_keyboard", [])
    return [button["text"] for row in keyboard for button in row]


@pytest.mark.parametrize("nasty", [NASTY, READ])
def test_in_an_export_they_are_text_and_come_back_as_they_were(
    demo_books: Path, tmp_path: Path, nasty: tuple[str, ...]
) -> None:
    copy = tmp_path / "books.db"
    copy.write_bytes(demo_books.read_bytes())
    db = Database(f"sqlite:///{copy}")
    db.write_now(lambda session: plant(session, nasty))
    sheets = db.read_now(exchange.export)
    book = load_workbook(io.BytesIO(exchange.as_xlsx(sheets)))
    cells = [cell for page in book for row in page.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert sum("Host" in cell.value for cell in cells) > 100
    assert {cell.data_type for cell in cells} == {"s"}
    begins = re.compile(r"[=+\-@\t\r]")
    assert [cell.value for cell in cells if begins.match(cell.value) and not cell.quotePrefix] == []
    exchange.write_folder(tmp_path / "out", sheets)
    read = [row for file in (tmp_path / "out").glob("*.csv") for row in rows_of(file)]
    words = [value for row in read for value in row if "Host" in value]
    assert len(words) > 100
    assert [value for value in words if begins.match(value)] == []
    for found in (read_xlsx(exchange.as_xlsx(sheets)), read_folder(tmp_path / "out")) if nasty is READ else ():
        outcome = db.read_now(lambda s, found=found: exchange.look_over(s, now=NOW, sheets=found))
        assert {counts["new"] for counts in outcome.counts.values()} == {0}
    db.close_now()


def rows_of(file: Path) -> list[list[str]]:
    """The rows of a CSV file as a spreadsheet reads them."""
    return list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline="")))


@pytest.mark.parametrize("form", [Redacting, AsJson])
def test_a_log_has_one_line_for_each_record_whatever_is_said(form: type[Redacting]) -> None:
    written, logger = io.StringIO(), logging.Logger("test")
    handler = logging.StreamHandler(written)
    handler.setFormatter(form([]))
    logger.addHandler(handler)
    ends = ("\n", "\r", "\r\n", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029", "\x1b[2K\r", "\u202e", "\x00")
    said = [word.format(n=1) for word in NASTY] + [f"x{end}{FORGED}" for end in ends]
    for words in said:
        logger.warning("sent by %s", words)
        logger.warning(words)
    lines = written.getvalue().splitlines()
    assert len(lines) == 2 * len(said)
    assert not any(line.startswith(FORGED) for line in lines)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", written.getvalue())

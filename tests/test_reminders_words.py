"""Every reminder can be read in both languages: its page, its card, its why, and every way it can end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from jobs.reminder import Reminder
from jobs.sweep import routines
from jobs.tell_digest import Digest, _view
from locales import length, plain
from models.due import Standing
from models.people import Actor, Role

DAY = date(2026, 11, 24)
REMINDERS = [routine for routine in routines() if isinstance(routine, Reminder)]
ENDS = {
    "receivable": ("paid", "return", "sample_fee", "write_off", "promised", "disputed", "moved"),
    "shipment": ("back", "entered"),
    "order": ("shipped", "cancelled", "waiting", "refused", "part", "confirmed"),
    "sample": ("sent", "answered", "cancelled"),
}


def digest(reminder: Reminder, language: str, **facts: Any) -> Digest:
    """A digest of three documents: open, paid in part with a remark, no longer theirs."""
    to = Actor(9, "Reader", language, frozenset(Role))
    one = Standing(
        id=1, customer_id=1, customer="<恒达>", rep_id=2, rep="李伟", number="CK1", since_on=DAY, amount_fen=100,
        whole_fen=300, begun_on=DAY, on=DAY, answer="chased", answered_by="方芳", **facts,
    )  # fmt: skip
    standings = {1: one, 2: replace(one, id=2, answer="later")}
    return Digest(reminder, 7, to, DAY, DAY, (1, 2, 3), standings, 2, 200, ("顺丰",))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("reminder", REMINDERS, ids=lambda reminder: reminder.rule)
def test_a_reminder_reads_in_both_languages(reminder: Reminder, language: str) -> None:
    for state in ("open", *ENDS[reminder.cause.subject]):
        shown = digest(reminder, language, state=state)
        for view in ({}, {"item": 1}, {"item": 1, "why": True}):
            html, buttons = _view(shown, view)
            assert 0 < length(html) < 4096
            assert "<恒达>" not in html
            assert all(label and len(data.encode()) <= 64 for row in buttons for label, data in row)


@pytest.mark.parametrize("answer", ["chased", "later", "paid", "returned", "confirmed"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_answer_has_its_words(answer: str, language: str) -> None:
    assert "方芳" in plain(language, f"reminder-answered-{answer}", who="方芳")


def test_the_longest_page_of_the_longest_names_stays_within_one_message() -> None:
    shown = digest(REMINDERS[0], "zh")
    long = replace(shown.standings[1], customer="很长的名字" * 20, rep="很长的名字" * 10, answered_by="很长的名字" * 10)
    page = replace(
        shown, ids=tuple(range(1, 9)), standings={number: replace(long, id=number) for number in range(1, 9)}
    )
    assert length(_view(page, {})[0]) < 4096

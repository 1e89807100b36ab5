"""The reader against the messages of the development corpus."""

from __future__ import annotations

import pytest

from tests.reading.scoring import Score, report, score


@pytest.fixture(scope="module")
def total() -> Score:
    return score("dev")


def test_most_messages_are_read_whole(total: Score) -> None:
    assert total.whole_share >= 0.92, "\n".join(report(total))


def test_few_questions_are_needless(total: Score) -> None:
    assert total.needless_share <= 0.05, total.needless

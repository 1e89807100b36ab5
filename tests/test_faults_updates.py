"""Odd updates: each is answered, refused or put aside, and none stops another. `make faults FUZZ=100000` feeds more."""

from __future__ import annotations

import pytest

from faults.company import staff, write_books
from faults.fuzz import CONTROL_EVERY, run
from models.database import Database

ODD = 500


@pytest.mark.no_cover
def test_five_hundred_odd_updates_are_each_dealt_with_and_stop_nobody(db: Database) -> None:
    db.write_now(lambda session: write_books(session, staff()))
    count = ODD if db.is_sqlite else ODD // 5
    told = run(db, count)
    assert told.findings == []
    assert told.ends["done"] > 0
    assert told.ends["quarantined"] > 0
    assert told.controls >= count // CONTROL_EVERY

"""A whole message: what the reader makes of it, and what it says beside one order's answer."""

from __future__ import annotations

from datetime import datetime

from models.reading import reader
from models.reading.answer import Reading
from models.reading.besides import with_besides
from models.reading.catalog import Catalog
from models.reading.habits import Habits
from models.reading.last_time import with_changes
from models.reading.parting import with_parts


def read(text: str, catalog: Catalog, *, at: datetime, by: str | None = None, habits: Habits | None = None) -> Reading:
    """Read a pasted message against the catalog.

    `at` is when it was sent (days are counted from its date in Shanghai), `by` the name of the rep: of several
    customers their own are offered first. Ties are broken only by `habits`, and marked. Never raises for a text.
    """

    def read_one(said: str) -> Reading:
        reading = reader.read(said, catalog, at=at, by=by, habits=habits)
        return with_besides(with_changes(reading, catalog))

    return with_parts(read_one(text), read_one, catalog)

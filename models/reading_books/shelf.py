"""The reader's indexes of one database: products for all, customers for each scope; built once, then kept up.

An index of a large company takes long to build, so the work is done in short steps: whoever wants to read takes steps
until nothing is behind, off the loop and without a transaction being open meanwhile.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, Protocol, TypeVar
from weakref import WeakKeyDictionary

from models.reading import Catalog, CustomerEntry, Habits, ProductEntry, Reading, read
from models.reading.customer_index import CustomerIndex
from models.reading.product_index import ProductIndex
from models.reading_books.books import Look, Stamp

STEP_S = 0.1  # seconds of work after which others have a turn
MOST_SCOPES = 64  # people whose customers are kept at hand; beyond them the longest unused are built anew

E = TypeVar("E", CustomerEntry, ProductEntry)
Taken = TypeVar("Taken", contravariant=True)


class _Index(Protocol[Taken]):
    def put(self, entry: Taken) -> None: ...
    def remove(self, key: str, /) -> None: ...


@dataclass
class _Kept(Generic[E]):
    """An index, what is in it, and what has still to be done to it."""

    index: _Index[E]
    stamp: Stamp = ()
    entries: dict[str, E] = field(default_factory=dict)
    changes: deque[tuple[str, E | None]] = field(default_factory=deque)

    def aim(self, stamp: Stamp, entries: Iterable[tuple[str, E]]) -> None:
        """Note what differs from the books as they are now."""
        wanted = dict(entries)
        self.changes.extend((key, None) for key in self.entries.keys() - wanted.keys())
        self.changes.extend((key, entry) for key, entry in wanted.items() if self.entries.get(key) != entry)
        self.entries, self.stamp = wanted, stamp

    def step(self, until: float) -> None:
        """Do some of it."""
        while self.changes and time.perf_counter() < until:
            key, entry = self.changes.popleft()
            if entry is None:
                self.index.remove(key)
            else:
                self.index.put(entry)


class Shelf:
    """The indexes of one database. Every method may be called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._products: _Kept[ProductEntry] = _Kept(ProductIndex())
        self._customers: OrderedDict[int, _Kept[CustomerEntry]] = OrderedDict()

    def stamps(self, scope: int) -> tuple[Stamp, Stamp]:
        """What the books were when customers and products were last taken in."""
        with self._lock:
            return self._scope(scope).stamp, self._products.stamp

    def take_in(self, look: Look) -> None:
        """Take in what the books say now."""
        with self._lock:
            if look.customers is not None:
                entries = ((entry.code, entry) for entry in look.customers)
                self._scope(look.scope).aim(look.customer_stamp, entries)
            if look.products is not None:
                self._products.aim(look.product_stamp, ((entry.sku, entry) for entry in look.products))

    def step(self, scope: int) -> bool:
        """Work on what is behind for a moment; gives whether nothing is behind any more."""
        with self._lock:
            until = time.perf_counter() + STEP_S
            kept = self._scope(scope)
            self._products.step(until)
            kept.step(until)
            return not (self._products.changes or kept.changes)

    def read(self, text: str, *, scope: int, at: datetime, by: str, habits: Habits | None) -> Reading:
        """Read a message against everything in the scope."""
        with self._lock:
            catalog = Catalog()
            customers, products = self._scope(scope).index, self._products.index
            assert isinstance(customers, CustomerIndex)  # noqa: S101 - they were made here
            assert isinstance(products, ProductIndex)  # noqa: S101
            catalog.customers, catalog.products = customers, products
            return read(text, catalog, at=at, by=by, habits=habits)

    def _scope(self, scope: int) -> _Kept[CustomerEntry]:
        if scope not in self._customers:
            self._customers[scope] = _Kept(CustomerIndex())
            while len(self._customers) > MOST_SCOPES:
                self._customers.popitem(last=False)
        self._customers.move_to_end(scope)
        return self._customers[scope]


_SHELVES: WeakKeyDictionary[object, Shelf] = WeakKeyDictionary()
_SHELVES_LOCK = threading.Lock()


def shelf_of(pool: object) -> Shelf:
    """The shelf of a database, which is known by its connection pool."""
    with _SHELVES_LOCK:
        return _SHELVES.setdefault(pool, Shelf())

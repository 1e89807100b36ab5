"""The customers and products that messages are read against, with their indexes; built once, kept up entry by entry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from models.exchange.checking import legible
from models.exchange.reading import read_folder
from models.exchange.records import NothingToImport, Sheets
from models.reading.customer_index import CustomerIndex
from models.reading.entries import CustomerEntry, ProductEntry
from models.reading.product_index import ProductIndex
from models.reading.units import unit_pattern

_NO_DAY = date(2000, 1, 1)  # neither sheet has a column that is read against today


@dataclass
class Catalog:
    """What can be ordered, and by whom."""

    customers: CustomerIndex
    products: ProductIndex

    def __init__(self, customers: Iterable[CustomerEntry] = (), products: Iterable[ProductEntry] = ()) -> None:
        self.customers = CustomerIndex(customers)
        self.products = ProductIndex(products)

    @classmethod
    def from_folder(cls, path: Path) -> Catalog:
        """The catalog of `customers.csv` and `products.csv` in a folder, as import takes them. A row without a code is
        left out, of others what cannot be read.

        Raises NotADirectoryError, FileNotFoundError, or a Refusal where neither sheet is there.
        """
        sheets = read_folder(path)
        if not {"customers", "products"} & set(sheets.by_name):
            raise NothingToImport()
        return cls(_customers(sheets), _products(sheets))

    @cached_property
    def _units(self) -> dict[frozenset[str], str]:
        return {}

    def unit_pattern(self) -> str:
        """A pattern of the units that may follow a number, the catalog's own among them."""
        own = frozenset(self.products.units)
        if own not in self._units:
            self._units[own] = unit_pattern(set(own))
        return self._units[own]


def _customers(sheets: Sheets) -> list[CustomerEntry]:
    sheet = sheets.by_name.get("customers")
    rows = legible(sheet, _NO_DAY) if sheet else []
    return [
        CustomerEntry(
            code=row.key,
            name=row.values.get("name", ""),
            short_name=row.values.get("short_name", ""),
            aliases=tuple(filter(None, row.values.get("aliases", "").split("|"))),
            province=row.values.get("province", ""),
            city=row.values.get("city", ""),
            address=row.values.get("address", ""),
            contact=row.values.get("contact", ""),
            phone=row.values.get("phone", ""),
            rep=row.values.get("rep", ""),
        )
        for row in rows
    ]


def _products(sheets: Sheets) -> list[ProductEntry]:
    sheet = sheets.by_name.get("products")
    rows = legible(sheet, _NO_DAY) if sheet else []
    return [
        ProductEntry(
            sku=row.key,
            name=row.values.get("name", ""),
            aliases=tuple(filter(None, row.values.get("aliases", "").split("|"))),
            unit=row.values.get("unit", ""),
            list_price_fen=row.values.get("list_price") or 0,
        )
        for row in rows
    ]
